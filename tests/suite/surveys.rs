//! The survey of the command line: its JSON has the rows that the crate measures, and is what the page saves.
//!
//! `tests/surveys/half-minilm.json` is what the page saved of the shards of `tests/models/models`; the page's tests open it.
#![cfg(not(target_arch = "wasm32"))]

use crate::support::reference;
use quantscope::{
    Report, Scheme,
    file::read::load,
    kernels::Level,
    survey::{Row, Subject, Surveying},
};
use serde_json::{Value, json, to_value};
use std::{path::PathBuf, process::Command};

const SHARDS: [&str; 2] = ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"];
const SCHEMES: [&str; 2] = ["int4:g128", "int8:row"];

fn directory() -> PathBuf {
    reference::directory("", "tests/models/models")
}

/// What `survey --json` prints of these files.
fn surveyed(files: &[&str], [a, b]: [&str; 2]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_quantscope"))
        .arg("survey")
        .args(files.iter().map(|file| directory().join(file)))
        .args(["--a", a, "--b", b, "--json", "--threads", "2"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The row of a tensor of a file, as the crate measures it.
fn row(file: &str, name: &str, schemes: &[Scheme]) -> (Row, Value) {
    let bytes = std::fs::read(directory().join(file)).unwrap();
    let tensor = load(file, &bytes, Some(name)).unwrap().tensor;
    let subject = Subject {
        name: name.into(),
        shape: tensor.shape().to_vec(),
        dtype: "bfloat16".into(),
        bits_per_value: 16.0,
        importance: None,
    };
    let measures = |scheme: &Scheme| to_value(Report::new(Level::new(), &tensor, scheme).measures).unwrap();
    let measured = schemes.iter().map(measures).collect();
    let mut surveying = Surveying::new(Level::new(), subject, schemes, tensor.values().len());
    while surveying.wants().is_some() {
        surveying.give(tensor.clone()).unwrap();
        while !surveying.step() {}
    }
    (surveying.row().unwrap(), measured)
}

#[test]
fn its_json_has_the_rows_that_the_crate_measures() {
    let document: Value = serde_json::from_str(&surveyed(&SHARDS, SCHEMES)).unwrap();
    assert_eq!(document["schema"], "quantscope-survey/1");
    assert_eq!([&document["a"], &document["b"]], SCHEMES);
    let size = |file: &str| std::fs::metadata(directory().join(file)).unwrap().len();
    assert_eq!(document["files"], json!(SHARDS.map(|name| json!({ "name": name, "size": size(name) }))));
    let schemes = SCHEMES.map(|scheme| scheme.parse::<Scheme>().unwrap());
    let tensors = document["tensors"].as_array().unwrap();
    assert_eq!(tensors.len(), 37);
    for name in ["encoder.layer.0.output.dense.weight", "embeddings.LayerNorm.bias"] {
        let line = tensors.iter().find(|line| line["name"] == name).unwrap();
        let (row, measured) = row(SHARDS[0], name, &schemes);
        for (key, value) in to_value(&row).unwrap().as_object().unwrap() {
            assert_eq!(line[key], *value, "{name}: {key}");
        }
        assert_eq!(json!([line["a"], line["b"]]), measured, "{name}");
        assert_eq!(json!([line["problem_a"], line["problem_b"]]), json!([null, null]));
    }
}

/// Whether all that one value has is in another: numbers may differ in the order of sums.
fn is_in(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            one.iter().all(|(key, value)| other.get(key).is_some_and(|other| is_in(value, other)))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_in(one, other))
        }
        (Value::Number(one), Value::Number(other)) => {
            let (one, other) = (one.as_f64().unwrap(), other.as_f64().unwrap());
            (one - other).abs() <= 1e-6 * one.abs().max(1e-9)
        }
        _ => one == other,
    }
}

#[test]
fn its_json_is_what_the_page_saves() {
    let kept = std::fs::read_to_string(reference::directory("", "tests/surveys").join("half-minilm.json"));
    let kept: Value = serde_json::from_str(&kept.unwrap()).unwrap();
    let printed: Value = serde_json::from_str(&surveyed(&SHARDS, SCHEMES)).unwrap();
    let keys = |document: &Value| document.as_object().unwrap().keys().cloned().collect::<Vec<String>>();
    assert_eq!(keys(&printed), keys(&kept));
    for key in keys(&printed) {
        if key != "tensors" {
            assert!(is_in(&printed[&key], &kept[&key]), "{key}: {} and {}", printed[&key], kept[&key]);
        }
    }
    let tensors = |document: &Value| document["tensors"].as_array().unwrap().clone();
    let (printed, kept) = (tensors(&printed), tensors(&kept));
    assert_eq!(printed.len(), kept.len());
    for (one, other) in printed.iter().zip(&kept) {
        assert!(is_in(one, other), "{one}\n{other}");
    }
}
