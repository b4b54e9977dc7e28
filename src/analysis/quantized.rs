//! A quantized tensor: codes and the parameters of every block.

use crate::{
    Scheme, Tensor,
    kernels::{Level, dequantize, quantize},
    params::Params,
    rounding::Rounding,
    scheme::{Blocks, calibration::Block},
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
        let blocks = Blocks::new(tensor, scheme.granularity);
        let mut params = Vec::with_capacity(blocks.count());
        blocks.for_each(|index, values| {
            params.push(scheme.calibrate(index, &Block::new(level, values)).params)
        });
        let mut bytes = vec![0; tensor.values().len()];
        // Stochastic rounding draws by a value's position among the finite values of its block.
        let mut positions = vec![0; params.len()];
        for_each_run(&blocks, tensor.columns(), |block, run| {
            let (values, codes) = (&tensor.values()[run.clone()], &mut bytes[run]);
            if !matches!(params[block].rounding, Rounding::Stochastic(_)) {
                return quantize(level, values, &params[block], codes);
            }
            for (&x, code) in values.iter().zip(codes) {
                *code = params[block].code(x, positions[block]) as u8;
                positions[block] += u32::from(x.is_finite());
            }
        });
        Self { bytes, params }
    }

    /// The codes as integers.
    pub fn codes(&self) -> impl Iterator<Item = i16> {
        let signed = self.params.first().is_some_and(|p| p.q_min < 0);
        self.bytes.iter().map(move |&byte| if signed { i16::from(byte as i8) } else { i16::from(byte) })
    }

    /// The values the codes decode to, in the tensor's order; `tensor` and `scheme` as given to [`Quantized::new`].
    pub fn dequantize(&self, level: Level, tensor: &Tensor, scheme: &Scheme) -> Vec<f32> {
        let mut values = vec![0.0; self.bytes.len()];
        for_each_run(&Blocks::new(tensor, scheme.granularity), tensor.columns(), |block, run| {
            dequantize(level, &self.bytes[run.clone()], &self.params[block], &mut values[run]);
        });
        values
    }
}

/// Calls `visit` with each block's contiguous runs: a block of whole rows is one, a column has one a row.
fn for_each_run(blocks: &Blocks, width: usize, mut visit: impl FnMut(usize, std::ops::Range<usize>)) {
    for block in 0..blocks.count() {
        let extent = blocks.extent(block);
        if extent.columns.len() == width {
            visit(block, extent.rows.start * width..extent.rows.end * width);
        } else {
            for row in extent.rows {
                visit(block, row * width + extent.columns.start..row * width + extent.columns.end);
            }
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
