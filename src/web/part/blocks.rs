//! The matrix in cells, and its blocks' numbers.

use serde::Deserialize;
use wasm_bindgen::JsValue;

use super::scheme;
use crate::{
    analysis::{BlockStats, Outlying},
    lab::{Lab, MatrixRequest, Quantity},
    scheme::Extent,
    web::{record, set},
};

/// Which cells are asked for.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Request {
    a: String,
    b: String,
    /// What cells show.
    map: Map,
    /// First row, end of rows, first column, end of columns; the whole matrix when there is none.
    window: Option<(usize, usize, usize, usize)>,
    /// At most so many cells down and across.
    cells: (usize, usize),
}

/// What cells show, as the page names it.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Map {
    Values,
    Scale,
    Sqnr,
    AbsMax,
}

impl Request {
    pub(super) fn prepare(&self, lab: &mut Lab) -> Result<f64, js_sys::Error> {
        Ok(lab.prepare_matrix(&self.matrix()?))
    }

    pub(super) fn answer(&self, lab: &mut Lab) -> Result<JsValue, js_sys::Error> {
        Ok(matrix_record(lab, &self.matrix()?))
    }

    fn matrix(&self) -> Result<MatrixRequest, js_sys::Error> {
        Ok(MatrixRequest {
            schemes: [scheme(&self.a)?, scheme(&self.b)?],
            quantity: match self.map {
                Map::Values => Quantity::Values,
                Map::Scale => Quantity::Scale,
                Map::Sqnr => Quantity::Sqnr,
                Map::AbsMax => Quantity::AbsMax,
            },
            window: self
                .window
                .map(|(top, bottom, left, right)| Extent { rows: top..bottom, columns: left..right }),
            cells: self.cells,
        })
    }
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
