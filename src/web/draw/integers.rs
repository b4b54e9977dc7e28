//! The pictures of integer arithmetic: a convolution's maps, and the times of products.

use serde::Deserialize;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::HtmlCanvasElement;

use super::{Look, PlotRecord, area, failure};
use crate::{
    analysis::integers::timed,
    figure::{
        PaddingFigure, PaddingMap, Role, TimingFigure, TimingRow, draw_padding as draw_maps,
        draw_timing as draw_times,
    },
    web::{decode, record},
};

#[derive(Debug, Deserialize)]
struct Padding {
    look: Look,
    rows: usize,
    columns: usize,
    /// Of each map its title, and "a", "b" or "" for whose scheme it is of.
    titles: [(String, String); 8],
    ends: [f32; 2],
    keys: [[String; 3]; 2],
}

/// Draws a convolution's maps over the whole of `canvas`, and says where each is; `cells` are those of all maps.
///
/// # Errors
/// When the canvas has no 2d context or `picture` is not a record of a picture.
#[wasm_bindgen]
pub fn draw_padding(
    canvas: &HtmlCanvasElement,
    picture: JsValue,
    cells: &[f32],
) -> Result<JsValue, js_sys::Error> {
    let picture: Padding = decode(picture)?;
    let size = picture.rows * picture.columns;
    let map = |i: usize| {
        let (title, role) = &picture.titles[i];
        let role = match role.as_str() {
            "a" => Some(Role::A),
            "b" => Some(Role::B),
            _ => None,
        };
        PaddingMap { title, role, cells: cells.get(i * size..(i + 1) * size).unwrap_or_default() }
    };
    let figure = PaddingFigure {
        size: (picture.rows, picture.columns),
        maps: std::array::from_fn(map),
        ends: picture.ends,
        keys: picture.keys.each_ref().map(|key| key.each_ref().map(String::as_str)),
    };
    let places = draw_maps(&area(canvas)?, &figure, &picture.look.theme()).map_err(failure)?;
    Ok(record(&places))
}

#[derive(Debug, Deserialize)]
struct Timing {
    look: Look,
    title: String,
    /// Of each variant its name, and what its runs come to in words.
    rows: Vec<(String, String)>,
}

/// Draws the times of variants, one after the other in every round, over the whole of `canvas`.
///
/// # Errors
/// When the canvas has no 2d context or `picture` is not a record of a picture.
#[wasm_bindgen]
pub fn draw_timing(
    canvas: &HtmlCanvasElement,
    picture: JsValue,
    times: &[f64],
) -> Result<JsValue, js_sys::Error> {
    let picture: Timing = decode(picture)?;
    let variants = picture.rows.len();
    let each: Vec<Vec<f64>> =
        (0..variants).map(|i| times.iter().skip(i).step_by(variants).copied().collect()).collect();
    let spreads = timed(times, variants);
    let rows: Vec<_> = picture
        .rows
        .iter()
        .zip(&each)
        .zip(&spreads)
        .map(|(((label, says), times), spread)| TimingRow {
            label,
            says,
            times,
            quartiles: [spread.time.lower, spread.time.median, spread.time.upper],
        })
        .collect();
    let figure = TimingFigure { rows: &rows, title: &picture.title };
    let map = draw_times(&area(canvas)?, &figure, &picture.look.theme()).map_err(failure)?;
    Ok(record(&PlotRecord::from(map)))
}
