//! The tensors of a file, and one tensor that was read.

use std::collections::{BTreeMap, BTreeSet};

use super::bits::Bits;
use super::elements::Element;
use super::sentences::{FileError, Note};
use crate::ggml::Block;
use crate::sentence::Sentence;
use crate::tensor::Tensor;

/// The largest number of values that are read of a tensor: 2²⁶, 256 MB as f32. Larger tensors are sampled by evenly spaced rows.
pub const MAX_FILE_VALUES: usize = 1 << 26;

/// The formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Hugging Face's safetensors.
    Safetensors,
    /// numpy's npy.
    Npy,
    /// numpy's npz.
    Npz,
    /// ggml's GGUF.
    Gguf,
    /// PyTorch's checkpoint, a ZIP archive with a pickle.
    Torch,
    /// A model in the Open Neural Network Exchange format.
    Onnx,
    /// An importance matrix of llama.cpp, in either layout: no data, but what weighs their errors.
    Importance,
    /// Nested arrays of numbers.
    Json,
    /// A table of numbers as text.
    Text,
    /// A photograph as PNG.
    Png,
    /// A photograph as JPEG.
    Jpeg,
}

/// A tensor in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its name; the name of the file if the format has no names.
    pub name: String,
    /// Its dimensions.
    pub shape: Vec<u64>,
    /// The type of its values by numpy's name (`float32`, `bfloat16`, …) or, for block types, ggml's; or `text`, `json` or `luminance`.
    pub dtype: String,
    /// The number of its values; may be 0, or more than are read.
    pub count: u64,
    /// Whether it can be read.
    pub readable: bool,
    /// The file that it lies in, as its index in [`Listing::parts`].
    pub part: usize,
    /// The quantized tensor that it belongs to, of an array that decodes one. It is read by its name, but is no tensor of the model.
    pub part_of: Option<String>,
    /// Bits of all arrays of a tensor that is made of several; None of any other, whose type says how it is stored.
    pub stored_bits: Option<u64>,
}

impl Entry {
    /// Bits in which each value is stored: of a tensor that is made of several arrays all of these, of block types with the scales of
    /// blocks. None where that is not known, as of text and of weights that cannot be read.
    pub fn bits_per_value(&self) -> Option<f64> {
        if let Some(bits) = self.stored_bits {
            return (self.count > 0).then(|| bits as f64 / self.count as f64);
        }
        let element = Element::ALL.into_iter().find(|element| element.name() == self.dtype);
        let few = || Bits::of_name(&self.dtype).map(|bits| bits.each() as f64);
        let block = || Block::of_name(&self.dtype).map(|block| 8.0 * block.size as f64 / block.values as f64);
        element.map(|element| 8.0 * element.size() as f64).or_else(few).or_else(block)
    }

    /// Bits of each value where nothing quantizes it further: those in which it is stored, or the 32 as which it is read where these are
    /// not known.
    pub fn kept_bits_per_value(&self) -> f64 {
        self.bits_per_value().unwrap_or(32.0)
    }

    /// Whether a survey of its model measures it: it has values that can be read, they are no whole numbers, and it decodes no other entry.
    pub fn is_surveyed(&self) -> bool {
        self.readable && self.count > 0 && self.part_of.is_none() && !self.is_of_integers()
    }

    /// Whether its values are whole numbers or truth values, as positions and masks, and no weights.
    pub fn is_of_integers(&self) -> bool {
        let whole = |element: Element| element.name() == self.dtype && element.is_whole();
        ["int4", "uint4"].contains(&&*self.dtype) || Element::ALL.into_iter().any(whole)
    }
}

/// The tensors of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// The file's format.
    pub format: Format,
    /// The tensors, in the order of the file. No two have one name.
    pub entries: Vec<Entry>,
    /// The index of the one that is shown first; 0 if there are none.
    pub first: usize,
    /// The names of the files of the model; of a single file its name.
    pub parts: Vec<String>,
    /// What a person should know of the files: what is missing, and what cannot be read.
    pub notes: Vec<Finding>,
}

/// Something that opening found, while the rest can be read.
#[derive(Debug, Clone, PartialEq)]
pub enum Finding {
    /// A file or a tensor cannot be read.
    Fault(FileError),
    /// Anything else.
    Note(Note),
}

impl Finding {
    pub(super) fn fault(&self) -> Option<&FileError> {
        if let Self::Fault(fault) = self { Some(fault) } else { None }
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Fault(fault) => fault.fmt(f),
            Self::Note(note) => note.fmt(f),
        }
    }
}

impl Sentence for Finding {
    fn key(&self) -> &'static str {
        match self {
            Self::Fault(fault) => fault.key(),
            Self::Note(note) => note.key(),
        }
    }

    fn words(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Fault(fault) => fault.words(),
            Self::Note(note) => note.words(),
        }
    }
}

/// Gives entries of one name different ones: the last keeps it, as in Python's dictionaries; those before are `NAME (1)`, `NAME (2)`, …
pub(super) fn with_distinct_names(mut entries: Vec<Entry>) -> Vec<Entry> {
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    for (i, entry) in entries.iter().enumerate() {
        last.insert(&entry.name, i);
    }
    if last.len() == entries.len() {
        return entries;
    }
    let mut taken: BTreeSet<String> = last.keys().map(|&name| name.into()).collect();
    let again: Vec<usize> = (0..entries.len()).filter(|i| last[&*entries[*i].name] != *i).collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for i in again {
        let name = std::mem::take(&mut entries[i].name);
        let count = counts.entry(name.clone()).or_default();
        while !taken.insert(format!("{name} ({})", *count + 1)) {
            *count += 1;
        }
        *count += 1;
        entries[i].name = format!("{name} ({count})");
    }
    entries
}

/// A tensor that was read, with notes.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// The tensor, with the name of its entry.
    pub tensor: Tensor,
    /// What the user should know about the values.
    pub notes: Vec<Note>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_of_one_name_are_all_within_reach() {
        let entry = |name: &str| Entry {
            name: name.into(),
            shape: vec![],
            dtype: String::new(),
            count: 1,
            readable: true,
            part: 0,
            part_of: None,
            stored_bits: None,
        };
        let names = |given: &[&str]| -> Vec<String> {
            let entries = given.iter().map(|name| entry(name)).collect();
            with_distinct_names(entries).into_iter().map(|entry| entry.name).collect()
        };
        assert_eq!(names(&["a", "b"]), ["a", "b"]);
        assert_eq!(names(&["w", "x", "w", "w"]), ["w (1)", "x", "w (2)", "w"]);
        assert_eq!(names(&["w", "w (1)", "w"]), ["w (2)", "w (1)", "w"]);
    }
}
