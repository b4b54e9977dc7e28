//! The conformance suite: reference data of other programs, case by case, through the crate's public API.
//!
//! One test a file of `tests/golden`, whose README is the schema; `QUANTSCOPE_GOLDEN` names another directory of that schema.
//! `tests/layers` and `QUANTSCOPE_LAYERS` likewise hold the rows of layers, `tests/models` and `QUANTSCOPE_MODELS` whole models.
//! Each file's counts are printed whether its test passes or not; `-- --nocapture` adds, case by case, how record-only cases
//! differ and which thresholds other programs chose.
//!
//! A required case agrees to the last bit unless its module says otherwise. Where libraries differ on purpose, a case chooses its
//! convention by a named option of the API, never by a tolerance. A case of a kind this suite does not know is skipped by its
//! name; a case of a known kind that cannot be read is a failure.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![cfg(not(target_arch = "wasm32"))]

mod arithmetic;
mod calibration;
mod case;
mod error_metrics;
mod float_formats;
mod gguf_blocks;
mod imatrix;
mod models;
mod mx_blocks;
mod nf4;
mod nvfp4;
mod onnx_qdq;
mod packed;
mod surveys;
mod tally;
mod torch_observers;
mod torch_qdq;

use case::{Case, Golden};
use tally::{Outcome, Tally};

/// Files this suite must find and pass.
const REQUIRED: [&str; 9] = [
    "onnx_qdq",
    "torch_qdq",
    "torch_observers",
    "calibration",
    "error_metrics",
    "float_formats",
    "nf4",
    "gguf_blocks",
    "mx_blocks",
];
/// Files of the schema that are not covered yet, and why: each may be absent.
const NOT_YET: [(&str, &str); 1] = [("hadamard", "transformations before a scheme are not covered yet")];

/// Runs every case of a required file.
fn run(file: &str, check: fn(&Case) -> Result<Outcome, String>) {
    run_in(file, Golden::open(file), check);
}

/// Runs every case of a file that was opened.
fn run_in(
    file: &str,
    opened: Result<Option<Golden>, String>,
    check: impl Fn(&Case) -> Result<Outcome, String>,
) {
    let mut tally = Tally::new(file);
    match opened {
        Ok(Some(golden)) => {
            let cases = golden.cases();
            for case in &cases {
                tally.add(case.id(), check(case));
            }
            if cases.is_empty() {
                tally.fail("it has no cases");
            }
        }
        Ok(None) => tally.fail("absent, but required"),
        Err(error) => tally.fail(&error),
    }
    tally.finish();
}

#[test]
fn onnx_qdq() {
    run("onnx_qdq", onnx_qdq::check);
}

#[test]
fn torch_qdq() {
    run("torch_qdq", torch_qdq::check);
}

#[test]
fn torch_observers() {
    run("torch_observers", torch_observers::check);
}

#[test]
fn calibration() {
    run("calibration", calibration::check);
}

#[test]
fn error_metrics() {
    run("error_metrics", error_metrics::check);
}

#[test]
fn float_formats() {
    run("float_formats", float_formats::check);
}

#[test]
fn gguf_blocks() {
    run("gguf_blocks", gguf_blocks::check);
}

#[test]
fn imatrix() {
    let layers = imatrix::Layers::open().unwrap();
    run_in("imatrix", Golden::layers("imatrix"), |case| layers.check(case));
}

#[test]
fn nvfp4() {
    let layers = imatrix::Layers::open().unwrap();
    let files = Golden::layers("nvfp4").unwrap().unwrap();
    run_in("nvfp4", Golden::layers("nvfp4"), |case| nvfp4::check(&layers, &files, case));
}

#[test]
fn models() {
    models::run();
}

#[test]
fn packed() {
    let files = Golden::packed().unwrap().unwrap();
    run_in("packed", Golden::packed(), |case| packed::check(&files, case));
}

#[test]
fn mx_blocks() {
    run("mx_blocks", mx_blocks::check);
}

#[test]
fn nf4() {
    run("nf4", nf4::check);
}

#[test]
fn surveys() {
    let mut tally = Tally::new("surveys");
    if let Err(why) = surveys::check(&mut tally) {
        tally.fail(&why);
    }
    tally.finish();
}

#[test]
fn cases_of_other_formats_are_counted() {
    let unknown = case::unknown_files().into_iter().map(|file| (file, "this suite does not know the file"));
    let lines =
        NOT_YET.map(|(file, why)| (file.into(), why)).into_iter().chain(unknown).map(|(file, why)| {
            let mut tally = Tally::new(&file);
            match Golden::open(&file) {
                Ok(None) => return format!("{file}: absent ({why})"),
                Ok(Some(golden)) => {
                    for case in golden.cases() {
                        tally.add(case.id(), Ok(Outcome::Skipped(why.into())));
                    }
                }
                Err(error) => panic!("{error}"),
            }
            tally.to_string()
        });
    tally::say(&lines.collect::<Vec<_>>().join("\n"));
}
