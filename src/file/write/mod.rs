//! Writing: arrays in, the bytes of a file out. The counterpart of [`read`](super::read).
//!
//! numpy, the safetensors library and [`read`](super::read) can read these files. They are little-endian, in row-major order,
//! not compressed, and have no date.

mod json;
mod npy;
mod npz;
mod quantized;
mod safetensors;

pub use npy::npy;
pub use npz::npz;
pub use quantized::{QuantizedFile, Target};
pub use safetensors::safetensors;

use std::borrow::Cow;

/// An array to write.
#[derive(Debug, Clone, PartialEq)]
pub struct Array<'a> {
    /// Its name in a file of several arrays.
    pub name: &'a str,
    /// Its dimensions; their product is the number of its elements.
    pub shape: Vec<usize>,
    /// Its elements in row-major order.
    pub elements: Elements<'a>,
}

/// The elements of an array.
#[derive(Debug, Clone, PartialEq)]
pub enum Elements<'a> {
    /// 8-bit integers in two's complement.
    I8(Cow<'a, [u8]>),
    /// Unsigned 8-bit integers.
    U8(Cow<'a, [u8]>),
    /// 32-bit floats.
    F32(Cow<'a, [f32]>),
}

impl Elements<'_> {
    /// The size of an element in bytes.
    fn size(&self) -> usize {
        match self {
            Self::I8(_) | Self::U8(_) => 1,
            Self::F32(_) => 4,
        }
    }

    /// The size of all elements in bytes.
    fn bytes(&self) -> usize {
        match self {
            Self::I8(bytes) | Self::U8(bytes) => bytes.len(),
            Self::F32(values) => 4 * values.len(),
        }
    }

    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::I8(bytes) | Self::U8(bytes) => out.extend_from_slice(bytes),
            Self::F32(values) => out.extend(values.iter().flat_map(|x| x.to_le_bytes())),
        }
    }
}
