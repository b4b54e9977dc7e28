//! Largest magnitude, and smallest and largest value.
//!
//! ```text
//! abs_max:  m = 0;            for x: m = max(m, |x|)
//! min_max:  lo = hi = x[0];   for x: lo = min(lo, x), hi = max(hi, x)
//! ```
//! Maximum and minimum do not depend on order, so lanes may be joined in any order. Departure: magnitudes are compared as integers,
//! which have the same order as the floats. That is one instruction, while a maximum of floats has to handle NaN and zeros.

use fearless_simd::{Level, Simd, dispatch, f32x16, i32x16, prelude::*};

const WIDTH: usize = 16;

/// Largest `|x|`; 0 for an empty slice.
pub fn abs_max(level: Level, values: &[f32]) -> f32 {
    dispatch!(level, simd => abs_max_on(simd, values))
}

/// Smallest and largest value; (0, 0) for an empty slice. A zero is +0.
pub fn min_max(level: Level, values: &[f32]) -> (f32, f32) {
    dispatch!(level, simd => min_max_on(simd, values))
}

#[inline(always)]
fn abs_max_on<S: Simd>(simd: S, values: &[f32]) -> f32 {
    let (vectors, rest) = values.as_chunks::<WIDTH>();
    let mut most = i32x16::splat(simd, 0);
    for x in vectors {
        most = most.max(f32x16::from_slice(simd, x).abs().bitcast::<i32x16<S>>());
    }
    let most = most.as_slice().iter().map(|&bits| f32::from_bits(bits as u32));
    most.chain(rest.iter().map(|x| x.abs())).fold(0.0, larger)
}

#[inline(always)]
pub(super) fn min_max_on<S: Simd>(simd: S, values: &[f32]) -> (f32, f32) {
    let Some(&first) = values.first() else { return (0.0, 0.0) };
    let (vectors, rest) = values.as_chunks::<WIDTH>();
    let (mut least, mut most) = (f32x16::splat(simd, first), f32x16::splat(simd, first));
    for x in vectors {
        let x = f32x16::from_slice(simd, x);
        least = x.simd_lt(least).select(x, least);
        most = x.simd_gt(most).select(x, most);
    }
    let lo = least.as_slice().iter().chain(rest).copied().fold(first, smaller);
    let hi = most.as_slice().iter().chain(rest).copied().fold(first, larger);
    // The zero that a vector minimum keeps depends on the machine; adding +0 makes both +0.
    (lo + 0.0, hi + 0.0)
}

// `f32::max` is a call into libm on wasm; a comparison is one instruction.
#[inline(always)]
fn larger(a: f32, b: f32) -> f32 {
    if b > a { b } else { a }
}

#[inline(always)]
fn smaller(a: f32, b: f32) -> f32 {
    if b < a { b } else { a }
}
