//! The range `[alpha, beta]`: its two lines with grips, and the clipped tails beyond them.

use plotters::prelude::DrawingBackend;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

use super::data::Panel;
use super::frame::Frame;
use super::layout::Place;
use crate::figure::pen::{Drawn, Failure, PixelBox, solid};
use crate::figure::text;
use crate::figure::theme::Accent;

/// Size of a grip in units.
const GRIP: (f64, f64) = (8.0, 14.0);
/// Distance of the hatching's lines along x, in units.
const HATCH: f64 = 8.0;

/// One end of the range.
#[derive(Clone, Copy)]
struct Limit<'a> {
    /// The side of its tail: −1 for alpha, 1 for beta.
    side: i32,
    value: f64,
    /// The pixel of the value, inside the plot.
    x: i32,
    label: &'a str,
}

impl<DB: DrawingBackend> Frame<'_, DB> {
    fn ends<'p>(&self, panel: &'p Panel<'_>, place: &Place) -> impl Iterator<Item = Limit<'p>> {
        let (alpha, beta) = (f64::from(panel.range.0), f64::from(panel.range.1));
        let [low, high] = &panel.clipped;
        [(-1, alpha, low), (1, beta, high)]
            .into_iter()
            .filter(|(_, value, _)| !value.is_nan())
            .map(|(side, value, label)| Limit { side, value, x: self.x(place.plot, value), label })
    }

    fn tail(place: &Place, limit: Limit<'_>) -> PixelBox {
        match limit.side {
            -1 => PixelBox { right: limit.x, ..place.plot },
            _ => PixelBox { left: limit.x, ..place.plot },
        }
    }

    /// The part of a tail in which values are clipped: from the limit to the farthest of them; none where nothing is clipped.
    fn clipped_part(&self, panel: &Panel<'_>, place: &Place, limit: Limit<'_>) -> Option<PixelBox> {
        if limit.label.is_empty() {
            return None;
        }
        let counts = panel.block_counts.unwrap_or(self.figure.counts);
        let beyond = if limit.side < 0 { self.figure.below } else { self.figure.above };
        let far = match limit.side {
            -1 => counts.iter().position(|&count| count > 0),
            _ => counts.iter().rposition(|&count| count > 0).map(|bin| bin + 1),
        };
        // Beyond the view, only the counts of the whole tensor are known.
        let beyond = if panel.block_counts.is_some() { 0 } else { beyond };
        if beyond == 0 && far.is_none() {
            return None;
        }
        let width = f64::from(place.plot.width());
        let edge =
            far.map(|bin| place.plot.left + libm::round(bin as f64 / counts.len() as f64 * width) as i32);
        let pad = limit.side * self.layout.sizes.px(6.0);
        let tail = Self::tail(place, limit);
        let edge = edge.filter(|_| beyond == 0).map(|edge| edge + pad);
        Some(match limit.side {
            -1 => PixelBox { left: edge.map_or(tail.left, |edge| edge.clamp(tail.left, tail.right)), ..tail },
            _ => {
                PixelBox { right: edge.map_or(tail.right, |edge| edge.clamp(tail.left, tail.right)), ..tail }
            }
        })
    }

    /// Tints the tails, behind the data.
    pub(super) fn shade(&self, panel: &Panel<'_>, place: &Place, accent: Accent) -> Drawn<DB> {
        for part in self.ends(panel, place).filter_map(|limit| self.clipped_part(panel, place, limit)) {
            self.pen.fill(part, accent.line.mix(0.07))?;
        }
        Ok(())
    }

    /// Hatches the tails, over the data, so that clipping differs by more than colour.
    pub(super) fn hatch(&self, panel: &Panel<'_>, place: &Place, accent: Accent) -> Drawn<DB> {
        let step = self.layout.sizes.px(HATCH).max(2);
        let width = self.layout.sizes.hair.unsigned_abs();
        for part in self.ends(panel, place).filter_map(|limit| self.clipped_part(panel, place, limit)) {
            self.pen.hatch(part, step, width, accent.line.mix(0.34))?;
        }
        Ok(())
    }

    /// Draws lines and grips of the range, or arrowheads towards an end outside the view.
    pub(super) fn limits(&self, panel: &Panel<'_>, place: &Place, accent: Accent) -> Drawn<DB> {
        for limit in self.ends(panel, place) {
            if self.figure.view.contains(limit.value) {
                self.line(limit, place, accent, !panel.fixed)?;
            } else {
                self.arrow(limit, place, accent)?;
            }
        }
        Ok(())
    }

    /// Writes how much is clipped at each end.
    pub(super) fn clipped(&self, panel: &Panel<'_>, place: &Place, accent: Accent) -> Drawn<DB> {
        let mut taken = None;
        let tails: i32 = self.ends(panel, place).map(|limit| Self::tail(place, limit).width()).sum();
        for limit in self.ends(panel, place).filter(|limit| !limit.label.is_empty()) {
            let other_tail = tails - Self::tail(place, limit).width();
            taken = Some(self.clipped_label(limit, other_tail, place, accent, taken)?);
        }
        Ok(())
    }

    /// Draws a line from the top of the plot to the bottom of the strip, with a grip if it can be dragged. The grip points to the tail, so that two grips never
    /// overlap.
    fn line(&self, limit: Limit<'_>, place: &Place, accent: Accent, grip: bool) -> Drawn<DB> {
        let px = |units| self.layout.sizes.px(units);
        let width = px(1.5).max(self.layout.sizes.hair);
        let plot = place.plot;
        let left = Self::line_left(plot, limit.x, width);
        let color = solid(accent.line);
        self.pen.fill(PixelBox::new(left, plot.top, left + width, place.strip.1), color)?;
        if !grip {
            return Ok(());
        }
        let (reach, height) = (px(GRIP.0), px(GRIP.1));
        let outer = if limit.side < 0 { left + width - reach } else { left + reach };
        let inner = if limit.side < 0 { left } else { left + width };
        let (from, to) = (outer.min(inner), outer.max(inner));
        self.pen.fill(PixelBox::new(from, plot.top, to, plot.top + height), color)?;
        // Two notches show that it can be dragged.
        let notch = solid(self.theme.background);
        let third = (to - from - 2 * self.layout.sizes.hair) / 3;
        for x in [from + third, to - third - self.layout.sizes.hair] {
            let notch_box =
                PixelBox::new(x, plot.top + px(4.0), x + self.layout.sizes.hair, plot.top + height - px(4.0));
            self.pen.fill(notch_box, notch)?;
        }
        Ok(())
    }

    fn arrow(&self, limit: Limit<'_>, place: &Place, accent: Accent) -> Drawn<DB> {
        let side = if limit.value < self.figure.view.lo() { -1 } else { 1 };
        let edge = if side < 0 { place.plot.left } else { place.plot.right };
        // If both ends lie beyond the same edge, the arrowhead of beta stands below that of alpha.
        let row = if side == limit.side { 0.0 } else { 14.0 };
        let y = place.plot.top + self.layout.sizes.px(7.0 + row);
        let (base, half) = (edge - side * self.layout.sizes.px(7.0), self.layout.sizes.px(5.0));
        self.pen.polygon(vec![(edge, y), (base, y - half), (base, y + half)], solid(accent.line))
    }

    /// Writes the label of an end: in the tail if it fits, otherwise inside the range, otherwise cut to the tail. If that cuts
    /// too much, it goes across the lines below the grips. It moves down a row if it would touch `taken`, the pixels of the other
    /// label. Returns its own pixels.
    fn clipped_label(
        &self,
        limit: Limit<'_>,
        other_tail: i32,
        place: &Place,
        accent: Accent,
        taken: Option<PixelBox>,
    ) -> Result<PixelBox, Failure<DB>> {
        let px = |units| self.layout.sizes.px(units);
        let plot = place.plot;
        let (gap, pad) = (px(GRIP.0 + 4.0), px(3.0));
        let full = self.layout.sizes.text_width(limit.label);
        let in_tail = Self::tail(place, limit).width() - gap - pad;
        let in_range = plot.width() - Self::tail(place, limit).width() - other_tail - 2 * gap;
        let (room, side, row) = if full <= in_tail || full > in_range && 20 * in_tail > 9 * full {
            (in_tail, limit.side, 0.0)
        } else if full <= in_range {
            (in_range, -limit.side, 0.0)
        } else {
            (plot.width() - 2 * pad, 0, GRIP.1 + 2.0)
        };
        let label = text::fitted(limit.label, self.layout.sizes.font, false, room);
        let width = self.layout.sizes.text_width(&label);
        let start = match side {
            -1 => limit.x - gap - width,
            1 => limit.x + gap,
            _ if limit.side < 0 => plot.left,
            _ => plot.right,
        };
        let start = start.min(plot.right - width - pad).max(plot.left + pad);
        let top = plot.top + px(row);
        let mut area = PixelBox::new(start - pad, top, start + width + pad, top + px(15.0));
        if let Some(other) = taken
            && other.left < area.right
            && area.left < other.right
            && area.top < other.bottom
            && other.top < area.bottom
        {
            let down = px(16.0);
            area = PixelBox::new(area.left, area.top + down, area.right, area.bottom + down);
        }
        self.pen.fill(area, self.theme.background.mix(0.85))?;
        let at = (start + width / 2, (area.top + area.bottom) / 2);
        self.pen.write(&label, at, self.script(accent.text, HPos::Center))?;
        Ok(area)
    }
}
