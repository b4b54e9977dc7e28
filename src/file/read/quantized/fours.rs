//! Pairs of four-bit floats (E2M1) in bytes, the first one in the low half, with a scale for each 16 or 32 of them.

use super::floats::groups;
use super::{Names, Part, Quantized, Role, Weight, coding};
use crate::file::read::bits::Bits;
use crate::file::read::elements::{Coding, Element};
use crate::file::read::pieces::Stop;
use crate::file::read::sentences::shown;

/// Pairs in bytes with scales of `element` for each `width` values.
///
/// # Errors
/// When the scales have another shape.
pub(super) fn grouped(
    names: &Names<'_>,
    weight: &Weight<'_>,
    width: u64,
    element: Element,
) -> Result<Quantized, Stop> {
    let (array, (place, scale)) = (&names.stored[weight.codes], names.need(weight, "_scale")?);
    let doubled = || {
        let (last, before) = array.shape.split_last()?;
        Some([before, &[last.checked_mul(2)?]].concat())
    };
    let shape = doubled().ok_or_else(|| names.unfit(weight, array, "U8 …×(in/2)"))?;
    let blocks = groups(&shape, scale.shape).filter(|blocks| blocks.width == width).ok_or_else(|| {
        let mut wanted = shape.clone();
        wanted.iter_mut().last().into_iter().for_each(|columns| *columns = columns.div_ceil(width));
        names.unfit(weight, scale, &shown(&wanted))
    })?;
    let parts = vec![Part::new(Role::Scales, place, scale, coding(element))];
    Ok(Quantized::new(weight.library.into(), shape, Coding::Bits(Bits::F4), parts, blocks))
}

/// The same with a scale of the tensor.
///
/// # Errors
/// When it is missing, or not one float.
pub(super) fn outer(
    names: &Names<'_>,
    weight: &Weight<'_>,
    mut quantized: Quantized,
    role: Role,
    suffix: &str,
) -> Result<Quantized, Stop> {
    let (place, scale) = names.need(weight, suffix)?;
    let part = Part::single(role, (place, scale)).ok_or_else(|| names.unfit(weight, scale, "F32 1"))?;
    quantized.parts.push(part);
    Ok(quantized)
}
