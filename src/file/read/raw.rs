//! Files without a format: little-endian numbers one after the other, of a type and a shape that a person states.

use std::fmt;

use super::elements::{Coding, Element};
use super::reading::{Plan, Reading};
use super::sentences::{FileError, Note, shown};

/// How the numbers of a raw file are stored: `f16:128x512` in the notation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raw {
    /// Each of them.
    pub element: Element,
    /// Dimensions, the last one varying fastest; at least one, and none of them 0.
    pub shape: Vec<u64>,
}

impl Raw {
    /// Begins to read such a file of `size` bytes.
    ///
    /// # Errors
    /// When it has fewer bytes than the shape needs, and where more than [`super::MAX_FILE_VALUES`] cannot be sampled by rows.
    pub fn read(&self, name: &str, size: u64) -> Result<Reading, FileError> {
        let overflow = || FileError::Overflow { file: name.into(), shape: shown(&self.shape) };
        let wanted = self.bytes().ok_or_else(overflow)?;
        let trailing = size.checked_sub(wanted).ok_or_else(|| FileError::RawShort {
            file: name.into(),
            shape: shown(&self.shape),
            dtype: self.element.name(),
            wanted,
            found: size,
        })?;
        let trailing = usize::try_from(trailing).unwrap_or(usize::MAX);
        Reading::new(Plan {
            name: name.into(),
            place: name.into(),
            shape: self.shape.clone(),
            coding: Coding::Plain { element: self.element, big_endian: false },
            fortran: false,
            start: 0,
            packed: None,
            notes: (trailing > 0).then_some(Note::Trailing { bytes: trailing }).into_iter().collect(),
        })
    }

    /// How many bytes the shape needs; `None` beyond what can be counted.
    fn bytes(&self) -> Option<u64> {
        let size = self.element.size() as u64;
        self.shape.iter().try_fold(size, |n, &d| n.checked_mul(d))
    }

    /// Dimensions as the notation has them: `n=N`, or `RxC` with as many axes as wanted. `None` for anything else.
    pub(crate) fn dimensions(option: &str) -> Option<Vec<u64>> {
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        let number = |s: &str| s.parse().ok().filter(|&d: &u64| digits(s) && d > 0);
        if let Some(n) = option.strip_prefix("n=") {
            return Some(vec![number(n)?]);
        }
        let shape: Vec<u64> = option.split('x').map(number).collect::<Option<_>>()?;
        // Of the widest type, so that every stated shape can be counted.
        let counted = shape.iter().try_fold(8u64, |n, &d| n.checked_mul(d));
        (shape.len() > 1 && counted.is_some()).then_some(shape)
    }
}

impl fmt::Display for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.element.short())?;
        if let [n] = self.shape[..] {
            return write!(f, "n={n}");
        }
        for (i, d) in self.shape.iter().enumerate() {
            write!(f, "{}{d}", if i == 0 { "" } else { "x" })?;
        }
        Ok(())
    }
}
