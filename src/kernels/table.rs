//! Levels of a table on four values at once: [`TableParams`] in vectors.
//!
//! ```text
//! r = x / s;  NaN -> the level of 0
//! rank = number of starts that are not above r          level = L[rank] · s
//! ```
//! Departure: a comparison gives a lane of -1 or 0, so the rank is what the comparisons take off from 0.

use fearless_simd::{Simd, f32x4, i32x4, prelude::*, u8x16};

use super::coder::{Coder, STEP, WIDTH, load};
use crate::quantizer::{Codebook, Division, TableParams};

/// The vectors of one block's parameters.
#[derive(Clone, Copy)]
pub(super) struct Table<S: Simd> {
    simd: S,
    book: &'static Codebook,
    division: Division,
    scale: f32x4<S>,
    reciprocal: f32x4<S>,
    /// A ratio that takes the level of 0: NaN is replaced by it.
    zero: f32x4<S>,
}

impl<S: Simd> Table<S> {
    #[inline(always)]
    pub(super) fn new(simd: S, params: &TableParams) -> Self {
        Self {
            simd,
            book: params.book,
            division: params.division,
            scale: f32x4::splat(simd, params.scale),
            reciprocal: f32x4::splat(simd, 1.0 / params.scale),
            zero: f32x4::splat(simd, 0.0),
        }
    }

    #[inline(always)]
    fn each(&self, x: &[f32; STEP]) -> [i32x4<S>; 4] {
        let x = load(self.simd, x);
        let ratios = match self.division {
            Division::Exact => x.map(|x| x / self.scale),
            Division::Reciprocal => x.map(|x| x * self.reciprocal),
        };
        let ratios = ratios.map(|r| r.simd_eq(r).select(r, self.zero));
        let mut ranks = [i32x4::splat(self.simd, 0); 4];
        for &start in self.book.starts {
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
        ranks.map(|ranks| {
            let mut levels = [0.0; WIDTH];
            for (level, &rank) in levels.iter_mut().zip(ranks.as_slice()) {
                *level = self.book.levels[rank as usize];
            }
            f32x4::from_slice(self.simd, &levels) * self.scale
        })
    }
}

impl<S: Simd> Coder<S> for Table<S> {
    #[inline(always)]
    fn find(&self, x: &[f32; STEP], _: u32) -> ([f32x4<S>; 4], u8x16<S>) {
        let ranks = self.each(x);
        (self.look_up(ranks), Self::bytes(ranks))
    }

    #[inline(always)]
    fn ranks(&self, x: &[f32; STEP], _: u32) -> u8x16<S> {
        Self::bytes(self.each(x))
    }

    #[inline(always)]
    fn levels(&self, x: &[f32; STEP], _: u32) -> [f32x4<S>; 4] {
        self.look_up(self.each(x))
    }
}
