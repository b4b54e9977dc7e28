//! The histogram of the data alone, over the bins of another picture.

use super::{Pending, Question, frame::BINS};
use crate::{
    kernels::{Counts, histogram},
    lab::{Bench, Lab},
    scheme::{Blocks, Granularity},
};

/// How many values lie in each of equally wide bins?
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HistogramQuestion {
    /// The ends of the bins.
    pub view: (f64, f64),
    /// Brought into 1 to 8192.
    pub bins: usize,
}

impl Question for HistogramQuestion {
    type Answer = Counts;

    fn ask(&self, lab: &mut Lab) -> Result<Counts, Pending> {
        let bins = self.bins.clamp(*BINS.start(), *BINS.end());
        Ok(counts(&lab.bench, self.view, bins))
    }
}

/// How many finite values of the data lie in each bin.
pub(super) fn counts(bench: &Bench, (lo, hi): (f64, f64), bins: usize) -> Counts {
    match bench.sorted() {
        Some(sorted) => sorted.histogram(lo, hi, bins),
        None => {
            let values = Blocks::new(&bench.tensor, Granularity::Tensor).values(0);
            histogram(bench.level, &values, lo, hi, bins)
        }
    }
}
