//! Models of several files: shards with an index, and split GGUF files, good ones and broken ones.
//!
//! `QUANTSCOPE_MODELS` names another directory of the layout of `tests/models`.
#![cfg(not(target_arch = "wasm32"))]

use crate::support::reference;
use quantscope::file::read::{
    FileError, Finding, Listing, Loaded, Note, Opening, Step, groups, load_model, open, open_model,
};
use serde_json::Value;
use std::{fs, path::Path};

/// Formats of the manifest that this file is about.
const FORMATS: [&str; 2] = ["sharded safetensors", "gguf"];

/// What the sentences on the cases of this repository have in them.
const SAID: &[(&str, &[&str])] = &[
    ("index_missing_shard", &["model-00002-of-00002.safetensors", "b.weight, c.weight"]),
    ("index_parent_path", &["../outside.safetensors", "outside its own folder", "never opened"]),
    ("index_wrong_shard", &["c.weight (model-00002-of-00002.safetensors)"]),
    ("index_names_itself", &["model.safetensors.index.json, which is not a model file", "b.weight"]),
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

/// A safetensors file with these tensors: name, type, shape and bytes.
fn shard(tensors: &[(&str, &str, &[usize], &[u8])]) -> Vec<u8> {
    let (mut header, mut data) = (serde_json::Map::new(), Vec::new());
    for (name, dtype, shape, bytes) in tensors {
        let offsets = [data.len(), data.len() + bytes.len()];
        data.extend_from_slice(bytes);
        let info = serde_json::json!({ "dtype": dtype, "shape": shape, "data_offsets": offsets });
        header.insert((*name).into(), info);
    }
    let header = serde_json::to_vec(&header).unwrap();
    [&(header.len() as u64).to_le_bytes()[..], &header, &data].concat()
}

fn f32s(values: &[f32]) -> Vec<u8> {
    values.iter().flat_map(|x| x.to_le_bytes()).collect()
}

#[test]
fn codes_of_one_shard_are_decoded_by_scales_of_another() {
    // 1.0, 0.5, −1.0 and 0.0 as E4M3.
    let codes = shard(&[("w", "F8_E4M3", &[2, 2], &[0x38, 0x30, 0xb8, 0x00])]);
    let scales = shard(&[("w_scale", "F32", &[2, 1], &f32s(&[2.0, 4.0]))]);
    for parts in [
        [("a.safetensors", &*codes), ("b.safetensors", &*scales)],
        [("a.safetensors", &*scales), ("b.safetensors", &*codes)],
    ] {
        let listing = open_model("m", &parts).unwrap();
        let listed: Vec<_> =
            listing.entries.iter().map(|entry| (&*entry.name, entry.part_of.as_deref())).collect();
        assert_eq!((listed, listing.notes), (vec![("w", None), ("w_scale", Some("w"))], vec![]));
        // Four codes of a byte, and two scales of four.
        assert_eq!(listing.entries[0].bits_per_value(), Some(24.0));
        assert_eq!(load_model("m", &parts, Some("w")).unwrap().tensor.values(), [2.0, 1.0, -4.0, 0.0]);
    }
}

#[test]
fn parts_of_a_split_gguf_come_in_any_order() {
    let directory = reference::directory("QUANTSCOPE_MODELS", "tests/models").join("hostile/gguf_split_good");
    let mut files: Files = fs::read_dir(&directory)
        .unwrap()
        .map(|file| file.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into(), fs::read(path).unwrap()))
        .collect();
    let mut values = Vec::new();
    for _ in 0..2 {
        files.reverse();
        assert_eq!(open_model("m", &parts(&files)).unwrap().notes, []);
        let loaded = load_model("m", &parts(&files), Some("blk.0.ffn_down.weight")).unwrap();
        values.push(loaded.tensor.values().to_vec());
    }
    assert_eq!(values[0], values[1]);
}

#[test]
fn a_tensor_of_a_missing_shard_names_the_shard() {
    let here = shard(&[("a", "F32", &[1], &f32s(&[1.0]))]);
    let index = br#"{"weight_map": {"a": "m1.safetensors", "b": "m2.safetensors"}}"#;
    let parts = [("m.safetensors.index.json", &index[..]), ("m1.safetensors", &here)];
    let error = load_model("m", &parts, Some("b")).unwrap_err();
    assert!(matches!(&error, FileError::Absent { shard, .. } if shard == "m2.safetensors"), "{error}");
    let alone = open_model("m", &parts[..1]).unwrap_err();
    assert!(
        matches!(&alone, FileError::NoShard { files, .. } if files.contains("m1.safetensors")),
        "{alone}"
    );
}

#[test]
fn an_index_is_read_as_one_whatever_its_variant_and_another_text_as_what_it_is() {
    let here = shard(&[("a", "F32", &[1], &f32s(&[1.0]))]);
    let index = br#"{"weight_map": {"a": "m1.safetensors"}}"#;
    let parts = [("m.safetensors.index.fp16.json", &index[..]), ("m1.safetensors", &here)];
    assert_eq!(open_model("m", &parts).unwrap().notes, []);
    let broken = open("m.safetensors.index.json", br#"{"weight_map": 1}"#).unwrap_err();
    assert!(matches!(broken, FileError::NoIndex { .. }), "{broken}");
    assert_eq!(open("numbers.index.json", b"[1, 2]").unwrap().entries[0].count, 2);
}

#[test]
fn names_of_files_are_quoted_without_control_characters() {
    let name = "a\u{1a}\n.safetensors.index.json";
    let error = open_model("m", &[(name, b"{"), ("b.safetensors", b"")]).unwrap_err().to_string();
    let cut_off =
        open_model("m", &[("a\n.gguf", &b"GGUF"[..]), ("b.gguf", b"GGUF")]).unwrap_err().to_string();
    assert!(
        ![&error, &cut_off].iter().any(|sentence| sentence.contains(char::is_control)),
        "{error} {cut_off}"
    );
}

#[test]
fn a_broken_shard_takes_no_other_with_it() {
    let good = shard(&[("a", "F32", &[1], &f32s(&[1.0]))]);
    let cut_off = &good[..good.len() - 1];
    let index = br#"{"weight_map": {"a": "m1.safetensors", "b": "m2.safetensors"}}"#;
    let parts =
        [("m.safetensors.index.json", &index[..]), ("m1.safetensors", &good), ("m2.safetensors", cut_off)];
    let listing = open_model("m", &parts).unwrap();
    assert_eq!(listing.entries.len(), 1);
    assert!(
        matches!(&listing.notes[..], [Finding::Fault(FileError::StData { file, .. })] if file == "m2.safetensors"),
        "{:?}",
        listing.notes
    );
    // Without a good one there is its error.
    let error = open_model("m", &[parts[0], parts[2]]).unwrap_err();
    assert!(matches!(error, FileError::StData { .. }), "{error}");
}

#[test]
fn files_that_an_index_does_not_name_are_left_out() {
    let (a, b) = (shard(&[("a", "F32", &[1], &f32s(&[1.0]))]), shard(&[("b", "F32", &[1], &f32s(&[2.0]))]));
    let index = br#"{"weight_map": {"a": "m1.safetensors"}}"#;
    let parts = [
        ("m.safetensors.index.json", &index[..]),
        ("m1.safetensors", &a),
        ("other.safetensors", &b),
        ("tokenizer.json", b"{}"),
    ];
    let listing = open_model("m", &parts).unwrap();
    let listed: Vec<&str> = listing.entries.iter().map(|entry| &*entry.name).collect();
    assert_eq!(listed, ["a"]);
    assert_eq!(listing.notes, [Finding::Note(Note::LeftOut { files: "other.safetensors".into() })]);
}

#[test]
fn every_part_is_asked_for_by_itself() {
    let (a, b) = (shard(&[("a", "F32", &[1], &f32s(&[1.0]))]), shard(&[("b", "F32", &[1], &f32s(&[2.0]))]));
    let bytes = [&a[..], &b].concat();
    let mut opening =
        Opening::model("m", &[("a.safetensors", a.len() as u64), ("b.safetensors", b.len() as u64)]);
    let mut asked = Vec::new();
    let file = loop {
        match opening.step().unwrap() {
            Step::Wants(range) => {
                opening.give(range.start, bytes[range.start as usize..range.end as usize].to_vec());
                asked.push(range);
            }
            Step::Open(file) => break *file,
        }
    };
    let (border, end) = (a.len() as u64, bytes.len() as u64);
    assert_eq!(asked, [0..border, border..end]);
    let reading = file.read(Some("b")).unwrap();
    assert_eq!(reading.wants(), Some(end - 4..end));
}

#[test]
fn the_files_of_a_folder_are_grouped_into_models() {
    let directory = reference::directory("QUANTSCOPE_MODELS", "tests/models").join("models");
    let mut names: Vec<String> = fs::read_dir(&directory)
        .unwrap()
        .map(|file| file.unwrap())
        .filter(|file| file.file_type().unwrap().is_file())
        .map(|file| file.file_name().to_string_lossy().into())
        .collect();
    names.sort();
    let index = fs::read_to_string(directory.join("model.safetensors.index.json")).unwrap();
    let files: Vec<(&str, Option<&str>)> =
        names.iter().map(|name| (&**name, name.ends_with(".index.json").then_some(&*index))).collect();
    let found = groups(&files);
    let sharded = found.iter().find(|group| group.name == "model.safetensors.index.json").unwrap();
    let parts: Vec<&str> = sharded.files.iter().map(|&file| &*names[file]).collect();
    let wanted = [
        "model.safetensors.index.json",
        "model-00001-of-00002.safetensors",
        "model-00002-of-00002.safetensors",
        "config.json",
    ];
    assert_eq!(parts, wanted);
    let split = found.iter().find(|group| group.name == "model-mix-00001-of-00002.gguf").unwrap();
    assert_eq!(split.files.len(), 2);
    assert!(found.iter().all(|group| group.name != "expected.json"), "a text beside a model");
}
