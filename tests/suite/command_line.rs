//! The command line: it opens what the page opens, and measures the same.
#![cfg(not(target_arch = "wasm32"))]

use quantscope::file::read::{is_part, open_model};
use serde_json::Value;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_quantscope")).args(arguments).current_dir(models("")).output().unwrap()
}

fn json(output: &Output) -> Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn names(survey: &Value) -> BTreeSet<String> {
    let rows = survey["tensors"].as_array().unwrap().iter();
    rows.map(|row| row["name"].as_str().unwrap().to_string()).collect()
}

fn models(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models").join(name)
}

/// The names of what is to be measured of the files in a folder of `tests/models` that are parts of its model.
fn surveyed(folder: &str, is_part: impl Fn(&str) -> bool) -> BTreeSet<String> {
    let inside = fs::read_dir(models(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = inside.filter(|path| path.is_file()).collect();
    paths.sort();
    let named = paths.iter().map(|path| path.file_name().unwrap().to_str().unwrap());
    let files: Vec<(&str, Vec<u8>)> = named
        .zip(&paths)
        .filter(|(name, _)| is_part(name))
        .map(|(name, path)| (name, fs::read(path).unwrap()))
        .collect();
    let parts: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, &**bytes)).collect();
    let entries = open_model("model", &parts).unwrap().entries;
    entries.into_iter().filter(|entry| entry.is_surveyed()).map(|entry| entry.name).collect()
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
    assert_eq!(names(&survey), surveyed("models", |name| files.contains(&name)));
    let expected: Value = serde_json::from_slice(&fs::read(models("models/expected.json")).unwrap()).unwrap();
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
        assert_eq!(names(&survey), surveyed(case, is_part), "{case}");
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
fn a_budget_is_bits_per_value_and_one_that_is_too_small_is_said() {
    let planned =
        |budget: &str| run(&["survey", "models/model-Q8_0.gguf", "--budget", budget, "--formats", "q4_0"]);
    for none in ["nan", "-1", "0", "inf", "x"] {
        let output = planned(none);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            !output.status.success() && said.contains("a number of bits per value, above 0"),
            "{none}: {said}"
        );
    }
    for (budget, small) in [("4", true), ("5", false)] {
        let output = planned(budget);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        assert_eq!(said.contains("cheapest formats need more than 4 bits"), small, "{said}");
    }
}

#[test]
fn more_threads_than_tensors_or_cores_are_no_use() {
    assert!(run(&["survey", "models/layer0-query-F32.safetensors", "--threads", "1000"]).status.success());
    assert!(!run(&["survey", "models/layer0-query-F32.safetensors", "--threads", "100000"]).status.success());
}

/// A matrix of 700 × 1000 values as npy, row by row or column by column.
fn npy(by_columns: bool) -> Vec<u8> {
    let order = if by_columns { "True" } else { "False" };
    let head = format!("{{'descr': '<f4', 'fortran_order': {order}, 'shape': (700, 1000), }}");
    let head = format!("{head:<117}\n");
    let value = |row: usize, column: usize| ((row * 1000 + column) * 7919 % 10_007) as f32 / 1e3 - 4.0;
    let values: Vec<f32> = match by_columns {
        true => (0..700_000).map(|i| value(i % 700, i / 700)).collect(),
        false => (0..700_000).map(|i| value(i / 1000, i % 1000)).collect(),
    };
    let values = values.into_iter().flat_map(f32::to_le_bytes);
    b"\x93NUMPY\x01\x00\x76\x00".iter().copied().chain(head.into_bytes()).chain(values).collect()
}

#[test]
fn rows_that_do_not_lie_one_behind_the_other_are_surveyed_as_a_whole() {
    let [rows, columns] = [false, true].map(|by_columns| {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("by-columns-{by_columns}.npy"));
        fs::write(&path, npy(by_columns)).unwrap();
        let survey = json(&run(&["survey", path.to_str().unwrap(), "--json"]));
        survey["tensors"][0].clone()
    });
    for key in ["shape", "kurtosis", "rows_out", "columns_out", "a", "b"] {
        assert!(!rows[key].is_null(), "{key}");
        assert_eq!(rows[key], columns[key], "{key}");
    }
}

#[test]
fn a_person_says_how_many_values_are_held() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("held.npy");
    fs::write(&path, npy(false)).unwrap();
    let surveyed = |more: &[&str]| {
        let asked = ["survey", path.to_str().unwrap(), "--a", "int4:mse", "--b", "int4:p99", "--json"];
        json(&run(&[&asked[..], more].concat()))["tensors"][0].clone()
    };
    let (all, some) = (surveyed(&[]), surveyed(&["--held", "200000"]));
    assert!(all["a"].is_object() && all["problem_a"].is_null());
    assert!(some["a"].is_null() && some["problem_a"].to_string().contains("200000"), "{some}");
    assert!(some["b"].is_object());
    assert_eq!(some["b"], all["b"]);
    let table = run(&["survey", path.to_str().unwrap(), "--a", "int4:mse", "--held", "200000"]);
    let table = String::from_utf8(table.stdout).unwrap();
    assert!(
        table.contains("int4:mse: no tensor is measured") && table.contains("held.npy: Not measured"),
        "{table}"
    );
    assert!(!run(&["survey", path.to_str().unwrap(), "--held", "0"]).status.success());
}

#[test]
fn a_folder_without_models_is_refused_with_the_endings_that_are_read() {
    let output = run(&["survey", "licenses"]);
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("safetensors, gguf"), "{said}");
}

#[test]
fn a_model_is_held_against_what_it_became() {
    let [first, second] = [1, 2].map(|nth| format!("models/model-0000{nth}-of-00002.safetensors"));
    let gguf = "models/model-Q4_K_M.gguf";
    let survey = json(&run(&["survey", &first, &second, "--became", gguf, "--json"]));
    let expected: Value = serde_json::from_slice(
        &fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models/models/expected.json")).unwrap(),
    )
    .unwrap();
    let wanted = &expected["gguf"]["model-Q4_K_M.gguf"];
    let close = |found: &Value, right: &Value, what: &str| match (found.as_f64(), right.as_f64()) {
        (Some(found), Some(right)) => {
            assert!((found - right).abs() <= 1e-12 * right.abs(), "{what}: {found} and not {right}");
        }
        _ => assert_eq!(found, right, "{what}"),
    };
    for measure in ["sqnr_db", "mse", "max_abs_error", "bits_per_value"] {
        close(&survey["total_became"][measure], &wanted["total"][measure], measure);
    }
    let rows = survey["tensors"].as_array().unwrap();
    assert_eq!(rows.len(), wanted["tensors"].as_object().unwrap().len());
    for row in rows {
        let partner = row["partner"].as_str().unwrap();
        for measure in ["sqnr_db", "mse", "max_abs_error"] {
            close(&row["became"][measure], &wanted["tensors"][partner][measure], partner);
        }
    }
    let shares: f64 = rows.iter().filter_map(|row| row["share_became"].as_f64()).sum();
    assert!((shares - 1.0).abs() < 1e-12, "shares add up to {shares}");
}

#[test]
fn what_cannot_be_compared_is_said() {
    let model = "models/rope/model.safetensors";
    let other = "models/layer0-query-F32.safetensors";
    let output = run(&["survey", model, "--became", other]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("has no tensor of the model"), "{said}");
    let unlike = json(&run(&["survey", model, "--became", "models/model-F16.gguf", "--json"]));
    let rows = unlike["tensors"].as_array().unwrap();
    let shapes: Vec<&Value> = rows
        .iter()
        .map(|row| &row["problem_became"])
        .filter(|why| why["key"] == "note.became.shape")
        .collect();
    assert!(shapes.iter().any(|why| why["text"].to_string().contains("its shape is 64×64")), "{shapes:?}");
    assert!(shapes.iter().any(|why| why["words"]["ours"] == "64×64"), "{shapes:?}");
    assert!(!unlike["unpaired"].as_array().unwrap().is_empty());
    let table = run(&["survey", "models/rope/model-Q8_0.gguf", "--became", model]);
    let table = String::from_utf8_lossy(&table.stdout);
    assert!(table.contains("became - A dB") && table.contains("over 11 tensors"), "{table}");
}
