//! The Grid picture between two grids.
#![cfg(not(target_arch = "wasm32"))]

use crate::figures_grid::{bell, draw, english, first_sight, grid, panel, view};
use quantscope::figure::{GridFigure, Motion, Panel, Role, Theme};

/// The ends and heights of the decoded values: rectangles that hang from the axis of a panel in the colour of A.
fn hanging(svg: &str, top: i32) -> Vec<(i32, i32)> {
    let number = |line: &str, name: &str| -> Option<i32> {
        line.split_once(&format!(" {name}=\""))?.1.split_once('"')?.0.parse().ok()
    };
    let boxes = svg.lines().filter(|line| line.starts_with("<rect") && line.contains("#0072B2"));
    let hung = boxes.filter(|line| number(line, "y") == Some(top));
    hung.filter_map(|line| Some((number(line, "x")?, number(line, "height")?))).collect()
}

#[test]
fn values_travel_from_their_levels_to_the_new_ones() {
    let view = view(-4.0, 4.0);
    let counts = bell(view, 200, 0.9, 3_000.0, &[]);
    let (from, to) = (grid(-1, 1, 0, 3.0), grid(-3, 3, 0, 1.0));
    let at = |share: f64, name: &str| {
        let levels: Vec<f32> = (0..7)
            .map(|rank| {
                let old = -3.0 + rank as f32;
                old + (to[rank] - old) * share as f32
            })
            .collect();
        let motion = Motion { share, from: &from, to: &to, decoded: &[] };
        let panels =
            vec![Panel { motion: Some(motion), usage: &[1.0; 7], ..panel(Role::A, &levels, -3, "A  int3") }];
        let figure =
            GridFigure { view, counts: &counts, below: 0, above: 0, log: false, panels, labels: english() };
        let (svg, map) = draw(name, (800, 400), Theme::light(1.0), &figure);
        // The decoded values hang in the lowest rows.
        let tops = (map.panels[0].bottom..map.panels[0].strip_bottom).rev();
        let hung = tops.map(|top| hanging(&svg, top)).find(|hung| hung.len() > 1).unwrap_or_default();
        let mut places: Vec<f64> = hung.iter().map(|&(x, _)| map.value_at(f64::from(x) + 1.5)).collect();
        places.sort_by(f64::total_cmp);
        places
    };
    let near = |places: &[f64], levels: &[f32]| {
        places.iter().all(|place| levels.iter().any(|&level| (place - f64::from(level)).abs() < 0.03))
    };
    let (before, middle, after) =
        (at(0.0, "motion_begins"), at(0.5, "motion_midway"), at(1.0, "motion_ends"));
    assert!(before.len() == 3 && near(&before, &from), "{before:?}");
    assert!(after.len() == 7 && near(&after, &to), "{after:?}");
    // Values between two levels before or after are on their way: 0 to 1, 0 to 2, 3 to 2 …
    assert!(
        near(&middle, &[-3.0, -2.5, -1.0, -0.5, 0.0, 0.5, 1.0, 2.5, 3.0]) && middle.len() > 5,
        "{middle:?}"
    );
}

#[test]
fn between_one_block_and_many_the_decoded_values_change_their_shape() {
    first_sight(english(), |figure| {
        let mut figure = figure.clone();
        for share in [0.0, 0.4, 1.0] {
            let (a, b) = (figure.panels[0].levels, figure.panels[1].levels);
            let decoded = figure.panels[1].decoded;
            figure.panels[0].motion = Some(Motion { share, from: b, to: a, decoded });
            figure.panels[1].motion = Some(Motion { share, from: a, to: b, decoded: &[] });
            draw("motion_of_blocks", (960, 560), Theme::light(1.0), &figure);
        }
    });
}
