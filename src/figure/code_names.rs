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
            None => Cow::Owned(integer(
                i64::from(self.first).saturating_add(i64::try_from(rank).unwrap_or(i64::MAX)),
            )),
        }
    }

    /// Whether a rank keeps its name where only every `step`-th has room: numbers keep the multiples of the step, names are counted
    /// from the one of zero, and the first and the last name stay.
    pub(super) fn kept(&self, rank: usize, step: i64) -> bool {
        let end = !self.names.is_empty() && (rank == 0 || rank + 1 == self.names.len());
        end || self.round(rank, step)
    }

    /// The ranks that keep their names where names have to be `apart` ranks from one another, ascending: the first, the last and
    /// zero, and in between round numbers.
    pub(super) fn ticks(&self, count: usize, apart: f64) -> Vec<usize> {
        let Some(last) = count.checked_sub(1) else { return Vec::new() };
        let step = Self::step(|step| step >= apart).unwrap_or(i64::MAX);
        let round = (0..count).filter(|&rank| self.round(rank, step));
        let mut kept: Vec<usize> = Vec::new();
        for rank in [0, last].into_iter().chain(self.zero(count)).chain(round) {
            if kept.iter().all(|&other| rank.abs_diff(other) as f64 >= apart) {
                kept.push(rank);
            }
        }
        kept.sort_unstable();
        kept
    }

    /// The rank of the code 0, if there is one.
    fn zero(&self, count: usize) -> Option<usize> {
        match self.names.is_empty() {
            true => usize::try_from(-i64::from(self.first)).ok().filter(|&rank| rank < count),
            // Where a second code means -0, both are named: "0, 8".
            false => self.names.iter().position(|name| name.split(',').next() == Some("0")),
        }
    }

    /// Whether a rank is a multiple of the step: its number, or its distance from the name of zero.
    fn round(&self, rank: usize, step: i64) -> bool {
        let rank = i64::try_from(rank).unwrap_or(i64::MAX);
        match self.names.is_empty() {
            true => i64::from(self.first).saturating_add(rank) % step == 0,
            false => (rank - self.zero(0).map_or(0, |zero| zero as i64)) % step == 0,
        }
    }

    /// The smallest step of 1, 2, 5, 10, … that has room.
    pub(super) fn step(has_room: impl Fn(f64) -> bool) -> Option<i64> {
        let mut steps = (0..6).flat_map(|power| [1, 2, 5].map(|digit| digit * 10i64.pow(power)));
        steps.find(|&step| has_room(step as f64))
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
        assert_eq!((named.name(6), kept(&named)), ("0b0110".into(), vec![0, 5, 10, 14]));
        assert_eq!(CodeNames::step(|step| step >= 3.0), Some(5));
        assert_eq!(kept(&fp4()), [0, 2, 7, 12, 14]);
    }

    /// The codes of fp4_e2m1 from the lowest value to the highest.
    fn fp4() -> CodeNames<'static> {
        let codes = (9..16).rev().chain(0..8);
        CodeNames { first: 0, names: codes.map(|code: i32| code.to_string().into()).collect() }
    }

    #[test]
    fn ticks_have_both_ends_and_zero_and_keep_apart() {
        let named = |names: &CodeNames<'_>, count, apart| {
            let ticks = names.ticks(count, apart);
            assert!(ticks.is_sorted() && ticks.windows(2).all(|pair| (pair[1] - pair[0]) as f64 >= apart));
            ticks.into_iter().map(|rank| names.name(rank).into_owned()).collect::<Vec<_>>().join(" ")
        };
        let int8 = CodeNames::numbers(-127);
        assert_eq!(
            named(&int8, 255, 9.0),
            "−127 −110 −100 −90 −80 −70 −60 −50 −40 −30 −20 −10 0 10 20 30 40 50 60 70 80 90 100 110 127"
        );
        assert_eq!(named(&int8, 255, 30.0), "−127 −50 0 50 127");
        assert_eq!(
            named(&CodeNames::numbers(0), 256, 12.0),
            "0 20 40 60 80 100 120 140 160 180 200 220 240 255"
        );
        assert_eq!(named(&CodeNames::numbers(-7), 15, 1.0), "−7 −6 −5 −4 −3 −2 −1 0 1 2 3 4 5 6 7");
        assert_eq!(named(&fp4(), 15, 1.0), "15 14 13 12 11 10 9 0 1 2 3 4 5 6 7");
        assert_eq!(named(&fp4(), 15, 2.0), "15 12 10 0 2 4 7");
        assert_eq!(named(&fp4(), 15, 3.0), "15 0 7");
        let mut both = fp4();
        both.names[7] = "0, 8".into();
        assert_eq!(named(&both, 15, 3.0), "15 0, 8 7");
        assert_eq!(
            (named(&fp4(), 0, 1.0), named(&CodeNames::numbers(3), 1, 1.0)),
            (String::new(), "3".into())
        );
    }
}
