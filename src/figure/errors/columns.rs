//! Bins of the histogram joined to columns that are wide enough to be seen one by one.

use super::{ErrorsFigure, ErrorsPanel};
use crate::figure::sizes::Sizes;

/// The least width of a column in units.
const WIDTH: f64 = 4.0;

/// The data and a scheme's squared error in columns of equal width; the last one may be narrower.
pub(super) struct Columns {
    /// Ends of the columns as shares of the axis, from 0 to 1.
    pub(super) ends: Vec<f64>,
    /// Values in each column.
    pub(super) counts: Vec<u64>,
    /// Σe² of each column inside the range, and clipped.
    pub(super) squares: Vec<(f64, f64)>,
}

impl Columns {
    /// The largest squared error of a column.
    pub(super) fn most(&self) -> f64 {
        self.squares.iter().map(|(rounding, clipping)| rounding + clipping).fold(0.0, f64::max)
    }

    /// The largest number of values in a column.
    pub(super) fn largest(&self) -> u64 {
        self.counts.iter().copied().max().unwrap_or(0)
    }
}

/// The columns of a panel whose axis is about `width` device pixels long.
pub(super) fn columns(
    figure: &ErrorsFigure<'_>,
    panel: &ErrorsPanel<'_>,
    width: i32,
    sizes: Sizes,
) -> Columns {
    let bins = figure.data.len().max(1);
    let each = f64::from(width.max(1)) / bins as f64;
    let joined = (libm::ceil(WIDTH * sizes.unit / each) as usize).clamp(1, bins);
    let count = bins.div_ceil(joined);
    let inner = |sums: &[f64], i: usize| {
        let inner = sums.get(1..sums.len().saturating_sub(1)).unwrap_or_default();
        inner.iter().skip(i * joined).take(joined).sum::<f64>()
    };
    let values = |i: usize| figure.data.iter().skip(i * joined).take(joined).map(|&n| u64::from(n)).sum();
    Columns {
        ends: (0..=count).map(|i| (i * joined).min(bins) as f64 / bins as f64).collect(),
        counts: (0..count).map(values).collect(),
        squares: (0..count).map(|i| (inner(panel.rounding, i), inner(panel.clipping, i))).collect(),
    }
}
