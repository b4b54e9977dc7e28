//! Where the error comes from and how errors are distributed, over all blocks of a scheme.

use super::{View, report::values_a_step};
use crate::{
    Scheme, Tensor,
    kernels::{Level, Profile},
    scheme::{Blocks, Granularity, calibration::Block},
    sorted::Sorted,
};

/// Most values worked on in one step: some milliseconds.
const STEP: usize = 1 << 20;

/// A profile in the making, some blocks at a time.
#[derive(Debug)]
pub struct Profiling {
    scheme: Scheme,
    next: usize,
    profile: Profile,
}

impl Profiling {
    /// Nothing done yet: `bins` bins of values over the view, `error_bins` bins of errors over `[-reach, reach]`.
    ///
    /// # Panics
    /// When there are no bins, or `reach` is not positive.
    pub fn new(scheme: Scheme, view: View, bins: usize, reach: f64, error_bins: usize) -> Self {
        Self { scheme, next: 0, profile: Profile::new((view.lo(), view.hi()), bins, reach, error_bins) }
    }

    /// The share of the blocks that is done, 0 to 1.
    pub fn progress(&self, tensor: &Tensor) -> f64 {
        self.next as f64 / Blocks::new(tensor, self.scheme.granularity).count() as f64
    }

    /// Goes on with some blocks, at least one; whether they were the last. `sorted` is the sorted view of the whole
    /// tensor, if there is one. Tensor and view must be those of the steps before.
    pub fn step(&mut self, level: Level, tensor: &Tensor, sorted: Option<&Sorted>) -> bool {
        let blocks = Blocks::new(tensor, self.scheme.granularity);
        let count = blocks.count();
        if let Some(sorted) = sorted.filter(|_| count == 1) {
            let params = self.scheme.calibrate(0, &Block::of_sorted(level, sorted)).params;
            if !sorted.profile(&params, &mut self.profile) {
                let values = Blocks::new(tensor, Granularity::Tensor).values(0);
                self.profile.add(level, &values, &params);
            }
            return true;
        }
        let values = STEP.min(values_a_step(self.scheme.calibration));
        let end = count.min(self.next + (values / (tensor.values().len() / count)).max(1));
        let (scheme, profile) = (self.scheme, &mut self.profile);
        blocks.for_each_in(self.next..end, |index, values| {
            let params = scheme.calibrate(index, &Block::new(level, values)).params;
            profile.add(level, values, &params);
        });
        self.next = end;
        end == count
    }

    /// The profile, once all blocks are in it.
    pub fn into_profile(self) -> Profile {
        self.profile
    }
}
