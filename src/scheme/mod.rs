//! The scheme: how a tensor is quantized, and its notation.
//!
//! ```
//! use quantscope::{Scheme, scheme::Granularity};
//!
//! let scheme: Scheme = "int4:asym:p99.9:g64".parse()?;
//! assert_eq!(scheme.granularity, Granularity::Group(64));
//! assert_eq!(scheme.to_string(), "int4:asym:g64:p99.9"); // printing is canonical
//! # Ok::<(), quantscope::scheme::SchemeError>(())
//! ```

mod calibration;
mod format;
mod granularity;
mod notation;

pub use calibration::Calibration;
pub use format::{Codes, Symmetry};
pub use granularity::{Blocks, Extent, Granularity};
pub use notation::SchemeError;

use crate::{kernels::Level, params::Params};

/// How a tensor is quantized: which codes, which values share a scale, and how the range is chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scheme {
    /// Bits of a code, 2 to 8.
    pub bits: u32,
    /// Symmetric with its codes, or asymmetric.
    pub symmetry: Symmetry,
    /// Which values share one scale.
    pub granularity: Granularity,
    /// How the range of a block is chosen.
    pub calibration: Calibration,
}

impl Scheme {
    /// The parameters of one block of finite values: calibrate, then lay the grid over the range.
    ///
    /// Total: a block that is empty, all zero, subnormal or huge has finite parameters with a positive scale.
    pub fn params(&self, level: Level, block: &[f32]) -> Params {
        match self.symmetry {
            Symmetry::Symmetric(codes) => {
                format::symmetric(self.bits, codes, self.calibration.magnitude(level, block))
            }
            Symmetry::Asymmetric => {
                let (lo, hi) = self.calibration.range(level, block);
                format::asymmetric(self.bits, lo, hi)
            }
        }
    }

    /// Bits stored for each block beside its codes: a 32-bit scale, and a zero-point of a code's width.
    pub fn bits_per_block(&self) -> u64 {
        let zero_point = match self.symmetry {
            Symmetry::Symmetric(_) => 0,
            Symmetry::Asymmetric => u64::from(self.bits),
        };
        32 + zero_point
    }

    /// What the width of the range is divided by to give the scale: max|x| for symmetric schemes, `beta - alpha` for
    /// asymmetric ones.
    pub fn divisor(&self) -> f32 {
        format::divisor(self.bits, self.symmetry)
    }

    /// How many codes the format has: `2^b`, one less for narrow symmetric codes.
    pub fn code_count(&self) -> u32 {
        let narrow = self.symmetry == Symmetry::Symmetric(Codes::Narrow);
        (1 << self.bits) - u32::from(narrow)
    }
}
