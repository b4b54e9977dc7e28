//! Reading: a file's bytes in, a [`Tensor`](crate::Tensor) or a clear sentence out.
//!
//! [`Opening`] finds the tensors of a file, and [`Reading`] reads one of them. Both request the ranges of bytes that they need,
//! and the caller fetches these. [`open`] and [`load`] do the same for a file that is in memory. The format follows from the
//! content, and from the name only if the content does not decide it. No memory is allocated by a size that a file only claims.

mod bits;
mod bytes;
mod decimal;
mod elements;
mod float8;
mod gguf;
mod importance;
mod inflate;
mod json;
mod json_reader;
mod listing;
mod nested;
mod npy;
mod npz;
mod opening;
mod photograph;
mod pieces;
mod quantized;
mod raw;
mod reading;
mod recognise;
mod safetensors;
mod sentences;
mod table;
mod text;

pub use elements::Element;
pub use importance::Importance;
pub use listing::{Entry, Format, Listing, Loaded, MAX_FILE_VALUES};
pub use opening::{OpenFile, Opening, Step, load, load_as, load_raw, open};
pub use raw::Raw;
pub use reading::Reading;
pub use sentences::{FileError, Note};
pub use table::Decimal;
