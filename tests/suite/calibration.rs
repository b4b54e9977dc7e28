//! Each calibrator on data small enough to follow by hand: the range, what it found, and when it says something.
#![cfg(not(target_arch = "wasm32"))]

use quantscope::{
    Report, Scheme, Tensor,
    data::{DataSpec, generate},
    kernels::Level,
    quantizer::Quantizer,
    scheme::{
        Calibration, Fit,
        calibration::{Block, CALIBRATORS, Choice, Distribution, Finding, Remark, aciq_optimum},
    },
};

/// What calibration found for a block, and the grid that follows.
#[derive(Debug, Clone, Copy)]
struct Calibrated {
    quantizer: Quantizer,
    finding: Finding,
    remark: Option<Remark>,
}

impl Calibrated {
    fn alpha(&self) -> f32 {
        self.quantizer.range().0
    }

    fn beta(&self) -> f32 {
        self.quantizer.range().1
    }
}

fn calibrate(scheme: &str, values: &[f32]) -> Calibrated {
    let scheme: Scheme = scheme.parse().unwrap();
    let block = Block::new(Level::new(), values);
    let Choice { finding, remark, .. } = scheme.choose(&block);
    Calibrated { quantizer: scheme.calibrate(0, &block), finding, remark }
}

/// A number that the calibrator found.
#[track_caller]
fn found(calibrated: Calibrated, name: &str) -> f64 {
    calibrated.finding.number(name).unwrap()
}

#[track_caller]
fn assert_range(calibrated: Calibrated, lo: f64, hi: f64) {
    let (alpha, beta) = (f64::from(calibrated.alpha()), f64::from(calibrated.beta()));
    let near = |ours: f64, known: f64| (ours - known).abs() <= 1e-6 * known.abs();
    assert!(near(alpha, lo) && near(beta, hi), "[{alpha}, {beta}], expected [{lo}, {hi}]");
}

/// 1 … n with alternating signs.
fn alternating(n: i32) -> Vec<f32> {
    (1..=n).map(|i| if i % 2 == 0 { i as f32 } else { -i as f32 }).collect()
}

#[test]
fn max_takes_the_ends() {
    assert_range(calibrate("int4", &[-3.0, 1.0]), -3.0, 3.0);
    assert_range(calibrate("int4:asym", &[-3.0, 1.0]), -3.0, 1.0);
    assert_range(calibrate("int4:asym", &[2.0, 5.0]), 0.0, 5.0);
    assert_range(calibrate("int4:asym:zfloat", &[2.0, 5.0]), 2.0, 5.0);
    assert_eq!(calibrate("int4", &[-3.0, 1.0]).remark, None);
}

#[test]
fn a_percentile_says_how_many_values_it_leaves_outside() {
    let values = alternating(100);
    let c = calibrate("int4:p90", &values);
    assert_range(c, -90.1, 90.1);
    assert!((found(c, "count") - 10.0).abs() < 1e-9);
    assert_eq!(c.remark, None);
    assert_range(calibrate("int4:asym:p90", &values), -79.2, 80.2);
    // A percent of a hundred values is one; less than that clips none for sure.
    assert_eq!(calibrate("int4:p99", &values).remark, None);
    assert_eq!(calibrate("int4:p99.5", &values).remark, Some(Remark::LessThanOne));
    assert_eq!(calibrate("int4:p100", &values).remark, None, "nothing was to be clipped");
}

#[test]
fn deviations_reach_from_the_mean() {
    let values = [1.0, 1.0, 1.0, 1.0, -1.0, -1.0, 3.0, 3.0];
    let (mean, sd) = (1.0, 2f64.sqrt());
    let c = calibrate("int8:asym:zfloat:sd0.5", &values);
    assert_range(c, mean - 0.5 * sd, mean + 0.5 * sd);
    assert!(found(c, "mean") == 1.0 && (found(c, "sd") - sd).abs() < 1e-12);
    assert_eq!(c.remark, None);
    assert_range(calibrate("int8:asym:sd1", &values), mean - sd, mean + sd);
    assert_range(calibrate("int8:sd1", &values), -mean - sd, mean + sd);
    // Only the upper end clips: the lower one is that of the data, and there is no reason to speak.
    let c = calibrate("int8:asym:sd1", &[0.0, 0.0, 0.0, 4.0]);
    assert_range(c, 0.0, 1.0 + 3f64.sqrt());
    assert_eq!(c.remark, None);
    let c = calibrate("int8:asym:sd2", &values);
    assert_eq!((c.alpha(), c.beta(), c.remark), (-1.0, 3.0, Some(Remark::BeyondMax)));
    let c = calibrate("int8:sd2", &values);
    assert_eq!((c.beta(), c.remark), (3.0, Some(Remark::BeyondMax)));
}

#[test]
fn a_ratio_scales_the_range_of_the_values() {
    let values = [-3.0, 0.5, 1.0];
    assert_range(calibrate("int4:r0.5", &values), -1.5, 1.5);
    assert_range(calibrate("int4:asym:r0.5", &values), -1.5, 0.5);
    assert_range(calibrate("int4:asym:r2", &values), -6.0, 2.0);
    assert_range(calibrate("int4:asym:zfloat:r0.5", &[2.0, 5.0]), 1.0, 2.5);
    assert_range(calibrate("int4:asym:r0.5", &[2.0, 5.0]), 0.0, 2.5);
    assert_eq!(calibrate("int4:r1", &values).quantizer, calibrate("int4", &values).quantizer);
    // Wider than f32 reaches is as wide as it reaches.
    assert!(calibrate("int4:r1000", &[f32::MAX, -1.0]).quantizer.scale().is_finite());
    assert_eq!(calibrate("int4:r0.5", &[0.0; 4]).quantizer.scale(), 1.0);
}

#[test]
fn a_ratio_scales_every_block_by_its_own_range() {
    let tensor = Tensor::new("x", &[2, 2], vec![-1.0, 0.5, 10.0, -40.0]).unwrap();
    let fit = Fit::new(Level::new(), &tensor, &"int4:row:r0.75".parse().unwrap());
    assert_eq!(fit.ranges(), [(-0.75, 0.375), (-30.0, 7.5)]);
}

#[test]
fn aciq_fits_the_nearer_distribution_around_the_grids_center() {
    let fitted = |c: Calibrated| {
        let distribution = match c.finding.formula().notes {
            ["ui.how.aciq.gaussian"] => Distribution::Gaussian,
            ["ui.how.aciq.laplace"] => Distribution::Laplace,
            other => panic!("{other:?}"),
        };
        (distribution, found(c, "center"), found(c, "spread"), found(c, "factor"))
    };
    // E|x|/σ is 1 for two points, more than any bell: Gaussian. For one spike among small values it is little: Laplace.
    let two = [[2.0; 50], [-2.0; 50]].concat();
    let optimum = aciq_optimum(Distribution::Gaussian, 2);
    assert_eq!(fitted(calibrate("int2:aciq", &two)), (Distribution::Gaussian, 0.0, 2.0, optimum));
    let mut spike = vec![0.5; 99];
    spike.push(-30.0);
    let (distribution, center, spread, factor) = fitted(calibrate("int4:aciq", &spike));
    assert_eq!(
        (distribution, center, factor),
        (Distribution::Laplace, 0.0, aciq_optimum(Distribution::Laplace, 4))
    );
    assert!((spread - 0.795).abs() < 1e-12);
    assert_range(calibrate("int4:aciq", &spike), -factor * spread, factor * spread);
    // An asymmetric grid on data of both signs is centred at the mean.
    let shifted: Vec<f32> = two.iter().map(|x| x + 1.0).collect();
    let (_, center, spread, factor) = fitted(calibrate("int2:asym:zfloat:aciq", &shifted));
    assert_eq!((center, spread, factor), (1.0, 2.0, optimum));
    assert_eq!(fitted(calibrate("int2:asym:aciq", &shifted)), (Distribution::Gaussian, 1.0, 2.0, optimum));
    let heavy = [vec![1.0; 60], vec![31.0, 3.0, -9.0, 7.0]].concat();
    let (distribution, center, spread, _) = fitted(calibrate("int2:asym:aciq", &heavy));
    let mean = 92.0 / 64.0;
    let distance = heavy.iter().map(|&x| (f64::from(x) - mean).abs()).sum::<f64>() / 64.0;
    assert_eq!((distribution, center, spread), (Distribution::Laplace, mean, distance));
    // On one-sided data it lies at 0 with all its codes on one side: as if it had a bit more.
    for side in [1.0, -1.0] {
        let one_sided: Vec<f32> = spike.iter().map(|x| x.abs() * side).collect();
        let (distribution, center, _, factor) = fitted(calibrate("int4:asym:aciq", &one_sided));
        let optimum = aciq_optimum(Distribution::Laplace, 5);
        assert_eq!((distribution, center, factor), (Distribution::Laplace, 0.0, optimum));
        assert_eq!(fitted(calibrate("int4:aciq", &one_sided)).3, aciq_optimum(Distribution::Laplace, 4));
    }
    // Where the model's optimum lies beyond the data, there is nothing to clip.
    let c = calibrate("int8:aciq", &two);
    assert_eq!((c.beta(), c.remark), (2.0, Some(Remark::BeyondMax)));
}

#[test]
fn octav_stands_where_its_formula_says() {
    let mut values: Vec<f32> = (-500..=500).map(|i| i as f32 / 100.0).collect();
    values.extend([40.0, -40.0, 50.0]);
    let n = values.len() as f64;
    for (scheme, center, bits, values) in [
        ("int3:octav", 0.0, 3, values.clone()),
        ("int3:asym:octav", 50.0 / n, 3, values.clone()),
        ("int3:asym:octav", 0.0, 4, values.iter().map(|x| x.abs()).collect()),
        ("int3:asym:octav", 0.0, 4, values.iter().map(|x| -x.abs()).collect()),
    ] {
        let c = calibrate(scheme, &values);
        let [at, t, iterations] = ["center", "threshold", "iterations"].map(|name| found(c, name));
        assert!((at - center).abs() < 1e-7 && (2.0..20.0).contains(&iterations), "{c:?}");
        assert_eq!(found(c, "bits"), f64::from(bits));
        let distances = values.iter().map(|&x| (f64::from(x) - at).abs());
        let (sum, beyond) = distances.filter(|&d| d > t).fold((0.0, 0.0), |(s, b), d| (s + d, b + 1.0));
        let next = sum / (0.25f64.powi(bits) / 3.0 * (n - beyond) + beyond);
        assert!((next / t - 1.0).abs() < 1e-6, "{scheme}: {t}, then {next}");
        assert_eq!(c.remark, None);
    }
}

#[test]
fn mse_tries_every_range_that_a_plain_search_would() {
    let mut values: Vec<f32> = (-500..=500).map(|i| (i as f32 / 250.0).powi(3)).collect();
    values.extend([90.0, -20.0]);
    let tensor = Tensor::new("x", &[1, values.len()], values.clone()).unwrap();
    let mse = |scheme: &str| Report::new(Level::new(), &tensor, &scheme.parse().unwrap()).measures.mse;
    for bits in [2, 3, 4, 8] {
        for format in ["sym", "wide", "asym"] {
            let found = mse(&format!("int{bits}:{format}:mse"));
            for step in 1..=100 {
                let (lo, hi) = (-20.0 * step as f32 / 100.0, 90.0 * step as f32 / 100.0);
                let clipped = mse(&format!("int{bits}:{format}:clip({lo},{hi})"));
                assert!(found <= clipped * 1.0001, "int{bits}:{format}: {found}, {clipped} for [{lo}, {hi}]");
            }
        }
    }
    // Far outliers, a millionth of the values: the search goes down to where the others are if it pays.
    let far: Vec<f32> =
        (0..4096).map(|i| if i == 7 { 1e4 } else { ((i * 37) % 101) as f32 - 50.0 }).collect();
    let c = calibrate("int2:mse", &far);
    let whole = calibrate("int2", &far);
    assert_eq!((c.beta(), c.remark), (whole.beta(), Some(Remark::WholeIsBest)), "clipping it costs more");
    let many: Vec<f32> = far.iter().map(|x| x.min(60.0)).collect();
    let c = calibrate("int2:asym:mse", &many);
    assert!(found(c, "grids") > 600.0 && found(c, "mse") <= found(c, "unclipped"), "{c:?}");
}

#[test]
fn mse_searches_around_the_mean_where_zero_need_not_be_a_level() {
    // Three far values on one side of a lump that lies off zero.
    let mut values: Vec<f32> = (0..2000).map(|i| 10.0 + ((i * 7919) % 2003) as f32 / 1000.0).collect();
    values.extend([14.0, 15.0, 16.0]);
    let mean = values.iter().map(|&x| f64::from(x)).sum::<f64>() / values.len() as f64;
    let tensor = Tensor::new("x", &[1, values.len()], values.clone()).unwrap();
    let mse = |scheme: &str| Report::new(Level::new(), &tensor, &scheme.parse().unwrap()).measures.mse;
    let (found, whole) = (mse("int3:asym:zfloat:mse"), mse("int3:asym:zfloat"));
    assert!(found < 0.7 * whole, "{found}, {whole} unclipped");
    for step in 1..=200 {
        let share = f64::from(step) / 200.0;
        let (lo, hi) = (mean + (10.0 - mean) * share, mean + (16.0 - mean) * share);
        let clipped = mse(&format!("int3:asym:zfloat:clip({lo},{hi})"));
        assert!(found <= clipped * 1.0001, "{found}, {clipped} for [{lo}, {hi}]");
    }
}

#[test]
fn mse_leaves_nothing_to_gain_next_to_the_range_it_found() {
    let values: Vec<f32> = (-9000..=21000).map(|i| (i as f32 / 9000.0).powi(3)).collect();
    let tensor = Tensor::new("x", &[1, values.len()], values.clone()).unwrap();
    let mse = |scheme: &str| Report::new(Level::new(), &tensor, &scheme.parse().unwrap()).measures.mse;
    for format in ["asym", "asym:zfloat"] {
        let calibrated = calibrate(&format!("int3:{format}:mse"), &values);
        let found = mse(&format!("int3:{format}:mse"));
        for k in -19..=19 {
            let lo = calibrated.alpha() * (1.0 + k as f32 / 4000.0);
            let moved = mse(&format!("int3:{format}:clip({lo},{})", calibrated.beta()));
            assert!(
                found <= moved * 1.000_002,
                "{format}: {found}, {moved} with {lo} for {}",
                calibrated.alpha()
            );
        }
    }
}

#[test]
fn mse_reports_the_error_of_its_grid() {
    let values: Vec<f32> = (0..997).map(|i| ((i * 7919) % 1009) as f32 / 100.0 - 4.0).collect();
    let tensor = Tensor::new("x", &[1, 997], values.clone()).unwrap();
    for scheme in [
        "int4:mse",
        "int4:full:mse",
        "int3:asym:mse",
        "int3:asym:zfloat:mse",
        "int4:mse:spow2",
        "int4:asym:mse:sbf16:zfloat",
    ] {
        let [mse, unclipped] = ["mse", "unclipped"].map(|name| found(calibrate(scheme, &values), name));
        let measured =
            |scheme: &str| Report::new(Level::new(), &tensor, &scheme.parse().unwrap()).measures.mse;
        // The search is in f64, the grid in f32.
        assert!((mse / measured(scheme) - 1.0).abs() < 1e-4, "{scheme}: {mse} {}", measured(scheme));
        let whole = measured(&scheme.replace(":mse", ""));
        assert!((unclipped / whole - 1.0).abs() < 1e-4, "{scheme}: {unclipped} {whole}");
    }
}

#[test]
fn kl_says_when_it_has_little_to_go_by_or_keeps_hardly_anything() {
    let few = alternating(60);
    assert_eq!(calibrate("int4:kl", &few).remark, Some(Remark::FewValues));
    let many: Vec<f32> = (0..8192).map(|i| ((i * 7919) % 8191) as f32 / 8191.0 - 0.5).collect();
    let c = calibrate("int4:kl", &many);
    assert_eq!((found(c, "levels"), found(c, "bins")), (8.0, 2048.0));
    assert!(found(c, "bin") > 128.0 && found(c, "divergence") >= 0.0, "{c:?}");
    let Ok(DataSpec::Generated(laplace)) = "laplace:n=65536:seed=1".parse() else { panic!() };
    let c = calibrate("int4:kl", generate(&laplace).unwrap().values());
    assert!(c.beta() < 7.0, "{c:?}");
    assert_eq!(c.remark, None, "most values are kept, and there are many");
    assert_eq!(calibrate("int4:kl", &many).remark, Some(Remark::WholeIsBest), "evenly spread values");
    // On one-sided data an asymmetric grid has all its levels on that side.
    let one_sided: Vec<f32> = many.iter().map(|x| x.abs()).collect();
    assert_eq!(found(calibrate("int4:asym:kl", &one_sided), "levels"), 16.0);
    // Nothing below the 128th bin: by the definition nearly everything is clipped.
    let two_lumps: Vec<f32> = many.iter().map(|x| 2.0f32.copysign(*x) + 0.1 * x).collect();
    let c = calibrate("int4:kl", &two_lumps);
    assert_eq!(c.remark, Some(Remark::HardlyAnyKept));
    assert!(c.beta() < 2.0);
}

#[test]
fn equal_values_have_no_spread_to_go_by() {
    for calibration in ["mse", "kl", "aciq", "octav", "sd3"] {
        let c = calibrate(&format!("int4:{calibration}"), &[0.0; 40]);
        assert_eq!((c.quantizer.scale(), c.remark), (1.0, Some(Remark::NoSpread)), "{calibration}");
    }
    for calibration in ["mse", "kl", "aciq", "octav", "sd3"] {
        let c = calibrate(&format!("int4:asym:zfloat:{calibration}"), &[2.5; 40]);
        assert_eq!((c.alpha(), c.beta(), c.remark), (2.5, 2.5, Some(Remark::NoSpread)), "{calibration}");
    }
}

#[test]
fn constant_blocks_are_kept_as_max_keeps_them() {
    for value in [5.0, -5.0, 0.1, 1e-30, 3e38] {
        let (constant, signs) = ([value; 24], [value, -value].repeat(12));
        for (values, format) in [(&constant[..], ""), (&signs, ""), (&constant, ":asym"), (&constant, ":g8")]
        {
            let tensor = Tensor::new("x", &[24], values.to_vec()).unwrap();
            let sse = |calibration: &str| {
                let scheme = format!("int8{format}{calibration}").parse().unwrap();
                Report::new(Level::new(), &tensor, &scheme).measures.mse
            };
            for calibration in [":kl", ":mse", ":aciq", ":octav", ":sd3", ":p99"] {
                assert!(sse(calibration) <= sse(""), "{value} {format} {calibration}: {}", sse(calibration));
            }
        }
    }
}

#[test]
fn a_report_counts_remarks_by_block() {
    let tensor =
        Tensor::new("x", &[4, 64], (0..256).map(|i| if i < 64 { 0.0 } else { i as f32 }).collect()).unwrap();
    let remarks = |scheme: &str| Report::new(Level::new(), &tensor, &scheme.parse().unwrap()).remarks;
    assert_eq!(remarks("int4:row"), []);
    assert_eq!(remarks("int4:row:p99.9"), [(Remark::LessThanOne, 4)]);
    assert_eq!(remarks("int4:row:p75"), []);
    assert_eq!(remarks("int4:row:sd9"), [(Remark::BeyondMax, 3), (Remark::NoSpread, 1)]);
}

#[test]
fn a_formula_shows_only_numbers_that_were_found() {
    let values: Vec<f32> = alternating(4000).iter().map(|x| x / 700.0).collect();
    for calibrator in CALIBRATORS {
        let calibration = Calibration::new(calibrator, calibrator.word.defaults());
        for (format, values) in
            [("int4", &values[..]), ("int4:asym", &values), ("int4:asym:zfloat", &values), ("int4", &[0.0])]
        {
            let finding = calibrate(&format!("{format}:{calibration}"), values).finding;
            let (shape, formulas) = finding.formula().shape.parts();
            for name in formulas.iter().flat_map(|text| text.split('{').skip(1)) {
                let (name, _) = name.split_once('}').unwrap();
                assert!(finding.number(name).is_some(), "{calibration} {shape}: {name}");
            }
        }
    }
}
