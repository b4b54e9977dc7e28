//! What the data became in a second file, as a line over the Grid picture.
#![cfg(not(target_arch = "wasm32"))]

use crate::figures_grid::{bell, english, first_sight, grid, panel, view};
use crate::support::svg;
use plotters::{coord::Shift, drawing::DrawingArea};
use plotters_svg::SVGBackend;
use quantscope::figure::{GridFigure, Role, Stored, Theme, draw_grid_stored};

/// The picture without the line, and with it.
fn drawn(
    name: &str,
    size: (u32, u32),
    theme: &Theme,
    figure: &GridFigure<'_>,
    stored: &[u32],
) -> [String; 2] {
    let stored = Stored { counts: stored, name: "stored in model-Q4_K_M.gguf" };
    [false, true].map(|over| {
        let stored = over.then_some(&stored);
        let draw = |area: &DrawingArea<SVGBackend<'_>, Shift>| {
            draw_grid_stored(area, figure, stored, theme).unwrap()
        };
        svg::picture(&format!("{name}_{over}"), size, theme, draw).0
    })
}

#[test]
fn the_line_and_its_key_stand_over_the_picture_and_change_nothing_of_it() {
    for (theme, size) in [(Theme::light(1.0), (960, 560)), (Theme::dark(2.0), (320, 420))] {
        first_sight(english(), |figure| {
            // No more than the data has, so that the axis stays.
            let stored: Vec<u32> = (0..figure.counts.len() as u32).map(|bin| (bin % 5) * 40).collect();
            let [plain, over] = drawn("stored", size, &theme, figure, &stored);
            let before = plain.trim_end().trim_end_matches("</svg>").trim_end();
            assert!(over.starts_with(before), "it is drawn over the picture");
            // One key, in the first of the panels.
            assert_eq!(over.matches("stored in").count(), 1);
            let lines = |svg: &str| svg.matches("<polyline").count();
            // In each panel a line on its ground for each stretch of bins with values, and a piece of it in the key.
            assert_eq!(lines(&over) - lines(&plain), 2 * (2 * stored.chunks(5).count() + 1));
        });
    }
}

#[test]
fn the_axis_reaches_the_highest_count_of_either() {
    let levels = grid(-7, 7, 0, 0.5);
    let view = view(-4.0, 4.0);
    let counts = bell(view, 100, 1.0, 900.0, &[]);
    let panels = vec![panel(Role::A, &levels, -7, "A  int4")];
    let figure =
        GridFigure { view, counts: &counts, below: 0, above: 0, log: true, panels, labels: english() };
    for stored in [&[0, 90_000, 0][..], &[1], &[]] {
        let reaches =
            drawn("axis", (960, 560), &Theme::light(1.0), &figure, stored).map(|svg| svg.contains("\n10k\n"));
        assert_eq!(reaches, [false, stored.contains(&90_000)], "{stored:?}");
    }
}
