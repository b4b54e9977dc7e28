//! The crate's tests, as one program: linking it once takes far less time than linking a program for each file.
//!
//! A file is a module below, and `cargo xtask test native NAME` runs one. `cargo xtask test wasm` runs the modules that also
//! use `wasm_bindgen_test`; the others are left out of a build for wasm by their second line.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

/// What several modules share.
mod support {
    pub(crate) mod books;
    pub(crate) mod cases;
    pub(crate) mod levels;
    #[cfg(not(target_arch = "wasm32"))]
    #[path = "../../support/reference.rs"]
    pub(crate) mod reference;
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) mod svg;
}

mod archives;
mod bad_files;
mod calibration;
mod checkpoints;
mod command_line;
mod containers;
mod convolution;
mod curve;
mod figures_blocks;
mod figures_budget;
mod figures_clipping;
mod figures_codes;
mod figures_errors;
mod figures_grid;
mod figures_integers;
mod figures_model;
mod figures_motion;
mod figures_remedies;
mod figures_stored;
mod figures_stream;
mod figures_sweep;
mod figures_tradeoff;
mod formats;
mod generate;
mod ggml;
mod ggml_fits;
mod gguf;
mod importance;
mod json;
mod kernels;
mod kernels_many;
mod models;
mod optima;
mod outlying;
mod packed_layouts;
mod packed_models;
mod photographs;
mod presets;
mod product;
mod properties;
mod properties_tables;
mod reports;
mod samples;
mod sentences;
mod sink;
mod sketch;
mod sorted;
mod sorted_tables;
mod stored;
mod stream;
mod surveys;
mod tables;
mod tidy;
