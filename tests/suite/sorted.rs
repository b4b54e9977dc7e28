//! The sorted view measures what the kernels measure.
#![cfg(not(target_arch = "wasm32"))]

use std::rc::Rc;

use proptest::prelude::*;
use quantscope::{
    Report, Scheme, Tensor,
    analysis::{Measures, Reporting},
    kernels::{Level, Profile, Sums, Totals, measure},
    quantizer::{Division, Params, Quantizer, Rounding, ZeroPoint},
    scheme::{Fitting, calibration::Block},
    sorted::Sorted,
};

const FORMATS: [&str; 5] = ["sym", "wide", "full", "asym", "asym:zfloat"];
const CALIBRATIONS: [&str; 8] = ["max", "p99", "p90", "mse", "octav", "sd2.5", "r0.7", "clip(-0.75,1.25)"];
const ROUNDINGS: [&str; 3] = ["even", "away", "floor"];
pub(crate) const SCALES: [&str; 4] = ["s32", "s16", "sbf16", "spow2"];

pub(crate) fn by_kernel(values: &[f32], quantizer: &Quantizer) -> Totals {
    let mut sums = Sums::default();
    measure(Level::new(), values, quantizer, &mut sums);
    sums.totals()
}

fn close(a: f64, b: f64, of: f64) -> bool {
    (a - b).abs() <= 1e-6 * of.abs()
}

/// Counts and the largest error are equal, sums within one in a million.
pub(crate) fn check(values: &[f32], sorted: &Sorted, quantizer: &Quantizer, name: &str) -> bool {
    let kernel = by_kernel(values, quantizer);
    let parts = sorted.parts(quantizer);
    if let Some(parts) = parts {
        assert_eq!(parts.clipped, kernel.clipped, "{name}: {quantizer:?}");
        for (ours, theirs) in
            [(parts.rounding_sse, kernel.rounding_sse), (parts.clipping_sse, kernel.clipping_sse)]
        {
            assert!(close(ours, theirs, theirs), "{name}: {ours} for {theirs}, {quantizer:?}");
        }
    }
    let Some(ours) = sorted.measure(quantizer) else { return false };
    let counts = |t: &Totals| {
        let mut usage = t.usage.clone();
        usage.resize(256, 0);
        (t.count, t.clipped, t.zeroed, usage, t.max_error.to_bits())
    };
    assert_eq!(counts(&ours), counts(&kernel), "{name}: {quantizer:?}");
    for (what, ours, theirs, of) in [
        ("rounding", ours.rounding_sse, kernel.rounding_sse, kernel.rounding_sse),
        ("clipping", ours.clipping_sse, kernel.clipping_sse, kernel.clipping_sse),
        ("|e|", ours.absolute_error, kernel.absolute_error, kernel.absolute_error),
        // Errors of both signs cancel: what remains is no larger than its own rounding.
        ("e", ours.error, kernel.error, kernel.absolute_error),
        ("signal", ours.signal, kernel.signal, kernel.signal),
        ("decoded", ours.decoded, kernel.decoded, kernel.decoded),
        ("product", ours.product, kernel.product, kernel.product),
    ] {
        assert!(close(ours, theirs, of), "{name}: {what} {ours} for {theirs}, {quantizer:?}");
    }
    parts.is_some()
}

prop_compose! {
    fn any_scheme()(
        bits in 2..=8,
        format in prop::sample::select(&FORMATS[..]),
        calibration in prop::sample::select(&CALIBRATIONS[..]),
        rounding in prop::sample::select(&ROUNDINGS[..]),
        scales in prop::sample::select(&SCALES[..]),
    ) -> Scheme {
        format!("int{bits}:{format}:{calibration}:{rounding}:{scales}").parse().unwrap()
    }
}

/// Many values: only runs of more than some sixty are summed from prefixes.
pub(crate) fn values() -> impl Strategy<Value = Vec<f32>> {
    let value = prop_oneof![
        20 => -1.0f32..1.0,
        4 => prop::sample::select(&[0.0f32, -0.0, 0.5, -1.0, 0.25][..]),
        1 => -20.0f32..20.0,
    ];
    let many = prop_oneof![1usize..80, 2000usize..4000];
    let drawn = many.prop_flat_map(move |n| prop::collection::vec(value.clone(), n));
    let scale = prop_oneof![8 => -20i32..20, 1 => Just(-140), 1 => Just(120)];
    let side = prop_oneof![4 => Just(0), 1 => Just(1), 1 => Just(-1)];
    (drawn, scale, side, prop_oneof![3 => Just(0.0f32), 1 => -30.0f32..30.0]).prop_map(
        |(values, exponent, side, offset)| {
            let factor = 2f64.powi(exponent) as f32;
            let sided = move |x: f32| if side == 0 { x } else { x.abs() * side as f32 };
            values.into_iter().map(|x| (sided(x) + offset) * factor).collect()
        },
    )
}

/// The profile from the sorted view is the kernel's: counts equal, each sum within one in a million of all of its part.
pub(crate) fn check_profile(values: &[f32], sorted: &Sorted, quantizer: &Quantizer, name: &str) -> bool {
    let (min, max) = (f64::from(sorted.extrema().0), f64::from(sorted.extrema().1));
    let width = (max - min).max(max.abs() * 1e-3).max(1e-44);
    let view = (min - 0.1 * width, min + 0.7 * width);
    let new = || Profile::new(view, 23, f64::from(quantizer.scale()) * 0.55, 15);
    let (mut ours, mut theirs) = (new(), new());
    theirs.add(Level::new(), values, quantizer);
    if !sorted.profile(quantizer, &mut ours) {
        assert_eq!(ours, new(), "{name}: nothing was added");
        return false;
    }
    assert_eq!(ours.errors, theirs.errors, "{name}: {quantizer:?}");
    for (ours, theirs) in [(ours.rounding, theirs.rounding), (ours.clipping, theirs.clipping)] {
        let all: f64 = theirs.iter().sum();
        for (ours, theirs) in ours.into_iter().zip(theirs) {
            assert!(close(ours, theirs, all), "{name}: {ours} for {theirs} of {all}, {quantizer:?}");
        }
    }
    true
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_sorted_view_measures_what_the_kernel_measures(scheme in any_scheme(), values in values()) {
        let sorted = Sorted::new(&values);
        let quantizer = scheme.calibrate(0, &Block::new(Level::new(), &values));
        check(&values, &sorted, &quantizer, &scheme.to_string());
        check_profile(&values, &sorted, &quantizer, &scheme.to_string());
        let reciprocal = Params { division: Division::Reciprocal, ..*quantizer.affine().unwrap() };
        check(&values, &sorted, &reciprocal.into(), &format!("{scheme}, by the reciprocal"));
    }

    #[test]
    fn any_range_at_all(
        scheme in any_scheme(), values in values(), ends in (0usize..4000, 0usize..4000), stretch in 0.0f32..2.0
    ) {
        let sorted = Sorted::new(&values);
        let end = |i: usize| values[i % values.len()] * stretch;
        let (a, b) = (end(ends.0), end(ends.1));
        check(&values, &sorted, &scheme.grid().over(a.min(b), a.max(b)), &scheme.to_string());
    }
}

/// Bell-like, with a few outliers of this many standard deviations.
pub(crate) fn bell(n: u32, outliers: f32) -> Vec<f32> {
    let mut state = 7u32;
    let mut uniform = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / (1 << 24) as f32 - 0.5
    };
    let mut value = |i| {
        let x = (0..6).map(|_| uniform()).sum::<f32>();
        if i % 5003 == 77 { x * outliers } else { x }
    };
    (0..n).map(&mut value).collect()
}

#[test]
fn what_people_look_at_is_measured_from_the_sorted_view() {
    for outliers in [1.0, 30.0, 1000.0] {
        let values = bell(1 << 18, outliers);
        let sorted = Sorted::new(&values);
        for bits in [2, 3, 4, 8] {
            for format in FORMATS {
                for calibration in ["max", "p99.9", "p90", "mse", "kl", "aciq", "octav", "clip(-0.01,0.02)"] {
                    let text = format!("int{bits}:{format}:{calibration}");
                    let scheme: Scheme = text.parse().unwrap();
                    let quantizer = scheme.calibrate(0, &Block::new(Level::new(), &values));
                    assert!(
                        check(&values, &sorted, &quantizer, &text),
                        "{text}, outliers {outliers}: no answer"
                    );
                }
            }
        }
    }
}

#[test]
fn values_on_their_levels_are_left_to_the_kernel() {
    let scheme: Scheme = "int8".parse().unwrap();
    // A scale that is no power of two, so that sums round.
    let quantizer = scheme.grid().over(-12.7, 12.7);
    let values: Vec<f32> = (0..100_000).map(|i| quantizer.level(i * 7919 % 255)).collect();
    assert_eq!(by_kernel(&values, &quantizer).sse(), 0.0);
    let sorted = Sorted::new(&values);
    assert_eq!(sorted.measure(&quantizer), None);
    assert_eq!(sorted.parts(&quantizer), None);
}

#[test]
fn rounding_by_chance_is_left_to_the_kernel() {
    let scheme: Scheme = "int4:stochastic(3)".parse().unwrap();
    let sorted = Sorted::new(&[1.0, 2.5]);
    assert_eq!(sorted.measure(&scheme.grid().over(-2.0, 2.0)), None);
    assert_eq!(sorted.parts(&scheme.grid().over(-2.0, 2.0)), None);
}

#[test]
fn a_few_clipped_values_among_many_keep_their_error() {
    let mut values = bell(1 << 18, 1.0);
    values[99] = 3.000_001;
    let quantizer = Params {
        scale: 3.0 / 7.0,
        zero_point: ZeroPoint::Integer(0),
        q_min: -7,
        q_max: 7,
        alpha: -3.0,
        beta: 3.0,
        rounding: Rounding::Even,
        division: Division::Exact,
    }
    .into();
    let kernel = by_kernel(&values, &quantizer);
    assert_eq!(kernel.clipped, 1);
    assert!(check(&values, &Sorted::new(&values), &quantizer, "one value beyond"));
}

/// The grid of all values, and the report of them.
fn report(tensor: &Tensor, scheme: &Scheme, sorted: Option<&Sorted>) -> (Quantizer, Report) {
    let mut fitting = Fitting::new(tensor, *scheme);
    let fit = loop {
        if let Some(fit) = fitting.step(Level::new(), tensor, sorted) {
            break fit;
        }
    };
    let quantizer = fit.quantizer(0);
    let mut reporting = Reporting::new(Rc::new(fit));
    loop {
        if let Some(report) = reporting.step(Level::new(), tensor, sorted) {
            return (quantizer, report);
        }
    }
}

#[test]
fn a_report_is_the_same_with_and_without_the_sorted_view() {
    let mut values = bell(1 << 16, 30.0);
    (values[5], values[77]) = (f32::NAN, f32::INFINITY);
    let one_sided = values.iter().map(|x| x.abs()).collect();
    for values in [values, one_sided] {
        let sorted = Sorted::new(&values);
        let tensor = Tensor::new("t", &[256, 256], values).unwrap();
        for format in FORMATS {
            for calibration in
                ["max", "p99.9", "mse", "kl", "aciq", "octav", "sd2.5", "clip(-1,1.5)", "stochastic(7)"]
            {
                let scheme: Scheme = format!("int4:{format}:{calibration}").parse().unwrap();
                let (ours, with) = report(&tensor, &scheme, Some(&sorted));
                let (theirs, without) = report(&tensor, &scheme, None);
                assert_eq!((&with.usage, with.blocks), (&without.usage, without.blocks), "{scheme}");
                assert_eq!(ours, theirs, "{scheme}");
                assert_eq!(with.remarks, without.remarks, "{scheme}");
                let numbers = |m: &Measures| {
                    [
                        m.sqnr_db,
                        m.mse,
                        m.rmse,
                        m.mae,
                        m.max_abs_error,
                        m.cosine,
                        m.clipped,
                        m.zeroed,
                        m.rmse_per_scale.unwrap(),
                        m.rounding_sse,
                        m.clipping_sse,
                        m.entropy_bits,
                        m.bits_per_value,
                    ]
                };
                for (ours, theirs) in numbers(&with.measures).into_iter().zip(numbers(&without.measures)) {
                    assert!(close(ours, theirs, theirs), "{scheme}: {ours} for {theirs}");
                }
                assert!(close(with.measures.bias, without.measures.bias, without.measures.mae), "{scheme}");
            }
        }
    }
}
