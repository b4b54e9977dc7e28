//! The data notation: one short string names a data set.
//!
//! ```text
//! data = kind *( ":" option )   |  sample(NAME)  |  file(NAME)  |  file(NAME/TENSOR)  |  file(NAME):DTYPE:RxC, of a raw file,
//!        then any of :axis=K :point=X   |  values(1,2,3.5)[:RxC]
//! ```
//!
//! The same string stands in the address, in attributes of the element, in exports and in tests. Printing
//! is canonical (defaults left out, options in one order), and parsing what was printed gives the same
//! specification. [`Generator`] has the options of what is drawn at random.

mod stored;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::generator::{Generator, Kind};
use super::raw::Raw;
use crate::sentence::{Excerpt, sentences};
use crate::shortest::Shortest;
use crate::tensor::{Tensor, TensorError};

/// Most values a notation may ask for.
pub const MAX_VALUES: u64 = 1 << 24;

sentences! {
    /// Why a string names no data.
    pub enum DataError {
        /// Nothing of that kind is known.
        Kind { kind: Excerpt, accepted: String } = "error.data.kind",
            "“{kind}” is not a kind of data; accepted: {accepted}";
        /// The option does not exist, or not for this kind.
        Option { option: Excerpt, kind: Excerpt, accepted: String } = "error.data.option",
            "“{option}” is not an option of {kind}; accepted: {accepted}";
        /// The option was given before.
        Duplicate { option: Excerpt, name: String } = "error.data.duplicate",
            "“{option}”: {name} may be given once only";
        /// No shape.
        Shape { given: Excerpt } = "error.data.shape",
            "“{given}” is not a shape; accepted: RxC or n=N with whole numbers from 1, for example 256x256 or n=4096";
        /// More values than are drawn.
        Size { given: Excerpt, limit: u64 } = "error.data.size",
            "{given} is too large; accepted: at most {limit} values";
        /// No seed.
        Seed { given: Excerpt } = "error.data.seed",
            "seed={given}: accepted is a whole number from 0 to 4294967295";
        /// No mean.
        Mean { given: Excerpt } = "error.data.mean",
            "mean={given}: accepted is a finite number";
        /// No standard deviation.
        Sd { given: Excerpt } = "error.data.sd",
            "sd={given}: accepted is a finite number above 0";
        /// No degrees of freedom.
        Df { given: Excerpt } = "error.data.df",
            "df={given}: accepted is a finite number above 0";
        /// No outliers.
        Outliers { given: Excerpt } = "error.data.outliers",
            "outliers={given}: accepted is FRACTIONxMAGNITUDE, for example 0.001x20: a fraction above 0 and at most 1, a finite magnitude above 0, then xpos or xneg for one side only";
        /// No channels.
        Channels { given: Excerpt } = "error.data.channels",
            "channels={given}: accepted is COUNTxMAGNITUDE, for example 2x20: a whole number of columns from 1 and a finite magnitude above 0";
        /// More channels than columns.
        ChannelCount { count: u32, columns: u32 } = "error.data.channel_count",
            "channels: {count} columns are asked for; accepted: at most {columns}, the columns of the data";
        /// No drift.
        Drift { given: Excerpt } = "error.data.drift",
            "drift={given}: accepted is a finite number above 0, by which the last row is larger than the first";
        /// Not the name of a sample.
        Sample { given: Excerpt } = "error.data.sample",
            "“{given}”: accepted is sample(NAME) with letters, digits, _ and - in NAME, then :axis=K and :point=X where wanted";
        /// Not the name of a file.
        File { given: Excerpt } = "error.data.file",
            "“{given}”: accepted is file(NAME) or file(NAME/TENSOR), then :axis=K and :point=X where wanted";
        /// Not a number of an axis.
        Axis { given: Excerpt } = "error.data.axis",
            "axis={given}: accepted is the number of an axis, from 0 to 63";
        /// No value to put into the data.
        Point { given: Excerpt } = "error.data.point",
            "point={given}: accepted is a finite number float32 can hold";
        /// Half of what a raw file needs, or of a tensor that has a name.
        Raw { given: Excerpt } = "error.data.raw",
            "“{given}”: a raw file is read by dtype and shape together, and has no tensors by name; for example file(NAME):f16:128x512 or file(NAME):f32:n=4096";
        /// The list has no end.
        Values { given: Excerpt } = "error.data.values",
            "“{given}”: accepted is values(1,2,3.5), then a shape such as :2x3 where wanted";
        /// The list has something else than numbers in it.
        Value { given: Excerpt, position: usize } = "error.data.value",
            "values: “{given}” at position {position} is not accepted; accepted: numbers float32 can hold, nan, inf and -inf";
        /// The list does not fill the shape.
        ValuesShape { shape: String, wanted: u64, found: u64 } = "error.data.values_shape",
            "values: the shape {shape} asks for {wanted} values, {found} are given";
    }
}

/// How values are arranged.
///
/// As a record: `{rows, columns}`, or `{columns}` alone (`rows` absent, `undefined` or `null`) for a vector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    /// Rows of a matrix; `None` for a vector.
    pub rows: Option<u32>,
    /// Columns of a matrix, or the length of a vector.
    pub columns: u32,
}

impl Shape {
    /// A matrix of `rows` × `columns`.
    pub fn matrix(rows: u32, columns: u32) -> Self {
        Self { rows: Some(rows), columns }
    }

    /// A vector of `n` values.
    pub fn vector(n: u32) -> Self {
        Self { rows: None, columns: n }
    }

    /// How many values there are in all.
    pub fn count(self) -> u64 {
        u64::from(self.rows.unwrap_or(1)) * u64::from(self.columns)
    }

    /// The dimensions of the tensor: one for a vector, two for a matrix.
    pub fn dimensions(self) -> Vec<usize> {
        self.rows.into_iter().chain([self.columns]).map(|d| d as usize).collect()
    }

    /// # Errors
    /// When a dimension is zero or there are more than [`MAX_VALUES`] values.
    pub fn validate(self) -> Result<(), DataError> {
        if self.count() == 0 {
            return Err(DataError::Shape { given: self.to_string().into() });
        }
        if self.count() > MAX_VALUES {
            return Err(DataError::Size { given: self.to_string().into(), limit: MAX_VALUES });
        }
        Ok(())
    }

    /// `RxC` or `n=N`; `None` when `option` is neither, an error when it is one with a bad number.
    pub(super) fn parse(option: &str) -> Option<Result<Self, DataError>> {
        let (rows, columns) = match option.strip_prefix("n=") {
            Some(n) => (None, n),
            None => {
                let (rows, columns) = option.split_once('x')?;
                (Some(rows), columns)
            }
        };
        let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if rows.is_some_and(|r| !r.starts_with(|c: char| c.is_ascii_digit() || c == '-')) {
            return None;
        }
        if !digits(columns) || !rows.is_none_or(digits) {
            return Some(Err(DataError::Shape { given: option.into() }));
        }
        let too_large = || DataError::Size { given: option.into(), limit: MAX_VALUES };
        let number = |s: &str| s.parse::<u32>().map_err(|_| too_large());
        Some(number(columns).and_then(|columns| {
            let shape = Self { rows: rows.map(number).transpose()?, columns };
            shape.validate().map(|()| shape)
        }))
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.rows {
            Some(rows) => write!(f, "{rows}x{}", self.columns),
            None => write!(f, "n={}", self.columns),
        }
    }
}

/// A list of values written out. Equal when every value has the same bits, so that a NaN equals itself.
#[derive(Debug, Clone)]
pub struct Literal {
    /// The values in row-major order.
    pub values: Vec<f32>,
    /// Their shape: a vector where none is given.
    pub shape: Shape,
}

impl PartialEq for Literal {
    fn eq(&self, other: &Self) -> bool {
        self.shape == other.shape
            && self.values.iter().map(|x| x.to_bits()).eq(other.values.iter().map(|x| x.to_bits()))
    }
}

impl Literal {
    /// The values as a tensor named by its notation.
    ///
    /// # Errors
    /// When the list is empty or does not fill the shape.
    pub fn tensor(&self) -> Result<Tensor, DataError> {
        let name = DataSpec::Values(self.clone()).to_string();
        Tensor::new(name, &self.shape.dimensions(), self.values.clone()).map_err(|_| self.misfit())
    }

    fn misfit(&self) -> DataError {
        DataError::ValuesShape {
            shape: self.shape.to_string(),
            wanted: self.shape.count(),
            found: self.values.len() as u64,
        }
    }

    /// `1,2,3.5` and what follows the closing bracket.
    fn parse(list: &str, rest: &str) -> Result<Self, DataError> {
        let value = |(i, given): (usize, &str)| {
            let given = given.trim();
            let error = || DataError::Value { given: given.into(), position: i + 1 };
            let x: f32 = given.parse().map_err(|_| error())?;
            // A number beyond float32 would silently become an infinity.
            if x.is_infinite() && given.contains(|c: char| c.is_ascii_digit()) {
                return Err(error());
            }
            Ok(if x.is_nan() { f32::NAN } else { x })
        };
        let values: Vec<f32> = list.split(',').enumerate().map(value).collect::<Result<_, _>>()?;
        let found = values.len() as u64;
        if found > MAX_VALUES {
            return Err(DataError::Size { given: format!("n={found}").into(), limit: MAX_VALUES });
        }
        let shape = match rest.strip_prefix(':') {
            None if rest.is_empty() => Shape::vector(values.len() as u32),
            None => return Err(DataError::Values { given: rest.into() }),
            Some(option) => match Shape::parse(option) {
                Some(shape) => shape?,
                None => return Err(DataError::Shape { given: option.into() }),
            },
        };
        let literal = Self { values, shape };
        if shape.count() == found { Ok(literal) } else { Err(literal.misfit()) }
    }
}

/// How stored data are read.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Options {
    /// The axis whose elements are the rows: 0 but where another one is asked for.
    pub axis: u32,
    /// What a person put in the place of the first value, if anything.
    pub point: Option<f32>,
}

/// As they are printed: left out where they are the defaults.
impl fmt::Display for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.axis > 0 {
            write!(f, ":axis={}", self.axis)?;
        }
        self.point.map_or(Ok(()), |x| write!(f, ":point={}", Shortest(x)))
    }
}

impl Options {
    /// A tensor as it is to be read.
    ///
    /// # Errors
    /// When it has no such axis.
    pub fn apply(self, tensor: Tensor) -> Result<Tensor, TensorError> {
        let tensor = tensor.with_rows(self.axis as usize)?;
        Ok(match self.point {
            Some(x) => tensor.with_first(x),
            None => tensor,
        })
    }
}

/// What data to show, and where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum DataSpec {
    /// Drawn at random from a seed.
    Generated(Generator),
    /// `sample(NAME)`: a tensor that comes with the page; `NAME` is its file's stem.
    Sample {
        /// Letters, digits, `_` and `-` only, since an address is made of it.
        name: String,
        /// How it is read.
        options: Options,
    },
    /// `file(NAME)` or `file(NAME/TENSOR)`: from a file of the person's own.
    File {
        /// The file's name; no `/` in it.
        name: String,
        /// Which tensor of the file; any text.
        tensor: Option<String>,
        /// How a file without a format is read; it has no tensors by name.
        raw: Option<Raw>,
        /// How it is read.
        options: Options,
    },
    /// `values(1,2,3.5)`: written out.
    Values(Literal),
}

impl FromStr for DataSpec {
    type Err = DataError;

    fn from_str(text: &str) -> Result<Self, DataError> {
        let text = text.trim();
        if let Some(rest) = text.strip_prefix("sample(") {
            return stored::sample(rest, || DataError::Sample { given: text.into() });
        }
        if let Some(rest) = text.strip_prefix("file(") {
            return stored::file(rest, || DataError::File { given: text.into() });
        }
        if let Some(rest) = text.strip_prefix("values(") {
            let Some((list, rest)) = rest.split_once(')') else {
                return Err(DataError::Values { given: text.into() });
            };
            return Literal::parse(list, rest).map(Self::Values);
        }
        let (kind, options) = text.split_once(':').map_or((text, None), |(k, o)| (k, Some(o)));
        let Some(kind) = Kind::parse(kind) else {
            return Err(DataError::Kind { kind: kind.into(), accepted: accepted_kinds() });
        };
        Generator::parse(kind, options).map(Self::Generated)
    }
}

fn accepted_kinds() -> String {
    let kinds = Kind::ALL.map(Kind::name).join(", ");
    format!("{kinds}, sample(NAME), file(NAME), file(NAME/TENSOR), file(NAME):DTYPE:RxC, values(1,2,3.5)")
}

impl DataSpec {
    /// How it is read where it is stored somewhere; the defaults of anything else.
    pub fn options(&self) -> Options {
        match self {
            Self::Sample { options, .. } | Self::File { options, .. } => *options,
            Self::Generated(_) | Self::Values(_) => Options::default(),
        }
    }
}

impl fmt::Display for DataSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Generated(generator) => generator.fmt(f),
            Self::Sample { name, options } => write!(f, "sample({name}){options}"),
            Self::File { name, tensor, raw, options } => {
                write!(f, "file({name}")?;
                tensor.iter().try_for_each(|tensor| write!(f, "/{tensor}"))?;
                f.write_str(")")?;
                raw.iter().try_for_each(|raw| write!(f, ":{raw}"))?;
                options.fmt(f)
            }
            Self::Values(Literal { values, shape }) => {
                f.write_str("values(")?;
                for (i, x) in values.iter().enumerate() {
                    f.write_str(if i == 0 { "" } else { "," })?;
                    match *x {
                        f32::INFINITY => f.write_str("inf")?,
                        f32::NEG_INFINITY => f.write_str("-inf")?,
                        x if x.is_nan() => f.write_str("nan")?,
                        x => Shortest(x).fmt(f)?,
                    }
                }
                f.write_str(")")?;
                if shape.rows.is_some() { write!(f, ":{shape}") } else { Ok(()) }
            }
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
