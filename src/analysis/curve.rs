//! The curve of error against clipping: what a scheme would do with other ranges, exactly.
//!
//! ```text
//! by ratio:       range = r · the whole range (towards the mean when the zero-point is real);
//!                 r in equal steps of log r, from where half of the values are clipped to 1
//! by percentile:  range = that of calibration pP;  P in equal steps of log(100 - P), from 50 on; the last one is 100
//! each point:     the scheme's grid over that range, measured from the sorted view
//! marks:          the same for the range that each calibrator chooses
//! ```
//! A point is the report of the scheme `clip(LO,HI)` or `pP` in its clipped share and squared errors. What the sorted view does
//! not know exactly enough, the kernel measures of the same values; rounding by chance draws by rank there.

use super::Measuring;
use crate::{
    Scheme,
    kernels::Level,
    quantizer::Quantizer,
    scheme::{
        Calibration,
        calibration::{Block, Choice},
    },
    sorted::{Parts, Sorted},
};

/// What the points of a curve differ in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spacing {
    /// The share of the whole range that is kept.
    Ratio,
    /// The percentile that ends the range.
    Percentile,
}

/// A range, and the error of the scheme's grid over it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Its place on the curve: the ratio, 0 to 1, or the percentile, up to 100.
    pub at: f64,
    /// The range; None for a point that stands for the ranges of many blocks.
    pub range: Option<Kept>,
    /// Share of values outside the range, 0 to 1.
    pub clipped: f64,
    /// Σe² over values inside the range.
    pub rounding_sse: f64,
    /// Σe² over clipped values.
    pub clipping_sse: f64,
}

/// A range out of the whole one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kept {
    /// What calibration `clip(LO,HI)` takes to give this range: symmetric around 0 or with 0 in it where the grid makes it so.
    pub lo: f32,
    /// Its upper end.
    pub hi: f32,
    /// Lower end as the grid holds it: values below are clipped.
    pub alpha: f32,
    /// Upper end as the grid holds it.
    pub beta: f32,
    /// Width of the range over that of the whole one.
    pub ratio: f64,
}

/// Where a calibrator lies on the curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// The calibrator.
    pub calibration: Calibration,
    /// What it chooses, and its error.
    pub point: Point,
}

/// A curve and where calibrators lie on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// The points, the most clipping first; the last one clips nothing that the grid reaches.
    pub points: Vec<Point>,
    /// The calibrators that were to be marked.
    pub marks: Vec<Mark>,
}

/// Fewest points of a curve.
pub const FEWEST_POINTS: usize = 3;
/// Values, or levels sought, that take some milliseconds.
pub(super) const STEP: usize = 1 << 20;
/// What it takes to find a level's cell and its sums, in values looked at.
const LEVEL_COST: usize = 64;

/// The curve of one scheme over the values of one block: all at once.
pub fn clipping_curve(
    level: Level,
    sorted: &Sorted,
    scheme: &Scheme,
    spacing: Spacing,
    points: usize,
) -> Vec<Point> {
    positions(scheme, sorted, spacing, points.max(FEWEST_POINTS))
        .map(|(at, calibration)| point(level, sorted, scheme, calibration, None, Some(at), spacing).0)
        .collect()
}

/// The calibrators that have a meaning for a scheme's format, in the order of [`Calibration::marked`]: the scheme with each of them.
pub fn marked(scheme: Scheme) -> impl Iterator<Item = Scheme> {
    let allowed = Calibration::marked().filter(move |&calibration| scheme.format.allows(calibration));
    allowed.map(move |calibration| Scheme { calibration, ..scheme })
}

/// A curve in the making.
#[derive(Debug)]
pub struct Sweep {
    scheme: Scheme,
    spacing: Spacing,
    count: usize,
    /// The calibrators to be marked, and the range of each where a fit has it.
    wanted: Vec<(Calibration, Option<(f32, f32)>)>,
    points: Vec<Point>,
    marks: Vec<Mark>,
}

impl Sweep {
    /// Nothing done yet, and nothing to be marked. `count` is brought to three at least.
    pub fn new(scheme: Scheme, spacing: Spacing, count: usize) -> Self {
        let (count, wanted) = (count.max(FEWEST_POINTS), Vec::new());
        Self { scheme, spacing, count, wanted, points: Vec::new(), marks: Vec::new() }
    }

    /// The same with a mark for each calibrator: the range that it chose for the values, or None to choose it now.
    pub fn marking(self, wanted: Vec<(Calibration, Option<(f32, f32)>)>) -> Self {
        Self { wanted, ..self }
    }

    /// The share of points and marks that is done, 0 to 1.
    pub fn progress(&self) -> f64 {
        let done = self.points.len() + self.marks.len();
        done as f64 / (self.count + self.wanted.len()) as f64
    }

    /// Goes on for some milliseconds: points first, then a mark a step. `sorted` holds the values of the whole tensor or of one
    /// block, the same in every step.
    pub fn step(&mut self, level: Level, sorted: &Sorted) -> Option<Curve> {
        if self.points.len() < self.count {
            let mut spent = 0;
            let next = positions(&self.scheme, sorted, self.spacing, self.count).skip(self.points.len());
            for (at, calibration) in next {
                let (point, cost) =
                    point(level, sorted, &self.scheme, calibration, None, Some(at), self.spacing);
                self.points.push(point);
                spent += cost;
                if spent >= STEP {
                    break;
                }
            }
        } else if let Some(&(calibration, range)) = self.wanted.get(self.marks.len()) {
            let (point, _) = point(level, sorted, &self.scheme, calibration, range, None, self.spacing);
            self.marks.push(Mark { calibration, point });
        }
        let done = self.points.len() == self.count && self.marks.len() == self.wanted.len();
        done.then(|| Curve {
            points: std::mem::take(&mut self.points),
            marks: std::mem::take(&mut self.marks),
        })
    }
}

/// Where the points lie, and the calibrations that give their ranges.
fn positions(
    scheme: &Scheme,
    sorted: &Sorted,
    spacing: Spacing,
    count: usize,
) -> impl Iterator<Item = (f64, Calibration)> {
    let whole = Whole::new(scheme, sorted);
    let least = match spacing {
        Spacing::Ratio => whole.ratio_that_clips_half(sorted),
        Spacing::Percentile => 0.0,
    };
    (0..count).map(move |i| match spacing {
        Spacing::Ratio => {
            let r = libm::pow(least, 1.0 - i as f64 / (count - 1) as f64);
            let (lo, hi) = whole.kept(r);
            (r, Calibration::clip(lo, hi))
        }
        Spacing::Percentile => {
            let p = percentile_at(i, count, sorted.values().len());
            (p, Calibration::percentile(p))
        }
    })
}

/// The `i`-th of `count` percentiles for `n` values: as near to 100 as half a value, and nearer than every percentile that is
/// marked, since between the two largest values percentiles are interpolated.
pub(super) fn percentile_at(i: usize, count: usize, n: usize) -> f64 {
    const FIRST: f64 = 50.0;
    const BEYOND_MARKS: f64 = 0.005;
    if i + 1 == count {
        return 100.0;
    }
    let last = (FIRST / n.max(1) as f64).min(BEYOND_MARKS);
    100.0 - FIRST * libm::pow(last / FIRST, i as f64 / (count - 2) as f64)
}

/// The range of `scheme` under `calibration`, chosen now unless it is known, and its error; how many values were looked at for
/// the error.
fn point(
    level: Level,
    sorted: &Sorted,
    scheme: &Scheme,
    calibration: Calibration,
    range: Option<(f32, f32)>,
    at: Option<f64>,
    spacing: Spacing,
) -> (Point, usize) {
    let scheme = Scheme { calibration, ..*scheme };
    let (lo, hi) = range.unwrap_or_else(|| range_of(level, sorted, &scheme));
    let quantizer = scheme.grid().over(lo, hi);
    let (parts, cost) = error_of(level, sorted, &quantizer);
    let Parts { clipped, rounding_sse, clipping_sse } = parts;
    let clipped = clipped as f64 / sorted.values().len().max(1) as f64;
    let (lo, hi) = scheme.grid().widened(lo, hi);
    let ratio = Whole::new(&scheme, sorted).ratio(lo, hi);
    let at = at.unwrap_or(match spacing {
        Spacing::Ratio => ratio,
        Spacing::Percentile => percentile_of(&scheme, clipped),
    });
    let (alpha, beta) = quantizer.range();
    let range = Kept { lo, hi, alpha, beta, ratio };
    (Point { at, range: Some(range), clipped, rounding_sse, clipping_sse }, cost)
}

/// The range that `scheme` chooses for a block.
pub(super) fn range_of(level: Level, sorted: &Sorted, scheme: &Scheme) -> (f32, f32) {
    let Choice { lo, hi, .. } = scheme.choose(&Block::of_sorted(level, sorted));
    (lo, hi)
}

/// The error of a grid; how many values were looked at for it.
pub(super) fn error_of(level: Level, sorted: &Sorted, quantizer: &Quantizer) -> (Parts, usize) {
    let n = sorted.values().len();
    let cost = LEVEL_COST * quantizer.len();
    // A pass over few values is sooner done than a search for each level.
    if let Some(parts) = (n > cost).then(|| sorted.parts(quantizer)).flatten() {
        return (parts, cost);
    }
    let mut measuring = Measuring::default();
    measuring.add(level, sorted.values(), quantizer);
    measuring.end_piece();
    let totals = measuring.totals();
    let (rounding_sse, clipping_sse) = (totals.rounding_sse, totals.clipping_sse);
    (Parts { clipped: totals.clipped, rounding_sse, clipping_sse }, n)
}

/// Where a calibration that clips a share of the values lies among percentiles: at its own, or at the one that clips as much,
/// on one side of |x| or on two of x.
pub(super) fn percentile_of(scheme: &Scheme, clipped: f64) -> f64 {
    match scheme.calibration.as_percentile() {
        Some(p) => p,
        _ if scheme.grid().is_mirrored() => 100.0 - 100.0 * clipped,
        _ => 100.0 - 50.0 * clipped,
    }
}

/// The range that clips nothing, and the point it shrinks to.
#[derive(Clone, Copy)]
struct Whole {
    lo: f64,
    hi: f64,
    center: f64,
}

impl Whole {
    fn new(scheme: &Scheme, sorted: &Sorted) -> Self {
        let grid = scheme.grid();
        let (min, max) = sorted.extrema();
        let (lo, hi) = grid.widened(min, max);
        let center = grid.center(|| sorted.mean());
        Self { lo: lo.into(), hi: hi.into(), center }
    }

    /// The part `r` of it, 0 to 1.
    fn kept(&self, r: f64) -> (f32, f32) {
        // So that 1 gives the very ends.
        let end = |end: f64| (self.center * (1.0 - r) + end * r) as f32;
        (end(self.lo), end(self.hi))
    }

    /// The width of a range over that of the whole one; 1 when that has none.
    fn ratio(&self, lo: f32, hi: f32) -> f64 {
        let width = f64::from(hi) - f64::from(lo);
        if self.hi > self.lo { width / (self.hi - self.lo) } else { 1.0 }
    }

    /// The ratio at which half of what an all but empty range clips is clipped, at most 1/2.
    fn ratio_that_clips_half(&self, sorted: &Sorted) -> f64 {
        let clipped = |exponent: f64| {
            let (lo, hi) = self.kept(libm::exp2(exponent));
            let (below, above) = sorted.outside(lo, hi);
            below + above
        };
        let (mut low, mut high) = (-64.0, -1.0);
        let half = clipped(low) / 2;
        for _ in 0..40 {
            let middle = (low + high) / 2.0;
            *(if clipped(middle) > half { &mut low } else { &mut high }) = middle;
        }
        libm::exp2(high)
    }
}
