//! A number as a power of two in eight bits: E8M0 of the OCP Microscaling Formats v1.0, as libraries cast to it.
//!
//! ```text
//! value   = 2^(code - 127);   the code 255 is NaN
//! code    = the nearest power, of two that are equally near the larger one; below 2^-126 a power with more than 2^-127 is 2^-126
//! ```
//! How the scale of a block becomes such a power is a rule of MX formats (`scheme/scales/e8m0.rs`); this is the cast of a single number.

use super::float::power_of_two;

/// The code of NaN.
const NAN: u8 = 255;
/// Bits of an f32 below its exponent.
const MANTISSA: u32 = 23;

/// What a cast makes of numbers that no power of two is near.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PowerCast {
    /// NaN of 0, of negative numbers and beyond the largest power (`ml_dtypes`).
    Nan,
    /// The nearest power there is (`ml_dtypes`, saturating).
    Saturate,
    /// The sign is left out; NaN beyond the largest power (PyTorch).
    Magnitude,
}

/// What a code means.
pub fn power(code: u8) -> f32 {
    if code == NAN { f32::NAN } else { power_of_two(i32::from(code) - 127) }
}

/// The code of a number.
pub fn power_code(x: f32, cast: PowerCast) -> u8 {
    if x.is_nan() {
        return NAN;
    }
    let magnitude = x.abs().to_bits();
    let (exponent, mantissa) = (magnitude >> MANTISSA, magnitude & ((1 << MANTISSA) - 1));
    let half = 1 << (MANTISSA - 1);
    let up = if exponent > 0 { mantissa >= half } else { mantissa > half };
    let nearest = (exponent + u32::from(up)).min(NAN.into()) as u8;
    let positive = x > 0.0;
    match cast {
        PowerCast::Magnitude => nearest,
        PowerCast::Nan if positive => nearest,
        PowerCast::Nan => NAN,
        PowerCast::Saturate if positive => nearest.min(NAN - 1),
        PowerCast::Saturate => 0,
    }
}
