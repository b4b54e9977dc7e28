//! The inner loops, written once over [`fearless_simd::Simd`]: SIMD128 in the browser, AVX-512, AVX2, SSE or
//! NEON natively, and a scalar fallback.
//!
//! Every kernel takes the [`Level`] to run on and gives the same bits on every level: vectors have a fixed width on every machine,
//! element `i` of a slice always belongs to lane `i mod width`, and lanes are joined in order. Values after the last whole vector
//! go through the scalar definition. Slices hold finite values only, unless a kernel says otherwise.

mod affine;
mod coder;
mod extrema;
mod histogram;
mod lattice;
mod many;
mod measure;
mod offset;
mod powers;
mod product;
mod profile;
mod quantize;
mod rounding;
mod sums;
mod table;
mod totals;

use fearless_simd::{Simd, f64x2, prelude::*};

pub use extrema::{abs_max, min_max};
pub use fearless_simd::Level;
pub(crate) use histogram::Slots;
pub use histogram::{Counts, histogram};
pub(crate) use lattice::lattice_distance;
pub use many::{By, DEEPEST, largest_each, min_max_each};
pub use measure::{measure, measure_each, measure_from};
pub use powers::{add_squares, power_sums, sum_of_squares};
pub use product::{
    CodeMatrix, MAX_DEPTH, Packed, Zeros, centred_product, column_sums, corrected_product, product, row_sums,
};
pub use profile::Profile;
pub use quantize::{dequantize, fake_quantize, quantize};
pub use sums::Sums;
pub use totals::Totals;

/// The larger of each pair; the first if they are equal or one is NaN.
// Written on lanes: compilers make one instruction of it. A vector maximum that treats NaN and both zeros alike on every
// machine would take several.
#[inline(always)]
fn larger<S: Simd>(simd: S, a: f64x2<S>, b: f64x2<S>) -> f64x2<S> {
    f64x2::from_fn(simd, |i| if a[i] < b[i] { b[i] } else { a[i] })
}

/// What `of` makes of each of four.
// A kernel has the instructions of its level only in what becomes a part of it. The `map` of an array is a function of its own where
// the compiler does not inline it, in which each operation on a vector would be a call.
#[inline(always)]
fn each<A, B>([a, b, c, d]: [A; 4], mut of: impl FnMut(A) -> B) -> [B; 4] {
    [of(a), of(b), of(c), of(d)]
}

/// A part of a kernel as a call, so that a first visit fetches no code for it where it does not run (`xtask/src/split.rs`).
#[inline(never)]
fn apart<S: Simd, R>(simd: S, work: impl FnOnce() -> R) -> R {
    simd.vectorize(work)
}
