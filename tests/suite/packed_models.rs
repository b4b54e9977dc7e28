//! Packed weights whose arrays do not fit together: each gets its sentence, and nothing is allocated by what a file claims.
#![cfg(not(target_arch = "wasm32"))]

use std::{fs, path::PathBuf};

use quantscope::file::read::{FileError, Finding, Listing, Loaded, load_model, open_model};
use quantscope::sentence::Sentence;

fn folder() -> PathBuf {
    std::env::var_os("QUANTSCOPE_MODELS")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/models"), PathBuf::from)
        .join("hostile")
}

/// What must come of a case: words of the sentence, or of a note.
enum Expected {
    Refused(&'static str, &'static [&'static str]),
    Noted(&'static str, &'static [&'static str]),
    Read,
}
use Expected::{Noted, Read, Refused};

const CASES: [(&str, Expected); 17] = [
    ("gptq_good", Read),
    ("gptq_without_config", Noted("note.file.zeros_minus_one", &["config.json"])),
    ("gptq_bits_lie", Noted("note.file.claimed_bits", &["8", "4"])),
    ("gptq_qweight_half", Refused("error.file.packed_shape", &["qweight", "4×32", "8×32"])),
    ("gptq_g_idx_out_of_range", Refused("error.file.packed_group", &["k_proj", "2", "5"])),
    ("gptq_scales_missing", Refused("error.file.packed_missing", &["no scales"])),
    ("awq_group_not_dividing", Noted("note.file.claimed_group", &["48", "32"])),
    ("nvfp4_no_global_scale", Refused("error.file.packed_missing", &["weight_global_scale"])),
    ("modelopt_no_scale_2", Refused("error.file.packed_missing", &["weight_scale_2"])),
    (
        "ct_weight_shape_lies",
        Refused("error.file.packed_claim", &["weight_shape", "32×1099511627776", "32×8"]),
    ),
    ("ct_zero_point_missing", Refused("error.file.packed_missing", &["weight_zero_point"])),
    ("fp8_scale_grid_too_small", Refused("error.file.packed_shape", &["weight_scale_inv", "1×1", "2×1"])),
    ("bnb_quant_state_broken", Refused("error.file.packed_state", &["quant_state"])),
    ("bnb_quant_state_huge_shape", Refused("error.file.packed_claim", &["2147483648×8589934592", "1024×1"])),
    ("bnb_absmax_short", Refused("error.file.packed_shape", &["absmax", "29", "32"])),
    ("bnb_quant_state_missing", Refused("error.file.packed_missing", &["quant_state"])),
    ("mlx_biases_missing", Refused("error.file.packed_missing", &["no biases"])),
];

fn opened(id: &str) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(folder().join(id))
        .unwrap()
        .map(|file| file.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_str().unwrap().into(), fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

/// Whether a sentence has the key and all words.
fn says(sentence: &impl Sentence, key: &str, words: &[&str]) -> bool {
    let text = sentence.to_string();
    sentence.key() == key && words.iter().all(|word| text.contains(word))
}

#[test]
fn a_weight_that_does_not_fit_together_says_why() {
    for (id, expected) in CASES {
        let files = opened(id);
        let parts: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (&**name, &**bytes)).collect();
        let load = |tensor: Option<&str>| load_model(id, &parts, tensor);
        // The weight, not one of its arrays.
        let loaded: Result<Loaded, FileError> = load(None);
        match (&expected, &loaded) {
            (Refused(key, words), Err(error)) => assert!(says(error, key, words), "{id}: {error}"),
            (Noted(key, words), Ok(loaded)) => {
                assert!(loaded.notes.iter().any(|note| says(note, key, words)), "{id}: {:?}", loaded.notes);
            }
            (Read, Ok(loaded)) => assert_eq!(loaded.notes.len(), 1, "{id}: {:?}", loaded.notes),
            (_, Ok(loaded)) => panic!("{id} was read: {:?}", loaded.notes),
            (_, Err(error)) => panic!("{id}: {error}"),
        }
        let Listing { entries, notes, .. } = open_model(id, &parts).unwrap();
        let weight = entries.iter().find(|entry| entry.part_of.is_none()).unwrap();
        assert!(weight.name.ends_with("_proj.weight") || weight.name.ends_with("_mqa.weight"), "{id}");
        assert_eq!(
            weight.readable,
            !matches!(expected, Refused(key, _) if key != "error.file.packed_group"),
            "{id}"
        );
        // What is known before its values are read is said of the whole file.
        let said =
            notes.iter().any(|note| matches!((&loaded, note), (Err(e), Finding::Fault(it)) if e == it));
        assert_eq!(said, !weight.readable, "{id}: {notes:?}");
        // Its arrays stay within reach.
        for part in entries.iter().filter(|entry| entry.part_of.as_deref() == Some(&*weight.name)) {
            assert!(load(Some(&part.name)).is_ok(), "{id}: {}", part.name);
        }
    }
}
