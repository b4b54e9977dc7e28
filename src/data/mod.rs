//! Which data to show: the notation that names a data set, and the generators behind it.
//!
//! [`DataSpec`] is the notation. [`Generator`] is the part of it that is drawn at random, and [`generate()`] draws it;
//! [`Literal`] has values that the notation spells out. Samples and files are only named here:
//! [`file::read`](crate::file::read) reads them, and [`Options`] says how the tensor it reads is shown.

mod error;
mod generate;
mod generator;
mod literal;
mod notation;
mod random;
mod shape;
mod stored;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use error::DataError;
pub use generate::{Generation, STEP, generate};
pub use generator::{Channels, Generator, Kind, Outliers, Side};
pub use literal::Literal;
pub use notation::DataSpec;
pub use shape::{MAX_VALUES, Shape};
pub use stored::Options;
