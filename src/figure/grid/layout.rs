//! The layout of the Grid picture, from the size of the area and the texts.

use super::data::{GridFigure, Panel};
use crate::figure::axis::Axis;
use crate::figure::counts::CountScale;
use crate::figure::pen::PixelBox;
use crate::figure::sizes::Sizes;
use crate::figure::text;
use crate::figure::theme::Theme;

/// Rows and gaps, in units (see [`Sizes::unit`]).
const ROW: f64 = 16.0;
const STRIP: f64 = 9.0;
const EDGE: f64 = 8.0;
/// Height of the ways from the data to the levels.
const WAYS: f64 = 22.0;
/// Least height of a panel in which decoded values are shown.
const ROOMY: f64 = 66.0;
/// From the x axis to its labels.
const AXIS: f64 = 7.0;
/// From the name of the codes to the plot. The first code may begin a little before the plot.
pub(super) const BEFORE_CODES: f64 = 14.0;

/// The places of one panel, device pixels.
pub(super) struct Place {
    pub(super) plot: PixelBox,
    /// Top of the tallest bar; between it and the plot's top there is room for grips and labels.
    pub(super) bar_top: i32,
    /// Middle of the title.
    pub(super) title: i32,
    /// Middle of the subtitle; that of the title if both fit in one row.
    pub(super) subtitle: i32,
    /// Top and bottom of the way from the data to the levels.
    pub(super) ways: (i32, i32),
    /// Top and bottom of the level strip.
    pub(super) strip: (i32, i32),
    /// Top and bottom of the decoded values; empty where there is no room for them.
    pub(super) hanging: (i32, i32),
    /// Middle of the row of codes.
    pub(super) codes: i32,
}

/// The places of the picture, device pixels.
pub(super) struct Layout {
    pub(super) sizes: Sizes,
    pub(super) width: i32,
    pub(super) panels: Vec<Place>,
    pub(super) axis: Axis,
    pub(super) counts: Vec<(u32, String)>,
    /// Whether the title of the count axis stands upright at the left, or in the row of the first title.
    pub(super) count_upright: bool,
    /// Top of the x axis' line.
    pub(super) axis_y: i32,
    /// Middles of the rows of tick labels, of the axis' title and of the trays.
    pub(super) tick_row: i32,
    pub(super) title_row: i32,
    pub(super) tray_row: i32,
}

impl Layout {
    pub(super) fn new(
        (width, height): (u32, u32),
        figure: &GridFigure<'_>,
        theme: &Theme,
        scale: CountScale,
    ) -> Self {
        let sizes = Sizes::new(width, theme);
        let Sizes { unit, font, .. } = sizes;
        let px = |units: f64| sizes.px(units);
        let (width, height) = (width.cast_signed(), height.cast_signed());

        let count_upright = !sizes.narrow && !figure.labels.count.is_empty();
        let widest = scale.ticks(12).iter().map(|(_, label)| text::width(label, font, false)).max();
        let counts = px(EDGE) + if count_upright { px(ROW) } else { 0 } + widest.unwrap_or(0) + px(5.0);
        // The name of the codes stands below the counts.
        let codes = match sizes.text_width(&figure.labels.codes) {
            0 => 0,
            width => px(EDGE / 2.0) + width + px(BEFORE_CODES),
        };
        let left = counts.max(codes);
        let right = (width - px(EDGE + 8.0)).max(left + 1);
        let room = right - left;

        // On a narrow picture the sentence of a panel has a row of its own.
        let noted = sizes.narrow && figure.panels.iter().any(|p| !p.notes.is_empty());
        let own_row =
            noted || figure.panels.iter().any(|p| !titles_fit(p, figure, font, unit, room, count_upright));
        let title_rows = if own_row { 2.0 } else { 1.0 };
        let axis = fitting_axis(figure, font, unit, room);
        let tray_apart = !trays_fit(figure, &axis, font, unit, room);
        let foot = px(AXIS) + px(ROW) * if tray_apart { 3 } else { 2 } + px(2.0);

        let n = i32::try_from(figure.panels.len().max(1)).unwrap_or(i32::MAX);
        let top = px(4.0);
        let each = (height - foot - top) / n;
        let head = px(ROW * title_rows + 5.0);
        let under = px(2.0 + STRIP) + px(ROW);
        let room = (each - head - under - px(4.0)).max(1);
        let shown = figure.panels.iter().any(|p| !p.usage.is_empty() || !p.decoded.is_empty());
        let below = if shown && room >= px(ROOMY) { room * 45 / 100 } else { 0 };
        let ways = px(WAYS).min(below / 3);
        let bars = room - below;
        let counts = scale.ticks(usize::try_from(bars / px(18.0).max(1)).unwrap_or(1).clamp(2, 8));
        let panels = (0..figure.panels.len() as i32).map(|i| {
            let top = top + i * each;
            let plot = PixelBox::new(left, top + head, right, top + head + bars);
            let strip = plot.bottom + px(2.0) + ways;
            let hanging = strip + px(STRIP);
            let title = top + px(ROW / 2.0);
            Place {
                plot,
                bar_top: plot.top + px(20.0).min(bars / 3),
                title,
                subtitle: title + if own_row { px(ROW) } else { 0 },
                ways: (plot.bottom + sizes.hair, strip),
                strip: (strip, hanging),
                hanging: (hanging, hanging + below - ways),
                codes: hanging + below - ways + px(ROW / 2.0 + 1.0),
            }
        });
        let axis_y = height - foot;
        let row = |i: i32| axis_y + px(AXIS) + px(ROW) * i + px(ROW / 2.0);
        Self {
            sizes,
            width,
            panels: panels.collect(),
            axis,
            counts,
            count_upright,
            axis_y,
            tick_row: row(0),
            title_row: row(1),
            tray_row: row(if tray_apart { 2 } else { 1 }),
        }
    }
}

/// Whether title and subtitle fit in one row, with the title of the count axis if that has no column of its own.
fn titles_fit(
    panel: &Panel<'_>,
    figure: &GridFigure<'_>,
    font: f64,
    unit: f64,
    room: i32,
    upright: bool,
) -> bool {
    let gap = f64::from(3 * 12) * unit;
    let count = if upright { 0 } else { text::width(&figure.labels.count, font, false) };
    let texts = text::width(&panel.title, font, true) + text::width(&panel.subtitle, font, false) + count;
    texts + gap as i32 <= room
}

/// The axis with as many ticks as there is room for labels.
fn fitting_axis(figure: &GridFigure<'_>, font: f64, unit: f64, room: i32) -> Axis {
    let mut most = usize::try_from(room / ((unit * 64.0) as i32).max(1)).unwrap_or(0).clamp(5, 16);
    loop {
        let axis = Axis::linear(figure.view, most);
        let widest = axis.ticks.iter().map(|t| text::width(&t.label, font, false)).max().unwrap_or(0);
        let needed = (widest + (14.0 * unit) as i32) * i32::try_from(axis.ticks.len()).unwrap_or(i32::MAX);
        if needed <= room || most <= 1 {
            return axis;
        }
        most -= 1;
    }
}

/// Whether both trays fit beside the title in the middle of the axis.
fn trays_fit(figure: &GridFigure<'_>, axis: &Axis, font: f64, unit: f64, room: i32) -> bool {
    let width = |text: &str, shown: bool| if shown { text::width(text, font, false) } else { 0 };
    let tray =
        width(&figure.labels.below, figure.below > 0).max(width(&figure.labels.above, figure.above > 0));
    let title = width(&figure.labels.x, true) + axis.power().map_or(0, |p| width(&format!(" ({p})"), true));
    tray == 0 || 2 * tray + title + (80.0 * unit) as i32 <= room
}
