//! What a scheme with many blocks does to all values at once: the ranges of its blocks, and where values end.
//!
//! ```text
//! ranges  = [alpha, beta] of blocks, narrowest first
//! decoded = histogram of x̂ over the view, of one block in every k, each count times k
//! ```
//! Both are for pictures, whose pixels do not show more; the report has the exact numbers.

use super::View;
use crate::{
    Tensor,
    kernels::{Level, fake_quantize, histogram},
    scheme::{Blocks, Fit},
};

/// About how many ranges are kept.
const RANGES: usize = 96;
/// Up to so many values, all are decoded.
const ALL_VALUES: usize = 1 << 20;
/// About how many of more values are decoded: few enough for a slider.
const SOME_VALUES: usize = 1 << 19;
/// Decoded values that are counted at a time.
const BATCH: usize = 1 << 14;

/// The ranges of blocks, and the decoded values.
#[derive(Debug, Clone, PartialEq)]
pub struct Spread {
    /// `[alpha, beta]`, narrowest first; the narrowest and the widest of all that were looked at are among them.
    pub ranges: Vec<(f32, f32)>,
    /// Decoded values in each of equal bins over the view.
    pub decoded: Vec<u32>,
}

impl Spread {
    /// Of the blocks of `tensor` under its fit, in `bins` bins over `view`: of all blocks up to about a million values, of one block
    /// in each stretch of them beyond that.
    pub fn new(level: Level, tensor: &Tensor, fit: &Fit, view: View, bins: usize) -> Self {
        let count = fit.count();
        let values = tensor.values().len();
        let stride = if values <= ALL_VALUES { 1 } else { values.div_ceil(SOME_VALUES).min(count) };
        let blocks = Blocks::of(tensor, fit.map());
        let mut ranges = Vec::with_capacity(count.div_ceil(stride));
        let mut decoded = vec![0u32; bins];
        let mut batch = Vec::with_capacity(BATCH);
        let mut add = |batch: &mut Vec<f32>| {
            let counts = histogram(level, batch, view.lo(), view.hi(), bins);
            for (sum, bin) in decoded.iter_mut().zip(counts.bins) {
                *sum = sum.saturating_add(bin.saturating_mul(stride as u32));
            }
            batch.clear();
        };
        for first in (0..count).step_by(stride) {
            // Not every k-th block: those would all lie in the same columns.
            let index = first + scattered(first) % stride.min(count - first);
            let (values, quantizer) = (blocks.values(index), fit.quantizer(index));
            ranges.push(quantizer.range());
            let from = batch.len();
            batch.resize(from + values.len(), 0.0);
            fake_quantize(level, &values, &quantizer, &mut batch[from..]);
            if batch.len() >= BATCH {
                add(&mut batch);
            }
        }
        add(&mut batch);
        ranges.sort_unstable_by(|p: &(f32, f32), q| (p.1 - p.0).total_cmp(&(q.1 - q.0)));
        let last = ranges.len() - 1;
        let some = RANGES.min(ranges.len());
        let ranges = (0..some).map(|i| ranges[i * last / (some - 1).max(1)]).collect();
        Self { ranges, decoded }
    }
}

/// A number that looks random beside that of the next (Fibonacci hashing: Knuth, The Art of Computer Programming, 6.4).
fn scattered(index: usize) -> usize {
    ((index as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Scheme,
        analysis::{Quantized, Summary},
    };

    #[test]
    fn every_value_is_where_it_is_decoded_to() {
        let values: Vec<f32> = (0..12 * 40).map(|i| ((i * 7919) % 1009) as f32 / 100.0 - 4.0).collect();
        let (tensor, level) = (Tensor::new("t", &[12, 40], values).unwrap(), Level::new());
        let view = View::whole(&Summary::new(level, &tensor));
        for text in ["int4:g16", "int4:asym:row", "fp4_e2m1:g8"] {
            let scheme: Scheme = text.parse().unwrap();
            let spread = Spread::new(level, &tensor, &Fit::new(level, &tensor, &scheme), view, 50);
            let decoded = Quantized::new(level, &tensor, &scheme).dequantize(level);
            assert_eq!(spread.decoded, histogram(level, &decoded, view.lo(), view.hi(), 50).bins, "{text}");
            assert!(spread.ranges.is_sorted_by(|p, q| p.1 - p.0 <= q.1 - q.0), "{text}");
        }
    }
}
