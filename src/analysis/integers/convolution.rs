//! A convolution with zero padding: in real numbers, and in integers padded rightly and wrongly.
//!
//! ```text
//! y[i][j] = Σ w[u][v] · x[i + u - 1][j + v - 1]          u, v = 0, 1, 2; what lies outside of x is 0
//! in integers:  (Σ (qw - zw) · (qx - zx)) · sx · sw       what lies outside is a code: zx, which means 0, or the code 0
//! ```
//! The filter is not turned around, as in networks. With 8-bit codes the nine products fit 32 bits by far.

use std::{iter::Sum, ops::Range};

use super::{Coded, IntegerError, scaled};
use crate::{Scheme, Tensor, kernels::Level};

/// Most rows and columns of an image.
pub const LARGEST_IMAGE: usize = 64;
/// Rows and columns of a filter.
const SIDE: usize = 3;

/// The code that stands for what lies outside of the image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Padding {
    /// The zero-point: it decodes to 0.
    ZeroPoint,
    /// The code 0, whatever it decodes to: what becomes of memory that was cleared.
    CodeZero,
}

/// An image, a filter, and the result in real numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Convolution {
    image: Tensor,
    filter: Tensor,
    real: Vec<f32>,
}

/// The same from codes.
#[derive(Debug, Clone, PartialEq)]
pub struct Integers {
    /// The image's codes.
    pub image: Coded,
    /// The filter's codes.
    pub filter: Coded,
    /// The code outside of the image.
    pub padding: i32,
    /// Sums of products of codes less their zero-points.
    pub sums: Vec<i32>,
    /// What they stand for.
    pub values: Vec<f32>,
    /// How far these lie from the result in real numbers; not finite where one of the two is not.
    pub errors: Vec<f32>,
    /// The errors where the window reaches beyond the image.
    pub border: Deviation,
    /// The errors where it does not.
    pub inner: Deviation,
}

/// Errors of a part of the result, those that are finite.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Deviation {
    /// How many there are.
    pub count: usize,
    /// The largest magnitude; 0 when there are none.
    pub max_abs_error: f64,
    /// The root of the mean square; 0 when there are none.
    pub rmse: f64,
}

impl Convolution {
    /// Convolves in real numbers: sums in f64, rounded to f32 at last. Values that are not finite make results that are not.
    ///
    /// # Errors
    /// When the image is larger than [`LARGEST_IMAGE`] on a side, or the filter has not three rows of three.
    pub fn new(image: Tensor, filter: Tensor) -> Result<Self, IntegerError> {
        let (rows, columns) = (image.rows(), image.columns());
        if rows.max(columns) > LARGEST_IMAGE {
            return Err(IntegerError::Image { rows, columns, limit: LARGEST_IMAGE });
        }
        if (filter.rows(), filter.columns()) != (SIDE, SIDE) {
            return Err(IntegerError::Filter { rows: filter.rows(), columns: filter.columns() });
        }
        let (x, w) = (image.values(), filter.values());
        let product = |tap: usize, at: Option<usize>| at.map_or(0.0, |i| f64::from(w[tap]) * f64::from(x[i]));
        let real = convolve(rows, columns, product).map(|y: f64| y as f32).collect();
        Ok(Self { image, filter, real })
    }

    /// Rows and columns of the image and of its maps.
    pub fn size(&self) -> (usize, usize) {
        (self.image.rows(), self.image.columns())
    }

    /// The image, row by row.
    pub fn image(&self) -> &[f32] {
        self.image.values()
    }

    /// The filter, row by row.
    pub fn filter(&self) -> &[f32] {
        self.filter.values()
    }

    /// The result in real numbers, of the image's shape.
    pub fn real(&self) -> &[f32] {
        &self.real
    }

    /// Convolves the codes of the image under one scheme with those of the filter under another.
    ///
    /// # Errors
    /// When a scheme has blocks or a real zero-point.
    pub fn in_integers(
        &self,
        image: &Scheme,
        filter: &Scheme,
        padding: Padding,
    ) -> Result<Integers, IntegerError> {
        let level = Level::new();
        let image = Coded::new(level, &self.image, image)?;
        Ok(self.of_codes(image, Coded::new(level, &self.filter, filter)?, padding))
    }

    /// The same with codes that are there: those of this image and of this filter.
    pub fn of_codes(&self, image: Coded, filter: Coded, padding: Padding) -> Integers {
        let padding = match padding {
            Padding::ZeroPoint => image.zero,
            Padding::CodeZero => 0,
        };
        let x: Vec<i32> = image.codes().map(i32::from).collect();
        let w: Vec<i32> = filter.codes().map(i32::from).collect();
        let product = |tap: usize, at: Option<usize>| {
            (w[tap] - filter.zero) * (at.map_or(padding, |i| x[i]) - image.zero)
        };
        let (rows, columns) = self.size();
        let sums: Vec<i32> = convolve(rows, columns, product).collect();
        let values: Vec<f32> =
            sums.iter().map(|&sum| scaled(sum, &image.params, &filter.params) as f32).collect();
        let error = |(&y, &real): (&f32, &f32)| f64::from(y) - f64::from(real);
        let exact: Vec<f64> = values.iter().zip(&self.real).map(error).collect();
        let inside =
            |i: &usize| inner(rows).contains(&(i / columns)) && inner(columns).contains(&(i % columns));
        let (within, beyond): (Vec<_>, Vec<_>) = (0..exact.len()).partition(inside);
        let deviation = |part: Vec<usize>| Deviation::of(part.into_iter().map(|i| exact[i]));
        Integers {
            border: deviation(beyond),
            inner: deviation(within),
            errors: exact.iter().map(|&e| e as f32).collect(),
            image,
            filter,
            padding,
            sums,
            values,
        }
    }
}

impl Deviation {
    fn of(errors: impl Iterator<Item = f64>) -> Self {
        let (mut all, mut squares) = (Self::default(), 0.0);
        for e in errors.filter(|e| e.is_finite()) {
            all.count += 1;
            all.max_abs_error = all.max_abs_error.max(e.abs());
            squares += e * e;
        }
        all.rmse = (squares / all.count.max(1) as f64).sqrt();
        all
    }
}

/// Rows, or columns, at which the window does not reach beyond the image.
fn inner(count: usize) -> Range<usize> {
    1..count.saturating_sub(1)
}

/// For each place of an image, row by row, the sum over the window of what `product` makes of the filter's value and
/// of the image's, both by their numbers; outside of the image there is none.
fn convolve<T: Sum>(
    rows: usize,
    columns: usize,
    product: impl Fn(usize, Option<usize>) -> T,
) -> impl Iterator<Item = T> {
    // Counted from one row above and one column to the left of the image.
    let at = move |row: usize, column: usize| {
        let inside = (1..=rows).contains(&row) && (1..=columns).contains(&column);
        inside.then(|| (row - 1) * columns + column - 1)
    };
    (0..rows * columns).map(move |place| {
        let (row, column) = (place / columns, place % columns);
        (0..SIDE * SIDE).map(|tap| product(tap, at(row + tap / SIDE, column + tap % SIDE))).sum()
    })
}
