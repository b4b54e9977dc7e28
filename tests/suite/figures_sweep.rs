//! The sweep picture as SVG. `INSTA_UPDATE=always cargo test --test suite figures_sweep` blesses new snapshots; look at the
//! pictures first.
#![cfg(not(target_arch = "wasm32"))]

use crate::support::svg;
use quantscope::figure::{PlotMap, Role, SweepCurve, SweepFigure, Text, Theme, draw_sweep};

const GROUPS: [(f64, &str); 9] = [
    (3.0, "8"),
    (4.0, "16"),
    (5.0, "32"),
    (6.0, "64"),
    (7.0, "128"),
    (8.0, "256"),
    (9.0, "512"),
    (10.25, "row"),
    (11.75, "tensor"),
];
const COSTS: [&str; 9] = ["8", "6", "5", "4.5", "4.25", "4.13", "4.06", "4.03", "4"];
const MORE: [&str; 9] = ["9", "6.5", "5.25", "4.63", "4.31", "4.16", "4.08", "4.04", "4"];
const BITS: [(f64, &str); 7] =
    [(2.0, "2"), (3.0, "3"), (4.0, "4"), (5.0, "5"), (6.0, "6"), (7.0, "7"), (8.0, "8")];

/// Better the smaller the groups, with a step where outliers come into every block.
fn by_group(best: f64) -> [f64; 9] {
    [0.0, 1.4, 2.6, 3.7, 4.9, 6.3, 8.0, 9.1, 14.6].map(|lost| best - lost)
}

fn curve<'a>(role: Role, errors: &'a [f64], other: &'a [f64], chosen: Option<usize>) -> SweepCurve<'a> {
    let label = if role == Role::A { "A  int4:g32" } else { "B  int4:asym" };
    SweepCurve {
        role,
        errors: errors.into(),
        other: other.into(),
        chosen,
        beside: None,
        label: label.into(),
        costs: Vec::new(),
    }
}

fn figure<'a>(stops: &[(f64, &'a str)], curves: &[SweepCurve<'a>]) -> SweepFigure<'a> {
    SweepFigure {
        groups: vec![],
        stops: stops.iter().map(|&(at, label)| (at, label.into())).collect(),
        curves: curves.to_vec(),
        log: false,
        titles: [if stops.len() == 7 { "bits" } else { "group size (bits per value below)" }, "SQNR (dB)"]
            .map(Text::from),
        guide: None,
        kinds: ["as chosen", "other symmetry"].map(Text::from),
    }
}

fn draw(name: &str, size: (u32, u32), theme: Theme, figure: &SweepFigure<'_>) -> (String, PlotMap) {
    let (svg, map) = svg::picture(name, size, &theme, |area| draw_sweep(area, figure, &theme).unwrap());
    assert!(map.left < map.right && map.top < map.bottom, "{name}: {map:?}");
    assert!(figure.stops.iter().all(|stop| map.x.contains(stop.0)), "{name}: {map:?}");
    (svg, map)
}

#[test]
fn group_sizes_with_their_price() {
    let (a, a_other, b, b_other) = (by_group(24.0), by_group(21.5), by_group(26.0), by_group(19.0));
    let curves = [
        SweepCurve { costs: COSTS.map(Text::from).to_vec(), ..curve(Role::A, &a, &a_other, Some(2)) },
        SweepCurve { costs: MORE.map(Text::from).to_vec(), ..curve(Role::B, &b, &b_other, Some(8)) },
    ];
    let figure = figure(&GROUPS, &curves);
    let (svg, map) = draw("sweep_light", (960, 480), Theme::light(1.0), &figure);
    insta::assert_snapshot!("sweep_light", svg);
    assert!(map.y.contains(26.0) && map.y.contains(4.4));
    for text in ["A  int4:g32", "B  int4:asym", "tensor", "4.31"] {
        assert!(svg.contains(&format!(">\n{text}\n")), "{text}");
    }
    insta::assert_snapshot!("sweep_dark", draw("sweep_dark", (960, 480), Theme::dark(1.0), &figure).0);
    let (svg, _) = draw("sweep_phone", (360, 360), Theme::light(1.0), &figure);
    for text in ["32", "row", "tensor"] {
        assert!(svg.contains(&format!(">\n{text}\n")), "the chosen and the last stops are named: {text}");
    }
    insta::assert_snapshot!("sweep_phone", svg);
    for size in [(300, 240), (1024, 420), (2400, 1100)] {
        draw("any", size, Theme::dark(2.0), &figure);
    }
}

#[test]
fn bits_with_the_expected_slope() {
    let a = [9.1, 14.4, 20.0, 25.9, 31.8, 37.8, 43.8];
    let b = [4.2, 9.0, 14.1, 19.5, 25.2, 31.0, 37.0];
    let curves = [curve(Role::A, &a, &b, Some(2)), curve(Role::B, &b, &[], Some(4))];
    let sqnr = SweepFigure { guide: Some((6.02, "6.02 dB per bit".into())), ..figure(&BITS, &curves) };
    let (svg, _) = draw("sweep_bits", (960, 480), Theme::light(1.0), &sqnr);
    assert!(svg.contains("6.02 dB per bit"));
    insta::assert_snapshot!("sweep_bits", svg);
    // The same as mean squared errors.
    let mse = |sqnr: f64| libm::pow(10.0, -sqnr / 10.0);
    let (a, b) = (a.map(mse), b.map(mse));
    let curves = [curve(Role::A, &a, &b, Some(2)), curve(Role::B, &b, &[], Some(4))];
    let mse = SweepFigure {
        log: true,
        titles: ["bits", "MSE"].map(Text::from),
        guide: Some((0.25, "6.02 dB per bit".into())),
        ..figure(&BITS, &curves)
    };
    insta::assert_snapshot!("sweep_mse", draw("sweep_mse", (720, 400), Theme::dark(1.0), &mse).0);
}

#[test]
fn a_scheme_at_no_stop_has_its_mark_beside_the_curve() {
    let integers = [9.1, 14.4, 20.0, 25.9, 31.8, 37.8, 43.8];
    let beside = SweepCurve { beside: Some((4.0, 50.0)), ..curve(Role::A, &integers, &[], None) };
    let shown = SweepFigure { guide: Some((6.02, "6.02 dB per bit".into())), ..figure(&BITS, &[beside]) };
    let (svg, map) = draw("sweep_beside", (480, 300), Theme::light(1.0), &shown);
    assert!(map.y.contains(50.0), "the axis reaches it: {map:?}");
    assert!(svg.contains("A  int4:g32") && !svg.contains("6.02 dB per bit"), "no slope is expected of it");
    insta::assert_snapshot!("sweep_beside", svg);
    // A format of fewer bits than the first stop has its mark on the axis, too.
    let beyond = SweepCurve { beside: Some((1.5, 8.0)), ..curve(Role::A, &integers, &[], None) };
    let (_, map) = draw(
        "sweep_beyond",
        (480, 300),
        Theme::light(1.0),
        &SweepFigure { guide: None, ..figure(&BITS, &[beyond]) },
    );
    assert!(map.x.contains(1.5) && map.x.contains(8.0), "{map:?}");
}

#[test]
fn stops_in_groups_are_points_under_names_in_several_rows() {
    let names = ["int2", "int3", "fp4_bnb", "fp4_e2m1", "int4", "nf4", "fp6_e2m3", "fp6_e3m2", "int6"];
    let stops: Vec<(f64, &str)> = names.iter().enumerate().map(|(i, &name)| (i as f64, name)).collect();
    let errors = [5.0, 9.0, 17.5, 18.0, 17.0, 18.5, 29.0, 27.0, 30.0];
    // Where both are at one place, one sees both.
    let lower = errors.map(|error| if error > 20.0 { error } else { error - 2.0 });
    let curves = [curve(Role::A, &errors, &[], Some(3)), curve(Role::B, &lower, &[], Some(5))];
    let groups =
        vec![(0.0, "2 bits".into()), (1.0, "3 bits".into()), (3.5, "4 bits".into()), (7.0, "6 bits".into())];
    let shown = SweepFigure { groups, ..figure(&stops, &curves) };
    let (svg, _) = draw("sweep_formats", (480, 300), Theme::light(1.0), &shown);
    for name in names {
        assert!(svg.contains(&format!(">\n{name}\n")), "{name} has room");
    }
    assert!(!svg.contains("<polyline"), "no line joins formats");
    insta::assert_snapshot!("sweep_formats", svg);
}

#[test]
fn every_format_is_named_on_a_wide_page() {
    let names: Vec<String> = [
        "int2",
        "tq1_0",
        "tq2_0",
        "q2_k",
        "int3",
        "q3_k",
        "int4",
        "fp4_e2m1",
        "nf4",
        "fp4_bnb",
        "iq4_nl",
        "mxfp4",
        "nvfp4",
        "q4_0",
        "q4_1",
        "q4_k",
        "ggml_iq4_nl",
        "iq4_xs",
        "ggml_mxfp4",
        "ggml_nvfp4",
        "int5",
        "q5_0",
        "q5_1",
        "q5_k",
        "int6",
        "fp6_e2m3",
        "fp6_e3m2",
        "mxfp6_e2m3",
        "mxfp6_e3m2",
        "q6_k",
        "int7",
        "int8",
        "fp8_e4m3",
        "fp8_e5m2",
        "fp8_e4m3fnuz",
        "fp8_e5m2fnuz",
        "mxfp8_e4m3",
        "mxfp8_e5m2",
        "mxint8",
        "q8_0",
    ]
    .map(String::from)
    .to_vec();
    let stops: Vec<(f64, &str)> =
        names.iter().enumerate().map(|(i, name)| (i as f64 * 1.1, name.as_str())).collect();
    let errors: Vec<f64> = (0..names.len()).map(|i| 5.0 + i as f64).collect();
    let curves = [curve(Role::A, &errors, &[], Some(3)), curve(Role::B, &errors, &[], Some(5))];
    let shown = SweepFigure { groups: vec![(10.0, "4 bits".into())], ..figure(&stops, &curves) };
    let named = |width: u32| {
        let (svg, _) = draw("sweep_all_formats", (width, 500), Theme::light(1.0), &shown);
        names.iter().filter(|name| svg.contains(&format!(">\n{name}\n"))).count()
    };
    assert_eq!(named(850), names.len());
    assert!(named(320) >= 10);
}

#[test]
fn points_appear_as_they_are_measured() {
    let nan = f64::NAN;
    let nothing = [nan; 7];
    let some = [nan, 14.4, 20.0, nan, nan, 37.8, nan];
    for (name, a, chosen) in [("sweep_nothing", nothing, None), ("sweep_some", some, Some(2))] {
        let curves = [curve(Role::A, &a, &nothing, chosen), curve(Role::B, &nothing, &[], None)];
        let figure = SweepFigure { guide: Some((6.02, "6.02 dB per bit".into())), ..figure(&BITS, &curves) };
        let (svg, _) = draw(name, (480, 300), Theme::light(1.0), &figure);
        assert_eq!(svg.contains("A  int4"), chosen.is_some());
        insta::assert_snapshot!(name, svg);
    }
}

#[test]
fn degenerate_data() {
    let (infinity, small) = (f64::INFINITY, 1e-30);
    // All values alike: no error. One value: an error of the last bit. All outliers: nothing but error. int2: hardly any signal.
    for (name, a, b) in [
        ("sweep_constant", [infinity; 7], [infinity; 7]),
        ("sweep_one_value", [144.0, infinity, 150.0, infinity, infinity, 151.0, infinity], [f64::NAN; 7]),
        ("sweep_all_outliers", [0.0; 7], [f64::NEG_INFINITY; 7]),
        (
            "sweep_two_codes",
            [-3.0, 2.0, 8.0, 14.0, 20.0, 26.0, 32.0],
            [-900.0, 3.0, 8.1, 14.1, 20.1, 26.1, 32.1],
        ),
    ] {
        let curves = [curve(Role::A, &a, &b, Some(0)), curve(Role::B, &b, &a, Some(6))];
        let figure = SweepFigure { guide: Some((6.02, "6.02 dB per bit".into())), ..figure(&BITS, &curves) };
        insta::assert_snapshot!(name, draw(name, (480, 300), Theme::light(1.0), &figure).0);
        let mse = a.map(|sqnr| if sqnr.is_nan() { sqnr } else { libm::pow(10.0, -sqnr / 10.0) * small });
        let curves = [curve(Role::A, &mse, &[], Some(0)), curve(Role::B, &[], &mse, None)];
        let guide = Some((0.25, "6.02 dB per bit".into()));
        draw(
            "any",
            (300, 240),
            Theme::dark(2.0),
            &SweepFigure { log: true, curves: curves.to_vec(), guide, ..figure },
        );
    }
    let one = [(3.0, "tensor")];
    let curves = [curve(Role::A, &[12.0], &[11.0], Some(0)), curve(Role::B, &[12.0], &[], Some(0))];
    insta::assert_snapshot!(
        "sweep_one_stop",
        draw("sweep_one_stop", (360, 240), Theme::light(1.0), &figure(&one, &curves)).0
    );
    draw("sweep_no_stop", (360, 240), Theme::light(1.0), &figure(&[], &[]));
}
