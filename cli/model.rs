//! The files of a model, and the tensors in them.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom},
    ops::Range,
    path::{Path, PathBuf},
};

use quantscope::{
    Tensor,
    file::read::{Entry, FileError, Group, OpenFile, Opening, Step, groups, is_part},
};

use crate::{Failure, output::printable};

/// Endings of files that are taken from a folder: tensors, and what is said of them.
const ENDINGS: [&str; 9] = ["safetensors", "gguf", "bin", "pt", "pth", "onnx", "npz", "npy", "json"];

/// A file of a model, and where its bytes begin in the row of all files.
struct Part {
    path: PathBuf,
    start: u64,
}

/// An open model of one file or several.
pub(crate) struct Source {
    /// What it is called: as its index, or as its first file.
    pub(crate) name: String,
    /// Its files, each with its size in bytes.
    pub(crate) files: Vec<(String, u64)>,
    parts: Vec<Part>,
    open: OpenFile,
    /// Its tensors.
    pub(crate) entries: Vec<Entry>,
}

impl Source {
    fn open(name: &str, paths: Vec<PathBuf>) -> Result<Self, Failure> {
        let names: Vec<String> = paths.iter().map(|path| name_of(path)).collect();
        let mut parts: Vec<Part> = Vec::new();
        let mut sizes = Vec::new();
        let mut start = 0;
        for path in paths {
            let size = fs::metadata(&path)?.len();
            parts.push(Part { path, start });
            sizes.push(size);
            start += size;
        }
        let files: Vec<(String, u64)> = names.into_iter().zip(sizes).collect();
        let named: Vec<(&str, u64)> = files.iter().map(|(name, size)| (&**name, *size)).collect();
        let mut opening = Opening::model(name, &named);
        loop {
            match opening.step()? {
                Step::Wants(range) => {
                    let (start, mut bytes) = (range.start, Vec::new());
                    read(&parts, range, &mut bytes)?;
                    opening.give(start, bytes);
                }
                Step::Open(open) => {
                    let listing = open.listing();
                    listing.notes.iter().for_each(|note| eprintln!("{}", printable(&note.to_string())));
                    // Arrays that a quantized weight is made of are read with it.
                    let entries = listing.entries.iter().filter(|entry| entry.part_of.is_none());
                    let (name, entries) = (name.into(), entries.cloned().collect());
                    return Ok(Self { name, files, entries, open: *open, parts });
                }
            }
        }
    }

    /// The tensors that can be weights, with their shapes: no arrays of whole numbers.
    pub(crate) fn weights(&self) -> impl Iterator<Item = (&Entry, Vec<usize>)> {
        let some = self.entries.iter().filter(|entry| entry.count > 0 && !entry.is_of_integers());
        some.filter_map(|entry| {
            let shape = entry.shape.iter().map(|&d| usize::try_from(d)).collect::<Result<_, _>>();
            Some((entry, shape.ok()?))
        })
    }

    /// Whether a few rows of a tensor can be read without others.
    pub(crate) fn has_rows_apart(&self, name: &str) -> bool {
        self.open.has_rows_apart(name)
    }

    /// Some rows of a tensor, or all.
    pub(crate) fn rows(&self, name: &str, rows: Range<usize>) -> Result<Tensor, Failure> {
        let mut reading = self.open.read_rows(name, rows.start as u64..rows.end as u64)?;
        let mut bytes = Vec::new();
        while let Some(range) = reading.wants() {
            read(&self.parts, range, &mut bytes)?;
            reading.give(&bytes)?;
        }
        Ok(reading.finish()?.tensor)
    }
}

/// Makes `bytes` those of a range, or as many as there are. A range lies within one file.
fn read(parts: &[Part], range: Range<u64>, bytes: &mut Vec<u8>) -> io::Result<()> {
    bytes.clear();
    let nth = parts.partition_point(|part| part.start <= range.start).saturating_sub(1);
    let Some(part) = parts.get(nth) else { return Ok(()) };
    let mut file = File::open(&part.path)?;
    file.seek(SeekFrom::Start(range.start - part.start))?;
    file.take(range.end - range.start).read_to_end(bytes).map(drop)
}

/// The models in files that are given, and in folders that are given. What cannot be opened is said on stderr, unless nothing can.
pub(crate) fn open(paths: &[PathBuf]) -> Result<Vec<Source>, Failure> {
    let mut folders: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    for path in paths {
        if path.is_dir() {
            let inside = fs::read_dir(path)?.map(|entry| Ok(entry?.path()));
            let inside = inside.collect::<io::Result<Vec<PathBuf>>>()?;
            folders
                .entry(path.clone())
                .or_default()
                .extend(inside.into_iter().filter(|path| is_of_models(path)));
        } else {
            let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
            folders.entry(folder).or_default().push(path.clone());
        }
    }
    let (mut sources, mut failures) = (Vec::new(), Vec::new());
    for mut files in folders.into_values() {
        files.sort();
        files.dedup();
        for (name, paths) in models(&files) {
            match Source::open(&name, paths) {
                Ok(source) => sources.push(source),
                // The first part of a split model may hold no tensors.
                Err(failure) if matches!(failure.downcast_ref(), Some(FileError::GgufPart { .. })) => {}
                Err(failure) => failures.push(printable(&format!("{name}: {failure}"))),
            }
        }
    }
    if sources.is_empty() {
        let nothing =
            || format!("there is no file to survey; the endings of models are {}", ENDINGS.join(", "));
        return Err(failures
            .into_iter()
            .reduce(|all, next| all + "\n" + &next)
            .unwrap_or_else(nothing)
            .into());
    }
    failures.iter().for_each(|failure| eprintln!("{failure}"));
    Ok(sources)
}

/// Which files of a folder belong together, each model with its name.
fn models(files: &[PathBuf]) -> Vec<(String, Vec<PathBuf>)> {
    let names: Vec<String> = files.iter().map(|path| name_of(path)).collect();
    // What an index says; one that is no text is opened alone, and says so.
    let text = |path: &PathBuf| is_text(path).then(|| fs::read_to_string(path).ok()).flatten();
    let texts: Vec<Option<String>> = files.iter().map(text).collect();
    let given: Vec<(&str, Option<&str>)> =
        names.iter().zip(&texts).map(|(name, text)| (name.as_str(), text.as_deref())).collect();
    let own = |group: Group| (group.name, group.files.into_iter().map(|nth| files[nth].clone()).collect());
    groups(&given).into_iter().map(own).collect()
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn is_of_models(path: &Path) -> bool {
    path.is_file() && path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known))
}

/// Whether a file is the index or a configuration of a model.
fn is_text(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "json") && is_part(&name_of(path))
}
