//! One scheme on one tensor that comes in bands of rows. What it finds equals the report of the whole tensor, to the last bit.
//!
//! ```text
//! the tensor is one band        Whole: a fit and its report
//! blocks lie in few rows        Banded: each band is fitted and measured by itself; a scale of the tensor above takes a pass of its own before
//! columns are blocks            Columns: as many columns at a time as may be held, one pass for each such strip
//! the tensor is one block       Single: passes for the ends of the values or for percentiles, one that measures
//! else                          not measured
//! ```

mod banded;
mod columns;
mod ranks;
mod single;
mod whole;

use std::fmt::Debug;

use super::Unmeasured;
use crate::{
    Scheme, Tensor,
    analysis::{Measured, Measures, PIECE, Weighted},
    kernels::Level,
    scheme::{BlockMap, Format, Granularity},
};

use self::{banded::Banded, columns::Columns, single::Single, whole::Whole};

/// Some rows of a tensor: bands follow one another.
#[derive(Debug)]
pub(super) struct Band {
    /// The values of the rows.
    pub(super) tensor: Tensor,
    /// The number of the first row.
    pub(super) first: usize,
    /// Whether it ends with the last row.
    pub(super) last: bool,
}

/// A scheme on a tensor.
pub(super) trait Job: Debug {
    /// So many rows, or a multiple of them, are a band, unless it is the last one; that has at least as many.
    fn unit(&self) -> usize {
        1
    }
    /// Whether it is done when all bands came once.
    fn needs_one_pass(&self) -> bool {
        false
    }
    /// Whether it needs all bands, from the first on.
    fn wants_pass(&self) -> bool;
    /// Goes on with a band for some milliseconds; whether it is done with it.
    fn step(&mut self, level: Level, band: &Band) -> bool;
    /// The measures; None as long as a pass is wanted.
    fn measures(&self) -> Option<Measures>;
}

/// What a scheme needs of a tensor of this size, of which `limit` values are held at a time.
pub(super) fn plan(
    scheme: Scheme,
    (rows, columns): (usize, usize),
    limit: usize,
) -> Result<Box<dyn Job>, Unmeasured> {
    if matches!(scheme.format, Format::Stored(_)) {
        return Err(Unmeasured::Stored {});
    }
    let whole = Of { scheme, map: BlockMap::new(rows, columns, scheme.granularity) };
    let count = rows * columns;
    if count <= limit {
        return Ok(Box::new(Whole::new(scheme)));
    }
    let together = |values| Unmeasured::Together { scheme: scheme.to_string(), values, limit };
    let (scales, tall) = (scheme.scales, whole.map.tile().map_or(rows, |(tall, _)| tall));
    match scheme.granularity {
        Granularity::Tensor => match single::Range::of(&scheme) {
            Some(range) => Ok(Box::new(Single::new(whole, range))),
            None => Err(together(count)),
        },
        _ if scales.is_chosen_last() => Err(together(count)),
        Granularity::Column if scales.is_under_tensor() => Err(together(count)),
        Granularity::Column if rows <= limit => Ok(Box::new(Columns::new(whole, limit))),
        Granularity::Column => Err(together(rows)),
        Granularity::Row | Granularity::Group(_) | Granularity::Tile(..) => {
            // Rows that make a piece together are not cut.
            let unit = (tall * (PIECE / (tall * columns)).max(1)).min(rows);
            if unit * columns > limit {
                return Err(together(unit * columns));
            }
            Ok(Box::new(Banded::new(whole, unit)))
        }
    }
}

/// A scheme and the blocks that it makes of the whole tensor.
#[derive(Debug)]
struct Of {
    scheme: Scheme,
    map: BlockMap,
}

impl Of {
    fn measures(&self, measured: &Measured, weighted: &Weighted) -> Measures {
        let bits_per_value = self.scheme.stored_bits(&self.map) as f64 / self.map.values() as f64;
        Measures::of(&self.scheme, measured, bits_per_value, weighted.mse())
    }
}

#[cfg(test)]
mod tests;
