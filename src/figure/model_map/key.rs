//! The key below the map: the strip of colours, and what cells without a colour of it are.

use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::HPos;

use super::tints::Tints;
use super::{ModelCell, ModelMapFigure, Picture};
use crate::figure::heat::STRIP;
use crate::figure::pen::{Failure, PixelBox, solid};
use crate::figure::plot::ROW;
use crate::figure::sizes::Sizes;
use crate::figure::text;

/// Space at the sides, between parts, and between a mark and its text, in units.
const EDGE: f64 = 8.0;
const BETWEEN: f64 = 18.0;
const BESIDE: f64 = 6.0;
/// Length of the strip, and the least one, in units.
const LONG: (f64, f64) = (190.0, 40.0);
/// Width and height of a cell of the key, in units.
const CELL: (f64, f64) = (18.0, 13.0);
/// Space above and below, in units.
const AROUND: f64 = 4.0;

/// A part of the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Meaning,
    Strip,
    Waiting,
    Perfect,
}

/// The parts of a key, as many to a line as have room.
pub(super) struct Key {
    /// Each with its line and its left end.
    parts: Vec<(Part, i32, i32)>,
    lines: i32,
    /// Length of the strip, and the right end of everything.
    long: i32,
    right: i32,
}

impl Key {
    /// The key of a picture of this width. It says of those marks what they are that the map has.
    pub(super) fn new(figure: &ModelMapFigure<'_>, tints: &Tints<'_>, sizes: Sizes, width: i32) -> Self {
        let (edge, beside) = (sizes.px(EDGE), sizes.px(BESIDE));
        let right = width - edge;
        let [meaning, low, high] = figure.key.each_ref().map(|text| sizes.text_width(text));
        let ends = low + high + 2 * beside;
        let long = sizes.px(LONG.0).min(right - edge - ends).max(sizes.px(LONG.1));
        let waits = figure.cells.iter().any(|cell| cell.measured().is_none());
        let perfect =
            figure.cells.iter().filter_map(ModelCell::measured).any(|value| tints.is_perfect(value));
        let cell = |text: &str| sizes.px(CELL.0) + beside + sizes.text_width(text);
        let all = [
            (Part::Meaning, meaning, meaning > 0),
            (Part::Strip, ends + long, true),
            (Part::Waiting, cell(&figure.waiting), waits),
            (Part::Perfect, cell(&figure.perfect), perfect),
        ];
        let (mut line, mut x) = (0, edge);
        let mut parts = Vec::with_capacity(all.len());
        for (part, wide, _) in all.into_iter().filter(|&(_, _, shown)| shown) {
            if x > edge && x + wide > right {
                (line, x) = (line + 1, edge);
            }
            parts.push((part, line, x));
            x += wide + sizes.px(BETWEEN);
        }
        Self { parts, lines: line + 1, long, right }
    }

    /// The height it needs.
    pub(super) fn height(&self, sizes: Sizes) -> i32 {
        self.lines * sizes.px(ROW) + 2 * sizes.px(AROUND)
    }

    /// Draws it below the cells of the picture, and returns the place of the strip: left, top, right, bottom.
    pub(super) fn draw<DB: DrawingBackend>(
        &self,
        picture: &Picture<'_, DB>,
    ) -> Result<[i32; 4], Failure<DB>> {
        let Picture { figure, pen, theme, sizes, tints, layout, .. } = picture;
        let below = layout.rows.last().map_or(layout.top, |&(_, bottom)| bottom);
        let [meaning, low, high] = &figure.key;
        let (beside, half) = (sizes.px(BESIDE), sizes.px(STRIP) / 2);
        let muted = picture.script(theme.muted, HPos::Left);
        let write = |text: &str, x: i32, y: i32| {
            pen.write(&text::fitted(text, sizes.font, false, self.right - x), (x, y), muted)
        };
        let mut strip = [0; 4];
        for &(part, line, x) in &self.parts {
            let y = below + sizes.px(AROUND) + line * sizes.px(ROW) + sizes.px(ROW / 2.0);
            let (wide, up) = (sizes.px(CELL.0), sizes.px(CELL.1) / 2);
            let (cell, after) = (PixelBox::new(x, y - up, x + wide, y + up), x + wide + beside);
            match part {
                Part::Meaning => write(meaning, x, y)?,
                Part::Strip => {
                    write(low, x, y)?;
                    let left = x + sizes.text_width(low) + beside;
                    for i in 0..self.long {
                        let color = tints.along(f64::from(i) / f64::from((self.long - 1).max(1)));
                        pen.fill(PixelBox::new(left + i, y - half, left + i + 1, y + half), solid(color))?;
                    }
                    write(high, left + self.long + beside, y)?;
                    strip = [left, y - half, left + self.long, y + half];
                }
                Part::Waiting => {
                    picture.waiting(cell)?;
                    write(&figure.waiting, after, y)?;
                }
                Part::Perfect => {
                    let best = if figure.scale.reversed { f64::INFINITY } else { f64::NEG_INFINITY };
                    pen.fill(cell, solid(tints.of(best)))?;
                    match picture.written() {
                        Some(text) => picture.number(text, cell, tints.of(best))?,
                        None => picture.hatch(cell)?,
                    }
                    write(&figure.perfect, after, y)?;
                }
            }
        }
        Ok(strip)
    }
}

impl<DB: DrawingBackend> Picture<'_, DB> {
    /// The text in cells without an error, which the key's cell shows, too; none if some are hatched, or it is long.
    fn written(&self) -> Option<&str> {
        let is_perfect = |cell: &&ModelCell<'_>| cell.measured().is_some_and(|x| self.tints.is_perfect(x));
        let mut perfect = self.figure.cells.iter().filter(is_perfect);
        let first = perfect.clone().next()?;
        let short = text::width(&first.text, self.numbers, false) <= self.sizes.px(CELL.0);
        (short && perfect.all(|cell| self.written_in(cell).is_some())).then_some(&first.text)
    }
}
