//! Small pictures of generated data, for the list of kinds.

use serde::Serialize;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::{into_error, record};
use crate::{analysis::Sketch, data::DataSpec};

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
