//! Questions to a lab, one file each. A question knows what its answer needs, and nothing of other questions.

pub mod blocks;
pub mod clipping;
pub mod errors;
pub mod excerpt;
pub mod export;
pub mod frame;
pub mod histogram;
pub mod integers;
pub mod measures;
pub mod stream;

use super::Lab;

/// The share of the work for an answer that is done, below 1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Pending(f64);

impl Pending {
    /// A share, brought below 1: what is pending is not done.
    pub(super) fn of(share: f64) -> Self {
        Self(share.clamp(0.0, 0.999))
    }

    /// The share that is done.
    pub fn share(self) -> f64 {
        self.0
    }

    /// The same work as a part of more: the shares `from` to `to` of all.
    pub(crate) fn between(self, from: f64, to: f64) -> Self {
        Self::of(from + self.0 * (to - from))
    }
}

/// Something to be known about the tensor of a lab.
pub trait Question {
    /// What is known in the end.
    type Answer;

    /// The answer, or some milliseconds of the work that it still needs.
    ///
    /// # Errors
    /// The share of the work that is done, when there is no answer yet.
    fn ask(&self, lab: &mut Lab) -> Result<Self::Answer, Pending>;
}
