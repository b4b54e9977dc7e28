//! The grid itself: level lines over the data, the level strip, codes and the zero-point.

use plotters::prelude::DrawingBackend;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

use super::data::Panel;
use super::frame::Frame;
use super::histogram::Silhouette;
use super::layout::{BEFORE_CODES, Place};
use crate::figure::code_names::CodeNames;
use crate::figure::pen::{Drawn, Failure, PixelBox, Script, solid};
use crate::figure::text;
use crate::figure::theme::Accent;

/// Level lines are drawn where they are this far apart, in units; any closer and they hide the data.
const LINES_APART: f64 = 5.0;
/// Codes are written where they are this far apart, in units.
const CODES_APART: f64 = 26.0;
/// Half the width and height of the zero-point's diamond, in units.
const DIAMOND: f64 = 5.0;

/// The pixels of a label that is not there.
const NOTHING: (i32, i32) = (i32::MIN, i32::MIN);

/// A level in the view.
#[derive(Clone, Copy)]
pub(super) struct Visible {
    /// Its pixel.
    pub(super) x: i32,
    pub(super) rank: usize,
}

impl<DB: DrawingBackend> Frame<'_, DB> {
    /// The levels in the view, ascending.
    pub(super) fn visible(&self, panel: &Panel<'_>, place: &Place) -> Vec<Visible> {
        let ranked = panel.levels.iter().map(|&level| f64::from(level)).enumerate();
        let inside = ranked.filter(|&(_, level)| self.figure.view.contains(level));
        inside.map(|(rank, level)| Visible { x: self.x(place.plot, level), rank }).collect()
    }

    /// Draws a fine line at each level: in the colour of the scheme above the data, in a tint of it across the data.
    pub(super) fn level_lines(
        &self,
        panel: &Panel<'_>,
        place: &Place,
        accent: Accent,
        data: &Silhouette,
    ) -> Drawn<DB> {
        let levels = self.visible(panel, place);
        let hair = self.layout.sizes.hair;
        let PixelBox { left, top, bottom, .. } = place.plot;
        let spaced = levels.iter().zip(spacings(&levels));
        let spaced = spaced.map(|(level, apart)| (level.x, apart / self.layout.sizes.unit));
        let lines = spaced.filter(|&(_, apart)| apart >= LINES_APART).map(|(x, apart)| {
            let x = Self::line_left(place.plot, x, hair);
            // Close lines are fainter, so that together they do not dominate.
            (x, data.top(x - left, bottom), (apart / 24.0).clamp(0.3, 0.6))
        });
        // One colour after the other: a canvas is slow at changing colours.
        for (x, meets, strength) in lines.clone() {
            self.pen.fill(PixelBox::new(x, top, x + hair, meets), accent.line.mix(strength))?;
        }
        for (x, meets, strength) in lines {
            self.pen.fill(PixelBox::new(x, meets, x + hair, bottom), accent.on_data.mix(strength + 0.3))?;
        }
        Ok(())
    }

    /// Draws the ticks of all levels (a band where they are denser than pixels), codes if there is room, and the zero-point.
    pub(super) fn level_strip(&self, panel: &Panel<'_>, place: &Place, accent: Accent) -> Drawn<DB> {
        let levels = self.visible(panel, place);
        let hair = self.layout.sizes.hair;
        let (top, bottom) = place.strip;
        let lefts: Vec<i32> = levels.iter().map(|level| Self::line_left(place.plot, level.x, hair)).collect();
        for band in lefts.chunk_by(|a, b| b - a < 2 * hair) {
            if let (Some(first), Some(last)) = (band.first(), band.last()) {
                self.pen.fill(PixelBox::new(*first, top, last + hair, bottom), solid(accent.line))?;
            }
        }
        let taken = self.zero_point(panel, place, accent)?;
        let written = self.codes(&levels, &panel.codes, place, accent, taken)?;
        if !written && taken == NOTHING {
            return Ok(());
        }
        let at = (place.plot.left - self.layout.sizes.px(BEFORE_CODES), place.codes);
        self.pen.write(&self.figure.labels.codes, at, self.script(accent.text, HPos::Right))
    }

    /// Marks the zero-point at 0.0, which is the value of its code. Returns the pixels of its label.
    fn zero_point(
        &self,
        panel: &Panel<'_>,
        place: &Place,
        accent: Accent,
    ) -> Result<(i32, i32), Failure<DB>> {
        if panel.zero_label.is_empty() || !self.figure.view.contains(0.0) {
            return Ok(NOTHING);
        }
        let x = self.x(place.plot, 0.0);
        let y = (place.strip.0 + place.strip.1) / 2;
        let diamond = |half: i32| vec![(x, y - half), (x + half, y), (x, y + half), (x - half, y)];
        let half = self.layout.sizes.px(DIAMOND);
        self.pen.polygon(diamond(half + self.layout.sizes.px(1.5)), solid(self.theme.background))?;
        self.pen.polygon(diamond(half), solid(accent.line))?;
        let width = text::width(&panel.zero_label, self.layout.sizes.font, true);
        let start = (x - width / 2).min(place.plot.right - width).max(place.plot.left);
        let script = Script { bold: true, ..self.script(accent.text, HPos::Center) };
        self.pen.write(&panel.zero_label, (start + width / 2, place.codes), script)?;
        let clear = self.layout.sizes.px(5.0);
        Ok((start - clear, start + width + clear))
    }

    /// Writes codes under their ticks, in the colour of the scheme to distinguish them from values: all, or every few of them. Says
    /// whether it wrote any.
    fn codes(
        &self,
        levels: &[Visible],
        names: &CodeNames<'_>,
        place: &Place,
        accent: Accent,
        taken: (i32, i32),
    ) -> Result<bool, Failure<DB>> {
        let width = |level: &Visible| self.layout.sizes.text_width(&names.name(level.rank));
        let widest = levels.iter().map(width).max().unwrap_or(0);
        let clear = self.layout.sizes.px(8.0);
        let needed = f64::from((widest + clear).max(self.layout.sizes.px(CODES_APART)));
        let apart = spacing(levels);
        let Some(step) = CodeNames::step(|step| step * apart >= needed) else {
            return Ok(false);
        };
        let first = i32::MIN / 2;
        let mut end = first;
        for level in levels.iter().filter(|level| names.kept(level.rank, step)) {
            let half = width(level) / 2 + 1;
            let (from, to) = (level.x - half, level.x + half);
            let free = from >= end + clear / 2 && (to <= taken.0 || from >= taken.1);
            if free && from >= place.plot.left - clear && to <= self.layout.width {
                let script = self.script(accent.text, HPos::Center);
                self.pen.write(&names.name(level.rank), (level.x, place.codes), script)?;
                end = to;
            }
        }
        Ok(end > first)
    }
}

/// Mean distance of neighbouring levels, device pixels; unbounded for fewer than two.
fn spacing(levels: &[Visible]) -> f64 {
    match (levels.first(), levels.last()) {
        (Some(first), Some(last)) if levels.len() > 1 => {
            f64::from(last.x - first.x) / (levels.len() - 1) as f64
        }
        _ => f64::INFINITY,
    }
}

/// Distances that differ by at most this many pixels count as equal, because pixels are rounded.
const ALIKE: i32 = 2;

/// For each level, the mean distance of levels around it in device pixels: the mean over a stretch of evenly spaced levels. Between
/// two stretches the larger distance counts, so that a line at the end of crowded levels is drawn. Levels on one pixel count once.
pub(super) fn spacings(levels: &[Visible]) -> Vec<f64> {
    let groups: Vec<&[Visible]> = levels.chunk_by(|a, b| a.x == b.x).collect();
    let xs: Vec<i32> = groups.iter().map(|group| group[0].x).collect();
    let gaps: Vec<i32> = xs.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let mut apart = vec![if gaps.is_empty() { f64::INFINITY } else { 0.0 }; xs.len()];
    let mut start = 0;
    while start < gaps.len() {
        let (mut least, mut most) = (gaps[start], gaps[start]);
        let alike = gaps[start..].iter().take_while(|&&gap| {
            (least, most) = (least.min(gap), most.max(gap));
            most - least <= ALIKE
        });
        let end = start + alike.count();
        let mean = f64::from(xs[end] - xs[start]) / (end - start) as f64;
        for each in &mut apart[start..=end] {
            *each = each.max(mean);
        }
        start = end;
    }
    groups.iter().zip(apart).flat_map(|(group, apart)| group.iter().map(move |_| apart)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(xs: &[i32]) -> Vec<Visible> {
        xs.iter().enumerate().map(|(rank, &x)| Visible { x, rank }).collect()
    }

    #[test]
    fn even_levels_are_one_stretch_however_they_are_rounded() {
        let even = levels(&[0, 3, 7, 10, 14, 17]);
        assert_eq!(spacings(&even), [spacing(&even); 6]);
        assert_eq!(spacings(&levels(&[4])), [f64::INFINITY]);
        assert_eq!(spacings(&levels(&[4, 4, 9])), [5.0; 3]);
        assert!(spacings(&[]).is_empty());
    }

    #[test]
    fn each_stretch_of_uneven_levels_has_its_own_distance() {
        // The upper half of a float's levels: the step doubles with the exponent.
        let float = levels(&[0, 3, 6, 9, 12, 18, 24, 30, 36, 48, 60]);
        assert_eq!(spacings(&float), [3, 3, 3, 3, 6, 6, 6, 6, 12, 12, 12].map(f64::from));
    }
}
