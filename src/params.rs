//! The affine map of one block: the scalar definition of quantization that every kernel is held to.

/// The parameters of one block: `q = clamp(round(x / s) + z, q_min, q_max)`, `x̂ = (q - z) · s`.
///
/// All arithmetic is f32 with true division and ties to even
/// (ONNX `QuantizeLinear`; Jacob et al. 2018, arXiv 1712.05877).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Params {
    /// Scale `s`: the distance between two levels, in the data's unit; finite and positive.
    pub scale: f32,
    /// Zero-point `z`: the code that decodes to 0.0.
    pub zero_point: i32,
    /// Smallest code.
    pub q_min: i32,
    /// Largest code.
    pub q_max: i32,
    /// Range `[alpha, beta]` that calibration chose: values outside are clipped.
    pub alpha: f32,
    /// Upper end of the range.
    pub beta: f32,
}

impl Params {
    /// `round(x / s) + z`: the code before it is clamped.
    #[inline(always)]
    pub fn unclamped(&self, x: f32) -> f32 {
        (x / self.scale).round_ties_even() + self.zero_point as f32
    }

    /// The code of `x`. Infinities take the last code on their side, NaN takes the zero-point.
    #[inline(always)]
    pub fn code(&self, x: f32) -> i32 {
        let v = self.unclamped(x);
        if v.is_nan() {
            return self.zero_point;
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
        (q - self.zero_point) as f32 * self.scale
    }

    /// Whether `x` lies outside the range and is clipped.
    #[inline(always)]
    pub fn clips(&self, x: f32) -> bool {
        x < self.alpha || x > self.beta
    }

    /// The grid: the level of every code from `q_min` to `q_max`, ascending.
    pub fn levels(&self) -> Vec<f32> {
        (self.q_min..=self.q_max).map(|q| self.decode(q)).collect()
    }
}
