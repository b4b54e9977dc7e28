//! What each candidate costs each tensor that is not kept: bits and error, as measured.

use super::{Candidate, Keep, Planning, Point, held, plan::columns};
use crate::survey::Row;

/// A candidate for a tensor, and what it costs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Price {
    /// The candidate, and the format that takes its place where rows do not fit it.
    pub(super) wanted: Candidate,
    /// See above.
    pub(super) format: Candidate,
    /// Bits of the whole tensor, and what is summed over tensors.
    pub(super) point: Point,
    /// Σe².
    pub(super) sse: f64,
}

impl Price {
    /// None where the tensor was not measured under it, or where bits or error are no numbers.
    fn of(planning: &Planning, row: &Row, wanted: Candidate) -> Option<Self> {
        let format = held(wanted, columns(&row.shape));
        let values = row.values as f64;
        let (bits, sse, weighted) = match format {
            Candidate::Keep => (row.stored_bits(), 0.0, 0.0),
            Candidate::Cast(cast) => {
                let sse = row.casts?[cast as usize];
                // Columns weigh alike: what a cast loses follows from the size of a value alone.
                (16.0 * values, sse, sse * mean_importance(row))
            }
            Candidate::Scheme(scheme) => {
                let side = row.sides.iter().position(|side| side.scheme == scheme)?;
                let bits = row.measures(side)?.bits_per_value * values;
                (bits, row.sides[side].sse()?, row.weight(side)?)
            }
        };
        let error = planning.criterion.of(row, sse, weighted);
        let counts = bits.is_finite() && error.is_finite();
        counts.then_some(Self { wanted, format, point: Point { bits, error }, sse })
    }
}

/// The mean importance of the finite values of a tensor; 1 where none is given.
pub(super) fn mean_importance(row: &Row) -> f64 {
    row.importance.map_or(1.0, |importance| importance / (row.values as f64 - row.non_finite as f64).max(1.0))
}

/// All tensors with their prices.
#[derive(Debug)]
pub(super) struct Priced {
    /// Why a tensor is kept, where it is.
    pub(super) kept: Vec<Option<Keep>>,
    /// The numbers of all others.
    pub(super) planned: Vec<usize>,
    /// By the number of the tensor, also of those that are kept.
    pub(super) prices: Vec<Vec<Price>>,
    /// Values of the tensors that are given a format, and of all.
    pub(super) planned_values: u64,
    /// See above.
    pub(super) values: u64,
    /// Bits of tensors that are kept.
    pub(super) kept_bits: f64,
}

impl Priced {
    pub(super) fn of(planning: &Planning, rows: &[Row]) -> Self {
        let prices = |row: &Row| -> Vec<Price> {
            planning.candidates.iter().filter_map(|&wanted| Price::of(planning, row, wanted)).collect()
        };
        let prices: Vec<Vec<Price>> = rows.iter().map(prices).collect();
        let kept = |(row, prices): (&Row, &Vec<Price>)| {
            planning.keep.keeps(row).or_else(|| prices.is_empty().then_some(Keep::Unmeasured))
        };
        let kept: Vec<Option<Keep>> = rows.iter().zip(&prices).map(kept).collect();
        let planned: Vec<usize> = (0..rows.len()).filter(|&nth| kept[nth].is_none()).collect();
        let planned_values = planned.iter().map(|&nth| rows[nth].values).sum();
        let values = rows.iter().map(|row| row.values).sum();
        let stored =
            rows.iter().zip(&kept).filter(|(_, kept)| kept.is_some()).map(|(row, _)| row.stored_bits());
        // A tensor that could not be read does not say how it is stored.
        let kept_bits = stored.filter(|bits| bits.is_finite()).sum();
        Self { kept, planned, prices, planned_values, values, kept_bits }
    }

    /// The choice of one candidate for all tensors that are given a format; None where one was not measured under it.
    pub(super) fn alone(&self, candidate: Candidate) -> Option<Vec<usize>> {
        let place = |&nth: &usize| self.prices[nth].iter().position(|price| price.wanted == candidate);
        self.planned.iter().map(place).collect()
    }

    /// The formats of a choice that take the place of candidates, and how many tensors have each.
    pub(super) fn fallen(&self, chosen: &[usize]) -> Vec<(Candidate, usize)> {
        let mut fallen: Vec<(Candidate, usize)> = Vec::new();
        let prices = self.planned.iter().zip(chosen).map(|(&nth, &place)| self.prices[nth][place]);
        for Price { format, .. } in prices.filter(|price| price.format != price.wanted) {
            match fallen.iter_mut().find(|(known, _)| *known == format) {
                Some((_, tensors)) => *tensors += 1,
                None => fallen.push((format, 1)),
            }
        }
        fallen
    }

    /// The points of the tensors that are given a format.
    pub(super) fn points(&self) -> Vec<Vec<Point>> {
        self.planned.iter().map(|&nth| self.prices[nth].iter().map(|price| price.point).collect()).collect()
    }
}
