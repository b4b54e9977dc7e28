//! The search for a scale of signed codes (`make_qx_quants` of `ggml-quants.c`).
//!
//! ```text
//! m = the value of the largest magnitude; a run below 1e-15 has scale 0 and the lowest codes
//! for t = 0, then -9 … 9 without 0:
//!     f = -(N + 0.1 t) / m;    l = clamp(nearest(f x), -N, N - 1)
//!     a = Σ w x l;   b = Σ w l l
//!     t = 0:                         scale = a / b, or 0;   best = scale · a
//!     b > 0 and a² > best · b:       scale = a / b;         best = scale · a
//! codes = l of the f that was taken
//! ```
//! All in f32, sums in the order of values. Eight runs are searched at once.

use fearless_simd::{Level, Simd, dispatch, i32x8, prelude::*};

use super::lanes::{Batch, Lanes, TINY, batches, largest, nearest, numbers, side_by_side};

/// What is found for a run.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Found {
    /// The scale; of either sign.
    pub(super) scale: f32,
    /// What values are multiplied by to give the codes that were found; 0 where all codes are the lowest.
    pub(super) factor: f32,
}

/// Searches each run for a scale of the numbers from `-count` to `count - 1`. Codes count from the lowest number.
pub(super) fn search<const N: usize>(
    level: Level,
    count: i32,
    runs: &[[f32; N]],
    weights: &[[f32; N]],
    found: &mut [Found],
    codes: &mut [[u8; N]],
) {
    let batches = batches(runs, weights, found, codes);
    dispatch!(level, simd => for batch in batches {
        eight(simd, count, batch);
    });
}

#[inline(always)]
fn eight<S: Simd, const N: usize>(
    simd: S,
    count: i32,
    Batch { runs, weights, found, codes }: Batch<'_, N, Found>,
) {
    let x = side_by_side(simd, runs);
    let w = side_by_side(simd, weights);
    let (low, high) = (i32x8::splat(simd, -count), i32x8::splat(simd, count - 1));
    let zero = Lanes::splat(simd, 0.0);
    let (most, size) = largest(simd, &x);
    let wx: [Lanes<S>; N] = std::array::from_fn(|i| w[i] * x[i]);
    let mut factor = -(count as f32) / most;
    let (a, b) = sums(simd, factor, &x, &wx, &w, (low, high));
    let mut scale = b.simd_eq(zero).select(zero, a / b);
    let mut best = scale * a;
    for t in (-9..=9).filter(|&t| t != 0) {
        let tried = -(count as f32 + 0.1 * t as f32) / most;
        let (a, b) = sums(simd, tried, &x, &wx, &w, (low, high));
        let better = b.simd_gt(zero) & (a * a).simd_gt(best * b);
        factor = better.select(tried, factor);
        scale = better.select(a / b, scale);
        best = better.select(scale * a, best);
    }
    let tiny = size.simd_lt(TINY);
    scale = tiny.select(zero, scale);
    for i in 0..N {
        let l = nearest(factor * x[i]).max(low).min(high) - low;
        for (lane, codes) in codes.iter_mut().enumerate() {
            codes[i] = l[lane] as u8;
        }
    }
    for (lane, (found, codes)) in found.iter_mut().zip(codes).enumerate() {
        *found = Found { scale: scale[lane], factor: factor[lane] };
        if size[lane] < TINY {
            found.factor = 0.0;
            codes.fill(0);
        }
    }
}

/// Σ w x l and Σ w l l of the numbers l that a factor gives.
// A function and not a closure: what is not inlined has no vectors.
#[inline(always)]
fn sums<S: Simd, const N: usize>(
    simd: S,
    factor: Lanes<S>,
    x: &[Lanes<S>; N],
    wx: &[Lanes<S>; N],
    w: &[Lanes<S>; N],
    (low, high): (i32x8<S>, i32x8<S>),
) -> (Lanes<S>, Lanes<S>) {
    let nothing = Lanes::splat(simd, 0.0);
    let (mut a, mut b) = (nothing, nothing);
    for i in 0..N {
        let l = numbers(factor * x[i], low, high);
        a += wx[i] * l;
        b += w[i] * l * l;
    }
    (a, b)
}
