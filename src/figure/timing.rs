//! The Timing picture: the time of each run of each variant, with medians and quartiles.

use std::borrow::Cow;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::HPos;
use plotters::style::{Color, RGBColor};
use serde::Deserialize;

use super::axis::Tick;
use super::pen::{Drawn, Pen, PixelBox, Script, solid};
use super::plot::{Plot, PlotAxis, PlotMap, ROW};
use super::text::{self, Text};
use super::theme::Theme;
use super::{FiniteRange, Scale};

/// One variant.
#[derive(Debug, Clone, Deserialize)]
pub struct TimingRow<'a> {
    /// Its name.
    pub label: Text<'a>,
    /// The result of its runs: "1.24 (1.21 – 1.30)".
    pub says: Text<'a>,
    /// The time of each run.
    #[serde(skip)]
    pub times: Cow<'a, [f64]>,
    /// Their lower quartile, median and upper quartile.
    #[serde(skip)]
    pub quartiles: [f64; 3],
}

/// Everything the Timing picture shows.
#[derive(Debug, Clone, Deserialize)]
pub struct TimingFigure<'a> {
    /// The variants, from the top.
    pub rows: Vec<TimingRow<'a>>,
    /// Title of the axis: "milliseconds per product".
    pub title: Text<'a>,
}

/// The end of the axis as a multiple of the largest upper quartile. Longer runs stand at the end.
const REACH: f64 = 1.35;
/// The radius of the dot of a run, in units.
const DOT: f64 = 2.0;

/// Draws the picture on the whole of `area` and says where things are.
///
/// # Errors
/// Only errors of the backend: any figure can be drawn.
pub fn draw_timing<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    figure: &TimingFigure<'_>,
    theme: &Theme,
) -> Result<PlotMap, DrawingAreaErrorKind<DB::ErrorType>> {
    let (pen, sizes, (width, height)) = Pen::begin(area, theme)?;
    let edge = sizes.px(8.0);
    let outer = PixelBox::new(edge, 0, width - edge, height);
    let farthest =
        figure.rows.iter().map(|row| row.quartiles[2]).filter(|x| x.is_finite()).fold(0.0, f64::max);
    let end = if farthest > 0.0 { REACH * farthest } else { 1.0 };
    let x = PlotAxis::new(Scale::Linear(FiniteRange::covering(0.0, end)), &figure.title);
    // The y axis has one unit per row and no ticks; a row has its label above it.
    let y = PlotAxis {
        ticks: Some(Vec::<Tick>::new()),
        ..PlotAxis::new(Scale::Linear(FiniteRange::covering(0.0, figure.rows.len().max(1) as f64)), "")
    };
    let plot = Plot::new(&pen, theme, sizes, outer, x, y);
    plot.axes()?;
    for (i, row) in figure.rows.iter().enumerate() {
        let top = plot.py((figure.rows.len() - i) as f64);
        let bottom = plot.py((figure.rows.len() - i - 1) as f64);
        runs(&plot, row, (top, bottom), end)?;
        label(&plot, row, top)?;
    }
    Ok(plot.map())
}

/// Draws the runs as dots, the middle half of them as a bar, and the median as a line.
fn runs<DB: DrawingBackend>(
    plot: &Plot<'_, DB>,
    row: &TimingRow<'_>,
    (top, bottom): (i32, i32),
    end: f64,
) -> Drawn<DB> {
    let Plot { sizes, theme, pen, .. } = *plot;
    let (top, bottom) = (top + sizes.px(ROW + 4.0), bottom - sizes.px(4.0));
    let middle = (top + bottom) / 2;
    let [lower, median, upper] = row.quartiles.map(|time| plot.px(time.min(end)));
    let half = ((bottom - top) / 2).clamp(2, sizes.px(11.0).max(2));
    pen.fill(PixelBox::new(lower, middle - half, upper.max(lower + 1), middle + half), theme.data.mix(0.16))?;
    let radius = sizes.px(DOT).max(1);
    let steps = (2 * half / (2 * radius + 1)).max(1);
    for (i, &time) in (0..).zip(row.times.iter()) {
        // Successive runs have different heights.
        let y = middle - half + radius + (i * 5 % steps) * (2 * radius + 1);
        let color = theme.data.mix(if time > end { 1.0 } else { 0.45 });
        pen.dot((plot.px(time.min(end)), y), radius, color)?;
    }
    let line = sizes.px(1.0).max(1);
    pen.fill(
        PixelBox::new(median - line, middle - half - line, median + line, middle + half + line),
        solid(theme.ink),
    )
}

/// Writes the name of the variant at the left and the result at the right.
fn label<DB: DrawingBackend>(plot: &Plot<'_, DB>, row: &TimingRow<'_>, top: i32) -> Drawn<DB> {
    let Plot { sizes, theme, area, pen, .. } = *plot;
    let y = top + sizes.px(ROW / 2.0 + 3.0);
    let script = |color: RGBColor, bold: bool, anchor: HPos| Script {
        size: sizes.font,
        color: solid(color),
        bold,
        anchor,
        upright: false,
    };
    let says = text::fitted(&row.says, sizes.font, false, area.width());
    let room = area.width() - sizes.text_width(&says) - sizes.px(10.0);
    let name = text::fitted(&row.label, sizes.font, true, room);
    pen.write(&name, (area.left + sizes.px(4.0), y), script(theme.ink, true, HPos::Left))?;
    pen.write(&says, (area.right, y), script(theme.muted, false, HPos::Right))
}
