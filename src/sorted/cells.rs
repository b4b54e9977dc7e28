//! Finds where the cell of each level begins, by the scalar definition.
//!
//! ```text
//! first(r) = the smallest finite x whose rank is at least r
//! from a guess at it:  keys away from the guess by 1, 2, 4, … until both sides are known;  then halves
//! ```
//! A rank never falls as x rises, unless rounding is stochastic: division, addition, rounding and clamping keep the order.

use std::ops::Range;

use super::{
    Sorted,
    sorting::{from_key, key},
};
use crate::quantizer::Quantizer;

impl Sorted {
    /// Each rank with the range of its values in the sorted view, ascending. Rounding must not be stochastic.
    pub(super) fn cells(&self, quantizer: &Quantizer) -> impl Iterator<Item = (usize, Range<usize>)> {
        let n = self.values.len();
        let count = quantizer.len();
        let mut next = 0;
        (0..count).map(move |rank| {
            let from = next;
            next = match (rank + 1 < count).then(|| first_of(quantizer, rank + 1)).flatten() {
                Some(first) => self.find(|x| x < first),
                None => n,
            };
            (rank, from..next)
        })
    }
}

/// The smallest finite number whose rank is at least `rank`, if there is one. `rank` is at least 1; rounding must not be stochastic.
fn first_of(quantizer: &Quantizer, rank: usize) -> Option<f32> {
    let (lowest, highest) = (key(f32::MIN), key(f32::MAX));
    let reached = |key: u32| quantizer.rank(from_key(key), 0) >= rank;
    let guess = key(quantizer.begins_near(rank));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scheme;

    #[test]
    fn a_cell_begins_where_the_definition_says() {
        for text in
            ["int8", "int4:wide:away", "int3:asym:floor", "int8:asym:zfloat", "int4:spow2", "int5:s16"]
        {
            let grid = text.parse::<Scheme>().unwrap().grid();
            for (lo, hi) in
                [(-1.0, 1.0), (0.3, 0.9), (-1e-40, 3e-41), (-3e38, 3e38), (0.0, 0.0), (1e6, 1e6 + 1.0)]
            {
                let quantizer = grid.over(lo, hi);
                for rank in 1..quantizer.len() {
                    let Some(first) = first_of(&quantizer, rank) else {
                        assert!(quantizer.rank(f32::MAX, 0) < rank, "{text} [{lo:e}, {hi:e}] {rank}");
                        continue;
                    };
                    assert!(quantizer.rank(first, 0) >= rank, "{text} [{lo:e}, {hi:e}] {rank}: {first:e}");
                    assert!(
                        first == f32::MIN || quantizer.rank(from_key(key(first) - 1), 0) < rank,
                        "{text} [{lo:e}, {hi:e}] {rank}: {first:e} is not the first"
                    );
                }
            }
        }
    }
}
