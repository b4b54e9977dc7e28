//! The E4M3 scale of a block by the error of its values.
//!
//! ```text
//! four over six   the code of g or that of 1.5 · g: the second only if its error is smaller
//! search          of all codes the smallest with the least error Σ (x - x̂)², in f64
//!   from the code of the range downwards, until (amax - R · s)² is more than the least error found
//!   then upwards, until Σ x² of the values that become 0 is more than it
//! ```
//! The search leaves out no code that could win. A smaller scale clips the largest magnitude by at least amax - R · s, which grows as
//! s falls. A larger scale makes 0 of every value that a smaller one does, so the sum of their squares grows with s.

use super::TableGrid;
use crate::{
    quantizer::{FloatFormat, TableParams},
    scheme::{BlockScale, Scales, scales::e4m3},
};

/// What decides between scales.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Least {
    /// Σ (x̂ - x)².
    #[default]
    Squares,
    /// Σ |x̂ - x|.
    Magnitudes,
    /// The largest |x̂ - x|.
    Largest,
}

impl TableGrid {
    /// The code of the scale of a block of finite values with the least error, where the scheme chooses by that; squared errors may
    /// have weights.
    #[inline(never)]
    pub fn best_code(&self, values: &[f32], least: Least, weights: Option<&[f64]>) -> Option<u8> {
        let amax = values.iter().fold(0.0, |most: f32, x| if x.abs() > most { x.abs() } else { most });
        match self.scales {
            Scales::E4m3(BlockScale::FourOverSix) => self.four_over_six(values, amax, least),
            Scales::E4m3(BlockScale::Search) => self.search(values, amax, weights),
            _ => None,
        }
    }

    fn four_over_six(&self, values: &[f32], amax: f32, least: Least) -> Option<u8> {
        let e4m3 = self.e4m3()?;
        let [six, four] = [1.0, 1.5].map(|factor| e4m3::code(e4m3.inner_times(&self.exact(amax), factor)));
        let [of_six, of_four] = [six, four].map(|code| error(&self.of_code(amax, code), values, least));
        Some(if of_four < of_six { four } else { six })
    }

    fn search(&self, values: &[f32], amax: f32, weights: Option<&[f64]>) -> Option<u8> {
        let (first, last) = (*e4m3::CODES.start(), *e4m3::CODES.end());
        if amax == 0.0 {
            return Some(first);
        }
        let from = self.scale_code(amax)?.clamp(first, last);
        let (reach, unweighted) = (f64::from(self.book.reach()), weights.is_none());
        let mut best = (f64::INFINITY, from);
        let mut consider = |code: u8| {
            let params = self.of_code(amax, code);
            let Squares { sum, zeroed } = squares(&params, values, weights);
            if sum < best.0 || (sum == best.0 && code < best.1) {
                best = (sum, code);
            }
            (f64::from(amax) - reach * f64::from(params.scale), zeroed, best.0)
        };
        for code in (first..=from).rev() {
            let (beyond, _, least) = consider(code);
            if unweighted && beyond > 0.0 && beyond * beyond > least {
                break;
            }
        }
        for code in from + 1..=last {
            let (_, zeroed, least) = consider(code);
            if zeroed > least {
                break;
            }
        }
        Some(best.1)
    }
}

/// An error by its definition: differences in f32, sums in f64.
fn error(params: &TableParams, values: &[f32], least: Least) -> f64 {
    let errors = values.iter().map(|&x| f64::from(params.level(params.rank(x)) - x));
    match least {
        Least::Squares => errors.map(|e| e * e).sum(),
        Least::Magnitudes => errors.map(f64::abs).sum(),
        Least::Largest => errors.map(f64::abs).fold(0.0, f64::max),
    }
}

/// Σ (x - x̂)², and the part of values that become 0.
struct Squares {
    sum: f64,
    zeroed: f64,
}

fn squares(params: &TableParams, values: &[f32], weights: Option<&[f64]>) -> Squares {
    let mut found = Squares { sum: 0.0, zeroed: 0.0 };
    let mut add = |x: f32, level: f32, weight: f64| {
        let e = f64::from(x) - f64::from(level);
        let square = e * e * weight;
        found.sum += square;
        found.zeroed += if level == 0.0 { square } else { 0.0 };
    };
    let weight = |i: usize| weights.map_or(1.0, |weights| weights[i]);
    if params.book.float == Some(FloatFormat::E2M1) {
        for (i, x) in values.iter().enumerate() {
            add(x.abs(), e2m1(x.abs() / params.scale) * params.scale, weight(i));
        }
    } else {
        for (i, &x) in values.iter().enumerate() {
            add(x, params.level(params.rank(x)), weight(i));
        }
    }
    found
}

/// The nearest number of E2M1 to a ratio that is not negative. Its numbers are 1/2 apart up to 2, 1 up to 4, and 2 up to 6.
#[inline(always)]
fn e2m1(ratio: f32) -> f32 {
    let step = if ratio >= 4.0 {
        2.0
    } else if ratio >= 2.0 {
        1.0
    } else {
        0.5
    };
    let within = if ratio < 6.0 { ratio } else { 6.0 };
    // Adding 1.5·2²³ rounds, ties to even.
    ((within / step + BIAS) - BIAS) * step
}

/// 1.5·2²³.
const BIAS: f32 = 12_582_912.0;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scheme::{Above, Grid, Scheme};

    fn grid(text: &str, largest: f32) -> TableGrid {
        match text.parse::<Scheme>().unwrap().grid().under(Above::Largest(largest)) {
            Grid::Table(grid) => grid,
            Grid::Affine(_) | Grid::Own(_) => panic!("{text} has no table"),
        }
    }

    #[test]
    fn ratios_take_the_numbers_of_the_format() {
        for i in 0..80_000 {
            let ratio = i as f32 / 10_000.0;
            assert_eq!(e2m1(ratio), FloatFormat::E2M1.rounded(ratio), "{ratio}");
        }
    }

    #[test]
    fn the_search_leaves_out_no_scale_that_could_win() {
        let random = |i: u32, k: u32| {
            let bits = (i * 16 + k).wrapping_mul(2_654_435_761) ^ (i.wrapping_mul(40_503) << 7);
            (bits >> 8) as f32 / (1 << 23) as f32 - 1.0
        };
        for i in 0..600 {
            let spread = [1.0, 8.0, 0.02, 60.0][i as usize % 4];
            let shape = |x: f32| if i % 3 == 0 { x * x * x } else { x };
            let values: Vec<f32> = (0..16).map(|k| shape(random(i, k)) * spread).collect();
            let amax = values.iter().fold(0.0, |most: f32, x| most.max(x.abs()));
            let grid = grid("nvfp4:search", 60.0);
            let of = |code| squares(&grid.of_code(amax, code), &values, None).sum;
            let by_all = e4m3::CODES.reduce(|best, code| if of(code) < of(best) { code } else { best });
            assert_eq!(grid.best_code(&values, Least::Squares, None), by_all, "{values:?}");
        }
    }

    #[test]
    fn four_over_six_takes_the_smaller_error() {
        // With 6 at the end, 4.9 becomes 4 or 6; with 4 there, it is no farther than half a step from 3.
        let grid = grid("nvfp4:fs46", 6.0);
        let values = [6.0, 4.9, 4.9, -4.9, 4.9];
        let code = grid.best_code(&values, Least::Squares, None).unwrap();
        assert_eq!(e4m3::value(code), 384.0);
        let code = grid.best_code(&[6.0, 3.0, 1.0, 0.5], Least::Squares, None).unwrap();
        assert_eq!(e4m3::value(code), 256.0);
    }
}
