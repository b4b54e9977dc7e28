//! The Budget picture: the least error of a model within each number of bits per value, when every tensor may have a format of its
//! own, beside the models that have one format throughout.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;
use plotters::style::Color;
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;
use serde::Deserialize;

use super::callouts::{Callouts, Wanted};
use super::marks::{DOT, Kind, MARK, NAME, Naming, extent, widened};
use super::pen::{Drawn, Pen, PixelBox, solid};
use super::plot::{Plot, PlotAxis, PlotMap, ROW};
use super::text::{self, Text};
use super::theme::Theme;
use super::{FiniteRange, Scale};

/// Everything the Budget picture shows.
#[derive(Debug, Clone, Deserialize)]
pub struct BudgetFigure<'a> {
    /// The corners of the curve, by rising bits: choices of formats that no other choice can beat with as many bits.
    pub curve: Vec<BudgetPoint>,
    /// The model in one format throughout, one for each format.
    pub singles: Vec<SingleFormat<'a>>,
    /// At most so many bits per value; a vertical line.
    pub budget: Option<f64>,
    /// What the line is: "at most 4.5".
    pub budget_name: Text<'a>,
    /// What was chosen for the budget. It lies on the curve, or a little below where the bits left over bought no more.
    pub chosen: Option<BudgetPoint>,
    /// What it is: "4.48 bits, 27.3 dB".
    pub chosen_name: Text<'a>,
    /// A remark on the bits of tensors that are kept as they are; may be empty.
    pub kept: Text<'a>,
    /// Titles of the axes: "bits per value", "SQNR (dB)".
    pub titles: [Text<'a>; 2],
    /// The meaning of the dots of the curve and of the diamonds: "formats mixed", "one format".
    pub kinds: [Text<'a>; 2],
    /// The bits that the axis shows; all when missing. 16 bits would leave little room for the others.
    pub bits: Option<FiniteRange>,
}

/// A model in some formats. As a record: the pair of its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(from = "(f64, f64)")]
pub struct BudgetPoint {
    /// Its bits per value.
    pub bits: f64,
    /// Its SQNR in decibels. An infinite one (no error) stands at the top; one that is NaN is not drawn.
    pub sqnr: f64,
}

impl From<(f64, f64)> for BudgetPoint {
    fn from((bits, sqnr): (f64, f64)) -> Self {
        Self { bits, sqnr }
    }
}

/// A model that has one format throughout.
#[derive(Debug, Clone, Deserialize)]
pub struct SingleFormat<'a> {
    /// Its name: "all int4:g64".
    pub label: Text<'a>,
    /// Where it stands.
    pub point: BudgetPoint,
}

/// Up to so many corners of a curve have a dot each. The curve of a model with many tensors has hundreds.
const DOTS: usize = 48;
/// How far from its point a name may stand, in units.
const FAR: f64 = 90.0;
/// Space behind a name, in units.
const SPARE: f64 = 6.0;
/// Corners nearer than this to one before are left out, in units: on whole pixels, a line through all of them would be rough.
const ROUGH: f64 = 10.0;
/// How far apart the points are between two corners of the curve, in units.
const BEND: f64 = 24.0;
/// How many there are at most.
const BENDS: i32 = 32;

/// Draws the picture on the whole of `area` and says where its plot is.
///
/// # Errors
/// Only errors of the backend: any figure can be drawn.
pub fn draw_budget<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    figure: &BudgetFigure<'_>,
    theme: &Theme,
) -> Result<PlotMap, DrawingAreaErrorKind<DB::ErrorType>> {
    let (pen, sizes, (width, height)) = Pen::begin(area, theme)?;
    let edge = sizes.px(8.0);
    let foot = if figure.kept.is_empty() { 0 } else { sizes.px(ROW) };
    let outer = PixelBox::new(edge, 0, width - edge, height - foot);
    let bits = bits_scale(figure);
    let x = PlotAxis::new(bits, &figure.titles[0]);
    let y = PlotAxis::new(decibel_scale(figure, bits), &figure.titles[1]);
    let plot = Plot::new(&pen, theme, sizes, outer, x, y);
    let picture = Picture { figure, path: path(&plot, &figure.curve), plot };
    picture.plot.axes()?;
    picture.budget()?;
    picture.curve()?;
    picture.marks()?;
    picture.names()?;
    let PixelBox { left, right, .. } = picture.plot.area;
    let remark = text::fitted(&figure.kept, sizes.font, false, right - left);
    let script = picture.plot.script(theme.muted, HPos::Center);
    pen.write(&remark, ((left + right) / 2, height - sizes.px(ROW / 2.0 + 2.0)), script)?;
    Ok(picture.plot.map())
}

/// All points of the figure.
fn points(figure: &BudgetFigure<'_>) -> impl Iterator<Item = BudgetPoint> {
    let singles = figure.singles.iter().map(|single| single.point);
    figure.curve.iter().copied().chain(singles).chain(figure.chosen)
}

fn bits_scale(figure: &BudgetFigure<'_>) -> Scale {
    let all = || widened(extent(points(figure).map(|point| point.bits).chain(figure.budget)));
    Scale::Linear(figure.bits.unwrap_or_else(all))
}

fn decibel_scale(figure: &BudgetFigure<'_>, bits: Scale) -> Scale {
    let shown = points(figure).filter(|point| bits.contains(point.bits));
    Scale::Linear(widened(extent(shown.map(|point| point.sqnr))))
}

/// The curve through its corners. Between two corners the error is on a straight line, which is bent in decibels: no choice is above.
fn path<DB: DrawingBackend>(plot: &Plot<'_, DB>, corners: &[BudgetPoint]) -> Vec<(f64, f64)> {
    let error = |sqnr: f64| libm::pow(10.0, -sqnr / 10.0);
    let near = |a: BudgetPoint, b: BudgetPoint| {
        let (across, down) = (plot.px(a.bits) - plot.px(b.bits), plot.py(a.sqnr) - plot.py(b.sqnr));
        libm::hypot(across.into(), down.into()) < ROUGH * plot.sizes.unit
    };
    let mut path = Vec::new();
    let mut before = None;
    for (i, &to) in corners.iter().enumerate() {
        if let Some(from) = before {
            if corners.len() > DOTS && i + 1 < corners.len() && near(from, to) {
                continue;
            }
            let apart = (plot.px(to.bits) - plot.px(from.bits)) / plot.sizes.px(BEND).max(1);
            let bends = apart.clamp(1, BENDS);
            path.extend((1..bends).map(|bend| {
                let share = f64::from(bend) / f64::from(bends);
                let between = error(from.sqnr) + share * (error(to.sqnr) - error(from.sqnr));
                (from.bits + share * (to.bits - from.bits), -10.0 * libm::log10(between))
            }));
        }
        path.push((to.bits, to.sqnr));
        before = Some(to);
    }
    path
}

struct Picture<'a, DB: DrawingBackend> {
    figure: &'a BudgetFigure<'a>,
    /// The points of the curve: bits and decibels.
    path: Vec<(f64, f64)>,
    plot: Plot<'a, DB>,
}

impl<DB: DrawingBackend> Picture<'_, DB> {
    /// The pixel of a point, if it is shown.
    fn at(&self, point: BudgetPoint) -> Option<(i32, i32)> {
        let PixelBox { top, bottom, .. } = self.plot.area;
        let shown = self.plot.x.scale.contains(point.bits) && !point.sqnr.is_nan();
        let y = match point.sqnr {
            sqnr if sqnr.is_finite() => self.plot.py(sqnr),
            sqnr if sqnr > 0.0 => top,
            _ => bottom,
        };
        shown.then(|| (self.plot.px(point.bits), y))
    }

    /// The pixels of the corners, if they are few enough for a dot each.
    fn dots(&self) -> Vec<(i32, i32)> {
        let at: Vec<_> = self.figure.curve.iter().filter_map(|&point| self.at(point)).collect();
        if at.len() <= DOTS { at } else { Vec::new() }
    }

    /// The pixel of the line of the budget, if there is one.
    fn budget_line(&self) -> Option<i32> {
        let PixelBox { left, right, .. } = self.plot.area;
        let budget = self.figure.budget.filter(|budget| !budget.is_nan())?;
        Some(self.plot.px(budget).clamp(left, right))
    }

    /// Draws the line of the budget, and a tint over what exceeds it.
    fn budget(&self) -> Drawn<DB> {
        let Plot { theme, sizes, area: PixelBox { top, right, bottom, .. }, .. } = self.plot;
        let Some(x) = self.budget_line() else { return Ok(()) };
        self.plot.pen.fill(PixelBox::new(x, top, right, bottom), theme.data.mix(0.06))?;
        let line = PixelBox::new(x - sizes.hair, top, x + sizes.hair, bottom);
        self.plot.pen.fill(line, solid(theme.muted))
    }

    fn curve(&self) -> Drawn<DB> {
        self.plot.line(self.path.iter().copied(), 1.75, solid(self.plot.theme.data))
    }

    /// Draws the dots of the curve, then the models of one format, then what was chosen.
    fn marks(&self) -> Drawn<DB> {
        let Plot { theme, sizes, .. } = self.plot;
        for at in self.dots() {
            self.plot.dot(at, DOT, Kind::Full, theme.data)?;
        }
        for at in self.figure.singles.iter().filter_map(|single| self.at(single.point)) {
            self.plot.dot(at, DOT + 2.5, Kind::Diamond, theme.background)?;
            self.plot.dot(at, DOT + 1.0, Kind::Diamond, theme.muted)?;
        }
        let Some(at) = self.figure.chosen.and_then(|chosen| self.at(chosen)) else { return Ok(()) };
        self.plot.pen.dot(at, sizes.px(MARK + 4.0), theme.data.mix(0.18))?;
        self.plot.dot(at, MARK, Kind::Full, theme.background)?;
        self.plot.dot(at, MARK - 1.0, Kind::Full, theme.ink)
    }

    /// Writes the names, the most important first: of the budget, of what was chosen, then of the models of one format. Then the meaning of
    /// the marks.
    fn names(&self) -> Drawn<DB> {
        let figure = self.figure;
        let Plot { theme, sizes, area, .. } = self.plot;
        let singles: Vec<_> = figure
            .singles
            .iter()
            .filter_map(|single| self.at(single.point).map(|at| (&*single.label, at)))
            .collect();
        let chosen = figure.chosen.and_then(|chosen| self.at(chosen));
        let mut marks: Vec<_> = self.dots().into_iter().map(|at| (at, sizes.px(DOT))).collect();
        marks.extend(singles.iter().map(|&(_, at)| (at, sizes.px(DOT + 1.0))));
        marks.extend(chosen.map(|at| (at, sizes.px(MARK))));
        let bounds = PixelBox::new(area.left, area.top, area.right + sizes.px(8.0), area.bottom);
        let pixels = self.path.iter().map(|&(bits, sqnr)| (self.plot.px(bits), self.plot.py(sqnr)));
        let mut callouts = Callouts::new(bounds, marks, &pixels.collect::<Vec<_>>());
        if let Some(x) = self.budget_line() {
            callouts.spare([(x, area.top), (x, area.bottom)]);
            self.budget_name(&mut callouts, x)?;
        }
        if let Some(at) = chosen {
            self.name(&mut callouts, at, (&figure.chosen_name, theme.ink, true))?;
        }
        for (label, at) in singles {
            self.name(&mut callouts, at, (label, theme.muted, false))?;
        }
        self.plot.meanings(&[(&figure.kinds[0], Kind::Full), (&figure.kinds[1], Kind::Diamond)])
    }

    /// Writes what the line at `x` is, at one of its ends, where nothing else is; nowhere if there is no such place.
    fn budget_name(&self, callouts: &mut Callouts, x: i32) -> Drawn<DB> {
        let Plot { theme, sizes, area, .. } = self.plot;
        let name = &self.figure.budget_name;
        let (width, gap, half) =
            (sizes.text_width(name) + sizes.px(SPARE), sizes.px(6.0), sizes.px(NAME) / 2);
        // At the foot of the line is its grip, which is large under a finger.
        let heights = [area.top + half + gap, area.bottom - half - gap];
        let places = heights.into_iter().flat_map(|y| [(x + gap, y), (x - width, y)]);
        let mut free = places
            .filter(|&(left, y)| callouts.take(PixelBox::new(left - gap, y - half, left + width, y + half)));
        let Some(at) = free.next() else { return Ok(()) };
        self.plot.pen.write(name, at, self.plot.script(theme.ink, HPos::Left))
    }

    /// Writes a name beside its mark, or as many of its clauses as have room on one side.
    fn name(
        &self,
        callouts: &mut Callouts,
        at: (i32, i32),
        (text, color, bold): (&str, RGBColor, bool),
    ) -> Drawn<DB> {
        let Plot { sizes, area, .. } = self.plot;
        let radius = if bold { MARK } else { DOT + 1.0 };
        let (gap, spare) = (sizes.px(radius + 4.0), sizes.px(SPARE));
        let room = (at.0 - area.left).max(area.right - at.0) - gap - spare;
        let text = &*text::fitted(text, sizes.font, bold, room);
        let width = text::width(text, sizes.font, bold) + spare;
        let wanted = Wanted { size: (width, sizes.px(NAME)), at, gap, reach: sizes.px(FAR), always: true };
        let Some(callout) = callouts.place(wanted) else { return Ok(()) };
        self.plot.name(callout, at, Naming { text, color, bold, width, radius })
    }
}
