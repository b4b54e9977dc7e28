//! A block as calibrators see it.

use std::{cell::OnceCell, ops::Deref};

use super::{Choice, Finding, Remark};
use crate::{
    kernels::{Level, abs_max, min_max},
    scheme::{Grid, Placement},
    sorted::Sorted,
};

/// The finite values of a block, and what is learnt of them: each thing once.
#[derive(Debug)]
pub struct Block<'a> {
    level: Level,
    values: &'a [f32],
    sorted: OnceCell<View<'a>>,
}

/// A sorted view, kept by someone else or made here.
#[derive(Debug)]
enum View<'a> {
    Kept(&'a Sorted),
    Made(Sorted),
}

impl Deref for View<'_> {
    type Target = Sorted;

    fn deref(&self) -> &Sorted {
        match self {
            Self::Kept(sorted) => sorted,
            Self::Made(sorted) => sorted,
        }
    }
}

impl<'a> Block<'a> {
    /// A block of finite `values`.
    pub fn new(level: Level, values: &'a [f32]) -> Self {
        Self { level, values, sorted: OnceCell::new() }
    }

    /// A block whose sorted view is there already.
    pub fn with_sorted(level: Level, values: &'a [f32], sorted: &'a Sorted) -> Self {
        Self { level, values, sorted: OnceCell::from(View::Kept(sorted)) }
    }

    /// The values.
    pub fn values(&self) -> &'a [f32] {
        self.values
    }

    /// The values in order.
    pub(super) fn sorted(&self) -> &Sorted {
        self.sorted.get_or_init(|| View::Made(Sorted::new(self.values)))
    }

    /// The values in order, if that is known without sorting.
    pub(super) fn known_sorted(&self) -> Option<&Sorted> {
        self.sorted.get().map(Deref::deref)
    }

    /// Smallest and largest value; zeros for an empty block.
    pub(super) fn extrema(&self) -> (f32, f32) {
        min_max(self.level, self.values)
    }

    /// Largest magnitude.
    pub(super) fn abs_max(&self) -> f32 {
        abs_max(self.level, self.values)
    }

    /// The mean of `f` over the values, in f64; 0 for an empty block.
    pub(super) fn mean(&self, f: impl Fn(f64) -> f64) -> f64 {
        self.values.iter().map(|&x| f(f64::from(x))).sum::<f64>() / self.values.len().max(1) as f64
    }

    /// Root of the mean squared distance from `center`, over n.
    pub(super) fn deviation(&self, center: f64) -> f64 {
        self.mean(|x| (x - center) * (x - center)).sqrt()
    }

    /// Whether the grid will use the range on one side of 0 only.
    fn one_sided(&self, grid: &Grid) -> bool {
        let (min, max) = self.extrema();
        grid.placement == Placement::Integer && (min >= 0.0 || max <= 0.0)
    }

    /// The point a threshold is measured from, and the bits of a grid around it. A symmetric grid lies around 0, and so does an
    /// asymmetric one on one-sided data, of which it covers half with all its codes: one bit more. Elsewhere it is the mean.
    pub(super) fn center(&self, bits: u32, grid: &Grid) -> (f64, u32) {
        match grid.placement {
            Placement::Fixed { .. } => (0.0, bits),
            _ if self.one_sided(grid) => (0.0, bits + 1),
            _ => (self.mean(|x| x), bits),
        }
    }

    /// The range `center ± threshold` where it clips, and the ends of the data where it does not.
    pub(super) fn within(&self, center: f64, threshold: f64, grid: &Grid, finding: Finding) -> Choice {
        let (min, max) = self.extrema();
        if grid.is_symmetric() {
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
