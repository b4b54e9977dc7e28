//! The map of a model as SVG. `INSTA_UPDATE=always cargo test --test suite figures_model` blesses new snapshots; look at the pictures
//! first.
#![cfg(not(target_arch = "wasm32"))]

use crate::support::svg;
use quantscope::figure::{ModelCell, ModelMap, ModelMapFigure, ModelScale, Text, Theme, draw_model_map};

const ROLES: [&str; 12] =
    ["Embedding", "Q", "K", "V", "O", "Gate", "Up", "Down", "Router", "Head", "Norm", "Other"];
/// The place of the tensor that suffers most, in its layer.
const DOWN: usize = 7;

fn decibels() -> ModelScale {
    ModelScale { lo: 12.0, hi: 26.0, diverging: false, reversed: true }
}

/// A model of so many layers. Its first and last down projections suffer, as those of many models do.
fn figure(layers: usize, value: impl Fn(usize, usize) -> Option<f64>) -> ModelMapFigure<'static> {
    let mut rows = vec![Text::from("none")];
    rows.extend((0..layers).map(|layer| Text::from(layer.to_string())));
    let without = [0, 9, 10];
    let mut cells = Vec::new();
    for row in 0..=layers {
        for column in 0..ROLES.len() {
            // The embedding and the head have no layer; the norms are everywhere.
            let here = if row == 0 { without.contains(&column) } else { !matches!(column, 0 | 8 | 9 | 11) };
            if here {
                let value = value(row, column);
                let text = value.map_or_else(String::new, |value| {
                    if value.is_infinite() {
                        "∞".into()
                    } else {
                        format!("{:.1}", (value * 10.0).round() / 10.0 + 0.0).replace('-', "−")
                    }
                });
                let short = value.map_or_else(|| text.clone(), |value| shortened(value, &text));
                cells.push(ModelCell { row, column, value, text: text.into(), short: short.into() });
            }
        }
    }
    ModelMapFigure {
        title: "SQNR of each tensor under A: int4:g64".into(),
        finding: "Worst: down projection of layer 0, 12.4 dB".into(),
        rows,
        row_title: "layer".into(),
        columns: ROLES.map(Text::from).to_vec(),
        cells,
        scale: decibels(),
        key: ["decibels", "12 (worst)", "26"].map(Text::from),
        waiting: "not measured yet".into(),
        perfect: "no error".into(),
        chosen: None,
    }
}

/// A value of several digits without those after the point.
fn shortened(value: f64, text: &str) -> String {
    if value.is_finite() && value.abs() >= 10.0 { format!("{value:.0}") } else { text.into() }
}

fn sqnr(layers: usize) -> impl Fn(usize, usize) -> Option<f64> {
    move |row, column| {
        let wave = ((row * 7 + column * 13) % 11) as f64 * 0.35;
        Some(match (row, column) {
            (_, 10) => f64::INFINITY,
            (0, _) => 22.0 + wave,
            (_, DOWN) if row <= 2 || row == layers => 11.4 + row.min(3) as f64,
            (_, DOWN) => 18.0 + wave / 2.0,
            (_, 3 | 4) => 21.0 + wave,
            _ => 20.0 + wave,
        })
    }
}

fn draw(name: &str, size: (u32, u32), theme: Theme, figure: &ModelMapFigure<'_>) -> (String, ModelMap) {
    let (svg, map) = svg::picture(name, size, &theme, |area| draw_model_map(area, figure, &theme).unwrap());
    assert_eq!((map.rows.len(), map.columns.len()), (figure.rows.len(), figure.columns.len()), "{name}");
    for ends in [&map.rows, &map.columns] {
        assert!(ends.iter().all(|(from, to)| from < to), "{name}: {ends:?}");
        assert!(ends.is_sorted(), "{name}: {ends:?}");
    }
    let [left, top, right, bottom] = map.strip;
    assert!(left < right && top < bottom, "{name}: {:?}", map.strip);
    (svg, map)
}

/// The fill of the box that covers exactly this place.
fn fill(svg: &str, (left, right): (i32, i32), (top, bottom): (i32, i32)) -> Option<String> {
    let place =
        format!("<rect x=\"{left}\" y=\"{top}\" width=\"{}\" height=\"{}\" ", right - left, bottom - top);
    let found = svg.split(&place).nth(1)?;
    Some(found.split("fill=\"").nth(1)?.split('"').next()?.to_owned())
}

#[test]
fn a_model_of_some_layers_has_a_number_in_each_cell() {
    let mut figure = figure(24, sqnr(24));
    figure.chosen = Some((1, DOWN));
    let (svg, map) = draw("model_light", (700, 560), Theme::light(1.0), &figure);
    for cell in figure.cells.iter() {
        assert!(svg.contains(&format!(">\n{}\n", cell.text)), "{}", cell.text);
    }
    for text in figure.rows.iter().chain(&figure.columns).chain([&figure.title, &figure.finding]) {
        assert!(svg.contains(&format!(">\n{text}\n")), "{text}");
    }
    // The row of what has no layer stands apart.
    assert!(map.rows[1].0 - map.rows[0].1 > map.rows[2].0 - map.rows[1].1);
    // The worst is the darkest; equal values have equal colours; a place without a tensor has none.
    let color = |row: usize, column: usize| fill(&svg, map.columns[column], map.rows[row]);
    let brightness = |color: String| {
        let number = u32::from_str_radix(&color[1..], 16).unwrap();
        (number >> 16) + (number >> 8 & 255) + (number & 255)
    };
    let least = figure.cells.iter().filter_map(|cell| color(cell.row, cell.column)).map(brightness).min();
    assert_eq!(color(1, DOWN).map(brightness), least);
    assert_eq!(color(3, 1), color(14, 1));
    assert_eq!(color(1, 0), None);
    insta::assert_snapshot!("model_light", svg);
    insta::assert_snapshot!("model_dark", draw("model_dark", (700, 560), Theme::dark(1.0), &figure).0);
}

#[test]
fn a_large_model_has_thin_cells_and_some_labels() {
    let mut figure = figure(126, sqnr(126));
    figure.chosen = Some((126, DOWN));
    let (svg, map) = draw("model_large", (700, 560), Theme::light(1.0), &figure);
    assert!(svg.contains(">\nnone\n") && svg.contains(">\n10\n") && svg.contains(">\n120\n"));
    assert!(!svg.contains(">\n11\n") && svg.matches(">\n∞\n").count() == 1);
    assert!(map.rows[1..].windows(2).all(|pair| pair[0].1 <= pair[1].0), "no layer covers another");
    insta::assert_snapshot!("model_large", svg);
    let (dark, _) = draw("model_large_dark", (700, 560), Theme::dark(1.0), &figure);
    insta::assert_snapshot!("model_large_dark", dark);
    // A phone.
    let (phone, _) = draw("model_large_phone", (320, 520), Theme::light(1.0), &figure);
    assert!(phone.contains("rotate(270"), "labels of narrow columns are upright");
    for role in ROLES {
        assert!(phone.contains(&format!(">\n{role}\n")), "{role}");
    }
    insta::assert_snapshot!("model_large_phone", phone);
}

#[test]
fn on_a_phone_and_on_a_projector() {
    let figure = figure(12, sqnr(12));
    for (name, size, theme) in [
        ("model_phone", (320, 420), Theme::light(1.0)),
        ("model_phone_dark", (320, 420), Theme::dark(2.0)),
        ("model_projector", (2400, 1350), Theme::light(1.0)),
    ] {
        insta::assert_snapshot!(name, draw(name, size, theme, &figure).0);
    }
}

#[test]
fn while_it_is_measured_the_rest_is_outlined() {
    let figure = figure(24, |row, column| match (row, column) {
        (8, 2) => Some(f64::NAN),
        (0..=8, _) => sqnr(24)(row, column),
        _ => None,
    });
    let (svg, map) = draw("model_begun", (700, 560), Theme::light(1.0), &figure);
    assert!(svg.contains(">\nnot measured yet\n"));
    for (row, column) in [(8, 2), (9, 1)] {
        assert_eq!(fill(&svg, map.columns[column], map.rows[row]), None);
        let (left, right) = map.columns[column];
        let upper = (map.rows[row].0, map.rows[row].0 + 1);
        assert_eq!(fill(&svg, (left, right), upper).as_deref(), Some("#9AA1AB"), "{row} {column}");
    }
    insta::assert_snapshot!("model_begun", svg);
    let large = ModelMapFigure { rows: self::figure(126, |_, _| None).rows, ..figure };
    insta::assert_snapshot!(
        "model_begun_large",
        draw("model_begun_large", (700, 560), Theme::dark(1.0), &large).0
    );
    let (all, _) = draw("model_done", (700, 560), Theme::light(1.0), &self::figure(24, sqnr(24)));
    assert!(!all.contains("not measured yet") && all.contains(">\nno error\n"));
}

#[test]
fn a_difference_has_two_hues() {
    let mut figure = figure(16, |row, column| Some((row as f64 - 8.0) * (column as f64 - 5.0) / 8.0));
    figure.title = "A minus B: int4:g64 against nf4:g64".into();
    figure.scale = ModelScale { lo: -6.0, hi: 6.0, diverging: true, reversed: false };
    figure.key = ["decibels", "−6 (B is better)", "+6 (A is better)"].map(Text::from);
    let (svg, map) = draw("model_difference", (700, 560), Theme::light(1.0), &figure);
    let color = |row: usize, column: usize| fill(&svg, map.columns[column], map.rows[row]).unwrap();
    assert_eq!(color(8, 1), color(9, 5), "0 is neutral");
    assert_ne!(color(1, DOWN), color(15, DOWN), "opposite signs");
    insta::assert_snapshot!("model_difference", svg);
    insta::assert_snapshot!(
        "model_difference_dark",
        draw("model_difference_dark", (700, 560), Theme::dark(1.0), &figure).0
    );
}

#[test]
fn without_numbers_an_infinite_value_is_hatched() {
    let figure = figure(48, sqnr(48));
    let (svg, _) = draw("model_hatched", (320, 480), Theme::light(1.0), &figure);
    let strokes = svg.matches("<polyline").count();
    let norms = figure.cells.iter().filter(|cell| cell.value == Some(f64::INFINITY)).count();
    assert!(strokes > 2 * norms, "{strokes} {norms}");
    let all = |scale: ModelScale| {
        let figure = ModelMapFigure { scale, ..self::figure(48, |_, _| Some(f64::NEG_INFINITY)) };
        draw("model_all_error", (320, 480), Theme::light(1.0), &figure).0.matches("<polyline").count()
    };
    assert_eq!(all(decibels()), 0, "all error is not no error");
    assert!(all(ModelScale { reversed: false, ..decibels() }) > 0);
}

#[test]
fn a_record_of_the_page_is_a_figure() {
    let record = r#"{
        "look": {}, "title": "t", "finding": "", "rows": ["none", "0"], "row_title": "layer", "columns": ["Q"],
        "cells": [{"row": 1, "column": 0, "value": null, "text": "", "short": ""},
            {"row": 0, "column": 0, "value": 2.5, "text": "2.5", "short": "2.5"}],
        "scale": {"lo": 1, "hi": 4, "diverging": false, "reversed": true},
        "key": ["decibels", "1", "4"], "waiting": "w", "perfect": "p", "chosen": [1, 0]
    }"#;
    let figure: ModelMapFigure<'_> = serde_json::from_str(record).unwrap();
    assert_eq!(
        (figure.chosen, figure.cells[0].value, figure.cells[1].value),
        (Some((1, 0)), None, Some(2.5))
    );
    let (_, map) = draw("model_record", (320, 240), Theme::light(1.0), &figure);
    let map: serde_json::Value = serde_json::to_value(&map).unwrap();
    assert_eq!(map["columns"].as_array().unwrap().len(), 1);
    assert!(map["rows"][1][0].as_i64() > map["rows"][0][1].as_i64(), "{map}");
}

#[test]
fn degenerate_models() {
    let none = ModelMapFigure { rows: vec![], columns: vec![], cells: vec![], ..figure(0, |_, _| None) };
    let one = ModelMapFigure {
        rows: vec!["0".into()],
        columns: vec!["Other".into()],
        cells: vec![ModelCell {
            row: 0,
            column: 0,
            value: Some(20.0),
            text: "20.0".into(),
            short: "20".into(),
        }],
        scale: ModelScale { lo: 20.0, hi: 20.0, ..decibels() },
        chosen: Some((0, 0)),
        ..figure(0, |_, _| None)
    };
    let beyond = ModelMapFigure {
        cells: vec![ModelCell { row: 90, column: 0, value: Some(1.0), text: "1".into(), short: "1".into() }],
        chosen: Some((2, 99)),
        scale: ModelScale { lo: f64::NAN, hi: f64::INFINITY, ..decibels() },
        ..figure(2, |_, _| None)
    };
    for (name, figure) in [("model_none", none), ("model_one", one), ("model_beyond", beyond)] {
        insta::assert_snapshot!(name, draw(name, (480, 300), Theme::light(1.0), &figure).0);
        draw(name, (300, 240), Theme::dark(2.0), &figure);
    }
}

#[test]
fn any_size_can_be_drawn() {
    for layers in [1, 5, 40, 126, 400] {
        let figure = figure(layers, sqnr(layers));
        for size in [(300, 240), (390, 300), (1024, 500), (2400, 1100)] {
            for scale in [1.0, 1.5, 3.0] {
                draw("any", size, Theme::dark(scale), &figure);
            }
        }
    }
}
