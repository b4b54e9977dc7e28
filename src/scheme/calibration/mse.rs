//! The range of least squared error, by search (Wu et al. 2020, arXiv 2004.09602; PyTorch's `HistogramObserver` and
//! ModelOpt's `MseCalibrator` search likewise).
//!
//! ```text
//! scan(range, ends):  for i in 1..=200: those ends of the range · i/200;  the first of least error wins (see `least`)
//!                     while 1 wins: the range becomes 2/200 of itself; scan again
//! symmetric:          scan(whole, both)
//! asymmetric:         scan(whole, upper), scan(best, lower), scan(whole, both), scan(best, upper), scan(best, lower)
//! then, around the best range:  in twentieths of a scan's step
//! ```
//! Exact over all values, not over a histogram: the sorted view gives a grid's error in one step a level. The data is read
//! to be sorted and then no more, whatever the number of grids; `cargo xtask bench` states the time in passes of `measure`:
//! six to ten for a whole tensor, some thirty for groups of 128. Error of a grid: f64 arithmetic throughout.

use super::{
    Block, Calibrator, Choice, Digits, Finding, Formula, Remark, Setting, Shape,
    least::{Finder, Line},
};
use crate::scheme::{Grid, words::Word};

/// Ranges of one scan.
const CANDIDATES: u32 = 200;
/// Ranges tried in place of one of a scan, to refine.
const FINE: i32 = 20;
/// Scans of one end at most: each goes a hundredfold deeper, and f32 has no more room.
const DEEPEST: u32 = 40;

/// A range in f64, as a search moves it.
pub(super) type Range = (f64, f64);

pub(super) static MSE: Calibrator = Calibrator {
    word: Word::plain("mse"),
    values_per_step: 1 << 15,
    sorts: true,
    scripted: false,
    even_levels: false,
    marks: &[[0.0; 2]],
    choose,
    choose_each: None,
};

const UNSEARCHED: Formula = Formula {
    numbers: &[
        ("grids", Digits::Count),
        ("mse", Digits::Short),
        ("unclipped", Digits::Short),
        ("gain", Digits::Percent),
    ],
    shape: Shape::Together("sub(argmin, ends) Σ sup((x − x̂), 2)"),
    notes: &[],
};
static NOT_SEARCHED: Formula = UNSEARCHED;
static SEARCHED: Formula = Formula { notes: &["ui.how.mse"], ..UNSEARCHED };

fn choose(&Setting { grid, .. }: &Setting, block: &Block) -> Choice {
    let (min, max) = block.extrema();
    let (lo, hi) = grid.widened(min, max);
    if lo == hi {
        return block.whole(Finding::new(&NOT_SEARCHED, []));
    }
    let mut search = Search::new(grid, block);
    if grid.is_mirrored() {
        search.scan(search.whole, BOTH);
        search.refine(BOTH);
    } else {
        // One end alone finds an outlier on one side, both together find outliers on both.
        search.scan(search.whole, UPPER);
        search.scan(search.best, LOWER);
        search.scan(search.whole, BOTH);
        search.scan(search.best, UPPER);
        search.scan(search.best, LOWER);
        search.refine(UPPER);
        search.refine(LOWER);
    }

    let n = block.values().len() as f64;
    let (mse, unclipped) = (search.sse / n, search.unclipped / n);
    let gain = if unclipped == 0.0 { 0.0 } else { 1.0 - mse / unclipped };
    let finding = Finding::new(&SEARCHED, [search.grids.into(), mse, unclipped, gain]);
    let remark = (search.best == search.whole).then_some(Remark::WholeIsBest);
    Choice { lo: search.best.0 as f32, hi: search.best.1 as f32, finding, remark }
}

/// The errors, in the order of `i`, of the ranges `±amax · i / 200`, `i` from 1 to 200: what a scan of a symmetric grid
/// compares.
pub fn scan(grid: &Grid, block: &Block) -> Vec<f64> {
    let search = Search::new(grid, block);
    let range = |i| search.shrink(search.whole, f64::from(i), BOTH);
    (1..=CANDIDATES).map(|i| grid.sse(block.sorted(), range(i), f64::INFINITY)).collect()
}

/// Which ends of a range move.
type Ends = (bool, bool);
const BOTH: Ends = (true, true);
const LOWER: Ends = (true, false);
const UPPER: Ends = (false, true);

fn shrink((lo, hi): Range, i: f64, ends: Ends, c: f64) -> Range {
    let moved = |end: f64, moves: bool| {
        if moves { (end - c) * i / f64::from(CANDIDATES) + c } else { end }
    };
    (moved(lo, ends.0), moved(hi, ends.1))
}

struct Search<'a> {
    grid: &'a Grid,
    finder: Finder<'a>,
    /// What ends move towards.
    center: f64,
    whole: Range,
    unclipped: f64,
    best: Range,
    sse: f64,
    /// How far each end moved from one range to the next when the best was found.
    step: Range,
    grids: u32,
}

impl<'a> Search<'a> {
    fn new(grid: &'a Grid, block: &'a Block) -> Self {
        let (min, max) = block.extrema();
        let (lo, hi) = grid.widened(min, max);
        let (whole, center) = ((f64::from(lo), f64::from(hi)), grid.center(|| block.mean()));
        let finder = Finder::new(block.level(), grid, block.sorted(), center);
        let unclipped = finder.sse(whole, f64::INFINITY);
        Self {
            grid,
            finder,
            center,
            whole,
            unclipped,
            best: whole,
            sse: unclipped,
            step: (0.0, 0.0),
            grids: 1,
        }
    }

    /// `range` with its ends moved to `i` two-hundredths of their way from the center.
    fn shrink(&self, range: Range, i: f64, ends: Ends) -> Range {
        shrink(range, i, ends, self.center)
    }

    /// Compares all ranges of `line` with the best so far. The one of least error becomes the best, the last one of several, unless
    /// its error is larger. Returns its place.
    fn attempt(&mut self, line: &Line) -> Option<usize> {
        self.grids += line.count as u32;
        let (at, sse) = self.finder.least(line, self.sse)?;
        (self.best, self.sse) = ((line.range)(at), sse);
        Some(at)
    }

    /// Tries `outer` with `ends` shrunk, again and again below the innermost candidate while that one wins.
    fn scan(&mut self, mut outer: Range, ends: Ends) {
        // An end at the center does not move, as the lower one of one-sided data.
        if self.shrink(outer, 1.0, ends) == outer {
            return;
        }
        let count = CANDIDATES as usize - 1;
        for _ in 0..DEEPEST {
            // From the outside in: of several least errors, the innermost wins.
            let (center, whole) = (self.center, outer);
            let range = move |at: usize| shrink(whole, f64::from(CANDIDATES - 1) - at as f64, ends, center);
            let winner = self.attempt(&Line { count, range: &range, pivot: self.pivot(outer, ends) });
            if winner.is_some() {
                let next = self.shrink(outer, f64::from(CANDIDATES - 1), ends);
                self.step = (
                    if ends.0 { next.0 - outer.0 } else { self.step.0 },
                    if ends.1 { outer.1 - next.1 } else { self.step.1 },
                );
            }
            if winner != Some(count - 1) {
                return;
            }
            outer = self.shrink(outer, 2.0, ends);
        }
    }

    /// Tries ranges around the best one, closer together than a scan.
    fn refine(&mut self, ends: Ends) {
        let (lo, hi) = self.best;
        let moves = (ends.0 && self.step.0 != 0.0) || (ends.1 && self.step.1 != 0.0);
        if !moves {
            return;
        }
        let ranges: Vec<Range> = (-FINE + 1..FINE)
            .filter(|&k| k != 0)
            .map(|k| {
                let part = f64::from(k) / f64::from(FINE);
                let lo = if ends.0 { lo - self.step.0 * part } else { lo };
                let hi = if ends.1 { hi + self.step.1 * part } else { hi };
                (lo, hi)
            })
            .filter(|&(lo, hi)| lo >= self.whole.0 && hi <= self.whole.1)
            .collect();
        let pivot = self.pivot((lo, hi), ends);
        self.attempt(&Line { count: ranges.len(), range: &|at| ranges[at], pivot });
    }

    /// The point that stays in place when `ends` of a range move.
    fn pivot(&self, (lo, hi): Range, ends: Ends) -> f64 {
        match ends {
            _ if !self.grid.ends_are_levels() => 0.0,
            LOWER => hi,
            UPPER => lo,
            _ => self.center,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernels::Level;
    use proptest::prelude::*;

    const SCHEMES: [&str; 20] = [
        "int2",
        "int3",
        "int4",
        "int8",
        "int4:wide",
        "int3:full",
        "int2:asym",
        "int4:asym",
        "int8:asym",
        "int4:asym:zfloat",
        "int8:asym:zfloat",
        "int4:s16",
        "int4:sbf16",
        "int4:spow2",
        "int3:asym:s16",
        "int3:asym:zfloat:s16",
        "int4:asym:spow2",
        "fp4_e2m1",
        "nf4",
        "fp4_e2m1:spow2",
    ];

    fn grid(scheme: &str) -> Grid {
        scheme.parse::<crate::Scheme>().unwrap().grid()
    }

    fn found(grid: &Grid, values: &[f32]) -> Choice {
        choose(&Setting { arguments: [0.0; 2], bits: 4, grid }, &Block::new(Level::new(), values))
    }

    /// The definition: every range is tried. Gives the best, its error, and the number of grids.
    fn plain(grid: &Grid, block: &Block) -> (Range, f64, u32) {
        let Search { whole, center, unclipped, .. } = Search::new(grid, block);
        let mut best = (whole, unclipped);
        let (mut step, mut grids) = ((0.0, 0.0), 1);
        let attempt = |range: Range, best: &mut (Range, f64), grids: &mut u32| {
            *grids += 1;
            let sse = grid.sse(block.sorted(), range, f64::INFINITY);
            let wins = sse <= best.1;
            if wins {
                *best = (range, sse);
            }
            wins
        };
        let mut scan = |mut outer: Range, ends: Ends, best: &mut (Range, f64)| {
            if shrink(outer, 1.0, ends, center) == outer {
                return;
            }
            for _ in 0..DEEPEST {
                let range = |i: u32| shrink(outer, f64::from(i), ends, center);
                let mut last = None;
                for i in (1..CANDIDATES).rev() {
                    if attempt(range(i), best, &mut grids) {
                        last = Some(i);
                    }
                }
                if last.is_some() {
                    let next = range(CANDIDATES - 1);
                    step.0 = if ends.0 { next.0 - outer.0 } else { step.0 };
                    step.1 = if ends.1 { outer.1 - next.1 } else { step.1 };
                }
                if last != Some(1) {
                    return;
                }
                outer = range(2);
            }
        };
        let (scans, refined): (&[(bool, Ends)], &[Ends]) = if grid.is_mirrored() {
            (&[(true, BOTH)], &[BOTH])
        } else {
            (&[(true, UPPER), (false, LOWER), (true, BOTH), (false, UPPER), (false, LOWER)], &[UPPER, LOWER])
        };
        for &(from_whole, ends) in scans {
            scan(if from_whole { whole } else { best.0 }, ends, &mut best);
        }
        for &ends in refined {
            if (!ends.0 || step.0 == 0.0) && (!ends.1 || step.1 == 0.0) {
                continue;
            }
            let (lo, hi) = best.0;
            for k in (1 - FINE..FINE).filter(|&k| k != 0) {
                let part = f64::from(k) / f64::from(FINE);
                let lo = if ends.0 { lo - step.0 * part } else { lo };
                let hi = if ends.1 { hi + step.1 * part } else { hi };
                if lo >= whole.0 && hi <= whole.1 {
                    attempt((lo, hi), &mut best, &mut grids);
                }
            }
        }
        (best.0, best.1, grids)
    }

    /// Blocks of many kinds: bell-shaped, of few different values, on a lattice, one-sided, with outliers, far from zero, all of
    /// any magnitude.
    fn blocks() -> impl Strategy<Value = Vec<f32>> {
        let bell = || (-1.0f32..1.0, -1.0f32..1.0, -1.0f32..1.0).prop_map(|(a, b, c)| a + b + c);
        let kinds = prop_oneof![
            prop::collection::vec(bell(), 1..300),
            prop::collection::vec(bell(), 128),
            prop::collection::vec(bell().prop_map(|x| x * x * x), 1..300),
            prop::collection::vec(prop::sample::select(&[-1.0f32, 0.0, 0.25, 1.0][..]), 1..100),
            prop::collection::vec((-20i32..20).prop_map(|i| i as f32 / 8.0), 1..300),
            prop::collection::vec(0.0f32..1.0, 1..200),
            prop::collection::vec(-3.0f32..-1.0, 1..200),
            prop::collection::vec((1000.0f32..1001.0).prop_map(|x| x * 1000.0), 1..200),
            (prop::collection::vec(bell(), 1..200), prop::collection::vec(-1e4f32..1e4, 1..4))
                .prop_map(|(body, far)| [body, far].concat()),
            (prop::collection::vec(prop_oneof![3 => Just(0.0f32), 1 => bell()], 1..200), 0.0f32..1e-6)
                .prop_map(|(values, tiny)| values
                    .into_iter()
                    .map(|x| if x < 0.0 { -tiny } else { x })
                    .collect()),
        ];
        (kinds, prop_oneof![4 => Just(0), 1 => -149i32..120], any::<bool>()).prop_map(
            |(values, exponent, flipped)| {
                let scale = 2f64.powi(exponent) * if flipped { -1.0 } else { 1.0 };
                let most = f64::from(f32::MAX);
                values.into_iter().map(|x| (f64::from(x) * scale).clamp(-most, most) as f32).collect()
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]

        #[test]
        fn finds_what_trying_every_range_finds(values in blocks(), scheme in prop::sample::select(&SCHEMES[..])) {
            let (grid, block) = (grid(scheme), Block::new(Level::new(), &values));
            let (min, max) = block.extrema();
            let (lo, hi) = grid.widened(min, max);
            prop_assume!(lo != hi);
            let choice = found(&grid, &values);
            let (range, sse, grids) = plain(&grid, &block);
            let number = |name| choice.finding.number(name).unwrap();
            prop_assert_eq!((choice.lo, choice.hi), (range.0 as f32, range.1 as f32), "{}", scheme);
            prop_assert_eq!(number("mse"), sse / values.len() as f64, "{}", scheme);
            prop_assert_eq!(number("grids"), f64::from(grids), "{}", scheme);
        }
    }

    #[test]
    fn one_sided_data_is_searched_by_its_free_end_alone() {
        let values: Vec<f32> =
            (0..64).map(|i| if i % 2 == 0 { 0.0 } else { (i * i) as f32 / 900.0 }).collect();
        let grids = |scheme| found(&grid(scheme), &values).finding.number("grids").unwrap();
        let (symmetric, asymmetric) = (grids("int4"), grids("int4:asym"));
        assert!(asymmetric < 6.0 * symmetric, "{asymmetric} grids, {symmetric} of the symmetric search");
    }
}
