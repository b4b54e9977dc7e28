//! What a fit knows of scales above those of its blocks.

use super::Fit;
use crate::scheme::{Arithmetic, scales::e4m3::tensor_scale};

impl Fit {
    /// The tensor's scale over those of its blocks, where scales are stored on two levels.
    pub fn outer(&self) -> Option<f32> {
        self.largest().map(|largest| tensor_scale(Arithmetic::Own, largest, self.scheme.format.divisor()))
    }

    /// The largest range of a block, from which the scale of the tensor follows; None where scales are stored on one level.
    pub fn largest(&self) -> Option<f32> {
        self.upper.largest()
    }

    /// The mean of nested scales.
    pub fn mean_scale(&self) -> Option<f32> {
        self.upper.mean()
    }
}
