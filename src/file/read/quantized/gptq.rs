//! GPTQ, as AutoGPTQ and GPTQModel save it. The stored matrix is the transpose of the weight.
//!
//! ```text
//! W.qweight   I32 [in · bits / 32, out]       codes down each column
//! W.qzeros    I32 [groups, out · bits / 32]   zero-points along each row
//! W.scales    F16 [groups, out]
//! W.g_idx     I32 [in]                        the group of each input; without it, groups lie one behind the other
//! W.weight [out, in] = (code − zero-point of its group) · scale of its group
//! ```
//! `checkpoint_format` in config.json says what shapes do not:
//!
//! ```text
//! gptq      stored zero-points are those minus one (the usual; assumed without config.json)
//! gptq_v2   zero-points as they are
//! gptq_p    as they are; codes of 32 inputs are planes of bits. 5, 6 and 7 bits always are
//! ```
//! GPTQModel subtracts the ones from whole words of 2, 4 and 8 bits, so that a zero-point of 0 borrows from the next one. What it has written is
//! restored by the same on words. Source: <https://github.com/ModelCloud/GPTQModel> (`utils/model.py`, `utils/planar_packing.py`).

use super::{Blocks, Names, Part, Quantized, Role, Weight, plain, sharing};
use crate::file::read::elements::Coding;
use crate::file::read::packing::{Direction, Packed, Packing, Plus};
use crate::file::read::pieces::Stop;
use crate::file::read::quantized::blocks::Lookup;
use crate::file::read::sentences::Note;

pub(super) fn find<'a>(names: &Names<'a>, index: usize) -> Option<Weight<'a>> {
    let array = &names.stored[index];
    let base = array.name.strip_suffix(".qweight").filter(|_| ["I32", "U32"].contains(&array.dtype))?;
    let weight = Weight {
        library: "GPTQ",
        name: format!("{base}.weight"),
        base,
        codes: index,
        suffixes: &[".qzeros", ".scales", ".g_idx"],
    };
    (!super::awq::is_awq(names, &weight)).then_some(weight)
}

pub(super) fn read(names: &Names<'_>, weight: &Weight<'_>) -> Result<Quantized, Stop> {
    let codes = &names.stored[weight.codes];
    let (scale_place, scales) = names.need(weight, ".scales")?;
    let (zero_place, zeros) = names.need(weight, ".qzeros")?;
    let (&[words, out], &[groups, outs]) = (codes.shape, scales.shape) else {
        return Err(names.unfit(
            weight,
            scales,
            &format!("F16 [groups, {}]", codes.shape.last().unwrap_or(&0)),
        ));
    };
    let scale_part = Part::floats(Role::Scales, (scale_place, scales)).filter(|_| outs == out && groups > 0);
    let scale_part = scale_part.ok_or_else(|| names.unfit(weight, scales, &format!("F16 groups×{out}")))?;
    let claims = names.claims(weight);
    let format = claims.format.as_deref();
    let order = names.find(weight.base, ".g_idx");
    // The bits of the zero-points; of a few outputs, several widths give as many words, and the codes decide.
    let across = |&bits: &u32| zeros.shape == [groups, Packing::Dense.words(bits, out)];
    let widths: Vec<u32> = (2..=8).filter(across).filter(|_| ["I32", "U32"].contains(&zeros.dtype)).collect();
    let packing = |bits| if planes(bits, format) { Packing::Planes } else { Packing::Dense };
    // The inputs that the codes are of, if they fill whole runs and are as many as have a group.
    let inputs = |bits| {
        let (each, of) = packing(bits).run(bits);
        let inputs = words / of * each;
        let fits = words.is_multiple_of(of) && order.is_none_or(|(_, order)| order.shape == [inputs]);
        fits.then_some((bits, inputs))
    };
    let mut fitting = widths.iter().filter_map(|&bits| inputs(bits));
    let claimed = claims.bits.and_then(|bits| widths.iter().find(|&&width| u64::from(width) == bits));
    let Some((bits, inputs)) = claimed.and_then(|&bits| inputs(bits)).or_else(|| fitting.next()) else {
        let Some(&bits) = widths.first() else {
            return Err(names.unfit(weight, zeros, &format!("I32 {groups}×({out}·bits/32)")));
        };
        let wanted = order.map_or(words, |(_, order)| Packing::Dense.words(bits, order.count()));
        return Err(names.unfit(weight, codes, &format!("I32 {wanted}×{out}")));
    };
    let packing = packing(bits);
    let zero_codes = Packed {
        plus: plus(format, bits, claims.by_words),
        ..Packed::new(bits, packing, Direction::Rows(out))
    };
    let mut parts = vec![
        scale_part,
        Part {
            role: Role::ZeroPoints,
            index: zero_place,
            coding: Coding::Packed(zero_codes),
            count: groups * out,
        },
    ];
    // Inputs of a group where they lie one behind the other; the last group may be shorter.
    let group = claims.group_of(inputs).filter(|group| inputs.div_ceil(*group) == groups);
    let group = group.unwrap_or(inputs.div_ceil(groups));
    let mut blocks = Blocks::tiles(out, group, 1);
    let mut notes = claims.contradictions(bits, inputs, group);
    if let Some((place, order)) = order {
        let part = plain("I32")
            .filter(|_| order.dtype == "I32")
            .map(|i32| Part::new(Role::Groups, place, order, i32));
        parts.push(part.ok_or_else(|| names.unfit(weight, order, &format!("I32 {inputs}")))?);
        blocks = Blocks { lookup: Lookup::Rows, ..blocks };
    } else if inputs.div_ceil(group) != groups {
        return Err(names.unfit(weight, scales, &format!("F16 {}×{out}", inputs.div_ceil(group))));
    }
    if claims.method.is_none() && format.is_none() && packing == Packing::Dense {
        notes.push(Note::ZerosMinusOne {});
    }
    let asymmetric = if claims.symmetric == Some(false) { " asym" } else { "" };
    let ordered = if claims.act_order == Some(true) { " act-order" } else { "" };
    let shared = sharing(out, inputs, 1, group);
    let layout = format!("GPTQ int{bits}{asymmetric} {shared}{ordered}");
    let coding = Coding::Packed(Packed::new(bits, packing, Direction::Columns(out)));
    let quantized = Quantized::new(layout, vec![out, inputs], coding, parts, blocks);
    Ok(Quantized { transposed: true, notes, ..quantized })
}

/// Whether codes of so many bits are stored in planes.
fn planes(bits: u32, format: Option<&str>) -> bool {
    matches!(bits, 5..=7) || format == Some("gptq_p")
}

/// What turns stored zero-points into those that are meant.
fn plus(format: Option<&str>, bits: u32, by_words: bool) -> Plus {
    match format {
        Some("gptq_v2") => Plus::Minus(0),
        _ if planes(bits, format) => Plus::Minus(0),
        // GPTQModel subtracts from each field of three bits, because they cross words.
        _ if by_words && bits != 3 => Plus::OneByWord,
        _ => Plus::OneEach,
    }
}
