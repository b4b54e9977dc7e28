//! Two element formats for tests: levels of an even and of an uneven kind, with and without a second code for zero.

use quantscope::quantizer::{Codebook, Division, Tie};

/// E2M1 of the OCP MX specification: ties go to the even code, and zero has a code for each sign.
pub(crate) static E2M1: Codebook = Codebook {
    word: "e2m1",
    bits: 4,
    levels: &E2M1_LEVELS,
    codes: &E2M1_CODES,
    starts: &E2M1_STARTS,
    negative_zero: Some(8),
    division: Division::Exact,
};
const E2M1_LEVELS: [f32; 15] =
    [-6.0, -4.0, -3.0, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0];
const E2M1_CODES: [u8; 15] = [15, 14, 13, 12, 11, 10, 9, 0, 1, 2, 3, 4, 5, 6, 7];
const E2M1_STARTS: [f32; 14] = Codebook::starts(&E2M1_LEVELS, &E2M1_CODES, Tie::EvenCode);

/// Six levels without symmetry and without order in their codes: ties go to the lower level.
pub(crate) static LOPSIDED: Codebook = Codebook {
    word: "lopsided",
    bits: 3,
    levels: &LOPSIDED_LEVELS,
    codes: &LOPSIDED_CODES,
    starts: &LOPSIDED_STARTS,
    negative_zero: None,
    division: Division::Reciprocal,
};
const LOPSIDED_LEVELS: [f32; 6] = [-1.0, -0.5625, 0.0, 0.125, 0.875, 2.0];
const LOPSIDED_CODES: [u8; 6] = [3, 0, 7, 1, 4, 2];
const LOPSIDED_STARTS: [f32; 5] = Codebook::starts(&LOPSIDED_LEVELS, &LOPSIDED_CODES, Tie::Lower);

/// Both.
pub(crate) fn books() -> [&'static Codebook; 2] {
    [&E2M1, &LOPSIDED]
}
