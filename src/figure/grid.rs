//! The Grid picture: the same data over each scheme's grid, on one x axis.
//!
//! From back to front a panel shows gridlines, the clipped tails' shade, the bars, the levels, the tails'
//! hatching, the range with its grips, single values, and labels; under it lies the level strip with codes
//! and zero-point.

mod frame;
mod histogram;
mod layout;
mod levels;
mod limits;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;

use super::range::FiniteRange;
use super::theme::{Accent, Theme};
use frame::Frame;

/// Everything the Grid picture shows: borrowed, plain data.
#[derive(Debug, Clone, Copy)]
pub struct GridFigure<'a> {
    /// What the shared x axis shows.
    pub view: FiniteRange,
    /// How many values of the tensor lie in each of equally wide bins over the view.
    pub counts: &'a [u32],
    /// Finite values below the view.
    pub below: u64,
    /// Finite values above the view.
    pub above: u64,
    /// Logarithmic counts, or linear ones.
    pub log: bool,
    /// Top to bottom.
    pub panels: &'a [Panel<'a>],
    /// Texts in the reader's language.
    pub labels: &'a Labels<'a>,
}

/// Texts that are not a panel's own.
#[derive(Debug, Clone, Copy, Default)]
pub struct Labels<'a> {
    /// Title of the x axis: "value x".
    pub x: &'a str,
    /// Title of the count axis: "values per bin".
    pub count: &'a str,
    /// What lies below the view, shown when that is anything: "3 values below".
    pub below: &'a str,
    /// What lies above it.
    pub above: &'a str,
}

/// Which scheme a panel belongs to; its letter is part of the panel's title, so colour never stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The first scheme: blue.
    A,
    /// The second: vermillion.
    B,
}

impl Role {
    /// The scheme's colours.
    pub fn accent(self, theme: &Theme) -> Accent {
        match self {
            Self::A => theme.a,
            Self::B => theme.b,
        }
    }
}

/// One scheme's grid over the data.
#[derive(Debug, Clone, Copy)]
pub struct Panel<'a> {
    /// Whose it is.
    pub role: Role,
    /// Decoded value of each code, ascending. Levels that are not finite or outside the view are not drawn.
    pub levels: &'a [f32],
    /// Code of the first level.
    pub q_min: i32,
    /// `[alpha, beta]`: what lies outside is clipped. An infinite end means no limit; NaN is not drawn.
    pub range: (f32, f32),
    /// For schemes of several blocks: the shown block's histogram, over the same bins as the tensor's.
    pub block_counts: Option<&'a [u32]>,
    /// The letter and the scheme: "A  int4".
    pub title: &'a str,
    /// What the scheme came to: "16 levels, s = 3.05".
    pub subtitle: &'a str,
    /// What is clipped at the low and at the high side: "12 clipped"; empty for nothing.
    pub clipped: [&'a str; 2],
    /// Names the zero-point, "z = 7", which is marked at 0.0, the value it decodes to; empty where a format
    /// has none.
    pub zero_label: &'a str,
}

/// Where the picture put things, in device pixels of the drawing area.
#[derive(Debug, Clone, PartialEq)]
pub struct GridMap {
    /// As in the figure.
    pub view: FiniteRange,
    /// One a panel, in the figure's order.
    pub panels: Vec<PanelMap>,
}

/// A panel's plot: `left` is the view's lower end and `right` its upper one, `top..bottom` holds bars and
/// range lines, and the level strip goes on to `strip_bottom`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "said above")]
pub struct PanelMap {
    pub left: i32,
    pub top: i32,
    pub right: i32,
    pub bottom: i32,
    pub strip_bottom: i32,
}

impl GridMap {
    /// Device pixel of `value`; beyond the plot for a value outside the view.
    pub fn x_of(&self, value: f64) -> f64 {
        let (left, width) = self.extent();
        left + self.view.fraction(value) * width
    }

    /// Value at a device pixel: the inverse of [`Self::x_of`].
    pub fn value_at(&self, x: f64) -> f64 {
        let (left, width) = self.extent();
        self.view.value((x - left) / width)
    }

    /// All panels share their left and right; without a panel there is one pixel.
    fn extent(&self) -> (f64, f64) {
        let (left, right) = self.panels.first().map_or((0, 1), |p| (p.left, p.right));
        (f64::from(left), f64::from(right - left))
    }
}

/// Draws the picture on the whole of `area` and says where things are.
///
/// # Errors
/// Only what the backend reports: any figure can be drawn.
pub fn draw_grid<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    figure: &GridFigure<'_>,
    theme: &Theme,
) -> Result<GridMap, DrawingAreaErrorKind<DB::ErrorType>> {
    area.fill(&theme.background)?;
    let frame = Frame::new(area, figure, theme);
    for (panel, place) in figure.panels.iter().zip(&frame.layout.panels) {
        let accent = panel.role.accent(theme);
        frame.gridlines(place)?;
        frame.shade(panel, place, accent)?;
        let silhouette = frame.bars(panel, place)?;
        frame.level_lines(panel, place, accent, &silhouette)?;
        frame.baseline(place)?;
        frame.hatch(panel, place, accent)?;
        frame.level_strip(panel, place, accent)?;
        frame.limits(panel, place, accent)?;
        frame.rare(panel, place)?;
        frame.clipped(panel, place, accent)?;
        frame.titles(panel, place, accent)?;
    }
    frame.axes()?;
    let panels = frame.layout.panels.iter().map(|place| PanelMap {
        left: place.plot.left,
        top: place.plot.top,
        right: place.plot.right,
        bottom: place.plot.bottom,
        strip_bottom: place.strip.1,
    });
    Ok(GridMap { view: figure.view, panels: panels.collect() })
}
