//! Max: the range holds every value, so that nothing is clipped.

use super::{Calibrator, Choice, Choices, Finding, Formula, Shape, calibrator::ONE_PASS};
use crate::scheme::words::Word;

pub(super) static MAX: Calibrator = Calibrator {
    word: Word::plain("max"),
    values_per_step: ONE_PASS,
    sorts: false,
    scripted: true,
    even_levels: false,
    marks: &[[0.0; 2]],
    choose: |_, block| Choice::plain(block.extrema(), Finding::new(&WHOLE, [])),
    choose_each: Some(|_, level, batch| {
        Some(Choices::of_ends(level, batch, Finding::new(&WHOLE, []), |ends| ends))
    }),
};

/// The ends of the data.
static WHOLE: Formula = Formula {
    numbers: &[],
    shape: Shape::Ends { magnitude: "of(max, abs(x))", low: "of(min, x)", high: "of(max, x)" },
    notes: &[],
};
