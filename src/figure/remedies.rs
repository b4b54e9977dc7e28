//! The Remedies picture: the error of a plain scheme and of its remedies against their bits per value, with an arrow from the plain one
//! to each remedy. Every point has its name beside it.

mod names;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::HPos;
use plotters::style::{Color, RGBColor};
use serde::Deserialize;

use super::marks::extent;
use super::pen::{Drawn, Pen, PixelBox, Script, solid};
use super::plot::{Plot, PlotAxis, PlotMap};
use super::sizes::Sizes;
use super::text::{self, Text};
use super::theme::Theme;
use super::{FiniteRange, Scale};
use names::{Label, arrange};

/// Everything the Remedies picture shows.
#[derive(Debug, Clone, Deserialize)]
pub struct RemediesFigure<'a> {
    /// The plain scheme first, then its remedies, then A and B where they are none of them.
    pub points: Vec<RemedyPoint<'a>>,
    /// Titles of the axes: "bits per value", "SQNR (dB)".
    pub titles: [Text<'a>; 2],
}

/// One scheme.
#[derive(Debug, Clone, Deserialize)]
pub struct RemedyPoint<'a> {
    /// Its name and what it gains: "One scale per row  +3.9 dB".
    pub name: Text<'a>,
    /// The same in a narrow picture: "row +3.9".
    pub short: Text<'a>,
    /// Its bits per value.
    pub bits: f64,
    /// Its SQNR in decibels. An infinite one (no error) stands at the top; one that is NaN is not drawn.
    pub sqnr: f64,
    /// Whether it is a remedy, with an arrow to it.
    pub remedy: bool,
    /// Whether it is A, and B.
    pub roles: [bool; 2],
}

/// Radius of dots, and of the marks of A and B, in units.
const DOT: f64 = 3.5;
const MARK: f64 = 6.5;
/// Length and half the width of an arrowhead, in units.
const HEAD: (f64, f64) = (8.0, 3.5);
/// Distance between a dot and its name, in units.
const GAP: f64 = 12.0;
/// From this width in units on, names are written in full.
const WIDE: f64 = 620.0;
/// The share of the width that names may take on each side.
const NAMES: f64 = 0.34;
/// Space around the outermost points, as a share of the axis, and at least in decibels.
const MARGIN: (f64, f64) = (0.09, 0.6);

/// Draws the picture on the whole of `area` and says where its plot is.
///
/// # Errors
/// Only errors of the backend: any figure can be drawn.
pub fn draw_remedies<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    figure: &RemediesFigure<'_>,
    theme: &Theme,
) -> Result<PlotMap, DrawingAreaErrorKind<DB::ErrorType>> {
    let (pen, sizes, (width, height)) = Pen::begin(area, theme)?;
    let edge = sizes.px(8.0);
    let outer = PixelBox::new(edge, 0, width - edge, height);
    let full = f64::from(width) >= WIDE * sizes.unit;
    let x = PlotAxis::new(bits_scale(figure, full, outer.width(), sizes), &figure.titles[0]);
    let y = PlotAxis::new(decibel_scale(figure), &figure.titles[1]);
    let picture = Picture { figure, full, plot: Plot::new(&pen, theme, sizes, outer, x, y) };
    picture.plot.axes()?;
    picture.arrows()?;
    picture.names()?;
    picture.dots()?;
    Ok(picture.plot.map())
}

/// The axis of bits, with room for the names left of the first points and right of the last ones.
fn bits_scale(figure: &RemediesFigure<'_>, full: bool, width: i32, sizes: Sizes) -> Scale {
    let (lo, hi) = extent(figure.points.iter().map(|point| point.bits));
    let span = if hi > lo { hi - lo } else { 1.0 };
    let widest = |side: &dyn Fn(f64) -> bool| {
        let names = figure.points.iter().filter(|point| side(point.bits)).map(|point| point.label(full));
        let widest = names.map(|name| text::width(name, sizes.font, true)).max().unwrap_or(0);
        f64::from(widest + 2 * sizes.px(GAP)).min(NAMES * f64::from(width))
    };
    let first = widest(&|bits| bits - lo <= NEAR * span);
    let last = widest(&|bits| bits - lo > NEAR * span);
    let between = (f64::from(width - sizes.px(40.0)) - first - last).max(1.0);
    let per_pixel = span / between;
    Scale::Linear(FiniteRange::covering(lo - first * per_pixel, hi + last * per_pixel))
}

/// Points within this share of the axis from the first ones have their names on the left, as these do.
const NEAR: f64 = 0.04;

fn decibel_scale(figure: &RemediesFigure<'_>) -> Scale {
    let (lo, hi) = extent(figure.points.iter().map(|point| point.sqnr));
    let margin = ((hi - lo) * MARGIN.0).max(MARGIN.1);
    Scale::Linear(FiniteRange::covering(lo - margin, hi + margin))
}

impl RemedyPoint<'_> {
    fn label(&self, full: bool) -> &str {
        if full { &self.name } else { &self.short }
    }
}

struct Picture<'a, DB: DrawingBackend> {
    figure: &'a RemediesFigure<'a>,
    /// Whether names are written in full.
    full: bool,
    plot: Plot<'a, DB>,
}

impl<DB: DrawingBackend> Picture<'_, DB> {
    /// The points that are drawn, and their pixels.
    fn points(&self) -> impl Iterator<Item = (&RemedyPoint<'_>, (i32, i32))> {
        let PixelBox { top, bottom, .. } = self.plot.area;
        self.figure.points.iter().filter(|point| point.bits.is_finite() && !point.sqnr.is_nan()).map(
            move |point| {
                let y = match point.sqnr {
                    sqnr if sqnr.is_finite() => self.plot.py(sqnr),
                    sqnr if sqnr > 0.0 => top,
                    _ => bottom,
                };
                (point, (self.plot.px(point.bits), y))
            },
        )
    }

    fn radius(&self, point: &RemedyPoint<'_>) -> i32 {
        self.plot.sizes.px(if point.roles == [false; 2] { DOT } else { MARK })
    }

    /// Draws the arrows from the plain scheme.
    fn arrows(&self) -> Drawn<DB> {
        let Plot { theme, sizes, .. } = self.plot;
        let Some((base, from)) = self.points().next() else { return Ok(()) };
        let width = sizes.px(1.25).max(1).unsigned_abs();
        for (point, to) in self.points().skip(1).filter(|(point, _)| point.remedy) {
            let (dx, dy) = (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
            let length = libm::hypot(dx, dy);
            let free = length - f64::from(self.radius(base) + self.radius(point)) - f64::from(sizes.px(2.0));
            let head = f64::from(sizes.px(HEAD.0));
            if free < head {
                continue;
            }
            let at = |along: f64, aside: f64| {
                let x = f64::from(from.0) + (along * dx - aside * dy) / length;
                let y = f64::from(from.1) + (along * dy + aside * dx) / length;
                (libm::round(x) as i32, libm::round(y) as i32)
            };
            let tip = length - f64::from(self.radius(point) + sizes.px(2.0));
            let half = f64::from(sizes.px(HEAD.1));
            let start = at(f64::from(self.radius(base)), 0.0);
            self.plot.pen.stroke([start, at(tip - head, 0.0)], width, solid(theme.rule))?;
            let corners = vec![at(tip, 0.0), at(tip - head, half), at(tip - head, -half)];
            self.plot.pen.polygon(corners, solid(theme.muted))?;
        }
        Ok(())
    }

    /// Draws the dots, those of A and B last: A's is round, B's is square.
    fn dots(&self) -> Drawn<DB> {
        let Plot { theme, sizes, .. } = self.plot;
        let marked =
            |wanted: bool| self.points().filter(move |(point, _)| (point.roles != [false; 2]) == wanted);
        for (point, at) in marked(false).chain(marked(true)) {
            let radius = self.radius(point);
            self.plot.pen.dot(at, radius + sizes.px(1.5), solid(theme.background))?;
            match point.roles {
                [false, false] => self.plot.pen.dot(at, radius, solid(theme.data))?,
                [true, false] => self.plot.pen.dot(at, radius, solid(theme.a.line))?,
                [false, true] => self.square(at, radius, theme.b.line)?,
                // Of both: one mark inside the other.
                [true, true] => {
                    self.square(at, radius, theme.b.line)?;
                    self.plot.pen.dot(at, radius * 2 / 3, solid(theme.a.line))?;
                }
            }
        }
        Ok(())
    }

    fn square(&self, (x, y): (i32, i32), radius: i32, color: RGBColor) -> Drawn<DB> {
        self.plot.pen.fill(PixelBox::new(x - radius, y - radius, x + radius, y + radius), solid(color))
    }

    /// Writes the names, with a line to a point from which its name had to move.
    fn names(&self) -> Drawn<DB> {
        let Plot { theme, sizes, area, .. } = self.plot;
        let (lo, hi) = extent(self.figure.points.iter().map(|point| point.bits));
        let near = lo + NEAR * if hi > lo { hi - lo } else { 1.0 };
        let gap = sizes.px(GAP);
        let room = (area.left, area.right + sizes.px(8.0));
        let mut labels: Vec<Label> = Vec::new();
        let mut texts = Vec::new();
        for (point, at) in self.points() {
            let bold = point.roles != [false; 2];
            let left = point.bits <= near;
            let most = if left { at.0 - gap - room.0 } else { room.1 - at.0 - gap };
            let name = text::fitted(point.label(self.full), sizes.font, bold, most);
            let width = text::width(&name, sizes.font, bold);
            let start = if left { at.0 - gap - width } else { at.0 + gap };
            labels.push(Label { left: start, right: start + width, y: at.1, at });
            texts.push((name, bold, point.roles));
        }
        arrange(&mut labels, sizes.px(16.0), (area.top + sizes.px(8.0), area.bottom - sizes.px(8.0)));
        for (label, (name, bold, roles)) in labels.iter().zip(texts) {
            let color = match roles {
                [true, false] => theme.a.text,
                [false, true] => theme.b.text,
                _ => theme.ink,
            };
            if (label.y - label.at.1).abs() > sizes.px(5.0) {
                let end = if label.left > label.at.0 {
                    label.left - sizes.px(2.0)
                } else {
                    label.right + sizes.px(2.0)
                };
                self.plot.pen.stroke(
                    [label.at, (end, label.y)],
                    sizes.hair.unsigned_abs(),
                    solid(theme.rule),
                )?;
            }
            let half = sizes.px(7.0);
            let ground = PixelBox::new(label.left - 2, label.y - half, label.right + 2, label.y + half);
            self.plot.pen.fill(ground, theme.background.mix(0.8))?;
            let script = Script { bold, ..self.plot.script(color, HPos::Left) };
            self.plot.pen.write(&name, (label.left, label.y), script)?;
        }
        Ok(())
    }
}
