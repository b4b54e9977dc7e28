//! The fit: all grids of a tensor under a scheme, made once. Every report, picture and export reads the same one.
//!
//! ```text
//! for each block:  range = what calibration chooses                      (in steps; blocks do not depend on each other)
//! above = what stands above the scales of blocks, from the ranges of all blocks
//! quantizer(i) = the scheme's grid, under above, over the range of block i
//! ```
//! A fit keeps the ranges, eight bytes for each block, and not the quantizers, which follow from them by a few operations. Of a format
//! that fits its own scales it keeps what the format stores of each block, too (`fit/super_blocks.rs`). A stored grid is there before
//! (`fit/stored.rs`).

mod outer;
mod ranges;
mod stored;
mod super_blocks;

pub use ranges::Ranges;
pub use stored::is_stored;

#[cfg(test)]
mod tests;

use super::{
    Above, Batch, BlockMap, Blocks, Format, Grid, Scheme,
    calibration::{Block, Choice, Remark},
    format::ggml::{Coding, SuperBlock},
    upper::Upper,
};
use crate::{Tensor, kernels::Level, quantizer::Quantizer, sorted::Sorted};
use stored::StoredFit;

/// All grids of a tensor under a scheme.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    scheme: Scheme,
    map: BlockMap,
    grid: Grid,
    /// The number that the first block has in its tensor: 0, unless this is the fit of a shard.
    number: usize,
    upper: Upper,
    /// What was found for each block.
    found: Ranges,
    first: Choice,
    /// The grid that the tensor is stored on, if the scheme is that one.
    stored: Option<StoredFit>,
}

impl Fit {
    /// Fits every block of `tensor`.
    pub fn new(level: Level, tensor: &Tensor, scheme: &Scheme) -> Self {
        Self::with(level, tensor, Fitting::new(tensor, *scheme))
    }

    /// Fits the blocks of `tensor` under a map of its rows and columns, whatever the scheme's granularity is.
    pub fn over(level: Level, tensor: &Tensor, scheme: &Scheme, map: BlockMap) -> Self {
        Self::with(level, tensor, Fitting::over(*scheme, map))
    }

    fn with(level: Level, tensor: &Tensor, mut fitting: Fitting) -> Self {
        loop {
            if let Some(fit) = fitting.step(level, tensor, None) {
                return fit;
            }
        }
    }

    /// The scheme.
    pub fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    /// Which values share a scale.
    pub fn map(&self) -> &BlockMap {
        &self.map
    }

    /// Number of blocks, each with a scale of its own; at least one.
    pub fn count(&self) -> usize {
        self.found.ranges.len()
    }

    /// What stands above the scale of block `index`.
    ///
    /// # Panics
    /// When there is no such block.
    pub fn above(&self, index: usize) -> Above {
        self.upper.above(index)
    }

    fn grid(&self, index: usize) -> Grid {
        if self.upper.is_common() { self.grid } else { self.grid.under(self.upper.above(index)) }
    }

    /// The range that calibration chose for each block, before the grid made it symmetric or widened it.
    pub fn ranges(&self) -> &[(f32, f32)] {
        &self.found.ranges
    }

    /// The lowest and the highest level of the block whose range reaches farthest from 0.
    pub fn farthest_levels(&self) -> (f32, f32) {
        let reach = |(lo, hi): (f32, f32)| lo.abs().max(hi.abs());
        let farthest = (0..self.count())
            .max_by(|&i, &j| reach(self.found.ranges[i]).total_cmp(&reach(self.found.ranges[j])));
        self.quantizer(farthest.unwrap_or(0)).outermost()
    }

    /// The quantizer of block `index`.
    ///
    /// # Panics
    /// When there is no such block.
    pub fn quantizer(&self, index: usize) -> Quantizer {
        match self.coded(index) {
            Some(quantizer) => quantizer,
            None => {
                let (lo, hi) = self.found.ranges[index];
                self.scheme
                    .place(self.grid(index), self.number + index, self.map.is_short(index))
                    .over(lo, hi)
            }
        }
    }

    /// The quantizer of a block of a format that fits its own scales, or of a stored grid.
    fn coded(&self, index: usize) -> Option<Quantizer> {
        match self.scheme.format {
            Format::Ggml(kind) => self.found.codings.get(index).map(|coding| coding.quantizer(kind)),
            _ => self.stored.as_ref().map(|stored| stored.quantizer(index)),
        }
    }

    /// What a format that fits its own scales stores of block `index`, and the super-block that holds it.
    ///
    /// # Panics
    /// When there is no such block, or the tensor is another.
    pub fn super_block(&self, level: Level, tensor: &Tensor, index: usize) -> Option<(Coding, SuperBlock)> {
        let kind = super_blocks::kind(&self.scheme, &self.map)?;
        Some((self.found.codings[index], super_blocks::around(kind, level, tensor, &self.map, index)?))
    }

    /// The stored code of the scale of block `index`, where it takes eight bits as E8M0 or E4M3.
    ///
    /// # Panics
    /// When there is no such block.
    pub fn scale_code(&self, index: usize) -> Option<u8> {
        let (lo, hi) = self.found.ranges[index];
        self.grid(index).scale_code(lo, hi)
    }

    /// The quantizers of the blocks of a batch.
    pub fn quantizers(&self, batch: &Batch) -> impl Iterator<Item = Quantizer> {
        // Either all blocks of a batch are short or none is.
        let short = self.map.is_short(batch.blocks.start);
        batch.blocks.clone().map(move |index| match self.coded(index) {
            Some(quantizer) => quantizer,
            None => {
                let (lo, hi) = self.found.ranges[index];
                self.scheme.place(self.grid(index), self.number + index, short).over(lo, hi)
            }
        })
    }

    /// What calibration found for block `index`, whose finite values are `block`.
    pub fn choice(&self, index: usize, block: &Block) -> Choice {
        match self.found.codings.get(index) {
            _ if index == 0 => self.first,
            _ if self.stored.is_some() => super_blocks::choice(self.found.ranges[index]),
            Some(_) => super_blocks::choice(self.found.ranges[index]),
            None => self.scheme.choose(block),
        }
    }

    /// What calibration had to say, and of how many blocks.
    pub fn remarks(&self) -> Vec<(Remark, usize)> {
        Remark::ALL.into_iter().zip(self.found.remarks).filter(|&(_, blocks)| blocks > 0).collect()
    }

    /// What was found for its blocks.
    pub fn found(&self) -> &Ranges {
        &self.found
    }

    /// The fit as that of a shard of a larger tensor: `number` is that of its first block there, `largest` that tensor's
    /// largest range of a block, where scales are stored on two levels.
    pub fn of_shard(self, number: usize, largest: Option<f32>) -> Self {
        Self { number, ..self }.under(largest.map_or(Upper::Nothing, Upper::Largest))
    }

    fn under(self, upper: Upper) -> Self {
        let grid = if upper.is_common() { self.grid.under(upper.above(0)) } else { self.grid };
        Self { grid, upper, ..self }
    }

    /// Bits stored in all: codes, scales and zero-points.
    pub fn stored_bits(&self) -> u64 {
        self.stored.as_ref().map_or_else(|| self.scheme.stored_bits(&self.map), StoredFit::bits)
    }
}

impl Scheme {
    /// Bits stored in all for the blocks of a map: codes, scales and zero-points. A super-block that a row does not fill is stored as a
    /// whole.
    pub fn stored_bits(&self, map: &BlockMap) -> u64 {
        if let Format::Ggml(kind) = self.format {
            return super_blocks::count(map, kind) as u64 * 8 * kind.bytes() as u64;
        }
        let codes = map.values() as u64 * u64::from(self.format.bits());
        let blocks = map.count() as u64 * self.bits_per_block();
        let (bits, run) = self.scales.bits_per_run();
        let runs = bits * map.count().div_ceil(run) as u64;
        codes + blocks + runs + u64::from(self.scales.bits_per_tensor())
    }
}

/// So many values take some milliseconds where scales are chosen by them.
const VALUES_TO_CHOOSE_BY: usize = 1 << 15;

/// A fit in the making: blocks are calibrated some at a time, so that long work can be shown, given up, and shared with others.
#[derive(Debug)]
pub struct Fitting {
    scheme: Scheme,
    map: BlockMap,
    /// How many blocks are calibrated here.
    end: usize,
    own: Ranges,
    /// Of the blocks that others calibrated.
    rest: Option<Ranges>,
    first: Option<Choice>,
    /// The fit under the scale of the tensor, where scales of blocks are chosen by values once all ranges are known, and the codes
    /// chosen so far.
    choosing: Option<(Box<Fit>, Vec<u8>)>,
    stored: Option<StoredFit>,
}

impl Fitting {
    /// Nothing done yet.
    pub fn new(tensor: &Tensor, scheme: Scheme) -> Self {
        match scheme.format {
            Format::Stored(_) => Self::of_stored(tensor, scheme),
            _ => Self::over(scheme, BlockMap::new(tensor.rows(), tensor.columns(), scheme.granularity)),
        }
    }

    /// Nothing done yet, for the blocks of a map.
    pub fn over(scheme: Scheme, map: BlockMap) -> Self {
        Self {
            scheme,
            end: map.count(),
            map,
            own: Ranges::default(),
            rest: None,
            first: None,
            choosing: None,
            stored: None,
        }
    }

    /// Leaves the blocks from `end` on, 1 or more, to others, whose ranges come by [`Fitting::join`]; or none of them once one is
    /// calibrated here, or where more than the largest range decides about scales. Returns whether some are left.
    pub fn leave(&mut self, end: usize) -> bool {
        let end = if self.scheme.scales.is_chosen_last() { self.map.count() } else { end };
        self.end = if self.done() <= end { end } else { self.map.count() };
        self.end < self.map.count()
    }

    /// Takes the ranges of all blocks that were left to others.
    pub fn join(&mut self, rest: Ranges) {
        self.rest = Some(rest);
    }

    /// Whether the ranges of others are there.
    pub fn has_rest(&self) -> bool {
        self.rest.is_some()
    }

    /// The fit of the blocks calibrated here, when only those of others are missing: these can be measured meanwhile. None where the
    /// grid of a block depends on all blocks.
    pub fn own_fit(&self) -> Option<Fit> {
        let alone = !self.scheme.scales.is_under_tensor();
        self.first.filter(|_| alone && self.waits()).map(|first| Fit {
            scheme: self.scheme,
            map: self.map.clone(),
            grid: self.scheme.grid(),
            number: 0,
            upper: Upper::Nothing,
            found: self.own.clone(),
            first,
            stored: self.stored.clone(),
        })
    }

    /// Whether only the ranges of others are missing.
    pub fn waits(&self) -> bool {
        self.done() == self.end && self.end < self.map.count() && self.rest.is_none()
    }

    /// The share of the blocks calibrated here that is done, 0 to 1.
    pub fn progress(&self) -> f64 {
        let calibrated = self.done() as f64 / self.end as f64;
        let chosen = |(_, codes): &(Box<Fit>, Vec<u8>)| codes.len() as f64 / self.end as f64;
        match self.scheme.scales.is_chosen_by_values() {
            // Choosing takes several times as long as finding a range.
            true => {
                self.choosing.as_ref().map_or(calibrated / 8.0, |choosing| 0.125 + 0.875 * chosen(choosing))
            }
            false => calibrated,
        }
    }

    fn done(&self) -> usize {
        self.own.ranges.len()
    }

    /// Goes on with as many blocks as take some milliseconds, at least one; the fit when none is left. `sorted` is the sorted view
    /// of the whole tensor, if there is one. Tensor and view must be those of the steps before.
    pub fn step(&mut self, level: Level, tensor: &Tensor, sorted: Option<&Sorted>) -> Option<Fit> {
        if self.choosing.is_some() {
            return self.choose_some(tensor);
        }
        let next = self.done();
        let Self { scheme, map, end, own, first, stored, .. } = self;
        own.ranges.reserve_exact(map.count() - next);
        if let Some(stored) = stored {
            stored.take_some(next..*end, own);
            first.get_or_insert(super_blocks::choice(own.ranges[0]));
        } else if let Some(kind) = super_blocks::kind(scheme, map) {
            super_blocks::fit_some(kind, level, tensor, map, next..*end, own);
            if let Some(&range) = own.ranges.first() {
                first.get_or_insert(super_blocks::choice(range));
            }
        } else {
            let (grid, limits) = (scheme.grid(), scheme.scales.limits());
            let mut add = |choice: Choice| {
                let remark = match limits.map(|limits| (limits, grid.exact_scale(choice.lo, choice.hi))) {
                    Some(((_, most), exact)) if exact > most => Some(Remark::ScaleSaturated),
                    Some(((least, _), exact)) if exact < least && (choice.lo, choice.hi) != (0.0, 0.0) => {
                        Some(Remark::ScaleVanished)
                    }
                    _ => choice.remark,
                };
                own.push(&Choice { remark, ..choice });
                first.get_or_insert(choice);
            };
            if let Some(sorted) = sorted.filter(|_| map.count() == 1 && next == 0) {
                add(scheme.choose(&Block::of_sorted(level, sorted)));
            } else if next < *end {
                let some = map.some_from(next, scheme.calibration.values_per_step());
                let some = some.start..some.end.min(*end);
                Blocks::of(tensor, map)
                    .for_each_batch(some, &mut |batch| scheme.choose_each(level, &batch, &mut add));
            }
        }
        if self.done() < self.end || self.waits() {
            return None;
        }
        self.own.append(self.rest.take().unwrap_or_default());
        let found = std::mem::take(&mut self.own);
        let grid = self.scheme.grid();
        let fit = Fit {
            scheme: self.scheme,
            map: self.map.clone(),
            grid,
            number: 0,
            upper: Upper::Nothing,
            found,
            first: self.first?,
            stored: self.stored.take(),
        };
        let upper = Upper::of(self.scheme.scales, &grid, &fit.found.ranges);
        let fit = fit.under(upper);
        if !self.scheme.scales.is_chosen_by_values() {
            return Some(fit);
        }
        self.choosing = Some((Box::new(fit), Vec::new()));
        None
    }

    /// Chooses the scales of as many blocks as take some milliseconds.
    #[inline(never)]
    fn choose_some(&mut self, tensor: &Tensor) -> Option<Fit> {
        let (fit, mut codes) = self.choosing.take()?;
        let blocks = Blocks::of(tensor, &self.map);
        for index in self.map.some_from(codes.len(), VALUES_TO_CHOOSE_BY) {
            codes.push(fit.grid.best_code(&blocks.values(index)).unwrap_or_default());
        }
        if codes.len() < self.map.count() {
            self.choosing = Some((fit, codes));
            return None;
        }
        let largest = fit.largest()?;
        Some(fit.under(Upper::Chosen { largest, codes }))
    }
}
