//! Every kernel against its oracle, bit for bit, on every SIMD level of the machine and on wasm.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use quantscope::{
    kernels::{Counts, Level, Sums, abs_max, dequantize, histogram, measure, min_max, quantize},
    params::{Division, Params, ZeroPoint},
    rounding::Rounding,
    scheme::{Scheme, calibration::Block},
};

/// All levels this machine can run.
fn levels() -> Vec<Level> {
    let best = Level::new();
    #[cfg(target_arch = "x86_64")]
    let lower = [
        best.as_sse2().map(Level::Sse2),
        best.as_sse4_2().map(Level::Sse4_2),
        best.as_avx2().map(Level::Avx2),
    ];
    #[cfg(not(target_arch = "x86_64"))]
    let lower: [Option<Level>; 0] = [];
    [best, Level::fallback()].into_iter().chain(lower.into_iter().flatten()).collect()
}

/// Deterministic values: a bell-like body, some exact ties, some outliers (a 64-bit linear congruential generator).
fn values(n: usize, seed: u64) -> Vec<f32> {
    let mut state = seed;
    let mut uniform = || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 40) as f32 / (1u32 << 24) as f32 - 0.5
    };
    (0..n)
        .map(|i| match i % 61 {
            0 => 40.0 * uniform(),
            1 => (8.0 * uniform()).round() + 0.5,
            2 => 0.0,
            3 => -0.0,
            4 => 1e-40 * uniform(),
            _ => uniform() + uniform() + uniform(),
        })
        .collect()
}

/// Lengths around every vector width, and one that is many vectors long.
fn blocks() -> impl Iterator<Item = Vec<f32>> {
    (0..=40).chain([1000, 4099]).map(|n| values(n, n as u64 + 1))
}

/// A grid of every kind: dense, coarse, clipped, one-sided, tiny, huge.
fn grids(block: &[f32]) -> Vec<Params> {
    [
        "int8",
        "int2",
        "int4:wide:clip(-1,1)",
        "int3:full",
        "int8:asym",
        "int4:asym:p90",
        "int5:asym:clip(0.25,2)",
    ]
    .iter()
    .map(|scheme| {
        scheme.parse::<Scheme>().unwrap().calibrate(0, &Block::new(Level::fallback(), block)).params
    })
    .collect()
}

#[test]
fn abs_max_is_the_largest_magnitude() {
    for block in blocks() {
        let oracle = block.iter().fold(0.0f32, |m, x| m.max(x.abs()));
        for level in levels() {
            assert_eq!(abs_max(level, &block).to_bits(), oracle.to_bits(), "{level:?}, n = {}", block.len());
        }
    }
}

#[test]
fn min_max_are_the_ends_of_the_sorted_values() {
    for block in blocks() {
        let mut sorted = block.clone();
        sorted.sort_by(f32::total_cmp);
        let oracle = (sorted.first().map_or(0.0, |x| x + 0.0), sorted.last().map_or(0.0, |x| x + 0.0));
        for level in levels() {
            let (lo, hi) = min_max(level, &block);
            assert_eq!((lo.to_bits(), hi.to_bits()), (oracle.0.to_bits(), oracle.1.to_bits()), "{level:?}");
        }
    }
}

#[test]
fn quantize_gives_each_value_its_code() {
    for mut block in blocks() {
        for params in grids(&block) {
            let finite = block.len();
            block.extend([f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX, f32::MIN]);
            let oracle: Vec<u8> = (0..).zip(&block).map(|(i, &x)| params.code(x, i) as u8).collect();
            for level in levels() {
                let mut codes = vec![0; block.len()];
                quantize(level, &block, &params, &mut codes);
                assert_eq!(codes, oracle, "{level:?} {params:?}");
                let mut decoded = vec![0.0; block.len()];
                dequantize(&codes, &params, &mut decoded);
                for (&x, y) in block.iter().zip(decoded) {
                    assert_eq!(y.to_bits(), params.decode(params.code(x, 0)).to_bits());
                }
            }
            block.truncate(finite);
        }
    }
}

#[test]
fn codes_round_ties_to_even_and_saturate() {
    let unit = Params {
        scale: 1.0,
        zero_point: ZeroPoint::Integer(0),
        q_min: -7,
        q_max: 7,
        alpha: -7.0,
        beta: 7.0,
        rounding: Rounding::Even,
        division: Division::Exact,
    };
    for (x, q) in [
        (0.5, 0),
        (1.5, 2),
        (2.5, 2),
        (-0.5, 0),
        (-1.5, -2),
        (-2.5, -2),
        (7.5, 7),
        (100.0, 7),
        (-1e30, -7),
        (f32::INFINITY, 7),
        (f32::NEG_INFINITY, -7),
        (f32::NAN, 0),
    ] {
        for level in levels() {
            // Seventeen values reach both the vector part and what is left over.
            let mut codes = [0; 17];
            quantize(level, &[x; 17], &unit, &mut codes);
            assert_eq!(codes.map(|c| i32::from(c as i8)), [q; 17], "{x} on {level:?}");
        }
    }
}

/// Sum over eight lanes, element i to lane i mod 8, lanes joined in order: the order every sum is defined in.
fn lanes(terms: impl Iterator<Item = f64>) -> f64 {
    let mut lanes = [0.0; 8];
    terms.enumerate().for_each(|(i, term)| lanes[i % 8] += term);
    lanes.iter().sum()
}

#[test]
fn measure_sums_what_it_says() {
    for block in blocks() {
        for params in grids(&block) {
            let decode = |x: f32| params.decode(params.code(x, 0));
            let wide = |x: &f32| (f64::from(*x), f64::from(decode(*x)));
            let error = |x: &f32| f64::from(decode(*x)) - f64::from(*x);
            let sum = |f: &dyn Fn(&f32) -> f64| lanes(block.iter().map(f)).to_bits();
            let count = |f: &dyn Fn(&f32) -> bool| block.iter().filter(|x| f(x)).count() as u64;
            for level in levels() {
                let mut sums = Sums::default();
                measure(level, &block, &params, &mut sums);
                let squared =
                    |x: &f32, clipped| if params.clips(*x) == clipped { error(x).powi(2) } else { 0.0 };
                assert_eq!(
                    sums.rounding_sse().to_bits(),
                    sum(&|x| squared(x, false)),
                    "{level:?} {params:?}"
                );
                assert_eq!(sums.clipping_sse().to_bits(), sum(&|x| squared(x, true)));
                assert_eq!(sums.error().to_bits(), sum(&|x| error(x)));
                assert_eq!(sums.absolute_error().to_bits(), sum(&|x| error(x).abs()));
                assert_eq!(sums.signal().to_bits(), sum(&|x| wide(x).0 * wide(x).0));
                assert_eq!(sums.decoded().to_bits(), sum(&|x| wide(x).1 * wide(x).1));
                assert_eq!(sums.product().to_bits(), sum(&|x| wide(x).0 * wide(x).1));
                assert_eq!(sums.max_error(), block.iter().map(|x| error(x).abs()).fold(0.0, f64::max));
                assert_eq!(sums.clipped(), count(&|x| params.clips(*x)));
                assert_eq!(sums.zeroed(), count(&|x| *x != 0.0 && decode(*x) == 0.0));
                assert_eq!(sums.count(), block.len() as u64);
                let usage = sums.usage();
                for q in params.q_min..=params.q_max {
                    assert_eq!(
                        usage[(q - params.q_min) as usize],
                        count(&|x| params.code(*x, 0) == q),
                        "code {q}"
                    );
                }
            }
        }
    }
}

#[test]
fn measure_goes_on_over_blocks() {
    let (a, b) = (values(24, 3), values(16, 4));
    let params = grids(&a)[0];
    let whole = [a.clone(), b.clone()].concat();
    for level in levels() {
        let (mut parts, mut once) = (Sums::default(), Sums::default());
        measure(level, &a, &params, &mut parts);
        measure(level, &b, &params, &mut parts);
        measure(level, &whole, &params, &mut once);
        assert_eq!(parts.rounding_sse().to_bits(), once.rounding_sse().to_bits());
        assert_eq!((parts.count(), parts.usage()), (once.count(), once.usage()));
    }
}

#[test]
fn histogram_counts_each_value_once() {
    for block in blocks() {
        for (lo, hi, bins) in [(-1.0, 1.0, 7), (-20.0, 20.0, 512), (0.5, 0.5 + 1e-9, 3), (-3e38, 3e38, 10)] {
            let k = bins as f64 / (hi - lo);
            let mut oracle = Counts { bins: vec![0; bins], below: 0, above: 0 };
            for x in block.iter().map(|&x| f64::from(x)) {
                match x {
                    _ if x < lo => oracle.below += 1,
                    _ if x > hi => oracle.above += 1,
                    _ => oracle.bins[(((x - lo) * k) as usize).min(bins - 1)] += 1,
                }
            }
            for level in levels() {
                assert_eq!(histogram(level, &block, lo, hi, bins), oracle, "{level:?} {lo} {hi}");
            }
        }
    }
}
