//! MLX, as `mlx_lm.convert` saves it.
//!
//! ```text
//! W.weight   U32 [out, in · bits / 32]   codes along each row
//! W.scales   [out, in / group]           floats: affine;  U8: E8M0 (mxfp4, mxfp8) or E4M3 (nvfp4)
//! W.biases   [out, in / group]           affine only
//! affine     W = code · scale + bias;    scales may be negative
//! others     W = level of the code · scale
//! ```
//! Only bits times group follow from the shapes: config.json says both, for all modules and for some by their name. Scales of U8 do not need it.
//! Source: <https://github.com/ml-explore/mlx> (`mlx/ops.cpp`: `quantize`).

use super::{Blocks, Names, Part, Quantized, Role, Weight, coding};
use crate::file::read::bits::Bits;
use crate::file::read::elements::{Coding, Element};
use crate::file::read::packing::{Direction, Packed, Packing};
use crate::file::read::pieces::Stop;
use crate::file::read::sentences::{FileError, shown};

/// What MLX quantizes to.
const GROUPS: [u64; 3] = [32, 64, 128];
const BITS: [u32; 6] = [2, 3, 4, 5, 6, 8];

pub(super) fn find<'a>(names: &Names<'a>, index: usize) -> Option<Weight<'a>> {
    let array = &names.stored[index];
    let base = array.name.strip_suffix(".weight").filter(|_| array.dtype == "U32")?;
    let (name, suffixes) = (array.name.into(), &[".scales", ".biases"]);
    let weight = Weight { library: "MLX", name, base, codes: index, suffixes };
    (names.has(base, ".scales") || names.has(base, ".biases")).then_some(weight)
}

pub(super) fn read(names: &Names<'_>, weight: &Weight<'_>) -> Result<Quantized, Stop> {
    let (array, (place, scales)) = (&names.stored[weight.codes], names.need(weight, ".scales")?);
    let claims = names.claims(weight);
    let (Some((&words, rows)), Some((&groups, same))) = (array.shape.split_last(), scales.shape.split_last())
    else {
        return Err(names.unfit(weight, array, "U32 out×words"));
    };
    if rows != same || groups == 0 {
        return Err(names.unfit(weight, scales, &shown(&[rows, &[words]].concat())));
    }
    let shape = |columns: u64| [rows, &[columns]].concat();
    if scales.dtype == "U8" {
        let fours = Coding::Bits(Bits::F4);
        let all = [
            ("MLX MXFP4", 8, 32, fours, Element::F8E8M0),
            ("MLX NVFP4", 8, 16, fours, Element::F8E4M3),
            ("MLX MXFP8", 4, 32, coding(Element::F8E4M3), Element::F8E8M0),
        ];
        let fits = |(_, each, group, ..): &(_, u64, u64, _, _)| {
            let columns = words.checked_mul(*each);
            columns.is_some_and(|columns| Some(columns) == groups.checked_mul(*group))
        };
        let Some((layout, _, group, codes, element)) = all.into_iter().find(fits) else {
            return Err(names.unfit(weight, scales, &shown(&shape(words / 4))));
        };
        let columns = groups * group;
        let parts = vec![Part::new(Role::Scales, place, scales, coding(element))];
        let blocks = Blocks::tiles(columns, 1, group);
        return Ok(Quantized::new(layout.into(), shape(columns), codes, parts, blocks));
    }
    let (bias_place, biases) = names.need(weight, ".biases")?;
    let fits = |bits: u32, group: u64| {
        let columns = groups.checked_mul(group);
        columns
            .is_some_and(|columns| columns % 32 == 0 && Some(32 * words) == columns.checked_mul(bits.into()))
    };
    let all: Vec<(u32, u64)> = GROUPS
        .iter()
        .flat_map(|&group| BITS.map(|bits| (bits, group)))
        .filter(|&(bits, group)| fits(bits, group))
        .collect();
    // One of both is enough to know the other.
    let claimed = |(bits, group): &&(u32, u64)| {
        claims.bits.is_none_or(|claimed| claimed == u64::from(*bits))
            && claims
                .group
                .is_none_or(|claimed| u64::try_from(claimed).is_ok_and(|claimed| claimed == *group))
    };
    let claims_any = claims.bits.is_some() || claims.group.is_some();
    let mut agreeing = all.iter().filter(claimed);
    let chosen = match (agreeing.next(), agreeing.next(), &all[..]) {
        (Some(&one), None, _) if claims_any => one,
        (_, _, &[one]) => one,
        (_, _, []) => return Err(names.unfit(weight, scales, &format!("{}×groups", shown(rows)))),
        _ => {
            let (place, layout) = (names.place(weight), weight.library);
            return Err(FileError::PackedUndecided { place, layout }.into());
        }
    };
    let (bits, group) = chosen;
    let columns = groups * group;
    let part = |role, place, array| Part::floats(role, (place, array));
    let scale =
        part(Role::Scales, place, scales).ok_or_else(|| names.unfit(weight, scales, "BF16, F16, F32"))?;
    let bias = part(Role::Biases, bias_place, biases).filter(|_| biases.shape == scales.shape);
    let bias = bias.ok_or_else(|| names.unfit(weight, biases, &shown(scales.shape)))?;
    let packed = Packed::new(bits, Packing::Dense, Direction::Rows(columns));
    let blocks = Blocks::tiles(columns, 1, group);
    let layout = format!("MLX int{bits} g{group}");
    let quantized = Quantized::new(layout, shape(columns), Coding::Packed(packed), vec![scale, bias], blocks);
    Ok(Quantized { notes: claims.contradictions(bits, columns, group), ..quantized })
}
