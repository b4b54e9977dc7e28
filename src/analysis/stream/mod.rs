//! A stream: the rows of a tensor as batches over time, and what becomes of each batch when its range follows from the first
//! batches, from all, from a moving average, or from the batch itself.
//!
//! ```text
//! ends of batch t:  lo_t, hi_t    (its smallest and largest finite value)
//! first k:          lo = min lo_i, hi = max hi_i over i < k             static, calibrated on the beginning
//! all:              the same over every batch                           static, the future included
//! average:          lo += c · (lo_t - lo), hi += c · (hi_t - hi); then batch t is quantized; at first lo = lo_0, hi = hi_0
//! dynamic:          lo = lo_t, hi = hi_t
//! ```
//! The average is PyTorch's `MovingAverageMinMaxObserver` inside a `FakeQuantize`, which observes a batch before it quantizes it
//! (torch/ao/quantization: observer.py, fake_quantize.py). With c = 1 it is dynamic; with c = 0.01, the default there, it follows
//! with a delay of some hundred batches and clips what grows faster. Ranges are of smallest and largest value only: a
//! scheme gives format, symmetry, rounding and how scales are stored; its granularity and calibration do not count.

mod batches;
mod counts;

pub use batches::{Batches, EndsSearch, MOST_BATCHES, steady};
pub use counts::{BatchCounts, CountSearch};

use super::{Measuring, sqnr_db};
use crate::{
    Scheme, Tensor,
    kernels::{Level, Totals},
    quantizer::Quantizer,
};

/// Values worked on in one step: some milliseconds.
const STEP: usize = 1 << 20;

/// Smallest and largest finite value of a batch; none of one without finite values.
pub type Ends = Option<(f32, f32)>;

/// The hull of all ends; `None` if no batch has any.
pub fn hull(ends: &[Ends]) -> Ends {
    ends.iter().flatten().copied().reduce(|p, q| (p.0.min(q.0), p.1.max(q.1)))
}

/// What the range of a batch follows from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Observed {
    /// The first so many batches: a static scale.
    First(usize),
    /// All batches: the static scale that nobody has at that time.
    All,
    /// A moving average with this constant.
    Average(f64),
    /// The batch itself.
    Dynamic,
}

impl Observed {
    /// The range of each batch from the ends of all. What is not known, because no finite value came before, is `[0, 0]`.
    pub fn ranges(self, ends: &[Ends]) -> Vec<(f32, f32)> {
        match self {
            Self::First(k) => vec![hull(&ends[..k.min(ends.len())]).unwrap_or_default(); ends.len()],
            Self::All => vec![hull(ends).unwrap_or_default(); ends.len()],
            Self::Average(constant) => {
                let mut average = MovingRange::new(constant);
                ends.iter().map(|&ends| average.observe(ends)).collect()
            }
            Self::Dynamic => ends.iter().map(|ends| ends.unwrap_or_default()).collect(),
        }
    }
}

/// The exponential moving average of smallest and largest value, in f32 as PyTorch's `MovingAverageMinMaxObserver` keeps it.
#[derive(Debug, Clone, Copy)]
pub struct MovingRange {
    constant: f32,
    range: Ends,
}

impl MovingRange {
    /// Nothing observed yet. `constant` is the weight of the newest batch, PyTorch's `averaging_constant`.
    pub fn new(constant: f64) -> Self {
        Self { constant: constant as f32, range: None }
    }

    /// Takes a batch's ends into account, if it has any; the range from now on.
    pub fn observe(&mut self, ends: Ends) -> (f32, f32) {
        self.range = match (self.range, ends) {
            (Some(range), Some(ends)) => Some((self.moved(range.0, ends.0), self.moved(range.1, ends.1))),
            (range, ends) => range.or(ends),
        };
        self.range.unwrap_or_default()
    }

    fn moved(&self, from: f32, to: f32) -> f32 {
        let way = to - from;
        if way.is_finite() {
            return from + self.constant * way;
        }
        // From one end of f32 to the other is farther than f32 can tell.
        let (from, to) = (f64::from(from), f64::from(to));
        (from + f64::from(self.constant) * (to - from)) as f32
    }
}

/// What becomes of the batches, one entry a batch, and of the whole stream.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Course {
    /// Each batch's quantizer.
    pub quantizers: Vec<Quantizer>,
    /// Each batch's SQNR in dB: ∞ without error, NaN where there is neither signal nor error.
    pub sqnr_db: Vec<f64>,
    /// Share of each batch's values outside its range, 0 to 1.
    pub clipped: Vec<f64>,
    /// The SQNR of all batches together, `10 log10(Σx² / Σe²)`.
    pub total_sqnr_db: f64,
    /// Share of all values that are clipped.
    pub total_clipped: f64,
}

impl Course {
    /// Of how many batches at least one value is clipped.
    pub fn batches_clipped(&self) -> usize {
        self.clipped.iter().filter(|&&share| share > 0.0).count()
    }
}

/// A course in the making.
#[derive(Debug)]
pub struct Streaming {
    scheme: Scheme,
    batches: Batches,
    ranges: Vec<(f32, f32)>,
    course: Course,
    /// Of the batches so far.
    totals: Totals,
}

impl Streaming {
    /// Nothing measured yet; `ranges` has one entry for each of `batches`.
    pub fn new(scheme: Scheme, batches: Batches, ranges: Vec<(f32, f32)>) -> Self {
        Self { scheme, batches, ranges, course: Course::default(), totals: Totals::default() }
    }

    /// The share that is done, 0 to 1.
    pub fn progress(&self) -> f64 {
        self.course.quantizers.len() as f64 / self.ranges.len().max(1) as f64
    }

    /// Goes on with as many batches as take some milliseconds, at least one; the course when it was the last.
    pub fn step(&mut self, level: Level, tensor: &Tensor) -> Option<Course> {
        let mut left = STEP / 2;
        while self.course.quantizers.len() < self.ranges.len() {
            let values = self.batches.values(tensor, self.course.quantizers.len());
            self.add(level, &values);
            match left.checked_sub(values.len()) {
                Some(rest) if rest > 0 => left = rest,
                _ => break,
            }
        }
        (self.course.quantizers.len() == self.ranges.len()).then(|| self.finish())
    }

    fn add(&mut self, level: Level, values: &[f32]) {
        let Self { course, totals, .. } = self;
        let t = course.quantizers.len();
        let (lo, hi) = self.ranges[t];
        let quantizer = self.scheme.over(t, lo, hi);
        let mut measuring = Measuring::default();
        measuring.add(level, values, &quantizer);
        measuring.end_piece();
        let batch = measuring.totals();
        course.quantizers.push(quantizer);
        course.sqnr_db.push(sqnr_db(batch.signal, batch.sse()));
        course.clipped.push(batch.clipped as f64 / values.len().max(1) as f64);
        totals.add(&batch);
    }

    fn finish(&mut self) -> Course {
        let totals = std::mem::take(&mut self.totals);
        let total_clipped = totals.clipped as f64 / totals.count.max(1) as f64;
        Course {
            total_sqnr_db: sqnr_db(totals.signal, totals.sse()),
            total_clipped,
            ..std::mem::take(&mut self.course)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_follow_what_was_observed() {
        let ends = [None, Some((-1.0, 2.0)), Some((-3.0, 1.0)), None, Some((0.5, 10.0))];
        let ranges = |observed: Observed| observed.ranges(&ends);
        assert_eq!(ranges(Observed::First(1)), [(0.0, 0.0); 5]);
        assert_eq!(ranges(Observed::First(3)), [(-3.0, 2.0); 5]);
        assert_eq!(ranges(Observed::First(99)), ranges(Observed::All));
        assert_eq!(ranges(Observed::All), [(-3.0, 10.0); 5]);
        assert_eq!(
            ranges(Observed::Dynamic),
            [(0.0, 0.0), (-1.0, 2.0), (-3.0, 1.0), (0.0, 0.0), (0.5, 10.0)]
        );
        assert_eq!(
            ranges(Observed::Average(0.5)),
            [(0.0, 0.0), (-1.0, 2.0), (-2.0, 1.5), (-2.0, 1.5), (-0.75, 5.75)]
        );
        let known = [Some((-1.0, 2.0)), Some((-3.0, 1.0)), Some((0.5, 10.0))];
        assert_eq!(Observed::Average(1.0).ranges(&known), Observed::Dynamic.ranges(&known));
    }

    #[test]
    fn an_average_over_all_of_f32_stays_finite() {
        let mut average = MovingRange::new(0.25);
        average.observe(Some((f32::MIN, f32::MIN)));
        assert_eq!(average.observe(Some((f32::MAX, f32::MAX))), (f32::MIN / 2.0, f32::MIN / 2.0));
    }
}
