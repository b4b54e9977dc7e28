//! What goes out as files, and what a script has to be told: the data, a quantized tensor, the ranges of its blocks.

use serde::Deserialize;
use wasm_bindgen::JsValue;

use crate::{
    file::write::Target,
    lab::Lab,
    web::{scheme, set},
};

/// A quantized tensor as a file.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct QuantizedRequest {
    scheme: String,
    /// The notation of the data, which the file tells.
    data: String,
    /// Whether it is a `.npz`; else a `.safetensors`.
    npz: bool,
}

impl QuantizedRequest {
    fn target(&self) -> Target {
        if self.npz { Target::Npz } else { Target::Safetensors }
    }

    pub(super) fn prepare(&self, lab: &mut Lab) -> Result<f64, js_sys::Error> {
        Ok(lab.prepare_quantized_file(&scheme(&self.scheme)?, self.target(), &self.data))
    }

    /// `{kind, bytes}`.
    pub(super) fn answer(&self, lab: &mut Lab) -> Result<JsValue, js_sys::Error> {
        let file = lab.quantized_file(&scheme(&self.scheme)?, self.target(), &self.data);
        Ok(part("quantized", "bytes", &js_sys::Uint8Array::from(file.as_slice())))
    }
}

/// The range of every block.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct RangesRequest {
    scheme: String,
}

impl RangesRequest {
    pub(super) fn prepare(&self, lab: &mut Lab) -> Result<f64, js_sys::Error> {
        Ok(lab.prepare_ranges(&scheme(&self.scheme)?))
    }

    /// `{kind, ranges}`: lower and upper ends in turn.
    pub(super) fn answer(&self, lab: &mut Lab) -> Result<JsValue, js_sys::Error> {
        let ends: Vec<f32> =
            lab.ranges(&scheme(&self.scheme)?).into_iter().flat_map(<[f32; 2]>::from).collect();
        Ok(part("ranges", "ranges", &js_sys::Float32Array::from(ends.as_slice())))
    }
}

/// The data, as a `.npy` or as its values.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct DataRequest {
    npy: bool,
}

impl DataRequest {
    /// `{kind, bytes}` or `{kind, numbers}`.
    pub(super) fn answer(&self, lab: &Lab) -> JsValue {
        if self.npy {
            part("data", "bytes", &js_sys::Uint8Array::from(lab.npy().as_slice()))
        } else {
            part("data", "numbers", &js_sys::Float32Array::from(lab.numbers()))
        }
    }
}

fn part(kind: &str, name: &str, value: &JsValue) -> JsValue {
    let out = js_sys::Object::new();
    set(&out, "kind", &kind.into());
    set(&out, name, value);
    out.into()
}
