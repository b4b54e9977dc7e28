//! What a view needs beside the frame: a request by its kind in, a record with typed arrays of the same kind out.
//!
//! A new kind is a file here, a variant and a line in each of the two matches below, `PartRequest` and `Part` in
//! `www/types.d.ts`, and a method of the lab each to prepare and to answer it.

mod blocks;
mod clipping;
mod convolution;
mod errors;
mod export;
mod stream;

use serde::Deserialize;
use wasm_bindgen::JsValue;

use crate::lab::Lab;

/// What a view asks for.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum PartRequest {
    /// The matrix in cells, and its blocks' numbers.
    Blocks(blocks::Request),
    /// Curves of error against clipping: of A and B, and of both with the other symmetry.
    Clipping(clipping::Request),
    /// A convolution with zero padding.
    Convolution(convolution::Request),
    /// The data itself.
    Data(export::DataRequest),
    /// Where errors come from, and how they are distributed.
    Errors(errors::Request),
    /// A quantized tensor as a file.
    Quantized(export::QuantizedRequest),
    /// The range of every block.
    Ranges(export::RangesRequest),
    /// A stream of batches under four calibrations.
    Stream(stream::Request),
}

impl PartRequest {
    /// Does a share of the work; the share that is done.
    pub(super) fn prepare(&self, lab: &mut Lab) -> Result<f64, js_sys::Error> {
        match self {
            Self::Blocks(request) => request.prepare(lab),
            Self::Clipping(request) => request.prepare(lab),
            Self::Convolution(request) => request.prepare(lab),
            Self::Data(_) => Ok(1.0),
            Self::Errors(request) => request.prepare(lab),
            Self::Quantized(request) => request.prepare(lab),
            Self::Ranges(request) => request.prepare(lab),
            Self::Stream(request) => request.prepare(lab),
        }
    }

    /// The answer.
    pub(super) fn answer(&self, lab: &mut Lab) -> Result<JsValue, js_sys::Error> {
        match self {
            Self::Blocks(request) => request.answer(lab),
            Self::Clipping(request) => request.answer(lab),
            Self::Convolution(request) => request.answer(lab),
            Self::Data(request) => Ok(request.answer(lab)),
            Self::Errors(request) => request.answer(lab),
            Self::Quantized(request) => request.answer(lab),
            Self::Ranges(request) => request.answer(lab),
            Self::Stream(request) => request.answer(lab),
        }
    }
}
