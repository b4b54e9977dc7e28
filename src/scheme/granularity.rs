//! Granularity: which values share one scale, and the blocks that follow from it.

use std::{borrow::Cow, ops::Range};

use crate::Tensor;

/// Which values share one scale.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Granularity {
    /// The whole tensor.
    #[default]
    Tensor,
    /// Each row: an output channel of a weight, a token of an activation.
    Row,
    /// Each column.
    Column,
    /// This many consecutive values of a row; a row's last group may be shorter.
    Group(u32),
}

/// Where a block lies in the matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extent {
    /// Rows of the block.
    pub rows: Range<usize>,
    /// Columns of the block.
    pub columns: Range<usize>,
}

/// The blocks of a tensor under a granularity, numbered row by row.
#[derive(Debug, Clone, Copy)]
pub struct Blocks<'a> {
    tensor: &'a Tensor,
    granularity: Granularity,
}

/// Columns gathered at a time: one cache line of f32.
const STRIP: usize = 16;

impl<'a> Blocks<'a> {
    /// The blocks of `tensor`.
    pub fn new(tensor: &'a Tensor, granularity: Granularity) -> Self {
        Self { tensor, granularity }
    }

    fn group(&self) -> usize {
        match self.granularity {
            Granularity::Group(n) => (n as usize).clamp(1, self.tensor.columns()),
            _ => self.tensor.columns(),
        }
    }

    /// How many blocks there are; at least one.
    pub fn count(&self) -> usize {
        let (rows, columns) = (self.tensor.rows(), self.tensor.columns());
        match self.granularity {
            Granularity::Tensor => 1,
            Granularity::Row => rows,
            Granularity::Column => columns,
            Granularity::Group(_) => rows * columns.div_ceil(self.group()),
        }
    }

    /// Rows and columns of a block. The last block of a row may have fewer columns.
    pub fn size(&self) -> (usize, usize) {
        match self.granularity {
            Granularity::Tensor => (self.tensor.rows(), self.tensor.columns()),
            Granularity::Row => (1, self.tensor.columns()),
            Granularity::Column => (self.tensor.rows(), 1),
            Granularity::Group(_) => (1, self.group()),
        }
    }

    /// Where block `index` lies.
    ///
    /// # Panics
    /// When there is no such block.
    pub fn extent(&self, index: usize) -> Extent {
        assert!(index < self.count(), "no block {index}");
        let (rows, columns) = (self.tensor.rows(), self.tensor.columns());
        match self.granularity {
            Granularity::Tensor => Extent { rows: 0..rows, columns: 0..columns },
            Granularity::Row => Extent { rows: index..index + 1, columns: 0..columns },
            Granularity::Column => Extent { rows: 0..rows, columns: index..index + 1 },
            Granularity::Group(_) => {
                let (group, per_row) = (self.group(), columns.div_ceil(self.group()));
                let (row, first) = (index / per_row, index % per_row * group);
                Extent { rows: row..row + 1, columns: first..columns.min(first + group) }
            }
        }
    }

    /// The number of the block that holds the value at `row` and `column`.
    pub fn at(&self, row: usize, column: usize) -> usize {
        match self.granularity {
            Granularity::Tensor => 0,
            Granularity::Row => row,
            Granularity::Column => column,
            Granularity::Group(_) => {
                row * self.tensor.columns().div_ceil(self.group()) + column / self.group()
            }
        }
    }

    /// The finite values of block `index`, in row-major order.
    ///
    /// # Panics
    /// When there is no such block.
    pub fn values(&self, index: usize) -> Cow<'a, [f32]> {
        let Extent { rows, columns } = self.extent(index);
        let width = self.tensor.columns();
        let all = self.tensor.values();
        let contiguous = rows.len() == 1 || columns.len() == width;
        if contiguous && self.tensor.non_finite().total() == 0 {
            return Cow::Borrowed(
                &all[rows.start * width + columns.start..(rows.end - 1) * width + columns.end],
            );
        }
        let runs = rows.flat_map(|row| &all[row * width + columns.start..row * width + columns.end]);
        Cow::Owned(runs.copied().filter(|x| x.is_finite()).collect())
    }

    /// Calls `visit` with the number and the finite values of every block, in order.
    pub fn for_each(&self, visit: impl FnMut(usize, &[f32])) {
        self.for_each_in(0..self.count(), visit);
    }

    /// Calls `visit` with the number and the finite values of the blocks of a range, in order.
    ///
    /// Blocks that lie contiguous in memory and hold finite values only are not copied.
    ///
    /// # Panics
    /// When the range reaches beyond the last block.
    pub fn for_each_in(&self, range: Range<usize>, mut visit: impl FnMut(usize, &[f32])) {
        assert!(range.end <= self.count(), "no block {}", range.end);
        let values = self.tensor.values();
        let columns = self.tensor.columns();
        let finite = self.tensor.non_finite().total() == 0;
        let mut scratch = Vec::new();
        let mut pass = |index: usize, block: &[f32]| {
            if finite {
                visit(index, block);
            } else {
                scratch.clear();
                scratch.extend(block.iter().copied().filter(|x| x.is_finite()));
                visit(index, &scratch);
            }
        };
        if self.granularity != Granularity::Column {
            for index in range {
                let Extent { rows, columns: part } = self.extent(index);
                pass(index, &values[rows.start * columns + part.start..(rows.end - 1) * columns + part.end]);
            }
            return;
        }
        // Walking down one column touches a cache line for each value: gather neighbours together.
        let rows = self.tensor.rows();
        let mut strip = vec![0.0; rows * STRIP];
        for first in range.clone().step_by(STRIP) {
            let width = STRIP.min(range.end - first);
            for (r, row) in values.chunks_exact(columns).enumerate() {
                for (c, &x) in row[first..first + width].iter().enumerate() {
                    strip[c * rows + r] = x;
                }
            }
            for (c, column) in strip.chunks_exact(rows).take(width).enumerate() {
                pass(first + c, column);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tensor() -> Tensor {
        Tensor::new("t", &[3, 5], (0..15).map(|i| i as f32).collect()).unwrap()
    }

    #[test]
    fn a_walk_and_a_look_up_give_the_same_blocks() {
        let mut with_gaps: Vec<f32> = (0..3 * 37).map(|i| i as f32).collect();
        with_gaps[40] = f32::NAN;
        with_gaps[41] = f32::INFINITY;
        for tensor in [tensor(), Tensor::new("gaps", &[3, 37], with_gaps).unwrap()] {
            use Granularity::{Column, Group, Row};
            for granularity in [Granularity::Tensor, Row, Column, Group(1), Group(2), Group(5), Group(99)] {
                let blocks = Blocks::new(&tensor, granularity);
                let mut seen = 0;
                blocks.for_each(|index, values| {
                    assert_eq!(index, seen);
                    assert_eq!(values, &*blocks.values(index), "{granularity:?} {index}");
                    seen += 1;
                });
                assert_eq!(seen, blocks.count());
                let (tall, wide) = blocks.size();
                assert_eq!(seen, tensor.rows().div_ceil(tall) * tensor.columns().div_ceil(wide));
                let mut parts = Vec::new();
                blocks.for_each_in(0..seen / 3, |index, values| parts.push((index, values.to_vec())));
                blocks.for_each_in(seen / 3..seen, |index, values| parts.push((index, values.to_vec())));
                let whole: Vec<_> = (0..seen).map(|index| (index, blocks.values(index).to_vec())).collect();
                assert_eq!(parts, whole, "{granularity:?} in two parts");
            }
        }
    }

    #[test]
    fn a_row_ends_with_a_shorter_group() {
        let tensor = tensor();
        let blocks = Blocks::new(&tensor, Granularity::Group(2));
        assert_eq!(blocks.count(), 9);
        assert_eq!(blocks.extent(5), Extent { rows: 1..2, columns: 4..5 });
        assert_eq!(*blocks.values(5), [9.0]);
    }
}
