//! A quantized tensor as a file: which arrays it has, and how blocks map to scales. `docs/export.md` tells readers.
//!
//! ```text
//! codes         the tensor's shape      I8 (symmetric) or U8 (asymmetric)
//! scales        grid of blocks          F32
//! zero_points   grid of blocks          as codes; F32 where they are real
//! x̂ = (codes - zero_points) · scales    in f32, with codes read as rows × columns
//! ```
//! The grid of blocks has two dimensions: 1 × 1 for one scale, rows × 1, 1 × columns, or rows × ⌈columns / N⌉ for groups of N.

use std::borrow::Cow;

use super::{Array, Elements, npz, safetensors};
use crate::{
    Quantized, Scheme, Tensor,
    params::ZeroPoint,
    scheme::{Blocks, Granularity, Symmetry, Zero},
};

/// The version of the layout.
const LAYOUT: &str = "1";

/// Which kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// `.safetensors`, with the metadata in its header.
    Safetensors,
    /// `.npz`, with the metadata as JSON in the array `metadata`.
    Npz,
}

/// A quantized tensor, about to be written.
#[derive(Debug, Clone, Copy)]
pub struct QuantizedFile<'a> {
    /// What was quantized.
    pub tensor: &'a Tensor,
    /// How.
    pub scheme: &'a Scheme,
    /// What came of it.
    pub quantized: &'a Quantized,
    /// The notation of the data.
    pub data: &'a str,
}

impl QuantizedFile<'_> {
    /// The bytes of the file.
    pub fn write(&self, target: Target) -> Vec<u8> {
        let (arrays, metadata) = (self.arrays(), self.metadata());
        match target {
            Target::Safetensors => safetensors(&arrays, &metadata),
            Target::Npz => {
                let texts = metadata.iter().map(|(name, text)| ((*name).to_owned(), text.as_str().into()));
                npz(&arrays, &serde_json::Value::Object(texts.collect()).to_string())
            }
        }
    }

    fn arrays(&self) -> [Array<'_>; 3] {
        let Quantized { bytes, params } = self.quantized;
        let codes = Cow::Borrowed(bytes.as_slice());
        let integers = || params.iter().map(|p| p.zero_point.parts().1 as u8).collect();
        let (codes, zero_points) = match self.scheme.symmetry {
            Symmetry::Symmetric(_) => (Elements::I8(codes), Elements::I8(integers())),
            Symmetry::Asymmetric(Zero::Integer) => (Elements::U8(codes), Elements::U8(integers())),
            Symmetry::Asymmetric(Zero::Real) => {
                let real = params.iter().map(|p| ZeroPoint::value(p.zero_point)).collect();
                (Elements::U8(codes), Elements::F32(real))
            }
        };
        let scales = Elements::F32(params.iter().map(|p| p.scale).collect());
        let grid = self.grid();
        [
            Array { name: "codes", shape: self.tensor.shape().to_vec(), elements: codes },
            Array { name: "scales", shape: grid.to_vec(), elements: scales },
            Array { name: "zero_points", shape: grid.to_vec(), elements: zero_points },
        ]
    }

    /// Rows and columns of blocks.
    fn grid(&self) -> [usize; 2] {
        let (rows, columns) = (self.tensor.rows(), self.tensor.columns());
        let (tall, wide) = Blocks::new(self.tensor, self.scheme.granularity).size();
        [rows.div_ceil(tall), columns.div_ceil(wide)]
    }

    fn metadata(&self) -> Vec<(&'static str, String)> {
        let granularity = match self.scheme.granularity {
            Granularity::Tensor => "tensor",
            Granularity::Row => "row",
            Granularity::Column => "col",
            Granularity::Group(_) => "group",
        };
        let (tall, wide) = Blocks::new(self.tensor, self.scheme.granularity).size();
        vec![
            ("format", "quantscope".into()),
            ("layout", LAYOUT.into()),
            ("scheme", self.scheme.to_string()),
            ("data", self.data.into()),
            ("name", self.tensor.name().into()),
            ("granularity", granularity.into()),
            ("block", format!("{tall}x{wide}")),
            ("rows", self.tensor.rows().to_string()),
            ("columns", self.tensor.columns().to_string()),
            ("decode", "(codes - zero_points) * scales".into()),
        ]
    }
}
