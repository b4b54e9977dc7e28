//! The heading of a plot: the scheme, and what is said of it beside or below.

use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::HPos;

use super::Paper;
use crate::figure::pen::{Drawn, Script};
use crate::figure::plot::{Plot, ROW};
use crate::figure::sizes::Sizes;
use crate::figure::text;
use crate::figure::theme::Accent;

/// Room between both parts, in units.
const GAP: f64 = 12.0;

/// The rows that headings need in plots of a width: two if title and remark of any do not fit one beside the other.
pub(super) fn rows<'a>(headings: impl Iterator<Item = (&'a str, &'a str)>, width: i32, sizes: Sizes) -> i32 {
    let needed = headings.map(|(title, remark)| {
        text::width(title, sizes.font, true) + sizes.px(GAP) + sizes.text_width(remark)
    });
    // The labels of the y axis stand left of the plot.
    if needed.max().unwrap_or(0) <= width - sizes.px(48.0) { 1 } else { 2 }
}

impl<DB: DrawingBackend> Paper<'_, DB> {
    /// Writes a heading over a plot, above the title of its y axis.
    pub(super) fn heading(
        &self,
        plot: &Plot<'_, DB>,
        rows: i32,
        accent: Accent,
        [title, remark]: [&str; 2],
    ) -> Drawn<DB> {
        let (sizes, area) = (self.sizes, plot.area);
        let row = |up: f64| area.top - sizes.px(5.0 + ROW * (up - 0.5));
        let left = area.left;
        let cut = |text: &str, bold: bool, left: i32| text::fitted(text, sizes.font, bold, area.right - left);
        let first = f64::from(rows) + 1.0;
        let bold = Script { bold: true, ..plot.script(accent.text, HPos::Left) };
        self.pen.write(&cut(title, true, left), (left, row(first)), bold)?;
        let beside = left + text::width(title, sizes.font, true) + sizes.px(GAP);
        let (x, y) = if rows == 1 { (beside, row(first)) } else { (left, row(2.0)) };
        self.pen.write(&cut(remark, false, x), (x, y), plot.script(self.theme.muted, HPos::Left))
    }
}
