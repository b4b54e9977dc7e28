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
        question::blocks::{BlocksListed, BlocksQuestion, Cells, Lost, Quantity},
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
#[derive(Debug, Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum Map {
    /// What is most telling of the data.
    Auto,
    Values,
    Decoded,
    Error,
    Scale,
    Sqnr,
    AbsMax,
}

impl Decode for Record {
    fn question(self) -> Result<Box<dyn Ask>, js_sys::Error> {
        Ok(Box::new(BlocksQuestion {
            schemes: [scheme(&self.a)?, scheme(&self.b)?],
            quantity: match self.map {
                Map::Auto => None,
                Map::Values => Some(Quantity::Values),
                Map::Decoded => Some(Quantity::Decoded),
                Map::Error => Some(Quantity::Error),
                Map::Scale => Some(Quantity::Scale),
                Map::Sqnr => Some(Quantity::Sqnr),
                Map::AbsMax => Some(Quantity::AbsMax),
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

/// `{kind, map, photograph, window, cells, ends, values, edges, a, b, rows, columns}`: cells as Float32Array; in `a` and `b` also the
/// numbers of the blocks in the window, if they are listed, what cells of a single value decode to, and where most is lost, if the error
/// is shown.
fn cells_record(matrix: &Cells) -> JsValue {
    let out = js_sys::Object::new();
    set(&out, "kind", &"blocks".into());
    let map = match matrix.quantity {
        Quantity::Values => Map::Values,
        Quantity::Decoded => Map::Decoded,
        Quantity::Error => Map::Error,
        Quantity::Scale => Map::Scale,
        Quantity::Sqnr => Map::Sqnr,
        Quantity::AbsMax => Map::AbsMax,
    };
    set(&out, "map", &record(&map));
    set(&out, "photograph", &matrix.photograph.into());
    set(&out, "window", &window_record(&matrix.window));
    set(&out, "cells", &record(&matrix.cells));
    set(&out, "ends", &record(&matrix.range));
    let array = |numbers: &[f32]| js_sys::Float32Array::from(numbers);
    set(&out, "values", &array(&matrix.values));
    let edges = js_sys::Object::new();
    set(&edges, "rows", &array(&matrix.edges[0]));
    set(&edges, "columns", &array(&matrix.edges[1]));
    set(&out, "edges", &edges);
    let cells = array(&matrix.panels[0]);
    let cells_b = if Rc::ptr_eq(&matrix.panels[0], &matrix.panels[1]) {
        cells.clone()
    } else {
        array(&matrix.panels[1])
    };
    let panels = [("a", cells), ("b", cells_b)].into_iter().zip(&matrix.lost);
    for (i, (((name, cells), lost), listed)) in panels.zip(&matrix.listed).enumerate() {
        let panel = js_sys::Object::new();
        set(&panel, "cells", &cells);
        if let Some(decoded) = &matrix.decoded {
            set(&panel, "decoded", &array(&decoded[i]));
        }
        if let Some(lines) = lost {
            set(&panel, "lost", &lost_record(lines));
        }
        if let Some(BlocksListed { place, stats }) = listed {
            set(&panel, "blocks", &window_record(place));
            set(&panel, "scale", &array(&stats.scale));
            if let Some(list) = &stats.zero_point {
                set(&panel, "zero_point", &array(list));
            }
            if let Some(list) = &stats.minimum {
                set(&panel, "minimum", &array(list));
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

/// `{row, column}`, each `{first, end, share, of}`.
fn lost_record([row, column]: &[Lost; 2]) -> JsValue {
    #[derive(Serialize)]
    struct Line {
        first: usize,
        end: usize,
        share: f64,
        of: usize,
    }
    #[derive(Serialize)]
    struct Lines {
        row: Line,
        column: Line,
    }
    let line =
        |lost: &Lost| Line { first: lost.lines.start, end: lost.lines.end, share: lost.share, of: lost.of };
    record(&Lines { row: line(row), column: line(column) })
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

/// Draws the Blocks picture, and says where things are. Cells and bars of the edges are as the answer has them; no bars are drawn when
/// they are empty.
///
/// # Errors
/// When the canvas has no 2d context or `picture` is not a record of this picture.
#[wasm_bindgen]
pub fn draw_blocks(
    canvas: &HtmlCanvasElement,
    picture: JsValue,
    cells_a: &[f32],
    cells_b: &[f32],
    edge_rows: &[f32],
    edge_columns: &[f32],
) -> Result<JsValue, js_sys::Error> {
    paint(canvas, picture, |area, mut figure: BlocksFigure<'_>, theme| {
        for (panel, cells) in figure.panels.iter_mut().zip([cells_a, cells_b]) {
            panel.cells = cells;
        }
        figure.edges = [edge_rows, edge_columns];
        figure::draw_blocks(area, &figure, theme)
    })
}
