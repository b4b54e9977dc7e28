//! The Grid picture through plotters-canvas' backend, to be compared with the page's own.

use plotters::prelude::IntoDrawingArea;
use plotters_canvas::CanvasBackend;
use quantscope::{figure, web::draw::with_grid};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::HtmlCanvasElement;

/// Draws the Grid picture as `draw_grid` of the page does, from the same record and arrays.
///
/// # Errors
/// When the canvas has no 2d context or refuses to draw, or `picture` is not a record of this picture.
#[wasm_bindgen]
pub fn draw_grid_by_plotters_canvas(
    canvas: HtmlCanvasElement,
    picture: JsValue,
    counts: &[u32],
    a: &JsValue,
    b: &JsValue,
) -> Result<(), js_sys::Error> {
    let backend = CanvasBackend::with_canvas_object(canvas);
    let area = backend.ok_or_else(|| js_sys::Error::new("the canvas has no 2d context"))?.into_drawing_area();
    let drawn = with_grid(picture, counts, [a, b], |figure, theme| figure::draw_grid(&area, figure, theme))?;
    drawn.map(|_| ()).map_err(|error| js_sys::Error::new(&error.to_string()))
}
