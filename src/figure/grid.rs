//! The Grid picture: the same data over each scheme's grid, on one x axis.
//!
//! From back to front, a panel shows gridlines, the shade of the clipped tails, the bars, the levels, the hatching of the tails,
//! the range with its grips, single values, and labels. Below it lie the way from each value to its level, or the ranges of all
//! blocks, then the level strip with the zero-point, the decoded values hanging from it, and the codes.

mod data;
mod decoded;
mod frame;
mod histogram;
mod layout;
mod levels;
mod limits;
mod motion;
mod stored;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;

use super::theme::Theme;
pub use data::{Cells, GridFigure, GridMap, Labels, Motion, Panel, PanelMap, Stored};
use frame::Frame;

/// Draws the picture on the whole of `area` and says where things are.
///
/// # Errors
/// Only errors of the backend: any figure can be drawn.
pub fn draw_grid<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    figure: &GridFigure<'_>,
    theme: &Theme,
) -> Result<GridMap, DrawingAreaErrorKind<DB::ErrorType>> {
    draw_grid_stored(area, figure, None, theme)
}

/// The same; what a second file stores for the data, if there is one, stands over it.
///
/// # Errors
/// Those of [`draw_grid`].
pub fn draw_grid_stored<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    figure: &GridFigure<'_>,
    stored: Option<&Stored<'_>>,
    theme: &Theme,
) -> Result<GridMap, DrawingAreaErrorKind<DB::ErrorType>> {
    area.fill(&theme.ground())?;
    let frame = Frame::new(area, figure, stored, theme);
    for (panel, place) in figure.panels.iter().zip(&frame.layout.panels) {
        let accent = panel.role.accent(theme);
        frame.gridlines(place)?;
        frame.shade(panel, place, accent)?;
        let silhouette = frame.bars(panel, place)?;
        frame.level_lines(panel, place, accent, &silhouette)?;
        frame.baseline(place)?;
        frame.hatch(panel, place, accent)?;
        frame.ways(panel, place, accent)?;
        frame.level_strip(panel, place, accent)?;
        frame.decoded(panel, place, accent)?;
        frame.limits(panel, place, accent)?;
        frame.rare(panel, place)?;
        frame.clipped(panel, place, accent)?;
        frame.titles(panel, place, accent)?;
    }
    frame.axes()?;
    if let Some(stored) = stored {
        frame.stored(stored)?;
    }
    let panels = frame.layout.panels.iter().map(|place| PanelMap {
        left: place.plot.left,
        top: place.plot.top,
        right: place.plot.right,
        bottom: place.plot.bottom,
        strip_bottom: place.hanging.1,
    });
    Ok(GridMap { view: figure.view, panels: panels.collect() })
}
