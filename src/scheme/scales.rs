//! How a scale is stored: what precision costs and what storage saves.

use half::{bf16, f16};

use crate::quantizer::{FloatFormat, power_of_two};

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
    /// An E4M3 float in 8 bits, from 2⁻⁹ to 448, times one f32 scale for the whole tensor (NVFP4's two levels).
    E4m3,
}

/// Smallest and largest exponent of E8M0.
const EXPONENTS: (i32, i32) = (-127, 127);
/// Smallest and largest positive number of E4M3 (OCP 8-bit floating point specification).
const E4M3: (f32, f32) = (1.0 / 512.0, 448.0);

impl Scales {
    /// The stored form of a positive scale: the nearest one that is positive and finite. A power of two is never less than
    /// the scale, since the next lower one could clip up to half of the range.
    ///
    /// `outer` is the tensor's scale of a storage on two levels. As long as it is not known, such a scale stays as it is.
    pub(in crate::scheme) fn store(self, scale: f32, outer: Option<f32>) -> f32 {
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
            Self::E4m3 => outer.map_or(scale, |outer| positive(e4m3(scale / outer) * outer)),
        }
    }

    /// The tensor's scale of a storage on two levels, where `largest` gives the largest scale of its blocks: that one becomes the
    /// largest number of the inner level. None of a storage on one level.
    pub(in crate::scheme) fn outer(self, largest: impl FnOnce() -> f32) -> Option<f32> {
        let outer = |largest: f32| if largest > 0.0 { positive(largest / E4M3.1) } else { 1.0 };
        (self == Self::E4m3).then(|| outer(largest()))
    }

    /// The stored form of a real zero-point: a float like the scale; 32 bits beside a scale of 8 bits, which could not hold it.
    pub(in crate::scheme) fn store_zero_point(self, z: f32) -> f32 {
        match self {
            Self::F32 | Self::Pow2 | Self::E4m3 => z,
            Self::F16 => f16::from_f32(z).to_f32().clamp(f16::MIN.to_f32(), f16::MAX.to_f32()),
            Self::Bf16 => bf16::from_f32(z).to_f32().clamp(bf16::MIN.to_f32(), bf16::MAX.to_f32()),
        }
    }

    /// A scale that can be stored and is not above `scale`: the nearest such one, or near it.
    pub(in crate::scheme) fn cut(self, scale: f32, outer: Option<f32>) -> f32 {
        match self {
            // Cutting digits off rounds down.
            Self::F32 | Self::F16 => scale,
            Self::Bf16 => f32::from_bits(scale.to_bits() & 0xffff_0000),
            Self::Pow2 => f32::from_bits(scale.to_bits() & 0x7f80_0000),
            Self::E4m3 => outer.map_or(scale, |outer| {
                let stored = e4m3(scale / outer);
                let below = if stored * outer > scale { e4m3(stored * (15.0 / 16.0)) } else { stored };
                positive(below * outer)
            }),
        }
    }

    /// Bits of a stored scale of a block.
    pub fn bits(self) -> u32 {
        match self {
            Self::F32 => 32,
            Self::F16 | Self::Bf16 => 16,
            Self::Pow2 | Self::E4m3 => 8,
        }
    }

    /// Bits stored once for the whole tensor.
    pub fn bits_per_tensor(self) -> u32 {
        if self == Self::E4m3 { 32 } else { 0 }
    }

    /// Bits of a stored real zero-point.
    pub fn zero_point_bits(self) -> u32 {
        match self {
            Self::F32 | Self::Pow2 | Self::E4m3 => 32,
            Self::F16 | Self::Bf16 => 16,
        }
    }
}

/// The nearest positive number of E4M3, ties to the even mantissa, saturating.
fn e4m3(x: f32) -> f32 {
    FloatFormat::E4M3.rounded(x.max(E4M3.0))
}

/// A product of scales that was rounded to 0 is the smallest positive number instead.
fn positive(scale: f32) -> f32 {
    scale.max(f32::from_bits(1))
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
            assert_eq!(scales.store(scale, None), stored, "{scales:?} {scale:e}");
        }
    }

    #[test]
    fn a_scale_on_two_levels_is_a_small_float_times_that_of_the_tensor() {
        // The largest block scale becomes 448; 17 lies halfway between 16 and 18 and goes to the even mantissa.
        let outer = Scales::E4m3.outer(|| 0.448).unwrap();
        assert_eq!(outer, 0.448 / 448.0);
        for (inner, stored) in
            [(448.0, 448.0), (460.0, 448.0), (17.0, 16.0), (19.0, 20.0), (1e-6, 2f32.powi(-9))]
        {
            assert_eq!(Scales::E4m3.store(inner * outer, Some(outer)), stored * outer, "{inner}");
        }
        assert_eq!(Scales::E4m3.store(0.3, None), 0.3, "not known yet");
        assert_eq!(Scales::F32.outer(|| 1.0), None);
        for scale in [1.0, 17.0, 300.0] {
            let cut = Scales::E4m3.cut(scale * outer, Some(outer));
            assert!(cut <= scale * outer && cut >= scale * outer * 0.87, "{scale}");
        }
    }

    #[test]
    fn numbers_of_e4m3_stay_what_they_are() {
        for exponent in -6..=8 {
            for mantissa in 8..16 {
                let x = mantissa as f32 * power_of_two(exponent - 3);
                assert_eq!(e4m3(x), x.min(448.0));
            }
        }
        assert_eq!([1.0, 2.0, 7.0].map(|m| e4m3(m / 512.0)), [1.0, 2.0, 7.0].map(|m| m / 512.0));
    }
}
