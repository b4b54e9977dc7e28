//! Scales of scales: eight bits for the scale of a block, around the mean of all, in runs that share a reach.
//!
//! ```text
//! mean = Σ s / n;   d = s - mean;   reach = max |d| of a run of 256 scales
//! bitsandbytes   the nearest of its 256 dynamic numbers D to d / reach, the lower at a tie;   s' = D · reach + mean
//! torchao        f = 256 / (2 · reach);   k = clamp(round(d · f), -128, 127);   s' = k / f + mean
//! ModelOpt       f = 1 / reach · 127;        k = clamp(round(d · f), -127, 127);   s' = k / f + mean
//! ```
//! All in f32. Source: double quantization of QLoRA (Dettmers et al. 2023, arXiv 2305.14314) and the libraries.

use std::sync::LazyLock;

/// Scales of a run in a scheme.
pub(in crate::scheme) const RUN: usize = 256;
/// Bits that a run stores: its reach.
pub(super) const RUN_BITS: u64 = 32;

/// Whose codes a scale takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Nesting {
    /// Those of bitsandbytes.
    #[default]
    Dynamic,
    /// The whole numbers of torchao.
    TorchAo,
    /// The whole numbers of ModelOpt.
    ModelOpt,
}

/// What scales of a run share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nest {
    /// The mean of all scales.
    pub mean: f32,
    /// The largest distance of a scale of the run from it.
    pub reach: f32,
    /// Whose codes.
    pub nesting: Nesting,
}

/// The numbers of bitsandbytes' dynamic map, ascending: of each power of ten from 10⁻⁶ to 1 twice as many as of the one before,
/// evenly spaced from a tenth of it (`create_dynamic_map` of its `functional.py`).
pub static DYNAMIC: LazyLock<Vec<f32>> = LazyLock::new(|| {
    let mut numbers = vec![0.0, 1.0];
    for (power, tens) in [1e-6f32, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0].into_iter().enumerate() {
        let count = 1_usize << power;
        let step = (1.0f32 - 0.1) / count as f32;
        // A product and a sum that are rounded once, from the nearer end, as torch.linspace has them.
        let bound = |i: usize| match i {
            _ if i < count.div_ceil(2) => (f64::from(0.1f32) + f64::from(step) * i as f64) as f32,
            _ => (1.0 - f64::from(step) * (count - i) as f64) as f32,
        };
        for i in 0..count {
            let middle = tens * ((bound(i) + bound(i + 1)) / 2.0);
            numbers.extend([middle, -middle]);
        }
    }
    numbers.sort_by(f32::total_cmp);
    numbers
});

/// The mean of scales: runs are summed each by itself.
pub fn mean_of(scales: &[f32]) -> f32 {
    let count = scales.len().max(1);
    let sum: f32 = scales.chunks(RUN).map(|run| run.iter().sum::<f32>()).sum();
    if sum.is_finite() {
        return sum / count as f32;
    }
    (scales.iter().map(|&scale| f64::from(scale)).sum::<f64>() / count as f64) as f32
}

impl Nest {
    /// That of a run of scales.
    pub fn of(run: &[f32], mean: f32, nesting: Nesting) -> Self {
        let reach = run.iter().fold(0.0, |most: f32, scale| most.max((scale - mean).abs()));
        Self { mean, reach, nesting }
    }

    /// The byte of a scale: its place in the dynamic map, or its whole number in two's complement.
    pub fn code(&self, scale: f32) -> u8 {
        let distance = scale - self.mean;
        let whole = |least: f32, most: f32| {
            (distance * self.factor()).round_ties_even().clamp(least, most) as i8 as u8
        };
        match self.nesting {
            Nesting::TorchAo => whole(-128.0, 127.0),
            Nesting::ModelOpt => whole(-127.0, 127.0),
            Nesting::Dynamic => {
                let ratio = if self.reach == 0.0 { 0.0 } else { distance / self.reach };
                let above = DYNAMIC.partition_point(|&number| number <= ratio).clamp(1, DYNAMIC.len() - 1);
                let (low, high) = (ratio - DYNAMIC[above - 1], DYNAMIC[above] - ratio);
                (if high.abs() < low.abs() { above } else { above - 1 }) as u8
            }
        }
    }

    /// The scale that a byte stands for.
    pub fn scale(&self, code: u8) -> f32 {
        match self.nesting {
            Nesting::Dynamic => DYNAMIC[usize::from(code)] * self.reach + self.mean,
            _ => f32::from(code as i8) / self.factor() + self.mean,
        }
    }

    /// What a distance from the mean is multiplied by to give a whole number.
    pub fn factor(&self) -> f32 {
        if self.nesting == Nesting::TorchAo { 256.0 / (2.0 * self.reach) } else { 1.0 / self.reach * 127.0 }
    }

    /// The byte of a scale of a scheme, and what it stands for: positive and no more than `most`. The library has no such limits.
    pub(in crate::scheme) fn stored(&self, scale: f32, most: f32) -> (u8, f32) {
        let mut code = self.code(scale);
        while code < u8::MAX && self.scale(code) <= 0.0 {
            code += 1;
        }
        while code > 0 && self.scale(code) > most && self.scale(code - 1) > 0.0 {
            code -= 1;
        }
        (code, self.scale(code).clamp(f32::from_bits(1), most))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_keep_their_mean_and_the_farthest_of_a_run() {
        let scales = [1.0, 2.0, 3.0, 6.0];
        let nest = Nest::of(&scales, mean_of(&scales), Nesting::Dynamic);
        assert_eq!((nest.mean, nest.reach), (3.0, 3.0));
        assert_eq!(scales.map(|scale| nest.code(scale)), [23, 47, 127, 255]);
        assert_eq!((nest.scale(127), nest.scale(255)), (3.0, 6.0));
    }

    #[test]
    fn a_stored_scale_is_positive_and_finite() {
        for scales in [
            [0.0; 3],
            [f32::MAX; 3],
            [0.0, 0.0, f32::MAX],
            [f32::from_bits(1), 1e-30, 1.0],
            [0.01, 0.02, 30.0],
        ] {
            let nest = Nest::of(&scales, mean_of(&scales), Nesting::Dynamic);
            for scale in scales {
                let (_, stored) = nest.stored(scale, f32::MAX / 7.0);
                assert!(stored > 0.0 && stored <= f32::MAX / 7.0, "{scales:?} {scale}: {stored}");
            }
        }
    }
}
