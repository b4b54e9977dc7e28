//! The report: every measure of one scheme on one tensor.

use serde::Serialize;

use crate::{
    Scheme, Tensor,
    kernels::{Level, Sums, Totals, measure},
    scheme::{
        Blocks, Calibrated, Calibration, Granularity,
        calibration::{Block, Remark},
    },
    sorted::Sorted,
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
    /// RMSE in units of each block's scale; 1/√12 = 0.2887 when errors are spread evenly over a step.
    pub rmse_per_scale: f64,
    /// The largest distance, over the blocks, of 0.0 from the level it gets.
    pub error_at_zero: f64,
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

/// What a scheme does to a tensor.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The measures.
    pub measures: Measures,
    /// How often each code occurs, by `q - q_min`, one entry a code of the format.
    pub usage: Vec<u64>,
    /// Number of blocks, each with a scale of its own.
    pub blocks: usize,
    /// What calibration had to say, and of how many blocks.
    pub remarks: Vec<(Remark, usize)>,
    /// What calibration made of the first block.
    pub first: Calibrated,
}

impl Report {
    /// Calibrates and measures every block of `tensor`.
    pub fn new(level: Level, tensor: &Tensor, scheme: &Scheme) -> Self {
        let mut reporting = Reporting::new(*scheme);
        loop {
            if let Some(report) = reporting.step(level, tensor, None) {
                return report;
            }
        }
    }
}

/// A report in the making: blocks are calibrated and measured some at a time, so that long work can be shown and given up.
#[derive(Debug)]
pub struct Reporting {
    scheme: Scheme,
    next: usize,
    sums: Sums,
    /// What the sorted view knows of a single block.
    whole: Option<Totals>,
    /// Σ over blocks of SSE / s².
    sse_per_scale: f64,
    error_at_zero: f64,
    remarks: [usize; Remark::ALL.len()],
    first: Option<Calibrated>,
}

impl Reporting {
    /// Nothing done yet.
    pub fn new(scheme: Scheme) -> Self {
        Self {
            scheme,
            next: 0,
            sums: Sums::default(),
            whole: None,
            sse_per_scale: 0.0,
            error_at_zero: 0.0,
            remarks: [0; Remark::ALL.len()],
            first: None,
        }
    }

    /// The scheme reported on.
    pub fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    /// The share of the blocks that is done, 0 to 1.
    pub fn progress(&self, tensor: &Tensor) -> f64 {
        self.next as f64 / Blocks::new(tensor, self.scheme.granularity).count() as f64
    }

    /// Goes on with as many blocks as take some milliseconds, at least one; the report when it was the last. `sorted` is the
    /// sorted view of the whole tensor, if there is one. Tensor and view must be those of the steps before.
    pub fn step(&mut self, level: Level, tensor: &Tensor, sorted: Option<&Sorted>) -> Option<Report> {
        let blocks = Blocks::new(tensor, self.scheme.granularity);
        let count = blocks.count();
        if let Some(sorted) = sorted.filter(|_| count == 1) {
            self.add_whole(level, sorted, tensor);
            return Some(self.report(tensor, count));
        }
        let each = tensor.values().len() / count;
        let end = count.min(self.next + (values_a_step(self.scheme.calibration) / each).max(1));
        blocks.for_each_in(self.next..end, |index, values| self.add(level, index, values));
        self.next = end;
        (end == count).then(|| self.report(tensor, count))
    }

    fn add(&mut self, level: Level, index: usize, values: &[f32]) {
        let calibrated = self.scheme.calibrate(index, &Block::new(level, values));
        let before = self.sums.sse();
        measure(level, values, &calibrated.params, &mut self.sums);
        self.note(calibrated, self.sums.sse() - before);
    }

    /// Adds a block that is the whole tensor. What the sorted view does not know, the kernel measures of the values in their
    /// own order, by which chance goes.
    fn add_whole(&mut self, level: Level, sorted: &Sorted, tensor: &Tensor) {
        let calibrated = self.scheme.calibrate(0, &Block::of_sorted(level, sorted));
        let totals = sorted.measure(&calibrated.params).unwrap_or_else(|| {
            let values = Blocks::new(tensor, Granularity::Tensor).values(0);
            measure(level, &values, &calibrated.params, &mut self.sums);
            self.sums.totals()
        });
        self.note(calibrated, totals.sse());
        self.whole = Some(totals);
    }

    fn note(&mut self, calibrated: Calibrated, sse: f64) {
        let params = &calibrated.params;
        let scale = f64::from(params.scale);
        self.sse_per_scale += sse / scale / scale;
        self.error_at_zero = self.error_at_zero.max(params.error_at_zero().into());
        if let Some(remark) = calibrated.remark {
            self.remarks[remark as usize] += 1;
        }
        self.first.get_or_insert(calibrated);
    }

    fn report(&self, tensor: &Tensor, blocks: usize) -> Report {
        let totals = self.whole.clone().unwrap_or_else(|| self.sums.totals());
        let mut usage = totals.usage.clone();
        usage.resize(self.scheme.code_count() as usize, 0);
        let stored = blocks as u64 * self.scheme.bits_per_block();
        let overhead = stored as f64 / tensor.values().len() as f64;
        Report {
            measures: self.measures(&totals, &usage, f64::from(self.scheme.bits) + overhead),
            usage,
            blocks,
            remarks: Remark::ALL.into_iter().zip(self.remarks).filter(|&(_, blocks)| blocks > 0).collect(),
            first: self
                .first
                .unwrap_or_else(|| self.scheme.calibrate(0, &Block::new(Level::baseline(), &[]))),
        }
    }

    fn measures(&self, sums: &Totals, usage: &[u64], bits_per_value: f64) -> Measures {
        // A tensor without finite values has no error; its means are 0, not 0/0.
        let n = sums.count.max(1) as f64;
        let sse = sums.sse();
        let entropy = |count: u64| {
            let share = count as f64 / n;
            if count == 0 { 0.0 } else { -share * libm::log2(share) }
        };
        Measures {
            sqnr_db: if sse == 0.0 { f64::INFINITY } else { 10.0 * libm::log10(sums.signal / sse) },
            mse: sse / n,
            rmse: (sse / n).sqrt(),
            mae: sums.absolute_error / n,
            max_abs_error: sums.max_error,
            cosine: sums.product / (sums.signal * sums.decoded).sqrt(),
            bias: sums.error / n,
            clipped: sums.clipped as f64 / n,
            zeroed: sums.zeroed as f64 / n,
            rmse_per_scale: (self.sse_per_scale.max(0.0) / n).sqrt(),
            error_at_zero: self.error_at_zero,
            rounding_sse: sums.rounding_sse,
            clipping_sse: sums.clipping_sse,
            codes_used: usage.iter().filter(|&&count| count > 0).count() as u32,
            codes_total: usage.len() as u32,
            entropy_bits: usage.iter().map(|&count| entropy(count)).sum(),
            bits_per_value,
        }
    }
}

/// Values whose blocks are calibrated and measured in some ten milliseconds.
pub(super) fn values_a_step(calibration: Calibration) -> usize {
    match calibration {
        Calibration::Max | Calibration::Clip { .. } => 1 << 22,
        Calibration::Percentile(_) | Calibration::Aciq | Calibration::Deviations(_) => 1 << 19,
        Calibration::Octav => 1 << 18,
        Calibration::Mse | Calibration::Kl => 1 << 14,
    }
}
