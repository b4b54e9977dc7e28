//! The colours of cells, and of numbers on them.

use plotters::style::RGBColor;

use super::ModelScale;
use crate::figure::FiniteRange;
use crate::figure::heat::{Colors, HeatScale, Palette};
use crate::figure::theme::{Theme, contrast};

/// Where magnitudes begin on their colours: the best cell still differs from a place without a tensor.
const FIRST: f64 = 0.14;
/// The least contrast of a number to its cell (WCAG 2, level AA).
const READABLE: f64 = 4.5;

/// The colours of a map.
pub(super) struct Tints<'a> {
    scale: ModelScale,
    range: FiniteRange,
    colors: Colors,
    theme: &'a Theme,
}

impl<'a> Tints<'a> {
    pub(super) fn new(scale: ModelScale, theme: &'a Theme) -> Self {
        let colors = if scale.diverging { Palette::Diverging } else { Palette::Sequential };
        let range = if scale.diverging {
            let most = scale.lo.abs().max(scale.hi.abs());
            FiniteRange::covering(-most, most)
        } else {
            FiniteRange::covering(scale.lo, scale.hi)
        };
        let colors = Colors::new(HeatScale { ends: (0.0, 1.0), log: false, colors }, theme);
        Self { scale, range, colors, theme }
    }

    /// Where a value lies: from 0, the best or one hue, to 1, the worst or the other.
    fn share(&self, value: f64) -> f64 {
        let share = self.range.fraction(value).clamp(0.0, 1.0);
        if self.scale.reversed { 1.0 - share } else { share }
    }

    /// The colour of a value.
    pub(super) fn of(&self, value: f64) -> RGBColor {
        let share = self.share(value);
        self.colors.at(if self.scale.diverging { share } else { FIRST + (1.0 - FIRST) * share })
    }

    /// The colour at a share of the way from the lower end of the scale to the upper.
    pub(super) fn along(&self, share: f64) -> RGBColor {
        let ends = FiniteRange::covering(self.scale.lo, self.scale.hi);
        self.of(ends.value(share))
    }

    /// Whether a value means that there is no error: an infinite one at the better end.
    pub(super) fn is_perfect(&self, value: f64) -> bool {
        value.is_infinite() && !self.scale.diverging && self.share(value) == 0.0
    }

    /// The colour of a number on a cell: of text or of the ground, if that can be read; otherwise black or white, one of which
    /// always can.
    pub(super) fn number_on(&self, ground: RGBColor) -> RGBColor {
        let better =
            |a: RGBColor, b: RGBColor| if contrast(a, ground) >= contrast(b, ground) { a } else { b };
        let own = better(self.theme.ink, self.theme.background);
        if contrast(own, ground) >= READABLE {
            return own;
        }
        better(RGBColor(0, 0, 0), RGBColor(255, 255, 255))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DECIBELS: ModelScale = ModelScale { lo: 10.0, hi: 40.0, diverging: false, reversed: true };
    const DIFFERENCE: ModelScale = ModelScale { lo: -2.0, hi: 6.0, diverging: true, reversed: false };

    #[test]
    fn the_worst_stands_out_most() {
        for theme in [Theme::light(1.0), Theme::dark(1.0)] {
            let away = |tints: &Tints<'_>, value| contrast(tints.of(value), theme.background);
            let tints = Tints::new(DECIBELS, &theme);
            let list = [f64::NEG_INFINITY, 5.0, 10.0, 20.0, 30.0, 40.0, f64::INFINITY];
            assert!(list.map(|value| away(&tints, value)).is_sorted_by(|a, b| a >= b));
            assert!(away(&tints, 10.0) > 10.0 && away(&tints, 40.0) > 1.1);
            let tints = Tints::new(ModelScale { reversed: false, ..DECIBELS }, &theme);
            assert!(list.map(|value| away(&tints, value)).is_sorted());
        }
    }

    #[test]
    fn zero_of_a_difference_is_neutral_and_its_sides_are_equally_far() {
        let theme = Theme::light(1.0);
        let tints = Tints::new(DIFFERENCE, &theme);
        let turned = Tints::new(ModelScale { reversed: true, ..DIFFERENCE }, &theme);
        assert_eq!(tints.of(6.0), theme.heat_high);
        assert_eq!(tints.of(-6.0), theme.heat_low);
        assert_eq!(tints.of(-6.0), turned.of(6.0));
        assert_eq!(tints.along(0.25), tints.of(0.0));
        assert!(contrast(tints.of(0.0), theme.heat_middle) < 1.02);
    }

    #[test]
    fn a_number_can_be_read_on_every_color() {
        let grounds =
            [RGBColor(0xFD, 0xF6, 0xE3), RGBColor(0x70, 0x70, 0x70)].map(|g| Theme::light(1.0).on(g, true));
        for theme in [Theme::light(1.0), Theme::dark(1.0), grounds[0], grounds[1]] {
            for scale in [DECIBELS, DIFFERENCE] {
                let tints = Tints::new(scale, &theme);
                for i in 0..=100 {
                    let ground = tints.along(f64::from(i) / 100.0);
                    let number = tints.number_on(ground);
                    assert!(contrast(number, ground) >= READABLE, "{number:?} on {ground:?}");
                }
            }
        }
    }

    #[test]
    fn only_an_infinite_value_at_the_better_end_has_no_error() {
        let theme = Theme::light(1.0);
        let tints = Tints::new(DECIBELS, &theme);
        let perfect = [f64::INFINITY, f64::NEG_INFINITY, 90.0].map(|value| tints.is_perfect(value));
        assert_eq!(perfect, [true, false, false]);
        assert!(!Tints::new(DIFFERENCE, &theme).is_perfect(f64::INFINITY));
    }

    #[test]
    fn a_scale_of_nothing_has_colors() {
        let theme = Theme::dark(1.0);
        for diverging in [false, true] {
            for (lo, hi) in [(f64::NAN, f64::NAN), (3.0, 3.0), (0.0, 0.0), (f64::INFINITY, f64::NEG_INFINITY)]
            {
                let tints = Tints::new(ModelScale { lo, hi, diverging, reversed: true }, &theme);
                assert_ne!(tints.of(3.0), theme.background, "{lo} {hi}");
                assert!(diverging || tints.is_perfect(f64::INFINITY));
            }
        }
    }
}
