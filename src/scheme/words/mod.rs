//! The words of a scheme's notation: one table, from which parsing, printing, the errors' lists of what is accepted and the
//! controls of the page follow.
//!
//! ```text
//! text      "int4:asym:g64:p99.9"
//!   | notation.rs         each part is a word of the table, in any order; printing leaves out defaults
//! Picks     one word a slot, with its numbers:  int 4, asym, narrow, group 64, percentile 99.9, even, s32, zint
//!   | picks.rs            the entries of table.rs say what a word means
//! Scheme
//! ```
//! A new option is an entry of `table.rs`, or a file in `scheme/calibration` and its line there. The page reads the table by
//! `scheme_words` (`src/web/words.rs`).

mod error;
mod near;
mod notation;
mod picks;
mod specified;
mod table;
mod word;

pub use error::SchemeError;
pub use picks::{Pick, Picks};
pub(crate) use word::Written;
pub use word::{Arguments, Form, Kind, Number, Parameter, Word};

/// A choice that a scheme makes; one word of the notation fills it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// What a code means.
    Format,
    /// Whether the grid lies around 0.
    Symmetry,
    /// The codes of a symmetric scheme.
    Codes,
    /// Which values share one scale.
    Granularity,
    /// How the range of a block is chosen.
    Calibration,
    /// How `x / s` becomes a code.
    Rounding,
    /// How a scale is stored.
    Scales,
    /// What the zero-point of an asymmetric scheme may be.
    Zero,
    /// How a block format chooses the scales of its blocks.
    Rule,
}

impl Slot {
    /// Every slot, in the order of the canonical notation.
    pub const ALL: [Self; 9] = [
        Self::Format,
        Self::Symmetry,
        Self::Codes,
        Self::Granularity,
        Self::Calibration,
        Self::Rounding,
        Self::Scales,
        Self::Zero,
        Self::Rule,
    ];

    /// Its name: of the control on the page, and of its label `ui.NAME` in the catalogues.
    pub fn name(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Symmetry => "symmetry",
            Self::Codes => "codes",
            Self::Granularity => "granularity",
            Self::Calibration => "calibration",
            Self::Rounding => "rounding",
            Self::Scales => "scales",
            Self::Zero => "zero",
            Self::Rule => "rule",
        }
    }

    /// The words that can fill it; the first is the default.
    pub fn words(self) -> impl Iterator<Item = &'static Word> {
        (0..).map_while(move |index| table::word(self, index))
    }

    /// The error of an option of this slot in a scheme that has no use for it.
    fn out_of_place(self, part: &str, format: &Word) -> SchemeError {
        let (part, integers) = (part.into(), format.name == table::INTEGERS.name);
        match self {
            Self::Codes if integers => SchemeError::CodesOfAsym { part },
            Self::Zero if integers => SchemeError::ZeroOfSym { part },
            _ => SchemeError::NotOfFormat { part, format: format.name.into() },
        }
    }
}

/// The words of some slots, as an error lists them.
fn accepted(slots: impl IntoIterator<Item = Slot>) -> String {
    slots.into_iter().flat_map(Slot::words).map(Word::accepted).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scheme::CODEBOOKS;

    /// The block formats.
    const SPECIFIED: &str = "mxfp8_e4m3, mxfp8_e5m2, mxfp6_e2m3, mxfp6_e3m2, mxfp4, mxint8, nvfp4, \
         q4_0, q4_1, q5_0, q5_1, q8_0, q2_k, q3_k, q4_k, q5_k, q6_k, ggml_iq4_nl, iq4_xs, tq1_0, tq2_0, ggml_mxfp4, ggml_nvfp4, stored";

    #[test]
    fn an_error_lists_every_word() {
        let books: String = CODEBOOKS.iter().map(|book| format!(", {}", book.word)).collect();
        let formats = accepted([Slot::Format]);
        assert_eq!(
            formats,
            format!("int2, int3, int4, int5, int6, int7, int8{books}, levels(L1,L2,…), {SPECIFIED}")
        );
        let options = accepted(Slot::ALL.into_iter().skip(1));
        assert_eq!(
            options,
            "sym, asym, narrow, wide, full, tensor, row, col, gN, bRxC, max, pP, mse, kl, aciq, octav, sdK, rF, clip(LO,HI), \
             even, away, floor, stochastic, s32, s16, sbf16, spow2, se4m3, snested8, zint, zfloat, xfloor, xceil, xeven, xrceil, two, single, fs46, search"
        );
    }

    #[test]
    fn help_shows_how_a_word_is_written() {
        let patterns = |slot: Slot| slot.words().map(Word::pattern).collect::<Vec<_>>().join(" ");
        let books: String = CODEBOOKS.iter().map(|book| format!(" {}", book.word)).collect();
        assert_eq!(
            patterns(Slot::Format),
            format!("int2 … int8{books} levels(L1,L2,…) {}", SPECIFIED.replace(',', ""))
        );
        assert_eq!(patterns(Slot::Granularity), "tensor row col gN bRxC");
        assert_eq!(patterns(Slot::Calibration), "max pP mse kl aciq octav sdK rF clip(LO,HI)");
        assert_eq!(patterns(Slot::Rounding), "even away floor stochastic(S)");
    }

    #[test]
    fn names_of_words_and_numbers_are_unique() {
        let words = || Slot::ALL.into_iter().flat_map(Slot::words);
        let mut names: Vec<_> = words().map(|word| word.name).collect();
        let mut keys: Vec<_> = words().flat_map(Word::numbers).map(|number| number.key).collect();
        keys.extend(Slot::ALL.map(Slot::name));
        for list in [&mut names, &mut keys] {
            list.sort_unstable();
            let count = list.len();
            list.dedup();
            assert_eq!(list.len(), count, "{list:?}");
        }
    }
}
