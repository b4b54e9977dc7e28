//! Where cells begin, by the scalar definition.
//!
//! ```text
//! first(q) = the smallest finite x with Params::code(x) >= q
//! from the f32 nearest to (q - z - offset) · s:  keys away from it by 1, 2, 4, … until both sides are known;  then halves
//! ```
//! A code never falls as x rises, unless it is drawn by chance: division, addition, rounding and clamping all keep order.

use std::ops::Range;

use super::{
    Sorted,
    sorting::{from_key, key},
};
use crate::{params::Params, rounding::Rounding};

impl Sorted {
    /// The ranks of each code's values, from `q_min` to `q_max`. Rounding must not be by chance.
    pub(super) fn cells(&self, params: &Params) -> impl Iterator<Item = (i32, Range<usize>)> {
        let n = self.values.len();
        let mut next = 0;
        (params.q_min..=params.q_max).map(move |q| {
            let from = next;
            next = match first_of(params, q + 1) {
                Some(first) if q < params.q_max => self.find(|x| x < first),
                _ => n,
            };
            (q, from..next)
        })
    }
}

/// The smallest finite number with code `q` or a larger one, if there is one. Rounding must not be by chance.
pub(crate) fn first_of(params: &Params, q: i32) -> Option<f32> {
    let (lowest, highest) = (key(f32::MIN), key(f32::MAX));
    let reached = |key: u32| params.code(from_key(key), 0) >= q;
    let guess = key(guess(params, q));
    let (mut below, mut at);
    let mut step = 1;
    if reached(guess) {
        (below, at) = (guess, guess);
        while reached(below) {
            if below == lowest {
                return Some(f32::MIN);
            }
            (at, below) = (below, below.saturating_sub(step).max(lowest));
            step = step.saturating_mul(2);
        }
    } else {
        (below, at) = (guess, guess);
        while !reached(at) {
            if at == highest {
                return None;
            }
            (below, at) = (at, at.saturating_add(step).min(highest));
            step = step.saturating_mul(2);
        }
    }
    while at - below > 1 {
        let middle = below.midpoint(at);
        *(if reached(middle) { &mut at } else { &mut below }) = middle;
    }
    Some(from_key(at))
}

/// About where code `q` begins.
fn guess(params: &Params, q: i32) -> f32 {
    let (before, after) = params.zero_point.parts();
    let offset = if params.rounding == Rounding::Floor { 0.0 } else { 0.5 };
    let steps = f64::from(q - after) - f64::from(before) - offset;
    ((steps * f64::from(params.scale)) as f32).clamp(f32::MIN, f32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scheme;

    #[test]
    fn a_code_begins_where_the_definition_says() {
        for text in
            ["int8", "int4:wide:away", "int3:asym:floor", "int8:asym:zfloat", "int4:spow2", "int5:s16"]
        {
            let grid = text.parse::<Scheme>().unwrap().grid();
            for (lo, hi) in
                [(-1.0, 1.0), (0.3, 0.9), (-1e-40, 3e-41), (-3e38, 3e38), (0.0, 0.0), (1e6, 1e6 + 1.0)]
            {
                let params = grid.over(lo, hi);
                for q in params.q_min + 1..=params.q_max {
                    let Some(first) = first_of(&params, q) else {
                        assert!(params.code(f32::MAX, 0) < q, "{text} [{lo:e}, {hi:e}] {q}");
                        continue;
                    };
                    assert!(params.code(first, 0) >= q, "{text} [{lo:e}, {hi:e}] {q}: {first:e}");
                    assert!(
                        first == f32::MIN || params.code(from_key(key(first) - 1), 0) < q,
                        "{text} [{lo:e}, {hi:e}] {q}: {first:e} is not the first"
                    );
                }
            }
        }
    }
}
