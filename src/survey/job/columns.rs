//! Columns as blocks: as many columns at a time as may be held, gathered from all rows in a pass for each such strip.

use std::ops::Range;

use super::{Band, Job, Of};
use crate::{
    Tensor,
    analysis::{Measured, Measurement, Measures, PIECE, Weighted},
    kernels::Level,
    scheme::{Fit, Fitting},
};

/// The strips done so far.
#[derive(Debug)]
pub(super) struct Columns {
    of: Of,
    /// The columns of the strip at hand.
    strip: Range<usize>,
    width: usize,
    stage: Stage,
    measured: Measured,
    weighted: Weighted,
}

#[derive(Debug)]
enum Stage {
    Gathering(Vec<f32>),
    Fitting(Tensor, Box<Fitting>),
    Weighing(Tensor, Box<Fit>),
    Measuring(Tensor, Box<Fit>, Measurement),
}

impl Columns {
    pub(super) fn new(of: Of, limit: usize) -> Self {
        let (rows, columns) = of.map.size();
        // Columns that make a piece together are not cut.
        let unit = (PIECE / rows).max(1);
        let width = (limit / rows / unit * unit).max(1).min(columns);
        Self {
            of,
            strip: 0..width,
            width,
            stage: Stage::Gathering(Vec::new()),
            measured: Measured::default(),
            weighted: Weighted::default(),
        }
    }

    /// The strip as a tensor of all rows.
    fn tensor(&self, values: Vec<f32>, importance: Option<&[f32]>) -> Option<Tensor> {
        let rows = self.of.map.size().0;
        let importance = importance.map(|each| each[self.strip.clone()].to_vec());
        Tensor::new("", &[rows, self.strip.len()], values)
            .ok()
            .map(|tensor| tensor.with_importance(importance))
    }

    /// Ends a strip; the next one begins.
    fn end(&mut self) -> bool {
        self.weighted.next_part();
        let columns = self.of.map.size().1;
        self.strip = self.strip.end..columns.min(self.strip.end + self.width);
        true
    }
}

impl Job for Columns {
    fn wants_pass(&self) -> bool {
        !self.strip.is_empty()
    }

    fn step(&mut self, level: Level, band: &Band) -> bool {
        match std::mem::replace(&mut self.stage, Stage::Gathering(Vec::new())) {
            Stage::Gathering(mut values) => {
                let columns = band.tensor.columns();
                for row in band.tensor.values().chunks_exact(columns) {
                    values.extend_from_slice(&row[self.strip.clone()]);
                }
                if !band.last {
                    self.stage = Stage::Gathering(values);
                    return true;
                }
                // A tensor of one row is one row of one strip, too.
                let Some(tensor) = self.tensor(values, band.tensor.importance()) else { return self.end() };
                let fitting = Fitting::new(&tensor, self.of.scheme);
                self.stage = Stage::Fitting(tensor, Box::new(fitting));
            }
            Stage::Fitting(tensor, mut fitting) => {
                self.stage = match fitting.step(level, &tensor, None) {
                    Some(fit) => Stage::Weighing(tensor, Box::new(fit.of_shard(self.strip.start, None))),
                    None => Stage::Fitting(tensor, fitting),
                };
            }
            Stage::Weighing(tensor, fit) => {
                self.stage = if self.weighted.step(&tensor, &fit) {
                    let measurement = Measurement::new(fit.count());
                    Stage::Measuring(tensor, fit, measurement)
                } else {
                    Stage::Weighing(tensor, fit)
                };
            }
            Stage::Measuring(tensor, fit, mut measurement) => {
                measurement.step(level, &tensor, &fit);
                if measurement.has_ended() {
                    self.measured.append(measurement.take());
                    return self.end();
                }
                self.stage = Stage::Measuring(tensor, fit, measurement);
            }
        }
        false
    }

    fn measures(&self) -> Option<Measures> {
        self.strip.is_empty().then(|| self.of.measures(&self.measured, &self.weighted))
    }
}
