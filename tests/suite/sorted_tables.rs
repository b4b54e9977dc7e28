//! The sorted view measures under tables of levels what the kernels measure.
#![cfg(not(target_arch = "wasm32"))]

use crate::{
    sorted::{SCALES, bell, by_kernel, check, check_profile, values},
    support::books::{book, every_book},
};
use proptest::prelude::*;
use quantscope::{
    Scheme,
    kernels::Level,
    quantizer::{Codebook, Division, Quantizer, TableParams},
    scheme::{
        Format,
        calibration::{Block, mse_scan},
    },
    sorted::{Levels, Sorted},
};

/// A scheme of an element format.
fn table_scheme(text: &str, book: &'static Codebook) -> Scheme {
    Scheme { format: Format::Table(book), ..text.parse().unwrap() }
}

prop_compose! {
    fn any_table_scheme()(
        book in prop::sample::select(every_book()),
        calibration in prop::sample::select(&["max", "p99", "p90", "mse", "sd2.5", "clip(-0.75,1.25)"][..]),
        scales in prop::sample::select(&SCALES[..]),
    ) -> Scheme {
        table_scheme(&format!("int4:{calibration}:{scales}"), book)
    }
}

/// A table under both divisions.
fn divided(quantizer: Quantizer) -> [Quantizer; 2] {
    let Quantizer::Table(params) = quantizer else { panic!("{quantizer:?}") };
    let TableParams { book, scale, alpha, beta, .. } = params;
    [Division::Exact, Division::Reciprocal]
        .map(|division| TableParams::new(book, scale, (alpha, beta), division).into())
}

/// A quantizer's own levels, for the sum over nearest levels.
struct Nearest<'a>(&'a Quantizer);

impl Levels for Nearest<'_> {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn level(&self, rank: usize) -> f64 {
        self.0.level(rank).into()
    }

    fn edge(&self, rank: usize) -> f64 {
        (self.level(rank) + self.level(rank + 1)) / 2.0
    }

    fn sse(&self, values: &[f32]) -> f64 {
        let error =
            |x: f64| (0..self.count()).map(|rank| (x - self.level(rank)).abs()).fold(f64::INFINITY, f64::min);
        values.iter().map(|&x| error(x.into()).powi(2)).sum()
    }
}

/// The sum over nearest levels is the kernel's Σe², which may take the other level next to the middle between two.
fn check_nearest(values: &[f32], sorted: &Sorted, quantizer: &Quantizer, name: &str) {
    let (nearest, kernel) = (Nearest(quantizer), by_kernel(values, quantizer));
    let sse = sorted.sse(&nearest, f64::INFINITY);
    // Nothing guards these sums against what is lost where they are far smaller than Σx².
    let slack = 1e-5 * kernel.sse() + 1e-12 * kernel.signal;
    assert!((sse - kernel.sse()).abs() <= slack, "{name}: {sse} for {}, {quantizer:?}", kernel.sse());
    assert_eq!(sorted.sse(&nearest, sse), sse, "{name}: a bound that holds");
    let bounded = sorted.sse(&nearest, sse / 2.0);
    assert!(bounded == sse || (bounded > sse / 2.0 && bounded < sse), "{name}: {bounded} for {sse}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_sorted_view_measures_tables_as_the_kernel_does(
        scheme in any_table_scheme(), values in values(), ends in (0usize..4000, 0usize..4000), stretch in 0.0f32..2.0
    ) {
        let (sorted, name) = (Sorted::new(&values), format!("{scheme:?}"));
        let end = |i: usize| values[i % values.len()] * stretch;
        let (a, b) = (end(ends.0), end(ends.1));
        let calibrated = scheme.calibrate(0, &Block::new(Level::new(), &values));
        for quantizer in [calibrated, scheme.grid().over(a.min(b), a.max(b))].into_iter().flat_map(divided) {
            check(&values, &sorted, &quantizer, &name);
            check_profile(&values, &sorted, &quantizer, &name);
            // The levels of smaller scales are rounded to few bits, and values are not rounded to the nearest of those.
            if quantizer.scale() > 1e-30 {
                check_nearest(&values, &sorted, &quantizer, &name);
            }
        }
    }
}

#[test]
fn what_people_look_at_is_measured_from_the_sorted_view_under_tables_too() {
    for outliers in [1.0, 30.0, 1000.0] {
        let values = bell(1 << 18, outliers);
        let sorted = Sorted::new(&values);
        for book in every_book() {
            for text in ["int4", "int4:p99.9", "int4:p90:s16", "int4:mse", "int4:clip(-0.01,0.02)"] {
                let scheme = table_scheme(text, book);
                let name = format!("{} with {text}, outliers {outliers}", book.word);
                for quantizer in divided(scheme.calibrate(0, &Block::new(Level::new(), &values))) {
                    assert!(check(&values, &sorted, &quantizer, &name), "{name}: no answer");
                    assert!(check_profile(&values, &sorted, &quantizer, &name), "{name}: no profile");
                    check_nearest(&values, &sorted, &quantizer, &name);
                }
            }
        }
    }
}

#[test]
fn a_search_over_tables_finds_what_the_kernel_measures() {
    // Few values are rounded one by one, many by the ends of cells.
    for n in [150, 1 << 16] {
        let values = bell(n, 30.0);
        let block = Block::new(Level::new(), &values);
        for book in every_book() {
            let scheme = table_scheme("int4:mse", book);
            let amax = values.iter().fold(0.0, |most: f32, x| most.max(x.abs()));
            let measured = |hi: f32| by_kernel(&values, &scheme.grid().over(-hi, hi)).sse();
            let scanned = mse_scan(&scheme.grid(), &block);
            for (i, &sse) in scanned.iter().enumerate() {
                let kernel = measured(amax * (i + 1) as f32 / 200.0);
                assert!(
                    (sse / kernel - 1.0).abs() < 1e-5,
                    "{} {n}, range {i}: {sse} for {kernel}",
                    book.word
                );
            }
            let choice = scheme.choose(&block);
            let [mse, unclipped] = ["mse", "unclipped"].map(|name| choice.finding.number(name).unwrap());
            for (ours, kernel) in [(mse, measured(choice.hi)), (unclipped, measured(amax))] {
                let kernel = kernel / f64::from(n);
                assert!((ours / kernel - 1.0).abs() < 1e-5, "{} {n}: {ours} for {kernel}", book.word);
            }
            assert!(scanned.iter().all(|sse| sse / f64::from(n) >= mse), "{} {n}", book.word);
        }
    }
}

#[test]
fn values_on_the_levels_of_a_table_are_left_to_the_kernel() {
    let quantizer = table_scheme("int4", book("fp4_e2m1")).grid().over(-12.7, 12.7);
    let values: Vec<f32> = (0..100_000).map(|i| quantizer.level(i * 7919 % 15)).collect();
    assert_eq!(by_kernel(&values, &quantizer).sse(), 0.0);
    let sorted = Sorted::new(&values);
    assert_eq!(sorted.measure(&quantizer), None);
    assert_eq!(sorted.parts(&quantizer), None);
}
