//! What all work of a lab reads: a tensor, its size and spread, and its sorted view.

use crate::{
    Scheme, Tensor,
    analysis::Summary,
    kernels::Level,
    scheme::BlockMap,
    sorted::{Sorted, Sorting},
};

/// Up to so many values, the sorted view is made before anything waits for it.
const SORTED_AT_ONCE: usize = 1 << 20;

/// A tensor and what is known of it under any scheme.
#[derive(Debug)]
pub(super) struct Bench {
    pub(super) level: Level,
    pub(super) tensor: Tensor,
    pub(super) summary: Summary,
    order: Order,
}

/// The sorted view of the tensor, or what there is of it.
#[derive(Debug)]
enum Order {
    Coming(Sorting),
    Stands(Sorted),
}

impl Bench {
    pub(super) fn new(tensor: Tensor) -> Self {
        let level = Level::new();
        let summary = Summary::new(level, &tensor);
        Self { level, tensor, summary, order: Order::Coming(Sorting::new()) }
    }

    /// Does a part, some milliseconds long, of the sorting; the share that is done.
    pub(super) fn sort(&mut self) -> f64 {
        if let Order::Coming(sorting) = &mut self.order
            && let Some(sorted) = sorting.step(self.tensor.values())
        {
            self.order = Order::Stands(sorted);
        }
        self.sort_progress()
    }

    pub(super) fn sort_progress(&self) -> f64 {
        match &self.order {
            Order::Coming(sorting) => sorting.progress(self.tensor.values().len()).min(0.999),
            Order::Stands(_) => 1.0,
        }
    }

    pub(super) fn sorted(&self) -> Option<&Sorted> {
        match &self.order {
            Order::Coming(_) => None,
            Order::Stands(sorted) => Some(sorted),
        }
    }

    /// The blocks of the tensor under a scheme.
    pub(super) fn map(&self, scheme: &Scheme) -> BlockMap {
        let own = || BlockMap::new(self.tensor.rows(), self.tensor.columns(), scheme.granularity);
        scheme.map_of_stored(&self.tensor).unwrap_or_else(own)
    }

    /// Whether all values share one scale.
    pub(super) fn is_whole(&self, scheme: &Scheme) -> bool {
        self.map(scheme).count() == 1
    }

    /// Whether `scheme` is answered from the sorted view, made for it if need be. A large tensor whose scheme takes one pass is
    /// measured before it is sorted, so that the first picture comes sooner.
    pub(super) fn wants_order(&self, scheme: &Scheme) -> bool {
        let one_pass = scheme.calibration.one_pass();
        let lasts = self.tensor.values().len() > SORTED_AT_ONCE && self.sorted().is_none();
        self.is_whole(scheme) && !(lasts && one_pass)
    }
}
