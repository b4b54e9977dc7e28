//! Values to codes, and codes back to values.
//!
//! ```text
//! quantize:    v = round(x / s) + z;  v is NaN -> z;  q = clamp(v, q_min, q_max);  store the low byte of q
//! dequantize:  x̂ = (q - z) · s
//! ```
//! One deviation from the text: the comparisons that clamp run on f32, where -∞ and +∞ still compare, so the
//! conversion to an integer never meets a value outside it.

use fearless_simd::{Level, Simd, dispatch, f32x16, i32x16, prelude::*};

use crate::params::Params;

const WIDTH: usize = 16;

/// Codes of `values`, one byte each: the low byte of the code, that is two's complement for signed codes.
/// Any f32 is allowed: infinities take the last code on their side, NaN the zero-point.
///
/// # Panics
/// When the slices differ in length.
pub fn quantize(level: Level, values: &[f32], params: &Params, codes: &mut [u8]) {
    assert_eq!(values.len(), codes.len(), "one code a value");
    dispatch!(level, simd => quantize_on(simd, values, params, codes));
}

/// Values that `codes` decode to: the inverse of [`quantize`] up to rounding and clipping.
///
/// # Panics
/// When the slices differ in length.
pub fn dequantize(codes: &[u8], params: &Params, values: &mut [f32]) {
    assert_eq!(values.len(), codes.len(), "one code a value");
    let signed = params.q_min < 0;
    for (x, &byte) in values.iter_mut().zip(codes) {
        *x = params.decode(if signed { i32::from(byte as i8) } else { i32::from(byte) });
    }
}

#[inline(always)]
fn quantize_on<S: Simd>(simd: S, values: &[f32], params: &Params, codes: &mut [u8]) {
    let scale = f32x16::splat(simd, params.scale);
    let zero_point = f32x16::splat(simd, params.zero_point as f32);
    let low = f32x16::splat(simd, params.q_min as f32);
    let high = f32x16::splat(simd, params.q_max as f32);

    let (vectors, rest) = values.as_chunks::<WIDTH>();
    let (stores, rest_codes) = codes.as_chunks_mut::<WIDTH>();
    for (x, out) in vectors.iter().zip(stores) {
        let x = f32x16::from_slice(simd, x);
        let v = (x / scale).round_ties_even() + zero_point;
        let v = v.simd_eq(v).select(v, zero_point);
        let v = v.max(low).min(high);
        let q: i32x16<S> = v.to_int();
        let (a, b) = simd.split_i32x16(q);
        let words = simd.narrow_i32x8(a, b);
        let (a, b) = simd.split_i16x16(words);
        let bytes = simd.narrow_i16x8(a, b);
        bytes.bitcast::<fearless_simd::u8x16<S>>().store_slice(out);
    }
    for (&x, out) in rest.iter().zip(rest_codes) {
        *out = params.code(x) as u8;
    }
}
