//! A tensor in a few numbers: what the data chip says and how far a view can reach.

use crate::{
    Tensor,
    kernels::{Level, min_max},
    scheme::{Blocks, Granularity},
};

/// Size and spread of a tensor's finite values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    /// Number of finite values.
    pub finite: usize,
    /// Smallest finite value; 0 when there is none.
    pub min: f32,
    /// Largest finite value; 0 when there is none.
    pub max: f32,
    /// Mean of the finite values.
    pub mean: f64,
    /// Standard deviation of the finite values (over n).
    pub sd: f64,
}

impl Summary {
    /// Summarizes the finite values of `tensor`.
    pub fn new(level: Level, tensor: &Tensor) -> Self {
        let mut summary = Self { finite: 0, min: 0.0, max: 0.0, mean: 0.0, sd: 0.0 };
        Blocks::new(tensor, Granularity::Tensor).for_each(|_, values| {
            let n = values.len().max(1) as f64;
            let (min, max) = min_max(level, values);
            let mean = values.iter().map(|&x| f64::from(x)).sum::<f64>() / n;
            let squares = values.iter().map(|&x| (f64::from(x) - mean) * (f64::from(x) - mean));
            let sd = (squares.sum::<f64>() / n).sqrt();
            summary = Self { finite: values.len(), min, max, mean, sd };
        });
        summary
    }
}
