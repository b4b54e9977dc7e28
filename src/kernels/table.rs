//! Levels of a table on four values at once: [`TableParams`] in vectors.
//!
//! ```text
//! r = x / s, or x · 1/s;  NaN -> 0
//! few levels:    rank = number of starts that are not above r
//! many levels:   the same by halves, for each r
//! a float:       a = min(|r|, largest);   e = max(exponent of a, that of the smallest normal number)
//!                k = a · 2^(M - e), rounded, ties to even;   rank = rank of 0 ± ((e - least e) · 2^M + k)
//! level = L[rank] · s                                                    or in several steps
//! ```
//! Departures: (1) A comparison gives a lane of -1 or 0, so the rank is what the comparisons take off from 0. (2) Exponents of floats
//! are taken from their bits, and adding 1.5·2²³ rounds, as in `affine`. Starts of a float are halfway between its
//! numbers, with ties to even, so this is the same rank.

use fearless_simd::{Simd, f32x4, i32x4, prelude::*, u8x16};

use super::{
    affine::BIAS,
    coder::{Coder, STEP, WIDTH, load},
    each,
};
use crate::quantizer::{Codebook, Coding, FloatFormat, Steps, TableParams, count};

/// Up to this number of starts, comparing with all is faster than searching.
const FEW: usize = 32;

/// The vectors of one block's parameters.
#[derive(Clone, Copy)]
pub(super) struct Table<S: Simd> {
    simd: S,
    book: &'static Codebook,
    /// Whether values are divided, or multiplied.
    divides: bool,
    /// By what.
    by: f32x4<S>,
    /// What a level is multiplied by first, and what follows then.
    scale: f32x4<S>,
    further: Option<(f32, f32)>,
    /// A ratio that takes the level of 0: NaN is replaced by it.
    zero: f32x4<S>,
    float: Option<Float<S>>,
}

impl<S: Simd> Table<S> {
    #[inline(always)]
    pub(super) fn new(simd: S, params: &TableParams) -> Self {
        let &TableParams { book, coding, scale, steps, .. } = params;
        let (divides, by) = match coding {
            Coding::Divide(by) => (true, by),
            Coding::Multiply(by) => (false, by),
        };
        Self {
            simd,
            book,
            divides,
            by: f32x4::splat(simd, by),
            scale: f32x4::splat(simd, steps.map_or(scale, |Steps { inner, .. }| inner)),
            further: steps.map(|Steps { times, over, .. }| (times, over)),
            zero: f32x4::splat(simd, 0.0),
            float: book.float.map(|format| Float::new(simd, format)),
        }
    }

    #[inline(always)]
    fn ratios(&self, x: &[f32; STEP]) -> [f32x4<S>; 4] {
        let x = load(self.simd, x);
        let ratios = if self.divides { each(x, |x| x / self.by) } else { each(x, |x| x * self.by) };
        each(ratios, |r| r.simd_eq(r).select(r, self.zero))
    }

    #[inline(always)]
    fn ranks_of(&self, x: &[f32; STEP]) -> [i32x4<S>; 4] {
        let ratios = self.ratios(x);
        // Decided once per step, with the same result: too cheap to be worth a second copy of every kernel.
        if let Some(float) = &self.float {
            return each(
                ratios,
                #[inline(always)]
                |ratio| float.rank(ratio),
            );
        }
        let starts = &self.book.starts;
        if starts.len() > FEW {
            return each(ratios, |r| i32x4::from_slice(self.simd, &searched(starts, r.as_slice())));
        }
        let mut ranks = [i32x4::splat(self.simd, 0); 4];
        for &start in starts {
            let start = f32x4::splat(self.simd, start);
            for (rank, ratio) in ranks.iter_mut().zip(ratios) {
                *rank -= self.simd.to_vector_mask32x4(ratio.simd_ge(start));
            }
        }
        ranks
    }

    #[inline(always)]
    fn bytes([a, b, c, d]: [i32x4<S>; 4]) -> u8x16<S> {
        (a + (b << 8) + (c << 16) + (d << 24)).bitcast()
    }

    #[inline(always)]
    fn look_up(&self, ranks: [i32x4<S>; 4]) -> [f32x4<S>; 4] {
        let scaled = each(ranks, |ranks| {
            let mut levels = [0.0; WIDTH];
            for (level, &rank) in levels.iter_mut().zip(ranks.as_slice()) {
                *level = self.book.levels[rank as usize];
            }
            f32x4::from_slice(self.simd, &levels) * self.scale
        });
        match self.further {
            None => scaled,
            Some((times, over)) => each(scaled, |level| level * times / over),
        }
    }
}

impl<S: Simd> Coder<S> for Table<S> {
    #[inline(always)]
    fn find(&self, x: &[f32; STEP], _: u32) -> ([f32x4<S>; 4], u8x16<S>) {
        let ranks = self.ranks_of(x);
        (self.look_up(ranks), Self::bytes(ranks))
    }

    #[inline(always)]
    fn ranks(&self, x: &[f32; STEP], _: u32) -> u8x16<S> {
        Self::bytes(self.ranks_of(x))
    }

    #[inline(always)]
    fn levels(&self, x: &[f32; STEP], _: u32) -> [f32x4<S>; 4] {
        self.look_up(self.ranks_of(x))
    }
}

/// The ranks of four ratios among many levels. A call, because each kernel would have a copy of it.
#[inline(never)]
fn searched(starts: &[f32], ratios: &[f32]) -> [i32; WIDTH] {
    let mut ranks = [0; WIDTH];
    for (rank, &ratio) in ranks.iter_mut().zip(ratios) {
        *rank = count(starts, ratio) as i32;
    }
    ranks
}

/// The bits of a float's format in vectors.
#[derive(Clone, Copy)]
struct Float<S: Simd> {
    mantissa_bits: u32,
    /// The bits of the largest number.
    largest: i32x4<S>,
    /// The exponent of the smallest normal number, as f32 stores it.
    least: i32x4<S>,
    /// What an f32's exponent is taken from to give that of the number of steps in 1.
    turned: i32x4<S>,
    /// What is taken from `exponent · 2^M` and the bits of the rounded sum to give the rank above that of 0.
    offset: i32x4<S>,
    /// The rank of 0.
    zero: i32x4<S>,
}

impl<S: Simd> Float<S> {
    #[inline(always)]
    fn new(simd: S, format: FloatFormat) -> Self {
        let splat = |value: i32| i32x4::splat(simd, value);
        let (mantissa_bits, largest) = (format.mantissa_bits, format.largest());
        let least = format.least_exponent() + 127;
        Self {
            mantissa_bits,
            largest: splat(format.value(largest).to_bits() as i32),
            least: splat(least),
            turned: splat(254 + mantissa_bits as i32),
            offset: splat((least << mantissa_bits) + BIAS.to_bits() as i32),
            zero: splat(largest.into()),
        }
    }

    #[inline(always)]
    fn rank(&self, ratio: f32x4<S>) -> i32x4<S> {
        let bits = ratio.bitcast::<i32x4<S>>();
        let (magnitude, sign) = ((bits & i32::MAX).min(self.largest), bits >> 31);
        let exponent = (magnitude >> 23).max(self.least);
        let per_unit = ((self.turned - exponent) << 23).bitcast::<f32x4<S>>();
        let biased = magnitude.bitcast::<f32x4<S>>() * per_unit + BIAS;
        let above = (exponent << self.mantissa_bits) + biased.bitcast::<i32x4<S>>() - self.offset;
        self.zero + ((above ^ sign) - sign)
    }
}
