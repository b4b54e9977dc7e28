//! The tensor: named f32 values with a shape, read as rows × columns.

mod stored;

use std::sync::Arc;

pub use stored::{StoredBlocks, StoredCodes, StoredGrid};

use crate::sentence::{Excerpt, sentences};

sentences! {
    /// Why a tensor cannot be made, or read by rows.
    pub enum TensorError {
        /// The number of values is not that of the shape.
        Count { name: Excerpt, wanted: usize, found: usize } = "error.tensor.count",
            "{name}: the shape needs {wanted} values, but {found} are given";
        /// There are no values.
        Empty { name: Excerpt } = "error.tensor.empty",
            "{name} is empty: it has no values to quantize";
        /// The product of the dimensions overflows.
        Overflow { name: Excerpt } = "error.tensor.overflow",
            "{name}: the product of its dimensions is too large to count";
        /// The tensor has no such axis.
        Axis { name: Excerpt, axis: usize, rank: usize } = "error.tensor.axis",
            "{name} has no axis {axis}: it has {rank} axes, counted from 0";
    }
}

/// The number of values that are not finite. They are counted and shown, but left out of calibration and error.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NonFinite {
    /// NaN.
    pub nan: usize,
    /// +∞.
    pub positive: usize,
    /// −∞.
    pub negative: usize,
}

/// So many values are asked together whether one of them is not finite.
const LOOKED_AT: usize = 4096;

impl NonFinite {
    fn count(values: &[f32]) -> Self {
        let mut all = Self::default();
        for some in values.chunks(LOOKED_AT) {
            // A plain sum, of which compilers make vectors; most tensors need no more.
            if some.iter().map(|x| u32::from(!x.is_finite())).sum::<u32>() == 0 {
                continue;
            }
            for x in some.iter().filter(|x| !x.is_finite()) {
                match *x {
                    f32::INFINITY => all.positive += 1,
                    f32::NEG_INFINITY => all.negative += 1,
                    _ => all.nan += 1,
                }
            }
        }
        all
    }

    /// Their sum.
    pub fn total(self) -> usize {
        self.nan + self.positive + self.negative
    }
}

/// Named f32 values in row-major order.
///
/// A tensor of any rank is read as a matrix: rows are axis 0 (the output channels of a weight, the tokens of an activation),
/// columns are all other axes flattened. A vector is one row; a scalar is one row with one value.
#[derive(Debug, Clone, PartialEq)]
pub struct Tensor {
    name: String,
    shape: Vec<usize>,
    values: Vec<f32>,
    rows: usize,
    columns: usize,
    non_finite: NonFinite,
    photograph: bool,
    importance: Option<Vec<f32>>,
    stored: Option<Arc<StoredGrid>>,
}

impl Tensor {
    /// A tensor of `shape` with its `values` in row-major order.
    ///
    /// # Errors
    /// When the number of values is not the product of `shape`, or is zero.
    pub fn new(name: impl Into<String>, shape: &[usize], values: Vec<f32>) -> Result<Self, TensorError> {
        let name = name.into();
        let Some(wanted) = shape.iter().try_fold(1usize, |n, &d| n.checked_mul(d)) else {
            return Err(TensorError::Overflow { name: name.into() });
        };
        let found = values.len();
        if wanted != found {
            return Err(TensorError::Count { name: name.into(), wanted, found });
        }
        if found == 0 {
            return Err(TensorError::Empty { name: name.into() });
        }
        let rows = if shape.len() < 2 { 1 } else { shape[0] };
        Ok(Self {
            name,
            shape: shape.to_vec(),
            rows,
            columns: found / rows,
            non_finite: NonFinite::count(&values),
            values,
            photograph: false,
            importance: None,
            stored: None,
        })
    }

    /// The tensor as the luminance of a photograph, 0 to 1: it is shown as a picture.
    pub fn as_photograph(self) -> Self {
        Self { photograph: true, ..self }
    }

    /// Whether the values are the luminance of a photograph, 0 to 1.
    pub fn is_photograph(&self) -> bool {
        self.photograph
    }

    /// The tensor with the importance `E[x²]` of each input channel, one for each column; without one where the number is another.
    pub fn with_importance(self, importance: Option<Vec<f32>>) -> Self {
        Self { importance: importance.filter(|each| each.len() == self.columns), ..self }
    }

    /// The importance `E[x²]` of each column, where it is known.
    pub fn importance(&self) -> Option<&[f32]> {
        self.importance.as_deref()
    }

    /// The tensor with the grid that its file stores it on; without one where the grid is of another matrix.
    pub fn with_stored(self, stored: Option<Arc<StoredGrid>>) -> Self {
        Self { stored: stored.filter(|grid| grid.is_of(self.rows, self.columns)), ..self }
    }

    /// The grid that its file stores it on, where it is stored in codes and scales.
    pub fn stored(&self) -> Option<&Arc<StoredGrid>> {
        self.stored.as_ref()
    }

    /// The tensor with the elements of `axis` as its rows: that axis first, then the others in their order.
    ///
    /// # Errors
    /// When there is no such axis.
    pub fn with_rows(self, axis: usize) -> Result<Self, TensorError> {
        if axis == 0 {
            return Ok(self);
        }
        let rank = self.shape.len();
        let Some(&count) = self.shape.get(axis) else {
            return Err(TensorError::Axis { name: self.name.into(), axis, rank });
        };
        // The axes after it stay together.
        let run: usize = self.shape[axis + 1..].iter().product();
        let mut values = Vec::with_capacity(self.values.len());
        for i in 0..count {
            for stretch in self.values.chunks_exact(count * run) {
                values.extend_from_slice(&stretch[i * run..(i + 1) * run]);
            }
        }
        let mut shape = self.shape;
        shape[..=axis].rotate_right(1);
        let columns = values.len() / count;
        // What was known of its columns and blocks was about other ones.
        Ok(Self { rows: count, columns, shape, values, importance: None, stored: None, ..self })
    }

    /// The tensor with `value` instead of its first value.
    pub fn with_first(mut self, value: f32) -> Self {
        self.values[0] = value;
        self.non_finite = NonFinite::count(&self.values);
        self
    }

    /// Its name, from its file or its generator; any text.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its dimensions, before it is read as a matrix.
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// All values in row-major order, including non-finite ones.
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// All values, given away.
    pub fn into_numbers(self) -> Vec<f32> {
        self.values
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Number of columns.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The number of values that are not finite.
    pub fn non_finite(&self) -> NonFinite {
        self.non_finite
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_axis_zero_and_columns_the_rest() {
        for (shape, rows, columns) in
            [(&[][..], 1, 1), (&[6], 1, 6), (&[2, 3], 2, 3), (&[2, 3, 4], 2, 12), (&[1, 5], 1, 5)]
        {
            let n = shape.iter().product();
            let t = Tensor::new("t", shape, vec![0.5; n]).unwrap();
            assert_eq!((t.rows(), t.columns()), (rows, columns), "{shape:?}");
        }
    }

    #[test]
    fn any_axis_can_be_the_rows() {
        let t = Tensor::new("t", &[2, 3, 2], (0..12u8).map(f32::from).collect()).unwrap();
        assert_eq!(t.clone().with_rows(0), Ok(t.clone()));
        let middle = t.clone().with_rows(1).unwrap();
        assert_eq!((middle.shape(), middle.rows(), middle.columns()), (&[3, 2, 2][..], 3, 4));
        assert_eq!(middle.values(), [0, 1, 6, 7, 2, 3, 8, 9, 4, 5, 10, 11].map(f32::from as fn(u8) -> f32));
        let last = t.clone().with_rows(2).unwrap();
        assert_eq!(last.shape(), [2, 2, 3]);
        assert_eq!(last.values(), [0, 2, 4, 6, 8, 10, 1, 3, 5, 7, 9, 11].map(f32::from as fn(u8) -> f32));
        let error = t.with_rows(3).unwrap_err();
        assert_eq!(error, TensorError::Axis { name: "t".into(), axis: 3, rank: 3 });
        assert!(Tensor::new("v", &[4], vec![1.0; 4]).unwrap().with_rows(1).is_err());
    }

    #[test]
    fn refuses_what_is_no_tensor() {
        let error = |shape: &[usize], n| Tensor::new("w", shape, vec![1.0; n]).unwrap_err();
        assert_eq!(error(&[2, 3], 5), TensorError::Count { name: "w".into(), wanted: 6, found: 5 });
        assert_eq!(error(&[0, 3], 0), TensorError::Empty { name: "w".into() });
        assert_eq!(error(&[usize::MAX, 3], 0), TensorError::Overflow { name: "w".into() });
    }

    #[test]
    fn counts_what_is_not_finite() {
        let values = vec![1.0, f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::NAN];
        let t = Tensor::new("t", &[5], values).unwrap();
        assert_eq!(t.non_finite(), NonFinite { nan: 2, positive: 1, negative: 1 });
        assert_eq!(t.non_finite().total(), 4);
    }
}
