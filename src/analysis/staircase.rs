//! The staircase x → x̂ of one grid, by the scalar definition.

use crate::{params::Params, rounding::Rounding, sorted::first_of};

/// A step: all values from `from` up to the next step's decode to `level`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stair {
    /// The smallest value that decodes to `level`; −∞ for the first step.
    pub from: f64,
    /// The level.
    pub level: f64,
}

/// The steps of `params`, ascending: one a code that some finite number has. Where rounding is by chance, the likelier side.
pub fn staircase(params: &Params) -> Vec<Stair> {
    let params = match params.rounding {
        Rounding::Stochastic(_) => Params { rounding: Rounding::Even, ..*params },
        _ => *params,
    };
    let stair = |q: i32| {
        let from =
            if q == params.q_min { Some(f64::NEG_INFINITY) } else { first_of(&params, q).map(f64::from) };
        from.map(|from| Stair { from, level: params.decode(q).into() })
    };
    let mut stairs: Vec<Stair> = (params.q_min..=params.q_max).filter_map(stair).collect();
    // A code that no number has begins where the next one does.
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
                let params = grid.over(lo, hi);
                let even = Params { rounding: Rounding::Even, ..params };
                let params = if matches!(params.rounding, Rounding::Stochastic(_)) { even } else { params };
                let stairs = staircase(&params);
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
                    let level = f64::from(params.decode(params.code(x, 0)));
                    assert_eq!(stairs[step].level, level, "{scheme} [{lo}, {hi}] {x}");
                }
            }
        }
    }
}
