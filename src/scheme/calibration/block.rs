//! A block as calibrators see it.

use std::cell::OnceCell;

use super::{Choice, Finding, Remark};
use crate::{
    kernels::{Level, abs_max, min_max},
    scheme::Grid,
    sorted::Sorted,
};

/// The finite values of a block, and what is learnt of them: each thing once.
#[derive(Debug)]
pub struct Block<'a> {
    level: Level,
    values: &'a [f32],
    /// A sorted view kept by someone else, from which all else follows without a look at the values.
    kept: Option<&'a Sorted>,
    made: OnceCell<Sorted>,
}

impl<'a> Block<'a> {
    /// A block of finite `values`.
    pub fn new(level: Level, values: &'a [f32]) -> Self {
        Self { level, values, kept: None, made: OnceCell::new() }
    }

    /// The block of all values of a sorted view.
    pub fn of_sorted(level: Level, sorted: &'a Sorted) -> Self {
        Self { level, values: sorted.values(), kept: Some(sorted), made: OnceCell::new() }
    }

    /// The values, in any order.
    pub fn values(&self) -> &'a [f32] {
        self.values
    }

    /// The vectors of this machine.
    pub(super) fn level(&self) -> Level {
        self.level
    }

    /// The values in order.
    pub(super) fn sorted(&self) -> &Sorted {
        self.kept.unwrap_or_else(|| self.made.get_or_init(|| Sorted::new(self.values)))
    }

    /// The values in order, if that is known without sorting.
    pub(super) fn known_sorted(&self) -> Option<&Sorted> {
        self.kept.or_else(|| self.made.get())
    }

    /// Smallest and largest value; zeros for an empty block.
    pub fn extrema(&self) -> (f32, f32) {
        self.kept.map_or_else(|| min_max(self.level, self.values), Sorted::extrema)
    }

    /// Largest magnitude.
    pub(super) fn abs_max(&self) -> f32 {
        self.kept.map_or_else(|| abs_max(self.level, self.values), Sorted::abs_max)
    }

    /// The mean, in f64; 0 for an empty block.
    pub(super) fn mean(&self) -> f64 {
        self.kept.map_or_else(|| self.mean_of(|x| x), Sorted::mean)
    }

    /// The mean distance from `center`.
    pub(super) fn mean_distance(&self, center: f64) -> f64 {
        match self.kept {
            Some(sorted) => sorted.mean_distance(center),
            None => self.mean_of(|x| (x - center).abs()),
        }
    }

    /// Root of the mean squared distance from `center`, over n.
    pub(super) fn deviation(&self, center: f64) -> f64 {
        let square = match self.kept {
            Some(sorted) => sorted.mean_square(center),
            None => self.mean_of(|x| (x - center) * (x - center)),
        };
        square.sqrt()
    }

    fn mean_of(&self, f: impl Fn(f64) -> f64) -> f64 {
        self.values.iter().map(|&x| f(f64::from(x))).sum::<f64>() / self.values.len().max(1) as f64
    }

    /// The point a threshold is measured from, and the bits of a grid around it.
    pub(super) fn center(&self, bits: u32, grid: &Grid) -> (f64, u32) {
        grid.noise_model(self.extrema(), bits, || self.mean())
    }

    /// The range `center ± threshold` where it clips, and the ends of the data where it does not.
    pub(super) fn within(&self, center: f64, threshold: f64, grid: &Grid, finding: Finding) -> Choice {
        let (min, max) = self.extrema();
        if grid.is_mirrored() {
            let (amax, most) = (self.abs_max(), (center.abs() + threshold) as f32);
            let remark = (most >= amax).then_some(Remark::BeyondMax);
            let amax = amax.min(most);
            return Choice { lo: -amax, hi: amax, finding, remark };
        }
        let (lo, hi) = ((center - threshold) as f32, (center + threshold) as f32);
        let remark = (lo <= min && hi >= max).then_some(Remark::BeyondMax);
        Choice { lo: lo.max(min), hi: hi.min(max), finding, remark }
    }

    /// The whole range of a block that gives a calibrator nothing to go by.
    pub(super) fn whole(&self, finding: Finding) -> Choice {
        let (lo, hi) = self.extrema();
        Choice { lo, hi, finding, remark: Some(Remark::NoSpread) }
    }
}
