//! The colours of a heat map, and its key.

use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;
use serde::Deserialize;

use super::pen::{Failure, Pen, PixelBox, Script, solid};
use super::sizes::Sizes;
use super::text::{self, Text};
use super::theme::Theme;

/// How numbers map to colours.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct HeatScale {
    /// The numbers at both ends; numbers beyond have the colour of the end.
    pub ends: (f32, f32),
    /// Whether the scale is logarithmic.
    pub log: bool,
    /// Whether colours go from one hue through neutral to another, for signed numbers; otherwise from pale to dark.
    pub diverging: bool,
}

/// The number of colours.
const COLORS: usize = 256;

/// The colours of numbers.
pub(crate) struct Colors {
    scale: HeatScale,
    /// The ends on the scale.
    ends: (f32, f32),
    colors: [RGBColor; COLORS],
    /// The colour of NaN.
    pub(crate) none: RGBColor,
}

impl Colors {
    /// The colours of a theme.
    pub(crate) fn new(scale: HeatScale, theme: &Theme) -> Self {
        let (low, middle, high) = (theme.heat_low, theme.heat_middle, theme.heat_high);
        let color = |i: usize| {
            let fraction = i as f64 / (COLORS - 1) as f64;
            match scale.diverging {
                true if fraction < 0.5 => mixed(middle, low, 1.0 - 2.0 * fraction),
                true => mixed(middle, high, 2.0 * fraction - 1.0),
                false => mixed(middle, theme.data, fraction),
            }
        };
        let ends = (place(scale.log, scale.ends.0), place(scale.log, scale.ends.1));
        Self { scale, ends, colors: std::array::from_fn(color), none: theme.background }
    }

    /// The colour at a share of the way from the lower end to the upper.
    pub(crate) fn at(&self, share: f64) -> RGBColor {
        self.colors[libm::round(share.clamp(0.0, 1.0) * (COLORS - 1) as f64) as usize]
    }

    /// The colour of a number.
    pub(crate) fn of(&self, number: f32) -> RGBColor {
        if number.is_nan() {
            return self.none;
        }
        let (lo, hi) = self.ends;
        let fraction = match hi > lo {
            true => ((place(self.scale.log, number) - lo) / (hi - lo)).clamp(0.0, 1.0),
            false if self.scale.diverging => 0.5,
            false => 1.0,
        };
        self.colors[(fraction * (COLORS - 1) as f32 + 0.5) as usize]
    }
}

fn place(log: bool, number: f32) -> f32 {
    if log { libm::logf(number.max(f32::from_bits(1))) } else { number }
}

fn mixed(from: RGBColor, to: RGBColor, share: f64) -> RGBColor {
    let channel = |a: u8, b: u8| libm::round(f64::from(a) + share * (f64::from(b) - f64::from(a))) as u8;
    RGBColor(channel(from.0, to.0), channel(from.1, to.1), channel(from.2, to.2))
}

/// Height of the strip of colours, in units.
pub(crate) const STRIP: f64 = 9.0;

/// Draws the strip of colours between `left` and `right` about `y`, with its meaning before it and its ends at the sides. Returns
/// its place.
pub(crate) fn key<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    [meaning, low, high]: &[Text<'_>; 3],
    colors: &Colors,
    theme: &Theme,
    sizes: Sizes,
    (left, right, y): (i32, i32, i32),
) -> Result<[i32; 4], Failure<DB>> {
    let gap = sizes.px(6.0);
    let ends: i32 = [low, high].iter().map(|text| sizes.text_width(text) + 2 * gap).sum();
    let meaning: Text<'_> =
        text::fitted(meaning, sizes.font, false, right - left - ends - 2 * gap - sizes.px(50.0)).into();
    let texts: i32 = [&meaning, low, high].iter().map(|text| sizes.text_width(text) + 2 * gap).sum();
    let long = (right - left - texts - 4 * gap).min(sizes.px(220.0)).max(sizes.px(30.0));
    let script = Script {
        size: sizes.font,
        color: solid(theme.muted),
        bold: false,
        anchor: HPos::Left,
        upright: false,
    };
    let mut x = left + sizes.px(8.0);
    pen.write(&meaning, (x, y), script)?;
    x += sizes.text_width(&meaning) + 2 * gap;
    pen.write(low, (x, y), script)?;
    x += sizes.text_width(low) + gap;
    let half = sizes.px(STRIP) / 2;
    for i in 0..long {
        let color = colors.colors[i as usize * (COLORS - 1) / (long - 1).max(1) as usize];
        pen.fill(PixelBox::new(x + i, y - half, x + i + 1, y + half), solid(color))?;
    }
    let room = right - x - long - gap;
    pen.write(&text::fitted(high, sizes.font, false, room), (x + long + gap, y), script)?;
    Ok([x, y - half, x + long, y + half])
}
