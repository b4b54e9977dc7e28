//! Integer formats: from a range to a grid.
//!
//! Which codes a symmetric format has, and what divides max|x|, differs between libraries on purpose;
//! each convention has a name (FIELD: PyTorch observers, TensorRT, ggml differ here).

use crate::params::Params;

/// The codes of a symmetric format of `b` bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Codes {
    /// `±(2^(b-1) - 1)`, `s = amax / (2^(b-1) - 1)`: the lowest code is not used.
    #[default]
    Narrow,
    /// `-2^(b-1) … 2^(b-1) - 1` with the scale of narrow.
    Wide,
    /// The codes of wide, `s = amax / ((q_max - q_min) / 2)`.
    Full,
}

/// Where the grid lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Symmetry {
    /// Around 0.0: the zero-point is 0.
    Symmetric(Codes),
    /// Anywhere: codes `0 … 2^b - 1`, a zero-point, a range widened to contain 0.0.
    Asymmetric,
}

impl Default for Symmetry {
    fn default() -> Self {
        Self::Symmetric(Codes::Narrow)
    }
}

/// What max|x| or the width of the range is divided by.
pub(super) fn divisor(bits: u32, symmetry: Symmetry) -> f32 {
    let codes = 1i32 << bits;
    match symmetry {
        Symmetry::Symmetric(Codes::Narrow | Codes::Wide) => (codes / 2 - 1) as f32,
        Symmetry::Symmetric(Codes::Full) => (codes - 1) as f32 / 2.0,
        Symmetry::Asymmetric => (codes - 1) as f32,
    }
}

/// Grid for values in `±amax`.
pub(super) fn symmetric(bits: u32, codes: Codes, amax: f32) -> Params {
    let half = 1i32 << (bits - 1);
    let q_max = half - 1;
    let q_min = if codes == Codes::Narrow { -q_max } else { -half };
    let scale = usable(amax / divisor(bits, Symmetry::Symmetric(codes)), q_min, q_max);
    // The extra code of wide and full reaches further down than -amax.
    let alpha = if codes == Codes::Narrow { -amax } else { (q_min as f32 * scale).min(-amax) };
    Params { scale, zero_point: 0, q_min, q_max, alpha, beta: amax }
}

/// Grid for values in `[lo, hi]`, widened to contain 0.0 so that 0.0 has a code of its own.
pub(super) fn asymmetric(bits: u32, lo: f32, hi: f32) -> Params {
    let (alpha, beta) = (lo.min(0.0), hi.max(0.0));
    let q_max = (1i32 << bits) - 1;
    let steps = divisor(bits, Symmetry::Asymmetric);
    let mut scale = (beta - alpha) / steps;
    if scale.is_infinite() {
        // beta - alpha is beyond f32 only when both are huge: divide first.
        scale = beta / steps - alpha / steps;
    }
    let scale = usable(scale, -q_max, q_max);
    let zero_point = (-alpha / scale).round_ties_even().clamp(0.0, steps) as i32;
    Params { scale, zero_point, q_min: 0, q_max, alpha, beta }
}

/// A scale that can be divided by and whose levels are finite: 1 for zero (numpy's and ONNX Runtime's choice),
/// one ulp less where the outermost level would round up to infinity.
fn usable(scale: f32, q_min: i32, q_max: i32) -> f32 {
    if scale == 0.0 {
        return 1.0;
    }
    let furthest = q_max.max(-q_min) as f32;
    // The sum of a huge range can leave no finite furthest level; then the largest scale that has one is used.
    let scale = scale.min(f32::MAX / furthest);
    if (furthest * scale).is_finite() { scale } else { scale.next_down() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_scales_of_the_symmetric_conventions() {
        let p = |codes| symmetric(8, codes, 127.0);
        let (narrow, wide, full) = (p(Codes::Narrow), p(Codes::Wide), p(Codes::Full));
        assert_eq!((narrow.q_min, narrow.q_max, narrow.scale), (-127, 127, 1.0));
        assert_eq!((wide.q_min, wide.q_max, wide.scale), (-128, 127, 1.0));
        assert_eq!((full.q_min, full.q_max, full.scale), (-128, 127, 127.0 / 127.5));
        assert_eq!((narrow.alpha, wide.alpha, full.alpha), (-127.0, -128.0, -128.0 * full.scale));
    }

    #[test]
    fn asymmetric_range_is_widened_to_contain_zero() {
        let p = asymmetric(8, 2.0, 5.1);
        assert_eq!((p.alpha, p.beta, p.zero_point), (0.0, 5.1, 0));
        let p = asymmetric(4, -3.0, -1.0);
        assert_eq!((p.alpha, p.beta, p.zero_point, p.scale), (-3.0, 0.0, 15, 0.2));
    }

    #[test]
    fn degenerate_ranges_have_finite_grids() {
        let tiny = f32::from_bits(1);
        for amax in [0.0, tiny, f32::MIN_POSITIVE, 1.0, f32::MAX] {
            for bits in 2..=8 {
                for codes in [Codes::Narrow, Codes::Wide, Codes::Full] {
                    let p = symmetric(bits, codes, amax);
                    assert!(p.scale > 0.0 && p.levels().iter().all(|l| l.is_finite()), "{amax} {bits} {p:?}");
                }
                for (lo, hi) in [(0.0, amax), (-amax, 0.0), (-amax, amax), (-amax, tiny)] {
                    let p = asymmetric(bits, lo, hi);
                    assert!(
                        p.scale > 0.0 && p.levels().iter().all(|l| l.is_finite()),
                        "{lo} {hi} {bits} {p:?}"
                    );
                    assert_eq!(p.decode(p.code(0.0)), 0.0, "0.0 is a level");
                }
            }
        }
    }
}
