//! The Blocks picture as SVG. `INSTA_UPDATE=always cargo test --test figures_blocks` blesses new snapshots; look at the
//! pictures first.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use quantscope::figure::{BlocksFigure, BlocksPanel, HeatScale, PlotMap, Role, Theme, Window, draw_blocks};

#[path = "support/svg.rs"]
mod svg;

const SIGNED: HeatScale = HeatScale { ends: (-3.0, 3.0), log: false, diverging: true };

fn window(rows: (u32, u32), columns: (u32, u32)) -> Window {
    Window { rows, columns }
}

fn figure<'a>(panels: &'a [BlocksPanel<'a>], cells: (usize, usize), scale: HeatScale) -> BlocksFigure<'a> {
    let window = window((0, cells.0 as u32), (0, cells.1 as u32));
    BlocksFigure { panels, window, cells, scale, key: ["value", "−3", "3"], titles: ["column", "row"] }
}

fn panel<'a>(role: Role, cells: &'a [f32], block: (u32, u32), title: &'a str) -> BlocksPanel<'a> {
    BlocksPanel { role, cells, block, shown: window((1, 2), (0, block.1)), title }
}

fn draw(name: &str, size: (u32, u32), theme: Theme, figure: &BlocksFigure<'_>) -> (String, Vec<PlotMap>) {
    let drawn = svg::picture(name, size, &theme, |area| draw_blocks(area, figure, &theme).unwrap());
    for map in &drawn.1 {
        assert!(map.left < map.right && map.top < map.bottom, "{name}: {map:?}");
    }
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
    let (svg, maps) = draw("blocks_light", (900, 420), Theme::light(1.0), &figure);
    assert!(maps[0].right < maps[1].left, "side by side");
    insta::assert_snapshot!("blocks_light", svg);
    insta::assert_snapshot!("blocks_dark", draw("blocks_dark", (900, 420), Theme::dark(1.0), &figure).0);
    let (phone, maps) = draw("blocks_phone", (360, 420), Theme::light(1.0), &figure);
    assert!(maps[0].bottom < maps[1].top, "one above the other");
    insta::assert_snapshot!("blocks_phone", phone);
}

#[test]
fn many_cells_are_a_bitmap_of_the_same_colours() {
    let cells: Vec<f32> = (0..80 * 80).map(|i| (i % 80) as f32 / 40.0 - 1.0).collect();
    let panels =
        [BlocksPanel { shown: window((0, 80), (0, 80)), ..panel(Role::A, &cells, (80, 80), "A  int4") }];
    let figure = figure(&panels, (80, 80), SIGNED);
    // plotters-svg draws a bitmap pixel by pixel: a small picture will do.
    let (svg, maps) = draw("blocks_bitmap", (140, 150), Theme::light(1.0), &figure);
    let pixels = ((maps[0].right - maps[0].left) * (maps[0].bottom - maps[0].top)) as usize;
    assert!(svg.matches("<rect").count() >= pixels, "a mark a pixel");
}

#[test]
fn degenerate_data() {
    let magnitude = HeatScale { ends: (0.5, 0.5), log: true, diverging: false };
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
