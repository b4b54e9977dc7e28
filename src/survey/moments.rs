//! Count, largest magnitude and the first four moments of the finite values of a tensor.
//!
//! ```text
//! c = 0, or the mean of the first values where that lies beyond their standard deviation: it keeps small differences of large sums away
//! row:     S_k = Σ (x − c)^k for k = 1 … 4
//! tensor:  the sums of its rows, in order, so that bands of rows change no digit
//! kurtosis = m4 / m2²   with the central moments m2 and m4 (over n); 3 for a Gaussian
//! ```

use crate::{
    Tensor,
    kernels::{Level, abs_max, power_sums},
};

/// Values by which the center is chosen.
const FIRST: usize = 4096;

/// The moments in the making.
#[derive(Debug, Clone, Default)]
pub(super) struct Moments {
    center: Option<f64>,
    count: u64,
    /// S_k.
    sums: [f64; 4],
    most: f32,
    /// The finite values of a row that has others.
    finite: Vec<f32>,
}

impl Moments {
    /// Adds some rows of a band, as rows behind those of the calls before.
    pub(super) fn add(&mut self, level: Level, band: &Tensor, rows: std::ops::Range<usize>) {
        let whole = band.non_finite().total() == 0;
        let mut finite = std::mem::take(&mut self.finite);
        for row in
            band.values()[rows.start * band.columns()..rows.end * band.columns()].chunks_exact(band.columns())
        {
            let row = if whole {
                row
            } else {
                finite.clear();
                finite.extend(row.iter().copied().filter(|x| x.is_finite()));
                &finite
            };
            if row.is_empty() {
                continue;
            }
            let center = *self.center.get_or_insert_with(|| center(&row[..row.len().min(FIRST)]));
            self.count += row.len() as u64;
            self.most = self.most.max(abs_max(level, row));
            let found = power_sums(level, row, center);
            self.sums.iter_mut().zip(found).for_each(|(sum, of_row)| *sum += of_row);
        }
        self.finite = finite;
    }

    /// Σx².
    pub(super) fn signal(&self) -> f64 {
        let (n, [s1, s2, ..], c) = (self.count as f64, self.sums, self.center.unwrap_or_default());
        if c == 0.0 { s2 } else { s2 + 2.0 * c * s1 + n * c * c }
    }

    /// The variance, over n.
    fn variance(&self) -> f64 {
        let (n, [s1, s2, ..]) = (self.count.max(1) as f64, self.sums);
        (s2 / n - (s1 / n) * (s1 / n)).max(0.0)
    }

    /// The kurtosis, 3 for a Gaussian; None where all values are equal.
    pub(super) fn kurtosis(&self) -> Option<f64> {
        let n = self.count.max(1) as f64;
        let [d, s2, s3, s4] = self.sums.map(|sum| sum / n);
        let (m2, m4) = (self.variance(), s4 - 4.0 * d * s3 + 6.0 * d * d * s2 - 3.0 * d * d * d * d);
        Some(m4 / (m2 * m2)).filter(|kurtosis| self.most > 0.0 && kurtosis.is_finite())
    }

    /// The largest |x| in standard deviations; None where all values are equal.
    pub(super) fn max_per_sigma(&self) -> Option<f64> {
        Some(f64::from(self.most) / self.variance().sqrt()).filter(|ratio| ratio.is_finite())
    }
}

/// 0, or the mean where it lies beyond the standard deviation.
fn center(values: &[f32]) -> f64 {
    let n = values.len() as f64;
    let mean = values.iter().map(|&x| f64::from(x)).sum::<f64>() / n;
    let variance = values.iter().map(|&x| (f64::from(x) - mean) * (f64::from(x) - mean)).sum::<f64>() / n;
    if mean * mean > variance { mean } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(tensor: &Tensor) -> Moments {
        let mut moments = Moments::default();
        moments.add(Level::new(), tensor, 0..tensor.rows());
        moments
    }

    /// By the definition, in two passes.
    fn defined(values: &[f32]) -> (f64, f64, f64) {
        let finite: Vec<f64> = values.iter().filter(|x| x.is_finite()).map(|&x| x.into()).collect();
        let n = finite.len() as f64;
        let mean = finite.iter().sum::<f64>() / n;
        let moment = |k| finite.iter().map(|x| (x - mean).powi(k)).sum::<f64>() / n;
        let most = finite.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
        (finite.iter().map(|x| x * x).sum(), moment(4) / (moment(2) * moment(2)), most / moment(2).sqrt())
    }

    #[test]
    fn moments_are_their_definition_also_far_from_zero() {
        for (offset, spread) in [(0.0, 1.0), (1.0, 0.01), (-300.0, 0.5), (0.0, 1e-6)] {
            let mut values: Vec<f32> =
                (0..37 * 129).map(|i| offset + spread * (((i * 7919) % 1009) as f32 / 500.0 - 1.0)).collect();
            (values[5], values[900], values[901]) = (f32::NAN, f32::INFINITY, offset + 8.0 * spread);
            let tensor = Tensor::new("t", &[37, 129], values).unwrap();
            let moments = of(&tensor);
            let (signal, kurtosis, most) = defined(tensor.values());
            let near = |found: f64, wanted: f64| {
                assert!((found / wanted - 1.0).abs() < 1e-9, "{found} {wanted} {offset}")
            };
            near(moments.signal(), signal);
            near(moments.kurtosis().unwrap(), kurtosis);
            near(moments.max_per_sigma().unwrap(), most);
            assert_eq!(moments.count, 37 * 129 - 2);
            let mut halves = Moments::default();
            halves.add(Level::new(), &tensor, 0..11);
            halves.add(Level::new(), &tensor, 11..37);
            assert_eq!((halves.sums, halves.signal()), (moments.sums, moments.signal()));
        }
    }

    #[test]
    fn equal_values_have_none() {
        for values in [vec![0.0; 9], vec![f32::NAN; 9], vec![2.5; 9]] {
            let moments = of(&Tensor::new("t", &[9], values).unwrap());
            assert_eq!((moments.kurtosis(), moments.max_per_sigma()), (None, None));
        }
    }
}
