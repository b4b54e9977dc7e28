//! The Codes picture: how often each code of A and of B is used, and which never.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;
use serde::Deserialize;

use super::axis::Tick;
use super::code_names::CodeNames;
use super::pen::{Drawn, Pen, PixelBox, Script, solid};
use super::plot::{Plot, PlotAxis, PlotMap};
use super::role::Role;
use super::sizes::Sizes;
use super::text::{self, Text};
use super::theme::Theme;
use super::{FiniteRange, Scale};

/// Everything the Codes picture shows.
#[derive(Debug, Clone, Deserialize)]
pub struct CodesFigure<'a> {
    /// Top to bottom.
    pub panels: Vec<CodesPanel<'a>>,
    /// Whether counts are logarithmic or linear.
    pub log: bool,
    /// Titles of the axes: "code q", "values per code".
    pub titles: [Text<'a>; 2],
}

/// One scheme's codes.
#[derive(Debug, Clone, Deserialize)]
pub struct CodesPanel<'a> {
    /// The scheme it belongs to.
    pub role: Role,
    /// How often each code occurs, by rank.
    #[serde(skip)]
    pub usage: &'a [f64],
    /// What the codes are called.
    pub codes: CodeNames<'a>,
    /// The letter and the scheme: "A  int4".
    pub title: Text<'a>,
    /// Its result: "7 of 15 codes never used".
    pub subtitle: Text<'a>,
    /// The rank of the code that the value pointed at gets.
    pub marked: Option<usize>,
}

/// The smallest bars with a gap between them, in units.
const GAP_FROM: f64 = 5.0;
/// Distance of the hatching's lines, in units.
const HATCH: f64 = 7.0;
/// The least gap between labels, in units.
const LABELS_APART: f64 = 12.0;

/// Draws the picture on the whole of `area` and says where each panel is; its x axis counts ranks.
///
/// # Errors
/// Only errors of the backend: any figure can be drawn.
pub fn draw_codes<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    figure: &CodesFigure<'_>,
    theme: &Theme,
) -> Result<Vec<PlotMap>, DrawingAreaErrorKind<DB::ErrorType>> {
    let (pen, sizes, _) = Pen::begin(area, theme)?;
    let plots = Plot::stack(&pen, theme, sizes, &figure.panels, |panel, outer, last| {
        [codes_axis(panel, figure, outer, sizes, last), counts_axis(panel, figure)]
    });
    let mut maps = Vec::with_capacity(plots.len());
    for (panel, (plot, heading)) in figure.panels.iter().zip(plots) {
        let drawing = Drawing { panel, plot };
        drawing.plot.axes()?;
        drawing.unused()?;
        drawing.bars()?;
        drawing.mark()?;
        drawing.title(heading)?;
        maps.push(drawing.plot.map());
    }
    Ok(maps)
}

fn codes_axis<'a>(
    panel: &CodesPanel<'_>,
    figure: &'a CodesFigure<'_>,
    outer: PixelBox,
    sizes: Sizes,
    last: bool,
) -> PlotAxis<'a> {
    let count = panel.usage.len().max(1) as f64;
    let scale = Scale::Linear(FiniteRange::covering(-0.5, count - 0.5));
    let names = (0..panel.usage.len()).map(|rank| sizes.text_width(&panel.codes.name(rank)));
    let label = names.max().unwrap_or(0) + sizes.px(LABELS_APART);
    let apart = f64::from(label) / f64::from(outer.width().max(1)) * count;
    let kept = panel.codes.ticks(panel.usage.len(), apart.max(1.0)).into_iter();
    let tick = |rank| Tick { value: rank as f64, label: panel.codes.name(rank).into_owned() };
    let title = if last { figure.titles[0].as_ref() } else { "" };
    PlotAxis { scale, title, ticks: Some(kept.map(tick).collect()) }
}

fn counts_axis<'a>(panel: &CodesPanel<'_>, figure: &'a CodesFigure<'_>) -> PlotAxis<'a> {
    let most = panel.usage.iter().copied().fold(1.0, f64::max);
    PlotAxis::counts(most, figure.log, 5, &figure.titles[1])
}

struct Drawing<'a, DB: DrawingBackend> {
    panel: &'a CodesPanel<'a>,
    plot: Plot<'a, DB>,
}

impl<DB: DrawingBackend> Drawing<'_, DB> {
    /// Left edge of the place of a rank.
    fn edge(&self, rank: usize) -> i32 {
        let count = self.panel.usage.len().max(1);
        let PixelBox { left, .. } = self.plot.area;
        left + libm::round(rank as f64 / count as f64 * f64::from(self.plot.area.width())) as i32
    }

    /// Hatches stretches of codes that never occur.
    fn unused(&self) -> Drawn<DB> {
        let accent = self.panel.role.accent(self.plot.theme);
        let sizes = self.plot.sizes;
        let mut from = 0;
        for run in self.panel.usage.chunk_by(|a, b| (*a == 0.0) == (*b == 0.0)) {
            if run.first().is_some_and(|&count| count == 0.0) {
                let area =
                    PixelBox { left: self.edge(from), right: self.edge(from + run.len()), ..self.plot.area };
                self.plot.pen.fill(area, accent.line.mix(0.07))?;
                self.plot.pen.hatch(
                    area,
                    sizes.px(HATCH).max(2),
                    sizes.hair.unsigned_abs(),
                    accent.line.mix(0.5),
                )?;
            }
            from += run.len();
        }
        Ok(())
    }

    /// Draws one bar per code; if codes are narrower than pixels, the tallest bar of each pixel.
    fn bars(&self) -> Drawn<DB> {
        let data = solid(self.plot.theme.data);
        let bottom = self.plot.area.bottom;
        let wide = f64::from(self.plot.area.width()) / self.panel.usage.len().max(1) as f64;
        let gap = if wide >= GAP_FROM * self.plot.sizes.unit { self.plot.sizes.hair } else { 0 };
        let mut column = (i32::MIN, bottom);
        for (i, &count) in self.panel.usage.iter().enumerate().filter(|(_, count)| **count > 0.0) {
            let (left, right) = (self.edge(i), self.edge(i + 1));
            // Every code that occurs is visible, however rare it is.
            let top = self.plot.py(count).max(self.plot.area.top).min(bottom - 2 * self.plot.sizes.hair);
            if column.0 == left && column.1 <= top {
                continue;
            }
            column = (left, top);
            self.plot.pen.fill(PixelBox::new(left + gap, top, right.max(left + gap + 1), bottom), data)?;
        }
        Ok(())
    }

    /// Marks the code of the value pointed at: its bar in the colour of the scheme, and a frame around it.
    fn mark(&self) -> Drawn<DB> {
        let Some(rank) = self.panel.marked else { return Ok(()) };
        let Some(&count) = self.panel.usage.get(rank) else { return Ok(()) };
        let accent = self.panel.role.accent(self.plot.theme);
        let line = self.plot.sizes.px(1.5).max(1);
        let PixelBox { top, bottom, .. } = self.plot.area;
        let (left, right) = (self.edge(rank), self.edge(rank + 1).max(self.edge(rank) + 2 * line));
        if count > 0.0 {
            let bar = self.plot.py(count).max(top).min(bottom - 2 * self.plot.sizes.hair);
            self.plot.pen.fill(PixelBox::new(left, bar, right, bottom), solid(accent.line))?;
        }
        for x in [left - line, right] {
            self.plot.pen.fill(PixelBox::new(x, top, x + line, bottom), solid(accent.line))?;
        }
        let label = self.panel.codes.name(rank);
        let half = text::width(&label, self.plot.sizes.font, true) / 2 + self.plot.sizes.px(3.0);
        let x = ((left + right) / 2)
            .clamp(self.plot.area.left + half, (self.plot.area.right - half).max(self.plot.area.left + half));
        let y = top + self.plot.sizes.px(9.0);
        let ground =
            PixelBox::new(x - half, y - self.plot.sizes.px(8.0), x + half, y + self.plot.sizes.px(8.0));
        self.plot.pen.fill(ground, self.plot.theme.background.mix(0.9))?;
        let script = Script { bold: true, ..self.plot.script(accent.text, HPos::Center) };
        self.plot.pen.write(&label, (x, y), script)
    }

    /// Writes the name of the scheme in its colour, and the result.
    fn title(&self, y: i32) -> Drawn<DB> {
        let accent = self.panel.role.accent(self.plot.theme);
        self.plot.heading(accent, &self.panel.title, &self.panel.subtitle, y)
    }
}
