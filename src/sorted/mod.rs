//! The sorted view: values in ascending order with block-wise sums. From it follows the exact error of any grid, in a time that
//! depends on the number of levels, not of values.
//!
//! ```text
//! cell of level l = (values between the midpoints to its neighbours);  the outermost cells reach to infinity
//! SSE = Σ over levels l:  Σx² - 2·l·Σx + n·l²   over the cell of l;   x and l from a pivot near them
//! ```
//! A value at a midpoint is equally far from both levels, so ties do not matter here. They matter for counts, and for rounding modes
//! that are not to the nearest: [`Sorted::measure`] finds cells by the scalar definition.

mod cells;
mod index;
mod measure;
mod profile;
mod sorting;
mod sums;

pub use measure::Parts;
pub use sorting::Sorting;

use std::ops::Range;

use crate::kernels::{Counts, Slots};
use index::Index;
use sums::{Pair, STRIDE, plain};

/// Up to this number of values per level, rounding each value is faster than searching for the ends of cells.
const DIRECT_UP_TO: usize = 16;

/// Ascending levels in f64 whose error a search needs. There are at least two.
pub trait Levels {
    /// The number of levels.
    fn count(&self) -> usize;
    /// The level of a rank.
    fn level(&self, rank: usize) -> f64;
    /// The midpoint between the levels `rank` and `rank + 1`.
    fn edge(&self, rank: usize) -> f64;
    /// Σ(x - l)² with `l` the nearest level, for values between the outermost edges.
    fn sse(&self, values: &[f32]) -> f64;
}

/// Finite values in ascending order.
#[derive(Debug, Clone)]
pub struct Sorted {
    values: Vec<f32>,
    index: Index,
    /// The point from which sums take distances.
    pivot: f64,
    /// Sums over the values from the pivot to the one of rank `STRIDE · i`.
    sums: Vec<Pair>,
}

impl Sorted {
    /// Sorts the finite ones of `values`, which has fewer than 2³².
    pub fn new(values: &[f32]) -> Self {
        let mut sorting = Sorting::new();
        loop {
            if let Some(sorted) = sorting.step(values) {
                return sorted;
            }
        }
    }

    /// The values, ascending.
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// Smallest and largest value; (0, 0) when there are none. A zero is +0.
    pub fn extrema(&self) -> (f32, f32) {
        match self.values[..] {
            [] => (0.0, 0.0),
            [only] => (only + 0.0, only + 0.0),
            [min, .., max] => (min + 0.0, max + 0.0),
        }
    }

    /// Largest magnitude; 0 when there are no values.
    pub fn abs_max(&self) -> f32 {
        let (min, max) = self.extrema();
        min.abs().max(max.abs())
    }

    /// The number of values smaller than `x`.
    pub fn rank(&self, x: f64) -> usize {
        // The least f32 that is not smaller than x divides the values in the same way, and needs no widening.
        let nearest = x as f32;
        let bound = if f64::from(nearest) < x { nearest.next_up() } else { nearest };
        self.find(|v| v < bound)
    }

    /// The numbers of values below `lo` and above `hi`.
    pub fn outside(&self, lo: f32, hi: f32) -> (usize, usize) {
        let below = self.find(|v| v < lo);
        (below, self.values.len() - self.find(|v| v <= hi))
    }

    /// Σx over the values of ranks `from..to`.
    pub fn sum(&self, from: usize, to: usize) -> f64 {
        self.sums(from, to).first + self.pivot * (to - from) as f64
    }

    /// The mean; 0 when there are no values.
    pub fn mean(&self) -> f64 {
        self.sum(0, self.values.len()) / self.values.len().max(1) as f64
    }

    /// The mean of |x - c|; 0 when there are no values.
    pub fn mean_distance(&self, c: f64) -> f64 {
        let (middle, n) = (self.rank(c), self.values.len());
        (self.distances(middle, n, c).first - self.distances(0, middle, c).first) / n.max(1) as f64
    }

    /// The mean of (x - c)²; 0 when there are no values.
    pub fn mean_square(&self, c: f64) -> f64 {
        self.distances(0, self.values.len(), c).second / self.values.len().max(1) as f64
    }

    /// The histogram of the values, equal to that of [`histogram`](crate::kernels::histogram).
    ///
    /// # Panics
    /// When the range is empty or there are no bins.
    pub fn histogram(&self, lo: f64, hi: f64, bins: usize) -> Counts {
        let slots = Slots::new(lo, hi, bins);
        let mut counts = self
            .counts(0..self.values.len(), bins + 2, |x| slots.of(x))
            .into_iter()
            .map(|count| count as u32);
        let below = counts.next().unwrap_or_default();
        Counts { bins: counts.by_ref().take(bins).collect(), below, above: counts.next().unwrap_or_default() }
    }

    /// The number of values of the ranks in each of `slots` slots. The slot must not fall as values rise.
    pub(crate) fn counts(&self, ranks: Range<usize>, slots: usize, slot: impl Fn(f32) -> usize) -> Vec<u64> {
        let mut rest = &self.values[ranks];
        let mut counts = vec![0; slots];
        // From one occupied slot to the next: at most as many searches as there are values.
        while let Some(&first) = rest.first() {
            let here = slot(first);
            let count = gallop(rest, |&x| slot(x) <= here);
            counts[here] = count as u64;
            rest = &rest[count..];
        }
        counts
    }

    /// The number of values for which `holds` is true; these come first.
    fn find(&self, holds: impl Fn(f32) -> bool) -> usize {
        self.index.partition_point(&self.values, holds)
    }

    fn sums(&self, from: usize, to: usize) -> Pair {
        let (a, b) = (self.prefix(from), self.prefix(to));
        Pair { first: b.first - a.first, second: b.second - a.second }
    }

    fn prefix(&self, rank: usize) -> Pair {
        let whole = rank / STRIDE;
        let rest = plain(&self.values[whole * STRIDE..rank], self.pivot);
        Pair { first: self.sums[whole].first + rest.first, second: self.sums[whole].second + rest.second }
    }

    /// Σ(x - c)², and the sum of squares in which [`Sorted::sse`] counts: rounding errors are in proportion to it.
    pub(crate) fn squares(&self, c: f64) -> (f64, f64) {
        let n = self.values.len();
        (self.distances(0, n, c).second, self.sums(0, n).second)
    }

    /// Σ(x - l)² with `l` the nearest of the levels, in f64. If that of the values beyond the outermost edges alone exceeds `bound`,
    /// it returns this part.
    pub fn sse(&self, levels: &impl Levels, bound: f64) -> f64 {
        let top = levels.count() - 1;
        let low = self.rank(levels.edge(0));
        let high = self.rank(levels.edge(top - 1)).max(low);
        let n = self.values.len();
        let outer = self.cell(0, low, levels.level(0)) + self.cell(high, n, levels.level(top));
        if outer > bound {
            return outer;
        }
        if high - low <= DIRECT_UP_TO * levels.count() {
            return outer + levels.sse(&self.values[low..high]);
        }
        let mut sse = outer;
        let mut from = low;
        for rank in 1..top {
            let to = self.rank(levels.edge(rank)).clamp(from, high);
            sse += self.cell(from, to, levels.level(rank));
            from = to;
        }
        sse + self.cell(from, high, levels.level(top))
    }

    fn cell(&self, from: usize, to: usize, level: f64) -> f64 {
        let Pair { first, second } = self.sums(from, to);
        let level = level - self.pivot;
        // If all values of a cell lie on its level, the sum may be below zero by a rounding error.
        (second - 2.0 * level * first + level * level * (to - from) as f64).max(0.0)
    }
}

/// Like `partition_point`, but fast for a point near the beginning: the range doubles until it contains the point.
fn gallop(values: &[f32], holds: impl Fn(&f32) -> bool) -> usize {
    let mut end = 1;
    while end < values.len() && holds(&values[end]) {
        end *= 2;
    }
    let start = end / 2;
    start + values[start..values.len().min(end)].partition_point(holds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernels::{Level, abs_max, histogram, min_max},
        scheme::Even,
    };
    use proptest::prelude::*;

    fn even(first: f64, step: f64, levels: u32) -> Even {
        Even { first, step, count: levels as usize }
    }

    proptest! {
        #[test]
        fn the_error_of_a_grid_is_that_of_each_value(
            values in prop::collection::vec(-10.0f32..10.0, 1..1000),
            first in -12.0f64..4.0,
            step in 0.01f64..3.0,
            // Few levels hold many values each, many hold few: both ways to sum are taken.
            levels in prop_oneof![3u32..9, 3u32..257],
        ) {
            let sorted = Sorted::new(&values);
            let last = f64::from(levels - 1);
            let oracle: f64 = values.iter().map(|&x| {
                let x = f64::from(x);
                (x - (first + step * ((x - first) / step).round().clamp(0.0, last))).powi(2)
            }).sum();
            let sse = sorted.sse(&even(first, step, levels), f64::INFINITY);
            prop_assert!((sse - oracle).abs() <= 1e-9 * oracle + 1e-11, "{} {}", sse, oracle);
            // A bound below the error of the outermost cells may give up, and never gives a wrong number.
            let bounded = sorted.sse(&even(first, step, levels), oracle / 2.0);
            prop_assert!(bounded == sse || (bounded > oracle / 2.0 && bounded <= sse));
        }
    }

    #[test]
    fn values_far_from_zero_keep_their_errors() {
        let values: Vec<f32> = (0..100_000).map(|i| 1e6 + ((i * 7919) % 1024) as f32 / 16.0).collect();
        let sorted = Sorted::new(&values);
        let (first, step) = (1e6, 5.0);
        let oracle: f64 = values
            .iter()
            .map(|&x| {
                (f64::from(x) - (first + step * ((f64::from(x) - first) / step).round().clamp(0.0, 9.0)))
                    .powi(2)
            })
            .sum();
        let sse = sorted.sse(&even(first, step, 10), f64::INFINITY);
        assert!((sse / oracle - 1.0).abs() < 1e-9, "{sse} {oracle}");
    }

    proptest! {
        #[test]
        fn a_histogram_and_moments_are_those_of_the_values(
            values in prop::collection::vec(prop_oneof![-4.0f32..4.0, Just(0.0), Just(-0.0), 90.0f32..91.0], 0..400),
            lo in -5.0f64..5.0, width in prop_oneof![1e-3f64..1.0, 1.0f64..200.0], bins in prop_oneof![1usize..4, 1usize..600],
            c in -5.0f64..95.0,
        ) {
            let (sorted, level) = (Sorted::new(&values), Level::new());
            prop_assert_eq!(sorted.histogram(lo, lo + width, bins), histogram(level, &values, lo, lo + width, bins));
            prop_assert_eq!(sorted.extrema(), min_max(level, &values));
            prop_assert_eq!(sorted.abs_max(), abs_max(level, &values));
            let mean = |f: &dyn Fn(f64) -> f64| {
                values.iter().map(|&x| f(x.into())).sum::<f64>() / values.len().max(1) as f64
            };
            for (ours, oracle) in [
                (sorted.mean(), mean(&|x| x)),
                (sorted.mean_distance(c), mean(&|x| (x - c).abs())),
                (sorted.mean_square(c), mean(&|x| (x - c).powi(2))),
            ] {
                prop_assert!((ours - oracle).abs() <= 1e-12 * oracle.abs().max(1.0), "{} {}", ours, oracle);
            }
            // Limits that are no f32, next to some that are.
            for x in values.iter().map(|&x| f64::from(x)).chain([c, f64::INFINITY, -1e300]) {
                for x in [x.next_down(), x, x.next_up()] {
                    prop_assert_eq!(sorted.rank(x), values.iter().filter(|&&v| f64::from(v) < x).count());
                }
            }
            let (a, b) = (lo as f32, (lo + width) as f32);
            let count = |f: &dyn Fn(f32) -> bool| values.iter().filter(|&&x| f(x)).count();
            prop_assert_eq!(sorted.outside(a, b), (count(&|x| x < a), count(&|x| x > b)));
        }
    }

    #[test]
    fn sums_over_any_ranks() {
        let values: Vec<f32> = (0..100).map(|i| i as f32).collect();
        let sorted = Sorted::new(&values);
        for (from, to) in [(0, 0), (0, 100), (3, 16), (15, 17), (16, 32), (50, 99)] {
            let oracle = (from..to).map(|i| i as f64).sum::<f64>();
            assert_eq!(sorted.sum(from, to), oracle, "{from}..{to}");
        }
        assert_eq!((sorted.rank(-1.0), sorted.rank(5.0), sorted.rank(5.5), sorted.rank(1e9)), (0, 5, 6, 100));
    }
}
