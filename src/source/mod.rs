//! Where values come from: a notation or a file's bytes in, a [`Tensor`](crate::Tensor) or a clear sentence
//! out.
//!
//! - [`DataSpec`] is the notation; [`generate`] draws what is seeded.

mod data;
mod generate;
mod generator;
mod random;

pub use data::{DataError, DataSpec, Literal, MAX_VALUES, Shape};
pub use generate::{Generation, STEP, generate};
pub use generator::{Channels, Generator, Kind, Outliers, Side};
