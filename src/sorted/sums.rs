//! Block-wise sums of sorted values and of their squares, from which those of any run of values follow.
//!
//! ```text
//! pivot:       0, or the median of values that all lie on one side of it
//! sums[i]:     Σ(x - pivot), Σ(x - pivot)² over the values from the pivot's rank up to rank 32 · i;
//!              over those below it with the opposite sign
//! run a..b:    sums[b] - sums[a]
//! ```
//! Summing outward from the pivot, a prefix holds only values nearer to it than the run itself: an outlier, however large, takes
//! nothing away from how exactly the bulk is known, and a difference of two prefixes loses least.

use super::{
    Sorted,
    index::{FAN, Index},
};

/// Sums are kept for every so many values, those under one head of the index: half a byte a value.
pub(super) const STRIDE: usize = FAN;

/// What is known of any run of values: its length, and Σ and Σ² of distances from a point.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Pair {
    pub(super) first: f64,
    pub(super) second: f64,
}

/// Sums in the making.
#[derive(Debug, Default)]
pub(super) struct Summing {
    pivot: f64,
    /// The block the sums start from.
    start: usize,
    sums: Vec<Pair>,
    /// The first value of each block.
    heads: Vec<f32>,
    /// How many blocks are summed: first those from the start to the end, then those from the start down to the first.
    done: usize,
    running: (Compensated, Compensated),
}

impl Summing {
    /// Goes on with `count` values; whether that was all.
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
            // Far from zero, distances from zero would lose what tells values apart.
            [min, .., max] if min > 0.0 || max < 0.0 => {
                self.pivot = sorted[sorted.len() / 2].into();
                sorted.len() / 2
            }
            _ => sorted.partition_point(|&x| x < 0.0),
        };
        self.start = (middle / STRIDE).min(blocks);
        self.sums = vec![Pair::default(); blocks + 1];
        self.heads = vec![0.0; blocks];
        // The rest has a head, and no sum behind it.
        self.heads.extend(sorted.get(blocks * STRIDE));
    }

    /// The sorted view of the values that were summed.
    pub(super) fn finish(self, values: Vec<f32>) -> Sorted {
        Sorted { values, index: Index::new(self.heads), pivot: self.pivot, sums: self.sums }
    }
}

/// Sums over a few values; in four lanes, which do not wait for one another.
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

/// A running sum that keeps what rounding loses (Neumaier 1974), so that a difference of two prefixes is as exact at the end
/// of 16 million values as at the beginning.
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
