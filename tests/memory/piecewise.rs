//! Every file, whole and cut off anywhere, given in pieces of odd sizes: an answer, never a panic, never memory by a claimed size.

use crate::{alone, hostile::MEMORY, reference};
use std::path::PathBuf;

use quantscope::file::read::{FileError, Loaded, Opening, Step, load};

/// What reading may hold: a multiple of the file (text of one byte a cell costs most), and buffers of fixed size.
const TIMES: usize = 16;
const BUFFERS: usize = 1 << 18;

/// As [`load`], but no piece is longer than `step`, and nothing is given that was not asked for.
fn load_piecewise(name: &str, bytes: &[u8], tensor: Option<&str>, step: usize) -> Result<Loaded, FileError> {
    let part = |range: std::ops::Range<u64>| {
        let start = range.start as usize;
        &bytes[start..(range.end as usize).min(start + step)]
    };
    let mut opening = Opening::new(name, bytes.len() as u64);
    let file = loop {
        match opening.step()? {
            Step::Wants(range) => opening.give(range.start, part(range).to_vec()),
            Step::Open(file) => break *file,
        }
    };
    drop(opening);
    let mut reading = file.read(tensor)?;
    while let Some(range) = reading.wants() {
        reading.give(part(range))?;
    }
    reading.finish()
}

/// Equal also where values are NaN.
fn same(a: &Result<Loaded, FileError>, b: &Result<Loaded, FileError>) -> bool {
    match (a, b) {
        (Ok(a), Ok(b)) => {
            let bits = |l: &Loaded| l.tensor.values().iter().map(|x| x.to_bits()).collect::<Vec<_>>();
            a.notes == b.notes && a.tensor.shape() == b.tensor.shape() && bits(a) == bits(b)
        }
        (Err(a), Err(b)) => a == b,
        _ => false,
    }
}

fn files() -> Vec<(String, Option<String>, PathBuf)> {
    let formats = match std::env::var_os("QUANTSCOPE_SAMPLES") {
        Some(samples) => std::path::Path::new(&samples).join("formats"),
        None => reference::directory("", "tests/formats"),
    };
    let bad = reference::directory("QUANTSCOPE_BAD_FILES", "tests/bad-files");
    let mut found = Vec::new();
    for (directory, list) in [(formats, "index.json"), (bad, "manifest.json")] {
        for record in reference::records(&directory.join(list)) {
            let file = record["file"].as_str().expect("every record names its file").to_string();
            found.push((file.clone(), record["tensor"].as_str().map(Into::into), directory.join(file)));
        }
    }
    found
}

#[test]
fn pieces_of_any_size_give_what_the_whole_gives() {
    let _alone = alone();
    let mut most = 0.0f64;
    for (file, tensor, path) in files() {
        let bytes = std::fs::read(path).unwrap_or_else(|e| panic!("{file}: {e}"));
        let tensor = tensor.as_deref();
        let whole = load(&file, &bytes, tensor);
        for step in [1009, 7777, 1 << 20] {
            let before = MEMORY.current_usage();
            MEMORY.reset_peak_usage();
            let piecewise = load_piecewise(&file, &bytes, tensor, step);
            let used = MEMORY.peak_usage().saturating_sub(before);
            assert!(same(&whole, &piecewise), "{file} by {step}: {piecewise:?}");
            assert!(used <= TIMES * bytes.len() + BUFFERS, "{file} by {step}: {used} bytes of memory");
            most = most.max(used as f64 / (TIMES * bytes.len() + BUFFERS) as f64);
        }
        // Single bytes, as far as headers go.
        let head = &bytes[..bytes.len().min(300)];
        assert!(
            same(&load(&file, head, tensor), &load_piecewise(&file, head, tensor, 1)),
            "{file} byte by byte"
        );
        // Where it is cut: everywhere in the beginning, and with ever longer steps beyond.
        let mut end = 0;
        while end < bytes.len() {
            let cut = &bytes[..end];
            let before = MEMORY.current_usage();
            MEMORY.reset_peak_usage();
            let outcome = load_piecewise(&file, cut, tensor, 333 + end / 7);
            let used = MEMORY.peak_usage().saturating_sub(before);
            assert!(used <= TIMES * end + BUFFERS, "{file} cut at {end}: {used} bytes of memory");
            if let Err(error) = outcome {
                assert!(error.to_string().contains(&file), "{file} cut at {end}: {error}");
            }
            end += 1 + end.saturating_sub(400) / 40;
        }
    }
    println!("at most {:.0} % of the memory that is allowed was used", 100.0 * most);
}
