//! Reading reference data: directories that an environment variable can exchange, and expected values.

use std::path::{Path, PathBuf};

use serde_json::Value;

/// The directory named by the environment variable `variable`, else `default` in this repository.
pub(crate) fn directory(variable: &str, default: &str) -> PathBuf {
    std::env::var_os(variable).map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join(default), Into::into)
}

/// The records of a JSON list.
pub(crate) fn records(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Whether the first of `values` are those expected: numbers, or "NaN", "Infinity", "-Infinity".
pub(crate) fn begins(values: &[f32], expected: &Value) -> bool {
    let expected = expected.as_array().expect("first values are a list");
    expected.len() <= values.len()
        && expected.iter().zip(values).all(|(e, &x)| match e.as_str() {
            Some("NaN") => x.is_nan(),
            Some("Infinity") => x == f32::INFINITY,
            Some("-Infinity") => x == f32::NEG_INFINITY,
            _ => e.as_f64().is_some_and(|e| e as f32 == x),
        })
}

/// A list of dimensions.
pub(crate) fn shape(value: &Value) -> Vec<usize> {
    serde_json::from_value(value.clone()).expect("a shape is a list of whole numbers")
}
