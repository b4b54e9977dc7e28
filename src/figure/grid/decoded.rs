//! What becomes of the data: the way from each value to its level, and the decoded values hanging from the levels. For a scheme with
//! several blocks the ranges of its blocks stand in the place of the ways.

use plotters::prelude::DrawingBackend;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

use super::data::{Cells, Panel};
use super::frame::Frame;
use super::histogram::bins_of_column;
use super::layout::Place;
use super::levels::spacings;
use crate::figure::counts::CountScale;
use crate::figure::pen::{Drawn, Failure, PixelBox, Script, solid};
use crate::figure::text;
use crate::figure::theme::Accent;

/// Ways are drawn where levels are this far apart, in units.
const WAYS_APART: f64 = 7.0;
/// Widest spike, in units, and its share of the distance between levels.
const SPIKE: (f64, f64) = (9.0, 0.4);
/// Height that a label needs at the end of a spike, in units.
const LABEL: f64 = 15.0;

impl<DB: DrawingBackend> Frame<'_, DB> {
    /// Draws the way from the values to their levels, or the ranges of all blocks.
    pub(super) fn ways(&self, panel: &Panel<'_>, place: &Place, accent: Accent) -> Drawn<DB> {
        if place.ways.1 - place.ways.0 < self.layout.sizes.px(6.0) {
            return Ok(());
        }
        if panel.ranges.is_empty() {
            self.funnels(panel, place, accent)
        } else {
            self.stack(panel, place, accent)
        }
    }

    /// A funnel from the cell of each level to the level; that of an unused level is faint.
    fn funnels(&self, panel: &Panel<'_>, place: &Place, accent: Accent) -> Drawn<DB> {
        let levels = self.visible(panel, place);
        let (top, bottom) = place.ways;
        let level = |rank: usize| panel.levels.get(rank).map(|&level| f64::from(level));
        let (lo, hi) = (self.figure.view.lo(), self.figure.view.hi());
        // What is clipped goes to the last levels, too.
        let ends = [
            if panel.clipped[0].is_empty() { f64::from(panel.range.0) } else { lo },
            if panel.clipped[1].is_empty() { f64::from(panel.range.1) } else { hi },
        ];
        let dense = spacings(&levels).iter().all(|apart| apart / self.layout.sizes.unit < WAYS_APART);
        if let (true, Some(first), Some(last)) = (dense, levels.first(), levels.last()) {
            // The levels are too close to tell apart, so one shape stands for all their funnels.
            let [left, right] = ends.map(|end| self.x(place.plot, end));
            let corners = vec![(left, top), (right, top), (last.x, bottom), (first.x, bottom)];
            return self.pen.polygon(corners, accent.line.mix(0.12));
        }
        for (at, apart) in levels.iter().zip(spacings(&levels)) {
            let Some(own) = level(at.rank).filter(|_| apart / self.layout.sizes.unit >= WAYS_APART) else {
                continue;
            };
            let (before, after) = (at.rank.checked_sub(1).and_then(level), level(at.rank + 1));
            let from = match (panel.cells, before) {
                (_, None) => ends[0].min(own),
                (Cells::Nearest, Some(before)) => (before + own) / 2.0,
                (Cells::Above, Some(_)) => own,
                (Cells::Between, Some(before)) => before,
            };
            let to = match (panel.cells, after) {
                (_, None) => ends[1].max(own),
                (Cells::Nearest, Some(after)) => (own + after) / 2.0,
                (Cells::Above | Cells::Between, Some(after)) => after,
            };
            let (left, right) = (self.x(place.plot, from), self.x(place.plot, to));
            let half = (self.spike(apart) / 2).max(1);
            let used = panel.usage.get(at.rank).is_none_or(|&count| count > 0.0);
            // All used ones are alike: a different tint would seem to mean something.
            let strength = if used { 0.26 } else { 0.05 };
            let gap = self.layout.sizes.hair;
            let corners = vec![
                (left + gap, top),
                ((right - gap).max(left + gap), top),
                (at.x + half, bottom),
                (at.x - half, bottom),
            ];
            self.pen.polygon(corners, accent.line.mix(strength))?;
        }
        Ok(())
    }

    /// The ranges of the blocks as a thin stack, the narrowest on top, and over it that of the shown block.
    fn stack(&self, panel: &Panel<'_>, place: &Place, accent: Accent) -> Drawn<DB> {
        let (top, bottom) =
            (place.ways.0 + self.layout.sizes.px(2.0), place.ways.1 - self.layout.sizes.px(2.0));
        let pairs: Vec<(f64, f64)> =
            panel.ranges.chunks_exact(2).map(|ends| (f64::from(ends[0]), f64::from(ends[1]))).collect();
        let hair = self.layout.sizes.hair;
        let rows = usize::try_from((bottom - top) / hair).unwrap_or(0);
        let least = |left: i32, right: i32| (left, right.max(left + hair));
        let mut taken = Vec::new();
        for row in 0..rows {
            let Some(&(lo, hi)) =
                pairs.get(row * pairs.len().saturating_sub(1) / rows.saturating_sub(1).max(1))
            else {
                continue;
            };
            if hi < self.figure.view.lo() || lo > self.figure.view.hi() {
                continue;
            }
            let (left, right) = least(self.x(place.plot, lo), self.x(place.plot, hi));
            let y = top + row as i32 * hair;
            let line = PixelBox::new(left, y, right, y + hair);
            self.pen.fill(line, accent.line.mix(0.45))?;
            taken.push(line);
        }
        self.name(&self.figure.labels.ranges, place, (top + bottom) / 2, accent, &taken)?;
        let (alpha, beta) = (f64::from(panel.range.0), f64::from(panel.range.1));
        if alpha.is_nan() || beta.is_nan() || beta < self.figure.view.lo() || alpha > self.figure.view.hi() {
            return Ok(());
        }
        let (left, right) = least(self.x(place.plot, alpha), self.x(place.plot, beta));
        let (middle, half) = ((top + bottom) / 2, self.layout.sizes.px(1.5).max(1));
        let around = PixelBox::new(left, middle - half - hair, right, middle + half + hair);
        self.pen.fill(around, solid(self.theme.background))?;
        self.pen.fill(PixelBox::new(left, middle - half, right, middle + half), solid(accent.text))
    }

    /// Draws the decoded values: a spike at each level of the one block, or the histogram of all blocks.
    pub(super) fn decoded(&self, panel: &Panel<'_>, place: &Place, accent: Accent) -> Drawn<DB> {
        let (top, bottom) = place.hanging;
        if bottom - top < self.layout.sizes.px(12.0) {
            return Ok(());
        }
        let taken = if let Some(motion) = panel.motion {
            self.moving(panel, motion, place, accent)?;
            Vec::new()
        } else if panel.decoded.is_empty() {
            self.spikes(panel, place, accent)?
        } else {
            self.hung(panel, place, accent)?
        };
        let shown = !panel.usage.is_empty() || !panel.decoded.is_empty();
        let row = bottom - self.layout.sizes.px(LABEL / 2.0);
        if shown { self.name(&self.figure.labels.decoded, place, row, accent, &taken) } else { Ok(()) }
    }

    /// Writes what a row shows at the left of the plot, or at its right; nowhere if both are taken.
    fn name(&self, label: &str, place: &Place, y: i32, accent: Accent, taken: &[PixelBox]) -> Drawn<DB> {
        let px = |units| self.layout.sizes.px(units);
        let width = self.layout.sizes.text_width(label);
        let half = px(LABEL / 2.0);
        for left in [place.plot.left + px(4.0), place.plot.right - px(4.0) - width] {
            let area = PixelBox::new(left - px(3.0), y - half, left + width + px(3.0), y + half);
            if taken.iter().all(|other| apart(area, *other)) {
                return self.pen.write(label, (left, y), self.script(accent.text, HPos::Left));
            }
        }
        Ok(())
    }

    /// The width of a spike where levels are `apart` pixels from each other.
    fn spike(&self, apart: f64) -> i32 {
        let widest = self.layout.sizes.px(SPIKE.0);
        ((apart * SPIKE.1).min(f64::from(widest)) as i32).max(self.layout.sizes.hair)
    }

    /// A spike at each level, with its label; returns what they take.
    fn spikes(&self, panel: &Panel<'_>, place: &Place, accent: Accent) -> Result<Vec<PixelBox>, Failure<DB>> {
        let (top, bottom) = place.hanging;
        let px = |units| self.layout.sizes.px(units);
        let levels = self.visible(panel, place);
        let most = panel.usage.iter().copied().fold(0.0, f64::max);
        let scale = CountScale::new(most as u32, self.figure.log);
        let reach = f64::from(bottom - top - px(LABEL));
        let (mut labels, mut taken) = (Vec::new(), Vec::new());
        for (at, apart) in levels.iter().zip(spacings(&levels)) {
            let count = panel.usage.get(at.rank).copied().unwrap_or(0.0);
            let height = (scale.fraction(count as u32) * reach) as i32;
            let width = self.spike(apart);
            let left = Self::line_left(place.plot, at.x, width);
            let spike = PixelBox::new(left, top, left + width, top + height);
            self.pen.fill(spike, solid(accent.line))?;
            taken.push(spike);
            if let Some(label) = panel.shares.get(at.rank).filter(|label| !label.is_empty()) {
                labels.push((count, at.x, top + height, label));
            }
        }
        // The most used levels have the first word where labels are close.
        labels.sort_by(|p, q| q.0.total_cmp(&p.0));
        for (count, x, end, label) in labels {
            let used = count > 0.0;
            let half = text::width(label, self.layout.sizes.font, used) / 2 + px(2.0);
            let x = x.min(place.plot.right - half).max(place.plot.left + half);
            let area = PixelBox::new(x - half, end, x + half, end + px(LABEL));
            if taken.iter().all(|other| apart(area, *other)) {
                let color = if used { solid(accent.text) } else { accent.text.mix(0.75) };
                let script = Script { color, bold: used, ..self.script(accent.text, HPos::Center) };
                self.pen.write(label, (x, end + px(LABEL / 2.0)), script)?;
                taken.push(area);
            }
        }
        Ok(taken)
    }

    /// The histogram of decoded values, hanging down; returns what it takes.
    fn hung(&self, panel: &Panel<'_>, place: &Place, accent: Accent) -> Result<Vec<PixelBox>, Failure<DB>> {
        let (top, bottom) = place.hanging;
        let most = panel.decoded.iter().copied().max().unwrap_or(0);
        let scale = CountScale::new(most, self.figure.log);
        let columns = usize::try_from(place.plot.width()).unwrap_or(0);
        let ends: Vec<i32> = (0..columns)
            .map(|column| {
                let highest =
                    bins_of_column(panel.decoded, column, columns).iter().copied().max().unwrap_or(0);
                top + libm::round(scale.fraction(highest) * f64::from(bottom - top)) as i32
            })
            .collect();
        self.outline(&ends, place, top, solid(accent.line))?;
        let column = |(x, &end): (i32, &i32)| PixelBox::new(x, top, x + 1, end);
        let taken = (place.plot.left..).zip(&ends).filter(|&(_, &end)| end > top).map(column).collect();
        Ok(taken)
    }
}

/// Whether two boxes have no pixel in common.
fn apart(p: PixelBox, q: PixelBox) -> bool {
    p.right <= q.left || q.right <= p.left || p.bottom <= q.top || q.bottom <= p.top
}
