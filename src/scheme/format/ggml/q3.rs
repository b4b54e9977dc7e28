//! The search for a scale of signed codes by descent (`make_q3_quants` of `ggml-quants.c`).
//!
//! ```text
//! m = the value of the largest magnitude; a run below 1e-15 has scale 0 and the lowest codes
//! f = -N / m;   l = clamp(nearest(f x), -N, N - 1);   w = x²;   a = Σ w x l;   b = Σ w l l
//! up to 5 times, until nothing changes:  for each value:
//!     a' = a - w x l;   only if a' > 0:
//!     b' = b - w l l;   l' = clamp(nearest(x b' / a'), -N, N - 1);    only if l' is another:
//!     a' += w x l';     b' += w l' l';     b' > 0 and a'² b > a² b':   take l', a', b'
//! scale = a / b, or 0
//! ```
//! All in f32. Eight runs are searched at once: one in which nothing changes any more does not change when others go on.

use fearless_simd::{Level, Simd, dispatch, i32x8, prelude::*};

use super::lanes::{LANES, Lanes, TINY, largest, numbers, side_by_side};

/// Searches each run for a scale of the numbers from `-count` to `count - 1`. Codes count from the lowest number.
pub(super) fn search<const N: usize>(
    level: Level,
    count: i32,
    runs: &[[f32; N]],
    scales: &mut [f32],
    codes: &mut [[u8; N]],
) {
    let batches = runs.chunks(LANES).zip(scales.chunks_mut(LANES).zip(codes.chunks_mut(LANES)));
    dispatch!(level, simd => for (runs, (scales, codes)) in batches {
        eight(simd, count, runs, scales, codes);
    });
}

#[inline(always)]
fn eight<S: Simd, const N: usize>(
    simd: S,
    count: i32,
    runs: &[[f32; N]],
    scales: &mut [f32],
    codes: &mut [[u8; N]],
) {
    let x = side_by_side(simd, runs);
    let (low, high) = (i32x8::splat(simd, -count), i32x8::splat(simd, count - 1));
    let zero = Lanes::splat(simd, 0.0);
    let (most, size) = largest(simd, &x);
    let factor = -(count as f32) / most;
    let (mut a, mut b) = (zero, zero);
    let mut taken = [zero; N];
    for (&x, taken) in x.iter().zip(&mut taken) {
        let l = numbers(factor * x, low, high);
        let w = x * x;
        *taken = l;
        a += w * x * l;
        b += w * l * l;
    }
    for _ in 0..5 {
        let mut changed = zero.simd_ne(zero);
        for (&x, taken) in x.iter().zip(&mut taken) {
            let (w, l) = (x * x, *taken);
            let less_a = a - w * x * l;
            let less_b = b - w * l * l;
            let new = numbers(x * less_b / less_a, low, high);
            let new_a = less_a + w * x * new;
            let new_b = less_b + w * new * new;
            let better = less_a.simd_gt(zero)
                & new.simd_ne(l)
                & new_b.simd_gt(zero)
                & (new_a * new_a * b).simd_gt(a * a * new_b);
            *taken = better.select(new, l);
            a = better.select(new_a, a);
            b = better.select(new_b, b);
            changed |= better;
        }
        if !changed.any_true() {
            break;
        }
    }
    let scale = (!size.simd_lt(TINY) & b.simd_gt(zero)).select(a / b, zero);
    for (lane, (found, codes)) in scales.iter_mut().zip(codes).enumerate() {
        *found = scale[lane];
        if size[lane] < TINY {
            codes.fill(0);
        } else {
            for (code, taken) in codes.iter_mut().zip(&taken) {
                *code = (taken[lane] as i32 + count) as u8;
            }
        }
    }
}
