//! Which values share a scale: a map from places in a matrix to blocks, and the blocks of a tensor under it.

mod batch;
#[cfg(test)]
mod tests;

use std::{borrow::Cow, iter::once, ops::Range, rc::Rc};

pub use batch::Batch;

use super::Granularity;
use crate::Tensor;

/// Where a block lies in the matrix: the smallest rectangle that holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extent {
    /// Rows of the block.
    pub rows: Range<usize>,
    /// Columns of the block.
    pub columns: Range<usize>,
}

/// Which values of a matrix share a scale. Blocks are numbered row by row.
#[derive(Debug, Clone, PartialEq)]
pub struct BlockMap {
    rows: usize,
    columns: usize,
    layout: Layout,
}

#[derive(Debug, Clone, PartialEq)]
enum Layout {
    /// Rectangles of this many rows and columns; the last ones may be smaller.
    Tiles { tall: usize, wide: usize },
    /// Runs of this many values in row-major order, which may cross rows; the last one may be shorter.
    Runs { length: usize },
    /// In each row, one block for each list of columns.
    Lists(Rc<Vec<Vec<u32>>>),
}

/// Why a list of columns was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListError {
    /// How many columns the matrix has.
    pub columns: usize,
    /// How many entries the list has.
    pub entries: usize,
}

impl std::fmt::Display for ListError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { columns, entries } = self;
        write!(
            f,
            "the list has {entries} entries; accepted: one entry for each of {columns} columns, below that number"
        )
    }
}

impl std::error::Error for ListError {}

impl BlockMap {
    /// The map of a granularity, for a matrix of at least one row and one column.
    pub fn new(rows: usize, columns: usize, granularity: Granularity) -> Self {
        let (tall, wide) = match granularity {
            Granularity::Tensor => (rows, columns),
            Granularity::Row => (1, columns),
            Granularity::Column => (rows, 1),
            Granularity::Group(n) => (1, n as usize),
            Granularity::Tile(tall, wide) => (tall as usize, wide as usize),
        };
        Self::tiles(rows, columns, tall, wide)
    }

    /// Tiles of `tall` rows and `wide` columns, such as the 128 × 128 tiles of FP8 checkpoints.
    pub fn tiles(rows: usize, columns: usize, tall: usize, wide: usize) -> Self {
        Self { rows, columns, layout: Layout::Tiles { tall: tall.max(1), wide: wide.max(1) } }
    }

    /// Runs of `length` values that go on from one row to the next, as bitsandbytes and ggml have them.
    pub fn runs(rows: usize, columns: usize, length: usize) -> Self {
        Self { rows, columns, layout: Layout::Runs { length: length.max(1) } }
    }

    /// In each row, the columns with the same entry of `group_of` share a scale, as in GPTQ's `g_idx`.
    ///
    /// # Errors
    /// When there is not one entry for each column, or an entry is not below the number of columns.
    pub fn listed(rows: usize, columns: usize, group_of: &[u32]) -> Result<Self, ListError> {
        let most = group_of.iter().copied().max().unwrap_or_default() as usize;
        if group_of.len() != columns || most >= columns {
            return Err(ListError { columns, entries: group_of.len() });
        }
        let mut lists = vec![Vec::new(); most + 1];
        for (column, &group) in (0..).zip(group_of) {
            lists[group as usize].push(column);
        }
        Ok(Self { rows, columns, layout: Layout::Lists(Rc::new(lists)) })
    }

    /// How many blocks there are; at least one.
    pub fn count(&self) -> usize {
        match &self.layout {
            Layout::Tiles { tall, wide } => self.rows.div_ceil(*tall) * self.columns.div_ceil(*wide),
            Layout::Runs { length } => (self.rows * self.columns).div_ceil(*length),
            Layout::Lists(lists) => self.rows * lists.len(),
        }
    }

    /// Rows and columns of the matrix.
    pub fn size(&self) -> (usize, usize) {
        (self.rows, self.columns)
    }

    /// How many values the matrix has.
    pub fn values(&self) -> usize {
        self.rows * self.columns
    }

    /// How many blocks and values a band has: the rows that one row of blocks covers, all of them where blocks run from row to row.
    pub fn band(&self) -> (usize, usize) {
        match &self.layout {
            Layout::Tiles { tall, wide } => {
                (self.columns.div_ceil(*wide), self.rows.min(*tall) * self.columns)
            }
            Layout::Runs { .. } => (self.count(), self.rows * self.columns),
            Layout::Lists(lists) => (lists.len(), self.columns),
        }
    }

    /// The blocks from `first` on that have about `values` values together: at least one, unless none is left.
    pub fn some_from(&self, first: usize, values: usize) -> Range<usize> {
        let each = (self.rows * self.columns / self.count()).max(1);
        first..self.count().min(first + (values / each).max(1))
    }

    /// Rows and columns of a tile, no more than the matrix has. None when blocks are no tiles.
    pub fn tile(&self) -> Option<(usize, usize)> {
        match self.layout {
            Layout::Tiles { tall, wide } => Some((tall.min(self.rows), wide.min(self.columns))),
            _ => None,
        }
    }

    /// The number of the block that holds the value at `row` and `column`.
    pub fn at(&self, row: usize, column: usize) -> usize {
        match &self.layout {
            Layout::Tiles { tall, wide } => row / tall * self.columns.div_ceil(*wide) + column / wide,
            Layout::Runs { length } => (row * self.columns + column) / length,
            Layout::Lists(lists) => {
                let group = lists.iter().position(|list| list.binary_search(&(column as u32)).is_ok());
                row * lists.len() + group.unwrap_or_default()
            }
        }
    }

    /// Where block `index` lies.
    ///
    /// # Panics
    /// When there is no such block.
    pub fn extent(&self, index: usize) -> Extent {
        assert!(index < self.count(), "no block {index}");
        match &self.layout {
            Layout::Tiles { tall, wide } => {
                let across = self.columns.div_ceil(*wide);
                let (row, column) = (index / across * tall, index % across * wide);
                Extent {
                    rows: row..self.rows.min(row + tall),
                    columns: column..self.columns.min(column + wide),
                }
            }
            Layout::Runs { length } => {
                let (first, end) =
                    (index * length, self.rows.saturating_mul(self.columns).min((index + 1) * length));
                let rows = first / self.columns..(end - 1) / self.columns + 1;
                let columns = match rows.len() {
                    1 => first % self.columns..(end - 1) % self.columns + 1,
                    _ => 0..self.columns,
                };
                Extent { rows, columns }
            }
            Layout::Lists(lists) => {
                let (row, list) = (index / lists.len(), &lists[index % lists.len()]);
                let columns = match list[..] {
                    [] => 0..0,
                    [only] => only as usize..only as usize + 1,
                    [first, .., last] => first as usize..last as usize + 1,
                };
                Extent { rows: row..row + 1, columns }
            }
        }
    }

    /// Whether block `index` has fewer values than its kind holds.
    pub fn is_short(&self, index: usize) -> bool {
        let Extent { rows, columns } = self.extent(index);
        match &self.layout {
            Layout::Tiles { tall, wide } => rows.len() < *tall || columns.len() < *wide,
            Layout::Runs { length } => (index + 1) * length > self.rows * self.columns,
            Layout::Lists(_) => false,
        }
    }

    /// The places of block `index` in row-major order, as contiguous runs. A block of whole rows is one run; a column has one
    /// run per row.
    ///
    /// # Panics
    /// When there is no such block.
    pub fn runs_of(&self, index: usize) -> Vec<Range<usize>> {
        let Extent { rows, columns } = self.extent(index);
        let line = |row: usize| row * self.columns;
        match &self.layout {
            Layout::Runs { length } => {
                let first = index * length;
                once(first..(self.rows * self.columns).min(first + length)).collect()
            }
            Layout::Lists(lists) => {
                let list = &lists[index % lists.len()];
                let alone = |&column: &u32| {
                    line(rows.start) + column as usize..line(rows.start) + column as usize + 1
                };
                list.iter().map(alone).collect()
            }
            Layout::Tiles { .. } if columns.len() == self.columns => {
                once(line(rows.start)..line(rows.end)).collect()
            }
            Layout::Tiles { .. } => {
                rows.map(|row| line(row) + columns.start..line(row) + columns.end).collect()
            }
        }
    }
}

/// The blocks of a tensor under a map.
#[derive(Debug, Clone)]
pub struct Blocks<'a> {
    tensor: &'a Tensor,
    map: Cow<'a, BlockMap>,
}

impl<'a> Blocks<'a> {
    /// The blocks of `tensor` under a granularity.
    pub fn new(tensor: &'a Tensor, granularity: Granularity) -> Self {
        Self { tensor, map: Cow::Owned(BlockMap::new(tensor.rows(), tensor.columns(), granularity)) }
    }

    /// The blocks of `tensor` under a map of its rows and columns.
    ///
    /// # Panics
    /// When the map is that of another matrix.
    pub fn of(tensor: &'a Tensor, map: &'a BlockMap) -> Self {
        assert_eq!((map.rows, map.columns), (tensor.rows(), tensor.columns()), "a map of another matrix");
        Self { tensor, map: Cow::Borrowed(map) }
    }

    /// The map.
    pub fn map(&self) -> &BlockMap {
        &self.map
    }

    /// How many blocks there are; at least one.
    pub fn count(&self) -> usize {
        self.map.count()
    }

    /// Where block `index` lies.
    ///
    /// # Panics
    /// When there is no such block.
    pub fn extent(&self, index: usize) -> Extent {
        self.map.extent(index)
    }

    /// The number of the block that holds the value at `row` and `column`.
    pub fn at(&self, row: usize, column: usize) -> usize {
        self.map.at(row, column)
    }

    /// The finite values of block `index`, in row-major order.
    ///
    /// # Panics
    /// When there is no such block.
    pub fn values(&self, index: usize) -> Cow<'a, [f32]> {
        let all = self.tensor.values();
        let runs = self.map.runs_of(index);
        if let [run] = &runs[..]
            && self.tensor.non_finite().total() == 0
        {
            return Cow::Borrowed(&all[run.clone()]);
        }
        let values = runs.into_iter().flat_map(|run| &all[run]);
        Cow::Owned(values.copied().filter(|x| x.is_finite()).collect())
    }
}
