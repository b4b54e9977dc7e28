//! The tensors of a file, and one tensor that was read.

use super::sentences::Note;
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name; the name of the file if the format has no names.
    pub name: String,
    /// Its dimensions.
    pub shape: Vec<u64>,
    /// The type of its values by numpy's name (`float32`, `bfloat16`, …) or, for block types, ggml's; or `text`, `json` or `luminance`.
    pub dtype: String,
    /// The number of its values; may be 0, or more than are read.
    pub count: u64,
    /// Whether its type can be read.
    pub readable: bool,
}

/// The tensors of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The file's format.
    pub format: Format,
    /// The tensors, in the order of the file.
    pub entries: Vec<Entry>,
}

/// A tensor that was read, with notes.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// The tensor, with the name of its entry.
    pub tensor: Tensor,
    /// What the user should know about the values.
    pub notes: Vec<Note>,
}
