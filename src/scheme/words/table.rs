//! The table of a scheme's words, slot by slot, the default of a slot first. A calibrator brings its own word
//! (`scheme/calibration`).

use std::sync::LazyLock;

use super::{
    Arguments, Form, Kind, Number, Parameter, SchemeError, Slot, Word, accepted,
    specified::{RULES, SPECIFIED},
};
use crate::{
    quantizer::Rounding,
    scheme::{
        BlockScale, CODEBOOKS, Codes, Granularity, Scales, Zero, calibration::CALIBRATORS, format::OWN,
    },
};

/// A word, and what a scheme with it has.
pub(super) struct Entry<T: 'static> {
    pub(super) word: Word,
    means: Means<T>,
}

enum Means<T> {
    /// Always the same.
    One(T),
    /// It depends on the numbers; and the numbers of a value, if it is one of this word.
    Many { make: fn(Arguments) -> T, numbers: fn(T) -> Option<Arguments> },
}

impl<T: Copy + PartialEq> Entry<T> {
    pub(super) const fn plain(word: &'static str, value: T) -> Self {
        Self { word: Word::plain(word), means: Means::One(value) }
    }

    pub(super) fn make(&self, arguments: Arguments) -> T {
        match &self.means {
            Means::One(value) => *value,
            Means::Many { make, .. } => make(arguments),
        }
    }

    /// The numbers of a value of this word.
    pub(super) fn numbers(&self, value: T) -> Option<Arguments> {
        match &self.means {
            Means::One(own) => (*own == value).then_some([0.0; 2]),
            Means::Many { numbers, .. } => numbers(value),
        }
    }
}

/// The integer formats.
pub(super) static INTEGERS: Word = Word {
    name: "int",
    stem: "int",
    parameter: Some(Parameter {
        form: Form::Suffix,
        numbers: &[Number {
            key: "bits",
            sign: "B",
            kind: Kind::Whole,
            bounds: (2.0, 8.0),
            default: 8.0,
            stops: &[2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0],
        }],
        refusal: |part| SchemeError::Format { part, accepted: accepted([Slot::Format]) },
    }),
};

/// The element formats, in the order of their list.
pub(super) static BOOKS: LazyLock<Vec<Word>> =
    LazyLock::new(|| CODEBOOKS.iter().map(|book| Word::plain(&book.word)).collect());

/// Levels of a person's own.
pub(super) static LEVELS: Word = Word {
    name: OWN,
    stem: OWN,
    parameter: Some(Parameter {
        form: Form::List,
        numbers: &[],
        refusal: |part| SchemeError::Levels { part },
    }),
};

/// Whether the grid lies around 0.
pub(super) static SYMMETRIES: [Entry<bool>; 2] = [Entry::plain("sym", true), Entry::plain("asym", false)];

pub(super) static CODES: [Entry<Codes>; 3] = [
    Entry::plain("narrow", Codes::Narrow),
    Entry::plain("wide", Codes::Wide),
    Entry::plain("full", Codes::Full),
];

pub(super) static GRANULARITIES: [Entry<Granularity>; 5] = [
    Entry::plain("tensor", Granularity::Tensor),
    Entry::plain("row", Granularity::Row),
    Entry::plain("col", Granularity::Column),
    Entry {
        word: Word {
            name: "group",
            stem: "g",
            parameter: Some(Parameter {
                form: Form::Suffix,
                numbers: &[Number {
                    key: "group",
                    sign: "N",
                    kind: Kind::Whole,
                    // More than any row may hold.
                    bounds: (1.0, 16_777_216.0),
                    default: 64.0,
                    stops: &[8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0, 1024.0],
                }],
                refusal: |part| SchemeError::Group { part },
            }),
        },
        means: Means::Many {
            make: |[n, _]| Granularity::Group(n as u32),
            numbers: |granularity| match granularity {
                Granularity::Group(n) => Some([n.into(), 0.0]),
                _ => None,
            },
        },
    },
    Entry {
        word: Word {
            name: "tile",
            stem: "b",
            parameter: Some(Parameter {
                form: Form::Suffix,
                numbers: &[side("tall", "R"), side("wide", "C")],
                refusal: |part| SchemeError::Tile { part },
            }),
        },
        means: Means::Many {
            make: |[tall, wide]| Granularity::Tile(tall as u32, wide as u32),
            numbers: |granularity| match granularity {
                Granularity::Tile(tall, wide) => Some([tall.into(), wide.into()]),
                _ => None,
            },
        },
    },
];

/// A side of a tile.
const fn side(key: &'static str, sign: &'static str) -> Number {
    Number {
        key,
        sign,
        kind: Kind::Whole,
        bounds: (1.0, 16_777_216.0),
        default: 128.0,
        stops: &[8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0, 1024.0],
    }
}

pub(super) static ROUNDINGS: [Entry<Rounding>; 4] = [
    Entry::plain("even", Rounding::Even),
    Entry::plain("away", Rounding::Away),
    Entry::plain("floor", Rounding::Floor),
    Entry {
        word: Word {
            name: "stochastic",
            stem: "stochastic",
            parameter: Some(Parameter {
                form: Form::Optional,
                numbers: &[Number {
                    key: "seed",
                    sign: "S",
                    kind: Kind::Whole,
                    bounds: (0.0, u32::MAX as f64),
                    default: 0.0,
                    stops: &[],
                }],
                refusal: |part| SchemeError::Seed { part },
            }),
        },
        means: Means::Many {
            make: |[seed, _]| Rounding::Stochastic(seed as u32),
            numbers: |rounding| match rounding {
                Rounding::Stochastic(seed) => Some([seed.into(), 0.0]),
                _ => None,
            },
        },
    },
];

pub(super) static SCALES: [Entry<Scales>; 6] = [
    Entry::plain("s32", Scales::F32),
    Entry::plain("s16", Scales::F16),
    Entry::plain("sbf16", Scales::Bf16),
    Entry::plain("spow2", Scales::Pow2),
    Entry::plain("se4m3", Scales::E4m3(BlockScale::TwoLevels)),
    Entry::plain("snested8", Scales::Nested),
];

pub(super) static ZEROS: [Entry<Zero>; 2] =
    [Entry::plain("zint", Zero::Integer), Entry::plain("zfloat", Zero::Real)];

/// The `index`-th word of a slot.
pub(super) fn word(slot: Slot, index: usize) -> Option<&'static Word> {
    fn of<T>(entries: &'static [Entry<T>], index: usize) -> Option<&'static Word> {
        entries.get(index).map(|entry| &entry.word)
    }
    match slot {
        Slot::Format if index == 0 => Some(&INTEGERS),
        Slot::Format => match index - 1 {
            book if book < BOOKS.len() => Some(&BOOKS[book]),
            own if own == BOOKS.len() => Some(&LEVELS),
            later => SPECIFIED.get(later - BOOKS.len() - 1).map(|specified| &specified.word),
        },
        Slot::Symmetry => of(&SYMMETRIES, index),
        Slot::Codes => of(&CODES, index),
        Slot::Granularity => of(&GRANULARITIES, index),
        Slot::Calibration => CALIBRATORS.get(index).map(|calibrator| &calibrator.word),
        Slot::Rounding => of(&ROUNDINGS, index),
        Slot::Scales => of(&SCALES, index),
        Slot::Zero => of(&ZEROS, index),
        Slot::Rule => of(&RULES, index),
    }
}
