//! The records that cross to JavaScript. They are its contract (`www/engine/records.d.ts`) and change only together with it;
//! the crate's own types are free to change.

use serde::{Deserialize, Serialize};

use super::{data_parts::DataParts, stored};
use crate::{
    file::read::{self, Listing},
    lab::question::frame::SchemeFrame,
    quantizer::{
        Codebook, Coding, Division, Minus, Params, Quantizer, Ratio, Rounding, Steps, TableParams, ZeroPoint,
    },
    scheme::{Format, calibration::Remark, codebook, ggml},
};

/// The quantizer of one block.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct QuantizerRecord {
    /// The element format whose levels are taken; None for integers.
    table: Option<String>,
    scale: f32,
    zero_point: f32,
    /// Whether the zero-point is added before rounding.
    real_zero: bool,
    /// Smallest and largest code of integers.
    q_min: i32,
    q_max: i32,
    alpha: f32,
    beta: f32,
    rounding: Mode,
    /// Whether `x / s` is a division, not a multiplication by `1 / s`.
    divides: bool,
    /// What `x` is divided by or multiplied by, where that is not the scale or `1 / s`.
    coding: Option<f32>,
    /// How a level is scaled, where that takes more than the scale: [`Steps`].
    steps: Option<(f32, f32, f32)>,
    /// Of a format that fits its own scales: its word, and how the block codes and decodes.
    fitted: Option<(String, [f32; 8])>,
}

/// How `x / s` is rounded. One value alone has no position to draw by: stochastic rounding takes the likelier side.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Mode {
    Even,
    Away,
    Floor,
    Stochastic,
}

impl From<Quantizer> for QuantizerRecord {
    fn from(quantizer: Quantizer) -> Self {
        let (table, divides, coding, steps) = match quantizer {
            Quantizer::Affine(params) => (None, params.division == Division::Exact, None, None),
            Quantizer::Table(TableParams { book, scale, coding, steps, .. }) => {
                let (divides, by) = match coding {
                    Coding::Divide(by) => (true, by),
                    Coding::Multiply(by) => (false, by),
                };
                let usual = Coding::by(if divides { Division::Exact } else { Division::Reciprocal }, scale);
                (Some(book.word.clone()), divides, (coding != usual).then_some(by), steps)
            }
            Quantizer::Offset(params) => (None, matches!(params.ratio, Ratio::Over(_)), None, None),
        };
        let (alpha, beta) = quantizer.range();
        let affine = quantizer.affine();
        let rounding = affine.map_or(Mode::Even, |params| match params.rounding {
            Rounding::Even => Mode::Even,
            Rounding::Away => Mode::Away,
            Rounding::Floor => Mode::Floor,
            Rounding::Stochastic(_) => Mode::Stochastic,
        });
        Self {
            table,
            scale: quantizer.scale(),
            zero_point: quantizer.zero_point(),
            real_zero: affine.is_some_and(|params| matches!(params.zero_point, ZeroPoint::Real(_))),
            q_min: affine.map_or(0, |params| params.q_min),
            q_max: affine.map_or(0, |params| params.q_max),
            alpha,
            beta,
            rounding,
            divides,
            coding,
            steps: steps.map(|Steps { inner, times, over }| (inner, times, over)),
            fitted: None,
        }
    }
}

impl From<QuantizerRecord> for Quantizer {
    fn from(record: QuantizerRecord) -> Self {
        let QuantizerRecord {
            table,
            scale,
            zero_point,
            real_zero,
            q_min,
            q_max,
            alpha,
            beta,
            rounding,
            divides,
            coding,
            steps,
            fitted,
        } = record;
        if let Some((word, numbers)) = &fitted
            && word == stored::WORD
        {
            return stored::quantizer_of(numbers, table.as_deref(), coding.unwrap_or(1.0));
        }
        if let Some((word, numbers)) = fitted
            && let Some(kind) = ggml::Kind::of_word(&word)
        {
            return ggml::Coding::from_numbers(&numbers).quantizer(kind);
        }
        let division = if divides { Division::Exact } else { Division::Reciprocal };
        let book = table.and_then(|word| codebook(&word));
        if let Some(book) = book {
            let coding = match coding {
                Some(by) if divides => Coding::Divide(by),
                Some(by) => Coding::Multiply(by),
                None => Coding::by(division, scale),
            };
            let steps = steps.map(|(inner, times, over)| Steps { inner, times, over });
            return TableParams { book, scale, alpha, beta, coding, steps }.into();
        }
        let zero_point =
            if real_zero { ZeroPoint::Real(zero_point) } else { ZeroPoint::Integer(zero_point as i32) };
        let rounding = match rounding {
            Mode::Even | Mode::Stochastic => Rounding::Even,
            Mode::Away => Rounding::Away,
            Mode::Floor => Rounding::Floor,
        };
        Params { scale, zero_point, q_min, q_max, alpha, beta, rounding, division }.into()
    }
}

/// An element format, as scripts write it. All lists are in the order of ranks.
#[derive(Debug, Serialize)]
pub(super) struct TableRecord<'a> {
    levels: &'a [f32],
    codes: &'a [u8],
    /// The smallest ratio `x / s` that takes each level but the first.
    starts: &'a [f32],
    /// Whether `x / s` is a division in a block of a whole length.
    divides: bool,
    /// The second code for zero, and whether it is that of positive values, not of negative ones.
    second_zero: Option<u8>,
    positive_second: bool,
    /// What each code means, by code, where some are no levels: a second zero, infinities and NaN.
    values: &'a [f32],
    /// The bits of a float, from the sign on.
    float: Option<FloatRecord>,
}

#[derive(Debug, Serialize)]
struct FloatRecord {
    exponent_bits: u32,
    mantissa_bits: u32,
    bias: i32,
}

impl<'a> From<&'a Codebook> for TableRecord<'a> {
    fn from(book: &'a Codebook) -> Self {
        let Codebook { levels, codes, starts, second_zero, minus, division, values, .. } = book;
        let float = book.float.map(|format| FloatRecord {
            exponent_bits: format.exponent_bits,
            mantissa_bits: format.mantissa_bits,
            bias: format.bias,
        });
        let positive_second = *minus == Minus::Above;
        let divides = *division == Division::Exact;
        Self { levels, codes, starts, divides, second_zero: *second_zero, positive_second, values, float }
    }
}

/// What a file holds.
#[derive(Debug, Serialize)]
pub(super) struct ListingRecord<'a> {
    name: &'a str,
    /// The names of the files that the tensors are in.
    parts: &'a [String],
    entries: Vec<EntryRecord<'a>>,
    first: usize,
    /// Whether it is an importance matrix, and no data.
    importance: bool,
}

#[derive(Debug, Serialize)]
struct EntryRecord<'a> {
    name: &'a str,
    shape: Vec<f64>,
    dtype: &'a str,
    count: f64,
    readable: bool,
    surveyed: bool,
    /// Bytes of its values in the file; those of float32 where that is not known.
    bytes: f64,
    part: usize,
    /// The quantized tensor that an array decodes.
    of: Option<&'a str>,
}

impl<'a> ListingRecord<'a> {
    pub(super) fn new(name: &'a str, listing: &'a Listing) -> Self {
        let entries = listing.entries.iter().map(|entry| EntryRecord {
            name: &entry.name,
            // Floats, because a claimed dimension may be beyond what an integer of JavaScript holds.
            shape: entry.shape.iter().map(|&d| d as f64).collect(),
            dtype: &entry.dtype,
            count: entry.count as f64,
            readable: entry.readable,
            surveyed: entry.is_surveyed(),
            bytes: entry.count as f64 * entry.kept_bits_per_value() / 8.0,
            part: entry.part,
            of: entry.part_of.as_deref(),
        });
        let importance = listing.format == read::Format::Importance;
        Self { name, parts: &listing.parts, entries: entries.collect(), first: listing.first, importance }
    }
}

/// What is said of the data.
#[derive(Debug, Serialize)]
pub(super) struct DataRecord<'a> {
    pub(super) text: &'a str,
    pub(super) parts: DataParts,
    pub(super) name: &'a str,
    pub(super) shape: &'a [usize],
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) count: usize,
    pub(super) nan: usize,
    pub(super) positive: usize,
    pub(super) negative: usize,
    pub(super) min: f32,
    pub(super) max: f32,
    pub(super) mean: f64,
    pub(super) sd: f64,
    /// How a file stores it, in words, where it has the grid of the format `stored`.
    pub(super) stored: Option<&'a str>,
}

/// What is said of one scheme, apart from its arrays.
#[derive(Debug, Serialize)]
pub(super) struct SchemeRecord {
    text: String,
    blocks: usize,
    block: usize,
    rows: (usize, usize),
    cols: (usize, usize),
    params: QuantizerRecord,
    divisor: f32,
    /// Whether a range is symmetric around 0, so that only magnitudes count.
    mirrored: bool,
    /// The range that calibration chose.
    range: (f32, f32),
    /// Smallest and largest value of the shown block.
    extrema: (f32, f32),
    remarks: Vec<RemarkRecord>,
    clipped: (u32, u32),
}

/// What calibration had to say, and of how many blocks.
#[derive(Debug, Serialize)]
struct RemarkRecord {
    kind: Remark,
    blocks: usize,
}

impl From<&SchemeFrame> for SchemeRecord {
    fn from(frame: &SchemeFrame) -> Self {
        let (rows, columns) = (&frame.extent.rows, &frame.extent.columns);
        let scheme = frame.fit.scheme();
        let fitted = match (scheme.format, &frame.fitted) {
            (Format::Ggml(kind), Some((coding, _))) => Some((kind.word().into(), coding.to_numbers())),
            _ => stored::block_numbers(frame),
        };
        let params = match (scheme.format, &frame.quantizer) {
            (Format::Stored(_), Quantizer::Offset(offset)) => {
                let (table, times) = stored::block_format(offset);
                QuantizerRecord { fitted, table, coding: Some(times), ..frame.quantizer.into() }
            }
            _ => QuantizerRecord { fitted, ..frame.quantizer.into() },
        };
        Self {
            text: scheme.to_string(),
            blocks: frame.report.blocks,
            block: frame.block,
            rows: (rows.start, rows.end),
            cols: (columns.start, columns.end),
            params,
            divisor: scheme.format.divisor(),
            mirrored: frame.fit.is_mirrored(),
            range: frame.range,
            extrema: frame.extrema,
            remarks: frame
                .report
                .remarks
                .iter()
                .map(|&(kind, blocks)| RemarkRecord { kind, blocks })
                .collect(),
            clipped: frame.clipped,
        }
    }
}
