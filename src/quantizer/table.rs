//! A block whose levels are those of a table, times a scale.
//!
//! ```text
//! r = x / s                                             or by another number, or times one: see [`Coding`]
//! rank(r) = number of starts that are not above r;   starts[i] = where level i + 1 begins: halfway from the level below
//! x̂ = s · L[rank]                                       or in several steps: see [`Steps`]
//! ```

use std::{
    fmt,
    sync::{Mutex, PoisonError},
};

use super::{Division, FloatFormat};
use crate::shortest::Shortest;

/// The codes of an element format: its levels before the scale, and which values take each.
pub struct Codebook {
    /// The format's word in the notation.
    pub word: String,
    /// Bits of a code.
    pub bits: u32,
    /// What each code means, by code: the levels, a second zero, and codes that are no numbers.
    pub values: Vec<f32>,
    /// The levels, ascending.
    pub levels: Vec<f32>,
    /// The stored code of each level.
    pub codes: Vec<u8>,
    /// `starts[i]` is the smallest ratio `x / s` that takes level `i + 1`. The format's tie rule is in it.
    pub starts: Vec<f32>,
    /// A second code for the level 0.
    pub second_zero: Option<u8>,
    /// Which values that decode to zero take it.
    pub minus: Minus,
    /// The code of NaN, where a library has one of its own; else that of the level which 0 takes.
    pub nan: Option<u8>,
    /// How `x / s` is computed in a block of a whole length.
    pub division: Division,
    /// The bits of a format whose levels are all numbers of a float.
    pub float: Option<FloatFormat>,
    /// The rank of 0.
    zero: usize,
}

/// Which of two levels a ratio halfway between them takes. Halfway is the f32 nearest to their middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// The lower one.
    Lower,
    /// The upper one.
    Upper,
    /// The one whose code is even: for floats, the even mantissa (IEEE 754).
    EvenCode,
    /// The one nearer to 0 (ModelOpt's MXFP4).
    Inner,
}

/// Which of the values that decode to zero take the second code of zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Minus {
    /// Those with a sign, -0.0 among them: the second code means -0.0.
    Signed,
    /// Those below 0 (ModelOpt's NVFP4).
    Below,
    /// Those not above 0 (ModelOpt's MXFP4).
    NotAbove,
    /// Those above 0: the second code means +0.0 (bitsandbytes).
    Above,
}

/// How a value becomes a ratio, of which the nearest level is taken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Coding {
    /// It is divided by this: the scale, unless a library codes by another number than it decodes by. NaN where a library takes the
    /// code of 0 for every value.
    Divide(f32),
    /// It is multiplied by this: `1 / s`, as a library rounds it.
    Multiply(f32),
}

impl Coding {
    /// By the scale.
    #[inline(always)]
    pub fn by(division: Division, scale: f32) -> Self {
        match division {
            Division::Exact => Self::Divide(scale),
            Division::Reciprocal => Self::Multiply(1.0 / scale),
        }
    }

    /// The ratio of a value.
    #[inline(always)]
    pub fn ratio(self, x: f32) -> f32 {
        match self {
            Self::Divide(by) => x / by,
            Self::Multiply(by) => x * by,
        }
    }
}

/// A level in several steps, each rounded to f32: `x̂ = L · inner · times / over`. Their product is the scale, but for the rounding
/// (four over six).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Steps {
    /// The block's scale as it is stored.
    pub inner: f32,
    /// What the product is multiplied by next.
    pub times: f32,
    /// What it is divided by last.
    pub over: f32,
}

impl Steps {
    /// A level before the scale, scaled.
    #[inline(always)]
    pub fn apply(self, level: f32) -> f32 {
        level * self.inner * self.times / self.over
    }
}

impl fmt::Debug for Codebook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.word)
    }
}

/// There is one of each.
impl PartialEq for Codebook {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// How many levels of one's own there may be.
const OWN: std::ops::RangeInclusive<usize> = 2..=256;

/// Levels of a person's own, each list once: a scheme is copied everywhere, so a format must live as long as the program. There are
/// as many as lists that somebody has typed, of at most four kilobytes each.
static OWN_BOOKS: Mutex<Vec<&'static Codebook>> = Mutex::new(Vec::new());

impl Codebook {
    /// The format whose codes from 0 mean these values, of which at least two differ; those that are not finite are no levels. Where
    /// two codes mean 0, the first one is that of the level.
    pub fn new(word: String, values: Vec<f32>, tie: Tie, division: Division) -> Self {
        let value = |code: u8| values[usize::from(code)];
        let (mut codes, mut second_zero) = (Vec::new(), None);
        for code in (0..=u8::MAX).take(values.len()).filter(|&code| value(code).is_finite()) {
            let at = codes.partition_point(|&other| value(other) < value(code));
            match codes.get(at) {
                Some(&same) if value(same) == value(code) => second_zero = Some(code),
                _ => codes.insert(at, code),
            }
        }
        let levels: Vec<f32> = codes.iter().map(|&code| value(code)).map(|level| level + 0.0).collect();
        let start = |(i, pair): (usize, &[f32])| {
            let middle = pair[0].midpoint(pair[1]);
            let upper = match tie {
                Tie::Lower => false,
                Tie::Upper => true,
                Tie::EvenCode => codes[i + 1].is_multiple_of(2),
                Tie::Inner => pair[1] <= 0.0,
            };
            if upper { middle } else { middle.next_up() }
        };
        let starts: Vec<f32> = levels.windows(2).enumerate().map(start).collect();
        let zero = count(&starts, 0.0);
        let bits = values.len().next_power_of_two().ilog2();
        let positive = second_zero.is_some_and(|code| value(code).is_sign_positive());
        let minus = if positive { Minus::Above } else { Minus::Signed };
        let (float, nan) = (None, None);
        Self { word, bits, values, levels, codes, starts, second_zero, minus, nan, division, float, zero }
    }

    /// The same levels as a library casts to them.
    #[must_use]
    pub fn cast(self, tie: Tie, minus: Minus, nan: Option<u8>) -> Self {
        let float = self.float.filter(|_| tie == Tie::EvenCode);
        Self { minus, nan, float, ..Self::new(self.word, self.values, tie, self.division) }
    }

    /// The levels of a float: ties go to the even mantissa.
    pub fn float(word: &str, format: FloatFormat) -> Self {
        let codes = 0..=(((1u32 << format.bits()) - 1) as u8);
        let values = codes.map(|code| format.value(code)).collect();
        Self { float: Some(format), ..Self::new(word.into(), values, Tie::EvenCode, Division::Exact) }
    }

    /// Levels of a person's own: `levels(-1,0,1)`. A ratio halfway between two takes the lower one, and codes count from the lowest
    /// level. None unless there are 2 to 256 of them, finite and rising.
    pub fn own(levels: &[f32]) -> Option<&'static Self> {
        let rising = levels.is_sorted_by(|a, b| a < b) && levels.iter().all(|level| level.is_finite());
        if !rising || !OWN.contains(&levels.len()) {
            return None;
        }
        let values: Vec<f32> = levels.iter().map(|level| level + 0.0).collect();
        let listed: Vec<String> = values.iter().map(|&level| Shortest(level).to_string()).collect();
        let word = format!("levels({})", listed.join(","));
        let mut books = OWN_BOOKS.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = books.iter().find(|book| book.word == word) {
            return Some(known);
        }
        let book: &'static Self = Box::leak(Box::new(Self::new(word, values, Tie::Lower, Division::Exact)));
        books.push(book);
        Some(book)
    }

    /// The rank of a ratio `x / s`; that of 0 for NaN.
    #[inline(always)]
    pub fn rank(&self, ratio: f32) -> usize {
        if ratio.is_nan() { self.zero } else { count(&self.starts, ratio) }
    }

    /// What a stored code means; 0 for one that the format does not have.
    pub fn value(&self, code: u8) -> f32 {
        self.values.get(usize::from(code)).copied().unwrap_or_default()
    }

    /// The largest magnitude of a level: what max|x| is divided by to give the scale.
    pub fn reach(&self) -> f32 {
        let (lowest, highest) = self.ends();
        if lowest.abs() > highest.abs() { lowest.abs() } else { highest.abs() }
    }

    /// The stored code of the level that 0 takes.
    pub fn code_of_zero(&self) -> u8 {
        self.codes[self.zero]
    }

    /// Whether 0 is a level.
    pub fn has_zero(&self) -> bool {
        self.levels[self.zero] == 0.0
    }

    /// The lowest and the highest level.
    pub fn ends(&self) -> (f32, f32) {
        (self.levels[0], self.levels[self.levels.len() - 1])
    }

    /// Whether the levels reach equally far on both sides of 0.
    pub fn is_even_sided(&self) -> bool {
        let (lowest, highest) = self.ends();
        lowest == -highest
    }

    /// The widest gap between two levels.
    pub fn widest_gap(&self) -> f64 {
        let gap = |pair: &[f32]| f64::from(pair[1]) - f64::from(pair[0]);
        self.levels.windows(2).map(gap).fold(0.0, f64::max)
    }
}

/// The number of starts, which are ascending, that are not above a ratio. A call, which keeps what follows from a rank short.
#[inline(never)]
pub(crate) fn count(starts: &[f32], ratio: f32) -> usize {
    starts.partition_point(|&start| ratio >= start)
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
    /// How a value becomes a ratio.
    pub coding: Coding,
    /// How a level is scaled, where that takes more than the scale.
    pub steps: Option<Steps>,
}

impl TableParams {
    /// A block that is coded and decoded by its scale.
    pub fn new(book: &'static Codebook, scale: f32, (alpha, beta): (f32, f32), division: Division) -> Self {
        Self { book, scale, alpha, beta, coding: Coding::by(division, scale), steps: None }
    }

    /// `x / s`.
    #[inline(always)]
    pub fn ratio(&self, x: f32) -> f32 {
        self.coding.ratio(x)
    }

    /// The rank of `x`.
    #[inline(always)]
    pub fn rank(&self, x: f32) -> usize {
        self.book.rank(self.ratio(x))
    }

    /// The level of a rank.
    #[inline(always)]
    pub fn level(&self, rank: usize) -> f32 {
        self.scaled_level(self.book.levels[rank])
    }

    #[inline(always)]
    fn scaled_level(&self, level: f32) -> f32 {
        self.steps.map_or(level * self.scale, |steps| steps.apply(level))
    }

    /// The value of a stored code; 0 for one that the format does not have.
    pub fn decode(&self, code: u8) -> f32 {
        self.scaled_level(self.book.value(code))
    }

    /// The code of `x`, as it is stored: for NaN that of the level which 0 takes.
    pub fn code(&self, x: f32) -> u8 {
        self.code_of_rank(self.rank(x), x)
    }

    /// The code of `x`, whose rank is known.
    pub fn code_of_rank(&self, rank: usize, x: f32) -> u8 {
        let Codebook { levels, codes, second_zero, nan, .. } = self.book;
        match (second_zero, nan) {
            (_, Some(code)) if self.ratio(x).is_nan() => *code,
            (Some(_), _) if levels[rank] == 0.0 => self.code_of_zero(x),
            _ => codes[rank],
        }
    }

    /// The code of `x`, which takes the level 0: one of two.
    pub(crate) fn code_of_zero(&self, x: f32) -> u8 {
        match self.book.second_zero {
            Some(second) if self.takes_second(self.ratio(x)) => second,
            _ => self.book.code_of_zero(),
        }
    }

    /// Whether a ratio that takes the level 0 takes its second code.
    fn takes_second(&self, ratio: f32) -> bool {
        match self.book.minus {
            Minus::Signed => ratio.is_sign_negative() && !ratio.is_nan(),
            Minus::Below => ratio < 0.0,
            Minus::NotAbove => ratio <= 0.0,
            Minus::Above => ratio > 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_of_ones_own_are_rising_and_finite_and_kept_once() {
        for wrong in [
            &[0.0][..],
            &[],
            &[1.0, 0.0],
            &[0.0, 0.0],
            &[-0.0, 0.0],
            &[0.0, f32::NAN],
            &[0.0, f32::INFINITY],
            &[0.5; 257],
        ] {
            assert!(Codebook::own(wrong).is_none(), "{wrong:?}");
        }
        assert!(Codebook::own(&(0..257).map(|i| i as f32).collect::<Vec<_>>()).is_none());
        let book = Codebook::own(&[-1.0, -0.0, 1.0]).unwrap();
        assert_eq!((book.word.as_str(), book.bits), ("levels(-1,0,1)", 2));
        assert_eq!((&book.codes[..], book.starts[1]), (&[0, 1, 2][..], 0.5f32.next_up()));
        assert!(std::ptr::eq(book, Codebook::own(&[-1.0, 0.0, 1.0]).unwrap()));
        for (count, bits) in [(2, 1), (3, 2), (4, 2), (5, 3), (16, 4), (17, 5), (255, 8), (256, 8)] {
            let levels: Vec<f32> = (0..count).map(|i| i as f32).collect();
            assert_eq!(Codebook::own(&levels).unwrap().bits, bits, "{count}");
        }
    }

    #[test]
    fn values_halfway_go_where_the_format_says() {
        let rank = |tie, ratio: f32| {
            Codebook::new("t".into(), vec![-1.0, 1.0, 3.0], tie, Division::Exact).rank(ratio)
        };
        for (ratio, lower, upper, even) in
            [(0.0, 0, 1, 0), (2.0, 1, 2, 2), (0.1, 1, 1, 1), (f32::NAN, 0, 1, 0)]
        {
            let found = [Tie::Lower, Tie::Upper, Tie::EvenCode].map(|tie| rank(tie, ratio));
            assert_eq!(found, [lower, upper, even], "{ratio}");
        }
    }
}
