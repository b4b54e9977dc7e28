//! Which values of a stored matrix share a scale.

use std::ops::Range;

/// Where the group of a row or column is looked up, in place of its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::file::read) enum Lookup {
    /// Nowhere: blocks lie one behind the other.
    Position,
    /// The group of each row is in an array of its own.
    Rows,
    /// The group of each column is.
    Columns,
}

/// Blocks of a matrix, row by row: tiles, or rows and columns by a list of their groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::file::read) struct Blocks {
    /// Columns of the matrix as it is stored.
    pub(super) columns: u64,
    /// Rows and columns of a block.
    pub(super) height: u64,
    pub(super) width: u64,
    /// Blocks beside each other.
    pub(super) across: u64,
    pub(super) lookup: Lookup,
}

impl Blocks {
    /// Tiles of a matrix of so many columns; those at the edges may be cut off.
    pub(super) fn tiles(columns: u64, height: u64, width: u64) -> Self {
        Self { columns, height, width, across: columns.div_ceil(width), lookup: Lookup::Position }
    }

    /// Calls `each` with every run of values in `runs` that has one block, or a block for each value one after the other: the run's
    /// place among all values read, its first block, and how far apart the blocks of neighbours are.
    pub(super) fn visit(
        self,
        groups: &[usize],
        runs: &[Range<u64>],
        mut each: impl FnMut(Range<usize>, usize, usize),
    ) {
        let mut done = 0;
        for run in runs {
            let mut at = run.start;
            while at < run.end {
                let (row, first) = (at / self.columns, at % self.columns);
                let end = self.columns.min(first + run.end - at);
                let down = match self.lookup {
                    Lookup::Rows => groups.get(row as usize).map_or(usize::MAX, |&group| group),
                    _ => (row / self.height) as usize,
                };
                // Blocks and values in memory, so within usize; a block that is not there is beyond all.
                let before = down.saturating_mul(self.across as usize);
                let mut column = first;
                while column < end {
                    let (next, block, step) = match self.lookup {
                        Lookup::Columns => {
                            let group = groups.get(column as usize).copied().unwrap_or(usize::MAX);
                            (column + 1, before.saturating_add(group), 0)
                        }
                        _ if self.width == 1 => (end, before.saturating_add(column as usize), 1),
                        _ => {
                            let next = (column / self.width + 1).saturating_mul(self.width).min(end);
                            (next, before.saturating_add((column / self.width) as usize), 0)
                        }
                    };
                    let length = (next - column) as usize;
                    each(done..done + length, block, step);
                    done += length;
                    column = next;
                }
                at += end - first;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::slice::from_ref;

    use super::*;

    /// The block of each value of `runs`.
    fn found(blocks: Blocks, groups: &[usize], runs: &[Range<u64>]) -> Vec<usize> {
        let mut all = Vec::new();
        blocks.visit(groups, runs, |place, block, step| {
            assert_eq!(place.start, all.len());
            all.extend((0..place.len()).map(|i| block + i * step));
        });
        all
    }

    #[test]
    fn tiles_may_be_cut_off_at_the_edges() {
        let tiles = Blocks::tiles(5, 2, 3);
        assert_eq!(found(tiles, &[], from_ref(&(0..15))), [0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 2, 2, 2, 3, 3]);
        // Runs that begin and end within a row.
        assert_eq!(found(tiles, &[], &[2..4, 9..12]), [0, 1, 1, 2, 2]);
    }

    #[test]
    fn groups_are_looked_up_by_row_or_by_column() {
        let columns = Blocks { lookup: Lookup::Columns, across: 2, ..Blocks::tiles(4, 1, 2) };
        assert_eq!(found(columns, &[1, 0, 0, 1], from_ref(&(0..8))), [1, 0, 0, 1, 3, 2, 2, 3]);
        let rows = Blocks { lookup: Lookup::Rows, ..Blocks::tiles(2, 2, 1) };
        assert_eq!(found(rows, &[1, 0, 1], from_ref(&(0..6))), [2, 3, 0, 1, 2, 3]);
    }
}
