//! Where values come from: a notation or a file's bytes in, a [`Tensor`] or a clear sentence out.
//!
//! - [`DataSpec`] is the notation, [`Generator`] the part of it that is drawn at random, and [`generate()`]
//!   draws it.
//! - [`open`] lists what a file holds, and [`load`] reads one tensor of it. What a file *is* follows from its
//!   content, and from its name only where the content does not tell. No size a file claims is believed
//!   before the bytes are there.

mod data;
mod elements;
mod generate;
mod generator;
mod npy;
mod random;
mod recognise;
mod safetensors;
mod sentences;
mod text;

pub use data::{DataError, DataSpec, Literal, MAX_VALUES, Shape};
pub use generate::{Generation, STEP, generate};
pub use generator::{Channels, Generator, Kind, Outliers, Side};
pub use sentences::{FileError, Note};

use crate::tensor::Tensor;
use npy::Npy;
use safetensors::Tensors;
use sentences::{excerpt, place, shown};
use text::Table;

/// Most values of a tensor that is read from a file: 2²⁶, 256 MB as f32.
pub const MAX_FILE_VALUES: usize = 1 << 26;

/// Formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Hugging Face's safetensors.
    Safetensors,
    /// numpy's npy.
    Npy,
    /// A table of numbers as text.
    Text,
}

/// A tensor in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name; the file's own where the format has no names.
    pub name: String,
    /// Its dimensions.
    pub shape: Vec<usize>,
    /// How its values are stored, by numpy's names (`float32`, `bfloat16`, …), or `text`.
    pub dtype: String,
    /// How many values it has; may be 0, or more than [`load`] reads.
    pub count: usize,
}

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The file's format.
    pub format: Format,
    /// Its tensors, in the file's order.
    pub entries: Vec<Entry>,
}

/// A tensor, and what was done to read it.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// The values, named by their entry.
    pub tensor: Tensor,
    /// What a person should know about them.
    pub notes: Vec<Note>,
}

/// A file whose structure was checked.
enum Content<'a> {
    Safetensors(Tensors<'a>),
    Npy(Npy<'a>),
    Text(Table),
}

impl<'a> Content<'a> {
    fn read(file: &str, bytes: &'a [u8]) -> Result<Self, FileError> {
        match recognise::recognise(file, bytes)? {
            Format::Safetensors => Tensors::read(file, bytes).map(Self::Safetensors),
            Format::Npy => Npy::read(file, bytes).map(Self::Npy),
            Format::Text => Table::read(file, bytes).map(Self::Text),
        }
    }

    fn listing(&self, file: &str) -> Listing {
        let (format, entries) = match self {
            Self::Safetensors(tensors) => (Format::Safetensors, tensors.entries()),
            Self::Npy(npy) => (Format::Npy, vec![npy.entry(file)]),
            Self::Text(table) => (Format::Text, vec![table.entry(file)]),
        };
        Listing { format, entries }
    }
}

/// What the file called `name` holds, from its bytes.
///
/// # Errors
/// When the file is none of the formats read here, or not in order.
pub fn open(name: &str, bytes: &[u8]) -> Result<Listing, FileError> {
    Content::read(name, bytes).map(|content| content.listing(name))
}

/// The tensor `entry` of the file called `name`; without `entry` the first that has values.
///
/// # Errors
/// When [`open`] fails, when there is no such tensor, when it has no values or more than
/// [`MAX_FILE_VALUES`], or when its values are no plain numbers.
pub fn load(name: &str, bytes: &[u8], entry: Option<&str>) -> Result<Loaded, FileError> {
    let content = Content::read(name, bytes)?;
    let entries = content.listing(name).entries;
    let index =
        match entry {
            Some(wanted) => entries.iter().position(|e| e.name == wanted).ok_or_else(|| {
                FileError::Tensor { file: name.into(), tensor: excerpt(wanted), found: names(&entries) }
            })?,
            None => entries.iter().position(|e| e.count > 0).unwrap_or(0),
        };
    let Some(chosen) = entries.get(index) else {
        return Err(FileError::NoTensor { file: name.into() });
    };
    let no_values = || {
        let place = match &content {
            Content::Safetensors(_) => place(name, &chosen.name),
            Content::Npy(_) | Content::Text(_) => name.into(),
        };
        FileError::NoValues { place, shape: shown(&chosen.shape) }
    };
    if chosen.count == 0 {
        return Err(no_values());
    }
    let (values, mut notes) = match content {
        Content::Safetensors(tensors) => tensors.values(name, index)?,
        Content::Npy(npy) => npy.values(name)?,
        Content::Text(table) => table.values(name)?,
    };
    if entry.is_none() && entries.len() > 1 {
        notes.insert(0, Note::First { tensor: excerpt(&chosen.name), count: entries.len() });
    }
    let tensor = Tensor::new(&chosen.name, &chosen.shape, values)
        .expect("readers give as many values as the shape has, and an empty one was refused");
    Ok(Loaded { tensor, notes })
}

/// The first few names, for a sentence.
fn names(entries: &[Entry]) -> String {
    const FEW: usize = 8;
    let mut names: Vec<String> = entries.iter().take(FEW).map(|e| excerpt(&e.name)).collect();
    if entries.len() > FEW {
        names.push(format!("… ({})", entries.len()));
    }
    names.join(", ")
}
