//! The grid that a file stores a tensor on, on its way between instances and to the page.

use js_sys::{Float32Array, Object, Reflect, Uint32Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};

use super::{decode, record, set};
use crate::{
    lab::question::frame::SchemeFrame,
    quantizer::{Codebook, Nearest, Numbers, OffsetParams, Quantizer, Ratio},
    scheme::{Format, codebook},
    tensor::{StoredBlocks, StoredCodes, StoredGrid},
};

/// The word that marks the parameters of a block of such a grid.
pub(super) const WORD: &str = "stored";

/// A grid without its lists.
#[derive(Debug, Serialize, Deserialize)]
struct GridRecord {
    layout: String,
    bits: u32,
    times: f32,
    bits_per_value: f64,
    /// Rows and columns of a block; no rows where blocks are runs, and neither where groups are listed.
    tall: usize,
    wide: usize,
    /// The smallest and the largest code, of whole numbers.
    whole: Option<(i16, i16)>,
    format: Option<String>,
}

/// A grid with its lists as typed arrays.
#[inline(never)]
pub(super) fn grid_record(grid: &StoredGrid) -> JsValue {
    let (tall, wide) = match grid.blocks {
        StoredBlocks::Tiles { tall, wide } => (tall, wide),
        StoredBlocks::Runs { length } => (0, length),
        StoredBlocks::Lists(_) => (0, 0),
    };
    let (whole, format) = match &grid.codes {
        &StoredCodes::Whole { first, last } => (Some((first, last)), None),
        StoredCodes::Format(word) => (None, Some(word.clone())),
        StoredCodes::Levels(_) => (None, None),
    };
    let &StoredGrid { bits, times, bits_per_value, .. } = grid;
    let layout = grid.layout.clone();
    let out: Object = record(&GridRecord { layout, bits, times, bits_per_value, tall, wide, whole, format })
        .unchecked_into();
    let floats = |name: &str, list: &[f32]| set(&out, name, &Float32Array::from(list));
    floats("scales", &grid.scales);
    floats("zero_points", &grid.zero_points);
    floats("offsets", &grid.offsets);
    if let StoredCodes::Levels(levels) = &grid.codes {
        floats("levels", levels);
    }
    if let StoredBlocks::Lists(groups) = &grid.blocks {
        set(&out, "groups", &Uint32Array::from(groups.as_slice()));
    }
    out.into()
}

/// What [`grid_record`] made; None of anything else.
#[inline(never)]
pub(super) fn grid_of(value: &JsValue) -> Option<StoredGrid> {
    if !value.is_object() {
        return None;
    }
    let list = |name: &str| {
        let list = Reflect::get(value, &name.into()).unwrap_or_default();
        list.dyn_into::<Float32Array>().map(|list| list.to_vec()).unwrap_or_default()
    };
    let groups = Reflect::get(value, &"groups".into()).unwrap_or_default().dyn_into::<Uint32Array>();
    let GridRecord { layout, bits, times, bits_per_value, tall, wide, whole, format } =
        decode(value.clone()).ok()?;
    Some(StoredGrid {
        layout,
        blocks: match groups {
            Ok(groups) => StoredBlocks::Lists(groups.to_vec()),
            Err(_) if tall == 0 => StoredBlocks::Runs { length: wide },
            Err(_) => StoredBlocks::Tiles { tall, wide },
        },
        codes: match (whole, format) {
            (Some((first, last)), _) => StoredCodes::Whole { first, last },
            (_, Some(word)) => StoredCodes::Format(word),
            _ => StoredCodes::Levels(list("levels")),
        },
        bits,
        scales: list("scales"),
        zero_points: list("zero_points"),
        offsets: list("offsets"),
        times,
        bits_per_value,
    })
}

/// What the page says of the block shown. The names that formats of ggml have, too, mean the same.
#[derive(Debug, Serialize)]
struct BlockRecord<'a> {
    layout: &'a str,
    /// Rows and columns of a block, where blocks are rectangles.
    block: Option<(usize, usize)>,
    zero_point: Option<f32>,
    super_block: usize,
    bytes: usize,
    columns: usize,
    searched: bool,
    d: f32,
    d_min: Option<f32>,
    step: f32,
    base: f32,
    numbers: Vec<f32>,
}

/// The block shown of a stored grid, its second factor within scale and offset; null of any other scheme.
#[inline(never)]
pub(super) fn block_record(frame: &SchemeFrame) -> JsValue {
    let Some(grid) = frame.fit.stored_grid() else { return JsValue::NULL };
    let (numbers, step, base) = match &frame.quantizer {
        Quantizer::Offset(params) => {
            let numbers = (0..params.numbers.count()).map(|place| params.numbers.at(place)).collect();
            (numbers, params.step * params.times, params.base * params.times)
        }
        Quantizer::Table(params) => (params.book.levels.clone(), params.scale, 0.0),
        Quantizer::Affine(_) => return JsValue::NULL,
    };
    let format = frame.fit.scheme().format;
    record(&BlockRecord {
        layout: &grid.layout,
        block: frame.fit.map().tile(),
        zero_point: format.has_zero_point().then_some(grid.zero_point(frame.block)),
        super_block: 1,
        bytes: 0,
        columns: frame.fit.map().size().1,
        searched: false,
        d: step,
        d_min: (!grid.offsets.is_empty()).then_some(base),
        step,
        base,
        numbers,
    })
}

/// The numbers that make a block of such a grid, for a quantizer that adds an offset: in the order that formats of ggml have, too.
#[inline(never)]
pub(super) fn block_numbers(frame: &SchemeFrame) -> Option<(String, [f32; 8])> {
    let Quantizer::Offset(params) = &frame.quantizer else { return None };
    let Format::Stored(_) = frame.fit.scheme().format else { return None };
    let (Ratio::Over(by) | Ratio::Times(by)) = params.ratio;
    let divides = if matches!(params.ratio, Ratio::Over(_)) { 1.0 } else { 0.0 };
    let (first, last, zero) = match params.numbers {
        Numbers::Whole { first, last, zero, .. } => (first.into(), last.into(), zero.into()),
        Numbers::Table(_) | Numbers::Signed(_) => (0.0, 0.0, 0.0),
    };
    Some((WORD.into(), [params.step, params.base, params.shift, divides, by, first, last, zero]))
}

/// The element format of a block that adds an offset, and what its sums are multiplied by.
pub(super) fn block_format(params: &OffsetParams) -> (Option<String>, f32) {
    let book = match params.numbers {
        Numbers::Table(book) => Some(book.word.clone()),
        Numbers::Whole { .. } | Numbers::Signed(_) => None,
    };
    (book, params.times)
}

/// The quantizer of [`block_numbers`] and [`block_format`].
#[inline(never)]
pub(super) fn quantizer_of(
    &[step, base, shift, divides, by, first, last, zero]: &[f32; 8],
    word: Option<&str>,
    times: f32,
) -> Quantizer {
    let numbers = match word.and_then(codebook) {
        Some(book) => Numbers::Table(book),
        None => Numbers::Whole {
            first: first as i16,
            last: last as i16,
            zero: zero as i16,
            nearest: Nearest::Even,
        },
    };
    let ratio = if divides == 0.0 { Ratio::Times(by) } else { Ratio::Over(by) };
    OffsetParams::new(numbers, step, base, shift, ratio).with_times(times).into()
}

/// The element format of a stored grid, if its codes are those of one.
pub(super) fn book_of(frame: &SchemeFrame) -> Option<&'static Codebook> {
    let Format::Stored(_) = frame.fit.scheme().format else { return None };
    match &frame.quantizer {
        Quantizer::Table(params) => Some(params.book),
        Quantizer::Offset(OffsetParams { numbers: Numbers::Table(book), .. }) => Some(book),
        _ => None,
    }
}
