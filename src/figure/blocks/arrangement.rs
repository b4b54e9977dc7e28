//! Where the maps of a picture stand: side by side or one above the other, whichever way they are larger.

use plotters::prelude::DrawingBackend;

use super::{BlocksFigure, MARK, OutlyingLine, Window, edges, within};
use crate::figure::axis::{Axis, Tick};
use crate::figure::heat::STRIP;
use crate::figure::pen::{Pen, PixelBox};
use crate::figure::plot::{Plot, PlotAxis, ROW};
use crate::figure::sizes::Sizes;
use crate::figure::theme::Theme;
use crate::figure::{FiniteRange, Scale};

/// The map of a matrix is stretched to its room, but not without limit: this many times as wide as tall, or as tall as wide.
const STRETCHED: f64 = 2.0;

/// The most columns of which every one has a tick.
const FEW: u32 = 7;

/// The place of one map, with the rows of text above it.
pub(super) struct Slot<'a, DB: DrawingBackend> {
    pub(super) plot: Plot<'a, DB>,
    /// The top of the row of the scheme's name.
    pub(super) top: i32,
    /// The right edge of the texts.
    pub(super) right: i32,
}

/// The places of all maps of `figure` over a picture of `size` pixels.
pub(super) fn slots<'a, DB: DrawingBackend>(
    pen: &'a Pen<'a, DB>,
    theme: &'a Theme,
    sizes: Sizes,
    figure: &'a BlocksFigure<'_>,
    (width, height): (i32, i32),
) -> Vec<Slot<'a, DB>> {
    let n = i32::try_from(figure.panels.len().max(1)).unwrap_or(i32::MAX);
    let (edge, room) = (sizes.px(8.0), height - foot(sizes));
    let found = figure.panels.iter().any(|panel| !panel.finding.is_empty());
    let head = sizes.px(if found { 2.0 * ROW } else { ROW });
    let arranged = |beside: bool| -> Vec<Slot<'a, DB>> {
        let slot = |i: i32| {
            let outer = if beside {
                PixelBox::new(edge + i * (width - edge) / n, head, (i + 1) * (width - edge) / n, room)
            } else {
                PixelBox::new(edge, i * room / n + head, width - edge, (i + 1) * room / n)
            };
            let plot = plot(pen, theme, sizes, outer, figure, beside || i + 1 == n);
            Slot { plot, top: outer.top - head, right: outer.right }
        };
        (0..n).map(slot).collect()
    };
    let [beside, stacked] = [true, false].map(arranged);
    let least = |slots: &[Slot<'a, DB>]| {
        slots.iter().map(|slot| extent(figure, slot.plot.area)).fold(f64::INFINITY, f64::min)
    };
    // Side by side, the texts above the maps of a matrix would have no room on a phone.
    let fits = figure.square || !sizes.narrow;
    if fits && least(&beside) >= least(&stacked) { beside } else { stacked }
}

/// The height of the key below the maps.
pub(super) fn foot(sizes: Sizes) -> i32 {
    sizes.px(STRIP + ROW + 8.0)
}

/// How large a map in `area` looks: its height if it had the proportions of what it shows, within limits for one that is stretched.
fn extent(figure: &BlocksFigure<'_>, area: PixelBox) -> f64 {
    let Window { rows, columns } = figure.window;
    let aspect = f64::from(columns.1 - columns.0) / f64::from(rows.1 - rows.0).max(1.0);
    let aspect = if figure.square { aspect } else { aspect.clamp(1.0 / STRETCHED, STRETCHED) };
    f64::from(area.height()).min(f64::from(area.width()) / aspect)
}

/// The axes of one map. The titles stand at the axes of a matrix only: what rows and columns of a photograph are, one sees, and it
/// needs the room.
fn plot<'a, DB: DrawingBackend>(
    pen: &'a Pen<'a, DB>,
    theme: &'a Theme,
    sizes: Sizes,
    outer: PixelBox,
    figure: &'a BlocksFigure<'_>,
    last: bool,
) -> Plot<'a, DB> {
    let Window { rows, columns } = figure.window;
    let range = |(from, to): (u32, u32)| FiniteRange::covering(from.into(), to.into());
    let title = if last && !figure.square { figure.titles[0].as_ref() } else { "" };
    // More columns have whole numbers anyway, as many as there is room for.
    let few = (columns.1 - columns.0 <= FEW).then(|| Axis::whole(range(columns), FEW as usize + 1).ticks);
    let x = PlotAxis { ticks: few, ..PlotAxis::new(Scale::Linear(range(columns)), title) };
    // Rows are counted from the top.
    let most = usize::try_from(outer.height() / sizes.px(30.0).max(1)).unwrap_or(2).clamp(2, 9);
    let ticks =
        Axis::whole(range(rows), most).ticks.into_iter().filter(|tick| tick.value < f64::from(rows.1));
    let flipped =
        ticks.map(|tick| Tick { value: f64::from(rows.0) + f64::from(rows.1) - tick.value, ..tick });
    // Its title stands above the bars of the edge, with the numbers of marked columns.
    let y = PlotAxis { ticks: Some(flipped.collect()), ..PlotAxis::new(Scale::Linear(range(rows)), "") };
    // The numbers of marked rows stand at the right.
    let marked = figure.outlying.iter().filter(|line| !line.column && within(line.index, rows));
    let widest = marked.map(|line| sizes.text_width(&line.index.to_string())).max();
    let bars = edges::room(figure, sizes);
    let margin = widest.map_or(0, |width| width + sizes.px(MARK + 2.0)) + bars;
    let above = if has_row_above(figure) { sizes.px(ROW) } else { 0 };
    let outer = PixelBox { top: outer.top + above + bars, right: outer.right - margin, ..outer };
    let plot = Plot::new(pen, theme, sizes, outer, x.clone(), y.clone());
    if !figure.square {
        return plot;
    }
    let (wide, tall) = (f64::from(columns.1 - columns.0), f64::from(rows.1 - rows.0));
    let (width, height) = (f64::from(plot.area.width()), f64::from(plot.area.height()));
    let unit = (width / wide).min(height / tall);
    let spare = |length: f64, needed: f64| libm::floor((length - needed * unit).max(0.0)) as i32;
    let (right, bottom) = (outer.right - spare(width, wide), outer.bottom - spare(height, tall));
    Plot::new(pen, theme, sizes, PixelBox { right, bottom, ..outer }, x, y)
}

/// Whether something is written between the name of a scheme and its map.
fn has_row_above(figure: &BlocksFigure<'_>) -> bool {
    let marked = |line: &OutlyingLine| line.column && within(line.index, figure.window.columns);
    !figure.square || !figure.edge.is_empty() || figure.outlying.iter().any(marked)
}
