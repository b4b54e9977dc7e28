//! The saw-tooth e(x) = x̂ − x of both schemes, over the data.

use plotters::prelude::DrawingBackend;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

use super::Paper;
use crate::figure::Scale;
use crate::figure::axis::Tick;
use crate::figure::counts::CountScale;
use crate::figure::pen::{Drawn, PixelBox, solid};
use crate::figure::plot::{Plot, PlotAxis, ROW};
use crate::figure::text;

const WIDTH: f64 = 1.25;

impl<'a, DB: DrawingBackend> Paper<'a, DB> {
    pub(super) fn sawtooth(&self, place: PixelBox, marks: Option<Vec<Tick>>) -> Plot<'a, DB> {
        let y = PlotAxis::new(Scale::Linear(self.errors_range()), &self.figure.labels.error);
        self.plot(place, self.values("", marks), y)
    }

    pub(super) fn draw_sawtooth(&self, plot: &Plot<'_, DB>) -> Drawn<DB> {
        self.density(plot)?;
        plot.axes()?;
        let zero = plot.py(0.0);
        let PixelBox { left, right, .. } = plot.area;
        self.pen.fill(PixelBox::new(left, zero, right, zero + self.sizes.hair), solid(self.theme.rule))?;
        for panel in &self.figure.panels {
            let teeth = self.steps(panel).map(|(x, level)| (x, level - x));
            plot.line(teeth, WIDTH, solid(panel.role.accent(self.theme).line))?;
        }
        let at = (plot.area.right, plot.area.top - self.sizes.px(5.0 + ROW / 2.0));
        let room = plot.area.width() - self.sizes.text_width(&plot.y_title()) - self.sizes.px(14.0);
        let name = text::fitted(&self.figure.labels.data, self.sizes.font, false, room);
        self.pen.write(&name, at, plot.script(self.theme.muted, HPos::Right))
    }

    /// Draws the histogram of the data as a pale background.
    fn density(&self, plot: &Plot<'_, DB>) -> Drawn<DB> {
        let counts = self.figure.data;
        let scale = CountScale::new(counts.iter().copied().max().unwrap_or(0), self.figure.log);
        let PixelBox { left, top, right, bottom } = plot.area;
        let edge =
            |i: usize| left + libm::round(i as f64 / counts.len() as f64 * f64::from(right - left)) as i32;
        for (i, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let height = libm::round(scale.fraction(count) * f64::from(bottom - top)) as i32;
            let (from, to) = (edge(i), edge(i + 1).max(edge(i) + 1));
            self.pen.fill(
                PixelBox::new(from, bottom - height.max(1), to, bottom),
                self.theme.data_pale.mix(0.55),
            )?;
        }
        Ok(())
    }
}
