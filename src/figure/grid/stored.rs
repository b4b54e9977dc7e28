//! The values that a second file stores for the data: a line over the bars, which a key names.

use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::HPos;

use super::data::Stored;
use super::frame::Frame;
use super::histogram::{bins_of_column, stretches};
use super::layout::Place;
use crate::figure::pen::{Drawn, PixelBox, Script, solid};
use crate::figure::text;

/// The width of the line, and of the ground that keeps it apart from the bars, in CSS pixels.
const LINE: f64 = 1.5;
const GROUND: f64 = 4.0;
/// The length of the piece of line in the key, in CSS pixels.
const SAMPLE: f64 = 22.0;

impl<DB: DrawingBackend> Frame<'_, DB> {
    /// Draws the line in each panel, and its key in the first. Made by a call of its own, which a first visit fetches no code for.
    #[inline(never)]
    pub(super) fn stored(&self, stored: &Stored<'_>) -> Drawn<DB> {
        for place in &self.layout.panels {
            self.stored_line(stored, place)?;
        }
        self.layout.panels.first().map_or(Ok(()), |place| self.stored_key(stored.name, place))
    }

    fn stored_line(&self, stored: &Stored<'_>, place: &Place) -> Drawn<DB> {
        let (counts, bottom) = (stored.counts, place.plot.bottom);
        let columns = usize::try_from(place.plot.width()).unwrap_or(0);
        let tops: Vec<i32> = (0..columns)
            .map(|column| bins_of_column(counts, column, columns).iter().copied().max().unwrap_or(0))
            .map(|count| if count == 0 { bottom } else { self.y(place, count).min(bottom - 1) })
            .collect();
        for stretch in stretches(&tops, place.plot.left, bottom) {
            self.line_on_ground(stretch)?;
        }
        Ok(())
    }

    fn line_on_ground(&self, points: Vec<(i32, i32)>) -> Drawn<DB> {
        let width = |units| self.layout.sizes.px(units).max(1).unsigned_abs();
        self.pen.path(points.clone(), width(GROUND), solid(self.theme.background))?;
        self.pen.path(points, width(LINE), solid(self.theme.ink))
    }

    /// A piece of the line and its name, above the bars at the left.
    fn stored_key(&self, name: &str, place: &Place) -> Drawn<DB> {
        let px = |units| self.layout.sizes.px(units);
        let (left, sample) = (place.plot.left + px(8.0), px(SAMPLE));
        let words = left + sample + px(6.0);
        let name = text::fitted(name, self.layout.sizes.font, false, place.plot.right - words - px(8.0));
        let right = words + text::width(&name, self.layout.sizes.font, false) + px(4.0);
        let (middle, half) = (place.bar_top + px(10.0), px(9.0));
        let ground = PixelBox::new(left - px(4.0), middle - half, right, middle + half);
        self.pen.fill(ground, self.theme.ground())?;
        self.line_on_ground(vec![(left, middle), (left + sample, middle)])?;
        self.pen.write(&name, (words, middle), Script { ..self.script(self.theme.ink, HPos::Left) })
    }
}
