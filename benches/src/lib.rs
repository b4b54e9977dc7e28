//! Contestants of `cargo xtask bench`: each does its work once over the same values when told to.
//!
//! Time is taken by `run.mjs`, which plays all contestants in turn in one process, after each has shown that
//! its answer is right.
//!
//! To add a kernel, add a `Contestant` to `CONTESTANTS`: `run` does the work on `Buffers` and nothing
//! else, `check` compares what `run` left there with the kernel's oracle, and `bytes_read` is what the kernel
//! reads for each value. Output it needs and nobody has yet becomes a field of `Buffers`, allocated once in
//! `Buffers::new`; the crate under test becomes a dependency in Cargo.toml. Nothing else changes.
#![forbid(unsafe_code)]

use quantscope::{
    kernels::{Counts, Level, Sums, abs_max, histogram, measure, min_max, quantize},
    params::{Division, Params, ZeroPoint},
    rounding::Rounding,
};
use wasm_bindgen::prelude::wasm_bindgen;

/// Half a page of f32. Some processors copy twenty times slower to an address that lies just behind the source
/// modulo the page size, as that of the next allocation does; every output therefore starts this much later.
const GAP: usize = 512;

/// What the contestants read and write. The first [`GAP`] values of an output are unused.
struct Buffers {
    input: Vec<f32>,
    floats: Vec<f32>,
    codes: Vec<u8>,
    extrema: (f32, f32),
    counts: Counts,
    sums: Sums,
}

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

impl Buffers {
    /// `count` values between -4 and 4, without order and the same on every run.
    fn new(count: usize) -> Self {
        let mut state = 0x9e37_79b9_u32;
        let value = || {
            // xorshift32: enough to defeat branch prediction and denormals.
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            (state >> 8) as f32 / (1 << 21) as f32 - 4.0
        };
        Self {
            input: std::iter::repeat_with(value).take(count).collect(),
            floats: vec![0.0; GAP + count],
            codes: vec![0; 4 * GAP + count],
            extrema: (0.0, 0.0),
            counts: Counts::default(),
            sums: Sums::default(),
        }
    }
}

/// One way to do something, with the proof that it does it.
struct Contestant {
    name: &'static str,
    bytes_read: u32,
    run: fn(&mut Buffers),
    check: fn(&Buffers) -> bool,
}

/// Memcpy comes first: the others are measured against it.
const CONTESTANTS: &[Contestant] = &[
    Contestant {
        name: "memcpy f32",
        bytes_read: 4,
        run: |buffers| buffers.floats[GAP..].copy_from_slice(&buffers.input),
        check: |buffers| buffers.floats[GAP..] == buffers.input,
    },
    Contestant {
        name: "abs_max",
        bytes_read: 4,
        run: |buffers| buffers.extrema.1 = abs_max(Level::new(), &buffers.input),
        check: |buffers| buffers.extrema.1 == buffers.input.iter().fold(0.0, |m: f32, x| m.max(x.abs())),
    },
    Contestant {
        name: "abs_max, oracle",
        bytes_read: 4,
        run: |buffers| buffers.extrema.1 = buffers.input.iter().fold(0.0, |m: f32, x| m.max(x.abs())),
        check: |buffers| buffers.extrema.1 == abs_max(Level::new(), &buffers.input),
    },
    Contestant {
        name: "min_max",
        bytes_read: 4,
        run: |buffers| buffers.extrema = min_max(Level::new(), &buffers.input),
        check: |buffers| {
            let fold = |f: fn(f32, f32) -> f32| buffers.input.iter().copied().reduce(f);
            (Some(buffers.extrema.0), Some(buffers.extrema.1)) == (fold(f32::min), fold(f32::max))
        },
    },
    Contestant {
        name: "quantize int8",
        bytes_read: 4,
        run: |buffers| quantize(Level::new(), &buffers.input, &INT8, &mut buffers.codes[4 * GAP..]),
        check: codes_are_right,
    },
    Contestant {
        name: "quantize int8, oracle",
        bytes_read: 4,
        run: |buffers| {
            for (code, &x) in buffers.codes[4 * GAP..].iter_mut().zip(&buffers.input) {
                *code = INT8.code(x, 0) as u8;
            }
        },
        check: codes_are_right,
    },
    Contestant {
        name: "measure int8",
        bytes_read: 4,
        run: |buffers| {
            buffers.sums = Sums::default();
            measure(Level::new(), &buffers.input, &INT8, &mut buffers.sums);
        },
        check: |buffers| buffers.sums.max_error() == oracle(&buffers.input).0,
    },
    Contestant {
        name: "measure int8, oracle of e",
        bytes_read: 4,
        run: |buffers| buffers.extrema.0 = oracle(&buffers.input).1 as f32,
        check: |buffers| {
            let mut sums = Sums::default();
            measure(Level::new(), &buffers.input, &INT8, &mut sums);
            let (ours, oracle) = (sums.rounding_sse(), f64::from(buffers.extrema.0));
            (ours - oracle).abs() <= 1e-6 * oracle
        },
    },
    Contestant {
        name: "histogram, 512 bins",
        bytes_read: 4,
        run: |buffers| {
            let (lo, hi, bins) = HISTOGRAM;
            buffers.counts = histogram(Level::new(), &buffers.input, lo, hi, bins);
        },
        check: |buffers| {
            let (lo, hi, bins) = HISTOGRAM;
            let mut counts = vec![0; bins];
            for x in &buffers.input {
                let bin = ((f64::from(*x) - lo) * (bins as f64 / (hi - lo))) as usize;
                counts[bin.min(bins - 1)] += 1;
            }
            buffers.counts.bins == counts
        },
    },
];

fn codes_are_right(buffers: &Buffers) -> bool {
    buffers.codes[4 * GAP..].iter().zip(&buffers.input).all(|(&code, &x)| code == INT8.code(x, 0) as u8)
}

/// Largest |e| and Σe², value by value.
fn oracle(values: &[f32]) -> (f64, f64) {
    values.iter().fold((0.0, 0.0), |(largest, sum), &x| {
        let e = f64::from(INT8.decode(INT8.code(x, 0))) - f64::from(x);
        (e.abs().max(largest), sum + e * e)
    })
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

    /// The names, in the order of the numbers.
    pub fn names() -> Vec<String> {
        CONTESTANTS.iter().map(|contestant| contestant.name.to_owned()).collect()
    }

    /// How many bytes a contestant reads for each value.
    pub fn bytes_read(contestant: usize) -> u32 {
        CONTESTANTS[contestant].bytes_read
    }

    /// Does a contestant's work once and says whether the answer is right.
    pub fn check(&mut self, contestant: usize) -> bool {
        self.run(contestant, 1);
        (CONTESTANTS[contestant].check)(&self.buffers)
    }

    /// Does a contestant's work `times` times, so that the call from JavaScript does not count.
    pub fn run(&mut self, contestant: usize, times: u32) {
        for _ in 0..times {
            (CONTESTANTS[contestant].run)(std::hint::black_box(&mut self.buffers));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Bench, CONTESTANTS};

    #[test]
    fn every_contestant_gives_the_right_answer() {
        for count in [1, 1000, 4099] {
            let mut bench = Bench::new(count);
            for (number, contestant) in CONTESTANTS.iter().enumerate() {
                assert!(bench.check(number), "{} over {count} values", contestant.name);
            }
        }
    }
}
