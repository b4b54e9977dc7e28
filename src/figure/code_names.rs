//! What the codes of a grid are called.
//!
//! A picture counts the levels of a grid by rank: the position of a level on the grid, from 0 for the lowest. What the code of a
//! rank is called comes from outside, because it is a matter of the format: a number, or the bits of a float.

use std::borrow::Cow;

use serde::Deserialize;

use super::axis::integer;
use super::text::Text;

/// The names of the codes of a grid, by rank.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct CodeNames<'a> {
    /// The number of rank 0; the number of each further rank is one more.
    pub first: i32,
    /// One name for each rank, for codes that are not called by consecutive numbers; otherwise empty.
    #[serde(default)]
    pub names: Vec<Text<'a>>,
}

impl CodeNames<'_> {
    /// Consecutive numbers from `first` on.
    pub fn numbers(first: i32) -> Self {
        Self { first, names: Vec::new() }
    }

    /// The name of a rank.
    pub(super) fn name(&self, rank: usize) -> Text<'_> {
        match self.names.get(rank) {
            Some(name) => Cow::Borrowed(name),
            None => Cow::Owned(integer(self.number(rank))),
        }
    }

    /// Whether a rank keeps its name where only every `step`-th has room: numbers keep the multiples of the step.
    pub(super) fn kept(&self, rank: usize, step: i64) -> bool {
        self.number(rank) % step == 0
    }

    /// The smallest step of 1, 2, 5, 10, … that has room.
    pub(super) fn step(has_room: impl Fn(f64) -> bool) -> Option<i64> {
        let mut steps = (0..6).flat_map(|power| [1, 2, 5].map(|digit| digit * 10i64.pow(power)));
        steps.find(|&step| has_room(step as f64))
    }

    fn number(&self, rank: usize) -> i64 {
        let rank = i64::try_from(rank).unwrap_or(i64::MAX);
        if self.names.is_empty() { i64::from(self.first).saturating_add(rank) } else { rank }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_round_ones_and_names_every_so_many() {
        let numbers = CodeNames::numbers(-7);
        assert_eq!((numbers.name(0), numbers.name(9)), ("−7".into(), "2".into()));
        let kept = |names: &CodeNames<'_>| (0..15).filter(|&rank| names.kept(rank, 5)).collect::<Vec<_>>();
        assert_eq!(kept(&numbers), [2, 7, 12]);
        let named = CodeNames { first: 0, names: (0..15).map(|i| format!("{i:#06b}").into()).collect() };
        assert_eq!((named.name(6), kept(&named)), ("0b0110".into(), vec![0, 5, 10]));
        assert_eq!(CodeNames::step(|step| step >= 3.0), Some(5));
    }
}
