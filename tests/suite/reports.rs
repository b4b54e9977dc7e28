//! Inputs of other people's bug reports: each gives the array that is wanted, or a sentence that is accepted.
//!
//! `QUANTSCOPE_REPORTS` names another directory of the same layout.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::reference;
use quantscope::file::read::{Loaded, Note, load, open};
use quantscope::sentence::Sentence;
use serde_json::{Map, Value};

/// The notes that come with a file's values, by the ends of their keys.
const NOTES: [(&str, &[&str]); 21] = [
    ("01_sep_line.csv", &["decimal_comma"]),
    ("02_angle_header.csv", &["header"]),
    ("03_bracket_header.csv", &["header"]),
    ("04_magic_header.csv", &["header"]),
    ("05_dot_thousands.csv", &["decimal_comma", "grouped"]),
    ("06_first_cell_blank.csv", &["missing"]),
    ("07_d_exponent.txt", &[]),
    ("08_inch_mark.csv", &["header", "skipped_columns"]),
    ("09_entity.csv", &["header", "skipped_columns"]),
    ("10_semicolon_header.csv", &["header"]),
    // Whole numbers around one comma may also be fractions.
    ("12_second_bom.csv", &["by_point"]),
    ("14_nbsp_thousands.csv", &["decimal_comma", "grouped"]),
    ("15_blank_row.csv", &["by_point", "missing"]),
    ("16_ctrl_z.csv", &["by_point"]),
    ("17_tail_comment.txt", &["comments"]),
    ("18_percent_comment.txt", &["comments"]),
    ("22_lines.jsonl", &[]),
    ("40_f4_no_order.npy", &[]),
    ("41_bf16_numpy.npy", &["unnamed"]),
    ("42_float32_word.npy", &[]),
    ("72_e\u{301}.csv", &["by_point"]),
];

fn directory() -> PathBuf {
    reference::directory("QUANTSCOPE_REPORTS", "tests/reports")
}

fn expected() -> Map<String, Value> {
    let text = fs::read_to_string(directory().join("expected.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The bytes of the file with the number of `name`: a checkout may have changed the rest of its name.
fn bytes(name: &str) -> Option<Vec<u8>> {
    let number = |name: &str| name.trim().split('_').next().map(String::from);
    let mut files = fs::read_dir(directory()).unwrap().map(|entry| entry.unwrap().path());
    let of = |path: &Path| path.file_name().and_then(|file| number(&file.to_string_lossy()));
    files.find(|path| of(path) == number(name)).map(|path| fs::read(path).unwrap())
}

/// What numpy's `savez` makes of a dictionary of 65,536 arrays: the count does not fit the classic end record.
fn many_arrays() -> Vec<u8> {
    const COUNT: u32 = 65_536;
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for i in 0..COUNT {
        let header = "{'descr': '<i4', 'fortran_order': False, 'shape': (1,), }\n";
        let npy = [
            b"\x93NUMPY\x01\x00",
            &(header.len() as u16).to_le_bytes()[..],
            header.as_bytes(),
            &i.to_le_bytes(),
        ]
        .concat();
        let name = format!("a{i}.npy");
        let (size, offset) = ((npy.len() as u32).to_le_bytes(), (file.len() as u32).to_le_bytes());
        let crc = crc32fast::hash(&npy).to_le_bytes();
        let common =
            [&[45, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &crc, &size, &size, &[name.len() as u8, 0, 0, 0]].concat();
        file.extend([b"PK\x03\x04", &common[..], name.as_bytes(), &npy].concat());
        directory.extend([b"PK\x01\x02\x2d\x00", &common[..], &[0; 10], &offset, name.as_bytes()].concat());
    }
    let (start, length) = (file.len(), directory.len());
    file.extend(directory);
    let (end, count) = (file.len() as u64, u64::from(COUNT).to_le_bytes());
    let wide = [&44u64.to_le_bytes()[..], &[45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0], &count, &count].concat();
    let place = [(length as u64).to_le_bytes(), (start as u64).to_le_bytes()].concat();
    file.extend([b"PK\x06\x06", &wide[..], &place].concat());
    file.extend([b"PK\x06\x07\0\0\0\0", &end.to_le_bytes()[..], &1u32.to_le_bytes()].concat());
    let classic = [(length as u32).to_le_bytes(), (start as u32).to_le_bytes()].concat();
    file.extend([b"PK\x05\x06\0\0\0\0\xff\xff\xff\xff", &classic[..], &[0, 0]].concat());
    file
}

/// The shape and the values of a nested list, in which "nan" is a number.
fn array(value: &Value, depth: usize, shape: &mut Vec<usize>, values: &mut Vec<f32>) {
    match value {
        Value::Array(items) => {
            if shape.len() == depth {
                shape.push(items.len());
            }
            items.iter().for_each(|item| array(item, depth + 1, shape, values));
        }
        Value::String(_) => values.push(f32::NAN),
        number => values.push(number.as_f64().unwrap() as f32),
    }
}

/// Equal to the bit, but for the payload of NaN.
fn same(a: &[f32], b: &[f32]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan())
}

fn complaint(name: &str, expected: &Value, outcome: &Result<Loaded, String>) -> Option<String> {
    let accept = expected["accept"].as_str();
    match outcome {
        Err(sentence) => {
            // A refusal that should name a place names it.
            let place = accept
                .and_then(|accept| Some(&accept[accept.find("line ")?..]))
                .map(|at| at.trim_end_matches(" is blank"));
            let named = sentence.contains(name) && place.is_none_or(|place| sentence.contains(place));
            (accept.is_none() || !named).then(|| sentence.clone())
        }
        Ok(_) if expected["want"].is_null() => Some("read without an error".into()),
        Ok(Loaded { tensor, .. }) => {
            let (mut shape, mut values) = (Vec::new(), Vec::new());
            array(&expected["want"], 0, &mut shape, &mut values);
            let right = tensor.shape() == shape && same(tensor.values(), &values);
            (!right).then(|| format!("{:?} {:?}", tensor.shape(), tensor.values()))
        }
    }
}

#[test]
fn every_file_gives_its_array_or_a_sentence() {
    let mut complaints = Vec::new();
    for (name, expected) in &expected() {
        let bytes = if name.starts_with("51_") {
            many_arrays()
        } else {
            bytes(name).unwrap_or_else(|| panic!("no {name}"))
        };
        // The tensor is the default one where no name is needed, too.
        let mut tensors = vec![expected["tensor"].as_str()];
        if ["23_", "30_", "50_", "53_", "61_"].iter().any(|number| name.starts_with(number)) {
            tensors.push(None);
        }
        for tensor in tensors {
            let outcome = load(name, &bytes, tensor).map_err(|e| e.to_string());
            complaints.extend(
                complaint(name, expected, &outcome)
                    .map(|what| format!("{name} ({}): {what}", expected["note"])),
            );
            if outcome.is_ok() {
                assert!(open(name, &bytes).is_ok(), "{name} loads, so it can be listed");
            }
            let Some((_, wanted)) = NOTES.iter().find(|(file, _)| file == name) else { continue };
            let key = |note: &Note| note.key().replace("note.file.", "");
            match outcome {
                Ok(loaded) => {
                    let notes: Vec<String> = loaded.notes.iter().map(key).collect();
                    let differ = notes != *wanted;
                    complaints.extend(differ.then(|| format!("{name}: the notes are {notes:?}")));
                }
                Err(error) => complaints.push(format!("{name} can be read: {error}")),
            }
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}
