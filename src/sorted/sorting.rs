//! Sorting in steps, with little more room than for the result.
//!
//! ```text
//! key(x):   the bits of x, negative numbers flipped whole, positive ones in their sign: in the numbers' order
//! extent    the least and the largest key
//! count     how many values have each leading digit:  (key - least) >> shift
//! scatter   each value to its digit's part of the result, from the given values directly
//! buckets   each part is sorted by the remaining bits, in the cache
//! sums      (see `sums`)
//! ```
//! One counting pass over memory, most significant digit first (Knuth, The Art of Computer Programming 3, 5.2.5), where least
//! significant digit first takes three and a second array. A bucket has a scratch of a sixteenth of the values at most; a
//! larger one is sorted by comparing. It is rare: digits divide the keys there are, and what remains is mostly equal.

use super::{Sorted, sums::Summing};

/// Up to this length, comparing is faster than counting.
const COMPARE_UP_TO: usize = 1 << 12;
/// Most bits of the leading digit: 16384 parts, each of which is being written to.
const MOST_LEADING: u32 = 14;
/// Up to this length, a bucket is sorted by comparing.
const COMPARE_BUCKET_UP_TO: usize = 192;
/// Most bits of a digit within a bucket.
const MOST_WITHIN: u32 = 10;
/// A bucket's scratch is at most this part of all.
const SCRATCH_PART: usize = 16;
/// Values a step: some milliseconds of any pass.
const STEP: usize = 1 << 18;

/// The finite values of an array on their way into order.
#[derive(Debug)]
pub struct Sorting {
    pass: Pass,
    /// How many values this pass has handled.
    done: usize,
    /// Where the next bucket begins.
    bucket: usize,
    least: u32,
    most: u32,
    shift: u32,
    /// By leading digit: how many values; then where the next one goes; then where the bucket ends.
    places: Vec<u32>,
    sorted: Vec<f32>,
    scratch: Vec<f32>,
    summing: Summing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pass {
    Extent,
    Count,
    Scatter,
    Buckets,
    Sums,
}

impl Default for Sorting {
    fn default() -> Self {
        Self::new()
    }
}

impl Sorting {
    /// Nothing done yet.
    pub fn new() -> Self {
        Self {
            pass: Pass::Extent,
            done: 0,
            bucket: 0,
            least: u32::MAX,
            most: 0,
            shift: 0,
            places: Vec::new(),
            sorted: Vec::new(),
            scratch: Vec::new(),
            summing: Summing::default(),
        }
    }

    /// Goes on for a few milliseconds; the sorted view when that was the last step. `values` must be those of the steps before,
    /// fewer than 2³² of them; what is not finite is left out.
    pub fn step(&mut self, values: &[f32]) -> Option<Sorted> {
        if values.len() <= COMPARE_UP_TO && self.pass == Pass::Extent {
            self.sorted = values.iter().copied().filter(|x| x.is_finite()).collect();
            self.sorted.sort_unstable_by(f32::total_cmp);
            self.pass = Pass::Sums;
        }
        let end = values.len().min(self.done + STEP);
        let part = self.done..end;
        match self.pass {
            Pass::Extent => {
                self.extend(&values[part]);
                self.advance(end, values.len(), Pass::Count);
                if self.pass == Pass::Count {
                    self.lay_out(values.len());
                }
            }
            Pass::Count => {
                for &x in values[part].iter().filter(|x| x.is_finite()) {
                    let digit = self.digit(x);
                    self.places[digit] += 1;
                }
                self.advance(end, values.len(), Pass::Scatter);
                if self.pass == Pass::Scatter {
                    let count = self.counts_to_places();
                    self.sorted = vec![0.0; count];
                }
            }
            Pass::Scatter => {
                for &x in values[part].iter().filter(|x| x.is_finite()) {
                    let digit = self.digit(x);
                    let place = &mut self.places[digit];
                    self.sorted[*place as usize] = x;
                    *place += 1;
                }
                self.advance(end, values.len(), Pass::Buckets);
            }
            Pass::Buckets => {
                self.sort_buckets();
                if self.done == self.sorted.len() {
                    self.scratch = Vec::new();
                    self.places = Vec::new();
                    self.advance(0, 0, Pass::Sums);
                }
            }
            Pass::Sums => {
                self.done += STEP;
                if self.summing.step(&self.sorted, STEP) {
                    let values = std::mem::take(&mut self.sorted);
                    return Some(std::mem::take(&mut self.summing).finish(values));
                }
            }
        }
        None
    }

    /// The share of the work that is done, 0 to 1, by passes over `count` values.
    pub fn progress(&self, count: usize) -> f64 {
        let share = (self.done as f64 / count.max(1) as f64).min(1.0);
        (f64::from(self.pass as u8) + share) / (f64::from(Pass::Sums as u8) + 1.0)
    }

    fn advance(&mut self, done: usize, count: usize, next: Pass) {
        self.done = done;
        if done == count {
            (self.pass, self.done) = (next, 0);
        }
    }

    fn extend(&mut self, values: &[f32]) {
        // As two selects, so that the compiler makes vectors of it.
        let (mut least, mut most) = (self.least, self.most);
        for &x in values {
            let key = key(x);
            least = least.min(if x.is_finite() { key } else { u32::MAX });
            most = most.max(if x.is_finite() { key } else { 0 });
        }
        (self.least, self.most) = (least, most);
    }

    /// Chooses the leading digit: as many bits as make buckets of some four values, of evenly spread ones.
    fn lay_out(&mut self, count: usize) {
        let key_bits = u32::BITS - self.most.saturating_sub(self.least).leading_zeros();
        let bits = (count.ilog2() - 2).min(MOST_LEADING);
        self.shift = key_bits.saturating_sub(bits);
        self.places = vec![0; (1 << key_bits.min(bits)) + 1];
        self.scratch = vec![0.0; count / SCRATCH_PART];
    }

    fn digit(&self, x: f32) -> usize {
        ((key(x) - self.least) >> self.shift) as usize
    }

    /// Makes counts the places of each bucket's first value; how many there are in all.
    fn counts_to_places(&mut self) -> usize {
        let mut next = 0;
        for place in &mut self.places {
            (*place, next) = (next, next + *place);
        }
        next as usize
    }

    fn sort_buckets(&mut self) {
        let start = self.done;
        while self.done < self.sorted.len() && self.done - start < STEP {
            let end = self.places[self.bucket] as usize;
            let bucket = &mut self.sorted[self.done..end];
            if self.shift > 0 {
                if bucket.len() <= COMPARE_BUCKET_UP_TO || bucket.len() > self.scratch.len() {
                    bucket.sort_unstable_by(f32::total_cmp);
                } else {
                    by_low_bits(bucket, &mut self.scratch[..end - self.done], self.shift, self.least);
                }
            }
            (self.done, self.bucket) = (end, self.bucket + 1);
        }
    }
}

/// The bit pattern of `x` such that patterns are in the numbers' order: -0 right before 0.
pub(super) fn key(x: f32) -> u32 {
    let bits = x.to_bits();
    bits ^ (((bits as i32 >> 31) as u32) | 1 << 31)
}

/// The number of a key.
pub(super) fn from_key(key: u32) -> f32 {
    f32::from_bits(key ^ (((!key as i32 >> 31) as u32) | 1 << 31))
}

/// Sorts by the `bits` low bits of the keys' distance from `least`, least significant digit first.
fn by_low_bits(values: &mut [f32], scratch: &mut [f32], bits: u32, least: u32) {
    let passes = bits.div_ceil(MOST_WITHIN);
    let width = bits.div_ceil(passes);
    let (mut from, mut to) = (values, scratch);
    let mut counts = [0u32; 1 << MOST_WITHIN];
    for pass in 0..passes {
        let digit = |x: f32| ((key(x) - least) >> (width * pass)) as usize & ((1 << width) - 1);
        let counts = &mut counts[..1 << width];
        counts.fill(0);
        for &x in from.iter() {
            counts[digit(x)] += 1;
        }
        let mut next = 0;
        for count in counts.iter_mut() {
            (*count, next) = (next, next + *count);
        }
        for &x in from.iter() {
            let place = &mut counts[digit(x)];
            to[*place as usize] = x;
            *place += 1;
        }
        std::mem::swap(&mut from, &mut to);
    }
    if passes % 2 == 1 {
        // The result lies in the scratch, which is `from` by now.
        to.copy_from_slice(from);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bits(values: &[f32]) -> Vec<u32> {
        values.iter().map(|x| x.to_bits()).collect()
    }

    fn check(values: &[f32]) {
        let mut expected: Vec<f32> = values.iter().copied().filter(|x| x.is_finite()).collect();
        expected.sort_by(f32::total_cmp);
        let mut sorting = Sorting::new();
        let mut last = 0.0;
        let sorted = loop {
            assert!((0.0..1.0).contains(&sorting.progress(values.len())));
            assert!(sorting.progress(values.len()) >= last, "progress falls");
            last = sorting.progress(values.len());
            if let Some(sorted) = sorting.step(values) {
                break sorted;
            }
        };
        assert!(bits(sorted.values()) == bits(&expected), "{} values", values.len());
    }

    /// Evenly spread bits.
    fn noise(i: u32) -> u32 {
        let mut h = i.wrapping_mul(0x9e37_79b9);
        h ^= h >> 15;
        h = h.wrapping_mul(0x85eb_ca6b);
        h ^ (h >> 13)
    }

    #[test]
    fn many_values_of_any_shape_are_sorted() {
        let n = 3 * (1 << 17);
        let unit = |i: u32| noise(i) as f32 / u32::MAX as f32 - 0.5;
        let shapes: [(&str, &dyn Fn(u32) -> f32); 9] = [
            ("even", &unit),
            ("no finite value", &|_| f32::NAN),
            ("every pattern", &|i| f32::from_bits(noise(i))),
            ("one value", &|_| -3.25),
            ("half zeros", &|i| if noise(i) & 1 == 0 { 0.0 } else { unit(i) }),
            ("both zeros", &|i| if noise(i) & 1 == 0 { 0.0 } else { -0.0 }),
            ("far from zero", &|i| 1e6 + (noise(i) % 64) as f32 / 16.0),
            ("with outliers", &|i| if i % 100_000 == 7 { 1e30 } else { unit(i) }),
            ("two clusters of near values", &|i| {
                f32::from_bits(((noise(i) % 2) << 30) + noise(i + 9) % 5000)
            }),
        ];
        for (name, value) in shapes {
            let values: Vec<f32> = (0..n).map(value).collect();
            println!("{name}");
            check(&values);
        }
    }

    #[test]
    fn keys_are_in_the_numbers_order_and_lead_back() {
        let ascending = [f32::MIN, -1.0, -f32::from_bits(1), -0.0, 0.0, f32::from_bits(1), 1.5, f32::MAX];
        assert!(ascending.is_sorted_by_key(|&x| key(x)));
        for x in ascending {
            assert_eq!(from_key(key(x)).to_bits(), x.to_bits());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_values_are_sorted(values in prop_oneof![
            prop::collection::vec(prop::num::f32::ANY, 0..200), prop::collection::vec(prop::num::f32::ANY, 4090..5000)
        ]) {
            check(&values);
        }

        #[test]
        fn low_bits_decide_within_a_bucket(
            mut offsets in prop::collection::vec(0u32..1 << 21, 0..300), least in 0u32..1 << 22, bits in 1u32..22
        ) {
            offsets.iter_mut().for_each(|x| *x &= (1 << bits) - 1);
            let mut values: Vec<f32> = offsets.iter().map(|x| from_key(least + x)).collect();
            let mut scratch = vec![0.0; values.len()];
            by_low_bits(&mut values, &mut scratch, bits, least);
            offsets.sort_unstable();
            prop_assert_eq!(values.iter().map(|&x| key(x) - least).collect::<Vec<_>>(), offsets);
        }
    }
}
