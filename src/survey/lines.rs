//! Rows and columns of a tensor that stand out, found in bands of rows.
//!
//! ```text
//! pass 1   the size of each line, by `OutlyingSearch`
//! later    the values of the lines that are large enough: of rows, those of a band at a time; of columns, as many columns as may be held
//! ```

use crate::{
    Tensor,
    analysis::{OutlyingLines, OutlyingSearch, Suspects},
    kernels::Level,
};

use super::row::Lines;

/// The search in the making.
#[derive(Debug)]
pub(super) struct LineSearch {
    search: OutlyingSearch,
    stage: Stage,
    found: [OutlyingLines; 2],
    /// The most values of columns that are held.
    limit: usize,
}

#[derive(Debug)]
enum Stage {
    Sizes,
    /// Rows are looked at as their bands come, columns are gathered: those from `next` on.
    Suspects {
        rows: Suspects,
        columns: Suspects,
        next: usize,
        gathered: Vec<Vec<f32>>,
    },
    Done,
}

impl LineSearch {
    pub(super) fn new(rows: usize, columns: usize, limit: usize) -> Self {
        Self {
            search: OutlyingSearch::of(rows, columns),
            stage: Stage::Sizes,
            found: Default::default(),
            limit,
        }
    }

    /// Whether it needs the values once more.
    pub(super) fn wants_pass(&self) -> bool {
        !matches!(self.stage, Stage::Done)
    }

    /// Takes some rows of a band that begins with row `first`.
    pub(super) fn add(&mut self, level: Level, band: &Tensor, first: usize, some: std::ops::Range<usize>) {
        let (width, values) = (band.columns(), band.values());
        match &mut self.stage {
            Stage::Sizes => self.search.add(level, band, some),
            Stage::Suspects { rows, columns, next, gathered } => {
                for at in rows.within(first + some.start..first + some.end) {
                    let row = rows.line(at) - first;
                    rows.look(at, &values[row * width..][..width], &mut self.found[0]);
                }
                for (i, column) in gathered.iter_mut().enumerate() {
                    let place = columns.line(*next + i);
                    column.extend(some.clone().map(|row| values[row * width + place]));
                }
            }
            Stage::Done => {}
        }
    }

    /// Ends a pass over all bands.
    pub(super) fn end_pass(&mut self) {
        let (rows, columns, next) = match std::mem::replace(&mut self.stage, Stage::Done) {
            Stage::Sizes => {
                let [rows, columns] = self.search.suspects();
                if rows.count() + columns.count() == 0 {
                    return;
                }
                (rows, columns, 0)
            }
            Stage::Suspects { columns, next, gathered, .. } => {
                for (i, values) in gathered.iter().enumerate() {
                    columns.look(next + i, values, &mut self.found[1]);
                }
                let next = next + gathered.len();
                if next == columns.count() {
                    return;
                }
                (Suspects::default(), columns, next)
            }
            Stage::Done => return,
        };
        let many = (self.limit / columns.length().max(1)).max(1).min(columns.count() - next);
        self.stage = Stage::Suspects { rows, columns, next, gathered: vec![Vec::new(); many] };
    }

    /// All rows of a tensor that is held as a whole: no further pass is needed.
    pub(super) fn end_whole(&mut self, tensor: &Tensor) {
        self.found = self.search.found(tensor);
        self.stage = Stage::Done;
    }

    /// How many rows and columns stand out.
    pub(super) fn counts(&self) -> [Lines; 2] {
        [Lines::from(&self.found[0]), Lines::from(&self.found[1])]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_gathered_as_many_at_a_time_as_may_be_held() {
        let (rows, columns) = (60, 40);
        let loud = |at: usize| at % 7 == 3;
        let value = |i: usize| (i % 11 + 1) as f32 * if loud(i % columns) { 30.0 } else { 1.0 };
        let values: Vec<f32> = (0..rows * columns).map(value).collect();
        let tensor = Tensor::new("t", &[rows, columns], values).unwrap();
        let mut search = LineSearch::new(rows, columns, 2 * rows);
        let mut passes = 0;
        while search.wants_pass() {
            search.add(Level::new(), &tensor, 0, 0..25);
            search.add(Level::new(), &tensor, 0, 25..rows);
            search.end_pass();
            passes += 1;
        }
        let mut whole = LineSearch::new(rows, columns, rows * columns);
        whole.add(Level::new(), &tensor, 0, 0..rows);
        whole.end_whole(&tensor);
        assert_eq!(search.found, whole.found);
        let expected = (0..columns).filter(|&at| loud(at)).count();
        assert_eq!((search.found[1].throughout, passes), (expected, 1 + expected.div_ceil(2)));
    }
}
