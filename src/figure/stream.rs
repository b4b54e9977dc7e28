//! The Stream picture: range, scale, SQNR and clipped share of every batch under four calibrations, as four plots over one time
//! axis. Each line has its name at its end.
//!
//! ```text
//! range  ▁▂▅█ batches' ends, grey, with the ends of the four ranges over them     SQNR
//! scale  logarithmic                                                              clipped, in percent
//! ```
//! A batch has one scale, so lines are staircases. They differ by colour, width and dashes.

mod data;
mod names;
mod panel;
mod scales;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;

use super::pen::{Pen, PixelBox};
use super::plot::{Plot, PlotAxis, PlotMap};
use super::theme::Theme;
pub use data::{StreamCourse, StreamFigure};
use panel::{Panel, Quantity};
use scales::{percent_scale, range_scale, scale_scale, sqnr_scale, time_ticks};

/// From this width in CSS pixels on, plots stand in two columns.
const TWO_COLUMNS: f64 = 700.0;

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
        names::write(&picture, names)?;
    }
    Ok(maps)
}
