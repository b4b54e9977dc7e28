//! What the Stream picture shows.

use serde::Deserialize;

use crate::figure::text::Text;
use crate::figure::{FiniteRange, Scale};

/// Everything the Stream picture shows. A record leaves out the arrays, which cross by themselves.
#[derive(Debug, Clone, Deserialize)]
pub struct StreamFigure<'a> {
    /// The smallest and the largest value of each batch; NaN for a batch without finite values.
    #[serde(skip)]
    pub ends: [&'a [f64]; 2],
    /// How many batches the first calibration saw.
    pub seen: usize,
    /// The courses of calibration on the first batches, on all, by a moving average, and on each batch.
    pub courses: [StreamCourse<'a>; 4],
    /// Titles of the y axes: "range of x", "scale", "SQNR (dB)", "clipped (%)".
    pub titles: [Text<'a>; 4],
    /// Title of the time axis: "batch".
    pub time: Text<'a>,
}

/// One calibration, with a number for each batch.
#[derive(Debug, Clone, Deserialize)]
pub struct StreamCourse<'a> {
    /// The lower end of the range.
    #[serde(skip)]
    pub alpha: &'a [f64],
    /// The upper end of the range.
    #[serde(skip)]
    pub beta: &'a [f64],
    /// The scale.
    #[serde(skip)]
    pub scale: &'a [f64],
    /// The SQNR in dB; ∞ stands at the better end of the axis, NaN interrupts the line.
    #[serde(skip)]
    pub sqnr_db: &'a [f64],
    /// The clipped share, 0 to 1.
    #[serde(skip)]
    pub clipped: &'a [f64],
    /// The name at the end of the line: "dynamic".
    pub label: Text<'a>,
}

impl StreamFigure<'_> {
    pub(super) fn count(&self) -> usize {
        self.ends[0].len()
    }

    /// The time axis. A batch is one unit wide.
    pub(super) fn time_scale(&self) -> Scale {
        Scale::Linear(FiniteRange::covering(-0.5, self.count().max(1) as f64 - 0.5))
    }
}
