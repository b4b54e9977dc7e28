//! Sums of powers, in f64.
//!
//! ```text
//! power_sums:       S_k = Σ (x − c)^k for k = 1 … 4
//! sum_of_squares:   Σ x²
//! add_squares:      sums[i] += x[i]²;  most[i] = max(most[i], |x[i]|)
//! ```
//! Sums have four lanes, and a power is a product of those below it.

use fearless_simd::{Level, Simd, dispatch, f32x8, f64x4, prelude::*};

use super::each;

/// Values of a vector: twice the lanes of a sum.
const WIDTH: usize = 8;

/// `Σ (x − center)^k` for k = 1 … 4.
pub fn power_sums(level: Level, values: &[f32], center: f64) -> [f64; 4] {
    dispatch!(level, simd => if center == 0.0 {
        power_sums_on::<_, false>(simd, values, center)
    } else {
        power_sums_on::<_, true>(simd, values, center)
    })
}

/// Σx².
pub fn sum_of_squares(level: Level, values: &[f32]) -> f64 {
    dispatch!(level, simd => sum_of_squares_on(simd, values))
}

/// Adds the square of each value to the sum of its place, and keeps the largest magnitude of each place.
pub fn add_squares(level: Level, values: &[f32], sums: &mut [f64], most: &mut [f32]) {
    dispatch!(level, simd => add_squares_on(simd, values, sums, most));
}

#[inline(always)]
fn power_sums_on<S: Simd, const MOVED: bool>(simd: S, values: &[f32], center: f64) -> [f64; 4] {
    let (vectors, rest) = values.as_chunks::<WIDTH>();
    let [mut s1, mut s2, mut s3, mut s4] = [f64x4::splat(simd, 0.0); 4];
    let c = f64x4::splat(simd, center);
    for vector in vectors {
        let (low, high) = simd.widen_f32x8(f32x8::from_slice(simd, vector));
        for x in [low, high] {
            let x = if MOVED { x - c } else { x };
            let square = x * x;
            s1 += x;
            s2 += square;
            s3 += square * x;
            s4 += square * square;
        }
    }
    let mut sums = each([s1, s2, s3, s4], |lanes| lanes.as_slice().iter().sum());
    for &x in rest {
        let x = if MOVED { f64::from(x) - center } else { f64::from(x) };
        let square = x * x;
        for (sum, power) in sums.iter_mut().zip([x, square, square * x, square * square]) {
            *sum += power;
        }
    }
    sums
}

#[inline(always)]
fn sum_of_squares_on<S: Simd>(simd: S, values: &[f32]) -> f64 {
    let (vectors, rest) = values.as_chunks::<WIDTH>();
    let mut sum = f64x4::splat(simd, 0.0);
    for vector in vectors {
        let (low, high) = simd.widen_f32x8(f32x8::from_slice(simd, vector));
        sum += low * low;
        sum += high * high;
    }
    rest.iter().fold(sum.as_slice().iter().sum(), |sum, &x| sum + f64::from(x) * f64::from(x))
}

// Plain loops over slices of one length, of which compilers make vectors with the instructions of the level.
#[inline(always)]
fn add_squares_on<S: Simd>(_: S, values: &[f32], sums: &mut [f64], most: &mut [f32]) {
    for (sum, &x) in sums.iter_mut().zip(values) {
        *sum += f64::from(x) * f64::from(x);
    }
    for (most, &x) in most.iter_mut().zip(values) {
        *most = if x.abs() > *most { x.abs() } else { *most };
    }
}
