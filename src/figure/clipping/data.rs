//! What the clipping picture shows, and where it puts things.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::figure::axis::Tick;
use crate::figure::plot::PlotMap;
use crate::figure::role::Role;
use crate::figure::scale::Scale;
use crate::figure::text::Text;

/// Everything the clipping picture shows.
#[derive(Debug, Clone, Deserialize)]
pub struct ClippingFigure<'a> {
    /// Top to bottom.
    pub panels: Vec<ClippingPanel<'a>>,
    /// The shared x axis: how much of the range is kept.
    pub x: Scale,
    /// Its ticks, if they are not those of the scale.
    pub ticks: Option<Vec<Tick>>,
    /// Titles of the axes.
    pub titles: [Text<'a>; 2],
    /// The names of the two parts of the error, and of the dashed curve where there is one.
    pub parts: Vec<Text<'a>>,
}

/// One scheme's curve.
#[derive(Debug, Clone, Deserialize)]
pub struct ClippingPanel<'a> {
    /// The scheme it belongs to.
    pub role: Role,
    /// Where its points lie on the x axis, ascending.
    pub at: Cow<'a, [f64]>,
    /// Mean squared rounding error at each point.
    pub rounding: Cow<'a, [f64]>,
    /// Mean squared clipping error at each point.
    pub clipping: Cow<'a, [f64]>,
    /// The whole error of the scheme it is compared with, dashed: places and errors; may be empty.
    pub other: (Cow<'a, [f64]>, Cow<'a, [f64]>),
    /// Calibrators.
    pub marks: Vec<ClippingMark<'a>>,
    /// The place below which the value pointed at is clipped, and its label.
    pub pointed: Option<(f64, Text<'a>)>,
    /// The letter and the scheme: "A  int4".
    pub title: Text<'a>,
    /// Its result: "least MSE 0.0246 at 0.17".
    pub subtitle: Text<'a>,
}

/// A calibrator's choice.
#[derive(Debug, Clone, Deserialize)]
pub struct ClippingMark<'a> {
    /// Its name: "mse".
    pub label: Text<'a>,
    /// Its place on the x axis.
    pub at: f64,
    /// Its mean squared error.
    pub error: f64,
    /// The error as text, for a mark above the plot.
    pub number: Text<'a>,
    /// Whether it is the calibrator of the scheme.
    pub chosen: bool,
}

/// The place of a panel, and of its marks in the order given.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClippingMap {
    /// The plot and its axes.
    pub plot: PlotMap,
    /// Its marks.
    pub marks: Vec<MarkMap>,
}

/// The place of a mark and the box of its name, in device pixels. The box is empty if there is no room for names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "said above")]
pub struct MarkMap {
    pub x: i32,
    pub y: i32,
    pub left: i32,
    pub top: i32,
    pub right: i32,
    pub bottom: i32,
}
