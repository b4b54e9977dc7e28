//! The layouts whose names, types and shapes say everything.
//!
//! ```text
//! compressed-tensors   W_packed U8, W_scale F8_E4M3, W_global_scale F32       NVFP4     level · (scale / global)
//!                      W_packed U8, W_scale U8                                MXFP4     level · 2^(scale − 127)
//!                      W_packed I32, W_scale, W_shape, [W_zero_point]         integers  (code − zero-point) · scale
//!                      W F8_E4M3, W_scale                                     FP8       one scale, one for each row, group or tile
//!                      W F8_E4M3, W_scale U8                                  MXFP8
//!                      W I8, W_scale, [W_zero_point]                          integers
//! no library's own     W F8_*, F6_* or F4, W_scale                            floats; with scales of U8 for each 32 values MX
//! Model Optimizer      W U8, W_scale F8_E4M3, W_scale_2 F32                   NVFP4     level · (scale · scale_2)
//! DeepSeek             W F8_E4M3, W_scale_inv F32                             FP8       tiles of 128 × 128; the scale multiplies
//! gpt-oss              W_blocks U8, W_scales U8                               MXFP4     the last two dimensions are those of the blocks
//! ```
//! Two codes of four bits share a byte, the first one in its low half. `W_global_scale` is the reciprocal of `W_scale_2`.
//!
//! Sources: <https://github.com/vllm-project/compressed-tensors> (`compressors/`), <https://github.com/NVIDIA/Model-Optimizer>
//! (`torch/export`, `qtensor/nvfp4_tensor.py`), <https://github.com/deepseek-ai/DeepSeek-V3> (`inference/kernel.py`),
//! <https://github.com/openai/gpt-oss> (`torch/weights.py`).

use super::{Names, Part, Quantized, Role, Stored, Tiles, coding, plain};
use crate::file::read::bits::{Bits, words};
use crate::file::read::elements::{Coding, Element};
use crate::file::read::pieces::{Pieces, Stop};

/// Rows and columns of DeepSeek's tiles, which others have taken over.
const TILE: u64 = 128;

/// # Errors
/// When bytes are missing that say what an array means.
pub(super) fn recognise(
    names: &Names<'_>,
    index: usize,
    array: &Stored<'_>,
    pieces: &Pieces<'_>,
) -> Result<Option<Quantized>, Stop> {
    if array.count() == 0 {
        return Ok(None);
    }
    if let Some(base) = array.name.strip_suffix("_packed") {
        return match array.dtype {
            "U8" => Ok(fours(names, index, base)),
            "I32" => in_words(names, index, base, pieces),
            _ => Ok(None),
        };
    }
    Ok(match array.dtype {
        "U8" => match array.name.strip_suffix("_blocks") {
            Some(base) => gpt_oss(names, index, base),
            None => model_optimizer(names, index),
        },
        "I8" => floats(names, index, "compressed-tensors int8"),
        "F8_E4M3" => floats(names, index, "compressed-tensors FP8").or_else(|| deepseek(names, index)),
        "F8_E5M2" | "F8_E4M3FNUZ" | "F8_E5M2FNUZ" => floats(names, index, "float8"),
        "F6_E2M3" | "F6_E3M2" => floats(names, index, "float6"),
        "F4" => floats(names, index, "float4"),
        _ => None,
    })
}

/// Codes of E2M1 in an array of bytes.
fn fours(names: &Names<'_>, index: usize, base: &str) -> Option<Quantized> {
    let shape = doubled(names.stored[index].shape)?;
    let (place, scale) = names.find(base, "_scale")?;
    let (layout, width, element) = match scale.dtype {
        "F8_E4M3" => ("compressed-tensors NVFP4", 16, Element::F8E4M3),
        "U8" | "F8_E8M0" => ("compressed-tensors MXFP4", 32, Element::F8E8M0),
        _ => return None,
    };
    let tiles = groups(&shape, scale.shape).filter(|tiles| tiles.width == width)?;
    let mut parts = vec![part(Role::Scales, place, scale, coding(element))];
    if width == 16 {
        let (place, outer) = names.find(base, "_global_scale")?;
        parts.push(single(Role::Over, place, outer)?);
    }
    Some(quantized(base, layout, shape, index, Coding::Bits(Bits::F4), parts, tiles))
}

fn model_optimizer(names: &Names<'_>, index: usize) -> Option<Quantized> {
    let array = &names.stored[index];
    let shape = doubled(array.shape)?;
    let (place, scale) = names.find(array.name, "_scale").filter(|(_, scale)| scale.dtype == "F8_E4M3")?;
    let tiles = groups(&shape, scale.shape).filter(|tiles| tiles.width == 16)?;
    let (outer, outer_scale) = names.find(array.name, "_scale_2")?;
    let parts = vec![
        part(Role::Scales, place, scale, coding(Element::F8E4M3)),
        single(Role::Times, outer, outer_scale)?,
    ];
    let (layout, codes) = ("Model Optimizer NVFP4", Coding::Bits(Bits::F4));
    Some(quantized(array.name, layout, shape, index, codes, parts, tiles))
}

fn gpt_oss(names: &Names<'_>, index: usize, base: &str) -> Option<Quantized> {
    let (place, scales) = names.find(base, "_scales").filter(|(_, scales)| scales.dtype == "U8")?;
    let [before @ .., 16] = names.stored[index].shape else { return None };
    let [outer @ .., blocks] = before else { return None };
    if before != scales.shape {
        return None;
    }
    let columns = blocks.checked_mul(32)?;
    let shape = [outer, &[columns]].concat();
    let parts = vec![part(Role::Scales, place, scales, coding(Element::F8E8M0))];
    let tiles = Tiles { columns, height: 1, width: 32 };
    Some(quantized(base, "gpt-oss MXFP4", shape, index, Coding::Bits(Bits::F4), parts, tiles))
}

/// Small floats, or integers of a byte.
fn floats(names: &Names<'_>, index: usize, layout: &'static str) -> Option<Quantized> {
    let array = &names.stored[index];
    let (place, scale) = names.find(array.name, "_scale")?;
    let tiles = tiles(array.shape, scale.shape)?;
    let (layout, scales) = match scale.dtype {
        "U8" | "F8_E8M0" if array.dtype != "I8" && tiles.width == 32 => {
            let known = array.dtype == "F8_E4M3";
            (if known { "compressed-tensors MXFP8" } else { "MX" }, coding(Element::F8E8M0))
        }
        "F32" | "F16" | "BF16" => (layout, plain(scale.dtype)?),
        _ => return None,
    };
    let mut parts = vec![part(Role::Scales, place, scale, scales)];
    if let Some((place, zeros)) = names.find(array.name, "_zero_point").filter(|_| array.dtype == "I8") {
        let same = zeros.dtype == "I8" && zeros.count() == scale.count();
        parts.push(part(Role::ZeroPoints, place, zeros, same.then(|| plain("I8"))??));
    }
    let codes = match array.dtype {
        "F8_E5M2" => coding(Element::F8E5M2),
        "F8_E4M3FNUZ" => coding(Element::F8E4M3Fnuz),
        "F8_E5M2FNUZ" => coding(Element::F8E5M2Fnuz),
        "F6_E2M3" => Coding::Bits(Bits::F6_E2M3),
        "F6_E3M2" => Coding::Bits(Bits::F6_E3M2),
        "F4" => Coding::Bits(Bits::F4),
        other => plain(other)?,
    };
    Some(quantized(array.name, layout, array.shape.to_vec(), index, codes, parts, tiles))
}

fn deepseek(names: &Names<'_>, index: usize) -> Option<Quantized> {
    let array = &names.stored[index];
    let (place, scale) = names.find(array.name, "_scale_inv").filter(|(_, scale)| scale.dtype == "F32")?;
    let (&[rows, columns], &[down, across]) = (array.shape, scale.shape) else { return None };
    if [down, across] != [rows.div_ceil(TILE), columns.div_ceil(TILE)] {
        return None;
    }
    let tiles = Tiles { columns, height: TILE, width: TILE };
    let parts = vec![part(Role::Scales, place, scale, plain(scale.dtype)?)];
    let codes = coding(Element::F8E4M3);
    Some(quantized(array.name, "DeepSeek FP8", array.shape.to_vec(), index, codes, parts, tiles))
}

/// Integers in words of 32 bits. How many bits they have follows from the shape, which is stored: where it does not, the arrays stay as they are.
fn in_words(
    names: &Names<'_>,
    index: usize,
    base: &str,
    pieces: &Pieces<'_>,
) -> Result<Option<Quantized>, Stop> {
    let (&[rows, packed], Some((description, shape))) =
        (names.stored[index].shape, names.find(base, "_shape"))
    else {
        return Ok(None);
    };
    // Columns in an order of their own.
    if names.find(base, "_g_idx").is_some() {
        return Ok(None);
    }
    let size = match (shape.dtype, shape.shape) {
        ("I64", [2]) => 8,
        ("I32", [2]) => 4,
        _ => return Ok(None),
    };
    let bytes = pieces.get(shape.start..shape.start + 2 * size)?;
    let number = |bytes: &[u8]| bytes.iter().rev().fold(0u64, |n, &byte| n << 8 | u64::from(byte));
    let (down, columns) = bytes.split_at(size as usize);
    let (down, columns) = (number(down), number(columns));
    Ok((|| {
        let fits = |&bits: &u32| words(bits, columns) == packed;
        let bits = (1..=8).find(fits).filter(|_| down == rows && columns > 0)?;
        if (bits + 1..=8).any(|bits| fits(&bits)) {
            return None;
        }
        let (place, scale) = names.find(base, "_scale")?;
        let shape = vec![rows, columns];
        let tiles = tiles(&shape, scale.shape)?;
        let scales = plain(scale.dtype).filter(|_| ["F32", "F16", "BF16"].contains(&scale.dtype))?;
        let mut parts = vec![part(Role::Scales, place, scale, scales)];
        if let Some((place, zeros)) = names.find(base, "_zero_point") {
            parts.push(zero_points(place, zeros, bits, scale.count(), tiles)?);
        }
        let codes = Coding::Bits(Bits::in_words(bits, columns));
        let integers = quantized(base, "compressed-tensors integers", shape, index, codes, parts, tiles);
        Some(Quantized { description: Some(description), ..integers })
    })())
}

/// Zero-points of `count` tiles: as bytes, or packed along the rows.
fn zero_points(place: usize, zeros: &Stored<'_>, bits: u32, count: u64, tiles: Tiles) -> Option<Part> {
    let across = tiles.across();
    match (zeros.dtype, zeros.shape) {
        ("I8", _) if zeros.count() == count => Some(part(Role::ZeroPoints, place, zeros, plain("I8")?)),
        ("I32", shape) if shape == [words(bits, count / across), across] => {
            let role = Role::PackedZeroPoints(bits);
            Some(Part { role, index: place, coding: coding(Element::U8), count: 4 * zeros.count() })
        }
        _ => None,
    }
}

/// The shape of two codes for each byte.
fn doubled(shape: &[u64]) -> Option<Vec<u64>> {
    let (last, before) = shape.split_last()?;
    let columns = last.checked_mul(2).filter(|&columns| columns > 0)?;
    Some([before, &[columns]].concat())
}

/// The tiles of scales: one for all; or for a matrix one for each row, group or tile. Tiles of 128 × 128 may be cut off at the edges.
fn tiles(shape: &[u64], scales: &[u64]) -> Option<Tiles> {
    let count: u64 = shape.iter().product();
    let columns = *shape.last()?;
    let rows = count.checked_div(columns)?;
    match *scales {
        // A scale for each row may be a vector. One of several rows has as many values.
        [] => Some(Tiles { columns: count, height: 1, width: count }),
        [1] => Some(Tiles { columns: count, height: 1, width: count }),
        [each] if each == rows => Some(Tiles { columns, height: 1, width: columns }),
        [down, across] if shape.len() == 2 && down < rows && across > 0 && down > 0 => {
            if [down, across] == [rows.div_ceil(TILE), columns.div_ceil(TILE)] {
                return Some(Tiles { columns, height: TILE, width: TILE });
            }
            let exact = rows.is_multiple_of(down) && columns.is_multiple_of(across);
            exact.then(|| Tiles { columns, height: rows / down, width: columns / across })
        }
        _ => groups(shape, scales),
    }
}

/// The tiles of one or more scales for each row; all dimensions before the last agree.
fn groups(shape: &[u64], scales: &[u64]) -> Option<Tiles> {
    let ((&columns, rows), (&across, same)) = (shape.split_last()?, scales.split_last()?);
    (rows == same && across > 0 && columns.is_multiple_of(across)).then(|| Tiles {
        columns,
        height: 1,
        width: columns / across,
    })
}

fn part(role: Role, index: usize, stored: &Stored<'_>, coding: Coding) -> Part {
    Part { role, index, coding, count: stored.count() }
}

/// One float for the whole tensor.
fn single(role: Role, index: usize, stored: &Stored<'_>) -> Option<Part> {
    let float = stored.dtype == "F32" && stored.count() == 1;
    float.then(|| part(role, index, stored, coding(Element::F32)))
}

fn quantized(
    name: &str,
    layout: &'static str,
    shape: Vec<u64>,
    codes: usize,
    coding: Coding,
    parts: Vec<Part>,
    tiles: Tiles,
) -> Quantized {
    Quantized {
        name: name.into(),
        layout,
        shape,
        codes,
        coding,
        parts,
        description: None,
        tiles,
        nested: None,
    }
}
