//! The notation of data and the scalar definition, for the controls and the inspector.

use serde::Serialize;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::{data_parts::DataParts, decode, into_error, record, records::QuantizerRecord};
use crate::{data::DataSpec, quantizer::Quantizer};

#[derive(Serialize)]
struct Parsed {
    text: String,
    parts: DataParts,
}

/// `{text, parts}` of a data string.
///
/// # Errors
/// A sentence when the text names no data.
#[wasm_bindgen]
pub fn parse_data(text: &str) -> Result<JsValue, js_sys::Error> {
    let spec: DataSpec = text.parse().map_err(|e| into_error(&e))?;
    Ok(record(&Parsed { text: spec.to_string(), parts: DataParts::from(&spec) }))
}

/// The canonical notation of the parts of a generator, a sample or a file.
///
/// # Errors
/// A sentence when a part is out of range.
#[wasm_bindgen]
pub fn print_data(parts: JsValue) -> Result<String, js_sys::Error> {
    let spec = decode::<DataParts>(parts)?.spec().map_err(|e| into_error(&e))?;
    Ok(spec.to_string())
}

#[derive(Serialize)]
struct Arithmetic {
    x: f32,
    ratio: f32,
    /// Of integers: the code before it is clamped.
    unclamped: Option<f32>,
    rank: usize,
    q: i32,
    /// Of a table: the level before the scale.
    level: Option<f32>,
    decoded: f32,
    error: f64,
    clipped: bool,
}

/// One value's way from the real line to a level and back; `x` is rounded to f32 first.
///
/// # Errors
/// When `params` is not a record of a quantizer.
#[wasm_bindgen]
pub fn inspect(x: f64, params: JsValue) -> Result<JsValue, js_sys::Error> {
    let quantizer: Quantizer = decode::<QuantizerRecord>(params)?.into();
    let x = x as f32;
    let rank = quantizer.rank(x, 0);
    let decoded = quantizer.level(rank);
    let (ratio, unclamped, level) = match &quantizer {
        Quantizer::Affine(params) => (params.ratio(x), Some(params.unclamped(x, 0)), None),
        Quantizer::Table(params) => (params.ratio(x), None, Some(params.book.levels[rank])),
        Quantizer::Offset(params) => (params.ratio(x), None, Some(params.number(rank))),
    };
    Ok(record(&Arithmetic {
        x,
        ratio,
        unclamped,
        rank,
        q: quantizer.code(x, 0),
        level,
        decoded,
        error: f64::from(decoded) - f64::from(x),
        clipped: quantizer.clips(x),
    }))
}
