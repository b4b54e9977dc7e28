//! Rows to ggml's bytes and back, byte for byte as a library does it.
//!
//! ```text
//! a scale beyond float16 is stored as infinity;    nothing is limited
//! Q4_0 … Q5_1, Q8_0, TQ    the code is a float converted as C does it: by its low byte
//! K-quants                 the code is nearest_int((x + m) / step), limited; where step = 0, what the search left
//! IQ4                      the level nearest to x · factor
//! MXFP4, NVFP4             the code with the least |step · number - x|, the first one of equals
//! ```
//! Conversions of floats beyond 32-bit integers are those of x86-64: they give the smallest integer.

use half::f16;

use super::{
    Found, Importance, Kept, Kind, LARGEST, RUNS, coding::coding, lanes::nearest_int, row_mean_square,
};
use crate::{
    ggml::{Parts, TWICE_E2M1, half_of_e4m3, half_of_e8m0},
    kernels::Level,
    quantizer::{Nearest, Numbers},
};

/// A library whose bytes are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Library {
    /// ggml's C sources, generic path.
    Ggml,
    /// The Python package `gguf`. It has no importance, and quantizes only the formats without a search.
    GgufPython,
}

/// The bytes of rows of `columns` values each. `importance` has a weight for each column.
///
/// Meant for finite values. Others give the bytes that ggml gives on x86-64 where that is defined, and some bytes elsewhere.
///
/// # Panics
/// When `columns` is no multiple of the super-block, the values are no whole rows, or there is not one weight for each column.
pub fn quantize(
    kind: Kind,
    level: Level,
    values: &[f32],
    columns: usize,
    importance: Option<&[f32]>,
    library: Library,
) -> Vec<u8> {
    assert!(columns > 0 && columns.is_multiple_of(kind.super_block()), "rows of whole super-blocks");
    assert!(values.len().is_multiple_of(columns), "whole rows");
    assert!(importance.is_none_or(|weights| weights.len() == columns), "one weight for each column");
    let mut bytes = Vec::with_capacity(values.len() / kind.super_block() * kind.bytes());
    for row in values.chunks_exact(columns) {
        let importance = importance
            .filter(|_| kind.heeds_importance())
            .map(|weights| Importance { weights, row_mean_square: row_mean_square(row) });
        let mut blocks = row.chunks_exact(kind.super_block());
        kind.search(level, row, importance, &mut |found| {
            let values = blocks.next().unwrap_or_default();
            store(kind, values, found, library, &mut bytes);
        });
    }
    bytes
}

/// The values of bytes, whole super-blocks of them. Further bytes are left out.
pub fn dequantize(kind: Kind, bytes: &[u8]) -> Vec<f32> {
    let mut values = Vec::new();
    kind.stored().decode(bytes, &mut values);
    values
}

/// Appends the bytes of a super-block.
fn store(kind: Kind, values: &[f32], found: &Found, library: Library, bytes: &mut Vec<u8>) {
    let mut d = f16::from_f32(found.d);
    let signed = matches!(kind, Kind::Q4_0 | Kind::Q5_0);
    if library == Library::GgufPython && signed && values.iter().all(|&x| x == 0.0) {
        // NumPy takes the first of these zeros for the largest value, with its sign; ggml takes +0.
        d = -f16::from_f32(values[0]);
    }
    let minimum = f16::from_f32(found.minimum);
    let mut scales = [0; RUNS];
    let mut minimums = [0; RUNS];
    for (i, run) in found.runs.iter().enumerate() {
        scales[i] = match kind {
            Kind::Q3K | Kind::Iq4Xs => run.scale + 32,
            _ => run.scale,
        } as u8;
        minimums[i] = run.minimum;
    }
    let mut codes = [0; LARGEST];
    let stored = (d.to_f32(), minimum.to_f32());
    let blocks = values.chunks_exact(kind.block()).zip(codes.chunks_exact_mut(kind.block()));
    for (i, (values, codes)) in blocks.enumerate() {
        code(kind, found, i, stored, values, codes);
    }
    let count = kind.super_block() / kind.block();
    kind.stored().pack(
        &Parts {
            d,
            minimum,
            scales: &scales[..count],
            minimums: &minimums[..count],
            codes: &codes[..kind.super_block()],
        },
        bytes,
    );
}

/// The codes of block `i`, as they are stored.
fn code(kind: Kind, found: &Found, i: usize, stored: (f32, f32), values: &[f32], codes: &mut [u8]) {
    let coding = coding(kind, found, i, stored);
    let kept = match found.kept {
        Kept::Never => false,
        Kept::WithoutScale => coding.step == 0.0,
        Kept::Always => true,
    };
    if kept {
        codes.copy_from_slice(&found.codes[i * values.len()..][..values.len()]);
        return;
    }
    match kind.numbers(coding.nearest) {
        Numbers::Whole { first, last, zero, nearest: Nearest::Even } => {
            let (low, high) = (i32::from(first), i32::from(last));
            for (code, &x) in codes.iter_mut().zip(values) {
                let number = nearest_int((x + coding.shift) / coding.step).clamp(low, high);
                *code = (number + i32::from(zero)) as u8;
            }
        }
        Numbers::Whole { last, zero, nearest, .. } => {
            for (code, &x) in codes.iter_mut().zip(values) {
                let v = coding.ratio.of(x + coding.shift);
                *code = match nearest {
                    Nearest::Truncated => {
                        let code = truncated(v + (f32::from(zero) + 0.5));
                        // Codes are signed bytes until they are limited; those of Q5_1 are neither.
                        if kind == Kind::Q5_1 {
                            code as u8
                        } else {
                            i16::from(code as i8).min(last + zero) as u8
                        }
                    }
                    _ => (truncated(v.round()) as u8).wrapping_add(zero as u8),
                };
            }
        }
        Numbers::Table(book) => {
            for (code, &x) in codes.iter_mut().zip(values) {
                let v = coding.ratio.of(x);
                // No comparison holds for NaN, which leads to the last level.
                *code = if v.is_nan() { book.levels.len() - 1 } else { book.rank(v) } as u8;
            }
        }
        Numbers::Signed(_) => {
            let scale = found.runs[i].scale as u8;
            let step = if kind == Kind::Mxfp4 { half_of_e8m0(scale) } else { half_of_e4m3(scale) };
            for (code, &x) in codes.iter_mut().zip(values) {
                *code = nearest_number(x, step);
            }
        }
    }
}

/// The code of the number that is nearest to x under a step, the first one of equals.
fn nearest_number(x: f32, step: f32) -> u8 {
    let distance = |number: i8| (f32::from(number) * step - x).abs();
    let mut best = (0, distance(TWICE_E2M1[0]));
    for (code, &number) in (0..).zip(&TWICE_E2M1) {
        let distance = distance(number);
        if distance < best.1 {
            best = (code, distance);
        }
    }
    best.0
}

/// A float without its fraction, as an instruction of x86-64 converts it.
fn truncated(v: f32) -> i32 {
    // As floats, both ends are powers of two.
    if v >= i32::MIN as f32 && v < -(i32::MIN as f32) { v as i32 } else { i32::MIN }
}
