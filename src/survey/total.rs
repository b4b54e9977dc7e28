//! The sums over all rows of a model, and the share of each.
//!
//! ```text
//! SQNR = 10 log10(Σ signal / Σ Σe²)    MSE = Σ Σe² / Σ values    over the rows that are measured under the scheme, as one vector
//! share of a row = its Σe² (or Σh e², where importances h are given) / the sum of all rows
//! ```

use serde::Serialize;

use super::Row;
use crate::analysis::sqnr_db;

/// A model under one scheme.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct TotalSide {
    /// How many tensors are measured.
    pub tensors: usize,
    /// How many values they have, and how many of those are finite.
    pub values: u64,
    /// See above.
    pub finite: u64,
    /// Σx².
    pub signal: f64,
    /// Σe².
    pub sse: f64,
    /// SQNR in dB; ∞ without error.
    pub sqnr_db: f64,
    /// Mean of e².
    pub mse: f64,
    /// Largest |e|.
    pub max_abs_error: f64,
    /// Bits stored for each value.
    pub bits_per_value: f64,
}

/// A model under all schemes.
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    /// By scheme.
    pub sides: Vec<TotalSide>,
    /// For each row, its share under each scheme.
    pub shares: Vec<Vec<Share>>,
}

/// The share of the model's error that a row has, 0 to 1; none where it is not measured or nothing has an error.
pub type Share = Option<f64>;

impl Total {
    /// The sums over rows under `schemes` schemes, in the order of rows.
    pub fn of(rows: &[Row], schemes: usize) -> Self {
        let weights = |side| -> f64 { rows.iter().filter_map(|row: &Row| row.weight(side)).sum() };
        let totals: Vec<f64> = (0..schemes).map(weights).collect();
        let share = |row: &Row, side: usize| {
            row.weight(side).map(|weight| weight / totals[side]).filter(|share| share.is_finite())
        };
        Self {
            sides: (0..schemes).map(|side| TotalSide::of(rows, side)).collect(),
            shares: rows.iter().map(|row| (0..schemes).map(|side| share(row, side)).collect()).collect(),
        }
    }
}

impl TotalSide {
    fn of(rows: &[Row], side: usize) -> Self {
        let (mut total, mut bits) = (Self::default(), 0.0);
        for row in rows {
            let (Some(measures), Some(sse)) = (row.measures(side), row.sides[side].sse()) else { continue };
            total.tensors += 1;
            total.values += row.values;
            total.finite += row.values - row.non_finite;
            total.signal += row.signal;
            total.sse += sse;
            total.max_abs_error = total.max_abs_error.max(measures.max_abs_error);
            bits += measures.bits_per_value * row.values as f64;
        }
        total.sqnr_db = if total.sse == 0.0 { f64::INFINITY } else { sqnr_db(total.signal, total.sse) };
        total.mse = total.sse / total.finite.max(1) as f64;
        total.bits_per_value = bits / total.values.max(1) as f64;
        total
    }
}
