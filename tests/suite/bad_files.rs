//! Broken, odd and borderline files: each gives the tensor or the error its manifest expects.
//!
//! `QUANTSCOPE_BAD_FILES` names another directory of the same layout.
#![cfg(not(target_arch = "wasm32"))]

use crate::support::reference;
use quantscope::file::read::{Loaded, load, open};
use serde_json::Value;

/// Formats of the manifest that are read.
const READ: [&str; 5] = ["csv", "gguf", "npy", "npz", "safetensors"];

fn complaint(entry: &Value, outcome: &Result<Loaded, String>) -> Option<String> {
    let accepted = [&entry["expect"], &entry["alternative"]];
    match outcome {
        Err(sentence) => (!accepted.contains(&&Value::from("error"))).then(|| sentence.clone()),
        Ok(_) if !accepted.contains(&&Value::from("ok")) => Some("read without an error".into()),
        // The lenient outcome of what should be refused: no values are given for it.
        Ok(_) if entry["shape"].is_null() => None,
        Ok(Loaded { tensor, .. }) => {
            let right = tensor.shape() == reference::shape(&entry["shape"])
                && entry["count"] == tensor.values().len()
                && reference::begins(tensor.values(), &entry["first"]);
            (!right).then(|| {
                format!("{:?} {:?}", tensor.shape(), &tensor.values()[..6.min(tensor.values().len())])
            })
        }
    }
}

#[test]
fn every_file_of_the_manifest_is_read_or_refused_as_it_should_be() {
    let directory = reference::directory("QUANTSCOPE_BAD_FILES", "tests/bad-files");
    let (mut checked, mut skipped, mut complaints) = (0, Vec::new(), Vec::new());
    for entry in reference::records(&directory.join("manifest.json")) {
        let file = entry["file"].as_str().expect("every entry names its file").to_string();
        let bytes = std::fs::read(directory.join(&file)).unwrap_or_else(|e| panic!("{file}: {e}"));
        let outcome = load(&file, &bytes, entry["tensor"].as_str()).map_err(|e| e.to_string());
        if let Err(sentence) = &outcome
            && !(sentence.contains(&file) && sentence.len() > file.len() + 10 && sentence.len() < 1000)
        {
            complaints.push(format!("{file}: a poor sentence: {sentence}"));
        }
        if outcome.is_ok() {
            assert!(open(&file, &bytes).is_ok(), "{file} loads, so it can be listed");
        }
        if !READ.contains(&entry["format"].as_str().unwrap_or_default()) {
            skipped.push(file);
            continue;
        }
        checked += 1;
        complaints.extend(complaint(&entry, &outcome).map(|c| format!("{file} ({}): {c}", entry["note"])));
        println!(
            "{file}: {}",
            outcome.map_or_else(|e| e, |l| format!("{:?} {:?}", l.tensor.shape(), l.notes))
        );
    }
    println!(
        "{checked} files checked; {} skipped, their formats are not read yet: {skipped:?}",
        skipped.len()
    );
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    assert!(checked > 0, "the manifest has files of the formats that are read");
}

/// Every beginning of every file, and every file under other names: an answer, never a crash.
#[test]
fn cut_off_anywhere_and_under_any_name_there_is_an_answer() {
    let directory = reference::directory("QUANTSCOPE_BAD_FILES", "tests/bad-files");
    for entry in reference::records(&directory.join("manifest.json")) {
        let file = entry["file"].as_str().expect("every entry names its file");
        let bytes = std::fs::read(directory.join(file)).unwrap_or_else(|e| panic!("{file}: {e}"));
        for end in (0..bytes.len().min(400)).chain([bytes.len()]) {
            for name in [file, "x.safetensors", "x.npy", "x.csv", "x"] {
                if let Err(e) = load(name, &bytes[..end], None) {
                    assert!(e.to_string().contains(name), "{e}");
                }
            }
        }
    }
}
