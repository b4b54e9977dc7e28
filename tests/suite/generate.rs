//! Generated data: the same bits everywhere, and the distributions that were asked for.
//!
//! Runs natively and, by `wasm-bindgen-test`, as WebAssembly; it reads no file.

use quantscope::Tensor;
use quantscope::data::{DataSpec, Generation, Generator, STEP, generate};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn generator(notation: &str) -> Generator {
    match notation.parse() {
        Ok(DataSpec::Generated(generator)) => generator,
        other => panic!("{notation}: {other:?}"),
    }
}

fn tensor(notation: &str) -> Tensor {
    generate(&generator(notation)).expect("what parses is valid")
}

fn crc(tensor: &Tensor) -> u32 {
    let bytes: Vec<u8> = tensor.values().iter().flat_map(|x| x.to_le_bytes()).collect();
    crc32fast::hash(&bytes)
}

/// Links, lessons and published pictures hold these strings: a change here changes what they show.
#[test]
fn the_bits_are_pinned() {
    let pinned = [
        ("normal", 0x8b76_77da),
        ("laplace", 0xc02d_68e4),
        ("student", 0xc818_98e3),
        ("uniform", 0xb649_eb9a),
        ("relu", 0xbcf8_329a),
        ("llm", 0x45f1_1249),
        ("lognormal", 0x890b_5583),
        ("bimodal", 0x50ef_5d9f),
        ("gelu", 0xbe61_1b40),
        ("silu", 0x9788_7538),
        ("softmax", 0xdac9_ea22),
        ("bimodal:64x512:seed=3:mean=1:sd=0.1", 0xfab2_3745),
        ("gelu:300x700:mean=-1:sd=3", 0x6ebc_86b4),
        ("softmax:300x700:seed=7:sd=4:outliers=0.001x20xpos:channels=2x3", 0x2e28_fde3),
        ("normal:n=1000:seed=4294967295", 0x038c_43ad),
        ("normal:300x700:seed=7:mean=-2:sd=0.02", 0x0338_4a8f),
        ("student:n=100000:df=1.5", 0x4e7e_b1ea),
        ("normal:seed=7:outliers=0.001x20", 0xcc10_1c59),
        ("laplace:64x512:outliers=0.01x12xneg:channels=3x20", 0x0225_93cf),
        ("normal:100x70:seed=7:drift=30", 0xd6ac_77f5),
    ];
    let now: Vec<_> = pinned.iter().map(|&(notation, _)| (notation, crc(&tensor(notation)))).collect();
    assert_eq!(now, pinned, "{now:#010x?}");
}

/// The first value, and nothing else, is what a person put there, whatever the kind.
#[test]
fn a_value_placed_by_hand_is_in_the_place_of_the_first() {
    for notation in ["normal:64x64", "softmax:64x64:sd=3", "llm:n=1000:outliers=0.01x20:channels=2x5"] {
        let (plain, pointed) = (tensor(notation), tensor(&format!("{notation}:point=-37.25")));
        assert_eq!(pointed.values()[0], -37.25);
        assert_eq!(plain.values()[1..], pointed.values()[1..]);
    }
}

/// Mean, standard deviation, and what lies beyond two standard deviations.
fn moments(notation: &str) -> (f64, f64, f64) {
    let t = tensor(notation);
    let n = t.values().len() as f64;
    let mean = t.values().iter().map(|&x| f64::from(x)).sum::<f64>() / n;
    let variance = t.values().iter().map(|&x| (f64::from(x) - mean).powi(2)).sum::<f64>() / n;
    let sd = variance.sqrt();
    (mean, sd, t.values().iter().filter(|&&x| (f64::from(x) - mean).abs() > 2.0 * sd).count() as f64 / n)
}

#[test]
fn moments_are_those_of_the_distributions() {
    let sqrt = f64::sqrt;
    for (notation, mean, sd, beyond) in [
        ("normal:1024x1024", 0.0, 1.0, 0.045_50),
        ("normal:1024x1024:mean=3:sd=0.5", 3.0, 0.5, 0.045_50),
        ("laplace:1024x1024", 0.0, 1.0, 0.059_11),
        ("uniform:1024x1024:mean=-1:sd=2", -1.0, 2.0, 0.0),
        // sd is a multiplier here: t with 10 degrees of freedom has variance 10/8.
        ("student:1024x1024:df=10", 0.0, sqrt(1.25), 0.049_0),
        // Nearly Gaussian: the formula must not lose its digits.
        ("student:1024x1024:df=1e12", 0.0, 1.0, 0.045_50),
        // A rectified Gaussian: mean 1/√(2π), variance 1/2 − 1/(2π).
        ("relu:1024x1024", 0.398_94, sqrt(0.340_85), 0.059_0),
        // Of a logarithm with mean 0 and variance v = 1/4: mean e^(v/2), variance (e^v − 1)·e^v.
        ("lognormal:1024x1024:sd=0.5", 1.133_15, 0.603_90, 0.044_46),
        // Beyond two sd is beyond 2·√5 of a Gaussian around 2: Q(2·√5 − 2).
        ("bimodal:1024x1024:mean=1:sd=2", 1.0, 2.0, 0.006_72),
        // Mean 1/(2√π); this kind's other numbers and the next one's by integration.
        ("gelu:1024x1024", 0.282_09, 0.587_91, 0.060_4),
        ("gelu:1024x1024:mean=1:sd=2", 1.318_38, 1.527_72, 0.045_8),
        ("silu:1024x1024", 0.206_62, 0.559_54, 0.055_4),
        ("silu:1024x1024:mean=1:sd=2", 1.209_72, 1.520_58, 0.049_1),
        // In long rows the lognormal above, divided by its mean and the row's length.
        ("softmax:1024x1024:sd=0.5", 1.0 / 1024.0, 0.532_94 / 1024.0, 0.044_46),
        // Variance (0.95 + 0.05·3) · (1 + 0.001·99).
        ("llm:2048x2048", 0.0, sqrt(1.1 * 1.099), 0.035_5),
    ] {
        let (m, s, b) = moments(notation);
        assert!((m - mean).abs() < 0.01 * sd, "{notation}: mean {m}");
        assert!((s / sd - 1.0).abs() < 0.02, "{notation}: sd {s}, not {sd}");
        assert!((b - beyond).abs() < 0.003, "{notation}: {b} beyond two sd");
    }
}

#[test]
fn a_rectified_value_is_never_negative_not_even_minus_zero() {
    assert!(tensor("relu").values().iter().all(|x| x.is_sign_positive()));
}

/// Of one seed these kinds are functions of the same Gaussian values, which float32 rounds here.
#[test]
fn functions_of_a_gaussian_are_those_of_the_normal_values() {
    let options = ":mean=0.5:sd=2";
    let normal = tensor(&format!("normal{options}"));
    let agrees = |kind: &str, f: &dyn Fn(f64) -> f64| {
        let given = tensor(&format!("{kind}{options}"));
        for (&x, &y) in normal.values().iter().zip(given.values()) {
            let (wanted, y) = (f(f64::from(x)), f64::from(y));
            assert!((y - wanted).abs() <= 4e-6 * wanted.abs() + 1e-12, "{kind} of {x}: {y}, not {wanted}");
        }
    };
    agrees("lognormal", &libm::exp);
    agrees("gelu", &|x| x * 0.5 * libm::erfc(-x / std::f64::consts::SQRT_2));
    agrees("silu", &|x| x / (1.0 + libm::exp(-x)));
}

#[test]
fn bimodal_values_are_two_hills_with_a_valley_between() {
    let t = tensor("bimodal:1024x1024");
    let share = |from: f32, to: f32| {
        t.values().iter().filter(|&&x| from < x && x < to).count() as f64 / t.values().len() as f64
    };
    assert!((share(0.0, 9.0) - 0.5).abs() < 0.003, "equal weight");
    // Within half an own sd of each centre, and of the middle: Q(1.5) − Q(2.5) twice.
    let (centre, half) = (2.0 / 5f32.sqrt(), 0.5 / 5f32.sqrt());
    for (middle, wanted) in [(-centre, 0.1915), (centre, 0.1915), (0.0, 0.0606)] {
        let found = share(middle - half, middle + half);
        assert!((found - wanted).abs() < 0.003, "around {middle}: {found}");
    }
}

#[test]
fn softmax_rows_sum_to_one_and_are_those_of_the_logits() {
    for options in
        [":64x300:sd=3", ":5x20000:sd=0.1:mean=7", ":300x64:outliers=0.01x20:channels=3x4", ":40x1"]
    {
        let (logits, t) = (tensor(&format!("normal{options}")), tensor(&format!("softmax{options}")));
        let width = t.shape()[1];
        for (logits, row) in logits.values().chunks(width).zip(t.values().chunks(width)) {
            let sum: f64 = row.iter().map(|&p| f64::from(p)).sum();
            assert!((sum - 1.0).abs() < 1e-6, "{options}: {sum}");
            let total: f64 = logits.iter().map(|&x| libm::exp(f64::from(x))).sum();
            for (&x, &p) in logits.iter().zip(row) {
                let wanted = libm::exp(f64::from(x)) / total;
                assert!(
                    (f64::from(p) - wanted).abs() <= 1e-7 * wanted + 1e-40,
                    "{options}: {p}, not {wanted}"
                );
            }
        }
    }
}

/// Where two tensors differ.
fn changed(a: &str, b: &str) -> Vec<usize> {
    let (a, b) = (tensor(a), tensor(b));
    (0..a.values().len()).filter(|&i| a.values()[i].to_bits() != b.values()[i].to_bits()).collect()
}

#[test]
fn outliers_are_as_many_as_asked_and_stay_where_they_are() {
    let at = changed("normal", "normal:outliers=0.001x20");
    assert_eq!(at.len(), 66, "0.001 of 65536, rounded");
    assert_eq!(changed("normal", "normal:outliers=0.001x50"), at, "only the magnitude changed");
    assert_eq!(changed("normal", "normal:outliers=0.001x20xneg"), at, "only the side changed");
    assert_eq!(changed("laplace", "laplace:sd=1:outliers=0.001x20"), at, "only the body changed");
    assert_eq!(changed("normal", "normal:outliers=1e-9x20").len(), 1, "at least one");
    assert_eq!(changed("normal", "normal:outliers=1x20").len(), 65536, "all");

    let t = tensor("normal:mean=1:sd=0.5:outliers=0.001x20");
    let sides = at.iter().filter(|&&i| t.values()[i] == 11.0).count();
    assert!(at.iter().all(|&i| t.values()[i] == 11.0 || t.values()[i] == -9.0));
    assert!((16..=50).contains(&sides), "{sides} of 66 above");
    let above = tensor("normal:mean=1:sd=0.5:outliers=0.001x20xpos");
    assert!(at.iter().all(|&i| above.values()[i] == 11.0));
    let below = tensor("normal:mean=1:sd=0.5:outliers=0.001x20xneg");
    assert!(at.iter().all(|&i| below.values()[i] == -9.0));
}

fn changed_columns(options: &str) -> Vec<usize> {
    let mut columns: Vec<_> = changed("normal", options).into_iter().map(|i| i % 256).collect();
    columns.sort_unstable();
    columns.dedup();
    columns
}

#[test]
fn channels_scale_whole_columns() {
    let (plain, scaled) = (tensor("normal"), tensor("normal:channels=3x8"));
    let columns = changed_columns("normal:channels=3x8");
    assert_eq!(columns.len(), 3);
    for (i, (&a, &b)) in plain.values().iter().zip(scaled.values()).enumerate() {
        let factor = if columns.contains(&(i % 256)) { 8.0 } else { 1.0 };
        assert_eq!(b, a * factor, "value {i}");
    }
    let more = changed_columns("normal:channels=9x8");
    assert_eq!(more.len(), 9);
    assert!(columns.iter().all(|c| more.contains(c)), "a larger count keeps the columns chosen already");
    assert_eq!(changed_columns("normal:channels=256x8").len(), 256);
}

#[test]
fn drift_scales_rows_from_one_to_its_factor() {
    let (plain, drifting) =
        (tensor("laplace:5x300:outliers=0.01x20"), tensor("laplace:5x300:outliers=0.01x20:drift=16"));
    for (i, (&a, &b)) in plain.values().iter().zip(drifting.values()).enumerate() {
        assert_eq!(b, a * [1.0, 2.0, 4.0, 8.0, 16.0][i / 300], "value {i}");
    }
    for (with, without) in
        [("normal:n=500:drift=9", "normal:n=500"), ("normal:1x500:drift=9", "normal:1x500")]
    {
        assert_eq!(tensor(with).values(), tensor(without).values(), "one row has no way to go");
    }
    // A row that goes on in the next step has the same factor there.
    let (plain, quieter) = (tensor("normal:3x70000"), tensor("normal:3x70000:drift=0.25"));
    for (i, (&a, &b)) in plain.values().iter().zip(quieter.values()).enumerate() {
        assert_eq!(b, a * [1.0, 0.5, 0.25][i / 70000], "value {i}");
    }
}

#[test]
fn pieces_make_the_same_whole() {
    let spec = generator("llm:300x701:outliers=0.01x9:channels=2x3");
    let mut generation = Generation::new(&spec).unwrap();
    let mut steps = 1;
    while generation.step() {
        let done = (steps * STEP) as f64 / 210_300.0;
        assert_eq!(generation.progress(), done);
        steps += 1;
    }
    assert_eq!((steps, generation.progress()), (4, 1.0));
    let whole = generate(&spec).unwrap();
    assert_eq!(generation.finish(), whole);
    assert_eq!(whole.name(), "llm:300x701:outliers=0.01x9:channels=2x3");
    assert_eq!(whole.shape(), [300, 701]);
}

/// A row of softmax may begin in one step and end in another.
#[test]
fn rows_longer_than_a_step_are_whole() {
    let notation = "softmax:2x100000:sd=2";
    let mut generation = Generation::new(&generator(notation)).unwrap();
    while generation.step() {}
    let t = generation.finish();
    assert_eq!(t, tensor(notation));
    for row in t.values().chunks(100_000) {
        let sum: f64 = row.iter().map(|&p| f64::from(p)).sum();
        assert!((sum - 1.0).abs() < 1e-6, "{sum}");
    }
}

#[test]
fn extreme_options_give_values_and_no_nan() {
    for notation in [
        "student:n=5000:df=1e-308",
        "student:n=5000:df=1e308",
        "normal:n=5000:sd=1e308:mean=-1e308:outliers=0.1x1e308:channels=5000x1e308",
        "normal:50x100:sd=1e308:drift=1e308",
        "normal:50x100:sd=1e-300:drift=1e-320",
        "relu:n=1:sd=1e-320",
        "lognormal:n=5000:sd=1e308:mean=1e308",
        "bimodal:n=5000:sd=1e308",
        "gelu:n=5000:sd=1e308:mean=-1e308",
        "silu:n=5000:sd=1e308:mean=-1e308",
        "softmax:50x100:sd=1e308:mean=-1e308:outliers=0.1x1e308:channels=100x1e308",
    ] {
        assert_eq!(tensor(notation).non_finite().nan, 0, "{notation}");
    }
}
