//! The range of the values of every block, times one factor: a limit dragged on one block moves the limits of all in proportion.

use super::{
    Block, Calibrator, Choice, Choices, Digits, Finding, Formula, Setting, Shape, calibrator::ONE_PASS,
};
use crate::scheme::words::{Form, Kind, Number, Parameter, SchemeError, Word};

pub(super) static RATIO: Calibrator = Calibrator {
    word: Word {
        name: "ratio",
        stem: "r",
        parameter: Some(Parameter {
            form: Form::Suffix,
            numbers: &[Number {
                key: "ratio",
                sign: "F",
                kind: Kind::Double,
                // Above 0; a range a thousand times too wide leaves nothing to see on any grid.
                bounds: (f64::from_bits(1), 1000.0),
                default: 0.8,
                stops: &[
                    0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0, 1.1, 1.25, 1.5, 2.0,
                ],
            }],
            refusal: |part| SchemeError::Ratio { part },
        }),
    },
    values_per_step: ONE_PASS,
    sorts: false,
    scripted: true,
    even_levels: false,
    marks: &[],
    choose,
    choose_each: Some(|&Setting { arguments: [f, _], .. }, level, batch| {
        Some(Choices::of_ends(level, batch, Finding::new(&SCALED, [f]), |ends| scaled(ends, f)))
    }),
};

static SCALED: Formula = Formula {
    numbers: &[("f", Digits::Exact)],
    shape: Shape::Ends {
        magnitude: "{f} · of(max, abs(x))",
        low: "{f} · of(min, x)",
        high: "{f} · of(max, x)",
    },
    notes: &[],
};

fn choose(&Setting { arguments: [f, _], .. }: &Setting, block: &Block) -> Choice {
    Choice::plain(scaled(block.extrema(), f), Finding::new(&SCALED, [f]))
}

/// Both ends times a factor. A range has no end at infinity, however wide the factor makes it.
fn scaled((lo, hi): (f32, f32), f: f64) -> (f32, f32) {
    let scaled = |end: f32| (f64::from(end) * f).clamp(f32::MIN.into(), f32::MAX.into()) as f32;
    (scaled(lo), scaled(hi))
}
