//! Drawing on a canvas: a picture's record and arrays in, its coordinate map out.
//!
//! A picture is a figure of the crate (`GridFigure` and the like), decoded as it is: texts and numbers come as one record, arrays
//! beside it. The record also has the field `look`.

use plotters::{
    coord::Shift,
    drawing::{DrawingArea, DrawingAreaErrorKind},
    prelude::{DrawingBackend, IntoDrawingArea},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::{canvas::CanvasBackend, decode, record, records::QuantizerRecord};
use crate::{
    analysis::{integers::timed, staircase},
    figure::{
        self, BlocksFigure, ClippingFigure, CodesFigure, ErrorsFigure, GridFigure, PaddingFigure,
        StreamFigure, SweepFigure, Theme, TimingFigure, TradeOffFigure,
    },
};

type Drawn<M> = Result<M, DrawingAreaErrorKind<<CanvasBackend as DrawingBackend>::ErrorType>>;

/// How a picture looks: theme, and device pixels in a CSS pixel.
#[derive(Debug, Clone, Copy, Deserialize)]
struct Look {
    dark: bool,
    scale: f64,
}

#[derive(Debug, Clone, Copy, Deserialize)]
struct Looking {
    look: Look,
}

/// Decodes a picture and draws it over the whole of `canvas`; what `draw` returns, as a record.
fn paint<F: DeserializeOwned, M: Serialize>(
    canvas: &HtmlCanvasElement,
    picture: JsValue,
    draw: impl FnOnce(&DrawingArea<CanvasBackend, Shift>, F, &Theme) -> Drawn<M>,
) -> Result<JsValue, js_sys::Error> {
    let Looking { look: Look { dark, scale } } = decode(picture.clone())?;
    let theme = if dark { Theme::dark(scale) } else { Theme::light(scale) };
    // Not checked for its class: what writes a picture down as SVG stands in for one.
    let context = canvas.get_context("2d").ok().flatten();
    let context = context.ok_or_else(|| js_sys::Error::new("the canvas has no 2d context"))?;
    let backend = CanvasBackend::new(context.unchecked_into::<CanvasRenderingContext2d>());
    let map = draw(&backend.into_drawing_area(), decode(picture)?, &theme);
    map.map(|map| record(&map)).map_err(|error| js_sys::Error::new(&error.to_string()))
}

/// Draws the Grid picture, and says where things are.
///
/// # Errors
/// When the canvas has no 2d context or `picture` is not a record of this picture; so below.
#[wasm_bindgen]
pub fn draw_grid(
    canvas: &HtmlCanvasElement,
    picture: JsValue,
    counts: &[u32],
    levels_a: &[f32],
    levels_b: &[f32],
    block_a: Option<Vec<u32>>,
    block_b: Option<Vec<u32>>,
) -> Result<JsValue, js_sys::Error> {
    let arrays = [(levels_a, block_a.as_deref()), (levels_b, block_b.as_deref())];
    paint(canvas, picture, |area, mut figure: GridFigure<'_>, theme| {
        figure.counts = counts;
        for (panel, (levels, block)) in figure.panels.iter_mut().zip(arrays) {
            (panel.levels, panel.block_counts) = (levels, block);
        }
        figure::draw_grid(area, &figure, theme)
    })
}

/// Draws the Codes picture, and says where its panels are.
///
/// # Errors
/// As [`draw_grid`].
#[wasm_bindgen]
pub fn draw_codes(
    canvas: &HtmlCanvasElement,
    picture: JsValue,
    usage_a: &[f64],
    usage_b: &[f64],
) -> Result<JsValue, js_sys::Error> {
    paint(canvas, picture, |area, mut figure: CodesFigure<'_>, theme| {
        for (panel, usage) in figure.panels.iter_mut().zip([usage_a, usage_b]) {
            panel.usage = usage;
        }
        figure::draw_codes(area, &figure, theme)
    })
}

/// What the Errors picture needs beside its figure.
#[derive(Debug, Deserialize)]
struct ErrorGrids {
    /// Bins of values.
    bins: usize,
    /// Of each panel the grid that its staircase shows.
    grids: [QuantizerRecord; 2],
}

/// Draws the Errors picture, and says where its plots are. `a` and `b` are the numbers that the part of this kind brings.
///
/// # Errors
/// As [`draw_grid`].
#[wasm_bindgen]
pub fn draw_errors(
    canvas: &HtmlCanvasElement,
    picture: JsValue,
    counts: &[u32],
    a: &[f64],
    b: &[f64],
) -> Result<JsValue, js_sys::Error> {
    let ErrorGrids { bins, grids } = decode(picture.clone())?;
    let stairs = grids.map(|grid| {
        let stairs = staircase(&grid.into());
        stairs.into_iter().map(|stair| (stair.from, stair.level)).collect::<Vec<_>>()
    });
    paint(canvas, picture, |area, mut figure: ErrorsFigure<'_>, theme| {
        figure.data = counts;
        for ((panel, numbers), stairs) in figure.panels.iter_mut().zip([a, b]).zip(&stairs) {
            panel.stairs = stairs;
            [panel.rounding, panel.clipping] = apart(numbers, bins + 2);
            panel.errors = numbers.get(2 * (bins + 2)..).unwrap_or_default();
        }
        figure::draw_errors(area, &figure, theme)
    })
}

/// Draws the Blocks picture, and says where things are.
///
/// # Errors
/// As [`draw_grid`].
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

/// Draws the clipping picture, and says where its panels and their marks are.
///
/// # Errors
/// As [`draw_grid`].
#[wasm_bindgen]
pub fn draw_clipping(canvas: &HtmlCanvasElement, picture: JsValue) -> Result<JsValue, js_sys::Error> {
    paint(canvas, picture, |area, figure: ClippingFigure<'_>, theme| {
        figure::draw_clipping(area, &figure, theme)
    })
}

/// Draws the sweep picture, and says where things are.
///
/// # Errors
/// As [`draw_grid`].
#[wasm_bindgen]
pub fn draw_sweep(canvas: &HtmlCanvasElement, picture: JsValue) -> Result<JsValue, js_sys::Error> {
    paint(canvas, picture, |area, figure: SweepFigure<'_>, theme| figure::draw_sweep(area, &figure, theme))
}

/// Draws the Trade-off picture, and says where things are.
///
/// # Errors
/// As [`draw_grid`].
#[wasm_bindgen]
pub fn draw_trade_off(canvas: &HtmlCanvasElement, picture: JsValue) -> Result<JsValue, js_sys::Error> {
    paint(canvas, picture, |area, figure: TradeOffFigure<'_>, theme| {
        figure::draw_trade_off(area, &figure, theme)
    })
}

/// Draws the Stream picture, and says where its plots are. The arrays are those that the part of this kind brings: ends of the
/// batches, and the numbers of each course.
///
/// # Errors
/// As [`draw_grid`].
#[wasm_bindgen]
pub fn draw_stream(
    canvas: &HtmlCanvasElement,
    picture: JsValue,
    ends: &[f64],
    first: &[f64],
    all: &[f64],
    average: &[f64],
    dynamic: &[f64],
) -> Result<JsValue, js_sys::Error> {
    let count = ends.len() / 2;
    paint(canvas, picture, |area, mut figure: StreamFigure<'_>, theme| {
        figure.ends = apart(ends, count);
        for (course, numbers) in figure.courses.iter_mut().zip([first, all, average, dynamic]) {
            [course.alpha, course.beta, course.scale, course.sqnr_db, course.clipped] = apart(numbers, count);
        }
        figure::draw_stream(area, &figure, theme)
    })
}

/// Draws a convolution's maps, and says where each is; `cells` are those of all maps.
///
/// # Errors
/// As [`draw_grid`].
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

/// Draws the times of variants, one after the other in every round.
///
/// # Errors
/// As [`draw_grid`].
#[wasm_bindgen]
pub fn draw_timing(
    canvas: &HtmlCanvasElement,
    picture: JsValue,
    times: &[f64],
) -> Result<JsValue, js_sys::Error> {
    paint(canvas, picture, |area, mut figure: TimingFigure<'_>, theme| {
        let variants = figure.rows.len();
        let spreads = timed(times, variants);
        figure.rows.truncate(spreads.len());
        for ((i, row), spread) in figure.rows.iter_mut().enumerate().zip(spreads) {
            row.times = times.iter().skip(i).step_by(variants).copied().collect();
            row.quartiles = [spread.time.lower, spread.time.median, spread.time.upper];
        }
        figure::draw_timing(area, &figure, theme)
    })
}

/// Lists of `each` numbers out of one array; what is missing is empty.
fn apart<const N: usize>(numbers: &[f64], each: usize) -> [&[f64]; N] {
    std::array::from_fn(|i| numbers.get(i * each..(i + 1) * each).unwrap_or_default())
}
