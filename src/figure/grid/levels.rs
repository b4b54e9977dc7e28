//! The grid itself: level lines over the data, the level strip, codes and the zero-point.

use plotters::prelude::DrawingBackend;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

use super::Panel;
use super::frame::Frame;
use super::histogram::Silhouette;
use super::layout::Place;
use crate::figure::axis::integer;
use crate::figure::pen::{Drawn, Failure, PixelBox, Script, solid};
use crate::figure::text;
use crate::figure::theme::Accent;

/// Level lines are drawn when they are this far apart, in units: closer, they would be the picture.
const LINES_APART: f64 = 5.0;
/// Codes are written when they are this far apart, in units.
const CODES_APART: f64 = 26.0;
/// Half the width and height of the zero-point's diamond, in units.
const DIAMOND: f64 = 5.0;

impl<DB: DrawingBackend> Frame<'_, DB> {
    /// Pixel and code of every level in the view.
    fn visible(&self, panel: &Panel<'_>, place: &Place) -> Vec<(i32, i64)> {
        let inside = panel.levels.iter().zip(i64::from(panel.q_min)..);
        let inside = inside.filter(|(level, _)| self.figure.view.contains(f64::from(**level)));
        inside.map(|(&level, code)| (self.x(place.plot, f64::from(level)), code)).collect()
    }

    /// A fine line at each level: in the scheme's colour above the data, in a tint of it across the data.
    pub(super) fn level_lines(
        &self,
        panel: &Panel<'_>,
        place: &Place,
        accent: Accent,
        data: &Silhouette,
    ) -> Drawn<DB> {
        let levels = self.visible(panel, place);
        let apart = spacing(&levels) / self.layout.sizes.unit;
        if apart < LINES_APART {
            return Ok(());
        }
        let hair = self.layout.sizes.hair;
        let PixelBox { left, top, bottom, .. } = place.plot;
        // Close lines are fainter, so that the sum of their ink stays quiet.
        let strength = (apart / 24.0).clamp(0.3, 0.6);
        let lines = levels.iter().map(|&(x, _)| Self::line_left(place.plot, x, hair));
        let lines = lines.map(|x| (x, data.top(x - left, bottom)));
        // One colour after the other: a canvas is slow at changing colours.
        for (x, meets) in lines.clone() {
            self.pen.fill(PixelBox::new(x, top, x + hair, meets), accent.line.mix(strength))?;
        }
        for (x, meets) in lines {
            self.pen.fill(PixelBox::new(x, meets, x + hair, bottom), accent.on_data.mix(strength + 0.3))?;
        }
        Ok(())
    }

    /// Ticks of all levels (a band where they are denser than pixels), codes where there is room, and the
    /// zero-point.
    pub(super) fn level_strip(&self, panel: &Panel<'_>, place: &Place, accent: Accent) -> Drawn<DB> {
        let levels = self.visible(panel, place);
        let hair = self.layout.sizes.hair;
        let (top, bottom) = place.strip;
        let lefts: Vec<i32> = levels.iter().map(|&(x, _)| Self::line_left(place.plot, x, hair)).collect();
        for band in lefts.chunk_by(|a, b| b - a < 2 * hair) {
            if let (Some(first), Some(last)) = (band.first(), band.last()) {
                self.pen.fill(PixelBox::new(*first, top, last + hair, bottom), solid(accent.line))?;
            }
        }
        let taken = self.zero_point(panel, place, accent)?;
        self.codes(&levels, place, accent, taken)
    }

    /// The zero-point is the code of 0.0, so its mark stands at 0.0. Returns the pixels its label takes.
    fn zero_point(
        &self,
        panel: &Panel<'_>,
        place: &Place,
        accent: Accent,
    ) -> Result<(i32, i32), Failure<DB>> {
        let none = (i32::MIN, i32::MIN);
        if panel.zero_label.is_empty() || !self.figure.view.contains(0.0) {
            return Ok(none);
        }
        let x = self.x(place.plot, 0.0);
        let y = (place.strip.0 + place.strip.1) / 2;
        let diamond = |half: i32| vec![(x, y - half), (x + half, y), (x, y + half), (x - half, y)];
        let half = self.layout.sizes.px(DIAMOND);
        self.pen.polygon(diamond(half + self.layout.sizes.px(1.5)), solid(self.theme.background))?;
        self.pen.polygon(diamond(half), solid(accent.line))?;
        let width = text::width(panel.zero_label, self.layout.sizes.font, true);
        let start = (x - width / 2).min(place.plot.right - width).max(place.plot.left);
        let script = Script { bold: true, ..self.script(accent.text, HPos::Center) };
        self.pen.write(panel.zero_label, (start + width / 2, place.codes), script)?;
        let clear = self.layout.sizes.px(5.0);
        Ok((start - clear, start + width + clear))
    }

    /// Codes under their ticks, in the scheme's colour to tell them from values: all, or multiples of the smallest 1-2-5 step that leaves room between them.
    fn codes(&self, levels: &[(i32, i64)], place: &Place, accent: Accent, taken: (i32, i32)) -> Drawn<DB> {
        let width = |code: i64| self.layout.sizes.text_width(&integer(code));
        let widest = levels.iter().map(|&(_, code)| width(code)).max().unwrap_or(0);
        let clear = self.layout.sizes.px(8.0);
        let needed = f64::from((widest + clear).max(self.layout.sizes.px(CODES_APART)));
        let apart = spacing(levels);
        let steps = (0..6).flat_map(|d| [1, 2, 5].map(|m| m * 10i64.pow(d)));
        let Some(step) = steps.into_iter().find(|&step| step as f64 * apart >= needed) else {
            return Ok(());
        };
        let mut end = i32::MIN / 2;
        for &(x, code) in levels.iter().filter(|(_, code)| code % step == 0) {
            let half = width(code) / 2 + 1;
            let (from, to) = (x - half, x + half);
            let free = from >= end + clear / 2 && (to <= taken.0 || from >= taken.1);
            if free && from >= place.plot.left - clear && to <= self.layout.width {
                let script = self.script(accent.text, HPos::Center);
                self.pen.write(&integer(code), (x, place.codes), script)?;
                end = to;
            }
        }
        Ok(())
    }
}

/// Mean distance of neighbouring levels, device pixels; unbounded for fewer than two.
fn spacing(levels: &[(i32, i64)]) -> f64 {
    match (levels.first(), levels.last()) {
        (Some(first), Some(last)) if levels.len() > 1 => {
            f64::from(last.0 - first.0) / (levels.len() - 1) as f64
        }
        _ => f64::INFINITY,
    }
}
