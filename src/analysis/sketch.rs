//! A sketch: the shape of a distribution, small enough for an icon in a list.

use super::{Summary, View};
use crate::{
    Tensor,
    data::{DataError, Generator, generate},
    kernels::{Level, histogram},
    scheme::calibration::percentile,
};

/// How many values are drawn for a sketch.
const VALUES: u32 = 4096;
/// Percent of the values cut off at each end, or rare values would press all others into one bin.
const CUT: f64 = 0.25;

/// Counts over the central range, and whether anything lies far from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch {
    /// Values in each of equal bins between the 0.25th and the 99.75th percentile; over all values where these are equal.
    pub counts: Vec<u32>,
    /// Whether the smallest value lies farther below the range than half of its width.
    pub far_below: bool,
    /// Whether the largest value lies farther above the range than half of its width.
    pub far_above: bool,
}

impl Sketch {
    /// Sketches the beginning of what `generator` draws.
    ///
    /// # Errors
    /// When a field of `generator` is out of its range.
    pub fn of(generator: &Generator, bins: usize) -> Result<Self, DataError> {
        Ok(Self::new(Level::new(), &generate(&generator.beginning(VALUES))?, bins))
    }

    /// Sketches the finite values of `tensor` in `bins` bins; 0 bins are taken as 1.
    pub fn new(level: Level, tensor: &Tensor, bins: usize) -> Self {
        let mut values: Vec<f32> = tensor.values().iter().copied().filter(|x| x.is_finite()).collect();
        let (lo, hi) = (percentile(&mut values, CUT), percentile(&mut values, 100.0 - CUT));
        let summary = Summary::new(level, tensor);
        let whole = View::whole(&summary);
        let (lo, hi) = if lo < hi { (lo, hi) } else { (whole.lo(), whole.hi()) };
        let reach = (hi - lo) / 2.0;
        Self {
            counts: histogram(level, &values, lo, hi, bins.max(1)).bins,
            far_below: f64::from(summary.min) < lo - reach,
            far_above: f64::from(summary.max) > hi + reach,
        }
    }
}
