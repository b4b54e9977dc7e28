//! A quantized tensor: codes and the parameters of every block.

use crate::{
    Scheme, Tensor,
    kernels::{Level, dequantize, quantize},
    params::Params,
    scheme::Blocks,
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
        blocks.for_each(|_, values| params.push(scheme.params(level, values)));
        let mut bytes = vec![0; tensor.values().len()];
        for_each_run(&blocks, tensor.columns(), |block, run| {
            quantize(level, &tensor.values()[run.clone()], &params[block], &mut bytes[run]);
        });
        Self { bytes, params }
    }

    /// The codes as integers.
    pub fn codes(&self) -> impl Iterator<Item = i16> {
        let signed = self.params.first().is_some_and(|p| p.q_min < 0);
        self.bytes.iter().map(move |&byte| if signed { i16::from(byte as i8) } else { i16::from(byte) })
    }

    /// The values the codes decode to, in the tensor's order; `tensor` and `scheme` as given to [`Quantized::new`].
    pub fn dequantize(&self, tensor: &Tensor, scheme: &Scheme) -> Vec<f32> {
        let mut values = vec![0.0; self.bytes.len()];
        for_each_run(&Blocks::new(tensor, scheme.granularity), tensor.columns(), |block, run| {
            dequantize(&self.bytes[run.clone()], &self.params[block], &mut values[run]);
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
