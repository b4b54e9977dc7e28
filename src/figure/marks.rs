//! What pictures of error against bits per value share: dots of three kinds, their meaning, and names beside them.

use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::HPos;
use plotters::style::{Color, RGBColor};
use serde::Deserialize;

use super::FiniteRange;
use super::callouts::Callout;
use super::pen::{Drawn, PixelBox, Script, solid};
use super::plot::Plot;
use super::text::{self, Text};

/// A kind of point, shown by its dot. A figure names its kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A full dot.
    Full,
    /// A ring.
    Ring,
    /// A diamond.
    Diamond,
}

/// Radius of dots, and of the marks that stand out, in units.
pub(crate) const DOT: f64 = 3.0;
pub(crate) const MARK: f64 = 6.0;
/// Half the diagonal of a diamond, in radii of a dot.
const DIAMOND: f64 = 1.25;
/// Height of a name, in units.
pub(crate) const NAME: f64 = 15.0;
/// Space around the outermost points, as a share of the axis.
pub(crate) const MARGIN: f64 = 0.06;

/// Smallest and largest finite value; NaN for none.
pub(crate) fn extent(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.filter(|value| value.is_finite()).fold((f64::NAN, f64::NAN), |(lo, hi), x| (lo.min(x), hi.max(x)))
}

/// A range with space around its ends.
pub(crate) fn widened((lo, hi): (f64, f64)) -> FiniteRange {
    let margin = ((hi - lo) * MARGIN).max(0.2);
    FiniteRange::covering(lo - margin, hi + margin)
}

/// How a name is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Naming<'a> {
    pub(crate) text: &'a str,
    pub(crate) color: RGBColor,
    pub(crate) bold: bool,
    /// The width it was placed with: that of the text, or more.
    pub(crate) width: i32,
    /// Radius of its mark in units.
    pub(crate) radius: f64,
}

impl<DB: DrawingBackend> Plot<'_, DB> {
    /// Draws a dot with a radius in units.
    pub(crate) fn dot(&self, at: (i32, i32), radius: f64, kind: Kind, color: RGBColor) -> Drawn<DB> {
        let sizes = self.sizes;
        if kind == Kind::Diamond {
            let ((x, y), reach) = (at, sizes.px(radius * DIAMOND).max(2));
            let corners = vec![(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)];
            return self.pen.polygon(corners, solid(color));
        }
        let radius = sizes.px(radius).max(2);
        self.pen.dot(at, radius, solid(color))?;
        if kind == Kind::Full {
            return Ok(());
        }
        let hole = radius - sizes.px(1.5).max(1);
        self.pen.dot(at, hole.max(1), solid(self.theme.background))
    }

    /// Writes the name of the mark at `at` where it was placed.
    pub(crate) fn name(&self, callout: Callout, at: (i32, i32), naming: Naming<'_>) -> Drawn<DB> {
        let (theme, sizes) = (self.theme, self.sizes);
        let Naming { text, color, bold, width, radius } = naming;
        if let Some([from, to]) = callout.line {
            let line = [beyond(from, to, sizes.px(radius)), to];
            self.pen.stroke(line, sizes.hair.unsigned_abs().max(1), color.mix(0.6))?;
        }
        // Letters on lines and dots are hard to read.
        let (left, middle) = callout.text;
        let half = sizes.px(NAME) / 2;
        let written = text::width(text, sizes.font, bold);
        // Written from the end that faces its mark: a width is only estimated.
        let before = left < at.0;
        let start = if before { left + width - written } else { left };
        let ground = PixelBox::new(start, middle - half, start + written, middle + half);
        self.pen.fill(ground, theme.background.mix(0.75))?;
        let (end, anchor) = if before { (left + width, HPos::Right) } else { (left, HPos::Left) };
        self.pen.write(text, (end, middle), Script { bold, ..self.script(color, anchor) })
    }

    /// Writes the meaning of dots at the right end of the row of the y axis' title; nothing without room.
    pub(crate) fn meanings(&self, kinds: &[(&Text<'_>, Kind)]) -> Drawn<DB> {
        let (sizes, area) = (self.sizes, self.area);
        let y = area.top - sizes.px(13.0);
        let title = sizes.text_width(self.y.title);
        let gap = sizes.px(8.0);
        let width = |name: &Text<'_>| sizes.text_width(name) + 3 * gap;
        let total: i32 = kinds.iter().map(|(name, _)| width(name)).sum();
        if area.left + title + gap + total > area.right {
            return Ok(());
        }
        let mut x = area.right - total;
        for &(name, kind) in kinds {
            self.dot((x + gap, y), DOT, kind, self.theme.data)?;
            self.pen.write(name, (x + 2 * gap, y), self.script(self.theme.muted, HPos::Left))?;
            x += width(name);
        }
        Ok(())
    }
}

/// The point on the way from `from` to `to` at a distance from its start, so that a line does not run through a ring.
fn beyond(from: (i32, i32), to: (i32, i32), distance: i32) -> (i32, i32) {
    let (across, down) = (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
    let share = (f64::from(distance) / libm::hypot(across, down).max(1.0)).min(1.0);
    (from.0 + libm::round(share * across) as i32, from.1 + libm::round(share * down) as i32)
}
