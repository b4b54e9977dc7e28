//! The clipping picture.

use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::HtmlCanvasElement;

use super::{Look, PlotRecord, area, failure};
use crate::{
    figure::{
        ClippingFigure, ClippingMap, ClippingMark, ClippingPanel, FiniteRange, MarkMap, Role, Scale,
        axis::Tick, draw_clipping as draw,
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
    parts: [String; 3],
    panels: [PanelRecord; 2],
}

#[derive(Debug, Deserialize)]
struct PanelRecord {
    at: Vec<f64>,
    rounding: Vec<f64>,
    clipping: Vec<f64>,
    other_at: Vec<f64>,
    other: Vec<f64>,
    marks: Vec<MarkRecord>,
    pointed: Option<(f64, String)>,
    title: String,
    subtitle: String,
}

#[derive(Debug, Deserialize)]
struct MarkRecord {
    label: String,
    at: f64,
    error: f64,
    number: String,
    chosen: bool,
}

/// Where a panel is, and its marks, in device pixels.
#[derive(Debug, Serialize)]
struct ClippingRecord {
    plot: PlotRecord,
    marks: Vec<MarkPlace>,
}

/// A mark's dot, and the box of its name.
#[derive(Debug, Serialize)]
struct MarkPlace {
    dot: [i32; 2],
    name: [i32; 4],
}

impl From<ClippingMap> for ClippingRecord {
    fn from(ClippingMap { plot, marks }: ClippingMap) -> Self {
        let place = |MarkMap { x, y, left, top, right, bottom }| MarkPlace {
            dot: [x, y],
            name: [left, top, right, bottom],
        };
        Self { plot: plot.into(), marks: marks.into_iter().map(place).collect() }
    }
}

/// Draws the clipping picture over the whole of `canvas`, and says where its panels and their marks are.
///
/// # Errors
/// When the canvas has no 2d context or `picture` is not a record of a picture.
#[wasm_bindgen]
pub fn draw_clipping(canvas: &HtmlCanvasElement, picture: JsValue) -> Result<JsValue, js_sys::Error> {
    let picture: Picture = decode(picture)?;
    let marks = |panel: usize| {
        let marks = picture.panels[panel].marks.iter();
        marks
            .map(|MarkRecord { label, at, error, number, chosen }| ClippingMark {
                label,
                at: *at,
                error: *error,
                number,
                chosen: *chosen,
            })
            .collect::<Vec<_>>()
    };
    let (marks_a, marks_b) = (marks(0), marks(1));
    let panel = |role, i: usize, marks| {
        let PanelRecord { at, rounding, clipping, other_at, other, pointed, title, subtitle, .. } =
            &picture.panels[i];
        ClippingPanel {
            role,
            at,
            rounding,
            clipping,
            other: (other_at, other),
            marks,
            pointed: pointed.as_ref().map(|(at, label)| (*at, label.as_str())),
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
        parts: [&picture.parts[0], &picture.parts[1], &picture.parts[2]],
    };
    let maps = draw(&area(canvas)?, &figure, &picture.look.theme()).map_err(failure)?;
    Ok(record(&maps.into_iter().map(ClippingRecord::from).collect::<Vec<_>>()))
}
