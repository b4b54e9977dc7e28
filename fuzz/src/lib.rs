//! What all fuzz targets run: the checks that `tests/memory/corpus.rs` runs over the inputs that were kept.

#[path = "../../tests/support/hostile.rs"]
mod hostile;

/// Runs the check of the target called `name`.
pub fn check(name: &str, bytes: &[u8]) {
    hostile::check(name, bytes);
}
