//! The Grid picture.

use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::HtmlCanvasElement;

use super::{Look, area, failure};
use crate::{
    figure::{FiniteRange, GridFigure, Labels, Panel, Role, draw_grid as draw},
    web::{decode, record},
};

/// A picture apart from its arrays; texts come in the reader's language.
#[derive(Debug, Deserialize)]
struct Picture {
    view: (f64, f64),
    below: u32,
    above: u32,
    log: bool,
    look: Look,
    labels: LabelTexts,
    panels: [PanelTexts; 2],
}

#[derive(Debug, Deserialize)]
struct LabelTexts {
    x: String,
    count: String,
    below: String,
    above: String,
}

#[derive(Debug, Deserialize)]
struct PanelTexts {
    q_min: i32,
    alpha: f32,
    beta: f32,
    title: String,
    subtitle: String,
    clipped: [String; 2],
    zero_label: String,
}

/// Where the picture put things, in device pixels.
#[derive(Debug, Serialize)]
struct MapRecord {
    lo: f64,
    hi: f64,
    panels: Vec<PlaceRecord>,
}

#[derive(Debug, Serialize)]
struct PlaceRecord {
    left: i32,
    top: i32,
    right: i32,
    bottom: i32,
    strip_bottom: i32,
}

/// Draws the Grid picture over the whole of `canvas`, and says where things are.
///
/// # Errors
/// When the canvas has no 2d context or `picture` is not a record of a picture.
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
    let picture: Picture = decode(picture)?;
    let panels = [
        panel(Role::A, &picture.panels[0], levels_a, block_a.as_deref()),
        panel(Role::B, &picture.panels[1], levels_b, block_b.as_deref()),
    ];
    let LabelTexts { x, count, below, above } = &picture.labels;
    let figure = GridFigure {
        view: FiniteRange::covering(picture.view.0, picture.view.1),
        counts,
        below: picture.below.into(),
        above: picture.above.into(),
        log: picture.log,
        panels: &panels,
        labels: &Labels { x, count, below, above },
    };
    let map = draw(&area(canvas)?, &figure, &picture.look.theme()).map_err(failure)?;
    let places = map.panels.iter().map(|p| PlaceRecord {
        left: p.left,
        top: p.top,
        right: p.right,
        bottom: p.bottom,
        strip_bottom: p.strip_bottom,
    });
    Ok(record(&MapRecord { lo: map.view.lo(), hi: map.view.hi(), panels: places.collect() }))
}

fn panel<'a>(role: Role, texts: &'a PanelTexts, levels: &'a [f32], block: Option<&'a [u32]>) -> Panel<'a> {
    Panel {
        role,
        levels,
        q_min: texts.q_min,
        range: (texts.alpha, texts.beta),
        block_counts: block,
        title: &texts.title,
        subtitle: &texts.subtitle,
        clipped: [&texts.clipped[0], &texts.clipped[1]],
        zero_label: &texts.zero_label,
    }
}
