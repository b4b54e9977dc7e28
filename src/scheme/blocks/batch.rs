//! Walks over blocks, many at a time where they lie one behind another.

use std::ops::Range;

use super::{Blocks, Layout};

/// Columns gathered at a time: one cache line of f32.
const STRIP: usize = 16;

/// Consecutive blocks with the same number of finite values, one behind another. All are as long as their kind, or all are short.
#[derive(Debug, Clone)]
pub struct Batch<'a> {
    /// The numbers of the blocks; at least one.
    pub blocks: Range<usize>,
    /// The finite values of all of them.
    pub values: &'a [f32],
}

impl<'a> Batch<'a> {
    /// How many blocks there are.
    pub fn count(&self) -> usize {
        self.blocks.len()
    }

    /// How many values each block has.
    pub fn length(&self) -> usize {
        self.values.len() / self.count()
    }

    /// The number and the values of each block.
    pub fn each(&self) -> impl Iterator<Item = (usize, &'a [f32])> + use<'a> {
        let (first, length, values) = (self.blocks.start, self.length(), self.values);
        self.blocks.clone().map(move |index| (index, &values[(index - first) * length..][..length]))
    }

    /// The batch in smaller ones of at most `count` blocks.
    pub fn split(&self, count: usize) -> impl Iterator<Item = Self> + use<'a> {
        let (Range { start, end }, length, values) = (self.blocks.clone(), self.length(), self.values);
        (start..end).step_by(count).map(move |first| {
            let blocks = first..end.min(first + count);
            Self { values: &values[(first - start) * length..][..blocks.len() * length], blocks }
        })
    }
}

impl Blocks<'_> {
    /// Calls `visit` with the number and the finite values of every block, in order.
    pub fn for_each(&self, visit: impl FnMut(usize, &[f32])) {
        self.for_each_in(0..self.count(), visit);
    }

    /// Calls `visit` with the number and the finite values of the blocks of a range, in order.
    ///
    /// # Panics
    /// When the range reaches beyond the last block.
    pub fn for_each_in(&self, range: Range<usize>, mut visit: impl FnMut(usize, &[f32])) {
        self.for_each_batch(range, &mut |batch| {
            batch.each().for_each(|(index, values)| visit(index, values))
        });
    }

    /// Calls `visit` with the blocks of a range in batches, in order.
    ///
    /// Blocks that are contiguous in memory and hold finite values only are not copied. Where values are left out, each batch is
    /// one block.
    ///
    /// # Panics
    /// When the range reaches beyond the last block.
    pub fn for_each_batch(&self, range: Range<usize>, visit: &mut dyn FnMut(Batch)) {
        assert!(range.end <= self.count(), "no block {}", range.end);
        let values = self.tensor.values();
        let columns = self.tensor.columns();
        let finite = self.tensor.non_finite().total() == 0;
        let mut scratch = Vec::new();
        let mut pass = |blocks: Range<usize>, values: &[f32]| {
            let batch = Batch { blocks, values };
            if finite {
                visit(batch);
                return;
            }
            for (index, block) in batch.each() {
                scratch.clear();
                scratch.extend(block.iter().copied().filter(|x| x.is_finite()));
                visit(Batch { blocks: index..index + 1, values: &scratch });
            }
        };
        match self.map.layout {
            // Blocks of whole rows, and runs: one behind another, only the very last may be shorter.
            Layout::Tiles { tall, wide } if wide >= columns => {
                self.pass_runs(range, tall.min(self.tensor.rows()) * columns, &mut pass);
            }
            Layout::Runs { length } => self.pass_runs(range, length, &mut pass),
            // Parts of rows: the last one of each row may be shorter.
            Layout::Tiles { tall: 1, wide } if columns.is_multiple_of(wide) => {
                self.pass_runs(range, wide, &mut pass);
            }
            Layout::Tiles { tall: 1, wide } => {
                let across = columns.div_ceil(wide);
                let mut next = range.start;
                while next < range.end {
                    let last = (next / across + 1) * across - 1;
                    for blocks in [next..last.min(range.end), last..(last + 1).min(range.end)] {
                        if !blocks.is_empty() {
                            let start = |index: usize| index / across * columns + index % across * wide;
                            pass(blocks.clone(), &values[start(blocks.start)..start(blocks.end)]);
                        }
                    }
                    next = last + 1;
                }
            }
            // Walking down one column touches a cache line for each value: gather neighbours together.
            Layout::Tiles { tall, wide: 1 } if tall >= self.tensor.rows() => {
                let rows = self.tensor.rows();
                let mut strip = vec![0.0; rows * STRIP];
                for first in range.clone().step_by(STRIP) {
                    let width = STRIP.min(range.end - first);
                    for (r, row) in values.chunks_exact(columns).enumerate() {
                        for (c, &x) in row[first..first + width].iter().enumerate() {
                            strip[c * rows + r] = x;
                        }
                    }
                    pass(first..first + width, &strip[..width * rows]);
                }
            }
            Layout::Tiles { .. } | Layout::Lists(_) => {
                let mut gathered = Vec::new();
                for index in range {
                    gathered.clear();
                    for run in self.map.runs_of(index) {
                        gathered.extend_from_slice(&values[run]);
                    }
                    pass(index..index + 1, &gathered);
                }
            }
        }
    }

    /// Passes on blocks of `length` values that lie one behind another; the last one of all may be shorter.
    fn pass_runs(&self, range: Range<usize>, length: usize, pass: &mut dyn FnMut(Range<usize>, &[f32])) {
        let values = self.tensor.values();
        let whole = values.len() / length;
        for blocks in [range.start..range.end.min(whole), range.start.max(whole)..range.end] {
            if !blocks.is_empty() {
                pass(blocks.clone(), &values[blocks.start * length..values.len().min(blocks.end * length)]);
            }
        }
    }
}
