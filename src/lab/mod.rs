//! The lab: one tensor, and answers to questions about it.
//!
//! ```text
//! Bench     the tensor, its summary, its sorted view: what work reads
//! Work      makes one thing in steps of some milliseconds: a fit, a report, a curve, …
//! Shelves   the last fits and reports
//! Shelf     the last things of a kind that were made, and the work on the next one
//! Kept      what questions keep beside fits and reports, by its type: shelves of their own
//! Crew      other workers, which fit and measure shards of a large tensor
//! Question  answers from the shelves, or goes on with what the answer still needs
//! ```
//! What was made for one question is there for all: Report, Error, Blocks and Export read the same fit.

mod bench;
mod crew;
mod kept;
pub mod question;
mod sharded;
mod shelf;
mod shelves;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use bench::Bench;
use crew::Crew;
pub use crew::{Shard, Task};
use kept::Kept;
pub use question::{Pending, Question};
pub use sharded::{Done, Sharded};
use shelf::{Shelf, Work, all};
use shelves::Shelves;

use crate::{
    Report, Scheme, Tensor,
    analysis::{Measured, Summary},
    scheme::{Fit, Ranges},
};

/// Fits kept: those of both schemes, and of the calibrators that a curve marks for both.
const FITS_KEPT: usize = 24;
/// Reports kept: both schemes, and both of the state before, so that stepping back is free.
const REPORTS_KEPT: usize = 4;

/// A tensor under study.
#[derive(Debug)]
pub struct Lab {
    bench: Bench,
    crew: Crew,
    shelves: Shelves,
    kept: Kept,
}

impl Lab {
    /// A lab for `tensor`.
    pub fn new(tensor: Tensor) -> Self {
        Self {
            bench: Bench::new(tensor),
            crew: Crew::default(),
            shelves: Shelves::new(FITS_KEPT, REPORTS_KEPT),
            kept: Kept::default(),
        }
    }

    /// The tensor.
    pub fn tensor(&self) -> &Tensor {
        &self.bench.tensor
    }

    /// The tensor's size and spread.
    pub fn summary(&self) -> &Summary {
        &self.bench.summary
    }

    /// Answers a question, or does some milliseconds of the work that the answer still needs.
    ///
    /// # Errors
    /// The share of the work that is done, when there is no answer yet. Another question may be asked in between.
    pub fn ask<Q: Question>(&mut self, question: &Q) -> Result<Q::Answer, Pending> {
        self.crew.waits = false;
        question.ask(self)
    }

    /// The answer to a question, however long the work lasts.
    pub fn answer<Q: Question>(&mut self, question: &Q) -> Q::Answer {
        loop {
            if let Ok(answer) = self.ask(question) {
                return answer;
            }
        }
    }

    /// Does a part, some milliseconds long, of sorting the tensor; the share that is done, 1 when its sorted view stands. From
    /// then on a scheme with one scale for the whole tensor is answered without a pass over the data.
    pub fn sort_step(&mut self) -> f64 {
        self.bench.sort()
    }

    /// Whether a crew would have had work for the questions asked so far, and there is none.
    pub fn wants_crew(&self) -> bool {
        self.crew.is_wanted()
    }

    /// The shards of the tensor for so many workers, the lab's own first.
    pub fn shards(&self, workers: usize) -> Vec<Shard> {
        Shard::cut(self.bench.tensor.rows(), self.bench.tensor.columns(), workers)
    }

    /// The values of shard `nth` of the crew, in row-major order.
    pub fn numbers_of(&self, nth: usize) -> Option<&[f32]> {
        let shard = self.crew.shard(nth)?;
        self.bench.tensor.values().get(shard.start..shard.start + shard.count())
    }

    /// Leaves all shards but the first to a crew, as [`Lab::shards`] cut them. No shards: goes on alone.
    pub fn with_crew(&mut self, shards: Vec<Shard>) {
        self.crew = Crew::new(shards);
    }

    /// What the crew has to do from now on, if that is something new.
    pub fn task(&mut self) -> Option<Task> {
        self.crew.hand_out()
    }

    /// Whether the question asked last waits for the crew alone: asking again before the crew has found something is of no use.
    pub fn waits(&self) -> bool {
        self.crew.waits
    }

    /// Takes the ranges that shard `nth` of a crew found for a scheme. Those that nobody needs any more are dropped.
    pub fn put_ranges(&mut self, nth: usize, scheme: &Scheme, ranges: Ranges) {
        self.crew.put_ranges(nth, scheme, ranges);
    }

    /// Takes what shard `nth` of a crew measured of a scheme. What nobody needs any more is dropped.
    pub fn put_measured(&mut self, nth: usize, scheme: &Scheme, measured: Measured) {
        self.crew.put_measured(nth, scheme, measured);
    }

    /// The fits of schemes, or some milliseconds of the work on them. Schemes with one scale for the whole tensor are fitted from
    /// the sorted view, which is made first.
    fn fitted<const N: usize>(&mut self, schemes: &[Scheme; N]) -> Result<[Rc<Fit>; N], Pending> {
        self.shelves.fitted(&mut self.bench, &mut self.crew, schemes)
    }

    /// The reports of schemes, or some milliseconds of the work on them, their fits included.
    fn reported<const N: usize>(&mut self, schemes: &[Scheme; N]) -> Result<[Rc<Report>; N], Pending> {
        self.shelves.reported(&mut self.bench, &mut self.crew, schemes)
    }
}
