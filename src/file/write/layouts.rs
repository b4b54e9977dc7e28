//! Quantized data in safetensors as common libraries store it: arrays by the libraries' names, which [`read`](crate::file::read) opens as
//! one tensor. `src/file/read/quantized` lists names and types.
//!
//! ```text
//! Floats         W F8_*, F6_* or F4, W_scale F32                        compressed-tensors (F8_E4M3), PyTorch
//! Tiles          W F8_E4M3, W_scale_inv F32                             DeepSeek, transformers: the scale multiplies
//! Mx             W F8_*, F6_* or F4, W_scale U8                         compressed-tensors (F8_E4M3)
//! Int8           W I8, W_scale F32, [W_zero_point I8]                   compressed-tensors
//! Words          W_packed I32, W_scale F32, W_shape I64, [W_zero_point] compressed-tensors
//! Mxfp4          W_packed U8, W_scale U8                                compressed-tensors
//! Nvfp4          W_packed U8, W_scale F8_E4M3, W_global_scale F32       compressed-tensors: the tensor's scale as its reciprocal
//!                W U8, W_scale F8_E4M3, W_scale_2 F32                   Model Optimizer
//! Bitsandbytes   W U8, W.absmax, W.quant_map, W.quant_state.…, [W.nested_…]
//! ```

use std::borrow::Cow;

use super::json::quoted;
use super::packing::{dense, down_in_words, high_first, in_words, low_first, words};
use super::{Array, Dtype, Elements, safetensors};

/// A quantized tensor in plain numbers.
#[derive(Debug, Clone)]
pub struct Stored<'a> {
    /// The tensor's name, `W` above. Libraries expect one that ends in `weight`.
    pub name: &'a str,
    /// Its shape: rows and columns; of bitsandbytes any.
    pub shape: &'a [usize],
    /// A code for each value in row-major order, in its low bits: of integers with their offset 2^(bits − 1), so from 0; of others as stored.
    pub codes: &'a [u8],
    /// What the codes mean.
    pub layout: Layout<'a>,
}

/// What codes mean, and the library whose names are written. Scales are in the order of blocks, row by row.
#[derive(Debug, Clone)]
pub enum Layout<'a> {
    /// Small floats.
    Floats {
        /// Their type.
        dtype: Dtype,
        /// x̂ = value · scale.
        scales: &'a [f32],
        /// Rows and columns of blocks; no columns: one scale for the whole tensor.
        grid: (usize, usize),
    },
    /// E4M3 in tiles of 128 × 128.
    Tiles {
        /// x̂ = value · scale, for all that the name says.
        scales: &'a [f32],
        /// Rows and columns of tiles; those at the ends may be smaller.
        grid: (usize, usize),
    },
    /// Small floats in blocks of 32 with exponents of E8M0.
    Mx {
        /// The type of the floats.
        dtype: Dtype,
        /// The codes of the exponents.
        scales: &'a [u8],
    },
    /// Integers of eight bits.
    Int8 {
        /// x̂ = (code − zero-point) · scale.
        scales: &'a [f32],
        /// Zero-points with the offset of the codes.
        zero_points: Option<&'a [u8]>,
        /// Rows and columns of blocks.
        grid: (usize, usize),
    },
    /// Integers of 2 to 8 bits in words of 32.
    Words {
        /// Bits of a code.
        bits: u32,
        /// x̂ = (code − zero-point) · scale.
        scales: &'a [f32],
        /// Zero-points with the offset of the codes.
        zero_points: Option<&'a [u8]>,
        /// Rows and columns of blocks.
        grid: (usize, usize),
    },
    /// E2M1 in blocks of 32 with exponents of E8M0.
    Mxfp4 {
        /// Their codes.
        scales: &'a [u8],
    },
    /// E2M1 in blocks of 16 with scales of E4M3 under one scale.
    Nvfp4 {
        /// The codes of the scales.
        scales: &'a [u8],
        /// The tensor's scale: x̂ = value · (scale · outer).
        outer: f32,
        /// Whether by Model Optimizer's names; else by those of compressed-tensors.
        model_optimizer: bool,
    },
    /// Codes of four bits in blocks that run across rows.
    Bitsandbytes {
        /// `nf4` or `fp4`.
        kind: &'static str,
        /// Values of a block.
        block: usize,
        /// The level of each code.
        levels: &'a [f32; 16],
        /// x̂ = level · scale.
        scales: Cow<'a, [f32]>,
        /// Scales as codes, which replace `scales`.
        nested: Option<Nested<'a>>,
    },
}

/// Scales that are codes of eight bits themselves: scale = level of its code · scale of its block + offset.
#[derive(Debug, Clone)]
pub struct Nested<'a> {
    /// A code for each block.
    pub codes: &'a [u8],
    /// Blocks in a block of scales.
    pub block: usize,
    /// A scale for each block of scales.
    pub scales: &'a [f32],
    /// The level of each code.
    pub levels: &'a [f32],
    /// What is added.
    pub offset: f32,
}

impl Stored<'_> {
    /// The bytes of a `.safetensors` file, with texts by name beside it. `format` is `pt`, without which transformers reads no file.
    pub fn write(&self, metadata: &[(&str, String)]) -> Vec<u8> {
        let arrays = self.arrays();
        let names: Vec<String> = arrays.iter().map(|(suffix, ..)| format!("{}{suffix}", self.name)).collect();
        let arrays: Vec<Array<'_>> = arrays
            .into_iter()
            .zip(&names)
            .map(|((_, shape, elements), name)| Array { name, shape, elements })
            .collect();
        let format = [("format", "pt".to_string())];
        safetensors(&arrays, &[&format, metadata].concat())
    }

    /// What follows the name, the shape, and the elements of each array.
    fn arrays(&self) -> Vec<(String, Vec<usize>, Elements<'_>)> {
        let columns = self.shape.last().copied().unwrap_or(1);
        let rows = self.codes.len() / columns.max(1);
        let array = |suffix: &str, shape: &[usize], elements| (suffix.to_string(), shape.to_vec(), elements);
        let matrix = |suffix, width: usize, elements| array(suffix, &[rows, width], elements);
        let floats = |suffix, grid: (usize, usize), scales| {
            array(suffix, &of_blocks(grid), Elements::F32(Cow::Borrowed(scales)))
        };
        match &self.layout {
            Layout::Floats { dtype, scales, grid } => {
                vec![matrix("", columns, small(*dtype, self.codes)), floats("_scale", *grid, scales)]
            }
            Layout::Tiles { scales, grid } => {
                vec![
                    matrix("", columns, small(Dtype::F8E4M3, self.codes)),
                    floats("_scale_inv", *grid, scales),
                ]
            }
            Layout::Mx { dtype, scales } => vec![
                matrix("", columns, small(*dtype, self.codes)),
                matrix("_scale", columns.div_ceil(32), Elements::U8(Cow::Borrowed(scales))),
            ],
            Layout::Int8 { scales, zero_points, grid } => {
                let mut arrays = vec![
                    matrix("", columns, Elements::I8(signed(self.codes, 8).into())),
                    floats("_scale", *grid, scales),
                ];
                arrays.extend(zero_points.map(|zeros| {
                    array("_zero_point", &of_blocks(*grid), Elements::I8(signed(zeros, 8).into()))
                }));
                arrays
            }
            Layout::Words { bits, scales, zero_points, grid } => {
                let packed = Elements::Raw(Dtype::I32, in_words(self.codes, *bits, columns).into());
                let mut arrays = vec![
                    matrix("_packed", words(*bits, columns), packed),
                    floats("_scale", *grid, scales),
                    array("_shape", &[2], Elements::I64(vec![rows as i64, columns as i64].into())),
                ];
                arrays.extend(zero_points.map(|zeros| self.zero_points(zeros, *bits, *grid)));
                arrays
            }
            Layout::Mxfp4 { scales } => vec![
                matrix("_packed", columns.div_ceil(2), Elements::U8(low_first(self.codes).into())),
                matrix("_scale", columns.div_ceil(32), Elements::U8(Cow::Borrowed(scales))),
            ],
            Layout::Nvfp4 { scales, outer, model_optimizer } => {
                let packed = Elements::U8(low_first(self.codes).into());
                let blocks = Elements::Raw(Dtype::F8E4M3, Cow::Borrowed(scales));
                let (codes, suffix, shape, outer) = match model_optimizer {
                    true => ("", "_scale_2", &[][..], *outer),
                    false => ("_packed", "_global_scale", &[1][..], 1.0 / outer),
                };
                vec![
                    matrix(codes, columns.div_ceil(2), packed),
                    matrix("_scale", columns.div_ceil(16), blocks),
                    array(suffix, shape, Elements::F32(vec![outer].into())),
                ]
            }
            Layout::Bitsandbytes { kind, block, levels, scales, nested } => {
                let packed = high_first(self.codes);
                let flat = |suffix, numbers: &[f32]| {
                    array(suffix, &[numbers.len()], Elements::F32(numbers.to_vec().into()))
                };
                let state = self.state(kind, *block, nested.as_ref()).into_bytes();
                let suffix = format!(".quant_state.bitsandbytes__{kind}");
                let mut arrays = vec![
                    array("", &[packed.len(), 1], Elements::U8(packed.into())),
                    flat(".quant_map", &levels[..]),
                    (suffix, vec![state.len()], Elements::U8(state.into())),
                ];
                match nested {
                    None => arrays.push(flat(".absmax", scales)),
                    Some(nested) => arrays.extend([
                        array(".absmax", &[nested.codes.len()], Elements::U8(Cow::Borrowed(nested.codes))),
                        flat(".nested_absmax", nested.scales),
                        flat(".nested_quant_map", nested.levels),
                    ]),
                }
                arrays
            }
        }
    }

    /// Zero-points beside packed codes: packed down the rows where blocks lie in rows, else as bytes.
    fn zero_points(
        &self,
        zeros: &[u8],
        bits: u32,
        (down, across): (usize, usize),
    ) -> (String, Vec<usize>, Elements<'static>) {
        let suffix = "_zero_point".to_string();
        match across {
            0 => (suffix, vec![1], Elements::I8(signed(zeros, bits).into())),
            _ => {
                let packed = down_in_words(zeros, bits, across);
                (suffix, vec![words(bits, down), across], Elements::Raw(Dtype::I32, packed.into()))
            }
        }
    }

    /// bitsandbytes' JSON of what is no array.
    fn state(&self, kind: &str, block: usize, nested: Option<&Nested<'_>>) -> String {
        let shape: Vec<String> = self.shape.iter().map(ToString::to_string).collect();
        let nested = nested.map_or(String::new(), |Nested { block, offset, .. }| {
            format!(
                r#", "nested_blocksize": {block}, "nested_dtype": "float32", "nested_offset": {}"#,
                f64::from(*offset)
            )
        });
        let (kind, shape) = (quoted(kind), shape.join(", "));
        format!(
            r#"{{"quant_type": {kind}, "blocksize": {block}, "dtype": "float32", "shape": [{shape}]{nested}}}"#
        )
    }
}

/// Codes of small floats, packed where several share bytes.
fn small(dtype: Dtype, codes: &[u8]) -> Elements<'_> {
    let bytes = if dtype.bits() < 8 { dense(codes, dtype.bits()).into() } else { Cow::Borrowed(codes) };
    Elements::Raw(dtype, bytes)
}

/// The shape of scales: of one for the whole tensor it is a vector.
fn of_blocks((down, across): (usize, usize)) -> Vec<usize> {
    if across == 0 { vec![1] } else { vec![down, across] }
}

/// The two's complement of integers with an offset.
fn signed(codes: &[u8], bits: u32) -> Vec<u8> {
    codes.iter().map(|code| code.wrapping_sub(1 << (bits - 1))).collect()
}
