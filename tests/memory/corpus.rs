//! Inputs that fuzzing found to be interesting, kept: each runs through the check of its target.
//!
//! `cargo xtask fuzz` begins with them and looks for others; what it finds goes to `tests/corpus/TARGET` once it is mended.

use crate::{alone, hostile};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// What is in a directory of this repository, sorted, without what is hidden.
fn within(directory: &str) -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join(directory);
    let entries = fs::read_dir(directory).unwrap().map(Result::unwrap);
    let shown = entries.filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
    let mut found: Vec<PathBuf> = shown.map(|entry| entry.path()).collect();
    found.sort();
    found
}

#[test]
fn every_kept_input_passes_the_check_of_its_target() {
    let _alone = alone();
    for (target, _) in hostile::TARGETS {
        let files = within(&format!("tests/corpus/{target}"));
        assert!(!files.is_empty(), "{target} has no inputs");
        for file in files {
            // Shown when the check fails.
            println!("{}", file.display());
            hostile::check(target, &fs::read(file).unwrap());
        }
    }
}

#[test]
fn every_check_is_fuzzed() {
    let mut targets = hostile::TARGETS.map(|(target, _)| target.to_string());
    targets.sort();
    let stems = |directory| -> Vec<String> {
        within(directory).iter().map(|path| path.file_stem().unwrap().to_string_lossy().into()).collect()
    };
    for directory in ["fuzz/fuzz_targets", "fuzz/dictionaries", "tests/corpus"] {
        assert_eq!(stems(directory), targets, "{directory}");
    }
}
