//! The Trade-off picture as SVG. `INSTA_UPDATE=always cargo test --test suite figures_tradeoff` blesses new snapshots; look at
//! the pictures first.
#![cfg(not(target_arch = "wasm32"))]

use crate::support::svg;
use quantscope::figure::{Kind, PlotMap, Target, Text, Theme, TradeOffFigure, TradeOffPoint, draw_trade_off};

fn point(label: &str, bits: f64, error: f64) -> TradeOffPoint<'_> {
    let kind = if label.contains("asym") { Kind::Ring } else { Kind::Full };
    TradeOffPoint {
        label: label.into(),
        bits,
        error,
        kind,
        front: false,
        known: false,
        advised: false,
        roles: [false; 2],
    }
}

fn figure<'a>(points: &[TradeOffPoint<'a>], target: Option<Target>) -> TradeOffFigure<'a> {
    TradeOffFigure {
        points: points.to_vec(),
        log: false,
        target,
        titles: ["bits per value", "SQNR (dB)"].map(Text::from),
        kinds: ["symmetric", "asymmetric"].map(Text::from).to_vec(),
    }
}

fn draw(name: &str, size: (u32, u32), theme: Theme, figure: &TradeOffFigure<'_>) -> (String, PlotMap) {
    let (svg, map) = svg::picture(name, size, &theme, |area| draw_trade_off(area, figure, &theme).unwrap());
    assert!(map.left < map.right && map.top < map.bottom, "{name}: {map:?}");
    (svg, map)
}

/// Six widths under four granularities, each better and larger than the one before.
fn many() -> Vec<(String, f64, f64)> {
    let mut list = Vec::new();
    for bits in [2, 3, 4, 5, 6, 8] {
        for (option, overhead, gain) in
            [("", 0.0, 0.0), (":row", 0.13, 4.0), (":g128", 0.25, 9.0), (":asym:g32", 1.25, 14.0)]
        {
            let bits_per_value = f64::from(bits) + overhead;
            list.push((format!("int{bits}{option}"), bits_per_value, 6.02 * f64::from(bits) - 10.0 + gain));
        }
    }
    list
}

#[test]
fn many_schemes_and_a_target() {
    let list = many();
    let mut points: Vec<_> = list.iter().map(|(label, bits, error)| point(label, *bits, *error)).collect();
    for i in [0, 2, 6, 10, 14, 18, 22, 23] {
        points[i].front = true;
    }
    points[8].roles[0] = true;
    points[14].roles[1] = true;
    points[18].advised = true;
    let figure = figure(&points, Some(Target::Error(30.0)));
    let (svg, map) = draw("tradeoff_light", (960, 480), Theme::light(1.0), &figure);
    insta::assert_snapshot!("tradeoff_light", svg);
    assert!(svg.contains("A  int4") && svg.contains("B  int5:g128") && svg.contains("int6:g128"));
    assert!(map.x.contains(9.25) && map.y.contains(30.0));
    insta::assert_snapshot!("tradeoff_dark", draw("tradeoff_dark", (960, 480), Theme::dark(1.0), &figure).0);
    let phone = TradeOffFigure { target: Some(Target::Bits(4.5)), ..figure };
    insta::assert_snapshot!(
        "tradeoff_phone",
        draw("tradeoff_phone", (360, 320), Theme::light(1.0), &phone).0
    );
}

#[test]
fn mean_squared_errors_are_logarithmic() {
    let list = many();
    let mse = |sqnr: f64| libm::pow(10.0, -sqnr / 10.0);
    let mut points: Vec<_> =
        list.iter().map(|(label, bits, error)| point(label, *bits, mse(*error))).collect();
    points[3].error = 0.0;
    points[3].front = true;
    let figure = TradeOffFigure { log: true, ..figure(&points, Some(Target::Error(1e-3))) };
    insta::assert_snapshot!("tradeoff_mse", draw("tradeoff_mse", (720, 400), Theme::light(1.0), &figure).0);
}

#[test]
fn a_third_kind_is_named_where_it_occurs() {
    let table = TradeOffPoint { kind: Kind::Diamond, front: true, ..point("nf4:g64", 4.5, 21.0) };
    let mut figure = figure(&[table, point("int4:asym", 4.0, 14.0), point("int4", 4.0, 12.0)], None);
    figure.kinds.push("uneven levels".into());
    let (svg, _) = draw("tradeoff_kinds", (480, 300), Theme::light(1.0), &figure);
    assert!(svg.contains("symmetric") && svg.contains("uneven levels"));
    insta::assert_snapshot!("tradeoff_kinds", svg);
}

#[test]
fn degenerate_lists() {
    let same = TradeOffPoint { roles: [true; 2], front: true, ..point("int4", 4.0, 20.0) };
    let perfect = TradeOffPoint { roles: [true, false], front: true, ..point("int8", 8.0, f64::INFINITY) };
    let nothing = TradeOffPoint { roles: [false, true], ..point("int2:asym", 2.0, f64::NEG_INFINITY) };
    for (name, points) in [
        ("tradeoff_none", vec![]),
        ("tradeoff_one", vec![same.clone()]),
        ("tradeoff_constant", vec![perfect]),
        ("tradeoff_all_outliers", vec![nothing, same]),
    ] {
        let figure = figure(&points, Some(Target::Error(30.0)));
        insta::assert_snapshot!(name, draw(name, (480, 300), Theme::light(1.0), &figure).0);
        draw(name, (300, 240), Theme::dark(2.0), &TradeOffFigure { log: true, target: None, ..figure });
    }
}

#[test]
fn any_size_can_be_drawn() {
    let list = many();
    let points: Vec<_> = list.iter().map(|(label, bits, error)| point(label, *bits, *error)).collect();
    for size in [(300, 240), (390, 300), (1024, 500), (2400, 1100)] {
        for scale in [1.0, 1.5, 3.0] {
            draw("any", size, Theme::dark(scale), &figure(&points, None));
        }
    }
}
