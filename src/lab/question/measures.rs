//! The measures of a scheme alone, as surveys want them.

use super::{Pending, Question};
use crate::{Scheme, analysis::Measures, lab::Lab};

/// What are the measures of this scheme?
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeasuresQuestion(pub Scheme);

impl Question for MeasuresQuestion {
    type Answer = Measures;

    fn ask(&self, lab: &mut Lab) -> Result<Measures, Pending> {
        let [report] = lab.reported(&[self.0])?;
        Ok(report.measures)
    }
}
