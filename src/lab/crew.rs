//! The crew: other workers, each of which holds a shard of the tensor and does the same work on it.
//!
//! ```text
//! shard 0            stays with the lab, which fits and measures its blocks itself
//! shard 1, 2, …      one for each worker of the crew
//! task               what the crew does now; a new one takes the place of the last
//! found              ranges and measures as they arrive; joined in the order of shards
//! ```
//! Shards begin with a piece (`analysis/pieces.rs`), so sums are the same with any number of workers.

use crate::{
    Scheme, Tensor,
    analysis::{Measured, PIECE, Pieces},
    scheme::{BlockMap, Fit, Format, Ranges},
};

/// A tensor with fewer values is not dealt: messages would last longer than the work.
const FEWEST_VALUES: usize = 1 << 20;

/// A run of values that one worker holds, as a matrix: whole rows, or a part of the only row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Rows and columns of the whole tensor.
    pub of: (usize, usize),
    /// Place of the first value, in row-major order.
    pub start: usize,
    /// Rows of the shard.
    pub rows: usize,
    /// Columns of the shard.
    pub columns: usize,
}

impl Shard {
    /// Cuts a matrix of `rows` × `columns` for `workers`, into shards of about the same size; one shard where it cannot be cut.
    pub fn cut(rows: usize, columns: usize, workers: usize) -> Vec<Self> {
        let of = (rows, columns);
        // Units are not cut: rows that make a piece together, or pieces of the only row.
        let unit = match rows {
            1 => PIECE,
            _ => (PIECE / columns).max(1),
        };
        let lines = if rows == 1 { columns } else { rows };
        let workers = if rows * columns < FEWEST_VALUES { 1 } else { workers.min(lines.div_ceil(unit)) };
        let start = |nth: usize| lines.min((lines.div_ceil(unit) * nth / workers.max(1)) * unit);
        let shard = |nth: usize| {
            let (first, end) = (start(nth), start(nth + 1));
            match rows {
                1 => Self { of, start: first, rows: 1, columns: end - first },
                _ => Self { of, start: first * columns, rows: end - first, columns },
            }
        };
        (0..workers.max(1)).map(shard).collect()
    }

    /// How many values it has.
    pub fn count(&self) -> usize {
        self.rows * self.columns
    }

    /// The number of the block of the whole tensor with which the shard begins; None when it begins within a block or a piece.
    pub fn first_block(&self, map: &BlockMap) -> Option<usize> {
        let (row, column) = (self.start / self.of.1, self.start % self.of.1);
        let block = map.at(row, column);
        let extent = map.extent(block);
        let begins = (extent.rows.start, extent.columns.start) == (row, column);
        (begins && Pieces::of(map).begins(block)).then_some(block)
    }
}

/// What the crew does with each of its shards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Task {
    /// The scheme that blocks are fitted to.
    pub scheme: Scheme,
    /// Whether they are measured, too.
    pub measures: bool,
    /// The largest range of a block where scales are stored on two levels, which is known once all blocks are fitted.
    pub largest: Option<f32>,
}

/// The other workers of a lab.
#[derive(Debug, Default)]
pub(super) struct Crew {
    /// Where all shards lie, the lab's own first; none without a crew.
    shards: Vec<Shard>,
    task: Option<Task>,
    /// Whether the task was handed out.
    sent: bool,
    ranges: Found<Ranges>,
    measured: Found<Measured>,
    /// Whether there was work for a crew when there was none.
    wanted: bool,
    /// Whether the question asked last waits for the crew alone.
    pub(super) waits: bool,
}

/// Whether the blocks of a map could be dealt to two.
fn could_deal(map: &BlockMap) -> bool {
    let (rows, columns) = map.size();
    let second = Shard::cut(rows, columns, 2).pop();
    second.is_some_and(|second| second.start > 0 && second.first_block(map).is_some())
}

/// What the other shards found, by shard.
#[derive(Debug, Default)]
enum Found<T> {
    Coming(Vec<Option<T>>),
    /// The lab took it.
    #[default]
    Taken,
}

impl<T> Found<T> {
    fn is_taken(&self) -> bool {
        matches!(self, Self::Taken)
    }

    fn put(&mut self, nth: usize, found: T) {
        if let Self::Coming(places) = self
            && let Some(place) = places.get_mut(nth)
        {
            *place = Some(found);
        }
    }

    /// All of it in the order of shards, when all is there.
    fn take(&mut self, append: fn(&mut T, T)) -> Option<T> {
        let Self::Coming(places) = self else { return None };
        if places.iter().any(Option::is_none) {
            return None;
        }
        let all = places.drain(..).flatten().reduce(|mut sum, next| {
            append(&mut sum, next);
            sum
        });
        *self = Self::Taken;
        all
    }
}

impl Crew {
    /// A crew that holds all shards but the first.
    pub(super) fn new(shards: Vec<Shard>) -> Self {
        Self { shards, ..Self::default() }
    }

    /// Where shard `nth` lies.
    pub(super) fn shard(&self, nth: usize) -> Option<&Shard> {
        self.shards.get(nth)
    }

    /// Whether there was work for a crew when there was none.
    pub(super) fn is_wanted(&self) -> bool {
        self.wanted && self.shards.is_empty()
    }

    /// How many blocks of `map` stay with the lab: those before the second shard, or all where they cannot be dealt, as where a shard
    /// does not begin with a piece. A tensor with an importance is not dealt, and neither is a stored grid: the crew does not have them.
    pub(super) fn own(&mut self, scheme: &Scheme, map: &BlockMap, tensor: &Tensor) -> usize {
        let all = map.count();
        let stored = matches!(scheme.format, Format::Stored(_));
        if all == 1 || map.values() < FEWEST_VALUES || tensor.importance().is_some() || stored {
            return all;
        }
        self.wanted = self.wanted || could_deal(map);
        let firsts: Option<Vec<usize>> = self.shards.iter().map(|shard| shard.first_block(map)).collect();
        firsts.and_then(|firsts| firsts.get(1).copied()).unwrap_or(all)
    }

    /// Gives the crew its blocks to fit to a scheme, and to measure if that follows.
    pub(super) fn fit(&mut self, scheme: &Scheme, measures: bool) {
        // What is stored on two levels is measured when all blocks are fitted.
        let measures = measures && !scheme.scales.is_under_tensor();
        if !self.task.is_some_and(|task| task.scheme == *scheme) || self.ranges.is_taken() {
            self.begin(Task { scheme: *scheme, measures, largest: None });
        }
    }

    /// Gives the crew its blocks of a fit to measure.
    pub(super) fn measure(&mut self, fit: &Fit) {
        let task = Task { scheme: *fit.scheme(), measures: true, largest: fit.largest() };
        if self.task != Some(task) || self.measured.is_taken() {
            self.begin(task);
        }
    }

    fn begin(&mut self, task: Task) {
        let others = self.shards.len() - 1;
        self.ranges = Found::Coming(vec![None; others]);
        self.measured = Found::Coming(vec![None; others]);
        (self.task, self.sent) = (Some(task), false);
    }

    /// Whether there is a task that was not handed out yet.
    pub(super) fn has_errand(&self) -> bool {
        self.task.is_some() && !self.sent
    }

    /// The task to hand out, once.
    pub(super) fn hand_out(&mut self) -> Option<Task> {
        let task = self.task.filter(|_| !self.sent);
        self.sent = true;
        task
    }

    /// Takes the ranges that shard `nth` found for a scheme.
    pub(super) fn put_ranges(&mut self, nth: usize, scheme: &Scheme, ranges: Ranges) {
        if self.is_about(scheme) {
            self.ranges.put(nth.wrapping_sub(1), ranges);
        }
    }

    /// Takes what shard `nth` measured of a scheme.
    pub(super) fn put_measured(&mut self, nth: usize, scheme: &Scheme, measured: Measured) {
        if self.is_about(scheme) {
            self.measured.put(nth.wrapping_sub(1), measured);
        }
    }

    /// The ranges of all blocks but the lab's own, when all are there.
    pub(super) fn ranges(&mut self, scheme: &Scheme) -> Option<Ranges> {
        if self.is_about(scheme) { self.ranges.take(Ranges::append) } else { None }
    }

    /// The measures of all blocks but the lab's own, when all are there.
    pub(super) fn measured(&mut self, scheme: &Scheme) -> Option<Measured> {
        if self.is_about(scheme) { self.measured.take(Measured::append) } else { None }
    }

    fn is_about(&self, scheme: &Scheme) -> bool {
        self.task.is_some_and(|task| task.scheme == *scheme)
    }
}
