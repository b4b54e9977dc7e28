//! The map of a model: a cell for each tensor, layers down and roles across, coloured by a measure of its error. What is worst stands out
//! most.

mod key;
mod layout;
mod tints;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::HPos;
use plotters::style::{RGBAColor, RGBColor};
use serde::{Deserialize, Serialize};

use super::pen::{Drawn, Pen, PixelBox, Script, solid};
use super::plot::ROW;
use super::sizes::Sizes;
use super::text::{self, Text};
use super::theme::Theme;
use key::Key;
use layout::Layout;
use tints::Tints;

/// Everything the map of a model shows.
#[derive(Debug, Clone, Deserialize)]
pub struct ModelMapFigure<'a> {
    /// What the map shows: "SQNR of each tensor under A: int4:g64".
    pub title: Text<'a>,
    /// The most important of what one sees, in a line; may be empty.
    pub finding: Text<'a>,
    /// Labels of the rows, from the top: numbers of layers. A first label that is no number stands for what has no layer, and its row stands
    /// apart.
    pub rows: Vec<Text<'a>>,
    /// What the rows are: "layer".
    pub row_title: Text<'a>,
    /// Labels of the columns, from the left: roles.
    pub columns: Vec<Text<'a>>,
    /// The tensors, in any order, one for each place at most. A place without one stays empty.
    pub cells: Vec<ModelCell<'a>>,
    /// How values map to colours.
    pub scale: ModelScale,
    /// What the colours mean, and the labels of the lower and the upper end of the scale.
    pub key: [Text<'a>; 3],
    /// What an outlined cell means: "not measured yet".
    pub waiting: Text<'a>,
    /// What a hatched cell means, or one with the text of an infinite value: "no error".
    pub perfect: Text<'a>,
    /// Row and column of the tensor that is chosen.
    pub chosen: Option<(usize, usize)>,
}

/// One tensor.
#[derive(Debug, Clone, Deserialize)]
pub struct ModelCell<'a> {
    /// Its row, from 0.
    pub row: usize,
    /// Its column, from 0.
    pub column: usize,
    /// Its value; none, or NaN, while it is not measured.
    pub value: Option<f64>,
    /// The value as it is written in the cell, where there is room.
    pub text: Text<'a>,
    /// The value in fewer letters, for a cell that has no room for `text`.
    pub short: Text<'a>,
}

impl ModelCell<'_> {
    /// Its value, if it is measured.
    fn measured(&self) -> Option<f64> {
        self.value.filter(|value| !value.is_nan())
    }
}

/// How values map to colours. What is worst stands out most: darkest in a light picture, lightest in a dark one.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct ModelScale {
    /// The values at both ends; values beyond have the colour of the end.
    pub lo: f64,
    /// See above.
    pub hi: f64,
    /// Whether values have a sign, as a difference of A and B does: from one hue through neutral at 0 to another, equally far on both
    /// sides.
    pub diverging: bool,
    /// Whether the lower end is the worst, as it is of decibels below the signal. Of a scale that is diverging, the hues change places.
    pub reversed: bool,
}

/// Where things are, in device pixels. A cell is where its row and its column meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModelMap {
    /// Top and bottom of each row, without the gap below it.
    pub rows: Vec<(i32, i32)>,
    /// Left and right of each column, without the gap beside it.
    pub columns: Vec<(i32, i32)>,
    /// The strip of colours: left, top, right, bottom.
    pub strip: [i32; 4],
}

/// Sizes of the numbers in the cells, in sizes of type: the first at which all fit, or the last.
const NUMBERS: [f64; 2] = [1.0, 0.875];
/// The height of a cell with a number, in sizes of type.
const TALL: f64 = 1.1;
/// Room between a number and the sides of its cell, in units.
const INSIDE: f64 = 2.0;
/// Where layers have no gaps between them, lower cells have no outline, in fine lines.
const LOW: i32 = 8;
/// Distance of the hatching's lines, in units.
const HATCH: f64 = 5.0;

/// Draws the picture on the whole of `area` and says where things are. A picture needs at least as many pixels as it has rows: with
/// fewer, some rows cover others.
///
/// # Errors
/// Only errors of the backend: any figure can be drawn.
pub fn draw_model_map<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    figure: &ModelMapFigure<'_>,
    theme: &Theme,
) -> Result<ModelMap, DrawingAreaErrorKind<DB::ErrorType>> {
    let (pen, sizes, size) = Pen::begin(area, theme)?;
    let tints = Tints::new(figure.scale, theme);
    let key = Key::new(figure, &tints, sizes, size.0);
    let layout = Layout::new(figure, sizes, (size.0, size.1 - key.height(sizes)));
    let numbers = number_size(figure, &layout, sizes);
    let picture = Picture { figure, pen, theme, sizes, tints, layout, numbers };
    picture.heading()?;
    picture.labels()?;
    picture.cells()?;
    picture.chosen()?;
    let strip = key.draw(&picture)?;
    let Layout { rows, columns, .. } = picture.layout;
    Ok(ModelMap { rows, columns, strip })
}

struct Picture<'a, DB: DrawingBackend> {
    figure: &'a ModelMapFigure<'a>,
    pen: Pen<'a, DB>,
    theme: &'a Theme,
    sizes: Sizes,
    tints: Tints<'a>,
    layout: Layout,
    /// The size of type of the numbers in the cells.
    numbers: f64,
}

impl<DB: DrawingBackend> Picture<'_, DB> {
    fn script(&self, color: RGBColor, anchor: HPos) -> Script {
        Script { size: self.sizes.font, color: solid(color), bold: false, anchor, upright: false }
    }

    /// Writes the title, and the finding below it.
    fn heading(&self) -> Drawn<DB> {
        let (sizes, theme, Layout { edge, right, .. }) = (self.sizes, self.theme, &self.layout);
        let mut y = sizes.px(ROW / 2.0 + 1.0);
        for (line, bold, color) in
            [(&self.figure.title, true, theme.ink), (&self.figure.finding, false, theme.muted)]
        {
            if !line.is_empty() {
                let line = text::fitted(line, sizes.font, bold, right - edge);
                self.pen.write(&line, (*edge, y), Script { bold, ..self.script(color, HPos::Left) })?;
                y += sizes.px(ROW);
            }
        }
        Ok(())
    }

    /// Writes the labels of rows and columns; of those that would touch, some.
    fn labels(&self) -> Drawn<DB> {
        let (sizes, theme, layout) = (self.sizes, self.theme, &self.layout);
        let gap = sizes.px(layout::GAP);
        let room = layout.left - gap - layout.edge;
        let fitted = |label: &str, room: i32| text::fitted(label, sizes.font, false, room);
        let muted = self.script(theme.muted, HPos::Right);
        let title = (layout.left - gap, layout.top - gap - sizes.px(ROW / 2.0));
        self.pen.write(&fitted(&self.figure.row_title, room), title, muted)?;
        for row in layout.labelled_rows(&self.figure.rows, sizes) {
            let (top, bottom) = layout.rows[row];
            let at = (layout.left - gap, (top + bottom) / 2);
            self.pen.write(&fitted(&self.figure.rows[row], room), at, self.script(theme.ink, HPos::Right))?;
        }
        let mut free = i32::MIN;
        for (label, &(left, right)) in self.figure.columns.iter().zip(&layout.columns) {
            let middle = (left + right) / 2;
            if !layout.upright {
                let at = (middle, layout.top - gap - sizes.px(ROW / 2.0));
                self.pen.write(label, at, self.script(theme.ink, HPos::Center))?;
            } else if middle - sizes.px(ROW / 2.0) >= free {
                let label = fitted(label, layout.head - 2 * gap);
                let script = Script { upright: true, ..self.script(theme.ink, HPos::Left) };
                self.pen.write(&label, (middle, layout.top - gap), script)?;
                free = middle + sizes.px(ROW / 2.0);
            }
        }
        Ok(())
    }

    fn cells(&self) -> Drawn<DB> {
        for cell in &self.figure.cells {
            let Some(place) = self.layout.place(cell.row, cell.column) else { continue };
            match cell.measured() {
                None => self.waiting(place)?,
                Some(value) => {
                    let ground = self.tints.of(value);
                    self.pen.fill(place, solid(ground))?;
                    if let Some(text) = self.written_in(cell) {
                        self.number(text, place, ground)?;
                    } else if self.tints.is_perfect(value) {
                        self.hatch(place)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// The number that has room in a cell.
    fn written_in<'b>(&self, cell: &'b ModelCell<'_>) -> Option<&'b str> {
        let room = self.layout.room(cell.row);
        let fits = |text: &str| room.is_none_or(|room| fits(text, room, self.numbers, self.sizes));
        [&*cell.text, &*cell.short].into_iter().find(|text| !text.is_empty() && fits(text))
    }

    fn number(&self, text: &str, place: PixelBox, ground: RGBColor) -> Drawn<DB> {
        let at = ((place.left + place.right) / 2, (place.top + place.bottom) / 2);
        let color = self.tints.number_on(ground);
        self.pen.write(text, at, Script { size: self.numbers, ..self.script(color, HPos::Center) })
    }

    /// Draws a cell that is not measured: an outline, or a line where it is too low for one.
    fn waiting(&self, place: PixelBox) -> Drawn<DB> {
        let (hair, color) = (self.sizes.hair, solid(self.theme.rule));
        if self.layout.is_parted(self.sizes) || place.height() >= LOW * hair {
            return self.pen.frame(place, hair, color);
        }
        let top = (place.top + place.bottom - hair) / 2;
        self.pen.fill(PixelBox { top, bottom: top + hair, ..place }, color)
    }

    fn hatch(&self, place: PixelBox) -> Drawn<DB> {
        let step = self.sizes.px(HATCH).max(2);
        self.pen.hatch(place, step, self.sizes.hair.unsigned_abs(), solid(self.theme.rule))
    }

    /// Draws a frame around the chosen cell, with a line of the ground inside, so that it differs from any colour.
    fn chosen(&self) -> Drawn<DB> {
        let Some(place) = self.figure.chosen.and_then(|(row, column)| self.layout.place(row, column)) else {
            return Ok(());
        };
        let (inner, outer) = (self.sizes.px(1.0).max(1), self.sizes.px(2.0).max(1));
        let frame = |away: i32, line: i32, color: RGBAColor| {
            let PixelBox { left, top, right, bottom } = place;
            let around = PixelBox::new(left - away, top - away, right + away, bottom + away);
            self.pen.frame(around, line, color)
        };
        frame(inner, inner, solid(self.theme.background))?;
        frame(inner + outer, outer, solid(self.theme.ink))
    }
}

/// The size of type of the numbers in the cells.
fn number_size(figure: &ModelMapFigure<'_>, layout: &Layout, sizes: Sizes) -> f64 {
    let has_room = |cell: &ModelCell<'_>, size: f64| {
        layout.room(cell.row).is_none_or(|room| fits(&cell.text, room, size, sizes))
    };
    let mut all = NUMBERS.into_iter().map(|share| share * sizes.font);
    all.find(|&size| figure.cells.iter().all(|cell| has_room(cell, size)))
        .unwrap_or(NUMBERS[NUMBERS.len() - 1] * sizes.font)
}

/// Whether a number of this size has room in a cell of some width and height.
fn fits(text: &str, (width, height): (i32, i32), size: f64, sizes: Sizes) -> bool {
    let wide = text::width(text, size, false) + 2 * sizes.px(INSIDE) <= width;
    wide && f64::from(height) >= TALL * size
}
