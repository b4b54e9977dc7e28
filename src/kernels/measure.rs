//! Quantize, dequantize and measure in one pass over the data.
//!
//! ```text
//! for x:  r = rank(x);  y = level(r);  e = y - x           (y in f32; e and all sums in f64)
//!         clipping_sse or rounding_sse += e²   (by whether x lies outside [alpha, beta])
//!         error += e;  absolute_error += |e|;  max_error = max(max_error, |e|)
//!         signal += x²;  decoded += y²;  product += x·y
//!         clipped += x outside;  zeroed += x ≠ 0 and y = 0;  usage[r] += 1
//! ```
//! Departures: (1) A chunk of values goes through two loops: one finds ranks and levels, the other adds up. The results of the first
//! stay in the nearest cache. In one loop, all sums and constants would need more registers than a processor has. (2) Every sum
//! has two lanes, so that it fits one register. Element `i` of a block goes to lane `i mod 2`, and lanes are joined in order at
//! the end. They persist over blocks. (3) Only chunks with a value outside the range separate clipping from rounding. (4) Usage is
//! counted in four tables in turn, because equal neighbours would otherwise wait for each other's store.

use fearless_simd::{Level, Simd, dispatch, f32x4, f64x2, i32x4, prelude::*};

use super::{
    Totals,
    coder::{Coder, STEP, WIDTH, with_coder},
    larger,
};
use crate::quantizer::Quantizer;

const LANES: usize = 2;
/// The size of a chunk in values. Its levels and ranks take a small part of the nearest cache.
const CHUNK: usize = 256;
/// The largest number of levels, for formats of up to 8 bits.
const LEVELS: usize = 256;

type Lanes = [f64; LANES];

/// Running sums over blocks: lanes of f64, and counts.
#[derive(Debug, Clone)]
pub struct Sums {
    rounding_sse: Lanes,
    clipping_sse: Lanes,
    error: Lanes,
    absolute_error: Lanes,
    max_error: Lanes,
    signal: Lanes,
    decoded: Lanes,
    product: Lanes,
    clipped: u64,
    zeroed: u64,
    usage: Box<[[u32; LEVELS]; WIDTH]>,
    count: u64,
    found: Box<Found>,
}

/// The result of the first loop for a chunk.
#[derive(Debug, Clone)]
struct Found {
    levels: [f32; CHUNK],
    /// Ranks, in the order of [`Coder`].
    ranks: [u8; CHUNK],
}

impl Default for Sums {
    fn default() -> Self {
        let lanes = [0.0; LANES];
        Self {
            rounding_sse: lanes,
            clipping_sse: lanes,
            error: lanes,
            absolute_error: lanes,
            max_error: lanes,
            signal: lanes,
            decoded: lanes,
            product: lanes,
            clipped: 0,
            zeroed: 0,
            usage: Box::new([[0; LEVELS]; WIDTH]),
            count: 0,
            found: Box::new(Found { levels: [0.0; CHUNK], ranks: [0; CHUNK] }),
        }
    }
}

fn join(lanes: &Lanes) -> f64 {
    lanes.iter().sum()
}

impl Sums {
    /// Σe² over values inside the range.
    pub fn rounding_sse(&self) -> f64 {
        join(&self.rounding_sse)
    }

    /// Σe² over clipped values.
    pub fn clipping_sse(&self) -> f64 {
        join(&self.clipping_sse)
    }

    /// Σe².
    pub fn sse(&self) -> f64 {
        self.rounding_sse() + self.clipping_sse()
    }

    /// Σe.
    pub fn error(&self) -> f64 {
        join(&self.error)
    }

    /// Σ|e|.
    pub fn absolute_error(&self) -> f64 {
        join(&self.absolute_error)
    }

    /// Largest |e|.
    pub fn max_error(&self) -> f64 {
        self.max_error.iter().copied().fold(0.0, f64::max)
    }

    /// Σx².
    pub fn signal(&self) -> f64 {
        join(&self.signal)
    }

    /// Σx̂².
    pub fn decoded(&self) -> f64 {
        join(&self.decoded)
    }

    /// Σx·x̂.
    pub fn product(&self) -> f64 {
        join(&self.product)
    }

    /// Number of values outside the range.
    pub fn clipped(&self) -> u64 {
        self.clipped
    }

    /// Number of values that are not zero but decode to zero.
    pub fn zeroed(&self) -> u64 {
        self.zeroed
    }

    /// How often each level is used, by rank.
    pub fn usage(&self) -> Vec<u64> {
        (0..LEVELS).map(|rank| self.usage.iter().map(|table| u64::from(table[rank])).sum()).collect()
    }

    /// Number of values measured.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The totals.
    pub fn totals(&self) -> Totals {
        Totals {
            count: self.count,
            rounding_sse: self.rounding_sse(),
            clipping_sse: self.clipping_sse(),
            error: self.error(),
            absolute_error: self.absolute_error(),
            max_error: self.max_error(),
            signal: self.signal(),
            decoded: self.decoded(),
            product: self.product(),
            clipped: self.clipped,
            zeroed: self.zeroed,
            usage: self.usage(),
        }
    }

    /// The totals; resets the sums.
    pub fn take(&mut self) -> Totals {
        let totals = self.totals();
        let lanes = [0.0; LANES];
        (self.rounding_sse, self.clipping_sse, self.error) = (lanes, lanes, lanes);
        (self.absolute_error, self.max_error, self.signal) = (lanes, lanes, lanes);
        (self.decoded, self.product) = (lanes, lanes);
        (self.clipped, self.zeroed, self.count) = (0, 0, 0);
        self.usage.iter_mut().for_each(|table| table.fill(0));
        totals
    }

    /// The scalar definition: adds the value at `position` of a block.
    #[inline(always)]
    fn add(&mut self, x: f32, position: usize, quantizer: &Quantizer) {
        let lane = position % LANES;
        let rank = quantizer.rank(x, position as u32);
        let y = quantizer.level(rank);
        let (wide_x, wide_y) = (f64::from(x), f64::from(y));
        let e = wide_y - wide_x;
        let clips = quantizer.clips(x);
        if clips {
            self.clipping_sse[lane] += e * e;
        } else {
            self.rounding_sse[lane] += e * e;
        }
        self.error[lane] += e;
        self.absolute_error[lane] += e.abs();
        self.max_error[lane] = self.max_error[lane].max(e.abs());
        self.signal[lane] += wide_x * wide_x;
        self.decoded[lane] += wide_y * wide_y;
        self.product[lane] += wide_x * wide_y;
        self.clipped += u64::from(clips);
        self.zeroed += u64::from(x != 0.0 && y == 0.0);
        self.usage[position % WIDTH][rank] += 1;
    }
}

/// Adds the errors of one block to `sums`.
pub fn measure(level: Level, block: &[f32], quantizer: &Quantizer, sums: &mut Sums) {
    measure_from(level, block, quantizer, 0, sums);
}

/// Adds the errors of a part of a block that begins at `position`, a multiple of `STEP`.
pub fn measure_from(level: Level, part: &[f32], quantizer: &Quantizer, position: usize, sums: &mut Sums) {
    dispatch!(level, simd => measure_on(simd, part, quantizer, position, sums));
}

#[inline(always)]
fn measure_on<S: Simd>(simd: S, part: &[f32], quantizer: &Quantizer, start: usize, sums: &mut Sums) {
    let whole = part.len() - part.len() % STEP;
    for (i, chunk) in part[..whole].chunks(CHUNK).enumerate() {
        let position = (start + i * CHUNK) as u32;
        let outside = with_coder!(simd, quantizer, coder => find(simd, coder, chunk, position, quantizer.range(), sums));
        if outside {
            add::<S, true>(simd, chunk, quantizer.range(), sums);
        } else {
            add::<S, false>(simd, chunk, quantizer.range(), sums);
        }
    }
    for (position, &x) in part.iter().enumerate().skip(whole) {
        sums.add(x, start + position, quantizer);
    }
    sums.count += part.len() as u64;
}

/// The first loop: ranks and levels of a chunk, and whether a value lies outside the range.
#[inline(always)]
fn find<S: Simd>(
    simd: S,
    coder: impl Coder<S>,
    chunk: &[f32],
    mut position: u32,
    (alpha, beta): (f32, f32),
    sums: &mut Sums,
) -> bool {
    let (alpha, beta) = (f32x4::splat(simd, alpha), f32x4::splat(simd, beta));
    let (zero, none) = (f32x4::splat(simd, 0.0), i32x4::splat(simd, 0));
    // Minus one for each value.
    let (mut outside, mut zeroed) = (none, none);

    let levels = sums.found.levels.as_chunks_mut::<STEP>().0;
    let ranks = sums.found.ranks.as_chunks_mut::<STEP>().0;
    for ((x, levels), ranks) in chunk.as_chunks::<STEP>().0.iter().zip(levels).zip(ranks) {
        let (found, bytes) = coder.find(x, position);
        bytes.store_slice(ranks);
        let vectors = x.as_chunks::<WIDTH>().0.iter().zip(levels.as_chunks_mut::<WIDTH>().0);
        for ((x, level), y) in vectors.zip(found) {
            let x = f32x4::from_slice(simd, x);
            outside += simd.to_vector_mask32x4(x.simd_lt(alpha) | x.simd_gt(beta));
            zeroed += simd.to_vector_mask32x4(x.simd_ne(zero) & y.simd_eq(zero));
            y.store_slice(level);
        }
        position += STEP as u32;
    }
    let total = |counts: i32x4<S>| {
        counts.as_slice().iter().map(|&count| u64::from(count.unsigned_abs())).sum::<u64>()
    };
    sums.zeroed += total(zeroed);
    sums.clipped += total(outside);
    total(outside) > 0
}

/// The second loop: sums and usage of a chunk; `CLIPS` if a value lies outside the range.
#[inline(always)]
fn add<S: Simd, const CLIPS: bool>(simd: S, chunk: &[f32], (alpha, beta): (f32, f32), sums: &mut Sums) {
    let (alpha, beta) = (f64x2::splat(simd, alpha.into()), f64x2::splat(simd, beta.into()));
    let nothing = f64x2::splat(simd, 0.0);
    let load = |lanes: &Lanes| f64x2::from_slice(simd, lanes);
    let mut rounding_sse = load(&sums.rounding_sse);
    let mut clipping_sse = load(&sums.clipping_sse);
    let mut error = load(&sums.error);
    let mut absolute_error = load(&sums.absolute_error);
    let mut max_error = load(&sums.max_error);
    let mut signal = load(&sums.signal);
    let mut decoded = load(&sums.decoded);
    let mut product = load(&sums.product);

    let vectors = chunk.as_chunks::<WIDTH>().0;
    let levels = sums.found.levels.as_chunks::<WIDTH>().0;
    let ranks = sums.found.ranks.as_chunks::<WIDTH>().0;
    for ((x, y), ranks) in vectors.iter().zip(levels).zip(ranks) {
        for (table, &rank) in sums.usage.iter_mut().zip(ranks) {
            table[usize::from(rank)] += 1;
        }
        let (x_0, x_1) = simd.widen_f32x4(f32x4::from_slice(simd, x));
        let (y_0, y_1) = simd.widen_f32x4(f32x4::from_slice(simd, y));
        for (x, y) in [(x_0, y_0), (x_1, y_1)] {
            let e = y - x;
            let (squared, size) = (e * e, e.abs());
            if CLIPS {
                let outside = x.simd_lt(alpha) | x.simd_gt(beta);
                clipping_sse += outside.select(squared, nothing);
                rounding_sse += outside.select(nothing, squared);
            } else {
                rounding_sse += squared;
            }
            error += e;
            absolute_error += size;
            max_error = larger(simd, max_error, size);
            signal += x * x;
            decoded += y * y;
            product += x * y;
        }
    }

    rounding_sse.store_slice(&mut sums.rounding_sse);
    clipping_sse.store_slice(&mut sums.clipping_sse);
    error.store_slice(&mut sums.error);
    absolute_error.store_slice(&mut sums.absolute_error);
    max_error.store_slice(&mut sums.max_error);
    signal.store_slice(&mut sums.signal);
    decoded.store_slice(&mut sums.decoded);
    product.store_slice(&mut sums.product);
}
