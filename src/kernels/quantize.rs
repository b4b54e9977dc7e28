//! Values to codes, codes back to values, and both at once.
//!
//! ```text
//! quantize:       q = clamp(round(x / s) + z), NaN -> z;  store the low byte of q
//! dequantize:     x̂ = (q - z) · s
//! fake_quantize:  x̂ of q of x
//! ```
//! Departure: four codes are added up in one 32-bit lane, each at its byte, and the bytes are then put in order. Narrowing
//! instructions exist, but compilers replace them by slower sequences.

use fearless_simd::{Level, Simd, dispatch, f32x4, i32x4, prelude::*, u8x16};

use super::{
    affine::{Affine, STEP, WIDTH},
    rounding::{Round, with_rounding},
};
use crate::params::Params;

/// Codes of `values`, one byte each: the low byte of the code, that is two's complement for signed codes.
/// Any f32 is allowed: infinities take the last code on their side, NaN the zero-point.
///
/// # Panics
/// When the slices differ in length.
pub fn quantize(level: Level, values: &[f32], params: &Params, codes: &mut [u8]) {
    assert_eq!(values.len(), codes.len(), "one code a value");
    dispatch!(level, simd => with_rounding!(params.rounding, round => quantize_on(simd, round, values, params, codes)));
}

/// Values that `codes` decode to: the inverse of [`quantize`] up to rounding and clipping.
///
/// # Panics
/// When the slices differ in length.
pub fn dequantize(level: Level, codes: &[u8], params: &Params, values: &mut [f32]) {
    assert_eq!(values.len(), codes.len(), "one code a value");
    dispatch!(level, simd => dequantize_on(simd, codes, params, values));
}

/// The values that the codes of `values` decode to: what ONNX calls QuantizeLinear and DequantizeLinear in a row, and
/// PyTorch `fake_quantize`. Any f32 is allowed, as in [`quantize`].
///
/// # Panics
/// When the slices differ in length.
pub fn fake_quantize(level: Level, values: &[f32], params: &Params, decoded: &mut [f32]) {
    fake_quantize_from(level, values, params, 0, decoded);
}

/// [`fake_quantize`] of a part of a block, of which the first value is at `position`.
pub(super) fn fake_quantize_from(
    level: Level,
    values: &[f32],
    params: &Params,
    position: u32,
    decoded: &mut [f32],
) {
    assert_eq!(values.len(), decoded.len(), "one level a value");
    dispatch!(level, simd => with_rounding!(params.rounding, round => {
        fake_quantize_on(simd, round, values, params, position, decoded)
    }));
}

#[inline(always)]
fn quantize_on<S: Simd>(simd: S, round: impl Round, values: &[f32], params: &Params, codes: &mut [u8]) {
    let affine = Affine::new(simd, params, round);
    let order = u8x16::from_slice(simd, &[0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15]);
    let first = u8x16::splat(simd, params.q_min as u8);

    let (steps, rest) = values.as_chunks::<STEP>();
    let (stores, rest_codes) = codes.as_chunks_mut::<STEP>();
    let mut position = 0;
    for (x, out) in steps.iter().zip(stores) {
        let offsets = affine.offsets(affine.biased(x, position));
        (simd.swizzle_dyn_within_blocks_u8x16(offsets, order) + first).store_slice(out);
        position += STEP as u32;
    }
    for ((&x, out), position) in rest.iter().zip(rest_codes).zip(position..) {
        *out = params.code(x, position) as u8;
    }
}

#[inline(always)]
fn dequantize_on<S: Simd>(simd: S, codes: &[u8], params: &Params, values: &mut [f32]) {
    let signed = params.q_min < 0;
    let (before, after) = params.zero_point.parts();
    // A signed byte with its highest bit flipped is the number plus 128, without a sign.
    let (flip, offset) = if signed { (128, 128) } else { (0, 0) };
    let flip = u8x16::splat(simd, flip);
    let (bias, before) = (i32x4::splat(simd, -offset - after), f32x4::splat(simd, before));
    let scale = f32x4::splat(simd, params.scale);

    let (steps, rest) = codes.as_chunks::<STEP>();
    let (stores, rest_values) = values.as_chunks_mut::<STEP>();
    for (q, out) in steps.iter().zip(stores) {
        let (a, b) = simd.widen_u8x16(u8x16::from_slice(simd, q) ^ flip);
        let ((a, b), (c, d)) = (simd.widen_u16x8(a), simd.widen_u16x8(b));
        for (q, out) in [a, b, c, d].into_iter().zip(out.as_chunks_mut::<WIDTH>().0) {
            let k = (q.bitcast::<i32x4<S>>() + bias).to_float::<f32x4<S>>();
            ((k - before) * scale).store_slice(out);
        }
    }
    for (&byte, x) in rest.iter().zip(rest_values) {
        *x = params.decode(if signed { i32::from(byte as i8) } else { i32::from(byte) });
    }
}

#[inline(always)]
fn fake_quantize_on<S: Simd>(
    simd: S,
    round: impl Round,
    values: &[f32],
    params: &Params,
    mut position: u32,
    decoded: &mut [f32],
) {
    let affine = Affine::new(simd, params, round);
    let (steps, rest) = values.as_chunks::<STEP>();
    let (stores, rest_decoded) = decoded.as_chunks_mut::<STEP>();
    for (x, out) in steps.iter().zip(stores) {
        let biased = affine.biased(x, position);
        for (biased, out) in biased.into_iter().zip(out.as_chunks_mut::<WIDTH>().0) {
            affine.levels(biased).store_slice(out);
        }
        position += STEP as u32;
    }
    for ((&x, out), position) in rest.iter().zip(rest_decoded).zip(position..) {
        *out = params.decode(params.code(x, position));
    }
}
