//! Levels with a base on four values at once: [`OffsetParams`] in vectors.
//!
//! ```text
//! v = (x + shift) / divisor   or   (x + shift) · factor;   NaN -> 0
//! whole numbers:   k = v, rounded as the format does;   biased = clamp(k + 1.5·2²³)
//!                  place = biased - (first + 1.5·2²³);   number = biased - 1.5·2²³
//! a table:         place = number of starts that are not above v;   number = L[place]
//! a signed table:  passed = number of middles · step that are below |x|;   place = place of 0 ± passed;   number = L[place]
//! rank = place, or last - place where the step is negative;   level = (number · step + base) · times
//! ```
//! Departures: as in `affine` and `table`, adding 1.5·2²³ rounds, clamping works on the bits as integers, and a comparison gives a
//! lane of -1 or 0.

use fearless_simd::{Simd, f32x4, i32x4, mask32x4, prelude::*, u8x16};

use super::{
    affine::BIAS,
    coder::{Coder, STEP, WIDTH, load},
    each,
};
use crate::quantizer::{Nearest, Numbers, OffsetParams, Ratio};

/// The largest number of middles on one side of 0 in a signed table.
const MIDDLES: usize = 7;

/// The vectors of one block's parameters.
#[derive(Clone, Copy)]
pub(super) struct Offset<S: Simd> {
    simd: S,
    numbers: Numbers,
    ratio: Ratio,
    step: f32x4<S>,
    base: f32x4<S>,
    times: f32x4<S>,
    shift: f32x4<S>,
    /// What `ratio` divides or multiplies by.
    by: f32x4<S>,
    zero: f32x4<S>,
    /// The last place where ranks count from there, else None.
    turned: Option<i32x4<S>>,
    /// The bits of the smallest and of the largest whole number plus 1.5·2²³.
    ends: (i32x4<S>, i32x4<S>),
    /// Middles of a signed table times the step.
    middles: [f32; MIDDLES],
}

impl<S: Simd> Offset<S> {
    #[inline(always)]
    pub(super) fn new(simd: S, params: &OffsetParams) -> Self {
        let &OffsetParams { numbers, step, base, times, shift, ratio, .. } = params;
        let splat = |value: f32| f32x4::splat(simd, value);
        let (Ratio::Over(by) | Ratio::Times(by)) = ratio;
        let biased = |number: i16| i32x4::splat(simd, BIAS.to_bits() as i32 + i32::from(number));
        let (first, last) = match numbers {
            Numbers::Whole { first, last, .. } => (first, last),
            Numbers::Table(_) | Numbers::Signed(_) => (0, 0),
        };
        let mut middles = [f32::INFINITY; MIDDLES];
        if let Numbers::Signed(book) = numbers
            && step != 0.0
        {
            let above = book.levels[book.levels.len() / 2..].windows(2);
            for (middle, pair) in middles.iter_mut().zip(above) {
                *middle = pair[0].midpoint(pair[1]) * step;
            }
        }
        let last_place = i32x4::splat(simd, numbers.count() as i32 - 1);
        Self {
            simd,
            numbers,
            ratio,
            step: splat(step),
            base: splat(base),
            times: splat(times),
            shift: splat(shift),
            by: splat(by),
            zero: splat(0.0),
            turned: params.is_turned().then_some(last_place),
            ends: (biased(first), biased(last)),
            middles,
        }
    }

    /// A number that replaces NaN.
    #[inline(always)]
    fn known(&self, v: f32x4<S>) -> f32x4<S> {
        v.simd_eq(v).select(v, self.zero)
    }

    /// The places of a step of values, and their numbers.
    // Which numbers there are is decided for each step, with the same result: too cheap to be worth a second copy of every kernel.
    #[inline(always)]
    fn places(&self, x: &[f32; STEP]) -> ([i32x4<S>; 4], [f32x4<S>; 4]) {
        let x = each(load(self.simd, x), |x| self.known(x));
        match self.numbers {
            Numbers::Whole { zero, nearest, .. } => {
                let zero = f32::from(zero);
                let v = self.ratios(x);
                let v = match nearest {
                    Nearest::Even => v,
                    Nearest::Away => each(v, |v| v.round()),
                    Nearest::Truncated => each(v, |v| (v + (zero + 0.5)).floor() - zero),
                };
                let (low, high) = self.ends;
                let biased = each(v, |v| (v + BIAS).bitcast::<i32x4<S>>().max(low).min(high));
                (each(biased, |k| k - low), each(biased, |k| k.bitcast::<f32x4<S>>() - BIAS))
            }
            Numbers::Table(book) => {
                let places = self.passed(self.ratios(x), &book.starts, |v, start| v.simd_ge(start));
                (places, each(places, |places| self.look_up(&book.levels, places)))
            }
            Numbers::Signed(book) => {
                let zero = (book.levels.len() / 2) as i32;
                let passed = self.passed(each(x, |x| x.abs()), &self.middles, |x, middle| x.simd_gt(middle));
                let place = |i: usize| {
                    let sign = x[i].bitcast::<i32x4<S>>() >> 31;
                    ((passed[i] ^ sign) - sign) + zero
                };
                let places = [place(0), place(1), place(2), place(3)];
                (places, each(places, |places| self.look_up(&book.levels, places)))
            }
        }
    }

    /// Values as numbers of steps.
    #[inline(always)]
    fn ratios(&self, x: [f32x4<S>; 4]) -> [f32x4<S>; 4] {
        let shifted = each(x, |x| x + self.shift);
        let v = match self.ratio {
            Ratio::Over(_) => each(shifted, |x| x / self.by),
            Ratio::Times(_) => each(shifted, |x| x * self.by),
        };
        each(v, |v| self.known(v))
    }

    /// How many of some thresholds values have passed.
    #[inline(always)]
    fn passed(
        &self,
        values: [f32x4<S>; 4],
        thresholds: &[f32],
        passes: impl Fn(f32x4<S>, f32x4<S>) -> mask32x4<S>,
    ) -> [i32x4<S>; 4] {
        let mut passed = [i32x4::splat(self.simd, 0); 4];
        for &threshold in thresholds {
            let threshold = f32x4::splat(self.simd, threshold);
            for (passed, value) in passed.iter_mut().zip(values) {
                *passed -= self.simd.to_vector_mask32x4(passes(value, threshold));
            }
        }
        passed
    }

    #[inline(always)]
    fn look_up(&self, levels: &[f32], places: i32x4<S>) -> f32x4<S> {
        let mut numbers = [0.0; WIDTH];
        for (number, &place) in numbers.iter_mut().zip(places.as_slice()) {
            *number = levels[place as usize];
        }
        f32x4::from_slice(self.simd, &numbers)
    }

    #[inline(always)]
    fn level(&self, number: f32x4<S>) -> f32x4<S> {
        (number * self.step + self.base) * self.times
    }

    #[inline(always)]
    fn bytes([a, b, c, d]: [i32x4<S>; 4]) -> u8x16<S> {
        (a + (b << 8) + (c << 16) + (d << 24)).bitcast()
    }
}

impl<S: Simd> Coder<S> for Offset<S> {
    #[inline(always)]
    fn find(&self, x: &[f32; STEP], _: u32) -> ([f32x4<S>; 4], u8x16<S>) {
        let (places, numbers) = self.places(x);
        (each(numbers, |number| self.level(number)), Self::bytes(places))
    }

    #[inline(always)]
    fn ranks(&self, x: &[f32; STEP], _: u32) -> u8x16<S> {
        let places = self.places(x).0;
        Self::bytes(match self.turned {
            None => places,
            Some(last) => each(places, |place| last - place),
        })
    }

    #[inline(always)]
    fn levels(&self, x: &[f32; STEP], _: u32) -> [f32x4<S>; 4] {
        each(self.places(x).1, |number| self.level(number))
    }
}
