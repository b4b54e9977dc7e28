//! What a file holds, and one tensor read from it.

use super::sentences::Note;
use crate::tensor::Tensor;

/// Most values of a tensor that are read from a file: 2²⁶, 256 MB as f32. Of more, evenly spaced rows are read.
pub const MAX_FILE_VALUES: usize = 1 << 26;

/// Formats that are read.
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
    /// Nested arrays of numbers.
    Json,
    /// A table of numbers as text.
    Text,
}

/// A tensor in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name; the file's own where the format has no names.
    pub name: String,
    /// Its dimensions.
    pub shape: Vec<u64>,
    /// How its values are stored, by numpy's names (`float32`, `bfloat16`, …) or, of its block types, ggml's; or `text` or `json`.
    pub dtype: String,
    /// How many values it has; may be 0, or more than are read.
    pub count: u64,
    /// Whether its values are plain numbers that can be read.
    pub readable: bool,
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
