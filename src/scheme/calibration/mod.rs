//! Calibration: choosing a block's range. One file a calibrator.
//!
//! A calibrator sees the grid it chooses for, and gives a range, what it found on the way, and a remark where a person would
//! be misled without one. Every calibrator is total: it falls back to the whole range where it has nothing to go by.

mod aciq;
mod block;
mod deviations;
mod kl;
mod mse;
mod octav;
mod percentile;

pub use aciq::{Distribution, optimum as aciq_optimum};
pub use block::Block;
pub use kl::{Cut, MagnitudeHistogram};
pub use mse::scan as mse_scan;
pub use percentile::{percentile, percentile_f32};

use serde::Serialize;

use super::Grid;

/// How the range of a block is chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum Calibration {
    /// The range holds every value: nothing is clipped.
    #[default]
    Max,
    /// Symmetric: the P-th percentile of |x|. Asymmetric: the (100 - P)-th and the P-th of x. P in percent.
    Percentile(f64),
    /// The range whose grid has the least squared error, by search.
    Mse,
    /// The range whose grid keeps the histogram's shape best: least Kullback-Leibler divergence.
    Kl,
    /// The optimum of a Gaussian or a Laplace distribution fitted to the block.
    Aciq,
    /// The fixed point at which a little more clipping costs as much as it saves in rounding.
    Octav,
    /// Mean ± this many standard deviations.
    Deviations(f64),
    /// This range, for every block, whatever its values.
    Clip {
        /// Lower limit.
        lo: f32,
        /// Upper limit.
        hi: f32,
    },
}

/// What a calibrator chose for one block.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// Lower end of the range; the grid makes it symmetric or widens it to 0 as it needs.
    pub lo: f32,
    /// Upper end of the range.
    pub hi: f32,
    /// What the calibrator found on the way.
    pub finding: Finding,
    /// What a person should know about this choice.
    pub remark: Option<Remark>,
}

/// The numbers behind a choice, for the formula that shows it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Finding {
    /// The ends of the data.
    Max,
    /// A percentile.
    Percentile {
        /// How many values lie beyond it on a side, by its definition.
        beyond: f64,
    },
    /// A search for the least error.
    Mse {
        /// How many grids were tried.
        grids: u32,
        /// The winner's mean squared error, in f64 arithmetic.
        mse: f64,
        /// The mean squared error of the whole range.
        unclipped: f64,
    },
    /// A search for the least divergence.
    Kl {
        /// Bins kept, of all.
        bin: u32,
        /// Bins of the histogram of magnitudes.
        bins: u32,
        /// Levels the kept bins are merged into.
        levels: u32,
        /// The divergence, in nats.
        divergence: f64,
    },
    /// A fitted distribution.
    Aciq {
        /// Which one fits better.
        distribution: Distribution,
        /// Where it is centred.
        center: f64,
        /// Its σ or its b.
        spread: f64,
        /// The optimum in units of the spread.
        factor: f64,
    },
    /// A fixed point.
    Octav {
        /// Where distances are taken from.
        center: f64,
        /// The threshold.
        threshold: f64,
        /// Steps until it stood.
        iterations: u32,
    },
    /// Mean and standard deviation.
    Deviations {
        /// The mean.
        mean: f64,
        /// The standard deviation, over n.
        sd: f64,
    },
    /// A given range.
    Clip,
}

/// What a person should know about a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Remark {
    /// A percentile would clip less than one value: the largest still sets the scale.
    LessThanOne,
    /// The calibrator's threshold lies beyond the largest value: the whole range is used.
    BeyondMax,
    /// The search found no range better than the whole one.
    WholeIsBest,
    /// The block has fewer values than the histogram has bins, so its shape is hardly known.
    FewValues,
    /// The definition led to a range that holds less than half of the values.
    HardlyAnyKept,
    /// All values are equal, so there is nothing to go by: the whole range is used.
    NoSpread,
}

impl Remark {
    /// Every remark.
    pub const ALL: [Self; 6] = [
        Self::LessThanOne,
        Self::BeyondMax,
        Self::WholeIsBest,
        Self::FewValues,
        Self::HardlyAnyKept,
        Self::NoSpread,
    ];
}

impl Choice {
    fn plain((lo, hi): (f32, f32), finding: Finding) -> Self {
        Self { lo, hi, finding, remark: None }
    }
}

impl Calibration {
    /// The range of `block` for a grid of `bits` bits.
    pub(super) fn choose(self, bits: u32, grid: &Grid, block: &Block) -> Choice {
        match self {
            Self::Max => Choice::plain(block.extrema(), Finding::Max),
            Self::Percentile(p) => percentile::choose(p, grid, block),
            Self::Mse => mse::choose(grid, block),
            Self::Kl => kl::choose(bits, grid, block),
            Self::Aciq => aciq::choose(bits, grid, block),
            Self::Octav => octav::choose(bits, grid, block),
            Self::Deviations(k) => deviations::choose(k, grid, block),
            Self::Clip { lo, hi } => Choice::plain((lo, hi), Finding::Clip),
        }
    }

    /// Values whose blocks are calibrated in some ten milliseconds.
    pub fn values_per_step(self) -> usize {
        match self {
            Self::Max | Self::Clip { .. } => 1 << 22,
            Self::Percentile(_) | Self::Aciq | Self::Deviations(_) => 1 << 19,
            Self::Octav => 1 << 18,
            Self::Mse | Self::Kl => 1 << 14,
        }
    }

    /// Whether it sorts the values of a block: a sorted view that is kept makes it cheap.
    pub fn sorts(self) -> bool {
        matches!(self, Self::Percentile(_) | Self::Mse | Self::Octav)
    }
}
