//! The clipping picture as SVG. `INSTA_UPDATE=always cargo test --test figures_clipping` blesses new snapshots; look at
//! the pictures first.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use quantscope::figure::{
    ClippingFigure, ClippingMark, ClippingPanel, FiniteRange, PlotMap, Role, Scale, Theme, draw_clipping,
};

#[path = "support/svg.rs"]
mod svg;

/// Rounding grows with the square of what is kept, clipping falls steeply.
fn curve(points: usize, least: f64) -> (Vec<f64>, Vec<f64>, Vec<f64>) {
    let at: Vec<f64> = (0..points).map(|i| libm::pow(least, 1.0 - i as f64 / (points - 1) as f64)).collect();
    let rounding = at.iter().map(|r| 0.3 * r * r).collect();
    let clipping = at.iter().map(|r| 0.4 * libm::exp(-18.0 * r)).collect();
    (at, rounding, clipping)
}

fn draw(
    name: &str,
    size: (u32, u32),
    theme: Theme,
    panels: &[ClippingPanel<'_>],
    x: Scale,
) -> (String, Vec<PlotMap>) {
    let figure = ClippingFigure {
        panels,
        x,
        ticks: None,
        titles: ["share of the range kept", "MSE"],
        parts: ["rounding", "clipping"],
    };
    let drawn = svg::picture(name, size, &theme, |area| draw_clipping(area, &figure, &theme).unwrap());
    for map in &drawn.1 {
        assert!(map.left < map.right && map.top < map.bottom, "{name}: {map:?}");
    }
    drawn
}

fn mark(label: &str, at: f64, error: f64) -> ClippingMark<'_> {
    ClippingMark { label, at, error, chosen: label == "mse" }
}

#[test]
fn two_schemes_with_calibrators() {
    let (at, rounding, clipping) = curve(200, 0.02);
    let error = |r: f64| 0.3 * r * r + 0.4 * libm::exp(-18.0 * r);
    let marks: Vec<_> = [
        ("max", 1.0),
        ("p99", 0.09),
        ("p99.9", 0.2),
        ("p99.99", 0.55),
        ("mse", 0.17),
        ("kl", 0.14),
        ("aciq", 0.19),
        ("octav", 0.172),
    ]
    .into_iter()
    .map(|(label, r)| mark(label, r, error(r)))
    .collect();
    let doubled: Vec<f64> = rounding.iter().zip(&clipping).map(|(r, c)| 1.7 * (r + c)).collect();
    let panel = |role, title| ClippingPanel {
        role,
        at: &at,
        rounding: &rounding,
        clipping: &clipping,
        other: (&at, &doubled),
        other_label: "asymmetric",
        marks: &marks,
        title,
        subtitle: "least MSE 0.0246 at 0.17",
    };
    let panels = [panel(Role::A, "A  int4:mse"), panel(Role::B, "B  int4:asym")];
    let x = Scale::log(0.02, 1.0);
    let (svg, maps) = draw("clipping_light", (960, 520), Theme::light(1.0), &panels, x);
    insta::assert_snapshot!("clipping_light", svg);
    assert!(svg.contains(">\nmse\n") && maps.len() == 2);
    insta::assert_snapshot!(
        "clipping_dark",
        draw("clipping_dark", (960, 520), Theme::dark(1.0), &panels, x).0
    );
    insta::assert_snapshot!(
        "clipping_phone",
        draw("clipping_phone", (360, 400), Theme::light(1.0), &panels, x).0
    );
    for size in [(300, 240), (1600, 800)] {
        draw("any", size, Theme::dark(2.0), &panels, x);
    }
}

#[test]
fn degenerate_data() {
    let x = Scale::Linear(FiniteRange::covering(0.0, 1.0));
    let case = |name: &str, at: &[f64], rounding: &[f64], clipping: &[f64]| {
        let marks = [mark("max", 1.0, 0.0), mark("mse", f64::NAN, f64::INFINITY)];
        let panels = [ClippingPanel {
            role: Role::A,
            at,
            rounding,
            clipping,
            other: (&[], &[]),
            other_label: "",
            marks: &marks,
            title: "A  int2",
            subtitle: "",
        }];
        insta::assert_snapshot!(name, draw(name, (420, 260), Theme::light(1.0), &panels, x).0);
    };
    case("clipping_constant", &[0.5, 1.0], &[0.0, 0.0], &[0.0, 0.0]);
    case("clipping_one_value", &[1.0], &[0.25], &[0.0]);
    case("clipping_all_outliers", &[0.1, 0.5, 1.0], &[0.1, 0.2, 0.4], &[1e30, 10.0, 0.0]);
    case("clipping_two_codes", &[0.2, 1.0], &[0.3, 0.9], &[0.5, 0.0]);
    case("clipping_no_value", &[], &[], &[]);
}
