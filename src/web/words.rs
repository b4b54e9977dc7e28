//! A scheme's words for the page: the table, a scheme taken apart and put together, and the formula of a calibrator.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::{into_error, scheme, set};
use crate::{
    Scheme,
    quantizer::Codebook,
    scheme::{
        Format, SchemeError,
        calibration::Finding,
        codebook, ggml,
        words::{Form, Number, Pick, Picks, Slot, Word},
    },
};

/// The format whose levels are a list, and the key of that list.
const LIST: &str = "levels";
/// The levels that a control shows while the scheme has none of its own.
const TERNARY: &str = "-1,0,1";

/// The table: an array of slots `{slot, words}` with words `{name, pattern, numbers}`, the default first. A number is
/// `{key, least, most, default, stops}`. A format also has a `group`: `int`, `float`, `table`,
/// `mx`, `gguf` or `stored`.
#[wasm_bindgen]
pub fn scheme_words() -> JsValue {
    let slots = Slot::ALL.map(|slot| {
        let words = slot.words().map(|word| word_record(word, (slot == Slot::Format).then(|| group(word))));
        object(&[("slot", slot.name().into()), ("words", words.collect::<Array>().into())])
    });
    slots.into_iter().collect::<Array>().into()
}

/// `{text, parts, available, super_block, levels}` of a scheme: its canonical notation, its words and numbers, the words that each slot can
/// have, of how many values rows must be whole multiples so that files of its format can hold them, and how the levels of a block lie:
/// `uneven`, else `asym` where a zero-point or a minimum can move them, or levels of one's own lie on one side, or `sym`.
///
/// # Errors
/// A sentence when the text is no scheme.
#[wasm_bindgen]
pub fn parse_scheme(text: &str) -> Result<JsValue, js_sys::Error> {
    let scheme = scheme(text)?;
    let super_block = match scheme.format {
        Format::Ggml(kind) => kind.super_block() as u32,
        _ => 1,
    };
    let levels = match scheme.format {
        format if !format.has_even_levels() => "uneven",
        Format::Table(book) if !book.is_even_sided() => "asym",
        format if format.has_offset() => "asym",
        _ => "sym",
    };
    Ok(object(&[
        ("text", scheme.to_string().into()),
        ("parts", parts_record(&scheme)),
        ("available", available_record(&scheme)),
        ("super_block", super_block.into()),
        ("levels", levels.into()),
    ]))
}

/// A scheme with some of its parts changed: its canonical notation.
///
/// # Errors
/// A sentence when the text is no scheme, or when a part is out of range.
#[wasm_bindgen]
pub fn change_scheme(text: &str, parts: &JsValue) -> Result<String, js_sys::Error> {
    changed(Picks::from(&scheme(text)?), parts)
}

/// The canonical notation of a scheme's parts; what they leave out is the default.
///
/// # Errors
/// A sentence when a part is out of range.
#[wasm_bindgen]
pub fn print_scheme(parts: &JsValue) -> Result<String, js_sys::Error> {
    changed(Picks::default(), parts)
}

fn changed(mut picks: Picks, parts: &JsValue) -> Result<String, js_sys::Error> {
    for slot in Slot::ALL {
        change(&mut picks, slot, parts).map_err(|e| into_error(&e))?;
    }
    picks.leave_out();
    Ok(Scheme::from(&picks).to_string())
}

/// Fills a slot as `parts` say; where they say nothing of it, it stays.
fn change(picks: &mut Picks, slot: Slot, parts: &JsValue) -> Result<(), SchemeError> {
    let of = |key: &str| Reflect::get(parts, &key.into()).unwrap_or(JsValue::UNDEFINED);
    let held = picks.of(slot);
    let name = of(slot.name()).as_string().unwrap_or_else(|| held.word.name.into());
    if slot == Slot::Format && name == LIST {
        return match of(LIST).as_string() {
            Some(list) => picks.pick_levels(&list),
            None if held.own.is_some() => Ok(()),
            None => picks.pick_levels(TERNARY),
        };
    }
    picks.pick(slot, &name, |word| {
        let mut arguments = if word.name == held.word.name { held.arguments } else { word.defaults() };
        for (argument, Number { key, .. }) in arguments.iter_mut().zip(word.numbers()) {
            *argument = of(key).as_f64().unwrap_or(*argument);
        }
        arguments
    })
}

/// A scheme taken apart: the name of each slot's word, and every number a word can have; of other words than its own, what
/// a control shows. `levels` lists those of a person's own, `bits` are those of any format.
pub(super) fn parts_record(scheme: &Scheme) -> JsValue {
    let (out, picks) = (Object::new(), Picks::from(scheme));
    for slot in Slot::ALL {
        let pick = picks.of(slot);
        set(&out, slot.name(), &pick.word.name.into());
        for word in slot.words() {
            let held = if word.name == pick.word.name { pick.arguments } else { word.defaults() };
            for (Number { key, .. }, value) in word.numbers().iter().zip(held) {
                set(&out, key, &value.into());
            }
        }
    }
    let Pick { word, own, .. } = picks.of(Slot::Format);
    let list =
        |book: &'static Codebook| book.word.strip_prefix(word.stem)?.strip_prefix('(')?.strip_suffix(')');
    set(&out, LIST, &own.and_then(list).unwrap_or(TERNARY).into());
    set(&out, "bits", &scheme.format.bits().into());
    out.into()
}

/// The names of the words that each slot can have beside the others.
pub(super) fn available_record(scheme: &Scheme) -> JsValue {
    let (out, picks) = (Object::new(), Picks::from(scheme));
    for slot in Slot::ALL {
        let allowed = slot.words().filter(|word| picks.allows(slot, word));
        let names = allowed.map(|word| JsValue::from(word.name));
        set(&out, slot.name(), &names.collect::<Array>());
    }
    out.into()
}

/// `{scale, zero_point, tensor, run}`: the bits that a block stores beside its codes, those that the whole tensor stores, and those
/// that a run of blocks stores.
pub(super) fn stored_record(scheme: &Scheme) -> JsValue {
    let scale = scheme.scales.bits();
    let zero_point = scheme.bits_per_block() - u64::from(scale);
    let tensor = scheme.scales.bits_per_tensor();
    let (run_bits, run) = scheme.scales.bits_per_run();
    object(&[
        ("scale", scale.into()),
        ("zero_point", (zero_point as f64).into()),
        ("tensor", tensor.into()),
        ("run", object(&[("bits", (run_bits as f64).into()), ("blocks", (run as f64).into())])),
    ])
}

/// `{shape, formulas, numbers, notes}` of what a calibrator found; a number is `{value, digits}`.
pub(super) fn finding_record(finding: &Finding) -> JsValue {
    let numbers = Object::new();
    for (name, value, digits) in finding.numbers() {
        set(&numbers, name, &object(&[("value", value.into()), ("digits", digits.name().into())]));
    }
    let (shape, formulas) = finding.formula().shape.parts();
    object(&[
        ("shape", shape.into()),
        ("formulas", strings(&formulas)),
        ("numbers", numbers.into()),
        ("notes", strings(finding.formula().notes)),
    ])
}

/// What formats a format stands with in a list.
fn group(word: &Word) -> &'static str {
    match codebook(word.name) {
        Some(book) if book.float.is_some() => "float",
        Some(_) => "table",
        None if word.form() == Some(Form::Suffix) => "int",
        None if word.form() == Some(Form::List) => "table",
        None if ggml::Kind::of_word(word.name).is_some() => "gguf",
        None if word.name == "stored" => "stored",
        None => "mx",
    }
}

fn word_record(word: &'static Word, group: Option<&str>) -> JsValue {
    let numbers = word.numbers().iter().map(|number| {
        object(&[
            ("key", number.key.into()),
            ("least", number.bounds.0.into()),
            ("most", number.bounds.1.into()),
            ("default", number.default.into()),
            ("stops", number.stops.iter().map(|&stop| JsValue::from(stop)).collect::<Array>().into()),
        ])
    });
    object(&[
        ("name", word.name.into()),
        ("pattern", word.pattern().into()),
        ("numbers", numbers.collect::<Array>().into()),
        ("group", group.into()),
    ])
}

fn strings(texts: &[&str]) -> JsValue {
    texts.iter().map(|&text| JsValue::from(text)).collect::<Array>().into()
}

fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let out = Object::new();
    for (name, value) in entries {
        set(&out, name, value);
    }
    out.into()
}
