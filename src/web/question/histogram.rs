//! The histogram of the data alone.

use serde::Deserialize;

use super::{Ask, Asked, Decode};
use crate::{
    lab::{Lab, question::histogram::HistogramQuestion},
    web::set,
};

/// `{view, bins}`.
#[derive(Debug, Deserialize)]
pub(super) struct Record {
    view: (f64, f64),
    bins: u32,
}

impl Decode for Record {
    fn question(self) -> Result<Box<dyn Ask>, js_sys::Error> {
        Ok(Box::new(HistogramQuestion { view: self.view, bins: self.bins as usize }))
    }
}

impl Ask for HistogramQuestion {
    /// `{counts, below, above}`.
    fn ask(&self, lab: &mut Lab) -> Asked {
        Ok(lab.ask(self).map(|counts| {
            let out = js_sys::Object::new();
            set(&out, "counts", &js_sys::Uint32Array::from(counts.bins.as_slice()));
            set(&out, "below", &counts.below.into());
            set(&out, "above", &counts.above.into());
            out.into()
        }))
    }
}
