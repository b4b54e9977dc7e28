//! The checks of all fuzz targets. `tests/memory/corpus.rs` runs them over the inputs that were kept.

#[path = "../../tests/support/hostile.rs"]
mod hostile;

/// Runs the check of the target called `name`.
pub fn check(name: &str, bytes: &[u8]) {
    hostile::check(name, bytes);
}
