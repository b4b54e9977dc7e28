//! Drawing on a canvas: a picture's record and arrays in, its coordinate map out.
//!
//! A picture is a figure of the crate (`GridFigure` and the like), decoded as it is: texts and numbers come as one record, arrays
//! beside it. The record also has the field `look`. `paint` does this for every picture. A picture that shows the answer to
//! one question is drawn in the file of that question. All others are drawn here.

use plotters::{
    coord::Shift,
    drawing::{DrawingArea, DrawingAreaErrorKind},
    prelude::{DrawingBackend, IntoDrawingArea},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::{canvas::CanvasBackend, decode, record};
use crate::{
    analysis::integers::timed,
    figure::{self, CodesFigure, GridFigure, SweepFigure, Theme, TimingFigure, TradeOffFigure},
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
pub(super) fn paint<F: DeserializeOwned, M: Serialize>(
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
pub(super) fn apart<const N: usize>(numbers: &[f64], each: usize) -> [&[f64]; N] {
    std::array::from_fn(|i| numbers.get(i * each..(i + 1) * each).unwrap_or_default())
}
