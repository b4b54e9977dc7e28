//! Where rows, columns and their labels are.

use super::ModelMapFigure;
use crate::figure::pen::PixelBox;
use crate::figure::plot::ROW;
use crate::figure::sizes::Sizes;
use crate::figure::text::Text;

/// Room between the cells and their labels, in units.
pub(super) const GAP: f64 = 5.0;
/// Space at the sides of the picture, in units.
const EDGE: f64 = 8.0;
/// The largest width and height of a cell, in units.
const LARGEST: (f64, f64) = (150.0, 64.0);
/// Room between the row of what has no layer and the layers, in units.
const APART: f64 = 5.0;
/// The least height of that row, so that its label has room, in units.
const FIRST: f64 = 15.0;
/// The share of the picture that labels may take: of rows of its width, of columns of its height.
const LABELS: (f64, f64) = (0.3, 0.3);
/// Cells at least so wide or tall, in units, have a gap of two units between them; those of at least so many fine lines, one of a fine
/// line. Gaps between lower cells would take too much of their colour.
const ROOMY: f64 = 16.0;
const PARTED: i32 = 6;
/// Layers between two that have labels: as many as are needed for room.
const STEPS: [u64; 10] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

/// The places of a map, in device pixels.
pub(super) struct Layout {
    /// The left edge of texts, and the right edge of everything.
    pub(super) edge: i32,
    pub(super) right: i32,
    /// The left and the upper edge of the cells.
    pub(super) left: i32,
    pub(super) top: i32,
    /// The height of the labels of the columns, and whether these are upright.
    pub(super) head: i32,
    pub(super) upright: bool,
    /// Top and bottom of each row, left and right of each column.
    pub(super) rows: Vec<(i32, i32)>,
    pub(super) columns: Vec<(i32, i32)>,
    /// The distance of two layers.
    pitch: f64,
}

impl Layout {
    /// The places on a picture of this width and height, which are without the key.
    pub(super) fn new(figure: &ModelMapFigure<'_>, sizes: Sizes, (width, height): (i32, i32)) -> Self {
        let (edge, gap) = (sizes.px(EDGE), sizes.px(GAP));
        let right = width - edge;
        let widest =
            |labels: &[Text<'_>]| labels.iter().map(|label| sizes.text_width(label)).max().unwrap_or(0);
        let share = |length: i32, share: f64| (f64::from(length) * share) as i32;
        let row_labels = widest(&figure.rows).max(sizes.text_width(&figure.row_title));
        let left = edge + row_labels.min(share(width, LABELS.0)) + gap;

        let across = figure.columns.len();
        let most = LARGEST.0 * sizes.unit;
        let pitch = (f64::from((right - left).max(1)) / across.max(1) as f64).min(most);
        let columns = (0..across).map(|i| span(left.into(), pitch, i, sizes)).collect();

        let title = [&figure.title, &figure.finding].into_iter().filter(|line| !line.is_empty()).count();
        let above = sizes.px(ROW * title as f64 + 2.0);
        let labels = widest(&figure.columns);
        let upright = f64::from(labels + gap) > pitch;
        let head =
            if upright { labels.min(share(height, LABELS.1)).max(sizes.px(ROW)) } else { sizes.px(ROW) };
        let head = head + 2 * gap;
        let top = above + head;
        let (rows, pitch) = rows(figure, sizes, top, height);
        Self { edge, right, left, top, head, upright, rows, columns, pitch }
    }

    /// The pixels of a place, if it is on the map.
    pub(super) fn place(&self, row: usize, column: usize) -> Option<PixelBox> {
        let (top, bottom) = *self.rows.get(row)?;
        let (left, right) = *self.columns.get(column)?;
        Some(PixelBox::new(left, top, right, bottom))
    }

    /// The room that each cell of a row has for a number: columns differ by a pixel, so the least width of all. None where there is no
    /// such row.
    pub(super) fn room(&self, row: usize) -> Option<(i32, i32)> {
        let (top, bottom) = *self.rows.get(row)?;
        let width = self.columns.iter().map(|(left, right)| right - left).min()?;
        Some((width, bottom - top))
    }

    /// Whether there are gaps between layers.
    pub(super) fn is_parted(&self, sizes: Sizes) -> bool {
        self.pitch >= f64::from(PARTED * sizes.hair)
    }

    /// The rows that have labels, from the top: all with room, or every second, fifth, tenth … layer.
    pub(super) fn labelled_rows(&self, labels: &[Text<'_>], sizes: Sizes) -> Vec<usize> {
        let row = f64::from(sizes.px(ROW - 1.0));
        let step = STEPS.into_iter().find(|&step| step as f64 * self.pitch >= row).unwrap_or(u64::MAX);
        let mut free = i32::MIN;
        let mut labelled = Vec::new();
        for (i, (label, &(top, bottom))) in labels.iter().zip(&self.rows).enumerate() {
            let middle = (top + bottom) / 2;
            let first = i == 0 && stands_apart(labels);
            let number = label.parse::<u64>().unwrap_or(i as u64);
            if (first || number.is_multiple_of(step)) && middle >= free {
                labelled.push(i);
                free = middle + sizes.px(ROW - 2.0);
            }
        }
        labelled
    }
}

/// Whether the first row is one of what has no layer.
fn stands_apart(rows: &[Text<'_>]) -> bool {
    rows.len() > 1 && rows[0].parse::<u64>().is_err()
}

/// The rows between `top` and `bottom`, and the distance of two layers.
fn rows(figure: &ModelMapFigure<'_>, sizes: Sizes, top: i32, bottom: i32) -> (Vec<(i32, i32)>, f64) {
    let n = figure.rows.len();
    let (most, room) = (LARGEST.1 * sizes.unit, f64::from((bottom - top).max(1)));
    if !stands_apart(&figure.rows) {
        let pitch = (room / n.max(1) as f64).min(most);
        return ((0..n).map(|i| span(top.into(), pitch, i, sizes)).collect(), pitch);
    }
    let apart = APART * sizes.unit;
    let even = ((room - apart) / n as f64).min(most);
    let first = even.max((FIRST * sizes.unit).min(room / 4.0));
    let pitch = ((room - apart - first) / (n - 1) as f64).clamp(0.0, even.max(0.0));
    let layers = f64::from(top) + first + apart;
    let rest = (0..n - 1).map(|i| span(layers, pitch, i, sizes));
    (std::iter::once(span(top.into(), first, 0, sizes)).chain(rest).collect(), pitch)
}

/// The ends of one of many things in a row that are `pitch` apart, at least a pixel from each other. The gap behind it is left out.
fn span(start: f64, pitch: f64, i: usize, sizes: Sizes) -> (i32, i32) {
    let gap = match pitch {
        pitch if pitch >= ROOMY * sizes.unit => sizes.px(2.0).max(1),
        pitch if pitch >= f64::from(PARTED * sizes.hair) => sizes.hair,
        _ => 0,
    };
    let edge = |i: usize| libm::round(start + i as f64 * pitch) as i32;
    (edge(i), (edge(i + 1) - gap).max(edge(i) + 1))
}
