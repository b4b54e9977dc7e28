//! Where the error comes from and how errors are distributed, over all blocks of a fit.

use std::rc::Rc;

use super::{VALUES_PER_STEP, View};
use crate::{
    Tensor,
    kernels::{Level, Profile},
    scheme::{Blocks, Fit, Granularity},
    sorted::Sorted,
};

/// A profile in the making, some blocks at a time.
#[derive(Debug)]
pub struct Profiling {
    fit: Rc<Fit>,
    next: usize,
    /// There until it is given away.
    profile: Option<Profile>,
}

impl Profiling {
    /// Nothing done yet: `bins` bins of values over the view, `error_bins` bins of errors over `[-reach, reach]`.
    ///
    /// # Panics
    /// When there are no bins, or `reach` is not positive.
    pub fn new(fit: Rc<Fit>, view: View, bins: usize, reach: f64, error_bins: usize) -> Self {
        let profile = Profile::new((view.lo(), view.hi()), bins, reach, error_bins);
        Self { fit, next: 0, profile: Some(profile) }
    }

    /// The share of the blocks that is done, 0 to 1.
    pub fn progress(&self) -> f64 {
        self.next as f64 / self.fit.count() as f64
    }

    /// Goes on with some blocks, at least one; the profile when they were the last. `sorted` is the sorted view of the whole
    /// tensor, if there is one. Tensor and view must be those of the steps before.
    pub fn step(&mut self, level: Level, tensor: &Tensor, sorted: Option<&Sorted>) -> Option<Profile> {
        let Self { fit, next, profile } = self;
        let profile = profile.as_mut()?;
        let count = fit.count();
        if let Some(sorted) = sorted.filter(|_| count == 1) {
            let quantizer = fit.quantizer(0);
            if !sorted.profile(&quantizer, profile) {
                let values = Blocks::new(tensor, Granularity::Tensor).values(0);
                profile.add(level, &values, &quantizer);
            }
            return self.profile.take();
        }
        let some = fit.map().some_from(*next, VALUES_PER_STEP);
        *next = some.end;
        Blocks::of(tensor, fit.map())
            .for_each_in(some, |index, values| profile.add(level, values, &fit.quantizer(index)));
        if *next == count { self.profile.take() } else { None }
    }
}
