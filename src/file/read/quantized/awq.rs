//! AWQ in its layout `gemm`, as AutoAWQ and GPTQModel save it. The stored matrix is the transpose of the weight.
//!
//! ```text
//! W.qweight   I32 [in, out / 8]       eight neighbouring outputs in a word; its nibbles are outputs 0 2 4 6 1 3 5 7
//! W.qzeros    I32 [groups, out / 8]   zero-points as they are, in the same order
//! W.scales    F16 or BF16 [groups, out]
//! W.weight [out, in] = (code − zero-point) · scale
//! ```
//! Source: <https://github.com/casper-hansen/AutoAWQ> (`modules/linear/gemm.py`, `utils/packing_utils.py`).

use super::{Blocks, Names, Part, Quantized, Role, Weight, sharing};
use crate::file::read::elements::Coding;
use crate::file::read::packing::{Direction, Packed, Packing};
use crate::file::read::pieces::Stop;
use crate::file::read::sentences::{FileError, excerpt};

const BITS: u32 = 4;

/// Whether a `qweight` is of AWQ: it has no `g_idx`, and its words hold outputs. Where scales are missing, config.json says it.
pub(super) fn is_awq(names: &Names<'_>, weight: &Weight<'_>) -> bool {
    if names.has(weight.base, ".g_idx") {
        return false;
    }
    let claimed = names.claims(weight).method.as_deref() == Some("awq");
    match (names.stored[weight.codes].shape, names.find(weight.base, ".scales")) {
        (&[_, words], Some((_, scales))) => match *scales.shape {
            [_, out] if words == out => false,
            [_, out] if words.checked_mul(8) == Some(out) => true,
            _ => claimed,
        },
        _ => claimed,
    }
}

pub(super) fn find<'a>(names: &Names<'a>, index: usize) -> Option<Weight<'a>> {
    let array = &names.stored[index];
    let base = array.name.strip_suffix(".qweight").filter(|_| ["I32", "U32"].contains(&array.dtype))?;
    let (name, suffixes) = (format!("{base}.weight"), &[".qzeros", ".scales"]);
    let weight = Weight { library: "AWQ", name, base, codes: index, suffixes };
    is_awq(names, &weight).then_some(weight)
}

pub(super) fn read(names: &Names<'_>, weight: &Weight<'_>) -> Result<Quantized, Stop> {
    let codes = &names.stored[weight.codes];
    let claims = names.claims(weight);
    if let Some(version) = claims.format.as_deref().filter(|&version| version != "gemm") {
        let (place, layout) = (names.place(weight), weight.library);
        let found = excerpt(version);
        return Err(FileError::PackedVersion { place, layout, found, accepted: "gemm" }.into());
    }
    let (scale_place, scales) = names.need(weight, ".scales")?;
    let (zero_place, zeros) = names.need(weight, ".qzeros")?;
    let &[inputs, words] = codes.shape else { return Err(names.unfit(weight, codes, "I32 in×out/8")) };
    let out = words.saturating_mul(8);
    let groups = match scales.shape {
        &[groups, outs] if outs == out && groups > 0 => groups,
        _ => return Err(names.unfit(weight, scales, &format!("F16 groups×{out}"))),
    };
    let scale_part = Part::floats(Role::Scales, (scale_place, scales));
    let scale_part = scale_part.ok_or_else(|| names.unfit(weight, scales, &format!("F16 {groups}×{out}")))?;
    if zeros.shape != [groups, words] || !["I32", "U32"].contains(&zeros.dtype) {
        return Err(names.unfit(weight, zeros, &format!("I32 {groups}×{words}")));
    }
    // Groups of one length only.
    let group = inputs / groups;
    if group == 0 || group * groups != inputs {
        return Err(names.unfit(weight, scales, &format!("F16 (a divisor of {inputs})×{out}")));
    }
    let packed = Coding::Packed(Packed::new(BITS, Packing::Interleaved, Direction::Rows(out)));
    let parts = vec![
        scale_part,
        Part { role: Role::ZeroPoints, index: zero_place, coding: packed, count: groups * out },
    ];
    let layout = format!("AWQ int{BITS} {}", sharing(out, inputs, 1, group));
    let quantized = Quantized::new(layout, vec![out, inputs], packed, parts, Blocks::tiles(out, group, 1));
    Ok(Quantized { transposed: true, notes: claims.contradictions(BITS, inputs, group), ..quantized })
}
