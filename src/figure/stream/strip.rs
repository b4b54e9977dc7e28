//! What becomes of the stream over time: the ranges, and the SQNR, of all batches. Each line has its name at its end.
//!
//! A batch has one range, so lines are staircases. They differ by colour, width and dashes.

use plotters::prelude::DrawingBackend;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

use super::{StreamCourse, StreamFigure, Stroke, strokes};
use crate::figure::axis::{Tick, integer};
use crate::figure::leaders::spread;
use crate::figure::pen::{Drawn, PixelBox, solid};
use crate::figure::plot::Plot;
use crate::figure::sizes::Sizes;
use crate::figure::{FiniteRange, Scale, text};

/// Space beyond the outermost numbers, as a share of the axis.
const MARGIN: f64 = 0.06;
/// The width of a line as a share of that of its bracket.
const THIN: f64 = 0.7;
/// Batches narrower than this are crowded, and then a jump of a line by more than this is faint, in units: many jumps side by side
/// would hide the lines.
const CROWDED: f64 = 3.0;
const JUMP: f64 = 16.0;
const FAINT: f64 = 0.25;
/// The height of a name, and the distance from the end of a line to its name, in units.
const NAME_HEIGHT: f64 = 13.0;
const NAME_WAY: f64 = 14.0;
/// The largest width of a name, in units.
const WIDEST_NAME: f64 = 110.0;
const WIDEST_NAME_NARROW: f64 = 70.0;

/// Corners of a line: times and numbers; one that is NaN interrupts it.
type Corners = Vec<(f64, f64)>;

/// What a strip shows over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quantity {
    Range,
    Sqnr,
}

impl Quantity {
    pub(super) const ALL: [Self; 2] = [Self::Range, Self::Sqnr];

    /// The axis of the quantity.
    pub(super) fn scale(self, figure: &StreamFigure<'_>) -> Scale {
        match self {
            Self::Range => range_scale(figure),
            Self::Sqnr => linear(figure.courses.iter().flat_map(|course| course.sqnr_db).copied(), 1.0),
        }
    }
}

/// One strip with what it shows.
pub(super) struct Strip<'a, 'b, DB: DrawingBackend> {
    pub(super) figure: &'b StreamFigure<'a>,
    pub(super) plot: &'b Plot<'b, DB>,
    pub(super) quantity: Quantity,
}

impl<DB: DrawingBackend> Strip<'_, '_, DB> {
    /// The numbers of a course in this plot: two lines for a range, otherwise one.
    fn numbers<'s>(&self, course: &StreamCourse<'s>) -> Vec<&'s [f64]> {
        match self.quantity {
            Quantity::Range => vec![course.alpha, course.beta],
            Quantity::Sqnr => vec![course.sqnr_db],
        }
    }

    /// A number on the axis; an infinite one stands at the end.
    fn shown(&self, number: f64) -> f64 {
        let (lo, hi) = self.plot.y.scale.ends();
        match number {
            f64::INFINITY => hi,
            f64::NEG_INFINITY => lo,
            _ => number,
        }
    }

    /// Draws everything; names have `room` at the right.
    pub(super) fn draw(&self, room: i32) -> Drawn<DB> {
        self.plot.axes()?;
        self.calibrated()?;
        self.ends()?;
        self.lines()?;
        self.names(room)
    }

    /// Tints the batches that the first calibration saw.
    fn calibrated(&self) -> Drawn<DB> {
        let PixelBox { left, top, bottom, .. } = self.plot.area;
        let end = self.plot.px(self.figure.seen as f64 - 0.5);
        let tint = strokes(self.plot.theme)[0].color.mix(0.10);
        self.plot.pen.fill(PixelBox::new(left, top, end, bottom), tint)
    }

    /// Draws the span from the smallest to the largest value of each batch, at least one pixel wide and high.
    fn ends(&self) -> Drawn<DB> {
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
    fn lines(&self) -> Drawn<DB> {
        let strokes = strokes(self.plot.theme);
        // Thinner than a bracket.
        let thin = |width: f64| (THIN * width).max(1.0);
        let mut levels = Vec::new();
        for i in [2, 1, 3, 0] {
            for numbers in self.numbers(&self.figure.courses[i]) {
                let (level, jumps) = self.parted(self.stairs(numbers));
                self.plot.line(jumps, thin(strokes[i].width), strokes[i].color.mix(FAINT))?;
                levels.push((strokes[i], level));
            }
        }
        for (Stroke { color, width, dash }, points) in levels {
            match dash {
                0.0 => self.plot.line(points, thin(width), solid(color))?,
                _ => self.plot.dashed_by(points, dash, thin(width), solid(color))?,
            }
        }
        Ok(())
    }

    /// The corners of the staircase through the numbers of all batches.
    fn stairs(&self, numbers: &[f64]) -> Corners {
        let shown = numbers.iter().map(|&number| self.shown(number)).enumerate();
        shown.flat_map(|(t, number)| [(t as f64 - 0.5, number), (t as f64 + 0.5, number)]).collect()
    }

    /// A staircase without its jumps, and the jumps; where batches are wide enough it has none.
    fn parted(&self, stairs: Corners) -> (Corners, Corners) {
        let Sizes { unit, .. } = self.plot.sizes;
        let batch = f64::from(self.plot.area.width()) / self.figure.count().max(1) as f64;
        if batch >= CROWDED * unit {
            return (stairs, Vec::new());
        }
        let (mut levels, mut jumps) = (Vec::with_capacity(stairs.len()), Vec::new());
        for (i, &to) in stairs.iter().enumerate() {
            let from = stairs[i.saturating_sub(1)];
            let height = (self.plot.py(from.1) - self.plot.py(to.1)).abs();
            if f64::from(height) > JUMP * unit {
                let gap = (to.0, f64::NAN);
                levels.push(gap);
                jumps.extend([from, to, gap]);
            }
            levels.push(to);
        }
        (levels, jumps)
    }

    /// Writes the names in the room of a plot, in the order of the ends of their lines, each joined to its end.
    fn names(&self, room: i32) -> Drawn<DB> {
        let (plot, sizes) = (self.plot, self.plot.sizes);
        let way = sizes.px(NAME_WAY);
        let mut ends: Vec<(i32, usize)> = Vec::new();
        for (i, course) in self.figure.courses.iter().enumerate() {
            // A range has its name at its upper end.
            let numbers = self.numbers(course);
            let last = numbers.last().and_then(|numbers| numbers.iter().rev().find(|x| !x.is_nan()));
            ends.extend(
                last.map(|&number| (plot.py(self.shown(number)).clamp(plot.area.top, plot.area.bottom), i)),
            );
        }
        ends.sort_by_key(|&(y, _)| y);
        let wanted: Vec<f64> = ends.iter().map(|&(y, _)| f64::from(y)).collect();
        let heights = vec![sizes.px(NAME_HEIGHT).into(); ends.len()];
        let bounds = (plot.area.top - sizes.px(2.0), plot.area.bottom + sizes.px(NAME_HEIGHT / 2.0));
        let strokes = strokes(plot.theme);
        for (&(end, i), middle) in ends.iter().zip(spread(&wanted, &heights, bounds, 0)) {
            let middle = libm::round(middle) as i32;
            let (from, to) = (plot.area.right + sizes.px(1.0), plot.area.right + way - sizes.px(3.0));
            let color = strokes[i].color;
            plot.pen.stroke([(from, end), (to, middle)], sizes.hair.unsigned_abs(), solid(color))?;
            let label = text::fitted(&self.figure.courses[i].label, sizes.font, false, room - way);
            plot.pen.write(&label, (plot.area.right + way, middle), plot.script(color, HPos::Left))?;
        }
        Ok(())
    }
}

/// The width of the room for names at the right of a plot.
pub(super) fn names_room(figure: &StreamFigure<'_>, sizes: Sizes) -> i32 {
    let widest = figure.courses.iter().map(|course| sizes.text_width(&course.label)).max().unwrap_or(0);
    let most = sizes.px(if sizes.narrow { WIDEST_NAME_NARROW } else { WIDEST_NAME });
    widest.min(most) + sizes.px(NAME_WAY)
}

/// Ticks at whole numbers with equal steps, about `most` of them; without labels if `labelled` is false.
pub(super) fn time_ticks(figure: &StreamFigure<'_>, most: i32, labelled: bool) -> Vec<Tick> {
    let count = i64::try_from(figure.count()).unwrap_or(i64::MAX);
    let most = i64::from(most.max(1));
    let steps = (0..18).flat_map(|power| [1, 2, 5].map(|mantissa| mantissa * 10i64.pow(power)));
    let step = steps.into_iter().find(|step| (count - 1) / step < most).unwrap_or(count);
    let label = |t| if labelled { integer(t) } else { String::new() };
    (0..count)
        .step_by(usize::try_from(step).unwrap_or(1))
        .map(|t| Tick { value: t as f64, label: label(t) })
        .collect()
}

/// Covers the values of all batches and the ends of all ranges.
pub(super) fn range_scale(figure: &StreamFigure<'_>) -> Scale {
    let ranges = figure.courses.iter().flat_map(|course| [course.alpha, course.beta]);
    linear(figure.ends.into_iter().chain(ranges).flatten().copied(), 0.0)
}

/// With a margin, and at least `least` to either side.
fn linear(numbers: impl Iterator<Item = f64>, least: f64) -> Scale {
    let (lo, hi) = extent(numbers);
    let margin = ((hi - lo) * MARGIN).max(least);
    Scale::Linear(FiniteRange::covering(lo - margin, hi + margin))
}

/// Smallest and largest finite number; NaN for none.
fn extent(numbers: impl Iterator<Item = f64>) -> (f64, f64) {
    numbers.filter(|x| x.is_finite()).fold((f64::NAN, f64::NAN), |(lo, hi), x| (lo.min(x), hi.max(x)))
}
