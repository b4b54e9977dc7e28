//! Small floats: what each code means, and the code of a number, by exponent and mantissa bits.
//!
//! ```text
//! code       = sign · 2^(E + M) + exponent · 2^M + mantissa
//! value      = ± (1 + mantissa / 2^M) · 2^(exponent - bias)         where exponent > 0
//!            = ± (mantissa / 2^M) · 2^(1 - bias)                    where exponent = 0 (subnormal)
//! magnitude(x):  e = max(⌊log2 |x|⌋, 1 - bias);    k = |x| / 2^(e - M), rounded, ties to even
//!                the code without its sign = (e - 1 + bias) · 2^M + k
//! ```
//! Sources: OCP 8-bit Floating Point Specification v1.0, OCP Microscaling Formats v1.0; fnuz: Noune et al. 2022 (arXiv 2206.02915).
//! Further formats, which the notation does not name, are those of `ml_dtypes`.

/// A float of at most sixteen bits. Element formats have at most eight; [`FloatFormat::wide_code`] and [`FloatFormat::wide_value`] are
/// for any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FloatFormat {
    /// Bits of the exponent, E.
    pub exponent_bits: u32,
    /// Bits of the mantissa, M.
    pub mantissa_bits: u32,
    /// What is subtracted from a stored exponent.
    pub bias: i32,
    /// Which codes are no numbers.
    pub specials: Specials,
}

/// Which codes of a float are no finite numbers, and whether zero has two codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Specials {
    /// None; zero has a sign.
    None,
    /// Those with all bits set after the sign are NaN; zero has a sign ("fn").
    AllOnes,
    /// Those of the largest exponent are infinities and NaN; zero has a sign (IEEE 754).
    Ieee,
    /// The code of a negative zero is NaN instead ("fnuz").
    NegativeZero,
}

/// How a library casts to a small float.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cast {
    /// What becomes of numbers beyond the largest, and of infinities.
    pub beyond: Beyond,
    /// What becomes of NaN.
    pub nan: NanCode,
}

/// What becomes of numbers that round to more than the largest one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beyond {
    /// The largest number of their sign.
    Saturate,
    /// The infinity of their sign, or NaN in a format without infinities; the largest number in one that has neither.
    Special,
}

/// The code of NaN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NanCode {
    /// That of 0, as in a scheme: a value that is no number takes the level of 0.
    Zero,
    /// The quiet NaN with its sign; in a format without NaN the zero of the other sign (`ml_dtypes`).
    Quiet,
    /// The NaN with all bits set and its sign (PyTorch); as `Quiet` in a format that has only one NaN of each sign, or none.
    AllOnes,
    /// All bits set, whatever the sign (PyTorch's bfloat16 in vectors).
    AllBits,
    /// The upper bits of the payload with its sign, and 1 if these are 0 (NumPy's float16).
    Payload,
    /// The same with the bit of a quiet NaN (float16 by the instructions of x86).
    QuietPayload,
}

impl FloatFormat {
    /// FP8 with four exponent bits: up to 448.
    pub const E4M3: Self = Self::new(4, 3, 7, Specials::AllOnes);
    /// FP8 with five exponent bits: up to 57344.
    pub const E5M2: Self = Self::new(5, 2, 15, Specials::Ieee);
    /// FP8 with four exponent bits and one zero: up to 240.
    pub const E4M3FNUZ: Self = Self::new(4, 3, 8, Specials::NegativeZero);
    /// FP8 with five exponent bits and one zero: up to 57344.
    pub const E5M2FNUZ: Self = Self::new(5, 2, 16, Specials::NegativeZero);
    /// FP6 with two exponent bits: up to 7.5.
    pub const E2M3: Self = Self::new(2, 3, 1, Specials::None);
    /// FP6 with three exponent bits: up to 28.
    pub const E3M2: Self = Self::new(3, 2, 3, Specials::None);
    /// FP4: up to 6.
    pub const E2M1: Self = Self::new(2, 1, 1, Specials::None);
    /// `float8_e4m3` of `ml_dtypes`, with infinities: up to 240.
    pub const E4M3_IEEE: Self = Self::new(4, 3, 7, Specials::Ieee);
    /// `float8_e3m4` of `ml_dtypes`: up to 15.5.
    pub const E3M4: Self = Self::new(3, 4, 3, Specials::Ieee);
    /// `float8_e4m3b11fnuz` of `ml_dtypes`: up to 30.
    pub const E4M3B11FNUZ: Self = Self::new(4, 3, 11, Specials::NegativeZero);

    /// IEEE's binary16.
    pub const F16: Self = Self::new(5, 10, 15, Specials::Ieee);
    /// bfloat16: the upper half of an f32.
    pub const BF16: Self = Self::new(8, 7, 127, Specials::Ieee);

    const fn new(exponent_bits: u32, mantissa_bits: u32, bias: i32, specials: Specials) -> Self {
        Self { exponent_bits, mantissa_bits, bias, specials }
    }

    /// Bits of a code.
    pub const fn bits(self) -> u32 {
        1 + self.exponent_bits + self.mantissa_bits
    }

    /// The code of the largest number, of a format of at most eight bits.
    pub const fn largest(self) -> u8 {
        self.wide_largest() as u8
    }

    /// The code of the largest number.
    const fn wide_largest(self) -> u16 {
        let all = (self.sign() - 1) as u16;
        match self.specials {
            Specials::None | Specials::NegativeZero => all,
            Specials::AllOnes => all - 1,
            Specials::Ieee => all - (1 << self.mantissa_bits),
        }
    }

    /// What a code means; only its lowest bits count.
    #[inline]
    pub fn value(self, code: u8) -> f32 {
        self.wide_value(code.into())
    }

    /// The same of a format of any width.
    #[inline]
    pub fn wide_value(self, code: u16) -> f32 {
        let (sign, code) = (self.sign(), u32::from(code));
        let (negative, magnitude) = (code & sign != 0, code & (sign - 1));
        let mantissa = magnitude & ((1 << self.mantissa_bits) - 1);
        let exponent = magnitude >> self.mantissa_bits;
        let largest = u32::from(self.wide_largest());
        let value = match self.specials {
            Specials::NegativeZero if negative && magnitude == 0 => f32::NAN,
            Specials::Ieee if magnitude == largest + 1 => f32::INFINITY,
            _ if magnitude > largest => f32::NAN,
            _ => {
                let hidden = if exponent > 0 { 1 << self.mantissa_bits } else { 0 };
                let least = 1 - self.bias - self.mantissa_bits as i32;
                (mantissa + hidden) as f32 * power_of_two(exponent.max(1) as i32 - 1 + least)
            }
        };
        if negative { -value } else { value }
    }

    /// The code of a number as a library casts it.
    pub fn code(self, x: f32, cast: Cast) -> u8 {
        self.wide_code(x, cast) as u8
    }

    /// The same of a format of any width.
    pub fn wide_code(self, x: f32, Cast { beyond, nan }: Cast) -> u16 {
        let sign = self.sign() as u16;
        let negative = if x.is_sign_negative() { sign } else { 0 };
        let one_zero = self.specials == Specials::NegativeZero;
        if x.is_nan() {
            return match (nan, self.specials) {
                (NanCode::Zero, _) => 0,
                (_, Specials::None) => sign - negative,
                (_, Specials::NegativeZero) => sign,
                (NanCode::AllBits, _) => sign | (sign - 1),
                (NanCode::AllOnes, _) | (_, Specials::AllOnes) => (sign - 1) | negative,
                (NanCode::Quiet, Specials::Ieee) => self.nan(self.quiet()) | negative,
                (NanCode::Payload, Specials::Ieee) => self.nan(self.payload(x).max(1)) | negative,
                (NanCode::QuietPayload, Specials::Ieee) => {
                    self.nan(self.payload(x) | self.quiet()) | negative
                }
            };
        }
        let largest = self.wide_largest();
        match self.magnitude(x) {
            0 if one_zero => 0,
            within if within <= u32::from(largest) => within as u16 | negative,
            _ if beyond == Beyond::Saturate || self.specials == Specials::None => largest | negative,
            _ if one_zero => sign,
            _ => (largest + 1) | negative,
        }
    }

    /// The NaN with a mantissa.
    fn nan(self, mantissa: u16) -> u16 {
        self.wide_largest() + 1 + mantissa
    }

    /// The mantissa of a quiet NaN.
    fn quiet(self) -> u16 {
        1 << (self.mantissa_bits - 1)
    }

    /// The upper bits of the mantissa of x.
    fn payload(self, x: f32) -> u16 {
        ((x.to_bits() & 0x7f_ffff) >> (23 - self.mantissa_bits)) as u16
    }

    /// The nearest number, ties to the even mantissa; the largest one of its sign for any beyond.
    pub fn rounded(self, x: f32) -> f32 {
        let largest = self.value(self.largest());
        let x = x.clamp(-largest, largest);
        let step = self.step(x);
        (x / step).round_ties_even() * step
    }

    /// The code of |x| if it were not for the sign and the largest number.
    fn magnitude(self, x: f32) -> u32 {
        // Beyond twice the largest number there is nothing to tell apart.
        let x = x.abs().min(2.0 * self.wide_value(self.wide_largest()));
        let steps = (x / self.step(x)).round_ties_even() as u32;
        (((self.exponent(x) - self.least_exponent()) as u32) << self.mantissa_bits).saturating_add(steps)
    }

    /// The distance of the numbers around x.
    fn step(self, x: f32) -> f32 {
        power_of_two(self.exponent(x) - self.mantissa_bits as i32)
    }

    fn exponent(self, x: f32) -> i32 {
        ((x.abs().to_bits() >> 23) as i32 - 127).max(self.least_exponent())
    }

    /// The exponent of the smallest normal number.
    pub(crate) const fn least_exponent(self) -> i32 {
        1 - self.bias
    }

    /// The bit of the sign.
    const fn sign(self) -> u32 {
        1 << (self.exponent_bits + self.mantissa_bits)
    }
}

/// 2^e, where it is a normal number or the largest of those that are not.
pub(crate) fn power_of_two(e: i32) -> f32 {
    // In f64 every such power is normal.
    f64::from_bits(((1023 + e) as u64) << 52) as f32
}
