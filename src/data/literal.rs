//! `values(1,2,3.5)`: values given in the notation itself.

use std::fmt;

use super::error::DataError;
use super::shape::{MAX_VALUES, Shape};
use crate::shortest::Shortest;
use crate::tensor::Tensor;

/// A list of values in the notation. Two lists are equal if all values have the same bits, so a NaN equals itself.
#[derive(Debug, Clone)]
pub struct Literal {
    /// The values in row-major order.
    pub values: Vec<f32>,
    /// Their shape; a vector if none is given.
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
        let name = self.to_string();
        Tensor::new(name, &self.shape.dimensions(), self.values.clone()).map_err(|_| self.misfit())
    }

    fn misfit(&self) -> DataError {
        DataError::ValuesShape {
            shape: self.shape.to_string(),
            wanted: self.shape.count(),
            found: self.values.len() as u64,
        }
    }

    /// Parses `1,2,3.5` and what follows the closing bracket.
    pub(super) fn parse(list: &str, rest: &str) -> Result<Self, DataError> {
        let value = |(i, given): (usize, &str)| {
            let given = given.trim();
            let error = || DataError::Value { given: given.into(), position: i + 1 };
            let x: f32 = given.parse().map_err(|_| error())?;
            // A number too large for float32 would silently become infinite.
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

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("values(")?;
        for (i, x) in self.values.iter().enumerate() {
            f.write_str(if i == 0 { "" } else { "," })?;
            match *x {
                f32::INFINITY => f.write_str("inf")?,
                f32::NEG_INFINITY => f.write_str("-inf")?,
                x if x.is_nan() => f.write_str("nan")?,
                x => Shortest(x).fmt(f)?,
            }
        }
        f.write_str(")")?;
        if self.shape.rows.is_some() { write!(f, ":{}", self.shape) } else { Ok(()) }
    }
}
