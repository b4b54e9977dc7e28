//! Levels with a base on four values at once: [`OffsetParams`] in vectors.
//!
//! ```text
//! v = (x + shift) / divisor   or   (x + shift) · factor;   NaN -> 0
//! whole numbers:   k = v, rounded as the format does;   biased = clamp(k + 1.5·2²³)
//!                  place = biased - (first + 1.5·2²³);   number = biased - 1.5·2²³
//! a table:         place = number of starts that are not above v;   number = L[place]
//! a signed table:  passed = number of middles · step that are below |x|;   place = place of 0 ± passed;   number = L[place]
//! rank = place, or last - place where the step is negative;   level = number · step + base
//! ```
//! Departures: as in `affine` and `table`, adding 1.5·2²³ rounds, clamping works on the bits as integers, and a comparison gives a
//! lane of -1 or 0.

use fearless_simd::{Simd, f32x4, i32x4, prelude::*, u8x16};

use super::{
    affine::BIAS,
    coder::{Coder, STEP, WIDTH, load},
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
        let &OffsetParams { numbers, step, base, shift, ratio, .. } = params;
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

    /// The places of four values and their numbers.
    // Which numbers there are is decided for each vector, with the same result: too cheap to be worth a second copy of every kernel.
    #[inline(always)]
    fn places(&self, x: f32x4<S>) -> (i32x4<S>, f32x4<S>) {
        let x = self.known(x);
        let v = x + self.shift;
        let v = self.known(match self.ratio {
            Ratio::Over(_) => v / self.by,
            Ratio::Times(_) => v * self.by,
        });
        match self.numbers {
            Numbers::Whole { zero, nearest, .. } => {
                let zero = f32::from(zero);
                let v = match nearest {
                    Nearest::Even => v,
                    Nearest::Away => v.round(),
                    Nearest::Truncated => (v + (zero + 0.5)).floor() - zero,
                };
                let (low, high) = self.ends;
                let biased = (v + BIAS).bitcast::<i32x4<S>>().max(low).min(high);
                (biased - low, biased.bitcast::<f32x4<S>>() - BIAS)
            }
            Numbers::Table(book) => {
                let mut places = i32x4::splat(self.simd, 0);
                for &start in &book.starts {
                    let passed = v.simd_ge(f32x4::splat(self.simd, start));
                    places -= self.simd.to_vector_mask32x4(passed);
                }
                (places, self.look_up(&book.levels, places))
            }
            Numbers::Signed(book) => {
                let size = x.abs();
                let mut passed = i32x4::splat(self.simd, 0);
                for middle in self.middles {
                    passed -= self.simd.to_vector_mask32x4(size.simd_gt(f32x4::splat(self.simd, middle)));
                }
                let sign = x.bitcast::<i32x4<S>>() >> 31;
                let places = ((passed ^ sign) - sign) + (book.levels.len() / 2) as i32;
                (places, self.look_up(&book.levels, places))
            }
        }
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
        number * self.step + self.base
    }

    #[inline(always)]
    fn bytes(&self, places: [i32x4<S>; 4]) -> u8x16<S> {
        let [a, b, c, d] = match self.turned {
            None => places,
            Some(last) => places.map(|place| last - place),
        };
        (a + (b << 8) + (c << 16) + (d << 24)).bitcast()
    }
}

impl<S: Simd> Coder<S> for Offset<S> {
    #[inline(always)]
    fn find(&self, x: &[f32; STEP], _: u32) -> ([f32x4<S>; 4], u8x16<S>) {
        let found = load(self.simd, x).map(|x| self.places(x));
        (found.map(|(_, number)| self.level(number)), self.bytes(found.map(|(place, _)| place)))
    }

    #[inline(always)]
    fn ranks(&self, x: &[f32; STEP], _: u32) -> u8x16<S> {
        self.bytes(load(self.simd, x).map(|x| self.places(x).0))
    }

    #[inline(always)]
    fn levels(&self, x: &[f32; STEP], _: u32) -> [f32x4<S>; 4] {
        load(self.simd, x).map(|x| self.level(self.places(x).1))
    }
}
