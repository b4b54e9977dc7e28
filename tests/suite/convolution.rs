//! The convolution in integers: exact when it is padded with the zero-point, wrong at the border only when it is not.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use quantscope::{
    Scheme, Tensor,
    analysis::integers::{
        Coded, Convolution, FILTERS, IntegerError, Integers, LARGEST_IMAGE, Padding, filter, scene,
    },
};

fn scheme(text: &str) -> Scheme {
    text.parse().unwrap()
}

fn tensor(rows: usize, columns: usize, values: Vec<f32>) -> Tensor {
    Tensor::new("t", &[rows, columns], values).unwrap()
}

/// Σ w · x in f64 with 0 outside, and Σ |w · x|.
fn reference(rows: usize, columns: usize, x: &[f32], w: &[f32]) -> Vec<(f64, f64)> {
    let mut found = Vec::new();
    for i in 0..rows as isize {
        for j in 0..columns as isize {
            let (mut sum, mut size) = (0.0, 0.0);
            for u in 0..3 {
                for v in 0..3 {
                    let (row, column) = (i + u - 1, j + v - 1);
                    if (0..rows as isize).contains(&row) && (0..columns as isize).contains(&column) {
                        let x = f64::from(x[row as usize * columns + column as usize]);
                        let product = x * f64::from(w[(3 * u + v) as usize]);
                        sum += product;
                        size += product.abs();
                    }
                }
            }
            found.push((sum, size));
        }
    }
    found
}

fn decoded(coded: &Coded) -> Vec<f32> {
    coded.codes().map(|q| coded.params.decode(q.into())).collect()
}

fn both(convolution: &Convolution, image: &str, weights: &str) -> [Integers; 2] {
    [Padding::ZeroPoint, Padding::CodeZero]
        .map(|padding| convolution.in_integers(&scheme(image), &scheme(weights), padding).unwrap())
}

fn at_border(place: usize, rows: usize, columns: usize) -> bool {
    let (row, column) = (place / columns, place % columns);
    row == 0 || column == 0 || row + 1 == rows || column + 1 == columns
}

prop_compose! {
    fn case()(rows in 1usize..12, columns in 1usize..12, offset in -2.0f32..2.0, exponent in -30i32..30)(
        image in prop::collection::vec(-3.0f32..3.0, rows * columns),
        weights in prop::collection::vec(-1.0f32..1.0, 9),
        (rows, columns, offset, factor) in Just((rows, columns, offset, 2f32.powi(exponent))),
    ) -> Convolution {
        let image = image.iter().map(|x| (x + offset) * factor).collect();
        Convolution::new(tensor(rows, columns, image), tensor(3, 3, weights)).unwrap()
    }
}

prop_compose! {
    fn any_scheme()(
        bits in 2..=8,
        format in prop::sample::select(&["sym", "wide", "full", "asym", "asym"][..]),
        calibration in prop::sample::select(&["max", "p95", "mse", "clip(-0.75,1.25)"][..]),
        rounding in prop::sample::select(&["even", "away", "floor", "stochastic(3)"][..]),
        scales in prop::sample::select(&["s32", "s16", "sbf16", "spow2"][..]),
    ) -> String {
        format!("int{bits}:{format}:{calibration}:{rounding}:{scales}")
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn padded_with_the_zero_point_it_is_the_convolution_of_the_decoded_values(
        convolution in case(), image in any_scheme(), weights in any_scheme()
    ) {
        let (rows, columns) = convolution.size();
        let [right, mistaken] = both(&convolution, &image, &weights);
        let reference = reference(rows, columns, &decoded(&right.image), &decoded(&right.filter));
        for (place, (&y, (wanted, size))) in right.values.iter().zip(reference).enumerate() {
            // Decoding rounds each of the two factors to f32, and the result is rounded once more.
            let slack = 4.0 * f64::from(f32::EPSILON) / 2.0 * size + f64::from(f32::from_bits(1));
            prop_assert!((f64::from(y) - wanted).abs() <= slack, "{} {}: {} for {} at {}", image, weights, y, wanted, place);
        }
        for place in 0..rows * columns {
            if !at_border(place, rows, columns) {
                prop_assert_eq!(right.sums[place], mistaken.sums[place]);
            }
        }
        prop_assert_eq!(right.inner, mistaken.inner);
        prop_assert_eq!(right.border.count + right.inner.count, rows * columns);
        prop_assert_eq!(&right.image, &mistaken.image);
        // Outside of the image lies what code 0 decodes to: so much times the part of the filter that is out there.
        let outside = reference_of_ones(rows, columns, &mistaken);
        for (place, outside) in outside.into_iter().enumerate() {
            let difference = i64::from(mistaken.sums[place]) - i64::from(right.sums[place]);
            prop_assert_eq!(difference, -i64::from(right.image.zero) * outside);
        }
    }
}

/// The sum of the filter's codes, less their zero-point, that lie outside of the image, for each place.
fn reference_of_ones(rows: usize, columns: usize, result: &Integers) -> Vec<i64> {
    let codes: Vec<f32> = result.filter.codes().map(|q| f32::from(q) - result.filter.zero as f32).collect();
    let all: f64 = codes.iter().map(|&q| f64::from(q)).sum();
    let inside = reference(rows, columns, &vec![1.0; rows * columns], &codes);
    inside.into_iter().map(|(sum, _)| (all - sum) as i64).collect()
}

#[test]
fn the_result_in_real_numbers_is_its_definition() {
    for (name, _) in FILTERS {
        let convolution = Convolution::new(scene(), filter(name).unwrap()).unwrap();
        let (rows, columns) = convolution.size();
        let wanted = reference(rows, columns, convolution.image(), convolution.filter());
        let wanted: Vec<f32> = wanted.into_iter().map(|(sum, _)| sum as f32).collect();
        assert_eq!(convolution.real(), wanted, "{name}");
    }
    assert_eq!(filter("none"), None);
}

#[test]
fn errors_are_counted_on_their_side_of_the_border() {
    let convolution = Convolution::new(scene(), filter("blur").unwrap()).unwrap();
    let (rows, columns) = convolution.size();
    for result in both(&convolution, "int8:asym", "int8") {
        for (deviation, border) in [(result.border, true), (result.inner, false)] {
            let errors = (0..rows * columns)
                .filter(|&place| at_border(place, rows, columns) == border)
                .map(|place| f64::from(result.values[place]) - f64::from(convolution.real()[place]));
            let errors: Vec<f64> = errors.collect();
            assert_eq!(deviation.count, errors.len());
            assert_eq!(deviation.max_abs_error, errors.iter().fold(0.0, |most: f64, e| most.max(e.abs())));
            let mean = errors.iter().map(|e| e * e).sum::<f64>() / errors.len() as f64;
            assert!((deviation.rmse - mean.sqrt()).abs() <= 1e-12, "{deviation:?}");
        }
    }
}

#[test]
fn the_mistake_is_at_the_border_and_large() {
    let convolution = Convolution::new(scene(), filter("blur").unwrap()).unwrap();
    let [right, mistaken] = both(&convolution, "int8:asym", "int8");
    assert_ne!(right.image.zero, 0, "the scene has a zero-point to forget");
    assert!(mistaken.border.rmse > 20.0 * right.border.rmse, "{:?} {:?}", mistaken.border, right.border);
    assert!(right.border.max_abs_error < 0.02 && right.inner.max_abs_error < 0.02, "{right:?}");
    // A symmetric scheme has nothing to forget.
    let [right, mistaken] = both(&convolution, "int8", "int8");
    assert_eq!(right, mistaken);
}

#[test]
fn an_image_that_is_all_border_and_values_that_are_not_finite_have_results() {
    let small = Convolution::new(tensor(2, 1, vec![1.0, -2.0]), filter("edge").unwrap()).unwrap();
    let [right, _] = both(&small, "int8:asym", "int8");
    assert_eq!((right.border.count, right.inner), (2, Default::default()));

    let mut values = vec![0.5; 49];
    (values[24], values[0]) = (f32::NAN, f32::INFINITY);
    let odd = Convolution::new(tensor(7, 7, values), filter("blur").unwrap()).unwrap();
    let [right, _] = both(&odd, "int8:asym", "int8");
    // The window is at nine places over the one and at four over the other.
    assert_eq!(right.border.count + right.inner.count, 49 - 13);
    assert!(right.values.iter().all(|y| y.is_finite()));
    assert!(right.border.rmse.is_finite() && right.inner.rmse.is_finite());
}

#[test]
fn what_cannot_be_convolved_is_refused() {
    let blur = || filter("blur").unwrap();
    let ones = |rows, columns| tensor(rows, columns, vec![1.0; rows * columns]);
    let limit = LARGEST_IMAGE;
    let error = Convolution::new(ones(1, limit + 1), blur()).unwrap_err();
    assert_eq!(error, IntegerError::Image { rows: 1, columns: limit + 1, limit });
    assert!(Convolution::new(ones(limit, limit), blur()).is_ok());
    let error = Convolution::new(ones(3, 3), ones(3, 4)).unwrap_err();
    assert_eq!(error, IntegerError::Filter { rows: 3, columns: 4 });

    let convolution = Convolution::new(ones(4, 4), blur()).unwrap();
    let refused = |a, w| convolution.in_integers(&scheme(a), &scheme(w), Padding::ZeroPoint).unwrap_err();
    assert_eq!(refused("int8:col", "int8"), IntegerError::Blocks { scheme: "int8:col".into() });
    assert_eq!(refused("int8", "int8:g4"), IntegerError::Blocks { scheme: "int8:g4".into() });
    let scheme = "int4:asym:zfloat".to_owned();
    assert_eq!(refused("int4:asym:zfloat", "int8"), IntegerError::RealZero { scheme });
}
