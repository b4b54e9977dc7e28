//! From a range to a table of levels: the scale of an element format.
//!
//! ```text
//! amax = max(|lo|, |hi|);    s = amax / max|L|, as it is stored
//! range = [-amax, amax], as far as levels reach it: up to half a gap beyond the outermost ones
//! ```

use crate::{
    quantizer::{Codebook, Division, TableParams},
    scheme::Scales,
    sorted::{Levels, Sorted},
};

/// How a range becomes the parameters of a block of an element format.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TableGrid {
    /// The format.
    pub book: &'static Codebook,
    /// How the scale is stored.
    pub scales: Scales,
    /// The tensor's scale of a storage on two levels, once it is known.
    pub outer: Option<f32>,
    /// How `x / s` is computed.
    pub division: Division,
}

impl TableGrid {
    /// The parameters for values in `[lo, hi]`, both finite with `lo <= hi`.
    ///
    /// Total: an empty, a subnormal and a huge range have finite levels and a positive scale.
    pub fn over(&self, lo: f32, hi: f32) -> TableParams {
        // A comparison: on wasm, `f32::max` is a call.
        let (lo, hi) = (lo.abs(), hi.abs());
        let amax = if lo > hi { lo } else { hi };
        let reach = self.book.reach();
        let mut scale = self.scales.store(self.scale(amax), self.outer);
        // A huge range can round up to a level beyond f32: a smaller scale is used.
        while !(reach * scale).is_finite() {
            scale = self.scales.cut(scale.next_down().min(f32::MAX / reach), self.outer);
        }
        let params =
            TableParams { book: self.book, scale, alpha: -amax, beta: amax, division: self.division };
        self.with_range(params)
    }

    /// The scale before it is stored; 1 for a block of zeros.
    pub(super) fn scale(&self, amax: f32) -> f32 {
        let scale = amax / self.book.reach();
        if amax == 0.0 { 1.0 } else { scale.clamp(f32::from_bits(1), f32::MAX) }
    }

    /// The range as the grid holds it: values are clipped where they saturate. A scale that is rounded up to a power of two
    /// reaches further on both sides. Other scales stored in fewer than 32 bits may not reach the range's ends, and levels that
    /// reach less far on one side do not: values more than half a gap beyond the outermost levels are clipped.
    fn with_range(&self, mut params: TableParams) -> TableParams {
        let top = self.book.levels.len() - 1;
        let (lowest, highest) = (params.level(0), params.level(top));
        if self.scales == Scales::Pow2 {
            (params.alpha, params.beta) = (params.alpha.min(lowest), params.beta.max(highest));
        }
        if self.scales != Scales::F32 || !self.book.is_even_sided() {
            let low = lowest - (params.level(1) - lowest) / 2.0;
            let high = highest + (highest - params.level(top - 1)) / 2.0;
            (params.alpha, params.beta) = (params.alpha.clamp(low, high), params.beta.clamp(low, high));
        }
        params
    }

    /// See [`Grid::sse`](super::Grid::sse).
    pub(in crate::scheme) fn sse(&self, sorted: &Sorted, hi: f64, bound: f64) -> f64 {
        sorted.sse(&Scaled { levels: &self.book.levels, scale: self.step(hi) }, bound)
    }

    /// The scale of a range in f64.
    pub(super) fn step(&self, hi: f64) -> f64 {
        let exact = hi / f64::from(self.book.reach());
        let stored = self.scales != Scales::F32;
        if stored { f64::from(self.scales.store(exact as f32, self.outer)) } else { exact }
    }
}

/// The levels of a table times a scale.
struct Scaled {
    levels: &'static [f32],
    scale: f64,
}

impl Levels for Scaled {
    fn count(&self) -> usize {
        self.levels.len()
    }

    fn level(&self, rank: usize) -> f64 {
        f64::from(self.levels[rank]) * self.scale
    }

    fn edge(&self, rank: usize) -> f64 {
        (self.level(rank) + self.level(rank + 1)) / 2.0
    }

    fn sse(&self, values: &[f32]) -> f64 {
        // Values are ascending, so the level of one is that of the value before or a higher one.
        let mut rank = 0;
        let error = |&x: &f32| {
            let x = f64::from(x);
            while rank + 1 < self.levels.len() && x > self.edge(rank) {
                rank += 1;
            }
            (x - self.level(rank)) * (x - self.level(rank))
        };
        values.iter().map(error).sum()
    }
}
