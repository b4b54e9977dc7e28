//! What holds for any data under any element format.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use quantscope::{
    Quantized, Report, Scheme, Tensor,
    kernels::Level,
    quantizer::{Codebook, Quantizer},
    scheme::{Fit, Format, calibration::Block},
};

use crate::{
    properties::{block, degenerate},
    support::books::every_book,
};

const CALIBRATIONS: [&str; 7] = ["max", "p99", "p90", "mse", "sd2.5", "r0.85", "clip(-0.75,1.25)"];
const SCALES: [&str; 5] = ["s32", "s16", "sbf16", "spow2", "se4m3"];

/// A scheme of an element format.
fn table_scheme(book: &'static Codebook, options: &str) -> Scheme {
    Scheme { format: Format::Table(book), ..format!("int4:{options}").parse().unwrap() }
}

prop_compose! {
    fn any_scheme()(
        book in prop::sample::select(every_book()),
        calibration in prop::sample::select(&CALIBRATIONS[..]),
        scales in prop::sample::select(&SCALES[..]),
    ) -> Scheme {
        table_scheme(book, &format!("{calibration}:{scales}"))
    }
}

fn book(scheme: &Scheme) -> &'static Codebook {
    match scheme.format {
        Format::Table(book) => book,
        Format::Int { .. } | Format::Ggml(_) | Format::Stored(_) => panic!("{scheme} is no element format"),
    }
}

fn calibrated(scheme: &Scheme, values: &[f32]) -> Quantizer {
    scheme.calibrate(0, &Block::new(Level::new(), values))
}

/// What f32 adds to the error of one value: a rounding in x / s, in where levels begin, and in s · L.
fn slack(x: f32) -> f64 {
    4.0 * f64::from(f32::EPSILON) * f64::from(x).abs() + f64::from(f32::from_bits(2))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_value_takes_a_nearest_level(scheme in any_scheme(), values in block()) {
        let quantizer = calibrated(&scheme, &values);
        let levels = quantizer.levels();
        for &x in &values {
            let distance = |level: f32| (f64::from(level) - f64::from(x)).abs();
            let least = levels.iter().map(|&level| distance(level)).fold(f64::INFINITY, f64::min);
            let ours = distance(quantizer.decoded(x, 0));
            prop_assert!(ours <= least + slack(x), "{scheme}: {ours} and {least} at {x}");
            if !quantizer.clips(x) {
                let most = quantizer.largest_rounding_error();
                prop_assert!(ours <= most * (1.0 + 1e-6) + slack(x), "{scheme}: {ours} at {x}, at most {most}");
            }
        }
    }

    #[test]
    fn larger_values_never_get_smaller_levels(scheme in any_scheme(), mut values in block()) {
        let quantizer = calibrated(&scheme, &values);
        values.sort_by(f32::total_cmp);
        let levels: Vec<f32> = values.iter().map(|&x| quantizer.decoded(x, 0)).collect();
        prop_assert!(levels.is_sorted(), "{}: {:?}", scheme, quantizer);
    }

    #[test]
    fn a_level_is_its_own_level_and_its_code_decodes_to_it(scheme in any_scheme(), values in block()) {
        let quantizer = calibrated(&scheme, &values);
        let Quantizer::Table(params) = quantizer else { panic!("{quantizer:?}") };
        for rank in 0..quantizer.len() {
            let level = quantizer.level(rank);
            prop_assert_eq!(quantizer.rank(level, 0), rank, "{} {:?}", scheme, quantizer);
            prop_assert_eq!(params.decode(params.code(level)), level, "{}", scheme);
        }
    }

    #[test]
    fn zero_is_exact_where_it_is_a_level(scheme in any_scheme(), values in block()) {
        let quantizer = calibrated(&scheme, &values);
        let least = quantizer.levels().iter().map(|level| level.abs()).fold(f32::INFINITY, f32::min);
        prop_assert_eq!(quantizer.error_at_zero(), least);
        prop_assert_eq!(least == 0.0, book(&scheme).levels.contains(&0.0));
        // Nor does NaN have any other level.
        prop_assert_eq!(quantizer.decoded(f32::NAN, 0), quantizer.decoded(0.0, 0));
    }

    #[test]
    fn rounding_and_clipping_add_up_to_the_error(scheme in any_scheme(), values in block()) {
        let tensor = Tensor::new("x", &[1, values.len()], values).unwrap();
        let measures = Report::new(Level::new(), &tensor, &scheme).measures;
        let levels = Quantized::new(Level::new(), &tensor, &scheme).dequantize(Level::new());
        let pairs = levels.iter().zip(tensor.values());
        let sse: f64 = pairs.map(|(y, x)| (f64::from(*y) - f64::from(*x)).powi(2)).sum();
        let sum = measures.rounding_sse + measures.clipping_sse;
        prop_assert!((sum - sse).abs() <= 1e-12 * sse, "{}: {} and {}", scheme, sum, sse);
    }

    #[test]
    fn the_notation_leads_back_to_the_scheme(scheme in any_scheme()) {
        // The uneven one has no word in the notation.
        prop_assume!(book(&scheme).word != "lopsided");
        prop_assert_eq!(scheme.to_string().parse::<Scheme>().unwrap(), scheme);
    }

    #[test]
    fn the_notation_of_levels_leads_back_to_them(
        levels in prop::collection::btree_set(any::<i32>(), 2..=256), exponent in -140i32..90, scales in prop::sample::select(&SCALES[..])
    ) {
        let mut levels: Vec<f32> = levels.into_iter().map(|level| level as f32 * 2f32.powi(exponent)).collect();
        levels.dedup();
        prop_assume!(levels.len() > 1);
        let text = levels.iter().map(f32::to_string).collect::<Vec<_>>().join(", ");
        let scheme: Scheme = format!("levels({text}):{scales}").parse().unwrap();
        prop_assert_eq!(&book(&scheme).levels, &levels);
        prop_assert_eq!(scheme.to_string().parse::<Scheme>().unwrap(), scheme);
    }
}

#[test]
fn any_block_has_finite_parameters_and_measures() {
    let level = Level::new();
    let extreme = [&[f32::MIN, f32::MAX][..], &[0.0, f32::from_bits(1)], &[-1e-40, 1e38]];
    let books = every_book().into_iter().chain(extreme.map(|levels| Codebook::own(levels).unwrap()));
    for (book, (name, values)) in
        books.flat_map(|book| degenerate().into_iter().map(move |block| (book, block)))
    {
        let tensor = Tensor::new("x", &[1, values.len()], values).unwrap();
        for options in CALIBRATIONS.iter().flat_map(|c| SCALES.map(|s| format!("g32:{c}:{s}"))) {
            let scheme = table_scheme(book, &options);
            let name = format!("{name}, {} with {options}", book.word);
            let fit = Fit::new(level, &tensor, &scheme);
            for quantizer in (0..fit.count()).map(|index| fit.quantizer(index)) {
                let (alpha, beta) = quantizer.range();
                let positive = quantizer.scale() > 0.0 && quantizer.scale().is_finite();
                let finite = quantizer.levels().iter().all(|level| level.is_finite());
                assert!(positive && finite && alpha <= beta, "{name}: {quantizer:?}");
            }
            assert!(Quantized::new(level, &tensor, &scheme).dequantize(level).iter().all(|x| x.is_finite()));
            let m = Report::new(level, &tensor, &scheme).measures;
            let all = [m.mse, m.mae, m.max_abs_error, m.bias, m.clipped, m.zeroed, m.error_at_zero];
            assert!(all.iter().all(|m| m.is_finite()) && !m.sqnr_db.is_nan(), "{name}: {m:?}");
            assert_eq!(m.rmse_per_scale, None, "{name}");
        }
    }
}

#[test]
fn a_constant_block_is_kept_where_its_end_is_a_level() {
    for book in every_book() {
        for value in [3.7f32, -0.02, 1e30, -1e-30] {
            // The levels of this sign reach as far as any.
            let (lowest, highest) = book.ends();
            if (if value < 0.0 { -lowest } else { highest }) != book.reach() {
                continue;
            }
            let tensor = Tensor::new("x", &[1, 16], vec![value; 16]).unwrap();
            for calibration in ["max", "mse", "p90", "sd3"] {
                let m = Report::new(Level::new(), &tensor, &table_scheme(book, calibration)).measures;
                let most = f64::from(value.abs() * f32::EPSILON);
                assert!(m.max_abs_error <= most, "{} with {calibration} of {value}: {m:?}", book.word);
            }
        }
    }
}
