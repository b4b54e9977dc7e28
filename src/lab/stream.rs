//! A stream of batches under four calibrations, each course made once and in steps.

use std::rc::Rc;

use super::{Kept, Lab};
use crate::{
    Scheme,
    analysis::stream::{Batches, Course, Ends, EndsSearch, Observed, Streaming},
    scheme::{Calibration, Granularity},
};

/// Courses kept: of a state, and of the two before.
const KEPT: usize = 12;

/// What a picture of a stream needs to know.
#[derive(Debug, Clone, PartialEq)]
pub struct StreamRequest {
    /// Whose format, symmetry, rounding and storage of scales are used.
    pub scheme: Scheme,
    /// Rows of a batch; brought into range.
    pub rows: usize,
    /// So many batches the first calibration sees; brought into 1 to all.
    pub first: usize,
    /// The constant of the moving average; brought into 0 to 1.
    pub constant: f64,
}

/// The stream, and what becomes of it.
#[derive(Debug, Clone)]
pub struct StreamFrame {
    /// The batches.
    pub batches: Batches,
    /// So many of them the first calibration saw.
    pub first: usize,
    /// The ends of every batch.
    pub ends: Rc<Vec<Ends>>,
    /// Calibrated on the first batches, on all, by a moving average, and dynamic.
    pub courses: [Rc<Course>; 4],
}

/// What a course follows from.
type Key = (Scheme, Batches, Observed);

/// The streams of a lab.
#[derive(Debug, Default)]
pub(super) struct Streams {
    ends: Option<(Batches, Rc<Vec<Ends>>)>,
    search: Option<EndsSearch>,
    known: Kept<Key, Course>,
    coming: Option<(Key, Streaming)>,
}

impl Lab {
    /// Does a part, some milliseconds long, of the work [`Lab::stream`] still needs; the share that is done.
    pub fn prepare_stream(&mut self, request: &StreamRequest) -> f64 {
        let keys = self.stream_keys(request);
        let Some(ends) = self.known_ends(keys[0].1) else {
            return self.ends_step(keys[0].1) / 5.0;
        };
        if let Some(key) = keys.iter().find(|key| !self.streams.known.has(key)) {
            self.course_step(*key, &ends);
        }
        let known = keys.iter().filter(|key| self.streams.known.has(key)).count() as f64;
        let coming = self.streams.coming.as_ref().filter(|(key, _)| keys.contains(key));
        (1.0 + known + coming.map_or(0.0, |(_, streaming)| streaming.progress())) / 5.0
    }

    /// The stream of a request; at once when [`Lab::prepare_stream`] has returned 1.
    pub fn stream(&mut self, request: &StreamRequest) -> StreamFrame {
        let keys = self.stream_keys(request);
        let batches = keys[0].1;
        loop {
            let courses = keys.map(|key| self.streams.known.find(&key));
            if let ([Some(first), Some(all), Some(average), Some(dynamic)], Some(ends)) =
                (courses, self.known_ends(batches))
            {
                let seen = request.first.clamp(1, batches.count());
                return StreamFrame { batches, first: seen, ends, courses: [first, all, average, dynamic] };
            }
            self.prepare_stream(request);
        }
    }

    fn stream_keys(&self, request: &StreamRequest) -> [Key; 4] {
        let batches = Batches::new(&self.tensor, request.rows);
        // What does not count makes no difference.
        let (granularity, calibration) = (Granularity::Tensor, Calibration::Max);
        let scheme = Scheme { granularity, calibration, ..request.scheme };
        let first = request.first.clamp(1, batches.count());
        let constant = if request.constant.is_nan() { 1.0 } else { request.constant.clamp(0.0, 1.0) };
        [Observed::First(first), Observed::All, Observed::Average(constant), Observed::Dynamic]
            .map(|observed| (scheme, batches, observed))
    }

    fn known_ends(&self, batches: Batches) -> Option<Rc<Vec<Ends>>> {
        self.streams.ends.as_ref().filter(|(known, _)| *known == batches).map(|(_, ends)| Rc::clone(ends))
    }

    /// The share of the ends that is known.
    fn ends_step(&mut self, batches: Batches) -> f64 {
        let mut search = match self.streams.search.take() {
            Some(search) if search.batches() == batches => search,
            _ => EndsSearch::new(batches),
        };
        if let Some(ends) = search.step(self.level, &self.tensor) {
            self.streams.ends = Some((batches, Rc::new(ends)));
            return 1.0;
        }
        let done = search.progress();
        self.streams.search = Some(search);
        done
    }

    fn course_step(&mut self, key: Key, ends: &[Ends]) {
        let (scheme, batches, observed) = key;
        let mut streaming = match self.streams.coming.take() {
            Some((coming, streaming)) if coming == key => streaming,
            _ => Streaming::new(scheme, batches, observed.ranges(ends)),
        };
        match streaming.step(self.level, &self.tensor) {
            Some(course) => self.streams.known.add(key, course, KEPT),
            None => self.streams.coming = Some((key, streaming)),
        }
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

    fn request(scheme: &str, rows: usize, first: usize) -> StreamRequest {
        StreamRequest { scheme: scheme.parse().unwrap(), rows, first, constant: 0.01 }
    }

    #[test]
    fn work_goes_in_steps_and_is_kept() {
        let mut lab = lab();
        let wanted = request("int8", 1, 2);
        let mut shares = vec![lab.prepare_stream(&wanted)];
        while *shares.last().unwrap() < 1.0 {
            shares.push(lab.prepare_stream(&wanted));
        }
        assert!(shares.len() > 8 && shares.is_sorted(), "{shares:?}");
        let before = lab.stream(&wanted);
        let after = lab.stream(&request("int8:row:p99", 1, 3));
        assert!(!Rc::ptr_eq(&before.courses[0], &after.courses[0]), "calibrated on other batches");
        for i in 1..4 {
            assert!(
                Rc::ptr_eq(&before.courses[i], &after.courses[i]),
                "granularity and calibration do not count"
            );
        }
        assert!(Rc::ptr_eq(&before.ends, &after.ends));
        let louder = lab.stream(&request("int4:asym", 4, 99));
        assert_eq!((louder.batches.count(), louder.first), (2, 2));
        assert_eq!(louder.courses[0].params, louder.courses[1].params);
    }

    #[test]
    fn who_only_saw_the_beginning_clips_what_is_louder() {
        let frame = lab().stream(&request("int8", 1, 2));
        let [first, all, average, dynamic] = frame.courses;
        assert_eq!((first.batches_clipped(), average.batches_clipped()), (6, 7));
        assert_eq!((all.total_clipped, dynamic.total_clipped), (0.0, 0.0));
        assert!(first.clipped.is_sorted() && first.total_clipped > 0.3, "{:?}", first.clipped);
    }
}
