//! A calibrator, as the notation, the analyses and the page use it.

use std::fmt;

use super::{Block, Finding, Remark};
use crate::{
    kernels::{Level, min_max_each},
    scheme::{
        Batch, Grid,
        words::{Arguments, Word, Written},
    },
};

/// A way to choose the range of a block. Each has a file of its own here and a line in [`CALIBRATORS`](super::CALIBRATORS).
#[derive(Debug)]
pub struct Calibrator {
    /// How the notation writes it.
    pub word: Word,
    /// How many values, in blocks of any size, are calibrated and measured in some ten milliseconds.
    pub values_per_step: usize,
    /// Whether it sorts the values of a block: a sorted view that is kept makes it cheap.
    pub sorts: bool,
    /// Whether the scripts of the page (`www/code`) write it out; otherwise they take the ranges that were found.
    pub scripted: bool,
    /// Whether it supposes evenly spaced levels: its noise model, or the bins it merges, are those of such levels.
    pub even_levels: bool,
    /// The numbers with which it is marked on curves of error against clipping; none to leave it out.
    pub marks: &'static [Arguments],
    /// Chooses the range of a block.
    pub choose: fn(&Setting, &Block) -> Choice,
    /// Chooses the ranges of all blocks of a batch, to the same bits and faster than one by one, where there is such a way.
    pub choose_each: Option<ChooseEach>,
}

/// Chooses for all blocks of a batch; None where only one by one will do.
pub type ChooseEach = fn(&Setting, Level, &Batch) -> Option<Choices>;

/// What a calibrator chooses for.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The numbers of its word.
    pub arguments: Arguments,
    /// Bits of a code.
    pub bits: u32,
    /// How a range becomes a grid.
    pub grid: &'a Grid,
}

/// What a calibrator chose for one block.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// Lower end of the range; the grid makes it symmetric or widens it to 0 as it needs.
    pub lo: f32,
    /// Upper end of the range.
    pub hi: f32,
    /// What the calibrator found on the way.
    pub finding: Finding,
    /// What a person should know about this choice.
    pub remark: Option<Remark>,
}

/// What a calibrator chose for the blocks of a batch.
#[derive(Debug, Clone, PartialEq)]
pub struct Choices {
    /// Both ends of each range.
    pub ranges: Vec<(f32, f32)>,
    /// What it found on the way, the same for all.
    pub finding: Finding,
    /// What a person should know about each choice.
    pub remark: Option<Remark>,
}

impl Choices {
    /// Ranges that follow from the smallest and the largest value of each block.
    pub(super) fn of_ends(
        level: Level,
        batch: &Batch,
        finding: Finding,
        range: impl Fn((f32, f32)) -> (f32, f32),
    ) -> Self {
        let mut ranges = vec![(0.0, 0.0); batch.count()];
        min_max_each(level, batch.values, &mut ranges);
        ranges.iter_mut().for_each(|ends| *ends = range(*ends));
        Self { ranges, finding, remark: None }
    }
}

impl Choice {
    /// A range about which there is nothing to remark.
    pub(super) fn plain((lo, hi): (f32, f32), finding: Finding) -> Self {
        Self { lo, hi, finding, remark: None }
    }
}

/// A calibrator that looks at each value once at most takes this many a step.
pub(super) const ONE_PASS: usize = 1 << 22;

/// How the range of a block is chosen: a calibrator with its numbers.
#[derive(Clone, Copy)]
pub struct Calibration {
    calibrator: &'static Calibrator,
    arguments: Arguments,
}

impl Calibration {
    /// The range holds every value: nothing is clipped.
    pub const MAX: Self = Self::new(&super::max::MAX, [0.0; 2]);

    /// Symmetric: the P-th percentile of |x|. Asymmetric: the (100 - P)-th and the P-th of x. P in percent.
    pub const fn percentile(p: f64) -> Self {
        Self::new(&super::percentile::PERCENTILE, [p, 0.0])
    }

    /// This range, for every block, whatever its values.
    pub const fn clip(lo: f32, hi: f32) -> Self {
        Self::new(&super::clip::CLIP, [lo as f64, hi as f64])
    }

    /// A calibrator with the numbers of its word.
    pub const fn new(calibrator: &'static Calibrator, arguments: Arguments) -> Self {
        Self { calibrator, arguments }
    }

    /// The calibrator of a word; max for a word of another slot.
    pub(in crate::scheme) fn of_word(word: &Word, arguments: Arguments) -> Self {
        let named = super::CALIBRATORS.into_iter().find(|calibrator| calibrator.word.name == word.name);
        named.map_or(Self::MAX, |calibrator| Self::new(calibrator, arguments))
    }

    /// Those that are marked on curves of error against clipping.
    pub fn marked() -> impl Iterator<Item = Self> {
        super::CALIBRATORS
            .into_iter()
            .flat_map(|calibrator| calibrator.marks.iter().map(|&arguments| Self::new(calibrator, arguments)))
    }

    /// Its word in the notation.
    pub fn word(self) -> &'static Word {
        &self.calibrator.word
    }

    /// The numbers of its word.
    pub fn arguments(self) -> Arguments {
        self.arguments
    }

    /// P of a percentile.
    pub fn as_percentile(self) -> Option<f64> {
        (self.word().name == super::percentile::PERCENTILE.word.name).then_some(self.arguments[0])
    }

    /// The range of `block` for a grid of `bits` bits.
    pub(in crate::scheme) fn choose(self, bits: u32, grid: &Grid, block: &Block) -> Choice {
        (self.calibrator.choose)(&Setting { arguments: self.arguments, bits, grid }, block)
    }

    /// Calls `add` with the choice for each block of a batch, in order: what [`Calibration::choose`] gives for it.
    pub(in crate::scheme) fn choose_each(
        self,
        bits: u32,
        grid: &Grid,
        level: Level,
        batch: &Batch,
        mut add: impl FnMut(Choice),
    ) {
        let setting = Setting { arguments: self.arguments, bits, grid };
        // One block alone has nothing beside it.
        let choose_each = self.calibrator.choose_each.filter(|_| batch.count() > 1);
        let many = choose_each.and_then(|choose_each| choose_each(&setting, level, batch));
        match many {
            Some(Choices { ranges, finding, remark }) => {
                ranges.into_iter().for_each(|(lo, hi)| add(Choice { lo, hi, finding, remark }));
            }
            None => batch
                .each()
                .for_each(|(_, values)| add((self.calibrator.choose)(&setting, &Block::new(level, values)))),
        }
    }

    /// Whether it sorts the values of a block: a sorted view that is kept makes it cheap.
    pub fn sorts(self) -> bool {
        self.calibrator.sorts
    }

    /// Whether it looks at each value once at most.
    pub fn one_pass(self) -> bool {
        self.calibrator.values_per_step >= ONE_PASS
    }

    /// Whether the scripts of the page write it out; otherwise they take the ranges that were found.
    pub fn scripted(self) -> bool {
        self.calibrator.scripted
    }

    /// Whether it supposes evenly spaced levels, and has no meaning for a format with others.
    pub fn supposes_even_levels(self) -> bool {
        self.calibrator.even_levels
    }

    /// How many values, in blocks of any size, are calibrated and measured in some ten milliseconds.
    pub fn values_per_step(self) -> usize {
        self.calibrator.values_per_step
    }
}

impl Default for Calibration {
    fn default() -> Self {
        Self::MAX
    }
}

impl PartialEq for Calibration {
    fn eq(&self, other: &Self) -> bool {
        self.word().name == other.word().name && self.arguments == other.arguments
    }
}

impl fmt::Display for Calibration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Written(self.word(), self.arguments).fmt(f)
    }
}

impl fmt::Debug for Calibration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Calibration({self})")
    }
}
