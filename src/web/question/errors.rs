//! Where errors come from, and how they are distributed.

use serde::Deserialize;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::HtmlCanvasElement;

use super::{Ask, Asked, Decode};
use crate::{
    figure::{self, ErrorsFigure},
    kernels::Profile,
    lab::{Lab, question::errors::ErrorsQuestion},
    web::{
        decode,
        draw::{apart, paint},
        scheme, set,
    },
};

/// Which errors are asked for.
#[derive(Debug, Deserialize)]
pub(super) struct Record {
    a: String,
    b: String,
    view: Option<(f64, f64)>,
    /// Bins of values over the view.
    bins: u32,
    /// Bins of errors.
    error_bins: u32,
}

impl Decode for Record {
    fn question(self) -> Result<Box<dyn Ask>, js_sys::Error> {
        let bins = (self.bins as usize, self.error_bins as usize);
        let schemes = [scheme(&self.a)?, scheme(&self.b)?];
        Ok(Box::new(ErrorsQuestion { schemes, view: self.view, bins }))
    }
}

impl Ask for ErrorsQuestion {
    /// `{kind, reach, bins, a, b}`: of each scheme its numbers in one array, as `www/views/errors/profile.js` takes them apart.
    fn ask(&self, lab: &mut Lab) -> Asked {
        Ok(lab.ask(self).map(|errors| {
            let out = js_sys::Object::new();
            set(&out, "kind", &"errors".into());
            set(&out, "reach", &errors.reach.into());
            set(&out, "bins", &((errors.profiles[0].rounding.len() - 2) as f64).into());
            for (name, profile) in ["a", "b"].iter().zip(&errors.profiles) {
                set(&out, name, &js_sys::Float64Array::from(numbers(profile).as_slice()));
            }
            out.into()
        }))
    }
}

fn numbers(profile: &Profile) -> Vec<f64> {
    let counts = profile.errors.iter().map(|&count| count as f64);
    profile.rounding.iter().chain(&profile.clipping).copied().chain(counts).collect()
}

/// How many bins of values the numbers of the Errors picture have.
#[derive(Debug, Deserialize)]
struct ErrorBins {
    bins: usize,
}

/// Draws the Errors picture, and says where its plots are. `a` and `b` are the numbers that the part of this kind brings.
///
/// # Errors
/// When the canvas has no 2d context or `picture` is not a record of this picture.
#[wasm_bindgen]
pub fn draw_errors(
    canvas: &HtmlCanvasElement,
    picture: JsValue,
    counts: &[u32],
    a: &[f64],
    b: &[f64],
) -> Result<JsValue, js_sys::Error> {
    let ErrorBins { bins } = decode(picture.clone())?;
    paint(canvas, picture, |area, mut figure: ErrorsFigure<'_>, theme| {
        figure.data = counts;
        for (panel, numbers) in figure.panels.iter_mut().zip([a, b]) {
            [panel.rounding, panel.clipping] = apart(numbers, bins + 2);
            panel.errors = numbers.get(2 * (bins + 2)..).unwrap_or_default();
        }
        figure::draw_errors(area, &figure, theme)
    })
}
