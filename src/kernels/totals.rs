//! What measuring adds up to, whichever way it was done.

/// Sums and counts over the values measured. With `e = x̂ - x`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Totals {
    /// Number of values.
    pub count: u64,
    /// Σe² over values inside the range.
    pub rounding_sse: f64,
    /// Σe² over clipped values.
    pub clipping_sse: f64,
    /// Σe.
    pub error: f64,
    /// Σ|e|.
    pub absolute_error: f64,
    /// Largest |e|.
    pub max_error: f64,
    /// Σx².
    pub signal: f64,
    /// Σx̂².
    pub decoded: f64,
    /// Σx·x̂.
    pub product: f64,
    /// Number of values outside the range.
    pub clipped: u64,
    /// Number of values that are not zero but decode to zero.
    pub zeroed: u64,
    /// How often each code is used, by `q - q_min`; entries beyond the last code are 0 or left out.
    pub usage: Vec<u64>,
}

impl Totals {
    /// Σe².
    pub fn sse(&self) -> f64 {
        self.rounding_sse + self.clipping_sse
    }
}
