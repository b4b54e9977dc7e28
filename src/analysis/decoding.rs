//! The rows of a tensor as a scheme decodes them, or their errors, one row at a time: a map needs no decoded tensor in memory.

use std::{ops::Range, rc::Rc};

use super::Rows;
use crate::{
    Tensor,
    kernels::{Level, fake_quantize},
    quantizer::Quantizer,
    scheme::Fit,
};

/// What is worked out of each value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// x̂.
    Decoded,
    /// |x̂ − x|.
    Error,
}

/// Where the decoding of a tensor stands. It belongs to one fit whose blocks are tiles.
#[derive(Debug)]
pub struct Decoding {
    fit: Rc<Fit>,
    shown: Shown,
    /// Rows and columns of a tile.
    tile: (usize, usize),
    /// The row of tiles that the last row lies in, its quantizers, and the finite values that each tile has before `next`.
    band: Option<usize>,
    quantizers: Vec<Quantizer>,
    before: Vec<u32>,
    next: usize,
    row: Vec<f32>,
}

impl Decoding {
    /// Nothing done yet.
    pub fn new(fit: Rc<Fit>, shown: Shown) -> Self {
        // Every granularity of the notation has tiles.
        let tile = fit.map().tile().unwrap_or((1, 1));
        let (quantizers, before, row) = (Vec::new(), Vec::new(), Vec::new());
        Self { fit, shown, tile, band: None, quantizers, before, next: 0, row }
    }

    /// The rows of `tensor`, which must be that of the fit.
    pub fn of<'a>(&'a mut self, level: Level, tensor: &'a Tensor) -> DecodedRows<'a> {
        DecodedRows { decoding: self, level, tensor }
    }

    /// Makes ready for `row`: the quantizers of its tiles, and the positions of stochastic rounding.
    fn reach(&mut self, tensor: &Tensor, row: usize) {
        let ((tall, wide), columns) = (self.tile, tensor.columns());
        let (band, across) = (row / tall, columns.div_ceil(wide));
        if self.band != Some(band) {
            self.band = Some(band);
            self.quantizers.clear();
            self.quantizers.extend((0..across).map(|i| self.fit.quantizer(band * across + i)));
            self.before.clear();
            self.before.resize(across, 0);
            self.next = band * tall;
        }
        if !self.quantizers.iter().any(Quantizer::is_stochastic) {
            return;
        }
        // Stochastic rounding draws by a value's position among the finite values of its block.
        for values in tensor.values()[self.next * columns..row * columns].chunks(columns) {
            self.before.iter_mut().zip(values.chunks(wide)).for_each(|(count, part)| *count += finite(part));
        }
        self.next = row;
    }
}

fn finite(values: &[f32]) -> u32 {
    values.iter().map(|x| u32::from(x.is_finite())).sum()
}

/// The rows of a decoded tensor. NaN where a value is not finite.
#[derive(Debug)]
pub struct DecodedRows<'a> {
    decoding: &'a mut Decoding,
    level: Level,
    tensor: &'a Tensor,
}

impl Rows for DecodedRows<'_> {
    fn row(&mut self, row: usize, columns: Range<usize>) -> &[f32] {
        let (level, tensor) = (self.level, self.tensor);
        self.decoding.reach(tensor, row);
        let Decoding { shown, tile: (_, wide), quantizers, before, row: out, .. } = &mut *self.decoding;
        let values = &tensor.values()[row * tensor.columns()..][..tensor.columns()];
        out.clear();
        out.resize(columns.len(), f32::NAN);
        let mut at = columns.start;
        while at < columns.end {
            let tile = at / *wide;
            let end = columns.end.min((tile + 1) * *wide);
            let (part, quantizer) = (&values[at..end], &quantizers[tile]);
            let out = &mut out[at - columns.start..end - columns.start];
            if quantizer.is_stochastic() {
                let mut position = before[tile] + finite(&values[tile * *wide..at]);
                for (out, &x) in out.iter_mut().zip(part) {
                    *out = quantizer.decoded(x, position);
                    position += u32::from(x.is_finite());
                }
            } else if let ([x], [out]) = (part, &mut *out) {
                *out = quantizer.decoded(*x, 0);
            } else {
                fake_quantize(level, part, quantizer, out);
            }
            at = end;
        }
        for (y, &x) in out.iter_mut().zip(&values[columns]) {
            *y = match shown {
                _ if !x.is_finite() => f32::NAN,
                Shown::Decoded => *y,
                Shown::Error => (*y - x).abs(),
            };
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Scheme, analysis::Quantized};

    #[test]
    fn rows_are_those_of_the_decoded_tensor_from_wherever_they_begin() {
        let mut values: Vec<f32> = (0..9 * 35).map(|i| ((i * 7919) % 1009) as f32 / 100.0 - 4.0).collect();
        (values[40], values[41], values[200]) = (f32::NAN, f32::INFINITY, f32::NAN);
        let tensor = Tensor::new("t", &[9, 35], values).unwrap();
        let level = Level::new();
        for scheme in ["int4", "int4:row:asym", "int3:col", "int4:g8:p95", "nf4:g16", "int4:stochastic(3)"]
            .into_iter()
            .chain(["int4:col:stochastic", "int4:g8:stochastic(5)", "int4:row:stochastic"])
        {
            let scheme: Scheme = scheme.parse().unwrap();
            let oracle = Quantized::new(level, &tensor, &scheme).dequantize(level);
            let fit = Rc::new(Fit::new(level, &tensor, &scheme));
            for (rows, columns) in [(0..9, 0..35), (2..7, 5..30), (8..9, 33..35)] {
                for shown in [Shown::Decoded, Shown::Error] {
                    let mut decoding = Decoding::new(Rc::clone(&fit), shown);
                    for row in rows.clone() {
                        let found = decoding.of(level, &tensor).row(row, columns.clone()).to_vec();
                        for (&y, column) in found.iter().zip(columns.clone()) {
                            let (x, decoded) =
                                (tensor.values()[row * 35 + column], oracle[row * 35 + column]);
                            match shown {
                                _ if !x.is_finite() => assert!(y.is_nan()),
                                Shown::Decoded => assert_eq!(y, decoded, "{scheme} {row} {column}"),
                                Shown::Error => assert_eq!(y, (decoded - x).abs(), "{scheme} {row} {column}"),
                            }
                        }
                    }
                }
            }
        }
    }
}
