//! Where arrays go: the counterpart of [`read`](super::read). Arrays in, the bytes of a file out.
//!
//! What is written is what numpy and the safetensors library read, and what `source` reads back: little-endian, in row-major
//! order, nothing compressed, no date.

mod npy;
mod npz;
mod quantized;
mod safetensors;

pub use npy::npy;
pub use npz::npz;
pub use quantized::{QuantizedFile, Target};
pub use safetensors::safetensors;

use std::borrow::Cow;

/// An array to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct Array<'a> {
    /// What it is called in a file of several.
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
    /// 8-bit integers without a sign.
    U8(Cow<'a, [u8]>),
    /// 32-bit floats.
    F32(Cow<'a, [f32]>),
}

impl Elements<'_> {
    /// Bytes of an element.
    fn size(&self) -> usize {
        match self {
            Self::I8(_) | Self::U8(_) => 1,
            Self::F32(_) => 4,
        }
    }

    /// How many bytes all elements take.
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
