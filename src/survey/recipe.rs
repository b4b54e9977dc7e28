//! A plan as text: tables, and what other programs read. One file for each.

mod csv;
mod json;
mod llama_quantize;
mod llm_compressor;
mod said;
mod torchao;
mod words;

pub use csv::csv;
pub use json::json;
pub use llama_quantize::llama_quantize;
pub use llm_compressor::llm_compressor;
pub use torchao::torchao;

use super::budget::Plan;

/// Writes a plan.
pub type Write = fn(&Plan) -> String;

/// The forms of a plan, each with its word.
pub const FORMS: [(&str, Write); 5] = [
    ("csv", csv),
    ("json", json),
    ("llama-quantize", llama_quantize),
    ("llm-compressor", llm_compressor),
    ("torchao", torchao),
];

#[cfg(test)]
mod tests;
