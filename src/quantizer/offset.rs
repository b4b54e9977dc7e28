//! A block whose levels are numbers times a step, plus a base: the blocks of ggml, which have a minimum beside the scale, scales of
//! either sign, and a scale for finding codes that is not the stored one.
//!
//! ```text
//! v      = (x + shift) / divisor   or   (x + shift) · factor
//! number = the whole number, or the number of a table, that v takes
//! x̂      = (number · step + base) · times
//! rank   = place of the number in their ascending order; counted from the other end where the step is negative
//! ```
//! Each operation is rounded to f32. A step of 0 makes all levels the base.
//!
//! What [`super::Quantizer`] asks of such a block is a call, not a part of what asks: a first visit has no block of ggml, and fetches no
//! code for it. Kernels have loops of their own.

use super::Codebook;

/// The parameters of one block.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OffsetParams {
    /// What the codes stand for.
    pub numbers: Numbers,
    /// What a number is multiplied by; of either sign, or 0.
    pub step: f32,
    /// What is added to the product. -0.0 keeps the product as it is.
    pub base: f32,
    /// What the sum is multiplied by; positive, and 1 for ggml. bitsandbytes' integers have such a second factor.
    pub times: f32,
    /// What is added to a value before it is coded.
    pub shift: f32,
    /// How the sum becomes a number of steps.
    pub ratio: Ratio,
    /// Lower end of the range: half a gap below the lowest level. Values outside are clipped.
    pub alpha: f32,
    /// Upper end of the range.
    pub beta: f32,
}

/// What the codes of a block stand for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Numbers {
    /// All whole numbers from `first` to `last`.
    Whole {
        /// The smallest.
        first: i16,
        /// The largest.
        last: i16,
        /// The stored code of the number 0.
        zero: i16,
        /// How a number of steps becomes a whole one.
        nearest: Nearest,
    },
    /// The levels of a table, in the order of their codes. A number of steps takes the level in whose reach it lies.
    Table(&'static Codebook),
    /// The levels of a table that is symmetric around 0. A value takes the nearest one, and of two that are equally near the one
    /// nearer to 0. Middles between levels are multiplied by the step, which is exact for the steps in use; the ratio plays no part.
    Signed(&'static Codebook),
}

/// How a number of steps becomes a whole one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nearest {
    /// To the nearest, ties to even (adding 1.5·2²³, as ggml's `nearest_int` does).
    Even,
    /// To the nearest, ties away from 0 (C's `roundf`).
    Away,
    /// `v + zero + 0.5` without its fraction, minus `zero`. The sum is rounded, so values just below a tie may go up.
    Truncated,
}

/// How a value becomes a number of steps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ratio {
    /// By a true division.
    Over(f32),
    /// By a multiplication.
    Times(f32),
}

impl Ratio {
    /// The number of steps in `x`.
    #[inline(always)]
    pub fn of(self, x: f32) -> f32 {
        match self {
            Self::Over(divisor) => x / divisor,
            Self::Times(factor) => x * factor,
        }
    }

    /// The divisor or the factor: its sign is that of the ratio.
    #[inline(always)]
    fn number(self) -> f32 {
        match self {
            Self::Over(number) | Self::Times(number) => number,
        }
    }

    /// What a number of steps comes from.
    fn undone(self, steps: f64) -> f64 {
        match self {
            Self::Over(divisor) => steps * f64::from(divisor),
            Self::Times(factor) => steps / f64::from(factor),
        }
    }
}

impl Numbers {
    /// How many there are.
    pub fn count(self) -> usize {
        match self {
            Self::Whole { first, last, .. } => usize::from(last.abs_diff(first)) + 1,
            Self::Table(book) | Self::Signed(book) => book.levels.len(),
        }
    }

    /// The number at a place in ascending order.
    #[inline(always)]
    pub fn at(self, place: usize) -> f32 {
        match self {
            Self::Whole { first, .. } => (i32::from(first) + place as i32) as f32,
            Self::Table(book) | Self::Signed(book) => book.levels[place],
        }
    }

    /// The two smallest and the two largest numbers, ascending.
    #[inline]
    fn outermost(self) -> [f32; 4] {
        match self {
            Self::Whole { first, last, .. } => [first, first + 1, last - 1, last].map(f32::from),
            Self::Table(book) | Self::Signed(book) => {
                let top = book.levels.len() - 1;
                [0, 1, top - 1, top].map(|place| book.levels[place])
            }
        }
    }

    /// The stored code of a place.
    pub fn code(self, place: usize) -> i32 {
        match self {
            Self::Whole { first, zero, .. } => i32::from(first) + i32::from(zero) + place as i32,
            Self::Table(book) | Self::Signed(book) => i32::from(book.codes[place]),
        }
    }

    /// The number that a stored byte stands for; 0 for a code that the format does not have.
    pub fn of_code(self, code: u8) -> f32 {
        match self {
            // Codes below 0 are stored in two's complement.
            Self::Whole { first, zero, .. } if first + zero < 0 => f32::from(i16::from(code as i8) - zero),
            Self::Whole { zero, .. } => f32::from(i16::from(code) - zero),
            Self::Table(book) | Self::Signed(book) => book.value(code),
        }
    }
}

impl OffsetParams {
    /// The parameters with these levels. The range reaches half a gap beyond the outermost ones; without a step it is that of f32,
    /// because nothing is clipped where everything is rounded to one level.
    ///
    /// A ratio that is not of the step's sign or not finite becomes the step's own.
    #[inline(never)]
    pub fn new(numbers: Numbers, step: f32, base: f32, shift: f32, ratio: Ratio) -> Self {
        let usable = ratio.number().is_finite()
            && (step == 0.0 || ratio.number() != 0.0 && (ratio.number() < 0.0) == (step < 0.0));
        let ratio = match ratio {
            Ratio::Over(_) if step == 0.0 => Ratio::Times(0.0),
            ratio if usable => ratio,
            _ if step == 0.0 => Ratio::Times(0.0),
            _ => Ratio::Over(step),
        };
        let (times, alpha, beta) = (1.0, f32::MIN, f32::MAX);
        let mut params = Self { numbers, step, base, times, shift, ratio, alpha, beta };
        params.reach();
        params
    }

    /// The same with levels that are multiplied by `times`, which is positive. Values are coded by the ratio as it is.
    #[inline(never)]
    pub fn with_times(mut self, times: f32) -> Self {
        self.times = times;
        self.reach();
        self
    }

    /// Sets the range.
    fn reach(&mut self) {
        if self.step != 0.0 {
            let mut levels = self.numbers.outermost().map(|number| self.scaled(number));
            if self.is_turned() {
                levels.reverse();
            }
            let [lowest, next, before, highest] = levels;
            self.alpha = (lowest - (next - lowest) / 2.0).clamp(f32::MIN, f32::MAX);
            self.beta = (highest + (highest - before) / 2.0).clamp(f32::MIN, f32::MAX);
        }
    }

    /// What a number decodes to.
    #[inline(always)]
    fn scaled(&self, number: f32) -> f32 {
        (number * self.step + self.base) * self.times
    }

    /// Whether ranks count from the largest number.
    #[inline(always)]
    pub fn is_turned(&self) -> bool {
        self.ratio.number() < 0.0
    }

    /// The code of the number 0, of whole numbers; 0 of a table.
    pub fn zero_point(&self) -> f32 {
        match self.numbers {
            Numbers::Whole { zero, .. } => zero.into(),
            Numbers::Table(_) | Numbers::Signed(_) => 0.0,
        }
    }

    /// The number of steps that `x` is coded by. NaN counts as 0.
    #[inline(always)]
    pub fn ratio(&self, x: f32) -> f32 {
        let x = if x.is_nan() { 0.0 } else { x };
        let v = self.ratio.of(x + self.shift);
        if v.is_nan() { 0.0 } else { v }
    }

    /// The place of the number that `x` takes, in ascending order of numbers.
    #[inline(always)]
    fn place(&self, x: f32) -> usize {
        match self.numbers {
            Numbers::Whole { first, last, zero, nearest } => {
                let v = self.ratio(x);
                let zero = f32::from(zero);
                let k = match nearest {
                    Nearest::Even => v.round_ties_even(),
                    Nearest::Away => v.round(),
                    Nearest::Truncated => (v + (zero + 0.5)).floor() - zero,
                };
                // As float comparisons, so that the conversion below is always in range.
                let (first, last) = (f32::from(first), f32::from(last));
                let k = if k < first { first } else { k };
                let k = if k > last { last } else { k };
                (k - first) as usize
            }
            Numbers::Table(book) => book.rank(self.ratio(x)),
            Numbers::Signed(book) => {
                let zero = book.levels.len() / 2;
                if self.step == 0.0 {
                    return zero;
                }
                let above = book.levels[zero..].windows(2);
                let passed = above.filter(|pair| x.abs() > pair[0].midpoint(pair[1]) * self.step).count();
                if x < 0.0 { zero - passed } else { zero + passed }
            }
        }
    }

    /// The place of a rank, or the rank of a place.
    #[inline(always)]
    fn turned(&self, place: usize) -> usize {
        if self.is_turned() { self.numbers.count() - 1 - place } else { place }
    }

    /// The rank of `x`. Infinities take the outermost level on their side, NaN the level of 0.0.
    #[inline(never)]
    pub fn rank(&self, x: f32) -> usize {
        self.turned(self.place(x))
    }

    /// The number of a rank.
    #[inline(always)]
    pub fn number(&self, rank: usize) -> f32 {
        self.numbers.at(self.turned(rank))
    }

    /// The level of a rank.
    #[inline(never)]
    pub fn level(&self, rank: usize) -> f32 {
        self.scaled(self.number(rank))
    }

    /// The stored code of a rank.
    #[inline(never)]
    pub fn code_of_rank(&self, rank: usize) -> i32 {
        self.numbers.code(self.turned(rank))
    }

    /// The value of a stored code.
    #[inline(never)]
    pub fn decode(&self, code: u8) -> f32 {
        self.scaled(self.numbers.of_code(code))
    }

    /// The largest error of a value inside the range: half the widest gap, and what the step and the scale that finds codes differ by.
    #[inline(never)]
    pub(super) fn largest_rounding_error(&self) -> f64 {
        let step = f64::from(self.step) * f64::from(self.times);
        let (gap, reach) = match self.numbers {
            Numbers::Whole { first, last, .. } => {
                (1.0, f64::from(first.unsigned_abs().max(last.unsigned_abs())))
            }
            Numbers::Table(book) | Numbers::Signed(book) => (book.widest_gap(), f64::from(book.reach())),
        };
        let apart = match self.ratio {
            Ratio::Times(factor) if self.step != 0.0 => (step - 1.0 / f64::from(factor)).abs() * reach,
            _ => 0.0,
        };
        gap / 2.0 * step.abs()
            + apart
            + (f64::from(self.base) * f64::from(self.times) + f64::from(self.shift)).abs()
    }

    /// About where the values of a rank begin; `rank` is at least 1.
    #[inline(never)]
    pub(super) fn begins_near(&self, rank: usize) -> f64 {
        let number = |rank: usize| f64::from(self.number(rank));
        let middle = (number(rank - 1) + number(rank)) / 2.0;
        match self.ratio {
            Ratio::Times(0.0) => 0.0,
            ratio => ratio.undone(middle) - f64::from(self.shift),
        }
    }
}
