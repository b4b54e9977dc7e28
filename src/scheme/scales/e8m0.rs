//! Powers of two as MX formats store them: E8M0 (OCP Microscaling Formats v1.0).
//!
//! ```text
//! emax = ⌊log2 max|L|⌋;   M = bits of an element's mantissa
//! xfloor   e = ⌊log2 amax⌋ - emax                                        the OCP text
//! xceil    e = ⌈log2 amax⌉ - emax
//! xeven    e = ⌊log2 (amax rounded to M bits, ties up)⌋ - emax
//! xrceil   e = ⌈log2 (amax / max|L|)⌉                                    the quotient in f32
//! s = 2^e;   the stored code is e + 127, within 0 … 254
//! ```
//! Sources: the OCP text; torchao's `ScaleCalculationMode` has all four. An integer element is a number of 2^-F, F being its bits after the
//! first two, so `s` is as much smaller than the power that is stored.

use super::Exact;
use crate::quantizer::power_of_two;

/// How the exponent of a block's scale follows from its largest magnitude.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Rule {
    /// Rounded down: the largest values may be clipped.
    #[default]
    Floor,
    /// That of the next power of two that is not below the largest magnitude.
    Ceil,
    /// Rounded down after the largest magnitude is rounded to the bits of an element.
    Even,
    /// The smallest one with which no value is clipped.
    RoundCeil,
}

/// Smallest and largest exponent that E8M0 stores.
pub(super) const EXPONENTS: (i32, i32) = (-127, 127);

/// The stored code of a block's scale.
#[inline(never)]
pub(in crate::scheme) fn code(rule: Rule, exact: &Exact) -> u8 {
    let emax = floor_log2(exact.divisor.into());
    let amax = f64::from(exact.range);
    let exponent = match rule {
        _ if amax == 0.0 => i32::MIN,
        Rule::Floor => floor_log2(amax) - emax,
        Rule::Ceil => ceil_log2(amax) - emax,
        Rule::Even => {
            let half = 1 << (51 - exact.mantissa_bits);
            floor_log2(f64::from_bits(amax.to_bits() + half)) - emax
        }
        Rule::RoundCeil => ceil_log2((exact.range / exact.divisor).into()),
    };
    let stored = exponent.saturating_add(exact.fraction_bits);
    (stored.clamp(EXPONENTS.0, EXPONENTS.1) - EXPONENTS.0) as u8
}

/// The scale of a stored code.
pub(in crate::scheme) fn scale(code: u8, fraction_bits: i32) -> f32 {
    power_of_two(i32::from(code) + EXPONENTS.0 - fraction_bits)
}

/// ⌊log2 x⌋ of a positive f32, as f64 holds it; far below any exponent for 0.
fn floor_log2(x: f64) -> i32 {
    (x.to_bits() >> 52) as i32 - 1023
}

fn ceil_log2(x: f64) -> i32 {
    floor_log2(x) + i32::from(x.to_bits().trailing_zeros() < 52)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_differ_where_the_largest_magnitude_is_no_power_of_two() {
        let exact =
            |range| Exact { range, divisor: 6.0, scale: range / 6.0, mantissa_bits: 1, fraction_bits: 0 };
        let codes = |range| {
            [Rule::Floor, Rule::Ceil, Rule::Even, Rule::RoundCeil]
                .map(|rule| i32::from(code(rule, &exact(range))) - 127)
        };
        assert_eq!(codes(4.0), [0, 0, 0, 0]);
        assert_eq!(codes(6.0), [0, 1, 0, 0]);
        assert_eq!(codes(6.1), [0, 1, 0, 1]);
        assert_eq!(codes(7.0), [0, 1, 1, 1]);
        assert_eq!(codes(0.0), [-127; 4]);
        assert_eq!(codes(f32::from_bits(1)), [-127; 4]);
        assert_eq!(codes(f32::MAX), [125, 126, 126, 126]);
    }

    #[test]
    fn the_scale_of_integers_is_the_stored_power_over_that_of_their_fraction() {
        let exact =
            |range| Exact { range, divisor: 127.0, scale: range / 127.0, mantissa_bits: 6, fraction_bits: 6 };
        for (amax, stored) in
            [(1.0, 127), (1.99, 127), (2.0, 128), (0.0, 0), (f32::from_bits(1), 0), (f32::MAX, 254)]
        {
            assert_eq!(code(Rule::Floor, &exact(amax)), stored, "{amax:e}");
        }
        assert_eq!((scale(127, 6), scale(0, 6)), (1.0 / 64.0, f32::from_bits(1 << 16)));
    }
}
