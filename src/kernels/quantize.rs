//! Values to codes, codes back to values, and both at once.
//!
//! ```text
//! quantize:       r = rank(x);  store the code of rank r       (integers: the low byte of q_min + r)
//! dequantize:     x̂ = (q - z) · s
//! fake_quantize:  x̂ = level(rank(x))
//! ```
//! Departure: four codes are added up in one 32-bit lane, each at its byte, and the bytes are then put in order. Narrowing
//! instructions exist, but compilers replace them by slower sequences.

use fearless_simd::{Level, Simd, dispatch, f32x4, i32x4, prelude::*, u8x16};

use super::coder::{Coder, STEP, WIDTH, in_order, with_coder};
use crate::quantizer::{Codebook, Coding, Minus, Params, Quantizer, TableParams};

/// Codes of `values`, one byte each: the low byte of the code, that is two's complement for signed codes.
/// Any f32 is allowed: infinities take the outermost code on their side, NaN the code of zero.
///
/// # Panics
/// When the slices differ in length.
pub fn quantize(level: Level, values: &[f32], quantizer: &Quantizer, codes: &mut [u8]) {
    assert_eq!(values.len(), codes.len(), "one code for each value");
    let first = match quantizer {
        Quantizer::Affine(params) => params.q_min as u8,
        Quantizer::Table(_) | Quantizer::Offset(_) => 0,
    };
    dispatch!(level, simd => with_coder!(simd, quantizer, coder => ranks_on(simd, coder, values, quantizer, first, codes)));
    match quantizer {
        Quantizer::Affine(_) => {}
        Quantizer::Table(params) => codes_of_ranks(params, values, codes),
        Quantizer::Offset(params) => {
            codes.iter_mut().for_each(|code| *code = params.code_of_rank(usize::from(*code)) as u8);
        }
    }
}

/// Values that `codes` decode to: the inverse of [`quantize`] up to rounding and clipping. A code that the format does not have
/// decodes to 0.
///
/// # Panics
/// When the slices differ in length.
pub fn dequantize(level: Level, codes: &[u8], quantizer: &Quantizer, values: &mut [f32]) {
    assert_eq!(values.len(), codes.len(), "one code for each value");
    match quantizer {
        Quantizer::Affine(params) => dispatch!(level, simd => dequantize_on(simd, codes, params, values)),
        Quantizer::Table(params) => {
            for (value, &code) in values.iter_mut().zip(codes) {
                *value = params.decode(code);
            }
        }
        Quantizer::Offset(params) => {
            for (value, &code) in values.iter_mut().zip(codes) {
                *value = params.decode(code);
            }
        }
    }
}

/// The values that the codes of `values` decode to: what ONNX calls QuantizeLinear and DequantizeLinear in a row, and
/// PyTorch `fake_quantize`. Any f32 is allowed, as in [`quantize`].
///
/// # Panics
/// When the slices differ in length.
pub fn fake_quantize(level: Level, values: &[f32], quantizer: &Quantizer, decoded: &mut [f32]) {
    fake_quantize_from(level, values, quantizer, 0, decoded);
}

/// [`fake_quantize`] of a part of a block, of which the first value is at `position`.
pub(super) fn fake_quantize_from(
    level: Level,
    values: &[f32],
    quantizer: &Quantizer,
    position: u32,
    decoded: &mut [f32],
) {
    assert_eq!(values.len(), decoded.len(), "one level for each value");
    dispatch!(level, simd => with_coder!(simd, quantizer, coder => {
        fake_quantize_on(coder, values, quantizer, position, decoded)
    }));
}

/// Ranks become the codes of a table, in place. First each takes the code of its level. Then those of zero that belong to a second zero, and
/// NaN, take their own: a level has one code, so that of zero is recognized.
fn codes_of_ranks(params: &TableParams, values: &[f32], codes: &mut [u8]) {
    let Codebook { codes: of_level, second_zero, nan, .. } = params.book;
    if nan.is_some() {
        for (code, &x) in codes.iter_mut().zip(values) {
            *code = params.code_of_rank(usize::from(*code), x);
        }
        return;
    }
    codes.iter_mut().for_each(|code| *code = of_level[usize::from(*code)]);
    let Some(second) = *second_zero else { return };
    let first = params.book.code_of_zero();
    match (params.book.minus, params.coding) {
        // A ratio by such a number has the sign of its value, and is NaN where that is.
        (Minus::Signed, Coding::Divide(by)) if by > 0.0 && by.is_finite() => {
            for (code, &x) in codes.iter_mut().zip(values) {
                let other = (*code == first) & x.is_sign_negative() & !x.is_nan();
                *code = if other { second } else { *code };
            }
        }
        _ => {
            for (code, &x) in codes.iter_mut().zip(values).filter(|(code, _)| **code == first) {
                *code = params.code_of_zero(x);
            }
        }
    }
}

/// The ranks of values, `first` added to each.
#[inline(always)]
fn ranks_on<S: Simd>(
    simd: S,
    coder: impl Coder<S>,
    values: &[f32],
    quantizer: &Quantizer,
    first: u8,
    ranks: &mut [u8],
) {
    let lowest = u8x16::splat(simd, first);
    let (steps, rest) = values.as_chunks::<STEP>();
    let (stores, rest_ranks) = ranks.as_chunks_mut::<STEP>();
    let mut position = 0;
    for (x, out) in steps.iter().zip(stores) {
        (in_order(simd, coder.ranks(x, position)) + lowest).store_slice(out);
        position += STEP as u32;
    }
    for ((&x, out), position) in rest.iter().zip(rest_ranks).zip(position..) {
        *out = (quantizer.rank(x, position) as u8).wrapping_add(first);
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
    coder: impl Coder<S>,
    values: &[f32],
    quantizer: &Quantizer,
    mut position: u32,
    decoded: &mut [f32],
) {
    let (steps, rest) = values.as_chunks::<STEP>();
    let (stores, rest_decoded) = decoded.as_chunks_mut::<STEP>();
    for (x, out) in steps.iter().zip(stores) {
        for (level, out) in coder.levels(x, position).into_iter().zip(out.as_chunks_mut::<WIDTH>().0) {
            level.store_slice(out);
        }
        position += STEP as u32;
    }
    for ((&x, out), position) in rest.iter().zip(rest_decoded).zip(position..) {
        *out = quantizer.decoded(x, position);
    }
}
