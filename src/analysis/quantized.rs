//! A quantized tensor: codes and the parameters of every block.

use super::report::values_a_step;
use crate::{
    Scheme, Tensor,
    kernels::{Level, dequantize, quantize},
    params::Params,
    rounding::Rounding,
    scheme::{
        Blocks,
        calibration::{Block, Choice},
    },
    sorted::Sorted,
};

/// The codes of a tensor in its own order, and the parameters of each block in the order of [`Blocks`].
#[derive(Debug, Clone, PartialEq)]
pub struct Quantized {
    /// The low byte of each code (two's complement for symmetric schemes); see [`Quantized::codes`].
    pub bytes: Vec<u8>,
    /// Parameters of each block.
    pub params: Vec<Params>,
}

impl Quantized {
    /// Quantizes every value of `tensor`. Non-finite values do not take part in calibration; infinities take the
    /// last code on their side, NaN the zero-point.
    pub fn new(level: Level, tensor: &Tensor, scheme: &Scheme) -> Self {
        let mut quantizing = Quantizing::new(*scheme);
        loop {
            if let Some(quantized) = quantizing.step(level, tensor, None) {
                return quantized;
            }
        }
    }

    /// The codes as integers.
    pub fn codes(&self) -> impl Iterator<Item = i16> {
        let signed = self.params.first().is_some_and(|p| p.q_min < 0);
        self.bytes.iter().map(move |&byte| if signed { i16::from(byte as i8) } else { i16::from(byte) })
    }

    /// The values the codes decode to, in the tensor's order; `tensor` and `scheme` as given to [`Quantized::new`].
    pub fn dequantize(&self, level: Level, tensor: &Tensor, scheme: &Scheme) -> Vec<f32> {
        let mut values = vec![0.0; self.bytes.len()];
        let blocks = Blocks::new(tensor, scheme.granularity);
        for (block, params) in self.params.iter().enumerate() {
            for_each_run(&blocks, block, tensor.columns(), |run| {
                dequantize(level, &self.bytes[run.clone()], params, &mut values[run]);
            });
        }
        values
    }
}

/// A quantized tensor in the making: blocks are calibrated, then coded, some at a time.
#[derive(Debug)]
pub struct Quantizing {
    calibrating: Calibrating,
    /// Once all blocks are calibrated: what there is so far, and the next block to be coded.
    coding: Option<(Quantized, usize)>,
}

impl Quantizing {
    /// Nothing done yet.
    pub fn new(scheme: Scheme) -> Self {
        Self { calibrating: Calibrating::new(scheme), coding: None }
    }

    /// The scheme.
    pub fn scheme(&self) -> &Scheme {
        self.calibrating.scheme()
    }

    /// The share of the work that is done, 0 to 1.
    pub fn progress(&self, tensor: &Tensor) -> f64 {
        let coded = self
            .coding
            .as_ref()
            .map_or(0.0, |(quantized, next)| *next as f64 / quantized.params.len() as f64);
        (self.calibrating.progress(tensor) + coded) / 2.0
    }

    /// Goes on for some milliseconds; what came of it when it was the last time. `sorted` is the sorted view of the whole tensor, if
    /// there is one. Tensor and view must be those of the steps before.
    pub fn step(&mut self, level: Level, tensor: &Tensor, sorted: Option<&Sorted>) -> Option<Quantized> {
        let scheme = *self.scheme();
        let Some((mut quantized, next)) = self.coding.take() else {
            if let Some(ranges) = self.calibrating.step(level, tensor, sorted) {
                let params = ranges.iter().enumerate().map(|(i, &(lo, hi))| scheme.over(i, lo, hi)).collect();
                self.coding = Some((Quantized { bytes: vec![0; tensor.values().len()], params }, 0));
            }
            return None;
        };
        let count = quantized.params.len();
        let each = tensor.values().len() / count;
        let end = count.min(next + (CODED_A_STEP / each).max(1));
        let blocks = Blocks::new(tensor, scheme.granularity);
        for block in next..end {
            quantized.code(level, tensor, &blocks, block);
        }
        if end == count {
            return Some(quantized);
        }
        self.coding = Some((quantized, end));
        None
    }
}

impl Quantized {
    /// Fills in the codes of a block.
    fn code(&mut self, level: Level, tensor: &Tensor, blocks: &Blocks, block: usize) {
        let params = &self.params[block];
        // Stochastic rounding draws by a value's position among the finite values of its block.
        let mut position = 0;
        for_each_run(blocks, block, tensor.columns(), |run| {
            let (values, codes) = (&tensor.values()[run.clone()], &mut self.bytes[run]);
            if !matches!(params.rounding, Rounding::Stochastic(_)) {
                return quantize(level, values, params, codes);
            }
            for (&x, code) in values.iter().zip(codes) {
                *code = params.code(x, position) as u8;
                position += u32::from(x.is_finite());
            }
        });
    }
}

/// The ranges of all blocks in the making.
#[derive(Debug)]
pub struct Calibrating {
    scheme: Scheme,
    /// Of the blocks so far: what calibration chose, before the grid makes it symmetric or widens it.
    ranges: Vec<(f32, f32)>,
}

impl Calibrating {
    /// Nothing done yet.
    pub fn new(scheme: Scheme) -> Self {
        Self { scheme, ranges: Vec::new() }
    }

    /// The scheme.
    pub fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    /// The share of the blocks that is done, 0 to 1.
    pub fn progress(&self, tensor: &Tensor) -> f64 {
        self.ranges.len() as f64 / Blocks::new(tensor, self.scheme.granularity).count() as f64
    }

    /// Goes on with as many blocks as take some milliseconds, at least one; the ranges of all when none is left. `sorted` is the
    /// sorted view of the whole tensor, if there is one. Tensor and view must be those of the steps before.
    pub fn step(&mut self, level: Level, tensor: &Tensor, sorted: Option<&Sorted>) -> Option<&[(f32, f32)]> {
        let blocks = Blocks::new(tensor, self.scheme.granularity);
        let count = blocks.count();
        let (scheme, next) = (self.scheme, self.ranges.len());
        let mut add = |block: &Block| {
            let Choice { lo, hi, .. } = scheme.choose(block);
            self.ranges.push((lo, hi));
        };
        if let Some(sorted) = sorted.filter(|_| count == 1 && next == 0) {
            add(&Block::of_sorted(level, sorted));
        } else {
            let each = tensor.values().len() / count;
            let end = count.min(next + (values_a_step(scheme.calibration) / each).max(1));
            blocks.for_each_in(next..end, |_, values| add(&Block::new(level, values)));
        }
        (self.ranges.len() == count).then_some(&self.ranges)
    }
}

/// Values that are coded in some milliseconds.
const CODED_A_STEP: usize = 1 << 20;

/// Calls `visit` with a block's contiguous runs: one of whole rows has one, a column one a row.
fn for_each_run(blocks: &Blocks, block: usize, width: usize, mut visit: impl FnMut(std::ops::Range<usize>)) {
    let extent = blocks.extent(block);
    if extent.columns.len() == width {
        visit(extent.rows.start * width..extent.rows.end * width);
    } else {
        for row in extent.rows {
            visit(row * width + extent.columns.start..row * width + extent.columns.end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Report;

    #[test]
    fn codes_are_those_the_report_counts_however_blocks_lie() {
        let mut values: Vec<f32> = (0..7 * 45).map(|i| ((i * 7919) % 1009) as f32 / 100.0 - 4.0).collect();
        (values[3], values[50], values[51]) = (f32::NAN, f32::INFINITY, f32::NAN);
        let tensor = Tensor::new("t", &[7, 45], values).unwrap();
        for granularity in ["tensor", "row", "col", "g16"] {
            for option in ["stochastic(5)", "floor", "asym:zfloat"] {
                let scheme: Scheme = format!("int4:{granularity}:{option}").parse().unwrap();
                let quantized = Quantized::new(Level::new(), &tensor, &scheme);
                let mut usage = vec![0u64; scheme.code_count() as usize];
                for (q, x) in quantized.codes().zip(tensor.values()) {
                    usage[(i32::from(q) - quantized.params[0].q_min) as usize] += u64::from(x.is_finite());
                }
                assert_eq!(usage, Report::new(Level::new(), &tensor, &scheme).usage, "{scheme}");
            }
        }
    }
}
