//! Sketches of distributions: what the icons in the list of data show.
#![cfg(not(target_arch = "wasm32"))]

use quantscope::{
    Tensor,
    analysis::Sketch,
    data::{DataSpec, Generator, Kind},
    kernels::Level,
};

fn generator(text: &str) -> Generator {
    match text.parse().unwrap() {
        DataSpec::Generated(generator) => generator,
        other => panic!("{other} is not generated"),
    }
}

fn sketch(text: &str) -> Sketch {
    Sketch::of(&generator(text), 22).unwrap()
}

fn of(values: &[f32], bins: usize) -> Sketch {
    let tensor = Tensor::new("t", &[values.len()], values.to_vec()).unwrap();
    Sketch::new(Level::new(), &tensor, bins)
}

#[test]
fn counts_all_but_a_quarter_of_a_percent_at_each_end() {
    // 0 … 400 and the percentiles are 1 and 399.
    let values: Vec<f32> = (0..=400u16).map(f32::from).collect();
    let found = of(&values, 2);
    assert_eq!(found, Sketch { counts: vec![199, 200], far_below: false, far_above: false });
}

#[test]
fn tells_of_values_far_out_on_their_side() {
    let mut values: Vec<f32> = (0..=400u16).map(f32::from).collect();
    values[400] = 399.0 + 200.0;
    assert!(of(&values, 4).far_above);
    values[400] = 399.0 + 198.0;
    assert!(!of(&values, 4).far_above);
    values[0] = -1000.0;
    let found = of(&values, 4);
    assert!(found.far_below && !found.far_above);
}

#[test]
fn nearly_equal_equal_infinite_and_no_bins_have_a_sketch() {
    let mut values = vec![3.0; 1000];
    assert_eq!(of(&values, 3).counts, [0, 1000, 0]);
    values[0] = 5.0;
    assert_eq!(of(&values, 2).counts, [999, 1], "the whole range where the percentiles are equal");
    values[1] = f32::INFINITY;
    values[2] = f32::NAN;
    assert_eq!(of(&values, 0).counts, [998]);
    assert_eq!(of(&[f32::NAN], 4).counts, [0; 4]);
    // Beyond all floats: infinities only, or nearly.
    assert_eq!(sketch("normal:sd=1e300").counts.len(), 22);
}

#[test]
fn of_each_kind_has_its_shape() {
    let counts = |text: &str| sketch(text).counts;
    let peak = |counts: &[u32]| counts.iter().enumerate().max_by_key(|&(_, &count)| count).unwrap().0;
    for kind in ["normal", "laplace", "student", "llm"] {
        assert!((9..=12).contains(&peak(&counts(kind))), "{kind}");
    }
    for kind in ["relu", "gelu", "silu", "lognormal", "softmax"] {
        assert!(peak(&counts(kind)) < 5, "{kind}");
    }
    let two = counts("bimodal");
    assert!(two[11] * 2 < two[5] && two[11] * 2 < two[16], "{two:?}");
    let flat = counts("uniform");
    assert!(flat.iter().max().unwrap() < &(flat.iter().min().unwrap() * 2), "{flat:?}");
    for kind in Kind::ALL.map(Kind::name) {
        assert!(counts(kind).iter().sum::<u32>() >= 4000, "{kind}");
    }
    let far = |text: &str| (sketch(text).far_below, sketch(text).far_above);
    assert_eq!(far("normal"), (false, false));
    assert_eq!(far("normal:outliers=0.001x20"), (true, true));
    assert_eq!(far("normal:outliers=0.001x20xneg"), (true, false));
    assert_eq!(
        far("normal:1024x1024:outliers=0.000001x20xpos"),
        (false, true),
        "one outlier there is always"
    );
    assert_eq!(far("normal:256x768:channels=3x20"), (true, true));
    assert_eq!(far("student"), (true, true));
    assert_eq!(far("relu"), (false, false));
}

#[test]
fn is_of_the_first_rows() {
    let beginning = |text: &str, most| generator(text).beginning(most).to_string();
    assert_eq!(beginning("softmax:256x128:seed=3", 4096), "softmax:32x128:seed=3");
    assert_eq!(beginning("normal:8x8", 4096), "normal:8x8");
    assert_eq!(beginning("normal:8x8:channels=8x2", 5), "normal:1x5:channels=5x2");
    assert_eq!(beginning("normal:n=5000", 4096), "normal:n=4096");
    assert_eq!(beginning("normal:n=50", 4096), "normal:n=50");
    assert_eq!(beginning("normal", 0), "normal:1x1");
}
