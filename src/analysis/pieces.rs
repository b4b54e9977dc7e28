//! Sums over a tensor, defined over pieces of a fixed size that are joined in order, so that several workers can share them
//! without changing a digit.
//!
//! ```text
//! band:          the rows that one row of blocks covers
//! short bands:   a piece is as many whole bands as hold PIECE values, at least one
//! long bands:    a piece is as many blocks of a band as hold PIECE values, at least one; the last one of a band may have fewer
//! large blocks:  each is cut into pieces of PIECE values; the last one is shorter
//! sums of a piece start from zero;  totals = (((piece 0 + piece 1) + piece 2) + …)
//! ```

use crate::{
    kernels::{Level, Sums, Totals, measure_each, measure_from},
    quantizer::Quantizer,
    scheme::{Batch, BlockMap, Fit},
};

/// Values of a piece: they fit the second cache of a processor.
pub const PIECE: usize = 1 << 18;

/// Which blocks of a map make a piece.
#[derive(Debug, Clone, Copy)]
pub struct Pieces {
    blocks: usize,
    /// Blocks of a band.
    band: usize,
    /// Blocks of a piece: those of whole bands, or at most one band.
    each: usize,
}

impl Pieces {
    /// The pieces of a map.
    pub fn of(map: &BlockMap) -> Self {
        let (band, values) = map.band();
        let each = match PIECE / values {
            0 => (PIECE * band / values).max(1),
            bands => bands * band,
        };
        Self { blocks: map.count(), band, each }
    }

    /// The end of the piece that holds block `index`.
    pub fn end(&self, index: usize) -> usize {
        let (start, most) = match self.each < self.band {
            true => (index - index % self.band, index - index % self.band + self.band),
            false => (0, self.blocks),
        };
        most.min(self.blocks).min(index + self.each - (index - start) % self.each)
    }

    /// Whether a piece begins with block `index`.
    pub fn begins(&self, index: usize) -> bool {
        index == 0 || self.end(index - 1) == index
    }
}

/// Blocks that are measured at a time: their quantizers fit the nearest cache.
const BATCH: usize = 256;

/// Sums in the making, piece by piece.
#[derive(Debug, Default)]
pub struct Measuring {
    /// Of the current piece.
    sums: Sums,
    pieces: Vec<Totals>,
    /// What is needed of a few blocks at a time.
    quantizers: Vec<Quantizer>,
    sse: Vec<f64>,
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

    /// Measures the blocks of a batch under their quantizers, and calls `visit` with the quantizer and Σe² of each, in order.
    /// Blocks that are longer than a piece come one by one.
    pub fn add_each(
        &mut self,
        level: Level,
        batch: &Batch,
        fit: &Fit,
        mut visit: impl FnMut(&Quantizer, f64),
    ) {
        if batch.length() > PIECE {
            for ((_, values), quantizer) in batch.each().zip(fit.quantizers(batch)) {
                visit(&quantizer, self.add(level, values, &quantizer));
            }
            return;
        }
        for some in batch.split(BATCH) {
            self.quantizers.clear();
            self.quantizers.extend(fit.quantizers(&some));
            self.sse.resize(some.count(), 0.0);
            measure_each(level, some.values, &self.quantizers, &mut self.sums, &mut self.sse);
            self.quantizers.iter().zip(&self.sse).for_each(|(quantizer, &sse)| visit(quantizer, sse));
        }
    }

    /// Ends the current piece; the next one begins.
    pub fn end_piece(&mut self) {
        if self.sums.count() > 0 {
            self.pieces.push(self.sums.take());
        }
    }

    /// The sums of the pieces that have ended, in order.
    pub fn into_pieces(self) -> Vec<Totals> {
        self.pieces
    }

    /// The totals of the pieces that have ended.
    pub fn totals(&self) -> Totals {
        joined(&self.pieces)
    }
}

/// The sum of pieces, in order.
pub(super) fn joined(pieces: &[Totals]) -> Totals {
    let mut totals = Totals::default();
    pieces.iter().for_each(|piece| totals.add(piece));
    totals
}

/// `10 log10(Σx² / Σe²)`, the signal to quantization noise ratio in dB: ∞ without error, NaN with neither signal nor error.
pub fn sqnr_db(signal: f64, sse: f64) -> f64 {
    10.0 * libm::log10(signal / sse)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scheme::Granularity;

    /// The blocks with which pieces begin.
    fn beginnings(map: &BlockMap) -> Vec<usize> {
        let pieces = Pieces::of(map);
        (0..map.count()).filter(|&index| pieces.begins(index)).collect()
    }

    #[test]
    fn a_piece_is_of_whole_bands_or_lies_in_one() {
        let map = |rows, columns, granularity| BlockMap::new(rows, columns, granularity);
        // Rows of 1000 values: 262 of them in a piece.
        assert_eq!(beginnings(&map(600, 1000, Granularity::Group(64))), [0, 262 * 16, 524 * 16]);
        assert_eq!(beginnings(&map(600, 1000, Granularity::Row)), [0, 262, 524]);
        // Rows longer than a piece.
        let long = PIECE * 2 + 64;
        let each = PIECE / 64;
        let starts = [0, each, 2 * each].map(|i| [i, i + 2 * each + 1]);
        let mut expected: Vec<usize> = starts.into_iter().flatten().collect();
        expected.sort_unstable();
        assert_eq!(beginnings(&map(2, long, Granularity::Group(64))), expected);
        assert_eq!(beginnings(&map(3, long, Granularity::Row)), [0, 1, 2]);
        assert_eq!(beginnings(&map(3, long, Granularity::Tensor)), [0]);
        assert_eq!(beginnings(&BlockMap::runs(4, PIECE, PIECE / 2)), [0, 2, 4, 6]);
    }
}
