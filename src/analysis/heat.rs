//! A window of a matrix in few cells, each of which shows the most telling of its numbers: no outlier is lost.
//!
//! ```text
//! for each row of cells:  for each of its rows, column by column:  kept = worse(kept, number)
//!                         for each cell:                           worse of what is kept over its columns
//! ```
//! Rows are gone through in the order they lie in, and the first of the two loops is the same for neighbours: compilers make
//! vectors of it.

use std::ops::Range;

/// Which number of a cell stands for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worst {
    /// The finite one of largest magnitude.
    Magnitude,
    /// The largest.
    Largest,
    /// The least.
    Least,
    /// The first: pixels of a photograph, whose worst would be another photograph.
    First,
}

/// The numbers of a matrix, of which a row may have to be worked out.
pub trait Rows {
    /// The numbers of `row` in `columns`. Rows are asked for in ascending order, each at most once.
    fn row(&mut self, row: usize, columns: Range<usize>) -> &[f32];
}

/// A matrix whose numbers are there, `width` of them a row.
#[derive(Debug)]
pub struct Listed<'a> {
    /// Row by row.
    pub numbers: &'a [f32],
    /// Numbers in a row.
    pub width: usize,
}

impl Rows for Listed<'_> {
    fn row(&mut self, row: usize, columns: Range<usize>) -> &[f32] {
        &self.numbers[row * self.width..][columns]
    }
}

/// Numbers looked at in one step: some milliseconds.
const STEP: usize = 1 << 21;

/// The cells in the making.
#[derive(Debug)]
pub struct Heat {
    worst: Worst,
    rows: Vec<Range<usize>>,
    columns: Vec<Range<usize>>,
    cells: Vec<f32>,
    /// Of the columns shown, what is kept of the rows of a cell.
    kept: Vec<f32>,
}

impl Heat {
    /// Nothing done yet: cell `(r, c)` is of the numbers in `rows[r]` × `columns[c]`, none of which is empty.
    pub fn new(worst: Worst, rows: Vec<Range<usize>>, columns: Vec<Range<usize>>) -> Self {
        let cells = Vec::with_capacity(rows.len() * columns.len());
        Self { worst, rows, columns, cells, kept: Vec::new() }
    }

    /// Goes on with some rows of cells over a matrix, which must be that of the steps before; whether all are done.
    pub fn step(&mut self, numbers: &mut impl Rows) -> bool {
        match self.worst {
            Worst::Magnitude => self.step_by(numbers, |kept, x| {
                if (x.abs() > kept.abs() || kept.is_nan()) && x.abs() <= f32::MAX { x } else { kept }
            }),
            Worst::Largest => {
                self.step_by(numbers, |kept, x| if x > kept || kept.is_nan() { x } else { kept })
            }
            Worst::Least => self.step_by(numbers, |kept, x| if x < kept || kept.is_nan() { x } else { kept }),
            Worst::First => self.step_by(numbers, |kept, x| if kept.is_nan() { x } else { kept }),
        }
    }

    fn step_by(&mut self, numbers: &mut impl Rows, worse: impl Fn(f32, f32) -> f32) -> bool {
        let (Some(first), Some(last)) = (self.columns.first(), self.columns.last()) else { return true };
        let shown = first.start..last.end;
        let mut looked_at = 0;
        while looked_at < STEP {
            let row = self.cells.len() / self.columns.len();
            let Some(rows) = self.rows.get(row) else { break };
            if row > 0 && self.rows[row - 1] == *rows {
                // Of the same blocks as the cells above.
                self.cells.extend_from_within(self.cells.len() - self.columns.len()..);
                continue;
            }
            self.kept.clear();
            self.kept.resize(shown.len(), f32::NAN);
            for row in rows.clone() {
                for (kept, &x) in self.kept.iter_mut().zip(numbers.row(row, shown.clone())) {
                    *kept = worse(*kept, x);
                }
            }
            for columns in &self.columns {
                let kept = &self.kept[columns.start - shown.start..columns.end - shown.start];
                self.cells.push(kept.iter().fold(f32::NAN, |kept, &x| worse(kept, x)));
            }
            looked_at += rows.len() * shown.len();
        }
        self.cells.len() == self.rows.len() * self.columns.len()
    }

    /// The share that is done.
    pub fn progress(&self) -> f64 {
        self.cells.len() as f64 / (self.rows.len() * self.columns.len()).max(1) as f64
    }

    /// The cells, row by row, once all are done; NaN where there is no number. They can be taken once.
    pub fn take_cells(&mut self) -> Vec<f32> {
        std::mem::take(&mut self.cells)
    }
}

/// Of cells, `across` of them a row, the largest finite magnitude of each row and of each column of cells; 0 where there is none.
pub fn edges(cells: &[f32], across: usize) -> [Vec<f32>; 2] {
    let across = across.max(1);
    let mut columns = vec![0.0f32; across];
    let rows = cells.chunks(across).map(|row| {
        let finite = |x: f32| if x.is_finite() { x.abs() } else { 0.0 };
        columns.iter_mut().zip(row).for_each(|(most, &x)| *most = most.max(finite(x)));
        row.iter().fold(0.0, |most: f32, &x| most.max(finite(x)))
    });
    [rows.collect(), columns]
}

/// `range` in `n` parts as equal as can be, none of them empty while there are no more of them than items.
pub fn parts(range: &Range<usize>, n: usize) -> Vec<Range<usize>> {
    let edge = |i: usize| range.start + range.len() * i / n;
    (0..n).map(|i| edge(i)..edge(i + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(
        worst: Worst,
        numbers: &[f32],
        width: usize,
        rows: &Range<usize>,
        columns: &Range<usize>,
        n: (usize, usize),
    ) -> Vec<f32> {
        let mut heat = Heat::new(worst, parts(rows, n.0), parts(columns, n.1));
        while !heat.step(&mut Listed { numbers, width }) {
            assert!(heat.progress() < 1.0);
        }
        heat.take_cells()
    }

    #[test]
    fn a_cell_is_the_worst_of_its_numbers() {
        let mut numbers: Vec<f32> = (0..35).map(|i| ((i * 17) % 23) as f32 - 11.0).collect();
        numbers[3] = f32::NAN;
        for (worst, rank) in [
            (Worst::Magnitude, (|x| x.abs()) as fn(f32) -> f32),
            (Worst::Largest, |x| x),
            (Worst::Least, |x| -x),
        ] {
            let found = cells(worst, &numbers, 7, &(1..5), &(0..6), (2, 3));
            for (i, &cell) in found.iter().enumerate() {
                let (top, left) = (1 + i / 3 * 2, i % 3 * 2);
                let four = [0, 1, 7, 8].map(|step| numbers[top * 7 + left + step]);
                let oracle = four.into_iter().max_by(|&x, &y| rank(x).total_cmp(&rank(y))).unwrap();
                assert_eq!(rank(cell), rank(oracle), "{worst:?} {i}");
            }
        }
        let exact = cells(Worst::Magnitude, &numbers, 7, &(0..5), &(0..7), (5, 7));
        assert!(exact.iter().zip(&numbers).all(|(x, y)| x.to_bits() == y.to_bits()));
    }

    #[test]
    fn what_is_no_number_is_passed_over() {
        let (inf, nan) = (f32::INFINITY, f32::NAN);
        let numbers = [nan, inf, -2.0, 0.0, nan, nan];
        let found = |worst| cells(worst, &numbers, 2, &(0..3), &(0..2), (3, 1));
        assert_eq!(found(Worst::Magnitude)[1], -2.0);
        assert_eq!((found(Worst::Largest)[0], found(Worst::Least)[1]), (inf, -2.0));
        assert!(
            [Worst::Magnitude, Worst::Largest, Worst::Least].iter().all(|&worst| found(worst)[2].is_nan())
        );
        assert!(found(Worst::Magnitude)[0].is_nan(), "infinity is no value to show");
    }

    #[test]
    fn a_photograph_is_sampled() {
        let numbers = [f32::NAN, 0.25, 0.5, 0.75, 0.125, 1.0, 0.0, 0.5];
        assert_eq!(cells(Worst::First, &numbers, 4, &(0..2), &(0..4), (1, 2)), [0.125, 0.5]);
    }

    #[test]
    fn edges_are_the_largest_magnitudes() {
        let [rows, columns] = edges(&[1.0, -3.0, f32::NAN, f32::INFINITY, 0.5, 2.0], 3);
        assert_eq!((rows, columns), (vec![3.0, 2.0], vec![1.0, 3.0, 2.0]));
        let [rows, columns] = edges(&[f32::NAN; 2], 1);
        assert_eq!((rows, columns), (vec![0.0; 2], vec![0.0]));
    }

    #[test]
    fn many_numbers_take_several_steps() {
        let numbers = vec![1.0; 3 * STEP / 2];
        let mut heat = Heat::new(Worst::Largest, parts(&(0..3), 3), parts(&(0..STEP / 2), 2));
        let mut numbers = Listed { numbers: &numbers, width: STEP / 2 };
        assert!(!heat.step(&mut numbers));
        assert_eq!(heat.progress(), 2.0 / 3.0);
        assert!(heat.step(&mut numbers));
        assert_eq!(heat.take_cells(), [1.0; 6]);
    }
}
