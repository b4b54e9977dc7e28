//! Writing: arrays in, the bytes of a file out. The counterpart of [`read`](super::read).
//!
//! numpy, the safetensors library and [`read`](super::read) can read these files. They are little-endian, in row-major order,
//! not compressed, and have no date.

mod containers;
mod ggml;
mod gguf;
mod json;
mod layouts;
mod npy;
mod npz;
mod packing;
mod quantized;
mod safetensors;

pub use containers::Target;
pub use gguf::{GgmlType, GgufTensor, GgufValue, gguf};
pub use layouts::{Layout, Nested, Stored};
pub use npy::npy;
pub use npz::npz;
pub use quantized::QuantizedFile;
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
    /// 64-bit integers.
    I64(Cow<'a, [i64]>),
    /// Numbers of another type by their little-endian bytes.
    Raw(Dtype, Cow<'a, [u8]>),
}

/// A type of numbers that are written byte by byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dtype {
    /// 32-bit integers in two's complement.
    I32,
    /// OCP's E4M3.
    F8E4M3,
    /// OCP's E5M2.
    F8E5M2,
    /// E4M3 without infinities and −0.
    F8E4M3Fnuz,
    /// E5M2 without infinities and −0.
    F8E5M2Fnuz,
    /// E2M3 of OCP's MX, densely packed.
    F6E2M3,
    /// E3M2 of OCP's MX, densely packed.
    F6E3M2,
    /// E2M1 of OCP's MX, two in a byte.
    F4,
}

impl Dtype {
    /// Its name in safetensors, its size in whole bytes, and numpy's name for what it has: of small floats their bytes.
    fn names(self) -> (&'static str, usize, &'static str) {
        match self {
            Self::I32 => ("I32", 4, "<i4"),
            Self::F8E4M3 => ("F8_E4M3", 1, "|u1"),
            Self::F8E5M2 => ("F8_E5M2", 1, "|u1"),
            Self::F8E4M3Fnuz => ("F8_E4M3FNUZ", 1, "|u1"),
            Self::F8E5M2Fnuz => ("F8_E5M2FNUZ", 1, "|u1"),
            Self::F6E2M3 => ("F6_E2M3", 1, "|u1"),
            Self::F6E3M2 => ("F6_E3M2", 1, "|u1"),
            Self::F4 => ("F4", 1, "|u1"),
        }
    }

    /// Its name in safetensors.
    pub fn name(self) -> &'static str {
        self.names().0
    }

    /// Bits of a number.
    fn bits(self) -> usize {
        match self {
            Self::F6E2M3 | Self::F6E3M2 => 6,
            Self::F4 => 4,
            other => 8 * other.names().1,
        }
    }
}

impl Elements<'_> {
    /// The size of an element in bytes.
    fn size(&self) -> usize {
        match self {
            Self::I8(_) | Self::U8(_) => 1,
            Self::F32(_) => 4,
            Self::I64(_) => 8,
            Self::Raw(dtype, _) => dtype.names().1,
        }
    }

    /// The size of all elements in bytes.
    fn bytes(&self) -> usize {
        match self {
            Self::I8(bytes) | Self::U8(bytes) | Self::Raw(_, bytes) => bytes.len(),
            Self::F32(values) => 4 * values.len(),
            Self::I64(values) => 8 * values.len(),
        }
    }

    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::I8(bytes) | Self::U8(bytes) | Self::Raw(_, bytes) => out.extend_from_slice(bytes),
            Self::F32(values) => out.extend(values.iter().flat_map(|x| x.to_le_bytes())),
            Self::I64(values) => out.extend(values.iter().flat_map(|x| x.to_le_bytes())),
        }
    }
}
