//! Tensors that a library stored quantized in safetensors: an array of codes, and beside it the arrays that decode it. By their names
//! they are found and listed as one tensor with its decoded values.
//!
//! ```text
//! gptq.rs                 GPTQ, dense and in planes, with an order of activations
//! awq.rs                  AWQ
//! compressed_tensors.rs   compressed-tensors' integers and four-bit floats
//! model_optimizer.rs      Model Optimizer's NVFP4
//! bitsandbytes.rs         NF4, FP4 and int8
//! deepseek.rs             FP8 in blocks
//! gpt_oss.rs              MXFP4
//! mlx.rs                  MLX
//! floats.rs               numbers of eight bits and fewer with scales: compressed-tensors, Model Optimizer, safetensors' own types
//! fours.rs                what pairs of four-bit floats have in common
//!
//! config.rs               the files beside a model that say how it is quantized
//! claims.rs               what they say of one weight
//! blocks.rs               which values share a scale
//! grid.rs                 the grid of the tensor: its blocks, each with its own scale and zero-point
//! decoding.rs             x̂ = ((code − zero-point) · scale + bias) · factor, block by block
//! ```
//! Names say that arrays belong together. Then types and shapes say how; config.json is checked against them, and decides what they leave
//! open. A weight whose arrays do not fit together is listed, too: reading it says why.

mod awq;
mod bitsandbytes;
mod blocks;
mod claims;
mod compressed_tensors;
mod config;
mod decoding;
mod deepseek;
mod floats;
mod fours;
mod gpt_oss;
mod gptq;
mod grid;
mod mlx;
mod model_optimizer;

use std::collections::BTreeMap;

pub(super) use blocks::Blocks;
pub(super) use config::{Config, FILES as CONFIG_FILES};
pub(super) use decoding::{Decoding, Wanted};

use super::elements::{Coding, Element};
use super::packing::Packed;
use super::pieces::{Pieces, Stop};
use super::sentences::{FileError, Note, excerpt, place, shown};
use claims::Claims;

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

    fn is_float(&self) -> bool {
        ["F32", "F16", "BF16"].contains(&self.dtype)
    }
}

/// A quantized tensor: which arrays it consists of, and how they are read.
#[derive(Debug)]
pub(super) struct Quantized {
    /// The library, the numbers and the blocks in words, such as `GPTQ int4 g128`.
    pub(super) layout: String,
    /// The shape of the decoded tensor.
    pub(super) shape: Vec<u64>,
    pub(super) coding: Coding,
    /// Whether the stored matrix is the transpose of the tensor.
    pub(super) transposed: bool,
    /// The arrays that decode the codes.
    pub(super) parts: Vec<Part>,
    /// Of the matrix as it is stored.
    pub(super) blocks: Blocks,
    /// Of scales that are codes themselves.
    pub(super) nested: Option<Nested>,
    /// By which all values are multiplied at the end.
    pub(super) factor: Option<f32>,
    /// What is to be said about it.
    pub(super) notes: Vec<Note>,
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
    /// The same as bytes of words that lie in columns.
    PackedZeroPoints(Packed),
    /// What is added to the scaled codes of each block.
    Biases,
    /// The group of each stored row or column.
    Groups,
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

/// A weight that was found by the names of its arrays.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) name: String,
    /// The array of its codes.
    pub(super) codes: usize,
    /// All other arrays that belong to it.
    pub(super) beside: Vec<usize>,
    /// How it is read, or why it cannot be.
    pub(super) reading: Result<Quantized, Unread>,
}

/// Why a weight cannot be read.
#[derive(Debug)]
pub(super) struct Unread {
    /// The library.
    pub(super) layout: &'static str,
    pub(super) error: FileError,
}

/// A weight by the names of its arrays, before their types and shapes are checked.
#[derive(Debug)]
struct Weight<'a> {
    library: &'static str,
    name: String,
    /// What the names of its arrays begin with.
    base: &'a str,
    /// The array of its codes.
    codes: usize,
    /// What the names of other arrays that belong to it end with.
    suffixes: &'static [&'static str],
}

impl Weight<'_> {
    /// The name of one of its arrays within its module, for sentences.
    fn part(&self, name: &str) -> String {
        let module = self.name.rsplit_once('.').map_or("", |(module, _)| module);
        excerpt(name.strip_prefix(module).map_or(name, |rest| rest.trim_start_matches('.')))
    }
}

/// A library: how its weights are found, and how one is read.
struct Library {
    find: for<'a> fn(&Names<'a>, usize) -> Option<Weight<'a>>,
    read: fn(&Names<'_>, &Weight<'_>) -> Result<Quantized, Stop>,
}

const LIBRARIES: [Library; 10] = [
    Library { find: gptq::find, read: gptq::read },
    Library { find: awq::find, read: awq::read },
    Library { find: compressed_tensors::find_integers, read: compressed_tensors::read_integers },
    Library { find: compressed_tensors::find_fours, read: compressed_tensors::read_fours },
    Library { find: model_optimizer::find, read: model_optimizer::read },
    Library { find: gpt_oss::find, read: gpt_oss::read },
    Library { find: bitsandbytes::find, read: bitsandbytes::read },
    Library { find: mlx::find, read: mlx::read },
    Library { find: deepseek::find, read: deepseek::read },
    Library { find: floats::find, read: floats::read },
];

/// Arrays of a module that are about its inputs. They belong to no weight's decoding.
const OF_INPUTS: [&str; 3] = ["input_scale", "input_global_scale", "input_zero_point"];

/// Whether an array is about inputs of a module.
pub(super) fn is_of_inputs(name: &str) -> bool {
    OF_INPUTS.iter().any(|of| name.ends_with(of))
}

/// The arrays of a file by their names.
struct Names<'a> {
    file: &'a str,
    stored: &'a [Stored<'a>],
    places: BTreeMap<&'a str, usize>,
    pieces: &'a Pieces<'a>,
    config: &'a Config,
}

impl<'a> Names<'a> {
    /// The array called `base` + `suffix`.
    fn find(&self, base: &str, suffix: &str) -> Option<(usize, &'a Stored<'a>)> {
        let index = *self.places.get(&*format!("{base}{suffix}"))?;
        Some((index, &self.stored[index]))
    }

    fn has(&self, base: &str, suffix: &str) -> bool {
        self.find(base, suffix).is_some()
    }

    /// An array that a weight needs.
    ///
    /// # Errors
    /// When it is not there.
    fn need(&self, weight: &Weight<'_>, suffix: &str) -> Result<(usize, &'a Stored<'a>), Stop> {
        self.find(weight.base, suffix).ok_or_else(|| {
            let part = weight.part(&format!("{}{suffix}", weight.base));
            FileError::PackedMissing { place: self.place(weight), layout: weight.library, part }.into()
        })
    }

    /// The place of a weight, for errors.
    fn place(&self, weight: &Weight<'_>) -> String {
        place(self.file, &weight.name)
    }

    /// Says that an array does not have the type or shape that the others ask for.
    fn unfit(&self, weight: &Weight<'_>, part: &Stored<'_>, wanted: &str) -> Stop {
        let found = format!("{} {}", excerpt(part.dtype), shown(part.shape));
        let (place, layout, part) = (self.place(weight), weight.library, weight.part(part.name));
        FileError::PackedShape { place, layout, part, found, wanted: excerpt(wanted) }.into()
    }

    /// What config.json says of a weight.
    fn claims(&self, weight: &Weight<'_>) -> Claims {
        let module = weight.name.strip_suffix(".weight").unwrap_or(&weight.name);
        Claims::of(self.config, module)
    }

    /// All other arrays that belong to a weight.
    fn beside(&self, weight: &Weight<'_>) -> Vec<usize> {
        let own = weight.suffixes.iter().filter_map(|suffix| self.find(weight.base, suffix));
        let module = weight.name.strip_suffix("weight");
        let inputs = module.into_iter().flat_map(|module| OF_INPUTS.map(|name| self.find(module, name)));
        own.chain(inputs.flatten()).map(|(index, _)| index).filter(|&index| index != weight.codes).collect()
    }
}

/// Finds the quantized tensors among the arrays of a file, each at the place of its codes.
///
/// # Errors
/// When bytes are missing that say what an array means.
pub(super) fn recognise(
    file: &str,
    stored: &[Stored<'_>],
    pieces: &Pieces<'_>,
    config: &Config,
) -> Result<Vec<Found>, Stop> {
    let places = stored.iter().enumerate().map(|(i, array)| (array.name, i)).collect();
    let names = Names { file, stored, places, pieces, config };
    let mut all = Vec::new();
    for (index, _) in stored.iter().enumerate().filter(|(_, array)| array.count() > 0) {
        let found = LIBRARIES.iter().find_map(|library| Some(((library.find)(&names, index)?, library.read)));
        let Some((weight, read)) = found else { continue };
        let reading = match read(&names, &weight) {
            Ok(quantized) => Ok(quantized),
            Err(Stop::Refused(error)) => Err(Unread { layout: weight.library, error }),
            Err(stop) => return Err(stop),
        };
        let beside = names.beside(&weight);
        all.push(Found { name: weight.name, codes: weight.codes, beside, reading });
    }
    Ok(all)
}

impl Quantized {
    fn new(layout: String, shape: Vec<u64>, coding: Coding, parts: Vec<Part>, blocks: Blocks) -> Self {
        let (nested, factor, notes) = (None, None, Vec::new());
        Self { layout, shape, coding, transposed: false, parts, blocks, nested, factor, notes }
    }
}

impl Part {
    fn new(role: Role, index: usize, stored: &Stored<'_>, coding: Coding) -> Self {
        Self { role, index, coding, count: stored.count() }
    }

    /// One float for the whole tensor.
    fn single(role: Role, (index, stored): (usize, &Stored<'_>)) -> Option<Self> {
        let single = stored.is_float() && stored.count() == 1;
        single.then(|| Some(Self::new(role, index, stored, plain(stored.dtype)?)))?
    }

    /// Floats of any usual width.
    fn floats(role: Role, (index, stored): (usize, &Stored<'_>)) -> Option<Self> {
        stored.is_float().then(|| Some(Self::new(role, index, stored, plain(stored.dtype)?)))?
    }
}

/// How numbers of a type of the header are stored, for the types of codes, scales and zero-points.
fn plain(dtype: &str) -> Option<Coding> {
    let element = match dtype {
        "F32" => Element::F32,
        "F16" => Element::F16,
        "BF16" => Element::Bf16,
        "I8" => Element::I8,
        "U8" => Element::U8,
        "I32" => Element::I32,
        "F8_E4M3" => Element::F8E4M3,
        "F8_E5M2" => Element::F8E5M2,
        "F8_E4M3FNUZ" => Element::F8E4M3Fnuz,
        "F8_E5M2FNUZ" => Element::F8E5M2Fnuz,
        "F8_E8M0" => Element::F8E8M0,
        _ => return None,
    };
    Some(coding(element))
}

fn coding(element: Element) -> Coding {
    Coding::Plain { element, big_endian: false }
}

/// Which values share a scale, as the notation of schemes says it.
fn sharing(rows: u64, columns: u64, height: u64, width: u64) -> String {
    match (height >= rows, width >= columns) {
        (true, true) if rows > 1 => "tensor".into(),
        (_, true) if height == 1 => "row".into(),
        _ if height == 1 => format!("g{width}"),
        _ => format!("b{height}x{width}"),
    }
}
