//! Rows and columns whose largest magnitude stands out against the median of all.

use crate::Tensor;

/// A row or column that stands out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outlying {
    /// Its number.
    pub index: usize,
    /// Its largest |x| in units of the median of all rows' or columns'.
    pub ratio: f64,
}

/// From this ratio on a row or column stands out.
pub const STANDS_OUT: f64 = 5.0;

/// The outlying rows, and the outlying columns, each the farthest out first. Values that are not finite do not count.
pub fn outlying(tensor: &Tensor) -> (Vec<Outlying>, Vec<Outlying>) {
    let (mut rows, mut columns) = (vec![0.0f32; tensor.rows()], vec![0.0f32; tensor.columns()]);
    for (row, values) in rows.iter_mut().zip(tensor.values().chunks_exact(tensor.columns())) {
        for (column, x) in columns.iter_mut().zip(values).filter(|(_, x)| x.is_finite()) {
            *row = row.max(x.abs());
            *column = column.max(x.abs());
        }
    }
    (above(&rows), above(&columns))
}

fn above(sizes: &[f32]) -> Vec<Outlying> {
    let mut sorted = sizes.to_vec();
    sorted.sort_unstable_by(f32::total_cmp);
    let median = f64::from(sorted[sorted.len() / 2]);
    let ratios = sizes.iter().enumerate().map(|(index, &x)| Outlying { index, ratio: f64::from(x) / median });
    let mut found: Vec<_> = ratios.filter(|line| median > 0.0 && line.ratio >= STANDS_OUT).collect();
    found.sort_by(|a, b| b.ratio.total_cmp(&a.ratio));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_column_stands_out_and_no_row_does() {
        let value = |i: usize| ((i * 7919) % 101) as f32 / 100.0 * if i % 16 == 9 { 20.0 } else { 1.0 };
        let tensor = Tensor::new("t", &[64, 16], (0..1024).map(value).collect()).unwrap();
        let (rows, columns) = outlying(&tensor);
        assert_eq!(columns.iter().map(|line| line.index).collect::<Vec<_>>(), [9]);
        assert!(columns[0].ratio > 15.0 && rows.is_empty(), "{columns:?} {rows:?}");
    }
}
