//! QuantScope: see what quantization does.
//!
//! Data flows one way, and so do the modules' dependencies:
//!
//! [`source`] → [`tensor`] → [`scheme`] (calibrate) → [`kernels`] (quantize) → [`analysis`] (report) → [`figure`]
#![forbid(unsafe_code)]

pub mod analysis;
pub mod kernels;
pub mod lab;
pub mod params;
pub mod scheme;
pub mod sentence;
pub mod tensor;

pub use analysis::{Quantized, Report};
pub use scheme::Scheme;
pub use tensor::Tensor;
