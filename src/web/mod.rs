//! What JavaScript sees, wasm32 only: decode, one call, encode. No algorithm, no loop over values.
//!
//! Errors leave as JavaScript `Error`s whose `message` is English and which carry a catalogue `key` and `words`.
//! Records cross through serde-wasm-bindgen, arrays as typed arrays.

pub mod became;
pub mod budget;
mod canvas;
pub mod crew;
mod data_parts;
pub mod draw;
pub mod file;
pub mod integers;
pub mod lab;
pub mod notation;
pub mod question;
mod records;
pub mod sketch;
mod stored;
pub mod survey;
pub mod words;

use js_sys::Reflect;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use serde::Serialize;

use crate::{analysis::Measures, scheme::Scheme, sentence::Sentence};

/// Installs the panic hook: the text of a panic goes to the console, where a trap alone would say "unreachable".
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|info| web_sys::console::error_1(&info.to_string().into())));
}

/// The one way a sentence leaves as an error: an `Error` with `key` and `words`.
fn into_error(sentence: &impl Sentence) -> js_sys::Error {
    let error = js_sys::Error::new(&sentence.to_string());
    describe(&error, sentence);
    error
}

/// A sentence that is no error: a plain record, for an `Error` would lose its key on the way between threads.
fn into_note(sentence: &impl Sentence) -> JsValue {
    let note = js_sys::Object::new();
    describe(&note, sentence);
    set(&note, "text", &sentence.to_string().into());
    note.into()
}

fn describe(object: &js_sys::Object, sentence: &impl Sentence) {
    let words = js_sys::Object::new();
    for (name, word) in sentence.words() {
        set(&words, name, &word.into());
    }
    set(object, "key", &sentence.key().into());
    set(object, "words", &words);
}

/// Sets a property of an object made here; such objects are extensible, so it cannot fail.
fn set(object: &js_sys::Object, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &name.into(), value);
}

/// A record out. Every record here is a plain struct of numbers and strings, which always has a value.
fn record(value: &impl serde::Serialize) -> JsValue {
    serde_wasm_bindgen::to_value(value).unwrap_or(JsValue::UNDEFINED)
}

/// The measures of a scheme by their names. One that has no meaning for the format is null, so that all formats have the same
/// names.
fn measures_record(measures: &Measures) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true);
    measures.serialize(&serializer).unwrap_or(JsValue::UNDEFINED)
}

/// A scheme in, from its notation.
fn scheme(text: &str) -> Result<Scheme, js_sys::Error> {
    text.parse().map_err(|e| into_error(&e))
}

/// A record in, made by this project's own JavaScript: a mismatch is a defect there and says so.
fn decode<T: serde::de::DeserializeOwned>(value: JsValue) -> Result<T, js_sys::Error> {
    serde_wasm_bindgen::from_value(value).map_err(|e| js_sys::Error::new(&e.to_string()))
}
