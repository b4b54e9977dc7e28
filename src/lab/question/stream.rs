//! A stream of batches under four calibrations, each course made once and in steps.

use std::rc::Rc;

use super::{Pending, Question};
use crate::{
    Scheme,
    analysis::stream::{
        BatchCounts, Batches, CountSearch, Course, Ends, EndsSearch, Observed, Streaming, steady,
    },
    lab::{Bench, Lab, Shelf, Work, all},
    scheme::{Calibration, Granularity},
};

/// Courses kept: of a state, and of the two before.
const KEPT: usize = 12;
/// How much rows are made to grow that do not drift by themselves.
const DRIFT: f64 = 32.0;

/// How does a stream of batches fare under four calibrations?
#[derive(Debug, Clone, PartialEq)]
pub struct StreamQuestion {
    /// Whose format, rounding and storage of scales are used.
    pub scheme: Scheme,
    /// Rows of a batch; brought into range.
    pub rows: usize,
    /// So many batches the first calibration sees; brought into 1 to all.
    pub first: usize,
    /// The constant of the moving average; brought into 0 to 1.
    pub constant: f64,
    /// How many times larger the last row is made than the first; 1 leaves the rows as they are. `None` does so if they drift by
    /// themselves, and otherwise lets them grow.
    pub drift: Option<f64>,
}

/// A stream under four calibrations.
#[derive(Debug, Clone)]
pub struct Stream {
    /// The batches.
    pub batches: Batches,
    /// Whether the rows, as they are, have the same size all the time.
    pub steady: bool,
    /// So many of them the first calibration saw.
    pub first: usize,
    /// The ends of every batch.
    pub ends: Rc<Vec<Ends>>,
    /// The histogram of every batch.
    pub counts: Rc<BatchCounts>,
    /// Calibrated on the first batches, on all, by a moving average, and dynamic.
    pub courses: [Rc<Course>; 4],
}

/// What a course follows from.
type Key = (Scheme, Batches, Observed);

/// The streams of a lab.
#[derive(Debug)]
struct Streams {
    ends: Shelf<Batches, EndsSearch>,
    counts: Shelf<Batches, CountSearch>,
    courses: Shelf<Key, Streaming>,
}

impl Default for Streams {
    fn default() -> Self {
        // Of the rows as they are, and of those that are made to drift.
        Self { ends: Shelf::new(2), counts: Shelf::new(1), courses: Shelf::new(KEPT) }
    }
}

impl Work for EndsSearch {
    type Output = Vec<Ends>;

    fn step(&mut self, on: &Bench) -> Option<Vec<Ends>> {
        Self::step(self, on.level, &on.tensor)
    }

    fn progress(&self, _: &Bench) -> f64 {
        Self::progress(self)
    }
}

impl Work for CountSearch {
    type Output = BatchCounts;

    fn step(&mut self, on: &Bench) -> Option<BatchCounts> {
        Self::step(self, on.level, &on.tensor)
    }

    fn progress(&self, _: &Bench) -> f64 {
        Self::progress(self)
    }
}

impl Work for Streaming {
    type Output = Course;

    fn step(&mut self, on: &Bench) -> Option<Course> {
        Self::step(self, on.level, &on.tensor)
    }

    fn progress(&self, _: &Bench) -> f64 {
        Self::progress(self)
    }
}

impl Question for StreamQuestion {
    type Answer = Stream;

    fn ask(&self, lab: &mut Lab) -> Result<Stream, Pending> {
        let Lab { bench, kept, .. } = lab;
        let Streams { ends: searched, counts: counted, courses } = kept.of();
        let own = Batches::new(&bench.tensor, self.rows);
        let own_ends = ends(searched, bench, own).map_err(|pending| pending.between(0.0, 0.1))?;
        let steady = steady(&own_ends);
        let drift = self.drift.unwrap_or(if steady { DRIFT } else { 1.0 });
        let batches = own.drifting(drift);
        let ends = ends(searched, bench, batches).map_err(|pending| pending.between(0.1, 0.2))?;
        counted.advance(&batches, bench, || CountSearch::new(batches, &ends));
        let Some(counts) = counted.find(&batches) else {
            return Err(Pending::of(counted.progress(&batches, bench)).between(0.2, 0.4));
        };
        let keys = self.keys(batches);
        if let Some(key) = keys.iter().find(|key| !courses.has(key)) {
            let &(scheme, batches, observed) = key;
            courses.advance(key, bench, || Streaming::new(scheme, batches, observed.ranges(&ends)));
        }
        let share = keys.iter().map(|key| courses.progress(key, bench)).sum::<f64>() / keys.len() as f64;
        let courses = all(keys.map(|key| courses.find(&key)));
        let courses = courses.ok_or(Pending::of(share).between(0.4, 1.0))?;
        let first = self.first.clamp(1, batches.count());
        Ok(Stream { batches, steady, first, ends, counts, courses })
    }
}

/// The ends of batches.
fn ends(
    searched: &mut Shelf<Batches, EndsSearch>,
    bench: &Bench,
    batches: Batches,
) -> Result<Rc<Vec<Ends>>, Pending> {
    searched.advance(&batches, bench, || EndsSearch::new(batches));
    searched.find(&batches).ok_or_else(|| Pending::of(searched.progress(&batches, bench)))
}

impl StreamQuestion {
    fn keys(&self, batches: Batches) -> [Key; 4] {
        // What does not count makes no difference.
        let (granularity, calibration) = (Granularity::Tensor, Calibration::MAX);
        let scheme = Scheme { granularity, calibration, ..self.scheme };
        let first = self.first.clamp(1, batches.count());
        let constant = if self.constant.is_nan() { 1.0 } else { self.constant.clamp(0.0, 1.0) };
        [Observed::First(first), Observed::All, Observed::Average(constant), Observed::Dynamic]
            .map(|observed| (scheme, batches, observed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Tensor;

    /// Louder and louder rows, and 2²¹ values, so that the work has several steps.
    fn lab() -> Lab {
        let values = (0..1 << 21).map(|i| (i % 1009 - 500) as f32 * (1 + (i >> 18)) as f32);
        Lab::new(Tensor::new("t", &[8, 1 << 18], values.collect()).unwrap())
    }

    fn question(scheme: &str, rows: usize, first: usize) -> StreamQuestion {
        StreamQuestion { scheme: scheme.parse().unwrap(), rows, first, constant: 0.01, drift: Some(1.0) }
    }

    #[test]
    fn work_goes_in_steps_and_is_kept() {
        let mut lab = lab();
        let wanted = question("int8", 1, 2);
        let mut shares = Vec::new();
        let before = loop {
            match lab.ask(&wanted) {
                Ok(answer) => break answer,
                Err(pending) => shares.push(pending),
            }
        };
        assert!(shares.len() > 6 && shares.is_sorted(), "{shares:?}");
        let after = lab.answer(&question("int8:row:p99", 1, 3));
        assert!(!Rc::ptr_eq(&before.courses[0], &after.courses[0]), "calibrated on other batches");
        for i in 1..4 {
            assert!(
                Rc::ptr_eq(&before.courses[i], &after.courses[i]),
                "granularity and calibration do not count"
            );
        }
        assert!(Rc::ptr_eq(&before.ends, &after.ends));
        let louder = lab.answer(&question("int4:asym", 4, 99));
        assert_eq!((louder.batches.count(), louder.first), (2, 2));
        assert_eq!(louder.courses[0].quantizers, louder.courses[1].quantizers);
    }

    #[test]
    fn who_only_saw_the_beginning_clips_what_is_louder() {
        let frame = lab().answer(&question("int8", 1, 2));
        let [first, all, average, dynamic] = frame.courses;
        assert_eq!((first.batches_clipped(), average.batches_clipped()), (6, 7));
        assert_eq!((all.total_clipped, dynamic.total_clipped), (0.0, 0.0));
        assert!(first.clipped.is_sorted() && first.total_clipped > 0.3, "{:?}", first.clipped);
    }
}
