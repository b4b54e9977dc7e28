//! Importance matrices as llama-imatrix writes them, in both layouts, and what is refused.
//!
//! `tests/layers` has the files, and what is in them by other programs; `QUANTSCOPE_LAYERS` names another directory of that layout.
#![cfg(not(target_arch = "wasm32"))]

use std::{env, fs, path::PathBuf};

use quantscope::{
    Tensor,
    file::read::{FileError, Format, Importance, Note, OpenFile, Opening, Step, load, open},
    sentence::Sentence,
};
use serde_json::Value;

fn layers(file: &str) -> Vec<u8> {
    let directory = env::var_os("QUANTSCOPE_LAYERS")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/layers")), PathBuf::from);
    let path = directory.join(file);
    fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The checksum of the bytes of numbers, as the reference has it.
fn checksum(values: &[f32]) -> String {
    let bytes: Vec<u8> = values.iter().flat_map(|x| x.to_le_bytes()).collect();
    format!("{:08x}", crc32fast::hash(&bytes))
}

#[test]
fn both_layouts_have_the_importance_that_llama_cpp_reads_to_the_last_bit() {
    let reference: Value = serde_json::from_slice(&layers("imatrix.json")).unwrap();
    let cases = reference["cases"].as_array().unwrap().iter().filter(|case| case["kind"] == "file");
    let mut files = 0;
    for case in cases {
        for (layout, expected) in [("gguf", "weights_crc32"), ("dat", "weights_from_dat_crc32")] {
            files += 1;
            let file = case[layout].as_str().unwrap();
            let found = Importance::read(file, &layers(file)).unwrap();
            let entries = case["entries"].as_array().unwrap();
            assert_eq!(found.len(), entries.len(), "{file}");
            for entry in entries {
                let name = entry["name"].as_str().unwrap();
                let [columns, matrices] =
                    ["columns", "matrices"].map(|key| entry[key].as_u64().unwrap() as usize);
                let importance = found.iter().find(|importance| importance.name == name).unwrap();
                assert_eq!(checksum(&importance.rows), entry[expected].as_str().unwrap(), "{file}: {name}");
                // The older layout does not say how many matrices there are: the tensor does.
                assert!(layout == "dat" || importance.matrices == matrices, "{file}: {name}");
                let rows: Vec<_> = importance.of(name, &[matrices, 8, columns]).unwrap().collect();
                assert_eq!((rows.len(), rows[0].len()), (matrices, columns), "{file}: {name}");
                assert!(
                    entry["counts"]
                        .as_array()
                        .unwrap()
                        .iter()
                        .zip(&rows)
                        .all(|(count, row)| { count != &Value::from(0) || row.iter().all(|&x| x == 1.0) })
                );
            }
        }
    }
    assert_eq!(files, 4);
}

#[test]
fn an_importance_belongs_to_the_tensor_of_its_name_and_columns() {
    let importance = Importance { name: "w".into(), rows: (0..6u8).map(f32::from).collect(), matrices: 2 };
    let rows: Vec<_> = importance.of("w", &[2, 5, 3]).unwrap().map(<[f32]>::to_vec).collect();
    assert_eq!(rows, [[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]);
    let one = Importance { name: "w".into(), rows: vec![1.0; 6], matrices: 1 };
    assert!(one.of("w", &[5, 6]).is_some() && one.of("w", &[6]).is_some());
    for (name, shape) in
        [("v", &[2, 5, 3][..]), ("w", &[5, 3]), ("w", &[2, 3, 5]), ("w", &[]), ("w", &[5, 0])]
    {
        assert!(importance.of(name, shape).is_none(), "{name} {shape:?}");
    }
}

#[test]
fn what_is_no_importance_matrix_is_refused() {
    let read = |bytes: &[u8]| Importance::read("x", bytes).unwrap_err();
    let (gguf, dat) = (layers("imatrix_experts.gguf"), layers("imatrix_experts.dat"));
    // Wherever it is cut off; the tail behind the entries may be missing.
    let entries = dat.len() - b"\x03\0\0\0\x0d\0\0\0generated.txt".len();
    for length in 0..dat.len() {
        let found = Importance::read("x", &dat[..length]);
        match found {
            Ok(found) => assert!(length >= entries && found.len() == 2, "{length}"),
            Err(FileError::ImportanceEnd { byte, .. }) => assert!(length < entries && byte <= length),
            Err(error) => panic!("{length}: {error}"),
        }
    }
    // Behind the last of three counts lies padding.
    for length in 4..gguf.len() - 20 {
        let error = read(&gguf[..length]);
        assert!(!matches!(error, FileError::ImportanceEnd { .. }), "{length}: {error}");
    }
    // Lengths that nothing can have.
    let huge = i32::MAX.to_le_bytes();
    assert!(matches!(read(&huge), FileError::ImportanceEnd { byte: 4, .. }));
    let one = 1i32.to_le_bytes();
    for bytes in
        [[one, huge].concat(), [one, [0; 4], one, huge].concat(), [one, [0; 4], one, [0; 4]].concat()]
    {
        assert!(matches!(read(&bytes), FileError::ImportanceEnd { byte: 4, .. }));
    }
    // A sum without its count, a count of another shape, a model.
    let renamed = |from: &[u8], to: &[u8]| -> Vec<u8> {
        let at = gguf.windows(from.len()).position(|window| window == from).unwrap();
        [&gguf[..at], to, &gguf[at + from.len()..]].concat()
    };
    assert!(matches!(
        read(&renamed(b"q.weight.counts", b"q.weight.county")),
        FileError::ImportanceCounts { .. }
    ));
    let dimension = b"exps.weight.counts\x02\0\0\0\x01\0\0\0\0\0\0\0\x03";
    let other = b"exps.weight.counts\x02\0\0\0\x01\0\0\0\0\0\0\0\x02";
    assert!(matches!(read(&renamed(dimension, other)), FileError::ImportanceCounts { .. }));
    let model = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bad-files/gguf_f32.gguf")).unwrap();
    assert!(matches!(read(&model), FileError::NoImportance { .. }));
}

/// A file that is opened piece by piece.
fn opened(name: &str, bytes: &[u8]) -> OpenFile {
    let mut opening = Opening::new(name, bytes.len() as u64);
    loop {
        match opening.step().unwrap() {
            Step::Wants(range) => {
                opening.give(range.start, bytes[range.start as usize..range.end as usize].to_vec());
            }
            Step::Open(file) => return *file,
        }
    }
}

#[test]
fn an_importance_matrix_is_recognized_in_both_layouts_and_is_no_data() {
    for file in ["imatrix.gguf", "imatrix.dat", "imatrix_experts.gguf", "imatrix_experts.dat"] {
        let bytes = layers(file);
        // The older layout has no magic number, and no name is needed to tell it.
        for name in [file, "model", "x.bin", "x.csv"] {
            let found = Importance::read(name, &bytes).unwrap();
            assert_eq!(opened(name, &bytes).importance(), found, "{name}");
            let listing = open(name, &bytes).unwrap();
            assert_eq!((listing.format, listing.entries.len()), (Format::Importance, found.len()), "{name}");
            assert!(listing.entries.iter().all(|entry| !entry.readable));
            let error = load(name, &bytes, None).unwrap_err();
            assert!(matches!(error, FileError::IsImportance { .. }), "{name}: {error}");
        }
    }
    let model = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bad-files/gguf_f32.gguf")).unwrap();
    assert!(opened("model.gguf", &model).importance().is_empty());
    // What only begins like one is what it was.
    let cut = &layers("imatrix.dat")[..1000];
    assert!(matches!(open("x.bin", cut).unwrap_err(), FileError::Unknown { .. }));
}

#[test]
fn the_entry_of_a_tensors_name_weighs_it_or_the_only_one_of_its_width() {
    let entry = |name: &str, columns: usize, matrices: usize| Importance {
        name: name.into(),
        rows: vec![1.5; columns * matrices],
        matrices,
    };
    let tensor =
        |name: &str, shape: &[usize]| Tensor::new(name, shape, vec![1.0; shape.iter().product()]).unwrap();
    let entries = [entry("a", 4, 1), entry("b", 4, 1), entry("c", 6, 1), entry("d", 4, 3)];
    let found = |name: &str, shape: &[usize], axis: usize| {
        let (row, note) = Importance::weighing("f", &entries, &tensor(name, shape), axis);
        assert_eq!(row.is_some(), matches!(note, Note::Weighed { .. }));
        assert!(row.is_none_or(|row| row.len() == *shape.last().unwrap()));
        note.to_string()
    };
    let used = |entry: &str| format!("Importance from f ({entry}): ggml's formats weigh errors by it");
    assert_eq!(found("a", &[2, 4], 0), used("a"));
    assert_eq!(found("b", &[4], 0), used("b"));
    assert_eq!(found("W", &[2, 6], 0), used("c"));
    assert!(found("W", &[2, 4], 0).ends_with("several have 4 columns: a, b"));
    assert!(found("W", &[2, 5], 0).ends_with("none of its entries is called W or has 5 columns"));
    assert!(found("a", &[2, 4], 1).contains("another axis"));
    // Experts, and a name with another width.
    assert!(found("d", &[3, 2, 4], 0).contains("12 values for d, whose rows have 8 here"));
    assert!(found("d", &[3, 4], 0).contains("several matrices"));
    assert!(found("c", &[2, 4], 0).contains("6 values for c"));
    for wrong in [f32::NAN, f32::INFINITY, -1.0] {
        let entries = [Importance { rows: vec![1.0, wrong], ..entry("a", 2, 1) }];
        let (row, note) = Importance::weighing("f", &entries, &tensor("a", &[1, 2]), 0);
        assert_eq!((row, note.key()), (None, "note.importance.values"));
    }
}
