//! Small pictures for lists: of generated data, and of the levels of formats.

use serde::Serialize;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::{into_error, record, scheme, set};
use crate::{
    analysis::{FormatLevels, Sketch},
    data::DataSpec,
};

#[derive(Serialize)]
struct SketchRecord {
    counts: Vec<u32>,
    far_below: bool,
    far_above: bool,
}

/// The histogram of the data that a generator draws, with `bins` bins.
///
/// # Errors
/// A sentence when the notation is malformed.
#[wasm_bindgen]
pub fn sketch(data: &str, bins: u32) -> Result<JsValue, js_sys::Error> {
    let DataSpec::Generated(generator) = data.parse().map_err(|e| into_error(&e))? else {
        return Err(js_sys::Error::new("only a generator can be sketched"));
    };
    let Sketch { counts, far_below, far_above } =
        Sketch::of(&generator, bins as usize).map_err(|e| into_error(&e))?;
    Ok(record(&SketchRecord { counts, far_below, far_above }))
}

/// `{levels, bits}` of a scheme: the levels of a block from -1 to 1 as a Float32Array, and the bits of a value.
///
/// # Errors
/// A sentence when the text is no scheme.
#[wasm_bindgen]
pub fn format_levels(text: &str) -> Result<JsValue, js_sys::Error> {
    let FormatLevels { levels, bits } = FormatLevels::of(&scheme(text)?);
    let out = js_sys::Object::new();
    set(&out, "levels", &js_sys::Float32Array::from(&levels[..]));
    set(&out, "bits", &bits.into());
    Ok(out.into())
}
