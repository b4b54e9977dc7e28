//! A convolution with zero padding, in real numbers and in integers.

use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::HtmlCanvasElement;

use super::{Ask, Asked, Decode};
use crate::{
    analysis::integers::{self, Bias, Coded, Deviation, Integers, Section, Stored, Usable},
    figure::{self, PaddingFigure},
    lab::{
        Lab,
        question::integers::{ConvolutionQuestion, Convolved},
    },
    quantizer::Quantizer,
    web::{draw::paint, into_error, into_note, record, records::QuantizerRecord, scheme, set},
};

/// What is to be convolved.
#[derive(Debug, Deserialize)]
pub(super) struct Record {
    a: String,
    b: String,
    /// The built-in scene in the place of the data.
    scene: bool,
    /// A built-in filter's name, and its scheme.
    filter: String,
    weights: String,
}

impl Decode for Record {
    fn question(self) -> Result<Box<dyn Ask>, js_sys::Error> {
        let filter = integers::filter(&self.filter).ok_or_else(|| js_sys::Error::new("no such filter"))?;
        Ok(Box::new(ConvolutionQuestion {
            schemes: [scheme(&self.a)?, scheme(&self.b)?],
            scene: self.scene,
            filter,
            weights: scheme(&self.weights)?,
        }))
    }
}

impl Ask for ConvolutionQuestion {
    fn ask(&self, lab: &mut Lab) -> Asked {
        match lab.ask(self) {
            Ok(Ok(done)) => Ok(Ok(convolved_record(&done))),
            Ok(Err(error)) => Err(into_error(&error)),
            Err(pending) => Ok(Err(pending)),
        }
    }
}

/// `{kind, rows, columns, section, notes, image, filter, real, ways, used, biases}`: maps row by row.
fn convolved_record(done: &Convolved) -> JsValue {
    let (rows, columns) = done.convolution.size();
    let out = js_sys::Object::new();
    set(&out, "kind", &"convolution".into());
    set(&out, "rows", &rows.into());
    set(&out, "columns", &columns.into());
    set(&out, "section", &record(&SectionRecord::from(done.section)));
    set(&out, "notes", &done.schemes.substitutions.iter().map(into_note).collect::<js_sys::Array>());
    set(&out, "image", &array(done.convolution.image()));
    set(&out, "filter", &array(done.convolution.filter()));
    set(&out, "real", &array(done.convolution.real()));
    set(&out, "ways", &done.ways.iter().map(integers_record).collect::<js_sys::Array>());
    set(&out, "used", &record(&done.schemes.pair.map(UsedRecord::from)));
    set(&out, "biases", &record(&done.biases.iter().map(BiasRecord::from).collect::<Vec<_>>()));
    out.into()
}

fn array(numbers: &[f32]) -> JsValue {
    js_sys::Float32Array::from(numbers).into()
}

/// Which part of the data the image is.
#[derive(Serialize)]
struct SectionRecord {
    name: &'static str,
    plane: usize,
    planes: usize,
}

impl From<Option<Section>> for SectionRecord {
    fn from(section: Option<Section>) -> Self {
        let (name, plane, planes) = match section {
            None => ("scene", 0, 1),
            Some(Section::Plane { plane, planes }) => ("plane", plane, planes),
            Some(Section::Matrix) => ("matrix", 0, 1),
            Some(Section::Folded) => ("folded", 0, 1),
        };
        Self { name, plane, planes }
    }
}

#[derive(Serialize)]
struct UsedRecord {
    text: String,
    /// Whether it is made of B, not of A.
    of_b: bool,
}

impl From<Usable> for UsedRecord {
    fn from(Usable { scheme, of }: Usable) -> Self {
        Self { text: scheme.to_string(), of_b: of == 1 }
    }
}

#[derive(Serialize)]
struct StoredRecord {
    code: i32,
    value: f64,
}

impl From<Stored> for StoredRecord {
    fn from(Stored { code, value }: Stored) -> Self {
        Self { code, value }
    }
}

#[derive(Serialize)]
struct BiasRecord {
    filter: &'static str,
    bias: f64,
    unit: f64,
    wide: StoredRecord,
    narrow: StoredRecord,
}

impl From<&Bias> for BiasRecord {
    fn from(&Bias { filter, bias, unit, wide, narrow }: &Bias) -> Self {
        Self { filter, bias, unit, wide: wide.into(), narrow: narrow.into() }
    }
}

#[derive(Serialize)]
struct DeviationRecord {
    count: usize,
    max_abs_error: f64,
    rmse: f64,
}

impl From<Deviation> for DeviationRecord {
    fn from(Deviation { count, max_abs_error, rmse }: Deviation) -> Self {
        Self { count, max_abs_error, rmse }
    }
}

fn integers_record(result: &Integers) -> JsValue {
    let out = js_sys::Object::new();
    set(&out, "image", &coded_record(&result.image));
    set(&out, "filter", &coded_record(&result.filter));
    set(&out, "padding", &result.padding.into());
    set(&out, "pads_with", &result.image.params.decode(result.padding).into());
    set(&out, "sums", &js_sys::Int32Array::from(result.sums.as_slice()));
    set(&out, "values", &array(&result.values));
    set(&out, "errors", &array(&result.errors));
    set(&out, "border", &record(&DeviationRecord::from(result.border)));
    set(&out, "inner", &record(&DeviationRecord::from(result.inner)));
    out.into()
}

fn coded_record(coded: &Coded) -> JsValue {
    let out = js_sys::Object::new();
    let codes: Vec<i16> = coded.codes().collect();
    set(&out, "codes", &js_sys::Int16Array::from(codes.as_slice()));
    set(&out, "params", &record(&QuantizerRecord::from(Quantizer::from(coded.params))));
    out.into()
}

/// Draws a convolution's maps, and says where each is; `cells` are those of all maps.
///
/// # Errors
/// When the canvas has no 2d context or `picture` is not a record of this picture.
#[wasm_bindgen]
pub fn draw_padding(
    canvas: &HtmlCanvasElement,
    picture: JsValue,
    cells: &[f32],
) -> Result<JsValue, js_sys::Error> {
    paint(canvas, picture, |area, mut figure: PaddingFigure<'_>, theme| {
        let each = figure.size.0 * figure.size.1;
        for (map, cells) in figure.maps.iter_mut().zip(cells.chunks_exact(each.max(1))) {
            map.cells = cells;
        }
        figure::draw_padding(area, &figure, theme)
    })
}
