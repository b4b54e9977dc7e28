//! The Blocks picture.

use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::HtmlCanvasElement;

use super::{Look, PlotRecord, area, failure};
use crate::{
    figure::{BlocksFigure, BlocksPanel, HeatScale, OutlyingLine, Role, Window, draw_blocks as draw},
    web::{decode, record},
};

/// First row, end of rows, first column, end of columns.
type WindowRecord = (u32, u32, u32, u32);

#[derive(Debug, Deserialize)]
struct Picture {
    look: Look,
    window: WindowRecord,
    cells: (usize, usize),
    ends: (f32, f32),
    log: bool,
    diverging: bool,
    key: [String; 3],
    titles: [String; 2],
    panels: [PanelRecord; 2],
    outlying: Vec<LineRecord>,
}

#[derive(Debug, Deserialize)]
struct PanelRecord {
    block: (u32, u32),
    shown: WindowRecord,
    title: String,
}

/// A row or column that is marked.
#[derive(Debug, Deserialize)]
struct LineRecord {
    column: bool,
    index: u32,
    throughout: bool,
}

/// Where the panels and the strip of colours are.
#[derive(Debug, Serialize)]
struct MapRecord {
    panels: Vec<PlotRecord>,
    strip: [i32; 4],
}

/// Draws the Blocks picture over the whole of `canvas`, and says where things are.
///
/// # Errors
/// When the canvas has no 2d context or `picture` is not a record of a picture.
#[wasm_bindgen]
pub fn draw_blocks(
    canvas: &HtmlCanvasElement,
    picture: JsValue,
    cells_a: &[f32],
    cells_b: &[f32],
) -> Result<JsValue, js_sys::Error> {
    let picture: Picture = decode(picture)?;
    let window =
        |(top, bottom, left, right): WindowRecord| Window { rows: (top, bottom), columns: (left, right) };
    let panel = |role, i: usize, cells| {
        let PanelRecord { block, shown, title } = &picture.panels[i];
        BlocksPanel { role, cells, block: *block, shown: window(*shown), title }
    };
    let panels = [panel(Role::A, 0, cells_a), panel(Role::B, 1, cells_b)];
    let line =
        |&LineRecord { column, index, throughout }: &LineRecord| OutlyingLine { column, index, throughout };
    let outlying: Vec<_> = picture.outlying.iter().map(line).collect();
    let [meaning, low, high] = &picture.key;
    let figure = BlocksFigure {
        panels: &panels,
        window: window(picture.window),
        cells: picture.cells,
        scale: HeatScale { ends: picture.ends, log: picture.log, diverging: picture.diverging },
        key: [meaning, low, high],
        titles: [&picture.titles[0], &picture.titles[1]],
        outlying: &outlying,
    };
    let map = draw(&area(canvas)?, &figure, &picture.look.theme()).map_err(failure)?;
    let panels = map.panels.into_iter().map(PlotRecord::from).collect();
    Ok(record(&MapRecord { panels, strip: map.strip }))
}
