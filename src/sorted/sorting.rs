//! Sorts in steps, with little more memory than for the result.
//!
//! ```text
//! key(x):   the bits of x, negative numbers flipped whole, positive ones in their sign: in the numbers' order
//! extent    the least and the largest key
//! count     how many values have each leading digit:  (key - least) >> shift
//! scatter   each value to its digit's part of the result, from the given values directly
//! buckets   each part is sorted by the remaining bits, in the cache
//! sums      (see `sums`)
//! ```
//! This takes one counting pass over memory, by the most significant digit (Knuth, The Art of Computer Programming 3, 5.2.5). The
//! least significant digit first would take three passes and a second array. The scratch of a bucket is at most a sixteenth of
//! the values; a larger bucket is sorted by comparing. That is rare: digits divide the actual range of keys, and the values of a
//! large bucket are mostly equal.

use super::{Sorted, sums::Summing};

/// Up to this length, comparing is faster than counting.
const COMPARE_UP_TO: usize = 1 << 12;
/// The largest number of bits of the leading digit: 16384 buckets, all of which are written at the same time.
const MOST_LEADING: u32 = 14;
/// Up to this length, a bucket is sorted by comparing.
const COMPARE_BUCKET_UP_TO: usize = 192;
/// The largest number of bits of a digit within a bucket.
const MOST_WITHIN: u32 = 10;
/// The scratch of a bucket is at most the number of values divided by this.
const SCRATCH_PART: usize = 16;
/// The number of values per step: some milliseconds of any pass.
const STEP: usize = 1 << 18;

/// The finite values of an array while they are being sorted.
#[derive(Debug)]
pub struct Sorting {
    pass: Pass,
    /// The number of values that this pass has handled.
    done: usize,
    /// Where the next bucket begins.
    bucket: usize,
    least: u32,
    most: u32,
    shift: u32,
    /// For each leading digit: the number of values, then the place of the next one, then the end of the bucket.
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
    /// Nothing is sorted yet.
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

    /// Continues for a few milliseconds; returns the sorted view after the last step. `values` must be the same in all steps, fewer
    /// than 2³²; values that are not finite are left out.
    pub fn step(&mut self, values: &[f32]) -> Option<Sorted> {
        if values.len() <= COMPARE_UP_TO && self.pass == Pass::Extent {
            // As integers, which takes a third of the time of comparing floats.
            let mut keys: Vec<u32> = values.iter().filter(|x| x.is_finite()).map(|&x| key(x)).collect();
            keys.sort_unstable();
            self.sorted = keys.into_iter().map(from_key).collect();
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
        // Two selects, so that the compiler vectorizes them.
        let (mut least, mut most) = (self.least, self.most);
        for &x in values {
            let key = key(x);
            least = least.min(if x.is_finite() { key } else { u32::MAX });
            most = most.max(if x.is_finite() { key } else { 0 });
        }
        (self.least, self.most) = (least, most);
    }

    /// Chooses the leading digit, so that evenly spread values make buckets of about four.
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

    /// Replaces counts by the place of the first value of each bucket; returns the number of all values.
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

/// The key of `x`: keys have the order of the numbers, with -0 right before 0.
pub(super) fn key(x: f32) -> u32 {
    let bits = x.to_bits();
    bits ^ (((bits as i32 >> 31) as u32) | 1 << 31)
}

/// The number of a key.
pub(super) fn from_key(key: u32) -> f32 {
    f32::from_bits(key ^ (((!key as i32 >> 31) as u32) | 1 << 31))
}

/// Sorts by the low `bits` bits of the distance of keys from `least`, least significant digit first.
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
        // The result is in the scratch, which is `from` now.
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
