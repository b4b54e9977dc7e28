//! The sources of a scheme's squared error along the axis of values, in its two parts.

use plotters::prelude::DrawingBackend;
use plotters::style::Color;

use super::{ErrorsPanel, Paper};
use crate::figure::axis::Tick;
use crate::figure::pen::{Drawn, PixelBox, solid};
use crate::figure::plot::{Plot, PlotAxis, ROW};
use crate::figure::{FiniteRange, Scale};

/// Distance of the hatching's lines, in units.
const HATCH: f64 = 7.0;

impl<'a, DB: DrawingBackend> Paper<'a, DB> {
    pub(super) fn source(
        &self,
        panel: &ErrorsPanel<'_>,
        place: PixelBox,
        marks: Option<Vec<Tick>>,
    ) -> Plot<'a, DB> {
        let title = if marks.is_none() { self.figure.labels.value.as_ref() } else { "" };
        let outer = PixelBox { top: place.top + self.sizes.px(ROW), ..place };
        let (ticks, top) = shares(panel, (outer.height() / self.sizes.px(30.0).max(1)).max(2));
        let y = PlotAxis { scale: Scale::Linear(top), title: "", ticks: Some(ticks) };
        self.plot(outer, self.values(title, marks), y)
    }

    /// Draws one bar per bin: rounding tinted, clipping hatched on top of it.
    pub(super) fn draw_source(&self, plot: &Plot<'_, DB>, panel: &ErrorsPanel<'_>) -> Drawn<DB> {
        plot.axes()?;
        let accent = panel.role.accent(self.theme);
        let total = total(panel);
        let PixelBox { left, right, bottom, .. } = plot.area;
        let count = bins(panel).count();
        let edge =
            |i: usize| left + libm::round(i as f64 / count.max(1) as f64 * f64::from(right - left)) as i32;
        let step = self.sizes.px(HATCH).max(2);
        let line = self.sizes.px(1.0).max(1);
        for (i, (rounding, clipping)) in bins(panel).enumerate() {
            if rounding + clipping <= 0.0 {
                continue;
            }
            let (from, to) = (edge(i), edge(i + 1).max(edge(i) + 1));
            let (middle, top) = (plot.py(rounding / total), plot.py((rounding + clipping) / total));
            self.pen.fill(PixelBox::new(from, middle, to, bottom), accent.line.mix(0.3))?;
            let clipped = PixelBox::new(from, top, to, middle);
            self.pen.fill(clipped, accent.line.mix(0.08))?;
            self.pen.hatch(clipped, step, self.sizes.hair.unsigned_abs(), accent.line.mix(0.6))?;
            self.pen.fill(
                PixelBox::new(from, top.min(bottom - line), to, top.min(bottom - line) + line),
                solid(accent.line),
            )?;
        }
        self.corners(plot, &panel.outside)?;
        plot.heading(accent, &panel.title, &panel.source, plot.area.top - self.sizes.px(5.0 + ROW / 2.0))
    }
}

/// The rounding and clipping error of each bin of the axis.
fn bins<'a>(panel: &ErrorsPanel<'a>) -> impl Iterator<Item = (f64, f64)> + 'a {
    let inner = |sums: &'a [f64]| sums.get(1..sums.len().saturating_sub(1)).unwrap_or_default();
    inner(panel.rounding).iter().copied().zip(inner(panel.clipping).iter().copied())
}

/// The whole squared error; 1 if there is none, so that shares are 0.
fn total(panel: &ErrorsPanel<'_>) -> f64 {
    let sum = panel.rounding.iter().chain(panel.clipping).sum::<f64>();
    if sum > 0.0 { sum } else { 1.0 }
}

/// The ticks and the range of the axis of shares, in percent up to the largest share of a bin.
fn shares(panel: &ErrorsPanel<'_>, most: i32) -> (Vec<Tick>, FiniteRange) {
    let largest =
        bins(panel).map(|(rounding, clipping)| rounding + clipping).fold(0.0, f64::max) / total(panel);
    let top = if largest > 0.0 { largest * 1.08 } else { 1.0 };
    let percent = Scale::Linear(FiniteRange::covering(0.0, top * 100.0));
    let (ticks, _) = percent.ticks(usize::try_from(most).unwrap_or(2));
    let ticks = ticks
        .into_iter()
        .map(|tick| Tick { value: tick.value / 100.0, label: format!("{} %", tick.label) })
        .collect();
    (ticks, FiniteRange::covering(0.0, top))
}
