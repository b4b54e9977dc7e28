//! A linear axis: ticks at 1-2-5 steps and labels with as many digits as the step has.
//!
//! A tick is an integer times a power of ten, and its label is written from that integer. So no rounding error reaches a label,
//! from a span of 1e-45 to one of twice `f32::MAX`.

use serde::Deserialize;

use super::range::FiniteRange;

/// One tick. As a record: the pair of its value and its label.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(from = "(f64, String)")]
pub struct Tick {
    /// Its place on the axis.
    pub value: f64,
    /// Its label, to be read times ten to the exponent of the axis.
    pub label: String,
}

impl From<(f64, String)> for Tick {
    fn from((value, label): (f64, String)) -> Self {
        Self { value, label }
    }
}

/// Ticks and their common power of ten.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// In ascending order.
    pub ticks: Vec<Tick>,
    /// The power of ten of the labels; 0 for most axes.
    pub exponent: i32,
}

/// Labels below 10⁻³ and from 10⁵ on are written with a common exponent.
const PLAIN: std::ops::RangeInclusive<i32> = -3..=4;

impl Axis {
    /// The finest 1-2-5 axis of `range` with at most `most` ticks, or one if `most` is 0.
    pub fn linear(range: FiniteRange, most: usize) -> Self {
        Self::from_power(range, most, None)
    }

    /// The same of what is counted: ticks are whole numbers, written in full. A range that holds none has none.
    pub fn whole(range: FiniteRange, most: usize) -> Self {
        Self::from_power(range, most, Some(0))
    }

    /// An axis; with a power of ten, its steps are not smaller, and its labels have no common exponent.
    fn from_power(range: FiniteRange, most: usize, least: Option<i32>) -> Self {
        let most = i64::try_from(most.max(1)).unwrap_or(i64::MAX);
        let power =
            (libm::floor(libm::log10(range.span() / most as f64)) as i32 - 1).max(least.unwrap_or(i32::MIN));
        // Three decades hold every candidate: `most` of the largest steps are several times as long as the span.
        let steps = (0..3).flat_map(|d| [1, 2, 5].map(|mantissa| Step { mantissa, power: power + d }));
        let mut chosen = (Step { mantissa: 1, power: power + 3 }, 0, -1);
        for step in steps {
            let (first, last) = step.inside(range);
            if last - first < most {
                chosen = (step, first, last);
                break;
            }
        }
        let (step, first, last) = chosen;
        let largest = (first * step.mantissa).abs().max((last * step.mantissa).abs());
        let exponent = match largest.checked_ilog10() {
            Some(digits) if least.is_none() && !PLAIN.contains(&(digits as i32 + step.power)) => {
                digits as i32 + step.power
            }
            _ => 0,
        };
        let ticks = (first..=last).map(|i| {
            let n = i * step.mantissa;
            Tick { value: decimal(n, step.power), label: label(n, step.power - exponent) }
        });
        Self { ticks: ticks.collect(), exponent }
    }

    /// The common power as it is written beside the axis, "×10⁻¹²"; `None` for an exponent of 0.
    pub fn power(&self) -> Option<String> {
        (self.exponent != 0).then(|| format!("×10{}", superscript(self.exponent)))
    }
}

/// `mantissa · 10^power`.
#[derive(Clone, Copy)]
struct Step {
    mantissa: i64,
    power: i32,
}

impl Step {
    /// The first and last multiple inside `range`. A multiple at an end counts even if rounding puts it outside.
    fn inside(self, range: FiniteRange) -> (i64, i64) {
        const ROUNDING: f64 = 1e-9;
        let step = decimal(self.mantissa, self.power);
        let first = libm::ceil(range.lo() / step - ROUNDING);
        let last = libm::floor(range.hi() / step + ROUNDING);
        (first as i64, last as i64)
    }
}

/// `n · 10^power`, correctly rounded; repeated multiplication would not be.
fn decimal(n: i64, power: i32) -> f64 {
    format!("{n}e{power}").parse().unwrap_or(0.0)
}

/// An integer with a true minus sign (U+2212).
pub(crate) fn integer(n: i64) -> String {
    let digits = n.unsigned_abs();
    if n < 0 { format!("−{digits}") } else { digits.to_string() }
}

/// `n · 10^power` in full digits, with `−power` decimals if the power is negative.
fn label(n: i64, power: i32) -> String {
    if n == 0 {
        return "0".to_owned();
    }
    let minus = if n < 0 { "−" } else { "" };
    let digits = n.unsigned_abs().to_string();
    match usize::try_from(-power) {
        Ok(0) => format!("{minus}{digits}"),
        Ok(decimals) => {
            let digits = format!("{digits:0>width$}", width = decimals + 1);
            let (whole, rest) = digits.split_at(digits.len() - decimals);
            format!("{minus}{whole}.{rest}")
        }
        Err(_) => format!("{minus}{digits}{}", "0".repeat(power.unsigned_abs() as usize)),
    }
}

/// `mantissa · 10^power` as a label: 0.002 or 500 if that is short, otherwise 2×10⁻⁶ or 10⁻⁶.
pub(crate) fn power_of_ten(mantissa: i32, power: i32) -> String {
    if PLAIN.contains(&power) {
        return label(i64::from(mantissa), power);
    }
    let ten = format!("10{}", superscript(power));
    if mantissa == 1 { ten } else { format!("{mantissa}×{ten}") }
}

fn superscript(n: i32) -> String {
    let digit = |c| match c {
        '-' => '⁻',
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        _ => '⁹',
    };
    n.to_string().chars().map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(lo: f64, hi: f64, most: usize) -> (String, Option<String>) {
        let axis = Axis::linear(FiniteRange::new(lo, hi).unwrap(), most);
        let labels: Vec<_> = axis.ticks.iter().map(|t| t.label.as_str()).collect();
        (labels.join(" "), axis.power())
    }

    #[test]
    fn labels_have_the_digits_of_the_step() {
        let max = f64::from(f32::MAX);
        for (lo, hi, most, wanted, power) in [
            (0.0, 1.0, 6, "0 0.2 0.4 0.6 0.8 1.0", None),
            (0.3, 0.7, 5, "0.3 0.4 0.5 0.6 0.7", None),
            (-1.0, 1.0, 5, "−1.0 −0.5 0 0.5 1.0", None),
            (-25.0, 25.0, 5, "−20 −10 0 10 20", None),
            (0.0, 40_000.0, 5, "0 10000 20000 30000 40000", None),
            (0.0, 400_000.0, 5, "0 1 2 3 4", Some("×10⁵")),
            (0.0, 1e-12, 6, "0 0.2 0.4 0.6 0.8 1.0", Some("×10⁻¹²")),
            (-1e30, 1e30, 5, "−1.0 −0.5 0 0.5 1.0", Some("×10³⁰")),
            (-max, max, 4, "−2 0 2", Some("×10³⁸")),
            (0.0, 1e-45, 3, "0 0.5 1.0", Some("×10⁻⁴⁵")),
            (1e-40, 3e-40, 3, "1 2 3", Some("×10⁻⁴⁰")),
            (0.0, 0.004, 5, "0 0.001 0.002 0.003 0.004", None),
            (1.0, 1.000_004, 5, "1.000000 1.000001 1.000002 1.000003 1.000004", None),
            (0.41, 0.42, 1, "0.42", None),
        ] {
            let wanted = (wanted.to_owned(), power.map(str::to_owned));
            let found = labels(lo, hi, most);
            assert_eq!(found, wanted, "{lo}..{hi}");
        }
    }

    #[test]
    fn what_is_counted_has_whole_numbers() {
        for (hi, most, wanted) in [
            (3.0, 5, "0 1 2 3"),
            (3.0, 9, "0 1 2 3"),
            (1.0, 9, "0 1"),
            (12.0, 9, "0 2 4 6 8 10 12"),
            (0.5, 9, "0"),
            (4096.0, 5, "0 1000 2000 3000 4000"),
            (131_072.0, 3, "0 50000 100000"),
        ] {
            let ticks = Axis::whole(FiniteRange::new(0.0, hi).unwrap(), most).ticks;
            let found: Vec<_> = ticks.iter().map(|tick| tick.label.as_str()).collect();
            assert_eq!(found.join(" "), wanted, "{hi} {most}");
        }
    }

    #[test]
    fn any_range_has_distinct_ascending_ticks_within_the_limit() {
        let ends = [0.0, 1e-45, 1e-40, 1e-12, 0.1, 1.0, 7.3, 123.456, 1e9, 1e30, 3.4e38];
        for lo in ends.iter().flat_map(|&x| [x, -x]) {
            for hi in ends.iter().flat_map(|&x| [x, -x]) {
                let Some(range) = FiniteRange::new(lo, hi) else { continue };
                for most in [1, 2, 3, 5, 9, 20] {
                    let Axis { ticks, .. } = Axis::linear(range, most);
                    assert!(ticks.len() <= most, "{lo}..{hi} {most}: {}", ticks.len());
                    assert!(most < 3 || !ticks.is_empty(), "{lo}..{hi} {most}");
                    for pair in ticks.windows(2) {
                        assert!(pair[0].value < pair[1].value, "{lo}..{hi}: {pair:?}");
                        assert_ne!(pair[0].label, pair[1].label, "{lo}..{hi}");
                    }
                    let slack = range.span() * 1e-6;
                    for tick in &ticks {
                        assert!(tick.value >= lo - slack && tick.value <= hi + slack, "{lo}..{hi}: {tick:?}");
                        assert!(!tick.label.contains(['-', 'e', 'N']), "{}", tick.label);
                    }
                }
            }
        }
    }
}
