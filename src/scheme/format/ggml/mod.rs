//! ggml's block formats: each super-block of a row is fitted by ggml's own searches, to the last bit.
//!
//! ```text
//! values of a super-block  ->  Found: scales before they are stored, codes that a search left     (plain.rs, super_k.rs; searches:
//!                              qx.rs, qkx.rs, q3.rs, qp.rs, iq4.rs; small scales: small.rs)
//! Found  ->  SuperBlock: d and minimum as float16, and for each block a Coding, from which its quantizer follows       (coding.rs)
//! Found  ->  bytes as ggml or its Python package stores them                                                            (bytes.rs)
//! ```
//! A scheme and a library differ where a scale overflows float16: the scheme limits values to what the format reaches, and its
//! scales to the largest float16; a library stores an infinity.
//!
//! Source: `ggml-quants.c` of <https://github.com/ggml-org/ggml> (0.15.3): the `_ref` functions, and with importance the `_impl`
//! functions.

mod bytes;
mod coding;
mod described;
mod iq4;
mod lanes;
mod plain;
mod q3;
mod qkx;
mod qp;
mod qx;
mod small;
mod super_k;

use std::sync::LazyLock;

pub use bytes::{Library, dequantize, quantize};
pub use coding::{Coding, SuperBlock};

use super::codebook;
use crate::{
    ggml::{Block, TWICE_E2M1},
    kernels::Level,
    quantizer::{Codebook, Division, Nearest, Numbers, Tie},
};

/// A block format of ggml.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Blocks of 32 with a scale of either sign; 4 bits.
    Q4_0,
    /// Blocks of 32 with a scale and a minimum; 4 bits.
    Q4_1,
    /// As `Q4_0`, with 5 bits.
    Q5_0,
    /// As `Q4_1`, with 5 bits.
    Q5_1,
    /// Blocks of 32 with a scale; 8 bits.
    Q8_0,
    /// Blocks of 16 with scales and minimums of 4 bits under those of 256 values; 2 bits.
    Q2K,
    /// Blocks of 16 with scales of 6 bits under that of 256 values; 3 bits.
    Q3K,
    /// Blocks of 32 with scales and minimums of 6 bits under those of 256 values; 4 bits.
    Q4K,
    /// As `Q4K`, with 5 bits.
    Q5K,
    /// Blocks of 16 with scales of 8 bits under that of 256 values; 6 bits.
    Q6K,
    /// Blocks of 32 with a scale over 16 uneven levels.
    Iq4Nl,
    /// Blocks of 32 with scales of 6 bits under that of 256 values, over the same levels.
    Iq4Xs,
    /// 256 values of -1, 0 and 1 under a scale, five to a byte.
    Tq1_0,
    /// 256 values of -1, 0 and 1 under a scale, two bits each.
    Tq2_0,
    /// Blocks of 32 E2M1 numbers under a power of two.
    Mxfp4,
    /// Blocks of 16 E2M1 numbers under E4M3 scales, without a scale of the tensor.
    Nvfp4,
}

/// What is to be known of a kind.
struct Facts {
    kind: Kind,
    word: &'static str,
    /// Its number in ggml's list of types.
    number: u32,
    /// Values that share one effective scale.
    block: usize,
    bits: u32,
    /// The smallest and the largest number, and the code of 0, of whole numbers.
    whole: (i16, i16, i16),
    nearest: Nearest,
    /// The largest magnitude that scales in range can reach.
    reach: f32,
}

/// The largest float16.
const HALF: f32 = 65504.0;

#[rustfmt::skip]
static FACTS: [Facts; 16] = {
    use Nearest::{Away, Even, Truncated};
    #[expect(clippy::too_many_arguments, reason = "a row of the table")]
    const fn facts(
        kind: Kind, word: &'static str, number: u32, block: usize, bits: u32,
        whole: (i16, i16, i16), nearest: Nearest, reach: f32,
    ) -> Facts {
        Facts { kind, word, number, block, bits, whole, nearest, reach }
    }
    [
        facts(Kind::Q4_0, "q4_0", 2, 32, 4, (-8, 7, 8), Truncated, 8.0 * HALF),
        facts(Kind::Q4_1, "q4_1", 3, 32, 4, (0, 15, 0), Truncated, 15.0 * HALF),
        facts(Kind::Q5_0, "q5_0", 6, 32, 5, (-16, 15, 16), Truncated, 16.0 * HALF),
        facts(Kind::Q5_1, "q5_1", 7, 32, 5, (0, 31, 0), Truncated, 31.0 * HALF),
        facts(Kind::Q8_0, "q8_0", 8, 32, 8, (-127, 127, 0), Away, 127.0 * HALF),
        facts(Kind::Q2K, "q2_k", 10, 16, 2, (0, 3, 0), Even, 15.0 * 3.0 * HALF),
        facts(Kind::Q3K, "q3_k", 11, 16, 3, (-4, 3, 4), Even, 32.0 * 4.0 * HALF),
        facts(Kind::Q4K, "q4_k", 12, 32, 4, (0, 15, 0), Even, 63.0 * 15.0 * HALF),
        facts(Kind::Q5K, "q5_k", 13, 32, 5, (0, 31, 0), Even, 63.0 * 31.0 * HALF),
        facts(Kind::Q6K, "q6_k", 14, 16, 6, (-32, 31, 32), Even, 128.0 * 32.0 * HALF),
        facts(Kind::Iq4Nl, "ggml_iq4_nl", 20, 32, 4, (0, 15, 0), Even, 127.0 * HALF),
        facts(Kind::Iq4Xs, "iq4_xs", 23, 32, 4, (0, 15, 0), Even, 32.0 * 127.0 * HALF),
        facts(Kind::Tq1_0, "tq1_0", 34, 256, 2, (-1, 1, 1), Away, HALF),
        facts(Kind::Tq2_0, "tq2_0", 35, 256, 2, (-1, 1, 1), Away, HALF),
        // Six times the largest power of two under which this is finite.
        facts(Kind::Mxfp4, "ggml_mxfp4", 39, 32, 4, (0, 15, 0), Even, 6.0 * (1u128 << 125) as f32),
        facts(Kind::Nvfp4, "ggml_nvfp4", 40, 16, 4, (0, 15, 0), Even, 6.0 * 448.0),
    ]
};

/// The levels of IQ4.
pub(super) static IQ4: LazyLock<&'static Codebook> =
    LazyLock::new(|| codebook("iq4_nl").unwrap_or_else(|| unreachable!("one of the element formats")));

/// Twice the numbers of E2M1, which ggml multiplies by half the scale.
static E2M1: LazyLock<Codebook> = LazyLock::new(|| {
    let values = TWICE_E2M1.map(f32::from).to_vec();
    Codebook::new("e2m1".into(), values, Tie::Lower, Division::Exact)
});

/// Importance of the values of a super-block, from an imatrix.
#[derive(Debug, Clone, Copy)]
pub struct Importance<'a> {
    /// A weight for each value, 0 or more: the mean of x² of its column's input. Values without one have weight 0.
    pub weights: &'a [f32],
    /// Mean of x² over the whole row: f32 sums in the order of values, divided by their number. `Q4_0`, `Q4_1`, `Q5_0` and `Q5_1`
    /// weigh by it.
    pub row_mean_square: f32,
}

/// The mean of x² over a row, as ggml computes it.
pub fn row_mean_square(row: &[f32]) -> f32 {
    row.iter().fold(0.0, |sum, x| sum + x * x) / row.len() as f32
}

impl Kind {
    /// All, in the order in which they are listed.
    pub const ALL: [Self; 16] = [
        Self::Q4_0,
        Self::Q4_1,
        Self::Q5_0,
        Self::Q5_1,
        Self::Q8_0,
        Self::Q2K,
        Self::Q3K,
        Self::Q4K,
        Self::Q5K,
        Self::Q6K,
        Self::Iq4Nl,
        Self::Iq4Xs,
        Self::Tq1_0,
        Self::Tq2_0,
        Self::Mxfp4,
        Self::Nvfp4,
    ];

    fn facts(self) -> &'static Facts {
        &FACTS[self as usize]
    }

    fn stored(self) -> &'static Block {
        Block::of_kind(self.number()).unwrap_or_else(|| unreachable!("each kind is a type that is read"))
    }

    /// Its word in the notation.
    pub fn word(self) -> &'static str {
        self.facts().word
    }

    /// The kind of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        FACTS.iter().find(|facts| facts.word == word).map(|facts| facts.kind)
    }

    /// Its number in ggml's list of types, as GGUF files hold it.
    pub fn number(self) -> u32 {
        self.facts().number
    }

    /// Its name in ggml.
    pub fn name(self) -> &'static str {
        self.stored().name
    }

    /// How many values are stored together: 32, 64 or 256.
    pub fn super_block(self) -> usize {
        self.stored().values
    }

    /// How many values share one effective scale: 16, 32 or 256.
    pub fn block(self) -> usize {
        self.facts().block
    }

    /// Bytes of a super-block.
    pub fn bytes(self) -> usize {
        self.stored().size
    }

    /// Bits of a code.
    pub fn bits(self) -> u32 {
        self.facts().bits
    }

    /// How many levels a block has.
    pub fn level_count(self) -> usize {
        self.numbers(Nearest::Even).count()
    }

    /// Whether blocks have a minimum beside the scale.
    pub fn has_minimum(self) -> bool {
        matches!(self, Self::Q4_1 | Self::Q5_1 | Self::Q2K | Self::Q4K | Self::Q5K)
    }

    /// Whether its codes are whole numbers one apart, so that the levels of a block are evenly spaced.
    pub fn has_even_levels(self) -> bool {
        matches!(self.numbers(Nearest::Even), Numbers::Whole { .. })
    }

    /// Whether an importance changes what is found.
    pub fn heeds_importance(self) -> bool {
        !matches!(self, Self::Q8_0 | Self::Tq1_0 | Self::Tq2_0 | Self::Mxfp4 | Self::Nvfp4)
    }

    /// The largest magnitude that its scales reach.
    pub fn reach(self) -> f32 {
        self.facts().reach
    }

    /// What its codes stand for.
    fn numbers(self, nearest: Nearest) -> Numbers {
        match self {
            Self::Iq4Nl | Self::Iq4Xs => Numbers::Table(&IQ4),
            Self::Mxfp4 | Self::Nvfp4 => Numbers::Signed(&E2M1),
            _ => {
                let (first, last, zero) = self.facts().whole;
                Numbers::Whole { first, last, zero, nearest }
            }
        }
    }

    /// Fits one super-block: [`Kind::fit_each`] of it alone. Values that are missing at the end of a row count as zeros.
    ///
    /// # Panics
    /// When there are more values than a super-block has.
    pub fn fit(self, level: Level, values: &[f32], importance: Option<Importance>) -> SuperBlock {
        assert!(values.len() <= self.super_block(), "at most a super-block");
        let mut fitted = None;
        self.fit_each(level, values, importance, &mut |block| fitted = Some(block));
        // No values are a super-block of zeros.
        fitted.unwrap_or_else(|| self.fit(level, &[0.0], None))
    }

    /// Fits consecutive super-blocks of a row, in order. This is faster than one at a time: searches of blocks that are super-blocks of
    /// their own go on side by side. The last super-block may be cut short: values that are missing count as zeros.
    ///
    /// Total: NaN counts as 0, and values beyond the reach of the format, infinities too, count as the farthest ones that it reaches.
    pub fn fit_each(
        self,
        level: Level,
        values: &[f32],
        importance: Option<Importance>,
        take: &mut dyn FnMut(SuperBlock),
    ) {
        let (size, reach) = (self.super_block(), self.reach());
        let importance = importance.filter(|_| self.heeds_importance());
        let mut limited = [0.0; LARGEST];
        let mut weights = [0.0; LARGEST];
        let mut given = importance.map_or(&[][..], |importance| importance.weights);
        for values in values.chunks(LARGEST) {
            let mut saturated = [false; RUNS];
            limited.fill(0.0);
            for (i, (limited, &x)) in limited.iter_mut().zip(values).enumerate() {
                if !x.is_nan() {
                    *limited = x.clamp(-reach, reach);
                    saturated[i / size] |= x.abs() > reach;
                }
            }
            let count = values.len().next_multiple_of(size);
            let own = given.split_off(..given.len().min(values.len())).unwrap_or_default();
            weights.fill(0.0);
            weights.iter_mut().zip(own).for_each(|(weight, &given)| *weight = given);
            let importance = importance.map(|given| Importance { weights: &weights[..count], ..given });
            let mut saturated = saturated.into_iter();
            self.search(level, &limited[..count], importance, &mut |found| {
                take(SuperBlock::new(self, found, saturated.next().unwrap_or_default()));
            });
        }
    }

    /// Searches consecutive super-blocks of a row.
    fn search(
        self,
        level: Level,
        values: &[f32],
        importance: Option<Importance>,
        take: &mut dyn FnMut(&Found),
    ) {
        match self {
            Self::Q2K | Self::Q3K | Self::Q4K | Self::Q5K | Self::Q6K | Self::Iq4Xs => {
                let weights = importance.map(|importance| importance.weights.as_chunks::<LARGEST>().0);
                for (i, values) in values.as_chunks::<LARGEST>().0.iter().enumerate() {
                    take(&super_k::search(self, level, values, weights.map(|weights| &weights[i])));
                }
            }
            _ => plain::search(self, level, values, importance, take),
        }
    }
}

/// Values of the largest super-blocks.
const LARGEST: usize = 256;
/// The most blocks that a super-block has.
const RUNS: usize = 16;

/// What a search found for a super-block, before scales are stored.
#[derive(Debug, Clone)]
struct Found {
    /// The scale of the super-block.
    d: f32,
    /// Its minimum (`Q4_1`, `Q5_1`), or the scale of its blocks' minimums.
    minimum: f32,
    /// Its blocks.
    runs: [Run; RUNS],
    /// The code of each value as the search left it, as it is stored.
    codes: [u8; LARGEST],
    /// When the library stores those codes.
    kept: Kept,
}

/// What is found for a block.
#[derive(Debug, Clone, Copy, Default)]
struct Run {
    /// Its scale, of which `d` is the unit; of MXFP4 and NVFP4 the stored code.
    scale: i16,
    /// Its minimum likewise.
    minimum: u8,
    /// What is added to a value that is coded.
    shift: f32,
    /// What the sum is multiplied by. Formats that divide by the stored scale leave it.
    factor: f32,
}

/// When the library stores the codes that a search left, instead of coding values once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    Never,
    /// In blocks whose scale is 0 as it is stored.
    WithoutScale,
    Always,
}

impl Found {
    fn new(kept: Kept) -> Self {
        Self { d: 0.0, minimum: 0.0, runs: [Run::default(); RUNS], codes: [0; LARGEST], kept }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_kinds() {
        for (kind, facts) in Kind::ALL.into_iter().zip(&FACTS) {
            assert_eq!(kind, facts.kind);
            assert_eq!(Kind::of_word(kind.word()), Some(kind));
            assert_eq!(kind.super_block() % kind.block(), 0, "{kind:?}");
            assert!(kind.super_block() / kind.block() <= RUNS && kind.super_block() <= LARGEST);
        }
        assert_eq!(Kind::of_word("q4"), None);
    }

    #[test]
    fn bits_per_value_are_those_of_ggml() {
        let bits = |kind: Kind| kind.bytes() as f64 * 8.0 / kind.super_block() as f64;
        let all =
            [4.5, 5.0, 5.5, 6.0, 8.5, 2.625, 3.4375, 4.5, 5.5, 6.5625, 4.5, 4.25, 1.6875, 2.0625, 4.25, 4.5];
        assert_eq!(Kind::ALL.map(bits), all);
    }
}
