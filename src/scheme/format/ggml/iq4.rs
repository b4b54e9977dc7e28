//! The search for a scale of the levels of IQ4 (`quantize_row_iq4_nl_impl` of `ggml-quants.c`).
//!
//! ```text
//! m = the value of the largest magnitude; a run below 1e-15 has scale 0;   L = the levels, q(v) = the level nearest to v
//! f = 1 / (-m / L[0]);   q = q(f x);   a = Σ w q x;   b = Σ w q q;   scale = a / b, or 0;   best = scale · a
//! for t = -7 … 7:   f = (t + L[0]) / m;   a and b likewise;    b > 0 and a² > best · b:   scale = a / b;   best = scale · a
//! ```
//! All in f32, sums in the order of values. Eight runs are searched at once. A level is the lowest one plus the gaps that v has
//! passed, whole numbers all of them.

use fearless_simd::{Level, Simd, dispatch, prelude::*};

use super::lanes::{LANES, Lanes, TINY, largest, side_by_side};
use crate::quantizer::Codebook;

/// Searches each run for a scale of the levels of `book`.
pub(super) fn search(
    level: Level,
    book: &Codebook,
    runs: &[[f32; 32]],
    weights: &[[f32; 32]],
    scales: &mut [f32],
) {
    let batches = runs.chunks(LANES).zip(weights.chunks(LANES)).zip(scales.chunks_mut(LANES));
    dispatch!(level, simd => for ((runs, weights), scales) in batches {
        eight(simd, book, runs, weights, scales);
    });
}

#[inline(always)]
fn eight<S: Simd>(simd: S, book: &Codebook, runs: &[[f32; 32]], weights: &[[f32; 32]], scales: &mut [f32]) {
    let x = side_by_side(simd, runs);
    let w = side_by_side(simd, weights);
    let zero = Lanes::splat(simd, 0.0);
    let lowest = book.levels[0];
    let mut gaps = [(zero, zero); 15];
    for ((gap, start), pair) in gaps.iter_mut().zip(&book.starts).zip(book.levels.windows(2)) {
        *gap = (Lanes::splat(simd, *start), Lanes::splat(simd, pair[1] - pair[0]));
    }
    let (most, size) = largest(simd, &x);
    let (a, b) = sums(simd, 1.0 / (-most / lowest), &x, &w, lowest, &gaps);
    let mut scale = b.simd_gt(zero).select(a / b, zero);
    let mut best = scale * a;
    for t in -7..=7 {
        let (a, b) = sums(simd, (t as f32 + lowest) / most, &x, &w, lowest, &gaps);
        let better = b.simd_gt(zero) & (a * a).simd_gt(best * b);
        scale = better.select(a / b, scale);
        best = better.select(scale * a, best);
    }
    scale = size.simd_lt(TINY).select(zero, scale);
    for (lane, found) in scales.iter_mut().enumerate() {
        *found = scale[lane];
    }
}

/// Σ w q x and Σ w q q of the levels q that a factor gives. `gaps` has where a level begins, and how far it lies above the one before.
// A function and not a closure: what is not inlined has no vectors.
#[inline(always)]
fn sums<S: Simd>(
    simd: S,
    factor: Lanes<S>,
    x: &[Lanes<S>; 32],
    w: &[Lanes<S>; 32],
    lowest: f32,
    gaps: &[(Lanes<S>, Lanes<S>); 15],
) -> (Lanes<S>, Lanes<S>) {
    let nothing = Lanes::splat(simd, 0.0);
    let (mut a, mut b) = (nothing, nothing);
    for (&x, &w) in x.iter().zip(w) {
        let v = factor * x;
        let mut q = Lanes::splat(simd, lowest);
        for &(start, gap) in gaps {
            q += v.simd_ge(start).select(gap, nothing);
        }
        let wq = w * q;
        a += wq * x;
        b += wq * q;
    }
    (a, b)
}
