//! The key of the clipping picture.

use plotters::prelude::DrawingBackend;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

use crate::figure::pen::{Drawn, Pen, PixelBox, Script, solid};
use crate::figure::sizes::Sizes;
use crate::figure::text::Text;
use crate::figure::theme::Theme;

/// The meaning of tint and hatching, and of dashes where there are any.
pub(super) struct Key<'a> {
    pub(super) parts: &'a [Text<'a>],
    pub(super) theme: &'a Theme,
    pub(super) sizes: Sizes,
}

const SAMPLE: f64 = 9.0;

impl Key<'_> {
    fn each(&self, name: &str) -> i32 {
        self.sizes.px(SAMPLE + 5.0) + self.sizes.text_width(name)
    }

    pub(super) fn width(&self) -> i32 {
        let gaps = self.sizes.px(12.0) * i32::try_from(self.parts.len().saturating_sub(1)).unwrap_or(0);
        self.parts.iter().map(|name| self.each(name)).sum::<i32>() + gaps
    }

    /// Ends at `right`, its middle at `y`.
    pub(super) fn draw<DB: DrawingBackend>(&self, pen: &Pen<'_, DB>, right: i32, y: i32) -> Drawn<DB> {
        let (theme, sizes) = (self.theme, self.sizes);
        let side = sizes.px(SAMPLE);
        let width = sizes.hair.unsigned_abs();
        let mut x = (right - self.width()).max(0);
        for (i, name) in self.parts.iter().enumerate() {
            let sample = PixelBox::new(x, y - side / 2, x + side, y + side - side / 2);
            match i {
                0 => pen.fill(sample, theme.data.mix(0.3))?,
                1 => pen.hatch(sample, sizes.px(3.0).max(2), width, solid(theme.data))?,
                _ => {
                    for from in [sample.left, sample.left + side / 2 + 1] {
                        let dash = PixelBox::new(from, y, from + side / 3, y + sizes.hair);
                        pen.fill(dash, solid(theme.muted))?;
                    }
                }
            }
            let color = solid(theme.muted);
            let script = Script { size: sizes.font, color, bold: false, anchor: HPos::Left, upright: false };
            pen.write(name, (x + sizes.px(SAMPLE + 5.0), y), script)?;
            x += self.each(name) + sizes.px(12.0);
        }
        Ok(())
    }
}
