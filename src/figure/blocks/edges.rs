//! The largest |x| of each row and column as bars along the edges of a map: an outlying line stands out whatever the map shows.
//!
//! Lengths are square roots: beside a massive value, a line of many times the usual size still stands out.

use plotters::prelude::DrawingBackend;

use super::{BlocksFigure, Drawing};
use crate::figure::pen::{Drawn, PixelBox, solid};
use crate::figure::sizes::Sizes;

/// The longest bar, and the gap between bars and map, in units.
const LONGEST: f64 = 30.0;
const LONGEST_NARROW: f64 = 18.0;
const GAP: f64 = 2.0;

/// The room that the bars take beside a map and above it, in pixels.
pub(super) fn room(figure: &BlocksFigure<'_>, sizes: Sizes) -> i32 {
    match figure.edges {
        [[], _] | [_, []] => 0,
        _ => longest(sizes) + sizes.px(GAP),
    }
}

fn longest(sizes: Sizes) -> i32 {
    sizes.px(if sizes.narrow { LONGEST_NARROW } else { LONGEST })
}

impl<DB: DrawingBackend> Drawing<'_, DB> {
    /// Draws the bars. Rows and columns have one scale, of square roots, from 0.
    pub(super) fn edges(&self) -> Drawn<DB> {
        let [rows, columns] = self.figure.edges;
        let most = rows.iter().chain(columns).fold(0.0, |most: f32, &x| most.max(x));
        if room(self.figure, self.plot.sizes) == 0 || most.is_nan() || most <= 0.0 {
            return Ok(());
        }
        let (area, sizes) = (self.plot.area, self.plot.sizes);
        let (longest, gap) = (longest(sizes), sizes.px(GAP));
        let color = solid(self.plot.theme.data);
        for (from, end, length) in bars(columns, area.width(), most, longest) {
            let bottom = area.top - gap;
            let bar = PixelBox::new(area.left + from, bottom - length, area.left + end, bottom);
            self.plot.pen.fill(bar, color)?;
        }
        for (from, end, length) in bars(rows, area.height(), most, longest) {
            let left = area.right + gap;
            let bar = PixelBox::new(left, area.top + from, left + length, area.top + end);
            self.plot.pen.fill(bar, color)?;
        }
        Ok(())
    }
}

/// First pixel, end and length of bars along `pixels` pixels; neighbours of one length are one bar. Where there are fewer pixels than
/// numbers, the largest of those in a pixel counts.
fn bars(numbers: &[f32], pixels: i32, most: f32, longest: i32) -> Vec<(i32, i32, i32)> {
    let (n, wide) = (numbers.len(), pixels.max(0) as usize);
    let mut bars: Vec<(i32, i32, i32)> = Vec::new();
    for pixel in 0..wide {
        let from = pixel * n / wide;
        let end = ((pixel + 1) * n / wide).max(from + 1);
        let number = numbers[from..end].iter().fold(0.0, |most: f32, &x| most.max(x));
        let length = libm::roundf(libm::sqrtf(number / most) * longest as f32) as i32;
        let at = pixel as i32;
        match bars.last_mut() {
            Some((_, end, before)) if *before == length => *end = at + 1,
            _ => bars.push((at, at + 1, length)),
        }
    }
    bars.retain(|&(_, _, length)| length > 0);
    bars
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_the_root_of_the_largest_number_of_its_pixels() {
        assert_eq!(bars(&[1.0, 4.0, 16.0, 0.0], 8, 16.0, 8), [(0, 2, 2), (2, 4, 4), (4, 6, 8)]);
        assert_eq!(bars(&[1.0, 0.0, 0.0, 16.0, 16.0, 0.0], 3, 16.0, 4), [(0, 1, 1), (1, 3, 4)]);
        assert_eq!(bars(&[1.0], 0, 1.0, 4), []);
    }
}
