//! From the rows of a survey to a format for each tensor.

use serde::{Deserialize, Serialize};

use super::{
    Allocation, Candidate, Curve, Keep, KeepRules, held,
    price::{Price, Priced},
};
use crate::{
    Scheme,
    analysis::sqnr_db,
    survey::{Row, naming::Named},
};

/// What is summed over tensors. All say something of weights, and nothing of what a model answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Criterion {
    /// Values × Σe² / Σx² of the tensor: each tensor counts by its size, whatever the size of its values.
    #[default]
    Relative,
    /// Σe².
    Squared,
    /// Σ h e², where the columns of the tensor have an importance h; Σe² elsewhere.
    Weighted,
}

impl Criterion {
    /// Every criterion, the default first.
    pub const ALL: [Self; 3] = [Self::Relative, Self::Squared, Self::Weighted];

    /// Its word in exports and keys of texts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Relative => "relative",
            Self::Squared => "squared",
            Self::Weighted => "weighted",
        }
    }

    /// The error of a tensor whose squared error is `sse`, and `weighted` with importance.
    pub(super) fn of(self, row: &Row, sse: f64, weighted: f64) -> f64 {
        match self {
            // Where there is no signal there is no error, either.
            Self::Relative if sse == 0.0 => 0.0,
            Self::Relative => row.values as f64 * (sse / row.signal),
            Self::Squared => sse,
            Self::Weighted => weighted,
        }
    }
}

/// Which values the budget is divided by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// Those of the tensors that are given a format.
    #[default]
    Planned,
    /// Those of the whole model, with what is kept.
    All,
}

/// The candidates of a model, and what is asked of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Planning {
    /// What a tensor may be given.
    pub candidates: Vec<Candidate>,
    /// What stays as it is.
    pub keep: KeepRules,
    /// What is summed.
    pub criterion: Criterion,
    /// What the budget is divided by.
    pub counted: Counted,
}

/// The format of a tensor in a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// Its name in its file.
    pub name: String,
    /// Role, layer and stack.
    pub named: Named,
    /// Its dimensions.
    pub shape: Vec<usize>,
    /// How many values it has.
    pub values: u64,
    /// How it is stored now.
    pub dtype: String,
    /// What it is given.
    pub format: Candidate,
    /// The candidate that was chosen, where its rows do not fit it and `format` takes its place.
    pub instead_of: Option<Candidate>,
    /// Why it is kept, where a rule keeps it.
    pub kept: Option<Keep>,
    /// Bits stored for each value.
    pub bits_per_value: f64,
    /// SQNR in dB; ∞ without error.
    pub sqnr_db: f64,
    /// Its share of the sum.
    pub error: f64,
}

/// A plan for a model.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// What was asked.
    pub planning: Planning,
    /// Bits per value that were allowed.
    pub budget: f64,
    /// The tensors, in the order of the model.
    pub tensors: Vec<Planned>,
    /// The choice over those that are given a format.
    pub allocation: Allocation,
    /// What other budgets would buy.
    pub curve: Curve,
    /// Values of the tensors that are given a format, and of all.
    pub planned_values: u64,
    /// See above.
    pub values: u64,
    /// Bits of tensors that are kept.
    pub kept_bits: f64,
}

impl Planning {
    /// What to survey a tensor of this shape under so that it can be planned, fallbacks included, each once: schemes and casts.
    pub fn wanted(&self, shape: &[usize]) -> Vec<Candidate> {
        let mut wanted: Vec<Candidate> = Vec::new();
        for &candidate in &self.candidates {
            let format = held(candidate, columns(shape));
            if format != Candidate::Keep && !wanted.contains(&format) {
                wanted.push(format);
            }
        }
        wanted
    }

    /// The schemes among [`Planning::wanted`].
    pub fn schemes(&self, shape: &[usize]) -> Vec<Scheme> {
        let scheme = |candidate| match candidate {
            Candidate::Scheme(scheme) => Some(scheme),
            Candidate::Keep | Candidate::Cast(_) => None,
        };
        self.wanted(shape).into_iter().filter_map(scheme).collect()
    }

    /// The plan of rows that were surveyed under [`Planning::wanted`], in at most `budget` bits for each value.
    pub fn plan(&self, rows: &[Row], budget: f64) -> Plan {
        let priced = Priced::of(self, rows);
        let points = priced.points();
        let (planned_values, values, kept_bits) = (priced.planned_values, priced.values, priced.kept_bits);
        let bits = match self.counted {
            Counted::Planned => budget * planned_values as f64,
            Counted::All => budget * values as f64 - kept_bits,
        };
        // Between points of the curve, a model of one format may be better.
        let alone = self.candidates.iter().filter_map(|&candidate| priced.alone(candidate));
        let curve = Curve::of(&points);
        let allocation = alone
            .fold(curve.allocate(&points, bits), |allocation, chosen| allocation.or(&points, bits, chosen));
        let mut tensors: Vec<Planned> =
            rows.iter().zip(&priced.kept).map(|(row, &kept)| Planned::kept(row, kept)).collect();
        for (&nth, &chosen) in priced.planned.iter().zip(&allocation.chosen) {
            tensors[nth] = Planned::priced(&rows[nth], priced.prices[nth][chosen]);
        }
        Plan { planning: self.clone(), budget, tensors, allocation, curve, planned_values, values, kept_bits }
    }
}

/// The values of a row of GGUF: the last axis.
pub(super) fn columns(shape: &[usize]) -> usize {
    shape.last().copied().unwrap_or(1)
}

impl Planned {
    /// A tensor in one of its formats.
    fn priced(row: &Row, Price { wanted, format, point, sse }: Price) -> Self {
        let sqnr_db = if sse == 0.0 { f64::INFINITY } else { sqnr_db(row.signal, sse) };
        Self {
            format,
            instead_of: (format != wanted).then_some(wanted),
            bits_per_value: point.bits / row.values as f64,
            error: point.error,
            sqnr_db,
            ..Self::kept(row, None)
        }
    }

    /// A tensor that stays as it is.
    fn kept(row: &Row, kept: Option<Keep>) -> Self {
        Self {
            name: row.name.clone(),
            named: row.named,
            shape: row.shape.clone(),
            values: row.values,
            dtype: row.dtype.clone(),
            format: Candidate::Keep,
            instead_of: None,
            kept,
            bits_per_value: row.bits_per_value,
            sqnr_db: f64::INFINITY,
            error: 0.0,
        }
    }
}

impl Plan {
    /// Bits per value of the tensors that are given a format, and of the whole model.
    pub fn bits_per_value(&self) -> (f64, f64) {
        let bits = self.allocation.sums.bits;
        (bits / self.planned_values.max(1) as f64, (bits + self.kept_bits) / self.values.max(1) as f64)
    }
}
