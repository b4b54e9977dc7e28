//! What all fuzz targets run: the checks that `tests/corpus.rs` runs over the inputs that were kept.

#[path = "../../tests/support/hostile.rs"]
mod hostile;

pub use hostile::check;
