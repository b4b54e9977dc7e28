//! The Remedies picture as SVG. `INSTA_UPDATE=always cargo test --test suite figures_remedies` blesses new snapshots; look at the
//! pictures first.
#![cfg(not(target_arch = "wasm32"))]

use crate::support::svg;
use quantscope::figure::{PlotMap, RemediesFigure, RemedyPoint, Text, Theme, draw_remedies};

/// Remedies of int4 on a bell with outliers.
const LIST: [(&str, &str, f64, f64); 9] = [
    ("Symmetric", "int4", 4.0, 3.2),
    ("Asymmetric", "asym", 4.0, 3.8),
    ("Clipped at a percentile", "p99.9", 4.0, 5.1),
    ("Clipped for least error", "mse", 4.0, 7.9),
    ("One scale per row", "row", 4.125, 11.2),
    ("One scale per group", "g64", 4.5, 16.8),
    ("Asymmetric and clipped", "asym:mse", 4.0, 8.0),
    ("Asymmetric per row", "asym:row", 4.156, 12.1),
    ("Asymmetric per group", "asym:g64", 4.625, 17.6),
];

fn figure(values: impl Fn(usize) -> (f64, f64)) -> RemediesFigure<'static> {
    let points = LIST.iter().enumerate().map(|(i, &(name, short, ..))| {
        let (bits, sqnr) = values(i);
        RemedyPoint {
            name: name.into(),
            short: short.into(),
            bits,
            sqnr,
            remedy: i > 0,
            roles: [i == 0, i == 5],
        }
    });
    RemediesFigure { points: points.collect(), titles: ["bits per value", "SQNR (dB)"].map(Text::from) }
}

fn draw(name: &str, size: (u32, u32), theme: Theme, figure: &RemediesFigure<'_>) -> (String, PlotMap) {
    let (svg, map) = svg::picture(name, size, &theme, |area| draw_remedies(area, figure, &theme).unwrap());
    assert!(map.left < map.right && map.top < map.bottom, "{name}: {map:?}");
    (svg, map)
}

#[test]
fn every_remedy_is_named_beside_its_point() {
    let figure = figure(|i| (LIST[i].2, LIST[i].3));
    let (svg, map) = draw("remedies_light", (960, 520), Theme::light(1.0), &figure);
    for (name, _, bits, sqnr) in LIST {
        assert!(svg.contains(&format!(">\n{name}\n")), "{name}");
        assert!(map.x.contains(bits) && map.y.contains(sqnr), "{name}");
    }
    assert_eq!(svg.matches("<polygon").count(), 7, "an arrow to each remedy that is not at the same place");
    insta::assert_snapshot!("remedies_light", svg);
    insta::assert_snapshot!("remedies_dark", draw("remedies_dark", (960, 520), Theme::dark(1.0), &figure).0);
    let (phone, _) = draw("remedies_phone", (360, 420), Theme::light(1.0), &figure);
    for (_, short, ..) in LIST {
        assert!(phone.contains(&format!(">\n{short}\n")), "{short}");
    }
    insta::assert_snapshot!("remedies_phone", phone);
}

#[test]
fn degenerate_data() {
    for (name, values) in [
        ("remedies_no_error", &(|i: usize| (LIST[i].2, f64::INFINITY)) as &dyn Fn(usize) -> (f64, f64)),
        ("remedies_nothing", &|i| (LIST[i].2, f64::NAN)),
        ("remedies_one_place", &|_| (4.0, 20.0)),
        ("remedies_far", &|i| (LIST[i].2, if i == 3 { -300.0 } else { LIST[i].3 })),
    ] {
        let figure = figure(values);
        insta::assert_snapshot!(name, draw(name, (640, 360), Theme::light(1.0), &figure).0);
        draw(name, (300, 300), Theme::dark(1.0), &figure);
    }
    let none = RemediesFigure { points: Vec::new(), titles: ["bits per value", "SQNR (dB)"].map(Text::from) };
    draw("remedies_none", (480, 300), Theme::light(1.0), &none);
}

#[test]
fn any_size_can_be_drawn() {
    let figure = figure(|i| (LIST[i].2, LIST[i].3));
    for size in [(390, 300), (1024, 500), (2400, 1100)] {
        for scale in [1.0, 1.5] {
            draw("any", size, Theme::dark(scale), &figure);
        }
    }
}
