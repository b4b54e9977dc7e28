//! ggml's block formats: a scheme has the values of the library's bytes, whatever the data is. `tests/conformance` compares the bytes
//! with those of the library.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{cases::values, levels::levels};
use quantscope::{
    kernels::Level,
    scheme::ggml::{Importance, Kind, Library, SuperBlock, dequantize, quantize, row_mean_square},
};

/// Rows of 512 values of many sorts: a bell with outliers at several sizes, one-sided, blocks of zeros and equal values beside others,
/// sizes that change from block to block, and numbers near the ends of float16 and f32.
fn rows() -> Vec<(&'static str, Vec<f32>)> {
    let bell = values(512, 7);
    let by_place =
        |f: &dyn Fn(usize, f32) -> f32| bell.iter().enumerate().map(|(i, &x)| f(i, x)).collect::<Vec<f32>>();
    let tiny = f32::from_bits(1);
    vec![
        ("a bell", bell.clone()),
        ("a small bell", by_place(&|_, x| x * 1e-3)),
        ("positive", by_place(&|_, x| x.abs())),
        ("negative", by_place(&|_, x| -x.abs())),
        ("far from zero", by_place(&|_, x| x + 100.0)),
        ("zeros", vec![0.0; 512]),
        ("negative zeros", by_place(&|i, _| if i % 3 == 0 { 0.0 } else { -0.0 })),
        ("equal values", vec![-0.37; 512]),
        ("blocks of zeros", by_place(&|i, x| if i / 16 % 3 == 0 { 0.0 } else { x })),
        ("blocks of equal values", by_place(&|i, x| if i / 32 % 2 == 0 { 2.5 } else { x })),
        ("blocks of many sizes", by_place(&|i, x| x * 10f32.powi((i / 16 % 9) as i32 - 6))),
        ("one value", by_place(&|i, _| if i == 300 { 1.0 } else { 0.0 })),
        ("a grid", by_place(&|_, x| (x * 4.0).round() / 4.0)),
        ("scales below float16", by_place(&|_, x| x * 1e-9)),
        ("scales that are small for float16", by_place(&|_, x| x * 3e-6)),
        ("small numbers", by_place(&|_, x| x * 1e-30)),
        ("subnormal numbers", by_place(&|i, x| tiny * (i % 50) as f32 * x.signum())),
        ("numbers of thousands", by_place(&|_, x| x * 1000.0)),
        ("scales near the end of float16", by_place(&|_, x| x * 2e4)),
    ]
}

/// Rows that reach beyond a format, or hold no numbers.
fn beyond() -> Vec<(&'static str, Vec<f32>)> {
    let sign = |i: usize| if i.is_multiple_of(2) { 1.0 } else { -1.0 };
    let row = |f: &dyn Fn(usize) -> f32| (0..256).map(f).collect::<Vec<f32>>();
    vec![
        ("beyond every format but MXFP4", row(&|i| 1e9 * i as f32 * sign(i))),
        ("large numbers", row(&|i| 1e30 * (1 + i % 7) as f32 * sign(i))),
        ("the largest numbers", row(&|i| f32::MAX * sign(i))),
        ("large positive numbers", row(&|i| 3e38 - 1e36 * i as f32)),
        ("one large number", row(&|i| if i == 100 { -2e38 } else { i as f32 })),
        ("infinities", row(&|i| if i % 5 == 0 { f32::INFINITY * sign(i) } else { i as f32 })),
        ("no numbers", row(&|_| f32::NAN)),
        ("some numbers", row(&|i| if i % 2 == 0 { f32::NAN } else { i as f32 })),
    ]
}

/// A weight for each column, some of them 0.
fn weights(columns: usize) -> Vec<f32> {
    values(columns, 3).iter().map(|x| if x.abs() < 0.05 { 0.0 } else { x * x }).collect()
}

/// The super-blocks of a row.
fn fitted(kind: Kind, level: Level, row: &[f32], weights: Option<&[f32]>) -> Vec<SuperBlock> {
    let size = kind.super_block();
    let fit = |(i, values): (usize, &[f32])| {
        let importance = weights.map(|weights| Importance {
            weights: &weights[i * size..][..values.len()],
            row_mean_square: row_mean_square(row),
        });
        kind.fit(level, values, importance)
    };
    row.chunks(size).enumerate().map(fit).collect()
}

#[test]
fn a_scheme_has_the_values_of_the_bytes() {
    let level = Level::new();
    let weights = weights(512);
    for kind in Kind::ALL {
        for (name, row) in rows() {
            for weights in [None, Some(&weights[..])] {
                let bytes = quantize(kind, level, &row, row.len(), weights, Library::Ggml);
                let stored = dequantize(kind, &bytes);
                let blocks = fitted(kind, level, &row, weights);
                if blocks.iter().any(|block| block.saturated) {
                    continue;
                }
                let codings = blocks.iter().flat_map(|block| block.blocks().iter());
                let values = row.chunks(kind.block()).zip(stored.chunks(kind.block()));
                for (coding, (values, stored)) in codings.zip(values) {
                    let quantizer = coding.quantizer(kind);
                    for (&x, &y) in values.iter().zip(stored) {
                        let decoded = quantizer.decoded(x, 0);
                        // Without a step, codes that a search left give zeros of either sign.
                        let same = decoded.to_bits() == y.to_bits() || coding.step == 0.0 && decoded == y;
                        assert!(same, "{kind:?}, {name}, {}: {decoded} and {y} of {x}", weights.is_some());
                    }
                }
            }
        }
    }
}

#[test]
fn any_row_has_finite_ascending_levels() {
    let level = Level::new();
    let all = weights(512);
    for kind in Kind::ALL {
        for (name, row) in rows().into_iter().chain(beyond()) {
            for weights in [None, Some(&all[..row.len()])] {
                for block in fitted(kind, level, &row, weights) {
                    assert_eq!(block.blocks().len(), kind.super_block() / kind.block());
                    assert!(block.d.is_finite() && block.d_min.is_finite(), "{kind:?}, {name}");
                    for coding in block.blocks() {
                        let quantizer = coding.quantizer(kind);
                        assert_eq!(quantizer.len(), kind.level_count());
                        let grid = quantizer.levels();
                        assert!(grid.is_sorted() && grid.iter().all(|x| x.is_finite()), "{kind:?}, {name}");
                        let (alpha, beta) = quantizer.range();
                        assert!(alpha <= grid[0] && beta >= grid[grid.len() - 1], "{kind:?}, {name}");
                        let ends = [f32::NEG_INFINITY, f32::MIN, 0.0, f32::MAX, f32::INFINITY, f32::NAN];
                        assert!(ends.iter().all(|&x| quantizer.rank(x, 0) < quantizer.len()));
                    }
                }
            }
        }
    }
}

#[test]
fn values_beyond_the_reach_take_the_farthest_level_and_are_told() {
    let level = Level::new();
    for kind in Kind::ALL {
        for (name, row) in beyond() {
            let saturated = fitted(kind, level, &row, None).iter().any(|block| block.saturated);
            let most = row.iter().fold(0.0f32, |most, x| most.max(x.abs()));
            if most > kind.reach() {
                assert!(saturated, "{kind:?}, {name}");
            }
        }
        let reach = kind.reach();
        let block = kind.fit(level, &[-reach; 256][..kind.super_block()], None);
        let level = block.blocks()[0].quantizer(kind).decoded(-reach, 0);
        assert!(level <= -0.9 * reach.min(65504.0), "{kind:?}: {level} of {reach}");
        assert_eq!(kind.fit(Level::new(), &[f32::NAN; 32], None), kind.fit(Level::new(), &[], None));
    }
}

#[test]
fn a_row_that_ends_early_goes_on_with_zeros() {
    let (level, all) = (Level::new(), weights(512));
    for kind in Kind::ALL {
        for length in [1, 15, 16, 31, kind.super_block() - 1] {
            let values = &values(256, 11)[..length];
            let mut longer = values.to_vec();
            longer.resize(kind.super_block(), 0.0);
            assert_eq!(kind.fit(level, values, None), kind.fit(level, &longer, None), "{kind:?}");
            let mut padded = all[..length].to_vec();
            padded.resize(kind.super_block(), 0.0);
            let importance = |weights| Some(Importance { weights, row_mean_square: 0.25 });
            let short = kind.fit(level, values, importance(&all[..length]));
            assert_eq!(short, kind.fit(level, &longer, importance(&padded)), "{kind:?}");
        }
    }
}

#[test]
fn every_machine_finds_the_same() {
    let all = weights(512);
    for kind in Kind::ALL {
        for (name, row) in rows() {
            for weights in [None, Some(&all[..])] {
                let bytes = |level| quantize(kind, level, &row, row.len(), weights, Library::Ggml);
                let expected = bytes(Level::fallback());
                for level in levels() {
                    assert_eq!(bytes(level), expected, "{kind:?}, {name}, {level:?}");
                }
            }
        }
    }
}

#[test]
fn super_blocks_together_are_those_alone() {
    let (level, all) = (Level::new(), weights(512));
    let mut row = rows()[0].1.clone();
    row[40] = 1e30;
    row.truncate(490);
    for kind in Kind::ALL {
        for weights in [None, Some(&all[..490])] {
            let importance =
                weights.map(|weights| Importance { weights, row_mean_square: row_mean_square(&row) });
            let mut together = Vec::new();
            kind.fit_each(level, &row, importance, &mut |block| together.push(block));
            assert_eq!(together, fitted(kind, level, &row, weights), "{kind:?}");
        }
    }
}

#[test]
fn importance_counts_where_a_format_heeds_it() {
    let row = &rows()[0].1;
    let weights = weights(row.len());
    for kind in Kind::ALL {
        let bytes = |importance| quantize(kind, Level::new(), row, row.len(), importance, Library::Ggml);
        assert_eq!(bytes(None) != bytes(Some(&weights)), kind.heeds_importance(), "{kind:?}");
    }
}

#[test]
#[should_panic(expected = "rows of whole super-blocks")]
fn bytes_need_whole_super_blocks() {
    quantize(Kind::Q4K, Level::new(), &[0.0; 300], 300, None, Library::Ggml);
}
