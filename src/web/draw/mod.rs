//! Drawing on a canvas: a picture's record and arrays in, its coordinate map out. One file a picture.

pub mod blocks;
pub mod clipping;
pub mod codes;
pub mod errors;
pub mod grid;
pub mod integers;
pub mod stream;
pub mod sweep;
pub mod tradeoff;

use plotters::{coord::Shift, drawing::DrawingArea, prelude::IntoDrawingArea};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::canvas::CanvasBackend;
use crate::figure::{PlotMap, Scale, Theme};

/// How a picture looks: theme, and device pixels in a CSS pixel.
#[derive(Debug, Clone, Copy, Deserialize)]
struct Look {
    dark: bool,
    scale: f64,
}

impl Look {
    fn theme(self) -> Theme {
        if self.dark { Theme::dark(self.scale) } else { Theme::light(self.scale) }
    }
}

/// Where a plot is, in device pixels, and what its axes show.
#[derive(Debug, Serialize)]
struct PlotRecord {
    left: i32,
    top: i32,
    right: i32,
    bottom: i32,
    x: ScaleRecord,
    y: ScaleRecord,
}

/// An axis: its ends as values.
#[derive(Debug, Serialize)]
struct ScaleRecord {
    log: bool,
    lo: f64,
    hi: f64,
}

impl From<PlotMap> for PlotRecord {
    fn from(PlotMap { left, top, right, bottom, x, y }: PlotMap) -> Self {
        let scale = |scale: Scale| {
            let (lo, hi) = scale.ends();
            ScaleRecord { log: matches!(scale, Scale::Log(_)), lo, hi }
        };
        Self { left, top, right, bottom, x: scale(x), y: scale(y) }
    }
}

/// The whole of a canvas.
fn area(canvas: &HtmlCanvasElement) -> Result<DrawingArea<CanvasBackend, Shift>, js_sys::Error> {
    let context = canvas.get_context("2d").ok().flatten();
    match context {
        // Not checked for its class: what writes a picture down as SVG stands in for one.
        Some(context) => {
            Ok(CanvasBackend::new(context.unchecked_into::<CanvasRenderingContext2d>()).into_drawing_area())
        }
        None => Err(js_sys::Error::new("the canvas has no 2d context")),
    }
}

/// What the canvas said when it refused to draw.
fn failure(error: impl std::fmt::Display) -> js_sys::Error {
    js_sys::Error::new(&error.to_string())
}
