//! The axis of counts: linear, or logarithmic so that one value among millions is visible.

use super::axis::Axis;
use super::range::FiniteRange;

/// The lower end of a logarithmic axis. It is below 1, so that a single value stands above the baseline.
const LOG_BOTTOM: f64 = 0.5;

/// Maps counts to heights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CountScale {
    log: bool,
    top: f64,
}

impl CountScale {
    /// A scale that reaches `most`, the highest count; a logarithmic one reaches at least 10.
    pub fn new(most: u32, log: bool) -> Self {
        Self { log, top: f64::from(most.max(if log { 10 } else { 1 })) }
    }

    /// Height of `count` between the baseline (0) and the top (1).
    pub fn fraction(self, count: u32) -> f64 {
        let count = f64::from(count);
        let fraction = match self.log {
            true if count < 1.0 => 0.0,
            true => libm::log(count / LOG_BOTTOM) / libm::log(self.top / LOG_BOTTOM),
            false => count / self.top,
        };
        fraction.clamp(0.0, 1.0)
    }

    /// About `most` counts with their labels, ascending: decades (1, 10, 100, 1k, …), or every second or third of them if there
    /// are too many, or 1-2-5 steps from 0.
    pub fn ticks(self, most: usize) -> Vec<(u32, String)> {
        let most = most.max(1);
        let counts: Vec<u32> = if self.log {
            let decades = (self.top as u32).max(1).ilog10() + 1;
            let stride = decades.div_ceil(u32::try_from(most).unwrap_or(u32::MAX)).max(1);
            (0..decades).step_by(stride as usize).map(|d| 10u32.pow(d)).collect()
        } else {
            let range = FiniteRange::covering(0.0, self.top);
            let ticks = Axis::linear(range, most.max(2)).ticks;
            // Counts are whole numbers: a small axis has no fractions.
            ticks.iter().map(|t| t.value).filter(|v| v.fract() == 0.0).map(|v| v as u32).collect()
        };
        counts.into_iter().map(|count| (count, short(count))).collect()
    }
}

/// A count in a few characters: 950, 1k, 1.5k, 20M.
fn short(count: u32) -> String {
    let units = [(1_000_000_000, "G"), (1_000_000, "M"), (1_000, "k")];
    match units.into_iter().find(|&(unit, _)| count >= unit) {
        Some((unit, letter)) => format!("{}{letter}", f64::from(count) / f64::from(unit)),
        None => count.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_decades_or_round_steps() {
        for (most, log, limit, wanted) in [
            (0, true, 9, "1 10"),
            (99, true, 9, "1 10"),
            (100, true, 9, "1 10 100"),
            (25_000, true, 9, "1 10 100 1k 10k"),
            (25_000, true, 3, "1 100 10k"),
            (u32::MAX, true, 12, "1 10 100 1k 10k 100k 1M 10M 100M 1G"),
            (0, false, 5, "0 1"),
            (3, false, 5, "0 1 2 3"),
            (1_700, false, 4, "0 500 1k 1.5k"),
            (4_000_000, false, 5, "0 1M 2M 3M 4M"),
        ] {
            let ticks = CountScale::new(most, log).ticks(limit);
            let labels: Vec<_> = ticks.iter().map(|(_, label)| label.as_str()).collect();
            assert_eq!(labels.join(" "), wanted, "{most} {log}");
        }
    }

    #[test]
    fn heights_rise_with_the_count_and_stay_inside() {
        for log in [false, true] {
            let scale = CountScale::new(1_000_000, log);
            let heights = [0, 1, 2, 3, 10, 1_000, 1_000_000].map(|c| scale.fraction(c));
            assert_eq!((heights[0], heights[6]), (0.0, 1.0));
            assert!(heights.is_sorted_by(|a, b| a < b), "{heights:?}");
            assert_eq!(scale.fraction(u32::MAX), 1.0);
        }
        assert!(CountScale::new(1_000_000, true).fraction(1) > 0.04);
    }
}
