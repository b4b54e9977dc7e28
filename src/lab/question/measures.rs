//! The measures of a scheme alone, as surveys want them.

use super::{Pending, Question};
use crate::{
    Scheme,
    analysis::Measures,
    lab::{Lab, Shelves},
};

/// What are the measures of this scheme?
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeasuresQuestion(pub Scheme);

/// The scheme that is measured now. A survey asks for many, and must not push out what is shown.
#[derive(Debug)]
struct Surveyed(Shelves);

impl Default for Surveyed {
    fn default() -> Self {
        Self(Shelves::new(1, 1))
    }
}

impl Question for MeasuresQuestion {
    type Answer = Measures;

    fn ask(&self, lab: &mut Lab) -> Result<Measures, Pending> {
        let Lab { bench, crew, shelves, kept } = lab;
        if let Some(shown) = shelves.report(&self.0) {
            return Ok(shown.measures);
        }
        let [report] = kept.of::<Surveyed>().0.reported(bench, crew, &[self.0])?;
        Ok(report.measures)
    }
}
