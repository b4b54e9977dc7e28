//! ggml's block types: consecutive numbers of a row share a scale, and each is stored in a few bits.
//!
//! Layout and arithmetic: `ggml-common.h` and `ggml-quants.c` of <https://github.com/ggml-org/ggml>. Scales are float16. The
//! values are those of ggml's own dequantization, bit for bit: each product and each sum is rounded to float32.

use half::f16;

/// The number of values of a block, for every type that is read.
pub(super) const VALUES: usize = 32;

/// How a block is stored. In every type the low halves of the bytes hold the first 16 values, the high halves the last 16.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Block {
    /// A scale; 4 bits per value, minus 8.
    Q4_0,
    /// A scale and a minimum; 4 bits per value.
    Q4_1,
    /// A scale; the fifth bit of every value, then 4 bits per value; minus 16.
    Q5_0,
    /// A scale and a minimum; the fifth bit of every value, then 4 bits per value.
    Q5_1,
    /// A scale; a signed byte per value.
    Q8_0,
}

impl Block {
    /// Its name in ggml.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Q4_0 => "Q4_0",
            Self::Q4_1 => "Q4_1",
            Self::Q5_0 => "Q5_0",
            Self::Q5_1 => "Q5_1",
            Self::Q8_0 => "Q8_0",
        }
    }

    /// The size of a block in bytes.
    pub(super) fn size(self) -> usize {
        match self {
            Self::Q4_0 => 2 + 16,
            Self::Q4_1 => 2 + 2 + 16,
            Self::Q5_0 => 2 + 4 + 16,
            Self::Q5_1 => 2 + 2 + 4 + 16,
            Self::Q8_0 => 2 + 32,
        }
    }

    /// Appends the values of the whole blocks in `bytes` to `values`.
    pub(super) fn decode(self, bytes: &[u8], values: &mut Vec<f32>) {
        match self {
            Self::Q4_0 => blocks(bytes, values, |block: &[u8; 18], value| {
                let (d, codes) = (half(block, 0), nibbles(block, 2));
                *value = codes.map(|q| d * f32::from(q as i8 - 8));
            }),
            Self::Q4_1 => blocks(bytes, values, |block: &[u8; 20], value| {
                let (d, m, codes) = (half(block, 0), half(block, 2), nibbles(block, 4));
                *value = codes.map(|q| d * f32::from(q) + m);
            }),
            Self::Q5_0 => blocks(bytes, values, |block: &[u8; 22], value| {
                let (d, codes) = (half(block, 0), five_bits(block, 2));
                *value = codes.map(|q| d * f32::from(q as i8 - 16));
            }),
            Self::Q5_1 => blocks(bytes, values, |block: &[u8; 24], value| {
                let (d, m, codes) = (half(block, 0), half(block, 2), five_bits(block, 4));
                *value = codes.map(|q| d * f32::from(q) + m);
            }),
            Self::Q8_0 => blocks(bytes, values, |block: &[u8; 34], value| {
                let d = half(block, 0);
                *value = std::array::from_fn(|i| d * f32::from(block[2 + i] as i8));
            }),
        }
    }
}

fn blocks<const N: usize>(
    bytes: &[u8],
    values: &mut Vec<f32>,
    mut decode: impl FnMut(&[u8; N], &mut [f32; VALUES]),
) {
    let mut block = [0.0; VALUES];
    for stored in bytes.as_chunks::<N>().0 {
        decode(stored, &mut block);
        values.extend_from_slice(&block);
    }
}

/// The float16 at `at`.
fn half(block: &[u8], at: usize) -> f32 {
    f16::from_le_bytes([block[at], block[at + 1]]).to_f32()
}

/// The 32 codes in the 16 bytes from `at` on.
fn nibbles(block: &[u8], at: usize) -> [u8; VALUES] {
    std::array::from_fn(|i| if i < 16 { block[at + i] & 15 } else { block[at + i - 16] >> 4 })
}

/// The 32 codes whose fifth bits are the 4 bytes from `at` on; their low bits follow.
fn five_bits(block: &[u8], at: usize) -> [u8; VALUES] {
    let low = nibbles(block, at + 4);
    std::array::from_fn(|i| low[i] | (block[at + i / 8] >> (i % 8) & 1) << 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A block of scale 0.5 and, where it has one, minimum −2; the rest of its bytes count up.
    fn decoded(block: Block, halves: usize) -> Vec<f32> {
        let head = [f16::from_f32(0.5), f16::from_f32(-2.0)].map(f16::to_le_bytes);
        let mut bytes = head.concat()[..2 * halves].to_vec();
        bytes.extend((0..).map(|i| (i * 37 + 5) as u8).take(block.size() - bytes.len()));
        let mut values = Vec::new();
        block.decode(&[bytes.clone(), bytes].concat(), &mut values);
        assert_eq!(values.len(), 2 * VALUES);
        assert_eq!(values[..VALUES], values[VALUES..], "{block:?}: every block alike");
        values
    }

    #[test]
    fn codes_are_where_ggml_has_them() {
        // The first bytes are 5, 42, 79, 116, 153.
        assert_eq!(decoded(Block::Q4_0, 1)[..3], [-1.5, 1.0, 3.5]);
        assert_eq!(decoded(Block::Q4_0, 1)[16..19], [-4.0, -3.0, -2.0]);
        assert_eq!(decoded(Block::Q4_1, 2)[..3], [0.5, 3.0, 5.5]);
        assert_eq!(decoded(Block::Q8_0, 1)[..5], [2.5, 21.0, 39.5, 58.0, -51.5]);
        // 5 = 0b101 and 79 = 0b1001111 are fifth bits, 153 = 0x99 the first two codes' others.
        assert_eq!(decoded(Block::Q5_0, 1)[0], 0.5 * (9.0 + 16.0 - 16.0));
        assert_eq!(decoded(Block::Q5_0, 1)[16], 0.5 * (9.0 + 16.0 - 16.0));
        assert_eq!(decoded(Block::Q5_1, 2)[0], 0.5 * (9.0 + 16.0) - 2.0);
        // 190 = 0xbe: the second code's fifth bit is 0, the eighteenth's 1.
        assert_eq!(decoded(Block::Q5_1, 2)[1], 0.5 * 14.0 - 2.0);
        assert_eq!(decoded(Block::Q5_1, 2)[17], 0.5 * (11.0 + 16.0) - 2.0);
    }
}
