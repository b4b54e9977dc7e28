//! The sources and the distribution of errors from the sorted view: the same sums as the kernel's [`Profile`], without a pass over the
//! data.
//!
//! ```text
//! for each level's cell, cut where clipping begins and ends, and at the edges of the bins of values:   runs in one bin
//!     Σe² of the run                              goes to the bin, as rounding or as clipping
//! within each cell errors fall as values rise:    runs in one bin of errors are counted
//! ```

use super::{
    Sorted, gallop,
    measure::{Bounded, Moments, Runs},
};
use crate::{kernels::Profile, quantizer::Quantizer};

impl Sorted {
    /// Adds all values under a quantizer to a profile. Returns false and adds nothing for stochastic rounding, which depends on the
    /// positions of values, and if the sums are less exact than one part in ten million of their total.
    pub fn profile(&self, quantizer: &Quantizer, profile: &mut Profile) -> bool {
        if quantizer.is_stochastic() {
            return false;
        }
        let inside = self.inside(quantizer);
        let mut runs = Runs::new(self);
        let mut parts = [(); 2].map(|()| vec![0.0; profile.rounding.len()]);
        let mut totals = [Bounded::default(); 2];
        let mut errors = vec![0; profile.errors.len()];
        for (rank, cell) in self.cells(quantizer) {
            let y = f64::from(quantizer.level(rank));
            let cut = |rank: usize| rank.clamp(cell.start, cell.end);
            for (part, ranks) in [
                (1, cell.start..cut(inside.start)),
                (0, cut(inside.start)..cut(inside.end)),
                (1, cut(inside.end)..cell.end),
            ] {
                let mut from = ranks.start;
                while from < ranks.end {
                    let slot = profile.values.of(self.values[from]);
                    let to = from + gallop(&self.values[from..ranks.end], |&x| profile.values.of(x) <= slot);
                    let Moments { sums, slack } = runs.tail(from, to, y);
                    parts[part][slot] += sums.second;
                    totals[part].add(sums.second, slack.second);
                    from = to;
                }
            }
            let slot = |x: f32| profile.reach.at(y - f64::from(x));
            let mut rest = &self.values[cell];
            while let Some(&first) = rest.first() {
                let here = slot(first);
                let count = gallop(rest, |&x| slot(x) >= here);
                errors[here] += count as u64;
                rest = &rest[count..];
            }
        }
        if !totals.iter().all(Bounded::is_exact) {
            return false;
        }
        let [rounding, clipping] = parts;
        for (sums, found) in [(&mut profile.rounding, rounding), (&mut profile.clipping, clipping)] {
            sums.iter_mut().zip(found).for_each(|(sum, found)| *sum += found);
        }
        profile.errors.iter_mut().zip(errors).for_each(|(count, found)| *count += found);
        true
    }
}
