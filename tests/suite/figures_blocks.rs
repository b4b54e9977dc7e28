//! The Blocks picture as SVG. `INSTA_UPDATE=always cargo test --test suite figures_blocks` blesses new snapshots; look at the
//! pictures first.
#![cfg(not(target_arch = "wasm32"))]

use crate::support::svg;
use quantscope::figure::{
    BlocksFigure, BlocksMap, BlocksPanel, HeatScale, OutlyingLine, Palette, Role, Text, Theme, Window,
    draw_blocks,
};

const SIGNED: HeatScale = HeatScale { ends: (-3.0, 3.0), log: false, colors: Palette::Diverging };

fn window(rows: (u32, u32), columns: (u32, u32)) -> Window {
    Window { rows, columns }
}

fn figure<'a>(panels: &[BlocksPanel<'a>], cells: (usize, usize), scale: HeatScale) -> BlocksFigure<'a> {
    let window = window((0, cells.0 as u32), (0, cells.1 as u32));
    let key = ["value", "−3", "3"].map(Text::from);
    let titles = ["column", "row"].map(Text::from);
    BlocksFigure {
        panels: panels.to_vec(),
        window,
        cells,
        scale,
        key,
        titles,
        outlying: Vec::new(),
        edges: [&[], &[]],
        edge: "".into(),
        square: false,
    }
}

fn panel<'a>(role: Role, cells: &'a [f32], block: (u32, u32), title: &'a str) -> BlocksPanel<'a> {
    BlocksPanel {
        role,
        cells,
        block,
        super_block: None,
        shown: window((1, 2), (0, block.1)),
        title: title.into(),
        finding: "".into(),
    }
}

fn draw(name: &str, size: (u32, u32), theme: Theme, figure: &BlocksFigure<'_>) -> (String, BlocksMap) {
    let drawn = svg::picture(name, size, &theme, |area| draw_blocks(area, figure, &theme).unwrap());
    for map in &drawn.1.panels {
        assert!(map.left < map.right && map.top < map.bottom, "{name}: {map:?}");
    }
    let [left, top, right, bottom] = drawn.1.strip.map(|edge| f64::from(edge) / theme.scale);
    let size = (f64::from(size.0), f64::from(size.1));
    assert!(0.0 <= left && left < right && right <= size.0 && top < bottom && bottom <= size.1, "{name}");
    drawn
}

#[test]
fn values_with_the_blocks_of_two_schemes() {
    let cells: Vec<f32> = (0..12 * 16)
        .map(|i| ((i * 37) % 23) as f32 / 8.0 - 1.4 + if i % 16 == 5 { 2.5 } else { 0.0 })
        .collect();
    let panels =
        [panel(Role::A, &cells, (1, 16), "A  int4:row"), panel(Role::B, &cells, (1, 4), "B  int4:g4")];
    let figure = figure(&panels, (12, 16), SIGNED);
    let (svg, map) = draw("blocks_light", (900, 420), Theme::light(1.0), &figure);
    assert!(map.panels[0].right < map.panels[1].left, "side by side");
    insta::assert_snapshot!("blocks_light", svg);
    insta::assert_snapshot!("blocks_dark", draw("blocks_dark", (900, 420), Theme::dark(1.0), &figure).0);
    let (phone, map) = draw("blocks_phone", (360, 420), Theme::light(1.0), &figure);
    assert!(map.panels[0].bottom < map.panels[1].top, "one above the other");
    insta::assert_snapshot!("blocks_phone", phone);
}

#[test]
fn super_blocks_have_stronger_borders_also_where_blocks_are_too_small_for_any() {
    let cells = vec![0.5; 12 * 16];
    let lines = |block: u32, super_block: Option<(u32, u32)>| {
        let panel = BlocksPanel {
            super_block,
            shown: window((12, 13), (0, 1)),
            ..panel(Role::A, &cells, (1, block), "A  q4_k")
        };
        let wide = BlocksFigure { window: window((0, 12), (0, 1024)), ..figure(&[panel], (12, 16), SIGNED) };
        draw("blocks_super", (900, 420), Theme::light(1.0), &wide).0.matches("<rect").count()
    };
    let super_block = Some((1, 256));
    // Blocks of two columns are too small for borders; between blocks of 64 there are fifteen.
    let [none, few, many] = [lines(2, None), lines(2, super_block), lines(64, super_block)];
    assert_eq!([few - none, many - few], [3, 15]);
    assert_eq!(lines(256, super_block), lines(256, None), "super-blocks of one block");
}

/// The errors of a matrix with an outlier in column 5, and its bars.
#[test]
fn errors_with_the_largest_values_along_the_edges() {
    let cells: Vec<f32> =
        (0..12 * 16).map(|i| ((i * 37) % 23) as f32 / if i % 16 / 4 == 1 { 23.0 } else { 90.0 }).collect();
    let a = BlocksPanel {
        finding: "One step, 11.5, for all values: 97 % become 0".into(),
        ..panel(Role::A, &cells, (12, 16), "A  int4")
    };
    let b = BlocksPanel {
        finding: "Columns 4–7 hold 96 % of the squared error".into(),
        ..panel(Role::B, &cells, (1, 4), "B  int4:g4")
    };
    let (rows, mut columns) =
        ([20.0, 18.0, 3.0, 19.0, 20.0, 17.0, 18.0, 3.0, 19.0, 17.0, 18.0, 20.0], [3.0; 16]);
    columns[5] = 20.0;
    let scale = HeatScale { ends: (0.0, 1.0), log: false, colors: Palette::Sequential };
    let key = ["|x̂ − x|", "0", "1.23456e-7"].map(Text::from);
    let figure = BlocksFigure {
        edges: [&rows, &columns],
        edge: "max |x| 20".into(),
        outlying: vec![line(true, 5, true)],
        key,
        ..figure(&[a, b], (12, 16), scale)
    };
    for (name, size, theme) in [
        ("blocks_error_light", (900, 420), Theme::light(1.0)),
        ("blocks_error_dark", (900, 420), Theme::dark(1.0)),
        ("blocks_error_phone", (360, 460), Theme::light(1.0)),
    ] {
        let (svg, map) = draw(name, size, theme, &figure);
        assert!(svg.contains("\n1.23456e-7\n"), "the numbers of the key are whole");
        assert!(f64::from(map.panels[0].right) < 0.5 * 900.0 - 25.0, "room for the bars of rows");
        insta::assert_snapshot!(name, svg);
    }
}

#[test]
fn a_photograph_keeps_its_proportions_and_its_grays() {
    let cells: Vec<f32> = (0..60 * 90).map(|i| if i / 90 < 30 { 0.0 } else { 1.0 }).collect();
    let scale = HeatScale { ends: (0.0, 1.0), log: false, colors: Palette::Gray };
    let figure =
        BlocksFigure { square: true, ..figure(&[panel(Role::A, &cells, (60, 90), "A")], (60, 90), scale) };
    for size in [(140, 150), (300, 180)] {
        let (svg, map) = draw("blocks_photograph", size, Theme::dark(1.0), &figure);
        let map = map.panels[0];
        let (wide, tall) = (f64::from(map.right - map.left), f64::from(map.bottom - map.top));
        assert!((wide / tall - 1.5).abs() < 0.08, "{wide} × {tall}");
        assert!(svg.contains("#000000") && svg.contains("#FFFFFF"));
    }
}

#[test]
fn maps_stand_side_by_side_or_one_above_the_other_whichever_way_they_are_larger() {
    let cells = [0.0; 64];
    let beside = |aspect: f64, square: bool, size: (u32, u32)| {
        let panels = [panel(Role::A, &cells, (1, 8), "A  int4"), panel(Role::B, &cells, (1, 8), "B  int3")];
        let mut figure = figure(&panels, (8, 8), SIGNED);
        figure.window = window((0, 1000), (0, (1000.0 * aspect) as u32));
        figure.square = square;
        let (_, map) = draw("blocks_arranged", size, Theme::light(1.0), &figure);
        map.panels[0].right < map.panels[1].left
    };
    for (aspect, size, wanted) in [
        (1.5, (1044, 450), true),
        (1.5, (690, 590), false),
        (0.7, (690, 590), true),
        (4.0, (1044, 450), false),
        (0.25, (360, 420), true),
        (1.5, (360, 420), false),
    ] {
        assert_eq!(beside(aspect, true, size), wanted, "a photograph of {aspect} in {size:?}");
    }
    for size in [(360, 420), (690, 590), (1044, 620), (1230, 580)] {
        let aspects = (1..60).map(|i| f64::from(i) / 10.0);
        let beside: Vec<bool> = aspects.map(|aspect| beside(aspect, true, size)).collect();
        assert!(beside.is_sorted_by(|a, b| a >= b), "wider photographs stand one above the other: {size:?}");
    }
    // A stretched map has the shape of its room, so a wide picture has its maps side by side.
    for aspect in [0.1, 1.0, 3.0, 64.0] {
        assert!(
            beside(aspect, false, (1044, 620)) && !beside(aspect.max(1.0), false, (360, 420)),
            "{aspect}"
        );
    }
}

#[test]
fn many_cells_are_a_bitmap_of_the_same_colours() {
    let cells: Vec<f32> = (0..80 * 80).map(|i| (i % 80) as f32 / 40.0 - 1.0).collect();
    let panels =
        [BlocksPanel { shown: window((0, 80), (0, 80)), ..panel(Role::A, &cells, (80, 80), "A  int4") }];
    let figure = figure(&panels, (80, 80), SIGNED);
    // plotters-svg draws a bitmap pixel by pixel: a small picture will do.
    let (svg, map) = draw("blocks_bitmap", (140, 150), Theme::light(1.0), &figure);
    let panel = map.panels[0];
    let pixels = ((panel.right - panel.left) * (panel.bottom - panel.top)) as usize;
    assert!(svg.matches("<rect").count() >= pixels, "a mark a pixel");
}

fn line(column: bool, index: u32, throughout: bool) -> OutlyingLine {
    OutlyingLine { column, index, throughout }
}

#[test]
fn lines_that_stand_out_are_marked_at_the_edges() {
    let cells: Vec<f32> = (0..8 * 16)
        .map(|i| ((i * 37) % 23) as f32 / 12.0 - 0.9 + if i % 16 == 7 { 2.5 } else { 0.0 })
        .collect();
    let panels =
        [panel(Role::A, &cells, (1, 16), "A  int4:row"), panel(Role::B, &cells, (1, 4), "B  int4:g4")];
    let window = window((100, 900), (200, 1800));
    // Two that are too near for both numbers, one beyond the window, one at each end.
    let outlying = vec![
        line(true, 771, true),
        line(true, 777, true),
        line(true, 1799, false),
        line(true, 1800, true),
        line(false, 333, false),
        line(false, 899, true),
    ];
    let figure = BlocksFigure { outlying, window, ..figure(&panels, (8, 16), SIGNED) };
    let (svg, map) = draw("blocks_outlying_light", (900, 420), Theme::light(1.0), &figure);
    let written = |label: &str| svg.matches(&format!("\n{label}\n")).count();
    assert_eq!(["771", "777", "1799", "1800", "333", "899"].map(written), [2, 0, 2, 0, 2, 2]);
    assert!(map.panels[0].right + 20 < map.panels[1].left, "room for the numbers of rows");
    insta::assert_snapshot!("blocks_outlying_light", svg);
    insta::assert_snapshot!(
        "blocks_outlying_dark",
        draw("blocks_outlying_dark", (900, 420), Theme::dark(1.0), &figure).0
    );
    let phone = draw("blocks_outlying_phone", (360, 420), Theme::light(1.0), &figure).0;
    insta::assert_snapshot!("blocks_outlying_phone", phone);
}

#[test]
fn degenerate_data() {
    let magnitude = HeatScale { ends: (0.5, 0.5), log: true, colors: Palette::Sequential };
    for (name, cells, size, scale) in [
        ("blocks_constant", vec![0.5; 6], (2, 3), magnitude),
        ("blocks_one_value", vec![2.0], (1, 1), SIGNED),
        ("blocks_all_outliers", vec![-1e30, 1e30], (1, 2), SIGNED),
        ("blocks_no_value", vec![f32::NAN; 4], (2, 2), HeatScale { ends: (0.0, 0.0), ..SIGNED }),
        ("blocks_two", vec![0.0, f32::INFINITY], (2, 1), HeatScale { ends: (0.0, 3.0), ..magnitude }),
    ] {
        let panels = [panel(Role::B, &cells, (1, size.1 as u32), "B  int2")];
        let figure = figure(&panels, size, scale);
        insta::assert_snapshot!(name, draw(name, (400, 260), Theme::light(1.0), &figure).0);
        draw(name, (300, 240), Theme::dark(2.0), &figure);
    }
}
