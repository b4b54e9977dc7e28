//! bitsandbytes' codes of four bits, as `Params4bit` is saved, and its integers of eight.
//!
//! ```text
//! W                                    U8, or another type of the same bytes: two codes in a byte, the first in its high half; blocks run across rows
//! W.absmax                             F32  a scale for each block;  U8 where these are codes themselves:
//! W.nested_absmax, W.nested_quant_map  F32  a scale for each block of them, and the level of each code; the offset is in quant_state
//! W.quant_map                          F32  the level of each code
//! W.quant_state.bitsandbytes__nf4      U8   JSON: blocksize, shape, nested_blocksize, nested_offset   (or …__fp4)
//!
//! M.weight                             I8   [out, in]
//! M.SCB                                F32  [out]   W = code · SCB · (1 / 127)
//! M.weight_format                      U8   0: rows
//! ```
//! Source: `QuantState` and `int8_vectorwise_dequant` in
//! <https://github.com/bitsandbytes-foundation/bitsandbytes/blob/main/bitsandbytes/functional.py>.

use super::{Blocks, Names, Nested, Part, Quantized, Role, Stored, Weight, coding, plain};
use crate::file::read::bits::Bits;
use crate::file::read::elements::{Coding, Element};
use crate::file::read::json_reader::{Fault, Reader};
use crate::file::read::pieces::Stop;
use crate::file::read::sentences::{FileError, excerpt, shown};

/// The longest JSON in bytes. It has some hundred.
const LONGEST: u64 = 1 << 16;
const STATES: [(&str, &str); 2] = [
    (".quant_state.bitsandbytes__nf4", "bitsandbytes NF4"),
    (".quant_state.bitsandbytes__fp4", "bitsandbytes FP4"),
];

pub(super) fn find<'a>(names: &Names<'a>, index: usize) -> Option<Weight<'a>> {
    let array = &names.stored[index];
    let (name, codes) = (array.name.into(), index);
    if array.dtype == "I8"
        && let Some(base) = array.name.strip_suffix(".weight").filter(|base| names.has(base, ".SCB"))
    {
        let suffixes = &[".SCB", ".weight_format"];
        return Some(Weight { library: "bitsandbytes int8", name, base, codes, suffixes });
    }
    let suffixes =
        &[".absmax", ".quant_map", ".nested_absmax", ".nested_quant_map", STATES[0].0, STATES[1].0];
    let of = |(suffix, library): &(&str, &'static str)| names.has(array.name, suffix).then_some(*library);
    let looks_so = names.has(array.name, ".absmax") && names.has(array.name, ".quant_map");
    let library = STATES.iter().find_map(of).or(looks_so.then_some("bitsandbytes"))?;
    Some(Weight { library, name, base: array.name, codes, suffixes })
}

pub(super) fn read(names: &Names<'_>, weight: &Weight<'_>) -> Result<Quantized, Stop> {
    if names.has(weight.base, ".SCB") && names.stored[weight.codes].dtype == "I8" {
        return integers(names, weight);
    }
    let state = STATES.iter().find(|(suffix, _)| names.has(weight.base, suffix));
    let (_, stored) = names.need(weight, state.map_or(".quant_state", |(suffix, _)| suffix))?;
    let broken = || Stop::from(FileError::PackedState { place: names.place(weight), layout: weight.library });
    if stored.dtype != "U8" || stored.count() > LONGEST {
        return Err(broken());
    }
    let json = names.pieces.get(stored.start..stored.start + stored.count())?;
    let state = std::str::from_utf8(json).ok().and_then(|text| State::read(text).ok()).ok_or_else(broken)?;
    let block = state.block.filter(|&block| block > 0).ok_or_else(broken)?;
    let array = &names.stored[weight.codes];
    let count = state.shape.iter().try_fold(1u64, |n, &d| n.checked_mul(d));
    let count =
        count.filter(|&count| count > 0 && size(array) == Some(count.div_ceil(2))).ok_or_else(|| {
            let (place, part) = (names.place(weight), "quant_state".into());
            let found = format!("{} {}", excerpt(array.dtype), shown(array.shape));
            FileError::PackedClaim { place, part, claimed: shown(&state.shape), found }
        })?;
    let blocks = count.div_ceil(block);
    let floats = |role, suffix: &str, count: u64| -> Result<Part, Stop> {
        let (index, stored) = names.need(weight, suffix)?;
        let fits = stored.dtype == "F32" && stored.count() == count;
        let part = fits.then(|| Part::new(role, index, stored, coding(Element::F32)));
        part.ok_or_else(|| names.unfit(weight, stored, &format!("F32 {count}")))
    };
    let mut parts = vec![floats(Role::Levels, ".quant_map", 16)?];
    let mut nested = None;
    let (index, scales) = names.need(weight, ".absmax")?;
    if scales.dtype == "U8" && scales.count() == blocks {
        let inner = state.nested_block.filter(|&block| block > 0).ok_or_else(broken)?;
        nested = Some(Nested { block: inner, offset: state.offset.ok_or_else(broken)? });
        parts.push(Part::new(Role::Scales, index, scales, coding(Element::U8)));
        parts.push(floats(Role::ScaleLevels, ".nested_quant_map", 256)?);
        parts.push(floats(Role::ScaleScales, ".nested_absmax", blocks.div_ceil(inner))?);
    } else {
        parts.push(floats(Role::Scales, ".absmax", blocks)?);
    }
    // One row: blocks do not end with the rows of the tensor.
    let map = Blocks::tiles(count, 1, block.min(count));
    let suffix = if nested.is_some() { " nested" } else { "" };
    let layout = format!("{} g{block}{suffix}", weight.library);
    let coding = Coding::Bits(Bits::high_first(count));
    Ok(Quantized { nested, ..Quantized::new(layout, state.shape, coding, parts, map) })
}

/// The bytes of an array whose type is only how the library stores them.
fn size(array: &Stored<'_>) -> Option<u64> {
    let Coding::Plain { element, .. } = plain(array.dtype)? else { return None };
    array.count().checked_mul(element.size() as u64)
}

fn integers(names: &Names<'_>, weight: &Weight<'_>) -> Result<Quantized, Stop> {
    let (array, (place, scales)) = (&names.stored[weight.codes], names.need(weight, ".SCB")?);
    let &[rows, columns] = array.shape else { return Err(names.unfit(weight, array, "I8 out×in")) };
    if let Some((_, format)) = names.find(weight.base, ".weight_format")
        && format.dtype == "U8"
        && format.count() == 1
    {
        let found = names.pieces.get(format.start..format.start + 1)?[0];
        if found != 0 {
            let (place, layout) = (names.place(weight), weight.library);
            let found = format!("weight_format {found}");
            return Err(FileError::PackedVersion { place, layout, found, accepted: "0" }.into());
        }
    }
    let fits = scales.count() == rows && scales.is_float();
    let part = plain(scales.dtype).filter(|_| fits).map(|it| Part::new(Role::Scales, place, scales, it));
    let part = part.ok_or_else(|| names.unfit(weight, scales, &format!("F32 {rows}")))?;
    let blocks = Blocks::tiles(columns, 1, columns);
    let layout = format!("{} row", weight.library);
    let quantized = Quantized::new(layout, vec![rows, columns], coding(Element::I8), vec![part], blocks);
    Ok(Quantized { factor: Some(1.0 / 127.0), ..quantized })
}

/// What the JSON says.
#[derive(Debug, Default)]
struct State {
    shape: Vec<u64>,
    block: Option<u64>,
    nested_block: Option<u64>,
    offset: Option<f32>,
}

impl State {
    fn read(text: &str) -> Result<Self, Fault> {
        let mut reader = Reader::new(text);
        let mut state = Self::default();
        reader.begin(b'{')?;
        let mut first = true;
        while let Some(key) = reader.key(first)? {
            first = false;
            match &*key {
                "shape" => {
                    reader.begin(b'[')?;
                    state.shape.clear();
                    while reader.item(state.shape.is_empty())? {
                        state.shape.push(number(&mut reader)?);
                    }
                }
                "blocksize" => state.block = Some(number(&mut reader)?),
                "nested_blocksize" => state.nested_block = Some(number(&mut reader)?),
                "nested_offset" => state.offset = Some(number::<f64>(&mut reader)? as f32),
                _ => reader.skip(8)?,
            }
        }
        Ok(state)
    }
}

fn number<N: std::str::FromStr>(reader: &mut Reader<'_>) -> Result<N, Fault> {
    let at = reader.at();
    reader.word()?.parse().map_err(|_| Fault::Syntax(at))
}
