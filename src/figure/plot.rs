//! A pair of axes with ticks and titles, and marks placed by their values: the basis of every plot of curves.

use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::HPos;
use plotters::style::{RGBAColor, RGBColor};

use serde::Serialize;

use super::axis::Tick;
use super::counts::CountScale;
use super::pen::{Drawn, Pen, PixelBox, Script, solid};
use super::range::FiniteRange;
use super::scale::Scale;
use super::sizes::Sizes;
use super::text;
use super::theme::{Accent, Theme};

/// One axis: its scale, marks and title.
#[derive(Debug, Clone)]
pub(crate) struct PlotAxis<'a> {
    pub(crate) scale: Scale,
    pub(crate) title: &'a str,
    /// The ticks, if they are not those of the scale (group sizes, for example).
    pub(crate) ticks: Option<Vec<Tick>>,
}

impl<'a> PlotAxis<'a> {
    /// An axis with the ticks of its scale.
    pub(crate) fn new(scale: Scale, title: &'a str) -> Self {
        Self { scale, title, ticks: None }
    }

    /// An axis of counts up to `most`, with about `marks` ticks. On a logarithmic one, a single value is visible.
    pub(crate) fn counts(most: f64, log: bool, marks: usize, title: &'a str) -> Self {
        let scale = match log {
            true => Scale::log(0.5, most.max(10.0) * 1.5),
            false => Scale::Linear(FiniteRange::covering(0.0, most * 1.05)),
        };
        let ticks = CountScale::new(most as u32, log).ticks(marks);
        let ticks = ticks.into_iter().map(|(count, label)| Tick { value: f64::from(count), label }).collect();
        Self { scale, title, ticks: Some(ticks) }
    }
}

/// Room between ticks of the y axis, and about an x label, in units.
const Y_APART: f64 = 26.0;
const X_CLEAR: f64 = 14.0;
/// A row of text, and the gap between an axis and its labels.
pub(crate) const ROW: f64 = 16.0;
const GAP: f64 = 5.0;

/// A pair of axes with its place; marks lie in `area`.
pub(crate) struct Plot<'a, DB: DrawingBackend> {
    pub(crate) pen: &'a Pen<'a, DB>,
    pub(crate) theme: &'a Theme,
    pub(crate) sizes: Sizes,
    pub(crate) area: PixelBox,
    pub(crate) x: PlotAxis<'a>,
    pub(crate) y: PlotAxis<'a>,
    x_marks: (Vec<Tick>, Option<String>),
    y_marks: (Vec<Tick>, Option<String>),
}

impl<'a, DB: DrawingBackend> Plot<'a, DB> {
    /// Axes inside `outer`, with their labels and titles. The title of the y axis stands in a row above the plot.
    pub(crate) fn new(
        pen: &'a Pen<'a, DB>,
        theme: &'a Theme,
        sizes: Sizes,
        outer: PixelBox,
        x: PlotAxis<'a>,
        y: PlotAxis<'a>,
    ) -> Self {
        let marks = |axis: &PlotAxis<'_>, most: i32| match &axis.ticks {
            Some(ticks) => (ticks.clone(), None),
            None => axis.scale.ticks(usize::try_from(most).unwrap_or(1).max(2)),
        };
        let head = if y.title.is_empty() { sizes.px(GAP) } else { sizes.px(ROW + GAP) };
        let titled = if x.title.is_empty() { 1.0 } else { 2.0 };
        let foot = sizes.px(GAP + 2.0) + sizes.px(ROW * titled);
        let (top, bottom) = (outer.top + head, (outer.bottom - foot).max(outer.top + head + 1));
        let y_marks = marks(&y, (bottom - top) / sizes.px(Y_APART).max(1));
        let widest = y_marks.0.iter().map(|tick| sizes.text_width(&tick.label)).max().unwrap_or(0);
        let left = outer.left + widest + sizes.px(GAP);
        let right = (outer.right - sizes.px(8.0)).max(left + 1);
        let x_marks = match &x.ticks {
            Some(ticks) => (ticks.clone(), None),
            None => fitting(x.scale, right - left, sizes),
        };
        let area = PixelBox::new(left, top, right, bottom);
        Self { pen, theme, sizes, area, x, y, x_marks, y_marks }
    }

    /// One plot for each of `panels`, one above the other over the whole picture, with agreeing x axes. Each comes with the middle
    /// of the row above it, for its heading. `axes` makes the axes of a panel from its place and whether it is the last one,
    /// below which the x axis has its title.
    pub(crate) fn stack<P>(
        pen: &'a Pen<'a, DB>,
        theme: &'a Theme,
        sizes: Sizes,
        panels: &[P],
        axes: impl Fn(&P, PixelBox, bool) -> [PlotAxis<'a>; 2],
    ) -> Vec<(Self, i32)> {
        let (width, height) = pen.area.dim_in_pixel();
        let edge = sizes.px(8.0);
        let n = i32::try_from(panels.len().max(1)).unwrap_or(i32::MAX);
        let each = height.cast_signed() / n;
        let plots = (0..n).zip(panels).map(|(i, panel)| {
            let top = i * each;
            let outer = PixelBox::new(edge, top + sizes.px(ROW), width.cast_signed() - edge, top + each);
            let [x, y] = axes(panel, outer, i + 1 == n);
            (Self::new(pen, theme, sizes, outer, x, y), top + sizes.px(ROW / 2.0))
        });
        let (mut plots, headings): (Vec<_>, Vec<_>) = plots.unzip();
        Self::align(&mut plots);
        plots.into_iter().zip(headings).collect()
    }

    /// Gives plots the same left edge, so that their x axes agree.
    pub(crate) fn align(plots: &mut [Self]) {
        let left = plots.iter().map(|plot| plot.area.left).max().unwrap_or(0);
        for plot in plots {
            plot.area.left = left.min(plot.area.right - 1);
        }
    }

    /// The ticks of the x axis without labels, for a plot above this one that shares the axis.
    pub(crate) fn bare_x_marks(&self) -> Vec<Tick> {
        self.x_marks.0.iter().map(|mark| Tick { value: mark.value, label: String::new() }).collect()
    }

    /// Device pixel of a value on the x axis, at most one width outside the plot.
    pub(crate) fn px(&self, value: f64) -> i32 {
        let fraction = self.x.scale.fraction(value).clamp(-1.0, 2.0);
        self.area.left + libm::round(fraction * f64::from(self.area.width())) as i32
    }

    /// Device pixel of a value on the y axis, at most one height outside the plot.
    pub(crate) fn py(&self, value: f64) -> i32 {
        let fraction = self.y.scale.fraction(value).clamp(-1.0, 2.0);
        self.area.bottom - libm::round(fraction * f64::from(self.area.height())) as i32
    }

    /// A script in the font size of the plot.
    pub(crate) fn script(&self, color: RGBColor, anchor: HPos) -> Script {
        Script { size: self.sizes.font, color: solid(color), bold: false, anchor, upright: false }
    }

    /// Draws gridlines, axes, labels and titles. They come first, below the marks.
    pub(crate) fn axes(&self) -> Drawn<DB> {
        let (sizes, PixelBox { left, top, right, bottom }) = (self.sizes, self.area);
        let hair = sizes.hair;
        let (grid, rule) = (solid(self.theme.grid), solid(self.theme.rule));
        for tick in self.y_marks.0.iter().filter(|tick| self.y.scale.contains(tick.value)) {
            let y = self.py(tick.value).min(bottom - hair);
            self.pen.fill(PixelBox::new(left, y, right, y + hair), grid)?;
            let at = (left - sizes.px(GAP), y);
            self.pen.write(&tick.label, at, self.script(self.theme.muted, HPos::Right))?;
        }
        for tick in self.x_marks.0.iter().filter(|tick| self.x.scale.contains(tick.value)) {
            let x = self.px(tick.value).min(right - hair);
            self.pen.fill(PixelBox::new(x, top, x + hair, bottom), grid)?;
            self.pen.fill(PixelBox::new(x, bottom, x + hair, bottom + sizes.px(4.0)), rule)?;
        }
        self.pen.fill(PixelBox::new(left, bottom, right, bottom + hair), rule)?;
        self.x_labels()?;
        if !self.x.title.is_empty() {
            let title = titled(self.x.title, &self.x_marks.1);
            let title = text::fitted(&title, sizes.font, false, right - left);
            let at = ((left + right) / 2, bottom + sizes.px(GAP + 2.0 + 1.5 * ROW));
            self.pen.write(&title, at, self.script(self.theme.muted, HPos::Center))?;
        }
        if !self.y.title.is_empty() {
            let title = self.y_title();
            // Above the axis, because upright text is slow to read.
            let title = text::fitted(&title, sizes.font, false, right - left);
            let at = (left, top - sizes.px(GAP + ROW / 2.0));
            self.pen.write(&title, at, self.script(self.theme.muted, HPos::Left))?;
        }
        Ok(())
    }

    /// The title of the y axis, with the common power of ten of its labels.
    pub(crate) fn y_title(&self) -> String {
        titled(self.y.title, &self.y_marks.1)
    }

    /// Writes the title of a panel in the colour of its scheme, with its middle at `y`, and the subtitle beside it. A narrow picture has it whole or
    /// not at all: there the page says it, too.
    pub(crate) fn heading(&self, accent: Accent, title: &str, subtitle: &str, y: i32) -> Drawn<DB> {
        let (sizes, area) = (self.sizes, self.area);
        let bold = Script { bold: true, ..self.script(accent.text, HPos::Left) };
        let title = text::fitted(title, sizes.font, true, area.width());
        self.pen.write(&title, (area.left, y), bold)?;
        let x = area.left + text::width(&title, sizes.font, true) + sizes.px(12.0);
        let room = area.right - x;
        if sizes.narrow && text::width(subtitle, sizes.font, false) > room {
            return Ok(());
        }
        let subtitle = text::fitted(subtitle, sizes.font, false, room);
        self.pen.write(&subtitle, (x, y), self.script(self.theme.muted, HPos::Left))
    }

    /// Writes the x labels; a label that would touch the one before is left out.
    fn x_labels(&self) -> Drawn<DB> {
        let (sizes, area) = (self.sizes, self.area);
        let y = area.bottom + sizes.px(GAP + 2.0 + ROW / 2.0);
        let mut end = i32::MIN / 2;
        for tick in self.x_marks.0.iter().filter(|tick| self.x.scale.contains(tick.value)) {
            let half = sizes.text_width(&tick.label) / 2;
            let x = self.px(tick.value).min(area.right + sizes.px(8.0) - half);
            if x - half > end {
                self.pen.write(&tick.label, (x, y), self.script(self.theme.muted, HPos::Center))?;
                end = x + half + sizes.px(GAP);
            }
        }
        Ok(())
    }

    /// Draws a line through points given by their values, cut to the plot. A point that is not finite interrupts it.
    pub(crate) fn line(
        &self,
        points: impl IntoIterator<Item = (f64, f64)>,
        width: f64,
        color: RGBAColor,
    ) -> Drawn<DB> {
        let width = self.sizes.px(width).max(1).unsigned_abs();
        self.runs(points).into_iter().try_for_each(|run| self.pen.path(run, width, color))
    }

    /// The same, dashed.
    pub(crate) fn dashed(
        &self,
        points: impl IntoIterator<Item = (f64, f64)>,
        width: f64,
        color: RGBAColor,
    ) -> Drawn<DB> {
        self.dashed_by(points, 1.0, width, color)
    }

    /// The same, with dashes and gaps `length` times as long.
    pub(crate) fn dashed_by(
        &self,
        points: impl IntoIterator<Item = (f64, f64)>,
        length: f64,
        width: f64,
        color: RGBAColor,
    ) -> Drawn<DB> {
        let width = self.sizes.px(width).max(1).unsigned_abs();
        let unit = self.sizes.unit * length;
        self.runs(points).iter().try_for_each(|run| self.pen.dashes(run, unit, width, color))
    }

    /// The parts of a line that lie inside the plot.
    fn runs(&self, points: impl IntoIterator<Item = (f64, f64)>) -> Vec<Vec<(i32, i32)>> {
        let mut runs: Vec<Vec<(i32, i32)>> = Vec::new();
        let mut before: Option<(f64, f64)> = None;
        for (x, y) in points {
            let point = (self.x.scale.fraction(x), self.y.scale.fraction(y));
            let point =
                (point.0.is_finite() && !point.1.is_nan()).then_some((point.0, point.1.clamp(FAR.0, FAR.1)));
            let part = before.zip(point).and_then(|(from, to)| cut(from, to));
            if let Some((from, to)) = part {
                let (from, to) = (self.pixel(from), self.pixel(to));
                match runs.last_mut().filter(|run| run.last() == Some(&from)) {
                    Some(run) => run.push(to),
                    None => runs.push(vec![from, to]),
                }
            }
            before = point;
        }
        runs
    }

    fn pixel(&self, (x, y): (f64, f64)) -> (i32, i32) {
        let PixelBox { left, bottom, .. } = self.area;
        let along = libm::round(x * f64::from(self.area.width())) as i32;
        let up = libm::round(y * f64::from(self.area.height())) as i32;
        (left + along, bottom - up)
    }
}

fn titled(title: &str, power: &Option<String>) -> String {
    power.as_ref().map_or_else(|| title.to_owned(), |power| format!("{title} ({power})"))
}

/// Fractions are limited to these before a line is cut. Steeper lines would look the same.
const FAR: (f64, f64) = (-1e6, 1e6);

/// The part of a line inside the unit square (Liang & Barsky 1984).
fn cut(from: (f64, f64), to: (f64, f64)) -> Option<((f64, f64), (f64, f64))> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let (mut enter, mut leave) = (0.0f64, 1.0f64);
    for (step, room) in [(-dx, from.0), (dx, 1.0 - from.0), (-dy, from.1), (dy, 1.0 - from.1)] {
        if step == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if step < 0.0 {
            enter = enter.max(room / step);
        } else {
            leave = leave.min(room / step);
        }
    }
    let at = |t: f64| (from.0 + t * dx, from.1 + t * dy);
    (enter <= leave).then(|| (at(enter), at(leave)))
}

/// The ticks of a scale, as many as there is room for labels.
fn fitting(scale: Scale, room: i32, sizes: Sizes) -> (Vec<Tick>, Option<String>) {
    let mut most = usize::try_from(room / sizes.px(56.0).max(1)).unwrap_or(0).clamp(3, 14);
    loop {
        let marks = scale.ticks(most);
        let widest = marks.0.iter().map(|tick| sizes.text_width(&tick.label)).max().unwrap_or(0);
        let needed = (widest + sizes.px(X_CLEAR)) * i32::try_from(marks.0.len()).unwrap_or(i32::MAX);
        if needed <= room || most <= 2 {
            return marks;
        }
        most -= 1;
    }
}

/// The place of a plot in device pixels, and the scales of its axes, for a pointer.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[allow(missing_docs, reason = "said above")]
pub struct PlotMap {
    pub left: i32,
    pub top: i32,
    pub right: i32,
    pub bottom: i32,
    pub x: Scale,
    pub y: Scale,
}

impl<DB: DrawingBackend> Plot<'_, DB> {
    /// The plot's map.
    pub(crate) fn map(&self) -> PlotMap {
        let PixelBox { left, top, right, bottom } = self.area;
        PlotMap { left, top, right, bottom, x: self.x.scale, y: self.y.scale }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_to_the_plot() {
        assert_eq!(cut((0.2, 0.2), (0.8, 0.4)), Some(((0.2, 0.2), (0.8, 0.4))));
        assert_eq!(cut((-1.0, 0.5), (2.0, 0.5)), Some(((0.0, 0.5), (1.0, 0.5))));
        assert_eq!(cut((0.5, -1.0), (0.5, 3.0)), Some(((0.5, 0.0), (0.5, 1.0))));
        assert_eq!(cut((-1.0, 0.5), (0.5, 2.0)), None);
        assert_eq!(cut((1.2, 0.0), (1.2, 1.0)), None);
    }
}
