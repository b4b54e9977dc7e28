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

use super::gguf::GgmlType;

/// The values of a block of these types.
pub(super) const BLOCK: usize = 32;

/// Blocks of `kind` from the low bytes of the codes and the scale of each block of 32. None of another type.
pub(super) fn blocks(kind: GgmlType, codes: &[u8], scales: &[f32]) -> Vec<u8> {
    let mut out = Vec::with_capacity(scales.len() * kind.bytes);
    for (codes, &scale) in codes.as_chunks::<BLOCK>().0.iter().zip(scales) {
        match kind {
            GgmlType::MXFP4 => out.push(e8m0(scale)),
            _ => out.extend_from_slice(&f16::from_f32(scale).to_le_bytes()),
        }
        match kind {
            GgmlType::Q8_0 => out.extend_from_slice(codes),
            GgmlType::Q5_0 => {
                let fifths = codes.iter().rev().fold(0u32, |bits, code| bits << 1 | u32::from(fifth(*code)));
                out.extend_from_slice(&fifths.to_le_bytes());
                halves(&mut out, codes, |code| code.wrapping_add(16) & 15);
            }
            GgmlType::Q4_0 => halves(&mut out, codes, |code| code.wrapping_add(8) & 15),
            _ => halves(&mut out, codes, |code| code & 15),
        }
    }
    out
}

/// The highest of five bits of a code with its offset.
fn fifth(code: u8) -> u8 {
    code.wrapping_add(16) >> 4 & 1
}

fn halves(out: &mut Vec<u8>, codes: &[u8; BLOCK], stored: impl Fn(u8) -> u8) {
    let (low, high) = codes.split_at(BLOCK / 2);
    out.extend(low.iter().zip(high).map(|(&low, &high)| stored(low) | stored(high) << 4));
}

/// The code of a power of two from 2⁻¹²⁷ to 2¹²⁷ in E8M0.
pub(super) fn e8m0(scale: f32) -> u8 {
    // The least one is a subnormal float32, whose exponent is 0, too.
    (scale.to_bits() >> 23) as u8
}
