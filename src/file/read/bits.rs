//! Numbers of fewer bits than a byte: consecutive ones lie densely, and share bytes.
//!
//! ```text
//! F4, F6    bits of a value begin where those of the value before it end, least significant first
//!           F4 is then PyTorch's `float4_e2m1fn_x2`: the low half of a byte is the first value
//! ```
//! The safetensors library counts these types in bits (<https://docs.rs/safetensors/latest/safetensors/tensor/enum.Dtype.html>) and
//! leaves the order to who writes them. Two values of F4 lie as in PyTorch; F6 has no other writer that is known, and follows the same rule.

use crate::quantizer::FloatFormat;

/// How numbers of a few bits are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bits {
    /// What a code means.
    number: FloatFormat,
}

impl Bits {
    /// The type of OCP's MX with four bits.
    pub(super) const F4: Self = Self { number: FloatFormat::E2M1 };
    /// Its types with six.
    pub(super) const F6_E2M3: Self = Self { number: FloatFormat::E2M3 };
    pub(super) const F6_E3M2: Self = Self { number: FloatFormat::E3M2 };

    /// The bits of a number.
    pub(super) fn each(self) -> u64 {
        self.number.bits().into()
    }

    /// The smallest number of values that takes whole bytes, and its bytes.
    pub(super) fn unit(self) -> (u64, u64) {
        let values = if self.each() == 4 { 2 } else { 4 };
        (values, values * self.each() / 8)
    }

    /// Its name in listings.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::F4 => "float4_e2m1",
            Self::F6_E2M3 => "float6_e2m3",
            _ => "float6_e3m2",
        }
    }

    /// Appends the values in `bytes`, which makes whole units.
    pub(super) fn decode(self, bytes: &[u8], values: &mut Vec<f32>) {
        values.extend(codes(bytes, self.number.bits()).map(|code| self.number.value(code)));
    }
}

/// The codes of `bits` bits, 1 to 8, that lie densely in `bytes`, least significant bits first; without the bits that make no whole code.
pub(super) fn codes(bytes: &[u8], bits: u32) -> impl Iterator<Item = u8> + '_ {
    let (mut bytes, mut held, mut left) = (bytes.iter(), 0u16, 0);
    std::iter::from_fn(move || {
        if left < bits {
            held |= u16::from(*bytes.next()?) << left;
            left += 8;
        }
        let code = (held & ((1 << bits) - 1)) as u8;
        held >>= bits;
        left -= bits;
        Some(code)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_any_width_lie_one_behind_the_other() {
        for bits in 1..=8u32 {
            let written: Vec<u8> = (0..40u32).map(|i| (i * 37 % (1 << bits)) as u8).collect();
            // All of them as one number, bit by bit.
            let mut bytes = vec![0u8; 5 * bits as usize];
            for (i, &code) in written.iter().enumerate() {
                for bit in 0..bits as usize {
                    let at = i * bits as usize + bit;
                    bytes[at / 8] |= (code >> bit & 1) << (at % 8);
                }
            }
            assert_eq!(codes(&bytes, bits).collect::<Vec<_>>(), written, "{bits} bits");
        }
    }

    #[test]
    fn floats_of_four_and_six_bits_have_the_values_of_their_specification() {
        let decoded = |bits: Bits, bytes: &[u8]| {
            let mut values = Vec::new();
            bits.decode(bytes, &mut values);
            values
        };
        // Low half first: codes 1, 2, 7 and 15.
        assert_eq!(decoded(Bits::F4, &[0x21, 0xf7]), [0.5, 1.0, 6.0, -6.0]);
        // Codes 31 (largest), 1 (smallest), 63 (its negative) and 8 (one).
        let packed: [u8; 3] = (31u32 | 1 << 6 | 63 << 12 | 8 << 18).to_le_bytes()[..3].try_into().unwrap();
        assert_eq!(decoded(Bits::F6_E2M3, &packed), [7.5, 0.125, -7.5, 1.0]);
        assert_eq!(decoded(Bits::F6_E3M2, &packed), [28.0, 0.0625, -28.0, 0.5]);
    }
}
