//! Where errors come from, and how they are distributed.

use serde::Deserialize;
use wasm_bindgen::JsValue;

use crate::{
    kernels::Profile,
    lab::{ErrorRequest, Lab},
    web::{scheme, set},
};

/// Which errors are asked for.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Request {
    a: String,
    b: String,
    view: Option<(f64, f64)>,
    /// Bins of values over the view.
    bins: u32,
    /// Bins of errors.
    error_bins: u32,
}

impl Request {
    pub(super) fn prepare(&self, lab: &mut Lab) -> Result<f64, js_sys::Error> {
        Ok(lab.prepare_errors(&self.request()?))
    }

    /// `{kind, reach, bins, a, b}`: of each scheme its numbers in one array, as `www/views/errors/profile.js` takes them apart.
    pub(super) fn answer(&self, lab: &mut Lab) -> Result<JsValue, js_sys::Error> {
        let frame = lab.errors(&self.request()?);
        let out = js_sys::Object::new();
        set(&out, "kind", &"errors".into());
        set(&out, "reach", &frame.reach.into());
        set(&out, "bins", &((frame.profiles[0].rounding.len() - 2) as f64).into());
        for (name, profile) in ["a", "b"].iter().zip(&frame.profiles) {
            set(&out, name, &js_sys::Float64Array::from(numbers(profile).as_slice()));
        }
        Ok(out.into())
    }

    fn request(&self) -> Result<ErrorRequest, js_sys::Error> {
        let bins = (self.bins as usize, self.error_bins as usize);
        Ok(ErrorRequest { schemes: [scheme(&self.a)?, scheme(&self.b)?], view: self.view, bins })
    }
}

fn numbers(profile: &Profile) -> Vec<f64> {
    let counts = profile.errors.iter().map(|&count| count as f64);
    profile.rounding.iter().chain(&profile.clipping).copied().chain(counts).collect()
}
