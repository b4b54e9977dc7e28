//! `sample(NAME)`, `file(NAME)` and `url(ADDRESS)`: data from a file, and the options of reading them.

use std::fmt;

use super::error::DataError;
use super::generator::point;
use crate::file::read::{Decimal, Element, Loaded, Raw};
use crate::shortest::Shortest;
use crate::tensor::TensorError;

/// How stored data are read.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Options {
    /// The axis whose elements are the rows; 0 by default.
    pub axis: u32,
    /// A value that replaces the first one, if any.
    pub point: Option<f32>,
    /// The decimal mark of a table, if a person chose it; only of files.
    pub decimal: Option<Decimal>,
}

/// Prints the options that differ from their defaults.
impl fmt::Display for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.decimal.map_or(Ok(()), |decimal| write!(f, ":decimal={}", decimal.name()))?;
        if self.axis > 0 {
            write!(f, ":axis={}", self.axis)?;
        }
        self.point.map_or(Ok(()), |x| write!(f, ":point={}", Shortest(x)))
    }
}

impl Options {
    /// Applies the options to a tensor that was read.
    ///
    /// # Errors
    /// When it has no such axis.
    pub fn apply(self, loaded: Loaded) -> Result<Loaded, TensorError> {
        let tensor = loaded.tensor.with_rows(self.axis as usize)?;
        let tensor = match self.point {
            Some(x) => tensor.with_first(x),
            None => tensor,
        };
        Ok(Loaded { tensor, ..loaded })
    }
}

/// What `file(…)` or `url(…)` and its options name.
pub(super) struct Stored {
    /// The file's name, or its address.
    pub(super) name: String,
    /// The name of the tensor, if one is given.
    pub(super) tensor: Option<String>,
    /// How a file without a format is read.
    pub(super) raw: Option<Raw>,
    /// How the tensor is read.
    pub(super) options: Options,
}

/// Parses what follows `sample(`: the name and the options.
pub(super) fn sample(rest: &str, refused: impl Fn() -> DataError) -> Result<(String, Options), DataError> {
    let (name, options) = rest.rsplit_once(')').ok_or_else(&refused)?;
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
    if name.is_empty() || !name.bytes().all(plain) {
        return Err(refused());
    }
    let given = Given::parse(options, "sample(…)", false, refused)?;
    Ok((name.into(), given.options()))
}

/// Parses what follows `file(`.
pub(super) fn file(rest: &str, refused: impl Fn() -> DataError) -> Result<Stored, DataError> {
    // Names may contain brackets, options do not: the last bracket ends the name.
    let (inside, options) = rest.rsplit_once(')').ok_or_else(&refused)?;
    let (name, tensor) = inside.split_once('/').map_or((inside, None), |(n, t)| (n, Some(t)));
    if name.is_empty() {
        return Err(refused());
    }
    stored((name, tensor), options, "file(…)", refused)
}

/// Parses what follows `url(`.
pub(super) fn url(rest: &str, refused: impl Fn() -> DataError) -> Result<Stored, DataError> {
    let (inside, options) = rest.rsplit_once(')').ok_or_else(&refused)?;
    // No address has this bar unescaped; tensors may have further ones.
    let (given, tensor) = inside.split_once('|').map_or((inside, None), |(a, t)| (a, Some(t)));
    let address = address(given.trim()).ok_or_else(&refused)?;
    stored((address, tensor), options, "url(…)", refused)
}

/// An address of the web, or `OWNER/NAME`. A folder's `/*` goes without saying behind the latter.
fn address(given: &str) -> Option<&str> {
    let visible = given.chars().all(|c| !c.is_whitespace() && !c.is_control());
    if let Some(rest) = given.strip_prefix("https://").or_else(|| given.strip_prefix("http://")) {
        let named = rest.split(['/', '?', '#']).next().is_some_and(|host| !host.is_empty());
        return (visible && named).then_some(given);
    }
    let repository = given.strip_suffix("/*").unwrap_or(given);
    let (owner, name) = repository.split_once('/')?;
    let plain = |part: &str| {
        !part.trim_matches('.').is_empty()
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
    };
    (plain(owner) && plain(name)).then_some(repository)
}

/// The options of a file or an address.
fn stored(
    (name, tensor): (&str, Option<&str>),
    options: &str,
    kind: &str,
    refused: impl Fn() -> DataError,
) -> Result<Stored, DataError> {
    let given = Given::parse(options, kind, true, refused)?;
    let read = given.options();
    let raw = match (given.element, given.shape, tensor) {
        (None, None, _) => None,
        (Some(element), Some(shape), None) if given.decimal.is_none() => Some(Raw { element, shape }),
        _ => return Err(DataError::Raw { given: options.into() }),
    };
    Ok(Stored { name: name.into(), tensor: tensor.map(Into::into), raw, options: read })
}

/// The largest number of axes, as in numpy.
const AXES: u32 = 64;

/// The options of a sample, a file or an address.
#[derive(Default)]
struct Given {
    axis: Option<u32>,
    point: Option<f32>,
    decimal: Option<Decimal>,
    element: Option<Element>,
    shape: Option<Vec<u64>>,
}

impl Given {
    fn options(&self) -> Options {
        Options { axis: self.axis.unwrap_or(0), point: self.point, decimal: self.decimal }
    }

    /// `raw` allows dtype and shape. Text that does not begin with a colon makes the whole notation malformed.
    fn parse(
        options: &str,
        kind: &str,
        raw: bool,
        refused: impl Fn() -> DataError,
    ) -> Result<Self, DataError> {
        let mut parsed = Self::default();
        if options.is_empty() {
            return Ok(parsed);
        }
        let options = options.strip_prefix(':').ok_or_else(refused)?;
        for option in options.split(':') {
            let element = Element::ALL.into_iter().find(|element| raw && element.short() == option);
            let (twice, name) = if let Some(given) = option.strip_prefix("axis=") {
                let number = given.parse().ok().filter(|&axis| axis < AXES);
                let axis = number.ok_or_else(|| DataError::Axis { given: given.into() })?;
                (parsed.axis.replace(axis).is_some(), "axis")
            } else if let Some(given) = option.strip_prefix("point=") {
                (parsed.point.replace(point(given)?).is_some(), "point")
            } else if let Some(given) = option.strip_prefix("decimal=").filter(|_| raw) {
                let decimal = Decimal::ALL.into_iter().find(|decimal| decimal.name() == given);
                let decimal = decimal.ok_or_else(|| DataError::Decimal { given: given.into() })?;
                (parsed.decimal.replace(decimal).is_some(), "decimal")
            } else if element.is_some() {
                (std::mem::replace(&mut parsed.element, element).is_some(), "dtype")
            } else if let Some(shape) = Raw::dimensions(option).filter(|_| raw) {
                (parsed.shape.replace(shape).is_some(), "RxC")
            } else {
                let accepted = if raw { accepted_of_files() } else { "axis=K, point=X".into() };
                return Err(DataError::Option { option: option.into(), kind: kind.into(), accepted });
            };
            if twice {
                return Err(DataError::Duplicate { option: option.into(), name: name.into() });
            }
        }
        Ok(parsed)
    }
}

fn accepted_of_files() -> String {
    let elements = Element::ALL.map(Element::short).join(", ");
    format!("axis=K, point=X; decimal=point or decimal=comma; {elements} with RxC or n=N")
}
