//! Checkpoints of PyTorch and models in ONNX, as these libraries write them, and files that ask for more than tensors.
#![cfg(not(target_arch = "wasm32"))]

use crate::support::reference;
use quantscope::file::read::{FileError, Finding, Listing, Note, groups, load, load_model, open, open_model};
use quantscope::sentence::Sentence;

/// What is said of the files of `tests/checkpoints`, in which `make.py` wrote them.
fn records() -> Vec<(String, Vec<u8>, serde_json::Value)> {
    let directory = reference::directory("", "tests/checkpoints");
    let read = |record: serde_json::Value| {
        let file = record["file"].as_str().unwrap().to_string();
        let bytes = std::fs::read(directory.join(&file)).unwrap_or_else(|e| panic!("{file}: {e}"));
        (file, bytes, record)
    };
    reference::records(&directory.join("expected.json")).into_iter().map(read).collect()
}

fn listed(file: &str, bytes: &[u8]) -> Listing {
    open(file, bytes).unwrap_or_else(|e| panic!("{file}: {e}"))
}

#[test]
fn tensors_have_the_values_that_their_libraries_wrote() {
    let mut checked = 0;
    for (file, bytes, record) in records() {
        for (name, expected) in record["tensors"].as_object().unwrap() {
            let listing = listed(&file, &bytes);
            let entry = listing.entries.iter().find(|entry| entry.name == *name);
            let entry = entry.unwrap_or_else(|| panic!("{file} has no {name}: {:?}", listing.entries));
            let shape: Vec<u64> = serde_json::from_value(expected["shape"].clone()).unwrap();
            assert_eq!((&entry.shape, entry.readable), (&shape, true), "{file}: {name}");
            assert_eq!(entry.dtype, expected["dtype"].as_str().unwrap(), "{file}: {name}");
            let loaded = load(&file, &bytes, Some(name)).unwrap_or_else(|e| panic!("{file}: {name}: {e}"));
            let values = loaded.tensor.values();
            assert_eq!(values.len(), expected["values"].as_array().unwrap().len(), "{file}: {name}");
            assert!(reference::begins(values, &expected["values"]), "{file}: {name}: {values:?}");
            checked += 1;
        }
    }
    assert!(checked > 80, "{checked} tensors");
}

#[test]
fn every_tensor_is_listed_once() {
    for (file, bytes, record) in records() {
        let names = |of: &str| record[of].as_object().unwrap().keys().cloned().collect::<Vec<String>>();
        let mut expected = [names("tensors"), names("faults")].concat();
        if record["error"].is_null() {
            let mut found: Vec<String> = listed(&file, &bytes).entries.into_iter().map(|e| e.name).collect();
            expected.sort();
            found.sort();
            assert_eq!(found, expected, "{file}");
        }
    }
}

#[test]
fn what_cannot_be_read_is_said_and_takes_nothing_else_with_it() {
    for (file, bytes, record) in records() {
        let faults = record["faults"].as_object().unwrap();
        for (name, key) in faults {
            let error = load(&file, &bytes, Some(name)).unwrap_err();
            assert_eq!(error.key(), key.as_str().unwrap(), "{file}: {error}");
            assert!(error.to_string().contains(name.as_str()), "{error}");
        }
        if record["error"].is_null() {
            let said = listed(&file, &bytes).notes.iter().any(|note| matches!(note, Finding::Fault(_)));
            let seen = |key: &serde_json::Value| key != "error.file.dtype" && key != "error.file.no_values";
            // Integers are counted when they are read.
            let seen = faults.values().filter(|key| *key != "error.file.onnx_numbers").any(seen);
            assert_eq!(said, seen, "{file}");
        }
    }
}

#[test]
fn what_a_pickle_asks_for_beside_tensors_is_refused_by_its_name() {
    for (file, bytes, record) in records() {
        if let Some(key) = record["error"].as_str() {
            let error = open(&file, &bytes).unwrap_err();
            assert_eq!(error.key(), key, "{file}: {error}");
        }
    }
    let said = |file: &str| {
        let (_, bytes, _) = records().into_iter().find(|(name, ..)| name == file).unwrap();
        open(file, &bytes).unwrap_err().to_string()
    };
    for (file, name) in [
        ("calls_system.pt", "posix.system"),
        ("calls_eval.pt", "__builtin__.eval"),
        ("module.pt", "torch.nn.modules.linear.Linear"),
        ("makes_object.pt", "NEWOBJ"),
        ("builds_tuple.pt", "BUILD"),
        ("protocol_4.pt", "FRAME"),
    ] {
        assert!(said(file).contains(name), "{}", said(file));
    }
}

#[test]
fn rows_of_a_stored_tensor_are_read_alone() {
    let (file, bytes, _) = records().into_iter().find(|(file, ..)| file == "state_dict.pt").unwrap();
    let whole = load(&file, &bytes, Some("embed.weight")).unwrap();
    let mut opening = quantscope::file::read::Opening::new(&file, bytes.len() as u64);
    let opened = loop {
        match opening.step().unwrap() {
            quantscope::file::read::Step::Open(opened) => break *opened,
            quantscope::file::read::Step::Wants(range) => {
                let part = &bytes[range.start as usize..range.end as usize];
                opening.give(range.start, part.to_vec());
            }
        }
    };
    let mut reading = opened.read_rows("embed.weight", 1..3).unwrap();
    while let Some(range) = reading.wants() {
        assert_eq!(range.end - range.start, 2 * 6 * 4);
        reading.give(&bytes[range.start as usize..range.end as usize]).unwrap();
    }
    assert_eq!(reading.finish().unwrap().tensor.values(), &whole.tensor.values()[6..18]);
}

#[test]
fn shards_of_pytorch_are_one_model_by_their_index() {
    let directory = reference::directory("", "tests/checkpoints");
    let read = |file: &str| std::fs::read(directory.join(file)).unwrap();
    let (one, other, broken) = (read("state_dict.pt"), read("training.pth"), read("legacy.pt"));
    let [first, second, third] = [1, 2, 3].map(|number| format!("pytorch_model-0000{number}-of-00003.bin"));
    let index = format!(
        r#"{{"metadata": {{"total_size": 1}}, "weight_map": {{
            "embed.weight": "{first}", "of.bfloat16": "{first}", "model/weight": "{second}", "lost": "{third}"
        }}}}"#
    );
    let name = "pytorch_model.bin.index.json";
    let mut parts: Vec<(&str, &[u8])> = vec![(name, index.as_bytes()), (&first, &one), (&second, &other)];
    let listing = open_model(name, &parts).unwrap();
    let part =
        |tensor: &str| listing.entries.iter().find(|entry| entry.name == tensor).map(|entry| entry.part);
    assert_eq!([part("embed.weight"), part("model/weight")], [Some(1), Some(2)]);
    assert_eq!(listing.parts, [name, &first, &second]);
    assert!(
        matches!(&listing.notes[..], [Finding::Note(Note::ShardMissing { files, tensors, .. })] if *files == third && tensors == "lost"),
        "{:?}",
        listing.notes
    );
    // Each is read where it lies.
    for (tensor, file, bytes) in [
        ("embed.weight", "state_dict.pt", &one),
        ("of.bfloat16", "state_dict.pt", &one),
        ("model/weight", "training.pth", &other),
    ] {
        let alone = load(file, bytes, Some(tensor)).unwrap();
        let found = load_model(name, &parts, Some(tensor)).unwrap();
        assert_eq!(found.tensor.values(), alone.tensor.values(), "{tensor}");
    }
    let error = load_model(name, &parts, Some("lost")).unwrap_err();
    assert!(matches!(&error, FileError::Absent { shard, .. } if *shard == third), "{error}");
    let alone = open_model(name, &parts[..1]).unwrap_err();
    assert!(matches!(&alone, FileError::NoShard { .. }), "{alone}");
    // One that cannot be read takes no other with it.
    parts.push((&third, &broken));
    let listing = open_model(name, &parts).unwrap();
    assert!(
        matches!(&listing.notes[..], [Finding::Fault(FileError::TorchLegacy { file })] if *file == third),
        "{:?}",
        listing.notes
    );
}

#[test]
fn shards_of_pytorch_without_an_index_are_one_model_by_their_numbers() {
    let directory = reference::directory("", "tests/checkpoints");
    let read = |file: &str| std::fs::read(directory.join(file)).unwrap();
    let (one, other) = (read("state_dict.pt"), read("training.pth"));
    let [first, second] = [1, 2].map(|number| format!("pytorch_model-0000{number}-of-00002.bin"));
    let found =
        groups(&[(&second, None), ("training_args.bin", None), (&first, None), ("config.json", None)]);
    let files: Vec<&[usize]> = found.iter().map(|group| &group.files[..]).collect();
    assert_eq!(files, [&[2, 0][..], &[1]]);
    let both = open_model(&first, &[(&first, &one), (&second, &other)]).unwrap();
    assert_eq!(both.notes, []);
    assert!(both.entries.iter().any(|entry| entry.part == 1));
    let alone = open(&first, &one).unwrap();
    assert!(
        matches!(&alone.notes[..], [Finding::Note(Note::PartMissing { files, .. })] if *files == second),
        "{:?}",
        alone.notes
    );
}
