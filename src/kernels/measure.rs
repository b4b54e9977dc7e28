//! Quantize, dequantize and measure in one pass over the data.
//!
//! ```text
//! for x:  r = rank(x);  y = level(r);  e = y - x           (y in f32; e and all sums in f64)
//!         clipping_sse or rounding_sse += e²   (by whether x lies outside [alpha, beta])
//!         error += e;  absolute_error += |e|;  max_error = max(max_error, |e|)
//!         signal += x²;  decoded += y²;  product += x·y
//!         clipped += x outside;  zeroed += x ≠ 0 and y = 0;  usage[slot of r] += 1
//! ```
//! Departures: (1) A chunk of values, of one block or of several short ones, goes through two loops: one finds ranks and levels, the
//! other adds up. The results of the first stay in the nearest cache. In one loop, all sums and constants would need more registers
//! than a processor has. (2) Every sum has two lanes, so that it fits one register, and starts from zero in each chunk and block. Of
//! each four values, lane i takes i and i + 2, whose terms are added to one another first; a missing one is 0. Lanes persist over
//! blocks, and are joined in order at the end. (3) Only blocks with a value outside the range separate clipping from rounding.
//! (4) 2·x·y is x² + y² - e², so Σx·y follows from three other sums. Where Σe² is more than half of Σx² + Σy², that would be a
//! small difference, and products are added. (5) Usage is counted in four tables in turn, because equal neighbours would otherwise
//! wait for each other's store.

use std::slice::from_ref;

use fearless_simd::{Level, Simd, dispatch, f32x4, f64x2, i32x4, i64x2, prelude::*};

use super::{
    coder::{Coder, STEP, WIDTH, load, with_coder},
    larger,
    many::length_of,
    sums::{CHUNK, LANES, Lanes, Sums},
};
use crate::quantizer::Quantizer;

/// Adds the errors of one block to `sums`.
pub fn measure(level: Level, block: &[f32], quantizer: &Quantizer, sums: &mut Sums) {
    measure_from(level, block, quantizer, 0, sums);
}

/// Adds the errors of a part of a block that begins at `position`, a multiple of `STEP`.
pub fn measure_from(level: Level, part: &[f32], quantizer: &Quantizer, position: usize, sums: &mut Sums) {
    measure_blocks(level, part, from_ref(quantizer), position, sums, &mut [0.0]);
}

/// Adds the errors of blocks of one length that lie one behind another, each under its own quantizer: what [`measure`] adds for
/// each in turn. Leaves Σe² of each block in `sse`.
///
/// # Panics
/// When there is not one sum for each quantizer, or the values are no such blocks.
pub fn measure_each(
    level: Level,
    values: &[f32],
    quantizers: &[Quantizer],
    sums: &mut Sums,
    sse: &mut [f64],
) {
    measure_blocks(level, values, quantizers, 0, sums, sse);
}

/// The blocks, or a part of a single one that begins at `start`.
fn measure_blocks(
    level: Level,
    values: &[f32],
    quantizers: &[Quantizer],
    start: usize,
    sums: &mut Sums,
    sse: &mut [f64],
) {
    assert_eq!(quantizers.len(), sse.len(), "one sum for each quantizer");
    sse.fill(0.0);
    let length = length_of(values, quantizers.len());
    if length == 0 {
        return;
    }
    sums.count += values.len() as u64;
    let together = (CHUNK / length).max(1);
    let groups =
        values.chunks(together * length).zip(quantizers.chunks(together)).zip(sse.chunks_mut(together));
    dispatch!(level, simd => for ((values, quantizers), sse) in groups {
        for (i, chunk) in values.chunks(CHUNK).enumerate() {
            measure_chunk(simd, chunk, length.min(chunk.len()), quantizers, start + i * CHUNK, sums, sse);
        }
    });
}

/// Adds the errors of a chunk, which is whole blocks of `length` values or a part of one that begins at `start`. Adds Σe² of each to
/// its sum in `sse`.
#[inline(always)]
fn measure_chunk<S: Simd>(
    simd: S,
    chunk: &[f32],
    length: usize,
    quantizers: &[Quantizer],
    start: usize,
    sums: &mut Sums,
    sse: &mut [f64],
) {
    let mut outside = [false; CHUNK];
    for (((i, quantizer), block), outside) in
        quantizers.iter().enumerate().zip(chunk.chunks_exact(length)).zip(&mut outside)
    {
        *outside = find(simd, block, quantizer, start, i * length, sums);
    }
    for ((((i, quantizer), block), sse), outside) in
        quantizers.iter().enumerate().zip(chunk.chunks_exact(length)).zip(sse).zip(outside)
    {
        let range = quantizer.range();
        *sse += match outside {
            false => add::<S, INSIDE>(simd, block, range, i * length, sums),
            true if range.0 == -range.1 => add::<S, BEYOND>(simd, block, range, i * length, sums),
            true => add::<S, OUTSIDE>(simd, block, range, i * length, sums),
        };
    }
}

/// The first loop: ranks and levels of values that begin at `position` of their block, left at `place` of what is found, and
/// whether one lies outside the range.
#[inline(always)]
fn find<S: Simd>(
    simd: S,
    values: &[f32],
    quantizer: &Quantizer,
    position: usize,
    place: usize,
    sums: &mut Sums,
) -> bool {
    let levels = &mut sums.found.levels[place..][..values.len()];
    let ranks = &mut sums.found.ranks[place..][..values.len()];
    let zeroed = &mut sums.zeroed;
    let (steps, rest) = values.as_chunks::<STEP>();
    let ((levels, rest_levels), (ranks, rest_ranks)) =
        (levels.as_chunks_mut::<STEP>(), ranks.as_chunks_mut::<STEP>());
    let mut outside = with_coder!(simd, quantizer, coder => {
        find_steps(simd, coder, steps, position as u32, quantizer.range(), levels, ranks, zeroed)
    });
    let rest_position = position + steps.len() * STEP;
    for (i, &x) in rest.iter().enumerate() {
        let rank = quantizer.rank(x, (rest_position + i) as u32);
        let level = quantizer.level(rank);
        (rest_levels[i], rest_ranks[i]) = (level, quantizer.slot(rank) as u8);
        *zeroed += u64::from(x != 0.0 && level == 0.0);
        outside |= quantizer.clips(x);
    }
    outside
}

/// The first loop over whole steps.
#[expect(clippy::too_many_arguments, reason = "what is found goes to three places")]
#[inline(always)]
fn find_steps<S: Simd>(
    simd: S,
    coder: impl Coder<S>,
    steps: &[[f32; STEP]],
    mut position: u32,
    (alpha, beta): (f32, f32),
    levels: &mut [[f32; STEP]],
    ranks: &mut [[u8; STEP]],
    zeroed: &mut u64,
) -> bool {
    let mirrored = alpha == -beta;
    let (low, high) = (f32x4::splat(simd, alpha), f32x4::splat(simd, beta));
    let (zero, none) = (f32x4::splat(simd, 0.0), i32x4::splat(simd, 0));
    // Magnitudes are compared as integers, which have the same order as the floats.
    let (mut least, mut most) = (i32x4::splat(simd, i32::MAX), none);
    let mut outside = none;
    // Minus one for each value.
    let mut to_zero = none;
    for ((x, levels), ranks) in steps.iter().zip(&mut *levels).zip(ranks) {
        let (found, bytes) = coder.find(x, position);
        bytes.store_slice(ranks);
        for (level, y) in levels.as_chunks_mut::<WIDTH>().0.iter_mut().zip(found) {
            to_zero += simd.to_vector_mask32x4(y.simd_eq(zero));
            y.store_slice(level);
        }
        for x in load(simd, x) {
            let size = x.abs().bitcast::<i32x4<S>>();
            (least, most) = (least.min(size), most.max(size));
            if !mirrored {
                outside |= simd.to_vector_mask32x4(x.simd_lt(low) | x.simd_gt(high));
            }
        }
        position += STEP as u32;
    }
    *zeroed += u64::from(simd.reduce_sum_i32x4(to_zero).unsigned_abs());
    if simd.reduce_min_i32x4(least) == 0 {
        // Zeros that stay what they are.
        let pairs = steps.as_flattened().iter().zip(levels.as_flattened());
        *zeroed -= pairs.map(|(&x, &y)| u64::from(x == 0.0 && y == 0.0)).sum::<u64>();
    }
    if mirrored { most.simd_gt(beta.to_bits() as i32).any_true() } else { outside.simd_lt(0).any_true() }
}

/// All values lie inside the range.
const INSIDE: u8 = 0;
/// Some lie outside the range, which is symmetric around 0.
const BEYOND: u8 = 1;
/// Some lie outside a range of any kind.
const OUTSIDE: u8 = 2;

/// The second loop: sums and usage of values that lie as `WHERE` says, and of what was found of them at `place`; Σe².
#[inline(always)]
fn add<S: Simd, const WHERE: u8>(
    simd: S,
    values: &[f32],
    range: (f32, f32),
    place: usize,
    sums: &mut Sums,
) -> f64 {
    let all_levels = &sums.found.levels[place..][..values.len()];
    let all_ranks = &sums.found.ranks[place..][..values.len()];
    let mut found = Terms::new(simd, range, &sums.max_error);
    let (fours, rest) = values.as_chunks::<WIDTH>();
    let (levels, rest_levels) = all_levels.as_chunks::<WIDTH>();
    let (ranks, rest_ranks) = all_ranks.as_chunks::<WIDTH>();
    for ((x, y), ranks) in fours.iter().zip(levels).zip(ranks) {
        for (table, &rank) in sums.usage.iter_mut().zip(ranks) {
            table[usize::from(rank)] += 1;
        }
        found.take::<WHERE>(simd, x, y);
    }
    // What fills the last vector up.
    let mut too_many = 0;
    if !rest.is_empty() {
        rest_ranks.iter().for_each(|&rank| sums.usage[0][usize::from(rank)] += 1);
        // Values that are no error and lie inside fill the vector up.
        let [mut x, mut y] = [[0.0; WIDTH]; 2];
        x[..rest.len()].copy_from_slice(rest);
        y[..rest.len()].copy_from_slice(rest_levels);
        found.take::<WHERE>(simd, &x, &y);
        let zero_is_outside = range.0 > 0.0 || range.1 < 0.0;
        if WHERE == OUTSIDE && zero_is_outside {
            too_many = (WIDTH - rest.len()) as u64;
        }
    }
    sums.clipped += (found.clipped[0] + found.clipped[1]).unsigned_abs() - too_many;

    let join = |lanes: f64x2<S>| lanes[0] + lanes[1];
    let Terms { rounding_sse, clipping_sse, signal, decoded, .. } = found;
    let sse = join(rounding_sse) + join(clipping_sse);
    // Where errors are large, the product would be a small difference.
    let product = if sse <= (join(signal) + join(decoded)) / 2.0 {
        (signal + decoded - (rounding_sse + clipping_sse)) * 0.5
    } else {
        product(simd, values, all_levels)
    };
    let add = |lanes: &mut Lanes, sum: f64x2<S>| (f64x2::from_slice(simd, lanes) + sum).store_slice(lanes);
    add(&mut sums.rounding_sse, rounding_sse);
    if WHERE != INSIDE {
        add(&mut sums.clipping_sse, clipping_sse);
    }
    add(&mut sums.error, found.error);
    add(&mut sums.absolute_error, found.absolute_error);
    add(&mut sums.signal, signal);
    add(&mut sums.decoded, decoded);
    add(&mut sums.product, product);
    found.max_error.store_slice(&mut sums.max_error);
    sse
}

/// What the second loop adds up of a block.
struct Terms<S: Simd> {
    alpha: f64x2<S>,
    beta: f64x2<S>,
    rounding_sse: f64x2<S>,
    clipping_sse: f64x2<S>,
    error: f64x2<S>,
    absolute_error: f64x2<S>,
    max_error: f64x2<S>,
    signal: f64x2<S>,
    decoded: f64x2<S>,
    /// Minus one for each value.
    clipped: i64x2<S>,
}

impl<S: Simd> Terms<S> {
    /// Sums of nothing, and the largest error of the blocks before.
    #[inline(always)]
    fn new(simd: S, range: (f32, f32), max_error: &Lanes) -> Self {
        let nothing = f64x2::splat(simd, 0.0);
        Self {
            alpha: f64x2::splat(simd, range.0.into()),
            beta: f64x2::splat(simd, range.1.into()),
            rounding_sse: nothing,
            clipping_sse: nothing,
            error: nothing,
            absolute_error: nothing,
            max_error: f64x2::from_slice(simd, max_error),
            signal: nothing,
            decoded: nothing,
            clipped: i64x2::splat(simd, 0),
        }
    }

    // A closure that is called in two places would be no part of the kernel: see `each`.
    #[inline(always)]
    fn take<const WHERE: u8>(&mut self, simd: S, x: &[f32; WIDTH], y: &[f32; WIDTH]) {
        let (x, y) = (widened(simd, x), widened(simd, y));
        let e = (y.0 - x.0, y.1 - x.1);
        let (squared, size) = ((e.0 * e.0, e.1 * e.1), (e.0.abs(), e.1.abs()));
        let power = (x.0 * x.0, x.1 * x.1);
        if WHERE == INSIDE {
            self.rounding_sse += squared.0 + squared.1;
        } else {
            let (alpha, beta) = (self.alpha, self.beta);
            let outside = |x: f64x2<S>, power: f64x2<S>| {
                // Squares of floats are exact in f64.
                let outside = match WHERE {
                    BEYOND => power.simd_gt(beta * beta),
                    _ => x.simd_lt(alpha) | x.simd_gt(beta),
                };
                simd.to_vector_mask64x2(outside)
            };
            let (first, second) = (outside(x.0, power.0), outside(x.1, power.1));
            self.clipped += first + second;
            let only = |squared: f64x2<S>, mask: i64x2<S>| {
                (squared.bitcast::<i64x2<S>>() & mask).bitcast::<f64x2<S>>()
            };
            self.clipping_sse += only(squared.0, first) + only(squared.1, second);
            self.rounding_sse += only(squared.0, !first) + only(squared.1, !second);
        }
        self.error += e.0 + e.1;
        self.absolute_error += size.0 + size.1;
        self.max_error = larger(simd, self.max_error, larger(simd, size.0, size.1));
        self.signal += power.0 + power.1;
        self.decoded += y.0 * y.0 + y.1 * y.1;
    }
}

/// Four values in f64.
// Written on lanes: for two floats in memory, that is one instruction, while a vector of four takes one to turn it, too.
#[inline(always)]
fn widened<S: Simd>(simd: S, &[a, b, c, d]: &[f32; WIDTH]) -> (f64x2<S>, f64x2<S>) {
    let pair = |pair: [f32; LANES]| f64x2::from_fn(simd, |i| f64::from(pair[i]));
    (pair([a, b]), pair([c, d]))
}

/// Σx·y, which is nowhere asked for in a hurry.
#[inline(always)]
fn product<S: Simd>(simd: S, values: &[f32], levels: &[f32]) -> f64x2<S> {
    let mut lanes = [0.0; LANES];
    for (i, (&x, &y)) in values.iter().zip(levels).enumerate() {
        lanes[i % LANES] += f64::from(x) * f64::from(y);
    }
    f64x2::from_slice(simd, &lanes)
}
