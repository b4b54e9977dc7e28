//! A word of the notation: how it is written, and the numbers that follow it.

use std::fmt;

use super::SchemeError;
use crate::{sentence::Excerpt, shortest::Shortest};

/// The numbers that follow a word; zeros where it takes fewer.
pub type Arguments = [f64; 2];

/// One option of a scheme, as its notation writes it.
#[derive(Debug)]
pub struct Word {
    /// Its name: of the control on the page, and of its sentence `option.NAME` in the catalogues.
    pub name: &'static str,
    /// The text it begins with; all of it for a word that takes no number.
    pub stem: &'static str,
    /// The numbers it takes.
    pub parameter: Option<Parameter>,
}

/// The numbers that a word takes.
#[derive(Debug)]
pub struct Parameter {
    /// How they are written.
    pub form: Form,
    /// One or two of them; none of a list.
    pub numbers: &'static [Number],
    /// The error for text that does not give them.
    pub refusal: fn(Excerpt) -> SchemeError,
}

/// How the numbers of a word are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One number right after the stem, or two with an x between them: `g64`, `b128x128`.
    Suffix,
    /// One number in brackets, left out when it is the default: `stochastic(7)`.
    Optional,
    /// Two rising numbers in brackets: `clip(-3,3)`.
    Interval,
    /// Any number of rising numbers in brackets, which are no [`Arguments`]: `levels(-1,0,1)`.
    List,
}

/// A number that a word takes.
#[derive(Debug)]
pub struct Number {
    /// Its key among the parts of a scheme.
    pub key: &'static str,
    /// The letter that stands for it in a list of options: the `N` of `gN`.
    pub sign: &'static str,
    /// How precise it is.
    pub kind: Kind,
    /// The smallest and the largest value.
    pub bounds: (f64, f64),
    /// What a control shows while the scheme does not have this word.
    pub default: f64,
    /// The values that a slider offers.
    pub stops: &'static [f64],
}

/// How precise a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole number.
    Whole,
    /// A 32-bit float.
    Single,
    /// A 64-bit float.
    Double,
}

/// A number with so few values is listed by its values, as in `int2 … int8`.
const FEW: f64 = 8.0;

impl Number {
    fn read(&self, text: &str) -> Option<f64> {
        let value = match self.kind {
            Kind::Whole => text.parse::<u32>().ok()?.into(),
            Kind::Single => text.parse::<f32>().ok()?.into(),
            Kind::Double => text.parse().ok()?,
        };
        self.accepts(value).then_some(value)
    }

    /// Whether this value is one it can have.
    fn accepts(&self, value: f64) -> bool {
        let whole = self.kind != Kind::Whole || value.fract() == 0.0;
        whole && value.is_finite() && (self.bounds.0..=self.bounds.1).contains(&value)
    }

    fn write(&self, f: &mut fmt::Formatter<'_>, value: f64) -> fmt::Result {
        match self.kind {
            Kind::Single => write!(f, "{}", Shortest(value as f32)),
            Kind::Whole | Kind::Double => write!(f, "{}", Shortest(value)),
        }
    }

    /// All values, when there are few.
    fn values(&self) -> Option<impl Iterator<Item = u32> + use<>> {
        let (least, most) = self.bounds;
        (self.kind == Kind::Whole && most - least < FEW).then_some(least as u32..=most as u32)
    }
}

impl Word {
    /// A word that takes no number; it is its own name.
    pub const fn plain(word: &'static str) -> Self {
        Self { name: word, stem: word, parameter: None }
    }

    /// The numbers it takes, none for most words.
    pub fn numbers(&self) -> &'static [Number] {
        self.parameter.as_ref().map_or(&[], |parameter| parameter.numbers)
    }

    /// How its numbers are written; None for most words.
    pub fn form(&self) -> Option<Form> {
        self.parameter.as_ref().map(|parameter| parameter.form)
    }

    /// The numbers a control shows while the scheme does not have this word.
    pub fn defaults(&self) -> Arguments {
        let mut defaults = [0.0; 2];
        for (default, number) in defaults.iter_mut().zip(self.numbers()) {
            *default = number.default;
        }
        defaults
    }

    /// Whether `part` can only be meant as this word.
    pub(super) fn claims(&self, part: &str) -> bool {
        let Some(rest) = part.strip_prefix(self.stem) else { return false };
        // A stem of one letter begins many words that are misspelt: `rows` is not meant as a number behind `r`, but `rnan` is.
        let misspelt =
            self.stem.len() == 1 && rest.starts_with(char::is_alphabetic) && rest.parse::<f64>().is_err();
        if self.parameter.is_some() { !misspelt } else { rest.is_empty() }
    }

    /// The numbers of a part that begins with the stem.
    pub(super) fn read(&self, part: &str) -> Result<Arguments, SchemeError> {
        let Some(Parameter { form, numbers, refusal }) = &self.parameter else { return Ok([0.0; 2]) };
        let rest = part.strip_prefix(self.stem).unwrap_or_default();
        let inside = || rest.strip_prefix('(')?.strip_suffix(')');
        let read = match (form, numbers) {
            (Form::Suffix, [first, second]) => {
                rest.split_once('x').and_then(|(a, b)| Some([first.read(a.trim())?, second.read(b.trim())?]))
            }
            (Form::Suffix, [number, ..]) => number.read(rest).map(|value| [value, 0.0]),
            (Form::Optional, [number, ..]) if rest.is_empty() => Some([number.default, 0.0]),
            (Form::Optional, [number, ..]) => {
                inside().and_then(|text| number.read(text.trim())).map(|value| [value, 0.0])
            }
            (Form::Interval, [low, high, ..]) => inside()
                .and_then(|text| text.split_once(','))
                .and_then(|(lo, hi)| Some([low.read(lo.trim())?, high.read(hi.trim())?]))
                .filter(|[lo, hi]| lo < hi),
            _ => None,
        };
        read.ok_or_else(|| refusal(part.into()))
    }

    /// The numbers as the word holds them, or the error that its text would give.
    pub(super) fn checked(&self, mut arguments: Arguments) -> Result<Arguments, SchemeError> {
        let Some(Parameter { form, numbers, refusal }) = &self.parameter else { return Ok([0.0; 2]) };
        for (argument, number) in arguments.iter_mut().zip(*numbers) {
            if number.kind == Kind::Single {
                *argument = f64::from(*argument as f32);
            }
        }
        let accepted = arguments.iter().zip(*numbers).all(|(&argument, number)| number.accepts(argument));
        if accepted && (*form != Form::Interval || arguments[0] < arguments[1]) {
            return Ok(arguments);
        }
        Err(refusal(Written(self, arguments).to_string().into()))
    }

    /// How it is written, with letters for its numbers: `gN`, or `int2 … int8` where the values are few.
    pub fn pattern(&self) -> String {
        let stem = self.stem;
        let Some(Parameter { form, numbers, .. }) = &self.parameter else { return stem.into() };
        let signs = numbers.iter().map(|number| number.sign).collect::<Vec<_>>().join(",");
        match form {
            Form::Suffix => match numbers.iter().find_map(Number::values).and_then(ends) {
                Some((first, last)) => format!("{stem}{first} … {stem}{last}"),
                None => format!("{stem}{}", signs.replace(',', "x")),
            },
            Form::Optional | Form::Interval => format!("{stem}({signs})"),
            Form::List => format!("{stem}(L1,L2,…)"),
        }
    }

    /// How an error lists it: each value of few, and without a number that may be left out.
    pub(super) fn accepted(&self) -> String {
        let Self { stem, parameter, .. } = self;
        match parameter {
            Some(Parameter { form: Form::Suffix, numbers: [number, ..], .. }) => match number.values() {
                Some(values) => values.map(|n| format!("{stem}{n}")).collect::<Vec<_>>().join(", "),
                None => self.pattern(),
            },
            Some(Parameter { form: Form::Optional, .. }) => (*stem).into(),
            _ => self.pattern(),
        }
    }
}

fn ends(mut values: impl Iterator<Item = u32>) -> Option<(u32, u32)> {
    let first = values.next()?;
    Some((first, values.last().unwrap_or(first)))
}

/// A word with its numbers, as text.
pub(crate) struct Written<'a>(pub(crate) &'a Word, pub(crate) Arguments);

impl fmt::Display for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(Word { stem, parameter, .. }, arguments) = self;
        f.write_str(stem)?;
        let Some(Parameter { form, numbers, .. }) = parameter else { return Ok(()) };
        if *form == Form::Suffix {
            return numbers.iter().zip(arguments).enumerate().try_for_each(|(i, (number, &value))| {
                f.write_str(if i == 0 { "" } else { "x" })?;
                number.write(f, value)
            });
        }
        if *form == Form::Optional && numbers.iter().zip(arguments).all(|(n, &value)| n.default == value) {
            return Ok(());
        }
        for (i, (number, &value)) in numbers.iter().zip(arguments).enumerate() {
            f.write_str(if i == 0 { "(" } else { "," })?;
            number.write(f, value)?;
        }
        f.write_str(")")
    }
}
