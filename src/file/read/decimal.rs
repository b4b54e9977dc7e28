//! What float32 cannot keep of numbers that are written in digits.

use super::sentences::Note;

/// The largest whole number up to which float32 has all of them.
const WHOLE: f32 = 16_777_216.0;

/// How many numbers of a text are others in float32, beyond the rounding of a fraction.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Inexact {
    /// Too large, and too small.
    pub(super) overflowed: usize,
    pub(super) underflowed: usize,
    /// Whole numbers that lost their last digits.
    pub(super) rounded: usize,
}

impl Inexact {
    /// Takes the number that `text` was read as.
    pub(super) fn take(&mut self, text: &str, x: f32) {
        if x == 0.0 {
            let mantissa = text.split(['e', 'E', 'd', 'D']).next().unwrap_or_default();
            self.underflowed += usize::from(mantissa.contains(|c: char| ('1'..='9').contains(&c)));
        } else if x.is_infinite() {
            self.overflowed +=
                usize::from(text.contains(|c: char| c.is_ascii_digit()) && !text.contains('#'));
        } else if x.abs() >= WHOLE {
            let digits = text.trim_start_matches(['+', '-', '\u{2212}']).trim_start_matches('0');
            let whole = digits.bytes().all(|b| b.is_ascii_digit());
            self.rounded += usize::from(whole && digits != format!("{:.0}", x.abs()));
        }
    }

    /// Adds the counts of other numbers.
    pub(super) fn add(&mut self, other: Self) {
        self.overflowed += other.overflowed;
        self.underflowed += other.underflowed;
        self.rounded += other.rounded;
    }

    /// The notes about them, one for each kind that occurs.
    pub(super) fn notes(self) -> impl Iterator<Item = Note> {
        let some = |count: usize, note: fn(usize) -> Note| (count > 0).then(|| note(count));
        let notes = [
            some(self.rounded, |count| Note::WholeRounded { count }),
            some(self.overflowed, |count| Note::Overflowed { count }),
            some(self.underflowed, |count| Note::Underflowed { count }),
        ];
        notes.into_iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_float32_changes_is_counted() {
        for (text, expected) in [
            ("16777216", [0, 0, 0]),
            ("16777217", [0, 0, 1]),
            ("-123456789", [0, 0, 1]),
            ("0016777218", [0, 0, 0]),
            ("123456789.5", [0, 0, 0]),
            ("0.1", [0, 0, 0]),
            ("1e39", [1, 0, 0]),
            ("inf", [0, 0, 0]),
            ("1e-50", [0, 1, 0]),
            ("0e5", [0, 0, 0]),
            ("-0.0", [0, 0, 0]),
        ] {
            let mut inexact = Inexact::default();
            inexact.take(text, text.parse().unwrap());
            let Inexact { overflowed, underflowed, rounded } = inexact;
            assert_eq!([overflowed, underflowed, rounded], expected, "{text}");
        }
    }
}
