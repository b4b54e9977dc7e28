//! The lab: one tensor, and answers to questions about it.
//!
//! ```text
//! Bench     the tensor, its summary, its sorted view: what work reads
//! Work      makes one thing in steps of some milliseconds: a fit, a report, a curve, …
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
#[cfg(test)]
mod tests;

use std::rc::Rc;

use bench::Bench;
use crew::Crew;
pub use crew::{Shard, Task};
use kept::Kept;
pub use question::{Pending, Question};
pub use sharded::{Done, Sharded};
use shelf::{Shelf, Work};

use crate::{
    Report, Scheme, Tensor,
    analysis::{Measured, Reporting, Summary},
    scheme::{Fit, Fitting, Ranges},
};

/// Fits kept: those of both schemes, and of the calibrators that a curve marks for both.
const FITS_KEPT: usize = 24;
/// Blocks of kept fits, eight bytes each.
const BLOCKS_KEPT: usize = 1 << 22;
/// Reports kept: both schemes, and both of the state before, so that stepping back is free.
const REPORTS_KEPT: usize = 4;

/// A tensor under study.
#[derive(Debug)]
pub struct Lab {
    bench: Bench,
    fits: Shelf<Scheme, Fitting>,
    reports: Shelf<Scheme, Reporting>,
    kept: Kept,
    crew: Crew,
    /// Whether the question asked last waits for the crew alone.
    waits: bool,
}

impl Work for Fitting {
    type Output = Fit;

    fn step(&mut self, on: &Bench) -> Option<Fit> {
        Self::step(self, on.level, &on.tensor, on.sorted())
    }

    fn progress(&self, _: &Bench) -> f64 {
        Self::progress(self)
    }
}

impl Work for Reporting {
    type Output = Report;

    fn step(&mut self, on: &Bench) -> Option<Report> {
        Self::step(self, on.level, &on.tensor, on.sorted())
    }

    fn progress(&self, _: &Bench) -> f64 {
        Self::progress(self)
    }
}

impl Lab {
    /// A lab for `tensor`.
    pub fn new(tensor: Tensor) -> Self {
        Self {
            bench: Bench::new(tensor),
            fits: Shelf::new(FITS_KEPT).within(BLOCKS_KEPT, Fit::count),
            reports: Shelf::new(REPORTS_KEPT),
            kept: Kept::default(),
            crew: Crew::default(),
            waits: false,
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
        self.waits = false;
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

    /// The values of a shard, in row-major order.
    ///
    /// # Panics
    /// When the shard is one of another tensor.
    pub fn numbers_of(&self, shard: &Shard) -> &[f32] {
        &self.bench.tensor.values()[shard.start..shard.start + shard.count()]
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
        self.waits
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
        self.fitted_for(schemes, false)
    }

    /// The same; `measures`: the crew goes on with the measures.
    fn fitted_for<const N: usize>(
        &mut self,
        schemes: &[Scheme; N],
        measures: bool,
    ) -> Result<[Rc<Fit>; N], Pending> {
        let Self { bench, fits, crew, waits, .. } = self;
        let missing = schemes.iter().find(|scheme| !fits.has(scheme));
        if let Some(&scheme) = missing {
            if bench.sorted().is_none() && bench.wants_order(&scheme) {
                bench.sort();
            } else {
                let fitting = fits.coming(&scheme, || Fitting::new(&bench.tensor, scheme));
                if !fitting.has_rest() {
                    fitting.leave(crew.fit(&scheme, &bench.map(&scheme), measures));
                    crew.ranges(&scheme).into_iter().for_each(|rest| fitting.join(rest));
                }
                fits.go_on(bench);
                *waits = fits.at_work().is_some_and(Fitting::waits);
            }
        }
        let sorts = schemes.iter().filter(|scheme| !fits.has(scheme) && bench.wants_order(scheme)).count();
        let sorting = if sorts > 0 { bench.sort_progress() } else { 1.0 };
        let share = schemes.iter().map(|scheme| fits.progress(scheme, bench)).sum::<f64>() / N as f64;
        let mut found = schemes.iter().map_while(|scheme| fits.find(scheme));
        let fits: [Option<Rc<Fit>>; N] = std::array::from_fn(|_| found.next());
        all(fits).ok_or(Pending::of((share + sorting) / 2.0))
    }

    /// The reports of schemes, or some milliseconds of the work on them, their fits included.
    fn reported<const N: usize>(&mut self, schemes: &[Scheme; N]) -> Result<[Rc<Report>; N], Pending> {
        if let Some(&scheme) = schemes.iter().find(|scheme| !self.reports.has(scheme))
            && let Ok([fit]) = self.fitted_for(&[scheme], true)
        {
            let Self { bench, reports, crew, waits, .. } = self;
            let reporting = reports.coming(&scheme, || Reporting::new(Rc::clone(&fit)));
            if !reporting.has_rest() {
                reporting.leave(crew.measure(&fit));
                crew.measured(&scheme).into_iter().for_each(|rest| reporting.join(rest));
            }
            reports.go_on(bench);
            *waits = reports.at_work().is_some_and(Reporting::waits);
        }
        let Self { bench, fits, reports, .. } = self;
        let share = schemes.iter().map(|scheme| match reports.has(scheme) {
            true => 1.0,
            false => (fits.progress(scheme, bench) + reports.progress(scheme, bench)) / 2.0,
        });
        let pending = Pending::of(share.sum::<f64>() / N as f64);
        let mut found = schemes.iter().map_while(|scheme| reports.find(scheme));
        let reports: [Option<Rc<Report>>; N] = std::array::from_fn(|_| found.next());
        all(reports).ok_or(pending)
    }
}

/// The things, if all are there.
fn all<T, const N: usize>(things: [Option<T>; N]) -> Option<[T; N]> {
    let things: Vec<T> = things.into_iter().flatten().collect();
    things.try_into().ok()
}
