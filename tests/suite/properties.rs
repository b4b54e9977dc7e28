//! What holds for any data and any scheme.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use quantscope::{
    Quantized, Report, Scheme, Tensor,
    kernels::Level,
    quantizer::{Params, Quantizer, Rounding, ZeroPoint},
    scheme::{Blocks, Fit, Format, Scales, Symmetry, calibration::Block},
};

const FORMATS: [&str; 5] = ["sym", "wide", "full", "asym", "asym:zfloat"];
const CALIBRATIONS: [&str; 10] =
    ["max", "p99", "p90", "mse", "kl", "aciq", "octav", "sd2.5", "r0.85", "clip(-0.75,1.25)"];
const ROUNDINGS: [&str; 4] = ["even", "away", "floor", "stochastic(3)"];
const SCALES: [&str; 4] = ["s32", "s16", "sbf16", "spow2"];

fn scheme(text: &str) -> Scheme {
    text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
}

prop_compose! {
    fn rounded_by(roundings: &'static [&'static str])(
        bits in 2..=8,
        format in prop::sample::select(&FORMATS[..]),
        calibration in prop::sample::select(&CALIBRATIONS[..]),
        rounding in prop::sample::select(roundings),
        scales in prop::sample::select(&SCALES[..]),
    ) -> Scheme {
        scheme(&format!("int{bits}:{format}:{calibration}:{rounding}:{scales}"))
    }
}

fn any_scheme() -> impl Strategy<Value = Scheme> {
    rounded_by(&ROUNDINGS)
}

/// Values with a bulk, a few outliers, zeros and a factor that may be large or small.
pub(crate) fn block() -> impl Strategy<Value = Vec<f32>> {
    let value = prop_oneof![
        8 => -1.0f32..1.0,
        1 => -20.0f32..20.0,
        1 => Just(0.0f32),
    ];
    (prop::collection::vec(value, 1..80), -20i32..20, -3.0f32..3.0).prop_map(|(values, exponent, offset)| {
        values.into_iter().map(|x| (x + offset.trunc()) * 2f32.powi(exponent)).collect()
    })
}

fn params(scheme: &Scheme, values: &[f32]) -> Params {
    *scheme.calibrate(0, &Block::new(Level::new(), values)).affine().unwrap()
}

fn matrix(columns: usize, values: Vec<f32>) -> Tensor {
    Tensor::new("x", &[values.len() / columns, columns], values).unwrap()
}

fn decoded(params: &Params, x: f32, position: u32) -> f32 {
    params.decode(params.code(x, position))
}

/// What f32 adds to the error of one value: a rounding in x / s, in its sum with a real zero-point, and in (q - z) · s.
fn slack(params: &Params, x: f32) -> f64 {
    let shift = match params.zero_point {
        ZeroPoint::Integer(_) => 0.0,
        ZeroPoint::Real(z) => f64::from(z) * f64::from(params.scale),
    };
    2.0 * f64::from(f32::EPSILON) * (f64::from(x).abs() + shift.abs()) + f64::from(f32::from_bits(2))
}

fn to_nearest(scheme: &Scheme) -> bool {
    matches!(scheme.rounding, Rounding::Even | Rounding::Away)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn inside_the_range_the_error_is_at_most_half_a_step(scheme in any_scheme(), values in block()) {
        let params = params(&scheme, &values);
        let most = f64::from(params.scale) * if to_nearest(&scheme) { 0.5 } else { 1.0 };
        for (position, &x) in (0..).zip(&values).filter(|(_, x)| !params.clips(**x)) {
            let e = f64::from(decoded(&params, x, position)) - f64::from(x);
            prop_assert!(e.abs() <= most + slack(&params, x), "{} {:?}: e = {} at x = {}", scheme, params, e, x);
        }
    }

    #[test]
    fn larger_values_never_get_smaller_levels(
        scheme in rounded_by(&["even", "away", "floor"]), values in block()
    ) {
        let params = params(&scheme, &values);
        let mut sorted = values;
        sorted.sort_by(f32::total_cmp);
        let levels: Vec<f32> = sorted.iter().map(|&x| decoded(&params, x, 0)).collect();
        prop_assert!(levels.is_sorted(), "{}: {:?}", scheme, params);
    }

    #[test]
    fn a_level_is_its_own_level(scheme in rounded_by(&["even", "away"]), values in block()) {
        let params = params(&scheme, &values);
        // Beyond 2²² a real zero-point leaves x / s + z fewer bits than half a step.
        prop_assume!(params.zero_point.value().abs() < 4e6);
        for q in params.q_min..=params.q_max {
            prop_assert_eq!(params.code(params.decode(q), 0), q, "{} {:?}", scheme, params);
        }
    }

    #[test]
    fn zero_is_exact_with_an_integer_zero_point(scheme in any_scheme(), values in block()) {
        let params = params(&scheme, &values);
        prop_assume!(matches!(params.zero_point, ZeroPoint::Integer(_)));
        for zero in [0.0, -0.0] {
            prop_assert_eq!(decoded(&params, zero, 5), 0.0);
        }
        prop_assert_eq!(Quantizer::from(params).error_at_zero(), 0.0);
    }

    #[test]
    fn rounding_and_clipping_add_up_to_the_error(scheme in any_scheme(), values in block()) {
        let tensor = matrix(values.len(), values);
        let measures = Report::new(Level::new(), &tensor, &scheme).measures;
        let levels = Quantized::new(Level::new(), &tensor, &scheme).dequantize(Level::new());
        let sse: f64 =
            levels.iter().zip(tensor.values()).map(|(y, x)| (f64::from(*y) - f64::from(*x)).powi(2)).sum();
        let sum = measures.rounding_sse + measures.clipping_sse;
        prop_assert!((sum - sse).abs() <= 1e-12 * sse, "{}: {} and {}", scheme, sum, sse);
        prop_assert!((measures.mse * tensor.values().len() as f64 - sse).abs() <= 1e-12 * sse);
    }

    #[test]
    fn a_smaller_group_never_has_a_larger_scale_of_its_own(
        values in prop::collection::vec(-4.0f32..4.0, 64),
        format in prop::sample::select(&["sym", "wide", "full", "asym"][..]),
        scales in prop::sample::select(&SCALES[..]),
        bits in 2..=8,
    ) {
        let tensor = matrix(32, values);
        let scales_of = |group: usize| {
            let scheme = scheme(&format!("int{bits}:{format}:g{group}:{scales}"));
            let fit = Fit::new(Level::new(), &tensor, &scheme);
            (0..fit.count()).map(|index| fit.quantizer(index).scale()).collect::<Vec<_>>()
        };
        let blocks = |group: usize| tensor.values().chunks(group).collect::<Vec<_>>();
        for (coarse, fine) in [(32, 16), (32, 8), (16, 4), (8, 1)] {
            let (outer, inner) = (scales_of(coarse), scales_of(fine));
            for (i, &scale) in inner.iter().enumerate() {
                // A block of zeros has no scale of its own; it is given 1.
                if blocks(fine)[i].iter().any(|&x| x != 0.0) {
                    prop_assert!(scale <= outer[i * fine / coarse]);
                }
            }
        }
    }

    #[test]
    fn data_twice_as_large_has_errors_twice_as_large(
        scheme in any_scheme(), values in block(), exponent in -12i32..12
    ) {
        // 16-bit floats have a range that scaling leaves, given limits do not follow the data, and an empty range has scale 1.
        prop_assume!(scheme.scales != Scales::F16 && scheme.calibration.word().name != "clip");
        prop_assume!(values.iter().any(|&x| x != 0.0) && values.iter().any(|&x| x != values[0]));
        let factor = 2f32.powi(exponent);
        let scaled: Vec<f32> = values.iter().map(|x| x * factor).collect();
        let (a, b) = (params(&scheme, &values), params(&scheme, &scaled));
        prop_assert_eq!((a.scale * factor, a.zero_point), (b.scale, b.zero_point), "{}", scheme);
        for (i, (&x, &y)) in (0..).zip(values.iter().zip(&scaled)) {
            prop_assert_eq!(decoded(&a, x, i) * factor, decoded(&b, y, i), "{} {:?} {:?}", scheme, a, b);
        }
    }

    #[test]
    fn a_range_that_is_chosen_lies_within_the_data(
        values in block(),
        bits in 2..=8,
        format in prop::sample::select(&["asym", "asym:zfloat"][..]),
        calibration in prop::sample::select(&["max", "p99", "mse", "kl", "aciq", "octav", "sd2.5"][..]),
    ) {
        let params = params(&scheme(&format!("int{bits}:{format}:{calibration}")), &values);
        let zero = if format == "asym" { 0.0 } else { values[0] };
        let (min, max) = values.iter().fold((zero, zero), |(min, max), &x| (x.min(min), x.max(max)));
        prop_assert!(min <= params.alpha && params.beta <= max, "{:?} beyond [{}, {}]", params, min, max);
    }

    #[test]
    fn negative_data_mirrors_a_symmetric_grid(
        values in block(),
        bits in 2..=8,
        calibration in prop::sample::select(&["max", "p99", "kl", "aciq", "clip(-2,2)"][..]),
        rounding in prop::sample::select(&["even", "away"][..]),
        scales in prop::sample::select(&SCALES[..]),
    ) {
        let scheme = scheme(&format!("int{bits}:{calibration}:{rounding}:{scales}"));
        let negated: Vec<f32> = values.iter().map(|x| -x).collect();
        let (a, b) = (params(&scheme, &values), params(&scheme, &negated));
        prop_assert_eq!(a, b);
        for &x in &values {
            prop_assert_eq!(a.code(x, 0), -b.code(-x, 0));
        }
    }

    #[test]
    fn a_search_is_never_worse_than_the_whole_range(values in block(), format in prop::sample::select(&FORMATS[..]), bits in 2..=8) {
        let tensor = matrix(values.len(), values);
        let mse = |calibration: &str| {
            let scheme = scheme(&format!("int{bits}:{format}:{calibration}"));
            Report::new(Level::new(), &tensor, &scheme).measures
        };
        // The search computes in f64 what the grid does in f32: what is equal there may differ here by f32's rounding.
        let (searched, whole) = (mse("mse"), mse("max"));
        let energy = tensor.values().iter().map(|&x| f64::from(x).powi(2)).sum::<f64>() / tensor.values().len() as f64;
        prop_assert!(searched.mse <= whole.mse * (1.0 + 1e-4) + 1e-12 * energy, "{} {}", searched.mse, whole.mse);
    }
}

/// Blocks that formulas tend to forget.
pub(crate) fn degenerate() -> Vec<(&'static str, Vec<f32>)> {
    let tiny = f32::from_bits(1);
    let subnormal = |i: u32| f32::from_bits(i * 7919);
    let mut values = vec![
        ("zeros", vec![0.0; 70]),
        ("negative zeros", vec![-0.0; 70]),
        ("equal values", vec![3.7; 70]),
        ("equal negative values", vec![-1e-3; 70]),
        ("subnormals", (0..70).map(|i| subnormal(i) * if i % 2 == 0 { 1.0 } else { -1.0 }).collect()),
        ("the least number", vec![tiny; 70]),
        ("largest numbers", (0..70).map(|i| if i % 2 == 0 { f32::MAX } else { f32::MIN }).collect()),
        ("one largest number", (0..70).map(|i| if i == 9 { f32::MAX } else { i as f32 }).collect()),
        ("a single value", vec![-2.5]),
        ("zeros and one value", (0..70).map(|i| if i == 3 { 1e-20 } else { 0.0 }).collect()),
        ("far from zero", (0..70).map(|i| 1e6 + i as f32).collect()),
        ("numbers a step of f32 apart", (0..70).map(|i| f32::from_bits(1f32.to_bits() + i)).collect()),
        ("everything at once", vec![f32::MAX, tiny, 0.0, -0.0, 1.0, f32::MIN, -tiny]),
    ];
    values.push(("no finite value", vec![f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::NAN]));
    values
}

#[test]
fn any_block_has_finite_parameters_and_measures() {
    let level = Level::new();
    for (name, values) in degenerate() {
        // 70 is no multiple of 32: the last group is short.
        let tensor = matrix(values.len(), values);
        for format in FORMATS {
            for calibration in CALIBRATIONS {
                for (rounding, scales) in
                    ROUNDINGS.iter().map(|r| (*r, "s32")).chain(SCALES.iter().map(|s| ("even", *s)))
                {
                    for (bits, granularity) in [(2, "tensor"), (4, "g32"), (8, "row"), (8, "col")] {
                        let text =
                            format!("int{bits}:{format}:{granularity}:{calibration}:{rounding}:{scales}");
                        let scheme = scheme(&text);
                        let quantized = Quantized::new(level, &tensor, &scheme);
                        for index in 0..quantized.fit.count() {
                            let quantizer = quantized.fit.quantizer(index);
                            let (alpha, beta) = quantizer.range();
                            let finite = quantizer.scale() > 0.0
                                && quantizer.scale().is_finite()
                                && quantizer.zero_point().is_finite()
                                && alpha <= beta
                                && quantizer.levels().iter().all(|l| l.is_finite());
                            assert!(finite, "{name}, {text}: {quantizer:?}");
                        }
                        assert!(quantized.dequantize(level).iter().all(|x| x.is_finite()));
                        let report = Report::new(level, &tensor, &scheme);
                        let m = report.measures;
                        let all = [
                            m.mse,
                            m.rmse,
                            m.mae,
                            m.max_abs_error,
                            m.bias,
                            m.clipped,
                            m.zeroed,
                            m.rounding_sse,
                            m.clipping_sse,
                            m.entropy_bits,
                            m.bits_per_value,
                            m.rmse_per_scale.unwrap(),
                            m.error_at_zero,
                        ];
                        assert!(all.iter().all(|m| m.is_finite()), "{name}, {text}: {m:?}");
                        // Zeros that decode to something else have no signal at all: -∞ dB.
                        assert!(!m.sqnr_db.is_nan(), "{name}, {text}");
                        assert_eq!(report.blocks, Blocks::new(&tensor, scheme.granularity).count());
                    }
                }
            }
        }
    }
}

#[test]
fn equal_values_are_exact_where_the_range_is_their_own() {
    for value in [3.7f32, -0.02, 1e30, -1e-30] {
        let tensor = matrix(8, vec![value; 16]);
        for text in
            ["int4", "int8:asym", "int2:asym:zfloat", "int4:row:mse", "int4:aciq", "int4:octav", "int8:sd3"]
        {
            let measures = Report::new(Level::new(), &tensor, &scheme(text)).measures;
            assert!(measures.max_abs_error <= f64::from(value.abs() * f32::EPSILON), "{text} of {value}");
        }
    }
}

#[test]
fn symmetric_schemes_without_outliers_waste_nothing_and_one_sided_ones_half() {
    let ramp: Vec<f32> = (0..4096).map(|i| i as f32 / 4096.0).collect();
    let one_sided = matrix(4096, ramp.clone());
    let two_sided = matrix(4096, ramp.iter().map(|x| 2.0 * x - 1.0).collect());
    let used = |tensor: &Tensor, text: &str| {
        let m = Report::new(Level::new(), tensor, &scheme(text)).measures;
        (m.codes_used, m.codes_total)
    };
    assert_eq!(used(&two_sided, "int8"), (255, 255));
    assert_eq!(used(&one_sided, "int8"), (128, 255));
    assert_eq!(used(&one_sided, "int8:asym"), (256, 256));
    let format = scheme("int8:asym").format;
    assert!(matches!(format, Format::Int { symmetry: Symmetry::Asymmetric(_), .. }));
}
