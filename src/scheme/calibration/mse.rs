//! The range of least squared error, by search (Wu et al. 2020, arXiv 2004.09602; PyTorch's `HistogramObserver` and
//! ModelOpt's `MseCalibrator` search likewise).
//!
//! ```text
//! scan(range, ends):  for i in 1..=200: those ends of the range · i/200;  the first of least error wins
//!                     while 1 wins: the range becomes 2/200 of itself; scan again
//! symmetric:          scan(whole, both)
//! asymmetric:         scan(whole, upper), scan(best, lower), scan(whole, both), scan(best, upper), scan(best, lower)
//! then, around the best range:  in twentieths of a scan's step
//! ```
//! Exact over all values, not over a histogram: the sorted view gives a grid's error in one step a level. The data is read
//! to be sorted and then no more, whatever the number of grids; `cargo xtask bench` states the time in passes of `measure`:
//! six to ten for a whole tensor, some 170 for groups of 128. Error of a grid: f64 arithmetic throughout.

use super::{Block, Calibrator, Choice, Digits, Finding, Formula, Remark, Setting, Shape};
use crate::{
    scheme::{Grid, words::Word},
    sorted::Sorted,
};

/// Ranges of one scan.
const CANDIDATES: u32 = 200;
/// Ranges tried in place of one of a scan, to refine.
const FINE: i32 = 20;
/// Scans of one end at most: each goes a hundredfold deeper, and f32 has no more room.
const DEEPEST: u32 = 40;

/// A range in f64, as a search moves it.
type Range = (f64, f64);

pub(super) static MSE: Calibrator = Calibrator {
    word: Word::plain("mse"),
    values_per_step: 1 << 14,
    sorts: true,
    scripted: false,
    even_levels: false,
    marks: &[[0.0; 2]],
    choose,
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

struct Search<'a> {
    grid: &'a Grid,
    sorted: &'a Sorted,
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
        let sorted = block.sorted();
        let unclipped = grid.sse(sorted, whole, f64::INFINITY);
        Self {
            grid,
            sorted,
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
    fn shrink(&self, (lo, hi): Range, i: f64, ends: Ends) -> Range {
        let c = self.center;
        let moved = |end: f64, moves: bool| {
            if moves { (end - c) * i / f64::from(CANDIDATES) + c } else { end }
        };
        (moved(lo, ends.0), moved(hi, ends.1))
    }

    /// Keeps `range` if nothing better is known.
    fn attempt(&mut self, range: Range) -> bool {
        self.grids += 1;
        let sse = self.grid.sse(self.sorted, range, self.sse);
        let wins = sse <= self.sse;
        if wins {
            (self.best, self.sse) = (range, sse);
        }
        wins
    }

    /// Tries `outer` with `ends` shrunk, again and again below the innermost candidate while that one wins.
    fn scan(&mut self, mut outer: Range, ends: Ends) {
        // An end at the center does not move, as the lower one of one-sided data.
        if self.shrink(outer, 1.0, ends) == outer {
            return;
        }
        for _ in 0..DEEPEST {
            // From the outside in, so that a clipping error above the best so far ends the work on a range at once.
            let winners: Vec<u32> = (1..CANDIDATES)
                .rev()
                .filter(|&i| self.attempt(self.shrink(outer, f64::from(i), ends)))
                .collect();
            if !winners.is_empty() {
                let next = self.shrink(outer, f64::from(CANDIDATES - 1), ends);
                self.step = (
                    if ends.0 { next.0 - outer.0 } else { self.step.0 },
                    if ends.1 { outer.1 - next.1 } else { self.step.1 },
                );
            }
            if winners.last() != Some(&1) {
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
        for k in (-FINE + 1..FINE).filter(|&k| k != 0) {
            let part = f64::from(k) / f64::from(FINE);
            let lo = if ends.0 { lo - self.step.0 * part } else { lo };
            let hi = if ends.1 { hi + self.step.1 * part } else { hi };
            if lo >= self.whole.0 && hi <= self.whole.1 {
                self.attempt((lo, hi));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernels::Level;

    /// The number of grids that a search tries.
    fn grids(scheme: &str, values: &[f32]) -> f64 {
        let grid = scheme.parse::<crate::Scheme>().unwrap().grid();
        let setting = Setting { arguments: [0.0; 2], bits: 4, grid: &grid };
        choose(&setting, &Block::new(Level::new(), values)).finding.number("grids").unwrap()
    }

    #[test]
    fn one_sided_data_is_searched_by_its_free_end_alone() {
        let values: Vec<f32> =
            (0..64).map(|i| if i % 2 == 0 { 0.0 } else { (i * i) as f32 / 900.0 }).collect();
        let (symmetric, asymmetric) = (grids("int4", &values), grids("int4:asym", &values));
        assert!(asymmetric < 6.0 * symmetric, "{asymmetric} grids, {symmetric} of the symmetric search");
    }
}
