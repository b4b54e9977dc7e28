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
    /// The colours.
    pub colors: Palette,
}

/// The colours of a scale, even steps of which look like even steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Palette {
    /// From one hue through neutral to another, for signed numbers.
    Diverging,
    /// From what the background looks like to what stands out most, for magnitudes.
    Sequential,
    /// From black to white in every theme, for photographs.
    Gray,
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
            match scale.colors {
                Palette::Diverging if fraction < 0.5 => mixed(middle, low, 1.0 - 2.0 * fraction),
                Palette::Diverging => mixed(middle, high, 2.0 * fraction - 1.0),
                Palette::Sequential if fraction < 0.5 => mixed(middle, theme.heat_some, 2.0 * fraction),
                Palette::Sequential => mixed(theme.heat_some, theme.heat_most, 2.0 * fraction - 1.0),
                Palette::Gray => RGBColor(i as u8, i as u8, i as u8),
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
            false if self.scale.colors == Palette::Diverging => 0.5,
            false => 1.0,
        };
        self.colors[(fraction * (COLORS - 1) as f32 + 0.5) as usize]
    }
}

fn place(log: bool, number: f32) -> f32 {
    if log { libm::logf(number.max(f32::from_bits(1))) } else { number }
}

/// A colour between two others in OKLab (Ottosson 2020), where even steps look even.
fn mixed(from: RGBColor, to: RGBColor, share: f64) -> RGBColor {
    let (a, b) = (lab(from), lab(to));
    rgb(std::array::from_fn(|i| a[i] + share * (b[i] - a[i])))
}

fn lab(RGBColor(r, g, b): RGBColor) -> [f64; 3] {
    let linear = |c: u8| {
        let c = f64::from(c) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { libm::pow((c + 0.055) / 1.055, 2.4) }
    };
    let [r, g, b] = [r, g, b].map(linear);
    let [l, m, s] = [
        0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b,
        0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b,
        0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b,
    ]
    .map(libm::cbrt);
    [
        0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
        1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
        0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
    ]
}

fn rgb([lightness, a, b]: [f64; 3]) -> RGBColor {
    let [l, m, s] = [
        lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b,
        lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b,
        lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b,
    ]
    .map(|c| c * c * c);
    let [r, g, b] = [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
    ]
    .map(|c| {
        let c = c.clamp(0.0, 1.0);
        let c = if c <= 0.003_130_8 { 12.92 * c } else { 1.055 * libm::pow(c, 1.0 / 2.4) - 0.055 };
        libm::round(c * 255.0) as u8
    });
    RGBColor(r, g, b)
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
    // The numbers stay whole: what gives way is the strip first, then the words.
    let (gap, edge) = (sizes.px(6.0), sizes.px(8.0));
    let ends: i32 = [low, high].iter().map(|text| sizes.text_width(text) + gap).sum();
    let room = right - left - 2 * edge - ends - gap;
    let meaning: Text<'_> = text::fitted(meaning, sizes.font, false, room - gap - sizes.px(60.0)).into();
    let long = (room - sizes.text_width(&meaning) - gap).clamp(sizes.px(30.0), sizes.px(260.0));
    let script = Script {
        size: sizes.font,
        color: solid(theme.muted),
        bold: false,
        anchor: HPos::Left,
        upright: false,
    };
    let mut x = left + edge;
    pen.write(&meaning, (x, y), script)?;
    x += sizes.text_width(&meaning) + 2 * gap;
    pen.write(low, (x, y), script)?;
    x += sizes.text_width(low) + gap;
    let half = sizes.px(STRIP) / 2;
    for i in 0..long {
        let color = colors.colors[i as usize * (COLORS - 1) / (long - 1).max(1) as usize];
        pen.fill(PixelBox::new(x + i, y - half, x + i + 1, y + half), solid(color))?;
    }
    // Only a picture of hardly any width cuts it.
    let room = right - x - long - gap;
    pen.write(&text::fitted(high, sizes.font, false, room), (x + long + gap, y), script)?;
    Ok([x, y - half, x + long, y + half])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn magnitudes_grow_darker_in_light_and_lighter_in_dark_by_even_steps() {
        let scale = HeatScale { ends: (0.0, 1.0), log: false, colors: Palette::Sequential };
        for (theme, sign) in [(Theme::light(1.0), -1.0), (Theme::dark(1.0), 1.0)] {
            let colors = Colors::new(scale, &theme);
            let lightness: Vec<f64> = (0..=8).map(|i| lab(colors.of(i as f32 / 8.0))[0]).collect();
            for pair in lightness.windows(2) {
                let step = sign * (pair[1] - pair[0]);
                assert!((0.05..0.12).contains(&step), "{lightness:?}");
            }
        }
    }

    #[test]
    fn a_color_comes_back_from_oklab() {
        for color in [RGBColor(0, 0, 0), RGBColor(255, 255, 255), RGBColor(94, 43, 138), RGBColor(15, 95, 58)]
        {
            assert_eq!(rgb(lab(color)), color);
        }
    }

    #[test]
    fn a_photograph_has_the_grays_of_a_screen() {
        let scale = HeatScale { ends: (0.0, 1.0), log: false, colors: Palette::Gray };
        let colors = Colors::new(scale, &Theme::dark(1.0));
        assert_eq!(
            [0, 77, 255].map(|i| colors.of(i as f32 / 255.0)),
            [0, 77, 255].map(|i| RGBColor(i, i, i))
        );
    }
}
