//! The fit of a tensor that its file brings along: nothing is calibrated, and the grid of each block is the stored one.
//!
//! ```text
//! whole numbers   number = code − zero-point;  x̂ = (number · scale + offset) · times     coded by (x − offset · times) / (scale · times)
//! a table         x̂ = level of the code · scale                                          coded by x / scale
//! ```
//! What a reader decodes is coded by its own code again, or by one that decodes to the same value: where a scale is 0, all do. A block
//! whose outermost levels are not finite has a scale of 0, too: from an infinite scale no values follow that could be measured.

use std::{ops::Range, sync::Arc};

use super::{Fit, Fitting, Ranges, super_blocks::choice};
use crate::{
    Tensor,
    quantizer::{Codebook, Division, Nearest, Numbers, OffsetParams, Quantizer, Ratio, TableParams},
    scheme::{BlockMap, CODEBOOKS, Format, Scheme, SchemeError, codebook, format::StoredKind},
    tensor::{StoredBlocks, StoredCodes, StoredGrid},
};

/// Blocks whose ranges are taken in some milliseconds.
const BLOCKS_PER_STEP: usize = 1 << 16;

/// All grids of a tensor as its file stores them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct StoredFit {
    grid: Arc<StoredGrid>,
    pub(super) map: BlockMap,
    codes: Codes,
}

/// What codes mean before the scale.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Codes {
    Whole { first: i16, last: i16 },
    Table(&'static Codebook),
}

impl Codes {
    fn of(codes: &StoredCodes) -> Option<Self> {
        match codes {
            &StoredCodes::Whole { first, last } if first < last => Some(Self::Whole { first, last }),
            StoredCodes::Whole { .. } => None,
            StoredCodes::Format(word) => codebook(word).map(Self::Table),
            StoredCodes::Levels(levels) => {
                CODEBOOKS.iter().find(|book| book.values == *levels).map(Self::Table)
            }
        }
    }
}

impl StoredFit {
    /// That of a tensor which knows its grid, and whose codes mean what some format means.
    #[inline(never)]
    pub(super) fn of(tensor: &Tensor) -> Option<Self> {
        let grid = tensor.stored()?;
        let (rows, columns) = (tensor.rows(), tensor.columns());
        let map = match &grid.blocks {
            &StoredBlocks::Tiles { tall, wide } => BlockMap::tiles(rows, columns, tall, wide),
            &StoredBlocks::Runs { length } => BlockMap::runs(rows, columns, length),
            StoredBlocks::Lists(groups) => BlockMap::listed(rows, columns, groups).ok()?,
        };
        Some(Self { grid: Arc::clone(grid), map, codes: Codes::of(&grid.codes)? })
    }

    /// What is known of it.
    pub(super) fn kind(&self) -> StoredKind {
        let (levels, is_even) = match self.codes {
            Codes::Whole { first, last } => (usize::from(last.abs_diff(first)) + 1, true),
            Codes::Table(book) => (book.levels.len(), false),
        };
        StoredKind {
            bits: self.grid.bits,
            levels,
            is_even,
            has_zero_point: self.grid.zero_points.iter().any(|&zero| zero != 0.0),
            has_offset: !self.grid.offsets.is_empty(),
        }
    }

    /// Bits stored in all.
    pub(super) fn bits(&self) -> u64 {
        (self.grid.bits_per_value * self.map.values() as f64).round() as u64
    }

    /// Adds the ranges of blocks, as many as take some milliseconds.
    #[inline(never)]
    pub(super) fn take_some(&self, blocks: Range<usize>, found: &mut Ranges) {
        for index in blocks.take(BLOCKS_PER_STEP) {
            found.push(&choice(self.quantizer(index).range()));
        }
    }

    /// The quantizer of block `index`.
    #[inline(never)]
    pub(super) fn quantizer(&self, index: usize) -> Quantizer {
        let (scale, times) = (self.grid.scale(index), self.grid.times);
        let numbers = match self.codes {
            Codes::Whole { first, last } => {
                let zero = self.grid.zero_point(index).clamp(-512.0, 512.0) as i16;
                Numbers::Whole { first: first - zero, last: last - zero, zero, nearest: Nearest::Even }
            }
            Codes::Table(book) => Numbers::Table(book),
        };
        let offset = self.grid.offset(index);
        let level = |number: f32| (number * scale + offset.unwrap_or(-0.0)) * times;
        let [low, high] = [0, numbers.count() - 1].map(|place| level(numbers.at(place)));
        if !low.is_finite() || !high.is_finite() {
            return OffsetParams::new(numbers, 0.0, -0.0, 0.0, Ratio::Times(0.0)).into();
        }
        if let Codes::Table(book) = self.codes
            && scale > 0.0
            && offset.is_none()
            && times == 1.0
        {
            return table(book, scale).into();
        }
        let base = offset.unwrap_or(-0.0);
        let params = OffsetParams::new(numbers, scale, base, -base * times, Ratio::Over(scale * times));
        if times == 1.0 { params.into() } else { params.with_times(times).into() }
    }
}

/// A block of an element format. Its range reaches half a gap beyond the outermost levels.
fn table(book: &'static Codebook, scale: f32) -> TableParams {
    let mut params = TableParams::new(book, scale, (0.0, 0.0), Division::Exact);
    let top = book.levels.len() - 1;
    let [lowest, next, before, highest] = [0, 1, top - 1, top].map(|rank| params.level(rank));
    params.alpha = (lowest - (next - lowest) / 2.0).clamp(f32::MIN, f32::MAX);
    params.beta = (highest + (highest - before) / 2.0).clamp(f32::MIN, f32::MAX);
    params
}

impl Fitting {
    /// The fit that a tensor's file brings along. Where it brings none, what the format stands for then: `int8`.
    #[inline(never)]
    pub(super) fn of_stored(tensor: &Tensor, scheme: Scheme) -> Self {
        match StoredFit::of(tensor) {
            Some(stored) => {
                let scheme = Scheme { format: Format::Stored(stored.kind()), ..scheme };
                Self { stored: Some(stored.clone()), ..Self::over(scheme, stored.map) }
            }
            None => Self::over(scheme, BlockMap::new(tensor.rows(), tensor.columns(), scheme.granularity)),
        }
    }
}

impl Fit {
    /// The range that calibration chose as the grid needs it: symmetric around 0, with 0 in it, or as it is.
    pub fn widened(&self, (lo, hi): (f32, f32)) -> (f32, f32) {
        if self.stored.is_some() { (lo, hi) } else { self.grid.widened(lo, hi) }
    }

    /// Whether a range is symmetric around 0, so that only magnitudes count.
    pub fn is_mirrored(&self) -> bool {
        if self.stored.is_some() { !self.scheme.format.has_offset() } else { self.grid.is_mirrored() }
    }

    /// The grid that the tensor's file stores, where the scheme asks for it.
    pub fn stored_grid(&self) -> Option<&StoredGrid> {
        self.stored.as_ref().map(|stored| &*stored.grid)
    }
}

impl Scheme {
    /// The grid that the scheme asks for and this tensor's file has; None of any other scheme or tensor.
    pub fn map_of_stored(&self, tensor: &Tensor) -> Option<BlockMap> {
        let Format::Stored(_) = self.format else { return None };
        StoredFit::of(tensor).map(|stored| stored.map)
    }

    /// Whether a tensor can be fitted: the format `stored` needs one whose file stores a grid.
    ///
    /// # Errors
    /// When it cannot.
    pub fn check_for(&self, tensor: &Tensor) -> Result<(), SchemeError> {
        match self.format {
            Format::Stored(_) if !is_stored(tensor) => Err(SchemeError::Stored {}),
            _ => Ok(()),
        }
    }

    /// Whether any tensor of a model can be fitted.
    ///
    /// # Errors
    /// When only one with a grid of its own can.
    pub fn check_for_model(&self) -> Result<(), SchemeError> {
        match self.format {
            Format::Stored(_) => Err(SchemeError::Stored {}),
            _ => Ok(()),
        }
    }
}

/// Whether a tensor has the grid of the format `stored`.
pub fn is_stored(tensor: &Tensor) -> bool {
    StoredFit::of(tensor).is_some()
}
