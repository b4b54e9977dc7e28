//! Blocks of ggml from codes and scales: the types that hold what an element format under float16 or power-of-two scales decodes to, bit for bit.
//!
//! ```text
//! Q8_0     32 values: float16 d, signed bytes
//! Q4_0     float16 d, codes + 8 in halves of bytes: the first 16 in the low ones, the last 16 in the high ones
//! Q5_0     float16 d, the fifth bits of codes + 16, the other four bits in halves
//! IQ4_NL   float16 d, places in its table in halves
//! MXFP4    an exponent of E8M0, codes of E2M1 in halves
//! ```

use half::f16;

use crate::ggml::{Block, Parts};
use crate::scheme::ggml::Kind;

/// The values of a block of these types.
pub(super) const BLOCK: usize = 32;

/// Blocks of `kind` from the low bytes of the codes and the scale of each block of 32. None of another type.
pub(super) fn blocks(kind: Kind, codes: &[u8], scales: &[f32]) -> Vec<u8> {
    let offset = match kind {
        Kind::Q4_0 => 8,
        Kind::Q5_0 => 16,
        _ => 0,
    };
    let mut out = Vec::with_capacity(scales.len() * kind.bytes());
    let Some(block) = Block::of_kind(kind.number()) else { return out };
    for (codes, &scale) in codes.as_chunks::<BLOCK>().0.iter().zip(scales) {
        let codes = codes.map(|code| code.wrapping_add(offset));
        let (d, scales) = (f16::from_f32(scale), [e8m0(scale)]);
        block.pack(&Parts { d, minimum: f16::ZERO, scales: &scales, minimums: &[], codes: &codes }, &mut out);
    }
    out
}

/// The code of a power of two from 2⁻¹²⁷ to 2¹²⁷ in E8M0.
pub(super) fn e8m0(scale: f32) -> u8 {
    // The least one is a subnormal float32, whose exponent is 0, too.
    (scale.to_bits() >> 23) as u8
}
