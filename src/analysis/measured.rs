//! What the blocks of a fit add to a report, measured some at a time, and by several workers if there are.

use std::ops::Range;

use super::pieces::{Measuring, PIECE, Pieces, joined};
use crate::{
    Tensor,
    kernels::{Level, Totals},
    quantizer::Quantizer,
    scheme::{Blocks, Fit},
    sorted::Sorted,
};

/// The measures of a run of blocks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Measured {
    /// The sums of each piece, in order.
    pub pieces: Vec<Totals>,
    /// Σ over blocks of SSE / s²: for each run of blocks that are measured together, in order.
    pub sse_per_scale: Vec<f64>,
    /// The largest distance, over the blocks, of 0.0 from the level it gets.
    pub error_at_zero: f64,
    /// The largest rounding error that a block can have.
    pub largest_rounding_error: f64,
}

impl Measured {
    /// Adds the measures of the blocks that come next.
    pub fn append(&mut self, mut next: Self) {
        self.pieces.append(&mut next.pieces);
        self.sse_per_scale.append(&mut next.sse_per_scale);
        self.error_at_zero = self.error_at_zero.max(next.error_at_zero);
        self.largest_rounding_error = self.largest_rounding_error.max(next.largest_rounding_error);
    }

    /// All of it as numbers, to cross between workers.
    pub fn to_numbers(&self) -> Vec<f64> {
        let mut numbers =
            vec![self.error_at_zero, self.largest_rounding_error, self.sse_per_scale.len() as f64];
        numbers.extend(&self.sse_per_scale);
        self.pieces.iter().for_each(|piece| piece.write(&mut numbers));
        numbers
    }

    /// Reads what [`Measured::to_numbers`] wrote; None where numbers are missing.
    pub fn from_numbers(numbers: &[f64]) -> Option<Self> {
        let (&[error_at_zero, largest_rounding_error, runs], rest) = numbers.split_first_chunk()?;
        let (sse_per_scale, rest) = rest.split_at_checked(runs as usize)?;
        let mut rest = rest.iter().copied().peekable();
        let mut pieces = Vec::new();
        while rest.peek().is_some() {
            pieces.push(Totals::read(&mut rest)?);
        }
        Some(Self { pieces, sse_per_scale: sse_per_scale.to_vec(), error_at_zero, largest_rounding_error })
    }

    /// The totals of all pieces.
    pub fn totals(&self) -> Totals {
        joined(&self.pieces)
    }

    /// The measures of a tensor that is one block, from its sorted view; None where that does not know them.
    pub(super) fn of_sorted(sorted: &Sorted, fit: &Fit) -> Option<Self> {
        let quantizer = fit.quantizer(0);
        let mut totals = sorted.measure(&quantizer)?;
        if quantizer.slot(0) != 0 {
            totals.usage.reverse();
        }
        let scale = f64::from(quantizer.scale());
        Some(Self {
            sse_per_scale: vec![totals.sse() / scale / scale],
            error_at_zero: quantizer.error_at_zero().into(),
            largest_rounding_error: quantizer.largest_rounding_error(),
            pieces: vec![totals],
        })
    }

    /// The measures of the blocks of a range, which begins and ends with a piece.
    fn of_blocks(level: Level, tensor: &Tensor, fit: &Fit, range: Range<usize>) -> Self {
        let pieces = Pieces::of(fit.map());
        let blocks = Blocks::of(tensor, fit.map());
        let (mut measuring, mut measured) = (Measuring::default(), Self::default());
        let (mut next, mut widest) = (range.start, 0.0);
        while next < range.end {
            let end = pieces.end(next);
            let mut sse_per_scale = 0.0;
            let add = &mut |quantizer: &Quantizer, sse: f64| {
                let scale = quantizer.scale();
                sse_per_scale += sse / f64::from(scale) / f64::from(scale);
                let at_zero = quantizer.error_at_zero().into();
                if at_zero > measured.error_at_zero {
                    measured.error_at_zero = at_zero;
                }
                // Quantizers of one fit differ in their scales: the widest has the largest error.
                if scale > widest {
                    (widest, measured.largest_rounding_error) = (scale, quantizer.largest_rounding_error());
                }
            };
            blocks.for_each_batch(next..end, &mut |batch| measuring.add_each(level, &batch, fit, &mut *add));
            measuring.end_piece();
            measured.sse_per_scale.push(sse_per_scale);
            next = end;
        }
        measured.pieces = measuring.into_pieces();
        measured
    }
}

/// The measures of a run of blocks in the making.
#[derive(Debug)]
pub struct Measurement {
    next: usize,
    end: usize,
    measured: Measured,
}

/// Values measured in some milliseconds.
const VALUES_PER_STEP: usize = 16 * PIECE;

impl Measurement {
    /// Nothing done yet of the first `end` blocks, which end with a piece.
    pub fn new(end: usize) -> Self {
        Self { next: 0, end, measured: Measured::default() }
    }

    /// How many blocks are done.
    pub fn done(&self) -> usize {
        self.next
    }

    /// How many blocks are measured in all.
    pub fn end(&self) -> usize {
        self.end
    }

    /// Measures `end` blocks in all, which end with a piece.
    pub fn until(&mut self, end: usize) {
        self.end = end;
    }

    /// Whether nothing is left to measure.
    pub fn has_ended(&self) -> bool {
        self.next >= self.end
    }

    /// Goes on with as many pieces as take some milliseconds, at least one if one is left. Tensor and fit must be those of the
    /// steps before.
    pub fn step(&mut self, level: Level, tensor: &Tensor, fit: &Fit) {
        let pieces = Pieces::of(fit.map());
        let each = (tensor.values().len() / fit.count()).max(1);
        let most = self.next + (VALUES_PER_STEP / each).max(1);
        let mut end = self.next;
        while end < self.end && (end == self.next || pieces.end(end) <= most) {
            end = pieces.end(end);
        }
        self.measured.append(Measured::of_blocks(level, tensor, fit, self.next..end));
        self.next = end;
    }

    /// What was measured; nothing of it is left here.
    pub fn take(&mut self) -> Measured {
        std::mem::take(&mut self.measured)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_are_read_as_they_were_written() {
        let values = (0..PIECE * 2).map(|i| ((i * 7919) % 1009) as f32 / 100.0 - 4.0).collect();
        let (tensor, level) = (Tensor::new("t", &[512, 1024], values).unwrap(), Level::new());
        let fit = Fit::new(level, &tensor, &"int4:asym:g64:p90".parse().unwrap());
        let measured = Measured::of_blocks(level, &tensor, &fit, 0..fit.count());
        assert_eq!((measured.pieces.len(), measured.sse_per_scale.len()), (2, 2));
        let numbers = measured.to_numbers();
        assert_eq!(Measured::from_numbers(&numbers), Some(measured));
        assert_eq!(Measured::from_numbers(&numbers[..numbers.len() - 1]), None);
        assert_eq!(Measured::from_numbers(&numbers[..2]), None);
    }
}
