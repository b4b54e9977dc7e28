//! The clipping picture as SVG. `INSTA_UPDATE=always cargo test --test suite figures_clipping` blesses new snapshots; look at
//! the pictures first.
#![cfg(not(target_arch = "wasm32"))]

use crate::support::svg;
use quantscope::figure::{
    ClippingFigure, ClippingMap, ClippingMark, ClippingPanel, FiniteRange, MarkMap, Role, Scale, Text, Theme,
    draw_clipping,
};

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
) -> (String, Vec<ClippingMap>) {
    let figure = ClippingFigure {
        panels: panels.to_vec(),
        x,
        ticks: None,
        titles: ["share of the range kept", "MSE"].map(Text::from),
        parts: ["rounding", "clipping", "other symmetry"].map(Text::from).to_vec(),
    };
    let drawn = svg::picture(name, size, &theme, |area| draw_clipping(area, &figure, &theme).unwrap());
    for map in &drawn.1 {
        let plot = map.plot;
        assert!(plot.left < plot.right && plot.top < plot.bottom, "{name}: {map:?}");
        // Names stand above the plot, all of them or none.
        let named = map.marks.iter().filter(|m| m.left < m.right && m.bottom <= plot.top).count();
        assert!(named == map.marks.len() || named == 0 && size.1 < 300, "{name}: {map:?}");
    }
    drawn
}

fn mark(label: &str, at: f64, error: f64) -> ClippingMark<'_> {
    ClippingMark {
        label: label.into(),
        at,
        error,
        number: "0.123".into(),
        chosen: if label == "mse" { vec![Role::A] } else { Vec::new() },
    }
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
        schemes: vec![(role, Text::Borrowed(title))],
        at: (&at).into(),
        rounding: (&rounding).into(),
        clipping: (&clipping).into(),
        other: ((&at).into(), (&doubled).into()),
        marks: marks.clone(),
        pointed: (role == Role::A).then_some((0.12, "← clips x = 2.31".into())),
        subtitle: "least MSE 0.0246 at 0.17".into(),
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
fn every_calibrator_is_named_however_crowded_they_are() {
    let (at, rounding, clipping) = curve(200, 0.02);
    let error = |r: f64| 0.3 * r * r + 0.4 * libm::exp(-18.0 * r);
    let all = ["max", "p99", "p99.9", "p99.99", "mse", "kl", "aciq", "octav"];
    let crowds: [&dyn Fn(usize) -> f64; 4] =
        [&|i| 0.96 + 0.005 * i as f64, &|_| 0.5, &|i| 0.1 + 0.001 * i as f64, &|i| [0.2, 1.0][i % 2]];
    for (crowd, place) in crowds.iter().enumerate() {
        let marks: Vec<_> =
            all.iter().enumerate().map(|(i, label)| mark(label, place(i), error(place(i)))).collect();
        let panel = |role, title| ClippingPanel {
            schemes: vec![(role, Text::Borrowed(title))],
            at: (&at).into(),
            rounding: (&rounding).into(),
            clipping: (&clipping).into(),
            other: Default::default(),
            marks: marks.clone(),
            pointed: Some((place(3), "← clips x = 2.31".into())),
            subtitle: "block 4 of 1024".into(),
        };
        let panels = [panel(Role::A, "A  int4:mse:g64"), panel(Role::B, "B  int4:asym:g64:mse")];
        for (size, width) in [((960, 520), "wide"), ((360, 440), "phone")] {
            let name = format!("clipping_crowd_{crowd}_{width}");
            let (svg, maps) = draw(&name, size, Theme::light(1.0), &panels, Scale::log(0.02, 1.0));
            // Beyond the picture, the name has the number with it.
            let written = |label: &str| {
                svg.contains(&format!(">\n{label}\n")) || svg.contains(&format!(">\n{label} 0.123\n"))
            };
            for label in all {
                assert!(written(label), "{name}: {label}");
            }
            assert!(svg.contains("clips x = 2.31"), "{name}");
            // A name is clicked where it is: no two are at one place.
            for map in &maps {
                for (i, a) in map.marks.iter().enumerate() {
                    let apart = |b: &&MarkMap| {
                        a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top
                    };
                    assert!(map.marks[i + 1..].iter().all(|b| apart(&b)), "{name}: {map:?}");
                }
            }
        }
    }
    // Marks at one place say so.
    let same = [mark("max", 1.0, error(1.0)), mark("p99.99", 1.0, error(1.0)), mark("kl", 0.2, error(0.2))];
    let panels = [ClippingPanel {
        schemes: vec![(Role::A, "A  int4".into())],
        at: (&at).into(),
        rounding: (&rounding).into(),
        clipping: (&clipping).into(),
        other: ((&at).into(), (&rounding).into()),
        marks: same.to_vec(),
        pointed: None,
        subtitle: "".into(),
    }];
    let (svg, _) = draw("clipping_equal", (480, 260), Theme::light(1.0), &panels, Scale::log(0.02, 1.0));
    assert!(svg.contains(">\n=\n"));
    insta::assert_snapshot!("clipping_equal", svg);
}

#[test]
fn every_mark_lies_on_its_axis() {
    let (at, rounding, clipping) = curve(200, 0.02);
    let error = |r: f64| 0.3 * r * r + 0.4 * libm::exp(-18.0 * r);
    let far = [mark("max", 1.0, error(1.0)), mark("p99", 0.03, error(0.03)), mark("mse", 0.17, error(0.17))];
    let panels = [ClippingPanel {
        schemes: vec![(Role::A, "A  int4:mse".into())],
        at: (&at).into(),
        rounding: (&rounding).into(),
        clipping: (&clipping).into(),
        other: Default::default(),
        marks: far.to_vec(),
        pointed: None,
        subtitle: "".into(),
    }];
    let (svg, maps) = draw("clipping_far", (720, 320), Theme::light(1.0), &panels, Scale::log(0.018, 1.1));
    for place in &maps[0].marks {
        let plot = maps[0].plot;
        assert!(place.y > plot.top + 3 && place.y < plot.bottom - 3, "{place:?}");
        assert!(place.x > plot.left + 3 && place.x < plot.right - 3, "{place:?}");
    }
    insta::assert_snapshot!("clipping_far", svg);
}

#[test]
fn each_logarithmic_axis_fits_its_curve_and_its_marks() {
    let (at, rounding, clipping) = curve(400, 0.02);
    // The second one is right when nearly all of the range is kept.
    let late: Vec<f64> = at.iter().map(|r| 0.4 * libm::exp(-60.0 * (r - 0.8))).collect();
    let error = |r: f64| 0.3 * r * r + 0.4 * libm::exp(-60.0 * (r - 0.8));
    let panel = |role, clipping: &[f64], marks: &[ClippingMark<'static>]| ClippingPanel {
        schemes: vec![(role, "int4".into())],
        at: at.clone().into(),
        rounding: rounding.clone().into(),
        clipping: clipping.to_vec().into(),
        other: Default::default(),
        marks: marks.to_vec(),
        pointed: None,
        subtitle: "".into(),
    };
    let marks = [mark("kl", 0.88, error(0.88)), mark("max", 1.0, error(1.0))];
    let early = [mark("kl", 0.14, 0.04), mark("max", 1.0, 0.3)];
    let panels = [panel(Role::A, &clipping, &early), panel(Role::B, &late, &marks)];
    let (_, maps) = draw("clipping_axes", (720, 420), Theme::light(1.0), &panels, Scale::log(0.018, 1.04));
    let share = |i: usize| {
        let plot = maps[i].plot;
        let x = maps[i].marks[0].x;
        f64::from(x - plot.left) / f64::from(plot.right - plot.left)
    };
    for (i, share) in [share(0), share(1)].into_iter().enumerate() {
        assert!((0.02..0.75).contains(&share), "the marks of panel {i} begin at {share} of its axis");
    }
    // A range that was dragged to the edge does not move the edge.
    let dragged = ClippingMark { chosen: vec![Role::B], ..mark("clip", 0.5, error(0.5)) };
    let panels = [panel(Role::B, &late, &[dragged])];
    let (_, maps) = draw("clipping_edge", (720, 420), Theme::light(1.0), &panels, Scale::log(0.018, 1.04));
    let start = maps[0].plot.left;
    assert!((maps[0].marks[0].x - start).abs() <= 1, "{:?}", maps[0]);
}

#[test]
fn schemes_that_differ_in_range_only_share_a_curve() {
    let (at, rounding, clipping) = curve(200, 0.02);
    let error = |r: f64| 0.3 * r * r + 0.4 * libm::exp(-18.0 * r);
    let chosen =
        |label, r: f64, roles: &[Role]| ClippingMark { chosen: roles.to_vec(), ..mark(label, r, error(r)) };
    let panel = |marks: &[ClippingMark<'static>]| ClippingPanel {
        schemes: vec![(Role::A, "A  int4".into()), (Role::B, "B  int4:p99.9".into())],
        at: (&at).into(),
        rounding: (&rounding).into(),
        clipping: (&clipping).into(),
        other: Default::default(),
        marks: marks.to_vec(),
        pointed: None,
        subtitle: "".into(),
    };
    let apart =
        panel(&[chosen("max", 1.0, &[Role::A]), chosen("p99.9", 0.2, &[Role::B]), chosen("kl", 0.14, &[])]);
    let x = Scale::log(0.018, 1.1);
    let (svg, maps) = draw("clipping_shared", (720, 320), Theme::light(1.0), &[apart], x);
    assert!(
        ["A  int4", "B  int4:p99.9", "A max", "B p99.9"].iter().all(|t| svg.contains(&format!(">\n{t}\n")))
    );
    assert_eq!(maps.len(), 1, "it is drawn once");
    insta::assert_snapshot!("clipping_shared", svg);
    let one = panel(&[chosen("max", 1.0, &[Role::A, Role::B])]);
    assert!(draw("clipping_one_mark", (720, 320), Theme::dark(1.0), &[one], x).0.contains(">\nA B max\n"));
}

#[test]
fn degenerate_data() {
    let x = Scale::Linear(FiniteRange::covering(0.0, 1.0));
    let case = |name: &str, at: &[f64], rounding: &[f64], clipping: &[f64]| {
        let marks = [mark("max", 1.0, 0.0), mark("mse", f64::NAN, f64::INFINITY)];
        let panels = [ClippingPanel {
            schemes: vec![(Role::A, "A  int4".into())],
            at: at.into(),
            rounding: rounding.into(),
            clipping: clipping.into(),
            other: Default::default(),
            marks: marks.to_vec(),
            pointed: None,
            subtitle: "".into(),
        }];
        insta::assert_snapshot!(name, draw(name, (420, 260), Theme::light(1.0), &panels, x).0);
    };
    case("clipping_constant", &[0.5, 1.0], &[0.0, 0.0], &[0.0, 0.0]);
    case("clipping_one_value", &[1.0], &[0.25], &[0.0]);
    case("clipping_all_outliers", &[0.1, 0.5, 1.0], &[0.1, 0.2, 0.4], &[1e30, 10.0, 0.0]);
    case("clipping_two_codes", &[0.2, 1.0], &[0.3, 0.9], &[0.5, 0.0]);
    case("clipping_no_value", &[], &[], &[]);
}
