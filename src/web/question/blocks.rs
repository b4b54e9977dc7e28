//! The matrix in cells, its blocks' numbers, and the lines that stand out.

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::HtmlCanvasElement;

use super::{Ask, Asked, Decode};
use crate::{
    analysis::{Outlying, OutlyingLines},
    figure::{self, BlocksFigure},
    lab::{
        Lab,
        question::blocks::{BlocksListed, BlocksQuestion, Cells, Quantity},
    },
    scheme::Extent,
    web::{draw::paint, record, scheme, set},
};

/// Which cells are asked for.
#[derive(Debug, Deserialize)]
pub(super) struct Record {
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

impl Decode for Record {
    fn question(self) -> Result<Box<dyn Ask>, js_sys::Error> {
        Ok(Box::new(BlocksQuestion {
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
        }))
    }
}

impl Ask for BlocksQuestion {
    fn ask(&self, lab: &mut Lab) -> Asked {
        Ok(lab.ask(self).map(|cells| cells_record(&cells)))
    }
}

/// `{kind, window, cells, ends, a, b, rows, columns}`: cells as Float32Array; in `a` and `b` also the numbers of the blocks in the
/// window, if they are listed.
fn cells_record(matrix: &Cells) -> JsValue {
    let out = js_sys::Object::new();
    set(&out, "kind", &"blocks".into());
    set(&out, "window", &window_record(&matrix.window));
    set(&out, "cells", &record(&matrix.cells));
    set(&out, "ends", &record(&matrix.range));
    let array = |numbers: &[f32]| js_sys::Float32Array::from(numbers);
    let cells = array(&matrix.panels[0]);
    let cells_b = if Rc::ptr_eq(&matrix.panels[0], &matrix.panels[1]) {
        cells.clone()
    } else {
        array(&matrix.panels[1])
    };
    for ((name, cells), listed) in [("a", cells), ("b", cells_b)].into_iter().zip(&matrix.listed) {
        let panel = js_sys::Object::new();
        set(&panel, "cells", &cells);
        if let Some(BlocksListed { place, stats }) = listed {
            set(&panel, "blocks", &window_record(place));
            set(&panel, "scale", &array(&stats.scale));
            if let Some(list) = &stats.zero_point {
                set(&panel, "zero_point", &array(list));
            }
            set(&panel, "absmax", &array(&stats.absmax));
            set(&panel, "sqnr", &array(&stats.sqnr_db));
        }
        set(&out, name, &panel);
    }
    set(&out, "rows", &lines_record(&matrix.outlying[0]));
    set(&out, "columns", &lines_record(&matrix.outlying[1]));
    out.into()
}

fn window_record(Extent { rows, columns }: &Extent) -> JsValue {
    record(&(rows.start, rows.end, columns.start, columns.end))
}

/// `{first, throughout, few}`, where `first` are `{index, rms, most, at, by}`.
fn lines_record(lines: &OutlyingLines) -> JsValue {
    #[derive(Serialize)]
    struct Line {
        index: usize,
        rms: f64,
        most: f64,
        at: usize,
        by: usize,
    }
    #[derive(Serialize)]
    struct Lines {
        first: Vec<Line>,
        throughout: usize,
        few: usize,
    }
    let line = |&Outlying { index, rms, most, at, by }: &Outlying| Line { index, rms, most, at, by };
    record(&Lines {
        first: lines.first.iter().map(line).collect(),
        throughout: lines.throughout,
        few: lines.by_few,
    })
}

/// Draws the Blocks picture, and says where things are.
///
/// # Errors
/// When the canvas has no 2d context or `picture` is not a record of this picture.
#[wasm_bindgen]
pub fn draw_blocks(
    canvas: &HtmlCanvasElement,
    picture: JsValue,
    cells_a: &[f32],
    cells_b: &[f32],
) -> Result<JsValue, js_sys::Error> {
    paint(canvas, picture, |area, mut figure: BlocksFigure<'_>, theme| {
        for (panel, cells) in figure.panels.iter_mut().zip([cells_a, cells_b]) {
            panel.cells = cells;
        }
        figure::draw_blocks(area, &figure, theme)
    })
}
