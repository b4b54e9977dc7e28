//! Numbers in notations: as short as they can be and still read back the same.

use std::fmt;

/// A number by its fewest digits that read back as the same number; very large and very small ones with
/// an exponent, which the plain `Display` would write as hundreds of zeros.
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
