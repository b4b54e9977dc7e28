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

use crate::{
    Quantized, Scheme, Tensor,
    kernels::Level,
    params::{Params, ZeroPoint},
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
    /// When the scheme has blocks, be it that this tensor has one only, or a real zero-point.
    pub fn new(level: Level, tensor: &Tensor, scheme: &Scheme) -> Result<Self, IntegerError> {
        if scheme.granularity != Granularity::Tensor {
            return Err(IntegerError::Blocks { scheme: scheme.to_string() });
        }
        let Quantized { bytes, params } = Quantized::new(level, tensor, scheme);
        match params[..] {
            [params @ Params { zero_point: ZeroPoint::Integer(zero), .. }] => {
                Ok(Self { bytes, params, zero })
            }
            _ => Err(IntegerError::RealZero { scheme: scheme.to_string() }),
        }
    }

    /// Quantizes `tensor`, a part of a larger one, by the parameters `scheme` has for the whole. What is rounded by chance is
    /// rounded by the place in the part.
    ///
    /// # Errors
    /// When the scheme has a real zero-point.
    pub fn part(tensor: &Tensor, scheme: &Scheme, params: Params) -> Result<Self, IntegerError> {
        let ZeroPoint::Integer(zero) = params.zero_point else {
            return Err(IntegerError::RealZero { scheme: scheme.to_string() });
        };
        let bytes = (0..).zip(tensor.values()).map(|(i, &x)| params.code(x, i) as u8).collect();
        Ok(Self { bytes, params, zero })
    }

    /// Whether the bytes are in two's complement.
    pub fn signed(&self) -> bool {
        self.params.q_min < 0
    }

    /// The codes as integers.
    pub fn codes(&self) -> impl Iterator<Item = i16> {
        let signed = self.signed();
        self.bytes.iter().map(move |&byte| if signed { i16::from(byte as i8) } else { i16::from(byte) })
    }
}

/// What an integer sum of products of codes, less their zero-points, stands for: the scales are multiplied in at last, in f64.
fn scaled(sum: i32, a: &Params, w: &Params) -> f64 {
    f64::from(sum) * (f64::from(a.scale) * f64::from(w.scale))
}
