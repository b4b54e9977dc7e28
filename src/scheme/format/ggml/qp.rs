//! The search for a scale of numbers that are not negative (`make_qp_quants` of `ggml-quants.c`): the scales or the minimums of a
//! super-block, with weights.
//!
//! ```text
//! m = max v; below 1e-15: scale 0, codes 0
//! f = N / m;   error = Σ w (v - nearest(f v) / f)²
//! for t = -4 … 4 without 0:   f' = (0.1 t + N) / m;   codes at most N;   a smaller error:  f = f'
//! l = min(N, nearest(f v));   a = Σ w v l;   b = Σ w l l
//! up to 5 times, until nothing changes:  for each value:
//!     a' = a - w v l;   b' = b - w l l;   only if both > 0:   l' = min(N, nearest(v b' / a'));   only if l' is another:
//!     a' += w v l';     b' += w l' l';    a'² b > a² b':   take l', a', b'
//! scale = a / b, or 0
//! ```
//! All in f32. There are two such searches in a super-block, of 8 or 16 numbers: no work for vectors.

use super::lanes::{TINY, nearest_int};

/// The scale. Codes are bytes, as in ggml.
pub(super) fn search(top: i32, values: &[f32], weights: &[f32], codes: &mut [u8]) -> f32 {
    let most = values.iter().fold(0.0, |most, &v| if most > v { most } else { v });
    if most < TINY {
        codes.fill(0);
        return 0.0;
    }
    let n = top as f32;
    let error = |factor: f32, number: &dyn Fn(f32) -> f32| {
        let scale = 1.0 / factor;
        values.iter().zip(weights).fold(0.0, |sum, (&v, &w)| {
            let e = v - scale * number(factor * v);
            sum + w * e * e
        })
    };
    let limited = |v: f32| nearest_int(v).min(top);
    let mut factor = n / most;
    let mut least = error(factor, &|v| f32::from(nearest_int(v) as u8));
    for t in (-4..=4).filter(|&t| t != 0) {
        let tried = (0.1 * t as f32 + n) / most;
        let new = error(tried, &|v| limited(v) as f32);
        if new < least {
            (least, factor) = (new, tried);
        }
    }
    let (mut a, mut b) = (0.0, 0.0);
    for ((&v, &w), code) in values.iter().zip(weights).zip(&mut *codes) {
        let l = limited(factor * v);
        *code = l as u8;
        a += w * v * l as f32;
        b += w * l as f32 * l as f32;
    }
    for _ in 0..5 {
        let mut changed = false;
        for ((&v, &w), code) in values.iter().zip(weights).zip(&mut *codes) {
            let l = f32::from(*code);
            let (mut new_a, mut new_b) = (a - w * v * l, b - w * l * l);
            if new_a > 0.0 && new_b > 0.0 {
                let new = limited(v * new_b / new_a);
                if new != i32::from(*code) {
                    new_a += w * v * new as f32;
                    new_b += w * new as f32 * new as f32;
                    if new_a * new_a * b > a * a * new_b {
                        (*code, a, b) = (new as u8, new_a, new_b);
                        changed = true;
                    }
                }
            }
        }
        if !changed {
            break;
        }
    }
    if b > 0.0 { a / b } else { 0.0 }
}
