//! Measures from the sorted view: the same numbers as the kernel, without a pass over the data.
//!
//! ```text
//! for each level y:  cell = places of the values that take it       (by the scalar definition: see `cells`)
//!     usage = its length;   largest |e| = that of its first or its last value
//!     for each run of the cell, cut at alpha, y and beta:                          n values, all on one side of y
//!         Σe  = n·y - Σx                                    |Σe| goes to Σ|e|
//!         Σe² = Σx² - 2·y·Σx + n·y²                         goes to rounding or to clipping
//! ```
//! Counts and the largest error equal those of the kernel to the last bit. Sums lose precision in the subtractions: each run has a
//! bound of its rounding error, and short runs are summed value by value, without an error. If the bounds add up to more than
//! [`TOLERANCE`] of a sum, for example because all values lie on levels, there is no answer, and the caller has to run the kernel.
//! Departure: x and y are relative to the pivot.

use super::{
    Sorted,
    sums::{Pair, plain},
};
use crate::{kernels::Totals, quantizer::Quantizer};

/// Up to this length, a run is summed value by value, which is as fast as a difference of two sums.
const DIRECT_RUN: usize = 64;
/// Up to this length, clipped values are summed one by one if their sums are not exact enough.
const DIRECT_TAIL: usize = 1 << 16;
/// The largest rounding error of a sum, as a share of it.
const TOLERANCE: f64 = 1e-7;
/// The rounding error of a sum over a block of values of one sign, as a share of it: 2⁻⁵³ for each addition to partial sums, which
/// are half of it on average.
const ROUNDING: f64 = 1.0 / (1u64 << 49) as f64;

/// The error of a scheme in its two parts.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Parts {
    /// Number of values outside the range.
    pub clipped: u64,
    /// Σe² over values inside the range.
    pub rounding_sse: f64,
    /// Σe² over clipped values.
    pub clipping_sse: f64,
}

/// A sum and a bound of its rounding error.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Bounded {
    sum: f64,
    slack: f64,
}

impl Bounded {
    pub(super) fn add(&mut self, sum: f64, slack: f64) {
        self.sum += sum;
        self.slack += slack;
    }

    pub(super) fn is_exact(&self) -> bool {
        self.slack <= TOLERANCE * self.sum
    }
}

/// Σ(x - c) and Σ(x - c)² of a run, and bounds of their rounding errors.
pub(super) struct Moments {
    pub(super) sums: Pair,
    pub(super) slack: Pair,
}

impl Sorted {
    /// The measures of the values under a quantizer, as [`measure`](crate::kernels::measure()) finds them. `None` for stochastic
    /// rounding, which depends on the positions of values, and if a sum is less exact than one part in ten million.
    pub fn measure(&self, quantizer: &Quantizer) -> Option<Totals> {
        if quantizer.is_stochastic() {
            return None;
        }
        let n = self.values.len();
        let inside = self.inside(quantizer);
        let mut runs = Runs::new(self);
        let mut totals = Totals {
            count: n as u64,
            signal: runs.moments(0, n, 0.0).sums.second,
            clipped: (n - inside.len()) as u64,
            ..Totals::default()
        };
        let [mut rounding, mut clipping, mut absolute, mut product] = [Bounded::default(); 4];
        for (rank, cell) in self.cells(quantizer) {
            totals.usage.push(cell.len() as u64);
            let values = &self.values[cell.clone()];
            let (Some(&first), Some(&last)) = (values.first(), values.last()) else { continue };
            let level = quantizer.level(rank);
            let within = |rank: usize| rank.clamp(cell.start, cell.end);
            let y = f64::from(level);
            let furthest = (y - f64::from(first)).abs().max((y - f64::from(last)).abs());
            totals.max_error = totals.max_error.max(furthest);
            totals.decoded += y * y * cell.len() as f64;
            if level == 0.0 {
                let zeros = within(self.find(|x| x <= 0.0)) - within(self.find(|x| x < 0.0));
                totals.zeroed += (cell.len() - zeros) as u64;
            }
            // Not from Σ(x - y), which loses an x far smaller than y.
            let sum = runs.moments(cell.start, cell.end, 0.0);
            product.add(y * sum.sums.first, y.abs() * sum.slack.first);
            let middle = within(self.find(|x| x < level));
            let mut cuts = [cell.start, within(inside.start), middle, within(inside.end), cell.end];
            cuts.sort_unstable();
            for run in cuts.windows(2).map(|ends| ends[0]..ends[1]).filter(|run| !run.is_empty()) {
                let kept = inside.contains(&run.start);
                let Moments { sums, slack } =
                    if kept { runs.moments(run.start, run.end, y) } else { runs.tail(run.start, run.end, y) };
                let part = if kept { &mut rounding } else { &mut clipping };
                part.add(sums.second, slack.second);
                absolute.add(sums.first.abs(), slack.first);
                totals.error -= sums.first;
            }
        }
        if ![rounding, clipping, absolute].iter().all(Bounded::is_exact)
            || product.slack > TOLERANCE * product.sum.abs()
        {
            return None;
        }
        (totals.rounding_sse, totals.clipping_sse) = (rounding.sum, clipping.sum);
        (totals.absolute_error, totals.product) = (absolute.sum, product.sum);
        Some(totals)
    }

    /// The squared error alone, as [`Sorted::measure`] finds it.
    pub fn parts(&self, quantizer: &Quantizer) -> Option<Parts> {
        if quantizer.is_stochastic() {
            return None;
        }
        let inside = self.inside(quantizer);
        let mut runs = Runs::new(self);
        let [mut rounding, mut clipping] = [Bounded::default(); 2];
        for (rank, cell) in self.cells(quantizer) {
            let y = f64::from(quantizer.level(rank));
            let (low, high) =
                (inside.start.clamp(cell.start, cell.end), inside.end.clamp(cell.start, cell.end));
            for (from, to) in [(cell.start, low), (low, high), (high, cell.end)] {
                if from < to {
                    let kept = inside.contains(&from);
                    let Moments { sums, slack } =
                        if kept { runs.moments(from, to, y) } else { runs.tail(from, to, y) };
                    let part = if kept { &mut rounding } else { &mut clipping };
                    part.add(sums.second, slack.second);
                }
            }
        }
        let clipped = (self.values.len() - inside.len()) as u64;
        let parts = Parts { clipped, rounding_sse: rounding.sum, clipping_sse: clipping.sum };
        (rounding.is_exact() && clipping.is_exact()).then_some(parts)
    }

    /// The ranks of the values that are not clipped.
    pub(super) fn inside(&self, quantizer: &Quantizer) -> std::ops::Range<usize> {
        let (alpha, beta) = quantizer.range();
        let (below, above) = self.outside(alpha, beta);
        below..(self.values.len() - above).max(below)
    }

    /// Σ(x - c) and Σ(x - c)² over the values of ranks `from..to`; value by value if subtractions would lose too much.
    pub(super) fn distances(&self, from: usize, to: usize, c: f64) -> Pair {
        let Moments { sums, slack } = Runs::new(self).moments(from, to, c);
        if slack.second <= TOLERANCE * sums.second { sums } else { plain(&self.values[from..to], c) }
    }
}

/// Consecutive runs of a sorted view: the end of one is the start of the next, so its sums are found once.
pub(super) struct Runs<'a> {
    sorted: &'a Sorted,
    rank: usize,
    sums: Pair,
}

impl<'a> Runs<'a> {
    pub(super) fn new(sorted: &'a Sorted) -> Self {
        Self { sorted, rank: 0, sums: sorted.prefix(0) }
    }

    fn prefix(&mut self, rank: usize) -> Pair {
        if rank != self.rank {
            (self.rank, self.sums) = (rank, self.sorted.prefix(rank));
        }
        self.sums
    }

    fn moments(&mut self, from: usize, to: usize, c: f64) -> Moments {
        if to - from <= DIRECT_RUN {
            return Moments { sums: plain(&self.sorted.values[from..to], c), slack: Pair::default() };
        }
        let (a, b) = (self.prefix(from), self.prefix(to));
        let (c, n) = (c - self.sorted.pivot, (to - from) as f64);
        let (first, second) = (b.first - a.first, b.second - a.second);
        // The magnitude of the subtracted terms.
        let (firsts, seconds) = (a.first.abs() + b.first.abs(), a.second.abs() + b.second.abs());
        Moments {
            sums: Pair { first: first - n * c, second: (second - 2.0 * c * first + n * c * c).max(0.0) },
            slack: Pair {
                first: ROUNDING * (firsts + n * c.abs()),
                second: ROUNDING * (seconds + 2.0 * c.abs() * firsts + n * c * c),
            },
        }
    }

    /// The moments of clipped values. Slightly clipped values are far from the pivot and near their level, so their sums lose most.
    /// There are few such runs, so longer ones may be summed value by value.
    pub(super) fn tail(&mut self, from: usize, to: usize, c: f64) -> Moments {
        let moments = self.moments(from, to, c);
        if to - from <= DIRECT_TAIL && moments.slack.second > TOLERANCE * moments.sums.second {
            return Moments { sums: plain(&self.sorted.values[from..to], c), slack: Pair::default() };
        }
        moments
    }
}
