//! The staircase x → x̂ of both schemes, and the line x̂ = x.

use plotters::prelude::DrawingBackend;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

use super::Paper;
use crate::figure::Scale;
use crate::figure::axis::Tick;
use crate::figure::pen::{Drawn, PixelBox, Script, solid};
use crate::figure::plot::{Plot, PlotAxis, ROW};
use crate::figure::role::Role;
use crate::figure::text;

const WIDTH: f64 = 1.75;
/// The number of dashes of the line x̂ = x.
const DASHES: i32 = 60;

impl<'a, DB: DrawingBackend> Paper<'a, DB> {
    pub(super) fn staircase(&self, place: PixelBox, marks: Option<Vec<Tick>>) -> Plot<'a, DB> {
        let y = PlotAxis::new(Scale::Linear(self.figure.view), &self.figure.labels.level);
        self.plot(place, self.values("", marks), y)
    }

    pub(super) fn draw_staircase(&self, plot: &Plot<'_, DB>) -> Drawn<DB> {
        plot.axes()?;
        let range = self.figure.view;
        let dashes = (0..2 * DASHES).map(|i| {
            let x = range.value(f64::from(i) / f64::from(2 * DASHES));
            // Every third piece is a gap.
            if i % 3 == 2 { (f64::NAN, f64::NAN) } else { (x, x) }
        });
        plot.line(dashes, 1.0, solid(self.theme.muted))?;
        for panel in &self.figure.panels {
            plot.line(self.steps(panel), WIDTH, panel.role.accent(self.theme).line.mix(0.9))?;
        }
        self.key(plot)
    }

    /// Writes the names of the lines at the right of the row of the title; only the letters of the schemes if there is no more room.
    fn key(&self, plot: &Plot<'_, DB>) -> Drawn<DB> {
        let (sizes, labels) = (self.sizes, &self.figure.labels);
        let (gap, y) = (sizes.px(14.0), plot.area.top - sizes.px(5.0 + ROW / 2.0));
        let room = plot.area.width() - sizes.text_width(&plot.y_title()) - gap;
        let names = |of: fn(&str) -> &str| {
            let panels =
                self.figure.panels.iter().rev().map(|panel| (of(&panel.grid_title), Some(panel.role)));
            [(labels.identity.as_ref(), None)].into_iter().chain(panels).collect::<Vec<_>>()
        };
        let width = |(name, role): &(&str, Option<Role>)| text::width(name, sizes.font, role.is_some()) + gap;
        let full = names(|title| title);
        let fits = full.iter().map(width).sum::<i32>() <= room;
        let shown = if fits { full } else { names(|title| title.split(' ').next().unwrap_or_default()) };
        let mut right = plot.area.right;
        for name in &shown {
            let color = name.1.map_or(self.theme.muted, |role| role.accent(self.theme).text);
            let script = Script { bold: name.1.is_some(), ..plot.script(color, HPos::Right) };
            let text = text::fitted(name.0, sizes.font, script.bold, room - (plot.area.right - right));
            self.pen.write(&text, (right, y), script)?;
            right -= width(name);
        }
        Ok(())
    }
}
