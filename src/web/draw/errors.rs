//! The Errors picture.

use serde::Deserialize;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::HtmlCanvasElement;

use super::{Look, PlotRecord, area, failure};
use crate::{
    analysis::staircase,
    figure::{ErrorsFigure, ErrorsLabels, ErrorsPanel, FiniteRange, Role, draw_errors as draw},
    web::{decode, record, records::QuantizerRecord},
};

#[derive(Debug, Deserialize)]
struct Picture {
    look: Look,
    view: (f64, f64),
    log: bool,
    reach: f64,
    /// Bins of values.
    bins: usize,
    labels: Labels,
    panels: [PanelRecord; 2],
}

#[derive(Debug, Deserialize)]
struct Labels {
    value: String,
    level: String,
    error: String,
    count: String,
    data: String,
    identity: String,
    rmse: String,
    even: String,
}

#[derive(Debug, Deserialize)]
struct PanelRecord {
    params: QuantizerRecord,
    rmse: f64,
    even: Option<f64>,
    title: String,
    grid_title: String,
    source: String,
    outside: [String; 2],
    spread: String,
    beyond: [String; 2],
}

/// Draws the Errors picture over the whole of `canvas`, and says where its plots are. `a` and `b` are the numbers that the part of
/// this kind brings.
///
/// # Errors
/// When the canvas has no 2d context or `picture` is not a record of a picture.
#[wasm_bindgen]
pub fn draw_errors(
    canvas: &HtmlCanvasElement,
    picture: JsValue,
    counts: &[u32],
    a: &[f64],
    b: &[f64],
) -> Result<JsValue, js_sys::Error> {
    let Picture { look, view, log, reach, bins, labels, panels } = decode(picture)?;
    let stairs = panels.each_ref().map(|panel| {
        let stairs = staircase(&panel.params.clone().into());
        stairs.into_iter().map(|stair| (stair.from, stair.level)).collect::<Vec<_>>()
    });
    let panel = |role, i: usize, numbers| {
        let (rounding, clipping, errors) = apart(numbers, bins + 2);
        let PanelRecord { rmse, even, title, grid_title, source, outside, spread, beyond, .. } = &panels[i];
        ErrorsPanel {
            role,
            stairs: &stairs[i],
            rounding,
            clipping,
            errors,
            rmse: *rmse,
            even: *even,
            title,
            grid_title,
            source,
            outside: [&outside[0], &outside[1]],
            spread,
            beyond: [&beyond[0], &beyond[1]],
        }
    };
    let figure = ErrorsFigure {
        x: FiniteRange::covering(view.0, view.1),
        data: counts,
        reach,
        log,
        panels: [panel(Role::A, 0, a), panel(Role::B, 1, b)],
        labels: ErrorsLabels {
            value: &labels.value,
            level: &labels.level,
            error: &labels.error,
            count: &labels.count,
            data: &labels.data,
            identity: &labels.identity,
            rmse: &labels.rmse,
            even: &labels.even,
        },
    };
    let maps = draw(&area(canvas)?, &figure, &look.theme()).map_err(failure)?;
    Ok(record(&maps.into_iter().map(PlotRecord::from).collect::<Vec<_>>()))
}

/// Rounding, clipping and errors out of one array.
fn apart(numbers: &[f64], each: usize) -> (&[f64], &[f64], &[f64]) {
    let each = each.min(numbers.len() / 2);
    let (rounding, rest) = numbers.split_at(each);
    let (clipping, errors) = rest.split_at(each);
    (rounding, clipping, errors)
}
