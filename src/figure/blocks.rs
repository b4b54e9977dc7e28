//! The Blocks picture: the matrix as a heat map, for A and for B, with the borders of their blocks.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::HPos;
use plotters::style::{Color, RGBColor};

use super::axis::{Axis, Tick};
use super::grid::Role;
use super::pen::{Drawn, Pen, PixelBox, Script, solid};
use super::plot::{Plot, PlotAxis, PlotMap, ROW};
use super::sizes::Sizes;
use super::text;
use super::theme::Theme;
use super::{FiniteRange, Scale};

/// Rows and columns of the matrix: first and end of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Rows.
    pub rows: (u32, u32),
    /// Columns.
    pub columns: (u32, u32),
}

/// How numbers become colours.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HeatScale {
    /// The numbers at both ends; beyond them colours stay.
    pub ends: (f32, f32),
    /// By the logarithm.
    pub log: bool,
    /// From one hue through neutral to another, for signed numbers; otherwise from pale to dark.
    pub diverging: bool,
}

/// Everything the Blocks picture shows.
#[derive(Debug, Clone, Copy)]
pub struct BlocksFigure<'a> {
    /// One or two.
    pub panels: &'a [BlocksPanel<'a>],
    /// The part of the matrix shown.
    pub window: Window,
    /// Cells down and across, at most as many as rows and columns.
    pub cells: (usize, usize),
    /// The colours.
    pub scale: HeatScale,
    /// What the colours mean, and what is written at their ends.
    pub key: [&'a str; 3],
    /// Titles of the axes: "column", "row".
    pub titles: [&'a str; 2],
}

/// One scheme's map.
#[derive(Debug, Clone, Copy)]
pub struct BlocksPanel<'a> {
    /// Whose it is.
    pub role: Role,
    /// Row by row; NaN for no number.
    pub cells: &'a [f32],
    /// Rows and columns of a block, where blocks tile the matrix so.
    pub block: (u32, u32),
    /// The block whose grid is shown.
    pub shown: Window,
    /// The letter and the scheme: "A  int4:g64".
    pub title: &'a str,
}

/// Fewer cells than this are drawn one by one, exactly; more as a bitmap.
const FEW_CELLS: usize = 4096;
/// Borders are drawn between blocks so large, in units.
const BORDERS_FROM: f64 = 6.0;
/// A picture so many times as wide as high has its panels side by side.
const SIDE_BY_SIDE: f64 = 1.3;
/// The strip of colours under the panels, in units.
const STRIP: f64 = 9.0;

/// Draws the picture on the whole of `area` and says where each panel is: x counts columns, y rows from below.
///
/// # Errors
/// Only what the backend reports: any figure can be drawn.
pub fn draw_blocks<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    figure: &BlocksFigure<'_>,
    theme: &Theme,
) -> Result<Vec<PlotMap>, DrawingAreaErrorKind<DB::ErrorType>> {
    area.fill(&theme.background)?;
    let (width, height) = area.dim_in_pixel();
    let sizes = Sizes::new(width, theme);
    let pen = Pen { area, font: theme.font };
    let (width, height) = (width.cast_signed(), height.cast_signed());
    let foot = sizes.px(STRIP + ROW + 8.0);
    let n = i32::try_from(figure.panels.len().max(1)).unwrap_or(i32::MAX);
    let beside = f64::from(width) >= SIDE_BY_SIDE * f64::from(height);
    let edge = sizes.px(8.0);
    let mut maps = Vec::with_capacity(figure.panels.len());
    for (i, panel) in (0..n).zip(figure.panels) {
        let (head, room) = (sizes.px(ROW), height - foot);
        let outer = if beside {
            PixelBox::new(edge + i * (width - edge) / n, head, (i + 1) * (width - edge) / n, room)
        } else {
            PixelBox::new(edge, i * room / n + head, width - edge, (i + 1) * room / n)
        };
        let last = beside || i + 1 == n;
        let plot = plot(&pen, theme, sizes, outer, figure, last);
        let drawing = Drawing { figure, panel, plot };
        drawing.cells()?;
        drawing.borders()?;
        drawing.shown()?;
        drawing.title(outer.top - head / 2)?;
        maps.push(drawing.plot.map());
    }
    key(&pen, figure, theme, sizes, (width, height))?;
    Ok(maps)
}

fn plot<'a, DB: DrawingBackend>(
    pen: &'a Pen<'a, DB>,
    theme: &'a Theme,
    sizes: Sizes,
    outer: PixelBox,
    figure: &BlocksFigure<'a>,
    titled: bool,
) -> Plot<'a, DB> {
    let Window { rows, columns } = figure.window;
    let range = |(from, to): (u32, u32)| FiniteRange::covering(from.into(), to.into());
    let x = PlotAxis::new(Scale::Linear(range(columns)), if titled { figure.titles[0] } else { "" });
    // Rows are counted from the top.
    let most = usize::try_from(outer.height() / sizes.px(30.0).max(1)).unwrap_or(2).clamp(2, 9);
    let whole = |tick: &Tick| tick.value.fract() == 0.0 && tick.value < f64::from(rows.1);
    let ticks = Axis::linear(range(rows), most).ticks.into_iter().filter(whole);
    let flipped =
        ticks.map(|tick| Tick { value: f64::from(rows.0) + f64::from(rows.1) - tick.value, ..tick });
    let y = PlotAxis {
        ticks: Some(flipped.collect()),
        ..PlotAxis::new(Scale::Linear(range(rows)), figure.titles[1])
    };
    Plot::new(pen, theme, sizes, outer, x, y)
}

impl HeatScale {
    /// Place of a number between both ends, 0 to 1; `None` for no number.
    fn fraction(self, number: f32) -> Option<f64> {
        let place = |x: f32| if self.log { libm::log(f64::from(x.max(f32::from_bits(1)))) } else { x.into() };
        let (lo, hi) = (place(self.ends.0), place(self.ends.1));
        if number.is_nan() {
            return None;
        }
        let middle = if self.diverging { 0.5 } else { 1.0 };
        Some(if hi > lo { ((place(number) - lo) / (hi - lo)).clamp(0.0, 1.0) } else { middle })
    }

    fn color(self, fraction: f64, theme: &Theme) -> RGBColor {
        let (low, middle, high) = (theme.heat_low, theme.heat_middle, theme.heat_high);
        match self.diverging {
            true if fraction < 0.5 => mixed(middle, low, 1.0 - 2.0 * fraction),
            true => mixed(middle, high, 2.0 * fraction - 1.0),
            false => mixed(middle, theme.data, fraction),
        }
    }
}

fn mixed(from: RGBColor, to: RGBColor, share: f64) -> RGBColor {
    let channel = |a: u8, b: u8| libm::round(f64::from(a) + share * (f64::from(b) - f64::from(a))) as u8;
    RGBColor(channel(from.0, to.0), channel(from.1, to.1), channel(from.2, to.2))
}

struct Drawing<'a, DB: DrawingBackend> {
    figure: &'a BlocksFigure<'a>,
    panel: &'a BlocksPanel<'a>,
    plot: Plot<'a, DB>,
}

impl<DB: DrawingBackend> Drawing<'_, DB> {
    fn color(&self, cell: Option<&f32>) -> RGBColor {
        let Self { figure, plot, .. } = self;
        let fraction = cell.and_then(|&number| figure.scale.fraction(number));
        fraction.map_or(plot.theme.background, |fraction| figure.scale.color(fraction, plot.theme))
    }

    fn cells(&self) -> Drawn<DB> {
        self.plot.axes()?;
        let (down, across) = self.figure.cells;
        let area = self.plot.area;
        let (width, height) = (area.width().max(0) as usize, area.height().max(0) as usize);
        if down * across <= FEW_CELLS {
            let edge = |i: usize, n: usize, length: usize| (i * length / n.max(1)) as i32;
            for (i, cell) in self.panel.cells.iter().enumerate() {
                let (row, column) = (i / across, i % across);
                let left = area.left + edge(column, across, width);
                let top = area.top + edge(row, down, height);
                let right = area.left + edge(column + 1, across, width);
                let bottom = area.top + edge(row + 1, down, height);
                self.plot.pen.fill(PixelBox::new(left, top, right, bottom), solid(self.color(Some(cell))))?;
            }
            return Ok(());
        }
        let mut pixels = Vec::with_capacity(width * height * 3);
        for y in 0..height {
            let row = y * down / height * across;
            for x in 0..width {
                let RGBColor(r, g, b) = self.color(self.panel.cells.get(row + x * across / width));
                pixels.extend([r, g, b]);
            }
        }
        self.plot.pen.bitmap(area, pixels)
    }

    /// Lines between blocks, where these are large enough.
    fn borders(&self) -> Drawn<DB> {
        let (Plot { sizes, area, theme, .. }, Window { rows, columns }) = (&self.plot, self.figure.window);
        let color = self.panel.role.accent(theme).line.mix(0.55);
        let apart = |length: i32, (from, to): (u32, u32), block: u32| {
            f64::from(length) / f64::from((to - from).max(1)) * f64::from(block)
        };
        let least = BORDERS_FROM * sizes.unit;
        let lines = |(from, to): (u32, u32), block: u32| {
            let block = block.max(1) as usize;
            ((from as usize / block + 1) * block..to as usize).step_by(block)
        };
        if apart(area.width(), columns, self.panel.block.1) >= least {
            for column in lines(columns, self.panel.block.1) {
                let x = self.plot.px(column as f64);
                self.plot.pen.fill(PixelBox::new(x, area.top, x + sizes.hair, area.bottom), color)?;
            }
        }
        if apart(area.height(), rows, self.panel.block.0) >= least {
            for row in lines(rows, self.panel.block.0) {
                let y = self.row(row as f64);
                self.plot.pen.fill(PixelBox::new(area.left, y, area.right, y + sizes.hair), color)?;
            }
        }
        Ok(())
    }

    /// Pixel of the upper edge of a row.
    fn row(&self, row: f64) -> i32 {
        let (from, to) = self.figure.window.rows;
        self.plot.py(f64::from(from) + f64::from(to) - row)
    }

    /// A frame around the block whose grid is shown, large enough to be seen.
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
        let PixelBox { left, top, right, bottom } = frame;
        let color = solid(self.panel.role.accent(theme).line);
        for side in [
            PixelBox::new(left, top, right, top + line),
            PixelBox::new(left, bottom - line, right, bottom),
            PixelBox::new(left, top, left + line, bottom),
            PixelBox::new(right - line, top, right, bottom),
        ] {
            self.plot.pen.fill(side, color)?;
        }
        Ok(())
    }

    fn title(&self, y: i32) -> Drawn<DB> {
        self.plot.heading(self.panel.role.accent(self.plot.theme), self.panel.title, "", y)
    }
}

/// The strip of colours with its meaning before it and its ends at its sides.
fn key<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    figure: &BlocksFigure<'_>,
    theme: &Theme,
    sizes: Sizes,
    (width, height): (i32, i32),
) -> Drawn<DB> {
    let [meaning, low, high] = figure.key;
    let gap = sizes.px(6.0);
    let texts: i32 = [meaning, low, high].iter().map(|text| sizes.text_width(text) + 2 * gap).sum();
    let long = (width - texts - 4 * gap).min(sizes.px(220.0)).max(sizes.px(30.0));
    let y = height - sizes.px(ROW / 2.0 + 2.0);
    let script = Script {
        size: sizes.font,
        color: solid(theme.muted),
        bold: false,
        anchor: HPos::Left,
        upright: false,
    };
    let mut x = sizes.px(8.0);
    pen.write(meaning, (x, y), script)?;
    x += sizes.text_width(meaning) + 2 * gap;
    pen.write(low, (x, y), script)?;
    x += sizes.text_width(low) + gap;
    let half = sizes.px(STRIP) / 2;
    for i in 0..long {
        let color = figure.scale.color(f64::from(i) / f64::from((long - 1).max(1)), theme);
        pen.fill(PixelBox::new(x + i, y - half, x + i + 1, y + half), solid(color))?;
    }
    let room = width - x - long - gap;
    pen.write(&text::fitted(high, sizes.font, false, room), (x + long + gap, y), script)
}
