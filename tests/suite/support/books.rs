//! Element formats for tests: those with words, some of a person's own, and one of an uneven kind.

use std::sync::LazyLock;

use quantscope::{
    quantizer::{Codebook, Division, Tie},
    scheme::{CODEBOOKS, codebook},
};

/// Six levels without symmetry and without order in their codes: ties go to the lower level.
pub(crate) static LOPSIDED: LazyLock<Codebook> = LazyLock::new(|| {
    let none = f32::NAN;
    let values = vec![-0.5625, 0.125, 2.0, -1.0, 0.875, none, none, 0.0];
    Codebook::new("lopsided".into(), values, Tie::Lower, Division::Reciprocal)
});

/// A format with a word.
pub(crate) fn book(word: &str) -> &'static Codebook {
    codebook(word).unwrap()
}

/// A float whose zero has a code for each sign, and the uneven one.
pub(crate) fn books() -> [&'static Codebook; 2] {
    [book("fp4_e2m1"), &LOPSIDED]
}

/// All with words, and levels of a person's own: two, all above 0, and as many as there can be.
pub(crate) fn every_book() -> Vec<&'static Codebook> {
    let many: Vec<f32> = (0..256).map(|i| ((i - 100) as f32 / 20.0).sinh()).collect();
    let own = [&[-1.0, 1.0][..], &[0.5, 0.75, 3.0], &many].map(|levels| Codebook::own(levels).unwrap());
    CODEBOOKS.iter().chain(own).chain([&*LOPSIDED]).collect()
}
