//! The Stream picture: one batch, and below it the whole stream.
//!
//! ```text
//! first 8   ├──────┤          range, SQNR, clipped share    the four ranges as brackets, each over the extent of the batch;
//! all       ├──────────────┤                                what lies outside of a bracket is hatched: it is clipped
//! average …
//!           ▁▂▅█▅▂▁                                         the batch: a histogram on the same axis
//! ▁▂▃▄▅  ▁▂▃▄▅                                              ranges and SQNR over time
//! ```

mod batch;
mod strip;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;
use serde::Deserialize;

use super::pen::{Pen, PixelBox};
use super::plot::{Plot, PlotAxis, PlotMap};
use super::sizes::Sizes;
use super::text::Text;
use super::theme::Theme;
use super::{FiniteRange, Scale};
use batch::Batch;
use strip::{Quantity, Strip, names_room, time_ticks};

/// From this width in CSS pixels on, the strips stand side by side.
const WIDE: f64 = 700.0;
/// The height of a strip as a share of the picture, and its limits in units.
const STRIP: f64 = 0.36;
const STRIP_NARROW: f64 = 0.22;
const STRIP_LIMITS: (f64, f64) = (104.0, 240.0);

/// Everything the Stream picture shows. A record leaves out the arrays, which cross by themselves.
#[derive(Debug, Clone, Deserialize)]
pub struct StreamFigure<'a> {
    /// The smallest and the largest value of each batch; NaN for a batch without finite values.
    #[serde(skip)]
    pub ends: [&'a [f64]; 2],
    /// The histogram of each batch, one after the other, all with the same number of bins.
    #[serde(skip)]
    pub counts: &'a [u32],
    /// The range of the bins.
    pub counted: FiniteRange,
    /// The batch that is shown.
    pub time: usize,
    /// How many batches the first calibration saw.
    pub seen: usize,
    /// The courses of calibration on the first batches, on all, by a moving average, and on each batch.
    pub courses: [StreamCourse<'a>; 4],
    /// What stands before a batch's SQNR where there is room: "SQNR".
    pub measure: Text<'a>,
    /// Titles: of the histogram, of the ranges over time, of the SQNR over time, and of the time axis.
    pub titles: [Text<'a>; 4],
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
    /// The SQNR in dB; ∞ stands at the better end of the axis, NaN interrupts the line.
    #[serde(skip)]
    pub sqnr_db: &'a [f64],
    /// The clipped share, 0 to 1.
    #[serde(skip)]
    pub clipped: &'a [f64],
    /// The name at its bracket: "static, first 8".
    pub name: Text<'a>,
    /// A shorter one, for the end of its line and for a narrow picture: "first 8".
    pub label: Text<'a>,
    /// What it does to the batch that is shown: range, SQNR and clipped share.
    pub says: [Text<'a>; 3],
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

/// Draws the picture on the whole of `area` and says where its plots are: the histogram, the ranges and the SQNR over time.
///
/// # Errors
/// Only errors of the backend: any figure can be drawn.
pub fn draw_stream<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    figure: &StreamFigure<'_>,
    theme: &Theme,
) -> Result<[PlotMap; 3], DrawingAreaErrorKind<DB::ErrorType>> {
    let (pen, sizes, (width, height)) = Pen::begin(area, theme)?;
    let wide = f64::from(width) / theme.scale >= WIDE;
    let places = places(wide, sizes, (width, height));
    let outer = PixelBox::new(sizes.px(8.0), 0, width - sizes.px(8.0), places[0].top);
    let batch = Batch::draw(&pen, theme, sizes, outer, figure)?;

    let names = names_room(figure, sizes);
    let mut plots: Vec<_> = Quantity::ALL
        .into_iter()
        .zip(places)
        .enumerate()
        .map(|(i, (quantity, place))| {
            let outer = PixelBox { right: place.right - names, ..place };
            let last = wide || i == 1;
            let ticks = time_ticks(figure, (outer.width() / sizes.px(70.0)).max(2), last);
            let title = if last { figure.titles[3].as_ref() } else { "" };
            let x = PlotAxis { scale: figure.time_scale(), title, ticks: Some(ticks) };
            let y = PlotAxis::new(quantity.scale(figure), &figure.titles[i + 1]);
            Plot::new(&pen, theme, sizes, outer, x, y)
        })
        .collect();
    if !wide {
        Plot::align(&mut plots);
    }
    for (plot, quantity) in plots.iter().zip(Quantity::ALL) {
        Strip { figure, plot, quantity }.draw(names)?;
    }
    Ok([batch, plots[0].map(), plots[1].map()])
}

/// The places of the two strips: side by side, or one above the other.
fn places(wide: bool, sizes: Sizes, (width, height): (i32, i32)) -> [PixelBox; 2] {
    let edge = sizes.px(8.0);
    let share = f64::from(height) * if wide { STRIP } else { STRIP_NARROW };
    let least = f64::from(sizes.px(STRIP_LIMITS.0));
    let tall = libm::round(share.clamp(least, f64::from(sizes.px(STRIP_LIMITS.1)))) as i32;
    let top = height - tall;
    if wide {
        let middle = width / 2;
        return [PixelBox::new(edge, top, middle, height), PixelBox::new(middle + edge, top, width, height)];
    }
    // The time axis stands under the lower one.
    let upper = tall - sizes.px(30.0);
    [PixelBox::new(edge, top - upper, width, top), PixelBox::new(edge, top, width, height)]
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
