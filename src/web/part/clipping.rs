//! Curves of error against clipping.

use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::scheme;
use crate::{
    analysis::{Curve, Point, Spacing},
    lab::{CurveRequest, Lab},
    scheme::{Blocks, Codes, Scheme, Symmetry, Zero},
    web::{record, set},
};

/// Which curves are asked for.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Request {
    a: String,
    b: String,
    block_a: u32,
    block_b: u32,
    /// Points by percentile, or by the share of the range.
    percentile: bool,
    points: u32,
}

impl Request {
    pub(super) fn prepare(&self, lab: &mut Lab) -> Result<f64, js_sys::Error> {
        let curves = self.curves()?;
        let mut done = 0.0;
        for (curve, _) in &curves {
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
        for (name, (request, block)) in ["a", "b", "other_a", "other_b"].iter().zip(self.curves()?) {
            let count = Blocks::new(lab.tensor(), request.scheme.granularity);
            let count = count.values(block.min(count.count() - 1)).len();
            set(&out, name, &curve_record(&lab.curve(&request), &request, count));
        }
        Ok(out.into())
    }

    /// A, B, A and B with the other symmetry, of the shown block each, and its number.
    fn curves(&self) -> Result<[(CurveRequest, usize); 4], js_sys::Error> {
        let (a, b) = (scheme(&self.a)?, scheme(&self.b)?);
        let spacing = if self.percentile { Spacing::Percentile } else { Spacing::Ratio };
        let (block_a, block_b) = (self.block_a as usize, self.block_b as usize);
        let wanted = [(a, block_a), (b, block_b), (mirrored(a), block_a), (mirrored(b), block_b)];
        let points = self.points as usize;
        Ok(wanted
            .map(|(scheme, block)| (CurveRequest { scheme, block: Some(block), spacing, points }, block)))
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

/// `{count, at, lo, hi, clipped, rounding, clipping, marks}`: arrays by point, errors as means over the `count` values.
fn curve_record(curve: &Curve, request: &CurveRequest, count: usize) -> JsValue {
    let n = count.max(1) as f64;
    let out = js_sys::Object::new();
    let column = |name: &str, of: &dyn Fn(&Point) -> f64| {
        let column: Vec<f64> = curve.points.iter().map(of).collect();
        set(&out, name, &js_sys::Float64Array::from(column.as_slice()));
    };
    let range =
        |point: &Point| point.range.map_or((f64::NAN, f64::NAN), |kept| (kept.lo.into(), kept.hi.into()));
    set(&out, "count", &(count as f64).into());
    column("at", &|point| point.at);
    column("lo", &|point| range(point).0);
    column("hi", &|point| range(point).1);
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
