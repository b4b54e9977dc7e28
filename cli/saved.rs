//! A survey as JSON, which the page opens without the model; docs/models.md describes the form.

use quantscope::{
    Scheme,
    analysis::Measures,
    survey::{Row, Share, Total, TotalSide},
};
use serde::Serialize;

use crate::{
    Failure,
    became::{Became, Comparison},
    model::Source,
    problem::Problem,
};

/// The form and its version.
const SCHEMA: &str = "quantscope-survey/1";
/// What the numbers are, for who reads the file without the page.
const SAYS: &str = "Errors of the weights themselves, measured for each tensor: what a format does to the values, not to the \
    perplexity of the model. SQNR in dB; null where there is no error.";

/// What was found.
pub(crate) struct Found<'a> {
    pub(crate) rows: &'a [Row],
    pub(crate) total: &'a Total,
    /// With what the model became, if other files say so.
    pub(crate) comparison: Option<&'a Comparison>,
}

/// The whole survey.
#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    says: &'static str,
    /// The name of the model: that of its index, or of its first file.
    model: &'a str,
    files: Vec<File<'a>>,
    a: String,
    b: String,
    /// The names of the files that hold what the model became.
    #[serde(skip_serializing_if = "Option::is_none")]
    became: Option<&'a str>,
    total_a: TotalSide,
    total_b: TotalSide,
    #[serde(skip_serializing_if = "Option::is_none")]
    total_became: Option<TotalSide>,
    tensors: Vec<Line<'a>>,
    /// Tensors without a partner: of the model, and of what it became.
    #[serde(skip_serializing_if = "Option::is_none")]
    unpaired: Option<&'a [String]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unpaired_became: Option<&'a [String]>,
}

/// A file of the model and its size in bytes.
#[derive(Serialize)]
struct File<'a> {
    name: &'a str,
    size: u64,
}

/// A row with its measures under A and B, or why there are none, and with what it became.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    row: &'a Row,
    a: Option<&'a Measures>,
    b: Option<&'a Measures>,
    problem_a: Option<Problem>,
    problem_b: Option<Problem>,
    difference_db: Option<f64>,
    share_a: Share,
    share_b: Share,
    #[serde(flatten)]
    became: Option<&'a Became>,
    #[serde(skip_serializing_if = "Option::is_none")]
    share_became: Option<Share>,
}

impl<'a> Line<'a> {
    fn new(found: &Found<'a>, nth: usize) -> Self {
        let (row, share) = (&found.rows[nth], &found.total.shares[nth]);
        let became = found.comparison.map(|comparison| comparison.row(nth));
        let problem = |side: usize| Some(Problem::of(row.sides.get(side)?.measures.as_ref().err()?));
        Self {
            a: row.measures(0),
            b: row.measures(1),
            problem_a: problem(0),
            problem_b: problem(1),
            difference_db: row.difference().sqnr_db,
            share_a: share[0],
            share_b: share[1],
            became: became.and_then(|(became, _)| became),
            share_became: became.map(|(_, share)| share),
            row,
        }
    }
}

/// What was found of the tensors of `sources` under A and B.
pub(crate) fn json(sources: &[Source], found: &Found<'_>, [a, b]: [Scheme; 2]) -> Result<String, Failure> {
    let files = sources.iter().flat_map(|source| &source.files);
    let comparison = found.comparison;
    let document = Document {
        schema: SCHEMA,
        says: SAYS,
        model: sources.first().map_or("", |source| &source.name),
        files: files.map(|(name, size)| File { name, size: *size }).collect(),
        a: a.to_string(),
        b: b.to_string(),
        became: comparison.map(|comparison| &*comparison.name),
        total_a: found.total.sides[0],
        total_b: found.total.sides[1],
        total_became: comparison.map(|comparison| comparison.total.side),
        tensors: (0..found.rows.len()).map(|nth| Line::new(found, nth)).collect(),
        unpaired: comparison.map(|comparison| &*comparison.alone[0]),
        unpaired_became: comparison.map(|comparison| &*comparison.alone[1]),
    };
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}
