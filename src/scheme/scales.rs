//! How a scale is stored: what precision costs and what storage saves.

use half::{bf16, f16};

/// How a scale is stored, and with it a real zero-point.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Scales {
    /// 32-bit float.
    #[default]
    F32,
    /// 16-bit float: 11 significant bits, from 2⁻²⁴ to 65504 (IEEE 754 binary16; ggml's block formats).
    F16,
    /// The upper half of a 32-bit float: 8 significant bits, its whole range.
    Bf16,
    /// A power of two from 2⁻¹²⁷ to 2¹²⁷ in 8 bits (E8M0 of the OCP MX specification v1.0): scaling is a shift.
    Pow2,
}

/// Smallest and largest exponent of E8M0.
const EXPONENTS: (i32, i32) = (-127, 127);

impl Scales {
    /// The stored form of a positive scale: the nearest one that is positive and finite. A power of two is never less than
    /// the scale, since the next lower one could clip up to half of the range.
    pub(super) fn store(self, scale: f32) -> f32 {
        match self {
            Self::F32 => scale,
            Self::F16 => {
                f16::from_f32(scale).to_f32().clamp(f16::MIN_POSITIVE_SUBNORMAL.to_f32(), f16::MAX.to_f32())
            }
            Self::Bf16 => bf16::from_f32(scale)
                .to_f32()
                .clamp(bf16::MIN_POSITIVE_SUBNORMAL.to_f32(), bf16::MAX.to_f32()),
            Self::Pow2 => {
                let exponent = (EXPONENTS.0..=EXPONENTS.1).find(|&e| power_of_two(e) >= scale);
                power_of_two(exponent.unwrap_or(EXPONENTS.1))
            }
        }
    }

    /// The stored form of a real zero-point: a float like the scale; 32 bits beside a power of two, which could not hold it.
    pub(super) fn store_zero_point(self, z: f32) -> f32 {
        match self {
            Self::F32 | Self::Pow2 => z,
            Self::F16 => f16::from_f32(z).to_f32().clamp(f16::MIN.to_f32(), f16::MAX.to_f32()),
            Self::Bf16 => bf16::from_f32(z).to_f32().clamp(bf16::MIN.to_f32(), bf16::MAX.to_f32()),
        }
    }

    /// Bits of a stored scale.
    pub fn bits(self) -> u32 {
        match self {
            Self::F32 => 32,
            Self::F16 | Self::Bf16 => 16,
            Self::Pow2 => 8,
        }
    }

    /// Bits of a stored real zero-point.
    pub fn zero_point_bits(self) -> u32 {
        match self {
            Self::F32 | Self::Pow2 => 32,
            Self::F16 | Self::Bf16 => 16,
        }
    }
}

fn power_of_two(exponent: i32) -> f32 {
    // In f64 every power is normal; as f32 the lowest is subnormal and exact.
    f64::from_bits(((1023 + exponent) as u64) << 52) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_scale_is_near_positive_and_finite() {
        let tiny = f32::from_bits(1);
        for (scales, scale, stored) in [
            (Scales::F32, 0.1, 0.1),
            (Scales::F16, 0.1, 0.099_975_586),
            (Scales::F16, 1e-30, 2f32.powi(-24)),
            (Scales::F16, 1e30, 65504.0),
            (Scales::Bf16, 0.1, 0.100_097_656),
            (Scales::Bf16, f32::MAX, bf16::MAX.to_f32()),
            (Scales::Bf16, tiny, bf16::MIN_POSITIVE_SUBNORMAL.to_f32()),
            (Scales::Pow2, 0.1, 0.125),
            (Scales::Pow2, 0.125, 0.125),
            (Scales::Pow2, tiny, 2f32.powi(-126) / 2.0),
            (Scales::Pow2, f32::MAX, 2f32.powi(127)),
        ] {
            assert_eq!(scales.store(scale), stored, "{scales:?} {scale:e}");
        }
    }
}
