//! The marks that all pictures consist of, in device pixels.
//!
//! Vertical and horizontal lines are filled rectangles on whole pixels. So they are crisp on a canvas and in an SVG file, where a
//! stroked line of one pixel would cover parts of two.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{
    Color, FontFamily, FontStyle, FontTransform, IntoFont, RGBAColor, RGBColor, ShapeStyle, TextStyle,
};

use super::bitmap::Bitmap;
use super::sizes::Sizes;
use super::theme::Theme;

/// The result of drawing.
pub(crate) type Drawn<DB> = Result<(), Failure<DB>>;
/// An error of the backend.
pub(crate) type Failure<DB> = DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>;

/// plotters divides every font size by this number before the backend gets it.
const PLOTTERS_FONT_FACTOR: f64 = 1.24;

/// The length of a dash, and of a dash with the gap after it.
const DASH: (f64, f64) = (5.0, 9.0);

/// A colour without transparency.
pub(crate) fn solid(color: RGBColor) -> RGBAColor {
    color.mix(1.0)
}

/// A box of pixels: `left..right` × `top..bottom`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PixelBox {
    pub(crate) left: i32,
    pub(crate) top: i32,
    pub(crate) right: i32,
    pub(crate) bottom: i32,
}

impl PixelBox {
    pub(crate) fn new(left: i32, top: i32, right: i32, bottom: i32) -> Self {
        Self { left, top, right, bottom }
    }

    pub(crate) fn width(self) -> i32 {
        self.right - self.left
    }

    pub(crate) fn height(self) -> i32 {
        self.bottom - self.top
    }
}

/// How a text is written.
#[derive(Clone, Copy)]
pub(crate) struct Script {
    /// Device pixels.
    pub(crate) size: f64,
    pub(crate) color: RGBAColor,
    pub(crate) bold: bool,
    pub(crate) anchor: HPos,
    /// Whether it reads from bottom to top.
    pub(crate) upright: bool,
}

/// Draws on an area.
pub(crate) struct Pen<'a, DB: DrawingBackend> {
    pub(crate) area: &'a DrawingArea<DB, Shift>,
    pub(crate) font: &'a str,
}

impl<'a, DB: DrawingBackend> Pen<'a, DB> {
    /// Begins a picture: fills `area` with the ground of the theme, and returns a pen, the sizes of things, and the width and
    /// height of the area.
    pub(crate) fn begin(
        area: &'a DrawingArea<DB, Shift>,
        theme: &Theme,
    ) -> Result<(Self, Sizes, (i32, i32)), Failure<DB>> {
        area.fill(&theme.ground())?;
        let (width, height) = area.dim_in_pixel();
        let pen = Self { area, font: theme.font };
        Ok((pen, Sizes::new(width, theme), (width.cast_signed(), height.cast_signed())))
    }

    /// Draws a filled box; nothing if it is empty.
    pub(crate) fn fill(&self, area: PixelBox, color: RGBAColor) -> Drawn<DB> {
        if area.width() <= 0 || area.height() <= 0 {
            return Ok(());
        }
        let corners = [(area.left, area.top), (area.right, area.bottom)];
        self.area.draw(&Rectangle::new(corners, ShapeStyle::from(&color).filled()))
    }

    /// Draws the four sides of a box inside it, each `line` thick.
    pub(crate) fn frame(&self, area: PixelBox, line: i32, color: RGBAColor) -> Drawn<DB> {
        let PixelBox { left, top, right, bottom } = area;
        for side in [
            PixelBox::new(left, top, right, top + line),
            PixelBox::new(left, bottom - line, right, bottom),
            PixelBox::new(left, top, left + line, bottom),
            PixelBox::new(right - line, top, right, bottom),
        ] {
            self.fill(side, color)?;
        }
        Ok(())
    }

    /// A filled polygon.
    pub(crate) fn polygon(&self, corners: Vec<(i32, i32)>, color: RGBAColor) -> Drawn<DB> {
        self.area.draw(&Polygon::new(corners, color))
    }

    /// A straight stroke in any direction.
    pub(crate) fn stroke(&self, ends: [(i32, i32); 2], width: u32, color: RGBAColor) -> Drawn<DB> {
        self.area.draw(&PathElement::new(ends, ShapeStyle::from(&color).stroke_width(width)))
    }

    /// A line through `points`; nothing for fewer than two.
    pub(crate) fn path(&self, points: Vec<(i32, i32)>, width: u32, color: RGBAColor) -> Drawn<DB> {
        if points.len() < 2 {
            return Ok(());
        }
        self.area.draw(&PathElement::new(points, ShapeStyle::from(&color).stroke_width(width)))
    }

    /// A dashed line through `points`; dashes and gaps are measured in `unit`s along it.
    pub(crate) fn dashes(&self, points: &[(i32, i32)], unit: f64, width: u32, color: RGBAColor) -> Drawn<DB> {
        let period = DASH.1 * unit;
        let mut passed = 0.0;
        for pair in points.windows(2) {
            let [from, to] = [pair[0], pair[1]].map(|(x, y)| (f64::from(x), f64::from(y)));
            let length = libm::hypot(to.0 - from.0, to.1 - from.1);
            let along = |at: f64| {
                let share = if length > 0.0 { at.clamp(0.0, length) / length } else { 0.0 };
                let between = |from: f64, to: f64| libm::round(from + share * (to - from)) as i32;
                (between(from.0, to.0), between(from.1, to.1))
            };
            // The dash that began before this line, then those that begin on it.
            let mut start = -libm::fmod(passed, period);
            while start < length {
                let end = start + DASH.0 * unit;
                if end > 0.0 {
                    self.stroke([along(start), along(end)], width, color)?;
                }
                start += period;
            }
            passed += length;
        }
        Ok(())
    }

    /// Draws diagonal lines over `area`, so that it differs by more than colour. They continue from area to area of a picture.
    pub(crate) fn hatch(&self, area: PixelBox, step: i32, width: u32, color: RGBAColor) -> Drawn<DB> {
        // Lines x + y = c, cut to the area.
        let mut c = (area.left + area.top).div_euclid(step) * step + step;
        while c < area.right + area.bottom {
            let upper = (c - area.top).min(area.right);
            let lower = (c - area.bottom).max(area.left);
            if upper - lower > 1 {
                self.stroke([(lower, c - lower), (upper, c - upper)], width, color)?;
            }
            c += step;
        }
        Ok(())
    }

    /// Draws the same diagonal lines between two outlines, given by the tops and bottoms of pixel columns from `left` on.
    pub(crate) fn hatch_between(
        &self,
        (left, tops, bottoms): (i32, &[i32], &[i32]),
        step: i32,
        width: u32,
        color: RGBAColor,
    ) -> Drawn<DB> {
        let (Some(&highest), Some(&lowest)) = (tops.iter().min(), bottoms.iter().max()) else {
            return Ok(());
        };
        let right = left + i32::try_from(tops.len()).unwrap_or(0);
        let mut c = (left + highest).div_euclid(step) * step + step;
        while c < right + lowest {
            let mut begun = None;
            for ((x, top), bottom) in (left..).zip(tops).zip(bottoms) {
                let inside = (*top..*bottom).contains(&(c - x));
                match begun {
                    None if inside => begun = Some(x),
                    Some(from) if !inside => {
                        self.stroke([(from, c - from), (x, c - x)], width, color)?;
                        begun = None;
                    }
                    _ => {}
                }
            }
            if let Some(from) = begun.filter(|&from| from < right - 1) {
                self.stroke([(from, c - from), (right - 1, c - right + 1)], width, color)?;
            }
            c += step;
        }
        Ok(())
    }

    /// Pixels, three bytes each, over the whole of `area`.
    pub(crate) fn bitmap(&self, area: PixelBox, pixels: Vec<u8>) -> Drawn<DB> {
        let size = (area.width().max(0).unsigned_abs(), area.height().max(0).unsigned_abs());
        self.area.draw(&Bitmap { at: (area.left, area.top), size, pixels })
    }

    /// A filled circle.
    pub(crate) fn dot(&self, center: (i32, i32), radius: i32, color: RGBAColor) -> Drawn<DB> {
        self.area.draw(&Circle::new(center, radius, ShapeStyle::from(&color).filled()))
    }

    /// A text whose middle line is at `at.1`, and whose `script.anchor` is at `at.0`.
    pub(crate) fn write(&self, text: &str, at: (i32, i32), script: Script) -> Drawn<DB> {
        if text.is_empty() {
            return Ok(());
        }
        let weight = if script.bold { FontStyle::Bold } else { FontStyle::Normal };
        let turn = if script.upright { FontTransform::Rotate270 } else { FontTransform::None };
        // Backends centre on half the x-height; capitals and digits are taller.
        let drop = libm::round(script.size * 0.09) as i32;
        let at = if script.upright { (at.0 + drop, at.1) } else { (at.0, at.1 + drop) };
        let font = (FontFamily::Name(self.font), script.size * PLOTTERS_FONT_FACTOR, weight).into_font();
        let style = TextStyle::from(font.transform(turn))
            .color(&script.color)
            .pos(Pos::new(script.anchor, VPos::Center));
        self.area.draw(&Text::new(text, at, style))
    }
}
