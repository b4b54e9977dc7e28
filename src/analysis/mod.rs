//! What a scheme does to a tensor: codes, errors, and the numbers a person reads.

mod quantized;
mod report;
mod summary;
mod view;

pub use quantized::Quantized;
pub use report::{Measures, Report, Reporting};
pub use summary::Summary;
pub use view::View;
