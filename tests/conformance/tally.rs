//! What came of a file's cases, counted and printed.

use std::{
    collections::BTreeMap,
    fmt,
    io::{self, Write},
};

/// What came of a case that could be read and did not fail.
pub(crate) enum Outcome {
    /// It is required, and agrees.
    Passed(Details),
    /// It is of a kind this suite does not know: the reason.
    Skipped(String),
    /// It only records what a library did: how we differ, if we do.
    Recorded(Option<String>),
    /// It is another program's definition, printed beside ours.
    Compared(Vec<Comparison>),
}

/// What else there is to say of a case that passed.
#[derive(Default)]
pub(crate) struct Details {
    /// A difference between the libraries themselves.
    pub(crate) known: Option<String>,
    /// A number that may differ in its last digits: its name, and by how much it does, relatively.
    pub(crate) off: Option<(&'static str, f64)>,
    /// Thresholds by definitions that are not ours.
    pub(crate) beside: Vec<Comparison>,
}

/// A threshold of another program, and ours for the same data.
pub(crate) struct Comparison {
    /// Its name among the outputs of its case.
    pub(crate) output: String,
    pub(crate) theirs: f64,
    /// Ours, in the crate's notation.
    pub(crate) scheme: String,
    pub(crate) ours: f64,
}

impl Outcome {
    /// Of a case in which `differences` were found: failures if it is required.
    pub(crate) fn of(record_only: bool, differences: &[String]) -> Result<Self, String> {
        let differs = (!differences.is_empty()).then(|| differences.join("; "));
        match (record_only, differs) {
            (true, differs) => Ok(Self::Recorded(differs)),
            (false, Some(differs)) => Err(differs),
            (false, None) => Ok(Self::Passed(Details::default())),
        }
    }
}

/// The counts of one file.
#[derive(Default)]
pub(crate) struct Tally {
    file: String,
    passed: usize,
    failed: Vec<String>,
    skipped: BTreeMap<String, usize>,
    agree: usize,
    differ: Vec<String>,
    known: BTreeMap<String, usize>,
    /// The largest difference, by its name.
    off: BTreeMap<&'static str, f64>,
    compared: usize,
    /// By what is compared with which scheme: how often, and the least and the largest of theirs over ours.
    ratios: BTreeMap<(String, String), (usize, f64, f64)>,
}

/// Failures of one file that are printed: one cause can fail hundreds of cases.
const SHOWN: usize = 20;

impl Tally {
    pub(crate) fn new(file: &str) -> Self {
        Self { file: file.into(), ..Self::default() }
    }

    pub(crate) fn fail(&mut self, why: &str) {
        self.failed.push(why.into());
    }

    pub(crate) fn add(&mut self, id: &str, outcome: Result<Outcome, String>) {
        match outcome {
            Err(why) => self.failed.push(format!("{id}: {why}")),
            Ok(Outcome::Skipped(why)) => *self.skipped.entry(why).or_default() += 1,
            Ok(Outcome::Recorded(None)) => self.agree += 1,
            Ok(Outcome::Recorded(Some(how))) => self.differ.push(format!("{id}: {how}")),
            Ok(Outcome::Passed(Details { known, off, beside })) => {
                self.passed += 1;
                if let Some(difference) = known {
                    *self.known.entry(difference).or_default() += 1;
                }
                if let Some((what, off)) = off {
                    let most = self.off.entry(what).or_default();
                    *most = most.max(off);
                }
                self.compare(id, beside);
            }
            Ok(Outcome::Compared(beside)) => {
                self.compared += 1;
                self.compare(id, beside);
            }
        }
    }

    fn compare(&mut self, id: &str, beside: Vec<Comparison>) {
        let kind = id.split_once(':').map_or(id, |(kind, _)| kind);
        for Comparison { output, theirs, scheme, ours } in beside {
            let ratio = theirs / ours;
            println!("{id:56} {output:14} {theirs:>12.6}   {scheme:17} {ours:>12.6}   {ratio:.3}");
            let key = (format!("{kind} {output}"), scheme);
            let (count, least, most) = self.ratios.entry(key).or_insert((0, ratio, ratio));
            (*count, *least, *most) = (*count + 1, least.min(ratio), most.max(ratio));
        }
    }

    /// Prints the counts.
    ///
    /// # Panics
    /// When something failed.
    pub(crate) fn finish(self) {
        for differs in &self.differ {
            println!("{} record-only, differs: {differs}", self.file);
        }
        say(&self.to_string());
        assert!(self.failed.is_empty(), "{}: {} failed", self.file, self.failed.len());
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let skipped: usize = self.skipped.values().sum();
        write!(f, "{}: {} passed, {} failed, {skipped} skipped", self.file, self.passed, self.failed.len())?;
        if skipped > 0 {
            let of = |(why, &n): (&String, &usize)| {
                if n == skipped { why.clone() } else { format!("{n} {why}") }
            };
            let reasons: Vec<_> = self.skipped.iter().map(of).collect();
            write!(f, " ({})", reasons.join("; "))?;
        }
        if self.compared > 0 {
            write!(f, ", {} compared", self.compared)?;
        }
        let recorded = self.agree + self.differ.len();
        if recorded > 0 {
            write!(f, ", {recorded} record-only: {} agree, {} differ", self.agree, self.differ.len())?;
        }
        for (difference, count) in &self.known {
            write!(f, "\n    {count} passed although {difference}")?;
        }
        for (what, most) in &self.off {
            write!(f, "\n    {what} differs by {most:.1e} at most, relatively")?;
        }
        for ((what, scheme), (count, least, most)) in &self.ratios {
            write!(f, "\n    {what} is {least:.3} to {most:.3} of our {scheme}, in {count} cases")?;
        }
        for failure in self.failed.iter().take(SHOWN) {
            write!(f, "\n    FAILED {failure}")?;
        }
        match self.failed.len().saturating_sub(SHOWN) {
            0 => Ok(()),
            more => write!(f, "\n    and {more} more"),
        }
    }
}

/// Prints lines of their own past the test harness, which keeps the output of passing tests to itself.
pub(crate) fn say(text: &str) {
    let mut stdout = io::stdout().lock();
    // The harness may be in the middle of a line.
    let written = stdout.write_all(format!("\n{text}\n").as_bytes());
    written.expect("standard output can be written to");
}
