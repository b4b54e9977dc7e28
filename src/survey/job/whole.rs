//! A tensor that is held as a whole.

use std::rc::Rc;

use super::{Band, Job};
use crate::{
    Scheme,
    analysis::{Measures, Reporting},
    kernels::Level,
    scheme::Fitting,
};

/// A fit and its report in the making.
#[derive(Debug)]
pub(super) struct Whole {
    scheme: Scheme,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    New,
    Fitting(Box<Fitting>),
    Reporting(Box<Reporting>),
    Done(Box<Measures>),
}

impl Whole {
    pub(super) fn new(scheme: Scheme) -> Self {
        Self { scheme, stage: Stage::New }
    }
}

impl Job for Whole {
    fn needs_one_pass(&self) -> bool {
        true
    }

    fn wants_pass(&self) -> bool {
        !matches!(self.stage, Stage::Done(_))
    }

    fn step(&mut self, level: Level, band: &Band) -> bool {
        let tensor = &band.tensor;
        match &mut self.stage {
            Stage::New => self.stage = Stage::Fitting(Box::new(Fitting::new(tensor, self.scheme))),
            Stage::Fitting(fitting) => {
                if let Some(fit) = fitting.step(level, tensor, None) {
                    self.stage = Stage::Reporting(Box::new(Reporting::new(Rc::new(fit))));
                }
            }
            Stage::Reporting(reporting) => {
                if let Some(report) = reporting.step(level, tensor, None) {
                    self.stage = Stage::Done(Box::new(report.measures));
                    return true;
                }
            }
            Stage::Done(_) => return true,
        }
        false
    }

    fn measures(&self) -> Option<Measures> {
        if let Stage::Done(measures) = &self.stage { Some(**measures) } else { None }
    }
}
