//! Mean ± K standard deviations (Krishnamoorthi 2018, arXiv 1806.08342; common in quantization-aware training).
//!
//! A symmetric grid reaches to the farther of the two ends: `|mean| + K·sd`.

use super::{Block, Choice, Finding};
use crate::scheme::Grid;

pub(super) fn choose(k: f64, grid: &Grid, block: &Block) -> Choice {
    let mean = block.mean();
    let sd = block.deviation(mean);
    let finding = Finding::Deviations { mean, sd };
    if sd == 0.0 { block.whole(finding) } else { block.within(mean, k * sd, grid, finding) }
}
