//! A block whose levels are those of a table, times a scale.

use super::Division;

/// The codes of an element format: its levels before the scale, and which values take each.
///
/// All lists are in the order of ranks.
#[derive(Debug, PartialEq)]
pub struct Codebook {
    /// The format's word in the notation.
    pub word: &'static str,
    /// Bits of a code.
    pub bits: u32,
    /// The levels, ascending. One of them is 0.
    pub levels: &'static [f32],
    /// The stored code of each level.
    pub codes: &'static [u8],
    /// `starts[i]` is the smallest ratio `x / s` that takes level `i + 1`. The format's tie rule is in it.
    pub starts: &'static [f32],
    /// A second code for zero, which negative values take that decode to it.
    pub negative_zero: Option<u8>,
    /// How `x / s` is computed in a block of a whole length.
    pub division: Division,
}

/// Which of two levels a ratio halfway between them takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// The lower one.
    Lower,
    /// The one whose code is even: for floats, the even mantissa (IEEE 754).
    EvenCode,
}

impl Codebook {
    /// The rank of a ratio `x / s`; that of zero for NaN.
    #[inline(always)]
    pub fn rank(&self, ratio: f32) -> usize {
        if ratio.is_nan() {
            return self.zero();
        }
        self.starts.iter().map(|&start| usize::from(ratio >= start)).sum()
    }

    /// The rank of the level 0.
    pub fn zero(&self) -> usize {
        self.levels.iter().position(|&level| level == 0.0).unwrap_or_default()
    }

    /// The level of a stored code; 0 for one that the format does not have.
    pub fn value(&self, code: u8) -> f32 {
        let rank = self.codes.iter().position(|&known| known == code);
        match rank {
            Some(rank) => self.levels[rank],
            None if self.negative_zero == Some(code) => -0.0,
            None => 0.0,
        }
    }

    /// The largest magnitude of a level: what max|x| is divided by to give the scale.
    pub fn reach(&self) -> f32 {
        let (lowest, highest) = (self.levels[0].abs(), self.levels[self.levels.len() - 1].abs());
        if lowest > highest { lowest } else { highest }
    }

    /// The widest gap between two levels.
    pub fn widest_gap(&self) -> f64 {
        let gap = |pair: &[f32]| f64::from(pair[1]) - f64::from(pair[0]);
        self.levels.windows(2).map(gap).fold(0.0, f64::max)
    }

    /// Where each level but the first begins, for [`Codebook::starts`].
    pub const fn starts<const LEVELS: usize, const STARTS: usize>(
        levels: &[f32; LEVELS],
        codes: &[u8; LEVELS],
        tie: Tie,
    ) -> [f32; STARTS] {
        assert!(STARTS + 1 == LEVELS, "one start for each level but the first");
        let mut starts = [0.0; STARTS];
        let mut i = 0;
        while i < STARTS {
            let middle = (levels[i] + levels[i + 1]) / 2.0;
            let upper = matches!(tie, Tie::EvenCode) && codes[i + 1].is_multiple_of(2);
            starts[i] = if upper { middle } else { middle.next_up() };
            i += 1;
        }
        starts
    }
}

/// The parameters of one block: `x̂ = s · L[rank(x / s)]`, in f32.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TableParams {
    /// The levels `L`.
    pub book: &'static Codebook,
    /// Scale `s`, in the data's unit; finite and positive.
    pub scale: f32,
    /// Range `[alpha, beta]` that calibration chose: values outside are clipped.
    pub alpha: f32,
    /// Upper end of the range.
    pub beta: f32,
    /// How `x / s` is computed.
    pub division: Division,
}

impl TableParams {
    /// `x / s`.
    #[inline(always)]
    pub fn ratio(&self, x: f32) -> f32 {
        self.division.ratio(x, self.scale)
    }

    /// The rank of `x`.
    #[inline(always)]
    pub fn rank(&self, x: f32) -> usize {
        self.book.rank(self.ratio(x))
    }

    /// The level of a rank.
    #[inline(always)]
    pub fn level(&self, rank: usize) -> f32 {
        self.book.levels[rank] * self.scale
    }

    /// The value of a stored code; 0 for one that the format does not have.
    pub fn decode(&self, code: u8) -> f32 {
        self.book.value(code) * self.scale
    }

    /// The code of `x`, as it is stored.
    pub fn code(&self, x: f32) -> u8 {
        self.code_of_rank(self.rank(x), x)
    }

    /// The code of `x`, whose rank is known.
    pub fn code_of_rank(&self, rank: usize, x: f32) -> u8 {
        match self.book.negative_zero {
            Some(code) if self.book.levels[rank] == 0.0 && x.is_sign_negative() && !x.is_nan() => code,
            _ => self.book.codes[rank],
        }
    }
}
