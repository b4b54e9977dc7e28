//! The tensor as one block: passes for the range of its values, one that measures them.
//!
//! ```text
//! range    of all finite values: their ends, in one pass; or percentiles, in two
//!          quantizer = that of the ends alone, which is that of all; or that of the given range
//! then     the finite values one behind another, in pieces of PIECE values
//! ```

use super::{
    Band, Job, Of,
    ranks::{Order, Percentiles},
};
use crate::{
    Scheme, Tensor,
    analysis::{Measured, Measures, PIECE, Weighted},
    kernels::{Level, Sums, Totals, measure_from, min_max},
    quantizer::Quantizer,
    scheme::{Calibration, Fit},
};

/// Words of calibrators that ask for the ends of the values and nothing else.
const BY_ENDS: [&str; 3] = ["max", "ratio", "clip"];

/// How the range of all values is found.
#[derive(Debug)]
pub(super) enum Range {
    Ends(Option<(f32, f32)>),
    Percentiles(Percentiles),
}

impl Range {
    /// How that of a scheme is found in passes; None where its calibration needs all values at once.
    pub(super) fn of(scheme: &Scheme) -> Option<Self> {
        let calibration = scheme.calibration;
        if scheme.scales.is_chosen_last() {
            return None;
        }
        let Some(p) = calibration.as_percentile() else {
            return BY_ENDS.contains(&calibration.word().name).then_some(Self::Ends(None));
        };
        Some(Self::Percentiles(match scheme.grid().is_mirrored() {
            true => Percentiles::new(Order::Magnitudes, vec![p]),
            false => Percentiles::new(Order::Values, vec![100.0 - p, p]),
        }))
    }

    /// Takes finite values.
    fn add(&mut self, level: Level, values: &[f32]) {
        match self {
            Self::Percentiles(percentiles) => percentiles.add(values),
            Self::Ends(_) if values.is_empty() => {}
            Self::Ends(ends) => {
                let (lo, hi) = min_max(level, values);
                let (least, most) = ends.unwrap_or((lo, hi));
                *ends = Some((least.min(lo), most.max(hi)));
            }
        }
    }

    /// Ends a pass. If it was the last one: values, and the calibration that finds the range of all values from them.
    fn end_pass(&mut self, calibration: Calibration) -> Option<([f32; 2], Calibration)> {
        match self {
            Self::Ends(ends) => Some((ends.unwrap_or_default().into(), calibration)),
            Self::Percentiles(percentiles) => {
                let [lo, hi] = match *percentiles.end_pass()? {
                    [lo, hi] => [lo as f32, hi as f32],
                    [amax] => [-amax as f32, amax as f32],
                    _ => [0.0; 2],
                };
                Some(([lo, hi], Calibration::clip(lo, hi)))
            }
        }
    }
}

/// The range, or the sums, so far.
#[derive(Debug)]
pub(super) struct Single {
    of: Of,
    range: Range,
    /// Once the range is known.
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
    pub(super) fn new(of: Of, range: Range) -> Self {
        Self {
            of,
            range,
            quantizer: None,
            over: false,
            sums: Sums::default(),
            pieces: Vec::new(),
            kept: Vec::new(),
            place: 0,
            weighted: Weighted::default(),
        }
    }

    /// Ends a pass for the range: from then on there is a quantizer, or nothing more to do.
    fn end_pass(&mut self, level: Level) {
        let Some((ends, calibration)) = self.range.end_pass(self.of.scheme.calibration) else { return };
        let scheme = Scheme { calibration, ..self.of.scheme };
        let ends = Tensor::new("", &[2], ends.to_vec());
        self.quantizer = ends.ok().map(|ends| Fit::new(level, &ends, &scheme).quantizer(0));
        self.over = self.quantizer.is_none();
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
                self.range.add(level, values);
                if band.last {
                    self.end_pass(level);
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
