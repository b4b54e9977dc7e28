//! The width of a text, estimated without a font.
//!
//! The layout has to be the same on a canvas and in an SVG file, and natively no font is known (plotters assumes 0.7 em per *byte*).
//! So a width is a sum over classes of characters. It is slightly too large for every common system font.

use std::borrow::Cow;

/// A text in a picture, in the reader's language.
pub type Text<'a> = Cow<'a, str>;

/// Width of `text` in em.
fn ems(text: &str) -> f64 {
    text.chars().map(em).sum()
}

fn em(c: char) -> f64 {
    match c {
        ' ' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'i' | 'j' | 'l' | 'I' => 0.33,
        'f' | 't' | 'r' | '(' | ')' | '-' | '/' => 0.42,
        'm' | 'w' | 'M' | 'W' | '%' | '…' => 0.95,
        'A'..='Z' => 0.70,
        '⁰' | '¹' | '²' | '³' | '⁴'..='⁻' => 0.42,
        '\u{2E80}'.. => 1.0,
        '×' | '=' | '+' | '−' | '<' | '>' => 0.75,
        _ => 0.61,
    }
}

/// Approximate width of `text` in a font of `size`, in the unit of `size`, rounded up.
pub(crate) fn width(text: &str, size: f64, bold: bool) -> i32 {
    libm::ceil(ems(text) * size * if bold { 1.08 } else { 1.0 }) as i32
}

/// What stands between the clauses of a text, in both languages.
const BREAKS: [&str; 11] = ["  ", " · ", " (", ": ", ", ", "; ", "（", "：", "，", "；", " — "];
/// What is shorter says nothing by itself, such as the letter of a scheme.
const SHORTEST: usize = 3;

/// As many clauses of `text` as have room. If not even the first has, its beginning with an ellipsis; empty if that does not fit either.
pub(crate) fn fitted(text: &str, size: f64, bold: bool, room: i32) -> String {
    let fits = |text: &str| width(text, size, bold) <= room;
    if fits(text) {
        return text.to_owned();
    }
    let ends = BREAKS.iter().flat_map(|mark| text.match_indices(mark)).map(|(end, _)| text[..end].trim_end());
    let clauses = ends.filter(|clause| clause.chars().count() >= SHORTEST && fits(clause));
    if let Some(longest) = clauses.max_by_key(|clause| clause.len()) {
        return longest.to_owned();
    }
    let mut cut = text.to_owned();
    while cut.pop().is_some() {
        let shown = format!("{}…", cut.trim_end());
        if !cut.is_empty() && width(&shown, size, bold) <= room {
            return shown;
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_to_its_room() {
        assert_eq!(fitted("int4", 10.0, false, 100), "int4");
        assert_eq!(fitted("int4:asym:g64:p99.9", 10.0, false, 60), "int4:asy…");
        assert_eq!(fitted("十六个量化值", 10.0, false, 45), "十六个…");
        assert_eq!(fitted("int4", 10.0, false, 3), "");
    }

    #[test]
    fn the_last_clauses_give_way_first() {
        let error = "Σe² = 39 668: 100 % rounding, 0 % clipping";
        for (room, shown) in [(300, error), (200, "Σe² = 39 668: 100 % rounding"), (100, "Σe² = 39 668")]
        {
            assert_eq!(fitted(error, 10.0, false, room), shown);
        }
        assert_eq!(fitted("RMSE/s = 0.2895 (evenly spread: 0.2887)", 10.0, false, 150), "RMSE/s = 0.2895");
        assert_eq!(fitted("时间范围（灰色：各批数值）", 10.0, false, 60), "时间范围");
        assert_eq!(fitted("B  asym:g64  +3.7", 10.0, true, 80), "B  asym:g64");
        assert_eq!(fitted("B  asym:g64  +3.7", 10.0, true, 50), "B  asy…", "a letter alone says nothing");
    }

    #[test]
    fn wide_characters_count_as_wide() {
        assert_eq!(width("截断", 12.0, false), 24);
        assert!(width("2^20", 12.0, true) > width("2^20", 12.0, false));
    }
}
