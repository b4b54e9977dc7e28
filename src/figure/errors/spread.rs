//! The distribution of a scheme's errors, and their RMSE beside that of errors spread evenly over a step.

use plotters::prelude::DrawingBackend;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

use super::{ErrorsPanel, Paper};
use crate::figure::pen::{Drawn, PixelBox, solid};
use crate::figure::plot::{Plot, PlotAxis, ROW};

impl<'a, DB: DrawingBackend> Paper<'a, DB> {
    /// The plot of a distribution below `heads` rows of heading.
    pub(super) fn spread(
        &self,
        panel: &ErrorsPanel<'_>,
        place: PixelBox,
        heads: i32,
        last: bool,
    ) -> Plot<'a, DB> {
        let outer = PixelBox { top: place.top + heads * self.sizes.px(ROW), ..place };
        let labels = &self.figure.labels;
        let x = PlotAxis::new(self.errors_scale(), if last { labels.error.as_ref() } else { "" });
        let most = inner(panel).iter().copied().fold(1.0, f64::max);
        let marks = (outer.height() / self.sizes.px(44.0).max(1)).clamp(2, 6);
        let y = PlotAxis::counts(most, self.figure.log, marks.unsigned_abs() as usize, &labels.count);
        self.plot(outer, x, y)
    }

    pub(super) fn draw_spread(&self, plot: &Plot<'_, DB>, panel: &ErrorsPanel<'_>, heads: i32) -> Drawn<DB> {
        plot.axes()?;
        let (accent, sizes) = (panel.role.accent(self.theme), self.sizes);
        let PixelBox { left, top, right, bottom } = plot.area;
        let counts = inner(panel);
        let edge = |i: usize| {
            left + libm::round(i as f64 / counts.len().max(1) as f64 * f64::from(right - left)) as i32
        };
        for (i, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0.0) {
            let y = plot.py(count).max(top).min(bottom - 2 * sizes.hair);
            self.pen.fill(PixelBox::new(edge(i), y, edge(i + 1), bottom), accent.line.mix(0.45))?;
        }
        let zero = plot.px(0.0);
        self.pen.fill(PixelBox::new(zero, top, zero + sizes.hair, bottom), solid(self.theme.rule))?;
        let labels = &self.figure.labels;
        let mut bars = vec![(panel.rmse, labels.rmse.as_ref(), accent.line, accent.text)];
        bars.extend(panel.even.map(|even| (even, labels.even.as_ref(), self.theme.ink, self.theme.ink)));
        for (i, (half, label, line, color)) in (0..).zip(bars) {
            self.reach(plot, (i, half, label), line, color)?;
        }
        self.corners(plot, &panel.beyond)?;
        self.heading(plot, heads, accent, [&panel.title, &panel.spread])
    }

    /// Draws a bar from `-half` to `half`, with its name at the right end.
    fn reach(
        &self,
        plot: &Plot<'_, DB>,
        (row, half, label): (i32, f64, &str),
        line: plotters::style::RGBColor,
        color: plotters::style::RGBColor,
    ) -> Drawn<DB> {
        let sizes = self.sizes;
        let PixelBox { left, right, top, bottom } = plot.area;
        let y = top + sizes.px(ROW * (1.9 + f64::from(row)));
        if y + sizes.px(ROW) > bottom {
            return Ok(());
        }
        let (from, to) = (plot.px(-half).max(left), plot.px(half).min(right));
        let thick = sizes.px(2.0).max(1);
        self.pen
            .fill(PixelBox::new(from, y - thick / 2, to.max(from + 1), y - thick / 2 + thick), solid(line))?;
        for x in [from, to] {
            let tick =
                PixelBox::new(x - thick / 2, y - sizes.px(4.0), x - thick / 2 + thick, y + sizes.px(4.0));
            self.pen.fill(tick, solid(line))?;
        }
        let gap = sizes.px(6.0);
        let width = sizes.text_width(label);
        let start = if to + gap + width <= right { to + gap } else { right - gap - width };
        let ground =
            PixelBox::new(start - sizes.px(2.0), y - sizes.px(7.0), start + width, y + sizes.px(7.0));
        self.pen.fill(ground, self.theme.background.mix(0.8))?;
        self.pen.write(label, (start, y), plot.script(color, HPos::Left))
    }
}

/// The number of errors in each bin of the axis.
fn inner<'a>(panel: &ErrorsPanel<'a>) -> &'a [f64] {
    panel.errors.get(1..panel.errors.len().saturating_sub(1)).unwrap_or_default()
}
