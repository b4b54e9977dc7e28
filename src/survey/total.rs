//! The sums over all rows of a model, and the share of each.
//!
//! ```text
//! SQNR = 10 log10(Σ signal / Σ Σe²)    MSE = Σ Σe² / Σ values    over the rows that are measured under the scheme, as one vector
//! share of a row = its Σe² (or Σh e², where importances h are given) / the sum of all rows
//! ```

use serde::Serialize;

use super::{Compared, Row};
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

/// A model beside what it became.
#[derive(Debug, Clone, PartialEq)]
pub struct BecameTotal {
    /// All tensors that were compared, as one vector. Bits are NaN where those of a tensor are not known.
    pub side: TotalSide,
    /// For each row, its share of the error.
    pub shares: Vec<Share>,
}

impl BecameTotal {
    /// The sums over rows, of each of which `compared` says what it became.
    pub fn of(rows: &[Row], compared: &[Option<&Compared>]) -> Self {
        let (mut side, mut bits) = (TotalSide::default(), 0.0);
        for (row, compared) in rows.iter().zip(compared) {
            let Some(compared) = compared else { continue };
            side.tensors += 1;
            side.values += row.values;
            side.finite += compared.values;
            side.signal += compared.signal;
            side.sse += compared.sse;
            side.max_abs_error = side.max_abs_error.max(compared.max_abs_error);
            bits += compared.bits_per_value.unwrap_or(f64::NAN) * row.values as f64;
        }
        side.end(bits);
        let weight = |compared: &Compared| compared.weighted_sse.unwrap_or(compared.sse);
        let all: f64 = compared.iter().flatten().map(|compared| weight(compared)).sum();
        let share = |compared: &Option<&Compared>| {
            compared.map(|compared| weight(compared) / all).filter(|share| share.is_finite())
        };
        Self { side, shares: compared.iter().map(share).collect() }
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
        total.end(bits);
        total
    }

    /// What follows from the sums, and from the `bits` of all values.
    fn end(&mut self, bits: f64) {
        self.sqnr_db = if self.sse == 0.0 { f64::INFINITY } else { sqnr_db(self.signal, self.sse) };
        self.mse = self.sse / self.finite.max(1) as f64;
        self.bits_per_value = bits / self.values.max(1) as f64;
    }
}
