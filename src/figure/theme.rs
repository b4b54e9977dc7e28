//! Colours, type and the pixel ratio of a picture.

use plotters::style::{Color, RGBAColor, RGBColor};

/// The font of the system, so that none has to be loaded.
const SYSTEM_FONT: &str = "system-ui, sans-serif";

/// The colours of one scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accent {
    /// Lines, ticks and marks on the background.
    pub line: RGBColor,
    /// Text, with a contrast of at least 4.5 : 1 to the background, unlike lines.
    pub text: RGBColor,
    /// Lines that cross the data.
    pub on_data: RGBColor,
}

/// The look of a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Theme {
    /// Device pixels in a CSS pixel.
    pub scale: f64,
    /// CSS font family of all text.
    pub font: &'static str,
    /// The background.
    pub background: RGBColor,
    /// Whether the page around shows through, so that no background is painted. `background` is then the colour of the page.
    pub clear: bool,
    /// Data: darkest in a light picture, lightest in a dark one.
    pub data: RGBColor,
    /// Data that gives context to other data.
    pub data_pale: RGBColor,
    /// Important text.
    pub ink: RGBColor,
    /// Axis labels and remarks, with a contrast of at least 4.5 : 1 to the background.
    pub muted: RGBColor,
    /// Baselines.
    pub rule: RGBColor,
    /// Gridlines.
    pub grid: RGBColor,
    /// The colour of the most negative number of a map. It is as dark as the colour of the most positive one, and neither has
    /// the hue of a scheme.
    pub heat_low: RGBColor,
    /// The colour of the most positive number.
    pub heat_high: RGBColor,
    /// The colour of 0, or of the least number.
    pub heat_middle: RGBColor,
    /// The colours of a medium magnitude and of the largest: as far from each other in lightness as from the least.
    pub heat_some: RGBColor,
    /// See above.
    pub heat_most: RGBColor,
    /// Scheme A: blue.
    pub a: Accent,
    /// Scheme B: vermillion.
    pub b: Accent,
}

impl Theme {
    /// The theme of light pages. `scale` is the number of device pixels in a CSS pixel; a non-finite one counts as 1.
    pub fn light(scale: f64) -> Self {
        Self {
            scale: sensible(scale),
            font: SYSTEM_FONT,
            background: RGBColor(0xFF, 0xFF, 0xFF),
            clear: false,
            data: RGBColor(0x3A, 0x3E, 0x45),
            data_pale: RGBColor(0xC3, 0xC8, 0xCF),
            ink: RGBColor(0x1B, 0x1E, 0x23),
            muted: RGBColor(0x5C, 0x63, 0x6E),
            rule: RGBColor(0x9A, 0xA1, 0xAB),
            grid: RGBColor(0xE9, 0xEB, 0xEE),
            heat_low: RGBColor(0x5E, 0x2B, 0x8A),
            heat_high: RGBColor(0x0F, 0x5F, 0x3A),
            heat_middle: RGBColor(0xF1, 0xF2, 0xF4),
            heat_some: RGBColor(0xA8, 0x78, 0xB0),
            heat_most: RGBColor(0x32, 0x0A, 0x48),
            a: Accent {
                line: RGBColor(0x00, 0x72, 0xB2),
                text: RGBColor(0x00, 0x6A, 0xA6),
                on_data: RGBColor(0x7F, 0xC4, 0xEE),
            },
            b: Accent {
                line: RGBColor(0xD5, 0x5E, 0x00),
                text: RGBColor(0xB0, 0x4D, 0x00),
                on_data: RGBColor(0xFF, 0xB0, 0x78),
            },
        }
    }

    /// The theme of dark pages; `scale` as for [`Self::light`].
    pub fn dark(scale: f64) -> Self {
        Self {
            scale: sensible(scale),
            font: SYSTEM_FONT,
            background: RGBColor(0x14, 0x16, 0x1A),
            clear: false,
            data: RGBColor(0xD9, 0xDC, 0xE1),
            data_pale: RGBColor(0x5A, 0x60, 0x6A),
            ink: RGBColor(0xF1, 0xF3, 0xF5),
            muted: RGBColor(0xA3, 0xAB, 0xB6),
            rule: RGBColor(0x6B, 0x73, 0x7E),
            grid: RGBColor(0x27, 0x2B, 0x31),
            heat_low: RGBColor(0xD2, 0xA8, 0xF0),
            heat_high: RGBColor(0x8F, 0xE0, 0xB0),
            heat_middle: RGBColor(0x22, 0x26, 0x2C),
            heat_some: RGBColor(0xA0, 0x5C, 0xA8),
            heat_most: RGBColor(0xFB, 0xE6, 0xF4),
            a: Accent {
                line: RGBColor(0x3F, 0xA2, 0xE0),
                text: RGBColor(0x62, 0xB5, 0xEA),
                on_data: RGBColor(0x00, 0x6A, 0xA6),
            },
            b: Accent {
                line: RGBColor(0xF0, 0x80, 0x34),
                text: RGBColor(0xF5, 0x97, 0x55),
                on_data: RGBColor(0xC2, 0x54, 0x00),
            },
        }
    }

    /// The theme on another ground: lines and pale marks are mixed anew, so that they are as faint on it. `clear` as in the field.
    #[must_use]
    pub fn on(self, ground: RGBColor, clear: bool) -> Self {
        let toward = |share| mixed(ground, self.ink, share);
        Self {
            background: ground,
            clear,
            data_pale: toward(0.27),
            rule: toward(0.42),
            grid: toward(0.09),
            heat_middle: toward(0.06),
            ..self
        }
    }

    /// The theme with other colours of text.
    #[must_use]
    pub fn written_in(self, ink: RGBColor, muted: RGBColor) -> Self {
        Self { ink, muted, ..self }
    }

    /// What a picture is first filled with: the background, or nothing.
    pub(crate) fn ground(&self) -> RGBAColor {
        self.background.mix(if self.clear { 0.0 } else { 1.0 })
    }
}

/// The colour at a share of the way from one colour to another.
fn mixed(RGBColor(r, g, b): RGBColor, RGBColor(to_r, to_g, to_b): RGBColor, share: f64) -> RGBColor {
    let mix =
        |from: u8, to: u8| libm::round(f64::from(from) + share * (f64::from(to) - f64::from(from))) as u8;
    RGBColor(mix(r, to_r), mix(g, to_g), mix(b, to_b))
}

/// The contrast of two colours, from 1 to 21 (WCAG 2).
pub(crate) fn contrast(a: RGBColor, b: RGBColor) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The relative luminance of a colour (WCAG 2).
fn luminance(RGBColor(r, g, b): RGBColor) -> f64 {
    let linear = |c: u8| {
        let c = f64::from(c) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { libm::pow((c + 0.055) / 1.055, 2.4) }
    };
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

fn sensible(scale: f64) -> f64 {
    if scale.is_finite() { scale.clamp(0.25, 8.0) } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_can_be_read_and_every_mark_seen() {
        for theme in [Theme::light(1.0), Theme::dark(1.0)] {
            for text in [theme.ink, theme.muted, theme.a.text, theme.b.text] {
                assert!(contrast(text, theme.background) >= 4.5, "{text:?}");
            }
            for accent in [theme.a, theme.b] {
                assert!(contrast(accent.line, theme.background) >= 3.0, "{accent:?}");
                assert!(contrast(accent.on_data, theme.data) >= 3.0, "{accent:?}");
            }
            let data = contrast(theme.data, theme.background);
            for other in [theme.rule, theme.grid, theme.data_pale, theme.a.line, theme.b.line] {
                assert!(contrast(other, theme.background) < data, "{other:?}");
            }
        }
    }

    #[test]
    fn on_another_ground_the_data_stays_the_darkest_and_lines_stay_faint() {
        for (theme, ground) in
            [(Theme::light(1.0), RGBColor(0xFD, 0xF6, 0xE3)), (Theme::dark(1.0), RGBColor(0x10, 0x20, 0x40))]
        {
            let theme = theme.on(ground, true);
            let data = contrast(theme.data, ground);
            for other in [theme.rule, theme.grid, theme.data_pale] {
                let faint = contrast(other, ground);
                assert!(1.05 < faint && faint < data, "{other:?}: {faint}");
            }
            assert_eq!(theme.ground().alpha(), 0.0);
            assert_eq!(theme.on(ground, false).ground(), ground.mix(1.0));
        }
    }

    #[test]
    fn a_senseless_scale_counts_as_one() {
        for scale in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(Theme::light(scale).scale, 1.0);
        }
        assert_eq!(Theme::dark(2.5).scale, 2.5);
    }
}
