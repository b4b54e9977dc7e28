//! The histogram of every batch, all with the same bins.

use super::{Batches, Ends, STEP, hull};
use crate::{
    Tensor,
    kernels::{Level, histogram},
};

/// Bins of a histogram.
const BINS: usize = 512;

/// The histograms of a stream.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BatchCounts {
    /// The range of the bins, `lo < hi`: from the smallest to the largest value of the stream.
    pub range: (f64, f64),
    /// How many values each bin of each batch has: the bins of batch 0, then those of batch 1, and so on.
    pub counts: Vec<u32>,
}

/// The histograms in the making.
#[derive(Debug)]
pub struct CountSearch {
    batches: Batches,
    /// How many batches are done.
    done: usize,
    found: BatchCounts,
}

impl CountSearch {
    /// Nothing counted yet; `ends` has one entry for each of `batches`.
    pub fn new(batches: Batches, ends: &[Ends]) -> Self {
        let (lo, hi) = hull(ends).unwrap_or_default();
        let (lo, hi) = (f64::from(lo), f64::from(hi));
        // Equal values stand in the middle of a range as wide as they are large.
        let room = if lo < hi { 0.0 } else { (lo.abs() / 2.0).max(f64::from(f32::MIN_POSITIVE)) };
        let counts = Vec::with_capacity(batches.count() * BINS);
        Self { batches, done: 0, found: BatchCounts { range: (lo - room, hi + room), counts } }
    }

    /// The share that is done, 0 to 1.
    pub fn progress(&self) -> f64 {
        self.done as f64 / self.batches.count() as f64
    }

    /// Goes on with as many batches as take some milliseconds, at least one; the histograms when it was the last.
    pub fn step(&mut self, level: Level, tensor: &Tensor) -> Option<BatchCounts> {
        let mut left = STEP;
        while self.done < self.batches.count() {
            let values = self.batches.values(tensor, self.done);
            let (lo, hi) = self.found.range;
            self.found.counts.extend(histogram(level, &values, lo, hi, BINS).bins);
            self.done += 1;
            match left.checked_sub(values.len() + BINS) {
                Some(rest) if rest > 0 => left = rest,
                _ => break,
            }
        }
        (self.done == self.batches.count()).then(|| std::mem::take(&mut self.found))
    }
}
