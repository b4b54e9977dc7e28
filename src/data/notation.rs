//! The data notation: one short string names a data set.
//!
//! ```text
//! data = kind *( ":" option )   |  sample(NAME)  |  file(NAME)  |  file(NAME/TENSOR)  |  file(NAME):DTYPE:RxC, of a raw file,
//!        url(ADDRESS)  |  url(ADDRESS|TENSOR)  with the options of file(…),
//!        then any of :axis=K :point=X, and of a file :decimal=point or :decimal=comma   |  values(1,2,3.5)[:RxC]
//! ```
//!
//! The same string stands in the address, in attributes of the element, in exports and in tests. Printing is canonical: it leaves
//! out defaults and has one order of options. Parsing a printed string gives the same specification. The options of random data
//! are those of [`Generator`]. The crate asks for nothing at an address: who holds the bytes gives them.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::error::DataError;
use super::generator::{Generator, Kind};
use super::literal::Literal;
use super::stored::{self, Options, Stored};
use crate::file::read::Raw;
use crate::wide::narrowed;

/// What data to show, and where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum DataSpec {
    /// Drawn at random from a seed.
    Generated(Generator),
    /// `sample(NAME)`: a tensor that comes with the page; `NAME` is its file's stem.
    Sample {
        /// Only letters, digits, `_` and `-`, because an address contains it.
        name: String,
        /// How it is read.
        options: Options,
    },
    /// `file(NAME)` or `file(NAME/TENSOR)`: a tensor of a file that the user opened.
    File {
        /// The file's name; no `/` in it.
        name: String,
        /// The name of a tensor in the file; any text.
        tensor: Option<String>,
        /// How a file without a format is read; it has no tensors by name.
        raw: Option<Raw>,
        /// How it is read.
        options: Options,
    },
    /// `url(ADDRESS)` or `url(ADDRESS|TENSOR)`: a tensor of what lies at an address of the web.
    Url {
        /// Of a file; with `/*` behind it of a folder with a model; or `OWNER/NAME`, a model of a hub.
        address: String,
        /// The name of a tensor there; any text.
        tensor: Option<String>,
        /// How a file without a format is read; it has no tensors by name.
        raw: Option<Raw>,
        /// How it is read.
        options: Options,
    },
    /// `values(1,2,3.5)`: values in the notation itself.
    Values(Literal),
}

impl FromStr for DataSpec {
    type Err = DataError;

    fn from_str(text: &str) -> Result<Self, DataError> {
        let text = &*narrowed_but_names(text.trim());
        if let Some(rest) = text.strip_prefix("sample(") {
            let (name, options) = stored::sample(rest, || DataError::Sample { given: text.into() })?;
            return Ok(Self::Sample { name, options });
        }
        if let Some(rest) = text.strip_prefix("file(") {
            let Stored { name, tensor, raw, options } =
                stored::file(rest, || DataError::File { given: text.into() })?;
            return Ok(Self::File { name, tensor, raw, options });
        }
        if let Some(rest) = text.strip_prefix("url(") {
            let Stored { name, tensor, raw, options } =
                stored::url(rest, || DataError::Url { given: text.into() })?;
            return Ok(Self::Url { address: name, tensor, raw, options });
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

/// A notation with ASCII characters in the place of full-width ones. Addresses and the names of files and tensors stay as they are.
fn narrowed_but_names(text: &str) -> Cow<'_, str> {
    let narrow = narrowed(text);
    let Some(kind) = ["file", "url"]
        .into_iter()
        .find(|kind| narrow.strip_prefix(kind).is_some_and(|rest| rest.starts_with('(')))
    else {
        return narrow;
    };
    if matches!(narrow, Cow::Borrowed(_)) {
        return narrow;
    }
    let brackets = text.find(['(', '\u{ff08}']).zip(text.rfind([')', '\u{ff09}']));
    let Some((open, close)) = brackets.filter(|(open, close)| open < close) else { return narrow };
    let behind = |at: usize| at + text[at..].chars().next().map_or(0, char::len_utf8);
    format!("{kind}({}){}", &text[behind(open)..close], narrowed(&text[behind(close)..])).into()
}

fn accepted_kinds() -> String {
    let kinds = Kind::ALL.map(Kind::name).join(", ");
    format!(
        "{kinds}, sample(NAME), file(NAME), file(NAME/TENSOR), file(NAME):DTYPE:RxC, url(ADDRESS), url(ADDRESS|TENSOR), values(1,2,3.5)"
    )
}

impl DataSpec {
    /// The options of a sample, a file or an address; the defaults for other data.
    pub fn options(&self) -> Options {
        match self {
            Self::Sample { options, .. } | Self::File { options, .. } | Self::Url { options, .. } => *options,
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
            Self::Url { address, tensor, raw, options } => {
                write!(f, "url({address}")?;
                tensor.iter().try_for_each(|tensor| write!(f, "|{tensor}"))?;
                f.write_str(")")?;
                raw.iter().try_for_each(|raw| write!(f, ":{raw}"))?;
                options.fmt(f)
            }
            Self::Values(literal) => literal.fmt(f),
        }
    }
}
