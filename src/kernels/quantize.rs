//! Values to codes, and codes back to values.
//!
//! ```text
//! quantize:    k = round(x / s), NaN -> 0;  q = clamp(k, q_min - z, q_max - z) + z;  store the low byte of q
//! dequantize:  x̂ = (q - z) · s
//! ```
//! Departures: (1) the zero-point is added after clamping, so that the sum cannot overflow; the conversion to integers
//! saturates and takes NaN to 0. (2) Bytes come from two saturating narrowings, which are one instruction each but
//! know only signed bytes: unsigned codes are moved down by 128 first and back by flipping their highest bit.

use fearless_simd::{Level, Simd, dispatch, f32x16, i32x16, prelude::*, u8x16};

use crate::{
    params::{Division, Params},
    rounding::Rounding,
};

const WIDTH: usize = 16;

/// Codes of `values`, one byte each: the low byte of the code, that is two's complement for signed codes.
/// Any f32 is allowed: infinities take the last code on their side, NaN the zero-point.
///
/// # Panics
/// When the slices differ in length.
pub fn quantize(level: Level, values: &[f32], params: &Params, codes: &mut [u8]) {
    assert_eq!(values.len(), codes.len(), "one code a value");
    if params.rounding != Rounding::Even || params.division != Division::Exact {
        for (i, (&x, out)) in values.iter().zip(codes).enumerate() {
            *out = params.code(x, i as u32) as u8;
        }
        return;
    }
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
    let signed = params.q_min < 0;
    let scale = f32x16::splat(simd, params.scale);
    let (before, after) = params.zero_point.parts();
    let before = f32x16::splat(simd, before);
    let low = i32x16::splat(simd, params.q_min - after);
    let high = i32x16::splat(simd, params.q_max - after);
    let shift = i32x16::splat(simd, after - if signed { 0 } else { 128 });
    let flip = u8x16::splat(simd, if signed { 0 } else { 128 });

    let (vectors, rest) = values.as_chunks::<WIDTH>();
    let (stores, rest_codes) = codes.as_chunks_mut::<WIDTH>();
    for (x, out) in vectors.iter().zip(stores) {
        let x = f32x16::from_slice(simd, x);
        let k: i32x16<S> = (x / scale + before).round_ties_even().to_int_precise();
        let (a, b) = simd.split_i32x16(k.max(low).min(high) + shift);
        let (a, b) = simd.split_i16x16(simd.saturating_narrow_i32x8(a, b));
        let bytes: u8x16<S> = simd.saturating_narrow_i16x8(a, b).bitcast();
        (bytes ^ flip).store_slice(out);
    }
    let position = values.len() - rest.len();
    for (i, (&x, out)) in rest.iter().zip(rest_codes).enumerate() {
        *out = params.code(x, (position + i) as u32) as u8;
    }
}
