//! Evenly spaced levels, for sums over the sorted view.

use crate::sorted::Levels;

/// Evenly spaced levels: `first + step · rank`.
pub(crate) struct Even {
    pub(crate) first: f64,
    pub(crate) step: f64,
    pub(crate) count: usize,
}

impl Levels for Even {
    fn count(&self) -> usize {
        self.count
    }

    fn level(&self, rank: usize) -> f64 {
        self.first + self.step * rank as f64
    }

    fn edge(&self, rank: usize) -> f64 {
        self.level(rank) + self.step / 2.0
    }

    /// In eight lanes, of which the compiler makes vectors.
    fn sse(&self, values: &[f32]) -> f64 {
        let inverse = 1.0 / self.step;
        let error = |x: f32| {
            let x = f64::from(x) - self.first;
            let e = x - self.step * (x * inverse).round_ties_even();
            e * e
        };
        let mut lanes = [0.0; 8];
        let (chunks, rest) = values.as_chunks::<8>();
        for chunk in chunks {
            for (lane, &x) in lanes.iter_mut().zip(chunk) {
                *lane += error(x);
            }
        }
        lanes.iter().sum::<f64>() + rest.iter().map(|&x| error(x)).sum::<f64>()
    }
}
