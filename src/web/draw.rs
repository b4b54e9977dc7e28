//! Drawing on a canvas: a picture's record and arrays in, its coordinate map out.
//!
//! A picture is a figure of the crate (`GridFigure` and the like), decoded as it is: texts and numbers come as one record, arrays
//! beside it. The record also has the field `look`. `paint` does this for every picture. A picture that shows the answer to
//! one question is drawn in the file of that question. All others are drawn here.

use plotters::{
    coord::Shift,
    drawing::{DrawingArea, DrawingAreaErrorKind},
    prelude::{DrawingBackend, IntoDrawingArea},
    style::RGBColor,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::{canvas::CanvasBackend, decode, record};
use crate::{
    analysis::integers::timed,
    figure::{
        self, BudgetFigure, CodesFigure, GridFigure, ModelMapFigure, RemediesFigure, Stored, SweepFigure,
        Theme, TimingFigure, TradeOffFigure,
    },
};

type Drawn<M> = Result<M, DrawingAreaErrorKind<<CanvasBackend as DrawingBackend>::ErrorType>>;

/// How a picture looks: theme, device pixels in a CSS pixel, and what it takes from the page around.
#[derive(Debug, Clone, Deserialize)]
struct Look {
    dark: bool,
    scale: f64,
    page: Option<PageLook>,
}

/// What a picture takes from the page around: the colour of its ground, which shows through where it is `clear`, the colours of text
/// (red, green, blue) and the font family. What is missing is the theme's.
#[derive(Debug, Clone, Deserialize)]
struct PageLook {
    ground: Option<[u8; 3]>,
    clear: bool,
    ink: Option<[u8; 3]>,
    muted: Option<[u8; 3]>,
    font: Option<String>,
}

impl Look {
    fn theme(&self) -> Theme {
        let theme = if self.dark { Theme::dark(self.scale) } else { Theme::light(self.scale) };
        let Some(page) = &self.page else { return theme };
        let color = |[r, g, b]: [u8; 3]| RGBColor(r, g, b);
        let theme = match (page.ground, page.clear) {
            (Some(ground), clear) => theme.on(color(ground), clear),
            (None, clear) => Theme { clear, ..theme },
        };
        match (page.ink, page.muted) {
            (Some(ink), Some(muted)) => theme.written_in(color(ink), color(muted)),
            _ => theme,
        }
    }
}

#[derive(Debug, Clone, Deserialize)]
struct Looking {
    look: Look,
}

/// Decodes a picture and draws it over the whole of `canvas`; what `draw` returns, as a record.
pub(super) fn paint<F: DeserializeOwned, M: Serialize>(
    canvas: &HtmlCanvasElement,
    picture: JsValue,
    draw: impl FnOnce(&DrawingArea<CanvasBackend, Shift>, F, &Theme) -> Drawn<M>,
) -> Result<JsValue, js_sys::Error> {
    let Looking { look } = decode(picture.clone())?;
    let theme = look.theme();
    let font = look.page.and_then(|page| page.font);
    // Not checked for its class: what writes a picture down as SVG stands in for one.
    let context = canvas.get_context("2d").ok().flatten();
    let context = context.ok_or_else(|| js_sys::Error::new("the canvas has no 2d context"))?;
    let backend = CanvasBackend::new(context.unchecked_into::<CanvasRenderingContext2d>(), font);
    if theme.clear {
        backend.clear();
    }
    let map = draw(&backend.into_drawing_area(), decode(picture)?, &theme);
    map.map(|map| record(&map)).map_err(|error| js_sys::Error::new(&error.to_string()))
}

/// Draws the Grid picture, and says where things are. `a` and `b` are the schemes of the frame, for their arrays.
///
/// # Errors
/// When the canvas has no 2d context or `picture` is not a record of this picture; so below.
#[wasm_bindgen]
pub fn draw_grid(
    canvas: &HtmlCanvasElement,
    picture: JsValue,
    counts: &[u32],
    a: &JsValue,
    b: &JsValue,
) -> Result<JsValue, js_sys::Error> {
    let arrays = [a, b].map(GridArrays::of);
    paint(canvas, picture, |area, mut figure: GridFigure<'_>, theme| {
        complete(&mut figure, counts, &arrays);
        figure::draw_grid(area, &figure, theme)
    })
}

/// Draws the Grid picture with the values that a second file stores for the data: how many there are in each bin, and what they are called. The other
/// arguments are those of [`draw_grid`].
///
/// # Errors
/// As [`draw_grid`].
#[wasm_bindgen]
pub fn draw_grid_stored(
    canvas: &HtmlCanvasElement,
    picture: JsValue,
    counts: &[u32],
    schemes: &js_sys::Array,
    stored: &[u32],
    name: &str,
) -> Result<JsValue, js_sys::Error> {
    let arrays = [schemes.get(0), schemes.get(1)].map(|scheme| GridArrays::of(&scheme));
    paint(canvas, picture, |area, mut figure: GridFigure<'_>, theme| {
        complete(&mut figure, counts, &arrays);
        figure::draw_grid_stored(area, &figure, Some(&Stored { counts: stored, name }), theme)
    })
}

/// Gives the Grid picture and its theme to another way of drawing: `benches/` compares backends by it.
///
/// # Errors
/// When `picture` is not a record of this picture.
pub fn with_grid<M>(
    picture: JsValue,
    counts: &[u32],
    schemes: [&JsValue; 2],
    draw: impl FnOnce(&GridFigure<'_>, &Theme) -> M,
) -> Result<M, js_sys::Error> {
    let Looking { look } = decode(picture.clone())?;
    let arrays = schemes.map(GridArrays::of);
    let mut figure = decode(picture)?;
    complete(&mut figure, counts, &arrays);
    Ok(draw(&figure, &look.theme()))
}

/// Gives the Grid picture its arrays.
fn complete<'a>(figure: &mut GridFigure<'a>, counts: &'a [u32], arrays: &'a [GridArrays; 2]) {
    figure.counts = counts;
    for (panel, arrays) in figure.panels.iter_mut().zip(arrays) {
        panel.levels = &arrays.levels;
        panel.block_counts = arrays.block_counts.as_deref();
        panel.usage = &arrays.usage;
        panel.decoded = &arrays.decoded;
        panel.ranges = &arrays.ranges;
        if let Some(motion) = &mut panel.motion {
            (motion.from, motion.to, motion.decoded) = (&arrays.from, &arrays.to, &arrays.decoded_before);
        }
    }
}

/// The arrays of a scheme's frame that the Grid picture shows; one that is missing is empty.
struct GridArrays {
    levels: Vec<f32>,
    block_counts: Option<Vec<u32>>,
    usage: Vec<f64>,
    decoded: Vec<u32>,
    ranges: Vec<f32>,
    /// Of a picture in motion: the levels before and after, and all decoded values before.
    from: Vec<f32>,
    to: Vec<f32>,
    decoded_before: Vec<u32>,
}

impl GridArrays {
    fn of(frame: &JsValue) -> Self {
        let get = |name: &str| js_sys::Reflect::get(frame, &name.into()).unwrap_or_default();
        let floats = |name| get(name).dyn_into().map(|found: js_sys::Float32Array| found.to_vec());
        let counts = |name| get(name).dyn_into().map(|found: js_sys::Uint32Array| found.to_vec());
        let usage = get("usage").dyn_into().map(|found: js_sys::Float64Array| found.to_vec());
        let block_counts = counts("block_counts").ok();
        Self {
            levels: floats("levels").unwrap_or_default(),
            // Several blocks have several levels of the same rank.
            usage: if block_counts.is_some() { Vec::new() } else { usage.unwrap_or_default() },
            block_counts,
            decoded: counts("decoded").unwrap_or_default(),
            ranges: floats("ranges").unwrap_or_default(),
            from: floats("from").unwrap_or_default(),
            to: floats("to").unwrap_or_default(),
            decoded_before: counts("decoded_before").unwrap_or_default(),
        }
    }
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

/// Draws the Remedies picture, and says where its plot is.
///
/// # Errors
/// As [`draw_grid`].
#[wasm_bindgen]
pub fn draw_remedies(canvas: &HtmlCanvasElement, picture: JsValue) -> Result<JsValue, js_sys::Error> {
    paint(canvas, picture, |area, figure: RemediesFigure<'_>, theme| {
        figure::draw_remedies(area, &figure, theme)
    })
}

/// Draws the map of a model, and says where its rows and columns are.
///
/// # Errors
/// As [`draw_grid`].
#[wasm_bindgen]
pub fn draw_model_map(canvas: &HtmlCanvasElement, picture: JsValue) -> Result<JsValue, js_sys::Error> {
    paint(canvas, picture, |area, figure: ModelMapFigure<'_>, theme| {
        figure::draw_model_map(area, &figure, theme)
    })
}

/// Draws the Budget picture, and says where its plot is.
///
/// # Errors
/// As [`draw_grid`].
#[wasm_bindgen]
pub fn draw_budget(canvas: &HtmlCanvasElement, picture: JsValue) -> Result<JsValue, js_sys::Error> {
    paint(canvas, picture, |area, figure: BudgetFigure<'_>, theme| figure::draw_budget(area, &figure, theme))
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
