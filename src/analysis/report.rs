//! The report: every measure of one scheme on one tensor.

use serde::Serialize;

use crate::{
    Scheme, Tensor,
    kernels::{Level, Sums, measure},
    scheme::Blocks,
};

/// The measures of a scheme on a tensor, in f64 over the finite f32 values. With `e = x̂ - x`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Measures {
    /// Signal to quantization noise, `10 log10(Σx² / Σe²)` in dB; ∞ without error.
    pub sqnr_db: f64,
    /// Mean of e².
    pub mse: f64,
    /// Square root of the mean of e².
    pub rmse: f64,
    /// Mean of |e|.
    pub mae: f64,
    /// Largest |e|.
    pub max_abs_error: f64,
    /// Cosine similarity `Σx·x̂ / √(Σx² Σx̂²)`; NaN when either is all zero.
    pub cosine: f64,
    /// Mean of e.
    pub bias: f64,
    /// Share of values outside the range, 0 to 1.
    pub clipped: f64,
    /// Share of values that are not zero but decode to zero, 0 to 1.
    pub zeroed: f64,
    /// Σe² over values inside the range.
    pub rounding_sse: f64,
    /// Σe² over clipped values.
    pub clipping_sse: f64,
    /// Codes that occur at least once in the whole tensor.
    pub codes_used: u32,
    /// Codes the format has.
    pub codes_total: u32,
    /// Entropy of the codes, in bits.
    pub entropy_bits: f64,
    /// Bits stored a value: the code, and its part of the block's scale and zero-point.
    pub bits_per_value: f64,
}

/// What one pass of a scheme over a tensor finds.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The measures.
    pub measures: Measures,
    /// How often each code occurs, by `q - q_min`, one entry a code of the format.
    pub usage: Vec<u64>,
    /// Number of blocks, each with a scale of its own.
    pub blocks: usize,
}

impl Report {
    /// Calibrates and measures every block of `tensor`.
    pub fn new(level: Level, tensor: &Tensor, scheme: &Scheme) -> Self {
        let blocks = Blocks::new(tensor, scheme.granularity);
        let mut sums = Sums::default();
        blocks.for_each(|_, values| measure(level, values, &scheme.params(level, values), &mut sums));
        let mut usage = sums.usage();
        usage.truncate(scheme.code_count() as usize);
        let stored = blocks.count() as u64 * scheme.bits_per_block();
        let overhead = stored as f64 / tensor.values().len() as f64;
        let measures = measures(&sums, &usage, f64::from(scheme.bits) + overhead);
        Self { measures, usage, blocks: blocks.count() }
    }
}

fn measures(sums: &Sums, usage: &[u64], bits_per_value: f64) -> Measures {
    // A tensor without finite values has no error; its means are 0, not 0/0.
    let n = sums.count().max(1) as f64;
    let sse = sums.rounding_sse() + sums.clipping_sse();
    let entropy = |count: u64| {
        let share = count as f64 / n;
        if count == 0 { 0.0 } else { -share * libm::log2(share) }
    };
    Measures {
        sqnr_db: if sse == 0.0 { f64::INFINITY } else { 10.0 * libm::log10(sums.signal() / sse) },
        mse: sse / n,
        rmse: (sse / n).sqrt(),
        mae: sums.absolute_error() / n,
        max_abs_error: sums.max_error(),
        cosine: sums.product() / (sums.signal() * sums.decoded()).sqrt(),
        bias: sums.error() / n,
        clipped: sums.clipped() as f64 / n,
        zeroed: sums.zeroed() as f64 / n,
        rounding_sse: sums.rounding_sse(),
        clipping_sse: sums.clipping_sse(),
        codes_used: usage.iter().filter(|&&count| count > 0).count() as u32,
        codes_total: usage.len() as u32,
        entropy_bits: usage.iter().map(|&count| entropy(count)).sum(),
        bits_per_value,
    }
}
