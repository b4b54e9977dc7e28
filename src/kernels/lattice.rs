//! The squared distance of values from a row of whole numbers: what a search needs of a grid, and nothing else.
//!
//! ```text
//! t = x·a + b;    r = clamp(round(t), low, high);    Σ(t - r)²
//! ```
//! Departure: 1.5·2²³ is added to t, which rounds it and leaves r in the low bits, and these are clamped as integers, as in
//! [`affine`](super::affine).

use fearless_simd::{Level, Simd, dispatch, f32x4, i32x4, prelude::*};

use super::{
    affine::BIAS,
    coder::{STEP, WIDTH, load},
};

/// Σ(t - r)² with `t = x·a + b`, and `r` the nearest of `low ..= high`, in f32.
///
/// Sixteen sums in turn, joined in order, and then that of the values that are left. Both ends are within
/// ±2²¹. A sum beyond f32 is infinite.
pub(crate) fn lattice_distance(
    level: Level,
    values: &[f32],
    (a, b): (f32, f32),
    (low, high): (i32, i32),
) -> f32 {
    dispatch!(level, simd => lattice_distance_on(simd, values, (a, b), (low, high)))
}

#[inline(always)]
fn lattice_distance_on<S: Simd>(simd: S, values: &[f32], (a, b): (f32, f32), (low, high): (i32, i32)) -> f32 {
    let bits = |r: i32| i32x4::splat(simd, BIAS.to_bits() as i32 + r);
    let (lowest, highest) = (bits(low), bits(high));
    let (steps, rest) = values.as_chunks::<STEP>();
    let mut sums = [f32x4::splat(simd, 0.0); STEP / WIDTH];
    for step in steps {
        for (sum, x) in sums.iter_mut().zip(load(simd, step)) {
            let t = x * a + b;
            let biased = (t + BIAS).bitcast::<i32x4<S>>().max(lowest).min(highest);
            let e = t - (biased.bitcast::<f32x4<S>>() - BIAS);
            *sum += e * e;
        }
    }
    let sum = sums.iter().flat_map(|sum| sum.as_slice()).sum::<f32>();
    sum + rest.iter().map(|&x| distance(x, (a, b), (low, high))).sum::<f32>()
}

/// The scalar definition: (t - r)².
#[inline(always)]
fn distance(x: f32, (a, b): (f32, f32), (low, high): (i32, i32)) -> f32 {
    let t = x * a + b;
    let r = t.round_ties_even();
    let e = t - r.clamp(low as f32, high as f32);
    e * e
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn equals_the_definition_on_every_level(
            values in prop::collection::vec(prop_oneof![-1.0f32..1.0, Just(0.0), Just(0.5), Just(-1.0)], 0..200),
            a in prop_oneof![0.0f32..300.0, Just(2.0), Just(1e-30), 1e3f32..1e6], b in prop_oneof![-300.0f32..300.0, Just(7.0)],
            low in -300i32..10, levels in prop::sample::select(&[2, 14, 15, 254, 255][..]),
        ) {
            let high = low + levels;
            let (steps, rest) = values.as_chunks::<STEP>();
            let lanes = (0..STEP).map(|i| steps.iter().map(|step| distance(step[i], (a, b), (low, high))).fold(0.0, |s, d| s + d));
            let oracle = lanes.fold(0.0, |s, d| s + d) + rest.iter().map(|&x| distance(x, (a, b), (low, high))).sum::<f32>();
            for level in [Level::new(), Level::fallback()] {
                prop_assert_eq!(lattice_distance(level, &values, (a, b), (low, high)), oracle);
            }
        }
    }
}
