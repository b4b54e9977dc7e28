//! The shape of generated or listed values: `RxC` or `n=N`.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::error::DataError;

/// The largest number of values that a notation may request.
pub const MAX_VALUES: u64 = 1 << 24;

/// The shape of values.
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

    /// The number of values.
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

    /// Parses `RxC` or `n=N`; `None` if `option` is neither, an error if it is one with a malformed number.
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
