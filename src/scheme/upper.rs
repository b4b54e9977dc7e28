//! What stands above the scales of a tensor's blocks.

use super::{
    Above, Grid, Scales,
    scales::{Nest, Nesting, RUN, mean_of},
};

/// What stands above the scales of all blocks.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Upper {
    /// Nothing.
    Nothing,
    /// The largest range, from which the scale of the tensor follows.
    Largest(f32),
    /// The same, and each block's scale as its E4M3 code.
    Chosen { largest: f32, codes: Vec<u8> },
    /// The mean of scales, and the reach of each run of them.
    Nested { mean: f32, reaches: Vec<f32> },
}

impl Upper {
    /// What follows from the ranges of all blocks.
    pub(super) fn of(scales: Scales, grid: &Grid, ranges: &[(f32, f32)]) -> Self {
        match scales {
            Scales::Nested => Self::nested(grid, ranges),
            _ if scales.is_under_tensor() => {
                Self::Largest(ranges.iter().map(|&(lo, hi)| grid.reach(lo, hi)).fold(0.0, f32::max))
            }
            _ => Self::Nothing,
        }
    }

    #[inline(never)]
    fn nested(grid: &Grid, ranges: &[(f32, f32)]) -> Self {
        // As in the library, a block of zeros counts with the scale 0.
        let scale =
            |&(lo, hi): &(f32, f32)| if grid.reach(lo, hi) == 0.0 { 0.0 } else { grid.exact_scale(lo, hi) };
        let scales: Vec<f32> = ranges.iter().map(scale).collect();
        let mean = mean_of(&scales);
        let reach = |run: &[f32]| Nest::of(run, mean, Nesting::Dynamic).reach;
        Self::Nested { mean, reaches: scales.chunks(RUN).map(reach).collect() }
    }

    /// What stands above block `index`.
    pub(super) fn above(&self, index: usize) -> Above {
        match self {
            Self::Nothing => Above::Unknown,
            &Self::Largest(largest) => Above::Largest(largest),
            Self::Chosen { largest, codes } => Above::Chosen { largest: *largest, code: codes[index] },
            Self::Nested { mean, reaches } => {
                Above::Nest(Nest { mean: *mean, reach: reaches[index / RUN], nesting: Nesting::Dynamic })
            }
        }
    }

    /// Whether it is the same for all blocks.
    pub(super) fn is_common(&self) -> bool {
        matches!(self, Self::Nothing | Self::Largest(_))
    }

    /// The largest range, where there is a scale of the tensor.
    pub(super) fn largest(&self) -> Option<f32> {
        match *self {
            Self::Largest(largest) | Self::Chosen { largest, .. } => Some(largest),
            Self::Nothing | Self::Nested { .. } => None,
        }
    }

    /// The mean of nested scales.
    pub(super) fn mean(&self) -> Option<f32> {
        if let Self::Nested { mean, .. } = self { Some(*mean) } else { None }
    }
}
