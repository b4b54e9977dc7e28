//! The sweep picture.

use serde::Deserialize;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::HtmlCanvasElement;

use super::{Look, PlotRecord, area, failure};
use crate::{
    figure::{Role, SweepCurve, SweepFigure, draw_sweep as draw},
    web::{decode, record},
};

#[derive(Debug, Deserialize)]
struct Picture {
    look: Look,
    stops: Vec<(f64, String)>,
    curves: [CurveRecord; 2],
    log: bool,
    titles: [String; 2],
    guide: Option<(f64, String)>,
    kinds: [String; 2],
}

#[derive(Debug, Deserialize)]
struct CurveRecord {
    errors: Vec<f64>,
    other: Vec<f64>,
    chosen: Option<usize>,
    label: String,
    costs: Vec<String>,
}

/// Draws the sweep picture over the whole of `canvas`, and says where things are.
///
/// # Errors
/// When the canvas has no 2d context or `picture` is not a record of a picture.
#[wasm_bindgen]
pub fn draw_sweep(canvas: &HtmlCanvasElement, picture: JsValue) -> Result<JsValue, js_sys::Error> {
    let picture: Picture = decode(picture)?;
    let stops: Vec<(f64, &str)> = picture.stops.iter().map(|(at, label)| (*at, label.as_str())).collect();
    let costs =
        picture.curves.each_ref().map(|curve| curve.costs.iter().map(String::as_str).collect::<Vec<_>>());
    let curve = |role, i: usize| {
        let CurveRecord { errors, other, chosen, label, .. } = &picture.curves[i];
        SweepCurve { role, errors, other, chosen: *chosen, label, costs: &costs[i] }
    };
    let figure = SweepFigure {
        stops: &stops,
        curves: &[curve(Role::A, 0), curve(Role::B, 1)],
        log: picture.log,
        titles: [&picture.titles[0], &picture.titles[1]],
        guide: picture.guide.as_ref().map(|(gain, name)| (*gain, name.as_str())),
        kinds: [&picture.kinds[0], &picture.kinds[1]],
    };
    let map = draw(&area(canvas)?, &figure, &picture.look.theme()).map_err(failure)?;
    Ok(record(&PlotRecord::from(map)))
}
