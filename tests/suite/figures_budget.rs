//! The Budget picture as SVG. `INSTA_UPDATE=always cargo test --test suite figures_budget` blesses new snapshots; look at the pictures
//! first.
#![cfg(not(target_arch = "wasm32"))]

use crate::support::svg;
use quantscope::figure::{
    BudgetFigure, BudgetPoint, FiniteRange, PlotMap, SingleFormat, Text, Theme, draw_budget,
};

const SINGLES: [(&str, f64, f64); 7] = [
    ("all q2_k", 2.625, 9.8),
    ("all q3_k", 3.4375, 15.1),
    ("all int4:g64", 4.25, 19.2),
    ("all q4_k", 4.5, 21.4),
    ("all q5_k", 5.5, 27.3),
    ("all q6_k", 6.5625, 33.0),
    ("all q8_0", 8.5, 44.1),
];

fn point(bits: f64, sqnr: f64) -> BudgetPoint {
    BudgetPoint { bits, sqnr }
}

/// A curve of so many corners, a little above the models of one format.
fn curve(corners: usize) -> Vec<BudgetPoint> {
    let share = |i: usize| i as f64 / (corners - 1).max(1) as f64;
    let at = |bits: f64| point(bits, 9.8 + 6.02 * (bits - 2.625) + 2.5 * ((bits - 2.625) / 1.5).min(1.0));
    (0..corners).map(|i| at(2.625 + 5.875 * share(i))).collect()
}

fn figure(corners: usize) -> BudgetFigure<'static> {
    let singles =
        SINGLES.map(|(label, bits, sqnr)| SingleFormat { label: label.into(), point: point(bits, sqnr) });
    BudgetFigure {
        curve: curve(corners),
        singles: singles.to_vec(),
        budget: Some(4.5),
        budget_name: "at most 4.5".into(),
        chosen: Some(point(4.48, 23.4)),
        chosen_name: "4.48 bits, 23.4 dB".into(),
        kept: "Embedding, norms and biases are kept: with them 5.12 bits per value".into(),
        titles: ["bits per value", "SQNR (dB)"].map(Text::from),
        kinds: ["formats mixed", "one format"].map(Text::from),
        bits: None,
    }
}

fn draw(name: &str, size: (u32, u32), theme: Theme, figure: &BudgetFigure<'_>) -> (String, PlotMap) {
    let (svg, map) = svg::picture(name, size, &theme, |area| draw_budget(area, figure, &theme).unwrap());
    assert!(map.left < map.right && map.top < map.bottom, "{name}: {map:?}");
    (svg, map)
}

#[test]
fn a_curve_a_budget_and_models_of_one_format() {
    let figure = figure(24);
    let (svg, map) = draw("budget_light", (700, 560), Theme::light(1.0), &figure);
    for (label, bits, sqnr) in SINGLES {
        assert!(svg.contains(&format!(">\n{label}\n")), "{label}");
        assert!(map.x.contains(bits) && map.y.contains(sqnr), "{label}");
    }
    for text in [&figure.budget_name, &figure.chosen_name, &figure.kept, &figure.kinds[0], &figure.kinds[1]] {
        assert!(svg.contains(&format!(">\n{text}\n")), "{text}");
    }
    insta::assert_snapshot!("budget_light", svg);
    insta::assert_snapshot!("budget_dark", draw("budget_dark", (700, 560), Theme::dark(1.0), &figure).0);
    insta::assert_snapshot!("budget_phone", draw("budget_phone", (320, 320), Theme::light(1.0), &figure).0);
    let (projector, _) = draw("budget_projector", (2400, 1200), Theme::dark(1.0), &figure);
    insta::assert_snapshot!("budget_projector", projector);
}

#[test]
fn a_curve_of_many_tensors_has_no_dots() {
    let dots = |corners: usize| {
        let figure = BudgetFigure { chosen: None, ..figure(corners) };
        let (svg, _) = draw("budget_many", (700, 560), Theme::light(1.0), &figure);
        (svg.matches("<circle").count(), svg)
    };
    // The meaning of dots has one, too.
    assert_eq!(dots(24).0, 25);
    let (count, svg) = dots(800);
    assert_eq!(count, 1);
    insta::assert_snapshot!("budget_many", svg);
}

#[test]
fn only_the_wanted_bits_are_shown() {
    let mut figure = figure(24);
    figure.singles.push(SingleFormat { label: "all bf16".into(), point: point(16.0, f64::INFINITY) });
    figure.curve.push(point(16.0, f64::INFINITY));
    let (svg, map) = draw("budget_kept", (700, 560), Theme::light(1.0), &figure);
    assert!(svg.contains("all bf16") && map.x.contains(16.0));
    insta::assert_snapshot!("budget_kept", svg);
    figure.bits = Some(FiniteRange::new(2.0, 6.0).unwrap());
    let (svg, map) = draw("budget_part", (700, 560), Theme::light(1.0), &figure);
    assert_eq!(map.x.ends(), (2.0, 6.0));
    assert!(!svg.contains("all bf16") && !svg.contains("all q8_0") && svg.contains("all q4_k"));
    insta::assert_snapshot!("budget_part", svg);
}

#[test]
fn between_two_corners_the_error_is_on_a_line() {
    let mut figure = figure(2);
    figure.curve = vec![point(2.0, 0.0), point(4.0, 10.0)];
    (figure.singles, figure.chosen, figure.budget) = (vec![], None, None);
    let (svg, map) = draw("budget_line", (480, 300), Theme::light(1.0), &figure);
    let line = svg.split("<polyline").nth(1).unwrap().split("points=\"").nth(1).unwrap();
    let points: Vec<(f64, f64)> = line
        .split('"')
        .next()
        .unwrap()
        .split_whitespace()
        .map(|pair| {
            let (x, y) = pair.split_once(',').unwrap();
            (x.parse().unwrap(), y.parse().unwrap())
        })
        .collect();
    let fraction = |value: f64, from: i32, to: i32| (value - f64::from(from)) / f64::from(to - from);
    for (x, y) in points {
        let bits = map.x.value(fraction(x, map.left, map.right));
        let sqnr = map.y.value(fraction(y, map.bottom, map.top));
        // Errors 1 and 0.1 in relation to the signal.
        let error: f64 = 1.0 - 0.9 * (bits - 2.0) / 2.0;
        assert!((sqnr + 10.0 * error.log10()).abs() < 0.4, "{bits}: {sqnr}");
    }
}

#[test]
fn a_record_of_the_page_is_a_figure() {
    let record = r#"{
        "look": {}, "curve": [[3, 12.5], [4, 18]], "singles": [{"label": "all int4", "point": [4, 17]}], "budget": null,
        "budget_name": "", "chosen": [3, 12.5], "chosen_name": "3 bits", "kept": "", "titles": ["bits", "dB"], "kinds": ["m", "o"]
    }"#;
    let figure: BudgetFigure<'_> = serde_json::from_str(record).unwrap();
    assert_eq!((figure.curve[1], figure.singles[0].point), (point(4.0, 18.0), point(4.0, 17.0)));
    assert_eq!((figure.budget, figure.chosen, figure.bits), (None, Some(point(3.0, 12.5)), None));
    let part: BudgetFigure<'_> =
        serde_json::from_str(&record.replace("\"look\": {}", "\"bits\": [3.5, 4.5]")).unwrap();
    let (_, map) = draw("budget_record", (320, 240), Theme::light(1.0), &part);
    assert_eq!(map.x.ends(), (3.5, 4.5));
}

#[test]
fn degenerate_budgets() {
    let nothing = BudgetFigure { curve: vec![], singles: vec![], budget: None, chosen: None, ..figure(2) };
    let one = BudgetFigure {
        curve: vec![point(4.5, 20.0)],
        singles: vec![],
        chosen: Some(point(4.5, 20.0)),
        ..figure(2)
    };
    let perfect = BudgetFigure {
        curve: vec![point(8.0, f64::INFINITY), point(16.0, f64::INFINITY)],
        chosen: Some(point(8.0, f64::INFINITY)),
        chosen_name: "8 bits, no error".into(),
        ..figure(2)
    };
    let odd = BudgetFigure {
        curve: vec![
            point(f64::NAN, 3.0),
            point(3.0, f64::NAN),
            point(4.0, f64::NEG_INFINITY),
            point(5.0, 9.0),
        ],
        budget: Some(f64::NAN),
        chosen: Some(point(f64::INFINITY, 2.0)),
        kept: "".into(),
        ..figure(2)
    };
    for (name, figure) in
        [("budget_none", nothing), ("budget_one", one), ("budget_perfect", perfect), ("budget_odd", odd)]
    {
        insta::assert_snapshot!(name, draw(name, (480, 300), Theme::light(1.0), &figure).0);
        draw(name, (300, 240), Theme::dark(2.0), &figure);
    }
}

#[test]
fn any_size_can_be_drawn() {
    for corners in [1, 2, 24, 800] {
        for size in [(300, 240), (390, 300), (1024, 500), (2400, 1100)] {
            for scale in [1.0, 1.5, 3.0] {
                draw("any", size, Theme::dark(scale), &figure(corners));
            }
        }
    }
}
