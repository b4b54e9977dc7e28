//! The row of a tensor: what it is, and what schemes do to it.

use serde::Serialize;

use super::naming::Named;
use crate::{
    Scheme,
    analysis::{Measures, OutlyingLines},
    sentence::sentences,
    tensor::NonFinite,
};

sentences! {
    /// Why a tensor has no measures under a scheme.
    pub enum Unmeasured {
        /// The grid of one weight.
        Stored {} = "note.survey.stored",
            "Not measured: “stored” is the grid of one weight in its file, and models are not surveyed under it; choose another scheme";
        /// More values decide together than are held.
        Together { scheme: String, values: usize, limit: usize } = "note.survey.together",
            "Not measured: {scheme} chooses from {values} values at once, and at most {limit} are held at a time. A scale per row, group or tile can be measured, and so can the calibration max or a percentile";
    }
}

/// A tensor to survey, before it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// Its name in its file.
    pub name: String,
    /// Its dimensions; at least one value.
    pub shape: Vec<usize>,
    /// How its values are stored, as lists of files say it, and in how many bits each.
    pub dtype: String,
    /// See above.
    pub bits_per_value: f64,
    /// The importance `E[x²]` of each column, where one is given.
    pub importance: Option<Vec<f32>>,
}

impl Subject {
    /// Rows and columns: axis 0, and all other axes; a vector is one row.
    pub fn size(&self) -> (usize, usize) {
        Self::size_of(&self.shape)
    }

    /// The same of a shape.
    pub(super) fn size_of(shape: &[usize]) -> (usize, usize) {
        let rows = if shape.len() < 2 { 1 } else { shape[0].max(1) };
        (rows, shape.iter().product::<usize>() / rows)
    }
}

/// What a tensor is, and what schemes do to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// Its name in its file.
    pub name: String,
    /// Role, layer and stack, from the name.
    #[serde(flatten)]
    pub named: Named,
    /// Its dimensions.
    pub shape: Vec<usize>,
    /// How its values are stored, and in how many bits each.
    pub dtype: String,
    /// See above.
    #[serde(rename = "stored_bits_per_value")]
    pub bits_per_value: f64,
    /// How many values it has.
    pub values: u64,
    /// How many of them are not finite: left out of all that follows.
    pub non_finite: u64,
    /// Σx².
    pub signal: f64,
    /// The kurtosis, 3 for a Gaussian; none where all values are equal.
    pub kurtosis: Option<f64>,
    /// The largest |x| in standard deviations; none where all values are equal.
    pub max_per_sigma: Option<f64>,
    /// Rows that stand out.
    pub rows_out: Lines,
    /// Columns that stand out.
    pub columns_out: Lines,
    /// Σh of its finite values, where the columns have an importance h.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub importance: Option<f64>,
    /// Its measures under each scheme, in their order.
    #[serde(skip)]
    pub sides: Vec<Side>,
    /// Σe² as BF16 and as F16, where that was asked for.
    #[serde(skip)]
    pub casts: Option<[f64; 2]>,
}

/// A tensor under one scheme.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// The scheme.
    pub scheme: Scheme,
    /// The measures, or why there are none.
    pub measures: Result<Measures, Unmeasured>,
}

impl Side {
    /// The measures, where there are some.
    pub fn measures(&self) -> Option<&Measures> {
        self.measures.as_ref().ok()
    }

    /// Σe².
    pub fn sse(&self) -> Option<f64> {
        self.measures().map(|measures| measures.rounding_sse + measures.clipping_sse)
    }
}

impl Row {
    /// Bits that it is stored in.
    pub fn stored_bits(&self) -> f64 {
        self.bits_per_value * self.values as f64
    }

    /// The measures of scheme `side`, where there are some.
    pub fn measures(&self, side: usize) -> Option<&Measures> {
        self.sides.get(side).and_then(Side::measures)
    }

    /// What the error of scheme `side` counts for in a sum over the model: Σe², or Σh e² where columns have an importance h.
    pub fn weight(&self, side: usize) -> Option<f64> {
        let measures = self.measures(side)?;
        match (self.importance, measures.weighted_mse) {
            (Some(importance), Some(mse)) => Some(mse * importance),
            _ => self.sides[side].sse(),
        }
    }

    /// What the first scheme makes better than the second, in dB: 0 where neither has an error.
    pub fn difference(&self) -> Difference {
        let sqnr = |side| self.measures(side).map(|measures| measures.sqnr_db);
        Difference { sqnr_db: sqnr(0).zip(sqnr(1)).map(|(a, b)| if a == b { 0.0 } else { a - b }) }
    }
}

/// How the first two schemes differ.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Difference {
    /// SQNR of the first less that of the second, in dB.
    pub sqnr_db: Option<f64>,
}

/// How many rows or columns stand out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Lines {
    /// Throughout.
    pub throughout: usize,
    /// By few of their values.
    pub by_few: usize,
}

impl From<&OutlyingLines> for Lines {
    fn from(lines: &OutlyingLines) -> Self {
        Self { throughout: lines.throughout, by_few: lines.by_few }
    }
}

/// The sum of the values that are not finite.
pub(super) fn joined(a: NonFinite, b: NonFinite) -> NonFinite {
    NonFinite { nan: a.nan + b.nan, positive: a.positive + b.positive, negative: a.negative + b.negative }
}
