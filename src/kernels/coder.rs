//! The quantizer of a block in vectors, which all quantizing kernels share. A kernel is generic over it and chooses it once, outside
//! its loop.

use fearless_simd::{Simd, f32x4, prelude::*, u8x16};

/// The number of values in a vector, the width of the browser's vectors.
pub(super) const WIDTH: usize = 4;
/// The number of values whose ranks make one vector of bytes.
pub(super) const STEP: usize = 4 * WIDTH;

/// A [`Quantizer`](crate::quantizer::Quantizer) in vectors.
pub(super) trait Coder<S: Simd>: Copy {
    /// The levels of a step of finite values and the [slots](crate::quantizer::Quantizer::slot) of their ranks, a byte each: the `i`-th of the `j`-th vector is byte `4 · i + j`.
    /// The first value is at `position` of its block.
    fn find(&self, x: &[f32; STEP], position: u32) -> ([f32x4<S>; 4], u8x16<S>);

    /// The ranks, in the same order.
    fn ranks(&self, x: &[f32; STEP], position: u32) -> u8x16<S>;

    /// The levels alone.
    fn levels(&self, x: &[f32; STEP], position: u32) -> [f32x4<S>; 4];
}

/// A step of values in four vectors.
#[inline(always)]
pub(super) fn load<S: Simd>(simd: S, x: &[f32; STEP]) -> [f32x4<S>; 4] {
    let vector = |i: usize| f32x4::from_slice(simd, &x[i * WIDTH..][..WIDTH]);
    [vector(0), vector(1), vector(2), vector(3)]
}

/// Reorders the bytes of a step from the order of [`Coder`] to that of the values.
#[inline(always)]
pub(super) fn in_order<S: Simd>(simd: S, bytes: u8x16<S>) -> u8x16<S> {
    let order = u8x16::from_slice(simd, &[0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15]);
    simd.swizzle_dyn_within_blocks_u8x16(bytes, order)
}

/// Runs an expression with `$coder` bound to the vector form of a `Quantizer`. What a first visit has no block of is a call.
macro_rules! with_coder {
    ($simd:expr, $quantizer:expr, $coder:ident => $body:expr) => {{
        use $crate::{
            kernels::{affine::Affine, apart, offset::Offset, rounding, table::Table},
            quantizer::{Quantizer, Rounding},
        };
        match $quantizer {
            Quantizer::Affine(params) => match params.rounding {
                Rounding::Even => {
                    let $coder = Affine::new($simd, params, rounding::Even);
                    $body
                }
                Rounding::Away => apart(
                    $simd,
                    #[inline(always)]
                    || {
                        let $coder = Affine::new($simd, params, rounding::Away);
                        $body
                    },
                ),
                Rounding::Floor => apart(
                    $simd,
                    #[inline(always)]
                    || {
                        let $coder = Affine::new($simd, params, rounding::Floor);
                        $body
                    },
                ),
                Rounding::Stochastic(key) => apart(
                    $simd,
                    #[inline(always)]
                    || {
                        let $coder = Affine::new($simd, params, rounding::Stochastic(key));
                        $body
                    },
                ),
            },
            Quantizer::Table(params) => {
                let $coder = Table::new($simd, params);
                $body
            }
            Quantizer::Offset(params) => apart(
                $simd,
                #[inline(always)]
                || {
                    let $coder = Offset::new($simd, params);
                    $body
                },
            ),
        }
    }};
}
pub(super) use with_coder;
