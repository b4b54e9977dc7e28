//! What fitting finds for each block, as it is kept and as it crosses between workers.

use crate::quantizer::{Nearest, Ratio};
use crate::scheme::{
    calibration::{Choice, Remark},
    format::ggml::Coding,
};

/// What was found for a run of blocks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ranges {
    /// The range of each block, in order.
    pub ranges: Vec<(f32, f32)>,
    /// Of how many blocks there is each remark of [`Remark::ALL`].
    pub remarks: [usize; Remark::ALL.len()],
    /// What a format that fits its own scales stores of each block; none of others.
    pub codings: Vec<Coding>,
}

impl Ranges {
    pub(super) fn push(&mut self, choice: &Choice) {
        self.ranges.push((choice.lo, choice.hi));
        if let Some(remark) = choice.remark {
            self.remarks[remark as usize] += 1;
        }
    }

    /// Both ends of each range in turn.
    pub fn ends(&self) -> Vec<f32> {
        self.ranges.iter().flat_map(|&(lo, hi)| [lo, hi]).collect()
    }

    /// The codings of all blocks as numbers, to cross between workers.
    pub fn coding_numbers(&self) -> Vec<f32> {
        self.codings.iter().flat_map(Coding::to_numbers).collect()
    }

    /// What [`Ranges::ends`], [`Ranges::remarks`] and [`Ranges::coding_numbers`] gave; remarks that are missing are of no block.
    pub fn from_numbers(ends: &[f32], remarks: &[u32], codings: &[f32]) -> Self {
        let mut found = Self {
            ranges: ends.as_chunks().0.iter().map(|&[lo, hi]| (lo, hi)).collect(),
            codings: codings.as_chunks().0.iter().map(Coding::from_numbers).collect(),
            ..Self::default()
        };
        found.remarks.iter_mut().zip(remarks).for_each(|(sum, &count)| *sum = count as usize);
        found
    }

    /// Of how many blocks there is each remark of [`Remark::ALL`].
    pub fn remarks(&self) -> [u32; Remark::ALL.len()] {
        self.remarks.map(|count| count as u32)
    }

    /// Adds the blocks that come next.
    pub fn append(&mut self, mut next: Self) {
        self.ranges.append(&mut next.ranges);
        self.codings.append(&mut next.codings);
        self.remarks.iter_mut().zip(next.remarks).for_each(|(sum, count)| *sum += count);
    }
}

/// How a number of steps becomes a whole one, by its number.
const NEAREST: [Nearest; 3] = [Nearest::Even, Nearest::Away, Nearest::Truncated];

impl Coding {
    /// All of it as numbers, to cross between workers and to the page.
    pub fn to_numbers(&self) -> [f32; 8] {
        let &Self { step, base, shift, ratio, scale, minimum, nearest } = self;
        let (divides, by) = match ratio {
            Ratio::Over(by) => (1.0, by),
            Ratio::Times(by) => (0.0, by),
        };
        let nearest = NEAREST.iter().position(|&each| each == nearest).unwrap_or_default() as f32;
        [step, base, shift, divides, by, scale.into(), minimum.into(), nearest]
    }

    /// Reads what [`Coding::to_numbers`] wrote.
    pub fn from_numbers(&[step, base, shift, divides, by, scale, minimum, nearest]: &[f32; 8]) -> Self {
        let ratio = if divides == 0.0 { Ratio::Times(by) } else { Ratio::Over(by) };
        let nearest = NEAREST.get(nearest as usize).copied().unwrap_or(Nearest::Even);
        Self { step, base, shift, ratio, scale: scale as i16, minimum: minimum as u8, nearest }
    }
}
