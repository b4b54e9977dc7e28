//! Fitting a format that fits its own scales: one super-block of a row at a time.
//!
//! ```text
//! for each row:  for each run of `super_block` columns:
//!     values = those of the run; what a short run lacks, and what is not finite, counts as 0
//!     (coding of each block, scales of the super-block) = what the format fits
//! ```

use std::{borrow::Cow, ops::Range};

use super::Ranges;
use crate::{
    Tensor,
    kernels::Level,
    scheme::{
        BlockMap, Extent, Format, Scheme,
        calibration::{Choice, Finding, Remark},
        format::ggml::{Importance, Kind, SuperBlock, row_mean_square},
    },
};

/// Values fitted in some milliseconds, searches included.
const VALUES_PER_STEP: usize = 1 << 16;
/// Columns whose super-blocks are fitted side by side: those of the largest.
const TOGETHER: usize = 256;

/// The format, if the scheme's fits its own scales and the map has its blocks.
pub(super) fn kind(scheme: &Scheme, map: &BlockMap) -> Option<Kind> {
    let Format::Ggml(kind) = scheme.format else { return None };
    let (_, columns) = map.size();
    (map.tile() == Some((1, kind.block().min(columns)))).then_some(kind)
}

/// How many super-blocks are stored for the blocks of a map.
pub(super) fn count(map: &BlockMap, kind: Kind) -> usize {
    let (rows, columns) = map.size();
    rows * columns.div_ceil(kind.super_block())
}

/// What there is to say of a block whose levels reach over a range.
pub(super) fn choice((lo, hi): (f32, f32)) -> Choice {
    Choice { lo, hi, finding: Finding::nothing(), remark: None }
}

/// The rows of a tensor under a format, and what is known of the row at hand.
struct Rows<'a> {
    kind: Kind,
    level: Level,
    tensor: &'a Tensor,
    /// The number of a row, and its mean of x² where an importance is at hand.
    row: Option<(usize, f32)>,
}

impl Rows<'_> {
    /// Fits the super-blocks in some columns of a row, which begin with one.
    fn fit(&mut self, row: usize, columns: Range<usize>, take: &mut dyn FnMut(SuperBlock)) {
        let &mut Self { kind, level, tensor, .. } = self;
        let line = &tensor.values()[row * tensor.columns()..][..tensor.columns()];
        let importance = tensor.importance().map(|weights| {
            if self.row.is_none_or(|(known, _)| known != row) {
                self.row = Some((row, row_mean_square(&finite(line))));
            }
            let row_mean_square = self.row.map_or(0.0, |(_, mean_square)| mean_square);
            Importance { weights: &weights[columns.clone()], row_mean_square }
        });
        kind.fit_each(level, &finite(&line[columns]), importance, take);
    }
}

/// Fits blocks of a range, as many super-blocks as take some milliseconds and at least one, and adds what it finds. The range begins
/// with a super-block.
#[inline(never)]
pub(super) fn fit_some(
    kind: Kind,
    level: Level,
    tensor: &Tensor,
    map: &BlockMap,
    range: Range<usize>,
    found: &mut Ranges,
) {
    let mut rows = Rows { kind, level, tensor, row: None };
    let (mut next, mut left) = (range.start, VALUES_PER_STEP);
    while next < range.end && left > 0 {
        let Extent { rows: at, columns } = map.extent(next);
        let columns = columns.start..tensor.columns().min(columns.start + TOGETHER);
        let mut start = columns.start;
        let line = &tensor.values()[at.start * tensor.columns()..][..tensor.columns()];
        rows.fit(at.start, columns.clone(), &mut |fitted| {
            let length = (columns.end - start).min(kind.super_block());
            let values = line[start..start + length].chunks(kind.block());
            start += length;
            for (coding, values) in fitted.blocks().iter().zip(values) {
                let quantizer = coding.quantizer(kind);
                let is_lost =
                    quantizer.outermost() == (0.0, 0.0) && values.iter().any(|&x| x.is_finite() && x != 0.0);
                let remark = match () {
                    () if length < kind.super_block() => Some(Remark::NotStored),
                    () if fitted.saturated => Some(Remark::ScaleSaturated),
                    () if is_lost => Some(Remark::ScaleVanished),
                    () => None,
                };
                found.push(&Choice { remark, ..choice(quantizer.range()) });
                found.codings.push(*coding);
                next += 1;
            }
        });
        left = left.saturating_sub(columns.len());
    }
}

/// The super-block that holds block `index`.
#[inline(never)]
pub(super) fn around(
    kind: Kind,
    level: Level,
    tensor: &Tensor,
    map: &BlockMap,
    index: usize,
) -> Option<SuperBlock> {
    let Extent { rows, columns } = map.extent(index);
    let first = columns.start - columns.start % kind.super_block();
    let columns = first..tensor.columns().min(first + kind.super_block());
    let mut fitted = None;
    Rows { kind, level, tensor, row: None }.fit(rows.start, columns, &mut |block| fitted = Some(block));
    fitted
}

/// The values with 0 in place of those that are not finite.
fn finite(values: &[f32]) -> Cow<'_, [f32]> {
    if values.iter().all(|x| x.is_finite()) {
        return values.into();
    }
    values.iter().map(|&x| if x.is_finite() { x } else { 0.0 }).collect()
}
