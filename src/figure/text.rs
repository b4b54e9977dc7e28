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

/// `text`, cut to `room` with an ellipsis; empty if not even that fits.
pub(crate) fn fitted(text: &str, size: f64, bold: bool, room: i32) -> String {
    if width(text, size, bold) <= room {
        return text.to_owned();
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
    fn wide_characters_count_as_wide() {
        assert_eq!(width("截断", 12.0, false), 24);
        assert!(width("2^20", 12.0, true) > width("2^20", 12.0, false));
    }
}
