//! The names of the calibrators' marks, in rows above a panel.

use plotters::prelude::DrawingBackend;

use super::data::{ClippingMark, ClippingPanel};
use crate::figure::leaders::{Name, Place, arrange, rows};
use crate::figure::plot::{Plot, ROW};
use crate::figure::role::Role;
use crate::figure::sizes::Sizes;
use crate::figure::text;

/// The text between the names of marks at the same place.
pub(super) const EQUAL: &str = "=";
/// Least distance between names.
const APART: f64 = 8.0;

/// The width of [`EQUAL`] with a space on either side.
pub(super) fn equal_width(sizes: Sizes) -> i32 {
    sizes.text_width(EQUAL) + 2 * sizes.px(5.0)
}

/// Where a mark is drawn, and whether it lies above the plot.
pub(super) fn spot<DB: DrawingBackend>(plot: &Plot<'_, DB>, mark: &ClippingMark<'_>) -> (i32, i32, bool) {
    let area = plot.area;
    let y = plot.py(mark.error);
    (plot.px(mark.at).clamp(area.left, area.right), y.clamp(area.top, area.bottom), y < area.top)
}

/// The names of a panel's marks, from left to right.
pub(super) struct Names {
    pub(super) labels: Vec<Label>,
    /// The error at the top of the plot.
    highest: f64,
    /// Whether the panel is of both schemes.
    shared: bool,
    bounds: (i32, i32),
    /// Lower end of the lowest row.
    base: i32,
    sizes: Sizes,
}

/// Marks at the same place, by their index.
pub(super) struct Label {
    pub(super) marks: Vec<usize>,
    pub(super) width: i32,
    target: i32,
}

impl Names {
    pub(super) fn new<DB: DrawingBackend>(plot: &Plot<'_, DB>, panel: &ClippingPanel<'_>) -> Self {
        let Plot { sizes, area, .. } = *plot;
        let bounds = (area.left, area.right + sizes.px(8.0));
        let base = area.top - sizes.px(ROW + 5.0);
        let highest = plot.y.scale.ends().1;
        let shared = panel.schemes.len() > 1;
        let mut names = Self { labels: Vec::new(), highest, shared, bounds, base, sizes };
        let mut order: Vec<usize> = (0..panel.marks.len()).collect();
        order.sort_by_key(|&i| spot(plot, &panel.marks[i]).0);
        for index in order {
            let mark = &panel.marks[index];
            let width = text::width(&names.text(mark), sizes.font, !mark.chosen.is_empty());
            let joined = equal_width(sizes) + width;
            let most = (bounds.1 - bounds.0) / 2;
            let same = |label: &&mut Label| {
                let first = &panel.marks[label.marks[0]];
                (first.at, first.error) == (mark.at, mark.error) && label.width + joined <= most
            };
            match names.labels.last_mut().filter(same) {
                Some(label) => {
                    label.marks.push(index);
                    label.width += joined;
                }
                None => {
                    names.labels.push(Label { marks: vec![index], width, target: spot(plot, mark).0 });
                }
            }
        }
        names
    }

    /// The name of a mark, with its number if it lies above the plot; of a curve of both schemes with the letters of those that it is
    /// the calibrator of.
    pub(super) fn text(&self, mark: &ClippingMark<'_>) -> String {
        let letters = mark.chosen.iter().filter(|_| self.shared).map(|role| match role {
            Role::A => "A ",
            Role::B => "B ",
        });
        let name = letters.chain([mark.label.as_ref()]).collect::<String>();
        if mark.error > self.highest { format!("{name} {}", mark.number) } else { name }
    }

    fn all(&self) -> Vec<Name> {
        self.labels.iter().map(|&Label { width, target, .. }| Name { width, target }).collect()
    }

    pub(super) fn rows(&self) -> usize {
        rows(&self.all(), self.bounds, self.sizes.px(APART))
    }

    pub(super) fn places(&self, rows: usize) -> Vec<Place> {
        arrange(&self.all(), self.bounds, self.sizes.px(APART), rows)
    }

    /// Lower end of a row.
    pub(super) fn bottom(&self, row: usize) -> i32 {
        self.base - i32::try_from(row).unwrap_or(0) * self.sizes.px(ROW)
    }

    pub(super) fn top(&self, row: usize) -> i32 {
        self.bottom(row) - self.sizes.px(ROW)
    }
}
