//! The Padding picture: the image of a convolution, its outputs in real numbers and in three kinds of integers, and their errors.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;
use serde::Deserialize;

use super::heat::{Colors, HeatScale, STRIP, key};
use super::pen::{Drawn, Pen, PixelBox, Script, solid};
use super::plot::ROW;
use super::role::Role;
use super::sizes::Sizes;
use super::text::{self, Text};
use super::theme::Theme;

/// The number of maps.
pub const MAPS: usize = 8;

/// One map.
#[derive(Debug, Clone, Deserialize)]
pub struct PaddingMap<'a> {
    /// What it shows.
    pub title: Text<'a>,
    /// The scheme it belongs to, if any.
    pub role: Option<Role>,
    /// The cells row by row; NaN for a cell without a number.
    #[serde(skip)]
    pub cells: &'a [f32],
}

/// Everything the Padding picture shows.
#[derive(Debug, Clone, Deserialize)]
pub struct PaddingFigure<'a> {
    /// Rows and columns of every map.
    pub size: (usize, usize),
    /// The image, the output in real numbers, the outputs of the three kinds of integers, and their errors.
    pub maps: [PaddingMap<'a>; MAPS],
    /// The numbers at the ends of the colours: of image and outputs, and of errors.
    pub ends: [f32; 2],
    /// The meaning of the colours, and the labels of their ends.
    pub keys: [[Text<'a>; 3]; 2],
}

/// From this ratio of width to height on, four maps stand side by side; otherwise two.
const FOUR_BESIDE: f64 = 1.15;
/// Space between maps, in units.
const GAP: f64 = 10.0;

/// Draws the picture on the whole of `area` and returns the places of the maps in device pixels: left, top, right, bottom.
///
/// # Errors
/// Only errors of the backend: any figure can be drawn.
pub fn draw_padding<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    figure: &PaddingFigure<'_>,
    theme: &Theme,
) -> Result<[[i32; 4]; MAPS], DrawingAreaErrorKind<DB::ErrorType>> {
    let (pen, sizes, (width, height)) = Pen::begin(area, theme)?;
    let beside = f64::from(width) >= FOUR_BESIDE * f64::from(height);
    let scale = |end: f32| HeatScale { ends: (-end, end), log: false, diverging: true };
    let colors = figure.ends.map(|end| Colors::new(scale(end), theme));

    // Both keys in one row if there is room, otherwise in two.
    let rows = if beside { 1 } else { 2 };
    let foot = rows * sizes.px(ROW + STRIP);
    let slots = slots(beside, sizes, (width, height - foot));
    let mut places = [[0; 4]; MAPS];
    for (i, (map, slot)) in figure.maps.iter().zip(slots).enumerate() {
        // Only the image shows its padding.
        let padding = usize::from(i == 0);
        let place = place(figure.size, padding, sizes, slot);
        places[i] = [place.left, place.top, place.right, place.bottom];
        let drawing = Drawing { pen: &pen, theme, sizes, map, place, size: figure.size };
        drawing.padding(padding as i32)?;
        drawing.cells(&colors[usize::from(i > 4)])?;
        drawing.title(slot)?;
    }
    for (i, (texts, colors)) in (0..).zip(figure.keys.iter().zip(&colors)) {
        let (row, left, right) = match beside {
            true => (1, i * width / 2, (i + 1) * width / 2),
            false => (2 - i, 0, width),
        };
        let y = height - row * sizes.px(ROW + STRIP) + sizes.px((ROW + STRIP) / 2.0);
        key(&pen, texts, colors, theme, sizes, (left, right, y))?;
    }
    Ok(places)
}

/// The room of each map with its title: four side by side with errors below their outputs, or two with errors beside their outputs.
fn slots(beside: bool, sizes: Sizes, (width, height): (i32, i32)) -> [PixelBox; MAPS] {
    let (across, down) = if beside { (4, 2) } else { (2, 4) };
    std::array::from_fn(|i| {
        let (column, row) = match (beside, i) {
            (true, 0) => (0, 1),
            (true, i) => ((i as i32 - 1) % 4, i32::from(i > 4)),
            (false, 0..=1) => (i as i32, 0),
            (false, i) => (i32::from(i > 4), (i as i32 - 2) % 3 + 1),
        };
        // Errors stand below their outputs, which begin in the second column.
        let column = if beside && i > 4 { column + 1 } else { column };
        let gap = sizes.px(GAP);
        let (each, tall) = ((width - gap) / across, height / down);
        let left = gap + column * each;
        PixelBox::new(left, row * tall, left + each - gap, (row + 1) * tall - gap / 2)
    })
}

/// The place of a map below its title, in the middle of its slot: the largest square cells of whole pixels that fit, with
/// `padding` cells around.
fn place((rows, columns): (usize, usize), padding: usize, sizes: Sizes, slot: PixelBox) -> PixelBox {
    let top = slot.top + sizes.px(ROW + 2.0);
    let (rows, columns, padding) = (rows.max(1) as i32, columns.max(1) as i32, padding as i32);
    let (down, across) = (rows + 2 * padding, columns + 2 * padding);
    let cell = (slot.width() / across).min((slot.bottom - top) / down).max(1);
    let left = slot.left + (slot.width() - cell * across).max(0) / 2 + padding * cell;
    let top = top + padding * cell;
    PixelBox::new(left, top, left + cell * columns, top + cell * rows)
}

struct Drawing<'a, DB: DrawingBackend> {
    pen: &'a Pen<'a, DB>,
    theme: &'a Theme,
    sizes: Sizes,
    map: &'a PaddingMap<'a>,
    place: PixelBox,
    size: (usize, usize),
}

impl<DB: DrawingBackend> Drawing<'_, DB> {
    /// Hatches `count` cells around the map.
    fn padding(&self, count: i32) -> Drawn<DB> {
        let PixelBox { left, top, right, bottom } = self.place;
        let reach = count * self.side();
        let around = PixelBox::new(left - reach, top - reach, right + reach, bottom + reach);
        self.pen.hatch(
            around,
            self.sizes.px(5.0).max(2),
            self.sizes.hair.unsigned_abs(),
            solid(self.theme.rule),
        )
    }

    /// Side of a cell.
    fn side(&self) -> i32 {
        self.place.width() / self.size.1.max(1) as i32
    }

    fn cells(&self, colors: &Colors) -> Drawn<DB> {
        let PixelBox { left, top, right, bottom } = self.place;
        let hair = self.sizes.hair;
        let frame = PixelBox::new(left - hair, top - hair, right + hair, bottom + hair);
        self.pen.fill(frame, solid(self.theme.rule))?;
        self.pen.fill(self.place, solid(self.theme.background))?;
        let columns = self.size.1.max(1);
        let side = self.side();
        for (i, &cell) in self.map.cells.iter().enumerate() {
            let (x, y) = (left + (i % columns) as i32 * side, top + (i / columns) as i32 * side);
            let area = PixelBox::new(x, y, x + side, y + side);
            if cell.is_nan() {
                self.pen.hatch(area, self.sizes.px(4.0).max(2), 1, solid(self.theme.rule))?;
            } else {
                self.pen.fill(area, solid(colors.of(cell)))?;
            }
        }
        Ok(())
    }

    fn title(&self, slot: PixelBox) -> Drawn<DB> {
        let bold = self.map.role.is_some();
        let color: RGBColor = self.map.role.map_or(self.theme.ink, |role| role.accent(self.theme).text);
        // From the left edge of its map, unless that leaves too little room.
        let title = text::fitted(&self.map.title, self.sizes.font, bold, slot.width());
        let room = slot.right - text::width(&title, self.sizes.font, bold);
        let at = (self.place.left.min(room).max(slot.left), slot.top + self.sizes.px(ROW / 2.0));
        let script =
            Script { size: self.sizes.font, color: solid(color), bold, anchor: HPos::Left, upright: false };
        self.pen.write(&title, at, script)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_maps_share_a_place() {
        let sizes = Sizes::new(800, &Theme::light(1.0));
        for beside in [true, false] {
            let slots = slots(beside, sizes, (800, 600));
            for (i, a) in slots.iter().enumerate() {
                assert!(a.left >= 0 && a.right <= 800 && a.bottom <= 600, "{beside} {i} {a:?}");
                for b in &slots[i + 1..] {
                    let apart =
                        a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
                    assert!(apart, "{beside}: {a:?} {b:?}");
                }
            }
            for i in 2..5 {
                let (output, errors) = (slots[i], slots[i + 3]);
                let together = if beside { output.left == errors.left } else { output.top == errors.top };
                assert!(together, "{beside}: errors belong to their outputs");
            }
        }
    }
}
