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

use wasm_bindgen::prelude::wasm_bindgen;

/// Half a page of f32. Some processors copy twenty times slower to an address that lies just behind the source
/// modulo the page size, as that of the next allocation does; every output therefore starts this much later.
const GAP: usize = 512;

/// What the contestants read and write. The first [`GAP`] values of an output are unused.
struct Buffers {
    input: Vec<f32>,
    floats: Vec<f32>,
}

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
        Self { input: std::iter::repeat_with(value).take(count).collect(), floats: vec![0.0; GAP + count] }
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
const CONTESTANTS: &[Contestant] = &[Contestant {
    name: "memcpy f32",
    bytes_read: 4,
    run: |buffers| buffers.floats[GAP..].copy_from_slice(&buffers.input),
    check: |buffers| buffers.floats[GAP..] == buffers.input,
}];

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
