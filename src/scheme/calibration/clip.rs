//! Clip: a given range, for every block, whatever its values.

use super::{Calibrator, Choice, Digits, Finding, Formula, Shape, calibrator::ONE_PASS};
use crate::scheme::words::{Form, Kind, Number, Parameter, SchemeError, Word};

pub(super) static CLIP: Calibrator = Calibrator {
    word: Word {
        name: "clip",
        stem: "clip",
        parameter: Some(Parameter {
            form: Form::Interval,
            numbers: &[limit("lo", "LO", -1.0), limit("hi", "HI", 1.0)],
            refusal: |part| SchemeError::Clip { part },
        }),
    },
    values_per_step: ONE_PASS,
    sorts: false,
    scripted: true,
    even_levels: false,
    marks: &[],
    choose: |setting, _| {
        let [lo, hi] = setting.arguments;
        Choice::plain((lo as f32, hi as f32), Finding::new(&GIVEN, [lo, hi]))
    },
    choose_each: None,
};

const fn limit(key: &'static str, sign: &'static str, default: f64) -> Number {
    let bounds = (f32::MIN as f64, f32::MAX as f64);
    Number { key, sign, kind: Kind::Single, bounds, default, stops: &[] }
}

static GIVEN: Formula = Formula {
    numbers: &[("lo", Digits::Short), ("hi", Digits::Short)],
    shape: Shape::Ends { magnitude: "max(abs({lo}), abs({hi}))", low: "{lo}", high: "{hi}" },
    notes: &[],
};
