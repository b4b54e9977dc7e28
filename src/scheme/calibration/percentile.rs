//! Percentile calibration: clip a chosen share of the values (Wu et al. 2020, arXiv 2004.09602).
//!
//! Exact by selection, not from a histogram, so that there are no bins to choose. Interpolation is numpy's
//! default, `method="linear"`, in f64: with `i = (n - 1) · P / 100`, between the values of ranks `⌊i⌋` and `⌊i⌋ + 1`.

use super::{Block, Calibrator, Choice, Choices, Digits, Finding, Formula, Remark, Setting, Shape};
use crate::{
    kernels::{By, DEEPEST, Level, largest_each},
    scheme::{
        Batch,
        words::{Form, Kind, Number, Parameter, SchemeError, Word},
    },
    sorted::Sorted,
};

pub(super) static PERCENTILE: Calibrator = Calibrator {
    word: Word {
        name: "percentile",
        stem: "p",
        parameter: Some(Parameter {
            form: Form::Suffix,
            numbers: &[Number {
                key: "percentile",
                sign: "P",
                kind: Kind::Double,
                bounds: (50.0, 100.0),
                default: 99.9,
                stops: &[],
            }],
            refusal: |part| SchemeError::Percentile { part },
        }),
    },
    values_per_step: 1 << 21,
    sorts: true,
    scripted: true,
    even_levels: false,
    marks: &[[99.0, 0.0], [99.9, 0.0], [99.99, 0.0]],
    choose,
    choose_each: Some(choose_each),
};

const ONE_SIDE: Formula = Formula {
    numbers: &[("p", Digits::Exact), ("rest", Digits::Exact), ("count", Digits::Rough)],
    shape: Shape::Ends { magnitude: "sub(P, {p})(abs(x))", low: "sub(P, {rest})(x)", high: "sub(P, {p})(x)" },
    notes: &["ui.how.beyond"],
};
static SYMMETRIC: Formula = ONE_SIDE;
static ASYMMETRIC: Formula = Formula { notes: &["ui.how.beyond.each"], ..ONE_SIDE };

fn choose(setting: &Setting, block: &Block) -> Choice {
    let &Setting { arguments: [p, _], grid, .. } = setting;
    let (lo, hi) = match (grid.is_mirrored(), block.known_sorted()) {
        (true, None) => {
            let mut magnitudes: Vec<f32> = block.values().iter().map(|x| x.abs()).collect();
            let amax = percentile(&mut magnitudes, p) as f32;
            (-amax, amax)
        }
        (true, Some(sorted)) => {
            let amax = interpolate(sorted.values().len(), p, |rank| magnitude(sorted, rank)) as f32;
            (-amax, amax)
        }
        (false, None) => {
            let mut values = block.values().to_vec();
            (percentile(&mut values, 100.0 - p) as f32, percentile(&mut values, p) as f32)
        }
        (false, Some(sorted)) => {
            let end = |p| interpolate(sorted.values().len(), p, |rank| sorted.values()[rank]) as f32;
            (end(100.0 - p), end(p))
        }
    };
    let (finding, remark) = found(setting, block.values().len());
    Choice { lo, hi, finding, remark }
}

/// What there is to say of a block of `n` values.
fn found(&Setting { arguments: [p, _], grid, .. }: &Setting, n: usize) -> (Finding, Option<Remark>) {
    let beyond = n as f64 * (1.0 - p / 100.0);
    let remark = (beyond < 1.0 && p < 100.0).then_some(Remark::LessThanOne);
    let formula = if grid.is_mirrored() { &SYMMETRIC } else { &ASYMMETRIC };
    (Finding::new(formula, [p, 100.0 - p, beyond]), remark)
}

/// The ranges of many blocks, where percentiles are near the ends of the values.
fn choose_each(setting: &Setting, level: Level, batch: &Batch) -> Option<Choices> {
    let &Setting { arguments: [p, _], grid, .. } = setting;
    let n = batch.length();
    let mut pairs = vec![(0.0, 0.0); batch.count()];
    // The percentile of each block, from the values of the two ranks around it.
    let mut percentiles = |p: f64, by: By| -> Option<Vec<f32>> {
        let (below, t) = place(n, p)?;
        let next = (below + 1).min(n - 1);
        let above = if by == By::Negated { next + 1 } else { n - below };
        if above > DEEPEST {
            return None;
        }
        largest_each(level, batch.values, by, above, &mut pairs);
        let between = pairs.iter().map(|&(a, b)| match by {
            By::Negated if next == below => -a,
            By::Negated => lerp(-b, -a, t) as f32,
            By::Magnitude | By::Value => lerp(a, b, t) as f32,
        });
        Some(between.collect())
    };
    let ranges = if grid.is_mirrored() {
        percentiles(p, By::Magnitude)?.into_iter().map(|amax| (-amax, amax)).collect()
    } else {
        let low = percentiles(100.0 - p, By::Negated)?;
        low.into_iter().zip(percentiles(p, By::Value)?).collect()
    };
    let (finding, remark) = found(setting, n);
    Some(Choices { ranges, finding, remark })
}

/// `numpy.percentile(values, p)` of a float64 array with these values, to the last bit; reorders `values`. 0 when there are none.
pub fn percentile(values: &mut [f32], p: f64) -> f64 {
    interpolate(values.len(), p, selection(values))
}

/// `numpy.percentile(values, p)` of a float32 array and a single `p`, to the last bit: ranks are found in f64, but numpy keeps to
/// the array's type between two values. Reorders `values`. 0 when there are none.
pub fn percentile_f32(values: &mut [f32], p: f64) -> f32 {
    let Some((a, b, t)) = neighbours(values.len(), p, selection(values)) else { return 0.0 };
    let step = b - a;
    if t < 0.5 { a + step * t as f32 } else { b - step * (1.0 - t) as f32 }
}

/// Ranks so near to an end are found by keeping what lies beyond them: one pass, in which few values are kept.
const NEAR: usize = 8;

/// Finds the value of a rank, then that of the same or the next one; reorders `values`.
fn selection(values: &mut [f32]) -> impl FnMut(usize) -> f32 {
    let mut selected: Option<(usize, f32, f32)> = None;
    move |rank| match selected {
        // The lower rank is asked for first.
        Some((below, _, next)) if rank > below => next,
        Some((_, value, _)) => value,
        None => {
            let (value, next) = pair(values, rank);
            selected = Some((rank, value, next));
            value
        }
    }
}

/// The value of a rank and the next larger one; the value again where it is the largest.
fn pair(values: &mut [f32], rank: usize) -> (f32, f32) {
    let above = values.len() - rank;
    if above <= NEAR {
        let kept = extremes(values, above, |a, b| a.total_cmp(&b).is_gt());
        return (kept[0], kept[1.min(above - 1)]);
    }
    if rank + 2 <= NEAR {
        let kept = extremes(values, rank + 2, |a, b| a.total_cmp(&b).is_lt());
        return (kept[1], kept[0]);
    }
    let (_, &mut value, rest) = values.select_nth_unstable_by(rank, f32::total_cmp);
    (value, rest.iter().copied().min_by(f32::total_cmp).unwrap_or(value))
}

/// The `count` values (at least one, at most [`NEAR`], not more than there are) that no other outranks, the least of them first.
fn extremes(values: &[f32], count: usize, outranks: impl Fn(f32, f32) -> bool) -> [f32; NEAR] {
    let mut kept = [0.0; NEAR];
    for (i, &x) in values.iter().enumerate() {
        // Most values end here.
        if i >= count && !outranks(x, kept[0]) {
            continue;
        }
        // Into a gap: behind what is kept while there is room, in the place of the least afterwards.
        let mut at = if i < count { i } else { 0 };
        if i < count {
            while at > 0 && outranks(kept[at - 1], x) {
                kept[at] = kept[at - 1];
                at -= 1;
            }
        } else {
            while at + 1 < count && outranks(x, kept[at + 1]) {
                kept[at] = kept[at + 1];
                at += 1;
            }
        }
        kept[at] = x;
    }
    kept
}

/// Interpolates between the values of the two ranks around `(n - 1) · P / 100`.
fn interpolate(n: usize, p: f64, ranked: impl FnMut(usize) -> f32) -> f64 {
    neighbours(n, p, ranked).map_or(0.0, |(a, b, t)| lerp(a, b, t))
}

/// numpy's `_lerp`: from the nearer end, so that t = 1 gives b exactly.
fn lerp(a: f32, b: f32, t: f64) -> f64 {
    let (a, b) = (f64::from(a), f64::from(b));
    let step = b - a;
    if t < 0.5 { a + step * t } else { b - step * (1.0 - t) }
}

/// A percentile of values that cannot all be held: the two ranks around it among `n` values, in increasing order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Between {
    /// The lower rank, and the next one; the same where that is the largest.
    pub(crate) ranks: [usize; 2],
    t: f64,
}

impl Between {
    /// None when there are no values.
    pub(crate) fn of(n: usize, p: f64) -> Option<Self> {
        let (below, t) = place(n, p)?;
        Some(Self { ranks: [below, (below + 1).min(n - 1)], t })
    }

    /// [`percentile`], of the values of its ranks.
    pub(crate) fn value(self, [a, b]: [f32; 2]) -> f64 {
        lerp(a, b, self.t)
    }
}

/// The values of the two ranks around `(n - 1) · P / 100`, the lower one asked for first, and how far it lies from the lower to
/// the upper one, 0 to 1. None when there are no values.
fn neighbours(n: usize, p: f64, mut ranked: impl FnMut(usize) -> f32) -> Option<(f32, f32, f64)> {
    let Between { ranks: [below, next], t } = Between::of(n, p)?;
    Some((ranked(below), ranked(next), t))
}

/// The rank below `(n - 1) · P / 100`, and how far that lies from it to the next rank, 0 to 1. None when there are no values.
fn place(n: usize, p: f64) -> Option<(usize, f64)> {
    let last = n.checked_sub(1)?;
    let rank = last as f64 * (p / 100.0);
    let below = (rank.floor() as usize).min(last);
    Some((below, rank - below as f64))
}

/// The |x| of a rank among all |x|, without sorting them: the `rank` smallest are a run of the sorted values around 0. The
/// next one is the smaller of its two neighbours.
fn magnitude(sorted: &Sorted, rank: usize) -> f32 {
    let values = sorted.values();
    let middle = sorted.rank(0.0);
    let (left, right) = (&values[..middle], &values[middle..]);
    // How many of the run's values come from the left: as many as can without one being larger than what it leaves out.
    let from_left = |rank: usize| {
        let (mut low, mut high) = (rank.saturating_sub(right.len()), rank.min(left.len()));
        while low < high {
            let taken = low.midpoint(high);
            // The left value taken next against the right value given up for it.
            if left[middle - 1 - taken].abs() < right[rank - 1 - taken] {
                low = taken + 1
            } else {
                high = taken
            }
        }
        low
    };
    let taken = from_left(rank);
    let next_left = taken.checked_add(1).and_then(|t| middle.checked_sub(t)).map(|at| left[at].abs());
    let next_right = right.get(rank - taken).copied();
    match (next_left, next_right) {
        (Some(a), Some(b)) => a.min(b).abs(),
        (a, b) => a.or(b).unwrap_or_default().abs(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn follows_numpy_linear_interpolation() {
        // numpy.percentile([3, 1, 2, 10], [0, 25, 50, 90, 100])
        for (p, expected) in [(0.0, 1.0), (25.0, 1.75), (50.0, 2.5), (90.0, 7.900000000000001), (100.0, 10.0)]
        {
            assert_eq!(percentile(&mut [3.0, 1.0, 2.0, 10.0], p), expected, "P = {p}");
        }
        assert_eq!(percentile(&mut [], 50.0), 0.0);
        assert_eq!(percentile(&mut [4.0], 99.9), 4.0);
    }

    #[test]
    fn single_precision_stays_so_between_two_values() {
        // numpy.percentile(numpy.float32([0.1, 0.7, 1e8, -3.3]), p) for each p
        for (p, expected) in [(0.0, -3.3), (10.0, -2.28), (66.0, 0.687_999_96), (70.0, 10_000_001.0)] {
            assert_eq!(percentile_f32(&mut [0.1, 0.7, 1e8, -3.3], p), expected, "P = {p}");
        }
        assert_eq!(percentile_f32(&mut [], 50.0), 0.0);
    }

    proptest! {
        #[test]
        fn neighbouring_ranks_are_those_of_the_sorted_values(
            values in prop::collection::vec(prop_oneof![-4.0f32..4.0, Just(0.0), Just(-0.0), Just(1.0)], 1..40),
            rank in 0usize..40,
        ) {
            let rank = rank.min(values.len() - 1);
            let mut sorted = values.clone();
            sorted.sort_by(f32::total_cmp);
            let next = sorted[(rank + 1).min(sorted.len() - 1)];
            let (a, b) = pair(&mut values.clone(), rank);
            prop_assert_eq!((a.to_bits(), b.to_bits()), (sorted[rank].to_bits(), next.to_bits()));
        }

        #[test]
        fn a_sorted_view_gives_the_same_percentiles(
            values in prop::collection::vec(prop_oneof![-4.0f32..4.0, Just(0.0), Just(-0.0), Just(1.0), Just(-1.0)], 0..60),
            p in 50.0f64..=100.0,
        ) {
            let sorted = Sorted::new(&values);
            let level = crate::kernels::Level::new();
            for scheme in ["int4", "int4:asym"] {
                let grid = scheme.parse::<crate::Scheme>().unwrap().grid();
                let setting = Setting { arguments: [p, 0.0], bits: 4, grid: &grid };
                let plain = choose(&setting, &Block::new(level, &values));
                let kept = choose(&setting, &Block::of_sorted(level, &sorted));
                prop_assert_eq!(plain, kept);
            }
        }
    }
}
