//! QuantScope: see what quantization does.
//!
//! Data flows one way, and so do the modules' dependencies:
//!
//! [`data`] or [`file::read`] → [`tensor`] → [`scheme`] (calibrate, over [`kernels`]) → [`analysis`] (report) → [`lab`] (frame) → [`figure`]
//!
//! [`data`] names a data set and generates values, [`file::read`] takes them from a file's bytes. [`file::write`] saves what
//! came of it. [`survey`] does the same for all tensors of a model.
//!
//! ```
//! use quantscope::{Report, Scheme, Tensor, kernels::Level};
//!
//! let x = Tensor::new("x", &[2, 3], vec![0.1, -0.7, 2.0, 0.4, 0.0, -1.3])?;
//! let scheme: Scheme = "int4:asym:row".parse()?;
//! let measures = Report::new(Level::new(), &x, &scheme).measures;
//! assert!(measures.sqnr_db > 20.0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

pub mod analysis;
pub mod data;
pub mod figure;
pub mod file;
mod ggml;
pub mod kernels;
pub mod lab;
pub mod quantizer;
pub mod scheme;
pub mod sentence;
mod shortest;
pub mod sorted;
pub mod survey;
pub mod tensor;
#[cfg(target_arch = "wasm32")]
pub mod web;
mod wide;

pub use analysis::{Quantized, Report};
pub use scheme::Scheme;
pub use tensor::Tensor;
