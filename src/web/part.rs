//! What a view needs beside the frame: a request by its kind in, a record with typed arrays of the same kind out.
//!
//! A new kind is a variant here, `PartRequest` and `Part` in `www/types.d.ts`, and a method of the lab each to prepare and to
//! answer it.

use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::{into_error, record, set};
use crate::{
    analysis::{BlockStats, Curve, Outlying, Point, Spacing},
    lab::{CurveRequest, Lab, MatrixRequest, Quantity},
    scheme::{Blocks, Codes, Extent, Scheme, Symmetry, Zero},
};

/// What a view asks for.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum PartRequest {
    /// The matrix in cells, and its blocks' numbers.
    Blocks {
        a: String,
        b: String,
        /// What cells show.
        map: Map,
        /// First row, end of rows, first column, end of columns; the whole matrix when there is none.
        window: Option<(usize, usize, usize, usize)>,
        /// At most so many cells down and across.
        cells: (usize, usize),
    },
    /// Curves of error against clipping: of A and B, and of both with the other symmetry.
    Clipping {
        a: String,
        b: String,
        block_a: u32,
        block_b: u32,
        /// Points by percentile, or by the share of the range.
        percentile: bool,
        points: u32,
    },
}

/// What cells show, as the page names it.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Map {
    Values,
    Scale,
    Sqnr,
    AbsMax,
}

impl PartRequest {
    /// Does a share of the work; the share that is done.
    pub(super) fn prepare(&self, lab: &mut Lab) -> Result<f64, js_sys::Error> {
        if let Some(matrix) = self.matrix()? {
            return Ok(lab.prepare_matrix(&matrix));
        }
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

    /// The answer.
    pub(super) fn answer(&self, lab: &mut Lab) -> Result<JsValue, js_sys::Error> {
        if let Some(matrix) = self.matrix()? {
            return Ok(matrix_record(lab, &matrix));
        }
        let out = js_sys::Object::new();
        set(&out, "kind", &"clipping".into());
        for (name, (request, block)) in ["a", "b", "other_a", "other_b"].iter().zip(self.curves()?) {
            let count = Blocks::new(lab.tensor(), request.scheme.granularity);
            let count = count.values(block.min(count.count() - 1)).len();
            set(&out, name, &curve_record(&lab.curve(&request), &request, count));
        }
        Ok(out.into())
    }

    /// The matrix that is asked for, if one is.
    fn matrix(&self) -> Result<Option<MatrixRequest>, js_sys::Error> {
        let Self::Blocks { a, b, map, window, cells } = self else { return Ok(None) };
        Ok(Some(MatrixRequest {
            schemes: [scheme(a)?, scheme(b)?],
            quantity: match map {
                Map::Values => Quantity::Values,
                Map::Scale => Quantity::Scale,
                Map::Sqnr => Quantity::Sqnr,
                Map::AbsMax => Quantity::AbsMax,
            },
            window: window
                .map(|(top, bottom, left, right)| Extent { rows: top..bottom, columns: left..right }),
            cells: *cells,
        }))
    }

    /// A, B, A and B with the other symmetry, of the shown block each, and its number.
    fn curves(&self) -> Result<Vec<(CurveRequest, usize)>, js_sys::Error> {
        let Self::Clipping { a, b, block_a, block_b, percentile, points } = self else {
            return Ok(Vec::new());
        };
        let (a, b) = (scheme(a)?, scheme(b)?);
        let spacing = if *percentile { Spacing::Percentile } else { Spacing::Ratio };
        let (block_a, block_b) = (*block_a as usize, *block_b as usize);
        let wanted = [(a, block_a), (b, block_b), (mirrored(a), block_a), (mirrored(b), block_b)];
        let request = |(scheme, block)| {
            (CurveRequest { scheme, block: Some(block), spacing, points: *points as usize }, block)
        };
        Ok(wanted.into_iter().map(request).collect())
    }
}

fn scheme(text: &str) -> Result<Scheme, js_sys::Error> {
    text.parse().map_err(|e| into_error(&e))
}

/// Blocks whose numbers are told one by one; of more a person sees only what cells show.
const TOLD_BLOCKS: usize = 1 << 18;

/// `{kind, window, cells, ends, a, b, rows, columns}`: cells as Float32Array; in `a` and `b` also each block's numbers.
fn matrix_record(lab: &mut Lab, request: &MatrixRequest) -> JsValue {
    let matrix = lab.matrix(request);
    let out = js_sys::Object::new();
    let (rows, columns) = (&matrix.window.rows, &matrix.window.columns);
    set(&out, "kind", &"blocks".into());
    set(&out, "window", &record(&(rows.start, rows.end, columns.start, columns.end)));
    set(&out, "cells", &record(&matrix.cells));
    set(&out, "ends", &record(&matrix.range));
    for (i, name) in ["a", "b"].into_iter().enumerate() {
        let panel = js_sys::Object::new();
        set(&panel, "cells", &js_sys::Float32Array::from(matrix.panels[i].as_slice()));
        let stats = &matrix.stats[i];
        let told = if stats.len() <= TOLD_BLOCKS { stats.as_slice() } else { &[] };
        let column = |name: &str, of: &dyn Fn(&BlockStats) -> f32| {
            let column: Vec<f32> = told.iter().map(of).collect();
            set(&panel, name, &js_sys::Float32Array::from(column.as_slice()));
        };
        column("scale", &|block| block.scale);
        column("zero_point", &|block| block.zero_point.value());
        column("absmax", &|block| block.absmax);
        column("sqnr", &|block| block.sqnr_db() as f32);
        set(&out, name, &panel);
    }
    let lines =
        |lines: &[Outlying]| record(&lines.iter().map(|line| (line.index, line.ratio)).collect::<Vec<_>>());
    set(&out, "rows", &lines(&matrix.outlying.0));
    set(&out, "columns", &lines(&matrix.outlying.1));
    out.into()
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
