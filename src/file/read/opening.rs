//! Opening a file: finding its format and its tensors, and choosing the reader for one of them.

use std::ops::Range;

use super::gguf::Gguf;
use super::json::Json;
use super::listing::{Entry, Format, Listing, Loaded};
use super::npy::Npy;
use super::npz::Npz;
use super::photograph::Photograph;
use super::pieces::{Pieces, Stop};
use super::raw::Raw;
use super::reading::Reading;
use super::recognise;
use super::safetensors::Tensors;
use super::sentences::{FileError, Note, excerpt, listed, shown};
use super::table::Table;

/// The content of a file whose structure was checked.
#[derive(Debug)]
enum Content {
    Safetensors(Tensors),
    Npy(Npy),
    Npz(Npz),
    Gguf(Gguf),
    Json(Json),
    Text(Table),
    Photograph(Format, Photograph),
}

/// A file that is being opened. It requests the bytes that it needs, usually a small part of the file.
#[derive(Debug)]
pub struct Opening<'a> {
    name: String,
    pieces: Pieces<'a>,
}

/// The result of a step.
#[derive(Debug)]
pub enum Step {
    /// The opening needs these bytes next.
    Wants(Range<u64>),
    /// The file is open.
    Open(OpenFile),
}

/// The smallest request in bytes, unless the file ends before.
const LEAST: u64 = 1 << 16;

impl Opening<'static> {
    /// The file called `name` of `size` bytes.
    pub fn new(name: &str, size: u64) -> Self {
        Self { name: name.into(), pieces: Pieces::new(size) }
    }
}

impl Opening<'_> {
    /// Continues with the bytes given so far.
    ///
    /// # Errors
    /// When the file has none of the formats, is malformed, or contains no tensor.
    pub fn step(&self) -> Result<Step, FileError> {
        match self.read() {
            Ok(content) => {
                let file = OpenFile { name: self.name.clone(), content };
                match file.listing().entries.is_empty() {
                    true => Err(FileError::NoTensor { file: file.name }),
                    false => Ok(Step::Open(file)),
                }
            }
            Err(Stop::Missing(Range { start, end })) => {
                Ok(Step::Wants(start..end.max(start + LEAST).min(self.pieces.size())))
            }
            Err(Stop::Refused(error)) => Err(error),
        }
    }

    /// Takes the bytes from `start` on.
    pub fn give(&mut self, start: u64, bytes: Vec<u8>) {
        self.pieces.give(start, bytes);
    }

    fn read(&self) -> Result<Content, Stop> {
        let (name, pieces) = (&self.name, &self.pieces);
        match recognise::recognise(name, pieces)? {
            Format::Safetensors => Tensors::read(name, pieces).map(Content::Safetensors),
            Format::Npy => Npy::read(name, pieces).map(Content::Npy),
            Format::Npz => Npz::read(name, pieces).map(Content::Npz),
            Format::Gguf => Gguf::read(name, pieces).map(Content::Gguf),
            Format::Json => Json::read(name, pieces).map(Content::Json),
            Format::Text => Table::read(name, pieces).map(Content::Text),
            format @ Format::Png => Photograph::png(name, pieces).map(|it| Content::Photograph(format, it)),
            format @ Format::Jpeg => Photograph::jpeg(name, pieces).map(|it| Content::Photograph(format, it)),
        }
    }
}

/// An open file, whose tensors are known.
#[derive(Debug)]
pub struct OpenFile {
    name: String,
    content: Content,
}

impl OpenFile {
    /// Lists its tensors.
    pub fn listing(&self) -> Listing {
        let (format, entries) = match &self.content {
            Content::Safetensors(tensors) => (Format::Safetensors, tensors.entries()),
            Content::Npy(npy) => (Format::Npy, vec![npy.entry(&self.name)]),
            Content::Npz(npz) => (Format::Npz, npz.entries()),
            Content::Gguf(gguf) => (Format::Gguf, gguf.entries()),
            Content::Json(json) => (Format::Json, json.entries(&self.name)),
            Content::Text(table) => (Format::Text, table.entries(&self.name)),
            Content::Photograph(format, photograph) => (*format, vec![photograph.entry(&self.name)]),
        };
        Listing { format, entries }
    }

    /// Begins to read the tensor `entry`; without `entry`, the first one that has values.
    ///
    /// # Errors
    /// When there is no such tensor, when it has no values, when its type cannot be read, and when it has more than
    /// [`MAX_FILE_VALUES`](super::MAX_FILE_VALUES) values and cannot be sampled by rows.
    pub fn read(&self, entry: Option<&str>) -> Result<Reading, FileError> {
        let name = &self.name;
        let entries = self.listing().entries;
        let index = match entry {
            Some(wanted) => entries.iter().position(|e| e.name == wanted).ok_or_else(|| {
                let found = listed(entries.iter().map(|e| e.name.as_str()));
                FileError::Tensor { file: name.into(), tensor: excerpt(wanted), found }
            })?,
            // The whole table, not one of its columns.
            None if matches!(self.content, Content::Text(_)) => 0,
            None => {
                let valued = |e: &Entry| e.count > 0;
                let best = entries.iter().position(|e| valued(e) && e.readable);
                best.or_else(|| entries.iter().position(valued)).unwrap_or(0)
            }
        };
        let chosen = &entries[index];
        let first = (entry.is_none() && entries.len() > 1)
            .then(|| Note::First { tensor: excerpt(&chosen.name), count: entries.len() });
        let mut plan = match &self.content {
            Content::Safetensors(tensors) => tensors.plan(name, index)?,
            Content::Npy(npy) => npy.plan(&chosen.name, name)?,
            Content::Npz(npz) => npz.plan(name, index)?,
            Content::Gguf(gguf) => gguf.plan(name, index)?,
            Content::Json(json) => {
                let mut loaded = json.loaded(name, index)?;
                loaded.notes.splice(0..0, first);
                return Ok(Reading::ready(loaded));
            }
            Content::Text(table) => return Ok(Reading::ready(table.loaded(name, index, &chosen.name)?)),
            Content::Photograph(_, photograph) => return Ok(Reading::ready(photograph.loaded(name)?)),
        };
        if chosen.count == 0 {
            return Err(FileError::NoValues { place: plan.place, shape: shown(&chosen.shape) });
        }
        plan.notes.splice(0..0, first);
        Reading::new(plan)
    }
}

/// Lists the tensors of the file `name`, from its bytes.
///
/// # Errors
/// When the file has none of the formats, or is malformed.
pub fn open(name: &str, bytes: &[u8]) -> Result<Listing, FileError> {
    opened(name, bytes).map(|file| file.listing())
}

/// Reads the tensor `entry` of the file `name`; without `entry`, the first one that has values.
///
/// # Errors
/// When [`open`] or [`OpenFile::read`] fails.
pub fn load(name: &str, bytes: &[u8], entry: Option<&str>) -> Result<Loaded, FileError> {
    finished(opened(name, bytes)?.read(entry)?, bytes)
}

/// Reads a file without a format as `raw` describes it.
///
/// # Errors
/// When [`Raw::read`] fails.
pub fn load_raw(name: &str, bytes: &[u8], raw: &Raw) -> Result<Loaded, FileError> {
    finished(raw.read(name, bytes.len() as u64)?, bytes)
}

fn finished(mut reading: Reading, bytes: &[u8]) -> Result<Loaded, FileError> {
    while let Some(Range { start, end }) = reading.wants() {
        reading.give(bytes.get(start as usize..end as usize).unwrap_or_default())?;
    }
    reading.finish()
}

fn opened(name: &str, bytes: &[u8]) -> Result<OpenFile, FileError> {
    match (Opening { name: name.into(), pieces: Pieces::whole(bytes) }).step()? {
        Step::Open(file) => Ok(file),
        // All bytes are here, so the request lies beyond the end of the file.
        Step::Wants(_) => Err(FileError::Unreachable { file: name.into() }),
    }
}
