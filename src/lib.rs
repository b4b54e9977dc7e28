//! QuantScope: see what quantization does.
//!
//! Data flows one way, and so do the modules' dependencies:
//!
//! [`source`] → [`tensor`] → [`scheme`] (calibrate) → [`kernels`] (quantize) → [`analysis`] (report) → [`figure`]
#![forbid(unsafe_code)]

pub mod sentence;
pub mod source;
pub mod tensor;

pub use tensor::Tensor;
