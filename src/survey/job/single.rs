//! The tensor as one block: a pass for the ends of its values, one that measures them.
//!
//! ```text
//! pass 1   lo, hi = the ends of all finite values;  quantizer = that of the ends alone, which is that of all
//! pass 2   the finite values one behind another, in pieces of PIECE values
//! ```

use super::{Band, Job, Of};
use crate::{
    Scheme, Tensor,
    analysis::{Measured, Measures, PIECE, Weighted},
    kernels::{Level, Sums, Totals, measure_from, min_max},
    quantizer::Quantizer,
    scheme::Fit,
};

/// Words of calibrators that ask for the ends of the values and nothing else.
const BY_ENDS: [&str; 3] = ["max", "ratio", "clip"];

/// Whether the ends of the values are all that the calibration of a scheme asks for.
pub(super) fn asks_for_ends(scheme: &Scheme) -> bool {
    BY_ENDS.contains(&scheme.calibration.word().name) && !scheme.scales.is_chosen_last()
}

/// The ends, or the sums, so far.
#[derive(Debug)]
pub(super) struct Single {
    of: Of,
    ends: Option<(f32, f32)>,
    /// Once the ends are known.
    quantizer: Option<Quantizer>,
    over: bool,
    sums: Sums,
    pieces: Vec<Totals>,
    /// Values of a piece that is not full yet, and the place of the first of them.
    kept: Vec<f32>,
    place: usize,
    weighted: Weighted,
}

impl Single {
    pub(super) fn new(of: Of) -> Self {
        Self {
            of,
            ends: None,
            quantizer: None,
            over: false,
            sums: Sums::default(),
            pieces: Vec::new(),
            kept: Vec::new(),
            place: 0,
            weighted: Weighted::default(),
        }
    }

    fn widen(&mut self, level: Level, values: &[f32]) {
        if values.is_empty() {
            return;
        }
        let (lo, hi) = min_max(level, values);
        let (least, most) = self.ends.unwrap_or((lo, hi));
        self.ends = Some((least.min(lo), most.max(hi)));
    }

    /// The quantizer of the ends.
    fn fitted(&self, level: Level) -> Option<Quantizer> {
        let (lo, hi) = self.ends.unwrap_or_default();
        let ends = Tensor::new("", &[2], vec![lo, hi]).ok()?;
        Some(Fit::new(level, &ends, &self.of.scheme).quantizer(0))
    }

    /// Measures values that lie behind those of the calls before.
    fn measure(&mut self, level: Level, mut values: &[f32], quantizer: &Quantizer) {
        if !self.kept.is_empty() {
            let (first, rest) = values.split_at(values.len().min(PIECE - self.kept.len()));
            self.kept.extend_from_slice(first);
            values = rest;
            if self.kept.len() == PIECE {
                self.measure_kept(level, quantizer);
            }
        }
        let (pieces, rest) = values.as_chunks::<PIECE>();
        for piece in pieces {
            self.measure_piece(level, piece, quantizer);
        }
        self.kept.extend_from_slice(rest);
    }

    fn measure_piece(&mut self, level: Level, piece: &[f32], quantizer: &Quantizer) {
        measure_from(level, piece, quantizer, self.place, &mut self.sums);
        self.place += piece.len();
        self.pieces.push(self.sums.take());
    }

    fn measure_kept(&mut self, level: Level, quantizer: &Quantizer) {
        let mut kept = std::mem::take(&mut self.kept);
        if !kept.is_empty() {
            self.measure_piece(level, &kept, quantizer);
            kept.clear();
        }
        self.kept = kept;
    }

    fn weigh(&mut self, tensor: &Tensor, quantizer: &Quantizer) {
        if let Some(importance) = tensor.importance() {
            self.weighted.add(tensor, importance, quantizer, 0..tensor.values().len());
        }
    }
}

impl Job for Single {
    fn wants_pass(&self) -> bool {
        !self.over
    }

    fn step(&mut self, level: Level, band: &Band) -> bool {
        let values = band.tensor.values();
        let finite: Vec<f32>;
        let values = if band.tensor.non_finite().total() == 0 {
            values
        } else {
            finite = values.iter().copied().filter(|x| x.is_finite()).collect();
            &finite
        };
        match self.quantizer {
            None => {
                self.widen(level, values);
                if band.last {
                    self.quantizer = self.fitted(level);
                    self.over = self.quantizer.is_none();
                }
            }
            Some(quantizer) => {
                self.weigh(&band.tensor, &quantizer);
                self.measure(level, values, &quantizer);
                if band.last {
                    self.measure_kept(level, &quantizer);
                    self.over = true;
                }
            }
        }
        true
    }

    fn measures(&self) -> Option<Measures> {
        if !self.over {
            return None;
        }
        let mut measured = Measured { pieces: self.pieces.clone(), ..Measured::default() };
        if let Some(quantizer) = &self.quantizer {
            let (scale, sse) =
                (f64::from(quantizer.scale()), self.pieces.iter().map(Totals::sse).sum::<f64>());
            measured.sse_per_scale = vec![sse / scale / scale];
            measured.error_at_zero = quantizer.error_at_zero().into();
            measured.largest_rounding_error = quantizer.largest_rounding_error();
        }
        Some(self.of.measures(&measured, &self.weighted))
    }
}
