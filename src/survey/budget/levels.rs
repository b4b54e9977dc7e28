//! Sums over the tensors of a plan as a person compares them: bits per value, and decibels below the signal.
//!
//! ```text
//! bits per value = (bits + bits of what is kept, if the budget counts all) / values of the same tensors
//! decibels       = -10 log10(error / reference),  ∞ without error
//! reference      = Σ values (relative),  Σ Σx² (squared),  Σ mean(h) Σx² (weighted)       over the tensors that are given a format
//! ```

use serde::Serialize;

use super::{
    Candidate, Counted, Criterion, Curve, Planning, Point,
    allocation::{ROUNDED, sums},
    price::{Priced, mean_importance},
};
use crate::{analysis::sqnr_db, survey::Row};

/// Some formats of a model's tensors, as one point. As a record: the pair of its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(into = "(f64, f64)")]
pub struct Level {
    /// See above.
    pub bits_per_value: f64,
    /// See above.
    pub decibels: f64,
}

impl From<Level> for (f64, f64) {
    fn from(level: Level) -> Self {
        (level.bits_per_value, level.decibels)
    }
}

/// What sums become levels by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Levels {
    /// Bits that are added, values that all are divided by, and the error at 0 dB.
    bits: f64,
    values: u64,
    reference: f64,
}

impl Levels {
    /// The level of sums over the tensors that are given a format.
    pub fn at(&self, sums: Point) -> Level {
        let decibels = if sums.error <= 0.0 { f64::INFINITY } else { sqnr_db(self.reference, sums.error) };
        Level { bits_per_value: (sums.bits + self.bits) / self.values.max(1) as f64, decibels }
    }
}

/// What there is to choose from, before a budget is named.
#[derive(Debug, Clone, PartialEq)]
pub struct Overview {
    /// What sums become levels by.
    pub levels: Levels,
    /// The corners of the curve, by rising bits; none where no tensor is given a format.
    pub curve: Vec<Level>,
    /// One for each candidate that all tensors were measured under.
    pub singles: Vec<Single>,
}

/// All tensors in one candidate, or in what takes its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Single {
    /// The candidate.
    pub candidate: Candidate,
    /// Where the model then stands.
    pub level: Level,
    /// What tensors have whose rows do not fit the candidate, and how many these are; in the order of the first ones.
    pub fallen: Vec<(Candidate, usize)>,
}

impl Planning {
    /// What rows that were surveyed under [`Planning::wanted`] can become.
    pub fn overview(&self, rows: &[Row]) -> Overview {
        let priced = Priced::of(self, rows);
        let (bits, values) = match self.counted {
            Counted::Planned => (0.0, priced.planned_values),
            Counted::All => (priced.kept_bits, priced.values),
        };
        let reference = priced.planned.iter().map(|&nth| self.criterion.reference(&rows[nth])).sum();
        let levels = Levels { bits, values, reference };
        if priced.planned.is_empty() {
            return Overview { levels, curve: Vec::new(), singles: Vec::new() };
        }
        let points = priced.points();
        let curve = Curve::of(&points);
        let corners = std::iter::once(curve.start).chain(curve.moves.iter().map(|step| step.sums));
        // Along the curve, sums of no error are rounded.
        let none = ROUNDED * curve.start.error;
        let corners =
            corners.map(|sums| if sums.error <= none { Point { error: 0.0, ..sums } } else { sums });
        let single = |&candidate: &Candidate| {
            let chosen = priced.alone(candidate)?;
            let level = levels.at(sums(&points, &chosen));
            Some(Single { candidate, level, fallen: priced.fallen(&chosen) })
        };
        Overview {
            levels,
            curve: corners.map(|sums| levels.at(sums)).collect(),
            singles: self.candidates.iter().filter_map(single).collect(),
        }
    }
}

impl Criterion {
    /// The error of a tensor that is as large as its signal.
    fn reference(self, row: &Row) -> f64 {
        match self {
            Self::Relative => row.values as f64,
            Self::Squared => row.signal,
            Self::Weighted => row.signal * mean_importance(row),
        }
    }
}
