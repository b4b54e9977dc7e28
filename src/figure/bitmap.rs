//! A bitmap that the backend draws at once. The element of plotters would bring an image decoder.

use std::iter::{Once, once};

use plotters::element::{Drawable, PointCollection};
use plotters::prelude::DrawingBackend;
use plotters_backend::{BackendCoord, DrawingErrorKind};

/// A bitmap: pixels of three bytes each, row by row.
pub(crate) struct Bitmap {
    /// The upper left corner.
    pub(crate) at: (i32, i32),
    /// Width and height.
    pub(crate) size: (u32, u32),
    /// As many as fit.
    pub(crate) pixels: Vec<u8>,
}

impl<'a> PointCollection<'a, (i32, i32)> for &'a Bitmap {
    type Point = &'a (i32, i32);
    type IntoIter = Once<&'a (i32, i32)>;

    fn point_iter(self) -> Self::IntoIter {
        once(&self.at)
    }
}

impl<DB: DrawingBackend> Drawable<DB> for Bitmap {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut corners: I,
        backend: &mut DB,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<DB::ErrorType>> {
        match corners.next() {
            Some(at) => backend.blit_bitmap(at, self.size, &self.pixels),
            None => Ok(()),
        }
    }
}
