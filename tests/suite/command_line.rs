//! The command line: it opens what the page opens, and measures the same.
#![cfg(not(target_arch = "wasm32"))]

use quantscope::file::read::open_model;
use serde_json::Value;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn run(arguments: &[&str]) -> Output {
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models");
    Command::new(env!("CARGO_BIN_EXE_quantscope")).args(arguments).current_dir(models).output().unwrap()
}

fn json(output: &Output) -> Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn names(survey: &Value) -> BTreeSet<String> {
    let rows = survey["tensors"].as_array().unwrap().iter();
    rows.map(|row| row["name"].as_str().unwrap().to_string()).collect()
}

/// The files of a folder of `tests/models`, with their names.
fn folder(name: &str) -> Vec<(String, Vec<u8>)> {
    let inside = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models").join(name)).unwrap();
    let mut paths: Vec<PathBuf> = inside.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let named =
        |path: &PathBuf| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap());
    paths.iter().filter(|path| path.is_file()).map(named).collect()
}

#[test]
fn shards_are_surveyed_as_one_model_and_measured_as_expected() {
    let files = [
        "model-00001-of-00002.safetensors",
        "model-00002-of-00002.safetensors",
        "model.safetensors.index.json",
    ];
    let paths = files.map(|file| format!("models/{file}"));
    let [first, second, index] = &paths;
    let survey = json(&run(&["survey", first, second, index, "--a", "int4", "--b", "int4:row", "--json"]));
    let expected: Value = serde_json::from_slice(
        &fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models/models/expected.json")).unwrap(),
    )
    .unwrap();
    let listing = folder("models");
    let parts: Vec<(&str, &[u8])> = listing
        .iter()
        .filter(|(name, _)| files.contains(&&**name))
        .map(|(name, bytes)| (&**name, &**bytes))
        .collect();
    let entries = open_model("model", &parts).unwrap().entries;
    let all = entries.iter().filter(|entry| !entry.is_of_integers()).map(|entry| entry.name.clone());
    assert_eq!(names(&survey), all.collect());
    for (side, scheme) in [("total_a", "int4"), ("total_b", "int4:row")] {
        let (found, right) = (&survey[side]["sqnr_db"], &expected["safetensors"]["total"][scheme]["sqnr_db"]);
        let (found, right) = (found.as_f64().unwrap(), right.as_f64().unwrap());
        assert!((found - right).abs() < 1e-6, "{scheme}: {found} and not {right}");
    }
}

#[test]
fn a_packed_weight_is_one_row() {
    for case in ["packed/awq_g128_autoawq", "packed/bnb_nf4_nested", "packed/ct_nvfp4a16"] {
        let survey = json(&run(&["survey", case, "--json"]));
        let listing = folder(case);
        let parts: Vec<(&str, &[u8])> = listing
            .iter()
            .filter(|(name, _)| name.ends_with("safetensors") || name.ends_with("json"))
            .map(|(name, bytes)| (&**name, &**bytes))
            .collect();
        let entries = open_model("model", &parts).unwrap().entries;
        let own = entries
            .iter()
            .filter(|entry| entry.part_of.is_none() && entry.readable && !entry.is_of_integers());
        assert_eq!(names(&survey), own.map(|entry| entry.name.clone()).collect(), "{case}");
        assert!(
            names(&survey).iter().all(|name| !name.contains("scales") && !name.contains("absmax")),
            "{case}"
        );
    }
}

#[test]
fn a_missing_shard_is_said_and_the_rest_is_measured() {
    let output = run(&["survey", "hostile/index_missing_shard", "--json"]);
    assert!(!names(&json(&output)).is_empty());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("model-00002-of-00002.safetensors"), "{said}");
}

#[test]
fn a_checkpoint_of_pytorch_is_surveyed() {
    let survey = json(&run(&["survey", "../checkpoints/state_dict.pt", "--json"]));
    assert!(!names(&survey).is_empty());
}

#[test]
fn a_folder_without_models_is_refused_with_the_endings_that_are_read() {
    let output = run(&["survey", "licenses"]);
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("safetensors, gguf"), "{said}");
}
