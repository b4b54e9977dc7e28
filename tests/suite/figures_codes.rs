//! The Codes picture as SVG. `INSTA_UPDATE=always cargo test --test suite figures_codes` blesses new snapshots; look at the
//! pictures first.
#![cfg(not(target_arch = "wasm32"))]

use crate::support::svg;
use quantscope::figure::{CodeNames, CodesFigure, CodesPanel, PlotMap, Role, Text, Theme, draw_codes};

fn bell(codes: i32, sd: f64, peak: f64) -> Vec<f64> {
    (0..codes).map(|i| (peak * libm::exp(-0.5 * (f64::from(i - codes / 2) / sd).powi(2))).round()).collect()
}

fn panel<'a>(role: Role, usage: &'a [f64], first: i32, title: &'a str, subtitle: &'a str) -> CodesPanel<'a> {
    let codes = CodeNames::numbers(first);
    CodesPanel { role, usage, codes, title: title.into(), subtitle: subtitle.into(), marked: None }
}

fn draw(
    name: &str,
    size: (u32, u32),
    theme: Theme,
    log: bool,
    panels: &[CodesPanel<'_>],
) -> (String, Vec<PlotMap>) {
    let titles = ["code q", "values per code"].map(Text::from);
    let figure = CodesFigure { panels: panels.to_vec(), log, titles };
    let drawn = svg::picture(name, size, &theme, |area| draw_codes(area, &figure, &theme).unwrap());
    for map in &drawn.1 {
        assert!(map.left < map.right && map.top < map.bottom, "{name}: {map:?}");
    }
    drawn
}

#[test]
fn two_schemes() {
    let (a, b) = (bell(15, 1.1, 40_000.0), bell(16, 3.0, 9_000.0));
    let marked =
        CodesPanel { marked: Some(5), ..panel(Role::A, &a, -7, "A  int4", "6 of 15 codes never used") };
    let panels = [marked, panel(Role::B, &b, 0, "B  int4:asym:g64", "every code is used")];
    let (svg, maps) = draw("codes_light", (960, 480), Theme::light(1.0), true, &panels);
    assert_eq!(maps.len(), 2);
    assert!(maps[0].x.contains(0.0) && maps[0].x.contains(14.0) && !maps[0].x.contains(15.0), "ranks");
    insta::assert_snapshot!("codes_light", svg);
    insta::assert_snapshot!("codes_dark", draw("codes_dark", (960, 480), Theme::dark(1.0), true, &panels).0);
    insta::assert_snapshot!(
        "codes_linear",
        draw("codes_linear", (720, 400), Theme::light(1.0), false, &panels).0
    );
    insta::assert_snapshot!(
        "codes_phone",
        draw("codes_phone", (360, 340), Theme::light(1.0), true, &panels).0
    );
}

#[test]
fn int8_on_one_sided_data() {
    let half: Vec<f64> = (0..255).map(|i| if i < 127 { 0.0 } else { f64::from(400 - i) }).collect();
    let panels = [panel(Role::A, &half, -127, "A  int8", "127 of 255 codes never used")];
    let (svg, _) = draw("codes_int8", (960, 300), Theme::light(1.0), true, &panels);
    insta::assert_snapshot!("codes_int8", svg);
    // Narrower than its codes, the picture still shows them all and stays small.
    let (phone, _) = draw("codes_int8_phone", (150, 200), Theme::light(1.0), true, &panels);
    assert!(phone.len() < 40_000, "{}", phone.len());
}

#[test]
fn degenerate_data() {
    for (name, usage, q_min) in [
        ("codes_constant", vec![0.0, 0.0, 65_536.0], -1),
        ("codes_one_value", vec![0.0, 1.0, 0.0], -1),
        ("codes_all_outliers", vec![3.0, 0.0, 2.0], -1),
        ("codes_no_value", vec![0.0, 0.0, 0.0], -1),
        ("codes_two", vec![7.0, 9.0, 0.0, 0.0], 0),
    ] {
        let panels = [panel(Role::B, &usage, q_min, "B  int2", "")];
        insta::assert_snapshot!(name, draw(name, (420, 240), Theme::light(1.0), true, &panels).0);
        draw(name, (300, 200), Theme::dark(2.0), false, &panels);
    }
    draw("codes_none", (300, 200), Theme::dark(1.0), true, &[panel(Role::A, &[], 0, "A", "")]);
}

#[test]
fn codes_may_have_names() {
    let usage = bell(15, 2.5, 9_000.0);
    let names = (0..15).map(|rank: u8| if rank < 7 { 15 - rank } else { rank - 7 });
    let names: Vec<Text<'_>> = names.map(|code| format!("{code:04b}").into()).collect();
    let codes = CodeNames { first: 0, names };
    let named = CodesPanel { codes, marked: Some(13), ..panel(Role::A, &usage, 0, "A  fp4_e2m1", "") };
    let (svg, _) = draw("codes_named", (720, 260), Theme::light(1.0), true, &[named]);
    insta::assert_snapshot!("codes_named", svg);
    assert!(svg.contains("\n1111\n") && svg.contains("\n0111\n"));
    assert_eq!(svg.matches("\n0110\n").count(), 2, "under its bar, and marked");
}
