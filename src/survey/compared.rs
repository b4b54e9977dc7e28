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
    zeroed: u64,
    sums: Sums,
    most: f64,
}

/// Sums over values: e = x̂ − x.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    signal: f64,
    stored: f64,
    both: f64,
    error: f64,
    magnitude: f64,
    sse: f64,
    /// Σh, and Σh e².
    importance: f64,
    weighted: f64,
}

/// How a stored tensor differs from its original: the names are those of [`Measures`](crate::analysis::Measures).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Compared {
    /// SQNR in dB; ∞ without error.
    pub sqnr_db: f64,
    /// Mean of e².
    pub mse: f64,
    /// Mean of e² weighed by the importance h of each value's column. None without importance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weighted_mse: Option<f64>,
    /// Square root of the mean of e².
    pub rmse: f64,
    /// Mean of |e|.
    pub mae: f64,
    /// Largest |e|.
    pub max_abs_error: f64,
    /// Cosine similarity; NaN when either is all zero.
    pub cosine: f64,
    /// Mean of e.
    pub bias: f64,
    /// Share of values that are not zero and are stored as zero, 0 to 1.
    pub zeroed: f64,
    /// Bits stored for each value; None where the file does not tell.
    pub bits_per_value: Option<f64>,
    /// What only a grid has.
    #[serde(flatten)]
    pub grid: Gridless,
    /// Values that are finite in both, and all others.
    #[serde(skip)]
    pub values: u64,
    /// See above.
    #[serde(skip)]
    pub left_out: u64,
    /// Σx² of the original.
    #[serde(skip)]
    pub signal: f64,
    /// Σe².
    #[serde(skip)]
    pub sse: f64,
    /// Σh e², where columns have an importance.
    #[serde(skip)]
    pub weighted_sse: Option<f64>,
}

/// The measures that ask for a grid. Stored values are compared without one, so that all of these are None.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "said above")]
pub struct Gridless {
    pub clipped: Option<()>,
    pub rmse_per_scale: Option<()>,
    pub error_at_zero: Option<()>,
    pub rounding_sse: Option<()>,
    pub clipping_sse: Option<()>,
    pub codes_used: Option<()>,
    pub codes_total: Option<()>,
    pub entropy_bits: Option<()>,
}

impl Comparing {
    /// Adds some whole rows of `columns` values, behind those of the calls before. What one has more than the other is left out.
    pub fn add(&mut self, original: &[f32], stored: &[f32], columns: usize) {
        self.add_weighed(original, stored, columns, None);
    }

    /// The same with the importance of each column.
    pub fn add_weighed(
        &mut self,
        original: &[f32],
        stored: &[f32],
        columns: usize,
        importance: Option<&[f32]>,
    ) {
        let columns = columns.max(1);
        for (original, stored) in original.chunks(columns).zip(stored.chunks(columns)) {
            let mut row = Sums::default();
            for (column, (&x, &y)) in original.iter().zip(stored).enumerate() {
                if !(x.is_finite() && y.is_finite()) {
                    self.left_out += 1;
                    continue;
                }
                self.zeroed += u64::from(y == 0.0 && x != 0.0);
                self.most = self.most.max(row.add(x.into(), y.into()));
                self.count += 1;
                if let Some(&h) = importance.and_then(|each| each.get(column)) {
                    row.weigh(h.into(), f64::from(y) - f64::from(x));
                }
            }
            self.sums.join(&row);
        }
    }

    /// The difference of what was added, of which each value is stored in `bits_per_value`.
    pub fn compared(&self, bits_per_value: Option<f64>) -> Compared {
        let &Self { count, left_out, zeroed, sums, most } = self;
        let mean = |sum: f64| sum / count.max(1) as f64;
        let Sums { signal, sse, .. } = sums;
        let weighted = (sums.importance > 0.0).then_some(sums.weighted);
        Compared {
            sqnr_db: if sse == 0.0 { f64::INFINITY } else { sqnr_db(signal, sse) },
            mse: mean(sse),
            weighted_mse: weighted.map(|sse| sse / sums.importance),
            rmse: mean(sse).sqrt(),
            mae: mean(sums.magnitude),
            max_abs_error: most,
            cosine: sums.both / (signal * sums.stored).sqrt(),
            bias: mean(sums.error),
            zeroed: mean(zeroed as f64),
            bits_per_value,
            grid: Gridless::default(),
            values: count,
            left_out,
            signal,
            sse,
            weighted_sse: weighted,
        }
    }
}

impl Sums {
    /// Adds a value and what it is stored as; |e|.
    fn add(&mut self, x: f64, y: f64) -> f64 {
        let error = y - x;
        self.signal += x * x;
        self.stored += y * y;
        self.both += x * y;
        self.error += error;
        self.magnitude += error.abs();
        self.sse += error * error;
        error.abs()
    }

    fn weigh(&mut self, h: f64, error: f64) {
        self.importance += h;
        self.weighted += h * error * error;
    }

    fn join(&mut self, row: &Self) {
        self.signal += row.signal;
        self.stored += row.stored;
        self.both += row.both;
        self.error += row.error;
        self.magnitude += row.magnitude;
        self.sse += row.sse;
        self.importance += row.importance;
        self.weighted += row.weighted;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_its_definition() {
        let original = [1.0, -2.0, f32::NAN, 3.0, 4.0, f32::INFINITY];
        let stored = [1.5, -2.0, 0.0, 0.0, f32::NEG_INFINITY, 1.0];
        let mut comparing = Comparing::default();
        let importance = Some(&[2.0, 3.0, 5.0][..]);
        comparing.add_weighed(&original[..3], &stored[..3], 3, importance);
        comparing.add_weighed(&original[3..], &stored[3..], 3, importance);
        let found = comparing.compared(Some(4.5));
        assert_eq!((found.values, found.left_out, found.signal, found.sse), (3, 3, 14.0, 9.25));
        assert_eq!((found.mse, found.max_abs_error), (9.25 / 3.0, 3.0));
        assert_eq!((found.mae, found.bias, found.zeroed), (3.5 / 3.0, -2.5 / 3.0, 1.0 / 3.0));
        assert_eq!((found.weighted_sse, found.weighted_mse), (Some(18.5), Some(18.5 / 7.0)));
        assert_eq!((found.rmse, found.bits_per_value), ((9.25_f64 / 3.0).sqrt(), Some(4.5)));
        assert_eq!(found.cosine, 5.5 / (14.0_f64 * 6.25).sqrt());
        let same = Comparing::default().compared(None);
        assert_eq!((same.sqnr_db, same.mse, same.weighted_mse), (f64::INFINITY, 0.0, None));
    }
}
