//! The Blocks picture: the matrix as a heat map, for A and for B, with the borders of their blocks and what the data are along the
//! edges.

mod arrangement;
mod edges;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::HPos;
use plotters::style::{Color, RGBAColor, RGBColor};
use serde::{Deserialize, Serialize};

use super::heat::{Colors, HeatScale, Palette, key};
use super::pen::{Drawn, Pen, PixelBox, Script, solid};
use super::plot::{Plot, PlotMap, ROW};
use super::role::Role;
use super::text::{self, Text};
use super::theme::Theme;
use arrangement::Slot;

/// A part of the matrix: the first and the end of its rows and columns. As a record: the four numbers, rows first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(from = "[u32; 4]")]
pub struct Window {
    /// Rows.
    pub rows: (u32, u32),
    /// Columns.
    pub columns: (u32, u32),
}

impl From<[u32; 4]> for Window {
    fn from([top, bottom, left, right]: [u32; 4]) -> Self {
        Self { rows: (top, bottom), columns: (left, right) }
    }
}

/// Everything the Blocks picture shows.
#[derive(Debug, Clone, Deserialize)]
pub struct BlocksFigure<'a> {
    /// One or two.
    pub panels: Vec<BlocksPanel<'a>>,
    /// The part of the matrix shown.
    pub window: Window,
    /// The number of cells down and across; at most the number of rows and columns.
    pub cells: (usize, usize),
    /// The colours.
    pub scale: HeatScale,
    /// The meaning of the colours, and the labels of their ends.
    pub key: [Text<'a>; 3],
    /// Titles of the axes: "column", "row".
    pub titles: [Text<'a>; 2],
    /// Outlying rows and columns, the strongest first.
    pub outlying: Vec<OutlyingLine>,
    /// The largest |x| of each row and of each column of cells; none, and no room for them, when empty.
    #[serde(skip)]
    pub edges: [&'a [f32]; 2],
    /// What the longest of the bars along the edges says: "max |x| 80.2".
    pub edge: Text<'a>,
    /// Whether a value is as wide as it is tall, as in a photograph.
    pub square: bool,
}

/// An outlying row or column, marked at the edge of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct OutlyingLine {
    /// Whether it is a column.
    pub column: bool,
    /// Its number.
    pub index: u32,
    /// Whether most of its values are large, or only a few.
    pub throughout: bool,
}

/// Where things are, in device pixels.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BlocksMap {
    /// Each panel: x counts columns, y rows from below.
    pub panels: Vec<PlotMap>,
    /// The strip of colours: left, top, right, bottom.
    pub strip: [i32; 4],
}

/// One scheme's map.
#[derive(Debug, Clone, Deserialize)]
pub struct BlocksPanel<'a> {
    /// The scheme it belongs to.
    pub role: Role,
    /// The cells row by row; NaN for a cell without a number.
    #[serde(skip)]
    pub cells: &'a [f32],
    /// The number of rows and columns of a block.
    pub block: (u32, u32),
    /// The number of rows and columns of a super-block, whose blocks share a second scale; none of a scheme without.
    #[serde(default)]
    pub super_block: Option<(u32, u32)>,
    /// The block whose grid is shown.
    pub shown: Window,
    /// The letter and the scheme: "A  int4:g64".
    pub title: Text<'a>,
    /// What the map shows, in a line.
    pub finding: Text<'a>,
}

/// Up to this number, cells are drawn one by one and exactly; more are drawn as a bitmap.
const FEW_CELLS: usize = 4096;
/// The smallest blocks with borders between them, in units.
const BORDERS_FROM: f64 = 6.0;
/// The size of the marks of outlying rows and columns, in units.
const MARK: f64 = 6.0;

/// Draws the picture on the whole of `area` and says where things are.
///
/// # Errors
/// Only errors of the backend: any figure can be drawn.
pub fn draw_blocks<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    figure: &BlocksFigure<'_>,
    theme: &Theme,
) -> Result<BlocksMap, DrawingAreaErrorKind<DB::ErrorType>> {
    let (pen, sizes, (width, height)) = Pen::begin(area, theme)?;
    let colors = Colors::new(figure.scale, theme);
    let slots = arrangement::slots(&pen, theme, sizes, figure, (width, height));
    let mut panels = Vec::with_capacity(figure.panels.len());
    for (Slot { plot, top, right }, panel) in slots.into_iter().zip(&figure.panels) {
        let drawing = Drawing { figure, panel, colors: &colors, plot };
        drawing.cells()?;
        drawing.edges()?;
        drawing.borders()?;
        drawing.shown()?;
        drawing.outlying()?;
        drawing.title(top, right)?;
        panels.push(drawing.plot.map());
    }
    let y = height - sizes.px(ROW / 2.0 + 2.0);
    let strip = key(&pen, &figure.key, &colors, theme, sizes, (0, width, y))?;
    Ok(BlocksMap { panels, strip })
}

fn within(index: u32, (from, to): (u32, u32)) -> bool {
    (from..to).contains(&index)
}

struct Drawing<'a, DB: DrawingBackend> {
    figure: &'a BlocksFigure<'a>,
    panel: &'a BlocksPanel<'a>,
    colors: &'a Colors,
    plot: Plot<'a, DB>,
}

impl<DB: DrawingBackend> Drawing<'_, DB> {
    fn cells(&self) -> Drawn<DB> {
        self.plot.axes()?;
        let (down, across) = self.figure.cells;
        let area = self.plot.area;
        let (width, height) = (area.width().max(0) as usize, area.height().max(0) as usize);
        if down * across <= FEW_CELLS {
            let edge = |i: usize, n: usize, length: usize| (i * length / n.max(1)) as i32;
            for (i, &cell) in self.panel.cells.iter().enumerate() {
                let (row, column) = (i / across, i % across);
                let left = area.left + edge(column, across, width);
                let top = area.top + edge(row, down, height);
                let right = area.left + edge(column + 1, across, width);
                let bottom = area.top + edge(row + 1, down, height);
                let color = solid(self.colors.of(cell));
                self.plot.pen.fill(PixelBox::new(left, top, right, bottom), color)?;
            }
            return Ok(());
        }
        if self.figure.scale.colors == Palette::Gray && (down > height || across > width) {
            return self.plot.pen.bitmap(area, self.reduced((width, height)));
        }
        let columns: Vec<usize> = (0..width).map(|x| x * across / width).collect();
        let mut pixels = Vec::with_capacity(width * height * 3);
        let mut line = vec![0; width * 3];
        let mut before = None;
        for y in 0..height {
            let row = y * down / height;
            if before != Some(row) {
                before = Some(row);
                let cells = self.panel.cells.get(row * across..).unwrap_or_default();
                for (pixel, &column) in line.as_chunks_mut::<3>().0.iter_mut().zip(&columns) {
                    let cell = cells.get(column).copied().unwrap_or(f32::NAN);
                    let RGBColor(r, g, b) = self.colors.of(cell);
                    *pixel = [r, g, b];
                }
            }
            pixels.extend_from_slice(&line);
        }
        self.plot.pen.bitmap(area, pixels)
    }

    /// A photograph with fewer pixels than it has values: each pixel is the mean of those it covers.
    fn reduced(&self, (width, height): (usize, usize)) -> Vec<u8> {
        let (down, across) = self.figure.cells;
        let covered = |i: usize, pixels: usize, cells: usize| {
            let from = i * cells / pixels;
            from..((i + 1) * cells / pixels).max(from + 1)
        };
        let columns: Vec<_> = (0..width).map(|x| covered(x, width, across)).collect();
        let mut pixels = Vec::with_capacity(width * height * 3);
        for y in 0..height {
            let rows = covered(y, height, down);
            for columns in &columns {
                let cells = rows.clone().filter_map(|row| self.panel.cells.get(row * across..));
                let cells = cells.filter_map(|row| row.get(columns.clone())).flatten();
                let (sum, count) = cells.fold((0.0, 0.0), |(sum, count), &cell| (sum + cell, count + 1.0));
                let RGBColor(r, g, b) = self.colors.of(sum / count);
                pixels.extend([r, g, b]);
            }
        }
        pixels
    }

    /// Draws lines between blocks, and stronger ones between super-blocks, where they are large enough.
    fn borders(&self) -> Drawn<DB> {
        let (accent, sizes) = (self.panel.role.accent(self.plot.theme).line, self.plot.sizes);
        let block = self.panel.block;
        self.lines((Some(block.0), Some(block.1)), accent.mix(0.55), sizes.hair)?;
        let Some(super_block) = self.panel.super_block else { return Ok(()) };
        // Where a super-block is no larger than a block, their borders are the same.
        let larger = |super_block: u32, block: u32| (super_block > block).then_some(super_block);
        let parts = (larger(super_block.0, block.0), larger(super_block.1, block.1));
        self.lines(parts, solid(accent), sizes.px(2.0).max(sizes.hair))
    }

    /// Draws lines of a width between parts of so many rows and columns, where these are large enough.
    fn lines(&self, parts: (Option<u32>, Option<u32>), color: RGBAColor, width: i32) -> Drawn<DB> {
        let (Plot { sizes, area, .. }, Window { rows, columns }) = (&self.plot, self.figure.window);
        let apart = |length: i32, (from, to): (u32, u32), block: u32| {
            f64::from(length) / f64::from((to - from).max(1)) * f64::from(block)
        };
        let least = BORDERS_FROM * sizes.unit;
        let lines = |(from, to): (u32, u32), block: u32| {
            let block = block.max(1) as usize;
            ((from as usize / block + 1) * block..to as usize).step_by(block)
        };
        if let Some(across) = parts.1.filter(|&across| apart(area.width(), columns, across) >= least) {
            for column in lines(columns, across) {
                let x = self.plot.px(column as f64);
                self.plot.pen.fill(PixelBox::new(x, area.top, x + width, area.bottom), color)?;
            }
        }
        if let Some(down) = parts.0.filter(|&down| apart(area.height(), rows, down) >= least) {
            for row in lines(rows, down) {
                let y = self.row(row as f64);
                self.plot.pen.fill(PixelBox::new(area.left, y, area.right, y + width), color)?;
            }
        }
        Ok(())
    }

    /// Pixel of the upper edge of a row.
    fn row(&self, row: f64) -> i32 {
        let (from, to) = self.figure.window.rows;
        self.plot.py(f64::from(from) + f64::from(to) - row)
    }

    /// Draws a frame around the block whose grid is shown.
    fn shown(&self) -> Drawn<DB> {
        let Plot { sizes, area, theme, .. } = self.plot;
        let Window { rows, columns } = self.panel.shown;
        let outside = |(from, to): (u32, u32), (first, end): (u32, u32)| to <= first || from >= end;
        if outside(rows, self.figure.window.rows) || outside(columns, self.figure.window.columns) {
            return Ok(());
        }
        let line = sizes.px(2.0).max(1);
        let frame = PixelBox::new(
            self.plot.px(columns.0.into()).max(area.left) - line,
            self.row(rows.0.into()).max(area.top) - line,
            self.plot.px(columns.1.into()).min(area.right) + line,
            self.row(rows.1.into()).min(area.bottom) + line,
        );
        self.plot.pen.frame(frame, line, solid(self.panel.role.accent(theme).line))
    }

    /// Draws arrowheads at the upper and the right edge that point at outlying columns and rows, with numbers if there is room.
    /// They are hollow for lines with only a few large values.
    fn outlying(&self) -> Drawn<DB> {
        let Plot { sizes, area, theme, .. } = self.plot;
        let (side, gap, away) = (sizes.px(MARK), sizes.px(3.0), edges::room(self.figure, sizes));
        let Window { rows, columns } = self.figure.window;
        // The occupied parts of the row above the panel and of the column beside it.
        let mut above = vec![(area.left, area.left + sizes.text_width(self.row_title()))];
        if !self.figure.edge.is_empty() {
            above.push((area.right - sizes.text_width(&self.figure.edge), area.right));
        }
        let mut beside: Vec<(i32, i32)> = Vec::new();
        let inside = |line: &&OutlyingLine| within(line.index, if line.column { columns } else { rows });
        for line in self.figure.outlying.iter().filter(inside) {
            let label = line.index.to_string();
            let middle = f64::from(line.index) + 0.5;
            let color = if line.throughout { theme.ink } else { theme.muted };
            let (corners, half, at, taken) = if line.column {
                let (x, y) = (self.plot.px(middle), area.top - away - 1);
                let corners = [(x, y), (x - side / 2, y - side), (x + side / 2, y - side)];
                let width = sizes.text_width(&label);
                let left = (x - width / 2).min(area.right - width);
                (corners, (left, left + width), (left, y - side - sizes.px(ROW / 2.0)), &mut above)
            } else {
                let (x, y) = (area.right + away + 1, self.row(middle));
                let corners = [(x, y), (x + side, y - side / 2), (x + side, y + side / 2)];
                let half = sizes.px(ROW / 2.0);
                (corners, (y - half, y + half), (x + side + gap, y), &mut beside)
            };
            if line.throughout {
                self.plot.pen.polygon(corners.to_vec(), solid(color))?;
            } else {
                let [tip, ..] = corners;
                let outline = corners.into_iter().chain([tip]).collect();
                self.plot.pen.path(outline, sizes.hair.unsigned_abs(), solid(color))?;
            }
            if taken.iter().all(|&(from, to)| half.1 + gap < from || half.0 - gap > to) {
                taken.push(half);
                self.plot.pen.write(&label, at, self.plot.script(color, HPos::Left))?;
            }
        }
        Ok(())
    }

    /// The title of the axis of rows, if it has one.
    fn row_title(&self) -> &str {
        if self.figure.square { "" } else { &self.figure.titles[1] }
    }

    /// Writes the scheme and the finding at the top of a panel, and what is left of the titles of its axes.
    fn title(&self, top: i32, right: i32) -> Drawn<DB> {
        let Plot { sizes, area, theme, .. } = self.plot;
        let row = sizes.px(ROW);
        let room = right - area.left;
        let accent = self.panel.role.accent(theme);
        let bold = Script { bold: true, ..self.plot.script(accent.text, HPos::Left) };
        let title = text::fitted(&self.panel.title, sizes.font, true, room);
        self.plot.pen.write(&title, (area.left, top + row / 2), bold)?;
        let finding = text::fitted(&self.panel.finding, sizes.font, false, room);
        let ink = self.plot.script(theme.ink, HPos::Left);
        self.plot.pen.write(&finding, (area.left, top + row * 3 / 2), ink)?;
        let y = area.top - edges::room(self.figure, sizes) - sizes.px(5.0 + ROW / 2.0);
        let muted = |anchor: HPos| self.plot.script(theme.muted, anchor);
        self.plot.pen.write(self.row_title(), (area.left, y), muted(HPos::Left))?;
        self.plot.pen.write(&self.figure.edge, (area.right, y), muted(HPos::Right))
    }
}
