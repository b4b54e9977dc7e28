//! Kernels over many blocks at once: each block has what the kernel of one block gives for it, on every SIMD level and on wasm.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{
    books::books,
    cases::{grids, offsets, tables, values},
    levels::levels,
};
use quantscope::{
    kernels::{By, DEEPEST, Sums, largest_each, measure, measure_each, min_max, min_max_each},
    quantizer::Quantizer,
};

/// Blocks of every length around a vector, and of some beyond a chunk; none, one, some and many of them.
fn batches() -> impl Iterator<Item = (Vec<f32>, usize)> {
    let lengths = (0..=40).chain([64, 100, 128, 256, 257, 300, 1000]);
    lengths
        .flat_map(|length| [1, 2, 3, 4, 7, 33].map(|count| (values(length * count, length as u64), count)))
        .chain([(Vec::new(), 0)])
}

#[test]
fn min_max_each_are_the_ends_of_each_block() {
    for (values, count) in batches() {
        let length = values.len().checked_div(count).unwrap_or(0);
        for level in levels() {
            let mut ends = vec![(9.0, 9.0); count];
            min_max_each(level, &values, &mut ends);
            for (i, (lo, hi)) in ends.into_iter().enumerate() {
                let oracle = min_max(level, &values[i * length..][..length]);
                assert_eq!(
                    (lo.to_bits(), hi.to_bits()),
                    (oracle.0.to_bits(), oracle.1.to_bits()),
                    "{level:?}, {length}"
                );
            }
        }
    }
}

#[test]
fn largest_each_are_the_values_of_two_ranks() {
    for (values, count) in batches() {
        let length = values.len().checked_div(count).unwrap_or(0);
        for (by, order) in
            [(By::Magnitude, f32::abs as fn(f32) -> f32), (By::Value, |x| x), (By::Negated, |x| -x)]
        {
            let mut sorted: Vec<f32> = values.iter().map(|&x| order(x)).collect();
            sorted.chunks_mut(length.max(1)).for_each(|block| block.sort_by(|a, b| b.total_cmp(a)));
            for above in
                (1..=length.min(DEEPEST)).filter(|above| [1, 2, 3, 5, 8, 9, 16, 31, 32].contains(above))
            {
                for level in levels() {
                    let mut pairs = vec![(9.0, 9.0); count];
                    largest_each(level, &values, by, above, &mut pairs);
                    for (block, (own, upper)) in sorted.chunks(length).zip(pairs) {
                        let oracle = (block[above - 1].to_bits(), block[above.max(2) - 2].to_bits());
                        assert_eq!(
                            (own.to_bits(), upper.to_bits()),
                            oracle,
                            "{level:?} {by:?} {above} of {length}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn measure_each_is_measure_of_each() {
    for (values, count) in batches() {
        let length = values.len().checked_div(count).unwrap_or(0);
        let block = &values[..length];
        let all: Vec<Quantizer> = grids(block).into_iter().map(Quantizer::from).collect();
        let tables = books().into_iter().flat_map(|book| tables(book, block)).map(Quantizer::from);
        let offsets = offsets(block).into_iter().map(Quantizer::from);
        let all: Vec<Quantizer> = all.into_iter().chain(tables).chain(offsets).collect();
        for (i, level) in levels().into_iter().enumerate() {
            // Neighbours differ in all that a quantizer has.
            let quantizers: Vec<Quantizer> = (0..count).map(|k| all[(i + k * 7) % all.len()]).collect();
            let (mut together, mut apart) = (Sums::default(), Sums::default());
            let mut sse = vec![9.0; count];
            measure_each(level, &values, &quantizers, &mut together, &mut sse);
            for (i, quantizer) in quantizers.iter().enumerate() {
                let mut own = Sums::default();
                let block = &values[i * length..][..length];
                measure(level, block, quantizer, &mut own);
                measure(level, block, quantizer, &mut apart);
                assert!((sse[i] - own.sse()).abs() <= 1e-12 * own.sse(), "{level:?}, {length}");
            }
            assert_eq!(together.totals(), apart.totals(), "{level:?}, {count} of {length}");
        }
    }
}

#[test]
#[should_panic(expected = "blocks of one length")]
fn blocks_have_one_length() {
    min_max_each(levels()[0], &[1.0; 7], &mut [(0.0, 0.0); 2]);
}
