//! Eight runs of a search side by side, a lane for each: sums then have the order of their terms, as in a run alone.

use fearless_simd::{Simd, f32x8, i32x8, prelude::*};

/// How many runs are searched at once.
pub(super) const LANES: usize = 8;

/// A number of each run.
pub(super) type Lanes<S> = f32x8<S>;

/// 1.5·2²³.
const BIAS: f32 = 12_582_912.0;
/// The bits of a fraction, and the fraction of 1.5·2²³.
const FRACTION: (i32, i32) = (0x007f_ffff, 0x0040_0000);
/// Runs of smaller numbers count as zeros.
pub(super) const TINY: f32 = 1e-15;

/// At most eight runs, and room for what is found for each of them.
pub(super) struct Batch<'a, const N: usize, F> {
    pub(super) runs: &'a [[f32; N]],
    pub(super) weights: &'a [[f32; N]],
    pub(super) found: &'a mut [F],
    pub(super) codes: &'a mut [[u8; N]],
}

/// Runs as batches, in order; the last one may be smaller.
pub(super) fn batches<'a, const N: usize, F>(
    runs: &'a [[f32; N]],
    weights: &'a [[f32; N]],
    found: &'a mut [F],
    codes: &'a mut [[u8; N]],
) -> impl Iterator<Item = Batch<'a, N, F>> {
    let given = runs.chunks(LANES).zip(weights.chunks(LANES));
    let room = found.chunks_mut(LANES).zip(codes.chunks_mut(LANES));
    given.zip(room).map(|((runs, weights), (found, codes))| Batch { runs, weights, found, codes })
}

/// A value of each run at a time. Where there are fewer than eight runs, the last one stands for those that are missing.
#[inline(always)]
pub(super) fn side_by_side<S: Simd, const N: usize>(simd: S, runs: &[[f32; N]]) -> [Lanes<S>; N] {
    let last = runs.len() - 1;
    let runs: [&[f32; N]; LANES] = std::array::from_fn(|lane| &runs[lane.min(last)]);
    std::array::from_fn(|i| Lanes::from_slice(simd, &runs.map(|run| run[i])))
}

/// The nearest whole number, ties to even, of numbers up to 2²² - 1. Beyond them it is what ggml's `nearest_int` makes of them.
#[inline(always)]
pub(super) fn nearest<S: Simd>(v: Lanes<S>) -> i32x8<S> {
    ((v + BIAS).bitcast::<i32x8<S>>() & FRACTION.0) - FRACTION.1
}

/// The same of one number.
#[inline(always)]
pub(super) fn nearest_int(v: f32) -> i32 {
    ((v + BIAS).to_bits() as i32 & FRACTION.0) - FRACTION.1
}

/// The nearest whole numbers, limited to those that codes stand for.
#[inline(always)]
pub(super) fn numbers<S: Simd>(v: Lanes<S>, low: i32x8<S>, high: i32x8<S>) -> Lanes<S> {
    nearest(v).max(low).min(high).to_float()
}

/// The value of the largest magnitude of each run, the first one of equals, and that magnitude.
#[inline(always)]
pub(super) fn largest<S: Simd>(simd: S, x: &[Lanes<S>]) -> (Lanes<S>, Lanes<S>) {
    let nothing = Lanes::splat(simd, 0.0);
    x.iter().fold((nothing, nothing), |(value, size), &x| {
        let larger = x.abs().simd_gt(size);
        (larger.select(x, value), larger.select(x.abs(), size))
    })
}
