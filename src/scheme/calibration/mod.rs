//! Calibration: choosing a block's range. One file a calibrator.

mod percentile;

use crate::kernels::{Level, abs_max, min_max};

/// How the range of a block is chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum Calibration {
    /// The range holds every value: nothing is clipped.
    #[default]
    Max,
    /// Symmetric: the P-th percentile of |x|. Asymmetric: the (100 - P)-th and the P-th of x. P in percent.
    Percentile(f64),
    /// This range, for every block, whatever its values.
    Clip {
        /// Lower limit.
        lo: f32,
        /// Upper limit.
        hi: f32,
    },
}

impl Calibration {
    /// Symmetric range: the magnitude `amax` of `[-amax, amax]`, not negative.
    pub(super) fn magnitude(self, level: Level, block: &[f32]) -> f32 {
        match self {
            Self::Max => abs_max(level, block),
            Self::Percentile(p) => percentile::of_magnitude(block, p),
            Self::Clip { lo, hi } => lo.abs().max(hi.abs()),
        }
    }

    /// Asymmetric range `(lo, hi)`, not yet widened to contain 0.
    pub(super) fn range(self, level: Level, block: &[f32]) -> (f32, f32) {
        match self {
            Self::Max => min_max(level, block),
            Self::Percentile(p) => percentile::both_ends(block, p),
            Self::Clip { lo, hi } => (lo, hi),
        }
    }
}
