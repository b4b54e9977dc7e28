//! The search for a scale and a minimum (`make_qkx2_quants` and `make_qkx3_quants` of `ggml-quants.c`).
//!
//! ```text
//! lo = min(min x, 0);   hi = max x;    hi <= lo: scale 0, codes 0, minimum lo
//! f = N / (hi - lo);   scale = 1 / f;   l = clamp(nearest(f (x - lo)), 0, N);   error = Σ w e(scale l + lo - x)
//! for t = 0 … tries:
//!     f = (first + between · t + N) / (hi - lo)                     lo is the one taken last, hi stays
//!     l = clamp(nearest(f (x - lo)), 0, N)
//!     A = Σ w l;   B = Σ w l l;   C = Σ w l x;   W = Σ w;   X = Σ w x;   D = W B - A²;    only if D > 0:
//!     scale' = (W C - X A) / D;   lo' = (B X - A C) / D;    lo' > 0:  lo' = 0, scale' = C / B
//!     Σ w e(scale' l + lo' - x) < error:   take scale', lo', l and that error
//! e(d) = d², or |d|
//! ```
//! All in f32, sums in the order of values. Eight runs are searched at once; codes are not kept but follow from f and the lo of
//! their time.

use fearless_simd::{Level, Simd, dispatch, i32x8, prelude::*};

use super::lanes::{Batch, Lanes, batches, nearest, numbers, side_by_side};

/// What is tried.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tries {
    /// The largest code N.
    pub(super) top: i32,
    /// What the first try adds to N.
    pub(super) first: f32,
    /// What each further try adds.
    pub(super) between: f32,
    /// How many further tries there are.
    pub(super) more: i32,
    /// Whether errors count as |e|, not as e².
    pub(super) absolute: bool,
}

impl Tries {
    /// Those of all searches with importance, but for the largest code.
    pub(super) const WEIGHTED: Self = Self { top: 0, first: -0.9, between: 0.05, more: 36, absolute: false };
}

/// What is found for a run.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Found {
    /// The scale.
    pub(super) scale: f32,
    /// The minimum with its sign changed: 0 or more.
    pub(super) minimum: f32,
    /// What is added to values, and what the sums are multiplied by, to give the codes that were found.
    pub(super) shift: f32,
    /// See `shift`; 0 where all codes are 0.
    pub(super) factor: f32,
}

/// Searches each run.
pub(super) fn search<const N: usize>(
    level: Level,
    tries: Tries,
    runs: &[[f32; N]],
    weights: &[[f32; N]],
    found: &mut [Found],
    codes: &mut [[u8; N]],
) {
    let batches = batches(runs, weights, found, codes);
    dispatch!(level, simd => for batch in batches {
        if tries.absolute {
            eight::<_, N, true>(simd, tries, batch);
        } else {
            eight::<_, N, false>(simd, tries, batch);
        }
    });
}

#[inline(always)]
fn eight<S: Simd, const N: usize, const ABSOLUTE: bool>(
    simd: S,
    tries: Tries,
    Batch { runs, weights, found, codes }: Batch<'_, N, Found>,
) {
    let x = side_by_side(simd, runs);
    let w = side_by_side(simd, weights);
    let (low, high) = (i32x8::splat(simd, 0), i32x8::splat(simd, tries.top));
    let zero = Lanes::splat(simd, 0.0);
    let top = tries.top as f32;
    let (mut lo, mut hi) = (x[0], x[0]);
    let (mut sum_w, mut sum_x) = (w[0], w[0] * x[0]);
    for (&x, &w) in x.iter().zip(&w).skip(1) {
        lo = x.simd_lt(lo).select(x, lo);
        hi = x.simd_gt(hi).select(x, hi);
        sum_w += w;
        sum_x += w * x;
    }
    lo = lo.simd_gt(zero).select(zero, lo);
    let (flat, lowest) = (hi.simd_le(lo), lo);

    let mut factor = top / (hi - lo);
    let mut base = lo;
    let mut scale = 1.0 / factor;
    let mut error = zero;
    for (&x, &w) in x.iter().zip(&w) {
        let l = numbers(factor * (x - lo), low, high);
        error += w * size::<S, ABSOLUTE>(scale * l + lo - x);
    }
    let mut tried = [zero; N];
    for t in 0..=tries.more {
        let f = (tries.first + tries.between * t as f32 + top) / (hi - lo);
        let (mut a, mut b, mut c) = (zero, zero, zero);
        for ((&x, &w), tried) in x.iter().zip(&w).zip(&mut tried) {
            let l = numbers(f * (x - lo), low, high);
            *tried = l;
            let wl = w * l;
            a += wl;
            b += wl * l;
            c += wl * x;
        }
        let d = sum_w * b - a * a;
        let above = ((b * sum_x - a * c) / d).simd_gt(zero);
        let new_lo = above.select(zero, (b * sum_x - a * c) / d);
        let new_scale = above.select(c / b, (sum_w * c - sum_x * a) / d);
        let mut new_error = zero;
        for ((&x, &w), &l) in x.iter().zip(&w).zip(&tried) {
            new_error += w * size::<S, ABSOLUTE>(new_scale * l + new_lo - x);
        }
        let better = d.simd_gt(zero) & new_error.simd_lt(error);
        factor = better.select(f, factor);
        base = better.select(lo, base);
        scale = better.select(new_scale, scale);
        error = better.select(new_error, error);
        lo = better.select(new_lo, lo);
    }
    // Of a run without a range, nothing above is a number.
    factor = flat.select(zero, factor);
    base = flat.select(zero, base);
    scale = flat.select(zero, scale);
    lo = flat.select(lowest, lo);
    for i in 0..N {
        let l = nearest(factor * (x[i] - base)).max(low).min(high);
        for (lane, codes) in codes.iter_mut().enumerate() {
            codes[i] = l[lane] as u8;
        }
    }
    for (lane, found) in found.iter_mut().enumerate() {
        *found = Found { scale: scale[lane], minimum: -lo[lane], shift: -base[lane], factor: factor[lane] };
    }
}

/// How much an error counts.
#[inline(always)]
fn size<S: Simd, const ABSOLUTE: bool>(e: Lanes<S>) -> Lanes<S> {
    if ABSOLUTE { e.abs() } else { e * e }
}
