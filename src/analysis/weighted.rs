//! The squared error weighed by importance: what an importance matrix makes ggml's formats search for.
//!
//! ```text
//! for each block in order, for each finite value x of it in column j:  errors += h_j (x̂ − x)²;  weights += h_j      in f64
//! weighted MSE = errors / weights
//! ```

use std::ops::Range;

use crate::{Tensor, quantizer::Quantizer, scheme::Fit};

/// Values weighed in some milliseconds.
const VALUES_PER_STEP: usize = 1 << 17;

/// The weighed error in the making.
#[derive(Debug, Default)]
pub(crate) struct Weighted {
    block: usize,
    /// Values of the block that are done, and how many of them are finite.
    done: usize,
    position: u32,
    errors: f64,
    weights: f64,
}

impl Weighted {
    /// Goes on for some milliseconds; whether nothing is left. Without importance there is nothing to do.
    pub(crate) fn step(&mut self, tensor: &Tensor, fit: &Fit) -> bool {
        let Some(importance) = tensor.importance() else { return true };
        let mut left = VALUES_PER_STEP;
        while self.block < fit.count() && left > 0 {
            let quantizer = fit.quantizer(self.block);
            let mut before = self.done;
            for run in fit.map().runs_of(self.block) {
                let length = run.len().saturating_sub(before).min(left);
                let start = run.start + before.min(run.len());
                self.add(tensor, importance, &quantizer, start..start + length);
                before = before.saturating_sub(run.len());
                left -= length;
            }
            if left > 0 {
                (self.block, self.done, self.position) = (self.block + 1, 0, 0);
            }
        }
        self.block == fit.count()
    }

    /// Goes on with the first block of the next part of the tensor.
    pub(crate) fn next_part(&mut self) {
        (self.block, self.done, self.position) = (0, 0, 0);
    }

    /// Adds the values of some places, in row-major order.
    pub(crate) fn add(
        &mut self,
        tensor: &Tensor,
        importance: &[f32],
        quantizer: &Quantizer,
        places: Range<usize>,
    ) {
        self.done += places.len();
        for place in places {
            let x = tensor.values()[place];
            if x.is_finite() {
                let weight = f64::from(importance[place % tensor.columns()]);
                let error = f64::from(quantizer.decoded(x, self.position)) - f64::from(x);
                self.errors += weight * error * error;
                self.weights += weight;
                self.position += 1;
            }
        }
    }

    /// The share of the blocks that is done, 0 to 1; None without importance.
    pub(crate) fn progress(&self, fit: &Fit) -> Option<f64> {
        (self.block > 0 || self.done > 0).then(|| self.block as f64 / fit.count() as f64)
    }

    /// The weighted MSE; None where no value has a weight.
    pub(crate) fn mse(&self) -> Option<f64> {
        (self.weights > 0.0).then(|| self.errors / self.weights)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{analysis::Report, kernels::Level};

    #[test]
    fn the_weighted_error_is_its_definition_for_any_blocks() {
        let (rows, columns) = (300, 512);
        let mut values: Vec<f32> =
            (0..rows * columns).map(|i| ((i * 7919) % 1009) as f32 / 100.0 - 4.0).collect();
        (values[3], values[700]) = (f32::NAN, f32::INFINITY);
        let weights: Vec<f32> = (0..columns).map(|i| (i % 7) as f32).collect();
        let tensor = Tensor::new("t", &[rows, columns], values).unwrap();
        let level = Level::new();
        for scheme in ["int4", "int4:col", "int3:g32", "nf4:b128x64", "q4_k", "int2:stochastic(9):row"] {
            let scheme = scheme.parse().unwrap();
            assert_eq!(Report::new(level, &tensor, &scheme).measures.weighted_mse, None);
            let weighed = tensor.clone().with_importance(Some(weights.clone()));
            let found = Report::new(level, &weighed, &scheme).measures.weighted_mse.unwrap();
            let fit = Fit::new(level, &weighed, &scheme);
            let (mut errors, mut all) = (0.0, 0.0);
            for index in 0..fit.count() {
                let places = fit.map().runs_of(index).into_iter().flatten();
                let finite = places.filter(|&place| tensor.values()[place].is_finite());
                for (position, place) in (0..).zip(finite) {
                    let (x, weight) = (tensor.values()[place], f64::from(weights[place % columns]));
                    let error = f64::from(fit.quantizer(index).decoded(x, position)) - f64::from(x);
                    (errors, all) = (errors + weight * error * error, all + weight);
                }
            }
            assert_eq!(found, errors / all, "{scheme}");
        }
        let even = tensor.with_importance(Some(vec![2.0; columns]));
        let measures = Report::new(level, &even, &"int4:g32".parse().unwrap()).measures;
        assert!((measures.weighted_mse.unwrap() / measures.mse - 1.0).abs() < 1e-12, "{measures:?}");
    }
}
