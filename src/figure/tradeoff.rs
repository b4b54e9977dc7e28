//! The Trade-off picture: the error of many schemes against their bits per value, with the Pareto front.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;
use plotters::style::{Color, RGBColor};
use serde::Deserialize;

use super::Scale;
use super::callouts::{Callouts, Wanted};
use super::marks::{DOT, Kind, MARGIN, MARK, NAME, Naming, extent, widened};
use super::pen::{Drawn, Pen, PixelBox, solid};
use super::plot::{Plot, PlotAxis, PlotMap};
use super::text::{self, Text};
use super::theme::Theme;

/// One scheme.
#[derive(Debug, Clone, Deserialize)]
pub struct TradeOffPoint<'a> {
    /// Its notation.
    pub label: Text<'a>,
    /// Its bits per value.
    pub bits: f64,
    /// Its error on the y axis. An infinite one (no error) stands at the better end of the axis.
    pub error: f64,
    /// Its kind.
    pub kind: Kind,
    /// Whether it is on the Pareto front: no other scheme is both smaller and better.
    pub front: bool,
    /// Whether it goes by a name of its own, which is its label: it is named off the front, too.
    pub known: bool,
    /// Whether it is recommended.
    pub advised: bool,
    /// Whether it is A, and B.
    pub roles: [bool; 2],
}

impl TradeOffPoint<'_> {
    /// Whether its dot is drawn as strongly as those of the front.
    fn stands_out(&self) -> bool {
        self.front || self.known
    }
}

/// The requirement of a scheme.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// At most this error: a horizontal line.
    Error(f64),
    /// At most so many bits per value: a vertical line.
    Bits(f64),
}

/// Everything the Trade-off picture shows.
#[derive(Debug, Clone, Deserialize)]
pub struct TradeOffFigure<'a> {
    /// The schemes, in any order.
    pub points: Vec<TradeOffPoint<'a>>,
    /// Whether errors are logarithmic, and smaller is better (MSE), or linear, and larger is better (SQNR).
    pub log: bool,
    /// The requirement, if any.
    pub target: Option<Target>,
    /// Titles of the axes: "bits per value", "SQNR (dB)".
    pub titles: [Text<'a>; 2],
    /// The meaning of a full dot, of a ring and of a diamond: "symmetric", "asymmetric". Those at the end may be left out.
    pub kinds: Vec<Text<'a>>,
}

/// How far from its point the name of a scheme of the front may stand, and how far any other, in units.
const NEAR: f64 = 15.0;
const FAR: f64 = 90.0;

/// Draws the picture on the whole of `area` and says where things are.
///
/// # Errors
/// Only errors of the backend: any figure can be drawn.
pub fn draw_trade_off<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    figure: &TradeOffFigure<'_>,
    theme: &Theme,
) -> Result<PlotMap, DrawingAreaErrorKind<DB::ErrorType>> {
    let (pen, sizes, (width, height)) = Pen::begin(area, theme)?;
    let edge = sizes.px(8.0);
    let outer = PixelBox::new(edge, 0, width - edge, height);
    let x = PlotAxis::new(bits_scale(figure), &figure.titles[0]);
    let y = PlotAxis::new(error_scale(figure), &figure.titles[1]);
    let plot = Plot::new(&pen, theme, sizes, outer, x, y);
    let picture = Picture { figure, plot };
    picture.plot.axes()?;
    picture.target()?;
    picture.front()?;
    picture.points()?;
    picture.kinds()?;
    Ok(picture.plot.map())
}

fn bits_scale(figure: &TradeOffFigure<'_>) -> Scale {
    let target = match figure.target {
        Some(Target::Bits(bits)) => Some(bits),
        _ => None,
    };
    Scale::Linear(widened(extent(figure.points.iter().map(|point| point.bits).chain(target))))
}

fn error_scale(figure: &TradeOffFigure<'_>) -> Scale {
    let target = match figure.target {
        Some(Target::Error(error)) => Some(error),
        _ => None,
    };
    let errors = figure.points.iter().map(|point| point.error).chain(target);
    if figure.log {
        let (lo, hi) = extent(errors.filter(|&error| error > 0.0));
        let margin = libm::pow(hi / lo, MARGIN).clamp(1.05, 10.0);
        return Scale::log(lo / margin, hi * margin);
    }
    Scale::Linear(widened(extent(errors)))
}

struct Picture<'a, DB: DrawingBackend> {
    figure: &'a TradeOffFigure<'a>,
    plot: Plot<'a, DB>,
}

impl<DB: DrawingBackend> Picture<'_, DB> {
    fn at(&self, point: &TradeOffPoint<'_>) -> (i32, i32) {
        let PixelBox { top, bottom, .. } = self.plot.area;
        let y = match point.error {
            error if error.is_finite() && !(self.figure.log && error <= 0.0) => self.plot.py(error),
            // No error: the best result.
            _ if self.figure.log => bottom,
            _ => top,
        };
        (self.plot.px(point.bits), y)
    }

    /// Draws the line of the target, and a tint over the side that misses it.
    fn target(&self) -> Drawn<DB> {
        let PixelBox { left, top, right, bottom } = self.plot.area;
        let width = self.plot.sizes.hair;
        let ink = solid(self.plot.theme.muted);
        let tint = self.plot.theme.data.mix(0.06);
        match self.figure.target {
            Some(Target::Error(error)) => {
                let y = self.plot.py(error).clamp(top, bottom);
                let missed = if self.figure.log { (top, y) } else { (y, bottom) };
                self.plot.pen.fill(PixelBox::new(left, missed.0, right, missed.1), tint)?;
                self.plot.pen.fill(PixelBox::new(left, y - width, right, y + width), ink)
            }
            Some(Target::Bits(bits)) => {
                let x = self.plot.px(bits).clamp(left, right);
                self.plot.pen.fill(PixelBox::new(x, top, right, bottom), tint)?;
                self.plot.pen.fill(PixelBox::new(x - width, top, x + width, bottom), ink)
            }
            None => Ok(()),
        }
    }

    /// Draws the Pareto front as a staircase: horizontal until a scheme of more bits is better.
    fn front(&self) -> Drawn<DB> {
        let width = self.plot.sizes.px(1.25).max(1).unsigned_abs();
        self.plot.pen.path(self.steps(), width, solid(self.plot.theme.rule))
    }

    /// The corners of the front.
    fn steps(&self) -> Vec<(i32, i32)> {
        let front = self.figure.points.iter().filter(|point| point.front).map(|point| self.at(point));
        staircase(front.collect(), self.figure.log)
    }

    /// Draws dominated schemes, then the front and those that are known by name, then the recommended scheme, then A and B. Names
    /// are written in the opposite order, if there is room.
    fn points(&self) -> Drawn<DB> {
        let Plot { theme, sizes, .. } = self.plot;
        let points = &self.figure.points;
        for point in points.iter().filter(|point| !point.stands_out()) {
            self.plot.dot(self.at(point), DOT - 0.5, point.kind, theme.rule)?;
        }
        for point in points.iter().filter(|point| point.stands_out()) {
            self.plot.dot(self.at(point), DOT, point.kind, theme.data)?;
        }
        for point in points.iter().filter(|point| point.advised) {
            let at = self.at(point);
            self.plot.pen.dot(at, sizes.px(MARK + 4.0), theme.data.mix(0.18))?;
            self.plot.dot(at, DOT + 1.0, point.kind, theme.ink)?;
        }
        for (role, accent) in [(0, theme.a), (1, theme.b)] {
            for point in points.iter().filter(|point| point.roles[role]) {
                self.plot.dot(self.at(point), MARK, point.kind, accent.line)?;
            }
        }
        self.names()
    }

    fn names(&self) -> Drawn<DB> {
        let Plot { theme, sizes, area, .. } = self.plot;
        let points = &self.figure.points;
        let radius = |point: &TradeOffPoint<'_>| sizes.px(if point.roles == [false; 2] { DOT } else { MARK });
        let bounds = PixelBox::new(area.left, area.top, area.right + sizes.px(8.0), area.bottom);
        let marks = points.iter().map(|point| (self.at(point), radius(point))).collect();
        let mut callouts = Callouts::new(bounds, marks, &self.steps());
        for (role, accent, letter) in [(0, theme.a, "A"), (1, theme.b, "B")] {
            for point in points.iter().filter(|point| point.roles[role]) {
                self.name(&mut callouts, point, &format!("{letter}  {}", point.label), accent.text, true)?;
            }
        }
        let unnamed = || points.iter().filter(|point| point.roles == [false; 2]);
        for point in unnamed().filter(|point| point.advised) {
            self.name(&mut callouts, point, &point.label, theme.ink, true)?;
        }
        for point in unnamed().filter(|point| point.known && !point.advised) {
            self.name(&mut callouts, point, &point.label, theme.ink, false)?;
        }
        for point in unnamed().filter(|point| point.front && !point.known && !point.advised) {
            self.name(&mut callouts, point, &point.label, theme.muted, false)?;
        }
        Ok(())
    }

    /// Writes a name beside its point, or some way off with a line to it.
    fn name(
        &self,
        callouts: &mut Callouts,
        point: &TradeOffPoint<'_>,
        label: &str,
        color: RGBColor,
        bold: bool,
    ) -> Drawn<DB> {
        let sizes = self.plot.sizes;
        let width = text::width(label, sizes.font, bold);
        let marked = point.roles != [false; 2];
        let always = point.advised || marked;
        let wanted = Wanted {
            size: (width, sizes.px(NAME)),
            at: self.at(point),
            gap: sizes.px(if bold { MARK + 4.0 } else { DOT + 4.0 }),
            // A line from each scheme of the front would hide the front.
            reach: sizes.px(if point.known || always { FAR } else { NEAR }),
            always,
        };
        let Some(callout) = callouts.place(wanted) else { return Ok(()) };
        let radius = if marked { MARK } else { DOT };
        self.plot.name(callout, wanted.at, Naming { text: label, color, bold, width, radius })
    }

    /// Writes the meaning of the dots.
    fn kinds(&self) -> Drawn<DB> {
        let kinds = self.figure.kinds.iter().zip([Kind::Full, Kind::Ring, Kind::Diamond]);
        self.plot.meanings(&kinds.collect::<Vec<_>>())
    }
}

/// The corners of a staircase through points, horizontal until a point of more bits is better. Better is lower where `falls`, otherwise
/// higher; of points in one column of pixels the best comes last.
fn staircase(mut points: Vec<(i32, i32)>, falls: bool) -> Vec<(i32, i32)> {
    points.sort_unstable_by_key(|&(x, y)| (x, if falls { y } else { -y }));
    let mut steps: Vec<(i32, i32)> = Vec::new();
    for (x, y) in points {
        if let Some(&(_, before)) = steps.last() {
            steps.push((x, before));
        }
        steps.push((x, y));
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_staircase_only_climbs_also_where_points_share_a_column() {
        // Heights of pixels grow downwards: of an SQNR the best is the least, of an MSE the greatest.
        let steps = staircase(vec![(5, 60), (9, 20), (5, 80), (5, 70)], false);
        assert_eq!(steps, [(5, 80), (5, 80), (5, 70), (5, 70), (5, 60), (9, 60), (9, 20)]);
        assert!(steps.is_sorted_by(|a, b| a.0 <= b.0 && a.1 >= b.1));
        let falling = staircase(vec![(5, 60), (9, 90), (5, 40)], true);
        assert!(falling.is_sorted_by(|a, b| a.0 <= b.0 && a.1 <= b.1), "{falling:?}");
    }
}
