//! Small floats, and integers of a byte, with scales beside them.
//!
//! ```text
//! compressed-tensors   W F8_E4M3, W_scale [1], [out], [out, 1], [out, groups] or tiles   FP8
//!                      W F8_E4M3, W_scale U8                                             MXFP8
//!                      W I8, W_scale, [W_zero_point I8]                                  integers
//! Model Optimizer      W F8_E4M3, W_scale F32 []                                         FP8
//! no library's own     W F8_*, F6_* or F4, W_scale                                       floats; with scales of E8M0 for each 32 values MX
//! ```

use super::{Blocks, Names, Part, Quantized, Role, Stored, Weight, coding, plain, sharing};
use crate::file::read::bits::Bits;
use crate::file::read::elements::{Coding, Element};
use crate::file::read::pieces::Stop;
use crate::file::read::sentences::shown;

/// Rows and columns of tiles where nothing else is said: DeepSeek's, which others have taken over.
pub(super) const TILE: u64 = 128;

pub(super) fn find<'a>(names: &Names<'a>, index: usize) -> Option<Weight<'a>> {
    let array = &names.stored[index];
    codes(array)?;
    let (_, scale) = names.find(array.name, "_scale")?;
    let library = match (array.dtype, scale.dtype) {
        ("F8_E4M3", "U8" | "F8_E8M0") => "compressed-tensors MXFP8",
        (_, "F8_E8M0") => "MX",
        (_, "U8") if array.dtype != "I8" => "MX",
        ("I8", _) => "compressed-tensors int8",
        ("F8_E4M3", "F32") if scale.shape.is_empty() => "Model Optimizer FP8",
        ("F8_E4M3", _) => "compressed-tensors FP8",
        ("F4", _) => "float4",
        ("F6_E2M3" | "F6_E3M2", _) => "float6",
        _ => "float8",
    };
    let suffixes = &super::compressed_tensors::SUFFIXES;
    Some(Weight { library, name: array.name.into(), base: array.name, codes: index, suffixes })
}

pub(super) fn read(names: &Names<'_>, weight: &Weight<'_>) -> Result<Quantized, Stop> {
    let (array, (place, scale)) = (&names.stored[weight.codes], names.need(weight, "_scale")?);
    let claims = names.claims(weight);
    let powers = ["U8", "F8_E8M0"].contains(&scale.dtype) && array.dtype != "I8";
    let (blocks, scales) = if powers {
        (groups(array.shape, scale.shape).filter(|blocks| blocks.width == 32), Some(coding(Element::F8E8M0)))
    } else {
        (tiles(array.shape, scale.shape, claims.block), plain(scale.dtype).filter(|_| scale.is_float()))
    };
    let blocks = blocks.ok_or_else(|| {
        let wanted = wanted(array, powers, claims.block);
        names.unfit(weight, scale, &wanted)
    })?;
    let scales = scales.ok_or_else(|| names.unfit(weight, scale, "F32, F16, BF16"))?;
    let mut parts = vec![Part::new(Role::Scales, place, scale, scales)];
    let zeros = names.find(array.name, "_zero_point").filter(|_| array.dtype == "I8");
    if let Some((place, zeros)) = zeros {
        let same = zeros.dtype == "I8" && zeros.count() == scale.count();
        let part = plain("I8").filter(|_| same).map(|i8| Part::new(Role::ZeroPoints, place, zeros, i8));
        parts.push(part.ok_or_else(|| names.unfit(weight, zeros, &format!("I8 {}", shown(scale.shape))))?);
    } else if array.dtype == "I8" && claims.symmetric == Some(false) {
        names.need(weight, "_zero_point")?;
    }
    let codes = codes(array).ok_or_else(|| names.unfit(weight, array, "F8_E4M3, I8"))?;
    let rows = array.count() / array.shape.last().map_or(1, |&columns| columns);
    let columns = array.count() / rows;
    let layout = match (powers, zeros.is_some()) {
        (true, _) => weight.library.into(),
        (false, asymmetric) => {
            let asymmetric = if asymmetric { " asym" } else { "" };
            let whole = blocks.columns > columns || (rows == 1 && blocks.width >= columns);
            let shared =
                if whole { "tensor".into() } else { sharing(rows, columns, blocks.height, blocks.width) };
            format!("{}{asymmetric} {shared}", weight.library)
        }
    };
    Ok(Quantized::new(layout, array.shape.to_vec(), codes, parts, blocks))
}

/// How codes of a type of the header are stored, if it is one of codes.
fn codes(array: &Stored<'_>) -> Option<Coding> {
    match array.dtype {
        "F6_E2M3" => Some(Coding::Bits(Bits::F6_E2M3)),
        "F6_E3M2" => Some(Coding::Bits(Bits::F6_E3M2)),
        "F4" => Some(Coding::Bits(Bits::F4)),
        "I8" | "F8_E4M3" | "F8_E5M2" | "F8_E4M3FNUZ" | "F8_E5M2FNUZ" => plain(array.dtype),
        _ => None,
    }
}

/// Which scales would fit, for a sentence.
fn wanted(array: &Stored<'_>, powers: bool, block: Option<[u64; 2]>) -> String {
    match array.shape {
        [.., columns] if powers => format!("…×{}", columns.div_ceil(32)),
        &[rows, columns] => match block {
            Some([height, width]) => format!("{}×{}", rows.div_ceil(height), columns.div_ceil(width)),
            None => format!("1, {rows}×1, {rows}×groups"),
        },
        shape => format!("1, {}", shown(&shape[..shape.len().saturating_sub(1)])),
    }
}

/// The tiles of scales: one for all; or for a matrix one for each row, group or tile. Tiles of a stated or usual size may be cut off at the
/// edges.
pub(super) fn tiles(shape: &[u64], scales: &[u64], block: Option<[u64; 2]>) -> Option<Blocks> {
    let count: u64 = shape.iter().product();
    let columns = *shape.last()?;
    let rows = count.checked_div(columns)?;
    match *scales {
        [] | [1] => Some(Blocks::tiles(count, 1, count)),
        [each] if each == rows => Some(Blocks::tiles(columns, 1, columns)),
        [down, across] if shape.len() == 2 && (down < rows || block.is_some()) && across > 0 && down > 0 => {
            let cut = |[height, width]: [u64; 2]| {
                let fits = [down, across] == [rows.div_ceil(height), columns.div_ceil(width)];
                fits.then(|| Blocks::tiles(columns, height, width))
            };
            let exact = || {
                let exact = rows.is_multiple_of(down) && columns.is_multiple_of(across) && block.is_none();
                exact.then(|| Blocks::tiles(columns, rows / down, columns / across))
            };
            let usual = || cut([TILE, TILE]).filter(|_| block.is_none());
            block.and_then(cut).or_else(usual).or_else(exact).or_else(|| groups(shape, scales))
        }
        _ => groups(shape, scales),
    }
}

/// The blocks of one or more scales for each row; all dimensions before the last agree.
pub(super) fn groups(shape: &[u64], scales: &[u64]) -> Option<Blocks> {
    let ((&columns, rows), (&across, same)) = (shape.split_last()?, scales.split_last()?);
    let fits = rows == same && across > 0 && columns.is_multiple_of(across);
    fits.then(|| Blocks::tiles(columns, 1, columns / across))
}
