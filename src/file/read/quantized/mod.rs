//! Tensors that a library stored quantized in safetensors: an array of codes, and beside it the arrays that decode it. By their names
//! they are found and listed as one tensor with its decoded values.
//!
//! ```text
//! layouts.rs        compressed-tensors, Model Optimizer, DeepSeek's FP8, gpt-oss: names, types and shapes decide
//! bitsandbytes.rs   its shape and block size are JSON in an array of their own
//! decoding.rs       x̂ = (code − zero-point) · scale, block by block
//! ```
//! Arrays whose names match but whose types or shapes do not are listed as they are.

mod bitsandbytes;
#[cfg_attr(not(test), expect(dead_code, reason = "layouts look up in it what shapes do not say"))]
mod config;
mod decoding;
mod layouts;

use std::collections::BTreeMap;

pub(super) use config::{Config, FILES as CONFIG_FILES};
pub(super) use decoding::Decoding;

use super::elements::{Coding, Element};
use super::pieces::{Pieces, Stop};

/// An array of the file as recognition sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stored<'a> {
    pub(super) name: &'a str,
    pub(super) dtype: &'a str,
    pub(super) shape: &'a [u64],
    /// The offset of its first byte among those of all files of the model.
    pub(super) start: u64,
}

impl Stored<'_> {
    fn count(&self) -> u64 {
        // Checked for overflow when the header was read.
        self.shape.iter().product()
    }
}

/// A quantized tensor: which arrays it consists of, and how they are read.
#[derive(Debug)]
pub(super) struct Quantized {
    pub(super) name: String,
    /// The library's name for this layout.
    pub(super) layout: &'static str,
    /// The shape of the decoded tensor.
    pub(super) shape: Vec<u64>,
    /// The array of codes.
    pub(super) codes: usize,
    pub(super) coding: Coding,
    /// The other arrays that decode them.
    pub(super) parts: Vec<Part>,
    /// The array that says the shape, where there is one.
    pub(super) description: Option<usize>,
    pub(super) tiles: Tiles,
    /// Of scales that are codes themselves.
    pub(super) nested: Option<Nested>,
}

/// An array beside the codes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub(super) role: Role,
    pub(super) index: usize,
    pub(super) coding: Coding,
    /// The number of its values.
    pub(super) count: u64,
}

/// What an array beside the codes does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A scale for each block, or its code.
    Scales,
    /// One scale, by which those of the blocks are multiplied.
    Times,
    /// One scale, by which those of the blocks are divided.
    Over,
    /// The code of 0 for each block.
    ZeroPoints,
    /// The same as bytes: integers of so many bits, packed along the rows into words of 32 bits.
    PackedZeroPoints(u32),
    /// The value of each code.
    Levels,
    /// The value of each code of a scale.
    ScaleLevels,
    /// A scale for each block of scales.
    ScaleScales,
}

/// Scales in blocks of their own: level of the code times the scale of its block, plus an offset.
#[derive(Debug, Clone, Copy)]
pub(super) struct Nested {
    pub(super) block: u64,
    pub(super) offset: f32,
}

/// Which values share a scale: tiles of a matrix, row by row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tiles {
    /// Columns of the matrix.
    pub(super) columns: u64,
    /// Rows and columns of a tile.
    pub(super) height: u64,
    pub(super) width: u64,
}

impl Quantized {
    /// The places of all its arrays but the codes.
    pub(super) fn beside(&self) -> impl Iterator<Item = usize> {
        self.parts.iter().map(|part| part.index).chain(self.description)
    }
}

impl Tiles {
    /// Tiles beside each other.
    fn across(self) -> u64 {
        self.columns.div_ceil(self.width)
    }
}

/// The arrays of a file by their names.
struct Names<'a> {
    stored: &'a [Stored<'a>],
    places: BTreeMap<&'a str, usize>,
}

impl<'a> Names<'a> {
    /// The array called `base` + `suffix`.
    fn find(&self, base: &str, suffix: &str) -> Option<(usize, &'a Stored<'a>)> {
        let index = *self.places.get(&*format!("{base}{suffix}"))?;
        Some((index, &self.stored[index]))
    }
}

/// Finds the quantized tensors among the arrays of a model, each at the place of its codes.
///
/// # Errors
/// When bytes are missing that say what an array means.
pub(super) fn recognise(
    stored: &[Stored<'_>],
    pieces: &Pieces<'_>,
    _config: &Config,
) -> Result<BTreeMap<usize, Quantized>, Stop> {
    let places = stored.iter().enumerate().map(|(i, array)| (array.name, i)).collect();
    let names = Names { stored, places };
    let mut found = BTreeMap::new();
    for (index, array) in stored.iter().enumerate() {
        let quantized = match layouts::recognise(&names, index, array, pieces)? {
            None => bitsandbytes::recognise(&names, index, array, pieces)?,
            some => some,
        };
        if let Some(quantized) = quantized {
            found.insert(index, quantized);
        }
    }
    Ok(found)
}

/// How numbers of a type of the header are stored, for the types of scales and zero-points.
fn plain(dtype: &str) -> Option<Coding> {
    let element = match dtype {
        "F32" => Element::F32,
        "F16" => Element::F16,
        "BF16" => Element::Bf16,
        "I8" => Element::I8,
        "U8" => Element::U8,
        "F8_E4M3" => Element::F8E4M3,
        "F8_E8M0" => Element::F8E8M0,
        _ => return None,
    };
    Some(coding(element))
}

fn coding(element: Element) -> Coding {
    Coding::Plain { element, big_endian: false }
}
