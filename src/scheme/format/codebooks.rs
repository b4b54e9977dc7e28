//! The element formats. Those of floats are made from their bits, the others are tables.

use std::sync::LazyLock;

use crate::{
    ggml::IQ4,
    quantizer::{Codebook, Division, FloatFormat, Tie},
};

/// All element formats with a word of their own, in the order in which they are listed.
pub static CODEBOOKS: LazyLock<Vec<Codebook>> = LazyLock::new(|| {
    let floats = FLOATS.iter().map(|&(word, format)| Codebook::float(word, format));
    let tables = TABLES
        .iter()
        .map(|&(word, values, tie, division)| Codebook::new(word.into(), values.to_vec(), tie, division));
    floats.chain(tables).collect()
});

/// The floats among them.
static FLOATS: [(&str, FloatFormat); 7] = [
    ("fp8_e4m3", FloatFormat::E4M3),
    ("fp8_e5m2", FloatFormat::E5M2),
    ("fp8_e4m3fnuz", FloatFormat::E4M3FNUZ),
    ("fp8_e5m2fnuz", FloatFormat::E5M2FNUZ),
    ("fp6_e2m3", FloatFormat::E2M3),
    ("fp6_e3m2", FloatFormat::E3M2),
    ("fp4_e2m1", FloatFormat::E2M1),
];

/// The tables among them, by code.
static TABLES: [(&str, &[f32], Tie, Division); 3] = [
    ("nf4", &NORMAL, Tie::Lower, Division::Reciprocal),
    ("fp4_bnb", &BITSANDBYTES, Tie::Lower, Division::Reciprocal),
    ("iq4_nl", &NON_LINEAR, Tie::Upper, Division::Exact),
];

/// The element format of a word: one of [`CODEBOOKS`], or levels of a person's own as in `levels(-1,0,1)`.
pub fn codebook(word: &str) -> Option<&'static Codebook> {
    if let Some(book) = CODEBOOKS.iter().find(|book| book.word == word) {
        return Some(book);
    }
    let list = word.strip_prefix(OWN)?.strip_prefix('(')?.strip_suffix(')')?;
    let levels: Option<Vec<f32>> = list.split(',').map(|level| level.trim().parse().ok()).collect();
    Codebook::own(&levels?)
}

/// The word before levels of a person's own.
pub(in crate::scheme) const OWN: &str = "levels";

/// NormalFloat: quantiles of a normal distribution (Dettmers et al. 2023, arXiv 2305.14314), with the levels, thresholds and
/// arithmetic of bitsandbytes.
const NORMAL: [f32; 16] = [
    -1.0,
    -0.696_192_8,
    -0.525_073_05,
    -0.394_917_5,
    -0.284_441_38,
    -0.184_773_43,
    -0.091_050_036,
    0.0,
    0.079_580_3,
    0.160_930_2,
    0.246_112_3,
    0.337_915_24,
    0.440_709_83,
    0.562_617,
    0.722_956_84,
    1.0,
];

/// The FP4 of bitsandbytes: a float of its own making over its largest number. Its second zero is positive.
const BITSANDBYTES: [f32; 16] = {
    let twelfths = [0.0, 0.0625, 8.0, 12.0, 4.0, 6.0, 2.0, 3.0];
    let mut values = [0.0; 16];
    let mut code = 1;
    while code < 8 {
        values[code] = twelfths[code] / 12.0;
        values[code + 8] = -values[code];
        code += 1;
    }
    values
};

/// The levels of ggml's IQ4_NL (`kvalues_iq4nl` of `ggml-common.h`). 0 is none of them. A value halfway takes the upper one
/// (`best_index_int8` of `ggml-quants.c`).
const NON_LINEAR: [f32; 16] = {
    let mut levels = [0.0; 16];
    let mut code = 0;
    while code < 16 {
        levels[code] = IQ4[code] as f32;
        code += 1;
    }
    levels
};
