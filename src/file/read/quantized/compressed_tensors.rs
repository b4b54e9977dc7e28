//! compressed-tensors' integers and four-bit floats. Its numbers of eight bits are in `floats.rs`.
//!
//! ```text
//! pack-quantized
//! W_packed         I32 [out, words]     codes along each row, stored with their offset 2^(bits − 1)
//! W_shape          I64 [2]
//! W_scale          [out, groups], [out, 1] or [1]
//! W_zero_point     I32 [words, groups]  packed down the rows, with their offset;  or I8 as they are
//! W_g_idx          I32 [in]             the group of each column: `actorder: group`, up to version 0.18
//! W = (code − zero-point) · scale
//!
//! nvfp4-pack-quantized, mxfp4-pack-quantized
//! W_packed         U8 [out, in / 2]     pairs of values, the first one in the low half
//! W_scale          F8_E4M3 [out, in / 16];  U8 [out, in / 32] for MXFP4
//! W_global_scale   F32 [1]              W = level · (scale / global);  the reciprocal of Model Optimizer's
//! ```
//! Up to version 0.17 a word holds whole codes; since then they are dense. The number of words tells them apart; where it is the same for
//! several bit widths, config.json decides. Source: <https://github.com/vllm-project/compressed-tensors> (`compressors/`).

use super::blocks::Lookup;
use super::floats::tiles;
use super::fours::{grouped, outer};
use super::{Blocks, Claims, Names, Part, Quantized, Role, Stored, Weight, coding, plain, sharing};
use crate::file::read::elements::{Coding, Element};
use crate::file::read::packing::{Direction, Packed, Packing};
use crate::file::read::pieces::Stop;
use crate::file::read::sentences::{FileError, excerpt, shown};

/// The arrays of a weight in any of the library's formats.
pub(super) const SUFFIXES: [&str; 5] = ["_scale", "_shape", "_zero_point", "_global_scale", "_g_idx"];

pub(super) fn find_fours<'a>(names: &Names<'a>, index: usize) -> Option<Weight<'a>> {
    let array = &names.stored[index];
    let base = array.name.strip_suffix("_packed").filter(|_| array.dtype == "U8")?;
    let (_, scale) = names.find(base, "_scale")?;
    let library = match scale.dtype {
        "F8_E4M3" => "compressed-tensors NVFP4",
        _ => "compressed-tensors MXFP4",
    };
    Some(Weight { library, name: base.into(), base, codes: index, suffixes: &SUFFIXES })
}

pub(super) fn read_fours(names: &Names<'_>, weight: &Weight<'_>) -> Result<Quantized, Stop> {
    let (place, scale) = names.need(weight, "_scale")?;
    match scale.dtype {
        "F8_E4M3" => {
            let quantized = grouped(names, weight, 16, Element::F8E4M3)?;
            outer(names, weight, quantized, Role::Over, "_global_scale")
        }
        "U8" | "F8_E8M0" => grouped(names, weight, 32, Element::F8E8M0),
        _ => Err(names.unfit(weight, &names.stored[place], "F8_E4M3, U8")),
    }
}

pub(super) fn find_integers<'a>(names: &Names<'a>, index: usize) -> Option<Weight<'a>> {
    let array = &names.stored[index];
    let base = array.name.strip_suffix("_packed").filter(|_| array.dtype == "I32")?;
    let weight =
        Weight { library: "compressed-tensors", name: base.into(), base, codes: index, suffixes: &SUFFIXES };
    (names.has(base, "_scale") || names.has(base, "_shape")).then_some(weight)
}

pub(super) fn read_integers(names: &Names<'_>, weight: &Weight<'_>) -> Result<Quantized, Stop> {
    let codes = &names.stored[weight.codes];
    let claims = names.claims(weight);
    let (scale_place, scales) = names.need(weight, "_scale")?;
    let stated = stated_shape(names, weight)?;
    let &[rows, words] = codes.shape else { return Err(names.unfit(weight, codes, "I32 out×words")) };
    let [down, columns] = stated;
    let claim = || FileError::PackedClaim {
        place: names.place(weight),
        part: weight.part(&format!("{}_shape", weight.base)),
        claimed: shown(&stated),
        found: format!("{} {}", excerpt(codes.dtype), shown(codes.shape)),
    };
    if down != rows || columns == 0 {
        return Err(claim().into());
    }
    let fits = |bits: u32, packing: Packing| packing.words(bits, columns) == words;
    let layouts = [Packing::Dense, Packing::Whole].map(|packing| (1..=8).map(move |bits| (bits, packing)));
    let all: Vec<(u32, Packing)> =
        layouts.into_iter().flatten().filter(|&(bits, packing)| fits(bits, packing)).collect();
    let claimed = all.iter().find(|(bits, _)| claims.bits == Some(u64::from(*bits)));
    let dense = all.iter().filter(|(_, packing)| *packing == Packing::Dense).count();
    let (bits, packing) = match (claimed, &all[..]) {
        (Some(&layout), _) => layout,
        (None, []) => return Err(claim().into()),
        // Words of whole codes are old: of all layouts, a single dense one is meant.
        (None, &[layout, ..]) if dense == 1 || all.len() == 1 => layout,
        _ => {
            let (place, layout) = (names.place(weight), weight.library);
            return Err(FileError::PackedUndecided { place, layout }.into());
        }
    };
    let shape = vec![rows, columns];
    let (mut blocks, group) = blocks(&shape, scales.shape, &claims)
        .ok_or_else(|| names.unfit(weight, scales, &format!("{rows}×groups")))?;
    let part = Part::floats(Role::Scales, (scale_place, scales));
    let mut parts = vec![part.ok_or_else(|| names.unfit(weight, scales, "BF16"))?];
    let zeros = names.find(weight.base, "_zero_point");
    if let Some((place, zeros)) = zeros {
        let part = zero_points(place, zeros, bits, packing, scales.count(), blocks);
        parts.push(part.ok_or_else(|| names.unfit(weight, zeros, &format!("I32 words×{}", blocks.across)))?);
    } else if claims.symmetric == Some(false) {
        return Err(names.need(weight, "_zero_point").err().unwrap_or_else(|| claim().into()));
    }
    let mut ordered = "";
    if let Some((place, order)) = names.find(weight.base, "_g_idx") {
        let part = plain("I32").filter(|_| order.dtype == "I32" && order.shape == [columns]);
        let part = part.map(|i32| Part::new(Role::Groups, place, order, i32));
        parts.push(part.ok_or_else(|| names.unfit(weight, order, &format!("I32 {columns}")))?);
        blocks = Blocks { lookup: Lookup::Columns, ..blocks };
        ordered = " act-order";
    }
    let asymmetric = if zeros.is_some() { " asym" } else { "" };
    let shared = sharing(rows, columns, blocks.height, blocks.width);
    let layout = format!("compressed-tensors int{bits}{asymmetric} {shared}{ordered}");
    let notes = claims.contradictions(bits, columns, group);
    let packed = Packed::new(bits, packing, Direction::Rows(columns)).with_offset();
    let quantized = Quantized::new(layout, shape, Coding::Packed(packed), parts, blocks);
    Ok(Quantized { notes, ..quantized })
}

/// The blocks of scales, and the values of a group. The last group of a row may be shorter where config.json says how long the others are.
fn blocks(shape: &[u64], scales: &[u64], claims: &Claims) -> Option<(Blocks, u64)> {
    let &[rows, columns] = shape else { return None };
    match *scales {
        [down, across] if down == rows && across > 0 => {
            let claimed = claims.group_of(columns).filter(|group| columns.div_ceil(*group) == across);
            let exact = || columns.is_multiple_of(across).then(|| columns / across);
            let group = claimed.or_else(exact)?;
            Some((Blocks::tiles(columns, 1, group), group))
        }
        _ => tiles(shape, scales, claims.block).map(|blocks| (blocks, columns)),
    }
}

/// The shape that the library has stored.
fn stated_shape(names: &Names<'_>, weight: &Weight<'_>) -> Result<[u64; 2], Stop> {
    let (_, shape) = names.need(weight, "_shape")?;
    let size = match (shape.dtype, shape.shape) {
        ("I64", [2]) => 8,
        ("I32", [2]) => 4,
        _ => return Err(names.unfit(weight, shape, "I64 2")),
    };
    let bytes = names.pieces.get(shape.start..shape.start + 2 * size)?;
    let number = |bytes: &[u8]| bytes.iter().rev().fold(0u64, |n, &byte| n << 8 | u64::from(byte));
    let (down, columns) = bytes.split_at(size as usize);
    Ok([number(down), number(columns)])
}

/// Zero-points of `count` blocks: as bytes, or packed down the rows.
fn zero_points(
    place: usize,
    zeros: &Stored<'_>,
    bits: u32,
    packing: Packing,
    count: u64,
    blocks: Blocks,
) -> Option<Part> {
    let across = blocks.across;
    match (zeros.dtype, zeros.shape) {
        ("I8", _) if zeros.count() == count => Some(Part::new(Role::ZeroPoints, place, zeros, plain("I8")?)),
        ("I32", shape) => {
            let fits = |packing: &Packing| shape == [packing.words(bits, count / across), across];
            let packing = [packing, Packing::Dense, Packing::Whole].into_iter().find(fits)?;
            let packed = Packed::new(bits, packing, Direction::Columns(across)).with_offset();
            let role = Role::PackedZeroPoints(packed);
            Some(Part { role, index: place, coding: coding(Element::U8), count: 4 * zeros.count() })
        }
        _ => None,
    }
}
