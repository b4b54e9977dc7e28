//! Numbers of a few bits that share bytes. Those in words of 32 bits are in `packing.rs`.
//!
//! ```text
//! F4, F6        bits of a value begin where those of the value before it end, least significant first
//!               F4 is then PyTorch's `float4_e2m1fn_x2`: the low half of a byte is the first value
//! high first    two numbers in a byte, the first in its high half: bitsandbytes
//! ```
//! The safetensors library counts these types in bits (<https://docs.rs/safetensors/latest/safetensors/tensor/enum.Dtype.html>) and
//! leaves the order to who writes them. Two values of F4 lie as in PyTorch; F6 has no other writer that is known, and follows the same rule.

use crate::quantizer::FloatFormat;

/// How numbers of a few bits are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bits {
    /// Bits of a number, 1 to 8.
    bits: u32,
    number: Number,
    /// Whether the first of two numbers is in the high half of a byte.
    high_first: bool,
    /// The numbers and the bytes of all, where they end within a byte.
    row: Option<(u64, u64)>,
}

/// What a code means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Number {
    Float(FloatFormat),
    /// The code itself.
    Integer,
    /// In two's complement.
    Signed,
}

impl Bits {
    /// The type of OCP's MX with four bits.
    pub(super) const F4: Self = Self::float(FloatFormat::E2M1);
    /// Its types with six.
    pub(super) const F6_E2M3: Self = Self::float(FloatFormat::E2M3);
    pub(super) const F6_E3M2: Self = Self::float(FloatFormat::E3M2);

    /// `count` floats of four bits of OCP's MX, in order. The last byte may have one only.
    pub(super) fn f4(count: u64) -> Self {
        Self { row: ends(count), ..Self::F4 }
    }

    /// `count` integers of four bits, in order, with a sign or without. The last byte may have one only.
    pub(super) fn integers(signed: bool, count: u64) -> Self {
        let number = if signed { Number::Signed } else { Number::Integer };
        Self { number, row: ends(count), ..Self::F4 }
    }

    /// The same numbers where a byte has two.
    pub(super) fn pair(self) -> Self {
        Self { row: None, ..self }
    }

    const fn float(format: FloatFormat) -> Self {
        Self { bits: format.bits(), number: Number::Float(format), high_first: false, row: None }
    }

    /// `count` codes of four bits, the first in the high half of a byte. The last byte may have one code only.
    pub(super) fn high_first(count: u64) -> Self {
        Self { bits: 4, number: Number::Integer, high_first: true, row: ends(count) }
    }

    /// The bits of a number.
    pub(super) fn each(self) -> u64 {
        self.bits.into()
    }

    /// The smallest number of values that takes whole bytes, and its bytes.
    pub(super) fn unit(self) -> (u64, u64) {
        self.row.unwrap_or(if self.bits == 4 { (2, 1) } else { (4, self.each() / 2) })
    }

    /// Its name in listings.
    pub(super) fn name(self) -> &'static str {
        match self.number {
            Number::Float(FloatFormat::E2M1) => "float4_e2m1",
            Number::Float(FloatFormat::E2M3) => "float6_e2m3",
            Number::Float(_) => "float6_e3m2",
            Number::Integer => "uint4",
            Number::Signed => "int4",
        }
    }

    /// The numbers of a name in listings.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        let all = [Self::F4, Self::F6_E2M3, Self::F6_E3M2, Self::integers(false, 2), Self::integers(true, 2)];
        all.into_iter().find(|bits| bits.name() == name)
    }

    /// Appends the values in `bytes`, which makes whole units.
    pub(super) fn decode(self, bytes: &[u8], values: &mut Vec<f32>) {
        match self.row {
            None => self.decode_run(bytes, usize::MAX, values),
            // In memory, so within usize.
            Some((columns, size)) => {
                bytes
                    .chunks_exact(size as usize)
                    .for_each(|row| self.decode_run(row, columns as usize, values));
            }
        }
    }

    /// Appends at most `most` values.
    fn decode_run(self, bytes: &[u8], most: usize, values: &mut Vec<f32>) {
        let value = |code: u8| match self.number {
            Number::Float(format) => format.value(code),
            Number::Integer => code.into(),
            Number::Signed => f32::from(((code << 4) as i8) >> 4),
        };
        if self.high_first {
            let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
            values.extend(halves.take(most).map(value));
        } else {
            values.extend(codes(bytes, self.bits).take(most).map(value));
        }
    }
}

/// The numbers and bytes of `count` numbers of four bits, where the last byte has one only.
fn ends(count: u64) -> Option<(u64, u64)> {
    (count % 2 == 1).then_some((count, count.div_ceil(2)))
}

/// The codes of `bits` bits, 1 to 8, that lie densely in `bytes`, least significant bits first; without the bits that make no whole code.
fn codes(bytes: &[u8], bits: u32) -> impl Iterator<Item = u8> + '_ {
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

    fn decoded(bits: Bits, bytes: &[u8]) -> Vec<f32> {
        let mut values = Vec::new();
        bits.decode(bytes, &mut values);
        values
    }

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
        // Low half first: codes 1, 2, 7 and 15.
        assert_eq!(decoded(Bits::F4, &[0x21, 0xf7]), [0.5, 1.0, 6.0, -6.0]);
        // Codes 31 (largest), 1 (smallest), 63 (its negative) and 8 (one).
        let packed = (31u32 | 1 << 6 | 63 << 12 | 8 << 18).to_le_bytes();
        assert_eq!(decoded(Bits::F6_E2M3, &packed[..3]), [7.5, 0.125, -7.5, 1.0]);
        assert_eq!(decoded(Bits::F6_E3M2, &packed[..3]), [28.0, 0.0625, -28.0, 0.5]);
    }

    #[test]
    fn integers_of_four_bits_have_a_sign_or_none() {
        assert_eq!(decoded(Bits::integers(true, 4), &[0x87, 0xf1]), [7.0, -8.0, 1.0, -1.0]);
        assert_eq!(decoded(Bits::integers(false, 3), &[0x87, 0xf1]), [7.0, 8.0, 1.0]);
        assert_eq!(decoded(Bits::f4(1), &[0x21]), [0.5]);
    }

    #[test]
    fn of_an_odd_number_of_halves_the_last_byte_has_one() {
        assert_eq!(decoded(Bits::high_first(4), &[0x12, 0x3f]), [1.0, 2.0, 3.0, 15.0]);
        assert_eq!(decoded(Bits::high_first(3), &[0x12, 0x3f]), [1.0, 2.0, 3.0]);
    }
}
