//! The sweep picture: the error of both schemes at the stops of one parameter (group sizes, bits, formats), as they are and changed in
//! one respect. Below every stop stands its cost.

mod foot;

use std::borrow::Cow;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::HPos;
use plotters::style::{Color, RGBColor};
use serde::Deserialize;

use super::axis::Tick;
use super::labels::Labels;
use super::pen::{Drawn, Pen, PixelBox, Script, solid};
use super::plot::{Plot, PlotAxis, PlotMap, ROW};
use super::role::Role;
use super::text::{self, Text};
use super::theme::Theme;
use super::{FiniteRange, Scale};

/// Everything the sweep picture shows.
#[derive(Debug, Clone, Deserialize)]
pub struct SweepFigure<'a> {
    /// The places of the stops on the x axis, ascending, and their labels.
    pub stops: Vec<(f64, Text<'a>)>,
    /// Names of groups of stops, and the place in the middle of each; empty where the stops are steps of one quantity. Points of stops
    /// in groups are not joined, and their labels stand in several rows.
    pub groups: Vec<(f64, Text<'a>)>,
    /// A and B.
    pub curves: Vec<SweepCurve<'a>>,
    /// Whether errors are logarithmic, and smaller is better (MSE), or linear, and larger is better (SQNR).
    pub log: bool,
    /// Titles of the axes: "bits", "SQNR (dB)".
    pub titles: [Text<'a>; 2],
    /// The expected gain of a step of 1 on the x axis, and its name: a summand of linear errors, a factor of logarithmic ones.
    pub guide: Option<(f64, Text<'a>)>,
    /// The meaning of a line and of a dashed line: "as chosen", "other symmetry".
    pub kinds: [Text<'a>; 2],
}

/// One scheme.
#[derive(Debug, Clone, Deserialize)]
pub struct SweepCurve<'a> {
    /// The scheme it belongs to: A's points are round, B's are square.
    pub role: Role,
    /// Its error at each stop; NaN if it is unknown. An infinite one (no error) stands at the better end of the axis.
    pub errors: Cow<'a, [f64]>,
    /// The error of the changed scheme at each stop, dashed; may be empty.
    pub other: Cow<'a, [f64]>,
    /// The stop of the current scheme.
    pub chosen: Option<usize>,
    /// The place on the x axis and the error of a current scheme that is at none of the stops; its mark stands beside the curve.
    pub beside: Option<(f64, f64)>,
    /// The label of its mark: "A  int4:g64".
    pub label: Text<'a>,
    /// The cost of each stop, as text below the axis; may be empty.
    pub costs: Vec<Text<'a>>,
}

/// Half a side of points, of those that no line joins, and of the chosen ones, width of curves and of dashed ones, in units.
const DOT: f64 = 2.5;
const LONE: f64 = 4.0;
const MARK: f64 = 6.0;
const CURVE: f64 = 1.75;
const DASHED: f64 = 1.25;
/// How much wider a curve and its points are where another one covers them.
const HALO: f64 = 2.0;
/// Space beyond the outermost stops, in stops, and beyond the errors, as a share of the axis.
const BEYOND: f64 = 0.45;
const MARGIN: f64 = 0.08;

/// Draws the picture on the whole of `area` and says where things are.
///
/// # Errors
/// Only errors of the backend: any figure can be drawn.
pub fn draw_sweep<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    figure: &SweepFigure<'_>,
    theme: &Theme,
) -> Result<PlotMap, DrawingAreaErrorKind<DB::ErrorType>> {
    let (pen, sizes, (width, height)) = Pen::begin(area, theme)?;
    let edge = sizes.px(8.0);
    let costs = foot::cost_rows(figure);
    let labels = foot::label_rows(figure, sizes, width);
    let foot = sizes.px(ROW) * i32::try_from(foot::rows(figure, labels, &costs)).unwrap_or(1);
    let outer = PixelBox::new(edge, 0, width - edge, height - foot);
    let mark = |&(value, _): &(f64, Text<'_>)| Tick { value, label: String::new() };
    let stops = figure.stops.iter().map(mark).collect();
    let x = PlotAxis { scale: stop_scale(figure), title: "", ticks: Some(stops) };
    let y = PlotAxis { scale: error_scale(figure), title: &figure.titles[1], ticks: unmarked(figure) };
    let picture = Picture { figure, labels, plot: Plot::new(&pen, theme, sizes, outer, x, y) };
    picture.plot.axes()?;
    picture.under_axis(&costs)?;
    picture.kinds()?;
    picture.guides()?;
    picture.curves()?;
    picture.marks()?;
    Ok(picture.plot.map())
}

fn stop_scale(figure: &SweepFigure<'_>) -> Scale {
    let beside = figure.curves.iter().filter_map(|curve| curve.beside.map(|(place, _)| place));
    let (lo, hi) = extent(figure.stops.iter().map(|stop| stop.0).chain(beside));
    Scale::Linear(FiniteRange::covering(lo - BEYOND, hi + BEYOND))
}

/// Hides the labels when no point has a value.
fn unmarked(figure: &SweepFigure<'_>) -> Option<Vec<Tick>> {
    let shows = |error: f64| error.is_finite() && !(figure.log && error <= 0.0);
    (!errors(figure).any(shows)).then(Vec::new)
}

/// All errors that are drawn.
fn errors(figure: &SweepFigure<'_>) -> impl Iterator<Item = f64> {
    let beside = |curve: &SweepCurve<'_>| curve.beside.map(|(_, error)| error);
    figure
        .curves
        .iter()
        .flat_map(move |curve| curve.errors.iter().chain(curve.other.iter()).copied().chain(beside(curve)))
}

fn error_scale(figure: &SweepFigure<'_>) -> Scale {
    if figure.log {
        let (lo, hi) = extent(errors(figure).filter(|&error| error > 0.0));
        let margin = libm::pow(hi / lo, MARGIN).clamp(1.1, 10.0);
        return Scale::log(lo / margin, hi * margin);
    }
    let (lo, hi) = extent(errors(figure));
    let margin = ((hi - lo) * MARGIN).max(0.5);
    Scale::Linear(FiniteRange::covering(lo - margin, hi + margin))
}

/// Smallest and largest finite value; NaN for none.
fn extent(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.filter(|value| value.is_finite()).fold((f64::NAN, f64::NAN), |(lo, hi), x| (lo.min(x), hi.max(x)))
}

struct Picture<'a, DB: DrawingBackend> {
    figure: &'a SweepFigure<'a>,
    /// The rows that labels of stops take in turn.
    labels: usize,
    plot: Plot<'a, DB>,
}

impl<DB: DrawingBackend> Picture<'_, DB> {
    /// The pixel of an error at a stop; nothing if it is unknown.
    fn at(&self, stop: usize, error: f64) -> Option<(i32, i32)> {
        self.place(self.figure.stops.get(stop)?.0, error)
    }

    /// The pixel of an error at a place of the x axis; nothing if it is unknown.
    fn place(&self, x: f64, error: f64) -> Option<(i32, i32)> {
        let PixelBox { top, bottom, .. } = self.plot.area;
        let y = match error {
            error if error.is_nan() => return None,
            error if error.is_finite() && !(self.figure.log && error <= 0.0) => self.plot.py(error),
            // An infinite MSE or SQNR; below, an MSE of 0 or an SQNR of −∞.
            error if error > 0.0 => top,
            _ => bottom,
        };
        Some((self.plot.px(x), y))
    }

    /// Draws a line through the point of each scheme: the errors if every step had the expected gain.
    fn guides(&self) -> Drawn<DB> {
        let Some((gain, _)) = self.figure.guide else { return Ok(()) };
        for curve in &self.figure.curves {
            let Some((x, error)) = self.anchor(curve) else { continue };
            let ends = self.plot.x.scale.ends();
            let line = [ends.0, ends.1].map(|at| (at, self.expected(gain, error, at - x)));
            self.plot.line(line, 1.0, solid(self.plot.theme.rule))?;
        }
        Ok(())
    }

    fn expected(&self, gain: f64, error: f64, steps: f64) -> f64 {
        if self.figure.log { error * libm::pow(gain, steps) } else { error + gain * steps }
    }

    /// The place and the error of the current scheme, if its error is usable.
    fn anchor(&self, curve: &SweepCurve<'_>) -> Option<(f64, f64)> {
        let chosen = curve.chosen?;
        let error = *curve.errors.get(chosen)?;
        let usable = error.is_finite() && !(self.figure.log && error <= 0.0);
        usable.then_some((self.figure.stops.get(chosen)?.0, error))
    }

    /// Draws the dashed lines, then the whole ones, each with its points; the points alone where stops stand in groups.
    fn curves(&self) -> Drawn<DB> {
        let Plot { theme, sizes, .. } = self.plot;
        let width = |units| sizes.px(units).max(1).unsigned_abs();
        if !self.figure.groups.is_empty() {
            for (i, curve) in self.figure.curves.iter().enumerate() {
                let above: Vec<_> =
                    self.figure.curves[i + 1..].iter().map(|curve| self.points(&curve.errors)).collect();
                for (stop, at) in self.points(&curve.errors).into_iter().enumerate() {
                    let Some(at) = at else { continue };
                    let hidden = above.iter().any(|other| other.get(stop) == Some(&Some(at)));
                    let radius = if hidden { LONE + HALO } else { LONE };
                    self.point(at, curve.role, radius, curve.role.accent(theme).line)?;
                }
            }
            return Ok(());
        }
        for curve in &self.figure.curves {
            let color = solid(curve.role.accent(theme).line);
            for run in self.points(&curve.other).split(Option::is_none) {
                let run: Vec<_> = run.iter().copied().flatten().collect();
                self.plot.pen.dashes(&run, sizes.unit, width(DASHED), color)?;
            }
        }
        for (i, curve) in self.figure.curves.iter().enumerate() {
            let color = curve.role.accent(theme).line;
            let points = self.points(&curve.errors);
            for run in points.split(Option::is_none) {
                self.plot.pen.path(run.iter().copied().flatten().collect(), width(CURVE), solid(color))?;
            }
            let above: Vec<_> =
                self.figure.curves[i + 1..].iter().map(|curve| self.points(&curve.errors)).collect();
            let hidden = |from: usize, to: usize| {
                above.iter().any(|other| other.get(from..=to) == points.get(from..=to))
            };
            for (stop, pair) in points.windows(2).enumerate() {
                if let [Some(from), Some(to)] = *pair
                    && hidden(stop, stop + 1)
                {
                    self.plot.pen.stroke([from, to], width(CURVE + HALO), solid(color))?;
                }
            }
            for (stop, at) in points.iter().enumerate() {
                let halo = if hidden(stop, stop) { HALO / 2.0 } else { 0.0 };
                if let Some(at) = *at {
                    self.point(at, curve.role, DOT + halo, color)?;
                }
            }
        }
        Ok(())
    }

    fn points(&self, errors: &[f64]) -> Vec<Option<(i32, i32)>> {
        errors.iter().enumerate().map(|(stop, &error)| self.at(stop, error)).collect()
    }

    /// Draws a point: round for A, square for B.
    fn point(&self, (x, y): (i32, i32), role: Role, radius: f64, color: RGBColor) -> Drawn<DB> {
        let radius = self.plot.sizes.px(radius).max(2);
        match role {
            Role::A => self.plot.pen.dot((x, y), radius, solid(color)),
            Role::B => {
                let area = PixelBox::new(x - radius, y - radius, x + radius, y + radius);
                self.plot.pen.fill(area, solid(color))
            }
        }
    }

    /// Marks the current schemes with their labels, then writes the name of the guide.
    fn marks(&self) -> Drawn<DB> {
        let Plot { theme, sizes, area, .. } = self.plot;
        let mut labels = Labels::new(sizes, area);
        let spot = |curve: &SweepCurve<'_>| match (curve.chosen, curve.beside) {
            (Some(chosen), _) => self.at(chosen, *curve.errors.get(chosen)?),
            (None, Some((x, error))) => self.place(x, error),
            (None, None) => None,
        };
        for curve in &self.figure.curves {
            for &at in self.points(&curve.errors).iter().flatten() {
                labels.avoid(at, sizes.px(DOT));
            }
            if let Some(at) = spot(curve) {
                labels.avoid(at, sizes.px(MARK));
            }
        }
        for (i, curve) in self.figure.curves.iter().enumerate() {
            let accent = curve.role.accent(theme);
            if let Some(at) = spot(curve) {
                // If both are at one place, one mark stands inside the other.
                let inside = self.figure.curves[..i].iter().any(|other| spot(other) == Some(at));
                let radius = if inside { MARK / 2.0 } else { MARK };
                self.point(at, curve.role, radius + 1.5, theme.background)?;
                self.point(at, curve.role, radius, accent.line)?;
                self.name(&mut labels, &curve.label, at, MARK + 5.0, (accent.text, true))?;
            }
        }
        let Some((gain, name)) = &self.figure.guide else { return Ok(()) };
        let Some((x, error)) = self.figure.curves.iter().find_map(|curve| self.anchor(curve)) else {
            return Ok(());
        };
        // At the end of the line, or where it leaves the plot.
        let (lo, hi) = self.plot.x.scale.ends();
        let ends = (0..=40).rev().map(|i| lo + (hi - lo) * f64::from(i) / 40.0);
        let inside = |at: &f64| self.plot.y.scale.contains(self.expected(*gain, error, at - x));
        if let Some(at) = ends.into_iter().find(inside) {
            let at = (self.plot.px(at), self.plot.py(self.expected(*gain, error, at - x)));
            self.name(&mut labels, name, at, 6.0, (theme.muted, false))?;
        }
        Ok(())
    }

    fn name(
        &self,
        labels: &mut Labels,
        name: &str,
        at: (i32, i32),
        gap: f64,
        (color, bold): (RGBColor, bool),
    ) -> Drawn<DB> {
        let sizes = self.plot.sizes;
        let width = text::width(name, sizes.font, bold);
        let Some(place) = labels.place(width, at, sizes.px(gap)) else { return Ok(()) };
        // Letters on lines are hard to read.
        let half = sizes.px(7.0);
        let ground = PixelBox::new(place.0, place.1 - half, place.0 + width, place.1 + half);
        self.plot.pen.fill(ground, self.plot.theme.background.mix(0.8))?;
        let script = Script { bold, ..self.plot.script(color, HPos::Left) };
        self.plot.pen.write(name, place, script)
    }

    /// Writes the meaning of the lines, at the right end of the row of the y axis' title; nothing if there are no dashed lines.
    fn kinds(&self) -> Drawn<DB> {
        if self.figure.curves.iter().all(|curve| curve.other.is_empty()) {
            return Ok(());
        }
        let Plot { theme, sizes, area, .. } = self.plot;
        let y = area.top - sizes.px(13.0);
        let (sample, gap) = (sizes.px(18.0), sizes.px(6.0));
        let each = self.figure.kinds.each_ref().map(|kind| sample + gap + sizes.text_width(kind) + 2 * gap);
        let mut x = area.right - each[0] - each[1];
        if x < area.left + sizes.text_width(&self.figure.titles[1]) + gap {
            return Ok(());
        }
        for (i, (kind, width)) in self.figure.kinds.iter().zip(each).enumerate() {
            if i == 0 {
                let half = sizes.px(CURVE).max(1);
                let line = PixelBox::new(x, y - half / 2, x + sample, y - half / 2 + half);
                self.plot.pen.fill(line, solid(theme.data))?;
            } else {
                let width = sizes.px(DASHED).max(1).unsigned_abs();
                self.plot.pen.dashes(&[(x, y), (x + sample, y)], sizes.unit, width, solid(theme.data))?;
            }
            let at = (x + sample + gap, y);
            self.plot.pen.write(kind, at, self.plot.script(theme.muted, HPos::Left))?;
            x += width;
        }
        Ok(())
    }
}
