//! Blocks that lie in few rows: each band is fitted and measured as a shard of the tensor.

use super::{Band, Job, Of};
use crate::{
    analysis::{Measured, Measurement, Measures, Weighted},
    kernels::Level,
    scheme::{Fit, Fitting},
};

/// The bands done so far.
#[derive(Debug)]
pub(super) struct Banded {
    of: Of,
    unit: usize,
    pass: Pass,
    stage: Stage,
    /// The largest range of a block, where a scale of the tensor stands above.
    largest: Option<f32>,
    measured: Measured,
    weighted: Weighted,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Pass {
    Largest,
    Measures,
    Over,
}

#[derive(Debug)]
enum Stage {
    New,
    Fitting(Box<Fitting>),
    Weighing(Box<Fit>),
    Measuring(Box<Fit>, Measurement),
}

impl Banded {
    pub(super) fn new(of: Of, unit: usize) -> Self {
        let pass = if of.scheme.scales.is_under_tensor() { Pass::Largest } else { Pass::Measures };
        Self {
            of,
            unit,
            pass,
            stage: Stage::New,
            largest: None,
            measured: Measured::default(),
            weighted: Weighted::default(),
        }
    }

    /// Ends a band; a pass, if it was the last one.
    fn end(&mut self, band: &Band) -> bool {
        self.weighted.next_part();
        if band.last {
            self.pass = if self.pass == Pass::Largest { Pass::Measures } else { Pass::Over };
        }
        true
    }
}

impl Job for Banded {
    fn unit(&self) -> usize {
        self.unit
    }

    fn needs_one_pass(&self) -> bool {
        !self.of.scheme.scales.is_under_tensor()
    }

    fn wants_pass(&self) -> bool {
        self.pass != Pass::Over
    }

    fn step(&mut self, level: Level, band: &Band) -> bool {
        let tensor = &band.tensor;
        match std::mem::replace(&mut self.stage, Stage::New) {
            Stage::New => self.stage = Stage::Fitting(Box::new(Fitting::new(tensor, self.of.scheme))),
            Stage::Fitting(mut fitting) => {
                let Some(fit) = fitting.step(level, tensor, None) else {
                    self.stage = Stage::Fitting(fitting);
                    return false;
                };
                if self.pass == Pass::Largest {
                    self.largest =
                        Some(fit.largest().unwrap_or_default().max(self.largest.unwrap_or_default()));
                    return self.end(band);
                }
                let first = self.of.map.at(band.first, 0);
                self.stage = Stage::Weighing(Box::new(fit.of_shard(first, self.largest)));
            }
            Stage::Weighing(fit) => {
                self.stage = if self.weighted.step(tensor, &fit) {
                    let measurement = Measurement::new(fit.count());
                    Stage::Measuring(fit, measurement)
                } else {
                    Stage::Weighing(fit)
                };
            }
            Stage::Measuring(fit, mut measurement) => {
                measurement.step(level, tensor, &fit);
                if measurement.has_ended() {
                    self.measured.append(measurement.take());
                    return self.end(band);
                }
                self.stage = Stage::Measuring(fit, measurement);
            }
        }
        false
    }

    fn measures(&self) -> Option<Measures> {
        (self.pass == Pass::Over).then(|| self.of.measures(&self.measured, &self.weighted))
    }
}
