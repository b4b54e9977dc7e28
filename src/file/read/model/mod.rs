//! A model of several files: shards of safetensors or of PyTorch with their index and configuration, or the parts of a split GGUF.
//!
//! ```text
//! parts      one behind the other they are one sequence of bytes, and offsets count from the beginning of the first
//! texts      *.index.json, config.json and its like are read as a whole
//! heads      each shard's header; one that cannot be read becomes a finding, and the others stay
//! settled    from which shard each tensor is taken, and what is missing
//! ```
//! What was read once is kept, because a model may have thousands of shards and each of them asks for bytes.

mod checkpoints;
mod groups;
mod index;
mod settle;
mod splits;

use std::ops::Range;

pub use groups::{Group, groups};
pub(super) use settle::Settled;

use super::gguf::{self, Gguf};
use super::listing::Finding;
use super::pieces::{Pieces, Stop};
use super::quantized::{self, Config};
use super::safetensors::{Info, Tensors, header};
use super::sentences::{FileError, Note, excerpt};
use super::stored;
use super::torch::Torch;
use index::Index;

/// The longest text in bytes. An index has about a hundred for each tensor.
const LONGEST_TEXT: u64 = 1 << 26;

/// A file of the model.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) name: String,
    /// Where it lies among the bytes of all parts.
    pub(super) range: Range<u64>,
    kind: Kind,
}

/// What a file is to the model, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Safetensors,
    Gguf,
    Torch,
    Index,
    Config,
    Other,
}

impl Kind {
    fn of(name: &str) -> Self {
        let name = name.to_ascii_lowercase();
        if name.ends_with(".safetensors") {
            Self::Safetensors
        } else if name.ends_with(".gguf") {
            Self::Gguf
        } else if [".bin", ".pt", ".pth"].iter().any(|ending| name.ends_with(ending)) {
            Self::Torch
        } else if is_index(&name) || name.ends_with(".index.json") {
            Self::Index
        } else if quantized::CONFIG_FILES.contains(&&*name) {
            Self::Config
        } else {
            Self::Other
        }
    }
}

/// What the name of an index has between that of its model and `json`, by the kind of shards; variants stand before the ending, as in
/// `model.safetensors.index.fp16.json`.
const INDICES: [&str; 2] = [".safetensors.index.", ".bin.index."];

/// Whether a name in lower case is that of an index and of nothing else.
fn is_index(name: &str) -> bool {
    INDICES.iter().any(|part| name.contains(part)) && name.ends_with(".json")
}

/// A model that is being opened.
#[derive(Debug)]
pub(super) struct Model {
    parts: Vec<Part>,
    texts: Option<Texts>,
    /// What is known of each part, by its place.
    shards: Vec<Option<Result<Vec<Info>, FileError>>>,
    ggufs: Vec<Option<Result<gguf::Head, FileError>>>,
    torches: Vec<Option<Result<Vec<stored::Stored>, FileError>>>,
    settled: Option<Settled>,
}

/// What the texts of a model say.
#[derive(Debug, Default)]
struct Texts {
    index: Option<Index>,
    config: Config,
    findings: Vec<Finding>,
}

/// The tensors of a model.
#[derive(Debug)]
pub(super) enum Opened {
    Safetensors(Tensors),
    Gguf(Gguf),
    Torch(Torch),
}

impl Model {
    /// Parts of a name and a size, one behind the other.
    pub(super) fn new<'p>(parts: impl IntoIterator<Item = (&'p str, u64)>) -> Self {
        let mut end = 0u64;
        let part = |(name, size): (&str, u64)| {
            let start = end;
            // Sizes come from a file system; together they are far from overflowing.
            end = end.saturating_add(size);
            Part { name: name.into(), range: start..end, kind: Kind::of(name) }
        };
        let parts: Vec<Part> = parts.into_iter().map(part).collect();
        let none = |_: &Part| None;
        let shards = parts.iter().map(none).collect();
        let ggufs = parts.iter().map(|_| None).collect();
        let torches = parts.iter().map(|_| None).collect();
        Self { parts, texts: None, shards, ggufs, torches, settled: None }
    }

    /// The size of all parts together in bytes.
    pub(super) fn size(&self) -> u64 {
        self.parts.last().map_or(0, |part| part.range.end)
    }

    /// The end of the part that has the byte at `start`.
    pub(super) fn border(&self, start: u64) -> u64 {
        let next = self.parts.partition_point(|part| part.range.end <= start);
        self.parts.get(next).map_or(start, |part| part.range.end)
    }

    /// Whether it is read as a model: one file alone is read by its content, unless its name says that it is an index.
    pub(super) fn is_several(&self) -> bool {
        self.parts.len() != 1 || is_index(&self.parts[0].name.to_ascii_lowercase())
    }

    fn of(&self, kind: Kind) -> impl Iterator<Item = usize> {
        (0..self.parts.len()).filter(move |&part| self.parts[part].kind == kind)
    }

    /// Reads what the model holds.
    ///
    /// # Errors
    /// When bytes are missing, and when nothing of the model can be read.
    pub(super) fn read(&mut self, file: &str, pieces: &Pieces<'_>) -> Result<Opened, Stop> {
        let has = |kind: Kind| self.of(kind).next().is_some();
        if !has(Kind::Safetensors) && (has(Kind::Torch) || self.names_torch()) {
            return self.torch(file, pieces).map(Opened::Torch);
        }
        if has(Kind::Safetensors) || has(Kind::Index) {
            return self.safetensors(file, pieces).map(Opened::Safetensors);
        }
        self.gguf(file, pieces).map(Opened::Gguf)
    }

    /// The shards of safetensors; parts of another kind are left out.
    pub(super) fn safetensors(&mut self, file: &str, pieces: &Pieces<'_>) -> Result<Tensors, Stop> {
        if self.texts.is_none() {
            self.texts = Some(self.read_texts(pieces)?);
        }
        if self.settled.is_none() {
            let shards: Vec<usize> = self.of(Kind::Safetensors).collect();
            for &part in &shards {
                self.read_shard(part, pieces)?;
            }
            self.settled = Some(self.settle(file, &shards)?);
        }
        let (Some(settled), Some(texts)) = (&self.settled, &self.texts) else {
            return Err(FileError::NoTensor { file: file.into() }.into());
        };
        let quantized = quantized::recognise(file, &settled.stored(), pieces, &texts.config)?;
        let settled = self.settled.take().unwrap_or_default();
        Ok(Tensors::new(self.names(), settled, quantized))
    }

    /// The header of a shard, kept.
    fn read_shard(&mut self, part: usize, pieces: &Pieces<'_>) -> Result<(), Stop> {
        if self.shards[part].is_some() {
            return Ok(());
        }
        let Part { name, range, .. } = &self.parts[part];
        let read = match header::read(&excerpt(name), pieces.section(range.clone()), part) {
            Ok(infos) => Ok(infos),
            Err(Stop::Refused(error)) => Err(error),
            Err(missing) => return Err(missing),
        };
        self.shards[part] = Some(read);
        Ok(())
    }

    /// Chooses the tensors. The headers are not needed any more.
    fn settle(&mut self, file: &str, shards: &[usize]) -> Result<Settled, FileError> {
        let texts = self.texts.take().unwrap_or_default();
        let heads = shards.iter().filter_map(|&part| Some((part, self.shards[part].take()?))).collect();
        let mut settled = settle::settle(&self.parts, Kind::Safetensors, heads, texts.index.as_ref());
        settled.findings.splice(0..0, texts.findings.iter().cloned());
        let beside = self.of(Kind::Gguf).chain(self.of(Kind::Torch)).chain(self.of(Kind::Index).skip(1));
        settled.leave_out(beside.map(|part| &*self.parts[part].name));
        self.texts = Some(texts);
        settled.or_error(file)
    }

    /// The parts of a GGUF.
    pub(super) fn gguf(&mut self, file: &str, pieces: &Pieces<'_>) -> Result<Gguf, Stop> {
        let ggufs: Vec<usize> = self.of(Kind::Gguf).collect();
        for &part in &ggufs {
            if self.ggufs[part].is_none() {
                let Part { name, range, .. } = &self.parts[part];
                let read = match gguf::Head::read(&excerpt(name), pieces.section(range.clone()), part) {
                    Ok(head) => Ok(head),
                    Err(Stop::Refused(error)) => Err(error),
                    Err(missing) => return Err(missing),
                };
                self.ggufs[part] = Some(read);
            }
        }
        let heads = ggufs.iter().filter_map(|&part| Some((part, self.ggufs[part].take()?))).collect();
        Ok(splits::joined(file, self.names(), heads)?)
    }

    fn names(&self) -> Vec<String> {
        self.parts.iter().map(|part| part.name.clone()).collect()
    }

    /// Index and configuration.
    fn read_texts(&self, pieces: &Pieces<'_>) -> Result<Texts, Stop> {
        let mut texts = Texts::default();
        for part in self.of(Kind::Index).take(1).chain(self.of(Kind::Config)) {
            let Part { name, range, kind } = &self.parts[part];
            let (file, bytes) = (excerpt(name), range.end - range.start);
            if bytes > LONGEST_TEXT {
                let fault = FileError::TextSize { file, bytes, limit: LONGEST_TEXT };
                texts.findings.push(Finding::Fault(fault));
                continue;
            }
            let bytes = pieces.section(range.clone()).head(bytes)?;
            let Ok(text) = std::str::from_utf8(bytes) else {
                let byte = std::str::from_utf8(bytes).map_or_else(|e| e.valid_up_to(), |_| 0);
                texts.findings.push(Finding::Fault(FileError::NotText { file, byte }));
                continue;
            };
            let broken = match kind {
                Kind::Index => Index::read(&file, text).map(|index| texts.index = Some(index)).err(),
                _ => texts.config.read(name, text).err(),
            };
            texts.findings.extend(broken.map(|detail| {
                Finding::Note(match kind {
                    Kind::Index => Note::IndexBroken { index: file, detail },
                    _ => Note::ConfigBroken { file, detail },
                })
            }));
        }
        Ok(texts)
    }
}

/// Whether a file belongs to a model, by its name; data, an index or a configuration.
pub fn is_part(name: &str) -> bool {
    Kind::of(name) != Kind::Other
}

/// The note on shards that are missing beside a file, by its name.
pub(super) fn missing_beside(file: &str) -> Option<Note> {
    splits::missing_shards(std::iter::once(file))
}

/// The tensors of one safetensors file.
///
/// # Errors
/// When bytes are missing, and when it is malformed.
pub(super) fn safetensors(file: &str, pieces: &Pieces<'_>) -> Result<Tensors, Stop> {
    let infos = header::read(file, pieces.all(), 0)?;
    let settled = Settled::alone(infos, file);
    let quantized = quantized::recognise(file, &settled.stored(), pieces, &Config::default())?;
    Ok(Tensors::new(vec![file.into()], settled, quantized))
}

/// The tensors of one GGUF file.
///
/// # Errors
/// When bytes are missing, when it is malformed, and when none of its tensors can be read.
pub(super) fn gguf(file: &str, pieces: &Pieces<'_>) -> Result<Gguf, Stop> {
    let head = gguf::Head::read(file, pieces.all(), 0)?;
    Ok(splits::joined(file, vec![file.into()], vec![(0, Ok(head))])?)
}
