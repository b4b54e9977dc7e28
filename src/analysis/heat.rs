//! A window of a matrix in few cells, each the value of largest magnitude in it: no outlier is lost.

use std::ops::Range;

use crate::{Tensor, scheme::Extent};

/// Where cell `i` of `n` over `range` lies.
fn part(range: &Range<usize>, i: usize, n: usize) -> Range<usize> {
    range.start + range.len() * i / n..range.start + range.len() * (i + 1) / n
}

/// The value of largest magnitude in each of at most `rows` × `columns` cells over `window`, row by row, NaN where none is
/// finite, with the rows and columns of cells there are. The window is cut to the matrix.
pub fn heat(tensor: &Tensor, window: &Extent, rows: usize, columns: usize) -> (Vec<f32>, usize, usize) {
    let cut = |range: &Range<usize>, size: usize| range.start.min(size)..range.end.min(size);
    let (down, across) = (cut(&window.rows, tensor.rows()), cut(&window.columns, tensor.columns()));
    let (rows, columns) = (rows.min(down.len()), columns.min(across.len()));
    let mut cells = vec![f32::NAN; rows * columns];
    for r in 0..rows {
        for row in part(&down, r, rows) {
            let values = &tensor.values()[row * tensor.columns()..][..tensor.columns()];
            for (c, cell) in cells[r * columns..][..columns].iter_mut().enumerate() {
                for &x in values[part(&across, c, columns)].iter().filter(|x| x.is_finite()) {
                    if cell.is_nan() || x.abs() > cell.abs() {
                        *cell = x;
                    }
                }
            }
        }
    }
    (cells, rows, columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_the_largest_of_its_values() {
        let mut values: Vec<f32> = (0..35).map(|i| ((i * 17) % 23) as f32 - 11.0).collect();
        values[3] = f32::NAN;
        let tensor = Tensor::new("t", &[5, 7], values.clone()).unwrap();
        let window = Extent { rows: 1..5, columns: 0..6 };
        let (cells, rows, columns) = heat(&tensor, &window, 2, 3);
        assert_eq!((rows, columns), (2, 3));
        for (i, cell) in cells.iter().enumerate() {
            let (top, left) = (1 + i / 3 * 2, i % 3 * 2);
            let four = [0, 1, 7, 8].map(|step| values[top * 7 + left + step]);
            assert_eq!(cell.abs(), four.iter().fold(0.0, |most, x| x.abs().max(most)));
        }
        let (exact, ..) = heat(&tensor, &Extent { rows: 0..9, columns: 0..9 }, 100, 100);
        assert!(exact.iter().zip(&values).all(|(x, y)| x.to_bits() == y.to_bits()));
    }
}
