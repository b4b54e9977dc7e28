//! Blocks of 32 values with a float16 scale `d`, some with a float16 minimum `m`.
//!
//! ```text
//! Q4_0   d, 32 × 4 bits              (q - 8)·d
//! Q4_1   d, m, 32 × 4 bits            q·d + m
//! Q5_0   d, 32 fifth bits, 32 × 4    (q - 16)·d
//! Q5_1   d, m, 32 fifth bits, 32 × 4  q·d + m
//! Q8_0   d, 32 signed bytes           q·d
//! ```
//! The low halves of the bytes hold the first 16 values, the high halves the last 16.

use super::{half, nibbles};

pub(crate) fn q4_0(block: &[u8], values: &mut [f32]) {
    let d = half(block, 0);
    each(values, nibbles(&block[2..]), |q| d * f32::from(q as i8 - 8));
}

pub(crate) fn q4_1(block: &[u8], values: &mut [f32]) {
    let (d, m) = (half(block, 0), half(block, 2));
    each(values, nibbles(&block[4..]), |q| d * f32::from(q) + m);
}

pub(crate) fn q5_0(block: &[u8], values: &mut [f32]) {
    let d = half(block, 0);
    each(values, five_bits(&block[2..]), |q| d * f32::from(q as i8 - 16));
}

pub(crate) fn q5_1(block: &[u8], values: &mut [f32]) {
    let (d, m) = (half(block, 0), half(block, 2));
    each(values, five_bits(&block[4..]), |q| d * f32::from(q) + m);
}

pub(crate) fn q8_0(block: &[u8], values: &mut [f32]) {
    let d = half(block, 0);
    each(values, block[2..].iter().copied(), |q| d * f32::from(q as i8));
}

fn each(values: &mut [f32], codes: impl Iterator<Item = u8>, decode: impl Fn(u8) -> f32) {
    values.iter_mut().zip(codes).for_each(|(value, q)| *value = decode(q));
}

/// The codes whose fifth bits are the first 4 bytes; their low bits follow.
fn five_bits(bytes: &[u8]) -> impl Iterator<Item = u8> + '_ {
    nibbles(&bytes[4..]).enumerate().map(|(i, low)| low | (bytes[i / 8] >> (i % 8) & 1) << 4)
}

#[cfg(test)]
mod tests {
    use super::super::Block;
    use half::f16;

    /// A block of scale 0.5 and, where it has one, minimum −2; the rest of its bytes count up.
    fn decoded(kind: u32, halves: usize) -> Vec<f32> {
        let block = Block::of_kind(kind).unwrap();
        let head = [f16::from_f32(0.5), f16::from_f32(-2.0)].map(f16::to_le_bytes);
        let mut bytes = head.concat()[..2 * halves].to_vec();
        bytes.extend((0..).map(|i| (i * 37 + 5) as u8).take(block.size - bytes.len()));
        let mut values = Vec::new();
        block.decode(&[bytes.clone(), bytes].concat(), &mut values);
        assert_eq!(values.len(), 64);
        assert_eq!(values[..32], values[32..], "{}: every block alike", block.name);
        values
    }

    #[test]
    fn codes_are_where_ggml_has_them() {
        // The first bytes are 5, 42, 79, 116, 153.
        assert_eq!(decoded(2, 1)[..3], [-1.5, 1.0, 3.5]);
        assert_eq!(decoded(2, 1)[16..19], [-4.0, -3.0, -2.0]);
        assert_eq!(decoded(3, 2)[..3], [0.5, 3.0, 5.5]);
        assert_eq!(decoded(8, 1)[..5], [2.5, 21.0, 39.5, 58.0, -51.5]);
        // 5 = 0b101 and 79 = 0b1001111 are fifth bits, 153 = 0x99 the first two codes' others.
        assert_eq!(decoded(6, 1)[0], 0.5 * (9.0 + 16.0 - 16.0));
        assert_eq!(decoded(6, 1)[16], 0.5 * (9.0 + 16.0 - 16.0));
        assert_eq!(decoded(7, 2)[0], 0.5 * (9.0 + 16.0) - 2.0);
        // 190 = 0xbe: the second code's fifth bit is 0, the eighteenth's 1.
        assert_eq!(decoded(7, 2)[1], 0.5 * 14.0 - 2.0);
        assert_eq!(decoded(7, 2)[17], 0.5 * (11.0 + 16.0) - 2.0);
    }
}
