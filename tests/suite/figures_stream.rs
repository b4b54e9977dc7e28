//! The Stream picture as SVG. `INSTA_UPDATE=always cargo test --test suite figures_stream` blesses new snapshots; look at the pictures
//! first.
#![cfg(not(target_arch = "wasm32"))]

use crate::support::svg;
use quantscope::{
    Tensor,
    figure::{PlotMap, StreamCourse, StreamFigure, Theme, draw_stream},
    lab::{Lab, question::stream::StreamQuestion},
    quantizer::Quantizer,
};

/// A course's numbers: alpha, beta, scale, SQNR, clipped.
type Numbers = [Vec<f64>; 5];

struct Stream {
    ends: [Vec<f64>; 2],
    first: usize,
    courses: [Numbers; 4],
}

fn stream(
    rows: usize,
    columns: usize,
    value: impl Fn(usize, usize) -> f32,
    scheme: &str,
    first: usize,
) -> Stream {
    let values = (0..rows * columns).map(|i| value(i / columns, i % columns)).collect();
    let mut lab = Lab::new(Tensor::new("t", &[rows, columns], values).unwrap());
    let question = StreamQuestion { scheme: scheme.parse().unwrap(), rows: 1, first, constant: 0.05 };
    let frame = lab.answer(&question);
    let end = |of: fn((f32, f32)) -> f32| {
        frame.ends.iter().map(|ends| ends.map_or(f64::NAN, |ends| of(ends).into())).collect()
    };
    let courses = frame.courses.each_ref().map(|course| {
        let column = |of: fn(&Quantizer) -> f32| course.quantizers.iter().map(|q| of(q).into()).collect();
        let [alpha, beta, scale] =
            [column(|q| q.range().0), column(|q| q.range().1), column(Quantizer::scale)];
        [alpha, beta, scale, course.sqnr_db.clone(), course.clipped.clone()]
    });
    Stream { ends: [end(|ends| ends.0), end(|ends| ends.1)], first: frame.first, courses }
}

fn draw(name: &str, size: (u32, u32), theme: Theme, stream: &Stream) -> (String, [PlotMap; 4]) {
    let labels = ["first 8", "all", "average", "dynamic"];
    let mut at = 0;
    let courses = stream.courses.each_ref().map(|[alpha, beta, scale, sqnr_db, clipped]| {
        at += 1;
        StreamCourse { alpha, beta, scale, sqnr_db, clipped, label: labels[at - 1].into() }
    });
    let figure = StreamFigure {
        ends: stream.ends.each_ref().map(Vec::as_slice),
        seen: stream.first,
        courses,
        titles: ["range of x", "scale", "SQNR (dB)", "clipped (%)"].map(Into::into),
        time: "batch".into(),
    };
    let (svg, maps) = svg::picture(name, size, &theme, |area| draw_stream(area, &figure, &theme).unwrap());
    for map in &maps {
        assert!(map.left < map.right && map.top < map.bottom, "{name}: {map:?}");
        assert_eq!((map.x, map.right - map.left > 20), (maps[0].x, true), "{name}: one time axis");
    }
    (svg, maps)
}

/// Quiet, louder step by step, then a bang, then quiet again.
fn speech() -> Stream {
    let loud = |row: usize| match row {
        0..=11 => 0.3,
        12..=29 => 0.3 + 0.1 * (row - 11) as f32,
        30..=34 => 9.0,
        _ => 1.2,
    };
    let wave = |row: usize, column: usize| ((row * 131 + column * 7919) % 2003) as f32 / 1000.0 - 0.8;
    stream(60, 64, |row, column| loud(row) * wave(row, column), "int6:asym", 8)
}

#[test]
fn four_calibrations_over_time() {
    let speech = speech();
    let (svg, maps) = draw("stream_light", (960, 470), Theme::light(1.0), &speech);
    insta::assert_snapshot!("stream_light", svg);
    assert!(maps[1].top > maps[0].bottom && maps[2].left > maps[0].right, "two columns");
    assert_eq!(svg.matches("\ndynamic\n").count(), 4, "every line is named in every plot");
    insta::assert_snapshot!("stream_dark", draw("stream_dark", (960, 470), Theme::dark(1.0), &speech).0);
    let (phone, maps) = draw("stream_phone", (360, 860), Theme::light(1.0), &speech);
    insta::assert_snapshot!("stream_phone", phone);
    assert!(maps.windows(2).all(|pair| pair[1].top > pair[0].bottom && pair[1].left == pair[0].left));
}

#[test]
fn degenerate_streams() {
    let streams = [
        ("stream_one", stream(1, 8, |_, column| column as f32 - 3.0, "int8", 8)),
        ("stream_constant", stream(5, 4, |_, _| 2.5, "int4", 2)),
        ("stream_none", stream(3, 2, |_, _| f32::NAN, "int4", 2)),
        ("stream_zeros", stream(3, 2, |_, _| 0.0, "int4:asym", 2)),
        (
            "stream_gap",
            stream(6, 2, |row, _| if row == 3 { f32::NAN } else { row as f32 }, "int2:asym:zfloat", 2),
        ),
        (
            "stream_huge",
            stream(4, 2, |row, column| [f32::MIN, f32::MAX][column] * (row as f32 / 3.0), "int8:asym", 1),
        ),
    ];
    for (name, stream) in &streams {
        insta::assert_snapshot!(*name, draw(name, (720, 400), Theme::light(1.0), stream).0);
        draw(name, (300, 700), Theme::dark(2.0), stream);
    }
}

#[test]
fn any_size_can_be_drawn() {
    let speech = speech();
    for size in [(300, 600), (390, 860), (700, 400), (1024, 500), (2400, 1100)] {
        for scale in [1.0, 1.5, 3.0] {
            draw("any", size, Theme::dark(scale), &speech);
        }
    }
}

#[test]
fn very_many_batches_are_seen() {
    let many = stream(2048, 3, |row, column| (row % 97 + column) as f32, "int8", 100);
    let (svg, maps) = draw("stream_many", (360, 860), Theme::light(1.0), &many);
    assert!(maps[0].x.contains(2047.0) && svg.len() > 10_000);
}
