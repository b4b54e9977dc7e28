//! bitsandbytes' codes of four bits, as `Params4bit` is saved.
//!
//! ```text
//! W                                    U8   two codes in a byte, the first in its high half; blocks run across rows
//! W.absmax                             F32  a scale for each block;  U8 where these are codes themselves:
//! W.nested_absmax, W.nested_quant_map  F32  a scale for each block of them, and the level of each code; the offset is in quant_state
//! W.quant_map                          F32  the level of each code
//! W.quant_state.bitsandbytes__nf4      U8   JSON: blocksize, shape, nested_blocksize, nested_offset   (or …__fp4)
//! ```
//! Source: `QuantState` in <https://github.com/bitsandbytes-foundation/bitsandbytes/blob/main/bitsandbytes/functional.py>.

use super::{Names, Nested, Part, Quantized, Role, Stored, Tiles, coding};
use crate::file::read::bits::Bits;
use crate::file::read::elements::{Coding, Element};
use crate::file::read::json_reader::{Fault, Reader};
use crate::file::read::pieces::{Pieces, Stop};

/// The longest JSON in bytes. It has some hundred.
const LONGEST: u64 = 1 << 16;

/// # Errors
/// When the bytes of the JSON are missing.
pub(super) fn recognise(
    names: &Names<'_>,
    index: usize,
    array: &Stored<'_>,
    pieces: &Pieces<'_>,
) -> Result<Option<Quantized>, Stop> {
    if array.dtype != "U8" || array.count() == 0 {
        return Ok(None);
    }
    let of = |kind: &str| names.find(array.name, &format!(".quant_state.bitsandbytes__{kind}"));
    let (layout, (description, state)) = match (of("nf4"), of("fp4")) {
        (Some(state), _) => ("bitsandbytes NF4", state),
        (None, Some(state)) => ("bitsandbytes FP4", state),
        (None, None) => return Ok(None),
    };
    if state.dtype != "U8" || state.count() > LONGEST {
        return Ok(None);
    }
    let json = pieces.get(state.start..state.start + state.count())?;
    let state = std::str::from_utf8(json).ok().and_then(|text| State::read(text).ok());
    let quantized = state.and_then(|state| quantized(names, index, layout, state));
    Ok(quantized.map(|it| Quantized { description: Some(description), ..it }))
}

fn quantized(names: &Names<'_>, index: usize, layout: &'static str, state: State) -> Option<Quantized> {
    let array = &names.stored[index];
    let count = state.shape.iter().try_fold(1u64, |n, &d| n.checked_mul(d))?;
    let block = state.block.filter(|&block| block > 0)?;
    let blocks = count.div_ceil(block);
    if count == 0 || array.count() != count.div_ceil(2) {
        return None;
    }
    let floats = |role, suffix: &str, count: u64| -> Option<Part> {
        let (index, stored) = names.find(array.name, suffix)?;
        (stored.dtype == "F32" && stored.count() == count).then(|| Part {
            role,
            index,
            coding: coding(Element::F32),
            count,
        })
    };
    let mut parts = vec![floats(Role::Levels, ".quant_map", 16)?];
    let mut nested = None;
    match names.find(array.name, ".absmax")? {
        (_, scales) if scales.dtype == "F32" => parts.push(floats(Role::Scales, ".absmax", blocks)?),
        (index, scales) if scales.dtype == "U8" && scales.count() == blocks => {
            let inner = state.nested_block.filter(|&block| block > 0)?;
            nested = Some(Nested { block: inner, offset: state.offset? });
            parts.push(Part { role: Role::Scales, index, coding: coding(Element::U8), count: blocks });
            parts.push(floats(Role::ScaleLevels, ".nested_quant_map", 256)?);
            parts.push(floats(Role::ScaleScales, ".nested_absmax", blocks.div_ceil(inner))?);
        }
        _ => return None,
    }
    Some(Quantized {
        name: array.name.into(),
        layout,
        shape: state.shape,
        codes: index,
        coding: Coding::Bits(Bits::high_first(count)),
        parts,
        description: None,
        // One row: blocks do not end with the rows of the tensor.
        tiles: Tiles { columns: count, height: 1, width: block.min(count) },
        nested,
    })
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
