//! The clipping picture: the error of each scheme against how much it clips, split into rounding and clipping.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

use super::axis::Tick;
use super::grid::Role;
use super::labels::Labels;
use super::pen::{Drawn, Pen, PixelBox, Script, solid};
use super::plot::{Plot, PlotAxis, PlotMap, ROW};
use super::sizes::Sizes;
use super::text;
use super::theme::Theme;
use super::{FiniteRange, Scale};

/// Everything the clipping picture shows.
#[derive(Debug, Clone)]
pub struct ClippingFigure<'a> {
    /// Top to bottom.
    pub panels: &'a [ClippingPanel<'a>],
    /// The shared x axis: how much of the range is kept.
    pub x: Scale,
    /// Its marks, where they follow from more than the scale.
    pub ticks: Option<Vec<Tick>>,
    /// Titles of the axes.
    pub titles: [&'a str; 2],
    /// What the two parts of the error are called.
    pub parts: [&'a str; 2],
}

/// One scheme's curve.
#[derive(Debug, Clone, Copy)]
pub struct ClippingPanel<'a> {
    /// Whose it is.
    pub role: Role,
    /// Where its points lie on the x axis, ascending.
    pub at: &'a [f64],
    /// Mean squared rounding error at each point.
    pub rounding: &'a [f64],
    /// Mean squared clipping error at each point.
    pub clipping: &'a [f64],
    /// The whole error of the same scheme with the other symmetry, dashed: its places and errors; perhaps empty.
    pub other: (&'a [f64], &'a [f64]),
    /// What that is called.
    pub other_label: &'a str,
    /// Calibrators.
    pub marks: &'a [ClippingMark<'a>],
    /// The letter and the scheme: "A  int4".
    pub title: &'a str,
    /// What there is to say of it.
    pub subtitle: &'a str,
}

/// A calibrator's choice.
#[derive(Debug, Clone, Copy)]
pub struct ClippingMark<'a> {
    /// Its name: "mse".
    pub label: &'a str,
    /// Its place on the x axis.
    pub at: f64,
    /// Its mean squared error.
    pub error: f64,
    /// Whether it is the scheme's own.
    pub chosen: bool,
}

/// How far above the least error a panel reaches.
const REACH: f64 = 5.0;
/// Distance of the hatching's lines, radius of marks, width of curves, in units.
const HATCH: f64 = 7.0;
const DOT: f64 = 3.5;
const CURVE: f64 = 1.75;
/// Of so many points of a dashed curve, so many are drawn.
const DASH: (usize, usize) = (10, 6);

/// Draws the picture on the whole of `area` and says where each panel is.
///
/// # Errors
/// Only what the backend reports: any figure can be drawn.
pub fn draw_clipping<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    figure: &ClippingFigure<'_>,
    theme: &Theme,
) -> Result<Vec<PlotMap>, DrawingAreaErrorKind<DB::ErrorType>> {
    area.fill(&theme.background)?;
    let (width, height) = area.dim_in_pixel();
    let sizes = Sizes::new(width, theme);
    let pen = Pen { area, font: theme.font };
    let edge = sizes.px(8.0);
    let n = i32::try_from(figure.panels.len().max(1)).unwrap_or(i32::MAX);
    let each = height.cast_signed() / n;
    let mut plots: Vec<Plot<'_, DB>> = (0..n)
        .zip(figure.panels)
        .map(|(i, panel)| {
            let top = i * each + sizes.px(ROW);
            let outer = PixelBox::new(edge, top, width.cast_signed() - edge, (i + 1) * each);
            let title = if i + 1 == n { figure.titles[0] } else { "" };
            let x = PlotAxis { scale: figure.x, title, ticks: figure.ticks.clone() };
            let y = PlotAxis::new(Scale::Linear(errors(panel)), figure.titles[1]);
            Plot::new(&pen, theme, sizes, outer, x, y)
        })
        .collect();
    Plot::align(&mut plots);
    let mut maps = Vec::with_capacity(plots.len());
    for ((i, panel), plot) in (0..n).zip(figure.panels).zip(plots) {
        let drawing = Drawing { figure, panel, plot };
        drawing.plot.axes()?;
        drawing.parts()?;
        drawing.curves()?;
        drawing.marks()?;
        drawing.titles(i * each + sizes.px(ROW / 2.0))?;
        maps.push(drawing.plot.map());
    }
    Ok(maps)
}

fn total<'a>(panel: &ClippingPanel<'a>) -> impl Iterator<Item = f64> + 'a {
    panel.rounding.iter().zip(panel.clipping).map(|(rounding, clipping)| rounding + clipping)
}

/// From 0 to a few times the least error, so that the basin shows; no further than the largest.
fn errors(panel: &ClippingPanel<'_>) -> FiniteRange {
    let finite = total(panel).filter(|error| error.is_finite());
    let (least, most) = finite.fold((f64::INFINITY, 0.0), |(lo, hi), e| (e.min(lo), e.max(hi)));
    let top = if least > 0.0 { (least * REACH).min(most * 1.1) } else { most };
    FiniteRange::covering(0.0, if top > 0.0 && top.is_finite() { top } else { 1.0 })
}

struct Drawing<'a, DB: DrawingBackend> {
    figure: &'a ClippingFigure<'a>,
    panel: &'a ClippingPanel<'a>,
    plot: Plot<'a, DB>,
}

impl<DB: DrawingBackend> Drawing<'_, DB> {
    /// Pixel heights of the rounding error and of the whole one in each column of the plot from the first point to the last, and
    /// the first column.
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
        let (rounding, clipping) = (self.panel.rounding, self.panel.clipping);
        let columns = (*first).max(left)..(last + 1).min(right);
        (
            columns.start,
            columns.clone().map(|x| column(&|i| rounding[i], x)).collect(),
            columns.map(|x| column(&|i| rounding[i] + clipping[i], x)).collect(),
        )
    }

    /// The rounding part tinted from the axis up, the clipping part hatched on top of it.
    fn parts(&self) -> Drawn<DB> {
        let accent = self.panel.role.accent(self.plot.theme);
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
        let accent = self.panel.role.accent(self.plot.theme);
        let (at, errors) = self.panel.other;
        let dashed =
            at.iter().zip(errors).enumerate().map(|(i, (&at, &error))| {
                if i % DASH.0 < DASH.1 { (at, error) } else { (f64::NAN, f64::NAN) }
            });
        self.plot.line(dashed, 1.25, solid(self.plot.theme.muted))?;
        let whole = self.panel.at.iter().copied().zip(total(self.panel));
        self.plot.line(whole, CURVE, solid(accent.line))
    }

    /// Dots on the curve with their names; an arrowhead at the top for what lies above it.
    fn marks(&self) -> Drawn<DB> {
        let Plot { theme, sizes, area, .. } = self.plot;
        let accent = self.panel.role.accent(theme);
        let mut labels = Labels::new(sizes, PixelBox { right: area.right + sizes.px(8.0), ..area });
        let radius = sizes.px(DOT);
        let place = |mark: &ClippingMark<'_>| {
            let y = self.plot.py(mark.error);
            (self.plot.px(mark.at).clamp(area.left, area.right), y.clamp(area.top, area.bottom), y < area.top)
        };
        for mark in self.panel.marks {
            let (x, y, _) = place(mark);
            labels.avoid((x, y), radius);
        }
        let chosen = self.panel.marks.iter().filter(|mark| mark.chosen);
        for mark in chosen.chain(self.panel.marks.iter().filter(|mark| !mark.chosen)) {
            let (x, y, beyond) = place(mark);
            let color = if mark.chosen { accent.line } else { theme.ink };
            if beyond {
                let half = radius + sizes.px(1.0);
                self.plot.pen.polygon(
                    vec![(x, y), (x + half, y + 2 * half), (x - half, y + 2 * half)],
                    solid(color),
                )?;
            } else {
                let grown = if mark.chosen { radius + sizes.px(2.0) } else { radius };
                self.plot.pen.dot((x, y), grown + sizes.hair, solid(theme.background))?;
                self.plot.pen.dot((x, y), grown, solid(color))?;
            }
            let width = text::width(mark.label, sizes.font, mark.chosen);
            if let Some(at) = labels.place(width, (x, y), radius + sizes.px(5.0)) {
                let half = sizes.px(7.0);
                let ground = PixelBox::new(at.0, at.1 - half, at.0 + width, at.1 + half);
                self.plot.pen.fill(ground, theme.background.mix(0.75))?;
                let color = if mark.chosen { accent.text } else { theme.ink };
                let script = Script { bold: mark.chosen, ..self.plot.script(color, HPos::Left) };
                self.plot.pen.write(mark.label, at, script)?;
            }
        }
        Ok(())
    }

    /// The scheme's name in its colour, what there is to say, and at the right what tint, hatching and dashes mean.
    fn titles(&self, y: i32) -> Drawn<DB> {
        let accent = self.panel.role.accent(self.plot.theme);
        self.plot.heading(accent, self.panel.title, self.panel.subtitle, y)?;
        self.key(y + self.plot.sizes.px(ROW))
    }

    fn key(&self, y: i32) -> Drawn<DB> {
        let Plot { theme, sizes, area, .. } = self.plot;
        let accent = self.panel.role.accent(theme);
        let (side, gap) = (sizes.px(9.0), sizes.px(5.0));
        let other = if self.panel.other.0.is_empty() { "" } else { self.panel.other_label };
        let names = [self.figure.parts[0], self.figure.parts[1], other];
        let width = |name: &str| if name.is_empty() { 0 } else { side + 3 * gap + sizes.text_width(name) };
        let needed: i32 = names.iter().map(|name| width(name)).sum();
        let mut x = area.right - needed;
        if x < area.left + sizes.text_width(self.figure.titles[1]) + 3 * gap {
            return Ok(());
        }
        for (i, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            let sample = PixelBox::new(x, y - side / 2, x + side, y + side - side / 2);
            match i {
                0 => self.plot.pen.fill(sample, accent.line.mix(0.35))?,
                1 => self.plot.pen.hatch(
                    sample,
                    sizes.px(3.0).max(2),
                    sizes.hair.unsigned_abs(),
                    solid(accent.line),
                )?,
                _ => {
                    for from in [sample.left, sample.left + side / 2 + 1] {
                        let dash = PixelBox::new(from, y, from + side / 3, y + sizes.hair);
                        self.plot.pen.fill(dash, solid(theme.muted))?;
                    }
                }
            }
            self.plot.pen.write(name, (x + side + gap, y), self.plot.script(theme.muted, HPos::Left))?;
            x += width(name);
        }
        Ok(())
    }
}
