//! What goes out as files, and what a script needs: the data, a quantized tensor, the ranges of its blocks.

use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::{Ask, Asked, Decode};
use crate::{
    file::write::{Array, Elements, Target, npy},
    lab::{
        Lab,
        question::export::{ContainersQuestion, FitQuestion, QuantizedFileQuestion},
    },
    web::{record, scheme, set},
};

/// A quantized tensor as a file.
#[derive(Debug, Deserialize)]
pub(super) struct QuantizedRecord {
    scheme: String,
    /// The notation of the data, which the file names.
    data: String,
    /// The word of its container.
    container: String,
}

impl Decode for QuantizedRecord {
    fn question(self) -> Result<Box<dyn Ask>, js_sys::Error> {
        let target = Target::ALL.into_iter().find(|target| target.word() == self.container);
        let target = target.ok_or_else(|| js_sys::Error::new("no container of this name"))?;
        Ok(Box::new(QuantizedFileQuestion { scheme: scheme(&self.scheme)?, target, data: self.data }))
    }
}

impl Ask for QuantizedFileQuestion {
    /// `{kind, bytes}`; no bytes where the container has no layout for the scheme.
    fn ask(&self, lab: &mut Lab) -> Asked {
        let bytes = |file: Vec<u8>| JsValue::from(js_sys::Uint8Array::from(file.as_slice()));
        Ok(lab.ask(self).map(|file| answer("quantized", "bytes", &file.map_or(JsValue::UNDEFINED, bytes))))
    }
}

/// The containers that have a layout for a scheme.
#[derive(Debug, Deserialize)]
pub(super) struct ContainersRecord {
    scheme: String,
}

/// A container and what its library calls the layout.
#[derive(Debug, Serialize)]
struct Container {
    container: &'static str,
    layout: &'static str,
}

impl Decode for ContainersRecord {
    fn question(self) -> Result<Box<dyn Ask>, js_sys::Error> {
        Ok(Box::new(ContainersQuestion(scheme(&self.scheme)?)))
    }
}

impl Ask for ContainersQuestion {
    /// `{kind, containers}`.
    fn ask(&self, lab: &mut Lab) -> Asked {
        Ok(lab.ask(self).map(|found| {
            let container = |(target, layout): (Target, _)| Container { container: target.word(), layout };
            let containers: Vec<Container> = found.into_iter().map(container).collect();
            answer("containers", "containers", &record(&containers))
        }))
    }
}

/// The range of every block, as a `.npy` or as numbers.
#[derive(Debug, Deserialize)]
pub(super) struct RangesRecord {
    scheme: String,
    npy: bool,
}

/// The question, and whether the answer is a `.npy`.
#[derive(Debug)]
struct Ranges {
    fit: FitQuestion,
    npy: bool,
}

impl Decode for RangesRecord {
    fn question(self) -> Result<Box<dyn Ask>, js_sys::Error> {
        Ok(Box::new(Ranges { fit: FitQuestion(scheme(&self.scheme)?), npy: self.npy }))
    }
}

impl Ask for Ranges {
    /// `{kind, bytes}` or `{kind, ranges}`: lower and upper ends in turn.
    fn ask(&self, lab: &mut Lab) -> Asked {
        Ok(lab.ask(&self.fit).map(|fit| {
            let ends: Vec<f32> = fit.ranges().iter().flat_map(|&(lo, hi)| [lo, hi]).collect();
            if self.npy {
                answer("ranges", "bytes", &js_sys::Uint8Array::from(pairs(&ends).as_slice()))
            } else {
                answer("ranges", "ranges", &js_sys::Float32Array::from(ends.as_slice()))
            }
        }))
    }
}

/// Pairs of numbers as a `.npy` of two columns.
fn pairs(numbers: &[f32]) -> Vec<u8> {
    let elements = Elements::F32(numbers.into());
    npy(&Array { name: "ranges", shape: vec![numbers.len() / 2, 2], elements })
}

/// The data, as a `.npy` or as its values.
#[derive(Debug, Deserialize)]
pub(super) struct DataRecord {
    npy: bool,
}

impl Decode for DataRecord {
    fn question(self) -> Result<Box<dyn Ask>, js_sys::Error> {
        Ok(Box::new(self))
    }
}

impl Ask for DataRecord {
    /// `{kind, bytes}` or `{kind, numbers}`.
    fn ask(&self, lab: &mut Lab) -> Asked {
        Ok(Ok(if self.npy {
            answer("data", "bytes", &js_sys::Uint8Array::from(lab.npy().as_slice()))
        } else {
            answer("data", "numbers", &js_sys::Float32Array::from(lab.numbers()))
        }))
    }
}

fn answer(kind: &str, name: &str, value: &JsValue) -> JsValue {
    let out = js_sys::Object::new();
    set(&out, "kind", &kind.into());
    set(&out, name, value);
    out.into()
}
