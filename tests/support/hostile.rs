//! What must hold whatever a file or a notation contains: an answer, the same one by whichever way, within bounds of memory.
//!
//! The fuzz targets run these checks over inputs they invent, `tests/memory/corpus.rs` over those worth keeping.

use std::ops::Range;
use std::str::FromStr;

use peak_alloc::PeakAlloc;
use quantscope::Scheme;
use quantscope::data::DataSpec;
use quantscope::file::read::{
    FileError, Importance, Listing, Loaded, MAX_FILE_VALUES, Opening, Reading, Step, groups, load,
    load_model, load_raw, open, open_model,
};
use quantscope::kernels::Level;
use quantscope::scheme::{Fit, is_stored};
use quantscope::sentence::Sentence;

/// Counts what the whole program holds.
#[global_allocator]
pub(crate) static MEMORY: PeakAlloc = PeakAlloc;

/// What reading may hold: a multiple of the file (headers of many small parts cost most), and buffers of fixed size.
const TIMES: usize = 64;
const BUFFERS: usize = 1 << 19;
/// DEFLATE makes a byte of at most so many, each of which may be a value, its copy, and a place in a vector that grows.
const INFLATED: usize = 1032 * 4 * 4;
/// In a photograph it makes a byte of eight pixels, and a pixel is samples and some copies of its luminance. So many pixels are read.
const DEVELOPED: usize = 1032 * 8 * 24;
const MOST_DEVELOPED: usize = (1 << 24) * 24;
/// Tensors that are read by name, of the many a file may have.
const FEW: usize = 3;
/// Characters of a sentence: a few excerpts and what stands around them.
const LONGEST_SENTENCE: usize = 1000;
/// Characters of one word in a sentence on a notation, `…` included.
const EXCERPT: usize = 61;

/// Panics when something does not hold.
type Check = fn(&[u8]);

/// Each target's name and its check.
pub(crate) const TARGETS: [(&str, Check); 15] = [
    ("safetensors", |bytes| file("x.safetensors", bytes)),
    ("npy", |bytes| file("x.npy", bytes)),
    ("npz", npz),
    ("gguf", |bytes| file("x.gguf", bytes)),
    ("torch", torch),
    ("onnx", |bytes| file("x.onnx", bytes)),
    ("model", model),
    ("importance", importance),
    ("json", |bytes| file("x.json", bytes)),
    ("table", |bytes| file("x.csv", bytes)),
    ("png", |bytes| file("x.png", bytes)),
    ("jpeg", |bytes| file("x.jpg", bytes)),
    ("raw", raw),
    ("scheme", |bytes| notation::<Scheme>(bytes, |a, b| a == b)),
    ("data", |bytes| notation::<DataSpec>(bytes, |a, b| a == b)),
];

/// Runs the check of the target called `name`.
pub(crate) fn check(name: &str, bytes: &[u8]) {
    let (_, check) = TARGETS.iter().find(|(target, _)| *target == name).expect("a target of this name");
    check(bytes);
}

/// A file under a name: all at once and piece by piece, its first choice and the first tensors by name.
fn file(name: &str, bytes: &[u8]) {
    let most = bound(bytes);
    let listing = bounded(most, || open(name, bytes));
    let mut wanted = vec![None];
    if let Ok(listing) = &listing {
        wanted.extend(listing.entries.iter().take(FEW).map(|entry| Some(entry.name.as_str())));
    }
    for entry in wanted {
        let whole = bounded(most, || load(name, bytes, entry));
        for step in steps(bytes) {
            let pieces = bounded(most, || piecewise(name, bytes, entry, step));
            assert!(same(&whole, &pieces), "{entry:?} by {step}:\n{}\n{}", said(&whole), said(&pieces));
        }
        sound(&whole);
    }
    sound(&listing);
}

/// Several files: each has a line with its size and its name, an empty line ends these lines, and the files follow.
fn model(input: &[u8]) {
    let (mut parts, mut rest) = (Vec::new(), input);
    while let Some(end) = rest.iter().position(|&b| b == b'\n') {
        let line = String::from_utf8_lossy(&rest[..end]).into_owned();
        rest = &rest[end + 1..];
        let Some((size, name)) = line.split_once(' ') else { break };
        parts.push((name.to_string(), size.parse().unwrap_or(0)));
    }
    let bytes = rest;
    let mut files: Vec<(&str, &[u8])> = Vec::new();
    for (name, size) in &parts {
        let (file, after) = rest.split_at(rest.len().min(*size));
        files.push((name, file));
        rest = after;
    }
    let bytes = &bytes[..bytes.len() - rest.len()];
    let borders: Vec<u64> = files
        .iter()
        .scan(0, |end, (_, file)| {
            *end += file.len() as u64;
            Some(*end)
        })
        .collect();
    let most = bound(input);
    let listing = bounded(most, || open_model("x", &files));
    let mut wanted = vec![None];
    if let Ok(listing) = &listing {
        wanted.extend(listing.entries.iter().take(FEW).map(|entry| Some(entry.name.as_str())));
        for entry in &listing.entries {
            assert!(entry.part < listing.parts.len(), "{entry:?} of {:?}", listing.parts);
        }
        listing.notes.iter().for_each(sentence);
    }
    let sizes: Vec<(&str, u64)> = files.iter().map(|(name, file)| (*name, file.len() as u64)).collect();
    for entry in wanted {
        let whole = bounded(most, || load_model("x", &files, entry));
        for step in steps(bytes) {
            let opening = || Opening::model("x", &sizes);
            let pieces = bounded(most, || by_pieces(opening(), bytes, entry, step, &borders));
            assert!(same(&whole, &pieces), "{entry:?} by {step}:\n{}\n{}", said(&whole), said(&pieces));
        }
        sound(&whole);
    }
    sound(&listing);
    // Grouping takes any names.
    let named: Vec<(&str, Option<&str>)> =
        files.iter().map(|(name, file)| (*name, std::str::from_utf8(file).ok())).collect();
    for group in bounded(most, || groups(&named)) {
        assert!(group.files.iter().all(|&file| file < files.len()), "{group:?}");
    }
}

/// An archive as it is; anything else as a member of one, which holds what the bytes alone hold.
fn npz(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        return file("x.npz", bytes);
    }
    let values =
        |loaded: Result<Loaded, FileError>| loaded.ok().map(|l| (l.tensor.shape().to_vec(), bits(&l)));
    // A member is npy whatever is in it, a file only by its content.
    let alone = values(load("x.npy", bytes, None)).filter(|_| bytes.starts_with(b"\x93NUMPY"));
    for deflated in [false, true] {
        let archive = archive(&[("a.npy", bytes)], deflated);
        file("x.npz", &archive);
        assert!(
            values(load("x.npz", &archive, None)) == alone,
            "packed (deflated: {deflated}) it is something else"
        );
    }
}

/// An archive as it is; anything else as the pickle of one, beside a storage.
fn torch(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        return file("x.pt", bytes);
    }
    let storage: Vec<u8> = (0..64).collect();
    for deflated in [false, true] {
        file("x.pt", &archive(&[("x/data.pkl", bytes), ("x/data/0", &storage)], deflated));
    }
}

/// An importance matrix in either layout.
fn importance(bytes: &[u8]) {
    match bounded(bound(bytes), || Importance::read("x", bytes)) {
        Err(error) => sentence(&error),
        Ok(found) => {
            assert!(!found.is_empty(), "nothing was found, and nothing is said");
            for Importance { name, rows, matrices } in &found {
                assert!(*matrices > 0 && rows.len().is_multiple_of(*matrices), "{name}: {matrices} matrices");
                assert!(!rows.is_empty() && rows.len() * 4 <= bytes.len(), "{name}: {} values", rows.len());
            }
        }
    }
}

/// The first line says dtype and shape as the notation does, what follows are the numbers.
fn raw(bytes: &[u8]) {
    let line = bytes.iter().position(|&b| b == b'\n').unwrap_or(bytes.len());
    let (line, rest) = (&bytes[..line], bytes.get(line + 1..).unwrap_or_default());
    let notation = format!("file(x):{}", String::from_utf8_lossy(line));
    let Ok(DataSpec::File { raw: Some(raw), .. }) = notation.parse() else { return };
    let whole = bounded(bound(rest), || load_raw("x", rest, &raw));
    for step in steps(rest) {
        let pieces = bounded(bound(rest), || finished(raw.read("x", rest.len() as u64)?, rest, step, |_| {}));
        assert!(same(&whole, &pieces), "by {step}:\n{}\n{}", said(&whole), said(&pieces));
    }
    sound(&whole);
}

/// What parses is printed so that it parses to the same; what does not is answered by a sentence with excerpts of it.
fn notation<T: FromStr<Err: Sentence> + ToString>(bytes: &[u8], equal: impl Fn(&T, &T) -> bool) {
    let text = String::from_utf8_lossy(bytes);
    match text.parse::<T>() {
        Ok(parsed) => {
            let printed = parsed.to_string();
            let again = printed.parse::<T>().unwrap_or_else(|e| panic!("“{printed}” was printed: {e}"));
            assert!(equal(&parsed, &again), "“{printed}” is something else than was parsed");
            assert_eq!(again.to_string(), printed, "printing is canonical");
        }
        Err(error) => {
            sentence(&error);
            for (name, word) in error.words() {
                // What is accepted is ours, and long.
                let ours = name == "accepted";
                assert!(ours || word.chars().count() <= EXCERPT, "{name} is more than an excerpt: {word}");
            }
        }
    }
}

/// As [`load`], no piece longer than `step`, and nothing given that was not asked for.
fn piecewise(name: &str, bytes: &[u8], entry: Option<&str>, step: usize) -> Result<Loaded, FileError> {
    let size = bytes.len() as u64;
    by_pieces(Opening::new(name, size), bytes, entry, step, &[size])
}

/// The same of files whose bytes end at `borders`, which no request crosses.
fn by_pieces(
    mut opening: Opening<'_>,
    bytes: &[u8],
    entry: Option<&str>,
    step: usize,
    borders: &[u64],
) -> Result<Loaded, FileError> {
    let within = |range: &Range<u64>| {
        assert!(
            !borders.iter().any(|border| (range.start + 1..range.end).contains(border)),
            "{range:?} crosses"
        );
    };
    // Each time a byte is given that was not there, so there are no more steps than bytes.
    for _ in 0..=bytes.len() {
        match opening.step()? {
            Step::Wants(range) => {
                within(&range);
                opening.give(range.start, part(bytes, &range, step).to_vec());
            }
            Step::Open(file) => {
                drop(opening);
                return finished(file.read(entry)?, bytes, step, within);
            }
        }
    }
    panic!("opening never ends");
}

/// Reads to the end, holding progress to what it promises.
fn finished(
    mut reading: Reading,
    bytes: &[u8],
    step: usize,
    asked: impl Fn(&Range<u64>),
) -> Result<Loaded, FileError> {
    let mut progress = reading.progress();
    for _ in 0..=bytes.len() {
        assert!((0.0..=1.0).contains(&progress), "a progress of {progress}");
        let Some(range) = reading.wants() else { return reading.finish() };
        asked(&range);
        reading.give(part(bytes, &range, step))?;
        assert!(reading.progress() >= progress, "progress goes back");
        progress = reading.progress();
    }
    panic!("reading never ends");
}

fn part<'a>(bytes: &'a [u8], range: &Range<u64>, step: usize) -> &'a [u8] {
    assert!(range.start < range.end && range.end <= bytes.len() as u64, "{range:?} of {}", bytes.len());
    let start = range.start as usize;
    &bytes[start..(range.end as usize).min(start + step)]
}

/// Lengths of pieces: single bytes where there are few, else a number of parts that ends in the middle of things.
fn steps(bytes: &[u8]) -> Vec<usize> {
    if bytes.len() <= 400 { vec![1, 7] } else { vec![bytes.len() / 7, bytes.len()] }
}

fn bound(bytes: &[u8]) -> usize {
    let packed = bytes.starts_with(b"PK") || bytes.windows(4).any(|four| four == b"PK\x01\x02");
    let inflated = if bytes.starts_with(b"\x89PNG") || bytes.starts_with(b"\xff\xd8\xff") {
        (DEVELOPED * bytes.len()).min(MOST_DEVELOPED)
    } else if packed {
        (INFLATED * bytes.len()).min(16 * MAX_FILE_VALUES)
    } else {
        0
    };
    TIMES * bytes.len() + BUFFERS + inflated
}

/// Runs something that may not hold more than `most` bytes at a time.
fn bounded<T>(most: usize, run: impl FnOnce() -> T) -> T {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let result = run();
    let used = MEMORY.peak_usage().saturating_sub(before);
    assert!(used <= most, "{used} bytes of memory; accepted: {most}");
    result
}

/// Equal also where values are NaN.
fn same(a: &Result<Loaded, FileError>, b: &Result<Loaded, FileError>) -> bool {
    match (a, b) {
        (Ok(a), Ok(b)) => {
            let what = |l: &Loaded| (l.tensor.name().to_string(), l.tensor.shape().to_vec(), l.notes.clone());
            what(a) == what(b) && bits(a) == bits(b)
        }
        (Err(a), Err(b)) => a == b,
        _ => false,
    }
}

fn bits(loaded: &Loaded) -> Vec<u32> {
    loaded.tensor.values().iter().map(|x| x.to_bits()).collect()
}

fn said(outcome: &Result<Loaded, FileError>) -> String {
    match outcome {
        Ok(l) => format!("{} {:?} {:?}", l.tensor.name(), l.tensor.shape(), l.notes),
        Err(error) => error.to_string(),
    }
}

/// What can be checked of an answer by itself.
trait Answer {
    fn check(&self);
}

impl Answer for Loaded {
    fn check(&self) {
        let (shape, count) = (self.tensor.shape(), self.tensor.values().len());
        assert!(count > 0 && count <= MAX_FILE_VALUES, "{count} values");
        assert_eq!(shape.iter().product::<usize>(), count, "{shape:?}");
        self.notes.iter().for_each(sentence);
        let axes = shape.len().max(1);
        let turned = self.tensor.clone().with_rows(axes - 1).expect("the last axis is one");
        assert_eq!(turned.values().len(), count);
        sentence(&self.tensor.clone().with_rows(axes).expect_err("there is no axis beyond the last"));
        if is_stored(&self.tensor) {
            let fit = Fit::new(Level::new(), &self.tensor, &"stored".parse().expect("a scheme"));
            assert!(fit.stored_bits() > 0, "something is stored");
            for block in [0, fit.count() / 2, fit.count() - 1] {
                assert!(fit.quantizer(block).levels().iter().all(|level| level.is_finite()), "block {block}");
            }
        }
    }
}

impl Answer for Listing {
    fn check(&self) {
        for entry in &self.entries {
            let count = entry.shape.iter().product::<u64>();
            assert!(!entry.readable || count == entry.count, "{entry:?}");
        }
    }
}

fn sound<T: Answer>(outcome: &Result<T, FileError>) {
    match outcome {
        Ok(answer) => answer.check(),
        Err(error) => sentence(error),
    }
}

/// Something is said, in a line that fits a panel.
fn sentence(sentence: &impl Sentence) {
    let text = sentence.to_string();
    assert!(!text.trim().is_empty(), "nothing is said");
    assert!(text.chars().count() <= LONGEST_SENTENCE, "a long sentence: {text}");
    assert!(!text.contains(char::is_control), "control characters: {text:?}");
}

/// An archive with these members.
fn archive(members: &[(&str, &[u8])], deflated: bool) -> Vec<u8> {
    let number = |n: usize| (n as u32).to_le_bytes();
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for (name, member) in members {
        let packed =
            if deflated { miniz_oxide::deflate::compress_to_vec(member, 6) } else { member.to_vec() };
        let common = [
            &[20, 0, 0, 0, if deflated { 8 } else { 0 }, 0, 0, 0, 0, 0][..],
            &crc32fast::hash(member).to_le_bytes(),
            &number(packed.len()),
            &number(member.len()),
            &[name.len() as u8, 0, 0, 0],
        ]
        .concat();
        let place = number(file.len());
        directory.extend([b"PK\x01\x02\x14\x00", &common[..], &[0; 10], &place, name.as_bytes()].concat());
        file.extend([b"PK\x03\x04", &common[..], name.as_bytes(), &packed].concat());
    }
    let count = [members.len() as u8, 0];
    let end = [&[0; 4][..], &count, &count, &number(directory.len()), &number(file.len()), &[0, 0]].concat();
    [&file[..], &directory, b"PK\x05\x06", &end].concat()
}
