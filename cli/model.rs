//! The files of a model, and the tensors in them.

use std::{
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom},
    ops::Range,
    path::{Path, PathBuf},
};

use quantscope::{
    Tensor,
    file::read::{Entry, FileError, OpenFile, Opening, Reading, Step},
};

use crate::Failure;

/// Endings of files that are taken from a folder.
const ENDINGS: [&str; 2] = ["safetensors", "gguf"];

/// An open file.
pub(crate) struct Source {
    path: PathBuf,
    open: OpenFile,
    /// Its tensors.
    pub(crate) entries: Vec<Entry>,
}

impl Source {
    fn open(path: &Path) -> Result<Self, Failure> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let mut file = File::open(path)?;
        let mut opening = Opening::new(&name, file.metadata()?.len());
        loop {
            match opening.step()? {
                Step::Wants(range) => opening.give(range.start, bytes(&mut file, range)?),
                Step::Open(open) => {
                    return Ok(Self {
                        path: path.into(),
                        entries: open.listing().entries.clone(),
                        open: *open,
                    });
                }
            }
        }
    }

    /// A tensor as a whole.
    pub(crate) fn tensor(&self, name: &str) -> Result<Tensor, Failure> {
        self.finish(self.open.read(Some(name))?)
    }

    /// Some rows of a tensor.
    pub(crate) fn rows(&self, name: &str, rows: Range<usize>) -> Result<Tensor, Failure> {
        self.finish(self.open.read_rows(name, rows.start as u64..rows.end as u64)?)
    }

    fn finish(&self, mut reading: Reading) -> Result<Tensor, Failure> {
        let mut file = File::open(&self.path)?;
        while let Some(range) = reading.wants() {
            reading.give(&bytes(&mut file, range)?)?;
        }
        Ok(reading.finish()?.tensor)
    }
}

/// The bytes of a range, or as many as there are.
fn bytes(file: &mut File, range: Range<u64>) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(range.start))?;
    let mut bytes = Vec::new();
    file.take(range.end - range.start).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The files of a model: those given, and those in folders given, by name. What cannot be opened is said on stderr, unless nothing can.
pub(crate) fn open(paths: &[PathBuf]) -> Result<Vec<Source>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let mut inside: Vec<PathBuf> =
                fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
            inside.retain(|path| {
                path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known))
            });
            inside.sort();
            files.append(&mut inside);
        } else {
            files.push(path.clone());
        }
    }
    let (mut sources, mut failures) = (Vec::new(), Vec::new());
    for path in files {
        match Source::open(&path) {
            Ok(source) => sources.push(source),
            // The first part of a split model may hold no tensors.
            Err(failure) if matches!(failure.downcast_ref(), Some(FileError::GgufPart { .. })) => {}
            Err(failure) => failures.push(format!("{}: {failure}", path.display())),
        }
    }
    if sources.is_empty() {
        let nothing = || "there is no .safetensors and no .gguf file to survey".to_string();
        return Err(failures
            .into_iter()
            .reduce(|all, next| all + "\n" + &next)
            .unwrap_or_else(nothing)
            .into());
    }
    failures.iter().for_each(|failure| eprintln!("{failure}"));
    Ok(sources)
}
