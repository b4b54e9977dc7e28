//! The pictures of the Integer arithmetic view as SVG. `INSTA_UPDATE=always cargo test --test suite figures_integers` blesses new
//! snapshots; look at the pictures first.
#![cfg(not(target_arch = "wasm32"))]

use crate::support::svg;
use quantscope::{
    analysis::integers::{Convolution, Integers, Padding, filter, timed},
    figure::{
        PaddingFigure, PaddingMap, PlotMap, Role, Text, Theme, TimingFigure, TimingRow, draw_padding,
        draw_timing,
    },
};

fn keys() -> [[Text<'static>; 3]; 2] {
    [["input and outputs", "−9", "9"], ["error, log", "0.05", "6"]].map(|key| key.map(Text::from))
}

fn convolved(rows: usize, columns: usize) -> (Convolution, [Integers; 3]) {
    let values = (0..rows * columns).map(|i| (i % columns) as f32 * 0.9 - 3.0 + ((i * 37) % 5) as f32 / 3.0);
    let image = quantscope::Tensor::new("t", &[rows, columns], values.collect()).unwrap();
    let convolution = Convolution::new(image, filter("blur").unwrap()).unwrap();
    let way = |image: &str, padding| {
        let [image, weights] = [image, "int8"].map(|text| text.parse().unwrap());
        convolution.in_integers(&image, &weights, padding).unwrap()
    };
    let ways = [
        way("int4", Padding::ZeroPoint),
        way("int4:asym", Padding::ZeroPoint),
        way("int4:asym", Padding::CodeZero),
    ];
    (convolution, ways)
}

fn padding(
    name: &str,
    size: (u32, u32),
    theme: Theme,
    (rows, columns): (usize, usize),
) -> (String, [[i32; 4]; 8]) {
    let (convolution, ways) = convolved(rows, columns);
    let map = |title: &'static str, role, cells| PaddingMap { title: title.into(), role, cells };
    let [a, b, wrong] = &ways;
    let maps = [
        map("input x", None, convolution.image()),
        map("real numbers", None, convolution.real()),
        map("symmetric int4", Some(Role::A), &a.values),
        map("int4:asym, padded with z = 5", Some(Role::B), &b.values),
        map("int4:asym, padded with code 0", Some(Role::B), &wrong.values),
        map("its error", Some(Role::A), &a.errors),
        map("its error", Some(Role::B), &b.errors),
        map("its error", Some(Role::B), &wrong.errors),
    ];
    let figure = PaddingFigure { size: (rows, columns), maps, most: 6.0, errors: (0.05, 6.0), keys: keys() };
    let drawn = svg::picture(name, size, &theme, |area| draw_padding(area, &figure, &theme).unwrap());
    for [left, top, right, bottom] in drawn.1.map(|place| place.map(|edge| f64::from(edge) / theme.scale)) {
        let (width, height) = (f64::from(size.0), f64::from(size.1));
        assert!(0.0 <= left && left < right && right <= width, "{name}");
        assert!(0.0 <= top && top < bottom && bottom <= height, "{name}");
    }
    drawn
}

#[test]
fn a_convolution_four_ways() {
    let (svg, places) = padding("padding_light", (960, 420), Theme::light(1.0), (7, 7));
    assert_eq!(svg.matches("its error").count(), 3);
    assert!(svg.contains("input and outputs") && svg.contains("−9"), "both keys are drawn");
    assert!(places[5][1] > places[2][3] && places[5][0] == places[2][0], "errors stand under their outputs");
    insta::assert_snapshot!("padding_light", svg);
    insta::assert_snapshot!("padding_dark", padding("padding_dark", (960, 420), Theme::dark(1.0), (7, 7)).0);
}

#[test]
fn on_a_phone_errors_stand_beside_their_outputs() {
    let (svg, places) = padding("padding_phone", (344, 780), Theme::light(2.0), (6, 9));
    assert!(places[5][0] > places[2][2] && places[5][1] == places[2][1]);
    insta::assert_snapshot!("padding_phone", svg);
}

#[test]
fn any_size_can_be_drawn() {
    for size in [(1, 1), (1, 20), (20, 1), (40, 40)] {
        padding("padding_any", (700, 300), Theme::light(1.0), size);
    }
    let map = |cells| PaddingMap { title: "".into(), role: None, cells };
    let none = || map(&[]);
    let broken = || map(&[f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX]);
    let figure = PaddingFigure {
        size: (2, 2),
        maps: [none(), broken(), broken(), none(), none(), broken(), none(), none()],
        most: f32::INFINITY,
        errors: (f32::NAN, 0.0),
        keys: keys(),
    };
    let theme = Theme::light(1.0);
    for size in [(130, 90), (300, 300), (900, 40)] {
        svg::picture("padding_broken", size, &theme, |area| draw_padding(area, &figure, &theme).unwrap());
    }
}

/// Times without order about the variants' usual ones; every ninth round something else kept the machine busy.
fn times() -> Vec<f64> {
    let noise = |i: usize| ((i * 7919) % 101) as f64 / 1000.0;
    let busy = |round: usize| if round % 9 == 4 { 1.5 } else { 1.0 };
    let usual = [1.0, 1.05, 1.12, 1.6];
    (0..30).flat_map(|round| (0..4).map(move |v| (usual[v] + noise(4 * round + v)) * busy(round))).collect()
}

fn timing(name: &str, size: (u32, u32), theme: Theme) -> (String, PlotMap) {
    let all = times();
    let times: Vec<Vec<f64>> = (0..4).map(|v| all.iter().skip(v).step_by(4).copied().collect()).collect();
    let spreads = timed(&all, 4);
    let labels = ["no zero-points", "zero-points, Σqw known", "zero-points, all sums", "subtracted per code"];
    let says: Vec<String> = spreads
        .iter()
        .map(|s| format!("{:.2} × ({:.2} – {:.2})", s.ratio.median, s.ratio.lower, s.ratio.upper))
        .collect();
    let rows: Vec<_> = (0..4)
        .map(|v| TimingRow {
            label: labels[v].into(),
            says: says[v].as_str().into(),
            times: (&times[v]).into(),
            quartiles: [spreads[v].time.lower, spreads[v].time.median, spreads[v].time.upper],
        })
        .collect();
    let figure = TimingFigure { rows, title: "milliseconds per product".into() };
    svg::picture(name, size, &theme, |area| draw_timing(area, &figure, &theme).unwrap())
}

#[test]
fn runs_with_their_medians_and_quartiles() {
    let (svg, map) = timing("timing_light", (760, 300), Theme::light(1.0));
    assert_eq!(svg.matches("<circle").count(), 4 * 30, "every run is a dot");
    assert!(map.x.contains(0.0), "times are compared from 0");
    insta::assert_snapshot!("timing_light", svg);
    insta::assert_snapshot!("timing_dark_phone", timing("timing_dark_phone", (344, 320), Theme::dark(2.0)).0);
}

#[test]
fn no_runs_and_runs_that_are_no_numbers_can_be_drawn() {
    let theme = Theme::light(1.0);
    let times = [f64::NAN, f64::INFINITY][..].into();
    let row = TimingRow { label: "x".into(), says: "".into(), times, quartiles: [f64::NAN; 3] };
    for rows in [Vec::new(), vec![row]] {
        let figure = TimingFigure { rows, title: "ms".into() };
        svg::picture("timing_broken", (300, 200), &theme, |area| draw_timing(area, &figure, &theme).unwrap());
    }
}
