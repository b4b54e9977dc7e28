//! Curves of error against clipping.

use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use crate::{
    analysis::{Curve, Kept, Point, Spacing},
    lab::{CurveRequest, Lab},
    scheme::{Codes, Scheme, Symmetry, Zero},
    web::{record, scheme, set},
};

/// Which curves are asked for.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Request {
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

impl Request {
    pub(super) fn prepare(&self, lab: &mut Lab) -> Result<f64, js_sys::Error> {
        let curves = self.curves()?;
        let mut done = 0.0;
        for curve in &curves {
            let share = lab.prepare_curve(curve);
            done += share / curves.len() as f64;
            if share < 1.0 {
                return Ok(done.min(0.999));
            }
        }
        Ok(1.0)
    }

    pub(super) fn answer(&self, lab: &mut Lab) -> Result<JsValue, js_sys::Error> {
        let out = js_sys::Object::new();
        set(&out, "kind", &"clipping".into());
        for (name, request) in ["a", "b", "other_a", "other_b"].iter().zip(self.curves()?) {
            let count = lab.curve_count(&request);
            set(&out, name, &curve_record(&lab.curve(&request), &request, count));
        }
        Ok(out.into())
    }

    /// A, B, A and B with the other symmetry (unmarked), of the shown block each or of all.
    fn curves(&self) -> Result<[CurveRequest; 4], js_sys::Error> {
        let (a, b) = (scheme(&self.a)?, scheme(&self.b)?);
        let spacing = if self.percentile || self.all { Spacing::Percentile } else { Spacing::Ratio };
        let points = self.points as usize;
        let request = |scheme, block: u32, marked| {
            let block = (!self.all).then_some(block as usize);
            CurveRequest { scheme, block, spacing, points, marked }
        };
        Ok([
            request(a, self.block_a, true),
            request(b, self.block_b, true),
            request(mirrored(a), self.block_a, false),
            request(mirrored(b), self.block_b, false),
        ])
    }
}

/// The scheme with the other symmetry.
fn mirrored(scheme: Scheme) -> Scheme {
    let symmetry = match scheme.symmetry {
        Symmetry::Symmetric(_) => Symmetry::Asymmetric(Zero::Integer),
        Symmetry::Asymmetric(_) => Symmetry::Symmetric(Codes::Narrow),
    };
    Scheme { symmetry, ..scheme }
}

#[derive(Serialize)]
struct MarkRecord {
    calibration: String,
    percentile: f64,
    ratio: f64,
    clipped: f64,
    mse: f64,
}

/// `{count, at, lo, hi, alpha, beta, clipped, rounding, clipping, marks}`: arrays by point, errors as means over the `count`
/// values; no numbers for the ranges of a curve over all blocks.
fn curve_record(curve: &Curve, request: &CurveRequest, count: usize) -> JsValue {
    let n = count.max(1) as f64;
    let out = js_sys::Object::new();
    let column = |name: &str, of: &dyn Fn(&Point) -> f64| {
        let column: Vec<f64> = curve.points.iter().map(of).collect();
        set(&out, name, &js_sys::Float64Array::from(column.as_slice()));
    };
    let range =
        |point: &Point, end: &dyn Fn(Kept) -> f32| point.range.map_or(f64::NAN, |kept| end(kept).into());
    set(&out, "count", &(count as f64).into());
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
            calibration: Scheme { calibration: mark.calibration, ..request.scheme }.to_string(),
            // As the curve counts it: of an asymmetric range, each end clips its own share.
            percentile: match request.spacing {
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
