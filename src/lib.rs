//! QuantScope: see what quantization does.
//!
//! Data flows one way, and so do the modules' dependencies:
//!
//! [`source`] → [`tensor`] → [`scheme`] (calibrate) → [`kernels`] (quantize) → [`analysis`] (report) → [`figure`]
#![forbid(unsafe_code)]

pub mod figure;
pub mod sentence;
pub mod tensor;
#[cfg(target_arch = "wasm32")]
pub mod web;

pub use tensor::Tensor;
