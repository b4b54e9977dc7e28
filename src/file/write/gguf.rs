//! ggml's `.gguf`, version 3, little-endian: <https://github.com/ggml-org/ggml/blob/master/docs/gguf.md>.
//!
//! ```text
//! "GGUF", 3, number of tensors, number of metadata
//! each of the metadata     key, type, value
//! each tensor              name, dimensions (fastest first), type, offset
//! bytes of the tensors, each at a multiple of 32
//! ```

use crate::ggml::Block;
use crate::scheme::ggml::Kind;

/// Tensors begin at a multiple of this many bytes.
const ALIGNMENT: usize = 32;
const VERSION: u32 = 3;
/// The longest name in bytes that ggml reads.
const LONGEST_NAME: usize = 63;

/// A type of ggml: its number in `enum ggml_type`, and the values and bytes of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GgmlType {
    /// Its number.
    pub number: u32,
    /// The values of a block.
    pub values: usize,
    /// The bytes of a block.
    pub bytes: usize,
}

impl GgmlType {
    /// 32-bit floats.
    pub const F32: Self = Self { number: 0, values: 1, bytes: 4 };
    /// 16-bit floats.
    pub const F16: Self = Self { number: 1, values: 1, bytes: 2 };
    /// The upper halves of 32-bit floats.
    pub const BF16: Self = Self { number: 30, values: 1, bytes: 2 };

    /// The block type of a number in ggml's list, if it is known.
    pub fn of_number(number: u32) -> Option<Self> {
        Block::of_kind(number).map(|&Block { kind, values, size, .. }| Self {
            number: kind,
            values,
            bytes: size,
        })
    }

    /// The type of a format.
    pub fn of_kind(kind: Kind) -> Self {
        Self { number: kind.number(), values: kind.super_block(), bytes: kind.bytes() }
    }

    /// The bytes of a tensor of rows of `columns` values; none where rows are not made of whole blocks.
    pub fn size(self, rows: usize, columns: usize) -> Option<usize> {
        columns.is_multiple_of(self.values).then(|| rows * (columns / self.values) * self.bytes)
    }
}

/// A tensor to write.
#[derive(Debug, Clone, Copy)]
pub struct GgufTensor<'a> {
    /// Its name. ggml reads names of at most 63 bytes: what is longer is cut off.
    pub name: &'a str,
    /// Its dimensions, the slowest first; at most four.
    pub shape: &'a [usize],
    /// Its type.
    pub kind: GgmlType,
    /// Its blocks, packed as the type says.
    pub bytes: &'a [u8],
}

/// A value of the metadata.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum GgufValue<'a> {
    /// A text.
    Text(&'a str),
    /// A whole number.
    U32(u32),
    /// A float.
    F32(f32),
}

/// Tensors as a `.gguf` file, with metadata by their keys.
pub fn gguf(metadata: &[(&str, GgufValue<'_>)], tensors: &[GgufTensor<'_>]) -> Vec<u8> {
    let bytes: usize = tensors.iter().map(|tensor| tensor.bytes.len().next_multiple_of(ALIGNMENT)).sum();
    let mut out = Vec::with_capacity(bytes + 4096);
    out.extend_from_slice(b"GGUF");
    out.extend_from_slice(&VERSION.to_le_bytes());
    count(&mut out, tensors.len());
    count(&mut out, metadata.len());
    for (key, value) in metadata {
        text(&mut out, key);
        match value {
            GgufValue::U32(number) => out.extend([4, *number].iter().flat_map(|n| n.to_le_bytes())),
            GgufValue::F32(number) => {
                out.extend_from_slice(&6u32.to_le_bytes());
                out.extend_from_slice(&number.to_le_bytes());
            }
            GgufValue::Text(value) => {
                out.extend_from_slice(&8u32.to_le_bytes());
                text(&mut out, value);
            }
        }
    }
    let mut offset = 0;
    for tensor in tensors {
        text(&mut out, shortened(tensor.name));
        out.extend_from_slice(&(tensor.shape.len() as u32).to_le_bytes());
        tensor.shape.iter().rev().for_each(|&dimension| count(&mut out, dimension));
        out.extend_from_slice(&tensor.kind.number.to_le_bytes());
        count(&mut out, offset);
        offset += tensor.bytes.len().next_multiple_of(ALIGNMENT);
    }
    for bytes in [&[][..]].into_iter().chain(tensors.iter().map(|tensor| tensor.bytes)) {
        out.extend_from_slice(bytes);
        out.resize(out.len().next_multiple_of(ALIGNMENT), 0);
    }
    out
}

/// Lengths, counts and offsets have 64 bits.
fn count(out: &mut Vec<u8>, number: usize) {
    out.extend_from_slice(&(number as u64).to_le_bytes());
}

fn text(out: &mut Vec<u8>, text: &str) {
    count(out, text.len());
    out.extend_from_slice(text.as_bytes());
}

fn shortened(name: &str) -> &str {
    &name[..name.floor_char_boundary(LONGEST_NAME)]
}
