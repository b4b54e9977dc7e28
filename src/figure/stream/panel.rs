//! One plot of the Stream picture: its lines and what lies behind them.

use plotters::prelude::DrawingBackend;
use plotters::style::{Color, RGBColor};

use super::data::{StreamCourse, StreamFigure};
use crate::figure::pen::{Drawn, PixelBox, solid};
use crate::figure::plot::Plot;
use crate::figure::theme::Theme;

/// What a plot shows over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quantity {
    Range,
    Scale,
    Sqnr,
    Clipped,
}

impl Quantity {
    pub(super) const ALL: [Self; 4] = [Self::Range, Self::Scale, Self::Sqnr, Self::Clipped];
}

/// The look of a line: colour, width in units, and length of dashes, 0 for none.
#[derive(Clone, Copy)]
pub(super) struct Stroke {
    pub(super) color: RGBColor,
    width: f64,
    dash: f64,
}

/// The looks in the order of the courses. The colours of A and B are not used, because lines do not belong to schemes.
pub(super) fn strokes(theme: &Theme) -> [Stroke; 4] {
    [
        Stroke { color: theme.heat_low, width: 2.0, dash: 1.4 },
        Stroke { color: theme.ink, width: 1.0, dash: 0.0 },
        Stroke { color: theme.heat_high, width: 2.5, dash: 0.0 },
        Stroke { color: theme.muted, width: 1.5, dash: 0.4 },
    ]
}

/// One plot with what it shows.
pub(super) struct Panel<'a, 'b, DB: DrawingBackend> {
    pub(super) figure: &'b StreamFigure<'a>,
    pub(super) plot: &'b Plot<'b, DB>,
    pub(super) quantity: Quantity,
}

impl<DB: DrawingBackend> Panel<'_, '_, DB> {
    /// The numbers of a course in this plot: two lines for a range, otherwise one.
    pub(super) fn numbers<'s>(&self, course: &StreamCourse<'s>) -> Vec<&'s [f64]> {
        match self.quantity {
            Quantity::Range => vec![course.alpha, course.beta],
            Quantity::Scale => vec![course.scale],
            Quantity::Sqnr => vec![course.sqnr_db],
            Quantity::Clipped => vec![course.clipped],
        }
    }

    /// A number on the axis; an infinite one stands at the end.
    pub(super) fn shown(&self, number: f64) -> f64 {
        let (lo, hi) = self.plot.y.scale.ends();
        match self.quantity {
            Quantity::Clipped => number * 100.0,
            _ if number == f64::INFINITY => hi,
            _ if number == f64::NEG_INFINITY => lo,
            _ => number,
        }
    }

    /// Tints the batches that the first calibration saw.
    pub(super) fn calibrated(&self) -> Drawn<DB> {
        let PixelBox { left, top, bottom, .. } = self.plot.area;
        let end = self.plot.px(self.figure.seen as f64 - 0.5);
        let tint = strokes(self.plot.theme)[0].color.mix(0.10);
        self.plot.pen.fill(PixelBox::new(left, top, end, bottom), tint)
    }

    /// Draws the span from the smallest to the largest value of each batch, at least one pixel wide and high.
    pub(super) fn ends(&self) -> Drawn<DB> {
        if self.quantity != Quantity::Range {
            return Ok(());
        }
        let [lows, highs] = self.figure.ends;
        let color = solid(self.plot.theme.data_pale);
        for (t, (&lo, &hi)) in lows.iter().zip(highs).enumerate().filter(|(_, (lo, _))| lo.is_finite()) {
            let (left, right) = (self.plot.px(t as f64 - 0.5), self.plot.px(t as f64 + 0.5));
            let (top, bottom) = (self.plot.py(hi), self.plot.py(lo));
            self.plot.pen.fill(PixelBox::new(left, top, right.max(left + 1), bottom.max(top + 1)), color)?;
        }
        Ok(())
    }

    /// Draws the thick line first and the dashed ones last, so that equal lines are all visible.
    pub(super) fn lines(&self) -> Drawn<DB> {
        let strokes = strokes(self.plot.theme);
        for i in [2, 1, 3, 0] {
            let Stroke { color, width, dash } = strokes[i];
            for numbers in self.numbers(&self.figure.courses[i]) {
                let stairs = || {
                    let batches = numbers.iter().enumerate();
                    batches.flat_map(|(t, &number)| [(t as f64 - 0.5, number), (t as f64 + 0.5, number)])
                };
                let points = stairs().map(|(t, number)| (t, self.shown(number)));
                match dash {
                    0.0 => self.plot.line(points, width, solid(color))?,
                    _ => self.plot.dashed_by(points, dash, width, solid(color))?,
                }
            }
        }
        Ok(())
    }
}
