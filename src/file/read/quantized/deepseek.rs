//! FP8 in blocks, as DeepSeek saves it and others do after it.
//!
//! ```text
//! W             F8_E4M3 [out, in]
//! W_scale_inv   F32 [out / 128, in / 128], rounded up   multiplies, in spite of its name;  E8M0 in newer models
//! ```
//! Blocks at the edges are cut off, so their size does not follow from the shapes: it is `weight_block_size` of config.json, or 128.
//! Source: <https://github.com/deepseek-ai/DeepSeek-V3> (`inference/kernel.py`).

use super::floats::TILE;
use super::{Blocks, Names, Part, Quantized, Role, Weight, coding, plain, sharing};
use crate::file::read::elements::Element;
use crate::file::read::pieces::Stop;

pub(super) fn find<'a>(names: &Names<'a>, index: usize) -> Option<Weight<'a>> {
    let array = &names.stored[index];
    let base = Some(array.name).filter(|_| ["F8_E4M3", "F8_E5M2"].contains(&array.dtype))?;
    let (library, suffixes) = ("DeepSeek FP8", &["_scale_inv"]);
    let weight = Weight { library, name: base.into(), base, codes: index, suffixes };
    names.has(base, "_scale_inv").then_some(weight)
}

pub(super) fn read(names: &Names<'_>, weight: &Weight<'_>) -> Result<Quantized, Stop> {
    let (array, (place, scale)) = (&names.stored[weight.codes], names.need(weight, "_scale_inv")?);
    let claims = names.claims(weight);
    let [height, width] = claims.block.unwrap_or([TILE, TILE]);
    let (&columns, before) =
        array.shape.split_last().ok_or_else(|| names.unfit(weight, array, "F8_E4M3 out×in"))?;
    let (&rows, outer) = before.split_last().ok_or_else(|| names.unfit(weight, array, "F8_E4M3 out×in"))?;
    let wanted = [outer, &[rows.div_ceil(height), columns.div_ceil(width)]].concat();
    // Blocks of several matrices lie one below the other if none is cut off.
    let stacked = outer.is_empty() || rows.is_multiple_of(height);
    let elements = match scale.dtype {
        "F8_E8M0" | "U8" => Some(coding(Element::F8E8M0)),
        _ => plain(scale.dtype).filter(|_| scale.is_float()),
    };
    let single = scale.count() == 1 && scale.shape.len() < 2;
    let blocks = if single {
        Blocks::tiles(array.count(), 1, array.count())
    } else if scale.shape == wanted && stacked {
        Blocks::tiles(columns, height, width)
    } else {
        return Err(names.unfit(weight, scale, &super::shown(&wanted)));
    };
    let scales = elements.ok_or_else(|| names.unfit(weight, scale, "F32"))?;
    let parts = vec![Part::new(Role::Scales, place, scale, scales)];
    let codes = plain(array.dtype).ok_or_else(|| names.unfit(weight, array, "F8_E4M3"))?;
    let shared = if single { "tensor".into() } else { sharing(u64::MAX, u64::MAX, height, width) };
    Ok(Quantized::new(format!("{} {shared}", weight.library), array.shape.to_vec(), codes, parts, blocks))
}
