//! From a range to integer codes: scale and zero-point.
//!
//! ```text
//! fixed zero-point:  amax = max(|lo|, |hi|);                    s = amax / divisor
//! integer:           alpha = min(lo, 0), beta = max(hi, 0);     s = (beta - alpha) / (q_max - q_min)
//!                    z = clamp(q_min + round(-alpha / s), q_min, q_max)
//! real:              alpha = lo, beta = hi;                     s as above;  z = q_min - alpha / s
//! ```

use super::{Even, Spacing};
use crate::{
    quantizer::{Division, Params, Rounding, ZeroPoint},
    scheme::{
        Scales,
        scales::{Above, Arithmetic, Exact},
    },
    sorted::Sorted,
};

/// How near to a tie a zero-point may be, in steps, so that rounding errors of the range cannot move it.
const TIE: f64 = 1e-9;

/// How a range becomes the parameters of a block: the codes, where the zero-point may lie, and the choices in which
/// libraries differ. [`Format::grid`](super::Format::grid) gives this project's own choices.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AffineGrid {
    /// Smallest code.
    pub q_min: i32,
    /// Largest code.
    pub q_max: i32,
    /// How the zero-point follows.
    pub placement: Placement,
    /// What stands for a scale too small to divide by.
    pub tiny_scale: TinyScale,
    /// What becomes of a scale whose levels are not all within f32.
    pub huge_scale: HugeScale,
    /// How the scale is stored.
    pub scales: Scales,
    /// What stands above the scale, once it is known.
    pub above: Above,
    /// How `x / s` is rounded.
    pub rounding: Rounding,
    /// How `x / s` is computed.
    pub division: Division,
}

/// How the zero-point follows from the range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Placement {
    /// It is given; the range is made symmetric around 0.
    Fixed {
        /// The zero-point: 0, or the middle of unsigned codes.
        zero_point: i32,
        /// What max|x| is divided by.
        divisor: f32,
    },
    /// A code, after the range is widened to contain 0.
    Integer,
    /// A real number; the range stays as it is.
    Real,
}

impl Placement {
    /// The range `[lo, hi]` made symmetric around 0, or with 0 in it, or as it is.
    pub fn widened(self, lo: f32, hi: f32) -> (f32, f32) {
        match self {
            // Comparisons: on wasm, `f32::max` is a call.
            Self::Fixed { .. } => {
                let (lo, hi) = (lo.abs(), hi.abs());
                let amax = if lo > hi { lo } else { hi };
                (-amax, amax)
            }
            Self::Integer => (if lo < 0.0 { lo } else { 0.0 }, if hi > 0.0 { hi } else { 0.0 }),
            Self::Real => (lo, hi),
        }
    }
}

/// What stands for a scale too small to divide by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TinyScale {
    /// 1, for a scale up to this: 0 in ONNX Runtime and this project, epsilon in PyTorch's float_qparams.
    One {
        /// Largest scale that is replaced.
        up_to: f32,
    },
    /// This, for any scale below it (PyTorch's observers: epsilon).
    AtLeast(f32),
    /// That of a range of width 1 (the ONNX reference evaluator).
    OfUnitRange,
}

/// What becomes of a scale whose levels are not all within f32.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HugeScale {
    /// A smaller one takes its place.
    Smaller,
    /// It stays, and so do infinite levels (MXINT8 with the code −128).
    Kept,
}

impl AffineGrid {
    /// The parameters for values in `[lo, hi]`, both finite with `lo <= hi`.
    ///
    /// Total: an empty, a subnormal and a huge range have finite levels and a positive scale.
    pub fn over(&self, lo: f32, hi: f32) -> Params {
        let (alpha, beta) = self.placement.widened(lo, hi);
        let scale = match self.scales {
            Scales::F32 => self.scale(alpha, beta),
            stored => stored.store(&self.exact(alpha, beta), self.above),
        };
        let mut params = self.params(alpha, beta, scale);
        // A huge range can round up to a level beyond f32: a smaller scale is used.
        let finite = |params: &Params| [self.q_min, self.q_max].iter().all(|&q| params.decode(q).is_finite());
        while self.huge_scale == HugeScale::Smaller && !finite(&params) {
            params = self.params(alpha, beta, self.smaller(&params));
        }
        self.with_range(params)
    }

    /// See [`Grid::sse`](super::Grid::sse).
    pub(in crate::scheme) fn sse(&self, sorted: &Sorted, range: (f64, f64), bound: f64) -> f64 {
        let Spacing { step, below_zero, .. } = self.spacing(range);
        let count = (self.q_max - self.q_min + 1) as usize;
        sorted.sse(&Even { first: -below_zero * step, step, count }, bound)
    }

    /// See [`Grid::spacing`](super::Grid::spacing).
    pub(super) fn spacing(&self, (lo, hi): (f64, f64)) -> Spacing {
        let codes = f64::from(self.q_max - self.q_min);
        let exact = match self.placement {
            Placement::Fixed { divisor, .. } => hi / f64::from(divisor),
            Placement::Integer | Placement::Real => (hi - lo) / codes,
        };
        let stored = self.scales != Scales::F32;
        let step = if stored {
            let scale = Exact { scale: exact as f32, ..self.exact(lo as f32, hi as f32) };
            f64::from(self.scales.store(&scale, self.above))
        } else {
            exact
        };
        match self.placement {
            Placement::Fixed { zero_point, .. } => {
                Spacing { step, below_zero: f64::from(zero_point - self.q_min), kin: Some(0) }
            }
            Placement::Integer => {
                let below = -lo / step;
                let below_zero = below.round_ties_even().clamp(0.0, codes);
                // A stored step is not in proportion to the range. Near a tie, rounding errors decide.
                let certain = !stored && (below - below_zero).abs() < 0.5 - TIE;
                Spacing { step, below_zero, kin: certain.then_some(below_zero as i32) }
            }
            Placement::Real if stored => {
                let below_zero = f64::from(self.scales.store_zero_point((-lo / step) as f32));
                Spacing { step, below_zero, kin: None }
            }
            Placement::Real => Spacing { step, below_zero: -lo / step, kin: Some(0) },
        }
    }

    /// What the range is divided by.
    fn divisor(&self) -> f32 {
        match self.placement {
            Placement::Fixed { divisor, .. } => divisor,
            Placement::Integer | Placement::Real => (self.q_max - self.q_min) as f32,
        }
    }

    /// A widened range and its scale before it is stored. An integer of MX is one before the point, its others are behind it.
    fn exact(&self, alpha: f32, beta: f32) -> Exact {
        let bits = (self.q_max - self.q_min).ilog2().saturating_sub(1);
        let range = if let Placement::Fixed { .. } = self.placement { beta } else { beta - alpha };
        let scale = self.scale(alpha, beta);
        Exact { range, divisor: self.divisor(), scale, mantissa_bits: bits, fraction_bits: bits as i32 }
    }

    /// See [`Grid::scale_code`](super::Grid::scale_code).
    pub(super) fn scale_code(&self, alpha: f32, beta: f32) -> Option<u8> {
        self.scales.code(&self.exact(alpha, beta), self.above, Arithmetic::Own)
    }

    /// The scale before it is stored.
    pub(super) fn scale(&self, alpha: f32, beta: f32) -> f32 {
        let steps = self.divisor();
        let scale = match self.placement {
            Placement::Fixed { .. } => beta / steps,
            Placement::Integer | Placement::Real => {
                let width = beta - alpha;
                // The width is beyond f32 only when both ends are huge: divide first.
                if width.is_infinite() { beta / steps - alpha / steps } else { width / steps }
            }
        };
        match self.tiny_scale {
            TinyScale::One { up_to } if scale <= up_to => 1.0,
            TinyScale::AtLeast(least) => scale.max(least),
            TinyScale::OfUnitRange if scale == 0.0 => 1.0 / steps,
            _ => scale,
        }
    }

    /// The largest scale below that of `params` whose levels may be finite and which can be stored.
    fn smaller(&self, params: &Params) -> f32 {
        let (before, after) = params.zero_point.parts();
        let furthest = [self.q_min, self.q_max].map(|q| ((q - after) as f32 - before).abs());
        let largest = f32::MAX / furthest[0].max(furthest[1]);
        self.scales.cut(params.scale.next_down().min(largest), self.divisor(), self.above)
    }

    fn params(&self, alpha: f32, beta: f32, scale: f32) -> Params {
        let &Self { q_min, q_max, rounding, division, .. } = self;
        let zero_point = match self.placement {
            Placement::Fixed { zero_point, .. } => ZeroPoint::Integer(zero_point),
            Placement::Integer => {
                let offset = (-alpha / scale).round_ties_even().clamp(0.0, (q_max - q_min) as f32);
                ZeroPoint::Integer(q_min + offset as i32)
            }
            Placement::Real => {
                let z = (q_min as f32 - alpha / scale).clamp(f32::MIN, f32::MAX);
                ZeroPoint::Real(self.scales.store_zero_point(z))
            }
        };
        Params { scale, zero_point, q_min, q_max, alpha, beta, rounding, division }
    }

    /// The range as the grid holds it: values are clipped where they saturate. Symmetric codes with one more on the negative
    /// side reach further down, and a power of two, rounded up, reaches further on both sides. Other scales stored in fewer
    /// than 32 bits may not reach the range's ends: values more than half a step beyond the outermost levels are clipped.
    fn with_range(&self, mut params: Params) -> Params {
        let (lowest, highest) = (params.decode(self.q_min), params.decode(self.q_max));
        let one_more_below = match self.placement {
            Placement::Fixed { zero_point, .. } => zero_point - self.q_min > self.q_max - zero_point,
            Placement::Integer | Placement::Real => false,
        };
        let further = matches!(self.scales, Scales::Pow2 | Scales::E8m0(_));
        if one_more_below || further {
            params.alpha = params.alpha.min(lowest);
        }
        if further {
            params.beta = params.beta.max(highest);
        }
        if self.scales != Scales::F32 {
            let (low, high) = (lowest - params.scale / 2.0, highest + params.scale / 2.0);
            (params.alpha, params.beta) = (params.alpha.clamp(low, high), params.beta.clamp(low, high));
        }
        params
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Scheme, quantizer::Quantizer, scheme::Grid};

    fn affine(text: &str) -> AffineGrid {
        match text.parse::<Scheme>().unwrap().grid() {
            Grid::Affine(grid) => grid,
            Grid::Table(_) | Grid::Own(_) => panic!("{text} has no integer codes"),
        }
    }

    fn over(text: &str, lo: f32, hi: f32) -> Params {
        affine(text).over(lo, hi)
    }

    #[test]
    fn codes_and_scales_of_the_symmetric_conventions() {
        let [narrow, wide, full] = ["int8", "int8:wide", "int8:full"].map(|s| over(s, -100.0, 127.0));
        assert_eq!((narrow.q_min, narrow.q_max, narrow.scale), (-127, 127, 1.0));
        assert_eq!((wide.q_min, wide.q_max, wide.scale), (-128, 127, 1.0));
        assert_eq!((full.q_min, full.q_max, full.scale), (-128, 127, 127.0 / 127.5));
        assert_eq!((narrow.alpha, wide.alpha, full.alpha), (-127.0, -128.0, -128.0 * full.scale));
    }

    #[test]
    fn a_range_is_widened_to_contain_zero_unless_the_zero_point_is_real() {
        let p = over("int8:asym", 2.0, 5.1);
        assert_eq!((p.alpha, p.beta, p.zero_point), (0.0, 5.1, ZeroPoint::Integer(0)));
        let p = over("int4:asym", -3.0, -1.0);
        assert_eq!((p.alpha, p.beta, p.zero_point, p.scale), (-3.0, 0.0, ZeroPoint::Integer(15), 0.2));
        let p = over("int4:asym:zfloat", 1.0, 4.0);
        assert_eq!((p.alpha, p.beta, p.zero_point, p.scale), (1.0, 4.0, ZeroPoint::Real(-5.0), 0.2));
        assert_eq!(Quantizer::from(p).error_at_zero(), 1.0);
    }

    #[test]
    fn a_scale_too_coarse_to_reach_the_ends_clips_what_it_does_not_reach() {
        let p = over("int8:s16", -1e8, 1e8);
        assert_eq!((p.scale, p.beta, p.alpha), (65504.0, 127.5 * 65504.0, -127.5 * 65504.0));
        // Rounding the scale to 11 bits does not count: the ends are still within half a step.
        let p = over("int8:s16", -1.0, 1.0);
        assert_eq!((p.alpha, p.beta), (-1.0, 1.0));
        // A power of two is rounded up, and nothing that its levels reach is clipped.
        let p = over("int4:spow2", -7.1, 7.1);
        assert_eq!((p.scale, p.alpha, p.beta), (2.0, -14.0, 14.0));
        let p = over("int4:asym:spow2", -1.0, 16.0);
        assert_eq!((p.scale, p.zero_point, p.alpha, p.beta), (2.0, ZeroPoint::Integer(0), -1.0, 30.0));
    }

    #[test]
    fn any_range_has_finite_levels() {
        let tiny = f32::from_bits(1);
        let schemes = ["", ":wide", ":full", ":asym", ":asym:zfloat"];
        for amax in [0.0, tiny, f32::MIN_POSITIVE, 1.0, 1e30, f32::MAX] {
            for (lo, hi) in
                [(0.0, amax), (-amax, 0.0), (-amax, amax), (-amax, tiny), (amax, amax), (amax * 0.9, amax)]
            {
                for bits in 2..=8 {
                    for scheme in schemes {
                        for scales in ["s32", "s16", "sbf16", "spow2"] {
                            let name = format!("int{bits}{scheme}:{scales}");
                            let p = over(&name, lo, hi);
                            assert!(p.scale > 0.0 && p.scale.is_finite(), "{name} {lo:e} {hi:e}: {p:?}");
                            assert!(
                                Quantizer::from(p).levels().iter().all(|l| l.is_finite()),
                                "{name} {lo:e} {hi:e}: {p:?}"
                            );
                            assert!(p.alpha <= p.beta, "{name} {lo:e} {hi:e}: {p:?}");
                            if !scheme.contains("zfloat") {
                                assert_eq!(p.decode(p.code(0.0, 0)), 0.0, "0.0 is a level");
                            }
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_huge_range_keeps_the_largest_scale_that_can_be_stored() {
        // A width beyond f32 alone is no reason to shrink; code 0 being 128 steps below the zero-point is.
        let (lo, hi) = (-0.6 * f32::MAX, 0.7 * f32::MAX);
        assert_eq!(over("int8:asym", lo, hi).scale, hi / 255.0 - lo / 255.0);
        assert_eq!(over("int8:asym", f32::MIN, f32::MAX).scale, f32::MAX / 128.0);
        // The outermost of int8's wide codes is 128 steps away: a scale of MAX / 127 is too much for it.
        for (name, scales, precision) in [
            ("s32", Scales::F32, 1e-6),
            ("s16", Scales::F16, 1.0),
            ("sbf16", Scales::Bf16, 0.01),
            ("spow2", Scales::Pow2, 0.5),
        ] {
            let scale = over(&format!("int8:wide:{name}"), f32::MIN, f32::MAX).scale;
            let stored = |scale| {
                let exact = Exact { range: scale, divisor: 1.0, scale, mantissa_bits: 0, fraction_bits: 0 };
                scales.store(&exact, Above::Unknown)
            };
            assert_eq!(stored(scale), scale, "{name}");
            let ideal = stored(f32::MAX / 128.0).min(f32::MAX / 128.0);
            assert!(
                scale <= ideal && scale >= ideal * (1.0 - precision),
                "{name}: {scale:e}, at most {ideal:e}"
            );
        }
    }

    #[test]
    fn libraries_differ_in_what_they_make_of_a_tiny_scale() {
        let scale =
            |tiny_scale, width| AffineGrid { tiny_scale, ..affine("int8:asym") }.over(0.0, width).scale;
        let eps = f32::EPSILON;
        for (tiny_scale, of_zero, of_small) in [
            (TinyScale::One { up_to: 0.0 }, 1.0, eps / 2.0),
            (TinyScale::One { up_to: eps }, 1.0, 1.0),
            (TinyScale::AtLeast(eps), eps, eps),
            (TinyScale::OfUnitRange, 1.0 / 255.0, eps / 2.0),
        ] {
            assert_eq!(scale(tiny_scale, 0.0), of_zero, "{tiny_scale:?}");
            assert_eq!(scale(tiny_scale, 255.0 * eps / 2.0), of_small, "{tiny_scale:?}");
            assert_eq!(scale(tiny_scale, 255.0), 1.0, "{tiny_scale:?}");
        }
    }

    #[test]
    fn signed_codes_shift_the_zero_point() {
        let grid = AffineGrid { q_min: -128, q_max: 127, ..affine("int8:asym") };
        for (lo, hi, z) in [(0.0, 255.0, -128), (-255.0, 0.0, 127), (-100.0, 155.0, -28), (-51.0, 204.0, -77)]
        {
            let p = grid.over(lo, hi);
            assert_eq!((p.scale, p.zero_point), (1.0, ZeroPoint::Integer(z)), "[{lo}, {hi}]");
        }
    }

    #[test]
    fn a_range_reaches_down_with_one_more_code_and_only_then() {
        // Where amax / 3 rounds up, 3 · s can be more than amax; that is no reason to move the range.
        let mut rounded_up = 0;
        for amax in (1..1000).map(|i| i as f32 / 10.0) {
            let narrow = over("int3", -amax, amax);
            assert_eq!((narrow.alpha, narrow.beta), (-amax, amax));
            rounded_up += i32::from(3.0 * narrow.scale > amax);
        }
        assert!(rounded_up > 0);
        let placement = Placement::Fixed { zero_point: 128, divisor: 127.5 };
        let unsigned = AffineGrid { q_min: 0, q_max: 255, placement, ..affine("int8:full") }.over(-1.0, 1.0);
        assert_eq!(unsigned.alpha, -128.0 * unsigned.scale);
    }
}
