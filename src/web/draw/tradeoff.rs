//! The Trade-off picture.

use serde::Deserialize;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::HtmlCanvasElement;

use super::{Look, PlotRecord, area, failure};
use crate::{
    figure::{Target, TradeOffFigure, TradeOffPoint, draw_trade_off as draw},
    web::{decode, record},
};

#[derive(Debug, Deserialize)]
struct Picture {
    look: Look,
    log: bool,
    points: Vec<Point>,
    target: Option<TargetRecord>,
    titles: [String; 2],
    kinds: [String; 2],
}

#[derive(Debug, Deserialize)]
struct Point {
    label: String,
    bits: f64,
    error: f64,
    symmetric: bool,
    front: bool,
    advised: bool,
    roles: [bool; 2],
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum TargetRecord {
    Error(f64),
    Bits(f64),
}

/// Draws the Trade-off picture over the whole of `canvas`, and says where things are.
///
/// # Errors
/// When the canvas has no 2d context or `picture` is not a record of a picture.
#[wasm_bindgen]
pub fn draw_trade_off(canvas: &HtmlCanvasElement, picture: JsValue) -> Result<JsValue, js_sys::Error> {
    let picture: Picture = decode(picture)?;
    let points: Vec<_> = picture
        .points
        .iter()
        .map(|point| TradeOffPoint {
            label: &point.label,
            bits: point.bits,
            error: point.error,
            symmetric: point.symmetric,
            front: point.front,
            advised: point.advised,
            roles: point.roles,
        })
        .collect();
    let figure = TradeOffFigure {
        points: &points,
        log: picture.log,
        target: picture.target.map(|target| match target {
            TargetRecord::Error(error) => Target::Error(error),
            TargetRecord::Bits(bits) => Target::Bits(bits),
        }),
        titles: [&picture.titles[0], &picture.titles[1]],
        kinds: [&picture.kinds[0], &picture.kinds[1]],
    };
    let map = draw(&area(canvas)?, &figure, &picture.look.theme()).map_err(failure)?;
    Ok(record(&PlotRecord::from(map)))
}
