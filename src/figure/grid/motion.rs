//! The decoded values on their way from the levels of one grid to those of another, while a change is being shown.
//!
//! ```text
//! one block before and after:  a value of bin x hangs at  p + share·(q − p),  p its level before, q its level after
//! several blocks on a side:    each column hangs as far down as the mix of both histograms
//! ```

use plotters::prelude::DrawingBackend;

use super::data::{Cells, Motion, Panel};
use super::frame::Frame;
use super::histogram::bins_of_column;
use super::layout::Place;
use crate::figure::counts::CountScale;
use crate::figure::pen::{Drawn, PixelBox, solid};
use crate::figure::theme::Accent;

/// The width of values on their way, in units.
const STREAM: f64 = 3.0;

impl<DB: DrawingBackend> Frame<'_, DB> {
    /// Draws the decoded values of a panel in motion.
    pub(super) fn moving(
        &self,
        panel: &Panel<'_>,
        motion: Motion<'_>,
        place: &Place,
        accent: Accent,
    ) -> Drawn<DB> {
        let (top, bottom) = place.hanging;
        let columns = usize::try_from(place.plot.width()).unwrap_or(0);
        let reach = f64::from(bottom - top);
        let pixels = |share: f64| top + libm::round(share * reach) as i32;
        if panel.decoded.is_empty() && motion.decoded.is_empty() {
            let heights = self.travelling(panel, motion, columns);
            let scale = self.scale_of(&heights);
            let width = self.layout.sizes.px(STREAM).max(1);
            for (column, &count) in heights.iter().enumerate().filter(|&(_, &count)| count > 0) {
                let x = place.plot.left + i32::try_from(column).unwrap_or(0);
                let left = Self::line_left(place.plot, x, width);
                let stream = PixelBox::new(left, top, left + width, pixels(scale.fraction(count)));
                self.pen.fill(stream, solid(accent.line))?;
            }
            return Ok(());
        }
        let before = self.hanging(motion.from, motion.decoded, panel.cells, columns);
        let after = self.hanging(motion.to, panel.decoded, panel.cells, columns);
        let mixed = before.iter().zip(&after).map(|(p, q)| pixels(p + motion.share * (q - p)));
        self.outline(&mixed.collect::<Vec<_>>(), place, top, solid(accent.line))
    }

    /// How many values hang in each column on their way between two grids.
    fn travelling(&self, panel: &Panel<'_>, motion: Motion<'_>, columns: usize) -> Vec<u32> {
        let mut heights = vec![0u32; columns];
        for (x, count) in self.binned() {
            let (Some(p), Some(q)) =
                (level_of(motion.from, x, panel.cells), level_of(motion.to, x, panel.cells))
            else {
                continue;
            };
            self.hang(&mut heights, p + motion.share * (q - p), count);
        }
        heights
    }

    /// How far down each column of a grid's decoded values hangs, 0 to 1: the histogram of its blocks, or the values at its levels.
    fn hanging(&self, levels: &[f32], decoded: &[u32], cells: Cells, columns: usize) -> Vec<f64> {
        let mut heights = vec![0u32; columns];
        if decoded.is_empty() {
            for (x, count) in self.binned() {
                if let Some(level) = level_of(levels, x, cells) {
                    self.hang(&mut heights, level, count);
                }
            }
        } else {
            for (column, height) in heights.iter_mut().enumerate() {
                *height = bins_of_column(decoded, column, columns).iter().copied().max().unwrap_or(0);
            }
        }
        let scale = self.scale_of(&heights);
        heights.into_iter().map(|count| scale.fraction(count)).collect()
    }

    fn hang(&self, heights: &mut [u32], at: f64, count: u32) {
        if self.figure.view.contains(at) {
            let column = (self.figure.view.fraction(at) * heights.len() as f64) as usize;
            if let Some(height) = heights.get_mut(column.min(heights.len().saturating_sub(1))) {
                *height = height.saturating_add(count);
            }
        }
    }

    /// The middle of each bin that has values, and how many.
    fn binned(&self) -> impl Iterator<Item = (f64, u32)> {
        let bins = self.figure.counts.len() as f64;
        let middle = move |bin: usize| self.figure.view.value((bin as f64 + 0.5) / bins);
        self.figure
            .counts
            .iter()
            .enumerate()
            .filter(|&(_, &count)| count > 0)
            .map(move |(bin, &count)| (middle(bin), count))
    }

    fn scale_of(&self, heights: &[u32]) -> CountScale {
        CountScale::new(heights.iter().copied().max().unwrap_or(0), self.figure.log)
    }
}

/// The level that a value goes to, of ascending ones; values rounded by chance are shown at the nearer level.
fn level_of(levels: &[f32], x: f64, cells: Cells) -> Option<f64> {
    let above = levels.partition_point(|&level| f64::from(level) <= x);
    let at = |rank: usize| levels.get(rank).map(|&level| f64::from(level));
    match (above.checked_sub(1).and_then(at), at(above)) {
        (Some(low), Some(high)) if cells != Cells::Above && x - low > high - x => Some(high),
        (Some(low), _) => Some(low),
        (None, high) => high,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_goes_to_the_level_of_its_cell() {
        let levels = [-1.0, 0.0, 2.0];
        let nearest = [(-9.0, -1.0), (-0.4, 0.0), (0.9, 0.0), (1.1, 2.0), (9.0, 2.0)];
        for (x, level) in nearest {
            assert_eq!(level_of(&levels, x, Cells::Nearest), Some(level), "{x}");
        }
        assert_eq!(level_of(&levels, 1.9, Cells::Above), Some(0.0));
        assert_eq!(level_of(&levels, -3.0, Cells::Above), Some(-1.0));
        assert_eq!(level_of(&[], 1.0, Cells::Nearest), None);
    }
}
