//! What became of a tensor: the values another file stores for it, against the original.
//!
//! ```text
//! e = stored − original over the values that are finite in both, row by row in f64, so that bands of rows change no digit
//! ```

use serde::Serialize;

use crate::analysis::sqnr_db;

/// The difference of two tensors in the making.
#[derive(Debug, Clone, Copy, Default)]
pub struct Comparing {
    count: u64,
    left_out: u64,
    signal: f64,
    sse: f64,
    most: f64,
}

/// How a stored tensor differs from its original.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Compared {
    /// Values that are finite in both, and all others.
    pub values: u64,
    /// See above.
    pub left_out: u64,
    /// Σx² of the original.
    pub signal: f64,
    /// Σe².
    pub sse: f64,
    /// SQNR in dB; ∞ without error.
    pub sqnr_db: f64,
    /// Mean of e².
    pub mse: f64,
    /// Largest |e|.
    pub max_abs_error: f64,
}

impl Comparing {
    /// Adds some whole rows of `columns` values, behind those of the calls before. What one has more than the other is left out.
    pub fn add(&mut self, original: &[f32], stored: &[f32], columns: usize) {
        let columns = columns.max(1);
        for (original, stored) in original.chunks(columns).zip(stored.chunks(columns)) {
            let (mut signal, mut sse) = (0.0, 0.0);
            for (&x, &y) in original.iter().zip(stored) {
                if !(x.is_finite() && y.is_finite()) {
                    self.left_out += 1;
                    continue;
                }
                let (x, error) = (f64::from(x), f64::from(y) - f64::from(x));
                signal += x * x;
                sse += error * error;
                self.most = self.most.max(error.abs());
                self.count += 1;
            }
            self.signal += signal;
            self.sse += sse;
        }
    }

    /// The difference of what was added.
    pub fn compared(&self) -> Compared {
        let &Self { count, left_out, signal, sse, most } = self;
        Compared {
            values: count,
            left_out,
            signal,
            sse,
            sqnr_db: if sse == 0.0 { f64::INFINITY } else { sqnr_db(signal, sse) },
            mse: sse / count.max(1) as f64,
            max_abs_error: most,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_its_definition() {
        let original = [1.0, -2.0, f32::NAN, 3.0, 4.0, f32::INFINITY];
        let stored = [1.5, -2.0, 0.0, 3.0, f32::NEG_INFINITY, 1.0];
        let mut comparing = Comparing::default();
        comparing.add(&original[..3], &stored[..3], 3);
        comparing.add(&original[3..], &stored[3..], 3);
        let found = comparing.compared();
        assert_eq!((found.values, found.left_out, found.signal, found.sse), (3, 3, 14.0, 0.25));
        assert_eq!((found.mse, found.max_abs_error), (0.25 / 3.0, 0.5));
        let same = Comparing::default().compared();
        assert_eq!((same.sqnr_db, same.mse), (f64::INFINITY, 0.0));
    }
}
