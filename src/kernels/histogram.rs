//! Counts in bins of equal width.
//!
//! ```text
//! k = bins / (hi - lo)
//! for x:  x < lo -> below;  x > hi -> above;  else counts[min(floor((x - lo) · k), bins - 1)] += 1
//! ```
//! All in f64, so that a view a few ulps wide still has distinct bins. Vectors find the bins of eight values;
//! the increments are scalar, into four tables in turn, because equal neighbours would otherwise wait for one
//! another's store.

use fearless_simd::{Level, Simd, dispatch, f32x8, f64x4, i32x8, prelude::*};

const WIDTH: usize = 8;
const TABLES: usize = 4;

/// A histogram over `[lo, hi]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Values in each bin; the last bin includes `hi`.
    pub bins: Vec<u32>,
    /// Values smaller than `lo`.
    pub below: u32,
    /// Values larger than `hi`.
    pub above: u32,
}

/// Counts `values` in `bins` equal bins over `[lo, hi]`, with `lo < hi` finite.
///
/// # Panics
/// When the range is empty or there are no bins.
pub fn histogram(level: Level, values: &[f32], lo: f64, hi: f64, bins: usize) -> Counts {
    assert!(lo < hi && bins > 0, "a histogram needs a range and bins");
    dispatch!(level, simd => histogram_on(simd, values, lo, hi, bins))
}

/// Bin of one value plus one; 0 is below, `bins + 1` is above.
#[inline(always)]
fn slot(x: f32, lo: f64, hi: f64, k: f64, bins: usize) -> usize {
    let x = f64::from(x);
    if x < lo {
        0
    } else if x > hi {
        bins + 1
    } else {
        (((x - lo) * k) as usize).min(bins - 1) + 1
    }
}

#[inline(always)]
fn histogram_on<S: Simd>(simd: S, values: &[f32], lo: f64, hi: f64, bins: usize) -> Counts {
    let k = bins as f64 / (hi - lo);
    let stride = bins + 2;
    let mut tables = vec![0u32; stride * TABLES];

    let edge = |v: f64| f64x4::splat(simd, v);
    let (first, last, factor) = (edge(lo), edge(hi), edge(k));
    let (below, final_bin, above) = (edge(0.0), edge(bins as f64), edge(stride as f64 - 1.0));
    let slots = |x: f64x4<S>| {
        let bin = ((x - first) * factor).floor() + 1.0;
        let bin = bin.min(final_bin);
        let bin = x.simd_lt(first).select(below, bin);
        x.simd_gt(last).select(above, bin)
    };
    let (vectors, rest) = values.as_chunks::<WIDTH>();
    for x in vectors {
        let (a, b) = simd.widen_f32x8(f32x8::from_slice(simd, x));
        let found: i32x8<S> = simd.narrow_f64x4(slots(a), slots(b)).to_int();
        for (lane, &slot) in found.as_slice().iter().enumerate() {
            tables[(lane % TABLES) * stride + slot as usize] += 1;
        }
    }
    for &x in rest {
        tables[slot(x, lo, hi, k, bins)] += 1;
    }

    let total = |slot: usize| (0..TABLES).map(|t| tables[t * stride + slot]).sum();
    Counts { bins: (1..=bins).map(total).collect(), below: total(0), above: total(bins + 1) }
}
