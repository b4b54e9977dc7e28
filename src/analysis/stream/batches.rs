//! The batches of a stream: runs of rows, as they are or made to drift.

use std::{borrow::Cow, ops::Range};

use super::{Ends, STEP};
use crate::{
    Tensor,
    kernels::{Level, min_max},
};

/// Most batches of a stream: more than a picture has columns.
pub const MOST_BATCHES: usize = 2048;
/// Parts of a stream that are compared to tell whether it drifts.
const PARTS: usize = 8;
/// A stream drifts if its batches in one part are so many times as large as in another.
const DRIFTS: f32 = 1.5;

/// Consecutive runs of rows, the last perhaps shorter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Batches {
    all: usize,
    rows: usize,
    drift: f64,
}

impl Batches {
    /// Batches of `rows` rows of `tensor`, brought into range: at least one row and no more than there are, and as many as
    /// make no more than [`MOST_BATCHES`] batches.
    pub fn new(tensor: &Tensor, rows: usize) -> Self {
        let all = tensor.rows();
        Self { all, rows: rows.clamp(all.div_ceil(MOST_BATCHES), all), drift: 1.0 }
    }

    /// The same batches made to grow: row r of n is multiplied by `drift^(r/(n-1) - 1)`, so that the first row has 1/`drift`
    /// of its size and the last row has its own. One batch alone does not change.
    pub fn drifting(self, drift: f64) -> Self {
        let drift = if drift >= 1.0 && drift.is_finite() && self.count() > 1 { drift } else { 1.0 };
        Self { drift, ..self }
    }

    /// Rows of a batch.
    pub fn rows(self) -> usize {
        self.rows
    }

    /// How many times more the last row is than the first, beside what the rows have of their own; 1 if they are as they are.
    pub fn drift(self) -> f64 {
        self.drift
    }

    /// How many batches there are; at least one.
    pub fn count(self) -> usize {
        self.all.div_ceil(self.rows)
    }

    /// The rows of batch `t`.
    pub fn extent(self, t: usize) -> Range<usize> {
        t * self.rows..self.all.min((t + 1) * self.rows)
    }

    /// The finite values of batch `t`.
    pub(super) fn values(self, tensor: &Tensor, t: usize) -> Cow<'_, [f32]> {
        let Range { start, end } = self.extent(t);
        let columns = tensor.columns();
        let all = &tensor.values()[start * columns..end * columns];
        if self.drift == 1.0 && tensor.non_finite().total() == 0 {
            return Cow::Borrowed(all);
        }
        let rows = all.chunks(columns.max(1)).zip(start..);
        let values = rows.flat_map(|(row, r)| {
            let factor = self.factor(r);
            row.iter().filter(|x| x.is_finite()).map(move |&x| x * factor)
        });
        Cow::Owned(values.collect())
    }

    /// The factor of a row; no more than 1, so that a value stays finite.
    fn factor(self, row: usize) -> f32 {
        if self.drift == 1.0 {
            return 1.0;
        }
        libm::pow(self.drift, row as f64 / (self.all - 1).max(1) as f64 - 1.0) as f32
    }
}

/// Whether the size of batches stays the same over time: the median of max |x| is alike in all parts of the stream. A few batches
/// with outliers do not count, but a slow growth does.
pub fn steady(ends: &[Ends]) -> bool {
    let sizes: Vec<f32> = ends.iter().flatten().map(|&(lo, hi)| hi.max(-lo)).collect();
    if sizes.is_empty() {
        return true;
    }
    let medians = sizes.chunks(sizes.len().div_ceil(PARTS)).map(|part| {
        let mut part = part.to_vec();
        part.sort_by(f32::total_cmp);
        part[part.len() / 2]
    });
    let (least, most) = medians.fold((f32::INFINITY, 0.0f32), |(lo, hi), m| (lo.min(m), hi.max(m)));
    most <= DRIFTS * least
}

/// The ends of every batch in the making.
#[derive(Debug)]
pub struct EndsSearch {
    batches: Batches,
    ends: Vec<Ends>,
}

impl EndsSearch {
    /// Nothing looked at yet.
    pub fn new(batches: Batches) -> Self {
        Self { batches, ends: Vec::with_capacity(batches.count()) }
    }

    /// The share that is done, 0 to 1.
    pub fn progress(&self) -> f64 {
        self.ends.len() as f64 / self.batches.count() as f64
    }

    /// Goes on with as many batches as take some milliseconds, at least one; the ends when it was the last.
    pub fn step(&mut self, level: Level, tensor: &Tensor) -> Option<Vec<Ends>> {
        let mut left = STEP;
        while self.ends.len() < self.batches.count() {
            let values = self.batches.values(tensor, self.ends.len());
            self.ends.push((!values.is_empty()).then(|| min_max(level, &values)));
            match left.checked_sub(values.len()) {
                Some(rest) if rest > 0 => left = rest,
                _ => break,
            }
        }
        (self.ends.len() == self.batches.count()).then(|| std::mem::take(&mut self.ends))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tensor(rows: usize, columns: usize, values: Vec<f32>) -> Tensor {
        Tensor::new("t", &[rows, columns], values).unwrap()
    }

    #[test]
    fn batches_are_runs_of_rows_and_not_too_many() {
        let zeros = |rows: usize| tensor(rows, 2, vec![0.0; 2 * rows]);
        let batches = Batches::new(&zeros(10), 4);
        assert_eq!((batches.rows(), batches.count()), (4, 3));
        assert_eq!([0, 1, 2].map(|t| batches.extent(t)), [0..4, 4..8, 8..10]);
        for (rows, wanted, used, count) in
            [(10, 0, 1, 10), (10, 99, 10, 1), (1, 1, 1, 1), (2048, 1, 1, 2048), (2049, 1, 2, 1025)]
        {
            let batches = Batches::new(&zeros(rows), wanted);
            assert_eq!((batches.rows(), batches.count()), (used, count), "{rows} {wanted}");
        }
    }

    #[test]
    fn drifting_rows_grow_to_their_own_size() {
        let five = tensor(5, 2, vec![1.0, -2.0, 1.0, f32::NAN, 1.0, 1.0, 1.0, 1.0, 3.0, f32::MAX]);
        let batches = Batches::new(&five, 1).drifting(16.0);
        let values = |t: usize| batches.values(&five, t).into_owned();
        assert_eq!((values(0), values(1)), (vec![1.0 / 16.0, -2.0 / 16.0], vec![0.125]));
        assert_eq!((values(2), values(4)), (vec![0.25, 0.25], vec![3.0, f32::MAX]));
        let pairs = Batches::new(&five, 3).drifting(16.0);
        assert_eq!(pairs.values(&five, 1).into_owned(), [0.5, 0.5, 3.0, f32::MAX]);
        // A batch alone, and what is no growth.
        assert_eq!(Batches::new(&five, 5).drifting(16.0).drift(), 1.0);
        for drift in [0.5, f64::NAN, f64::INFINITY] {
            assert_eq!(Batches::new(&five, 1).drifting(drift).drift(), 1.0);
        }
    }

    #[test]
    fn outliers_are_no_drift_and_growth_is() {
        let ends = |size: fn(usize) -> f32| (0..64).map(|t| Some((-size(t), 0.5 * size(t)))).collect();
        let (even, outliers): (Vec<Ends>, Vec<Ends>) =
            (ends(|_| 2.0), ends(|t| if t % 5 == 0 { 20.0 } else { 3.0 }));
        let (growing, fading): (Vec<Ends>, Vec<Ends>) = (ends(|t| 1.0 + t as f32), ends(|t| 99.0 - t as f32));
        assert!(steady(&even) && steady(&outliers) && steady(&[]) && steady(&[None, None]));
        assert!(steady(&[Some((0.0, 0.0)); 9]));
        assert!(!steady(&growing) && !steady(&fading));
        assert!(!steady(&[Some((0.0, 0.0)), None, Some((0.0, 1.0))]));
    }
}
