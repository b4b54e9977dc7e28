//! The sizes of type and lines, by the same rules for every figure.

use super::text;
use super::theme::Theme;

/// The size of type in CSS pixels, and the widths of pictures between which it grows for a projector.
const FONT: f64 = 12.0;
const FONT_PROJECTED: f64 = 17.0;
const GROWS: (f64, f64) = (1400.0, 2400.0);
/// Pictures narrower than this in CSS pixels have less around the data.
const NARROW: f64 = 480.0;

/// Sizes in device pixels.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sizes {
    /// Device pixels of one unit: one CSS pixel, or more in proportion to larger type.
    pub(crate) unit: f64,
    /// Size of type.
    pub(crate) font: f64,
    /// Width of a fine line.
    pub(crate) hair: i32,
    /// Whether the picture is as narrow as a phone.
    pub(crate) narrow: bool,
}

impl Sizes {
    /// For a picture `width` device pixels wide.
    pub(crate) fn new(width: u32, theme: &Theme) -> Self {
        let css = f64::from(width) / theme.scale;
        let growth = ((css - GROWS.0) / (GROWS.1 - GROWS.0)).clamp(0.0, 1.0);
        let font = libm::round((FONT + growth * (FONT_PROJECTED - FONT)) * theme.scale * 4.0) / 4.0;
        Self { unit: font / FONT, font, hair: (libm::round(theme.scale) as i32).max(1), narrow: css < NARROW }
    }

    /// Device pixels of a length in units.
    pub(crate) fn px(self, units: f64) -> i32 {
        libm::round(units * self.unit) as i32
    }

    /// Approximate width of a text in the picture's type.
    pub(crate) fn text_width(self, text: &str) -> i32 {
        text::width(text, self.font, false)
    }
}
