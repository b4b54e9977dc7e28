//! Reading: a file's bytes in, a [`Tensor`](crate::Tensor) or a clear sentence out.
//!
//! [`Opening`] finds the tensors of a file, and [`Reading`] reads one of them. Both request the ranges of bytes that they need,
//! and the caller fetches these. [`open`] and [`load`] do the same for a file that is in memory. The format follows from the
//! content, and from the name only if the content does not decide it. A model may consist of several files ([`Opening::model`]). No memory is allocated by a size that a file only claims.

mod bits;
mod block_grids;
mod bytes;
mod decimal;
mod elements;
mod float8;
mod gguf;
mod importance;
mod inflate;
mod json;
mod json_reader;
mod json_value;
mod listing;
mod model;
mod nested;
mod notes;
mod npy;
mod npz;
mod onnx;
mod open_file;
mod opening;
mod packing;
mod photograph;
mod pieces;
mod quantized;
mod raw;
mod reading;
mod recognise;
mod safetensors;
mod sentences;
mod stored;
mod table;
mod text;
mod torch;
mod varints;
mod zip;

pub use elements::Element;
pub use importance::Importance;
pub use listing::{Entry, Finding, Format, Listing, Loaded, MAX_FILE_VALUES};
pub use model::{Group, groups, is_part};
pub use open_file::OpenFile;
pub use opening::{Opening, Step, load, load_as, load_model, load_raw, open, open_model};
pub use raw::Raw;
pub use reading::Reading;
pub use sentences::{FileError, Note};
pub use table::Decimal;
