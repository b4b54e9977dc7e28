//! ACIQ: the optimum of a fitted distribution, in closed form (Banner et al. 2019, arXiv 1810.05723).
//!
//! ```text
//! Gaussian, σ = 1:  MSE(α) = (1 + α²)(1 - erf(α/√2)) - √(2/π)·α·exp(-α²/2) + α²/(3·4^b)
//! Laplace,  b = 1:  MSE(α) = 2·exp(-α) + α²/(3·4^b)
//! threshold = argmin MSE · spread;   spread: σ, or b = E|x|
//! ```
//! The noise model has a step of `2α/2^b`, finer than the `2α/(2^b - 2)` of narrow symmetric codes, so that its optimum is
//! not quite that of the grid in use: 2.559 σ against 2.474 σ for a Gaussian at 4 bits.
//!
//! Which distribution: E|x|/σ is √(2/π) ≈ 0.798 for a Gaussian and 1/√2 ≈ 0.707 for a Laplace one; the nearer one is taken.

use super::{Block, Calibrator, Choice, Digits, Finding, Formula, Setting, Shape};
use crate::scheme::words::Word;

pub(super) static ACIQ: Calibrator = Calibrator {
    word: Word::plain("aciq"),
    values_per_step: 1 << 19,
    sorts: false,
    scripted: false,
    even_levels: true,
    marks: &[[0.0; 2]],
    choose,
    choose_each: None,
};

/// A distribution that is fitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distribution {
    /// Normal, with spread σ.
    Gaussian,
    /// Double-exponential, with spread b = E|x|.
    Laplace,
}

/// Halfway between E|x|/σ of both distributions.
const BETWEEN: f64 = (0.797_884_560_802_865_4 + std::f64::consts::FRAC_1_SQRT_2) / 2.0;

const FITTED: Formula = Formula {
    numbers: &[
        ("center", Digits::Short),
        ("spread", Digits::Short),
        ("factor", Digits::Short),
        ("threshold", Digits::Short),
    ],
    shape: Shape::Nothing,
    notes: &[],
};
static GAUSSIAN: Formula = Formula {
    shape: Shape::Threshold(&["{factor} · σ", "{factor} · {spread}"]),
    notes: &["ui.how.aciq.gaussian"],
    ..FITTED
};
static LAPLACE: Formula = Formula {
    shape: Shape::Threshold(&["{factor} · b", "{factor} · {spread}"]),
    notes: &["ui.how.aciq.laplace"],
    ..FITTED
};

fn choose(&Setting { bits, grid, .. }: &Setting, block: &Block) -> Choice {
    let (center, bits) = block.center(bits, grid);
    let mean_distance = block.mean_distance(center);
    let sd = block.deviation(center);
    let (distribution, formula, spread) = if mean_distance > BETWEEN * sd {
        (Distribution::Gaussian, &GAUSSIAN, sd)
    } else {
        (Distribution::Laplace, &LAPLACE, mean_distance)
    };
    let factor = optimum(distribution, bits);
    let threshold = factor * spread;
    let finding = Finding::new(formula, [center, spread, factor, threshold]);
    if spread == 0.0 { block.whole(finding) } else { block.within(center, threshold, grid, finding) }
}

/// The threshold of least error in units of the spread, for a grid of `2^bits` steps: where the derivative of the model's
/// error is zero, by bisection.
pub fn optimum(distribution: Distribution, bits: u32) -> f64 {
    let rounding = 2.0 / (3.0 * 4f64.powi(bits as i32));
    let slope = |alpha: f64| {
        rounding * alpha
            + match distribution {
                // d/dα of the clipping part: 2α·erfc(α/√2) - 2·√(2/π)·exp(-α²/2).
                Distribution::Gaussian => {
                    2.0 * alpha * libm::erfc(alpha * std::f64::consts::FRAC_1_SQRT_2)
                        - 2.0 * 0.797_884_560_802_865_4 * libm::exp(-alpha * alpha / 2.0)
                }
                Distribution::Laplace => -2.0 * libm::exp(-alpha),
            }
    };
    let (mut low, mut high) = (0.0, 64.0);
    for _ in 0..64 {
        let middle = (low + high) / 2.0;
        *(if slope(middle) < 0.0 { &mut low } else { &mut high }) = middle;
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slope_is_that_of_the_models_error() {
        // The published error, whose least value among neighbours must lie at the optimum.
        let error = |distribution, alpha: f64, bits| {
            let rounding = alpha * alpha / (3.0 * 4f64.powi(bits));
            rounding
                + match distribution {
                    Distribution::Gaussian => {
                        (1.0 + alpha * alpha) * libm::erfc(alpha / 2f64.sqrt())
                            - (2.0 / std::f64::consts::PI).sqrt() * alpha * (-alpha * alpha / 2.0).exp()
                    }
                    Distribution::Laplace => 2.0 * (-alpha).exp(),
                }
        };
        for distribution in [Distribution::Gaussian, Distribution::Laplace] {
            for bits in 2..=9 {
                let best = optimum(distribution, bits);
                for other in [best * 0.99, best * 1.01] {
                    assert!(error(distribution, best, bits as i32) < error(distribution, other, bits as i32));
                }
            }
        }
    }
}
