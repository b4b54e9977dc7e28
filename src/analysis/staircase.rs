//! The staircase x → x̂ of one grid, by the scalar definition.

use crate::{quantizer::Quantizer, sorted::first_of};

/// A step: all values from `from` up to the next step's decode to `level`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stair {
    /// The smallest value that decodes to `level`; −∞ for the first step.
    pub from: f64,
    /// The level.
    pub level: f64,
}

/// The steps of a quantizer, ascending: one for each level that some finite number takes. Stochastic rounding takes the likelier
/// level.
pub fn staircase(quantizer: &Quantizer) -> Vec<Stair> {
    let quantizer = quantizer.without_chance();
    let stair = |rank: usize| {
        let from = match rank {
            0 => Some(f64::NEG_INFINITY),
            _ => first_of(&quantizer, rank).map(f64::from),
        };
        from.map(|from| Stair { from, level: quantizer.level(rank).into() })
    };
    let mut stairs: Vec<Stair> = (0..quantizer.len()).filter_map(stair).collect();
    // A level that no number takes begins where the next one does.
    stairs.dedup_by(|next, before| {
        let hidden = next.from == before.from;
        if hidden {
            *before = *next;
        }
        hidden
    });
    stairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scheme;

    #[test]
    fn every_value_stands_on_its_step() {
        for scheme in
            ["int2", "int4:asym", "int4:wide:floor", "int3:asym:zfloat", "int8:away", "int4:stochastic(3)"]
        {
            let grid = scheme.parse::<Scheme>().unwrap().grid();
            for (lo, hi) in [(-1.0, 2.0), (0.0, 0.0), (-3e38, 3e38), (1e-40, 2e-40)] {
                let quantizer = grid.over(lo, hi);
                let stairs = staircase(&quantizer);
                let quantizer = quantizer.without_chance();
                assert!(
                    stairs.is_sorted_by(|a, b| a.from < b.from && a.level < b.level),
                    "{scheme} [{lo}, {hi}]"
                );
                let width = f64::from(hi) - f64::from(lo);
                for i in -50..150 {
                    let x = (f64::from(lo) + f64::from(i) / 100.0 * width) as f32;
                    if !x.is_finite() {
                        continue;
                    }
                    let step = stairs.partition_point(|stair| stair.from <= f64::from(x)) - 1;
                    let level = f64::from(quantizer.decoded(x, 0));
                    assert_eq!(stairs[step].level, level, "{scheme} [{lo}, {hi}] {x}");
                }
            }
        }
    }
}
