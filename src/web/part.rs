//! What a view needs beside the frame: a request by its kind in, a record with typed arrays of the same kind out.
//!
//! A new kind is a variant here, `PartRequest` and `Part` in `www/types.d.ts`, and a method of the lab each to prepare and to
//! answer it.

use serde::Deserialize;
use wasm_bindgen::JsValue;

use crate::lab::Lab;

/// What a view asks for.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum PartRequest {}

impl PartRequest {
    /// Does a share of the work; the share that is done.
    pub(super) fn prepare(&self, _lab: &mut Lab) -> Result<f64, js_sys::Error> {
        match *self {}
    }

    /// The answer.
    pub(super) fn answer(&self, _lab: &mut Lab) -> Result<JsValue, js_sys::Error> {
        match *self {}
    }
}
