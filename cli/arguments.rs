//! What the command line may say.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use quantscope::{
    Scheme,
    file::read::MAX_FILE_VALUES,
    survey::{
        budget::{Candidate, Counted, Criterion},
        recipe::FORMS,
    },
};

/// More threads than any machine has cores only cost time.
const MOST_THREADS: i64 = 1024;

/// See what quantization does to tensors and models.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 120)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Measure(Measure),
    Survey(Survey),
}

/// Measure schemes on one tensor: generated, typed, a sample, or of a file.
#[derive(Debug, Args)]
pub(crate) struct Measure {
    /// A data string of the page, or a file: FILE, FILE/TENSOR, then :axis=K where other elements than those of axis 0 are the rows.
    pub(crate) data: String,
    /// Schemes of the page, such as int4:asym:g64.
    pub(crate) schemes: Vec<Scheme>,
    /// Scheme A, before those that are listed.
    #[arg(long)]
    pub(crate) a: Option<Scheme>,
    /// Scheme B, behind A.
    #[arg(long)]
    pub(crate) b: Option<Scheme>,
    /// Print one JSON object for each scheme.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Measure all tensors of a model under two schemes, or plan a format for each.
#[derive(Debug, Args)]
pub(crate) struct Survey {
    /// Files of a model, or a folder of them.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Scheme A.
    #[arg(long, default_value = "int4:g128")]
    pub(crate) a: Scheme,
    /// Scheme B.
    #[arg(long, default_value = "int8:row")]
    pub(crate) b: Scheme,
    /// An importance matrix of llama.cpp, which weighs errors.
    #[arg(long, value_name = "FILE")]
    pub(crate) imatrix: Option<PathBuf>,
    /// A file of what the model became, or a folder of its files: its stored values are held against the model. May be given for each of several files.
    #[arg(long, value_name = "FILE")]
    pub(crate) became: Vec<PathBuf>,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
    /// Worker threads; by default as many as there are cores.
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=MOST_THREADS))]
    pub(crate) threads: u16,
    /// The most values of a tensor that are held at a time where a scheme chooses from all of them, 4 bytes each; sorting takes as much again.
    #[arg(long, value_name = "VALUES", default_value_t = MAX_FILE_VALUES as u64, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) held: u64,
    /// Plan a format for each tensor in at most so many bits per value.
    #[arg(long, value_name = "BITS", value_parser = bits_per_value, allow_negative_numbers = true)]
    pub(crate) budget: Option<f64>,
    /// What a tensor may be given in a plan: schemes, bf16, f16, and keep.
    #[arg(
        long,
        value_delimiter = ',',
        default_value = "q2_k,q3_k,q4_k,q5_k,q6_k,q8_0,bf16",
        requires = "budget"
    )]
    pub(crate) formats: Vec<Candidate>,
    /// The form of a plan.
    #[arg(long, default_value = "csv", value_parser = FORMS.map(|(word, _)| word), requires = "budget")]
    pub(crate) recipe: String,
    /// What a plan makes least.
    #[arg(long, value_enum, default_value_t, requires = "budget")]
    pub(crate) least: Least,
    /// Count the bits of tensors that are kept, too.
    #[arg(long, requires = "budget")]
    pub(crate) whole_model: bool,
}

/// What a plan makes least.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(crate) enum Least {
    /// Values × squared error / squared weights of each tensor.
    #[default]
    Relative,
    /// The squared error.
    Squared,
    /// The squared error by the importance of columns.
    Weighted,
}

impl From<Least> for Criterion {
    fn from(least: Least) -> Self {
        match least {
            Least::Relative => Self::Relative,
            Least::Squared => Self::Squared,
            Least::Weighted => Self::Weighted,
        }
    }
}

/// A number of bits for each value.
fn bits_per_value(text: &str) -> Result<f64, String> {
    let bits = text.parse().ok().filter(|&bits: &f64| bits.is_finite() && bits > 0.0);
    bits.ok_or_else(|| "a budget is a number of bits per value, above 0".into())
}

impl Survey {
    /// What a plan's budget is divided by.
    pub(crate) fn counted(&self) -> Counted {
        if self.whole_model { Counted::All } else { Counted::Planned }
    }
}
