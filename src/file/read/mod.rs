//! Reading: a file's bytes in, a [`Tensor`](crate::Tensor) or a clear sentence out.
//!
//! [`Opening`] finds what a file holds, and [`Reading`] reads one tensor of it. Both name the parts of the file they need,
//! and the caller fetches these; [`open`] and [`load`] do the same with bytes that are all there. What a file *is* follows
//! from its content, and from its name only where the content does not decide. No size a file claims is believed before the
//! bytes are there.

mod cells;
mod elements;
mod float8;
mod ggml;
mod gguf;
mod inflate;
mod json;
mod listing;
mod npy;
mod npz;
mod opening;
mod pieces;
mod raw;
mod reading;
mod recognise;
mod safetensors;
mod sentences;
mod table;
mod text;

pub use elements::Element;
pub use listing::{Entry, Format, Listing, Loaded, MAX_FILE_VALUES};
pub use opening::{OpenFile, Opening, Step, load, load_raw, open};
pub use raw::Raw;
pub use reading::Reading;
pub use sentences::{FileError, Note};
