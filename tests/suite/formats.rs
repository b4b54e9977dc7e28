//! Files as numpy, safetensors and pandas write them.
//!
//! `QUANTSCOPE_SAMPLES` names another directory of samples, with `formats/` in it.
#![cfg(not(target_arch = "wasm32"))]

use crate::support::reference;
use quantscope::data::{DataSpec, Options};
use quantscope::file::read::{FileError, Format, Note, Opening, Step, load, load_raw, open};
use serde_json::Value;

#[test]
fn files_of_other_programs_are_read() {
    let directory = match std::env::var_os("QUANTSCOPE_SAMPLES") {
        Some(samples) => std::path::Path::new(&samples).join("formats"),
        None => reference::directory("", "tests/formats"),
    };
    let (mut checked, mut skipped) = (0, Vec::new());
    for record in reference::records(&directory.join("index.json")) {
        let file = record["file"].as_str().expect("every record names its file").to_string();
        if !["npy", "npz", "csv", "gguf", "safetensors"]
            .contains(&record["format"].as_str().unwrap_or_default())
        {
            skipped.push(file);
            continue;
        }
        let bytes = std::fs::read(directory.join(&file)).unwrap_or_else(|e| panic!("{file}: {e}"));
        let one = serde_json::Map::from_iter([(file.clone(), record.clone())]);
        let tensors = record["tensors"].as_object().unwrap_or(&one);
        let listing = open(&file, &bytes).unwrap_or_else(|e| panic!("{e}"));
        // Of a table, the columns are listed as well.
        let table = listing.format == Format::Text && listing.entries.len() > 1;
        assert!(table || listing.entries.len() == tensors.len(), "{file}");
        for (name, expected) in tensors {
            let shape = reference::shape(&expected["shape"]);
            let wide: Vec<u64> = shape.iter().map(|&d| d as u64).collect();
            let entry = listing.entries.iter().find(|e| &e.name == name).expect("every tensor is listed");
            assert_eq!((&entry.shape, entry.count), (&wide, wide.iter().product()), "{file}: {name}");
            let same = |d: &str| {
                expected["dtype"] == d || expected["dtype"] == d.to_uppercase().replace("FLOAT", "F")
            };
            assert!(
                expected["dtype"] == Value::Null || same(&entry.dtype),
                "{file}: {name}: {}",
                entry.dtype
            );
            match load(&file, &bytes, Some(name)) {
                Ok(loaded) => {
                    assert_eq!(loaded.tensor.shape(), shape, "{file}: {name}");
                    assert!(reference::begins(loaded.tensor.values(), &expected["first"]), "{file}: {name}");
                }
                Err(e) => assert!(matches!(e, FileError::NoValues { .. }) && entry.count == 0, "{e}"),
            }
            checked += 1;
        }
    }
    println!("{checked} tensors checked; files of formats that are not read yet: {skipped:?}");
    assert!(checked > 0);
}

#[test]
fn content_decides_before_the_name() {
    let npy = std::fs::read(reference::directory("", "tests/formats/array_f32.npy")).unwrap();
    assert_eq!(open("weights.csv", &npy).unwrap().format, Format::Npy);
    assert_eq!(open("numbers", b"1 2\n3 4\n").unwrap().format, Format::Text);
    assert!(matches!(open("model.bin", b"\x01\x02\x03"), Err(FileError::Unknown { .. })));
    assert!(matches!(open("a.npz", b"PK\x03\x04rest"), Err(FileError::ZipDirectory { .. })));
    assert_eq!(open("numbers.txt", b" [[1, 2], [3, 4]]").unwrap().format, Format::Json);
    assert_eq!(open("pasted", b"1.5\t2\n").unwrap().format, Format::Text, "a pasted text has any name");
    assert!(matches!(open("model.pt", b"\x80\x02\x8a\x0al\xfc"), Err(FileError::Pickle { .. })));
}

#[test]
fn a_raw_file_is_read_as_it_is_said_to_be() {
    let bytes: Vec<u8> = [0x3c00u16, 0xc000, 0x3800, 0x0001].iter().flat_map(|x| x.to_le_bytes()).collect();
    let raw = |notation: &str| match format!("file(w.bin):{notation}").parse() {
        Ok(DataSpec::File { raw: Some(raw), .. }) => raw,
        other => panic!("{notation}: {other:?}"),
    };
    let loaded = load_raw("w.bin", &bytes, &raw("f16:2x2")).unwrap();
    assert_eq!(loaded.tensor.shape(), [2, 2]);
    assert_eq!(loaded.tensor.values(), [1.0, -2.0, 0.5, 2f32.powi(-24)]);
    assert_eq!(loaded.notes, []);
    let loaded = load_raw("w.bin", &bytes, &raw("u8:3x1x2")).unwrap();
    assert_eq!(loaded.tensor.values(), [0.0, 60.0, 0.0, 192.0, 0.0, 56.0]);
    assert_eq!(loaded.notes, [Note::Trailing { bytes: 2 }, Note::Integers { count: 6, dtype: "uint8" }]);
    let error = load_raw("w.bin", &bytes, &raw("bf16:n=5")).unwrap_err().to_string();
    assert!(error.contains("w.bin") && error.contains("10 bytes") && error.contains("has 8"), "{error}");
    let error = open("w.bin", &bytes).unwrap_err().to_string();
    assert!(error.contains("file(w.bin):f16:128x512"), "{error}");
}

#[test]
fn any_axis_of_a_file_can_be_the_rows() {
    let file = "array_f32_4d.npy";
    let bytes = std::fs::read(reference::directory("", "tests/formats").join(file)).unwrap();
    let loaded = load(file, &bytes, None).unwrap();
    assert_eq!(loaded.tensor.shape(), [32, 1, 3, 3]);
    let turned = Options { axis: 2, ..Options::default() }.apply(loaded.clone()).unwrap().tensor;
    assert_eq!((turned.shape(), turned.rows(), turned.columns()), (&[3, 32, 1, 3][..], 3, 96));
    assert_eq!(turned.values()[96], loaded.tensor.values()[3]);
    assert!(Options { axis: 4, ..Options::default() }.apply(loaded.clone()).is_err());
    let pointed = Options { axis: 2, point: Some(9.5), decimal: None }.apply(loaded).unwrap().tensor;
    assert_eq!(pointed.values()[0], 9.5);
    assert_eq!(pointed.values()[1..], turned.values()[1..]);
}

/// A safetensors file.
fn safetensors(header: &str, data: &[u8]) -> Vec<u8> {
    [&(header.len() as u64).to_le_bytes(), header.as_bytes(), data].concat()
}

#[test]
fn the_first_tensor_with_values_is_read_when_none_is_named() {
    let header = r#"{"e":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},
        "c":{"dtype":"F32","shape":[0,2],"data_offsets":[0,0]},
        "b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},
        "a":{"dtype":"C64","shape":[1],"data_offsets":[4,12]}}"#;
    let bytes = safetensors(header, &[0; 12]);
    let names: Vec<_> = open("m.safetensors", &bytes).unwrap().entries.into_iter().map(|e| e.name).collect();
    assert_eq!(names, ["c", "e", "b", "a"], "by place in the file, then by name");
    let loaded = load("m.safetensors", &bytes, None).unwrap();
    assert_eq!(loaded.tensor.name(), "b");
    assert_eq!(loaded.notes, [Note::First { tensor: "b".into(), count: 4 }]);
    // `file(m.safetensors/*)` is all of the model; a tensor of that name is meant before.
    assert_eq!(load("m.safetensors", &bytes, Some("*")).unwrap(), loaded);
    let named = r#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},
        "*":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#;
    let read = load("m.safetensors", &safetensors(named, &[0; 8]), Some("*")).unwrap();
    assert_eq!((read.tensor.name(), &read.notes[..]), ("*", &[][..]));
    let error = |entry| load("m.safetensors", &bytes, Some(entry)).unwrap_err().to_string();
    assert!(error("a").contains("C64") && error("a").contains("BF16"), "{}", error("a"));
    assert!(error("z").contains("c, e, b, a"), "{}", error("z"));
    assert!(matches!(load("n.safetensors", &safetensors("{}", &[]), None), Err(FileError::NoTensor { .. })));
}

#[test]
fn floats_of_four_and_six_bits_and_powers_of_two_are_read_as_their_values() {
    let header = r#"{"four":{"dtype":"F4","shape":[2,4],"data_offsets":[0,4]},
        "six":{"dtype":"F6_E2M3","shape":[4],"data_offsets":[4,7]},
        "other":{"dtype":"F6_E3M2","shape":[2,2],"data_offsets":[7,10]},
        "scales":{"dtype":"F8_E8M0","shape":[2],"data_offsets":[10,12]}}"#;
    let sixes = (31u32 | 1 << 6 | 63 << 12 | 8 << 18).to_le_bytes();
    let data = [&[0x10, 0x32, 0x54, 0xf8][..], &sixes[..3], &sixes[..3], &[126, 130]].concat();
    let bytes = safetensors(header, &data);
    let listed: Vec<_> = open("m.safetensors", &bytes).unwrap().entries;
    let dtypes: Vec<_> = listed.iter().map(|e| (e.dtype.as_str(), e.readable)).collect();
    let expected = ["float4_e2m1", "float6_e2m3", "float6_e3m2", "float8_e8m0"].map(|name| (name, true));
    assert_eq!(dtypes, expected);
    let values = |name| {
        let loaded = load("m.safetensors", &bytes, Some(name)).unwrap();
        assert_eq!(loaded.notes, []);
        loaded.tensor.values().to_vec()
    };
    assert_eq!(values("four"), [0.0, 0.5, 1.0, 1.5, 2.0, 3.0, -0.0, -6.0]);
    assert_eq!(values("six"), [7.5, 0.125, -7.5, 1.0]);
    assert_eq!(values("other"), [28.0, 0.0625, -28.0, 0.5]);
    assert_eq!(values("scales"), [0.5, 8.0]);
    // The library counts bits, so a tensor that ends within a byte has no size.
    let odd = r#"{"odd":{"dtype":"F4","shape":[3],"data_offsets":[0,2]}}"#;
    assert!(matches!(open("m.safetensors", &safetensors(odd, &[0; 2])), Err(FileError::StSize { .. })));
}

#[test]
fn of_a_tensor_beyond_the_limit_evenly_spaced_rows_are_read() {
    let n = (1usize << 26) + 8192;
    let header = format!(r#"{{"big":{{"dtype":"U8","shape":[{},4096],"data_offsets":[0,{n}]}}}}"#, n / 4096);
    let values: Vec<u8> = (0..n).map(|i| (i / 4096) as u8).collect();
    let bytes = safetensors(&header, &values);
    assert_eq!(open("big.safetensors", &bytes).unwrap().entries[0].count, n as u64);
    let loaded = load("big.safetensors", &bytes, None).unwrap();
    assert_eq!(loaded.tensor.shape(), [16384, 4096]);
    assert!(loaded.notes.iter().any(|note| matches!(note, Note::Sampled { .. })), "{:?}", loaded.notes);
    // Two of 16386 rows are left out, half of them apart.
    assert_eq!(loaded.tensor.values()[8191 * 4096], f32::from(8191u16 as u8));
    assert_eq!(loaded.tensor.values()[16383 * 4096], f32::from(16384u16 as u8));
}

/// A file that is not there: what is asked for of it is made up.
#[test]
fn ten_gigabytes_are_opened_by_their_header_and_read_in_pieces() {
    let count = 1u64 << 31;
    let header = format!(
        r#"{{"w":{{"dtype":"F32","shape":[{},1024],"data_offsets":[0,{}]}},
            "v":{{"dtype":"F16","shape":[2,500000],"data_offsets":[{},{}]}}}}"#,
        count / 1024,
        4 * count,
        4 * count,
        4 * count + 2_000_000
    );
    let start = 8 + header.len() as u64;
    let size = start + 4 * count + 2_000_000;
    let file = |range: std::ops::Range<u64>| -> Vec<u8> {
        let head = [&(header.len() as u64).to_le_bytes(), header.as_bytes()].concat();
        // 1.0 as float16 and about 1.9 as float32.
        let byte =
            |at: u64| if at < start { head[at as usize] } else { [0x00, 0x3c][((at - start) % 2) as usize] };
        range.map(byte).collect()
    };
    let mut opening = Opening::new("big.safetensors", size);
    let (mut asked, open) = (
        0,
        loop {
            match opening.step().unwrap() {
                Step::Open(open) => break *open,
                Step::Wants(range) => opening.give(range.start, file(range)),
            }
        },
    );
    assert_eq!(open.listing().entries.len(), 2);
    let mut reading = open.read(Some("v")).unwrap();
    while let Some(range) = reading.wants() {
        assert!(range.end - range.start <= 4 << 20);
        asked += range.end - range.start;
        reading.give(&file(range)).unwrap();
    }
    assert_eq!(asked, 2_000_000, "the chosen tensor alone is read");
    let loaded = reading.finish().unwrap();
    assert_eq!(loaded.tensor.shape(), [2, 500_000]);
    assert!(loaded.tensor.values().iter().all(|&x| x == 1.0));
    // Of the larger one 2²⁶ values are wanted, not 2³¹.
    let reading = open.read(Some("w")).unwrap();
    let range = reading.wants().unwrap();
    assert_eq!((range.start, range.end - range.start), (start, 4096));
}

/// The form for files without a format lists the types with their bytes, from which it suggests a shape.
#[test]
fn the_form_for_raw_files_knows_every_type_and_its_bytes() {
    let form = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/www/panels/data/raw-form.js"));
    let form = form.expect("the form is there");
    let table = form.split("RAW_TYPES = {").nth(1).and_then(|rest| rest.split('}').next());
    let rows: Vec<_> =
        table.expect("it has a table").split(',').filter_map(|row| row.split_once(':')).collect();
    for &(name, bytes) in &rows {
        let (name, bytes): (&str, usize) = (name.trim(), bytes.trim().parse().expect("bytes are a number"));
        let Ok(DataSpec::File { raw: Some(raw), .. }) = format!("file(x):{name}:n=1").parse() else {
            panic!("{name} is no type");
        };
        assert!(raw.read("x", bytes as u64).is_ok(), "{name} has no more than {bytes} bytes");
        assert!(raw.read("x", bytes as u64 - 1).is_err(), "{name} has no less than {bytes} bytes");
    }
    let refused = "file(x):nothing:n=1".parse::<DataSpec>().expect_err("nothing is no type").to_string();
    let accepted = refused.split("; ").filter(|part| part.contains(" with ")).last().unwrap_or_default();
    assert_eq!(
        accepted.split(" with ").next().map(|all| all.split(", ").count()),
        Some(rows.len()),
        "{refused}"
    );
}
