//! Budgets against every choice there is, and what is kept and falls back.

use super::*;
use crate::survey::{Lines, Row, Side, naming::named};

fn points(numbers: &[(f64, f64)]) -> Vec<Point> {
    numbers.iter().map(|&(bits, error)| Point { bits, error }).collect()
}

/// The least error of all choices within a budget.
fn by_trying(tensors: &[Vec<Point>], budget: f64) -> Option<f64> {
    let mut sums = vec![(0.0, 0.0)];
    for points in tensors {
        let added = sums
            .iter()
            .flat_map(|&(bits, error)| points.iter().map(move |p| (bits + p.bits, error + p.error)));
        sums = added.collect();
    }
    sums.into_iter().filter(|&(bits, _)| bits <= budget).map(|(_, error)| error).min_by(f64::total_cmp)
}

/// Tensors with whole numbers of bits, and errors that fall with them or not.
fn some(seed: usize) -> Vec<Vec<Point>> {
    let number = |i: usize| ((seed * 7919 + i * 104_729) % 1009) as f64;
    (0..2 + seed % 4)
        .map(|tensor| {
            let point = |i: usize| Point {
                bits: 1.0 + (number(tensor * 31 + i) / 50.0).floor(),
                error: (number(tensor * 17 + i * 3 + 500) / 8.0).floor(),
            };
            (0..1 + (seed + tensor) % 5).map(point).collect()
        })
        .collect()
}

#[test]
fn no_choice_is_better_than_one_on_the_curve() {
    for seed in 0..300 {
        let tensors = some(seed);
        let curve = Curve::of(&tensors);
        for sums in std::iter::once(curve.start).chain(curve.moves.iter().map(|step| step.sums)) {
            let found = allocate(&tensors, sums.bits);
            assert_eq!(Some(found.sums.error), by_trying(&tensors, sums.bits), "{seed} {sums:?}");
            assert!(found.exact && found.left >= 0.0, "{seed} {found:?}");
        }
    }
}

#[test]
fn between_points_of_the_curve_a_choice_is_within_its_bound() {
    let (mut tried, mut best) = (0, 0);
    for seed in 0..300 {
        let tensors = some(seed);
        for budget in 0..80 {
            let budget = f64::from(budget);
            let found = allocate(&tensors, budget);
            let Some(least) = by_trying(&tensors, budget) else {
                assert!(found.left < 0.0, "{seed} {budget} {found:?}");
                continue;
            };
            assert!(
                found.sums.bits <= budget && found.left == budget - found.sums.bits,
                "{seed} {budget} {found:?}"
            );
            assert!(
                found.bound <= least + 1e-9 && least <= found.sums.error,
                "{seed} {budget} {found:?} {least}"
            );
            assert!(!found.exact || found.sums.error == least, "{seed} {budget} {found:?} {least}");
            tried += 1;
            best += usize::from(found.sums.error == least);
        }
    }
    assert!(best * 10 > tried * 9, "{best} of {tried} are best");
}

#[test]
fn what_is_left_is_spent_where_it_fits() {
    // The next move of the curve takes 10 bits; a point above the hull takes 4.
    let tensors = [points(&[(2.0, 100.0), (12.0, 0.0), (6.0, 70.0)])];
    let found = allocate(&tensors, 7.0);
    assert_eq!(
        (found.chosen.as_slice(), found.sums.error, found.left, found.exact),
        (&[2][..], 70.0, 1.0, false)
    );
    assert_eq!(found.bound, 50.0);
    let dear = allocate(&tensors, 1.0);
    assert_eq!((dear.chosen.as_slice(), dear.left), (&[0][..], -1.0));
    assert_eq!(allocate(&[], 5.0).sums, Point { bits: 0.0, error: 0.0 });
}

#[test]
fn points_that_are_no_numbers_are_not_chosen() {
    let tensors = [points(&[(2.0, f64::NAN), (3.0, 5.0), (f64::INFINITY, 0.0)])];
    assert_eq!(allocate(&tensors, 100.0).chosen, [1]);
}

#[test]
fn candidates_are_schemes_and_floats() {
    for text in ["keep", "bf16", "f16", "int4:g128", "q4_k"] {
        assert_eq!(text.parse::<Candidate>().unwrap().to_string(), text);
    }
    assert!("f17".parse::<Candidate>().is_err());
}

#[test]
fn rows_that_do_not_fit_fall_back_as_in_llama_quantize() {
    let held = |format: &str, columns| held(format.parse().unwrap(), columns).to_string();
    for (format, small) in [
        ("q2_k", "q4_0"),
        ("q3_k", "q4_0"),
        ("q4_k", "q5_0"),
        ("q5_k", "q5_1"),
        ("q6_k", "q8_0"),
        ("iq4_xs", "ggml_iq4_nl"),
        ("tq1_0", "q4_0"),
        ("tq2_0", "q4_0"),
    ] {
        assert_eq!((held(format, 512), held(format, 192)), (format.into(), small.into()));
        assert_eq!(held(format, 100), "f16", "{format}");
    }
    assert_eq!((held("q4_0", 64), held("q4_0", 65)), ("q4_0".into(), "f16".into()));
    assert_eq!(
        (held("int4:g64", 5), held("keep", 5), held("bf16", 5)),
        ("int4:g64".into(), "keep".into(), "bf16".into())
    );
}

/// A row with measures that are made up.
fn row(name: &str, shape: &[usize], sides: &[(&str, f64, f64)]) -> Row {
    let values: usize = shape.iter().product();
    let tensor = crate::Tensor::new("t", &[2], vec![1.0, 0.5]).unwrap();
    let side = |&(scheme, bits_per_value, sse): &(&str, f64, f64)| {
        let scheme = scheme.parse().unwrap();
        let measures = crate::Report::new(crate::kernels::Level::new(), &tensor, &scheme).measures;
        Side {
            scheme,
            measures: Ok(crate::analysis::Measures {
                rounding_sse: sse,
                clipping_sse: 0.0,
                bits_per_value,
                ..measures
            }),
        }
    };
    Row {
        name: name.into(),
        named: named(name),
        shape: shape.to_vec(),
        dtype: "bfloat16".into(),
        bits_per_value: 16.0,
        values: values as u64,
        non_finite: 0,
        signal: values as f64,
        kurtosis: None,
        max_per_sigma: None,
        rows_out: Lines::default(),
        columns_out: Lines::default(),
        importance: None,
        sides: sides.iter().map(side).collect(),
        casts: Some([0.0, 0.25]),
    }
}

fn planning(candidates: &[&str]) -> Planning {
    Planning {
        candidates: candidates.iter().map(|text| text.parse().unwrap()).collect(),
        keep: KeepRules::default(),
        criterion: Criterion::default(),
        counted: Counted::default(),
    }
}

#[test]
fn a_model_is_planned() {
    let rows = [
        row("model.embed_tokens.weight", &[100, 64], &[]),
        row("model.layers.0.self_attn.q_proj.weight", &[64, 256], &[("q4_k", 4.5, 30.0), ("q8_0", 8.5, 1.0)]),
        row("model.layers.0.mlp.down_proj.weight", &[64, 96], &[("q5_0", 5.5, 9.0), ("q8_0", 8.5, 0.5)]),
        row("model.layers.0.input_layernorm.weight", &[64], &[]),
        row("model.layers.0.self_attn.q_proj.bias", &[64], &[]),
        row("blk.0.attn_v.weight", &[8, 8], &[]),
        Row { casts: None, ..row("blk.0.attn_k.weight", &[8, 8], &[]) },
    ];
    let planning = planning(&["q4_k", "q8_0"]);
    assert_eq!(planning.schemes(&[64, 96]), ["q5_0", "q8_0"].map(|text| text.parse().unwrap()));
    let plan = planning.plan(&rows, 6.0);
    let formats: Vec<String> = plan.tensors.iter().map(|tensor| tensor.format.to_string()).collect();
    assert_eq!(formats, ["keep", "q4_k", "q8_0", "keep", "keep", "f16", "keep"]);
    let kept: Vec<_> = plan.tensors.iter().map(|tensor| tensor.kept).collect();
    let why =
        [Some(Keep::Embedding), None, None, Some(Keep::Norm), Some(Keep::Bias), None, Some(Keep::Unmeasured)];
    assert_eq!(kept, why);
    assert_eq!(plan.tensors[2].instead_of, None);
    assert_eq!(plan.tensors[5].instead_of, Some(planning.candidates[0]), "rows of 8 values fit no block");
    assert_eq!(plan.tensors[1].error, 30.0);
    let (planned, all) = plan.bits_per_value();
    assert!(planned <= 6.0 && all > planned, "{planned} {all}");
    let cheap = planning.plan(&rows, 5.0);
    assert_eq!(cheap.tensors[2].instead_of.unwrap().to_string(), "q4_k");
    assert_eq!(cheap.tensors[2].format.to_string(), "q5_0");
    let whole = Planning { counted: Counted::All, ..planning }.plan(&rows, 8.0);
    assert!(whole.bits_per_value().1 <= 8.0);
}

#[test]
fn candidates_that_keep_cost_what_is_stored() {
    let rows = [row("h.0.attn.c_attn.weight", &[8, 64], &[("int4:g32", 5.0, 8.0)])];
    let plan =
        |budget| planning(&["int4:g32", "keep", "f16"]).plan(&rows, budget).tensors[0].format.to_string();
    assert_eq!((plan(5.0), plan(16.0)), ("int4:g32".into(), "keep".into()));
}

#[test]
fn rules_can_be_given_up() {
    let keep = |name: &str, shape: &[usize], rules: KeepRules| rules.keeps(&row(name, shape, &[]));
    let (all, none) = (
        KeepRules::default(),
        KeepRules {
            vectors: false,
            norms: false,
            biases: false,
            embeddings: false,
            routers: false,
            heads: false,
        },
    );
    for (name, shape, why) in [
        ("model.norm.weight", &[64][..], Some(Keep::Norm)),
        ("h.0.mlp.c_fc.bias", &[64], Some(Keep::Bias)),
        ("wte.weight", &[10, 4], Some(Keep::Embedding)),
        ("model.layers.0.mlp.gate.weight", &[8, 64], Some(Keep::Router)),
        ("something", &[1, 64], Some(Keep::Vector)),
        ("lm_head.weight", &[10, 4], None),
    ] {
        assert_eq!((keep(name, shape, all), keep(name, shape, none)), (why, None), "{name}");
    }
    assert_eq!(keep("conv1.weight", &[8, 4, 3], none), Some(Keep::Convolution));
    assert_eq!(keep("model.layers.0.mlp.experts.down_proj", &[8, 4, 32], all), None);
    assert_eq!(keep("lm_head.weight", &[10, 4], KeepRules { heads: true, ..none }), Some(Keep::Head));
}

#[test]
fn what_rows_can_become_is_a_curve_and_models_of_one_format() {
    let rows = [
        row("model.layers.0.self_attn.q_proj.weight", &[64, 256], &[("q4_k", 4.5, 30.0), ("q8_0", 8.5, 1.0)]),
        row("model.layers.0.mlp.down_proj.weight", &[64, 96], &[("q5_0", 5.5, 9.0), ("q8_0", 8.5, 0.5)]),
        row("model.layers.0.input_layernorm.weight", &[64], &[]),
    ];
    let planning = planning(&["q4_k", "q8_0", "q2_k", "keep"]);
    let Overview { levels, curve, singles } = planning.overview(&rows);
    let names: Vec<String> = singles.iter().map(|single| single.candidate.to_string()).collect();
    assert_eq!(names, ["q4_k", "q8_0", "keep"], "nothing was measured under q2_k");
    let (first, second, all) = (16384.0, 6144.0, 22528.0);
    let cheapest = Level {
        bits_per_value: (4.5 * first + 5.5 * second) / all,
        decibels: 10.0 * libm::log10(all / (30.0 + 9.0)),
    };
    assert_eq!((curve[0], singles[0].level), (cheapest, cheapest));
    let kept = Level { bits_per_value: 16.0, decibels: f64::INFINITY };
    assert_eq!((curve.last(), singles[2].level), (Some(&kept), kept));
    assert!(
        curve.is_sorted_by_key(|level| level.bits_per_value)
            && curve.is_sorted_by_key(|level| level.decibels)
    );
    let plan = planning.plan(&rows, 6.0);
    assert_eq!(levels.at(plan.allocation.sums).bits_per_value, plan.bits_per_value().0);
    let whole = Planning { counted: Counted::All, ..planning.clone() };
    let plan = whole.plan(&rows, 6.0);
    assert_eq!(whole.overview(&rows).levels.at(plan.allocation.sums).bits_per_value, plan.bits_per_value().1);
    assert_eq!(singles[0].fallen, [("q5_0".parse().unwrap(), 1)], "rows of 96 fit no super-block");
    assert!(singles[1..].iter().all(|single| single.fallen.is_empty()));
    let nothing = planning.overview(&rows[2..]);
    assert!(nothing.curve.is_empty() && nothing.singles.is_empty());
}

#[test]
fn a_level_is_the_error_below_the_signal_of_what_is_summed() {
    let about = row("h.0.attn.c_attn.weight", &[8, 64], &[("int4:g32", 5.0, 8.0)]);
    let weighed = Row { signal: 2048.0, importance: Some(256.0), ..about };
    let decibels = |criterion| {
        let planning = Planning { criterion, ..planning(&["int4:g32"]) };
        planning.overview(std::slice::from_ref(&weighed)).singles[0].level.decibels
    };
    assert_eq!(decibels(Criterion::Relative), 10.0 * libm::log10(512.0 / (512.0 * (8.0 / 2048.0))));
    assert_eq!(decibels(Criterion::Squared), 10.0 * libm::log10(2048.0 / 8.0));
    // The made-up measures have no weighted error, so Σe² counts; columns have the mean importance 1/2.
    assert_eq!(decibels(Criterion::Weighted), 10.0 * libm::log10(1024.0 / 8.0));
}

#[test]
fn along_the_curve_no_error_is_none_however_sums_are_rounded() {
    let about = |i: usize| {
        let error = 0.1 * (i as f64 + 1.0);
        row(
            &format!("h.{i}.attn.c_attn.weight"),
            &[8, 64],
            &[("int4", 4.0, error), ("int6", 6.0, error / 3.0)],
        )
    };
    let rows: Vec<Row> = (0..24).map(about).collect();
    let Overview { curve, .. } = planning(&["int4", "int6", "keep"]).overview(&rows);
    assert_eq!(curve.last().unwrap().decibels, f64::INFINITY);
    assert!(curve[curve.len() - 2].decibels < 60.0, "{:?}", &curve[curve.len() - 2..]);
}

#[test]
fn no_model_of_one_format_within_the_budget_is_better() {
    // The second point lies above the line between the others, so the curve passes it by; and what it gives the small tensor first leaves
    // too little for the large one.
    let sides =
        |times: f64| [("int4", 4.0, 90.0 * times), ("int6", 6.0, 50.0 * times), ("int8", 8.0, 8.0 * times)];
    let rows = [
        row("h.0.attn.c_attn.weight", &[8, 64], &sides(1.0)),
        row("h.1.attn.c_attn.weight", &[64, 1024], &sides(128.0)),
    ];
    let planning = planning(&["int4", "int6", "int8"]);
    let plan = planning.plan(&rows, 6.0);
    let formats: Vec<String> = plan.tensors.iter().map(|tensor| tensor.format.to_string()).collect();
    assert_eq!(formats, ["int6", "int6"]);
    assert_eq!(
        (plan.allocation.sums.error, plan.allocation.left, plan.allocation.exact),
        (6450.0, 0.0, false)
    );
    // Another start that is too dear, or no better, changes nothing.
    let tensors = [points(&[(2.0, 9.0), (4.0, 5.0), (6.0, 0.0)])];
    let found = allocate(&tensors, 4.5);
    for other in [vec![2], vec![0], vec![1]] {
        assert_eq!(found.clone().or(&tensors, 4.5, other), found);
    }
}

#[test]
fn a_tensor_that_could_not_be_read_is_kept_and_changes_no_sum() {
    let broken = Row {
        bits_per_value: f64::NAN,
        signal: f64::NAN,
        casts: None,
        ..row("h.0.attn.c_attn.weight", &[8, 64], &[])
    };
    let rows = [broken, row("h.1.attn.c_attn.weight", &[8, 64], &[("int4", 4.0, 9.0)])];
    let planning = planning(&["int4", "keep"]);
    let plan = planning.plan(&rows, 5.0);
    assert_eq!((plan.tensors[0].kept, plan.tensors[1].kept), (Some(Keep::Unmeasured), None));
    assert_eq!((plan.kept_bits, plan.bits_per_value().0), (0.0, 4.0));
    assert!(planning.overview(&rows).curve.iter().all(|level| level.bits_per_value.is_finite()));
}
