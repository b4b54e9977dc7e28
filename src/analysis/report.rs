//! The report: every measure of one scheme on one tensor.

use serde::{Deserialize, Serialize};

use std::rc::Rc;

use crate::{
    Scheme, Tensor,
    kernels::Level,
    scheme::{Fit, calibration::Remark},
    sorted::Sorted,
};

use super::{
    measured::{Measured, Measurement},
    pieces::sqnr_db,
    weighted::Weighted,
};

/// The measures of a scheme on a tensor, in f64 over the finite f32 values. With `e = x̂ - x`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Measures {
    /// Signal to quantization noise, `10 log10(Σx² / Σe²)` in dB; ∞ without error.
    pub sqnr_db: f64,
    /// Mean of e².
    pub mse: f64,
    /// Mean of e² weighed by the importance h of each value's column, `Σ h e² / Σ h`. None without importance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weighted_mse: Option<f64>,
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
    /// RMSE in units of each block's scale; 1/√12 = 0.2887 when errors are spread evenly over a step. None where levels are not
    /// one scale apart.
    pub rmse_per_scale: Option<f64>,
    /// The largest distance, over the blocks, of 0.0 from the level it gets.
    pub error_at_zero: f64,
    /// Σe² over values inside the range.
    pub rounding_sse: f64,
    /// Σe² over clipped values.
    pub clipping_sse: f64,
    /// Levels that occur at least once in the whole tensor.
    pub codes_used: u32,
    /// Levels that the format has.
    pub codes_total: u32,
    /// Entropy of the ranks, in bits.
    pub entropy_bits: f64,
    /// Bits stored for each value: its code, and its share of scales and zero-points.
    pub bits_per_value: f64,
}

/// What a scheme does to a tensor.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The measures.
    pub measures: Measures,
    /// How often each level occurs, by its slot ([`Quantizer::slot`](crate::quantizer::Quantizer::slot)).
    pub usage: Vec<u64>,
    /// Number of blocks, each with a scale of its own.
    pub blocks: usize,
    /// The largest rounding error that a block of the fit can have.
    pub largest_rounding_error: f64,
    /// What calibration had to say, and of how many blocks.
    pub remarks: Vec<(Remark, usize)>,
}

impl Report {
    /// Fits `tensor` and measures every block.
    pub fn new(level: Level, tensor: &Tensor, scheme: &Scheme) -> Self {
        Self::of(level, tensor, Rc::new(Fit::new(level, tensor, scheme)))
    }

    /// Measures every block of `tensor` under its fit.
    pub fn of(level: Level, tensor: &Tensor, fit: Rc<Fit>) -> Self {
        let mut reporting = Reporting::new(fit);
        loop {
            if let Some(report) = reporting.step(level, tensor, None) {
                return report;
            }
        }
    }
}

/// A report in the making: blocks are measured some at a time, so that long work can be shown, given up, and shared with others.
#[derive(Debug)]
pub struct Reporting {
    fit: Rc<Fit>,
    /// Whether that is the fit of all blocks, not only of those measured here.
    whole: bool,
    /// Of the blocks that are measured here.
    measurement: Measurement,
    /// Of the blocks that others measured.
    rest: Option<Measured>,
    /// Of all blocks, which are measured here where the tensor has an importance.
    weighted: Weighted,
}

impl Reporting {
    /// Nothing done yet.
    pub fn new(fit: Rc<Fit>) -> Self {
        Self {
            measurement: Measurement::new(fit.count()),
            fit,
            whole: true,
            rest: None,
            weighted: Weighted::default(),
        }
    }

    /// Nothing done yet. `own` is the fit of the blocks that are measured here; [`Reporting::complete`] brings that of all.
    pub fn ahead(own: Rc<Fit>) -> Self {
        Self { whole: false, ..Self::new(own) }
    }

    /// Takes the fit of all blocks.
    pub fn complete(&mut self, fit: Rc<Fit>) {
        (self.fit, self.whole) = (fit, true);
    }

    /// Leaves the blocks from `end` on to others, whose measures come by [`Reporting::join`]; they begin with a piece. None of them
    /// once one is measured here. Returns whether some are left.
    pub fn leave(&mut self, end: usize) -> bool {
        let count = self.fit.map().count();
        self.measurement.until(if self.measurement.done() <= end { end } else { count });
        self.measurement.end() < count
    }

    /// Takes the measures of all blocks that were left to others.
    pub fn join(&mut self, rest: Measured) {
        self.rest = Some(rest);
    }

    /// Whether the measures of others are there.
    pub fn has_rest(&self) -> bool {
        self.rest.is_some()
    }

    /// Whether only the fit or the measures of others are missing.
    pub fn waits(&self) -> bool {
        let left = self.measurement.end() < self.fit.map().count() && self.rest.is_none();
        self.measurement.has_ended() && (left || !self.whole)
    }

    /// The share of the blocks measured here that is done, 0 to 1.
    pub fn progress(&self) -> f64 {
        let measured = self.measurement.done() as f64 / self.measurement.end() as f64;
        self.weighted.progress(&self.fit).map_or(measured, |weighed| (weighed + measured) / 2.0)
    }

    /// Goes on with as many blocks as take some milliseconds, at least one; the report when it was the last. `sorted` is the
    /// sorted view of the whole tensor, if there is one. Tensor and view must be those of the steps before.
    pub fn step(&mut self, level: Level, tensor: &Tensor, sorted: Option<&Sorted>) -> Option<Report> {
        if !self.weighted.step(tensor, &self.fit) {
            return None;
        }
        let whole = sorted.filter(|_| self.fit.count() == 1);
        // What the sorted view does not know, the kernel measures of the values in their own order, by which chance goes.
        if let Some(measured) = whole.and_then(|sorted| Measured::of_sorted(sorted, &self.fit)) {
            return Some(self.report(tensor, &measured));
        }
        if !self.measurement.has_ended() {
            self.measurement.step(level, tensor, &self.fit);
        }
        if !self.measurement.has_ended() || self.waits() {
            return None;
        }
        let mut measured = self.measurement.take();
        measured.append(self.rest.take().unwrap_or_default());
        Some(self.report(tensor, &measured))
    }

    fn report(&self, tensor: &Tensor, measured: &Measured) -> Report {
        let totals = measured.totals();
        let scheme = self.fit.scheme();
        let bits_per_value = self.fit.stored_bits() as f64 / tensor.values().len() as f64;
        let measures = Measures::of(scheme, measured, bits_per_value, self.weighted.mse());
        let mut usage = totals.usage;
        usage.resize(scheme.format.level_count(), 0);
        Report {
            measures,
            usage,
            blocks: self.fit.count(),
            largest_rounding_error: measured.largest_rounding_error,
            remarks: self.fit.remarks(),
        }
    }
}

impl Measures {
    /// The measures of a scheme that follow from what was measured of all blocks.
    pub(crate) fn of(
        scheme: &Scheme,
        measured: &Measured,
        bits_per_value: f64,
        weighted_mse: Option<f64>,
    ) -> Self {
        let sums = measured.totals();
        let levels = scheme.format.level_count();
        let usage = &sums.usage[..levels.min(sums.usage.len())];
        // A tensor without finite values has no error; its means are 0, not 0/0.
        let n = sums.count.max(1) as f64;
        let sse = sums.sse();
        let sse_per_scale: f64 = measured.sse_per_scale.iter().sum();
        let entropy = |count: u64| {
            let share = count as f64 / n;
            if count == 0 { 0.0 } else { -share * libm::log2(share) }
        };
        Self {
            sqnr_db: if sse == 0.0 { f64::INFINITY } else { sqnr_db(sums.signal, sse) },
            mse: sse / n,
            weighted_mse,
            rmse: (sse / n).sqrt(),
            mae: sums.absolute_error / n,
            max_abs_error: sums.max_error,
            cosine: sums.product / (sums.signal * sums.decoded).sqrt(),
            bias: sums.error / n,
            clipped: sums.clipped as f64 / n,
            zeroed: sums.zeroed as f64 / n,
            rmse_per_scale: scheme.format.has_steps().then(|| (sse_per_scale.max(0.0) / n).sqrt()),
            error_at_zero: measured.error_at_zero,
            rounding_sse: sums.rounding_sse,
            clipping_sse: sums.clipping_sse,
            codes_used: usage.iter().filter(|&&count| count > 0).count() as u32,
            codes_total: levels as u32,
            entropy_bits: usage.iter().map(|&count| entropy(count)).sum(),
            bits_per_value,
        }
    }
}
