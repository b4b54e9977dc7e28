//! What many runs of several variants come to: their quartiles, and how each compares with the first.

/// Quartiles and ends of some numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// The smallest.
    pub min: f64,
    /// A quarter lies below.
    pub lower: f64,
    /// Half lies below.
    pub median: f64,
    /// A quarter lies above.
    pub upper: f64,
    /// The largest.
    pub max: f64,
}

impl Spread {
    /// Of finite numbers, interpolated linearly between neighbours; `None` of none.
    pub fn of(numbers: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut sorted: Vec<f64> = numbers.into_iter().filter(|x| x.is_finite()).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        let last = sorted.len().checked_sub(1)?;
        let at = |share: f64| {
            let place = share * last as f64;
            let below = place as usize;
            let above = sorted[(below + 1).min(last)];
            sorted[below] + (place - below as f64) * (above - sorted[below])
        };
        Some(Self { min: at(0.0), lower: at(0.25), median: at(0.5), upper: at(0.75), max: at(1.0) })
    }
}

/// One variant's runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Timed {
    /// Of its times.
    pub time: Spread,
    /// Of its times, each in units of the first variant's in the same round: what slows a round down cancels out.
    pub ratio: Spread,
}

/// The times of `variants` variants, one after the other in every round; nothing when there is no whole round or a variant took
/// no time at all.
pub fn timed(times: &[f64], variants: usize) -> Vec<Timed> {
    let rounds = || times.chunks_exact(variants.max(1));
    let one = |i: usize| {
        let time = Spread::of(rounds().map(|round| round[i]))?;
        let ratio = Spread::of(rounds().map(|round| round[i] / round[0]))?;
        Some(Timed { time, ratio })
    };
    (0..variants).map(one).collect::<Option<_>>().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quartiles_lie_between_neighbours() {
        let spread = Spread::of([4.0, 1.0, 3.0, f64::NAN, 2.0]).unwrap();
        assert_eq!(spread, Spread { min: 1.0, lower: 1.75, median: 2.5, upper: 3.25, max: 4.0 });
        let one = Spread::of([7.0]).unwrap();
        assert_eq!((one.min, one.lower, one.median, one.upper, one.max), (7.0, 7.0, 7.0, 7.0, 7.0));
        assert_eq!(Spread::of([f64::NAN]), None);
    }

    #[test]
    fn a_ratio_is_taken_within_its_round() {
        // The second round was twice as slow for both.
        let timed = timed(&[1.0, 1.5, 2.0, 3.0, 9.0], 2);
        assert_eq!(timed.len(), 2);
        assert_eq!((timed[0].ratio.min, timed[0].ratio.max), (1.0, 1.0));
        assert_eq!((timed[1].ratio.min, timed[1].ratio.max), (1.5, 1.5));
        assert_eq!((timed[1].time.min, timed[1].time.max), (1.5, 3.0));
        assert!(super::timed(&[], 4).is_empty() && super::timed(&[1.0], 0).is_empty());
        assert!(super::timed(&[0.0, 0.0], 2).is_empty());
    }
}
