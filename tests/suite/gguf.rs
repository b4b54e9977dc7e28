//! ggml's files: the values of its block types, heads of every kind and size, and what is refused.
#![cfg(not(target_arch = "wasm32"))]

use std::ops::Range;

use quantscope::file::read::{FileError, OpenFile, Opening, Step, load, open};

fn format(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/formats/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|e| panic!("{path}: {e}"))
}

#[test]
fn blocks_have_the_values_that_ggml_gives_them_to_the_last_bit() {
    for kind in ["F32", "F16", "BF16", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0"] {
        let name = format!("ffn_up_{kind}.gguf");
        let ours = load(&name, &format(&name), Some("blk.0.ffn_up.weight")).unwrap();
        let theirs = format!("ffn_up_{kind}.dequantized.npy");
        let theirs = load(&theirs, &format(&theirs), None).unwrap();
        assert_eq!((ours.tensor.shape(), theirs.tensor.shape()), (&[64, 256][..], &[64, 256][..]));
        let bits = |values: &[f32]| values.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
        assert!(bits(ours.tensor.values()) == bits(theirs.tensor.values()), "{kind}");
        assert_eq!(ours.notes, [], "{kind}");
    }
}

/// A file in the making: the metadata, then the tensors.
#[derive(Default)]
struct Maker {
    entries: u64,
    tensors: u64,
    bytes: Vec<u8>,
}

impl Maker {
    fn text(&mut self, text: &str) {
        self.bytes.extend((text.len() as u64).to_le_bytes());
        self.bytes.extend(text.as_bytes());
    }

    fn entry(mut self, key: &str, kind: u32, value: &[u8]) -> Self {
        self.entries += 1;
        self.text(key);
        self.bytes.extend(kind.to_le_bytes());
        self.bytes.extend(value);
        self
    }

    /// Dimensions as they are stored: the fastest first.
    fn tensor(mut self, name: &str, dimensions: &[u64], kind: u32, offset: u64) -> Self {
        self.tensors += 1;
        self.text(name);
        self.bytes.extend((dimensions.len() as u32).to_le_bytes());
        self.bytes.extend(dimensions.iter().flat_map(|d| d.to_le_bytes()));
        self.bytes.extend(kind.to_le_bytes());
        self.bytes.extend(offset.to_le_bytes());
        self
    }

    /// The file up to its data.
    fn head(&self, alignment: usize) -> Vec<u8> {
        let counts = [self.tensors.to_le_bytes(), self.entries.to_le_bytes()].concat();
        let mut head = [b"GGUF\x03\0\0\0", &counts[..], &self.bytes].concat();
        head.resize(head.len().next_multiple_of(alignment), 0);
        head
    }

    fn file(&self, data: &[u8]) -> Vec<u8> {
        [&self.head(32), data].concat()
    }
}

/// The bytes of an array of metadata.
fn array(kind: u32, count: u64, elements: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes(), &count.to_le_bytes()[..], elements].concat()
}

/// Opens a file of `size` bytes that `file` makes up; also how many times bytes were asked for, and how many.
fn opened(size: u64, file: impl Fn(Range<u64>) -> Vec<u8>) -> (OpenFile, usize, u64) {
    let mut opening = Opening::new("big.gguf", size);
    let (mut times, mut bytes) = (0, 0);
    loop {
        match opening.step().unwrap_or_else(|e| panic!("{e}")) {
            Step::Open(open) => return (*open, times, bytes),
            Step::Wants(range) => {
                times += 1;
                bytes += range.end - range.start;
                opening.give(range.start, file(range));
            }
        }
    }
}

#[test]
fn ten_gigabytes_are_opened_by_their_head_and_read_in_pieces() {
    let count = 1u64 << 34;
    let bytes = count / 32 * 18;
    // A vocabulary of some megabytes in front, as language models have.
    let words: Vec<u8> = (0..200_000u64).flat_map(|_| [&5u64.to_le_bytes()[..], b"token"].concat()).collect();
    let maker = Maker::default()
        .entry("tokenizer.ggml.tokens", 9, &array(8, 200_000, &words))
        .entry("tokenizer.ggml.scores", 9, &array(6, 200_000, &[0; 800_000]))
        .tensor("w", &[4096, count / 4096], 2, 0)
        .tensor("v", &[500_000], 1, bytes);
    let head = maker.head(32);
    let start = head.len() as u64;
    let size = start + bytes + 1_000_000;
    assert!(head.len() > 3_000_000 && size > 9_000_000_000);
    // 1.0 as float16, throughout.
    let file = |range: Range<u64>| -> Vec<u8> {
        let byte = |at: u64| match head.get(at as usize) {
            Some(&byte) => byte,
            None => [0x00, 0x3c][((at - start) % 2) as usize],
        };
        range.map(byte).collect()
    };
    let (open, times, fetched) = opened(size, file);
    assert!(times <= 8, "asked {times} times");
    assert!(fetched < 3 * start, "{fetched} bytes for a head of {start}");
    let entries = &open.listing().entries;
    assert_eq!((entries[0].shape.clone(), entries[0].count), (vec![count / 4096, 4096], count));

    let mut reading = open.read(Some("v")).unwrap();
    let mut asked = 0;
    while let Some(range) = reading.wants() {
        asked += range.end - range.start;
        reading.give(&file(range)).unwrap();
    }
    assert_eq!(asked, 1_000_000, "the chosen tensor alone is read");
    assert!(reading.finish().unwrap().tensor.values().iter().all(|&x| x == 1.0));

    // Of the larger one every 256th row is wanted: whole blocks from a whole number of blocks on.
    let mut reading = open.read(Some("w")).unwrap();
    let row = 4096 / 32 * 18;
    assert_eq!(reading.wants(), Some(start..start + row));
    reading.give(&file(start..start + row)).unwrap();
    assert_eq!(reading.wants(), Some(start + 256 * row..start + 257 * row));
}

#[test]
fn metadata_of_every_kind_are_stepped_over() {
    let nested =
        array(9, 2, &[array(8, 1, &[1, 0, 0, 0, 0, 0, 0, 0, b'x']), array(1, 3, &[1, 2, 3])].concat());
    // An array in an array in an array …, deeper than any stack.
    let deep: Vec<u8> = (0..200_000).flat_map(|_| array(9, 1, &[])).chain(array(0, 0, &[])).collect();
    let mut maker = Maker::default().entry("nested", 9, &nested).entry("deep", 9, &deep);
    for (kind, size) in [1, 1, 2, 2, 4, 4, 4, 1].into_iter().enumerate() {
        maker = maker.entry("plain", kind as u32, &vec![7; size]);
    }
    for kind in 10..=12 {
        maker = maker.entry("long", kind, &[7; 8]);
    }
    let maker = maker.tensor("w", &[2], 0, 0);
    let loaded = load("m.gguf", &maker.file(&[0, 0, 128, 63, 0, 0, 0, 64]), None).unwrap();
    assert_eq!(loaded.tensor.values(), [1.0, 2.0]);
}

#[test]
fn data_begin_where_the_alignment_says() {
    let maker =
        Maker::default().entry("general.alignment", 4, &512u32.to_le_bytes()).tensor("w", &[1], 24, 1);
    let bytes = [maker.head(512), vec![9, 200]].concat();
    assert_eq!(load("a.gguf", &bytes, None).unwrap().tensor.values(), [-56.0]);
    for alignment in [0u32, 3, 48] {
        let bytes = Maker::default().entry("general.alignment", 4, &alignment.to_le_bytes()).file(&[]);
        let error = open("a.gguf", &bytes).unwrap_err();
        assert_eq!(error, FileError::GgufAlignment { file: "a.gguf".into(), alignment });
    }
}

#[test]
fn shapes_are_rows_by_columns_whatever_their_rank() {
    let maker = Maker::default().tensor("scalar", &[], 0, 0).tensor("stack", &[32, 2, 3, 1], 8, 0).tensor(
        "nothing",
        &[0, 4],
        0,
        0,
    );
    let entries = open("s.gguf", &maker.file(&[0; 6 * 34])).unwrap().entries;
    let shapes: Vec<_> = entries.iter().map(|e| (&e.shape[..], e.count)).collect();
    assert_eq!(shapes, [(&[][..], 1), (&[1, 3, 2, 32], 192), (&[4, 0], 0)]);
}

#[test]
fn other_types_are_listed_by_name_and_the_rest_stays_readable() {
    let maker =
        Maker::default().tensor("k", &[256], 18, 0).tensor("x", &[3], 77, 1 << 60).tensor("w", &[1], 28, 0);
    let bytes = maker.file(&1.5f64.to_le_bytes());
    let entries = open("m.gguf", &bytes).unwrap().entries;
    let listed: Vec<_> = entries.iter().map(|e| (e.dtype.as_str(), e.readable)).collect();
    assert_eq!(listed, [("IQ3_XXS", false), ("ggml type 77", false), ("float64", true)]);
    assert_eq!(load("m.gguf", &bytes, Some("w")).unwrap().tensor.values(), [1.5]);
    // The numbers of ggml's list.
    let unread = [
        (16, "IQ2_XXS"),
        (17, "IQ2_XS"),
        (18, "IQ3_XXS"),
        (19, "IQ1_S"),
        (21, "IQ3_S"),
        (22, "IQ2_S"),
        (29, "IQ1_M"),
    ];
    for (kind, name) in unread {
        let error =
            load("m.gguf", &Maker::default().tensor("w", &[256], kind, 0).file(&[]), None).unwrap_err();
        assert!(error.to_string().contains(&format!("m.gguf/w is stored as {name}; accepted: ")), "{error}");
    }
    for (tensor, dtype) in [("k", "IQ3_XXS"), ("x", "ggml type 77")] {
        let error = load("m.gguf", &bytes, Some(tensor)).unwrap_err().to_string();
        for word in [format!("m.gguf/{tensor}").as_str(), dtype, "Q4_0", "BF16"] {
            assert!(error.contains(word), "{error} lacks {word}");
        }
    }
}

#[test]
fn what_is_wrong_is_told() {
    let good = Maker::default().entry("a", 8, b"\x01\0\0\0\0\0\0\0x").tensor("w", &[4], 0, 0);
    let file = good.file(&[0; 16]);
    assert!(open("g.gguf", &file).is_ok());
    let with = |at: usize, bytes: &[u8]| {
        let mut file = file.clone();
        file[at..at + bytes.len()].copy_from_slice(bytes);
        file
    };
    let tensor = |dimensions: &[u64], kind, offset| {
        Maker::default().tensor("w", dimensions, kind, offset).file(&[0; 64])
    };
    for (bytes, words) in [
        (with(0, b"GGUX"), "47 47 55 46"),
        (file[..23].to_vec(), "23 bytes"),
        (with(4, &[4]), "version 4"),
        (with(4, &[1]), "version 1"),
        (with(4, &[0, 0, 0, 2]), "big-endian"),
        (with(8, &[255; 8]), "18446744073709551615 tensors"),
        (with(16, &[255; 8]), "18446744073709551615 metadata entries"),
        (file[..40].to_vec(), "cut off"),
        (with(24, &[0, 0, 1]), "65536 bytes"),
        (with(33, &[13]), "type 13"),
        (with(37, &[255; 8]), "cut off"),
        (file[..file.len() - 1].to_vec(), "cut off"),
        (tensor(&[1, 1, 1, 1, 1], 0, 0), "5 dimensions"),
        (tensor(&[1 << 32, 1 << 32], 0, 0), "4294967296×4294967296"),
        (tensor(&[1 << 63], 0, 0), "too many values to count"),
        (tensor(&[1], 0, u64::MAX), "too many values to count"),
        (tensor(&[1], 0, 64), "ends at byte"),
        (tensor(&[20, 8], 8, 0), "blocks of 32"),
        (tensor(&[], 2, 0), "blocks of 32"),
        (Maker::default().entry("a", 9, &array(11, u64::MAX, &[])).file(&[]), "cut off"),
        (Maker::default().entry("a", 9, &array(8, u64::MAX, &[])).file(&[]), "cut off"),
        (Maker::default().file(&[]), "no tensor"),
    ] {
        let error = load("g.gguf", &bytes, None).unwrap_err().to_string();
        assert!(error.contains(words) && error.contains("g.gguf"), "{error} lacks {words}");
    }
}

/// A head that never ends is given up before it fills the memory.
#[test]
fn a_head_of_hundreds_of_megabytes_is_refused() {
    let maker = Maker::default().entry("endless", 9, &array(8, u64::MAX, &[]));
    let head = maker.head(1);
    let mut opening = Opening::new("e.gguf", 1 << 40);
    let error = loop {
        match opening.step() {
            Ok(Step::Wants(Range { start, end })) => {
                assert!(end <= 1 << 30, "{start}..{end}");
                let mut bytes = vec![0; (end - start) as usize];
                if start == 0 {
                    bytes[..head.len()].copy_from_slice(&head);
                }
                opening.give(start, bytes);
            }
            Ok(Step::Open(_)) => panic!("it has no end"),
            Err(error) => break error,
        }
    };
    assert!(matches!(error, FileError::GgufHead { .. }), "{error}");
}

#[test]
fn a_part_of_a_model_without_tensors_names_its_place() {
    let part = |no: u16, count: u16| {
        let maker = Maker::default().entry("split.no", 2, &no.to_le_bytes());
        maker.entry("split.count", 2, &count.to_le_bytes()).file(&[])
    };
    let refused = |bytes: Vec<u8>| open("m.gguf", &bytes).unwrap_err();
    assert!(matches!(refused(part(0, 3)), FileError::GgufPart { part: 1, parts: 3, .. }));
    assert!(matches!(refused(part(1, 3)), FileError::GgufPart { part: 2, parts: 3, .. }));
    assert!(matches!(refused(part(0, 1)), FileError::NoTensor { .. }));
    assert!(matches!(refused(Maker::default().file(&[])), FileError::NoTensor { .. }));
}
