//! Mean ± K standard deviations (Krishnamoorthi 2018, arXiv 1806.08342; common in quantization-aware training).
//!
//! A symmetric grid reaches to the farther of the two ends: `|mean| + K·sd`.

use super::{Block, Calibrator, Choice, Digits, Finding, Formula, Setting, Shape};
use crate::scheme::words::{Form, Kind, Number, Parameter, SchemeError, Word};

pub(super) static DEVIATIONS: Calibrator = Calibrator {
    word: Word {
        name: "deviations",
        stem: "sd",
        parameter: Some(Parameter {
            form: Form::Suffix,
            numbers: &[Number {
                key: "deviations",
                sign: "K",
                kind: Kind::Double,
                // Above 0; no distribution has a share one could see beyond 1000.
                bounds: (f64::from_bits(1), 1000.0),
                default: 3.0,
                stops: &[0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0, 6.0, 8.0, 10.0],
            }],
            refusal: |part| SchemeError::Deviations { part },
        }),
    },
    values_per_step: 1 << 19,
    sorts: false,
    scripted: true,
    even_levels: false,
    marks: &[],
    choose,
    choose_each: None,
};

const AROUND_MEAN: Formula = Formula {
    numbers: &[
        ("k", Digits::Short),
        ("mean", Digits::Short),
        ("sd", Digits::Short),
        ("center", Digits::Short),
        ("threshold", Digits::Short),
    ],
    shape: Shape::Threshold(&["{k} · σ", "{k} · {sd}"]),
    notes: &[],
};
static ASYMMETRIC: Formula = AROUND_MEAN;
/// Here `mean` is its distance from 0.
static SYMMETRIC: Formula =
    Formula { shape: Shape::Threshold(&["abs(μ) + {k} · σ", "{mean} + {k} · {sd}"]), ..AROUND_MEAN };

fn choose(&Setting { arguments: [k, _], grid, .. }: &Setting, block: &Block) -> Choice {
    let mean = block.mean();
    let sd = block.deviation(mean);
    let reach = k * sd;
    let finding = if grid.is_mirrored() {
        Finding::new(&SYMMETRIC, [k, mean.abs(), sd, 0.0, mean.abs() + reach])
    } else {
        Finding::new(&ASYMMETRIC, [k, mean, sd, mean, reach])
    };
    if sd == 0.0 { block.whole(finding) } else { block.within(mean, reach, grid, finding) }
}
