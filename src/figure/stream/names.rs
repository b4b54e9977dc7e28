//! The names of the lines, beside their ends and without overlap.

use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::HPos;

use super::data::StreamFigure;
use super::panel::{Panel, strokes};
use crate::figure::leaders::spread;
use crate::figure::pen::{Drawn, solid};
use crate::figure::sizes::Sizes;
use crate::figure::text;

/// The height of a name, and the distance from the end of a line to its name, in units.
const HEIGHT: f64 = 13.0;
const WAY: f64 = 14.0;
/// The largest width of a name, in units.
const WIDEST: f64 = 110.0;
const WIDEST_NARROW: f64 = 70.0;

/// The width of the room for names at the right of a plot.
pub(super) fn room(figure: &StreamFigure<'_>, sizes: Sizes) -> i32 {
    let widest = figure.courses.iter().map(|course| sizes.text_width(&course.label)).max().unwrap_or(0);
    let most = sizes.px(if sizes.narrow { WIDEST_NARROW } else { WIDEST });
    widest.min(most) + sizes.px(WAY)
}

/// Writes the names in the room of a plot, in the order of the ends of their lines, each joined to its end.
pub(super) fn write<DB: DrawingBackend>(panel: &Panel<'_, '_, DB>, room: i32) -> Drawn<DB> {
    let (plot, sizes) = (panel.plot, panel.plot.sizes);
    let way = sizes.px(WAY);
    let mut ends: Vec<(i32, usize)> = Vec::new();
    for (i, course) in panel.figure.courses.iter().enumerate() {
        // A range has its name at its upper end.
        let numbers = panel.numbers(course);
        let last = numbers.last().and_then(|numbers| numbers.iter().rev().find(|x| !x.is_nan()));
        ends.extend(
            last.map(|&number| (plot.py(panel.shown(number)).clamp(plot.area.top, plot.area.bottom), i)),
        );
    }
    ends.sort_by_key(|&(y, _)| y);
    let wanted: Vec<f64> = ends.iter().map(|&(y, _)| f64::from(y)).collect();
    let heights = vec![sizes.px(HEIGHT).into(); ends.len()];
    let bounds = (plot.area.top - sizes.px(2.0), plot.area.bottom + sizes.px(HEIGHT / 2.0));
    let strokes = strokes(plot.theme);
    for (&(end, i), middle) in ends.iter().zip(spread(&wanted, &heights, bounds, 0)) {
        let middle = libm::round(middle) as i32;
        let (from, to) = (plot.area.right + sizes.px(1.0), plot.area.right + way - sizes.px(3.0));
        let color = strokes[i].color;
        plot.pen.stroke([(from, end), (to, middle)], sizes.hair.unsigned_abs(), solid(color))?;
        let label = text::fitted(&panel.figure.courses[i].label, sizes.font, false, room - way);
        plot.pen.write(&label, (plot.area.right + way, middle), plot.script(color, HPos::Left))?;
    }
    Ok(())
}
