//! ggml's `.gguf`, version 3, little-endian: <https://github.com/ggml-org/ggml/blob/master/docs/gguf.md>.
//!
//! ```text
//! "GGUF", 3, number of tensors, number of metadata
//! each of the metadata     key, type, value
//! each tensor              name, dimensions (fastest first), type, offset
//! bytes of the tensors, each at a multiple of 32
//! ```

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
    const fn new(number: u32, values: usize, bytes: usize) -> Self {
        Self { number, values, bytes }
    }
    /// 32-bit floats.
    pub const F32: Self = Self::new(0, 1, 4);
    /// 16-bit floats.
    pub const F16: Self = Self::new(1, 1, 2);
    /// The upper halves of 32-bit floats.
    pub const BF16: Self = Self::new(30, 1, 2);
    /// Blocks of 32 values of four bits, with a scale.
    pub const Q4_0: Self = Self::new(2, 32, 18);
    /// As Q4_0, with a minimum.
    pub const Q4_1: Self = Self::new(3, 32, 20);
    /// Blocks of 32 values of five bits, with a scale.
    pub const Q5_0: Self = Self::new(6, 32, 22);
    /// As Q5_0, with a minimum.
    pub const Q5_1: Self = Self::new(7, 32, 24);
    /// Blocks of 32 bytes with a scale.
    pub const Q8_0: Self = Self::new(8, 32, 34);
    /// A K-quant of two bits: super-blocks of 256 values.
    pub const Q2_K: Self = Self::new(10, 256, 84);
    /// A K-quant of three bits.
    pub const Q3_K: Self = Self::new(11, 256, 110);
    /// A K-quant of four bits.
    pub const Q4_K: Self = Self::new(12, 256, 144);
    /// A K-quant of five bits.
    pub const Q5_K: Self = Self::new(13, 256, 176);
    /// A K-quant of six bits.
    pub const Q6_K: Self = Self::new(14, 256, 210);
    /// What K-quants are multiplied with.
    pub const Q8_K: Self = Self::new(15, 256, 292);
    /// Blocks of 32 places in a table of levels, with a scale.
    pub const IQ4_NL: Self = Self::new(20, 32, 18);
    /// The same levels under scales of six bits.
    pub const IQ4_XS: Self = Self::new(23, 256, 136);
    /// Values of −1, 0 and 1, five in a byte.
    pub const TQ1_0: Self = Self::new(34, 256, 54);
    /// The same in two bits each.
    pub const TQ2_0: Self = Self::new(35, 256, 66);
    /// OCP's MXFP4.
    pub const MXFP4: Self = Self::new(39, 32, 17);
    /// NVIDIA's NVFP4, without a scale of the tensor.
    pub const NVFP4: Self = Self::new(40, 64, 36);

    /// The type of a format.
    pub fn of_kind(kind: Kind) -> Self {
        Self::new(kind.number(), kind.super_block(), kind.bytes())
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
