//! A quantized tensor: codes and the parameters of every block.

use std::rc::Rc;

use super::VALUES_PER_STEP;
use crate::{
    Scheme, Tensor,
    kernels::{Level, dequantize, quantize},
    quantizer::Quantizer,
    scheme::{BlockMap, Fit},
};

/// The codes of a tensor in its own order, and the fit that gives them a meaning.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantized {
    /// The low byte of each code (two's complement for signed codes); see [`Quantized::codes`].
    pub bytes: Vec<u8>,
    /// The grids of all blocks.
    pub fit: Rc<Fit>,
}

impl Quantized {
    /// Quantizes every value of `tensor`. Non-finite values do not take part in calibration; infinities take the
    /// last code on their side, NaN the zero-point.
    pub fn new(level: Level, tensor: &Tensor, scheme: &Scheme) -> Self {
        Self::of(level, tensor, Fit::new(level, tensor, scheme))
    }

    /// Quantizes every value of `tensor` under its fit.
    pub fn of(level: Level, tensor: &Tensor, fit: Fit) -> Self {
        let mut quantizing = Quantizing::new(Rc::new(fit), tensor);
        loop {
            if let Some(quantized) = quantizing.step(level, tensor) {
                return quantized;
            }
        }
    }

    /// Whether the bytes are in two's complement.
    pub fn is_signed(&self) -> bool {
        self.fit.quantizer(0).affine().is_some_and(|params| params.q_min < 0)
    }

    /// The codes as integers.
    pub fn codes(&self) -> impl Iterator<Item = i16> {
        codes(&self.bytes, self.is_signed())
    }

    /// The values the codes decode to, in the tensor's order.
    pub fn dequantize(&self, level: Level) -> Vec<f32> {
        let mut values = vec![0.0; self.bytes.len()];
        for index in 0..self.fit.count() {
            let quantizer = self.fit.quantizer(index);
            for run in self.fit.map().runs_of(index) {
                dequantize(level, &self.bytes[run.clone()], &quantizer, &mut values[run]);
            }
        }
        values
    }
}

/// Codes from their low bytes.
pub(super) fn codes(bytes: &[u8], signed: bool) -> impl Iterator<Item = i16> {
    bytes.iter().map(move |&byte| if signed { i16::from(byte as i8) } else { i16::from(byte) })
}

/// A quantized tensor in the making: blocks are coded some at a time.
#[derive(Debug)]
pub struct Quantizing {
    fit: Rc<Fit>,
    bytes: Vec<u8>,
    next: usize,
}

impl Quantizing {
    /// Nothing done yet.
    pub fn new(fit: Rc<Fit>, tensor: &Tensor) -> Self {
        Self { fit, bytes: vec![0; tensor.values().len()], next: 0 }
    }

    /// The share of the blocks that is done, 0 to 1.
    pub fn progress(&self) -> f64 {
        self.next as f64 / self.fit.count() as f64
    }

    /// Works for some milliseconds. Returns the quantized data once all blocks are done, and `None` before. Every step needs the
    /// same tensor.
    pub fn step(&mut self, level: Level, tensor: &Tensor) -> Option<Quantized> {
        let some = self.fit.map().some_from(self.next, VALUES_PER_STEP);
        self.next = some.end;
        for index in some {
            let quantizer = self.fit.quantizer(index);
            code(level, tensor.values(), &quantizer, self.fit.map(), index, &mut self.bytes);
        }
        (self.next == self.fit.count())
            .then(|| Quantized { bytes: std::mem::take(&mut self.bytes), fit: Rc::clone(&self.fit) })
    }
}

/// Fills in the codes of block `index`.
fn code(level: Level, values: &[f32], quantizer: &Quantizer, map: &BlockMap, index: usize, bytes: &mut [u8]) {
    // Stochastic rounding draws by a value's position among the finite values of its block.
    let mut position = 0;
    for run in map.runs_of(index) {
        let (values, codes) = (&values[run.clone()], &mut bytes[run]);
        if !quantizer.is_stochastic() {
            quantize(level, values, quantizer, codes);
            continue;
        }
        for (&x, code) in values.iter().zip(codes) {
            *code = quantizer.code(x, position) as u8;
            position += u32::from(x.is_finite());
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
                let quantizer = quantized.fit.quantizer(0);
                let mut usage = vec![0u64; quantizer.len()];
                for (q, x) in quantized.codes().zip(tensor.values()) {
                    let rank = i32::from(q) - quantizer.code_of_rank(0);
                    usage[rank as usize] += u64::from(x.is_finite());
                }
                assert_eq!(usage, Report::new(Level::new(), &tensor, &scheme).usage, "{scheme}");
            }
        }
    }
}
