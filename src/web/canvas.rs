//! A plotters backend for a canvas' 2d context.
//!
//! plotters-canvas 0.3.1 measures text through a hidden span in the document's body, which forces a layout
//! and obeys the page's style, draws bitmaps pixel by pixel, and sets every style again for every mark. Here
//! `measureText` measures, `putImageData` puts, and a style that already holds is not set again: each set
//! is a call across the boundary with a string to decode. Coordinates are device pixels: the page makes the
//! canvas `devicePixelRatio` times as large as its box, and nothing is scaled.

use std::cell::RefCell;
use std::f64::consts::{FRAC_PI_2, PI, TAU};

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
    FontTransform,
};
use wasm_bindgen::{Clamped, JsValue};
use web_sys::{CanvasRenderingContext2d, ImageData};

/// What the browser said when it refused a call.
#[derive(Debug)]
pub(crate) struct CanvasError(String);

impl std::fmt::Display for CanvasError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the canvas refused to draw: {}", self.0)
    }
}

impl std::error::Error for CanvasError {}

type Drawn = Result<(), DrawingErrorKind<CanvasError>>;

fn refused(error: JsValue) -> DrawingErrorKind<CanvasError> {
    DrawingErrorKind::DrawingError(CanvasError(format!("{error:?}")))
}

/// Font sizes and anchors mean what they mean in plotters-svg, so that a canvas and an exported file agree:
/// sizes come divided by 1.24, and an anchor moves the baseline by so many em.
const FONT_FACTOR: f64 = 1.24;
const CAP_HEIGHT: f64 = 0.76;
const HALF_EX: f64 = 0.26;

/// What the context's state is known to be.
#[derive(Default)]
struct State {
    fill: Option<Paint>,
    stroke: Option<Paint>,
    width: Option<u32>,
    font: String,
    align: &'static str,
}

type Paint = ((u8, u8, u8), u64);

/// Draws on one context. Nobody else may change the context's styles while it lives.
pub(crate) struct CanvasBackend {
    context: CanvasRenderingContext2d,
    size: (u32, u32),
    /// The font family of all text in the place of the theme's.
    font: Option<String>,
    state: RefCell<State>,
}

impl CanvasBackend {
    /// A backend for `context` with the size its canvas has now, in device pixels. `font` takes the place of the theme's family.
    pub(crate) fn new(context: CanvasRenderingContext2d, font: Option<String>) -> Self {
        let size = context.canvas().map_or((0, 0), |canvas| (canvas.width(), canvas.height()));
        context.set_text_baseline("alphabetic");
        context.set_line_join("round");
        Self { context, size, font, state: RefCell::default() }
    }

    /// Takes away whatever the canvas shows.
    pub(crate) fn clear(&self) {
        self.context.clear_rect(0.0, 0.0, f64::from(self.size.0), f64::from(self.size.1));
    }

    fn fill_with(&self, color: BackendColor) {
        let paint = Some((color.rgb, color.alpha.to_bits()));
        let mut state = self.state.borrow_mut();
        if state.fill != paint {
            self.context.set_fill_style_str(&css(color));
            state.fill = paint;
        }
    }

    fn stroke_with<S: BackendStyle>(&self, style: &S) {
        let color = style.color();
        let paint = Some((color.rgb, color.alpha.to_bits()));
        let width = Some(style.stroke_width());
        let mut state = self.state.borrow_mut();
        if state.stroke != paint {
            self.context.set_stroke_style_str(&css(color));
            state.stroke = paint;
        }
        if state.width != width {
            self.context.set_line_width(f64::from(style.stroke_width()));
            state.width = width;
        }
    }

    fn write_with<S: BackendTextStyle>(&self, style: &S) {
        let weight = match style.style() {
            FontStyle::Normal => "",
            FontStyle::Bold => "bold ",
            FontStyle::Italic | FontStyle::Oblique => "italic ",
        };
        let usual = style.family();
        let family = self.font.as_deref().unwrap_or(usual.as_str());
        let font = format!("{weight}{}px {}", style.size() / FONT_FACTOR, family);
        let mut state = self.state.borrow_mut();
        if state.font != font {
            self.context.set_font(&font);
            state.font = font;
        }
    }

    /// A path through `points`, moved by half a pixel where the stroke's width is odd: level and upright
    /// strokes then cover whole pixels.
    fn trace(&self, points: impl IntoIterator<Item = BackendCoord>, width: u32) {
        let shift = if width % 2 == 1 { 0.5 } else { 0.0 };
        self.context.begin_path();
        for (i, (x, y)) in points.into_iter().enumerate() {
            let (x, y) = (f64::from(x) + shift, f64::from(y) + shift);
            if i == 0 { self.context.move_to(x, y) } else { self.context.line_to(x, y) }
        }
    }
}

fn css(BackendColor { rgb: (r, g, b), alpha }: BackendColor) -> String {
    if alpha >= 1.0 { format!("rgb({r},{g},{b})") } else { format!("rgba({r},{g},{b},{alpha})") }
}

impl DrawingBackend for CanvasBackend {
    type ErrorType = CanvasError;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Drawn {
        if color.alpha > 0.0 {
            self.fill_with(color);
            self.context.fill_rect(f64::from(x), f64::from(y), 1.0, 1.0);
        }
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        if style.color().alpha == 0.0 {
            return Ok(());
        }
        let (x, y) = (f64::from(left), f64::from(top));
        let (width, height) = (f64::from(right - left), f64::from(bottom - top));
        if fill {
            self.fill_with(style.color());
            self.context.fill_rect(x, y, width, height);
        } else {
            self.stroke_with(style);
            self.context.stroke_rect(x + 0.5, y + 0.5, width, height);
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        if style.color().alpha > 0.0 {
            self.stroke_with(style);
            self.trace(path, style.stroke_width());
            self.context.stroke();
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        if style.color().alpha == 0.0 {
            return Ok(());
        }
        self.context.begin_path();
        self.context.arc(f64::from(x), f64::from(y), f64::from(radius), 0.0, TAU).map_err(refused)?;
        if fill {
            self.fill_with(style.color());
            self.context.fill();
        } else {
            self.stroke_with(style);
            self.context.stroke();
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        if style.color().alpha > 0.0 {
            self.fill_with(style.color());
            self.trace(corners, 0);
            self.context.fill();
        }
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) -> Drawn {
        let color = style.color();
        if color.alpha == 0.0 {
            return Ok(());
        }
        self.write_with(style);
        self.fill_with(color);
        let anchor = style.anchor();
        let align = match anchor.h_pos {
            HPos::Left => "left",
            HPos::Center => "center",
            HPos::Right => "right",
        };
        if self.state.borrow().align != align {
            self.context.set_text_align(align);
            self.state.borrow_mut().align = align;
        }
        let em = style.size() / FONT_FACTOR;
        let drop = match anchor.v_pos {
            VPos::Top => CAP_HEIGHT,
            VPos::Center => HALF_EX,
            VPos::Bottom => -HALF_EX,
        } * em;
        let (x, y) = (f64::from(x), f64::from(y));
        let turn = match style.transform() {
            FontTransform::None => return self.context.fill_text(text, x, y + drop).map_err(refused),
            FontTransform::Rotate90 => FRAC_PI_2,
            FontTransform::Rotate180 => PI,
            FontTransform::Rotate270 => -FRAC_PI_2,
        };
        self.context.save();
        let written = self
            .context
            .translate(x, y)
            .and_then(|()| self.context.rotate(turn))
            .and_then(|()| self.context.fill_text(text, 0.0, drop));
        self.context.restore();
        written.map_err(refused)
    }

    /// Width as the browser measures it; height is the font's size.
    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<CanvasError>> {
        self.write_with(style);
        let width = self.context.measure_text(text).map_err(refused)?.width();
        Ok((width.ceil() as u32, (style.size() / FONT_FACTOR).ceil() as u32))
    }

    /// Puts `src`, rows of RGB or RGBA bytes, at `at`. It replaces what was there, transparency included.
    fn blit_bitmap(&mut self, at: BackendCoord, (width, height): (u32, u32), src: &[u8]) -> Drawn {
        let pixels = width as usize * height as usize;
        let image = if src.len() == pixels * 4 {
            ImageData::new_with_u8_clamped_array_and_sh(Clamped(src), width, height)
        } else {
            let (rgb, _) = src.as_chunks::<3>();
            let mut rgba = vec![u8::MAX; pixels * 4];
            for (out, rgb) in rgba.as_chunks_mut::<4>().0.iter_mut().zip(rgb) {
                out[..3].copy_from_slice(rgb);
            }
            ImageData::new_with_u8_clamped_array_and_sh(Clamped(&rgba), width, height)
        };
        image
            .and_then(|image| self.context.put_image_data(&image, f64::from(at.0), f64::from(at.1)))
            .map_err(refused)
    }
}
