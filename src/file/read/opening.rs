//! Opening a file: finding its format and its tensors, and choosing the reader for one of them.

use std::ops::Range;

use super::gguf::Gguf;
use super::importance::{self, Importance};
use super::json::Json;
use super::listing::{Entry, Format, Listing, Loaded, with_distinct_names};
use super::nested::Nested;
use super::npy::Npy;
use super::npz::Npz;
use super::photograph::Photograph;
use super::pieces::{Pieces, Stop};
use super::raw::Raw;
use super::reading::Reading;
use super::recognise::{self, Guess};
use super::safetensors::Tensors;
use super::sentences::{FileError, Note, excerpt, listed, place, shown};
use super::table::{Decimal, Table};

/// The content of a file whose structure was checked.
#[derive(Debug)]
enum Content {
    Safetensors(Tensors),
    Npy(Npy),
    Npz(Npz),
    Gguf(Gguf),
    /// No data: it is kept beside them.
    Importance(Vec<Importance>),
    Json(Json),
    Text(Box<Table>),
    /// Lists of numbers as programs print them.
    Nested(Nested),
    Photograph(Format, Photograph),
}

/// A file that is being opened. It requests the bytes that it needs, usually a small part of the file.
#[derive(Debug)]
pub struct Opening<'a> {
    name: String,
    pieces: Pieces<'a>,
    /// The decimal mark of a table, if a person chose it.
    decimal: Option<Decimal>,
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
        Self { name: name.into(), pieces: Pieces::new(size), decimal: None }
    }

    /// Reads the numbers of a table with this decimal mark, not with the one that the text suggests.
    #[must_use]
    pub fn with_decimal(self, decimal: Option<Decimal>) -> Self {
        Self { decimal, ..self }
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
                // Of many small members, one behind the other, ever more are requested at once.
                let least = LEAST.max(self.pieces.run_before(start) / 2);
                Ok(Step::Wants(start..end.max(start + least).min(self.pieces.size())))
            }
            Err(Stop::Refused(error)) => Err(error),
        }
    }

    /// Takes the bytes from `start` on.
    pub fn give(&mut self, start: u64, bytes: Vec<u8>) {
        self.pieces.give(start, bytes);
    }

    fn read(&self) -> Result<Content, Stop> {
        // The older layout of importance has no magic number: it is what nothing else is.
        match self.recognized() {
            Err(Stop::Refused(refused)) if Importance::may_begin(self.pieces.head(importance::HEAD)?) => {
                match self.importance() {
                    Err(Stop::Refused(_)) => Err(refused.into()),
                    importance => importance,
                }
            }
            recognized => recognized,
        }
    }

    fn importance(&self) -> Result<Content, Stop> {
        let (file, bytes, limit) = (&self.name, self.pieces.size(), importance::LARGEST);
        if bytes > limit {
            return Err(FileError::ImportanceSize { file: file.into(), bytes, limit }.into());
        }
        let bytes = self.pieces.get(0..bytes)?;
        Ok(Content::Importance(Importance::read(file, bytes)?))
    }

    fn gguf(&self) -> Result<Content, Stop> {
        let gguf = Gguf::read(&self.name, &self.pieces)?;
        match Importance::is_in(&gguf.entries()) {
            true => self.importance(),
            false => Ok(Content::Gguf(gguf)),
        }
    }

    fn recognized(&self) -> Result<Content, Stop> {
        let (name, pieces) = (&self.name, &self.pieces);
        let Guess { format, is_text } = recognise::recognise(name, pieces)?;
        match format {
            Ok(Format::Safetensors) => Tensors::read(name, pieces).map(Content::Safetensors),
            Ok(Format::Npy) => Npy::read(name, pieces).map(Content::Npy),
            Ok(Format::Npz) => Npz::read(name, pieces).map(Content::Npz),
            Ok(Format::Gguf) if !is_text => self.gguf(),
            Ok(format @ Format::Png) => {
                Photograph::png(name, pieces).map(|it| Content::Photograph(format, it))
            }
            Ok(format @ Format::Jpeg) => {
                Photograph::jpeg(name, pieces).map(|it| Content::Photograph(format, it))
            }
            Ok(Format::Text) => match Nested::read(name, pieces)? {
                Some(nested) => Ok(Content::Nested(nested)),
                None => Table::read(name, pieces, self.decimal).map(|it| Content::Text(it.into())),
            },
            Ok(Format::Json) => self.json(),
            Ok(Format::Gguf) => self.headed(|| self.gguf()),
            // Nothing is recognized as one at first sight.
            Ok(Format::Importance) => self.importance(),
            Err(refused) if is_text => match Nested::read(name, pieces)? {
                // A print such as `<tf.Tensor: …>` begins like XML.
                Some(nested) => Ok(Content::Nested(nested)),
                None => self.headed(|| Err(refused.into())),
            },
            Err(refused) => Err(refused.into()),
        }
    }

    /// A text that begins like JSON. Under the name of JSON it is nothing else, but for a table with a header.
    fn json(&self) -> Result<Content, Stop> {
        let refused = match Json::read(&self.name, &self.pieces) {
            Err(Stop::Refused(refused)) => refused,
            json => return json.map(Content::Json),
        };
        let ending =
            self.name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        if !["json", "jsonl", "ndjson"].contains(&&*ending)
            && let Some(nested) = Nested::read(&self.name, &self.pieces)?
        {
            return Ok(Content::Nested(nested));
        }
        self.headed(|| Err(refused.into()))
    }

    /// A table with a header, if it is one, although its first bytes are those of another format; otherwise what they say.
    fn headed(&self, otherwise: impl FnOnce() -> Result<Content, Stop>) -> Result<Content, Stop> {
        match Table::read(&self.name, &self.pieces, self.decimal) {
            Ok(table) if table.has_header() => Ok(Content::Text(table.into())),
            Err(stop @ Stop::Missing(_)) => Err(stop),
            _ => otherwise(),
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
            Content::Importance(all) => (Format::Importance, all.iter().map(Importance::entry).collect()),
            Content::Json(json) => (Format::Json, json.entries(&self.name)),
            Content::Text(table) => (Format::Text, table.entries(&self.name)),
            Content::Nested(nested) => (Format::Text, vec![nested.entry(&self.name)]),
            Content::Photograph(format, photograph) => (*format, vec![photograph.entry(&self.name)]),
        };
        let entries = with_distinct_names(entries);
        let first = self.main().unwrap_or_else(|| {
            let valued = |e: &Entry| e.count > 0;
            let best = entries.iter().position(|e| valued(e) && e.readable);
            best.or_else(|| entries.iter().position(valued)).unwrap_or(0)
        });
        Listing { format, entries, first }
    }

    /// What it has of an importance matrix; nothing where it is data.
    pub fn importance(&self) -> &[Importance] {
        if let Content::Importance(all) = &self.content { all } else { &[] }
    }

    /// The tensor that the others belong to, if the file has such a one.
    fn main(&self) -> Option<usize> {
        match &self.content {
            // The whole table, not one of its columns.
            Content::Text(_) => Some(0),
            Content::Npz(npz) => npz.main(),
            Content::Json(json) => json.main(),
            _ => None,
        }
    }

    /// The index of an entry. Links from when the names of columns were trimmed name them so: the only such column is meant.
    fn place(&self, entries: &[Entry], wanted: &str) -> Option<usize> {
        entries.iter().position(|entry| entry.name == wanted).or_else(|| {
            let alike =
                |entry: &&Entry| matches!(self.content, Content::Text(_)) && entry.name.trim() == wanted;
            let mut places = entries.iter().enumerate().filter(|(_, entry)| alike(entry)).map(|(i, _)| i);
            places.next().filter(|_| places.next().is_none())
        })
    }

    /// Begins to read the tensor `entry`; without `entry`, the one that is shown first.
    ///
    /// # Errors
    /// When there is no such tensor, when it has no values, when its type cannot be read, and when it has more than
    /// [`MAX_FILE_VALUES`](super::MAX_FILE_VALUES) values and cannot be sampled by rows.
    pub fn read(&self, entry: Option<&str>) -> Result<Reading, FileError> {
        let name = &self.name;
        let Listing { entries, first, .. } = self.listing();
        let index = match entry {
            Some(wanted) => self.place(&entries, wanted).ok_or_else(|| {
                let found = listed(entries.iter().map(|e| e.name.as_str()));
                FileError::Tensor { file: name.into(), tensor: excerpt(wanted), found }
            })?,
            None => first,
        };
        let chosen = &entries[index];
        let (tensor, count) = (excerpt(&chosen.name), entries.len());
        let first = (entry.is_none() && count > 1 && chosen.name != *name).then(|| match self.main() {
            Some(_) => Note::Main { tensor, count },
            None => Note::First { tensor, count },
        });
        let no_values = |place: String| FileError::NoValues { place, shape: shown(&chosen.shape) };
        let mut plan = match &self.content {
            Content::Safetensors(_) if chosen.readable && chosen.count == 0 => {
                return Err(no_values(place(name, &chosen.name)));
            }
            Content::Safetensors(tensors) => return tensors.reading(name, index, first),
            Content::Npy(npy) => npy.plan(&chosen.name, name)?,
            Content::Npz(npz) => npz.plan(name, index)?,
            Content::Gguf(gguf) => gguf.plan(name, index)?,
            Content::Importance(_) => return Err(FileError::IsImportance { file: name.into() }),
            Content::Json(json) => {
                let mut loaded = json.loaded(name, index)?;
                loaded.notes.splice(0..0, first);
                return Ok(Reading::ready(loaded));
            }
            Content::Text(table) => return Ok(Reading::ready(table.loaded(name, index, &chosen.name)?)),
            Content::Nested(nested) => return Ok(Reading::ready(nested.loaded(name)?)),
            Content::Photograph(_, photograph) => return Ok(Reading::ready(photograph.loaded(name)?)),
        };
        if chosen.count == 0 {
            return Err(no_values(plan.place));
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
    opened(name, bytes, None).map(|file| file.listing())
}

/// Reads the tensor `entry` of the file `name`; without `entry`, the first one that has values.
///
/// # Errors
/// When [`open`] or [`OpenFile::read`] fails.
pub fn load(name: &str, bytes: &[u8], entry: Option<&str>) -> Result<Loaded, FileError> {
    load_as(name, bytes, entry, None)
}

/// As [`load`], with the decimal mark of a table that a person chose.
///
/// # Errors
/// When [`open`] or [`OpenFile::read`] fails.
pub fn load_as(
    name: &str,
    bytes: &[u8],
    entry: Option<&str>,
    decimal: Option<Decimal>,
) -> Result<Loaded, FileError> {
    finished(opened(name, bytes, decimal)?.read(entry)?, bytes)
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

fn opened(name: &str, bytes: &[u8], decimal: Option<Decimal>) -> Result<OpenFile, FileError> {
    match (Opening { name: name.into(), pieces: Pieces::whole(bytes), decimal }).step()? {
        Step::Open(file) => Ok(file),
        // All bytes are here, so the request lies beyond the end of the file.
        Step::Wants(_) => Err(FileError::Unreachable { file: name.into() }),
    }
}
