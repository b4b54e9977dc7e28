//! Searches sorted values with few reads of memory: it keeps the first value of each block of 32, of each 32 blocks, and so on.
//!
//! ```text
//! heads[0][i] = values[32 · i];   heads[k + 1][i] = heads[k][32 · i];   up to a level of at most 64
//! search:  in the last level, then among the 32 that its answer points to, down to the values
//!          among a few: how many hold
//! ```
//! A binary search over millions of values waits for memory at each of its first steps. Here all levels but the lowest stay in the
//! cache, and the search ends in the block whose sum is needed next. Counting reads more values than halving does, but all at
//! once: a few vector comparisons that do not wait for each other.

/// The number of values, or heads, under one head.
pub(super) const FAN: usize = 32;
/// A level this short is searched as a whole.
const SHORT: usize = 64;

/// The heads of sorted values, level by level.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    heads: Vec<Vec<f32>>,
}

impl Index {
    /// Builds the index from the first value of each block.
    pub(super) fn new(heads: Vec<f32>) -> Self {
        let mut heads = vec![heads];
        while let Some(last) = heads.last().filter(|last| last.len() > SHORT) {
            heads.push(last.iter().step_by(FAN).copied().collect());
        }
        Self { heads }
    }

    /// The same as `values.partition_point(holds)`.
    pub(super) fn partition_point(&self, values: &[f32], holds: impl Fn(f32) -> bool) -> usize {
        let mut start = 0;
        let mut len = self.heads.last().map_or(values.len(), Vec::len);
        let find = |level: &[f32], start: usize, len: usize| {
            let here = &level[start..level.len().min(start + len)];
            start + here.iter().map(|&x| usize::from(holds(x))).sum::<usize>()
        };
        for level in self.heads.iter().rev() {
            // The point lies under the last head that holds, or before all values.
            let Some(under) = find(level, start, len).checked_sub(1) else { return 0 };
            (start, len) = (under * FAN, FAN);
        }
        find(values, start, len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_a_plain_search_finds() {
        for n in [0, 1, 31, 32, 33, 1000, 32 * 1024, 32 * 1024 + 1, 100_003] {
            let values: Vec<f32> = (0..n).map(|i| (i / 3) as f32).collect();
            let index = Index::new(values.iter().step_by(FAN).copied().collect());
            for x in (0..n / 3 + 2).step_by(if n > 2000 { 97 } else { 1 }).map(|x| x as f32) {
                for x in [x - 0.5, x] {
                    let plain = values.partition_point(|&v| v < x);
                    assert_eq!(index.partition_point(&values, |v| v < x), plain, "{x} among {n}");
                }
            }
            assert_eq!(index.partition_point(&values, |_| true), n as usize);
            assert_eq!(index.partition_point(&values, |_| false), 0);
        }
    }
}
