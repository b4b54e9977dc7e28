//! The curve of error against the percentile for a scheme with many blocks: each has a range of its own at every percentile.
//!
//! ```text
//! for each block:  sort once;  for each point's P:  the block's range, and its error;  add up
//!                              for each mark:       the error of its fit's quantizer;  add up
//! ```

use std::rc::Rc;

use super::curve::{
    Curve, FEWEST_POINTS, Mark, Point, STEP, error_of, percentile_at, percentile_of, range_of,
};
use crate::{
    Scheme, Tensor,
    kernels::Level,
    quantizer::Quantizer,
    scheme::{Blocks, Calibration, Fit},
    sorted::{Parts, Sorted},
};

/// A curve by percentile over all blocks, in the making.
#[derive(Debug)]
pub struct BlockSweep {
    scheme: Scheme,
    count: usize,
    /// The calibrators to be marked: the grids that each chose.
    fits: Vec<Rc<Fit>>,
    /// The next block.
    next: usize,
    /// Points, then marks: their calibration and error so far.
    parts: Vec<(Calibration, Parts)>,
    values: usize,
}

impl BlockSweep {
    /// Nothing done yet. `count` points, brought to three at least, and a mark for each of `fits`, which are those of the scheme
    /// with other calibrations.
    pub fn new(scheme: Scheme, count: usize, fits: Vec<Rc<Fit>>) -> Self {
        let count = count.max(FEWEST_POINTS);
        Self { scheme, count, fits, next: 0, parts: Vec::new(), values: 0 }
    }

    /// The share of the blocks that is done, 0 to 1.
    pub fn progress(&self, tensor: &Tensor) -> f64 {
        self.next as f64 / Blocks::new(tensor, self.scheme.granularity).count() as f64
    }

    /// Goes on with as many blocks as take some milliseconds, at least one; the curve when it was the last. A point has the error
    /// of the scheme with calibration `pP`, summed over its blocks, and no range.
    pub fn step(&mut self, level: Level, tensor: &Tensor) -> Option<Curve> {
        let blocks = Blocks::new(tensor, self.scheme.granularity);
        let each = tensor.values().len() / blocks.count();
        if self.parts.is_empty() {
            let percentiles =
                (0..self.count).map(|i| Calibration::percentile(percentile_at(i, self.count, each)));
            let marks = self.fits.iter().map(|fit| fit.scheme().calibration);
            self.parts =
                percentiles.chain(marks).map(|calibration| (calibration, Parts::default())).collect();
        }
        let cost = each.max(1) * self.parts.len();
        let end = blocks.count().min(self.next + (STEP / cost).max(1));
        blocks.for_each_in(self.next..end, |index, values| self.add(level, index, &Sorted::new(values)));
        self.next = end;
        (end == blocks.count()).then(|| self.curve())
    }

    fn add(&mut self, level: Level, index: usize, sorted: &Sorted) {
        let (points, marks) = self.parts.split_at_mut(self.count);
        let grid = self.scheme.grid();
        let add = |sum: &mut Parts, quantizer: &Quantizer| {
            let (parts, _) = error_of(level, sorted, quantizer);
            sum.clipped += parts.clipped;
            sum.rounding_sse += parts.rounding_sse;
            sum.clipping_sse += parts.clipping_sse;
        };
        for (calibration, sum) in points {
            let scheme = Scheme { calibration: *calibration, ..self.scheme };
            let (lo, hi) = range_of(level, sorted, &scheme);
            add(sum, &grid.over(lo, hi));
        }
        for ((_, sum), fit) in marks.iter_mut().zip(&self.fits) {
            add(sum, &fit.quantizer(index));
        }
        self.values += sorted.values().len();
    }

    fn curve(&self) -> Curve {
        let point = |&(calibration, parts): &(Calibration, Parts)| {
            let Parts { clipped, rounding_sse, clipping_sse } = parts;
            let clipped = clipped as f64 / self.values.max(1) as f64;
            let at = percentile_of(&Scheme { calibration, ..self.scheme }, clipped);
            Point { at, range: None, clipped, rounding_sse, clipping_sse }
        };
        let (points, marks) = self.parts.split_at(self.count);
        Curve {
            points: points.iter().map(point).collect(),
            marks: marks.iter().map(|mark| Mark { calibration: mark.0, point: point(mark) }).collect(),
        }
    }
}
