//! The Padding picture: the image of a convolution, its outputs in real numbers and in three kinds of integers, and their errors.
//!
//! Outputs have signs, so their colours diverge. Errors are shown by their size on a logarithmic scale in another hue: errors of one
//! correct way and of a wrong one differ by orders of magnitude, and all are visible.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;
use plotters::style::RGBColor;
use plotters::style::text_anchor::HPos;
use serde::Deserialize;

use super::heat::{Colors, HeatScale, Palette, STRIP, key};
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
    /// The colours of image and outputs go from minus this number to this number.
    pub most: f32,
    /// The sizes of errors at the ends of their colours, both positive.
    pub errors: (f32, f32),
    /// The meaning of the colours of outputs and of errors, and the labels of their ends.
    pub keys: [[Text<'a>; 3]; 2],
}

/// Where the three kinds of integers stand side by side, image and real output are so many times as wide.
const SMALL: f64 = 0.6;
/// The height of a key below each of them, in units.
const KEY: f64 = 2.0 * ROW + STRIP + 6.0;
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
    // Whichever way the maps are larger.
    let beside = (width * 5 / 18).min(height / 2) >= (width / 2).min(height / 4);
    let colors = [
        HeatScale { ends: (-figure.most, figure.most), log: false, colors: Palette::Diverging },
        HeatScale { ends: figure.errors, log: true, colors: Palette::Sequential },
    ]
    .map(|scale| Colors::new(scale, theme));

    // Beside the maps that they are about; without such room in two rows below.
    let foot = if beside { 0 } else { 2 * sizes.px(ROW + STRIP) };
    let slots = slots(beside, sizes, (width, height - foot));
    let mut places = [[0; 4]; MAPS];
    for (i, (map, slot)) in figure.maps.iter().zip(slots.iter().copied()).enumerate() {
        // Only the image shows its padding.
        let padding = usize::from(i == 0);
        let below = if beside && i < 2 { sizes.px(KEY) } else { 0 };
        let place = place(figure.size, padding, sizes, PixelBox { bottom: slot.bottom - below, ..slot });
        places[i] = [place.left, place.top, place.right, place.bottom];
        let drawing = Drawing { pen: &pen, theme, sizes, map, place, size: figure.size };
        drawing.padding(padding as i32)?;
        drawing.cells(&colors[usize::from(i > 4)], i > 4)?;
        drawing.title(slot)?;
    }
    for (i, (texts, colors)) in figure.keys.iter().zip(&colors).enumerate() {
        if beside {
            let [_, top, _, bottom] = places[i];
            // The image has padding around it.
            let reach = if i == 0 { (bottom - top) / figure.size.0.max(1) as i32 } else { 0 };
            let bottom = slots[i].bottom.min(bottom + reach + sizes.px(KEY + GAP));
            upright_key(&pen, texts, colors, theme, sizes, PixelBox { bottom, ..slots[i] })?;
        } else {
            let y = height - foot + i as i32 * foot / 2 + foot / 4;
            key(&pen, texts, colors, theme, sizes, (0, width, y))?;
        }
    }
    Ok(places)
}

/// A key of three rows in the lowest part of a slot: the meaning of the colours, the colours, and their ends. Nothing where there is no
/// room.
fn upright_key<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    [meaning, low, high]: &[Text<'_>; 3],
    colors: &Colors,
    theme: &Theme,
    sizes: Sizes,
    PixelBox { left, top, right, bottom }: PixelBox,
) -> Drawn<DB> {
    let wide = [low, high].iter().map(|end| sizes.text_width(end)).sum::<i32>() + sizes.px(GAP);
    if right - left < wide || bottom - top < sizes.px(KEY + ROW) {
        return Ok(());
    }
    let script =
        |anchor| Script { size: sizes.font, color: solid(theme.muted), bold: false, anchor, upright: false };
    let (ends, strip) = (bottom - sizes.px(ROW / 2.0), bottom - sizes.px(ROW + STRIP));
    let meaning = text::fitted(meaning, sizes.font, false, right - left);
    pen.write(&meaning, (left, strip - sizes.px(ROW / 2.0 + 2.0)), script(HPos::Left))?;
    for x in left..right {
        let color = colors.at(f64::from(x - left) / f64::from((right - left - 1).max(1)));
        pen.fill(PixelBox::new(x, strip, x + 1, strip + sizes.px(STRIP)), solid(color))?;
    }
    pen.write(low, (left, ends), script(HPos::Left))?;
    pen.write(high, (right, ends), script(HPos::Right))
}

/// The room of each map with its title. Side by side, image and real output stand small in the first column, and errors stand below
/// their outputs; otherwise there are two columns, and errors stand beside their outputs.
fn slots(beside: bool, sizes: Sizes, (width, height): (i32, i32)) -> [PixelBox; MAPS] {
    let gap = sizes.px(GAP);
    std::array::from_fn(|i| {
        let i = i as i32;
        let (left, each, row, tall) = if beside {
            let each = libm::floor(f64::from(width - gap) / (3.0 + SMALL)) as i32;
            let small = width - gap - 3 * each;
            let (column, row) = if i < 2 { (-1, i) } else { ((i - 2) % 3, (i - 2) / 3) };
            let left = if column < 0 { 0 } else { small + column * each };
            // Rows are no higher than maps of square cells need.
            let tall = (height / 2).min(each + sizes.px(ROW + GAP));
            (left, if column < 0 { small } else { each }, row, tall)
        } else {
            let each = (width - gap) / 2;
            let (column, row) = if i < 2 { (i, 0) } else { ((i - 2) / 3, (i - 2) % 3 + 1) };
            (column * each, each, row, height / 4)
        };
        PixelBox::new(gap + left, row * tall, left + each, (row + 1) * tall - gap / 2)
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

    /// The cells by their numbers, or by the sizes of these.
    fn cells(&self, colors: &Colors, sizes: bool) -> Drawn<DB> {
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
                self.pen.fill(area, solid(colors.of(if sizes { cell.abs() } else { cell })))?;
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
