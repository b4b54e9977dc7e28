//! The affine map of a block on four values at once: [`Params`] in vectors, which every quantizing kernel shares.
//!
//! ```text
//! v = round(x / s + before);  NaN -> 0                          (a step of sixteen values looks for NaN at once)
//! biased = clamp(v + 1.5·2²³)           a float whose bits are those of 1.5·2²³, plus the integer k = q - after
//! x̂ = ((biased - 1.5·2²³) - before) · s
//! ```
//! Departures from the scalar definition, none of which changes a bit: (1) Floats between 2²³ and 2²⁴ are whole numbers. So adding
//! 1.5·2²³ rounds ties to even and leaves k in the low bits, and subtracting it gives k as a float. No conversion is needed, which
//! takes ten instructions on wasm. (2) Clamping works on the bits as integers: floats have the order of their bits, and negative
//! ones, for x / s below -1.5·2²³, are negative integers too. (3) The kernel that stores codes adds the zero-point.

use fearless_simd::{Simd, f32x4, i32x4, prelude::*, u8x16};

use super::{
    coder::{Coder, STEP, WIDTH, load},
    each,
    rounding::Round,
};
use crate::quantizer::{Division, Params};

/// 1.5·2²³.
pub(super) const BIAS: f32 = 12_582_912.0;

/// The parameters of a block in vectors.
#[derive(Clone, Copy)]
pub(super) struct Affine<S: Simd, R> {
    simd: S,
    round: R,
    division: Division,
    scale: f32x4<S>,
    reciprocal: f32x4<S>,
    before: f32x4<S>,
    /// Whether `before` is not 0.
    shifted: bool,
    low: i32x4<S>,
    high: i32x4<S>,
    /// The offset that [`Affine::offsets`] subtracts.
    lowest: i32x4<S>,
}

impl<S: Simd, R: Round> Affine<S, R> {
    #[inline(always)]
    pub(super) fn new(simd: S, params: &Params, round: R) -> Self {
        let (before, after) = params.zero_point.parts();
        let biased = |q: i32| BIAS.to_bits() as i32 + q - after;
        Self {
            simd,
            round,
            division: params.division,
            scale: f32x4::splat(simd, params.scale),
            reciprocal: f32x4::splat(simd, 1.0 / params.scale),
            before: f32x4::splat(simd, before),
            shifted: before != 0.0,
            low: i32x4::splat(simd, biased(params.q_min)),
            high: i32x4::splat(simd, biased(params.q_max)),
            lowest: i32x4::splat(simd, biased(params.q_min).wrapping_mul(0x0101_0101)),
        }
    }

    /// The bits of `k + BIAS` for a step of values that begins at `position`; `FINITE` if there is no NaN or infinity among them.
    #[inline(always)]
    fn biased<const FINITE: bool>(&self, x: &[f32; STEP], position: u32) -> [i32x4<S>; 4] {
        let x = load(self.simd, x);
        // Decided once per step, with the same result: too cheap to be worth a second copy of every kernel.
        let mut v = match self.division {
            Division::Exact => each(x, |x| x / self.scale),
            Division::Reciprocal => each(x, |x| x * self.reciprocal),
        };
        if self.shifted {
            v = each(v, |v| v + self.before);
        }
        let round = |i: usize| self.round.round(self.simd, v[i], position + (i * WIDTH) as u32);
        v = [round(0), round(1), round(2), round(3)];
        // A finite number divided by a scale is no NaN; times a reciprocal that is infinite it may be.
        if !FINITE || self.division == Division::Reciprocal {
            // A sum with NaN among its terms is NaN.
            let sum = (v[0] + v[1]) + (v[2] + v[3]);
            if sum.simd_ne(sum).any_true() {
                v = each(v, |v| v.simd_eq(v).select(v, f32x4::splat(self.simd, 0.0)));
            }
        }
        each(v, |v| (v + BIAS).bitcast::<i32x4<S>>().max(self.low).min(self.high))
    }

    /// The levels of codes as [`Affine::biased`] gives them.
    #[inline(always)]
    fn levels_of(&self, biased: [i32x4<S>; 4]) -> [f32x4<S>; 4] {
        let mut k = each(biased, |biased| biased.bitcast::<f32x4<S>>() - BIAS);
        if self.shifted {
            k = each(k, |k| k - self.before);
        }
        each(k, |k| k * self.scale)
    }

    /// The ranks `q - q_min` of sixteen codes, a byte each: the `i`-th of the `j`-th vector is byte `4 · i + j`.
    #[inline(always)]
    fn offsets(&self, [a, b, c, d]: [i32x4<S>; 4]) -> u8x16<S> {
        // The bytes of the sum carry into one another, and the difference undoes that.
        (a + (b << 8) + (c << 16) + (d << 24) - self.lowest).bitcast()
    }
}

impl<S: Simd, R: Round> Coder<S> for Affine<S, R> {
    #[inline(always)]
    fn find(&self, x: &[f32; STEP], position: u32) -> ([f32x4<S>; 4], u8x16<S>) {
        let biased = self.biased::<true>(x, position);
        (self.levels_of(biased), self.offsets(biased))
    }

    #[inline(always)]
    fn ranks(&self, x: &[f32; STEP], position: u32) -> u8x16<S> {
        self.offsets(self.biased::<false>(x, position))
    }

    #[inline(always)]
    fn levels(&self, x: &[f32; STEP], position: u32) -> [f32x4<S>; 4] {
        self.levels_of(self.biased::<false>(x, position))
    }
}
