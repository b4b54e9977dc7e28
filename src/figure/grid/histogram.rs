//! The data: a solid silhouette, and dots for bins that hold one to three values.

use plotters::prelude::DrawingBackend;
use plotters::style::RGBAColor;

use super::data::Panel;
use super::frame::Frame;
use super::layout::Place;
use crate::figure::pen::{Drawn, Failure, PixelBox, solid};

/// Bins of up to this many values are drawn value by value.
const DOTTED: u32 = 3;
/// Up to this many values are all that a picture is about, and are seen from far away.
const FEW: u64 = 24;

/// The top of the darkest data in each pixel column of a plot, from its left edge on.
pub(super) struct Silhouette {
    tops: Vec<i32>,
}

impl Silhouette {
    /// Top of the data at column `offset`; `bottom` outside.
    pub(super) fn top(&self, offset: i32, bottom: i32) -> i32 {
        usize::try_from(offset).ok().and_then(|i| self.tops.get(i)).copied().unwrap_or(bottom)
    }
}

impl<DB: DrawingBackend> Frame<'_, DB> {
    /// Draws all values, and over them those of the shown block if the scheme has several. Returns the silhouette of the last.
    pub(super) fn bars(&self, panel: &Panel<'_>, place: &Place) -> Result<Silhouette, Failure<DB>> {
        let all = self.silhouette(self.figure.counts, place);
        let Some(block) = panel.block_counts else {
            self.outline(&all.tops, place, place.plot.bottom, solid(self.theme.data))?;
            return Ok(all);
        };
        self.outline(&all.tops, place, place.plot.bottom, solid(self.theme.data_pale))?;
        let block = self.silhouette(block, place);
        self.outline(&block.tops, place, place.plot.bottom, solid(self.theme.data))?;
        Ok(block)
    }

    /// Draws rare values over the lines of the range, because the outlier that sets a range lies on its line.
    pub(super) fn rare(&self, panel: &Panel<'_>, place: &Place) -> Drawn<DB> {
        let data = solid(self.theme.data);
        let Some(block) = panel.block_counts else {
            self.lone_bars(self.figure.counts, place, data)?;
            return self.dots(self.figure.counts, place, data);
        };
        self.lone_bars(self.figure.counts, place, solid(self.theme.data_pale))?;
        // A dot is too small to be visible in the pale colour of bars.
        self.dots(self.figure.counts, place, solid(self.theme.rule))?;
        self.lone_bars(block, place, data)?;
        self.dots(block, place, data)
    }

    /// Draws bars without neighbours, at least as wide as a line of the range, so that they are visible on it.
    fn lone_bars(&self, counts: &[u32], place: &Place, color: RGBAColor) -> Drawn<DB> {
        let plot = place.plot;
        let least = 2 * self.layout.sizes.hair + 1;
        let edge = |bin: usize| {
            plot.left + libm::round(bin as f64 / counts.len() as f64 * f64::from(plot.width())) as i32
        };
        let empty = |bin: Option<usize>| bin.and_then(|i| counts.get(i)).is_none_or(|&n| n == 0);
        for (bin, &count) in counts.iter().enumerate().filter(|&(_, &count)| count > DOTTED) {
            if empty(bin.checked_sub(1)) && empty(Some(bin + 1)) {
                let (left, right) = (edge(bin), edge(bin + 1));
                let right = right.max(left + least).min(plot.right);
                let left = (right - least).min(left).max(plot.left);
                self.pen
                    .fill(PixelBox { left, top: self.y(place, count), right, bottom: plot.bottom }, color)?;
            }
        }
        Ok(())
    }

    fn silhouette(&self, counts: &[u32], place: &Place) -> Silhouette {
        let columns = usize::try_from(place.plot.width()).unwrap_or(0);
        let bottom = place.plot.bottom;
        let tops = (0..columns).map(|column| {
            let highest = bins_of_column(counts, column, columns).iter().copied().max().unwrap_or(0);
            if highest > DOTTED { self.y(place, highest) } else { bottom }
        });
        Silhouette { tops: tops.collect() }
    }

    /// Draws each stretch of a silhouette that leaves its `base` as one polygon, with one call for any number of bins. `ends` has a
    /// pixel for each column of the plot, above the base or below it.
    pub(super) fn outline(&self, ends: &[i32], place: &Place, base: i32, color: RGBAColor) -> Drawn<DB> {
        for corners in stretches(ends, place.plot.left, base) {
            self.pen.polygon(corners, color)?;
        }
        Ok(())
    }

    /// The radius of the dot of a value, in CSS pixels.
    fn dot_radius(&self) -> f64 {
        let values: u64 = self.figure.counts.iter().map(|&count| u64::from(count)).sum();
        if values <= FEW { 4.0 } else { 1.75 }
    }

    /// Draws few values as one dot each, at the heights of 1, 2 and 3, or stacked if these are closer than a dot.
    fn dots(&self, counts: &[u32], place: &Place, color: RGBAColor) -> Drawn<DB> {
        let radius = self.layout.sizes.px(self.dot_radius()).max(2);
        let plot = place.plot;
        // With more bins than pixels, dots of one column would overlap.
        let mut drawn = (i32::MIN, 0);
        for (bin, &count) in counts.iter().enumerate().filter(|&(_, &count)| (1..=DOTTED).contains(&count)) {
            let middle = (bin as f64 + 0.5) / counts.len() as f64;
            let x = plot.left + libm::floor(middle * f64::from(plot.width())) as i32;
            let x = x.min(plot.right - radius).max(plot.left + radius);
            let already = if drawn.0 == x { drawn.1 } else { 0 };
            for k in already + 1..=count {
                let stacked = plot.bottom - radius * (2 * k.cast_signed() - 1);
                self.pen.dot((x, self.y(place, k).min(stacked)), radius, color)?;
            }
            drawn = (x, already.max(count));
        }
        Ok(())
    }
}

/// The corners of each stretch of `ends` that leaves its `base`, from one end of it on the base to the other. There is an end for each column of
/// pixels from `left` on.
pub(super) fn stretches(ends: &[i32], left: i32, base: i32) -> impl Iterator<Item = Vec<(i32, i32)>> {
    let mut x = left;
    ends.chunk_by(move |a, b| (*a == base) == (*b == base)).filter_map(move |stretch| {
        let begin = x;
        x += i32::try_from(stretch.len()).unwrap_or(0);
        if stretch.first() == Some(&base) {
            return None;
        }
        let mut corners = vec![(begin, base)];
        let mut step = begin;
        for level in stretch.chunk_by(|a, b| a == b) {
            let next = step + i32::try_from(level.len()).unwrap_or(0);
            corners.extend(level.first().into_iter().flat_map(|&end| [(step, end), (next, end)]));
            step = next;
        }
        corners.push((x, base));
        Some(corners)
    })
}

/// The bins of a pixel column: the one at its middle, or all that begin in it if bins are narrower.
pub(super) fn bins_of_column(counts: &[u32], column: usize, columns: usize) -> &[u32] {
    let n = counts.len();
    if n <= columns {
        let bin = (2 * column + 1) * n / (2 * columns);
        return counts.get(bin..(bin + 1).min(n)).unwrap_or_default();
    }
    counts.get(column * n / columns..(column + 1) * n / columns).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bin_is_in_some_column() {
        for n in [1usize, 2, 7, 64, 100, 101, 1000] {
            let counts: Vec<u32> = (0..n as u32).collect();
            for columns in [1usize, 10, 64, 100, 333] {
                let mut seen: Vec<u32> =
                    (0..columns).flat_map(|c| bins_of_column(&counts, c, columns).to_vec()).collect();
                seen.dedup();
                assert_eq!(seen, counts, "{n} bins, {columns} columns");
            }
        }
        assert!(bins_of_column(&[], 0, 5).is_empty());
    }
}
