//! What `measure` adds up: lanes of f64, counts, and the results of its first loop, which the second one reads.

use super::{Totals, coder::WIDTH};

pub(super) const LANES: usize = 2;
/// The size of a chunk in values. Its levels and ranks take a small part of the nearest cache.
pub(super) const CHUNK: usize = 256;
/// The largest number of levels, for formats of up to 8 bits.
const LEVELS: usize = 256;

pub(super) type Lanes = [f64; LANES];

/// Running sums over blocks: lanes of f64, and counts.
#[derive(Debug, Clone)]
pub struct Sums {
    pub(super) rounding_sse: Lanes,
    pub(super) clipping_sse: Lanes,
    pub(super) error: Lanes,
    pub(super) absolute_error: Lanes,
    pub(super) max_error: Lanes,
    pub(super) signal: Lanes,
    pub(super) decoded: Lanes,
    pub(super) product: Lanes,
    pub(super) clipped: u64,
    pub(super) zeroed: u64,
    pub(super) usage: Box<[[u32; LEVELS]; WIDTH]>,
    pub(super) count: u64,
    pub(super) found: Box<Found>,
}

/// The result of the first loop for a chunk.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) levels: [f32; CHUNK],
    /// Ranks, in the order of [`Coder`](super::coder::Coder).
    pub(super) ranks: [u8; CHUNK],
}

impl Default for Sums {
    fn default() -> Self {
        let lanes = [0.0; LANES];
        Self {
            rounding_sse: lanes,
            clipping_sse: lanes,
            error: lanes,
            absolute_error: lanes,
            max_error: lanes,
            signal: lanes,
            decoded: lanes,
            product: lanes,
            clipped: 0,
            zeroed: 0,
            usage: Box::new([[0; LEVELS]; WIDTH]),
            count: 0,
            found: Box::new(Found { levels: [0.0; CHUNK], ranks: [0; CHUNK] }),
        }
    }
}

fn join(lanes: &Lanes) -> f64 {
    lanes.iter().sum()
}

impl Sums {
    /// Σe² over values inside the range.
    pub fn rounding_sse(&self) -> f64 {
        join(&self.rounding_sse)
    }

    /// Σe² over clipped values.
    pub fn clipping_sse(&self) -> f64 {
        join(&self.clipping_sse)
    }

    /// Σe².
    pub fn sse(&self) -> f64 {
        self.rounding_sse() + self.clipping_sse()
    }

    /// Σe.
    pub fn error(&self) -> f64 {
        join(&self.error)
    }

    /// Σ|e|.
    pub fn absolute_error(&self) -> f64 {
        join(&self.absolute_error)
    }

    /// Largest |e|.
    pub fn max_error(&self) -> f64 {
        self.max_error.iter().copied().fold(0.0, f64::max)
    }

    /// Σx².
    pub fn signal(&self) -> f64 {
        join(&self.signal)
    }

    /// Σx̂².
    pub fn decoded(&self) -> f64 {
        join(&self.decoded)
    }

    /// Σx·x̂.
    pub fn product(&self) -> f64 {
        join(&self.product)
    }

    /// Number of values outside the range.
    pub fn clipped(&self) -> u64 {
        self.clipped
    }

    /// Number of values that are not zero but decode to zero.
    pub fn zeroed(&self) -> u64 {
        self.zeroed
    }

    /// How often each level is used, by rank.
    pub fn usage(&self) -> Vec<u64> {
        (0..LEVELS).map(|rank| self.usage.iter().map(|table| u64::from(table[rank])).sum()).collect()
    }

    /// Number of values measured.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The totals.
    pub fn totals(&self) -> Totals {
        Totals {
            count: self.count,
            rounding_sse: self.rounding_sse(),
            clipping_sse: self.clipping_sse(),
            error: self.error(),
            absolute_error: self.absolute_error(),
            max_error: self.max_error(),
            signal: self.signal(),
            decoded: self.decoded(),
            product: self.product(),
            clipped: self.clipped,
            zeroed: self.zeroed,
            usage: self.usage(),
        }
    }

    /// The totals; resets the sums.
    pub fn take(&mut self) -> Totals {
        let totals = self.totals();
        let lanes = [0.0; LANES];
        (self.rounding_sse, self.clipping_sse, self.error) = (lanes, lanes, lanes);
        (self.absolute_error, self.max_error, self.signal) = (lanes, lanes, lanes);
        (self.decoded, self.product) = (lanes, lanes);
        (self.clipped, self.zeroed, self.count) = (0, 0, 0);
        self.usage.iter_mut().for_each(|table| table.fill(0));
        totals
    }
}
