//! The clipping picture.

use serde::Deserialize;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::HtmlCanvasElement;

use super::{Look, PlotRecord, area, failure};
use crate::{
    figure::{
        ClippingFigure, ClippingMark, ClippingPanel, FiniteRange, Role, Scale, axis::Tick,
        draw_clipping as draw,
    },
    web::{decode, record},
};

#[derive(Debug, Deserialize)]
struct Picture {
    look: Look,
    log: bool,
    x: (f64, f64),
    ticks: Option<Vec<(f64, String)>>,
    titles: [String; 2],
    parts: [String; 2],
    panels: [PanelRecord; 2],
}

#[derive(Debug, Deserialize)]
struct PanelRecord {
    at: Vec<f64>,
    rounding: Vec<f64>,
    clipping: Vec<f64>,
    other_at: Vec<f64>,
    other: Vec<f64>,
    other_label: String,
    marks: Vec<MarkRecord>,
    title: String,
    subtitle: String,
}

#[derive(Debug, Deserialize)]
struct MarkRecord {
    label: String,
    at: f64,
    error: f64,
    chosen: bool,
}

/// Draws the clipping picture over the whole of `canvas`, and says where its panels are.
///
/// # Errors
/// When the canvas has no 2d context or `picture` is not a record of a picture.
#[wasm_bindgen]
pub fn draw_clipping(canvas: &HtmlCanvasElement, picture: JsValue) -> Result<JsValue, js_sys::Error> {
    let picture: Picture = decode(picture)?;
    let marks = |panel: usize| {
        let marks = picture.panels[panel].marks.iter();
        marks
            .map(|MarkRecord { label, at, error, chosen }| ClippingMark {
                label,
                at: *at,
                error: *error,
                chosen: *chosen,
            })
            .collect::<Vec<_>>()
    };
    let (marks_a, marks_b) = (marks(0), marks(1));
    let panel = |role, i: usize, marks| {
        let PanelRecord { at, rounding, clipping, other_at, other, other_label, title, subtitle, .. } =
            &picture.panels[i];
        ClippingPanel {
            role,
            at,
            rounding,
            clipping,
            other: (other_at, other),
            other_label,
            marks,
            title,
            subtitle,
        }
    };
    let panels = [panel(Role::A, 0, &marks_a), panel(Role::B, 1, &marks_b)];
    let (lo, hi) = picture.x;
    let figure = ClippingFigure {
        panels: &panels,
        x: if picture.log { Scale::log(lo, hi) } else { Scale::Linear(FiniteRange::covering(lo, hi)) },
        ticks: picture
            .ticks
            .map(|ticks| ticks.into_iter().map(|(value, label)| Tick { value, label }).collect()),
        titles: [&picture.titles[0], &picture.titles[1]],
        parts: [&picture.parts[0], &picture.parts[1]],
    };
    let maps = draw(&area(canvas)?, &figure, &picture.look.theme()).map_err(failure)?;
    Ok(record(&maps.into_iter().map(PlotRecord::from).collect::<Vec<_>>()))
}
