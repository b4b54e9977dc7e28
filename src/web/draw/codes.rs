//! The Codes picture.

use serde::Deserialize;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::HtmlCanvasElement;

use super::{Look, PlotRecord, area, failure};
use crate::{
    figure::{CodesFigure, CodesPanel, Role, draw_codes as draw},
    web::{decode, record},
};

#[derive(Debug, Deserialize)]
struct Picture {
    look: Look,
    log: bool,
    titles: [String; 2],
    panels: [PanelTexts; 2],
}

#[derive(Debug, Deserialize)]
struct PanelTexts {
    q_min: i32,
    title: String,
    subtitle: String,
    marked: Option<i32>,
}

/// Draws the Codes picture over the whole of `canvas`, and says where its panels are.
///
/// # Errors
/// When the canvas has no 2d context or `picture` is not a record of a picture.
#[wasm_bindgen]
pub fn draw_codes(
    canvas: &HtmlCanvasElement,
    picture: JsValue,
    usage_a: &[f64],
    usage_b: &[f64],
) -> Result<JsValue, js_sys::Error> {
    let picture: Picture = decode(picture)?;
    let panel = |role, i: usize, usage| {
        let PanelTexts { q_min, title, subtitle, marked } = &picture.panels[i];
        CodesPanel { role, usage, q_min: *q_min, title, subtitle, marked: *marked }
    };
    let panels = [panel(Role::A, 0, usage_a), panel(Role::B, 1, usage_b)];
    let titles = [picture.titles[0].as_str(), &picture.titles[1]];
    let figure = CodesFigure { panels: &panels, log: picture.log, titles };
    let maps = draw(&area(canvas)?, &figure, &picture.look.theme()).map_err(failure)?;
    Ok(record(&maps.into_iter().map(PlotRecord::from).collect::<Vec<_>>()))
}
