//! The scale of an axis: linear or logarithmic.

use serde::{Deserialize, Serialize};

use super::axis::{Axis, Tick, power_of_ten};
use super::range::FiniteRange;

/// A logarithmic axis with fewer ticks takes those of a linear one, if the ratio of its ends is below this.
const FEWEST: usize = 3;
const NARROW: f64 = 6.0;

/// A scale of an axis. As a record: `{log, lo, hi}`, with the values at its ends.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(from = "Ends", into = "Ends")]
pub enum Scale {
    /// Linear.
    Linear(FiniteRange),
    /// Logarithmic; the range is that of the logarithms to base 10.
    Log(FiniteRange),
}

impl Scale {
    /// A logarithmic scale from the smaller to the larger of two positive values. It is widened about a single value, and it is
    /// 0.1 to 10 if a value is not positive and finite.
    pub fn log(a: f64, b: f64) -> Self {
        let positive = |x: f64| x > 0.0 && x.is_finite();
        let (lo, hi) = if positive(a) && positive(b) { (a.min(b), a.max(b)) } else { (0.1, 10.0) };
        let (lo, hi) = (libm::log10(lo), libm::log10(hi));
        let range = FiniteRange::new(lo, hi).or_else(|| FiniteRange::new(lo - 0.5, hi + 0.5));
        Self::Log(range.unwrap_or_else(|| FiniteRange::covering(-1.0, 1.0)))
    }

    /// Where `value` lies: 0 at the lower end, 1 at the upper, beyond both outside; −∞ for a value without a logarithm.
    pub fn fraction(self, value: f64) -> f64 {
        match self {
            Self::Linear(range) => range.fraction(value),
            Self::Log(_) if value <= 0.0 => f64::NEG_INFINITY,
            Self::Log(range) => range.fraction(libm::log10(value)),
        }
    }

    /// The value at `fraction`: the inverse of [`Self::fraction`].
    pub fn value(self, fraction: f64) -> f64 {
        match self {
            Self::Linear(range) => range.value(fraction),
            Self::Log(range) => libm::pow(10.0, range.value(fraction)),
        }
    }

    /// The values at both ends.
    pub fn ends(self) -> (f64, f64) {
        (self.value(0.0), self.value(1.0))
    }

    /// Whether `value` lies between the ends or at one of them.
    pub fn contains(self, value: f64) -> bool {
        (0.0..=1.0).contains(&self.fraction(value))
    }

    /// At most `most` ticks, ascending, and the common power of ten of their labels ("×10⁻⁶").
    pub fn ticks(self, most: usize) -> (Vec<Tick>, Option<String>) {
        let linear = |range| {
            let axis = Axis::linear(range, most);
            let power = axis.power();
            (axis.ticks, power)
        };
        match self {
            Self::Linear(range) => linear(range),
            Self::Log(range) => {
                let ticks = log_ticks(range, most.max(1));
                // Within less than a decade, a logarithmic axis is nearly a linear one, and has its ticks.
                let (lo, hi) = self.ends();
                match FiniteRange::new(lo, hi) {
                    Some(ends) if ticks.len() < FEWEST && hi / lo < NARROW => linear(ends),
                    _ => (ticks, None),
                }
            }
        }
    }
}

/// A scale as a record.
#[derive(Serialize, Deserialize)]
struct Ends {
    log: bool,
    lo: f64,
    hi: f64,
}

impl From<Ends> for Scale {
    fn from(Ends { log, lo, hi }: Ends) -> Self {
        if log { Self::log(lo, hi) } else { Self::Linear(FiniteRange::covering(lo, hi)) }
    }
}

impl From<Scale> for Ends {
    fn from(scale: Scale) -> Self {
        let (lo, hi) = scale.ends();
        Self { log: matches!(scale, Scale::Log(_)), lo, hi }
    }
}

/// Decades; every second or third of them if there are too many, with 2 and 5 between them if there is room.
fn log_ticks(range: FiniteRange, most: usize) -> Vec<Tick> {
    const SLACK: f64 = 1e-9;
    let decades = libm::floor(range.lo()) as i32..=libm::ceil(range.hi()) as i32;
    let inside = |mantissa: i32, power: i32| {
        let at = f64::from(power) + libm::log10(f64::from(mantissa));
        at >= range.lo() - SLACK && at <= range.hi() + SLACK
    };
    let marks = |mantissas: &'static [i32], stride: i32| {
        let marks = decades.clone().filter(move |power| power.rem_euclid(stride) == 0);
        let marks = marks.flat_map(move |power| mantissas.iter().map(move |&mantissa| (mantissa, power)));
        marks.filter(|&(mantissa, power)| inside(mantissa, power)).collect::<Vec<_>>()
    };
    let fine = [[1, 2, 5].as_slice(), &[1, 3], &[1]].into_iter().map(|mantissas| marks(mantissas, 1));
    let coarse = (2..).map(|stride| marks(&[1], stride));
    let chosen = fine.chain(coarse).find(|marks| marks.len() <= most).unwrap_or_default();
    chosen
        .into_iter()
        .map(|(mantissa, power)| Tick {
            value: libm::pow(10.0, f64::from(power)) * f64::from(mantissa),
            label: power_of_ten(mantissa, power),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(scale: Scale, most: usize) -> String {
        scale.ticks(most).0.iter().map(|tick| tick.label.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn logarithmic_ticks_are_decades_or_finer() {
        for (lo, hi, most, wanted) in [
            (0.01, 100.0, 8, "0.01 0.1 1 10 100"),
            (0.01, 100.0, 20, "0.01 0.02 0.05 0.1 0.2 0.5 1 2 5 10 20 50 100"),
            (1.0, 8.0, 4, "1 2 5"),
            (1e-9, 1.0, 4, "10⁻⁹ 10⁻⁶ 0.001 1"),
            (3.0, 3.0, 4, "1 2 5"),
            (0.61, 1.04, 6, "0.7 0.8 0.9 1.0"),
            (0.61, 1.04, 3, "0.8 1.0"),
            (-1.0, f64::NAN, 9, "0.1 0.2 0.5 1 2 5 10"),
        ] {
            assert_eq!(labels(Scale::log(lo, hi), most), wanted, "{lo} {hi} {most}");
        }
    }

    #[test]
    fn fraction_and_value_are_inverse() {
        for scale in [Scale::log(1e-6, 1e3), Scale::Linear(FiniteRange::covering(-2.0, 6.0))] {
            for fraction in [0.0, 0.3, 1.0] {
                assert!((scale.fraction(scale.value(fraction)) - fraction).abs() < 1e-12);
            }
        }
        assert_eq!(Scale::log(1.0, 10.0).fraction(0.0), f64::NEG_INFINITY);
        assert!(!Scale::log(1.0, 10.0).contains(-3.0));
    }
}
