//! The matrix in few cells: its values, or its blocks' numbers, over a window of rows and columns.

use std::rc::Rc;

use super::Lab;
use crate::{
    Scheme,
    analysis::{BlockMapping, BlockStats, Outlying, heat, outlying},
    scheme::{Blocks, Extent},
};

/// Maps of blocks kept: of both schemes, and of the state before.
const KEPT: usize = 4;

/// What a cell shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// The value of the largest magnitude.
    Values,
    /// The largest scale.
    Scale,
    /// The least SQNR, in dB.
    Sqnr,
    /// The largest magnitude of a block.
    AbsMax,
}

/// Which part of the matrix is wanted, and in how many cells.
#[derive(Debug, Clone, PartialEq)]
pub struct MatrixRequest {
    /// A and B.
    pub schemes: [Scheme; 2],
    /// What cells show.
    pub quantity: Quantity,
    /// Rows and columns, brought into the matrix; all of it when `None`.
    pub window: Option<Extent>,
    /// At most so many cells down and across.
    pub cells: (usize, usize),
}

/// The cells of A and B.
#[derive(Debug, Clone)]
pub struct Matrix {
    /// The rows and columns shown.
    pub window: Extent,
    /// Cells down and across.
    pub cells: (usize, usize),
    /// A's and B's cells, row by row; NaN where there is no number.
    pub panels: [Vec<f32>; 2],
    /// Ends of the colours for both: all but the outermost hundredth of the cells lie between.
    pub range: (f32, f32),
    /// Each block's numbers.
    pub stats: [Rc<Vec<BlockStats>>; 2],
    /// Rows and columns that stand out.
    pub outlying: Rc<(Vec<Outlying>, Vec<Outlying>)>,
}

/// The maps of a lab.
#[derive(Debug, Default)]
pub(super) struct Maps {
    known: Vec<(Scheme, Rc<Vec<BlockStats>>)>,
    coming: Option<BlockMapping>,
    outlying: Option<Rc<(Vec<Outlying>, Vec<Outlying>)>>,
}

impl Lab {
    /// Does a part, some milliseconds long, of the work [`Lab::matrix`] still needs; the share that is done.
    pub fn prepare_matrix(&mut self, request: &MatrixRequest) -> f64 {
        let Some(&scheme) = request.schemes.iter().find(|scheme| self.known_map(scheme).is_none()) else {
            return 1.0;
        };
        let mut coming = match self.maps.coming.take() {
            Some(coming) if *coming.scheme() == scheme => coming,
            _ => BlockMapping::new(scheme),
        };
        if coming.step(self.level, &self.tensor) {
            self.maps.known.insert(0, (scheme, Rc::new(coming.into_stats())));
            self.maps.known.truncate(KEPT);
            let done = request.schemes.iter().filter(|scheme| self.known_map(scheme).is_some()).count();
            return done as f64 / 2.0;
        }
        let all = Blocks::new(&self.tensor, scheme.granularity).count();
        let done = coming.stats().len() as f64 / all as f64;
        self.maps.coming = Some(coming);
        done / 2.0
    }

    /// The cells of a request.
    pub fn matrix(&mut self, request: &MatrixRequest) -> Matrix {
        while self.prepare_matrix(request) < 1.0 {}
        let (rows, columns) = (self.tensor.rows(), self.tensor.columns());
        let window = request.window.clone().unwrap_or(Extent { rows: 0..rows, columns: 0..columns });
        let within = |range: std::ops::Range<usize>, size: usize| {
            let start = range.start.min(size - 1);
            start..range.end.clamp(start + 1, size)
        };
        let window = Extent { rows: within(window.rows, rows), columns: within(window.columns, columns) };
        let cells =
            (request.cells.0.clamp(1, window.rows.len()), request.cells.1.clamp(1, window.columns.len()));
        let stats = request.schemes.map(|scheme| self.map_of(&scheme));
        let panels = match request.quantity {
            Quantity::Values => {
                let (values, ..) = heat(&self.tensor, &window, cells.0, cells.1);
                [values.clone(), values]
            }
            quantity => [0, 1].map(|i| {
                let blocks = Blocks::new(&self.tensor, request.schemes[i].granularity);
                block_cells(&blocks, &stats[i], quantity, &window, cells)
            }),
        };
        let range = range(&panels, request.quantity);
        let outlying = Rc::clone(self.maps.outlying.get_or_insert_with(|| Rc::new(outlying(&self.tensor))));
        Matrix { window, cells, panels, range, stats, outlying }
    }

    fn known_map(&self, scheme: &Scheme) -> Option<usize> {
        self.maps.known.iter().position(|(known, _)| known == scheme)
    }

    fn map_of(&mut self, scheme: &Scheme) -> Rc<Vec<BlockStats>> {
        match self.known_map(scheme) {
            Some(at) => {
                // What was used last is forgotten last.
                self.maps.known[..=at].rotate_right(1);
                Rc::clone(&self.maps.known[0].1)
            }
            None => Rc::default(),
        }
    }
}

/// One number a cell out of those of the blocks it covers.
fn block_cells(
    blocks: &Blocks,
    stats: &[BlockStats],
    quantity: Quantity,
    window: &Extent,
    (down, across): (usize, usize),
) -> Vec<f32> {
    let part = |range: &std::ops::Range<usize>, i: usize, n: usize| {
        range.start + range.len() * i / n..range.start + range.len() * (i + 1) / n
    };
    let number = |block: &BlockStats| match quantity {
        Quantity::Sqnr => -block.sqnr_db() as f32,
        Quantity::Scale => block.scale,
        Quantity::Values | Quantity::AbsMax => block.absmax,
    };
    let mut cells = Vec::with_capacity(down * across);
    for r in 0..down {
        let rows = part(&window.rows, r, down);
        for c in 0..across {
            let columns = part(&window.columns, c, across);
            let mut most = f32::NAN;
            let mut row = rows.start;
            while row < rows.end {
                let mut column = columns.start;
                let mut below = row + 1;
                while column < columns.end {
                    let index = blocks.at(row, column);
                    let extent = blocks.extent(index);
                    most = most.max(stats.get(index).map_or(f32::NAN, number));
                    below = below.max(extent.rows.end);
                    column = extent.columns.end;
                }
                row = below;
            }
            cells.push(if quantity == Quantity::Sqnr { -most } else { most });
        }
    }
    cells
}

/// The first and the last hundredth of the finite cells; for values the last of their magnitudes, on both sides.
fn range(panels: &[Vec<f32>; 2], quantity: Quantity) -> (f32, f32) {
    let signed = quantity == Quantity::Values;
    let cells = panels.iter().flatten().copied().filter(|x| x.is_finite());
    let mut sorted: Vec<f32> = cells.map(|x| if signed { x.abs() } else { x }).collect();
    sorted.sort_unstable_by(f32::total_cmp);
    let at = |hundredths: usize| sorted.get((sorted.len().saturating_sub(1)) * hundredths / 100).copied();
    match (at(1), at(99)) {
        (_, Some(high)) if signed => (-high, high),
        (Some(low), Some(high)) => (low, high),
        _ => (0.0, 0.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Tensor;

    #[test]
    fn a_cell_shows_the_worst_of_the_blocks_it_covers() {
        let values: Vec<f32> = (0..6 * 20).map(|i| ((i * 7919) % 101) as f32 / 10.0 - 5.0).collect();
        let mut lab = Lab::new(Tensor::new("t", &[6, 20], values).unwrap());
        for granularity in ["tensor", "row", "col", "g7"] {
            let scheme: Scheme = format!("int4:{granularity}").parse().unwrap();
            for (quantity, worst) in [(Quantity::Scale, 1.0), (Quantity::AbsMax, 1.0), (Quantity::Sqnr, -1.0)]
            {
                let window = Extent { rows: 1..5, columns: 2..19 };
                let cells = (2, 5);
                let request =
                    MatrixRequest { schemes: [scheme; 2], quantity, window: Some(window.clone()), cells };
                let matrix = lab.matrix(&request);
                assert_eq!((matrix.cells, &matrix.window), (cells, &window));
                let blocks = Blocks::new(lab.tensor(), scheme.granularity);
                for (i, &cell) in matrix.panels[1].iter().enumerate() {
                    let rows = 1 + 4 * (i / 5) / 2..1 + 4 * (i / 5 + 1) / 2;
                    let columns = 2 + 17 * (i % 5) / 5..2 + 17 * (i % 5 + 1) / 5;
                    let all = rows.flat_map(|row| columns.clone().map(move |column| (row, column)));
                    let oracle = all.map(|(row, column)| {
                        let block = &matrix.stats[1][blocks.at(row, column)];
                        match quantity {
                            Quantity::Scale => block.scale,
                            Quantity::AbsMax => block.absmax,
                            _ => block.sqnr_db() as f32,
                        }
                    });
                    let oracle = oracle.fold(f32::NEG_INFINITY, |most, x| most.max(worst * x)) * worst;
                    assert_eq!(cell, oracle, "{scheme} {quantity:?} {i}");
                }
            }
        }
    }

    #[test]
    fn a_window_is_brought_into_the_matrix() {
        let mut lab =
            Lab::new(Tensor::new("t", &[2, 3], vec![1.0, -2.0, f32::NAN, 4.0, 5.0, -60.0]).unwrap());
        let request = MatrixRequest {
            schemes: ["int4", "int4:row"].map(|scheme| scheme.parse().unwrap()),
            quantity: Quantity::Values,
            window: Some(Extent { rows: 9..99, columns: 1..99 }),
            cells: (50, 50),
        };
        let matrix = lab.matrix(&request);
        assert_eq!(matrix.window, Extent { rows: 1..2, columns: 1..3 });
        assert_eq!((matrix.panels[0].as_slice(), matrix.range), ([5.0, -60.0].as_slice(), (-60.0, 60.0)));
    }
}
