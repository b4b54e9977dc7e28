//! Numbers in notations: as short as possible without a loss.

use std::fmt;

/// A number with the fewest digits that parse to the same number. Very large and very small ones have an exponent instead of the
/// many zeros that `Display` writes.
pub(crate) struct Shortest<T>(pub(crate) T);

impl<T: Copy + Into<f64> + fmt::Display + fmt::LowerExp> fmt::Display for Shortest<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.0.into().abs();
        if size != 0.0 && !(1e-5..1e16).contains(&size) {
            write!(f, "{:e}", self.0)
        } else {
            write!(f, "{}", self.0)
        }
    }
}
