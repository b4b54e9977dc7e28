//! Block-wise sums of sorted values and of their squares. The sums of any run of values follow from them.
//!
//! ```text
//! pivot:       0, or the median of values that all lie on one side of it
//! sums[i]:     Σ(x - pivot), Σ(x - pivot)² over the values from the pivot's rank up to rank 32 · i;
//!              over those below it with the opposite sign
//! run a..b:    sums[b] - sums[a]
//! ```
//! Sums go outward from the pivot, so a prefix holds only values nearer to it than the run itself. An outlier of any size does not
//! reduce the precision for other values, and a difference of two prefixes loses little.

use super::{
    Sorted,
    index::{FAN, Index},
};

/// There is one sum per so many values, those under one head of the index: half a byte per value.
pub(super) const STRIDE: usize = FAN;

/// The moments of a run of values: its length, and Σ and Σ² of distances from a point.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Pair {
    pub(super) first: f64,
    pub(super) second: f64,
}

/// Sums that are being computed.
#[derive(Debug, Default)]
pub(super) struct Summing {
    pivot: f64,
    /// The block from which sums start.
    start: usize,
    sums: Vec<Pair>,
    /// The first value of each block.
    heads: Vec<f32>,
    /// The number of blocks summed: first those from the start to the end, then those from the start down to the first.
    done: usize,
    running: (Compensated, Compensated),
}

impl Summing {
    /// Continues with `count` values; returns whether all are summed.
    pub(super) fn step(&mut self, sorted: &[f32], count: usize) -> bool {
        let blocks = sorted.as_chunks::<STRIDE>().0;
        if self.sums.is_empty() {
            self.begin(sorted, blocks.len());
        }
        let above = blocks.len() - self.start;
        for _ in 0..count.div_ceil(STRIDE) {
            if self.done == blocks.len() {
                break;
            }
            if self.done == above {
                self.running = Default::default();
            }
            let (at, sign, to) = match self.done {
                done if done < above => (self.start + done, 1.0, self.start + done + 1),
                done => (blocks.len() - 1 - done, -1.0, blocks.len() - 1 - done),
            };
            self.heads[at] = blocks[at][0];
            let pair = plain(&blocks[at], self.pivot);
            self.running.0.add(pair.first);
            self.running.1.add(pair.second);
            self.sums[to] =
                Pair { first: sign * self.running.0.value(), second: sign * self.running.1.value() };
            self.done += 1;
        }
        self.done == blocks.len()
    }

    fn begin(&mut self, sorted: &[f32], blocks: usize) {
        let middle = match *sorted {
            // Far from zero, distances from zero would lose the differences of values.
            [min, .., max] if min > 0.0 || max < 0.0 => {
                self.pivot = sorted[sorted.len() / 2].into();
                sorted.len() / 2
            }
            _ => sorted.partition_point(|&x| x < 0.0),
        };
        self.start = (middle / STRIDE).min(blocks);
        self.sums = vec![Pair::default(); blocks + 1];
        self.heads = vec![0.0; blocks];
        // The last, incomplete block has a head, but no sum.
        self.heads.extend(sorted.get(blocks * STRIDE));
    }

    /// The sorted view of the values that were summed.
    pub(super) fn finish(self, values: Vec<f32>) -> Sorted {
        Sorted { values, index: Index::new(self.heads), pivot: self.pivot, sums: self.sums }
    }
}

/// Sums over a few values, in four lanes that do not wait for each other.
pub(super) fn plain(values: &[f32], from: f64) -> Pair {
    let (mut first, mut second) = ([0.0; 4], [0.0; 4]);
    let mut add = |lane: usize, x: f32| {
        let x = f64::from(x) - from;
        first[lane] += x;
        second[lane] += x * x;
    };
    let (fours, rest) = values.as_chunks::<4>();
    for four in fours {
        four.iter().enumerate().for_each(|(lane, &x)| add(lane, x));
    }
    rest.iter().enumerate().for_each(|(lane, &x)| add(lane, x));
    Pair { first: first.iter().sum(), second: second.iter().sum() }
}

/// A running sum that also keeps the rounding errors (Neumaier 1974), so that a difference of two prefixes is as exact after
/// 16 million values as at the beginning.
#[derive(Debug, Default)]
struct Compensated {
    sum: f64,
    lost: f64,
}

impl Compensated {
    fn add(&mut self, x: f64) {
        let sum = self.sum + x;
        self.lost += if self.sum.abs() >= x.abs() { (self.sum - sum) + x } else { (x - sum) + self.sum };
        self.sum = sum;
    }

    fn value(&self) -> f64 {
        self.sum + self.lost
    }
}
