//! Calibration: choosing a block's range. One file a calibrator, and one line in [`CALIBRATORS`].
//!
//! A calibrator sees the grid it chooses for, and gives a range, what it found on the way, and a remark where a person would
//! be misled without one. Every calibrator is total: it falls back to the whole range where it has nothing to go by.

mod aciq;
mod block;
mod calibrator;
mod clip;
mod deviations;
mod estimate;
mod finding;
mod kl;
mod least;
mod max;
mod mse;
mod octav;
mod percentile;
mod ratio;

pub use aciq::{Distribution, optimum as aciq_optimum};
pub use block::Block;
pub use calibrator::{Calibration, Calibrator, Choice, Choices, ChooseEach, Setting};
pub use finding::{Digits, Finding, Formula, Shape};
pub use kl::{Cut, MagnitudeHistogram};
pub use mse::scan as mse_scan;
pub(crate) use percentile::Between;
pub use percentile::{percentile, percentile_f32};

use serde::Serialize;

/// Every calibrator, the default first, in the order of the page's list.
pub static CALIBRATORS: [&Calibrator; 9] = [
    &max::MAX,
    &percentile::PERCENTILE,
    &mse::MSE,
    &kl::KL,
    &aciq::ACIQ,
    &octav::OCTAV,
    &deviations::DEVIATIONS,
    &ratio::RATIO,
    &clip::CLIP,
];

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
    /// The row does not fill the format's last super-block, so a file of that format cannot hold it. Missing values count as zeros.
    NotStored,
    /// The scale is larger than the format's type of scale: it is the largest one of that type.
    ScaleSaturated,
    /// The scale is smaller than the format's type of scale: it is the smallest one of that type, or 0, and different values
    /// become equal.
    ScaleVanished,
}

impl Remark {
    /// Every remark.
    pub const ALL: [Self; 9] = [
        Self::LessThanOne,
        Self::BeyondMax,
        Self::WholeIsBest,
        Self::FewValues,
        Self::HardlyAnyKept,
        Self::NoSpread,
        Self::NotStored,
        Self::ScaleSaturated,
        Self::ScaleVanished,
    ];
}
