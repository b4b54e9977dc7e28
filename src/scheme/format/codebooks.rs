//! The element formats: one table each.

use crate::quantizer::{Codebook, Division, Tie};

/// All element formats, in the order in which they are listed.
pub const CODEBOOKS: &[&Codebook] = &[&FP4_E2M1, &NF4];

/// Levels of [`FP4_E2M1`].
const E2M1: [f32; 15] = [-6.0, -4.0, -3.0, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0];
const E2M1_CODES: [u8; 15] = [15, 14, 13, 12, 11, 10, 9, 0, 1, 2, 3, 4, 5, 6, 7];

/// A float of one sign bit, two exponent bits and one mantissa bit (OCP Microscaling Formats v1.0, FP4). Its two zeros are one
/// level.
static FP4_E2M1: Codebook = Codebook {
    word: "fp4_e2m1",
    bits: 4,
    levels: &E2M1,
    codes: &E2M1_CODES,
    starts: &Codebook::starts::<15, 14>(&E2M1, &E2M1_CODES, Tie::EvenCode),
    negative_zero: Some(8),
    division: Division::Exact,
};

/// Levels of [`NF4`].
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
const NORMAL_CODES: [u8; 16] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

/// NormalFloat: quantiles of a normal distribution (Dettmers et al. 2023, arXiv 2305.14314), with the levels, thresholds and
/// arithmetic of bitsandbytes.
static NF4: Codebook = Codebook {
    word: "nf4",
    bits: 4,
    levels: &NORMAL,
    codes: &NORMAL_CODES,
    starts: &Codebook::starts::<16, 15>(&NORMAL, &NORMAL_CODES, Tie::Lower),
    negative_zero: None,
    division: Division::Reciprocal,
};
