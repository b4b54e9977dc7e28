//! Curves of error against clipping.

use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::HtmlCanvasElement;

use super::{Ask, Asked, Decode};
use crate::{
    analysis::{Kept, Point, Spacing},
    figure::{self, ClippingFigure},
    lab::{
        Lab, Pending,
        question::clipping::{CurveQuestion, Curved},
    },
    scheme::Scheme,
    web::{draw::paint, record, scheme, set},
};

/// Which curves are asked for.
#[derive(Debug, Deserialize)]
pub(super) struct Record {
    a: String,
    b: String,
    block_a: u32,
    block_b: u32,
    /// All blocks of a scheme together, which is by percentile.
    all: bool,
    /// Points by percentile, or by the share of the range.
    percentile: bool,
    points: u32,
}

/// A, B, A and B with the other symmetry, of the shown block each or of all. Curves with the other symmetry are not marked. A
/// format that has no other symmetry has no such curve.
#[derive(Debug)]
struct Curves([Option<CurveQuestion>; 4]);

impl Decode for Record {
    fn question(self) -> Result<Box<dyn Ask>, js_sys::Error> {
        let (a, b) = (scheme(&self.a)?, scheme(&self.b)?);
        let spacing = if self.percentile || self.all { Spacing::Percentile } else { Spacing::Ratio };
        let points = self.points as usize;
        let curve = |scheme, block: u32, marked| {
            let block = (!self.all).then_some(block as usize);
            CurveQuestion { scheme, block, spacing, points, marked }
        };
        Ok(Box::new(Curves([
            Some(curve(a, self.block_a, true)),
            Some(curve(b, self.block_b, true)),
            a.other_symmetry().map(|scheme| curve(scheme, self.block_a, false)),
            b.other_symmetry().map(|scheme| curve(scheme, self.block_b, false)),
        ])))
    }
}

impl Curves {
    fn curves(&self, lab: &mut Lab) -> Result<JsValue, Pending> {
        let out = js_sys::Object::new();
        set(&out, "kind", &"clipping".into());
        for (i, (name, question)) in ["a", "b", "other_a", "other_b"].iter().zip(&self.0).enumerate() {
            let Some(question) = question else { continue };
            let done = |part: f64| (i as f64 + part) / self.0.len() as f64;
            let curved = lab.ask(question).map_err(|pending| pending.between(done(0.0), done(1.0)))?;
            set(&out, name, &curve_record(&curved, question));
        }
        Ok(out.into())
    }
}

impl Ask for Curves {
    fn ask(&self, lab: &mut Lab) -> Asked {
        Ok(self.curves(lab))
    }
}

#[derive(Serialize)]
struct MarkRecord {
    calibration: String,
    name: String,
    percentile: f64,
    ratio: f64,
    clipped: f64,
    mse: f64,
}

/// `{count, at, lo, hi, alpha, beta, clipped, rounding, clipping, marks}`: arrays by point, errors as means over the `count`
/// values; no numbers for the ranges of a curve over all blocks.
fn curve_record(Curved { curve, count }: &Curved, question: &CurveQuestion) -> JsValue {
    let n = (*count).max(1) as f64;
    let out = js_sys::Object::new();
    let column = |name: &str, of: &dyn Fn(&Point) -> f64| {
        let column: Vec<f64> = curve.points.iter().map(of).collect();
        set(&out, name, &js_sys::Float64Array::from(column.as_slice()));
    };
    let range =
        |point: &Point, end: &dyn Fn(Kept) -> f32| point.range.map_or(f64::NAN, |kept| end(kept).into());
    set(&out, "count", &(*count as f64).into());
    column("at", &|point| point.at);
    column("lo", &|point| range(point, &|kept| kept.lo));
    column("hi", &|point| range(point, &|kept| kept.hi));
    column("alpha", &|point| range(point, &|kept| kept.alpha));
    column("beta", &|point| range(point, &|kept| kept.beta));
    column("clipped", &|point| point.clipped);
    column("rounding", &|point| point.rounding_sse / n);
    column("clipping", &|point| point.clipping_sse / n);
    let marks: Vec<MarkRecord> = curve
        .marks
        .iter()
        .map(|mark| MarkRecord {
            calibration: Scheme { calibration: mark.calibration, ..question.scheme }.to_string(),
            name: mark.calibration.to_string(),
            // As the curve counts it: of an asymmetric range, each end clips its own share.
            percentile: match question.spacing {
                Spacing::Percentile => mark.point.at,
                Spacing::Ratio => 100.0 * (1.0 - mark.point.clipped),
            },
            ratio: mark.point.range.map_or(f64::NAN, |kept| kept.ratio),
            clipped: mark.point.clipped,
            mse: (mark.point.rounding_sse + mark.point.clipping_sse) / n,
        })
        .collect();
    set(&out, "marks", &record(&marks));
    out.into()
}

/// Draws the clipping picture, and says where its panels and their marks are.
///
/// # Errors
/// When the canvas has no 2d context or `picture` is not a record of this picture.
#[wasm_bindgen]
pub fn draw_clipping(canvas: &HtmlCanvasElement, picture: JsValue) -> Result<JsValue, js_sys::Error> {
    paint(canvas, picture, |area, figure: ClippingFigure<'_>, theme| {
        figure::draw_clipping(area, &figure, theme)
    })
}
