//! The Stream picture.

use serde::Deserialize;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::HtmlCanvasElement;

use super::{Look, PlotRecord, area, failure};
use crate::{
    figure::{StreamCourse, StreamFigure, draw_stream as draw},
    web::{decode, record},
};

#[derive(Debug, Deserialize)]
struct Picture {
    look: Look,
    /// So many batches the first calibration saw.
    seen: usize,
    /// Names of the calibrations.
    names: [String; 4],
    titles: [String; 4],
    time: String,
}

/// Draws the Stream picture over the whole of `canvas`, and says where its plots are. Arrays are those that the part of this kind
/// brings: ends of the batches, and the numbers of each course.
///
/// # Errors
/// When the canvas has no 2d context or `picture` is not a record of a picture.
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
    let Picture { look, seen, names, titles, time } = decode(picture)?;
    let count = ends.len() / 2;
    let course = |i: usize, numbers| {
        let [alpha, beta, scale, sqnr_db, clipped] = apart(numbers, count);
        StreamCourse { alpha, beta, scale, sqnr_db, clipped, label: &names[i] }
    };
    let figure = StreamFigure {
        ends: apart(ends, count),
        first: seen,
        courses: [course(0, first), course(1, all), course(2, average), course(3, dynamic)],
        titles: titles.each_ref().map(String::as_str),
        time: &time,
    };
    let maps = draw(&area(canvas)?, &figure, &look.theme()).map_err(failure)?;
    Ok(record(&maps.map(PlotRecord::from)))
}

/// Lists of `each` numbers out of one array; what is missing is empty.
fn apart<const N: usize>(numbers: &[f64], each: usize) -> [&[f64]; N] {
    std::array::from_fn(|i| numbers.get(i * each..(i + 1) * each).unwrap_or_default())
}
