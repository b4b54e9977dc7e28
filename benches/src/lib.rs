//! Contestants of `cargo xtask bench`: every kernel and its oracle over the same values, calibrations, and products.
//!
//! Time is taken by `run.mjs`, which plays all contestants in turn in one process, after each has shown that
//! its answer is right.
//!
//! To add a kernel, add a `Kernel` to `KERNELS`: `run` and `oracle` leave the same answer in `Buffers`, and do nothing
//! else. What they leave there and nothing holds yet becomes a field of `Buffers`, and a part of `Buffers::digest`.
#![forbid(unsafe_code)]

pub mod by_blocks;
#[cfg(target_arch = "wasm32")]
pub mod drawing;
pub mod model;
mod oracle;
pub mod products;

use oracle::Measured;
use quantscope::{
    Scheme,
    analysis::{Point, Spacing, clipping_curve},
    kernels::{
        Counts, Level, Sums, abs_max, dequantize, fake_quantize, histogram, measure, min_max, quantize,
    },
    quantizer::{Division, Params, Rounding, ZeroPoint},
    scheme::{Calibration, calibration::Block},
    sorted::Sorted,
};
use std::hash::{DefaultHasher, Hash, Hasher};
use wasm_bindgen::prelude::wasm_bindgen;

/// Half a page of f32. Some processors copy twenty times slower to an address that lies just behind the source
/// modulo the page size, as that of the next allocation does; every output therefore starts this much later.
const GAP: usize = 512;

/// An int8 grid that clips nothing of the input.
const INT8: Params = Params {
    scale: 4.0 / 127.0,
    zero_point: ZeroPoint::Integer(0),
    q_min: -127,
    q_max: 127,
    alpha: -4.0,
    beta: 4.0,
    rounding: Rounding::Even,
    division: Division::Exact,
};
/// Range and bins of the histogram.
const HISTOGRAM: (f64, f64, usize) = (-4.0, 4.0, 512);
/// Values in a group that is calibrated by itself.
const GROUP: usize = 128;

/// What the contestants read, and where they leave their answers.
#[derive(Default)]
struct Buffers {
    input: Vec<f32>,
    /// The codes of the input, for who reads codes.
    input_codes: Vec<u8>,
    floats: Vec<f32>,
    codes: Vec<u8>,
    extrema: (f32, f32),
    counts: Counts,
    measured: Measured,
    sorted: Option<Sorted>,
}

impl Buffers {
    /// `count` values between -4 and 4, bell-like, without order and the same on every run.
    fn new(count: usize) -> Self {
        let mut state = 0x9e37_79b9_u32;
        let mut uniform = || {
            // xorshift32: enough to defeat branch prediction.
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            (state >> 8) as f32 / (1 << 24) as f32 - 0.5
        };
        let value = || (uniform() + uniform() + uniform()) * (8.0 / 3.0);
        let input: Vec<f32> = std::iter::repeat_with(value).take(count).collect();
        let input_codes = input.iter().map(|&x| INT8.code(x, 0) as u8).collect();
        Self {
            input,
            input_codes,
            floats: vec![0.0; GAP + count],
            codes: vec![0; 4 * GAP + count],
            ..Self::default()
        }
    }

    fn floats(&mut self) -> &mut [f32] {
        &mut self.floats[GAP..]
    }

    /// Takes the answers away and returns what they were, in short.
    fn digest(&mut self) -> u64 {
        let mut hasher = DefaultHasher::new();
        if let Some(sorted) = self.sorted.take() {
            self.floats().copy_from_slice(sorted.values());
        }
        self.floats.iter().for_each(|x| x.to_bits().hash(&mut hasher));
        self.codes.hash(&mut hasher);
        (self.extrema.0.to_bits(), self.extrema.1.to_bits()).hash(&mut hasher);
        (&self.counts.bins, self.counts.below, self.counts.above).hash(&mut hasher);
        self.measured.hash(&mut hasher);

        self.floats.fill(0.0);
        self.codes.fill(0);
        self.extrema = (0.0, 0.0);
        self.counts = Counts::default();
        self.measured = Measured::default();
        hasher.finish()
    }
}

/// A kernel and the plain loop that says what it does.
struct Kernel {
    name: &'static str,
    run: fn(&mut Buffers),
    oracle: fn(&mut Buffers),
}

/// Memcpy comes first: the others are measured against it.
const KERNELS: &[Kernel] = &[
    Kernel {
        name: "memcpy f32",
        run: |b| b.floats[GAP..].copy_from_slice(&b.input),
        oracle: |b| b.floats[GAP..].iter_mut().zip(&b.input).for_each(|(y, &x)| *y = x),
    },
    Kernel {
        name: "abs_max",
        run: |b| b.extrema.1 = abs_max(Level::new(), &b.input),
        oracle: |b| b.extrema.1 = b.input.iter().fold(0.0, |m: f32, x| m.max(x.abs())),
    },
    Kernel {
        name: "min_max",
        run: |b| b.extrema = min_max(Level::new(), &b.input),
        oracle: |b| b.extrema = b.input.iter().fold((0.0, 0.0), |(lo, hi), &x| (x.min(lo), x.max(hi))),
    },
    Kernel {
        name: "quantize",
        run: |b| quantize(Level::new(), &b.input, &INT8.into(), &mut b.codes[4 * GAP..]),
        oracle: |b| {
            b.codes[4 * GAP..].iter_mut().zip(&b.input).for_each(|(q, &x)| *q = INT8.code(x, 0) as u8);
        },
    },
    Kernel {
        name: "dequantize",
        run: |b| dequantize(Level::new(), &b.input_codes, &INT8.into(), &mut b.floats[GAP..]),
        oracle: |b| {
            let levels = b.floats[GAP..].iter_mut().zip(&b.input_codes);
            levels.for_each(|(y, &q)| *y = INT8.decode(i32::from(q as i8)));
        },
    },
    Kernel {
        name: "fake_quantize",
        run: |b| fake_quantize(Level::new(), &b.input, &INT8.into(), &mut b.floats[GAP..]),
        oracle: |b| {
            b.floats[GAP..].iter_mut().zip(&b.input).for_each(|(y, &x)| *y = INT8.decode(INT8.code(x, 0)));
        },
    },
    Kernel {
        name: "measure",
        run: |b| {
            let mut sums = Sums::default();
            measure(Level::new(), &b.input, &INT8.into(), &mut sums);
            b.measured = Measured::from(&sums);
        },
        oracle: |b| b.measured = Measured::by_definition(&b.input, &INT8),
    },
    Kernel {
        name: "histogram",
        run: |b| {
            let (lo, hi, bins) = HISTOGRAM;
            b.counts = histogram(Level::new(), &b.input, lo, hi, bins);
        },
        oracle: |b| {
            let (lo, hi, bins) = HISTOGRAM;
            b.counts = Counts { bins: vec![0; bins], ..Counts::default() };
            for &x in &b.input {
                let bin = ((f64::from(x) - lo) * (bins as f64 / (hi - lo))) as usize;
                b.counts.bins[bin.min(bins - 1)] += 1;
            }
        },
    },
    Kernel {
        name: "sorted view",
        run: |b| b.sorted = Some(Sorted::new(&b.input)),
        oracle: |b| {
            b.floats[GAP..].copy_from_slice(&b.input);
            b.floats[GAP..].sort_unstable_by(f32::total_cmp);
        },
    },
];

/// Calibrations: the name, the scheme whose range is searched, and how many values each of its blocks has; 0 is all.
const CALIBRATIONS: &[(&str, &str, usize)] = &[
    ("int4:mse, whole tensor", "int4:mse", 0),
    ("int4:mse, groups of 128", "int4:mse", GROUP),
    ("int4:asym:mse, groups of 128", "int4:asym:mse", GROUP),
];

/// Σe² of the input after each block is calibrated.
fn calibrated_sse(input: &[f32], scheme: &Scheme, group: usize) -> f64 {
    let mut sums = Sums::default();
    for block in input.chunks(if group == 0 { input.len() } else { group }) {
        let quantizer = scheme.calibrate(0, &Block::new(Level::new(), block));
        measure(Level::new(), block, &quantizer, &mut sums);
    }
    sums.sse()
}

/// Schemes whose curve is drawn from the sorted view, and whose report is made from it.
const CURVES: &[&str] = &["int8", "int4:asym"];
/// Points of a curve.
const POINTS: usize = 400;

/// Σe² of a point by the kernel, in its two parts.
fn kernel_parts(input: &[f32], scheme: &Scheme, point: &Point) -> [f64; 2] {
    let range = point.range.expect("a range: one block has one");
    let mut sums = Sums::default();
    measure(Level::new(), input, &scheme.grid().over(range.lo, range.hi), &mut sums);
    [sums.rounding_sse(), sums.clipping_sse()]
}

/// All contestants with their data, as `run.mjs` sees them: by number.
#[wasm_bindgen]
pub struct Bench {
    buffers: Buffers,
}

#[wasm_bindgen]
impl Bench {
    /// The contestants over `count` values.
    #[wasm_bindgen(constructor)]
    pub fn new(count: usize) -> Self {
        Self { buffers: Buffers::new(count) }
    }

    /// The kernels' names, in the order of their numbers.
    pub fn kernels() -> Vec<String> {
        KERNELS.iter().map(|kernel| kernel.name.to_owned()).collect()
    }

    /// The calibrations' names, in the order of their numbers.
    pub fn calibrations() -> Vec<String> {
        CALIBRATIONS.iter().map(|(name, ..)| (*name).to_owned()).collect()
    }

    /// Whether a kernel and its oracle give the same answer, to the last bit.
    pub fn check(&mut self, kernel: usize) -> bool {
        self.buffers.digest();
        let [ours, oracle] = [Self::run, Self::run_oracle].map(|run| {
            run(self, kernel, 1);
            self.buffers.digest()
        });
        ours == oracle
    }

    /// Runs a kernel `times` times, so that the call from JavaScript does not count.
    pub fn run(&mut self, kernel: usize, times: u32) {
        for _ in 0..times {
            (KERNELS[kernel].run)(std::hint::black_box(&mut self.buffers));
        }
    }

    /// Runs a kernel's oracle `times` times.
    pub fn run_oracle(&mut self, kernel: usize, times: u32) {
        for _ in 0..times {
            (KERNELS[kernel].oracle)(std::hint::black_box(&mut self.buffers));
        }
    }

    /// Calibrates, and nothing else. Returns the last block's scale.
    pub fn calibrate(&mut self, calibration: usize) -> f32 {
        let (_, scheme, group) = CALIBRATIONS[calibration];
        let scheme: Scheme = scheme.parse().expect("a scheme");
        let input = &self.buffers.input;
        let blocks = input.chunks(if group == 0 { input.len() } else { group });
        blocks.fold(0.0, |_, block| scheme.calibrate(0, &Block::new(Level::new(), block)).scale())
    }

    /// Whether a calibration serves its purpose: its error is smaller than without it.
    pub fn check_calibration(&self, calibration: usize) -> bool {
        let (_, scheme, group) = CALIBRATIONS[calibration];
        let searched: Scheme = scheme.parse().expect("a scheme");
        let whole = Scheme { calibration: Calibration::MAX, ..searched };
        let sse = |scheme| calibrated_sse(&self.buffers.input, scheme, group);
        sse(&searched) < sse(&whole)
    }

    /// The schemes whose curves are drawn, in the order of their numbers.
    pub fn curves() -> Vec<String> {
        CURVES.iter().map(|&name| name.to_owned()).collect()
    }

    /// Points of a curve.
    pub fn points() -> usize {
        POINTS
    }

    /// Sorts, for those that follow.
    pub fn sort(&mut self) {
        self.buffers.sorted = Some(Sorted::new(&self.buffers.input));
    }

    /// The exact curve of a scheme from the sorted view; how many points it has.
    pub fn curve(&self, curve: usize) -> usize {
        self.curve_points(curve).len()
    }

    /// Whether each point of a curve has the error that the kernel finds, within one in a million.
    pub fn check_curve(&self, curve: usize) -> bool {
        let scheme: Scheme = CURVES[curve].parse().expect("a scheme");
        let points = self.curve_points(curve);
        points.len() == POINTS
            && points.iter().all(|point| {
                let kernel = kernel_parts(&self.buffers.input, &scheme, point);
                let ours = [point.rounding_sse, point.clipping_sse];
                ours.iter().zip(kernel).all(|(ours, kernel)| (ours - kernel).abs() <= 1e-6 * kernel)
            })
    }

    /// The kernel's pass for one point of a curve; its error.
    pub fn pass(&self, curve: usize) -> f64 {
        let scheme: Scheme = CURVES[curve].parse().expect("a scheme");
        let (lo, hi) = (-2.0, 2.0);
        let mut sums = Sums::default();
        measure(Level::new(), &self.buffers.input, &scheme.grid().over(lo, hi), &mut sums);
        sums.sse()
    }

    /// Everything a report says of a scheme's error, from the sorted view; the error.
    pub fn report(&self, curve: usize) -> f64 {
        let scheme: Scheme = CURVES[curve].parse().expect("a scheme");
        let sorted = self.buffers.sorted.as_ref().expect("sort() comes first");
        let quantizer = scheme.calibrate(0, &Block::of_sorted(Level::new(), sorted));
        sorted.measure(&quantizer).map_or(f64::NAN, |totals| totals.sse())
    }

    fn curve_points(&self, curve: usize) -> Vec<Point> {
        let scheme: Scheme = CURVES[curve].parse().expect("a scheme");
        let sorted = self.buffers.sorted.as_ref().expect("sort() comes first");
        clipping_curve(Level::new(), sorted, &scheme, Spacing::Ratio, POINTS)
    }

    /// The values, for the peer.
    pub fn input(&self) -> Vec<f32> {
        self.buffers.input.clone()
    }

    /// The scale of the int8 grid, for the peer.
    pub fn scale() -> f32 {
        INT8.scale
    }

    /// Whether a peer's codes are ours.
    pub fn codes_equal(&self, codes: &[i8]) -> bool {
        codes.iter().zip(&self.buffers.input_codes).all(|(&a, &b)| a == b as i8)
            && codes.len() == self.buffers.input_codes.len()
    }

    /// Whether a peer's decoded values are ours, bit for bit.
    pub fn decoded_equal(&self, values: &[f32]) -> bool {
        let ours = self.buffers.input_codes.iter().map(|&q| INT8.decode(i32::from(q as i8)));
        values.iter().map(|y| y.to_bits()).eq(ours.map(f32::to_bits))
    }
}

#[cfg(test)]
mod tests {
    use super::{Bench, CALIBRATIONS, CURVES, KERNELS, by_blocks::BlockBench};

    #[test]
    fn every_contestant_gives_the_right_answer() {
        for count in [1000, 4099] {
            let mut bench = Bench::new(count);
            for (number, kernel) in KERNELS.iter().enumerate() {
                assert!(bench.check(number), "{} over {count} values", kernel.name);
            }
            for (number, (name, ..)) in CALIBRATIONS.iter().enumerate() {
                assert!(bench.check_calibration(number), "{name} over {count} values");
            }
            let mut by_blocks = BlockBench::new(bench.input());
            for (number, name) in BlockBench::names().iter().enumerate() {
                assert!(by_blocks.check(number), "{name} over {count} values");
                assert!(by_blocks.run(number) > 0.0, "{name} over {count} values");
            }
            bench.sort();
            for (number, name) in CURVES.iter().enumerate() {
                assert!(bench.check_curve(number), "{name}'s curve over {count} values");
                assert!(bench.report(number) > 0.0, "{name}'s report over {count} values");
            }
        }
    }
}
