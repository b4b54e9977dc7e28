//! How a scale is stored: what precision costs and what storage saves.

pub(in crate::scheme) mod e4m3;
pub(in crate::scheme) mod e8m0;
mod nested;

use half::{bf16, f16};

use crate::quantizer::power_of_two;
pub use e4m3::{Arithmetic, BlockScale};
pub use e8m0::Rule;
pub(in crate::scheme) use nested::RUN;
pub use nested::{DYNAMIC, Nest, Nesting, mean_of};

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
    /// A power of two from 2⁻¹²⁷ to 2¹²⁷ in 8 bits, rounded up: scaling is a shift.
    Pow2,
    /// An E4M3 float in 8 bits, from 2⁻⁹ to 448, times one f32 scale for the whole tensor unless it is single (NVFP4).
    E4m3(BlockScale),
    /// A power of two in 8 bits by a rule of MX formats (E8M0 of the OCP Microscaling Formats v1.0).
    E8m0(Rule),
    /// Eight bits around the mean of all scales, in runs of 256 that share an f32 reach (double quantization of bitsandbytes).
    Nested,
}

/// A range whose scale is to be stored.
#[derive(Debug, Clone, Copy)]
pub(in crate::scheme) struct Exact {
    /// max|x| of a grid around 0, else the width of the range.
    pub(in crate::scheme) range: f32,
    /// What it is divided by to give the scale.
    pub(in crate::scheme) divisor: f32,
    /// The scale as it follows; positive.
    pub(in crate::scheme) scale: f32,
    /// Bits of the mantissa of an element.
    pub(in crate::scheme) mantissa_bits: u32,
    /// What power of 1/2 an integer element of MX is a number of; 0 of floats.
    pub(in crate::scheme) fraction_bits: i32,
}

impl Exact {
    /// The code of a nested scale, and what it stands for. That of a block of zeros is 0, as in the library.
    fn nested(&self, nest: Nest) -> (u8, f32) {
        let scale = if self.range == 0.0 { 0.0 } else { self.scale };
        nest.stored(scale, f32::MAX / self.divisor.max(1.0))
    }
}

/// What stands above the scale of a block.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum Above {
    /// Nothing, or it is not known yet: the scale stays as it is.
    #[default]
    Unknown,
    /// The largest range of a block of the tensor, from which the scale of the tensor follows.
    Largest(f32),
    /// The same, and the scale of the block, which was chosen.
    Chosen {
        /// The largest range.
        largest: f32,
        /// The E4M3 code of the block's scale.
        code: u8,
    },
    /// The mean of all scales, and the reach of the run of this one.
    Nest(Nest),
}

impl Scales {
    /// The stored form of a positive scale: the nearest one that is positive and finite. A power of two is never less than
    /// the scale, since the next lower one could clip up to half of the range.
    pub(in crate::scheme) fn store(self, exact: &Exact, above: Above) -> f32 {
        let scale = exact.scale;
        match self {
            Self::F32 => scale,
            Self::F16 => self.limited(f16::from_f32(scale).to_f32()),
            Self::Bf16 => self.limited(bf16::from_f32(scale).to_f32()),
            Self::Pow2 => {
                let (least, most) = e8m0::EXPONENTS;
                power_of_two((least..=most).find(|&e| power_of_two(e) >= scale).unwrap_or(most))
            }
            Self::E4m3(_) => self
                .e4m3(above, Arithmetic::Own)
                .map_or(scale, |e4m3| e4m3.of(e4m3.inner(exact), exact.divisor, Default::default()).0),
            Self::E8m0(rule) => e8m0::scale(e8m0::code(rule, exact), exact.fraction_bits),
            Self::Nested => match above {
                Above::Nest(nest) => exact.nested(nest).1,
                _ => scale,
            },
        }
    }

    /// The code of a scale that is stored in eight bits as E8M0 or E4M3.
    pub(in crate::scheme) fn code(self, exact: &Exact, above: Above, arithmetic: Arithmetic) -> Option<u8> {
        match self {
            Self::E8m0(rule) => Some(e8m0::code(rule, exact)),
            Self::Nested => match above {
                Above::Nest(nest) => Some(exact.nested(nest).0),
                _ => None,
            },
            _ => self.e4m3(above, arithmetic).map(|e4m3| e4m3::code(e4m3.inner(exact))),
        }
    }

    /// How E4M3 scales follow from what stands above them; None of another storage, and as long as it is not known.
    pub(in crate::scheme) fn e4m3(self, above: Above, arithmetic: Arithmetic) -> Option<e4m3::Scale> {
        match (self, above) {
            (Self::E4m3(choice @ BlockScale::Single), _) => {
                Some(e4m3::Scale { choice, arithmetic, largest: 0.0 })
            }
            (Self::E4m3(choice), Above::Largest(largest) | Above::Chosen { largest, .. }) => {
                Some(e4m3::Scale { choice, arithmetic, largest })
            }
            _ => None,
        }
    }

    /// The stored form of a real zero-point: a float like the scale; 32 bits beside a scale of 8 bits, which could not hold it.
    pub(in crate::scheme) fn store_zero_point(self, z: f32) -> f32 {
        match self {
            Self::F32 | Self::Pow2 | Self::E4m3(_) | Self::E8m0(_) | Self::Nested => z,
            Self::F16 => f16::from_f32(z).to_f32().clamp(f16::MIN.to_f32(), f16::MAX.to_f32()),
            Self::Bf16 => bf16::from_f32(z).to_f32().clamp(bf16::MIN.to_f32(), bf16::MAX.to_f32()),
        }
    }

    /// A scale that can be stored and is not above `scale`: the nearest such one, or near it.
    pub(in crate::scheme) fn cut(self, scale: f32, divisor: f32, above: Above) -> f32 {
        match self {
            // Cutting digits off rounds down.
            Self::F32 | Self::F16 => scale,
            Self::Nested => match above {
                Above::Nest(nest) => {
                    let below =
                        (0..=u8::MAX).rev().map(|code| nest.scale(code)).find(|&stored| stored <= scale);
                    positive(below.unwrap_or_default())
                }
                _ => scale,
            },
            Self::Bf16 => f32::from_bits(scale.to_bits() & 0xffff_0000),
            Self::Pow2 | Self::E8m0(_) => f32::from_bits(scale.to_bits() & 0x7f80_0000),
            Self::E4m3(_) => self.e4m3(above, Arithmetic::Own).map_or(scale, |e4m3| {
                let stored = |&code: &u8| e4m3.of(e4m3::value(code), divisor, Default::default()).0;
                let below = e4m3::CODES.rev().map(|code| stored(&code)).find(|&stored| stored <= scale);
                below.unwrap_or(stored(e4m3::CODES.start()))
            }),
        }
    }

    /// The smallest and the largest scale that is stored, where scales can lie beyond. Those on two levels have no limits of their own:
    /// they are relative to the tensor's.
    pub(in crate::scheme) fn limits(self) -> Option<(f32, f32)> {
        match self {
            Self::F16 => Some((f16::MIN_POSITIVE_SUBNORMAL.to_f32(), f16::MAX.to_f32())),
            Self::Bf16 => Some((bf16::MIN_POSITIVE_SUBNORMAL.to_f32(), bf16::MAX.to_f32())),
            Self::E4m3(BlockScale::Single) => Some((e4m3::NORMAL, e4m3::LARGEST)),
            Self::F32 | Self::Pow2 | Self::E4m3(_) | Self::E8m0(_) | Self::Nested => None,
        }
    }

    fn limited(self, scale: f32) -> f32 {
        self.limits().map_or(scale, |(least, most)| scale.clamp(least, most))
    }

    /// Bits of a stored scale of a block.
    pub fn bits(self) -> u32 {
        match self {
            Self::F32 => 32,
            Self::F16 | Self::Bf16 => 16,
            Self::Pow2 | Self::E4m3(_) | Self::E8m0(_) | Self::Nested => 8,
        }
    }

    /// Bits stored once for the whole tensor.
    pub fn bits_per_tensor(self) -> u32 {
        if self.is_under_tensor() { 32 } else { 0 }
    }

    /// Whether the scale of a block depends on all blocks of its tensor.
    pub(crate) fn is_under_tensor(self) -> bool {
        self == Self::Nested || matches!(self, Self::E4m3(choice) if choice != BlockScale::Single)
    }

    /// Whether it takes more than the largest range of all blocks to know the scale of a block.
    pub(crate) fn is_chosen_last(self) -> bool {
        self == Self::Nested || self.is_chosen_by_values()
    }

    /// Whether the scale of a block follows from the error of its values, once that of the tensor is known.
    pub(in crate::scheme) fn is_chosen_by_values(self) -> bool {
        matches!(self, Self::E4m3(BlockScale::FourOverSix | BlockScale::Search))
    }

    /// Bits stored for each run of blocks that shares more than the tensor does.
    pub fn bits_per_run(self) -> (u64, usize) {
        if self == Self::Nested { (nested::RUN_BITS, RUN) } else { (0, 1) }
    }

    /// Bits of a stored real zero-point.
    pub fn zero_point_bits(self) -> u32 {
        match self {
            Self::F32 | Self::Pow2 | Self::E4m3(_) | Self::E8m0(_) | Self::Nested => 32,
            Self::F16 | Self::Bf16 => 16,
        }
    }
}

/// A product of scales that was rounded to 0 is the smallest positive number instead.
fn positive(scale: f32) -> f32 {
    scale.max(f32::from_bits(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(scale: f32) -> Exact {
        Exact { range: scale, divisor: 1.0, scale, mantissa_bits: 1, fraction_bits: 0 }
    }

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
            (Scales::E8m0(Rule::Floor), 0.1, 0.0625),
            (Scales::E8m0(Rule::Ceil), 0.1, 0.125),
            (Scales::E4m3(BlockScale::Single), 17.0, 16.0),
            (Scales::E4m3(BlockScale::Single), 1e30, 448.0),
            (Scales::E4m3(BlockScale::Single), 1e-30, 2f32.powi(-6)),
        ] {
            assert_eq!(scales.store(&exact(scale), Above::Unknown), stored, "{scales:?} {scale:e}");
        }
    }

    #[test]
    fn a_scale_on_two_levels_is_a_small_float_times_that_of_the_tensor() {
        // The largest block scale becomes 448; 17 lies halfway between 16 and 18 and goes to the even mantissa.
        let (scales, above) = (Scales::E4m3(BlockScale::TwoLevels), Above::Largest(0.448));
        let outer = 0.448 / 448.0;
        for (inner, stored) in
            [(448.0, 448.0), (460.0, 448.0), (17.0, 16.0), (19.0, 20.0), (1e-6, 2f32.powi(-9))]
        {
            assert_eq!(scales.store(&exact(inner * outer), above), stored * outer, "{inner}");
        }
        assert_eq!(
            scales.store(&exact(0.0), above),
            outer,
            "the scale of a block of zeros is that of the tensor"
        );
        assert_eq!(scales.store(&exact(0.3), Above::Unknown), 0.3, "not known yet");
        for scale in [1.0, 17.0, 300.0] {
            let cut = scales.cut(scale * outer, 1.0, above);
            assert!(cut <= scale * outer && cut >= scale * outer * 0.87, "{scale}");
        }
    }

    #[test]
    fn codes_of_e4m3_are_those_of_its_numbers() {
        for code in e4m3::CODES {
            assert_eq!(e4m3::code(e4m3::value(code)), code);
        }
        assert_eq!((e4m3::code(f32::NAN), e4m3::code(1e9)), (255, 126));
    }
}
