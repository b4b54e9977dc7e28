//! What the clipping picture shows, and where it puts things.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::figure::axis::Tick;
use crate::figure::plot::PlotMap;
use crate::figure::role::Role;
use crate::figure::scale::Scale;
use crate::figure::text::Text;
use crate::figure::theme::{Accent, Theme};

/// Everything the clipping picture shows.
#[derive(Debug, Clone, Deserialize)]
pub struct ClippingFigure<'a> {
    /// Top to bottom.
    pub panels: Vec<ClippingPanel<'a>>,
    /// How much of the range is kept: the x axis of every panel, if it is linear; a logarithmic one is the widest, and a panel takes the
    /// part of it that shows its curve and its marks.
    pub x: Scale,
    /// Its ticks, if they are not those of the scale.
    pub ticks: Option<Vec<Tick>>,
    /// Titles of the axes.
    pub titles: [Text<'a>; 2],
    /// The names of the two parts of the error, and of the dashed curve where there is one.
    pub parts: Vec<Text<'a>>,
}

/// One curve: that of a scheme, or of both where they differ in their range only.
#[derive(Debug, Clone, Deserialize)]
pub struct ClippingPanel<'a> {
    /// The schemes it belongs to, each with its title, the letter and the scheme: "A  int4".
    pub schemes: Vec<(Role, Text<'a>)>,
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
    /// The schemes whose calibrator it is.
    pub chosen: Vec<Role>,
}

impl ClippingPanel<'_> {
    /// The colours of its scheme; those of the data where it is of both.
    pub(super) fn accent(&self, theme: &Theme) -> Accent {
        match self.schemes.as_slice() {
            [(role, _)] => role.accent(theme),
            _ => Accent { line: theme.data, text: theme.ink, on_data: theme.background },
        }
    }
}

impl ClippingMark<'_> {
    /// The colours of the scheme whose calibrator it is; those of the data for one of both.
    pub(super) fn accent(&self, theme: &Theme) -> Option<Accent> {
        match self.chosen.as_slice() {
            [] => None,
            [role] => Some(role.accent(theme)),
            _ => Some(Accent { line: theme.data, text: theme.ink, on_data: theme.background }),
        }
    }
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
