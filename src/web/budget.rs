//! Budgets for JavaScript: the rows of a survey in, plans and their texts out.

use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::{decode, into_error, record};
use crate::{
    analysis::Measures,
    survey::{
        Lines, Row, Side,
        budget::{
            Candidate, Counted, Criterion, Keep, KeepRules, Level, Overview, Planned, Planning, Single,
        },
        naming::named,
        recipe::FORMS,
    },
};

/// What is asked, and the rows that are known.
#[derive(Debug, Deserialize)]
struct Asked {
    candidates: Vec<String>,
    keep: KeepRules,
    criterion: Criterion,
    counted: Counted,
    rows: Vec<RowRecord>,
}

/// A row of a survey, with what a plan needs of it.
#[derive(Debug, Deserialize)]
struct RowRecord {
    name: String,
    shape: Vec<usize>,
    dtype: String,
    stored_bits_per_value: f64,
    values: u64,
    non_finite: u64,
    signal: f64,
    importance: Option<f64>,
    sides: Vec<SideRecord>,
}

/// A tensor under a candidate: the measures of a scheme, Σe² of a cast.
#[derive(Debug, Deserialize)]
struct SideRecord {
    scheme: String,
    measures: Option<Measures>,
    sse: Option<f64>,
}

impl RowRecord {
    fn into_row(self) -> Result<Row, js_sys::Error> {
        let (mut sides, mut casts) = (Vec::new(), [f64::NAN; 2]);
        for SideRecord { scheme, measures, sse } in self.sides {
            match (scheme.parse().map_err(|e| into_error(&e))?, measures, sse) {
                (Candidate::Scheme(scheme), Some(measures), _) => {
                    sides.push(Side { scheme, measures: Ok(measures) });
                }
                (Candidate::Cast(cast), _, Some(sse)) => casts[cast as usize] = sse,
                _ => {}
            }
        }
        Ok(Row {
            named: named(&self.name),
            name: self.name,
            shape: self.shape,
            dtype: self.dtype,
            bits_per_value: self.stored_bits_per_value,
            values: self.values,
            non_finite: self.non_finite,
            signal: self.signal,
            importance: self.importance,
            sides,
            // Only one of them may be a candidate; nothing asks for the other one.
            casts: casts.iter().any(|sse| !sse.is_nan()).then_some(casts),
            // No plan depends on these.
            kurtosis: None,
            max_per_sigma: None,
            rows_out: Lines::default(),
            columns_out: Lines::default(),
        })
    }
}

/// A tensor, and what it has to be measured under.
#[derive(Debug, Serialize)]
struct Wanted {
    kept: Option<Keep>,
    formats: Vec<String>,
}

/// What there is to choose from.
#[derive(Debug, Serialize)]
struct OverviewRecord<'a> {
    wanted: Vec<Wanted>,
    curve: &'a [Level],
    singles: Vec<SingleRecord>,
}

/// All tensors in one format: its name, where the model then stands, and what takes its place in how many tensors.
type SingleRecord = (String, Level, Vec<(String, usize)>);

/// A plan.
#[derive(Debug, Serialize)]
struct PlanRecord {
    tensors: Vec<PlannedRecord>,
    level: Level,
    bits_per_value: f64,
    bits_per_value_of_model: f64,
    planned_values: u64,
    error: f64,
    left: f64,
    exact: bool,
}

/// A tensor of a plan.
#[derive(Debug, Serialize)]
struct PlannedRecord {
    format: String,
    instead_of: Option<String>,
    kept: Option<Keep>,
    bits_per_value: f64,
    sqnr_db: f64,
    error: f64,
}

impl From<&Planned> for PlannedRecord {
    fn from(planned: &Planned) -> Self {
        Self {
            format: planned.format.to_string(),
            instead_of: planned.instead_of.map(|format| format.to_string()),
            kept: planned.kept,
            bits_per_value: planned.bits_per_value,
            sqnr_db: planned.sqnr_db,
            error: planned.error,
        }
    }
}

/// The rows of a model under some candidates.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Budget {
    planning: Planning,
    rows: Vec<Row>,
    overview: Overview,
}

#[wasm_bindgen]
impl Budget {
    /// Of a record of what is asked, with the rows that are known.
    ///
    /// # Errors
    /// A sentence when a candidate is refused.
    #[wasm_bindgen(constructor)]
    pub fn new(asked: JsValue) -> Result<Self, js_sys::Error> {
        let Asked { candidates, keep, criterion, counted, rows } = decode(asked)?;
        let candidate = |text: String| text.parse().map_err(|e| into_error(&e));
        let candidates = candidates.into_iter().map(candidate).collect::<Result<_, _>>()?;
        let planning = Planning { candidates, keep, criterion, counted };
        let rows: Vec<Row> = rows.into_iter().map(RowRecord::into_row).collect::<Result<_, _>>()?;
        Ok(Self { overview: planning.overview(&rows), planning, rows })
    }

    /// `{wanted, curve, singles}`: for each row why it is kept and what it has to be measured under, and what the rows can become.
    pub fn overview(&self) -> JsValue {
        let Self { planning, rows, overview } = self;
        let wanted = |row: &Row| {
            let kept = planning.keep.keeps(row);
            let formats = if kept.is_some() { Vec::new() } else { planning.wanted(&row.shape) };
            Wanted { kept, formats: formats.iter().map(Candidate::to_string).collect() }
        };
        let single = |Single { candidate, level, fallen }: &Single| -> SingleRecord {
            let fallen = fallen.iter().map(|(format, tensors)| (format.to_string(), *tensors)).collect();
            (candidate.to_string(), *level, fallen)
        };
        record(&OverviewRecord {
            wanted: rows.iter().map(wanted).collect(),
            curve: &overview.curve,
            singles: overview.singles.iter().map(single).collect(),
        })
    }

    /// The plan for a budget in bits per value, tensors in the order of the rows.
    pub fn plan(&self, budget: f64) -> JsValue {
        let plan = self.planning.plan(&self.rows, budget);
        let (bits_per_value, bits_per_value_of_model) = plan.bits_per_value();
        record(&PlanRecord {
            tensors: plan.tensors.iter().map(PlannedRecord::from).collect(),
            level: self.overview.levels.at(plan.allocation.sums),
            bits_per_value,
            bits_per_value_of_model,
            planned_values: plan.planned_values,
            error: plan.allocation.sums.error,
            left: plan.allocation.left,
            exact: plan.allocation.exact,
        })
    }

    /// The plan as text, in a form of [`FORMS`]; nothing for any other word.
    pub fn text(&self, budget: f64, form: &str) -> Option<String> {
        let (_, write) = FORMS.iter().find(|(word, _)| *word == form)?;
        Some(write(&self.planning.plan(&self.rows, budget)))
    }
}
