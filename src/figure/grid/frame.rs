//! What surrounds the data: axes, gridlines, titles and trays.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;

use super::data::{GridFigure, Panel, Stored};
use super::layout::{Layout, Place};
use crate::figure::counts::CountScale;
use crate::figure::pen::{Drawn, Pen, PixelBox, Script, solid};
use crate::figure::sizes::Sizes;
use crate::figure::text;
use crate::figure::theme::{Accent, Theme};

/// A figure being drawn.
pub(super) struct Frame<'a, DB: DrawingBackend> {
    pub(super) pen: Pen<'a, DB>,
    pub(super) figure: &'a GridFigure<'a>,
    pub(super) theme: &'a Theme,
    pub(super) layout: Layout,
    pub(super) scale: CountScale,
}

impl<'a, DB: DrawingBackend> Frame<'a, DB> {
    pub(super) fn new(
        area: &'a DrawingArea<DB, Shift>,
        figure: &'a GridFigure<'a>,
        stored: Option<&Stored<'_>>,
        theme: &'a Theme,
    ) -> Self {
        // The axis reaches the highest count of either.
        let counts = figure.counts.iter().chain(stored.map_or(&[][..], |stored| stored.counts));
        let highest = counts.copied().max().unwrap_or(0);
        let scale = CountScale::new(highest, figure.log);
        let layout = Layout::new(area.dim_in_pixel(), figure, theme, scale);
        Self { pen: Pen { area, font: theme.font }, figure, theme, layout, scale }
    }

    /// The device pixel of `value`; a value outside the view lies at the edge of the plot.
    pub(super) fn x(&self, plot: PixelBox, value: f64) -> i32 {
        let fraction = self.figure.view.fraction(value).clamp(0.0, 1.0);
        plot.left + libm::round(fraction * f64::from(plot.width())) as i32
    }

    /// Device pixel of a count.
    pub(super) fn y(&self, place: &Place, count: u32) -> i32 {
        let height = f64::from(place.plot.bottom - place.bar_top);
        place.plot.bottom - libm::round(self.scale.fraction(count) * height) as i32
    }

    /// Left edge of an upright line of `width` about `x`, kept inside the plot.
    pub(super) fn line_left(plot: PixelBox, x: i32, width: i32) -> i32 {
        (x - width / 2).min(plot.right - width).max(plot.left)
    }

    pub(super) fn script(&self, color: RGBColor, anchor: HPos) -> Script {
        Script { size: self.layout.sizes.font, color: solid(color), bold: false, anchor, upright: false }
    }

    /// Light lines at the ticks of both axes, and the counts' labels.
    pub(super) fn gridlines(&self, place: &Place) -> Drawn<DB> {
        let PixelBox { left, top, right, bottom } = place.plot;
        let hair = self.layout.sizes.hair;
        let grid = solid(self.theme.grid);
        for tick in &self.layout.axis.ticks {
            let x = Self::line_left(place.plot, self.x(place.plot, tick.value), hair);
            self.pen.fill(PixelBox::new(x, top, x + hair, bottom), grid)?;
        }
        for (count, label) in &self.layout.counts {
            let y = self.y(place, *count);
            if *count > 0 {
                self.pen.fill(PixelBox::new(left, y - hair, right, y), grid)?;
            }
            let at = (left - self.layout.sizes.px(5.0), y);
            self.pen.write(label, at, self.script(self.theme.muted, HPos::Right))?;
        }
        Ok(())
    }

    /// The line the bars stand on.
    pub(super) fn baseline(&self, place: &Place) -> Drawn<DB> {
        let PixelBox { left, right, bottom, .. } = place.plot;
        self.pen
            .fill(PixelBox::new(left, bottom, right, bottom + self.layout.sizes.hair), solid(self.theme.rule))
    }

    /// The name of the scheme in its colour, with its result beside or below it.
    pub(super) fn titles(&self, panel: &Panel<'_>, place: &Place, accent: Accent) -> Drawn<DB> {
        let Sizes { font, .. } = self.layout.sizes;
        let PixelBox { left, right, .. } = place.plot;
        let bold = Script { bold: true, ..self.script(accent.text, HPos::Left) };
        let title = text::fitted(&panel.title, font, true, right - left);
        self.pen.write(&title, (left, place.title), bold)?;
        let beside = place.subtitle == place.title;
        let x =
            if beside { left + text::width(&title, font, true) + self.layout.sizes.px(12.0) } else { left };
        // What the picture shows here stands at the right of the title, or in the row below it; the subtitle has what is left.
        let muted = self.script(self.theme.muted, HPos::Left);
        let gap = self.layout.sizes.px(16.0);
        // The longest one that fits, or the beginning of the shortest.
        let fitting = |room: i32| {
            let fits = panel.notes.iter().find(|note| text::width(note, font, true) <= room);
            fits.or(panel.notes.last()).map(|note| (text::fitted(note, font, true, room), fits.is_some()))
        };
        let note = Script { bold: true, ..self.script(accent.text, HPos::Right) };
        match fitting(right - x - if beside { gap } else { 0 }) {
            None => {
                let subtitle = text::fitted(&panel.subtitle, font, false, right - x);
                self.pen.write(&subtitle, (x, place.subtitle), muted)
            }
            Some((words, true)) if beside => {
                let room = right - x - text::width(&words, font, true) - gap;
                if room >= self.layout.sizes.px(40.0) {
                    let subtitle = text::fitted(&panel.subtitle, font, false, room);
                    self.pen.write(&subtitle, (x, place.subtitle), muted)?;
                }
                self.pen.write(&words, (right, place.title), note)
            }
            Some((words, _)) => {
                self.pen.write(&words, (x, place.subtitle), Script { anchor: HPos::Left, ..note })
            }
        }
    }

    /// What all panels share: the counts' title, the x axis under the last panel, the trays.
    pub(super) fn axes(&self) -> Drawn<DB> {
        let (Some(first), Some(last)) = (self.layout.panels.first(), self.layout.panels.last()) else {
            return Ok(());
        };
        self.count_title(first)?;
        let plot = last.plot;
        let muted = self.script(self.theme.muted, HPos::Center);
        let Layout { sizes: Sizes { hair, .. }, axis_y: y, .. } = self.layout;
        let rule = solid(self.theme.rule);
        self.pen.fill(PixelBox::new(plot.left, y, plot.right, y + hair), rule)?;
        for tick in &self.layout.axis.ticks {
            let left = Self::line_left(plot, self.x(plot, tick.value), hair);
            self.pen.fill(PixelBox::new(left, y, left + hair, y + self.layout.sizes.px(5.0)), rule)?;
            let half = self.layout.sizes.text_width(&tick.label) / 2;
            let x = self.x(plot, tick.value).min(self.layout.width - half).max(half);
            self.pen.write(&tick.label, (x, self.layout.tick_row), muted)?;
        }
        let power = self.layout.axis.power().map(|p| format!(" ({p})")).unwrap_or_default();
        let title = format!("{}{power}", self.figure.labels.x);
        let title = text::fitted(&title, self.layout.sizes.font, false, plot.width());
        self.pen.write(&title, ((plot.left + plot.right) / 2, self.layout.title_row), muted)?;
        let labels = &self.figure.labels;
        let below = if self.figure.below > 0 { labels.below.as_ref() } else { "" };
        let above = if self.figure.above > 0 { labels.above.as_ref() } else { "" };
        self.tray(plot, below, above, -1)?;
        self.tray(plot, above, below, 1)
    }

    fn count_title(&self, first: &Place) -> Drawn<DB> {
        let label = &self.figure.labels.count;
        let plot = first.plot;
        // The title of the counts is whole or not there: its first word would name something else.
        let fits = |room: i32| self.layout.sizes.text_width(label) <= room;
        if self.layout.count_upright {
            if !fits(plot.height()) {
                return Ok(());
            }
            let at = (self.layout.sizes.px(4.0 + 8.0), (plot.top + plot.bottom) / 2);
            let script = Script { upright: true, ..self.script(self.theme.muted, HPos::Center) };
            return self.pen.write(label, at, script);
        }
        let title = self.figure.panels.first().map_or("", |p| &p.title);
        let room =
            plot.width() - text::width(title, self.layout.sizes.font, true) - self.layout.sizes.px(12.0);
        if !fits(room) {
            return Ok(());
        }
        self.pen.write(label, (plot.right, first.title), self.script(self.theme.muted, HPos::Right))
    }

    /// A tray at the low (−1) or high (1) end of the view: a bracket that opens outwards, an arrowhead, and the number of values
    /// outside, in the room that the label of the `other` side leaves. Nothing without a label.
    fn tray(&self, plot: PixelBox, label: &str, other: &str, side: i32) -> Drawn<DB> {
        if label.is_empty() {
            return Ok(());
        }
        let px = |units| self.layout.sizes.px(units);
        let (edge, anchor) = if side < 0 { (plot.left, HPos::Left) } else { (plot.right, HPos::Right) };
        let (y, hair) = (self.layout.tray_row, self.layout.sizes.hair);
        let (half, reach) = (px(6.0), px(5.0));
        let ink = solid(self.theme.data);
        // A box from `a` to `b`, in either direction.
        let span = |a: i32, b: i32, top, bottom| PixelBox::new(a.min(b), top, a.max(b), bottom);
        self.pen.fill(span(edge, edge + side * hair, y - half, y + half), ink)?;
        self.pen.fill(span(edge, edge + side * reach, y - half, y - half + hair), ink)?;
        self.pen.fill(span(edge, edge + side * reach, y + half - hair, y + half), ink)?;
        let (tip, base) = (edge + side * px(9.0), edge + side * px(4.0));
        self.pen.polygon(vec![(tip, y), (base, y - px(3.0)), (base, y + px(3.0))], ink)?;
        let room = plot.width() - px(18.0);
        let room = (room - self.layout.sizes.text_width(other)).max(room / 2);
        let label = text::fitted(label, self.layout.sizes.font, false, room);
        self.pen.write(&label, (edge - side * px(6.0), y), self.script(self.theme.ink, anchor))
    }
}
