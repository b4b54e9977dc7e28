//! Integer arithmetic: what a network's layer computes from codes alone, and what zero-points cost it.

mod bias;
mod convolution;
mod pictures;
mod products;
mod schemes;
mod section;
mod timing;

pub use bias::{Bias, Stored, biases};
pub use convolution::{Convolution, Deviation, Integers, LARGEST_IMAGE, Padding};
pub use pictures::{FILTERS, filter, scene};
pub use products::{MOST_CODES, Products, Size, Terms, Variant};
pub use schemes::{Schemes, Substitution, Usable};
pub use section::Section;
pub use timing::{Spread, Timed, timed};

use super::quantized::codes;
use crate::{
    Quantized, Scheme, Tensor,
    kernels::Level,
    quantizer::{Params, Quantizer, ZeroPoint},
    scheme::Granularity,
    sentence::sentences,
};

sentences! {
    /// Why something cannot be computed in integers.
    pub enum IntegerError {
        /// Products of codes with different scales cannot be added up.
        Blocks { scheme: String } = "error.integers.blocks",
            "“{scheme}” uses many scales, but integers can be added only under one scale: remove row, col or gN";
        /// There is no code to subtract or to pad with.
        RealZero { scheme: String } = "error.integers.real_zero",
            "“{scheme}” has a real zero-point, but integer arithmetic needs one that is a code: remove zfloat";
        /// It is no integer format.
        Format { scheme: String } = "error.integers.format",
            "“{scheme}” is no integer format; accepted: int2 to int8";
        /// The image is too large.
        Image { rows: usize, columns: usize, limit: usize } = "error.integers.image",
            "the image has {rows} × {columns} values; the limit is {limit} × {limit}";
        /// The filter is no window of three by three.
        Filter { rows: usize, columns: usize } = "error.integers.filter",
            "the filter has {rows} × {columns} values; accepted: 3 × 3";
        /// A matrix is empty or too large.
        Size { m: usize, k: usize, n: usize, limit: usize } = "error.integers.size",
            "{m} × {k} by {k} × {n}: each matrix must have 1 to {limit} values";
        /// Sums of so many products need not fit.
        Depth { k: usize, limit: usize } = "error.integers.depth",
            "a sum of k = {k} products of 8-bit codes may not fit in 32 bits; the limit is k = {limit}";
    }
}

/// A tensor of codes under one scale and a zero-point that is one of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Coded {
    /// The codes, as [`Quantized`] has them.
    pub bytes: Vec<u8>,
    /// What they mean.
    pub params: Params,
    /// The zero-point.
    pub zero: i32,
}

impl Coded {
    /// Quantizes `tensor`.
    ///
    /// # Errors
    /// When the scheme has blocks, even if this tensor yields only one, or no integer codes, or a real zero-point.
    pub fn new(level: Level, tensor: &Tensor, scheme: &Scheme) -> Result<Self, IntegerError> {
        if scheme.granularity != Granularity::Tensor {
            return Err(IntegerError::Blocks { scheme: scheme.to_string() });
        }
        let Quantized { bytes, fit } = Quantized::new(level, tensor, scheme);
        let (params, zero) = integers(fit.quantizer(0), scheme)?;
        Ok(Self { bytes, params, zero })
    }

    /// Quantizes `tensor`, a part of a larger one, by the quantizer that `scheme` has for the whole. Stochastic rounding draws by
    /// the place in the part.
    ///
    /// # Errors
    /// When the scheme has no integer codes or a real zero-point.
    pub fn part(tensor: &Tensor, scheme: &Scheme, quantizer: Quantizer) -> Result<Self, IntegerError> {
        let (params, zero) = integers(quantizer, scheme)?;
        let bytes = (0..).zip(tensor.values()).map(|(i, &x)| params.code(x, i) as u8).collect();
        Ok(Self { bytes, params, zero })
    }

    /// Whether the bytes are in two's complement.
    pub fn signed(&self) -> bool {
        self.params.q_min < 0
    }

    /// The codes as integers.
    pub fn codes(&self) -> impl Iterator<Item = i16> {
        codes(&self.bytes, self.signed())
    }
}

/// The integer arithmetic of a block and its zero-point.
fn integers(quantizer: Quantizer, scheme: &Scheme) -> Result<(Params, i32), IntegerError> {
    match quantizer {
        Quantizer::Affine(params @ Params { zero_point: ZeroPoint::Integer(zero), .. }) => Ok((params, zero)),
        Quantizer::Affine(_) => Err(IntegerError::RealZero { scheme: scheme.to_string() }),
        Quantizer::Table(_) | Quantizer::Offset(_) => {
            Err(IntegerError::Format { scheme: scheme.to_string() })
        }
    }
}

/// What an integer sum of products of codes, less their zero-points, stands for: the scales are multiplied in at last, in f64.
fn scaled(sum: i32, a: &Params, w: &Params) -> f64 {
    f64::from(sum) * (f64::from(a.scale) * f64::from(w.scale))
}
