//! gpt-oss's MXFP4.
//!
//! ```text
//! W_blocks   U8 [expert, out, in / 32, 16]   pairs of values, the first one in the low half
//! W_scales   U8 [expert, out, in / 32]       E8M0
//! W [expert, out, in] = level · 2^(scale − 127)
//! ```
//! Source: <https://github.com/openai/gpt-oss> (`torch/weights.py`).

use super::{Blocks, Names, Part, Quantized, Role, Weight, coding};
use crate::file::read::bits::Bits;
use crate::file::read::elements::{Coding, Element};
use crate::file::read::pieces::Stop;
use crate::file::read::sentences::shown;

pub(super) fn find<'a>(names: &Names<'a>, index: usize) -> Option<Weight<'a>> {
    let array = &names.stored[index];
    let base = array.name.strip_suffix("_blocks").filter(|_| array.dtype == "U8")?;
    names.find(base, "_scales").filter(|(_, scales)| scales.dtype == "U8")?;
    let (library, suffixes) = ("gpt-oss MXFP4", &["_scales"]);
    Some(Weight { library, name: base.into(), base, codes: index, suffixes })
}

pub(super) fn read(names: &Names<'_>, weight: &Weight<'_>) -> Result<Quantized, Stop> {
    let (array, (place, scales)) = (&names.stored[weight.codes], names.need(weight, "_scales")?);
    let [before @ .., 16] = array.shape else { return Err(names.unfit(weight, array, "U8 …×16")) };
    let unfit = || names.unfit(weight, scales, &format!("U8 {}", shown(before)));
    let [outer @ .., blocks] = before else { return Err(unfit()) };
    let columns = blocks.checked_mul(32).filter(|_| before == scales.shape).ok_or_else(unfit)?;
    let shape = [outer, &[columns]].concat();
    let parts = vec![Part::new(Role::Scales, place, scales, coding(Element::F8E8M0))];
    let blocks = Blocks::tiles(columns, 1, 32);
    Ok(Quantized::new(weight.library.into(), shape, Coding::Bits(Bits::F4), parts, blocks))
}
