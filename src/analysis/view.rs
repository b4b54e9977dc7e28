//! The view: which part of the value axis a picture shows.

use super::Summary;

/// A finite, non-empty range of the value axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    lo: f64,
    hi: f64,
}

/// Space left at each side of the data, as a share of its width.
const MARGIN: f64 = 0.04;
/// How much wider than the whole data a view may be.
const WIDEST: f64 = 8.0;
/// How much narrower than the whole data a view may be.
const NARROWEST: f64 = 1e-6;
/// Data is one-sided if it reaches less far than this beyond 0 on its other side, as a share of its largest magnitude.
const ONE_SIDED: f64 = 0.1;
/// Levels on the other side count from this magnitude on, as the same share.
const UNUSED: f64 = 0.25;
/// A view holds at least this many distinct f32 values, or there would be nothing between two pixels.
const FEWEST_VALUES: f64 = 64.0;

impl View {
    /// The whole data with a margin. Equal values stand in the middle of a view as wide as they are large.
    pub fn whole(summary: &Summary) -> Self {
        let (min, max) = (f64::from(summary.min), f64::from(summary.max));
        let least = if min == 0.0 && max == 0.0 { 1.0 } else { Self::least_width(min.abs().max(max.abs())) };
        let margin = if max - min > least { (max - min) * MARGIN } else { min.abs().max(least) };
        Self { lo: min - margin, hi: max + margin }
    }

    /// This view of the whole data; of one-sided data widened to the mirror image if levels reach there, so that unused codes are
    /// seen to be unused. How far they reach does not matter: the view stays where it is while a slider moves them.
    pub fn with_levels(self, summary: &Summary, (lowest, highest): (f32, f32)) -> Self {
        let (below, above) = (-f64::from(summary.min), f64::from(summary.max));
        let (low, high) = (-f64::from(lowest), f64::from(highest));
        if above > 0.0 && below < ONE_SIDED * above && low >= UNUSED * above {
            return Self { lo: self.lo.min(-self.hi), ..self };
        }
        if below > 0.0 && above < ONE_SIDED * below && high >= UNUSED * below {
            return Self { hi: self.hi.max(-self.lo), ..self };
        }
        self
    }

    /// The view `lo … hi` brought into what can be shown of data whose whole view is `self`.
    pub fn within(self, lo: f64, hi: f64) -> Self {
        if !(lo.is_finite() && hi.is_finite() && lo < hi) {
            return self;
        }
        let whole = self.hi - self.lo;
        let reach = whole * WIDEST / 2.0;
        let middle = (lo / 2.0 + hi / 2.0).clamp(self.lo - reach / 2.0, self.hi + reach / 2.0);
        let least = (whole * NARROWEST).max(Self::least_width(middle.abs()));
        let width = (hi - lo).clamp(least.min(whole), whole * WIDEST);
        if width == hi - lo && middle == lo / 2.0 + hi / 2.0 {
            return Self { lo, hi };
        }
        Self { lo: middle - width / 2.0, hi: middle + width / 2.0 }
    }

    fn least_width(magnitude: f64) -> f64 {
        (magnitude * f64::from(f32::EPSILON)).max(f64::from(f32::from_bits(1))) * FEWEST_VALUES
    }

    /// Left end.
    pub fn lo(self) -> f64 {
        self.lo
    }

    /// Right end.
    pub fn hi(self) -> f64 {
        self.hi
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(min: f32, max: f32) -> View {
        View::whole(&Summary { finite: 1, min, max, mean: 0.0, sd: 0.0 })
    }

    #[test]
    fn one_sided_data_is_shown_with_the_codes_that_it_does_not_use() {
        let ends = |min: f32, max: f32, levels: (f32, f32)| {
            let summary = Summary { finite: 9, min, max, mean: 0.0, sd: 0.0 };
            let view = View::whole(&summary).with_levels(&summary, levels);
            (view.lo, view.hi)
        };
        let whole = |min, max| (whole(min, max).lo, whole(min, max).hi);
        let relu = whole(0.0, 10.0);
        assert_eq!(ends(0.0, 10.0, (-10.0, 10.0)), (-relu.1, relu.1));
        assert_eq!(ends(0.0, 10.0, (-4.0, 4.0)), (-relu.1, relu.1), "also where the range is clipped");
        assert_eq!(ends(0.0, 10.0, (0.0, 10.0)), relu, "asymmetric levels lie on the data");
        assert_eq!(ends(-0.2, 10.0, (-0.2, 10.0)), whole(-0.2, 10.0));
        let gelu = whole(-0.2, 10.0);
        assert_eq!(ends(-0.2, 10.0, (-10.0, 10.0)), (-gelu.1, gelu.1));
        let negative = whole(-8.0, -1.0);
        assert_eq!(ends(-8.0, -1.0, (-8.0, 8.0)), (negative.0, -negative.0));
        for (min, max) in [(-10.0, 10.0), (-5.0, 10.0), (0.0, 0.0)] {
            assert_eq!(ends(min, max, (-10.0, 10.0)), whole(min, max), "data on both sides stays");
        }
    }

    #[test]
    fn is_never_empty_or_infinite() {
        let tiny = f32::from_bits(1);
        for (min, max) in
            [(0.0, 0.0), (3.0, 3.0), (-1.0, 1.0), (f32::MIN, f32::MAX), (0.0, tiny), (f32::MAX, f32::MAX)]
        {
            let view = whole(min, max);
            assert!(view.lo < f64::from(min) && f64::from(max) < view.hi && (view.hi - view.lo).is_finite());
            for (lo, hi) in
                [(f64::NAN, 1.0), (2.0, 1.0), (-1e308, 1e308), (1e300, 1e301), (0.0, 1e-300), (-0.5, 0.5)]
            {
                let view = view.within(lo, hi);
                assert!(
                    view.lo < view.hi && view.lo.is_finite() && view.hi.is_finite(),
                    "{lo} {hi}: {view:?}"
                );
            }
        }
    }

    #[test]
    fn keeps_what_can_be_shown() {
        assert_eq!(whole(-10.0, 10.0).within(-1.5, 2.0), View { lo: -1.5, hi: 2.0 });
    }
}
