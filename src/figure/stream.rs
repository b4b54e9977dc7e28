//! The Stream picture: range, scale, SQNR and clipped share of every batch under four calibrations, as four plots over one time
//! axis. Each line has its name at its end.
//!
//! ```text
//! range  ▁▂▅█ batches' ends, grey, with the ends of the four ranges over them     SQNR
//! scale  logarithmic                                                              clipped, in percent
//! ```
//! A batch has one scale, so lines are staircases. They differ by colour, width and dashes.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::HPos;
use plotters::style::{Color, RGBColor};
use serde::Deserialize;

use super::axis::{Tick, integer};
use super::leaders::spread;
use super::pen::{Drawn, Pen, PixelBox, solid};
use super::plot::{Plot, PlotAxis, PlotMap};
use super::sizes::Sizes;
use super::text::{self, Text};
use super::theme::Theme;
use super::{FiniteRange, Scale};

/// From this width in CSS pixels on, plots stand in two columns.
const TWO_COLUMNS: f64 = 700.0;
/// Space beyond the outermost numbers, as a share of the axis.
const MARGIN: f64 = 0.06;
/// The height of a name, and the distance from the end of a line to its name, in units.
const NAME_HEIGHT: f64 = 13.0;
const NAME_WAY: f64 = 14.0;
/// The largest width of a name, in units.
const WIDEST_NAME: f64 = 110.0;
const WIDEST_NAME_NARROW: f64 = 70.0;

/// Everything the Stream picture shows. A record leaves out the arrays, which cross by themselves.
#[derive(Debug, Clone, Deserialize)]
pub struct StreamFigure<'a> {
    /// The smallest and the largest value of each batch; NaN for a batch without finite values.
    #[serde(skip)]
    pub ends: [&'a [f64]; 2],
    /// How many batches the first calibration saw.
    pub seen: usize,
    /// The courses of calibration on the first batches, on all, by a moving average, and on each batch.
    pub courses: [StreamCourse<'a>; 4],
    /// Titles of the y axes: "range of x", "scale", "SQNR (dB)", "clipped (%)".
    pub titles: [Text<'a>; 4],
    /// Title of the time axis: "batch".
    pub time: Text<'a>,
}

/// One calibration, with a number for each batch.
#[derive(Debug, Clone, Deserialize)]
pub struct StreamCourse<'a> {
    /// The lower end of the range.
    #[serde(skip)]
    pub alpha: &'a [f64],
    /// The upper end of the range.
    #[serde(skip)]
    pub beta: &'a [f64],
    /// The scale.
    #[serde(skip)]
    pub scale: &'a [f64],
    /// The SQNR in dB; ∞ stands at the better end of the axis, NaN interrupts the line.
    #[serde(skip)]
    pub sqnr_db: &'a [f64],
    /// The clipped share, 0 to 1.
    #[serde(skip)]
    pub clipped: &'a [f64],
    /// The name at the end of the line: "dynamic".
    pub label: Text<'a>,
}

impl StreamFigure<'_> {
    fn count(&self) -> usize {
        self.ends[0].len()
    }

    /// The time axis. A batch is one unit wide.
    fn time_scale(&self) -> Scale {
        Scale::Linear(FiniteRange::covering(-0.5, self.count().max(1) as f64 - 0.5))
    }
}

/// Draws the picture on the whole of `area` and says where the four plots are: range, scale, SQNR, clipped.
///
/// # Errors
/// Only errors of the backend: any figure can be drawn.
pub fn draw_stream<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    figure: &StreamFigure<'_>,
    theme: &Theme,
) -> Result<[PlotMap; 4], DrawingAreaErrorKind<DB::ErrorType>> {
    let (pen, sizes, (width, height)) = Pen::begin(area, theme)?;
    let columns = if f64::from(width) / theme.scale < TWO_COLUMNS { 1 } else { 2 };
    let rows = 4 / columns;
    let edge = sizes.px(8.0);
    let cell = ((width - edge) / columns, height / rows);
    let names = names_room(figure, sizes);
    let y_scales = [range_scale(figure), scale_scale(figure), sqnr_scale(figure), percent_scale(figure)];
    let mut plots: Vec<_> = (0..4)
        .zip(y_scales)
        .map(|(i, scale)| {
            // Down the first column, then down the second.
            let (column, row) = (i / rows, i % rows);
            let (left, top) = (edge + column * cell.0, row * cell.1);
            let outer = PixelBox::new(left, top, left + cell.0 - names, top + cell.1);
            let last = row + 1 == rows;
            let ticks = time_ticks(figure, (outer.width() / sizes.px(70.0)).max(2), last);
            let x = PlotAxis {
                scale: figure.time_scale(),
                title: if last { figure.time.as_ref() } else { "" },
                ticks: Some(ticks),
            };
            let index = usize::try_from(i).unwrap_or(0);
            Plot::new(&pen, theme, sizes, outer, x, PlotAxis::new(scale, &figure.titles[index]))
        })
        .collect();
    for column in plots.chunks_mut(usize::try_from(rows).unwrap_or(4)) {
        Plot::align(column);
    }
    let maps = [0, 1, 2, 3].map(|i| plots[i].map());
    for (plot, quantity) in plots.iter().zip(Quantity::ALL) {
        plot.axes()?;
        let picture = Panel { figure, plot, quantity };
        picture.calibrated()?;
        picture.ends()?;
        picture.lines()?;
        picture.names(names)?;
    }
    Ok(maps)
}

/// What a plot shows over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quantity {
    Range,
    Scale,
    Sqnr,
    Clipped,
}

impl Quantity {
    const ALL: [Self; 4] = [Self::Range, Self::Scale, Self::Sqnr, Self::Clipped];
}

/// The look of a line: colour, width in units, and length of dashes, 0 for none.
#[derive(Clone, Copy)]
struct Stroke {
    color: RGBColor,
    width: f64,
    dash: f64,
}

/// The looks in the order of the courses. The colours of A and B are not used, because lines do not belong to schemes.
fn strokes(theme: &Theme) -> [Stroke; 4] {
    [
        Stroke { color: theme.heat_low, width: 2.0, dash: 1.4 },
        Stroke { color: theme.ink, width: 1.0, dash: 0.0 },
        Stroke { color: theme.heat_high, width: 2.5, dash: 0.0 },
        Stroke { color: theme.muted, width: 1.5, dash: 0.4 },
    ]
}

/// One plot with what it shows.
struct Panel<'a, 'b, DB: DrawingBackend> {
    figure: &'b StreamFigure<'a>,
    plot: &'b Plot<'b, DB>,
    quantity: Quantity,
}

impl<DB: DrawingBackend> Panel<'_, '_, DB> {
    /// The numbers of a course in this plot: two lines for a range, otherwise one.
    fn numbers<'s>(&self, course: &StreamCourse<'s>) -> Vec<&'s [f64]> {
        match self.quantity {
            Quantity::Range => vec![course.alpha, course.beta],
            Quantity::Scale => vec![course.scale],
            Quantity::Sqnr => vec![course.sqnr_db],
            Quantity::Clipped => vec![course.clipped],
        }
    }

    /// A number on the axis; an infinite one stands at the end.
    fn shown(&self, number: f64) -> f64 {
        let (lo, hi) = self.plot.y.scale.ends();
        match self.quantity {
            Quantity::Clipped => number * 100.0,
            _ if number == f64::INFINITY => hi,
            _ if number == f64::NEG_INFINITY => lo,
            _ => number,
        }
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
fn names_room(figure: &StreamFigure<'_>, sizes: Sizes) -> i32 {
    let widest = figure.courses.iter().map(|course| sizes.text_width(&course.label)).max().unwrap_or(0);
    let most = sizes.px(if sizes.narrow { WIDEST_NAME_NARROW } else { WIDEST_NAME });
    widest.min(most) + sizes.px(NAME_WAY)
}

/// Ticks at whole numbers with equal steps, about `most` of them; without labels if `labelled` is false.
fn time_ticks(figure: &StreamFigure<'_>, most: i32, labelled: bool) -> Vec<Tick> {
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
fn range_scale(figure: &StreamFigure<'_>) -> Scale {
    let ranges = figure.courses.iter().flat_map(|course| [course.alpha, course.beta]);
    linear(figure.ends.into_iter().chain(ranges).flatten().copied(), 0.0)
}

/// Wide enough for a tick even if all scales are equal.
fn scale_scale(figure: &StreamFigure<'_>) -> Scale {
    let scales = figure.courses.iter().flat_map(|course| course.scale).copied();
    let (lo, hi) = extent(scales.filter(|&scale| scale > 0.0));
    let margin = libm::pow(hi / lo, MARGIN).clamp(if hi < 3.0 * lo { 1.6 } else { 1.05 }, 10.0);
    Scale::log(lo / margin, hi * margin)
}

fn sqnr_scale(figure: &StreamFigure<'_>) -> Scale {
    linear(figure.courses.iter().flat_map(|course| course.sqnr_db).copied(), 1.0)
}

fn percent_scale(figure: &StreamFigure<'_>) -> Scale {
    let shares = figure.courses.iter().flat_map(|course| course.clipped);
    let most = shares.fold(0.0f64, |most, &share| most.max(share * 100.0));
    // There is an axis even if nothing is clipped.
    Scale::Linear(FiniteRange::covering(0.0, if most > 0.0 { most * (1.0 + MARGIN) } else { 1.0 }))
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
