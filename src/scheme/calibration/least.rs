//! The range of least error on a line of ranges, without trying all of them.
//!
//! ```text
//! levels of a range:   p + s·L, with the same numbers L all along the line; s is the step, p a point that stays in place
//! SSE(s) = V + min over r of  (s²·Σr² - 2·s·Σ(x - p)·r),     V = Σ(x - p)²,  r = which number of L each x takes
//! (SSE(s) - V) / s²:   the least of linear functions of 1/s, so it is concave: between two steps it is above its chord
//! between steps a and b, with v = s / a:   SSE ≥ V + α·v² + β·v,    α and β such that it is the SSE at a and at b
//! ```
//! ```text
//! estimate every 16th range
//! for each two neighbours so far, the widest apart first:
//!     if the bound of all that lie between exceeds the least error so far: leave these out
//!     else estimate the middle one: two more pairs
//! compute those whose estimate allows them to be the least
//! ```
//! The bound is lower than the errors by no more than what values between two levels gain when they change the level. So few ranges
//! are estimated but those whose errors are nearly the least. The answer is that of computing all: the error of a range that is left
//! out is larger than the least one by more than rounding errors.

use super::{estimate::Estimator, mse::Range};
use crate::{
    kernels::Level,
    scheme::{Grid, format::Spacing},
    sorted::Sorted,
};

/// The distance of the ranges that are estimated first.
const STRIDE: usize = 16;
/// Rounding errors of a sum of squares, as a share of it: many times what they come to.
const ROUNDING: f64 = 1.0 / (1u64 << 40) as f64;
/// Rounding errors of levels, as a share of the furthest one.
const LEVELS: f64 = 1.0 / (1u64 << 46) as f64;

/// Ranges that follow each other on a line.
pub(super) struct Line<'a> {
    /// How many there are.
    pub(super) count: usize,
    /// The range of a place.
    pub(super) range: &'a dyn Fn(usize) -> Range,
    /// The point that stays in place.
    pub(super) pivot: f64,
}

/// A range whose error is not less than this.
#[derive(Debug, Clone, Copy)]
struct Tried {
    at: usize,
    step: f64,
    kin: Option<i32>,
    at_least: f64,
}

/// Finds ranges of least error over values.
pub(super) struct Finder<'a> {
    grid: &'a Grid,
    sorted: &'a Sorted,
    estimator: Option<Estimator>,
    /// Kept from one line to the next, for their memory alone.
    tried: Vec<Tried>,
    pairs: Vec<(usize, usize)>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(level: Level, grid: &'a Grid, sorted: &'a Sorted, center: f64) -> Self {
        let estimator = Estimator::new(level, grid, sorted, center);
        Self { grid, sorted, estimator, tried: Vec::new(), pairs: Vec::new() }
    }

    /// The error of a range; a part of it if this exceeds `bound`.
    pub(super) fn sse(&self, range: Range, bound: f64) -> f64 {
        self.grid.sse(self.sorted, range, bound)
    }

    /// The place and the error of the range of least error, the last one of several. None if all errors exceed `known`.
    pub(super) fn least(&mut self, line: &Line, known: f64) -> Option<(usize, f64)> {
        let last = line.count.checked_sub(1)?;
        let bound = Bound::new(self.grid, self.sorted, line, last);
        let Self { grid, sorted, estimator, tried, pairs } = self;
        tried.clear();
        pairs.clear();
        let mut least = known;
        // Gives the index of the new one among those tried.
        let mut attempt = |at: usize, tried: &mut Vec<Tried>, least: &mut f64| {
            let range = (line.range)(at);
            let spacing = grid.spacing(range);
            let (at_least, at_most) = match estimator {
                Some(estimator) => {
                    let (at_least, at_most) = estimator.bounds(spacing, *least);
                    (at_least - bound.slack, at_most + bound.slack)
                }
                None => {
                    let sse = grid.sse(sorted, range, *least);
                    (sse, sse)
                }
            };
            if at_most < *least {
                *least = at_most;
            }
            tried.push(Tried { at, step: spacing.step, kin: spacing.kin, at_least });
            tried.len() - 1
        };

        let mut before = attempt(0, tried, &mut least);
        for at in (STRIDE..=last).step_by(STRIDE).chain((last % STRIDE != 0).then_some(last)) {
            let after = attempt(at, tried, &mut least);
            pairs.push((before, after));
            before = after;
        }
        let mut next = 0;
        while let Some(&(a, b)) = pairs.get(next) {
            next += 1;
            let (from, to) = (tried[a].at, tried[b].at);
            if to - from > 1 && !bound.exceeds(&tried[a], &tried[b], least) {
                let middle = attempt(usize::midpoint(from, to), tried, &mut least);
                pairs.extend([(a, middle), (middle, b)]);
            }
        }

        let mut best = (None, known);
        for &Tried { at, .. } in tried.iter().filter(|range| range.at_least <= least) {
            let sse = grid.sse(sorted, (line.range)(at), best.1);
            if sse < best.1 || (sse == best.1 && best.0 < Some(at)) {
                best = (Some(at), sse);
            }
        }
        best.0.map(|at| (at, best.1))
    }
}

/// What bounds the errors between two ranges.
struct Bound {
    /// Σ(x - p)².
    squares: f64,
    /// More than the rounding errors of an error.
    slack: f64,
}

impl Bound {
    fn new(grid: &Grid, sorted: &Sorted, line: &Line, last: usize) -> Self {
        let (squares, counted) = sorted.squares(line.pivot);
        let (lo, hi) = sorted.extrema();
        let mut furthest = f64::from(lo.abs().max(hi.abs()));
        // A stored step may be far larger than the range needs, and levels far from all values.
        for range in [0, last].map(line.range) {
            let Spacing { step, below_zero, .. } = grid.spacing(range);
            let extent = step * (below_zero.abs() + f64::from(grid.steps().unwrap_or(0)));
            furthest = if extent > furthest { extent } else { furthest };
        }
        let moved = LEVELS * furthest * (sorted.values().len() as f64).sqrt();
        let slack = ROUNDING * (squares + counted) + 2.0 * moved * squares.sqrt() + moved * moved;
        Self { squares, slack }
    }

    /// Whether the errors of all ranges between `a` and `b` are known to exceed `least`.
    fn exceeds(&self, a: &Tried, b: &Tried, least: f64) -> bool {
        // The bound is no more than these at its ends.
        let ends = if a.at_least < b.at_least { a.at_least } else { b.at_least };
        if ends <= least || a.kin.is_none() || a.kin != b.kin {
            return false;
        }
        let w = a.step / b.step;
        let slack = if w > 1.0 { self.slack * w * w } else { self.slack };
        let (at_a, at_b) = (a.at_least - self.squares, (b.at_least - self.squares) * w * w);
        let beta = (at_b - at_a) / (w - 1.0);
        let alpha = at_a - beta;
        // α·v² + β·v turns at v = -β / 2α. That lies between 1 and 1 / w where the slopes at these have different signs.
        let turns = alpha > 0.0 && (2.0 * alpha + beta > 0.0) != (2.0 * alpha + beta * w > 0.0);
        let above = self.squares - slack - least;
        ends - slack > least && (!turns || 4.0 * alpha * above > beta * beta)
    }
}
