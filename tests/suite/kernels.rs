//! Every kernel against its oracle, bit for bit, on every SIMD level of the machine and on wasm.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::levels::levels;
use quantscope::{
    kernels::{
        Counts, Level, Profile, Sums, abs_max, dequantize, fake_quantize, histogram, measure, min_max,
        quantize,
    },
    quantizer::Rounding,
    quantizer::{Division, Params, ZeroPoint},
    scheme::{Scheme, calibration::Block},
};

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

/// A grid of every kind (dense, coarse, clipped, one-sided, with a real zero-point), with every rounding and division, and
/// two whose scales are as small as a scale can be.
fn grids(block: &[f32]) -> Vec<Params> {
    let schemes = [
        "int8",
        "int2",
        "int4:wide:clip(-1,1)",
        "int3:full",
        "int8:asym",
        "int4:asym:p90",
        "int5:asym:clip(0.25,2)",
        "int4:asym:zfloat",
        "int8:asym:zfloat:clip(0.25,2)",
    ];
    let calibrated = schemes.iter().map(|scheme| {
        scheme.parse::<Scheme>().unwrap().calibrate(0, &Block::new(Level::fallback(), block)).params
    });
    let mut grids: Vec<Params> = calibrated.collect();
    // The reciprocal of this one is infinite.
    grids.push(Params { scale: f32::from_bits(1), ..grids[0] });
    grids.push(Params { scale: f32::MIN_POSITIVE, ..grids[7] });
    let roundings = [Rounding::Even, Rounding::Away, Rounding::Floor, Rounding::Stochastic(0xfeed_beef)];
    let divisions = [Division::Exact, Division::Reciprocal];
    let with = |rounding, division| grids.iter().map(move |&grid| Params { rounding, division, ..grid });
    roundings.iter().flat_map(|&r| divisions.iter().flat_map(move |&d| with(r, d))).collect()
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

/// The code of each value, by the scalar definition.
fn codes(block: &[f32], params: &Params) -> Vec<i32> {
    (0..).zip(block).map(|(position, &x)| params.code(x, position)).collect()
}

fn bits(values: &[f32]) -> Vec<u32> {
    values.iter().map(|x| x.to_bits()).collect()
}

#[test]
fn quantize_gives_each_value_its_code_and_dequantize_each_code_its_level() {
    for mut block in blocks() {
        for params in grids(&block) {
            let finite = block.len();
            block.extend([f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX, f32::MIN]);
            block.rotate_right(3);
            let oracle = codes(&block, &params);
            let bytes: Vec<u8> = oracle.iter().map(|&q| q as u8).collect();
            let decoded: Vec<f32> = oracle.iter().map(|&q| params.decode(q)).collect();
            for level in levels() {
                let mut ours = vec![0; block.len()];
                quantize(level, &block, &params, &mut ours);
                assert_eq!(ours, bytes, "{level:?} {params:?}");
                let mut levels = vec![0.0; block.len()];
                dequantize(level, &bytes, &params, &mut levels);
                assert_eq!(bits(&levels), bits(&decoded), "{level:?} {params:?}");
                levels.fill(f32::NAN);
                fake_quantize(level, &block, &params, &mut levels);
                assert_eq!(bits(&levels), bits(&decoded), "{level:?} {params:?}");
            }
            block.rotate_left(3);
            block.truncate(finite);
        }
    }
}

#[test]
fn dequantize_takes_any_byte() {
    let bytes: Vec<u8> = (0..=255).collect();
    for params in grids(&values(1000, 1)) {
        let q = |byte: u8| if params.q_min < 0 { i32::from(byte as i8) } else { i32::from(byte) };
        let oracle: Vec<f32> = bytes.iter().map(|&byte| params.decode(q(byte))).collect();
        for level in levels() {
            let mut decoded = vec![0.0; bytes.len()];
            dequantize(level, &bytes, &params, &mut decoded);
            assert_eq!(bits(&decoded), bits(&oracle), "{level:?} {params:?}");
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

/// Sum over two lanes, element i to lane i mod 2, lanes joined in order: the order every sum is defined in.
fn lanes(terms: impl Iterator<Item = f64>) -> f64 {
    let mut lanes = [0.0; 2];
    terms.enumerate().for_each(|(i, term)| lanes[i % 2] += term);
    lanes.iter().sum()
}

#[test]
fn measure_sums_what_it_says() {
    for block in blocks() {
        for params in grids(&block) {
            let codes = codes(&block, &params);
            // x, x̂, e and whether x is clipped.
            let terms: Vec<(f64, f64, f64, bool)> = (block.iter().zip(&codes))
                .map(|(&x, &q)| (f64::from(x), f64::from(params.decode(q)), params.clips(x)))
                .map(|(x, y, clips)| (x, y, y - x, clips))
                .collect();
            type Term = (f64, f64, f64, bool);
            let sum = |f: fn(&Term) -> f64| lanes(terms.iter().map(f)).to_bits();
            let count = |f: fn(&Term) -> bool| terms.iter().filter(|term| f(term)).count() as u64;
            for level in levels() {
                let mut sums = Sums::default();
                measure(level, &block, &params, &mut sums);
                let rounding = sum(|&(.., e, clips)| if clips { 0.0 } else { e * e });
                assert_eq!(sums.rounding_sse().to_bits(), rounding, "{level:?} {params:?}");
                assert_eq!(
                    sums.clipping_sse().to_bits(),
                    sum(|&(.., e, clips)| if clips { e * e } else { 0.0 })
                );
                assert_eq!(sums.error().to_bits(), sum(|&(.., e, _)| e));
                assert_eq!(sums.absolute_error().to_bits(), sum(|&(.., e, _)| e.abs()));
                assert_eq!(sums.signal().to_bits(), sum(|&(x, ..)| x * x));
                assert_eq!(sums.decoded().to_bits(), sum(|&(_, y, ..)| y * y));
                assert_eq!(sums.product().to_bits(), sum(|&(x, y, ..)| x * y));
                assert_eq!(sums.max_error(), terms.iter().map(|&(.., e, _)| e.abs()).fold(0.0, f64::max));
                assert_eq!(sums.clipped(), count(|&(.., clips)| clips));
                assert_eq!(sums.zeroed(), count(|&(x, y, ..)| x != 0.0 && y == 0.0));
                assert_eq!(sums.count(), block.len() as u64);
                let mut usage = vec![0; sums.usage().len()];
                codes.iter().for_each(|q| usage[(q - params.q_min) as usize] += 1);
                assert_eq!(sums.usage(), usage, "{level:?} {params:?}");
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

#[test]
fn the_ends_of_a_histogram_belong_to_its_outer_bins() {
    // Eleven values are whole steps and what is left over.
    for value in [-1.0f32, 1.0, -1.0f32.next_up(), 1.0f32.next_down(), -1.0f32.next_down(), 1.0f32.next_up()]
    {
        let mut counts = Counts { bins: vec![0; 4], below: 0, above: 0 };
        match value {
            _ if value < -1.0 => counts.below = 11,
            _ if value > 1.0 => counts.above = 11,
            _ => counts.bins[if value < 0.0 { 0 } else { 3 }] = 11,
        }
        for level in levels() {
            assert_eq!(histogram(level, &[value; 11], -1.0, 1.0, 4), counts, "{value} on {level:?}");
        }
    }
}

#[test]
fn extrema_that_are_zero_have_no_sign() {
    for n in [1, 3, 40] {
        for level in levels() {
            let (lo, hi) = min_max(level, &vec![-0.0; n]);
            assert_eq!((lo.to_bits(), hi.to_bits()), (0, 0), "{n} on {level:?}");
        }
    }
}

/// The slot of a histogram: 0 below, then the bins, then above.
fn slot(x: f64, (lo, hi): (f64, f64), bins: usize) -> usize {
    let bin = ((x - lo) * (bins as f64 / (hi - lo))).floor().min(bins as f64 - 1.0) as usize;
    if x < lo {
        0
    } else if x > hi {
        bins + 1
    } else {
        bin + 1
    }
}

#[test]
fn a_profile_adds_each_error_where_its_value_and_its_size_belong() {
    let (view, bins, reach, error_bins) = ((-0.7, 1.3), 13, 0.4, 9);
    for block in blocks() {
        for params in grids(&block) {
            let mut oracle = [vec![0.0; bins + 2], vec![0.0; bins + 2]];
            let mut errors = vec![0; error_bins + 2];
            for (position, &x) in (0..).zip(&block) {
                let e = f64::from(params.decode(params.code(x, position))) - f64::from(x);
                oracle[usize::from(params.clips(x))][slot(x.into(), view, bins)] += e * e;
                errors[slot(e, (-reach, reach), error_bins)] += 1;
            }
            for level in levels() {
                let mut profile = Profile::new(view, bins, reach, error_bins);
                profile.add(level, &block, &params);
                assert_eq!(profile.rounding, oracle[0], "{level:?} {params:?}");
                assert_eq!(profile.clipping, oracle[1], "{level:?} {params:?}");
                assert_eq!(profile.errors, errors, "{level:?} {params:?}");
            }
        }
    }
}
