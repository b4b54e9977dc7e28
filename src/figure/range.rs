//! A range an axis can show: finite, not empty, and wide enough to tell its ends apart.

use serde::{Deserialize, Serialize};

/// The smallest span relative to the larger end. Its ticks are clearly distinct in f64.
const RESOLUTION: f64 = 1e-12;
/// The smallest absolute span. It is far below any f32, and far enough above the subnormals of f64 to divide by.
const SMALLEST: f64 = 1e-290;
/// The largest absolute end. It is far above any f32, and small enough that no span overflows.
const LARGEST: f64 = 1e290;

/// A range with `lo < hi`, both finite, and a difference that is finite and resolvable.
///
/// No other range reaches a figure, so no figure has to handle NaN, infinities or a width of zero.
///
/// As a record: the pair of its ends. [`Self::covering`] decodes it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(from = "(f64, f64)", into = "(f64, f64)")]
pub struct FiniteRange {
    lo: f64,
    hi: f64,
}

impl FiniteRange {
    /// The range `lo..hi`, or `None` when it is empty, not finite, or too narrow to have distinct ticks.
    pub fn new(lo: f64, hi: f64) -> Option<Self> {
        let largest = lo.abs().max(hi.abs());
        let fits = lo.is_finite() && hi.is_finite() && largest <= LARGEST;
        (fits && hi - lo >= (largest * RESOLUTION).max(SMALLEST)).then_some(Self { lo, hi })
    }

    /// The range from the smaller to the larger of two values. It is widened about a single value, and it is −1..1 if a value is
    /// not finite, so that there is a range for any data.
    pub fn covering(a: f64, b: f64) -> Self {
        let (lo, hi) = if a <= b { (a, b) } else { (b, a) };
        let half = (lo.abs().max(hi.abs()) * 0.5).max(SMALLEST);
        let unit = Self { lo: -1.0, hi: 1.0 };
        if lo == 0.0 && hi == 0.0 {
            return unit;
        }
        Self::new(lo, hi).or_else(|| Self::new(lo - half, hi + half)).unwrap_or(unit)
    }

    /// Lower end.
    pub fn lo(self) -> f64 {
        self.lo
    }

    /// Upper end.
    pub fn hi(self) -> f64 {
        self.hi
    }

    /// `hi − lo`: positive and finite.
    pub fn span(self) -> f64 {
        self.hi - self.lo
    }

    /// Where `value` lies: 0 at `lo`, 1 at `hi`, beyond both outside.
    pub fn fraction(self, value: f64) -> f64 {
        (value - self.lo) / self.span()
    }

    /// The value at `fraction`: the inverse of [`Self::fraction`].
    pub fn value(self, fraction: f64) -> f64 {
        self.lo + fraction * self.span()
    }

    /// Whether `value` is inside, ends included; never for NaN.
    pub fn contains(self, value: f64) -> bool {
        self.lo <= value && value <= self.hi
    }
}

impl From<(f64, f64)> for FiniteRange {
    fn from((a, b): (f64, f64)) -> Self {
        Self::covering(a, b)
    }
}

impl From<FiniteRange> for (f64, f64) {
    fn from(range: FiniteRange) -> Self {
        (range.lo, range.hi)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_no_axis_can_show() {
        let max = f64::from(f32::MAX);
        for (lo, hi) in [(0.0, 1.0), (-max, max), (0.0, 1e-45), (1e30, 1.000_001e30), (-1e-40, 1e-40)] {
            let range = FiniteRange::new(lo, hi).unwrap();
            assert_eq!((range.lo(), range.hi()), (lo, hi));
        }
        let nan = f64::NAN;
        let infinity = f64::INFINITY;
        for (lo, hi) in [
            (1.0, 1.0),
            (2.0, 1.0),
            (nan, 1.0),
            (0.0, nan),
            (0.0, infinity),
            (-infinity, infinity),
            (0.0, 5e-324),
            (1.0, 1.0 + f64::EPSILON),
            (f64::MIN, f64::MAX),
        ] {
            assert_eq!(FiniteRange::new(lo, hi), None, "{lo} {hi}");
        }
    }

    #[test]
    fn covers_any_data() {
        for (a, b, lo, hi) in [
            (0.0, 0.0, -1.0, 1.0),
            (4.0, 4.0, 2.0, 6.0),
            (-4.0, -4.0, -6.0, -2.0),
            (3.0, 1.0, 1.0, 3.0),
            (f64::NAN, 1.0, -1.0, 1.0),
            (0.0, f64::INFINITY, -1.0, 1.0),
        ] {
            let range = FiniteRange::covering(a, b);
            assert_eq!((range.lo(), range.hi()), (lo, hi), "{a} {b}");
        }
        let tiny = f64::from(f32::from_bits(1));
        assert!(FiniteRange::covering(tiny, tiny).contains(tiny));
    }

    #[test]
    fn fraction_and_value_are_inverse() {
        let range = FiniteRange::new(-3.0, 5.0).unwrap();
        for x in [-3.0, 0.0, 5.0, 9.0, -100.0] {
            assert!((range.value(range.fraction(x)) - x).abs() < 1e-12);
        }
    }
}
