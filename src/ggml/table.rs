//! Blocks whose codes of 4 bits are places in a table of levels.
//!
//! ```text
//! IQ4_NL   32 values: float16 d                                   d·L[q]
//! IQ4_XS   256 values: float16 d, 8 scales of 6 bits for 32 each   d·(sc - 32)·L[q]
//! MXFP4    32 values: a power of two (E8M0)                        2^(e - 128)·M[q]
//! NVFP4    64 values: 4 scales in E4M3 for 16 each                 E4M3/2·M[q]
//! ```
//! `M` has twice the levels of E2M1, which are integers; the scales are halved for that.

use super::{half, nibbles};

/// The levels of IQ4, by code.
pub(crate) const IQ4: [i8; 16] = [-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113];
/// Twice the numbers of E2M1, by code.
pub(crate) const TWICE_E2M1: [i8; 16] = [0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12];

pub(crate) fn iq4_nl(block: &[u8], values: &mut [f32]) {
    let d = half(block, 0);
    each(values, &block[2..], |q| d * f32::from(IQ4[q]));
}

pub(crate) fn iq4_xs(block: &[u8], values: &mut [f32]) {
    let d = half(block, 0);
    for (run, (values, codes)) in values.chunks_exact_mut(32).zip(block[8..].chunks_exact(16)).enumerate() {
        let dl = d * f32::from(iq4_xs_scale(block, run));
        each(values, codes, |q| dl * f32::from(IQ4[q]));
    }
}

/// The scale of a run of IQ4_XS: two high bits in a word, four low bits in the bytes behind it.
pub(super) fn iq4_xs_scale(block: &[u8], run: usize) -> i8 {
    let high = u16::from_le_bytes([block[2], block[3]]);
    let four = block[4 + run / 2] >> (4 * (run % 2)) & 15;
    let two = (high >> (2 * run) & 3) as u8;
    (four | two << 4) as i8 - 32
}

pub(crate) fn mxfp4(block: &[u8], values: &mut [f32]) {
    let d = half_of_e8m0(block[0]);
    each(values, &block[1..], |q| f32::from(TWICE_E2M1[q]) * d);
}

pub(crate) fn nvfp4(block: &[u8], values: &mut [f32]) {
    let (scales, codes) = block.split_at(4);
    for ((values, codes), &scale) in values.chunks_exact_mut(16).zip(codes.chunks_exact(8)).zip(scales) {
        let d = half_of_e4m3(scale);
        each(values, codes, |q| f32::from(TWICE_E2M1[q]) * d);
    }
}

/// Half of 2^(e - 127).
pub(crate) fn half_of_e8m0(byte: u8) -> f32 {
    // The two least are subnormal.
    f32::from_bits(match u32::from(byte) {
        e @ 0..2 => 0x0020_0000 << e,
        e => (e - 1) << 23,
    })
}

/// Half of an E4M3 float without a sign; NaN counts as 0.
pub(crate) fn half_of_e4m3(byte: u8) -> f32 {
    let (exponent, mantissa) = (i32::from(byte >> 3 & 15), f32::from(byte & 7));
    match byte & 0x7f {
        0 | 0x7f => 0.0,
        _ if exponent == 0 => mantissa * power_of_two(-10),
        _ => (1.0 + mantissa / 8.0) * power_of_two(exponent - 8),
    }
}

/// A normal power of two.
fn power_of_two(exponent: i32) -> f32 {
    f32::from_bits(((127 + exponent) as u32) << 23)
}

fn each(values: &mut [f32], codes: &[u8], decode: impl Fn(usize) -> f32) {
    values.iter_mut().zip(nibbles(codes)).for_each(|(value, q)| *value = decode(q.into()));
}
