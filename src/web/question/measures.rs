//! The measures of one scheme.

use serde::Deserialize;

use super::{Ask, Asked, Decode};
use crate::{
    lab::{Lab, question::measures::MeasuresQuestion},
    web::{measures_record, scheme},
};

/// `{scheme}`.
#[derive(Debug, Deserialize)]
pub(super) struct Record {
    scheme: String,
}

impl Decode for Record {
    fn question(self) -> Result<Box<dyn Ask>, js_sys::Error> {
        Ok(Box::new(MeasuresQuestion(scheme(&self.scheme)?)))
    }
}

impl Ask for MeasuresQuestion {
    /// The measures by their names.
    fn ask(&self, lab: &mut Lab) -> Asked {
        Ok(lab.ask(self).map(|measures| measures_record(&measures)))
    }
}
