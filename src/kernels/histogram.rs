//! Counts in bins of equal width.
//!
//! ```text
//! k = bins / (hi - lo)
//! for x:  x < lo -> below;  x > hi -> above;  else counts[min(floor((x - lo) · k), bins - 1)] += 1
//! ```
//! All in f64, so that a view a few ulps wide has distinct bins. Departures: (1) Vectors find the bins of a chunk of values, as whole
//! numbers above 2⁵², whose low bits are the bin; the increments are scalar. (2) Increments go to four tables in turn, because
//! equal neighbours would otherwise wait for each other's store.

use fearless_simd::{Level, Simd, dispatch, f32x4, f64x2, prelude::*, u64x2};

use super::larger;

const WIDTH: usize = 4;
/// The size of a chunk in values. Its bins take a small part of the nearest cache.
const CHUNK: usize = 256;
/// 2⁵².
const BIAS: f64 = 4_503_599_627_370_496.0;

/// A histogram over `[lo, hi]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// The number of values in each bin; the last bin includes `hi`.
    pub bins: Vec<u32>,
    /// The number of values below `lo`.
    pub below: u32,
    /// The number of values above `hi`.
    pub above: u32,
}

/// Counts `values` in `bins` equal bins over `[lo, hi]`, with `lo < hi` finite.
///
/// # Panics
/// When the range is empty or there are no bins.
pub fn histogram(level: Level, values: &[f32], lo: f64, hi: f64, bins: usize) -> Counts {
    let slots = Slots::new(lo, hi, bins);
    dispatch!(level, simd => histogram_on(simd, values, slots))
}

/// The bins of values: the scalar definition.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Slots {
    lo: f64,
    hi: f64,
    k: f64,
    bins: usize,
}

impl Slots {
    /// The bins of a histogram with `bins` bins over `[lo, hi]`.
    ///
    /// # Panics
    /// When the range is empty or there are no bins.
    pub(crate) fn new(lo: f64, hi: f64, bins: usize) -> Self {
        assert!(lo < hi && bins > 0, "a histogram needs a range and bins");
        Self { lo, hi, k: bins as f64 / (hi - lo), bins }
    }

    /// The bin of a value plus one; 0 is below, `bins + 1` is above. It increases with the value.
    #[inline(always)]
    pub(crate) fn of(&self, x: f32) -> usize {
        self.at(x.into())
    }

    /// The same of an f64.
    #[inline(always)]
    pub(crate) fn at(&self, x: f64) -> usize {
        if x < self.lo {
            0
        } else if x > self.hi {
            self.bins + 1
        } else {
            (((x - self.lo) * self.k) as usize).min(self.bins - 1) + 1
        }
    }
}

#[inline(always)]
fn histogram_on<S: Simd>(simd: S, values: &[f32], slots: Slots) -> Counts {
    let Slots { lo, hi, k, bins } = slots;
    let mut tables: [Vec<u32>; WIDTH] = std::array::from_fn(|_| vec![0; bins + 2]);

    let splat = |v: f64| f64x2::splat(simd, v);
    let (first, last, factor) = (splat(lo), splat(hi), splat(k));
    // One less than the slot; the bias adds it.
    let (below, final_bin, above) = (splat(-1.0), splat(bins as f64 - 1.0), splat(bins as f64));
    let biased = |x: f64x2<S>| -> u64x2<S> {
        let bin = ((x - first) * factor).floor();
        // The smaller of both, by their opposites.
        let bin = -larger(simd, -bin, -final_bin);
        let bin = x.simd_lt(first).select(below, bin);
        let bin = x.simd_gt(last).select(above, bin);
        (bin + (BIAS + 1.0)).bitcast()
    };
    let whole = values.len() - values.len() % WIDTH;
    let mut found = [0u64; CHUNK];
    for chunk in values[..whole].chunks(CHUNK) {
        let vectors = chunk.as_chunks::<WIDTH>().0;
        for (x, found) in vectors.iter().zip(found.as_chunks_mut::<WIDTH>().0) {
            let (a, b) = simd.widen_f32x4(f32x4::from_slice(simd, x));
            biased(a).store_slice(&mut found[..2]);
            biased(b).store_slice(&mut found[2..]);
        }
        for found in found[..chunk.len()].as_chunks::<WIDTH>().0 {
            for (table, &slot) in tables.iter_mut().zip(found) {
                table[slot as u32 as usize] += 1;
            }
        }
    }
    for &x in &values[whole..] {
        tables[0][slots.of(x)] += 1;
    }

    let total = |slot: usize| tables.iter().map(|table| table[slot]).sum();
    Counts { bins: (1..=bins).map(total).collect(), below: total(0), above: total(bins + 1) }
}
