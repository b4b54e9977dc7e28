//! The Stream picture as SVG. `INSTA_UPDATE=always cargo test --test suite figures_stream` blesses new snapshots; look at the pictures
//! first.
#![cfg(not(target_arch = "wasm32"))]

use crate::support::svg;
use quantscope::{
    Tensor,
    analysis::stream::BatchCounts,
    figure::{FiniteRange, PlotMap, StreamCourse, StreamFigure, Theme, draw_stream},
    lab::{Lab, question::stream::StreamQuestion},
    quantizer::Quantizer,
};

/// A course's numbers: alpha, beta, SQNR, clipped.
type Numbers = [Vec<f64>; 4];

struct Stream {
    ends: [Vec<f64>; 2],
    first: usize,
    counts: BatchCounts,
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
    let question =
        StreamQuestion { scheme: scheme.parse().unwrap(), rows: 1, first, constant: 0.05, drift: Some(1.0) };
    let frame = lab.answer(&question);
    let end = |of: fn((f32, f32)) -> f32| {
        frame.ends.iter().map(|ends| ends.map_or(f64::NAN, |ends| of(ends).into())).collect()
    };
    let courses = frame.courses.each_ref().map(|course| {
        let column = |of: fn(&Quantizer) -> f32| course.quantizers.iter().map(|q| of(q).into()).collect();
        let [alpha, beta] = [column(|q| q.range().0), column(|q| q.range().1)];
        [alpha, beta, course.sqnr_db.clone(), course.clipped.clone()]
    });
    let counts = (*frame.counts).clone();
    Stream { ends: [end(|ends| ends.0), end(|ends| ends.1)], first: frame.first, counts, courses }
}

/// The picture of batch `time`.
fn draw(name: &str, size: (u32, u32), theme: Theme, stream: &Stream, time: usize) -> (String, [PlotMap; 3]) {
    let names = [
        ("static: first 8 batches", "first 8"),
        ("static: all batches", "all"),
        ("moving average (0.05)", "average"),
        ("dynamic: this batch", "dynamic"),
    ];
    let mut at = 0;
    let courses = stream.courses.each_ref().map(|[alpha, beta, sqnr_db, clipped]| {
        let (name, label) = names[at];
        at += 1;
        let says = [
            format!("{:.2} … {:.2}", alpha[time], beta[time]),
            if sqnr_db[time].is_finite() { format!("{:.1} dB", sqnr_db[time]) } else { "∞".to_owned() },
            format!("{:.1} % clipped", 100.0 * clipped[time]),
        ];
        let says = says.map(Into::into);
        StreamCourse { alpha, beta, sqnr_db, clipped, name: name.into(), label: label.into(), says }
    });
    let titles = ["batch: values", "range over time", "SQNR over time (dB)", "batch"];
    let figure = StreamFigure {
        ends: stream.ends.each_ref().map(Vec::as_slice),
        counts: &stream.counts.counts,
        counted: FiniteRange::covering(stream.counts.range.0, stream.counts.range.1),
        time,
        seen: stream.first,
        courses,
        measure: "SQNR".into(),
        titles: titles.map(Into::into),
    };
    let (svg, maps) = svg::picture(name, size, &theme, |area| draw_stream(area, &figure, &theme).unwrap());
    for map in &maps {
        assert!(map.left + 20 < map.right && map.top < map.bottom, "{name}: {map:?}");
    }
    let [batch, ranges, sqnr] = maps;
    assert_eq!((ranges.x, batch.x), (sqnr.x, ranges.y), "{name}: one time axis, one axis of values");
    assert!(batch.bottom < ranges.top && batch.bottom < sqnr.top, "{name}");
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
fn a_batch_under_four_ranges() {
    let speech = speech();
    // Louder than anything before, so that only what has seen it covers it.
    let (svg, maps) = draw("stream_light", (960, 470), Theme::light(1.0), &speech, 31);
    insta::assert_snapshot!("stream_light", svg);
    assert!(maps[2].left > maps[1].right && maps[2].top == maps[1].top, "two strips side by side");
    let [batch, ranges, _] = maps.map(|map| map.bottom - map.top);
    assert!(batch >= ranges && ranges > 100, "the batch is the largest, and strips can be read: {maps:?}");
    assert_eq!(svg.matches("\ndynamic\n").count(), 2, "every line is named in every strip");
    assert_eq!(svg.matches("% clipped").count(), 4, "every bracket has its share");
    insta::assert_snapshot!("stream_dark", draw("stream_dark", (960, 470), Theme::dark(1.0), &speech, 31).0);
    let (phone, maps) = draw("stream_phone", (360, 640), Theme::light(1.0), &speech, 20);
    insta::assert_snapshot!("stream_phone", phone);
    assert!(maps[2].top > maps[1].bottom && maps[2].left == maps[1].left, "one above the other");
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
        insta::assert_snapshot!(*name, draw(name, (720, 400), Theme::light(1.0), stream, 0).0);
        draw(name, (300, 700), Theme::dark(2.0), stream, 0);
    }
}

#[test]
fn any_size_can_be_drawn() {
    let speech = speech();
    for size in [(300, 600), (390, 860), (700, 400), (1024, 500), (2400, 1100)] {
        for scale in [1.0, 1.5, 3.0] {
            draw("any", size, Theme::dark(scale), &speech, 40);
        }
    }
}

#[test]
fn very_many_batches_are_seen() {
    let many = stream(2048, 3, |row, column| (row % 97 + column) as f32, "int8", 100);
    let (svg, maps) = draw("stream_many", (360, 860), Theme::light(1.0), &many, 2047);
    assert!(maps[1].x.contains(2047.0) && svg.len() > 10_000);
}
