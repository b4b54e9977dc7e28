//! The data of a panel, coloured by what it contributes to the squared error, and that squared error hanging from the same axis.

use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::HPos;
use plotters::style::{Color, RGBColor};

use super::{Columns, ErrorsPanel, Paper};
use crate::figure::axis::Tick;
use crate::figure::pen::{Drawn, PixelBox, solid};
use crate::figure::plot::{Plot, PlotAxis, ROW};
use crate::figure::sizes::Sizes;
use crate::figure::text;
use crate::figure::{FiniteRange, Scale};

/// Distance of the hatching's lines, in units.
const HATCH: f64 = 5.0;
/// The share of a panel's height that the data takes.
const DATA: f64 = 0.54;
/// Columns lower than this share of the plot are hard to see.
const SMALL: f64 = 0.08;
/// What a plot without an x title needs below its axis, in units.
const FOOT: f64 = 7.0 + ROW;

impl<'a, DB: DrawingBackend> Paper<'a, DB> {
    /// The plots of the data and of the squared error below `heads` rows of heading. `most` are the highest column of the data, and
    /// the largest squared error of a column of both panels.
    pub(super) fn source(
        &self,
        place: PixelBox,
        heads: i32,
        title: &'a str,
        most: (u64, f64),
    ) -> [Plot<'a, DB>; 2] {
        let (sizes, labels) = (self.sizes, &self.figure.labels);
        let values = |title, ticks| PlotAxis { scale: Scale::Linear(self.figure.view), title, ticks };
        let top = place.top + heads * sizes.px(ROW);
        let foot = sizes.px(FOOT) + if title.is_empty() { 0 } else { sizes.px(ROW) };
        let (first, last) = (top + sizes.px(5.0 + ROW), place.bottom - foot);
        let split = first + libm::round(f64::from(last - first) * DATA) as i32;
        let hanging = PixelBox { top: split - sizes.px(5.0), ..place };
        let squares = self.plot(hanging, values(title, None), squares(most.1, last - split, sizes));
        let marks = ((split - first) / sizes.px(24.0).max(1)).clamp(2, 6).unsigned_abs() as usize;
        let counts = PlotAxis::counts(most.0 as f64, self.figure.log, marks, &labels.data);
        let standing = PixelBox { top, bottom: split + sizes.px(FOOT), ..place };
        [self.plot(standing, values("", Some(squares.bare_x_marks())), counts), squares]
    }

    /// Draws the data, what hangs below it, and the limits of the range if there is one for all values.
    pub(super) fn draw_source(
        &self,
        (data, squares): (&Plot<'_, DB>, &Plot<'_, DB>),
        panel: &ErrorsPanel<'_>,
        columns: &Columns,
    ) -> Drawn<DB> {
        squares.axes()?;
        data.axes()?;
        let accent = panel.role.accent(self.theme);
        let most = columns.most();
        let PixelBox { left, right, .. } = data.area;
        let edge = |share: f64| left + libm::round(share * f64::from(right - left)) as i32;
        for (i, (&count, &(rounding, clipping))) in columns.counts.iter().zip(&columns.squares).enumerate() {
            // A line of the background separates neighbours where there is room for one.
            let (from, next) = (edge(columns.ends[i]), edge(columns.ends[i + 1]));
            let to = (next - self.sizes.hair).max(from + 1);
            if count > 0 {
                let share = if most > 0.0 { (rounding + clipping) / most } else { 0.0 };
                let top =
                    data.py(count as f64).min(data.area.bottom - 2 * self.sizes.hair).max(data.area.top);
                let bar = PixelBox::new(from, top, to, data.area.bottom);
                self.pen.fill(bar, solid(self.theme.data_pale))?;
                // A root, so that a small share looks different from none.
                self.pen.fill(bar, accent.line.mix(libm::sqrt(share)))?;
                if clipping > rounding {
                    self.hatch(bar, self.theme.background)?;
                }
            }
            let (middle, low) = (squares.py(-rounding), squares.py(-rounding - clipping));
            self.pen.fill(PixelBox::new(from, squares.area.top, to, middle), accent.line.mix(0.6))?;
            let clipped = PixelBox::new(from, middle, to, low.max(middle));
            self.pen.fill(clipped, accent.line.mix(0.2))?;
            self.hatch(clipped, accent.line)?;
        }
        let base = squares.area.top;
        self.pen.fill(PixelBox::new(left, base, right, base + self.sizes.hair), solid(self.theme.rule))?;
        self.limits(data.area.top, squares, panel)?;
        self.key(squares, panel)?;
        // The plot reaches to the largest column of both panels.
        if most < SMALL * -squares.y.scale.ends().0 {
            self.smaller(squares, panel)?;
        }
        self.corners(squares, &panel.outside)
    }

    /// Diagonal lines, over clipped values and their error.
    fn hatch(&self, area: PixelBox, color: RGBColor) -> Drawn<DB> {
        let step = self.sizes.px(HATCH).max(2);
        self.pen.hatch(area, step, self.sizes.hair.unsigned_abs(), color.mix(0.8))
    }

    /// Marks the ends of the range.
    fn limits(&self, top: i32, plot: &Plot<'_, DB>, panel: &ErrorsPanel<'_>) -> Drawn<DB> {
        let Some((lo, hi)) = panel.range else { return Ok(()) };
        let accent = panel.role.accent(self.theme);
        for end in [lo, hi].into_iter().filter(|&end| plot.x.scale.contains(end)) {
            let x = plot.px(end);
            let line = [(x, top), (x, plot.area.bottom)];
            self.pen.dashes(&line, self.sizes.unit, self.sizes.hair.unsigned_abs(), solid(accent.line))?;
        }
        Ok(())
    }

    /// Says how much smaller the squared error is than that of the other panel, whose scale it shares.
    fn smaller(&self, plot: &Plot<'_, DB>, panel: &ErrorsPanel<'_>) -> Drawn<DB> {
        let PixelBox { left, right, top, bottom } = plot.area;
        let text = text::fitted(&panel.smaller, self.sizes.font, false, right - left);
        let y = (top + bottom - self.sizes.px(ROW)) / 2;
        self.pen.write(&text, ((left + right) / 2, y), plot.script(self.theme.muted, HPos::Center))
    }

    /// Names the squared error and its parts, at the lower left end of the plot.
    fn key(&self, plot: &Plot<'_, DB>, panel: &ErrorsPanel<'_>) -> Drawn<DB> {
        let (sizes, labels) = (self.sizes, &self.figure.labels);
        let accent = panel.role.accent(self.theme);
        let (gap, y) = (sizes.px(6.0), plot.area.bottom - sizes.px(ROW / 2.0 + 2.0));
        let sample = sizes.px(12.0);
        let mut x = plot.area.left + gap;
        let script = plot.script(self.theme.muted, HPos::Left);
        // A limit does not cross the words.
        let half = sizes.px(ROW / 2.0);
        let words =
            PixelBox::new(x - gap / 2, y - half, x + sizes.text_width(&labels.squares) + gap, y + half);
        self.pen.fill(words, solid(self.theme.background))?;
        self.pen.write(&labels.squares, (x, y), script)?;
        x += sizes.text_width(&labels.squares) + 2 * gap;
        let clips = panel.clipping.iter().any(|&sum| sum > 0.0);
        for (name, clipped) in [(&labels.rounding, false), (&labels.clipping, true)] {
            let width = sample + gap + sizes.text_width(name);
            if (clipped && !clips) || x + width > plot.area.right {
                continue;
            }
            let half = sizes.px(4.5);
            let swatch = PixelBox::new(x, y - half, x + sample, y + half);
            self.pen.fill(swatch, accent.line.mix(if clipped { 0.2 } else { 0.6 }))?;
            if clipped {
                self.hatch(swatch, accent.line)?;
            }
            self.pen.write(name, (x + sample + gap, y), script)?;
            x += width + 2 * gap;
        }
        Ok(())
    }
}

/// The axis of squared errors, which grow downwards: as negative numbers with the labels of positive ones. Below the largest there is
/// room for the key.
fn squares<'a>(most: f64, height: i32, sizes: Sizes) -> PlotAxis<'a> {
    let key = f64::from(sizes.px(ROW + 5.0)) / f64::from(height.max(1));
    let top = if most > 0.0 && most.is_finite() { most / (1.0 - key.min(0.6)) } else { 1.0 };
    let range = FiniteRange::covering(0.0, top);
    // 0 has no label, nor has what lies beside the key.
    let marks = (height / sizes.px(22.0).max(1) + 2).clamp(3, 7).unsigned_abs() as usize;
    let (ticks, power) = Scale::Linear(range).ticks(marks);
    let label =
        |label: &str| power.as_ref().map_or_else(|| label.to_owned(), |power| format!("{label}{power}"));
    let hanging = |tick: Tick| Tick { value: -tick.value, label: label(&tick.label) };
    let beside = |tick: &Tick| tick.value > 0.0 && (most <= 0.0 || tick.value <= most * 1.02);
    let ticks = ticks.into_iter().filter(beside).map(hanging).collect();
    PlotAxis { scale: Scale::Linear(FiniteRange::covering(-top, 0.0)), title: "", ticks: Some(ticks) }
}
