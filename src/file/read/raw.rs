//! Files without a format: consecutive little-endian numbers of a type and a shape that the user states.

use std::fmt;

use super::elements::{Coding, Element};
use super::reading::{Plan, Reading};
use super::sentences::{FileError, Note, shown};

/// How the numbers of a raw file are stored: `f16:128x512` in the notation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raw {
    /// The type of its numbers.
    pub element: Element,
    /// Its dimensions, at least one and none of them 0. The last one varies fastest.
    pub shape: Vec<u64>,
}

impl Raw {
    /// Begins to read such a file of `size` bytes.
    ///
    /// # Errors
    /// When it has fewer bytes than the shape needs, and when it has more than [`super::MAX_FILE_VALUES`] values and cannot be
    /// sampled by rows.
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

    /// The number of bytes of the shape; `None` if it overflows.
    fn bytes(&self) -> Option<u64> {
        let size = self.element.size() as u64;
        self.shape.iter().try_fold(size, |n, &d| n.checked_mul(d))
    }

    /// Parses the dimensions of the notation: `n=N`, or `RxC` with any number of axes. `None` for other text.
    pub(crate) fn dimensions(option: &str) -> Option<Vec<u64>> {
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        let number = |s: &str| s.parse().ok().filter(|&d: &u64| digits(s) && d > 0);
        if let Some(n) = option.strip_prefix("n=") {
            return Some(vec![number(n)?]);
        }
        let shape: Vec<u64> = option.split('x').map(number).collect::<Option<_>>()?;
        // The widest type must not overflow, so that no shape does.
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
