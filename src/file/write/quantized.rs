//! A quantized tensor as a file of our own: its arrays, and how blocks map to scales. `docs/export.md` describes it for readers.
//!
//! ```text
//! codes         the tensor's shape      I8 (symmetric integers) or U8
//! scales        grid of blocks          F32
//! integers:     zero_points             grid of blocks, as codes; F32 where they are real
//!               x̂ = (codes - zero_points) · scales
//! tables:       levels                  F32, one for each code
//!               x̂ = levels[codes] · scales
//! ```
//! The grid of blocks has two dimensions: 1 × 1 for one scale, rows × 1, 1 × columns, or rows × ⌈columns / N⌉ for groups of N.

use std::borrow::Cow;

use super::json::texts;
use super::{Array, Elements, Target, npz, safetensors};
use crate::{
    Quantized, Tensor,
    scheme::{Format, Granularity, Scheme, Symmetry, Zero, ggml},
};

/// The version of the layout.
const LAYOUT: &str = "1";

/// A quantized tensor to write.
#[derive(Debug, Clone, Copy)]
pub struct QuantizedFile<'a> {
    /// The tensor before quantization.
    pub tensor: &'a Tensor,
    /// Its codes and grids.
    pub quantized: &'a Quantized,
    /// The notation of the data.
    pub data: &'a str,
}

impl QuantizedFile<'_> {
    /// The bytes of the file; `None` where [`Target::layout`] has none for this scheme.
    pub fn write(&self, target: Target) -> Option<Vec<u8>> {
        target.layout(self.scheme(), self.tensor)?;
        match target {
            Target::Safetensors => Some(safetensors(&self.arrays(), &self.metadata())),
            Target::Npz => Some(npz(&self.arrays(), &texts(&self.metadata()))),
            _ => self.write_for(target),
        }
    }

    fn scheme(&self) -> &Scheme {
        self.quantized.fit.scheme()
    }

    fn arrays(&self) -> Vec<Array<'_>> {
        let Quantized { bytes, fit } = self.quantized;
        let quantizers = || (0..fit.count()).map(|index| fit.quantizer(index));
        let codes = |elements| Array { name: "codes", shape: self.tensor.shape().to_vec(), elements };
        let of_blocks = |name, elements| Array { name, shape: self.grid().to_vec(), elements };
        let scales = of_blocks("scales", Elements::F32(quantizers().map(|q| q.scale()).collect()));
        let bytes = Cow::Borrowed(bytes.as_slice());
        let integers = || quantizers().map(|q| q.zero_point() as i32 as u8).collect();
        let zero_points = |elements| of_blocks("zero_points", elements);
        match self.scheme().format {
            Format::Int { symmetry: Symmetry::Symmetric(_), .. } => {
                vec![codes(Elements::I8(bytes)), scales, zero_points(Elements::I8(integers()))]
            }
            Format::Int { symmetry: Symmetry::Asymmetric(Zero::Integer), .. } => {
                vec![codes(Elements::U8(bytes)), scales, zero_points(Elements::U8(integers()))]
            }
            Format::Int { symmetry: Symmetry::Asymmetric(Zero::Real), .. } => {
                let real = quantizers().map(|q| q.zero_point()).collect();
                vec![codes(Elements::U8(bytes)), scales, zero_points(Elements::F32(real))]
            }
            Format::Table(book) => {
                let levels: Vec<f32> = (0..1 << book.bits).map(|code| book.value(code as u8)).collect();
                let shape = vec![levels.len()];
                let levels = Array { name: "levels", shape, elements: Elements::F32(levels.into()) };
                vec![codes(Elements::U8(bytes)), scales, levels]
            }
            Format::Ggml(kind) => {
                let levels: Vec<f32> = kind.values();
                let shape = vec![levels.len()];
                let levels = Array { name: "levels", shape, elements: Elements::F32(levels.into()) };
                let each = |of: fn(&ggml::Coding) -> f32| {
                    Elements::F32(fit.found().codings.iter().map(of).collect())
                };
                let scales = of_blocks("scales", each(|coding| coding.step));
                let minimums = of_blocks("minimums", each(|coding| coding.base));
                vec![codes(Elements::U8(bytes)), scales, minimums, levels]
            }
            // It has no layout.
            Format::Stored(_) => Vec::new(),
        }
    }

    /// The number of rows and columns of blocks.
    fn grid(&self) -> [usize; 2] {
        let (tall, wide) = self.tile();
        [self.tensor.rows().div_ceil(tall), self.tensor.columns().div_ceil(wide)]
    }

    /// Rows and columns of a block.
    fn tile(&self) -> (usize, usize) {
        // Every granularity of the notation has tiles.
        self.quantized.fit.map().tile().unwrap_or((1, 1))
    }

    fn metadata(&self) -> Vec<(&'static str, String)> {
        let granularity = match self.scheme().granularity {
            Granularity::Tensor => "tensor",
            Granularity::Row => "row",
            Granularity::Column => "col",
            Granularity::Group(_) => "group",
            Granularity::Tile(..) => "tile",
        };
        let decode = match self.scheme().format {
            Format::Int { .. } => "(codes - zero_points) * scales",
            Format::Table(_) | Format::Stored(_) => "levels[codes] * scales",
            Format::Ggml(_) => "levels[codes] * scales + minimums",
        };
        let (tall, wide) = self.tile();
        vec![
            ("format", "quantscope".into()),
            ("layout", LAYOUT.into()),
            ("scheme", self.scheme().to_string()),
            ("data", self.data.into()),
            ("name", self.tensor.name().into()),
            ("granularity", granularity.into()),
            ("block", format!("{tall}x{wide}")),
            ("rows", self.tensor.rows().to_string()),
            ("columns", self.tensor.columns().to_string()),
            ("decode", decode.into()),
        ]
    }
}
