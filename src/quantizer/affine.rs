//! The affine map of one block: the scalar definition of quantization that every kernel is held to.

use crate::quantizer::Rounding;

/// The parameters of one block: `q = clamp(round(x / s) + z, q_min, q_max)`, `x̂ = (q - z) · s`.
///
/// All arithmetic is f32 (ONNX `QuantizeLinear`; Jacob et al. 2018, arXiv 1712.05877).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Params {
    /// Scale `s`: the distance between two levels, in the data's unit; finite and positive.
    pub scale: f32,
    /// Zero-point `z`: the code that decodes to 0.0.
    pub zero_point: ZeroPoint,
    /// Smallest code.
    pub q_min: i32,
    /// Largest code.
    pub q_max: i32,
    /// Range `[alpha, beta]` that calibration chose: values outside are clipped.
    pub alpha: f32,
    /// Upper end of the range.
    pub beta: f32,
    /// How `x / s` becomes a whole number.
    pub rounding: Rounding,
    /// How `x / s` is computed.
    pub division: Division,
}

/// The zero-point: the code that decodes to 0.0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ZeroPoint {
    /// A code, added after rounding: 0.0 is a level.
    Integer(i32),
    /// Any number, added before rounding: `q = round(x / s + z)`. 0.0 need not be a level.
    /// (PyTorch's `per_channel_affine_float_qparams`, HQQ.)
    Real(f32),
}

impl ZeroPoint {
    /// What is added before rounding, and what is added after it.
    #[inline(always)]
    pub fn parts(self) -> (f32, i32) {
        match self {
            Self::Integer(z) => (0.0, z),
            Self::Real(z) => (z, 0),
        }
    }

    /// As a number.
    pub fn value(self) -> f32 {
        match self {
            Self::Integer(z) => z as f32,
            Self::Real(z) => z,
        }
    }
}

/// How `x / s` is computed. The two differ by a rounding error, which moves values that lie at a tie.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Division {
    /// A true division (ONNX, NumPy).
    #[default]
    Exact,
    /// Multiplication by the f32 reciprocal `1 / s` (PyTorch).
    Reciprocal,
}

impl Division {
    /// `x / scale`.
    #[inline(always)]
    pub fn ratio(self, x: f32, scale: f32) -> f32 {
        match self {
            Self::Exact => x / scale,
            Self::Reciprocal => x * (1.0 / scale),
        }
    }
}

impl Params {
    /// `x / s`.
    #[inline(always)]
    pub fn ratio(&self, x: f32) -> f32 {
        self.division.ratio(x, self.scale)
    }

    /// `round(x / s) + z`: the code before it is clamped. `position` is that of the value in its block; stochastic
    /// rounding draws by it.
    #[inline(always)]
    pub fn unclamped(&self, x: f32, position: u32) -> f32 {
        let (before, after) = self.zero_point.parts();
        self.rounding.round(self.ratio(x) + before, position) + after as f32
    }

    /// The code of `x`. Infinities take the last code on their side; NaN takes the zero-point, or code 0 where that is
    /// no code.
    #[inline(always)]
    pub fn code(&self, x: f32, position: u32) -> i32 {
        let v = self.unclamped(x, position);
        if v.is_nan() {
            return self.zero_point.parts().1;
        }
        // As float comparisons, so that the conversion below is always in range.
        let (low, high) = (self.q_min as f32, self.q_max as f32);
        let v = if v < low { low } else { v };
        let v = if v > high { high } else { v };
        v as i32
    }

    /// The level that code `q` decodes to.
    #[inline(always)]
    pub fn decode(&self, q: i32) -> f32 {
        let (before, after) = self.zero_point.parts();
        ((q - after) as f32 - before) * self.scale
    }

    /// Whether `x` lies outside the range and is clipped.
    #[inline(always)]
    pub fn clips(&self, x: f32) -> bool {
        x < self.alpha || x > self.beta
    }
}
