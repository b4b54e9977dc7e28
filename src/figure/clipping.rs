//! The clipping picture: the error of each scheme against how much it clips, split into rounding and clipping.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

use super::leaders::Place;
use super::pen::{Drawn, Failure, Pen, PixelBox, Script, solid};
use super::plot::{Plot, PlotAxis, ROW};
use super::sizes::Sizes;
use super::text;
use super::theme::Theme;
use super::{FiniteRange, Scale};
pub use data::{ClippingFigure, ClippingMap, ClippingMark, ClippingPanel, MarkMap};
use key::Key;
use names::{EQUAL, Label, Names, equal_width, spot};

mod data;
mod key;
mod names;

/// How far above the least error a linear axis reaches, and how far a logarithmic one beyond the least and the largest error of a mark.
const REACH: f64 = 5.0;
const BELOW: f64 = 2.5;
const ABOVE: f64 = 1.5;
/// The room before the first mark, as a factor of a logarithmic axis.
const BEFORE: f64 = 1.04;
/// The room after the last point of a logarithmic axis, as a share of the axis.
const AFTER: f64 = 0.02;
/// Distance of the hatching's lines, radius of marks, width of curves, in units.
const HATCH: f64 = 7.0;
const DOT: f64 = 3.5;
const CURVE: f64 = 1.75;
/// The lowest plot that still leaves room for names, in units.
const LOWEST: f64 = 40.0;

/// Draws the picture on the whole of `area` and says where each panel and its marks are.
///
/// # Errors
/// Only errors of the backend: any figure can be drawn.
pub fn draw_clipping<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    figure: &ClippingFigure<'_>,
    theme: &Theme,
) -> Result<Vec<ClippingMap>, DrawingAreaErrorKind<DB::ErrorType>> {
    let (pen, sizes, (width, height)) = Pen::begin(area, theme)?;
    let edge = sizes.px(8.0);
    let row = sizes.px(ROW);
    let key = Key { parts: &figure.parts, theme, sizes };
    let n = i32::try_from(figure.panels.len().max(1)).unwrap_or(i32::MAX);
    let each = |above: i32| (height - above) / n;
    // Plots below `above`, each with a heading and `names` rows of names over it.
    let plots = |above: i32, names: usize| {
        let plot = |(i, panel): (i32, &ClippingPanel<'_>)| {
            let top = above + i * each(above);
            let head = (1 + i32::try_from(names).unwrap_or(1)) * row;
            let outer = PixelBox::new(edge, top + head, width - edge, top + each(above));
            let title = if i + 1 == n { figure.titles[0].as_ref() } else { "" };
            let y = errors(panel, |_| true);
            let x = PlotAxis { scale: kept(panel, figure.x), title, ticks: figure.ticks.clone() };
            let y = PlotAxis::new(y, &figure.titles[1]);
            Plot::new(&pen, theme, sizes, outer, x, y)
        };
        let mut plots: Vec<Plot<'_, DB>> = (0..n).zip(&figure.panels).map(plot).collect();
        Plot::align(&mut plots);
        plots
    };
    let trial = plots(0, 1);
    let names = trial.iter().zip(&figure.panels).map(|(plot, panel)| Names::new(plot, panel).rows());
    // In a low picture, curves matter more than names.
    let lowest = trial.iter().map(|plot| plot.area.height()).min().unwrap_or(0) + row - sizes.px(LOWEST);
    let names =
        names.max().filter(|&rows| i32::try_from(rows).unwrap_or(i32::MAX) * row <= lowest).unwrap_or(0);
    // The key stands beside the first heading if there is room, otherwise above it.
    let room = trial.first().map_or(0, |plot| plot.area.width()) - key.width();
    let beside = figure.panels.first().is_none_or(|panel| heading_width(panel, sizes) <= room);
    let above = if beside { 0 } else { row };
    let each = each(above);
    let mut maps = Vec::with_capacity(figure.panels.len());
    for ((i, panel), plot) in (0..n).zip(&figure.panels).zip(plots(above, names)) {
        let drawing = Drawing { panel, plot };
        drawing.plot.axes()?;
        drawing.parts()?;
        let labels = Names::new(&drawing.plot, panel);
        let places = if names == 0 { Vec::new() } else { labels.places(names) };
        drawing.leaders(&labels, &places)?;
        drawing.curves()?;
        drawing.pointed()?;
        drawing.dots()?;
        let marks = drawing.names(&labels, &places)?;
        let y = above + i * each + row / 2;
        drawing.heading(y)?;
        maps.push(ClippingMap { plot: drawing.plot.map(), marks });
    }
    key.draw(&pen, width - edge - sizes.px(8.0), row / 2)?;
    Ok(maps)
}

fn heading_width(panel: &ClippingPanel<'_>, sizes: Sizes) -> i32 {
    let gaps = if panel.subtitle.is_empty() { 0 } else { sizes.px(12.0) };
    let titles = panel.schemes.iter().map(|(_, title)| text::width(title, sizes.font, true) + sizes.px(12.0));
    titles.sum::<i32>() + sizes.text_width(&panel.subtitle) + gaps
}

fn total(panel: &ClippingPanel<'_>) -> impl Iterator<Item = f64> {
    panel.rounding.iter().zip(panel.clipping.iter()).map(|(rounding, clipping)| rounding + clipping)
}

/// The axis of errors holds every mark that `holds` names. It begins at 0 and reaches to a few times the least error, so that the minimum is visible; if a
/// mark lies above that, it is logarithmic and begins below the least error.
fn errors(panel: &ClippingPanel<'_>, holds: impl Fn(&ClippingMark<'_>) -> bool) -> Scale {
    let finite = total(panel).filter(|error| error.is_finite());
    let (least, most) = finite.fold((f64::INFINITY, 0.0), |(lo, hi), e| (e.min(lo), e.max(hi)));
    let marks = || panel.marks.iter().filter(|mark| holds(mark)).map(|mark| mark.error);
    let highest = marks().filter(|e| e.is_finite()).fold(0.0, f64::max);
    let least = marks().fold(least, f64::min);
    if least > 0.0 && highest > least * (REACH - 0.5) {
        return Scale::log(least / BELOW, highest * ABOVE);
    }
    let top =
        if least > 0.0 { (least * REACH).min(most.max(highest) * 1.1) } else { most.max(highest) * 1.1 };
    Scale::Linear(FiniteRange::covering(0.0, if top > 0.0 && top.is_finite() { top } else { 1.0 }))
}

/// The axis of a panel. A logarithmic one begins where the panel's curve comes into sight or a little before its first mark, so that the
/// marks of a scheme whose best range is nearly the whole one do not crowd at the end of the other scheme's axis.
///
/// What is chosen is not asked where the axis begins; a choice before that lies at its edge. So the axis does not run away from a pointer
/// that drags a range towards the edge.
fn kept(panel: &ClippingPanel<'_>, x: Scale) -> Scale {
    let Scale::Log(_) = x else { return x };
    let is_chosen = |mark: &ClippingMark<'_>| !mark.chosen.is_empty();
    let top = errors(panel, |mark| !is_chosen(mark)).ends().1;
    // The last point above the plot before the curve comes into sight.
    let above = total(panel).position(|error| error <= top).unwrap_or(0).saturating_sub(1);
    let Some((start, end)) = panel.at.get(above).zip(panel.at.last()) else { return x };
    let places = || panel.marks.iter().filter(|mark| mark.at.is_finite());
    let place = |mark: &ClippingMark<'_>| mark.at / if is_chosen(mark) { 1.0 } else { BEFORE };
    let first = places().map(place).fold(*start, f64::min);
    let last = places().map(|mark| mark.at).fold(*end, f64::max);
    let (lo, hi) = x.ends();
    Scale::log(first.max(lo), (last * libm::pow(last / first, AFTER)).min(hi))
}

struct Drawing<'a, DB: DrawingBackend> {
    panel: &'a ClippingPanel<'a>,
    plot: Plot<'a, DB>,
}

impl<DB: DrawingBackend> Drawing<'_, DB> {
    /// The first pixel column of the curve, and for each column up to its end the pixel heights of the rounding error and of the
    /// whole error.
    fn heights(&self) -> (i32, Vec<i32>, Vec<i32>) {
        let PixelBox { left, top, right, bottom } = self.plot.area;
        let places: Vec<i32> = self.panel.at.iter().map(|&at| self.plot.px(at)).collect();
        let (Some(first), Some(last)) = (places.first(), places.last()) else {
            return (left, Vec::new(), Vec::new());
        };
        let column = |errors: &dyn Fn(usize) -> f64, x: i32| {
            let after = places.partition_point(|&place| place < x);
            let error = match after.checked_sub(1) {
                None => errors(0),
                Some(before) if after == places.len() => errors(before),
                Some(before) => {
                    let step = f64::from((places[after] - places[before]).max(1));
                    let share = f64::from(x - places[before]) / step;
                    errors(before) + share * (errors(after) - errors(before))
                }
            };
            self.plot.py(error).clamp(top, bottom)
        };
        let (rounding, clipping) = (&self.panel.rounding, &self.panel.clipping);
        let columns = (*first).max(left)..(last + 1).min(right);
        (
            columns.start,
            columns.clone().map(|x| column(&|i| rounding[i], x)).collect(),
            columns.map(|x| column(&|i| rounding[i] + clipping[i], x)).collect(),
        )
    }

    /// Tints the rounding error and hatches the clipping error on top of it.
    fn parts(&self) -> Drawn<DB> {
        let accent = self.panel.accent(self.plot.theme);
        let bottom = self.plot.area.bottom;
        let (left, rounding, total) = self.heights();
        if !rounding.is_empty() {
            let right = left + i32::try_from(rounding.len()).unwrap_or(0);
            let mut corners = vec![(left, bottom)];
            corners.extend((left..).zip(rounding.iter().copied()));
            corners.push((right - 1, bottom));
            self.plot.pen.polygon(corners, accent.line.mix(0.22))?;
        }
        let step = self.plot.sizes.px(HATCH).max(2);
        let width = self.plot.sizes.hair.unsigned_abs();
        self.plot.pen.hatch_between((left, &total, &rounding), step, width, accent.line.mix(0.5))
    }

    fn curves(&self) -> Drawn<DB> {
        let accent = self.panel.accent(self.plot.theme);
        let (at, errors) = &self.panel.other;
        let other = at.iter().copied().zip(errors.iter().copied());
        self.plot.dashed(other, 1.25, solid(self.plot.theme.muted))?;
        let whole = self.panel.at.iter().copied().zip(total(self.panel));
        self.plot.line(whole, CURVE, solid(accent.line))
    }

    /// Draws a line where the value pointed at begins to be clipped, with its label on the side that clips it.
    fn pointed(&self) -> Drawn<DB> {
        let Plot { theme, sizes, area, .. } = self.plot;
        let pointed = self.panel.pointed.as_ref().filter(|(at, _)| self.plot.x.scale.contains(*at));
        let Some((at, label)) = pointed else {
            return Ok(());
        };
        let x = self.plot.px(*at);
        self.plot.pen.fill(PixelBox::new(x, area.top, x + sizes.hair, area.bottom), solid(theme.ink))?;
        let (gap, half) = (sizes.px(5.0), sizes.px(7.5));
        let width = sizes.text_width(label);
        let left = if x - gap - width >= area.left { x - gap - width } else { x + sizes.hair + gap };
        let y = area.bottom - sizes.px(3.0) - half;
        if y - half < area.top || left + width > area.right {
            return Ok(());
        }
        let ground = PixelBox::new(left - 2, y - half, left + width + 2, y + half);
        self.plot.pen.fill(ground, theme.background.mix(0.8))?;
        self.plot.pen.write(label, (left, y), self.plot.script(theme.ink, HPos::Left))
    }

    /// Writes the titles of the schemes and what is said of the curve, with their middle at `y`.
    fn heading(&self, y: i32) -> Drawn<DB> {
        let Plot { theme, sizes, area, .. } = self.plot;
        let mut x = area.left;
        let titles = self.panel.schemes.iter().map(|(role, title)| (role.accent(theme).text, true, title));
        for (color, bold, text) in titles.chain([(theme.muted, false, &self.panel.subtitle)]) {
            let text = text::fitted(text, sizes.font, bold, area.right - x);
            self.plot.pen.write(&text, (x, y), Script { bold, ..self.plot.script(color, HPos::Left) })?;
            x += text::width(&text, sizes.font, bold) + sizes.px(12.0);
        }
        Ok(())
    }

    /// Draws lines from the names to their marks.
    fn leaders(&self, names: &Names, places: &[Place]) -> Drawn<DB> {
        let Plot { theme, sizes, area, .. } = self.plot;
        let chosen =
            |label: &Label| label.marks.iter().find_map(|&mark| self.panel.marks[mark].accent(theme));
        let mut order: Vec<(&Label, &Place)> = names.labels.iter().zip(places).collect();
        // The line of the chosen calibrator lies over the others.
        order.sort_by_key(|(label, _)| chosen(label).is_some());
        for (label, place) in order {
            let mark = &self.panel.marks[label.marks[0]];
            let color = solid(chosen(label).map_or(theme.rule, |accent| accent.line));
            let (x, y, _) = spot(&self.plot, mark);
            let middle = place.left + label.width / 2;
            let from = place.passes.first().copied().unwrap_or(middle);
            let mut line = vec![(from.clamp(place.left, place.left + label.width), names.bottom(place.row))];
            for (row, &pass) in (0..place.row).rev().zip(&place.passes) {
                line.extend([(pass, names.top(row)), (pass, names.bottom(row))]);
            }
            line.push((x, area.top));
            line.dedup();
            self.plot.pen.path(line, sizes.hair.unsigned_abs(), color)?;
            self.plot.pen.fill(PixelBox::new(x, area.top, x + sizes.hair, y), color)?;
        }
        Ok(())
    }

    /// Draws dots on the curve, and arrowheads at the top for marks above the plot.
    fn dots(&self) -> Drawn<DB> {
        let Plot { theme, sizes, .. } = self.plot;
        let radius = sizes.px(DOT);
        let of = |chosen: bool| self.panel.marks.iter().filter(move |mark| mark.chosen.is_empty() != chosen);
        for mark in of(false).chain(of(true)) {
            let (x, y, beyond) = spot(&self.plot, mark);
            let accent = mark.accent(theme);
            let color = solid(accent.map_or(theme.ink, |accent| accent.line));
            if beyond {
                let half = radius + sizes.px(1.0);
                let corners = vec![(x, y), (x + half, y + 2 * half), (x - half, y + 2 * half)];
                self.plot.pen.polygon(corners, color)?;
            } else {
                let grown = if accent.is_some() { radius + sizes.px(2.0) } else { radius };
                self.plot.pen.dot((x, y), grown + sizes.hair, solid(theme.background))?;
                self.plot.pen.dot((x, y), grown, color)?;
                // The mark of both is that of A with that of B inside.
                if let [first, second] = mark.chosen.as_slice() {
                    self.plot.pen.dot((x, y), grown, solid(first.accent(theme).line))?;
                    self.plot.pen.dot((x, y), grown / 2, solid(second.accent(theme).line))?;
                }
            }
        }
        Ok(())
    }

    /// Writes the names, and returns the places of all marks and names.
    fn names(&self, names: &Names, places: &[Place]) -> Result<Vec<MarkMap>, Failure<DB>> {
        let Plot { theme, sizes, .. } = self.plot;
        let spots = self.panel.marks.iter().map(|mark| spot(&self.plot, mark));
        let unnamed = |(x, y, _)| MarkMap { x, y, left: x, top: y, right: x, bottom: y };
        let mut maps: Vec<MarkMap> = spots.map(unnamed).collect();
        for (label, place) in names.labels.iter().zip(places) {
            let (top, bottom) = (names.top(place.row), names.bottom(place.row));
            let middle = (top + bottom) / 2;
            let mut left = place.left;
            for (i, &index) in label.marks.iter().enumerate() {
                let mark = &self.panel.marks[index];
                if i > 0 {
                    let room = equal_width(sizes);
                    let script = self.plot.script(theme.muted, HPos::Center);
                    self.plot.pen.write(EQUAL, (left + room / 2, middle), script)?;
                    left += room;
                }
                let text = names.text(mark);
                let accent = mark.accent(theme);
                let width = text::width(&text, sizes.font, accent.is_some());
                let color = accent.map_or(theme.ink, |accent| accent.text);
                let script = Script { bold: accent.is_some(), ..self.plot.script(color, HPos::Left) };
                self.plot.pen.write(&text, (left, middle), script)?;
                maps[index] = MarkMap { left, top, right: left + width, bottom, ..maps[index] };
                left += width;
            }
        }
        Ok(maps)
    }
}
