//! The curve of error against clipping is what the reports of its points' schemes say.
#![cfg(not(target_arch = "wasm32"))]

use std::rc::Rc;

use quantscope::{
    Report, Scheme, Tensor,
    analysis::{BlockSweep, Curve, Point, Spacing, Sweep, clipping_curve, marked},
    kernels::Level,
    quantizer::Quantizer,
    scheme::{Calibration, Fit, Scales, calibration::Block},
    sorted::Sorted,
};

const SCHEMES: [&str; 9] = [
    "int8",
    "int4:wide",
    "int3:full:away",
    "int4:floor",
    "int8:asym",
    "int4:asym:zfloat",
    "int4:spow2",
    "int4:asym:s16",
    "int4:se4m3",
];

/// A bell with outliers of up to 1000 standard deviations on one side.
fn bell() -> Vec<f32> {
    let mut state = 3u32;
    let mut uniform = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / (1 << 24) as f32 - 0.5
    };
    let mut value = |i| {
        let x = (0..6).map(|_| uniform()).sum::<f32>();
        if i % 9001 == 77 { x.abs() * 1000.0 } else { x }
    };
    (0..1 << 15).map(&mut value).collect()
}

/// The grid of all values, and the report of them.
fn report(values: &[f32], scheme: &Scheme, calibration: Calibration) -> (Quantizer, Report) {
    let tensor = Tensor::new("t", &[values.len()], values.to_vec()).unwrap();
    let fit = Rc::new(Fit::new(Level::new(), &tensor, &Scheme { calibration, ..*scheme }));
    (fit.quantizer(0), Report::of(Level::new(), &tensor, fit))
}

fn check(point: &Point, (quantizer, report): &(Quantizer, Report), name: &str) {
    let (kept, m) = (point.range.unwrap(), report.measures);
    assert_eq!((kept.alpha, kept.beta), quantizer.range(), "{name} {point:?}");
    assert_eq!(point.clipped, m.clipped, "{name} {point:?}");
    for (ours, theirs) in [(point.rounding_sse, m.rounding_sse), (point.clipping_sse, m.clipping_sse)] {
        assert!((ours - theirs).abs() <= 1e-6 * theirs, "{name} {point:?}: {ours} for {theirs}");
    }
}

fn sweep(sorted: &Sorted, scheme: &Scheme, spacing: Spacing, points: usize) -> Curve {
    // Half of the marks have the range of a fit, the others choose theirs when they are measured.
    let range = |(i, scheme): (usize, Scheme)| {
        let choice = scheme.choose(&Block::of_sorted(Level::new(), sorted));
        (scheme.calibration, (i % 2 == 0).then_some((choice.lo, choice.hi)))
    };
    let marks = marked(*scheme).enumerate().map(range).collect();
    let mut sweep = Sweep::new(*scheme, spacing, points).marking(marks);
    let mut last = -1.0;
    loop {
        assert!(sweep.progress() > last);
        last = sweep.progress();
        if let Some(curve) = sweep.step(Level::new(), sorted) {
            return curve;
        }
    }
}

#[test]
fn points_and_marks_are_the_reports_of_their_schemes() {
    let values = bell();
    let sorted = Sorted::new(&values);
    for text in SCHEMES {
        let scheme: Scheme = text.parse().unwrap();
        for spacing in [Spacing::Ratio, Spacing::Percentile] {
            let curve = sweep(&sorted, &scheme, spacing, 40);
            assert_eq!(curve.points, clipping_curve(Level::new(), &sorted, &scheme, spacing, 40));
            for point in &curve.points {
                let kept = point.range.unwrap();
                let calibration = match spacing {
                    Spacing::Ratio => Calibration::clip(kept.lo, kept.hi),
                    Spacing::Percentile => Calibration::percentile(point.at),
                };
                check(point, &report(&values, &scheme, calibration), text);
            }
            assert!(curve.marks.iter().map(|mark| mark.calibration).eq(Calibration::marked()), "{text}");
            for mark in &curve.marks {
                check(&mark.point, &report(&values, &scheme, mark.calibration), text);
            }
        }
    }
}

#[test]
fn the_curve_shows_the_whole_range_and_the_optimum() {
    let sorted = Sorted::new(&bell());
    for text in SCHEMES {
        let scheme: Scheme = text.parse().unwrap();
        let curve = sweep(&sorted, &scheme, Spacing::Ratio, 400);
        let (first, last) = (&curve.points[0], &curve.points[399]);
        assert!((0.4..=0.5).contains(&first.clipped) || text.contains("spow2"), "{text}: {first:?}");
        assert_eq!((last.at, last.range.unwrap().ratio, last.clipped), (1.0, 1.0, 0.0), "{text}");
        assert!(
            curve.points.is_sorted_by(|a, b| a.at < b.at && a.range.unwrap().ratio < b.range.unwrap().ratio)
        );
        assert_eq!(Point { at: 1.0, ..curve.marks[0].point }, *last, "{text}: max is the last point");

        // With outliers a thousand deviations out, the optimum lies far within, and the curve is near it.
        let sse = |p: &Point| p.rounding_sse + p.clipping_sse;
        let best = curve.points.iter().map(sse).fold(f64::INFINITY, f64::min);
        let mse = curve.marks.iter().find(|mark| mark.calibration.to_string() == "mse").unwrap();
        let mse = sse(&mse.point);
        if !text.contains("floor") && !text.contains("asym") {
            assert!(best <= 1.02 * mse && best >= 0.98 * mse, "{text}: {best} and {mse}");
        }
    }
}

#[test]
fn percentiles_get_denser_towards_100() {
    let sorted = Sorted::new(&bell());
    let points = clipping_curve(Level::new(), &sorted, &"int4".parse().unwrap(), Spacing::Percentile, 400);
    let at: Vec<f64> = points.iter().map(|p| p.at).collect();
    assert_eq!((at[0], at[399]), (50.0, 100.0));
    assert!(at.is_sorted_by(|a, b| a < b) && at[398] > 100.0 - 100.0 / 32768.0);
    assert!(at.windows(3).take(397).all(|w| w[2] - w[1] < w[1] - w[0]));
}

#[test]
fn any_values_have_a_curve() {
    let blocks: [&[f32]; 7] = [
        &[],
        &[0.0; 9],
        &[3.5; 9],
        &[-1.0],
        &[0.0, 0.0, 0.0, 2.0],
        &[f32::MAX, f32::MIN, 1.0],
        &[1e-44, -2e-45],
    ];
    for values in blocks {
        let sorted = Sorted::new(values);
        for text in SCHEMES {
            let scheme: Scheme = text.parse().unwrap();
            for spacing in [Spacing::Ratio, Spacing::Percentile] {
                let curve = sweep(&sorted, &scheme, spacing, 1);
                assert_eq!(curve.points.len(), 3, "brought to three");
                for p in curve.points.iter().chain(curve.marks.iter().map(|mark| &mark.point)) {
                    let kept = p.range.unwrap();
                    let all = [p.at, p.clipped, p.rounding_sse, p.clipping_sse, kept.ratio];
                    assert!(all.iter().all(|x| x.is_finite()), "{text} {values:?}: {p:?}");
                    assert!(
                        kept.lo <= kept.hi && (0.0..=1.0).contains(&p.clipped),
                        "{text} {values:?}: {p:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn rounding_by_chance_has_a_curve_too() {
    let sorted = Sorted::new(&bell());
    let points =
        clipping_curve(Level::new(), &sorted, &"int4:stochastic(2)".parse().unwrap(), Spacing::Ratio, 5);
    assert!(points.iter().all(|p| p.rounding_sse > 0.0));
}

#[test]
fn a_curve_over_blocks_is_the_reports_of_its_schemes() {
    let mut values = bell()[..1 << 13].to_vec();
    values[700] = f32::NAN;
    let tensor = Tensor::new("t", &[64, 128], values).unwrap();
    for text in ["int4:row", "int8:asym:g32", "int3:asym:zfloat:col", "int4:g32:se4m3"] {
        let scheme: Scheme = text.parse().unwrap();
        let fits = marked(scheme).map(|scheme| Rc::new(Fit::new(Level::new(), &tensor, &scheme)));
        let mut sweep = BlockSweep::new(scheme, 12, fits.collect());
        let mut last = -1.0;
        let curve = loop {
            assert!(sweep.progress(&tensor) > last);
            last = sweep.progress(&tensor);
            if let Some(curve) = sweep.step(Level::new(), &tensor) {
                break curve;
            }
        };
        assert_eq!(
            (curve.points.len(), curve.points[11].at, curve.marks.len()),
            (12, 100.0, Calibration::marked().count())
        );
        assert!(curve.marks.iter().map(|mark| mark.calibration).eq(Calibration::marked()), "{text}");
        // A point on the way does not know the tensor's scale of a storage on two levels; a mark has it from its fit.
        let known = if matches!(scheme.scales, Scales::E4m3(_)) { &[] } else { &curve.points[..] };
        let points = known.iter().map(|p| (Calibration::percentile(p.at), p));
        for (calibration, point) in points.chain(curve.marks.iter().map(|m| (m.calibration, &m.point))) {
            let m = Report::new(Level::new(), &tensor, &Scheme { calibration, ..scheme }).measures;
            assert_eq!((point.clipped, point.range), (m.clipped, None), "{text} {calibration:?}");
            for (ours, theirs) in [(point.rounding_sse, m.rounding_sse), (point.clipping_sse, m.clipping_sse)]
            {
                assert!(
                    (ours - theirs).abs() <= 1e-6 * theirs,
                    "{text} {calibration:?}: {ours} for {theirs}"
                );
            }
        }
    }
}
