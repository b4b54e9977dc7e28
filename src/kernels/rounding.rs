//! Roundings of four ratios at once. A kernel is generic over one and picks it once, outside its loop.

use fearless_simd::{Simd, f32x4, i32x4, prelude::*, u32x4};

/// A rounding in vectors: what [`Rounding`](crate::quantizer::Rounding) does to each of four ratios.
pub(super) trait Round: Copy {
    /// Rounds `v`, whose first value is at `position` of its block. Ties may be left for [`Affine`](super::affine::Affine),
    /// which rounds them to even.
    fn round<S: Simd>(self, simd: S, v: f32x4<S>, position: u32) -> f32x4<S>;
}

/// Leaves everything to `Affine`.
#[derive(Clone, Copy)]
pub(super) struct Even;

impl Round for Even {
    #[inline(always)]
    fn round<S: Simd>(self, _: S, v: f32x4<S>, _: u32) -> f32x4<S> {
        v
    }
}

#[derive(Clone, Copy)]
pub(super) struct Away;

impl Round for Away {
    #[inline(always)]
    fn round<S: Simd>(self, _: S, v: f32x4<S>, _: u32) -> f32x4<S> {
        v.round()
    }
}

#[derive(Clone, Copy)]
pub(super) struct Floor;

impl Round for Floor {
    #[inline(always)]
    fn round<S: Simd>(self, _: S, v: f32x4<S>, _: u32) -> f32x4<S> {
        v.floor()
    }
}

/// By chance, drawn by this key and the position.
#[derive(Clone, Copy)]
pub(super) struct Stochastic(pub(super) u32);

impl Round for Stochastic {
    #[inline(always)]
    fn round<S: Simd>(self, simd: S, v: f32x4<S>, position: u32) -> f32x4<S> {
        let down = v.floor();
        let up = noise(simd, self.0.wrapping_add(position)).simd_lt(v - down);
        up.select(down + 1.0, down)
    }
}

/// [`rounding::noise`](crate::quantizer::noise) of four consecutive positions; `start` is key + position of the first.
#[inline(always)]
fn noise<S: Simd>(simd: S, start: u32) -> f32x4<S> {
    let mut h = u32x4::from_slice(simd, &[0, 1, 2, 3]) + start;
    h ^= h >> 16;
    h *= 0x7feb_352d;
    h ^= h >> 15;
    h *= 0x846c_a68b;
    h ^= h >> 16;
    // 24 bits: the conversion from signed integers, one instruction everywhere, does as well.
    let bits: i32x4<S> = (h >> 8).bitcast();
    bits.to_float::<f32x4<S>>() * (1.0 / (1 << 24) as f32)
}
