//! From a range to the levels of a format that fits its own scales: what it fits to the two ends of the range.
//!
//! A tensor under such a format is fitted by its values, one super-block at a time (`scheme/fit/own.rs`). This grid is for
//! questions about a range alone, as that of a clipped block or of the values that a stream has had so far.

use super::ggml::Kind;
use crate::{kernels::Level, quantizer::Quantizer, sorted::Sorted};

/// How a range becomes the quantizer of a block.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OwnGrid {
    /// The format.
    pub kind: Kind,
}

impl OwnGrid {
    /// The quantizer for values in `[lo, hi]`, both finite with `lo <= hi`.
    #[inline(never)]
    pub fn over(&self, lo: f32, hi: f32) -> Quantizer {
        self.kind.fit(Level::new(), &[lo, hi], None).blocks()[0].quantizer(self.kind)
    }

    /// Whether levels begin at a minimum of the block instead of lying around 0.
    pub fn has_minimum(&self) -> bool {
        self.kind.has_minimum()
    }

    /// Squared error over a range.
    #[inline(never)]
    pub(super) fn sse(&self, sorted: &Sorted, (lo, hi): (f64, f64)) -> f64 {
        let quantizer = self.over(lo as f32, hi as f32);
        let error = |&x: &f32| f64::from(quantizer.decoded(x, 0)) - f64::from(x);
        sorted.values().iter().map(|x| error(x) * error(x)).sum()
    }
}
