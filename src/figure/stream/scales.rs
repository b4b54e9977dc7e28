//! The scales and ticks of the Stream picture.

use super::data::StreamFigure;
use crate::figure::axis::{Tick, integer};
use crate::figure::{FiniteRange, Scale};

/// Space beyond the outermost numbers, as a share of the axis.
const MARGIN: f64 = 0.06;

/// Ticks at whole numbers with equal steps, about `most` of them; without labels if `labelled` is false.
pub(super) fn time_ticks(figure: &StreamFigure<'_>, most: i32, labelled: bool) -> Vec<Tick> {
    let count = i64::try_from(figure.count()).unwrap_or(i64::MAX);
    let most = i64::from(most.max(1));
    let steps = (0..18).flat_map(|power| [1, 2, 5].map(|mantissa| mantissa * 10i64.pow(power)));
    let step = steps.into_iter().find(|step| (count - 1) / step < most).unwrap_or(count);
    let label = |t| if labelled { integer(t) } else { String::new() };
    (0..count)
        .step_by(usize::try_from(step).unwrap_or(1))
        .map(|t| Tick { value: t as f64, label: label(t) })
        .collect()
}

/// Covers the values of all batches and the ends of all ranges.
pub(super) fn range_scale(figure: &StreamFigure<'_>) -> Scale {
    let ranges = figure.courses.iter().flat_map(|course| [course.alpha, course.beta]);
    linear(figure.ends.into_iter().chain(ranges).flatten().copied(), 0.0)
}

/// Wide enough for a tick even if all scales are equal.
pub(super) fn scale_scale(figure: &StreamFigure<'_>) -> Scale {
    let scales = figure.courses.iter().flat_map(|course| course.scale).copied();
    let (lo, hi) = extent(scales.filter(|&scale| scale > 0.0));
    let margin = libm::pow(hi / lo, MARGIN).clamp(if hi < 3.0 * lo { 1.6 } else { 1.05 }, 10.0);
    Scale::log(lo / margin, hi * margin)
}

pub(super) fn sqnr_scale(figure: &StreamFigure<'_>) -> Scale {
    linear(figure.courses.iter().flat_map(|course| course.sqnr_db).copied(), 1.0)
}

pub(super) fn percent_scale(figure: &StreamFigure<'_>) -> Scale {
    let shares = figure.courses.iter().flat_map(|course| course.clipped);
    let most = shares.fold(0.0f64, |most, &share| most.max(share * 100.0));
    // There is an axis even if nothing is clipped.
    Scale::Linear(FiniteRange::covering(0.0, if most > 0.0 { most * (1.0 + MARGIN) } else { 1.0 }))
}

/// With a margin, and at least `least` to either side.
fn linear(numbers: impl Iterator<Item = f64>, least: f64) -> Scale {
    let (lo, hi) = extent(numbers);
    let margin = ((hi - lo) * MARGIN).max(least);
    Scale::Linear(FiniteRange::covering(lo - margin, hi + margin))
}

/// Smallest and largest finite number; NaN for none.
fn extent(numbers: impl Iterator<Item = f64>) -> (f64, f64) {
    numbers.filter(|x| x.is_finite()).fold((f64::NAN, f64::NAN), |(lo, hi), x| (lo.min(x), hi.max(x)))
}
