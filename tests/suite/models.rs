//! Models of several files: shards with an index, and split GGUF files, good ones and broken ones.
//!
//! `QUANTSCOPE_MODELS` names another directory of the layout of `tests/models`.
#![cfg(not(target_arch = "wasm32"))]

use crate::support::reference;
use quantscope::file::read::{Listing, Loaded, load_model, open_model};
use serde_json::Value;
use std::{fs, path::Path};

/// Formats of the manifest that this file is about.
const FORMATS: [&str; 2] = ["sharded safetensors", "gguf"];

/// What the sentences on the cases of this repository have in them.
const SAID: &[(&str, &[&str])] = &[
    ("index_missing_shard", &["model-00002-of-00002.safetensors", "b.weight, c.weight"]),
    ("index_parent_path", &["../outside.safetensors", "outside its own folder", "never opened"]),
    ("index_wrong_shard", &["c.weight (model-00002-of-00002.safetensors)"]),
    ("index_names_itself", &["model.safetensors.index.json, which is not a safetensors file", "b.weight"]),
    ("index_total_size_lies", &["4611686018427387904", "1280"]),
    ("index_thousands_missing", &["2000", "1999", "model-00002-of-02000.safetensors"]),
    ("index_html_names", &["<svg onload=alert(2)>.safetensors", "<img src=x onerror=alert(1)>"]),
    ("index_duplicate_tensor", &["a.weight (model-00001-of-00002.safetensors)"]),
    ("gguf_k_row_not_256", &["blk.0.ffn_down.weight", "192", "256", "Q4_K"]),
    ("gguf_k_truncated_in_block", &["blk.0.ffn_down.weight", "cut off"]),
    ("gguf_split_missing_part", &["m-00002-of-00002.gguf", "1 are missing"]),
    ("gguf_split_same_tensor_twice", &["blk.0.attn_norm.weight", "more than one file"]),
];

/// A name and its bytes.
type Files = Vec<(String, Vec<u8>)>;

fn parts(files: &Files) -> Vec<(&str, &[u8])> {
    files.iter().map(|(name, bytes)| (&**name, &**bytes)).collect()
}

/// The files that a person opens, and nothing beside them.
fn opened(directory: &Path, case: &Value) -> Files {
    let open = case["open"].as_str().expect("a case says what is opened");
    let files = case["files"].as_array().expect("a case has files").iter().filter_map(Value::as_str);
    let inside = |file: &&str| open == "all" || *file == open || file.starts_with(&format!("{open}/"));
    let name = |file: &str| file.strip_prefix(&format!("{open}/")).unwrap_or(file).to_string();
    files.filter(inside).map(|file| (name(file), fs::read(directory.join(file)).unwrap())).collect()
}

fn is_read(loaded: &Loaded, tensor: &Value) -> bool {
    let values = loaded.tensor.values();
    let bytes: Vec<u8> = values.iter().flat_map(|&x| (x + 0.0).to_le_bytes()).collect();
    let crc = &tensor["crc32"];
    loaded.tensor.shape() == reference::shape(&tensor["shape"])
        && tensor["count"] == values.len()
        && reference::begins(values, &tensor["first"])
        && (crc.is_null() || *crc == *format!("{:08x}", crc32fast::hash(&bytes)))
}

/// What is wrong with the outcome of a case.
fn complaints(case: &Value, name: &str, files: &Files) -> Vec<String> {
    let mut complaints = Vec::new();
    let text = |key: &str| case[key].as_str().unwrap_or_default();
    let outcome = open_model(name, &parts(files));
    let said: Vec<String> = match &outcome {
        Ok(Listing { notes, .. }) => notes.iter().map(ToString::to_string).collect(),
        Err(error) => vec![error.to_string()],
    };
    let ok = text("expect") == "ok" || text("alternative").starts_with("ok");
    match text("wrong") {
        wrong if wrong.starts_with("control") && !said.is_empty() => complaints.push(said.join("; ")),
        wrong if !wrong.starts_with("control") && said.is_empty() => {
            complaints.push("nothing is said".into())
        }
        _ => {}
    }
    for (id, words) in SAID.iter().filter(|(id, _)| *id == text("id")) {
        for word in words.iter().filter(|word| !said.iter().any(|sentence| sentence.contains(*word))) {
            complaints.push(format!("{id}: “{word}” is in none of: {}", said.join("; ")));
        }
    }
    if outcome.is_err() && ok {
        complaints.push("nothing of it is read".into());
    }
    let fine = if case["tensors"].is_null() { &case["still_fine"] } else { &case["tensors"] };
    for tensor in fine.as_array().into_iter().flatten() {
        let entry = tensor["name"].as_str().expect("a tensor has a name");
        match load_model(name, &parts(files), Some(entry)) {
            Ok(loaded) if is_read(&loaded, tensor) => {}
            Ok(loaded) => complaints.push(format!("{entry} is {:?}", loaded.tensor.shape())),
            Err(error) => complaints.push(format!("{entry}: {error}")),
        }
    }
    complaints
}

#[test]
fn every_case_of_the_manifest_is_read_or_said() {
    let directory = reference::directory("QUANTSCOPE_MODELS", "tests/models").join("hostile");
    let manifest = fs::read_to_string(directory.join("manifest.json")).unwrap();
    let manifest: Value = serde_json::from_str(&manifest).unwrap();
    let (mut checked, mut wrong) = (0, Vec::new());
    for case in manifest["cases"].as_array().expect("the manifest has cases") {
        if !FORMATS.contains(&case["format"].as_str().unwrap_or_default()) {
            continue;
        }
        let id = case["id"].as_str().expect("a case has an id");
        let files = opened(&directory.join(id), case);
        let name =
            files.iter().find(|(name, _)| name.ends_with(".index.json")).unwrap_or(&files[0]).0.clone();
        wrong.extend(
            complaints(case, &name, &files).into_iter().map(|complaint| format!("{id}: {complaint}")),
        );
        checked += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(checked >= SAID.len(), "{checked} cases");
}
