//! Percentiles of all finite values of a tensor that comes in bands, in two passes.
//!
//! ```text
//! key(x)   an integer of 32 bits that orders values as their percentiles do: the bits of |x|, or those of x with the order of signs
//! pass 1   counts[key(x) / 2^16]: the number of values, and in which of these halves each rank lies
//! pass 2   for such a half: counts[key(x) mod 2^16], which tell the key of each rank
//! ```

use crate::scheme::calibration::Between;

/// Keys that share their upper half.
const KEYS: usize = 1 << 16;

/// How values are ordered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Order {
    Magnitudes,
    Values,
}

impl Order {
    /// The order of keys is that of [`f32::total_cmp`].
    fn key(self, x: f32) -> u32 {
        let bits = x.to_bits();
        match self {
            Self::Magnitudes => bits & !SIGN,
            Self::Values if bits & SIGN == 0 => bits | SIGN,
            Self::Values => !bits,
        }
    }

    fn value(self, key: u32) -> f32 {
        f32::from_bits(match self {
            Self::Magnitudes => key,
            Self::Values if key & SIGN != 0 => key & !SIGN,
            Self::Values => !key,
        })
    }
}

const SIGN: u32 = 1 << 31;

/// The percentiles in the making.
#[derive(Debug)]
pub(super) struct Percentiles {
    order: Order,
    percents: Vec<f64>,
    upper: Vec<u64>,
    /// Once the first pass is over.
    wanted: Option<Wanted>,
}

#[derive(Debug)]
struct Wanted {
    places: Vec<Between>,
    /// Halves in which ranks lie, with the counts of their keys.
    halves: Vec<(u32, Vec<u64>)>,
}

impl Percentiles {
    pub(super) fn new(order: Order, percents: Vec<f64>) -> Self {
        Self { order, percents, upper: vec![0; KEYS], wanted: None }
    }

    /// Counts finite values.
    pub(super) fn add(&mut self, values: &[f32]) {
        let Some(wanted) = &mut self.wanted else {
            for &x in values {
                self.upper[(self.order.key(x) >> 16) as usize] += 1;
            }
            return;
        };
        for &x in values {
            let key = self.order.key(x);
            if let Some((_, counts)) = wanted.halves.iter_mut().find(|(half, _)| *half == key >> 16) {
                counts[key as usize % KEYS] += 1;
            }
        }
    }

    /// Ends a pass over all values; the percentiles, if it was the last one: 0 where there are no values.
    pub(super) fn end_pass(&mut self) -> Option<Vec<f64>> {
        let Some(Wanted { places, halves }) = self.wanted.take() else {
            let count: u64 = self.upper.iter().sum();
            let places: Vec<Between> =
                self.percents.iter().filter_map(|&p| Between::of(count as usize, p)).collect();
            if places.is_empty() {
                return Some(vec![0.0; self.percents.len()]);
            }
            let mut halves: Vec<(u32, Vec<u64>)> = Vec::new();
            for (half, _) in places.iter().flat_map(|place| place.ranks).map(|rank| at(&self.upper, rank)) {
                if halves.iter().all(|(known, _)| *known != half) {
                    halves.push((half, vec![0; KEYS]));
                }
            }
            self.wanted = Some(Wanted { places, halves });
            return None;
        };
        let value = |rank: usize| {
            let (half, rest) = at(&self.upper, rank);
            let counts = halves.iter().find(|(known, _)| *known == half);
            let (low, _) = counts.map_or((0, 0), |(_, counts)| at(counts, rest));
            self.order.value(half << 16 | low)
        };
        Some(places.iter().map(|place| place.value(place.ranks.map(value))).collect())
    }
}

/// The place that holds the value of a rank, and the rank among the values of that place.
fn at(counts: &[u64], rank: usize) -> (u32, usize) {
    let mut rest = rank as u64;
    for (place, &count) in counts.iter().enumerate() {
        if rest < count {
            return (place as u32, rest as usize);
        }
        rest -= count;
    }
    (counts.len() as u32 - 1, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scheme::calibration::percentile;

    #[test]
    fn they_are_those_of_the_values_at_once() {
        let values: Vec<f32> = (0..30_000)
            .map(|i| ((i * 7919) % 10_007) as f32 / 1e3 - 4.0)
            .chain([-0.0, 0.0, 1e-42, -3e38])
            .collect();
        for (order, percents) in
            [(Order::Magnitudes, vec![99.9]), (Order::Values, vec![0.1, 50.0, 99.9, 100.0])]
        {
            let mut ranks = Percentiles::new(order, percents.clone());
            let found = loop {
                values.chunks(7000).for_each(|some| ranks.add(some));
                if let Some(found) = ranks.end_pass() {
                    break found;
                }
            };
            let ordered = |x: &f32| if order == Order::Magnitudes { x.abs() } else { *x };
            let wanted = |&p: &f64| percentile(&mut values.iter().map(ordered).collect::<Vec<f32>>(), p);
            assert_eq!(found, percents.iter().map(wanted).collect::<Vec<f64>>(), "{order:?}");
        }
    }

    #[test]
    fn without_values_they_are_zero() {
        assert_eq!(Percentiles::new(Order::Values, vec![1.0, 99.0]).end_pass(), Some(vec![0.0; 2]));
    }
}
