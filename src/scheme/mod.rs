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

pub mod calibration;
mod format;
mod granularity;
mod grid;
mod notation;
mod scales;

pub use calibration::Calibration;
pub use format::{Codes, Symmetry, Zero};
pub use granularity::{Blocks, Extent, Granularity};
pub use grid::{Grid, Placement, TinyScale};
pub use notation::SchemeError;
pub use scales::Scales;

use crate::{
    params::{Division, Params},
    rounding::Rounding,
};
use calibration::{Block, Choice, Finding, Remark};

/// How a tensor is quantized: which codes, which values share a scale, how the range is chosen, how values are rounded
/// and how scales are stored.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scheme {
    /// Bits of a code, 2 to 8.
    pub bits: u32,
    /// Symmetric with its codes, or asymmetric with its kind of zero-point.
    pub symmetry: Symmetry,
    /// Which values share one scale.
    pub granularity: Granularity,
    /// How the range of a block is chosen.
    pub calibration: Calibration,
    /// How `x / s` becomes a code.
    pub rounding: Rounding,
    /// How a scale is stored.
    pub scales: Scales,
}

/// What calibration made of a block.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Calibrated {
    /// The block's grid.
    pub params: Params,
    /// What the calibrator found on the way.
    pub finding: Finding,
    /// What a person should know about its choice.
    pub remark: Option<Remark>,
}

impl Scheme {
    /// The parameters of a block of finite values, the `index`-th of its tensor: calibrate, then lay the grid over the range.
    ///
    /// Total: a block that is empty, all zero, subnormal or huge has finite parameters with a positive scale.
    pub fn calibrate(&self, index: usize, block: &Block) -> Calibrated {
        let Choice { lo, hi, finding, remark } = self.choose(block);
        Calibrated { params: self.over(index, lo, hi), finding, remark }
    }

    /// The parameters of the `index`-th block for a range that calibration chose.
    pub fn over(&self, index: usize, lo: f32, hi: f32) -> Params {
        Grid { rounding: self.rounding.of_block(index), ..self.grid() }.over(lo, hi)
    }

    /// The range calibration chooses for a block of finite values.
    pub fn choose(&self, block: &Block) -> Choice {
        self.calibration.choose(self.bits, &self.grid(), block)
    }

    /// From a range to a grid, as this project does it: true division, and a scale of zero becomes 1.
    pub fn grid(&self) -> Grid {
        let (q_min, q_max) = self.symmetry.codes(self.bits);
        Grid {
            q_min,
            q_max,
            placement: match self.symmetry {
                Symmetry::Symmetric(_) => {
                    Placement::Fixed { zero_point: 0, divisor: self.symmetry.divisor(self.bits) }
                }
                Symmetry::Asymmetric(Zero::Integer) => Placement::Integer,
                Symmetry::Asymmetric(Zero::Real) => Placement::Real,
            },
            tiny_scale: TinyScale::One { up_to: 0.0 },
            scales: self.scales,
            rounding: self.rounding,
            division: Division::Exact,
        }
    }

    /// Bits stored for each block beside its codes: the scale, and the zero-point of an asymmetric scheme, which takes the
    /// width of a code when it is one.
    pub fn bits_per_block(&self) -> u64 {
        let zero_point = match self.symmetry {
            Symmetry::Symmetric(_) => 0,
            Symmetry::Asymmetric(Zero::Integer) => self.bits,
            Symmetry::Asymmetric(Zero::Real) => self.scales.zero_point_bits(),
        };
        u64::from(self.scales.bits() + zero_point)
    }

    /// What the width of the range is divided by to give the scale: max|x| for symmetric schemes, `beta - alpha` for
    /// asymmetric ones.
    pub fn divisor(&self) -> f32 {
        self.symmetry.divisor(self.bits)
    }

    /// How many codes the format has: `2^b`, one less for narrow symmetric codes.
    pub fn code_count(&self) -> u32 {
        let (q_min, q_max) = self.symmetry.codes(self.bits);
        q_max.abs_diff(q_min) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_for_each_block() {
        for (scheme, bits, divisor, codes) in [
            ("int4", 32, 7.0, 15),
            ("int4:wide", 32, 7.0, 16),
            ("int4:full", 32, 7.5, 16),
            ("int2:s16", 16, 1.0, 3),
            ("int8:sbf16", 16, 127.0, 255),
            ("int8:spow2", 8, 127.0, 255),
            ("int4:asym", 32 + 4, 15.0, 16),
            ("int3:asym:spow2", 8 + 3, 7.0, 8),
            ("int4:asym:zfloat", 32 + 32, 15.0, 16),
            ("int4:asym:s16:zfloat", 16 + 16, 15.0, 16),
            ("int4:asym:sbf16:zfloat", 16 + 16, 15.0, 16),
            ("int4:asym:spow2:zfloat", 8 + 32, 15.0, 16),
        ] {
            let parsed: Scheme = scheme.parse().unwrap();
            assert_eq!(
                (parsed.bits_per_block(), parsed.divisor(), parsed.code_count()),
                (bits, divisor, codes),
                "{scheme}"
            );
        }
    }

    #[test]
    fn each_block_rounds_by_a_stream_of_its_own() {
        let scheme: Scheme = "int4:stochastic(9)".parse().unwrap();
        let rounding = |index| {
            scheme.calibrate(index, &Block::new(crate::kernels::Level::new(), &[1.0])).params.rounding
        };
        assert_eq!(rounding(4), scheme.rounding.of_block(4));
        assert_ne!(rounding(4), rounding(5));
    }
}
