//! The element formats: one table each.

use crate::quantizer::{Codebook, Division, Tie};

/// All element formats, in the order in which they are listed.
pub const CODEBOOKS: &[&Codebook] = &[&FP4_E2M1];

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
