//! Where on the value axis the error comes from, and how errors are distributed, in one pass.
//!
//! ```text
//! for x:  x̂ = level(rank(x));  e = x̂ - x                                        (e in f64)
//!         (clipping or rounding)[slot of x] += e²      (by whether x lies outside [alpha, beta])
//!         errors[slot of e] += 1
//! ```
//! Slots are those of a [`histogram`](super::histogram()): the first is below its range, the last above. Departure: levels are
//! found a chunk at a time by the vectors of [`fake_quantize`](super::fake_quantize).

use super::{Level, Slots, quantize::fake_quantize_from};
use crate::quantizer::Quantizer;

/// Values whose levels fit the nearest cache many times over.
const CHUNK: usize = 256;

/// Sums of e² by value, and counts of values by error.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// Σe² of values inside the range: of those below the view, in each bin of it, above it.
    pub rounding: Vec<f64>,
    /// Σe² of clipped values, likewise.
    pub clipping: Vec<f64>,
    /// Number of values whose error lies below `-reach`, in each bin up to `reach`, above it.
    pub errors: Vec<u64>,
    pub(crate) values: Slots,
    pub(crate) reach: Slots,
}

impl Profile {
    /// Nothing added yet: `bins` bins of values over the view, `error_bins` bins of errors over `[-reach, reach]`.
    ///
    /// # Panics
    /// When a range is empty or there are no bins.
    pub fn new((lo, hi): (f64, f64), bins: usize, reach: f64, error_bins: usize) -> Self {
        Self {
            rounding: vec![0.0; bins + 2],
            clipping: vec![0.0; bins + 2],
            errors: vec![0; error_bins + 2],
            values: Slots::new(lo, hi, bins),
            reach: Slots::new(-reach, reach, error_bins),
        }
    }

    /// Adds the values of one block under its quantizer.
    pub fn add(&mut self, level: Level, block: &[f32], quantizer: &Quantizer) {
        let mut levels = [0.0; CHUNK];
        for (i, chunk) in block.chunks(CHUNK).enumerate() {
            let levels = &mut levels[..chunk.len()];
            fake_quantize_from(level, chunk, quantizer, (i * CHUNK) as u32, levels);
            for (&x, &level) in chunk.iter().zip(&*levels) {
                let e = f64::from(level) - f64::from(x);
                let part = if quantizer.clips(x) { &mut self.clipping } else { &mut self.rounding };
                part[self.values.of(x)] += e * e;
                self.errors[self.reach.at(e)] += 1;
            }
        }
    }
}
