//! The sorted view: values in ascending order with block-wise sums, from which the exact error of any uniform grid follows in
//! a time that depends on the number of levels and not on that of the values.
//!
//! ```text
//! cell of level l = (values between the midpoints to its neighbours);  the outermost cells reach to infinity
//! SSE = Σ over levels l:  Σx² - 2·l·Σx + n·l²   over the cell of l;   x and l from a pivot near them
//! ```
//! A value at a midpoint is as far from either level, so ties do not matter here.

/// Sums are kept for every so many values: half a byte a value.
const STRIDE: usize = 32;
/// From this length on, three counting passes are faster than comparing.
const RADIX_FROM: usize = 1 << 12;

/// Up to so many values a level, it is faster to round each than to search for the cells' ends.
const DIRECT_UP_TO: usize = 16;

/// Finite values in ascending order.
#[derive(Debug, Clone)]
pub struct Sorted {
    values: Vec<f32>,
    /// What sums take their distances from: 0, or the median of values that all lie on one side of it, for far from zero
    /// they would lose what tells them apart.
    pivot: f64,
    /// Σ(x - pivot) and Σ(x - pivot)² over the first `STRIDE · i` values.
    sums: Vec<(f64, f64)>,
}

impl Sorted {
    /// Sorts finite `values`.
    pub fn new(values: &[f32]) -> Self {
        let mut values = values.to_vec();
        if values.len() < RADIX_FROM {
            values.sort_unstable_by(f32::total_cmp);
        } else {
            radix_sort(&mut values);
        }
        let pivot = match values[..] {
            [min, .., max] if min > 0.0 || max < 0.0 => values[values.len() / 2].into(),
            _ => 0.0,
        };
        let mut sums = Vec::with_capacity(values.len() / STRIDE + 1);
        let (mut sum, mut square) = (Compensated::default(), Compensated::default());
        sums.push((0.0, 0.0));
        for block in values.as_chunks::<STRIDE>().0 {
            let (x, xx) = plain_sums(block, pivot);
            sum.add(x);
            square.add(xx);
            sums.push((sum.value(), square.value()));
        }
        Self { values, pivot, sums }
    }

    /// The values, ascending.
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// How many values are smaller than `x`.
    pub fn rank(&self, x: f64) -> usize {
        self.values.partition_point(|&v| f64::from(v) < x)
    }

    /// Σx over the values of ranks `from..to`.
    pub fn sum(&self, from: usize, to: usize) -> f64 {
        self.sums(from, to).0 + self.pivot * (to - from) as f64
    }

    fn sums(&self, from: usize, to: usize) -> (f64, f64) {
        let (a, b) = (self.prefix(from), self.prefix(to));
        (b.0 - a.0, b.1 - a.1)
    }

    fn prefix(&self, rank: usize) -> (f64, f64) {
        let whole = rank / STRIDE;
        let (x, xx) = plain_sums(&self.values[whole * STRIDE..rank], self.pivot);
        (self.sums[whole].0 + x, self.sums[whole].1 + xx)
    }

    /// Σ(x - l)² with `l` the nearest of the levels `first + step · i` for `i` in `0..levels`, in f64; gives up with infinity
    /// when the values beyond the outermost cells alone exceed `bound`.
    pub fn sse(&self, first: f64, step: f64, levels: u32, bound: f64) -> f64 {
        let last = first + step * f64::from(levels - 1);
        let low = self.rank(first + step / 2.0);
        let high = self.rank(last - step / 2.0).max(low);
        let n = self.values.len();
        let outer = self.cell(0, low, first) + self.cell(high, n, last);
        if outer > bound {
            return f64::INFINITY;
        }
        if high - low <= DIRECT_UP_TO * levels as usize {
            return outer + nearest_sse(&self.values[low..high], first, step);
        }
        let mut sse = outer;
        let mut from = low;
        for i in 1..levels - 1 {
            let level = first + step * f64::from(i);
            let edge = level + step / 2.0;
            let to = from + self.values[from..high].partition_point(|&v| f64::from(v) < edge);
            sse += self.cell(from, to, level);
            from = to;
        }
        sse + self.cell(from, high, last)
    }

    fn cell(&self, from: usize, to: usize, level: f64) -> f64 {
        let (x, xx) = self.sums(from, to);
        let level = level - self.pivot;
        // A cell whose values all sit on their level can come out a rounding error below zero.
        (xx - 2.0 * level * x + level * level * (to - from) as f64).max(0.0)
    }
}

/// Σ(x - l)² with `l` the level nearest to x, on an endless grid; in eight lanes, which the compiler makes vectors of.
fn nearest_sse(values: &[f32], first: f64, step: f64) -> f64 {
    let inverse = 1.0 / step;
    let error = |x: f32| {
        let x = f64::from(x) - first;
        let e = x - step * (x * inverse).round_ties_even();
        e * e
    };
    let mut lanes = [0.0; 8];
    let (chunks, rest) = values.as_chunks::<8>();
    for chunk in chunks {
        for (lane, &x) in lanes.iter_mut().zip(chunk) {
            *lane += error(x);
        }
    }
    lanes.iter().sum::<f64>() + rest.iter().map(|&x| error(x)).sum::<f64>()
}

fn plain_sums(values: &[f32], pivot: f64) -> (f64, f64) {
    values.iter().fold((0.0, 0.0), |(sum, square), &x| {
        let x = f64::from(x) - pivot;
        (sum + x, square + x * x)
    })
}

/// A running sum that keeps what rounding loses (Neumaier 1974), so that a difference of two prefixes is as exact at the end
/// of 16 million values as at the beginning.
#[derive(Default)]
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

/// Sorts by the bit pattern, eleven bits a pass, least significant first (Knuth, The Art of Computer Programming 3, 5.2.5).
fn radix_sort(values: &mut Vec<f32>) {
    const BITS: u32 = 11;
    const PASSES: usize = 3;
    // Negative numbers are flipped whole, positive ones only in their sign: then the patterns are in the numbers' order.
    let key = |x: f32| {
        let bits = x.to_bits();
        bits ^ (((bits as i32 >> 31) as u32) | 1 << 31)
    };
    let digit = |x: f32, pass: usize| (key(x) >> (BITS * pass as u32)) as usize & ((1 << BITS) - 1);
    let mut counts = vec![[0usize; 1 << BITS]; PASSES];
    for &x in values.iter() {
        for (pass, counts) in counts.iter_mut().enumerate() {
            counts[digit(x, pass)] += 1;
        }
    }
    let mut other = vec![0.0; values.len()];
    for (pass, counts) in counts.iter_mut().enumerate() {
        let mut next = 0;
        for count in counts.iter_mut() {
            (*count, next) = (next, next + *count);
        }
        for &x in values.iter() {
            let place = &mut counts[digit(x, pass)];
            other[*place] = x;
            *place += 1;
        }
        std::mem::swap(values, &mut other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn finite() -> impl Strategy<Value = f32> {
        proptest::num::f32::NORMAL | proptest::num::f32::SUBNORMAL | proptest::num::f32::ZERO
    }

    proptest! {
        #[test]
        fn radix_sort_sorts(values in prop::collection::vec(finite(), 0..600)) {
            let mut ours = values.clone();
            radix_sort(&mut ours);
            let mut sorted = values;
            sorted.sort_by(f32::total_cmp);
            let bits = |v: &[f32]| v.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
            prop_assert_eq!(bits(&ours), bits(&sorted));
        }

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
            let sse = sorted.sse(first, step, levels, f64::INFINITY);
            prop_assert!((sse - oracle).abs() <= 1e-9 * oracle + 1e-11, "{} {}", sse, oracle);
            // A bound below the error of the outermost cells may give up, and never gives a wrong number.
            let bounded = sorted.sse(first, step, levels, oracle / 2.0);
            prop_assert!(bounded == sse || bounded == f64::INFINITY);
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
        let sse = sorted.sse(first, step, 10, f64::INFINITY);
        assert!((sse / oracle - 1.0).abs() < 1e-9, "{sse} {oracle}");
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
