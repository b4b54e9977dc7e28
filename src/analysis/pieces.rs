//! Sums over a tensor, defined over pieces of a fixed size that are joined in order, so that several workers can share them
//! without changing a digit.
//!
//! ```text
//! small blocks:  a piece is as many whole blocks as hold PIECE values on average, at least one
//! large blocks:  each is cut into pieces of PIECE values; the last one is shorter
//! sums of a piece start from zero;  totals = (((piece 0 + piece 1) + piece 2) + …)
//! ```

use crate::{
    kernels::{Level, Sums, Totals, measure_from},
    quantizer::Quantizer,
};

/// Values of a piece: they fit the second cache of a processor.
pub const PIECE: usize = 1 << 18;

/// Totals in the making.
#[derive(Debug, Default)]
pub struct Measuring {
    /// Of the current piece.
    sums: Sums,
    totals: Totals,
}

impl Measuring {
    /// Measures the finite values of a block; its Σe².
    pub fn add(&mut self, level: Level, values: &[f32], quantizer: &Quantizer) -> f64 {
        let mut sse = 0.0;
        for (i, part) in values.chunks(PIECE).enumerate() {
            let before = self.sums.sse();
            measure_from(level, part, quantizer, i * PIECE, &mut self.sums);
            sse += self.sums.sse() - before;
            if values.len() > PIECE {
                self.end_piece();
            }
        }
        sse
    }

    /// Joins the current piece to the totals; the next one begins.
    pub fn end_piece(&mut self) {
        if self.sums.count() > 0 {
            self.totals.add(&self.sums.take());
        }
    }

    /// The totals of the pieces that have ended.
    pub fn totals(&self) -> &Totals {
        &self.totals
    }
}

/// `10 log10(Σx² / Σe²)`, the signal to quantization noise ratio in dB: ∞ without error, NaN with neither signal nor error.
pub fn sqnr_db(signal: f64, sse: f64) -> f64 {
    10.0 * libm::log10(signal / sse)
}
