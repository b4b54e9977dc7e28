//! A few values beside what they decode to.

use serde::Deserialize;

use super::{Ask, Asked, Decode};
use crate::{
    lab::{Lab, question::excerpt::ExcerptQuestion},
    web::{scheme, set},
};

/// Which values are asked for.
#[derive(Debug, Deserialize)]
pub(super) struct Record {
    /// Schemes, each with its mean squared error.
    schemes: Vec<(String, f64)>,
    length: usize,
}

impl Decode for Record {
    fn question(self) -> Result<Box<dyn Ask>, js_sys::Error> {
        let schemes = self.schemes.iter().map(|(text, mse)| scheme(text).map(|scheme| (scheme, *mse)));
        let schemes = schemes.collect::<Result<Vec<_>, _>>()?;
        Ok(Box::new(ExcerptQuestion { schemes, length: self.length }))
    }
}

impl Ask for ExcerptQuestion {
    /// `{kind, start, values, decoded}`: of each scheme an array.
    fn ask(&self, lab: &mut Lab) -> Asked {
        Ok(lab.ask(self).map(|excerpt| {
            let out = js_sys::Object::new();
            set(&out, "kind", &"excerpt".into());
            set(&out, "start", &(excerpt.start as f64).into());
            set(&out, "values", &js_sys::Float32Array::from(excerpt.values.as_slice()));
            let arrays = excerpt.decoded.iter().map(|values| js_sys::Float32Array::from(values.as_slice()));
            set(&out, "decoded", &arrays.collect::<js_sys::Array>());
            out.into()
        }))
    }
}
