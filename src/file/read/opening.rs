//! Opening a file: finding its format and its tensors, and choosing the reader for one of them.

use std::ops::Range;

use super::importance::{self, Importance};
use super::json::Json;
use super::listing::{Format, Listing, Loaded};
use super::model::{self, Model};
use super::nested::Nested;
use super::npy::Npy;
use super::npz::Npz;
use super::onnx::Onnx;
use super::open_file::{Content, OpenFile};
use super::photograph::Photograph;
use super::pieces::{Pieces, Stop};
use super::raw::Raw;
use super::reading::Reading;
use super::recognise::{self, Guess};
use super::sentences::FileError;
use super::table::{Decimal, Table};
use super::torch::Torch;
use super::zip;

/// A file that is being opened. It requests the bytes that it needs, usually a small part of the file.
#[derive(Debug)]
pub struct Opening<'a> {
    name: String,
    pieces: Pieces<'a>,
    /// The files that the bytes belong to.
    model: Model,
    /// The decimal mark of a table, if a person chose it.
    decimal: Option<Decimal>,
}

/// The result of a step.
#[derive(Debug)]
pub enum Step {
    /// The opening needs these bytes next.
    Wants(Range<u64>),
    /// The file is open.
    Open(Box<OpenFile>),
}

/// The smallest request in bytes, unless the file ends before.
const LEAST: u64 = 1 << 16;

impl Opening<'static> {
    /// The file called `name` of `size` bytes.
    pub fn new(name: &str, size: u64) -> Self {
        Self::model(name, &[(name, size)])
    }

    /// The model called `name`, which consists of these files, each of a name and a size in bytes. Offsets of bytes count from the
    /// beginning of the first file, as if the files stood one behind the other; no request crosses a border of two files. Shards
    /// of safetensors come with their index and configuration. What belongs to no model is left alone.
    pub fn model(name: &str, parts: &[(&str, u64)]) -> Self {
        let model = Model::new(parts.iter().copied());
        Self { name: name.into(), pieces: Pieces::new(model.size()), model, decimal: None }
    }
}

impl<'a> Opening<'a> {
    /// Reads the numbers of a table with this decimal mark, not with the one that the text suggests.
    #[must_use]
    pub fn with_decimal(self, decimal: Option<Decimal>) -> Self {
        Self { decimal, ..self }
    }

    /// Files that are in memory as a whole.
    fn whole(name: &str, parts: &[(&str, &'a [u8])]) -> Self {
        let model = Model::new(parts.iter().map(|(name, bytes)| (*name, bytes.len() as u64)));
        let pieces = Pieces::of(parts.iter().map(|(_, bytes)| *bytes));
        Self { name: name.into(), pieces, model, decimal: None }
    }

    /// Continues with the bytes given so far.
    ///
    /// # Errors
    /// When the file has none of the formats, is malformed, or contains no tensor; of a model, when nothing of it can be read.
    pub fn step(&mut self) -> Result<Step, FileError> {
        match self.read() {
            Ok(content) => {
                let file = OpenFile::new(&self.name, content);
                match file.listing().entries.is_empty() {
                    true => Err(FileError::NoTensor { file: self.name.clone() }),
                    false => Ok(Step::Open(Box::new(file))),
                }
            }
            Err(Stop::Missing(Range { start, end })) => {
                // Of many small members, one behind the other, ever more are requested at once.
                let least = LEAST.max(self.pieces.run_before(start) / 2);
                let border = self.model.border(start);
                Ok(Step::Wants(start..end.max(start.saturating_add(least)).min(border)))
            }
            Err(Stop::Refused(error)) => Err(error),
        }
    }

    /// Takes the bytes from `start` on.
    pub fn give(&mut self, start: u64, bytes: Vec<u8>) {
        self.pieces.give(start, bytes);
    }

    fn read(&mut self) -> Result<Content, Stop> {
        if self.model.is_several() {
            return Ok(match self.model.read(&self.name, &self.pieces)? {
                model::Opened::Safetensors(tensors) => Content::Safetensors(tensors),
                model::Opened::Gguf(gguf) => Content::Gguf(gguf),
                model::Opened::Torch(torch) => Content::Torch(torch),
            });
        }
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
        let gguf = model::gguf(&self.name, &self.pieces)?;
        match Importance::is_in(&gguf.entries()) {
            true => self.importance(),
            false => Ok(Content::Gguf(gguf)),
        }
    }

    /// A ZIP archive: of arrays, or of a pickle and its storages.
    fn archive(&self) -> Result<Content, Stop> {
        let (name, pieces) = (&self.name, &self.pieces);
        let directory = zip::directory(name, pieces.all())?;
        match Torch::pickle_of(&directory) {
            Some(pickle) => Torch::read(name, pieces.all(), &directory, pickle).map(Content::Torch),
            None => Npz::read(name, pieces, &directory).map(Content::Npz),
        }
    }

    fn recognized(&self) -> Result<Content, Stop> {
        let (name, pieces) = (&self.name, &self.pieces);
        let Guess { format, is_text } = recognise::recognise(name, pieces)?;
        match format {
            Ok(Format::Safetensors) => model::safetensors(name, pieces).map(Content::Safetensors),
            Ok(Format::Npy) => Npy::read(name, pieces).map(Content::Npy),
            Ok(Format::Npz | Format::Torch) => self.archive(),
            Ok(Format::Onnx) => Onnx::read(name, pieces).map(Content::Onnx),
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

/// Lists the tensors of the file `name`, from its bytes.
///
/// # Errors
/// When the file has none of the formats, or is malformed.
pub fn open(name: &str, bytes: &[u8]) -> Result<Listing, FileError> {
    opened(Opening::whole(name, &[(name, bytes)])).map(|file| file.listing().clone())
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
    let opening = Opening::whole(name, &[(name, bytes)]).with_decimal(decimal);
    finished(opened(opening)?.read(entry)?, bytes)
}

/// Reads a file without a format as `raw` describes it.
///
/// # Errors
/// When [`Raw::read`] fails.
pub fn load_raw(name: &str, bytes: &[u8], raw: &Raw) -> Result<Loaded, FileError> {
    finished(raw.read(name, bytes.len() as u64)?, bytes)
}

/// Lists the tensors of the model `name`, from its files, each of a name and its bytes.
///
/// # Errors
/// When nothing of the model can be read.
pub fn open_model(name: &str, parts: &[(&str, &[u8])]) -> Result<Listing, FileError> {
    opened(Opening::whole(name, parts)).map(|file| file.listing().clone())
}

/// Reads the tensor `entry` of the model `name`; without `entry`, the first one that has values.
///
/// # Errors
/// When [`open_model`] or [`OpenFile::read`] fails.
pub fn load_model(name: &str, parts: &[(&str, &[u8])], entry: Option<&str>) -> Result<Loaded, FileError> {
    let mut reading = opened(Opening::whole(name, parts))?.read(entry)?;
    let pieces = Pieces::of(parts.iter().map(|(_, bytes)| *bytes));
    while let Some(range) = reading.wants() {
        reading.give(pieces.get(range).unwrap_or_default())?;
    }
    reading.finish()
}

fn finished(mut reading: Reading, bytes: &[u8]) -> Result<Loaded, FileError> {
    while let Some(Range { start, end }) = reading.wants() {
        reading.give(bytes.get(start as usize..end as usize).unwrap_or_default())?;
    }
    reading.finish()
}

fn opened(mut opening: Opening<'_>) -> Result<OpenFile, FileError> {
    match opening.step()? {
        Step::Open(file) => Ok(*file),
        // All bytes are here, so the request lies beyond the end of the file.
        Step::Wants(_) => Err(FileError::Unreachable { file: opening.name }),
    }
}
