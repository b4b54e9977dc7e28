//! Pictures as SVG, and reading back what plotters-svg wrote.

use plotters::{
    coord::Shift,
    drawing::{DrawingArea, IntoDrawingArea},
};
use plotters_svg::SVGBackend;
use quantscope::figure::Theme;

/// Draws a picture of `size` CSS pixels, checks what holds for every picture, and returns its text and what `draw` returned.
/// With FIGURES_DIR set, the picture is written there, too.
pub(crate) fn picture<M>(
    name: &str,
    size: (u32, u32),
    theme: &Theme,
    draw: impl FnOnce(&DrawingArea<SVGBackend<'_>, Shift>) -> M,
) -> (String, M) {
    let device = |css: u32| (f64::from(css) * theme.scale).round() as u32;
    let size = (device(size.0), device(size.1));
    let mut svg = String::new();
    let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
    let map = draw(&area);
    area.present().unwrap();
    drop(area);
    let svg = rounded(&svg);
    if let Ok(directory) = std::env::var("FIGURES_DIR") {
        std::fs::write(format!("{directory}/{name}.svg"), &svg).unwrap();
    }
    assert!(!svg.contains("NaN") && !svg.contains("inf"), "{name}");
    check_texts(name, &svg, size);
    (svg, map)
}

/// Attributes with at most two decimals, so that a snapshot does not hang on the last bit of an opacity.
fn rounded(svg: &str) -> String {
    let mut out = String::new();
    let mut decimals = None;
    let mut tag = false;
    for c in svg.chars() {
        tag = c == '<' || tag && c != '>';
        decimals = match (c, decimals) {
            ('.', None) if tag => Some(0),
            ('0'..='9', Some(n)) => Some(n + 1),
            _ => None,
        };
        if decimals.is_none_or(|n| n <= 2) {
            out.push(c);
        }
    }
    out
}

struct Written {
    text: String,
    left: f64,
    right: f64,
    y: f64,
    size: f64,
    upright: bool,
}

fn texts(svg: &str) -> Vec<Written> {
    let elements = svg.split("<text ").skip(1);
    let mut written = Vec::new();
    for element in elements {
        let (head, rest) = element.split_once(">\n").unwrap();
        let text = rest.split_once('\n').unwrap().0.to_owned();
        let attribute = |name: &str| {
            let from = head.find(&format!("{name}=\"")).unwrap() + name.len() + 2;
            head[from..].split('"').next().unwrap().to_owned()
        };
        let number = |name: &str| attribute(name).parse::<f64>().unwrap();
        let size = number("font-size");
        let em = |c: char| if c > '\u{2E80}' { 1.0 } else { 0.56 };
        let width = text.chars().map(em).sum::<f64>() * size;
        let upright = head.contains("rotate(");
        let along = if upright { -number("y") } else { number("x") };
        let left = match attribute("text-anchor").as_str() {
            "start" => along,
            "middle" => along - width / 2.0,
            _ => along - width,
        };
        let y = if upright { number("x") } else { number("y") };
        written.push(Written { text, left, right: left + width, y, size, upright });
    }
    written
}

/// Every text lies inside the picture, and no two lie on one another.
fn check_texts(name: &str, svg: &str, (width, height): (u32, u32)) {
    let texts = texts(svg);
    for t in &texts {
        // An upright text runs from y up: its extent along y is the negative of that along its line.
        let (from, to) = if t.upright { (-t.right, -t.left) } else { (t.left, t.right) };
        let (along, across) = if t.upright { (height, width) } else { (width, height) };
        assert!(from >= -2.0 && to <= f64::from(along) + 2.0, "{name}: {:?} {from}..{to}", t.text);
        let half = t.size / 2.0;
        assert!(t.y >= half - 1.0 && t.y <= f64::from(across) - half + 1.0, "{name}: {:?}", t.text);
    }
    for (i, a) in texts.iter().enumerate() {
        for b in texts[i + 1..].iter().filter(|b| a.upright == b.upright) {
            let apart = (a.y - b.y).abs() >= 0.8 * a.size || a.right <= b.left || b.right <= a.left;
            assert!(apart, "{name}: {:?} lies on {:?}", a.text, b.text);
        }
    }
}
