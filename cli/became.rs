//! `survey --became`: what the tensors of a model became in other files.

use std::path::PathBuf;

use quantscope::{
    file::read::Entry,
    survey::{BAND, BecameTotal, Becoming, Compared, Partner, Partners, Row, Share, Subject, Weight},
};
use serde::Serialize;

use crate::{
    Failure,
    model::{self, Source},
    problem::Problem,
};

/// The files of what a model became.
pub(crate) struct Other {
    sources: Vec<Source>,
    /// Their tensors: the place of its source, its entry and its shape.
    weights: Vec<(usize, Entry, Vec<usize>)>,
    name: String,
}

/// A tensor beside what it became.
#[derive(Debug, Serialize)]
pub(crate) struct Became {
    /// The name of its partner.
    pub(crate) partner: String,
    /// The measures; None where there are none, which the problem then explains.
    #[serde(rename = "became")]
    pub(crate) compared: Option<Compared>,
    /// Of the measures: Σx² of the original over the values compared, and how many were left out.
    #[serde(rename = "became_signal", skip_serializing_if = "Option::is_none")]
    signal: Option<f64>,
    #[serde(rename = "became_left_out", skip_serializing_if = "Option::is_none")]
    left_out: Option<u64>,
    #[serde(rename = "problem_became", skip_serializing_if = "Option::is_none")]
    pub(crate) problem: Option<Problem>,
}

/// A model beside what it became.
pub(crate) struct Comparison {
    /// What the other files are called.
    pub(crate) name: String,
    /// The names of tensors without a partner: of the model, and of the other files.
    pub(crate) alone: [Vec<String>; 2],
    /// In the order of the rows.
    pub(crate) of: Vec<Option<Became>>,
    pub(crate) total: BecameTotal,
}

impl Other {
    /// Opens the files; None without any.
    pub(crate) fn open(paths: &[PathBuf]) -> Result<Option<Self>, Failure> {
        if paths.is_empty() {
            return Ok(None);
        }
        let sources = model::open(paths)?;
        let mut weights = Vec::new();
        for (nth, source) in sources.iter().enumerate() {
            weights.extend(source.weights().map(|(entry, shape)| (nth, entry.clone(), shape)));
        }
        let names: Vec<_> =
            paths.iter().map(|path| path.file_name().unwrap_or_default().to_string_lossy()).collect();
        Ok(Some(Self { name: names.join(", "), weights, sources }))
    }

    /// The partners of a model's tensors.
    pub(crate) fn partners<'a>(&self, ours: impl Iterator<Item = &'a Subject>) -> Result<Partners, Failure> {
        let ours: Vec<Weight<'_>> = ours.map(|Subject { name, shape, .. }| Weight { name, shape }).collect();
        let theirs: Vec<Weight<'_>> =
            self.weights.iter().map(|(_, entry, shape)| Weight { name: &entry.name, shape }).collect();
        let partners = Partners::new(&ours, &theirs);
        if partners.of.iter().all(Option::is_none) {
            let name = &self.name;
            return Err(
                format!("{name} has no tensor of the model, by its own names or by those of GGUF").into()
            );
        }
        Ok(partners)
    }

    /// What a tensor became, in bands of rows.
    pub(crate) fn became(&self, source: &Source, subject: &Subject, partner: &Partner) -> Became {
        let (nth, entry, _) = &self.weights[partner.place];
        let compare = || -> Result<Compared, Failure> {
            if let Some(unlike) = &partner.unlike {
                return Err(unlike.clone().into());
            }
            let mut becoming = Becoming::new(subject, entry.bits_per_value(), partner.interleaved, BAND);
            while let Some(rows) = becoming.wants() {
                let original = source.rows(&subject.name, rows.clone())?;
                let stored = self.sources[*nth].rows(&entry.name, rows)?;
                becoming.give(original.values(), stored.values())?;
            }
            becoming.compared().ok_or_else(|| "the comparison did not end".into())
        };
        let (compared, problem) = match compare() {
            Ok(compared) => (Some(compared), None),
            Err(why) => (None, Some(Problem::of_failure(&why))),
        };
        let (signal, left_out) = compared.map(|Compared { signal, left_out, .. }| (signal, left_out)).unzip();
        Became { partner: entry.name.clone(), compared, signal, left_out, problem }
    }

    /// All rows with what they became; `partners` are those of `names`.
    pub(crate) fn compared(
        &self,
        names: &[&str],
        partners: &Partners,
        rows: &[Row],
        of: Vec<Option<Became>>,
    ) -> Comparison {
        let alone = names.iter().zip(&partners.of).filter(|(_, partner)| partner.is_none());
        let left = partners.left.iter().map(|&place| self.weights[place].1.name.clone()).collect();
        let found: Vec<Option<&Compared>> =
            of.iter().map(|became| became.as_ref()?.compared.as_ref()).collect();
        Comparison {
            name: self.name.clone(),
            alone: [alone.map(|(name, _)| (*name).to_string()).collect(), left],
            total: BecameTotal::of(rows, &found),
            of,
        }
    }
}

impl Comparison {
    /// What row `nth` became, and its share of the error.
    pub(crate) fn row(&self, nth: usize) -> (Option<&Became>, Share) {
        (self.of[nth].as_ref(), self.total.shares[nth])
    }

    /// A sentence for each side that has tensors without a partner.
    pub(crate) fn unpaired(&self) -> Vec<String> {
        let sides = ["in the model only", "in the other files only"];
        let lacking = self.alone.iter().zip(sides).filter(|(names, _)| !names.is_empty());
        lacking.map(|(names, side)| format!("{side}: {} ({})", names.len(), names.join(", "))).collect()
    }
}
