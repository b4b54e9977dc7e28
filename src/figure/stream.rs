//! The Stream picture: range, scale, SQNR and clipped share of every batch under four calibrations, four plots over one time
//! axis, each line named at its end.
//!
//! ```text
//! range  ▁▂▅█ batches' ends, grey, with the ends of the four ranges over them     SQNR
//! scale  logarithmic                                                              clipped, in percent
//! ```
//! A batch has one scale, so lines are stairs. They differ by colour, by width and by their dashes.

mod names;
mod scales;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;
use plotters::style::{Color, RGBColor};

use super::pen::{Drawn, Pen, PixelBox, solid};
use super::plot::{Plot, PlotAxis, PlotMap};
use super::scale::Scale;
use super::sizes::Sizes;
use super::text;
use super::theme::Theme;
use scales::{percent_scale, range_scale, scale_scale, sqnr_scale, time_ticks};

/// Everything the Stream picture shows.
#[derive(Debug, Clone, Copy)]
pub struct StreamFigure<'a> {
    /// Smallest and largest value of each batch; NaN of one without finite values.
    pub ends: [&'a [f64]; 2],
    /// So many batches the first calibration saw.
    pub first: usize,
    /// Calibrated on the first batches, on all, by a moving average, and dynamic.
    pub courses: [StreamCourse<'a>; 4],
    /// Titles of the y axes: "range of x", "scale", "SQNR (dB)", "clipped (%)".
    pub titles: [&'a str; 4],
    /// Title of the time axis: "batch".
    pub time: &'a str,
}

/// One calibration, with a number for each batch.
#[derive(Debug, Clone, Copy)]
pub struct StreamCourse<'a> {
    /// The range's lower end.
    pub alpha: &'a [f64],
    /// The range's upper end.
    pub beta: &'a [f64],
    /// The scale.
    pub scale: &'a [f64],
    /// The SQNR in dB; ∞ stands at the better end of the axis, NaN interrupts the line.
    pub sqnr_db: &'a [f64],
    /// The clipped share, 0 to 1.
    pub clipped: &'a [f64],
    /// What is written at the line's end: "dynamic".
    pub label: &'a str,
}

/// Pictures narrower than this in CSS pixels have their plots one above the other.
const TWO_COLUMNS: f64 = 700.0;

/// Draws the picture on the whole of `area` and says where the four plots are: range, scale, SQNR, clipped.
///
/// # Errors
/// Only what the backend reports: any figure can be drawn.
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
    let names = names::room(figure, sizes);
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
                title: if last { figure.time } else { "" },
                ticks: Some(ticks),
            };
            let index = usize::try_from(i).unwrap_or(0);
            Plot::new(&pen, theme, sizes, outer, x, PlotAxis::new(scale, figure.titles[index]))
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
        names::write(&picture, names)?;
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

impl StreamFigure<'_> {
    fn count(&self) -> usize {
        self.ends[0].len()
    }

    /// A batch is as wide as the distance between two.
    fn time_scale(&self) -> Scale {
        Scale::Linear(super::FiniteRange::covering(-0.5, self.count().max(1) as f64 - 0.5))
    }
}

/// How a calibration's lines look: colour, width in units, and the length of dashes, 0 for none.
#[derive(Clone, Copy)]
struct Stroke {
    color: RGBColor,
    width: f64,
    dash: f64,
}

/// In the order of the courses. The colours of schemes are left to schemes.
fn strokes(theme: &Theme) -> [Stroke; 4] {
    [
        Stroke { color: theme.heat_low, width: 2.0, dash: 1.4 },
        Stroke { color: theme.ink, width: 1.0, dash: 0.0 },
        Stroke { color: theme.heat_high, width: 2.5, dash: 0.0 },
        Stroke { color: theme.muted, width: 1.5, dash: 0.4 },
    ]
}

/// One plot and what is in it.
struct Panel<'a, 'b, DB: DrawingBackend> {
    figure: &'b StreamFigure<'a>,
    plot: &'b Plot<'a, DB>,
    quantity: Quantity,
}

impl<DB: DrawingBackend> Panel<'_, '_, DB> {
    /// The numbers a course has here: two lines of a range, one of all else.
    fn numbers<'s>(&self, course: &StreamCourse<'s>) -> Vec<&'s [f64]> {
        match self.quantity {
            Quantity::Range => vec![course.alpha, course.beta],
            Quantity::Scale => vec![course.scale],
            Quantity::Sqnr => vec![course.sqnr_db],
            Quantity::Clipped => vec![course.clipped],
        }
    }

    /// A number as the axis has it: no error at all stands at its end.
    fn shown(&self, number: f64) -> f64 {
        let (lo, hi) = self.plot.y.scale.ends();
        match self.quantity {
            Quantity::Clipped => number * 100.0,
            _ if number == f64::INFINITY => hi,
            _ if number == f64::NEG_INFINITY => lo,
            _ => number,
        }
    }

    /// A tint over the batches that the first calibration saw.
    fn calibrated(&self) -> Drawn<DB> {
        let PixelBox { left, top, bottom, .. } = self.plot.area;
        let end = self.plot.px(self.figure.first as f64 - 0.5);
        let tint = strokes(self.plot.theme)[0].color.mix(0.10);
        self.plot.pen.fill(PixelBox::new(left, top, end, bottom), tint)
    }

    /// From the smallest to the largest value of each batch, at least a pixel in both directions.
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

    /// The thick line first, the dashed ones over the others, so that those that agree are all seen.
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
}

/// A name cut to its room.
fn fitted(label: &str, sizes: Sizes, room: i32) -> String {
    text::fitted(label, sizes.font, false, room)
}
