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

mod blocks;
pub mod calibration;
mod fit;
mod format;
mod granularity;
mod instead;
mod scales;
mod upper;
pub mod words;

pub use blocks::{Batch, BlockMap, Blocks, Extent, ListError};
pub use calibration::Calibration;
pub use fit::{Fit, Fitting, Ranges, is_stored};
#[cfg(test)]
pub(crate) use format::Even;
pub use format::{
    AffineGrid, CODEBOOKS, Codes, Format, Grid, HugeScale, Least, Placement, StoredKind, Symmetry, TableGrid,
    TinyScale, Zero, codebook, ggml,
};
pub use granularity::Granularity;
pub use scales::{Above, Arithmetic, BlockScale, DYNAMIC, Nest, Nesting, Rule, Scales, mean_of};
pub use words::SchemeError;

use crate::{
    kernels::Level,
    quantizer::{Quantizer, Rounding},
};
use calibration::{Block, Choice};

/// How a tensor is quantized: what codes mean, which values share a scale, how the range is chosen, how values are rounded
/// and how scales are stored. The default is `int8`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scheme {
    /// What codes mean.
    pub format: Format,
    /// Which values share one scale.
    pub granularity: Granularity,
    /// How the range of a block is chosen.
    pub calibration: Calibration,
    /// How `x / s` becomes a code.
    pub rounding: Rounding,
    /// How a scale is stored.
    pub scales: Scales,
}

impl PartialEq for Scheme {
    // A call: schemes are keys of whatever is kept, and each place that compares them would have a copy.
    #[inline(never)]
    fn eq(&self, other: &Self) -> bool {
        let Self { format, granularity, calibration, rounding, scales } = *self;
        format == other.format
            && granularity == other.granularity
            && calibration == other.calibration
            && rounding == other.rounding
            && scales == other.scales
    }
}

impl Scheme {
    /// The quantizer of a block of finite values, the `index`-th of its tensor and no short one.
    ///
    /// Total: a block that is empty, all zero, subnormal or huge has a grid of finite levels.
    pub fn calibrate(&self, index: usize, block: &Block) -> Quantizer {
        let Choice { lo, hi, .. } = self.choose(block);
        self.over(index, lo, hi)
    }

    /// The quantizer of the `index`-th block, no short one, for a range that calibration chose.
    pub fn over(&self, index: usize, lo: f32, hi: f32) -> Quantizer {
        self.place(self.grid(), index, false).over(lo, hi)
    }

    /// The range that calibration chooses for a block of finite values.
    pub fn choose(&self, block: &Block) -> Choice {
        self.calibration.choose(self.format.bits(), &self.grid(), block)
    }

    /// Calls `add` with what calibration chooses for each block of a batch, in order.
    pub(crate) fn choose_each(&self, level: Level, batch: &Batch, add: impl FnMut(Choice)) {
        self.calibration.choose_each(self.format.bits(), &self.grid(), level, batch, add);
    }

    /// From a range to a grid.
    pub fn grid(&self) -> Grid {
        self.format.grid(self.scales, self.rounding)
    }

    /// The grid of one block.
    fn place(&self, grid: Grid, index: usize, short: bool) -> Grid {
        let grid = grid.of_block(index);
        if short { grid.of_short_block() } else { grid }
    }

    /// The scheme with the other symmetry, its usual codes and zero-point; None for a format that has one symmetry only, as MXINT8.
    pub fn other_symmetry(&self) -> Option<Self> {
        if matches!(self.scales, Scales::E8m0(_)) {
            return None;
        }
        self.format.other_symmetry().map(|format| Self { format, ..*self })
    }

    /// Bits stored for each block beside its codes: the scale, and the zero-point where the format has one.
    pub fn bits_per_block(&self) -> u64 {
        u64::from(self.scales.bits() + self.format.zero_point_bits(self.scales))
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
                (parsed.bits_per_block(), parsed.format.divisor(), parsed.format.level_count()),
                (bits, divisor, codes),
                "{scheme}"
            );
        }
    }

    #[test]
    fn each_block_rounds_by_a_stream_of_its_own() {
        let scheme: Scheme = "int4:stochastic(9)".parse().unwrap();
        let rounding = |index| scheme.over(index, -1.0, 1.0).affine().unwrap().rounding;
        assert_eq!(rounding(4), scheme.rounding.of_block(4));
        assert_ne!(rounding(4), rounding(5));
    }
}
