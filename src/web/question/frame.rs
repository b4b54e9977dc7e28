//! The frame: everything that is shown whatever the view.

use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::{Ask, Asked, Decode};
use crate::{
    lab::{
        Lab,
        question::frame::{FrameQuestion, SchemeFrame},
    },
    quantizer::Quantizer,
    scheme::{Format, ggml},
    web::{
        measures_record, record,
        records::{SchemeRecord, TableRecord},
        scheme, set, stored,
        words::{available_record, finding_record, parts_record, stored_record},
    },
};

/// `{a, b, view, bins, block_a, block_b}`.
#[derive(Debug, Deserialize)]
pub(super) struct Record {
    a: String,
    b: String,
    view: Option<(f64, f64)>,
    bins: u32,
    block_a: u32,
    block_b: u32,
}

impl Decode for Record {
    fn question(self) -> Result<Box<dyn Ask>, js_sys::Error> {
        Ok(Box::new(FrameQuestion {
            schemes: [scheme(&self.a)?, scheme(&self.b)?],
            blocks: [self.block_a as usize, self.block_b as usize],
            view: self.view,
            bins: self.bins as usize,
        }))
    }
}

impl Ask for FrameQuestion {
    /// `{whole, view, counts, below, above, a, b}`.
    fn ask(&self, lab: &mut Lab) -> Asked {
        Ok(lab.ask(self).map(|frame| {
            let out = js_sys::Object::new();
            set(&out, "whole", &record(&(frame.whole.lo(), frame.whole.hi())));
            set(&out, "view", &record(&(frame.view.lo(), frame.view.hi())));
            set(&out, "counts", &js_sys::Uint32Array::from(frame.counts.bins.as_slice()));
            set(&out, "below", &frame.counts.below.into());
            set(&out, "above", &frame.counts.above.into());
            for (name, scheme) in ["a", "b"].iter().zip(&frame.schemes) {
                set(&out, name, &scheme_record(scheme));
            }
            out.into()
        }))
    }
}

/// What a format that fits its own scales stores. Made by a call of its own, which a first visit fetches no code for.
#[derive(Debug, Serialize)]
struct FittedRecord {
    super_block: usize,
    bytes: usize,
    columns: usize,
    searched: bool,
    d: f32,
    d_min: Option<f32>,
    scale_code: Option<i16>,
    minimum_code: Option<u8>,
    step: f32,
    base: f32,
    numbers: Vec<f32>,
}

#[inline(never)]
fn fitted_record(
    kind: ggml::Kind,
    (coding, whole): &(ggml::Coding, ggml::SuperBlock),
    frame: &SchemeFrame,
) -> JsValue {
    let Quantizer::Offset(params) = &frame.quantizer else { return JsValue::NULL };
    let scaled = kind.has_scales();
    record(&FittedRecord {
        super_block: kind.super_block(),
        bytes: kind.bytes(),
        columns: frame.fit.map().size().1,
        searched: coding.is_searched(kind),
        d: whole.d,
        d_min: kind.has_minimum().then_some(whole.d_min),
        scale_code: scaled.then_some(coding.scale),
        minimum_code: (scaled && kind.has_minimum()).then_some(coding.minimum),
        step: coding.step,
        base: coding.base,
        numbers: (0..params.numbers.count()).map(|place| params.numbers.at(place)).collect(),
    })
}

fn scheme_record(frame: &SchemeFrame) -> JsValue {
    let out = js_sys::Object::from(record(&SchemeRecord::from(frame)));
    let quantizer = &frame.quantizer;
    let codes: Vec<i32> = (0..quantizer.len()).map(|rank| quantizer.code_of_rank(rank)).collect();
    set(&out, "codes", &js_sys::Int32Array::from(codes.as_slice()));
    let scheme = frame.fit.scheme();
    set(&out, "parts", &parts_record(scheme));
    set(&out, "metrics", &measures_record(&frame.report.measures));
    set(&out, "outer", &frame.fit.outer().map_or(JsValue::NULL, JsValue::from));
    let table = match scheme.format {
        Format::Table(book) => record(&TableRecord::from(book)),
        Format::Stored(_) => {
            stored::book_of(frame).map_or(JsValue::NULL, |book| record(&TableRecord::from(book)))
        }
        Format::Int { .. } | Format::Ggml(_) => JsValue::NULL,
    };
    set(&out, "table", &table);
    let fitted = match (scheme.format, &frame.fitted) {
        (Format::Ggml(kind), Some(fitted)) => fitted_record(kind, fitted, frame),
        _ => stored::block_record(frame),
    };
    set(&out, "fitted", &fitted);
    let instead = scheme.instead(frame.fit.map().size().1).map(|scheme| scheme.to_string());
    set(&out, "instead", &instead.map_or(JsValue::NULL, JsValue::from));
    set(&out, "available", &available_record(scheme));
    set(&out, "stored", &stored_record(scheme));
    set(&out, "scripted", &scheme.calibration.scripted().into());
    set(&out, "finding", &finding_record(&frame.finding));
    set(&out, "levels", &js_sys::Float32Array::from(quantizer.levels().as_slice()));
    // In the order of the levels of the block shown.
    let used = |rank| frame.report.usage[quantizer.slot(rank)] as f64;
    let usage: Vec<f64> = (0..quantizer.len()).map(used).collect();
    set(&out, "usage", &js_sys::Float64Array::from(usage.as_slice()));
    if let Some(counts) = &frame.block_counts {
        set(&out, "block_counts", &js_sys::Uint32Array::from(counts.as_slice()));
    }
    if let Some(spread) = &frame.spread {
        let ends: Vec<f32> = spread.ranges.iter().flat_map(|&(lo, hi)| [lo, hi]).collect();
        set(&out, "ranges", &js_sys::Float32Array::from(ends.as_slice()));
        set(&out, "decoded", &js_sys::Uint32Array::from(spread.decoded.as_slice()));
    }
    out.into()
}
