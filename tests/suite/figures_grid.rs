//! Pictures, drawn natively to SVG: snapshots of their text, and what must hold for any of them.
//!
//! `INSTA_UPDATE=always cargo test --test suite figures_grid` blesses new snapshots; look at the pictures first.
//! `FIGURES_DIR=… cargo test --test suite figures_grid` also writes them there as .svg files.
#![cfg(not(target_arch = "wasm32"))]

use crate::support::svg;
use plotters::drawing::IntoDrawingArea;
use plotters_svg::SVGBackend;
use quantscope::figure::{
    Cells, CodeNames, FiniteRange, GridFigure, GridMap, Labels, Panel, PanelMap, Role, Text, Theme, draw_grid,
};

pub(crate) fn english() -> Labels<'static> {
    Labels {
        x: "value x".into(),
        count: "values per bin".into(),
        below: "17 values below".into(),
        above: "1,204 values above".into(),
        decoded: "decoded x̂".into(),
        codes: "code q".into(),
        ranges: "range of each block".into(),
    }
}

fn chinese() -> Labels<'static> {
    Labels {
        x: "数值 x".into(),
        count: "每格数值个数".into(),
        below: "左侧另有 17 个数值".into(),
        above: "右侧另有 1204 个数值".into(),
        decoded: "解码值 x̂".into(),
        codes: "编码 q".into(),
        ranges: "各块的范围".into(),
    }
}

pub(crate) fn view(lo: f64, hi: f64) -> FiniteRange {
    FiniteRange::new(lo, hi).unwrap()
}

/// A bell of `peak` values in its highest bin, standard deviation `sd`, with single outliers far out.
pub(crate) fn bell(view: FiniteRange, bins: usize, sd: f64, peak: f64, outliers: &[(f64, u32)]) -> Vec<u32> {
    let middle = |bin: usize| view.value((bin as f64 + 0.5) / bins as f64);
    let mut counts: Vec<u32> =
        (0..bins).map(|bin| (peak * libm::exp(-0.5 * (middle(bin) / sd).powi(2))).round() as u32).collect();
    for &(x, n) in outliers {
        let bin = (view.fraction(x) * bins as f64) as usize;
        counts[bin.min(bins - 1)] += n;
    }
    counts
}

pub(crate) fn grid(q_min: i32, q_max: i32, zero_point: i32, scale: f32) -> Vec<f32> {
    (q_min..=q_max).map(|q| (q - zero_point) as f32 * scale).collect()
}

pub(crate) fn panel<'a>(role: Role, levels: &'a [f32], first: i32, title: &'a str) -> Panel<'a> {
    let ends = (levels[0], levels[levels.len() - 1]);
    Panel {
        role,
        levels,
        codes: CodeNames::numbers(first),
        range: ends,
        fixed: false,
        block_counts: None,
        cells: Cells::Nearest,
        usage: &[],
        shares: Vec::new(),
        decoded: &[],
        ranges: &[],
        motion: None,
        notes: Vec::new(),
        title: title.into(),
        subtitle: "16 levels, s = 0.533".into(),
        clipped: ["".into(), "".into()],
        zero_label: "z = 0".into(),
    }
}

pub(crate) fn draw(name: &str, size: (u32, u32), theme: Theme, figure: &GridFigure<'_>) -> (String, GridMap) {
    let (svg, map) = svg::picture(name, size, &theme, |area| draw_grid(area, figure, &theme).unwrap());
    let device = |css: u32| (f64::from(css) * theme.scale).round() as u32;
    check_map(name, &map, (device(size.0), device(size.1)));
    (svg, map)
}

fn snapshot(name: &str, size: (u32, u32), theme: Theme, figure: &GridFigure<'_>) -> (String, GridMap) {
    let drawn = draw(name, size, theme, figure);
    insta::assert_snapshot!(name, drawn.0);
    drawn
}

/// Pixel and value are inverse, and the plots lie inside the picture, one above the other.
fn check_map(name: &str, map: &GridMap, (width, height): (u32, u32)) {
    for fraction in [0.0, 0.25, 0.5, 1.0] {
        let value = map.view.value(fraction);
        let back = map.value_at(map.x_of(value));
        assert!((back - value).abs() <= map.view.span() * 1e-9, "{name}: {value} {back}");
    }
    let mut above = 0;
    for PanelMap { left, top, right, bottom, strip_bottom } in map.panels.iter().copied() {
        assert!(0 <= left && left < right && right <= width as i32, "{name}");
        assert!(
            above <= top && top < bottom && bottom < strip_bottom && strip_bottom <= height as i32,
            "{name}"
        );
        above = strip_bottom;
    }
}

/// The picture of the first sight: int4, symmetric over all values, against asymmetric by groups.
pub(crate) fn first_sight(labels: Labels<'_>, run: impl FnOnce(&GridFigure<'_>)) {
    let view = view(-4.6, 4.6);
    let outliers = [(-4.1, 1), (-3.7, 2), (3.9, 1), (4.0, 3), (4.45, 1)];
    let counts = bell(view, 230, 0.8, 9_400.0, &outliers);
    let block = bell(view, 230, 0.62, 11.0, &[(-2.4, 1), (2.2, 1)]);
    let (a, b) = (grid(-7, 7, 0, 0.533), grid(0, 15, 6, 0.231));
    let usage: Vec<f64> = (-7..=7)
        .map(|q: i32| if q.abs() > 5 { 0.0 } else { 40_000.0 / (1 << (2 * q.abs())) as f64 })
        .collect();
    let decoded = bell(view, 230, 0.8, 9_000.0, &outliers);
    let ranges: Vec<f32> = (1..=60).flat_map(|i| [-0.04 * i as f32, 0.045 * i as f32]).collect();
    let chinese = labels.x.starts_with('数');
    let text = |english: &'static str, chinese_text: &'static str| {
        Text::from(if chinese { chinese_text } else { english })
    };
    let panels = vec![
        Panel {
            clipped: [text("8 clipped", "截断 8 个"), text("13 clipped", "截断 13 个")],
            subtitle: text("15 levels, s = 0.533", "15 个量化值，s = 0.533"),
            usage: &usage,
            shares: usage
                .iter()
                .map(|&n| if n == 0.0 { text("unused", "未用") } else { "7.6 %".into() })
                .collect(),
            notes: vec![text("11 of 15 levels are used", "15 个量化级中用到 11 个")],
            ..panel(Role::A, &a, -7, "A  int4")
        },
        Panel {
            block_counts: Some(&block),
            decoded: &decoded,
            ranges: &ranges,
            clipped: [text("1 clipped", "截断 1 个"), text("1 clipped", "截断 1 个")],
            subtitle: text(
                "16 levels, s = 0.231, block 12 of 1024",
                "16 个量化值，s = 0.231，第 12 块，共 1024 块",
            ),
            zero_label: "z = 6".into(),
            ..panel(Role::B, &b, 0, "B  int4:asym:g64")
        },
    ];
    run(&GridFigure { view, counts: &counts, below: 17, above: 1204, log: true, panels, labels });
}

#[test]
fn int4_symmetric_and_by_groups() {
    first_sight(english(), |figure| {
        let (svg, _) = snapshot("int4_light", (960, 560), Theme::light(1.0), figure);
        snapshot("int4_dark", (960, 560), Theme::dark(1.0), figure);
        draw("int4_projector", (2400, 1200), Theme::light(1.0), figure);
        draw("int4_small_retina", (300, 320), Theme::dark(3.0), figure);
        draw("int4_dense_projector", (1920, 1000), Theme::dark(1.5), figure);
        assert_eq!(strip_ticks(&svg, "#0072B2"), 15);
        assert_eq!(strip_ticks(&svg, "#D55E00"), 16);
    });
}

#[test]
fn phone() {
    first_sight(english(), |figure| {
        snapshot("phone_light", (360, 420), Theme::light(1.0), figure);
    });
    first_sight(chinese(), |figure| {
        snapshot("phone_chinese_dark", (360, 420), Theme::dark(2.0), figure);
        draw("wide_chinese", (960, 560), Theme::light(1.0), figure);
    });
}

/// Level ticks of one panel: full-height rectangles of the strip in the scheme's colour.
fn strip_ticks(svg: &str, color: &str) -> usize {
    let tick = |line: &&str| line.contains("width=\"1\" height=\"9\"") && line.contains(color);
    svg.lines().filter(|line| line.starts_with("<rect")).filter(tick).count()
}

#[test]
fn int8_is_dense() {
    let view = view(-10.5, 10.5);
    let counts = bell(view, 512, 1.0, 120_000.0, &[(-10.0, 1), (9.1, 2), (10.0, 1)]);
    let (a, b) = (grid(-127, 127, 0, 10.0 / 127.0), grid(0, 255, 128, 6.0 / 255.0));
    let panels = vec![
        Panel { subtitle: "255 levels, s = 0.0787".into(), ..panel(Role::A, &a, -127, "A  int8") },
        Panel {
            subtitle: "256 levels, s = 0.0235".into(),
            clipped: ["341 clipped (0.01 %)", "356 clipped (0.01 %)"].map(Text::from),
            zero_label: "z = 128".into(),
            ..panel(Role::B, &b, 0, "B  int8:asym:p99.9")
        },
    ];
    let figure =
        GridFigure { view, counts: &counts, below: 0, above: 0, log: true, panels, labels: english() };
    let (svg, _) = snapshot("int8_light", (960, 560), Theme::light(1.0), &figure);
    assert_eq!(strip_ticks(&svg, "#0072B2"), 255);
    let narrow = draw("int8_phone", (300, 320), Theme::light(1.0), &figure);
    assert!(strip_ticks(&narrow.0, "#0072B2") < 10, "a band, not 255 ticks");
    let (retina, _) = draw("int8_dark_retina", (800, 500), Theme::dark(2.0), &figure);
    assert!(retina.len() < 400_000, "{}", retina.len());
}

#[test]
fn linear_counts_and_ends_outside_the_view() {
    let view = view(-1.2, 2.0);
    let counts = bell(view, 160, 0.8, 1_730.0, &[]);
    let (a, b) = (grid(-7, 7, 0, 0.533), grid(0, 15, 0, 0.3));
    let panels = vec![
        Panel { clipped: ["8 clipped", "13 clipped"].map(Text::from), ..panel(Role::A, &a, -7, "A  int4") },
        Panel {
            range: (2.5, 4.5),
            clipped: ["9,412 clipped", ""].map(Text::from),
            ..panel(Role::B, &b, 0, "B  int4:asym:clip(2.5,4.5)")
        },
    ];
    let figure =
        GridFigure { view, counts: &counts, below: 17, above: 1204, log: false, panels, labels: english() };
    snapshot("linear_zoomed", (720, 480), Theme::light(1.0), &figure);
    draw("linear_zoomed_phone", (320, 400), Theme::dark(2.0), &figure);
}

#[test]
fn degenerate_data() {
    let none = || Labels { below: "".into(), above: "".into(), ..english() };
    let case = |name: &str, view: FiniteRange, counts: &[u32], levels: &[f32], range: (f32, f32)| {
        let a = Panel { range, subtitle: "4 levels".into(), ..panel(Role::A, levels, -1, "A  int2") };
        let figure =
            GridFigure { view, counts, below: 0, above: 0, log: true, panels: vec![a], labels: none() };
        snapshot(name, (600, 300), Theme::light(1.0), &figure)
    };
    let at = |bins: usize, full: &[(usize, u32)]| {
        let mut counts = vec![0; bins];
        full.iter().for_each(|&(bin, count)| counts[bin] = count);
        counts
    };
    let around = FiniteRange::covering(3.5, 3.5);
    case("constant", around, &at(101, &[(50, 65_536)]), &[0.0, 3.5], (3.5, 3.5));
    case("one_value", around, &at(101, &[(50, 1)]), &[0.0, 3.5], (0.0, 3.5));
    let sparse: Vec<(usize, u32)> = (0..20).map(|i| (i * 5, 1 + (i as u32 * 7) % 3)).collect();
    case("all_outliers", view(-100.0, 100.0), &at(100, &sparse), &[-60.0, 0.0, 60.0], (-60.0, 60.0));
    case("no_data", view(-1.0, 1.0), &[], &[0.0], (f32::NAN, f32::NEG_INFINITY));
    let bell = bell(view(-4.0, 4.0), 120, 1.0, 800.0, &[]);
    let (_, map) = case("two_bits", view(-4.0, 4.0), &bell, &[-2.0, 0.0, 2.0], (-2.0, 2.0));
    assert_eq!(map.panels.len(), 1);
}

#[test]
fn huge_and_tiny_spans() {
    let max = f64::from(f32::MAX);
    for (name, span) in [("huge_span", max), ("tiny_span", 1e-40), ("smallest_span", 3e-45)] {
        let view = view(-span, span);
        let counts = bell(view, 100, span / 4.0, 5_000.0, &[(span * 0.9, 1)]);
        let levels: Vec<f32> = (-7..=7).map(|q| (f64::from(q) / 7.0 * span * 0.8) as f32).collect();
        let panels = vec![panel(Role::A, &levels, -7, "A  int4"), panel(Role::B, &levels, -7, "B  int4")];
        let figure =
            GridFigure { view, counts: &counts, below: 0, above: 3, log: true, panels, labels: english() };
        let (svg, _) = snapshot(name, (640, 400), Theme::light(1.0), &figure);
        assert!(svg.contains("×10"), "{name}");
    }
}

#[test]
fn any_size_can_be_drawn() {
    first_sight(chinese(), |figure| {
        for size in [(300, 320), (360, 640), (480, 320), (481, 900), (1024, 320), (1600, 900), (2400, 1200)] {
            for scale in [1.0, 1.25, 2.0, 3.0] {
                draw("any", size, Theme::light(scale), figure);
            }
        }
        // Too small to read, but drawn without a fault.
        for size in [(1, 1), (20, 20), (100, 60)] {
            let mut svg = String::new();
            let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
            draw_grid(&area, figure, &Theme::light(1.0)).unwrap();
        }
    });
}

#[test]
fn labels_keep_clear_wherever_the_range_is() {
    let view = view(-4.0, 4.0);
    let counts = bell(view, 120, 1.0, 800.0, &[]);
    let levels = grid(-7, 7, 0, 0.3);
    let ends = [-9.0, -4.0, -3.6, -1.1, 0.0, 0.2, 1.9, 3.7, 4.0, 8.0];
    for low in ends {
        for high in ends.into_iter().filter(|&high| high >= low) {
            for size in [(300, 320), (700, 400)] {
                let clipped = ["1,234,567 clipped (2.31 %)", "12 clipped"].map(Text::from);
                let panels =
                    vec![Panel { range: (low, high), clipped, ..panel(Role::B, &levels, -7, "B  int4") }];
                let figure = GridFigure {
                    view,
                    counts: &counts,
                    below: 1,
                    above: 0,
                    log: true,
                    panels,
                    labels: english(),
                };
                draw("range", size, Theme::light(1.0), &figure);
            }
        }
    }
}

/// Levels of formats whose steps differ: FP4's (E2M1), named by their bits, and NF4's.
#[test]
fn uneven_levels_stand_where_they_are_and_are_counted_by_rank() {
    let halves = [0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0];
    let fp4: Vec<f32> = halves[1..].iter().rev().map(|x| -x).chain(halves).map(|x| x * 0.55).collect();
    let nf4 = [
        -1.0,
        -0.696_192_8,
        -0.525_073,
        -0.394_917_5,
        -0.284_441_38,
        -0.184_773_43,
        -0.091_050_036,
        0.0,
        0.079_580_3,
        0.160_930_2,
        0.246_112_3,
        0.337_915_24,
        0.440_709_83,
        0.562_617,
        0.722_956_84,
        1.0f32,
    ]
    .map(|x| x * 3.3);
    let names = (0..15).map(|rank: u8| if rank < 7 { 15 - rank } else { rank - 7 });
    let names = names.map(|code| Text::from(format!("{code:04b}"))).collect();
    let view = view(-4.0, 4.0);
    let counts = bell(view, 160, 1.0, 1_730.0, &[]);
    let panels = vec![
        Panel {
            codes: CodeNames { first: 0, names },
            subtitle: "15 levels, s = 0.55".into(),
            zero_label: "".into(),
            ..panel(Role::A, &fp4, 0, "A  fp4_e2m1")
        },
        Panel { zero_label: "".into(), ..panel(Role::B, &nf4, 0, "B  nf4:g64") },
    ];
    let figure =
        GridFigure { view, counts: &counts, below: 0, above: 0, log: true, panels, labels: english() };
    let (svg, _) = snapshot("uneven_light", (960, 560), Theme::light(1.0), &figure);
    for (levels, color) in [(&fp4[..], "#0072B2"), (&nf4[..], "#D55E00")] {
        assert_eq!(strip_ticks(&svg, color), levels.len());
    }
    assert!(svg.contains("\n1101\n") && svg.contains("\n0110\n") && svg.contains("\n15\n"));
    draw("uneven_phone", (320, 400), Theme::dark(2.0), &figure);
}

/// A format that chooses its range by itself has its ends marked, and nothing to take hold of.
#[test]
fn ends_that_cannot_be_dragged_have_no_grips() {
    let levels: Vec<f32> = (-3..=3).map(|i| i as f32).collect();
    let view = view(-4.0, 4.0);
    let counts = bell(view, 160, 1.0, 1_730.0, &[]);
    let rectangles = |fixed: bool| {
        let panels = vec![Panel { fixed, ..panel(Role::A, &levels, -3, "A  q4_k") }];
        let figure =
            GridFigure { view, counts: &counts, below: 0, above: 0, log: true, panels, labels: english() };
        draw("fixed", (960, 560), Theme::light(1.0), &figure).0.matches("<rect").count()
    };
    // Each grip is a box with two notches.
    assert_eq!(rectangles(false) - rectangles(true), 2 * 3);
}

/// Few values need little room for their counts; the name of the codes stands beside the first of them all the same.
#[test]
fn codes_are_named_at_any_width() {
    let view = view(-3.0, 3.0);
    let mut counts = vec![0; 200];
    for bin in [6, 78, 103, 141, 193] {
        counts[bin] = 1;
    }
    let (a, b) = (grid(-3, 3, 0, 0.95), grid(-127, 127, 0, 3.0 / 127.0));
    let usage = [1.0, 0.0, 1.0, 1.0, 1.0, 0.0, 1.0];
    for labels in [english(), chinese()] {
        let names = labels.codes.clone();
        let panels = vec![
            Panel { usage: &usage, ..panel(Role::A, &a, -3, "A  int3") },
            panel(Role::B, &b, -127, "B  int8"),
        ];
        let figure = GridFigure { view, counts: &counts, below: 0, above: 0, log: true, panels, labels };
        for width in [296, 366, 479, 480, 720, 1040, 1240, 1900, 3800] {
            let (svg, _) = draw("codes", (width, 520), Theme::light(1.0), &figure);
            assert_eq!(svg.matches(&format!("\n{names}\n")).count(), 2, "{width}: {names}");
        }
    }
}
