//! Quantize, dequantize and measure in one pass: the codes and decoded values are never stored.
//!
//! ```text
//! for x:  q = clamp(round(x / s) + z);  y = (q - z) · s;  e = y - x           (q, y in f32; e and all sums in f64)
//!         clipping_sse or rounding_sse += e²   (by whether x lies outside [alpha, beta])
//!         error += e;  absolute_error += |e|;  max_error = max(max_error, |e|)
//!         signal += x²;  decoded += y²;  product += x·y
//!         clipped += x outside;  zeroed += x ≠ 0 and y = 0;  usage[q - q_min] += 1
//! ```
//! Departures: (1) as in [`quantize`](super::quantize()), integers are clamped, not floats. (2) Every sum has eight
//! lanes, element `i` of a block going to lane `i mod 8`, joined in order at the end; lanes persist over blocks, so
//! that groups of eight values cost no joins. (3) Usage is counted in a table a lane, because equal neighbours would
//! otherwise wait for one another's store.

use fearless_simd::{Level, Simd, dispatch, f32x8, f64x4, i32x8, prelude::*};

use crate::{
    params::{Division, Params},
    rounding::Rounding,
};

const WIDTH: usize = 8;
/// Codes of up to 8 bits.
const CODES: usize = 256;

type Lanes = [f64; WIDTH];

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
    clipped: [u64; WIDTH],
    zeroed: [u64; WIDTH],
    usage: Box<[[u32; CODES]; WIDTH]>,
    count: u64,
}

impl Default for Sums {
    fn default() -> Self {
        let lanes = [0.0; WIDTH];
        Self {
            rounding_sse: lanes,
            clipping_sse: lanes,
            error: lanes,
            absolute_error: lanes,
            max_error: lanes,
            signal: lanes,
            decoded: lanes,
            product: lanes,
            clipped: [0; WIDTH],
            zeroed: [0; WIDTH],
            usage: Box::new([[0; CODES]; WIDTH]),
            count: 0,
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
        self.clipped.iter().sum()
    }

    /// Number of values that are not zero but decode to zero.
    pub fn zeroed(&self) -> u64 {
        self.zeroed.iter().sum()
    }

    /// How often each code is used, by `q - q_min`.
    pub fn usage(&self) -> Vec<u64> {
        (0..CODES).map(|q| self.usage.iter().map(|lane| u64::from(lane[q])).sum()).collect()
    }

    /// Number of values measured.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The scalar definition: adds one value to `lane`.
    #[inline(always)]
    fn add(&mut self, lane: usize, x: f32, position: u32, params: &Params) {
        let q = params.code(x, position);
        let y = params.decode(q);
        let (wide_x, wide_y) = (f64::from(x), f64::from(y));
        let e = wide_y - wide_x;
        let clips = params.clips(x);
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
        self.clipped[lane] += u64::from(clips);
        self.zeroed[lane] += u64::from(x != 0.0 && y == 0.0);
        self.usage[lane][(q - params.q_min) as usize] += 1;
    }
}

/// Adds one block's error under `params` to `sums`.
pub fn measure(level: Level, block: &[f32], params: &Params, sums: &mut Sums) {
    if params.rounding != Rounding::Even || params.division != Division::Exact {
        for (i, &x) in block.iter().enumerate() {
            sums.add(i % WIDTH, x, i as u32, params);
        }
        sums.count += block.len() as u64;
        return;
    }
    dispatch!(level, simd => measure_on(simd, block, params, sums));
}

/// Eight f64 lanes in the two vectors that widening eight f32 gives.
#[derive(Clone, Copy)]
struct Wide<S: Simd>(f64x4<S>, f64x4<S>);

impl<S: Simd> Wide<S> {
    #[inline(always)]
    fn load(simd: S, lanes: &Lanes) -> Self {
        Self(f64x4::from_slice(simd, &lanes[..4]), f64x4::from_slice(simd, &lanes[4..]))
    }

    #[inline(always)]
    fn store(self, lanes: &mut Lanes) {
        self.0.store_slice(&mut lanes[..4]);
        self.1.store_slice(&mut lanes[4..]);
    }

    #[inline(always)]
    fn widen(simd: S, x: f32x8<S>) -> Self {
        let (a, b) = simd.widen_f32x8(x);
        Self(a, b)
    }

    #[inline(always)]
    fn zip(self, other: Self, f: impl Fn(f64x4<S>, f64x4<S>) -> f64x4<S>) -> Self {
        Self(f(self.0, other.0), f(self.1, other.1))
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        self.zip(other, |a, b| a + b)
    }

    #[inline(always)]
    fn multiply(self, other: Self) -> Self {
        self.zip(other, |a, b| a * b)
    }
}

#[inline(always)]
fn measure_on<S: Simd>(simd: S, block: &[f32], params: &Params, sums: &mut Sums) {
    let splat = |v: f32| f32x8::splat(simd, v);
    let integer = |v: i32| i32x8::splat(simd, v);
    let scale = splat(params.scale);
    let (before, after) = params.zero_point.parts();
    let (low, high) = (integer(params.q_min - after), integer(params.q_max - after));
    let before = splat(before);
    let (alpha, beta, zero) = (splat(params.alpha), splat(params.beta), splat(0.0));
    let no_error = f64x4::splat(simd, 0.0);
    let (one, none) = (integer(1), integer(0));

    let mut rounding_sse = Wide::load(simd, &sums.rounding_sse);
    let mut clipping_sse = Wide::load(simd, &sums.clipping_sse);
    let mut error = Wide::load(simd, &sums.error);
    let mut absolute_error = Wide::load(simd, &sums.absolute_error);
    let mut max_error = Wide::load(simd, &sums.max_error);
    let mut signal = Wide::load(simd, &sums.signal);
    let mut decoded = Wide::load(simd, &sums.decoded);
    let mut product = Wide::load(simd, &sums.product);
    let (mut clipped, mut zeroed) = (none, none);

    let (vectors, rest) = block.as_chunks::<WIDTH>();
    for x in vectors {
        let x = f32x8::from_slice(simd, x);
        let k: i32x8<S> = (x / scale + before).round_ties_even().to_int_precise();
        let k = k.max(low).min(high);
        let y = (k.to_float::<f32x8<S>>() - before) * scale;

        let slots = k - low;
        for (lane, &slot) in slots.as_slice().iter().enumerate() {
            sums.usage[lane][slot as usize % CODES] += 1;
        }
        let outside = x.simd_lt(alpha) | x.simd_gt(beta);
        clipped += outside.select(one, none);
        zeroed += (x.simd_ne(zero) & y.simd_eq(zero)).select(one, none);

        let (wide_x, wide_y) = (Wide::widen(simd, x), Wide::widen(simd, y));
        let e = wide_y.zip(wide_x, |y, x| y - x);
        let squared = e.multiply(e);
        let (outside_0, outside_1) = simd.widen_mask32x8(outside);
        clipping_sse = clipping_sse
            .add(Wide(outside_0.select(squared.0, no_error), outside_1.select(squared.1, no_error)));
        rounding_sse = rounding_sse
            .add(Wide(outside_0.select(no_error, squared.0), outside_1.select(no_error, squared.1)));
        let size = Wide(e.0.abs(), e.1.abs());
        error = error.add(e);
        absolute_error = absolute_error.add(size);
        max_error = max_error.zip(size, |a, b| b.simd_gt(a).select(b, a));
        signal = signal.add(wide_x.multiply(wide_x));
        decoded = decoded.add(wide_y.multiply(wide_y));
        product = product.add(wide_x.multiply(wide_y));
    }

    rounding_sse.store(&mut sums.rounding_sse);
    clipping_sse.store(&mut sums.clipping_sse);
    error.store(&mut sums.error);
    absolute_error.store(&mut sums.absolute_error);
    max_error.store(&mut sums.max_error);
    signal.store(&mut sums.signal);
    decoded.store(&mut sums.decoded);
    product.store(&mut sums.product);
    for lane in 0..WIDTH {
        sums.clipped[lane] += u64::from(clipped[lane] as u32);
        sums.zeroed[lane] += u64::from(zeroed[lane] as u32);
    }
    let position = block.len() - rest.len();
    for (lane, &x) in rest.iter().enumerate() {
        sums.add(lane, x, (position + lane) as u32, params);
    }
    sums.count += block.len() as u64;
}
