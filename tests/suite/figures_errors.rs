//! The Errors picture as SVG, of errors the lab found. `INSTA_UPDATE=always cargo test --test suite figures_errors` blesses new
//! snapshots; look at the pictures first.
#![cfg(not(target_arch = "wasm32"))]

use crate::support::svg;
use plotters::drawing::IntoDrawingArea;
use plotters_svg::SVGBackend;
use quantscope::{
    Tensor,
    figure::{ErrorsFigure, ErrorsLabels, ErrorsPanel, FiniteRange, PlotMap, Role, Text, Theme, draw_errors},
    lab::{
        Lab,
        question::{errors::ErrorsQuestion, frame::FrameQuestion},
    },
};

fn labels() -> ErrorsLabels<'static> {
    ErrorsLabels {
        value: "value x".into(),
        data: "values (colour: share of Σe²)".into(),
        squares: "Σe² per bar".into(),
        rounding: "rounding".into(),
        clipping: "clipping".into(),
        error: "error e = x̂ − x".into(),
        count: "values per bin".into(),
        rmse: "RMSE".into(),
        even: "s/√12".into(),
    }
}

/// A bell of equally likely values with a few far ones.
fn bell() -> Vec<f32> {
    let bell = (0..4000).map(|i| {
        let p = (f64::from(i) + 0.5) / 4000.0;
        (libm::log(p / (1.0 - p)) * 0.55) as f32
    });
    bell.chain([-14.0, 11.0, 16.0, 18.5]).collect()
}

struct Setting<'a> {
    values: Vec<f32>,
    schemes: [&'a str; 2],
    view: Option<(f64, f64)>,
    log: bool,
}

/// Makes the figure of a setting from what the lab says of it.
fn with_figure<T>(setting: &Setting<'_>, use_it: impl FnOnce(&ErrorsFigure<'_>) -> T) -> T {
    let columns = setting.values.len();
    let mut lab = Lab::new(Tensor::new("t", &[1, columns], setting.values.clone()).unwrap());
    let schemes = setting.schemes.map(|scheme| scheme.parse().unwrap());
    let errors = lab.answer(&ErrorsQuestion { schemes, view: setting.view, bins: (200, 61) });
    let frame = lab.answer(&FrameQuestion { schemes, blocks: [0, 0], view: setting.view, bins: 200 });
    let counts = [0, 1].map(|i| errors.profiles[i].errors.iter().map(|&n| n as f64).collect::<Vec<_>>());
    let titles = [0, 1].map(|i| format!("{}  {}", ["A", "B"][i], setting.schemes[i]));
    let panels = [0, 1].map(|i| {
        let measures = &frame.schemes[i].report.measures;
        ErrorsPanel {
            role: [Role::A, Role::B][i],
            range: (frame.schemes[i].report.blocks == 1).then(|| {
                let (lo, hi) = frame.schemes[i].quantizer.range();
                (f64::from(lo), f64::from(hi))
            }),
            rounding: &errors.profiles[i].rounding,
            clipping: &errors.profiles[i].clipping,
            errors: &counts[i],
            rmse: measures.rmse,
            even: (frame.schemes[i].report.blocks == 1)
                .then(|| f64::from(frame.schemes[i].quantizer.scale()) / 12f64.sqrt()),
            title: titles[i].as_str().into(),
            source: "Σe² = 1298: 78 % rounding, 22 % clipping".into(),
            smaller: if i == 1 { "31 times less than A" } else { "" }.into(),
            outside: ["", if setting.view.is_some() { "3.1 % →" } else { "" }].map(Text::from),
            spread: "RMSE/s = 0.284, evenly 0.289".into(),
            beyond: ["← 3", ""].map(Text::from),
        }
    });
    let figure = ErrorsFigure {
        view: FiniteRange::covering(frame.view.lo(), frame.view.hi()),
        data: &frame.counts.bins,
        reach: errors.reach,
        log: setting.log,
        panels,
        labels: labels(),
    };
    use_it(&figure)
}

fn draw(name: &str, size: (u32, u32), theme: Theme, setting: &Setting<'_>) -> (String, Vec<PlotMap>) {
    let drawn = with_figure(setting, |figure| {
        svg::picture(name, size, &theme, |area| draw_errors(area, figure, &theme).unwrap())
    });
    assert_eq!(drawn.1.len(), 4);
    for map in &drawn.1 {
        assert!(map.left < map.right && map.top < map.bottom, "{name}: {map:?}");
    }
    let [a, b] = [drawn.1[0], drawn.1[1]];
    assert!(a.x == b.x && a.left == b.left && a.right == b.right, "{name}: both panels share an axis");
    drawn
}

#[test]
fn outliers_and_groups() {
    let setting = Setting { values: bell(), schemes: ["int4", "int4:asym:g64"], view: None, log: true };
    let (light, maps) = draw("errors_light", (960, 640), Theme::light(1.0), &setting);
    assert!(maps[2].left > maps[0].right, "distributions stand beside");
    insta::assert_snapshot!("errors_light", light);
    assert_eq!(light.matches(">\n300\n").count(), 2, "both panels have one scale of squared errors");
    assert!(light.contains(">\n31 times less than A\n"), "where the bars are too small to be seen");
    insta::assert_snapshot!("errors_dark", draw("errors_dark", (960, 640), Theme::dark(1.0), &setting).0);
    let (phone, maps) = draw("errors_phone", (360, 860), Theme::light(1.0), &setting);
    assert!(maps[2].top > maps[1].bottom, "distributions stand below");
    insta::assert_snapshot!("errors_phone", phone);
}

#[test]
fn clipping_and_a_zoomed_axis() {
    let setting = Setting { values: bell(), schemes: ["int3:p99", "int8"], view: None, log: true };
    insta::assert_snapshot!(
        "errors_clipping",
        draw("errors_clipping", (960, 640), Theme::light(1.0), &setting).0
    );
    let setting = Setting { view: Some((-0.4, 2.5)), log: false, ..setting };
    insta::assert_snapshot!(
        "errors_zoomed",
        draw("errors_zoomed", (960, 640), Theme::light(1.0), &setting).0
    );
}

#[test]
fn degenerate_data() {
    for (name, values, schemes) in [
        ("errors_constant", vec![3.0; 50], ["int4", "int4:asym"]),
        ("errors_one_value", vec![-0.7], ["int2", "int8:asym:zfloat"]),
        ("errors_all_outliers", vec![-90.0, 100.0, 95.0, 99.0], ["int4:p90", "int3:asym"]),
        ("errors_two_codes", vec![0.0, 1.0, 0.1, 0.9], ["int2:asym:clip(0,3)", "int2"]),
        ("errors_zeros", vec![0.0; 9], ["int4", "int4:asym"]),
        ("errors_no_value", vec![f32::NAN], ["int4", "int4:asym"]),
        ("errors_huge", vec![f32::MIN, 0.0, f32::MAX], ["int4", "int4:asym"]),
        ("errors_tiny", vec![1e-45, 0.0, -3e-45], ["int4", "int4:asym:floor"]),
    ] {
        let setting = Setting { values, schemes, view: None, log: true };
        insta::assert_snapshot!(name, draw(name, (800, 560), Theme::light(1.0), &setting).0);
        draw(name, (300, 700), Theme::dark(2.0), &Setting { log: false, ..setting });
    }
}

#[test]
fn any_size_can_be_drawn() {
    let setting = Setting { values: bell(), schemes: ["int4:p99", "int8"], view: None, log: true };
    with_figure(&setting, |figure| {
        for size in [(1, 1), (20, 20), (60, 400), (900, 40), (900, 130)] {
            let mut svg = String::new();
            let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
            assert_eq!(draw_errors(&area, figure, &Theme::light(2.0)).unwrap().len(), 4, "{size:?}");
        }
    });
}
