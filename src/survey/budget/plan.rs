//! From the rows of a survey to a format for each tensor.

use serde::Serialize;

use super::{Allocation, Candidate, Curve, Keep, KeepRules, Point, allocate, held};
use crate::{
    Scheme,
    analysis::sqnr_db,
    survey::{Row, naming::Named},
};

/// What is summed over tensors. All say something of weights, and nothing of what a model answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
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
    fn of(self, row: &Row, sse: f64, weighted: f64) -> f64 {
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
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
    /// The schemes to survey a tensor of this shape under so that it can be planned, fallbacks included, each once.
    pub fn schemes(&self, shape: &[usize]) -> Vec<Scheme> {
        let mut schemes: Vec<Scheme> = Vec::new();
        for &candidate in &self.candidates {
            if let Candidate::Scheme(scheme) = held(candidate, columns(shape))
                && !schemes.contains(&scheme)
            {
                schemes.push(scheme);
            }
        }
        schemes
    }

    /// The plan of rows that were surveyed under [`Planning::schemes`] and with casts, in at most `budget` bits for each value.
    pub fn plan(&self, rows: &[Row], budget: f64) -> Plan {
        let prices = |row: &Row| -> Vec<Price> {
            self.candidates.iter().filter_map(|&wanted| Price::of(self.criterion, row, wanted)).collect()
        };
        let prices: Vec<Vec<Price>> = rows.iter().map(prices).collect();
        let kept = |(row, prices): (&Row, &Vec<Price>)| {
            self.keep.keeps(row).or_else(|| prices.is_empty().then_some(Keep::Unmeasured))
        };
        let kept: Vec<Option<Keep>> = rows.iter().zip(&prices).map(kept).collect();
        let planned: Vec<usize> = (0..rows.len()).filter(|&nth| kept[nth].is_none()).collect();
        let points: Vec<Vec<Point>> =
            planned.iter().map(|&nth| prices[nth].iter().map(|price| price.point).collect()).collect();
        let planned_values: u64 = planned.iter().map(|&nth| rows[nth].values).sum();
        let values: u64 = rows.iter().map(|row| row.values).sum();
        let kept_bits: f64 =
            rows.iter().zip(&kept).filter(|(_, kept)| kept.is_some()).map(|(row, _)| row.stored_bits()).sum();
        let bits = match self.counted {
            Counted::Planned => budget * planned_values as f64,
            Counted::All => budget * values as f64 - kept_bits,
        };
        let allocation = allocate(&points, bits);
        let mut tensors: Vec<Planned> =
            rows.iter().zip(&kept).map(|(row, &kept)| Planned::kept(row, kept)).collect();
        for (&nth, &chosen) in planned.iter().zip(&allocation.chosen) {
            tensors[nth] = prices[nth][chosen].planned(&rows[nth]);
        }
        let curve = Curve::of(&points);
        Plan { planning: self.clone(), budget, tensors, allocation, curve, planned_values, values, kept_bits }
    }
}

/// The values of a row of GGUF: the last axis.
fn columns(shape: &[usize]) -> usize {
    shape.last().copied().unwrap_or(1)
}

/// A candidate for a tensor, and what it costs.
#[derive(Debug, Clone, Copy)]
struct Price {
    wanted: Candidate,
    format: Candidate,
    point: Point,
    sse: f64,
}

impl Price {
    /// None where the tensor was not measured under it.
    fn of(criterion: Criterion, row: &Row, wanted: Candidate) -> Option<Self> {
        let format = held(wanted, columns(&row.shape));
        let values = row.values as f64;
        let (bits, sse, weighted) = match format {
            Candidate::Keep => (row.stored_bits(), 0.0, 0.0),
            Candidate::Cast(cast) => {
                let sse = row.casts?[cast as usize];
                // Columns weigh alike: what a cast loses follows from the size of a value alone.
                let weight = row
                    .importance
                    .map_or(1.0, |importance| importance / (values - row.non_finite as f64).max(1.0));
                (16.0 * values, sse, sse * weight)
            }
            Candidate::Scheme(scheme) => {
                let side = row.sides.iter().position(|side| side.scheme == scheme)?;
                let bits = row.measures(side)?.bits_per_value * values;
                (bits, row.sides[side].sse()?, row.weight(side)?)
            }
        };
        Some(Self { wanted, format, point: Point { bits, error: criterion.of(row, sse, weighted) }, sse })
    }

    fn planned(self, row: &Row) -> Planned {
        let Self { wanted, format, point, sse } = self;
        let sqnr_db = if sse == 0.0 { f64::INFINITY } else { sqnr_db(row.signal, sse) };
        Planned {
            format,
            instead_of: (format != wanted).then_some(wanted),
            bits_per_value: point.bits / row.values as f64,
            error: point.error,
            sqnr_db,
            ..Planned::kept(row, None)
        }
    }
}

impl Planned {
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
