//! Numbers as people and programs write them in tables.
//!
//! A number is read under a decimal mark. Whatever else separates its digits must separate thousands: groups of three behind a
//! first group of one to three that does not begin with 0. So `1,5` is a number only with decimal commas, `1,234.5` only with
//! decimal points, and `1,234` with either.

/// What begins the fraction of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decimal {
    /// `1.5`, with thousands as in `1,234.5`.
    Point,
    /// `1,5`, with thousands as in `1.234,5`.
    Comma,
}

impl Decimal {
    /// Both marks.
    pub(crate) const ALL: [Self; 2] = [Self::Point, Self::Comma];

    /// Its name in the notation.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Point => "point",
            Self::Comma => "comma",
        }
    }

    fn mark(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }

    pub(super) fn other(self) -> Self {
        match self {
            Self::Point => Self::Comma,
            Self::Comma => Self::Point,
        }
    }
}

/// A cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cell {
    /// A number; infinite if it is too large for float32.
    Number {
        x: f32,
        /// Whether separators of thousands were left out.
        grouped: bool,
    },
    /// Nothing, or a word for a missing value.
    Missing,
    /// Something that is meant as a number and is none: `1.5.2`, `50%`, `1,23,456`.
    Damaged,
    Text,
}

/// Words for a missing value, beside an empty cell, in lower case; those of R, pandas, SQL, Excel and SAS.
const MISSING: [&str; 14] = [
    "na", "n/a", "<na>", "null", "none", "nil", "nat", "-", "--", "\u{2013}", "\u{2014}", "?", ".", "missing",
];
/// Quotes around a whole cell.
const QUOTES: [(&str, char); 6] = [
    ("\"", '"'),
    ("'", '\''),
    ("=\"", '"'),
    ("\u{201c}", '\u{201d}'),
    ("\u{2018}", '\u{2019}'),
    ("\u{ab}", '\u{bb}'),
];
/// Errors of spreadsheets in English and other languages, but for those that end in ! or ?.
const ERRORS: [&str; 7] = ["#N/A", "#NA", "#NV", "#N/D", "#N/B", "#I/T", "#N/DISP"];
/// How C libraries and old compilers print what is not finite; without a sign.
const PRINTED: [(&str, f32); 6] = [
    ("nan(ind)", f32::NAN),
    ("nan(snan)", f32::NAN),
    ("1.#ind", f32::NAN),
    ("1.#qnan", f32::NAN),
    ("1.#inf", f32::INFINITY),
    ("\u{221e}", f32::INFINITY),
];

/// Whether a character stands for nothing that is seen: marks of byte order and of direction, and spaces without width.
pub(super) fn invisible(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{202a}'..='\u{202e}')
}

/// A cell without the spaces and the invisible characters around it.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || invisible(c))
}

/// A cell without what is around it: spaces, and quotes that are not those of CSV, as in `'1.5'`, or that were doubled or made a formula,
/// as in `="1.5"`.
pub(super) fn bare(text: &str) -> &str {
    let mut text = trimmed(text);
    while let Some(inside) =
        QUOTES.iter().find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(*close))
    {
        text = trimmed(inside);
    }
    text
}

/// Reads a cell under a decimal mark.
pub(super) fn read(text: &str, decimal: Decimal) -> Cell {
    let text = bare(text);
    if is_missing(text) {
        return Cell::Missing;
    }
    match number(text, decimal) {
        Some((x, grouped)) => Cell::Number { x, grouped },
        None if looks_like_a_number(text) => Cell::Damaged,
        None => Cell::Text,
    }
}

/// Whether a cell is empty or has a word for a missing value.
pub(super) fn is_missing(text: &str) -> bool {
    let longest = 8;
    text.is_empty() || is_error(text) || text.len() <= longest && MISSING.contains(&&*text.to_lowercase())
}

/// Whether a text is an error of a spreadsheet, in any language: `#N/A`, `#WERT!`, `#¡DIV/0!`.
pub(super) fn is_error(text: &str) -> bool {
    let Some(word) = text.strip_prefix('#') else { return false };
    let letters = |word: &str| {
        word.starts_with(|c: char| c.is_uppercase() || c == '\u{a1}')
            && word
                .chars()
                .all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '/' | '_' | '\u{a1}'))
    };
    ERRORS.iter().any(|error| text.eq_ignore_ascii_case(error))
        || word.strip_suffix(['!', '?']).is_some_and(letters)
}

/// The value of a number, and whether separators of thousands were left out.
pub(super) fn number(text: &str, decimal: Decimal) -> Option<(f32, bool)> {
    let (negative, size) = signed(text);
    let (x, grouped) = match unsigned(size, decimal) {
        Some(read) => read,
        None => (word(size)?, false),
    };
    Some((
        if x.is_nan() {
            f32::NAN
        } else if negative {
            -x
        } else {
            x
        },
        grouped,
    ))
}

/// A text without its sign, which typeset texts write as a minus or a dash; whether it is negative.
fn signed(text: &str) -> (bool, &str) {
    let minus = |c: char| matches!(c, '-' | '\u{2212}' | '\u{2013}' | '\u{fe63}');
    match text.strip_prefix(minus) {
        Some(size) => (true, size),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// Digits with a decimal mark, thousands and an exponent, whose letter in Fortran is D.
fn unsigned(size: &str, decimal: Decimal) -> Option<(f32, bool)> {
    let (mantissa, exponent) =
        size.split_once(['e', 'E', 'd', 'D']).map_or((size, None), |(m, e)| (m, Some(e)));
    if let Some(exponent) = exponent {
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
    }
    let grouped = grouped(mantissa, decimal)?;
    if grouped && exponent.is_some() {
        return None;
    }
    if decimal == Decimal::Point && !grouped && !size.contains(['d', 'D']) {
        return Some((size.parse().ok()?, false));
    }
    let mut plain: String = mantissa
        .chars()
        .filter(|&c| c.is_ascii_digit() || c == decimal.mark())
        .map(|c| if c == ',' { '.' } else { c })
        .collect();
    if let Some(exponent) = exponent {
        plain.push('e');
        plain.push_str(exponent);
    }
    Some((plain.parse().ok()?, grouped))
}

/// Whether a mantissa has separators of thousands; `None` if it is none under this decimal mark.
fn grouped(mantissa: &str, decimal: Decimal) -> Option<bool> {
    let (mut run, mut digits, mut separator, mut fraction) = (0, 0, None, false);
    let whole = |run: usize, separator: Option<char>| separator.is_none() || run == 3;
    for c in mantissa.chars() {
        if c.is_ascii_digit() {
            run += 1;
            digits += 1;
        } else if c == decimal.mark() && !fraction && whole(run, separator) {
            (fraction, run) = (true, 0);
        } else if separates_thousands(c, decimal) && !fraction {
            let first = (1..=3).contains(&run) && !mantissa.starts_with('0');
            if !(if separator.is_none() { first } else { run == 3 && separator == Some(c) }) {
                return None;
            }
            separator = Some(c);
            run = 0;
        } else {
            return None;
        }
    }
    // `5.` is a number as programs print it; a comma at the end ends a list.
    let ends = if fraction { run > 0 || decimal == Decimal::Point } else { whole(run, separator) };
    (digits > 0 && ends).then_some(separator.is_some())
}

fn separates_thousands(c: char, decimal: Decimal) -> bool {
    // An apostrophe, typewritten or typeset, the underscore of sources, and spaces: without a break, narrow, thin, of the width of a digit.
    c == decimal.other().mark()
        || matches!(c, '\'' | '\u{2019}' | '_' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}')
}

/// Words for what is not finite.
fn word(size: &str) -> Option<f32> {
    if size.len() > "infinity".len() {
        return None;
    }
    let known = PRINTED.iter().find(|(word, _)| size.eq_ignore_ascii_case(word));
    match known {
        Some(&(_, x)) => Some(x),
        None => size.parse().ok().filter(|_| size.starts_with(|c: char| c.is_ascii_alphabetic())),
    }
}

/// Whether a text that is no number is meant as one: behind a sign, a currency or a bracket it has a digit, and no letters but those
/// that suffixes of numbers have; a unit counts only behind a fraction. Dates, times and ordinals are texts.
fn looks_like_a_number(text: &str) -> bool {
    let decoration = |c: char| {
        c.is_whitespace() || "+-\u{2212}\u{2013}~\u{2248}\u{b1}<>=$\u{20ac}\u{a3}\u{a5}\u{ffe5}('".contains(c)
    };
    let size = text.trim_start_matches(decoration);
    // Also those of full width.
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '\u{ff10}'..='\u{ff19}');
    let begins = size.strip_prefix(['.', ',']).unwrap_or(size).starts_with(digit);
    if !begins {
        // A letter in the place of a digit, as in O.5 and l,5.
        let mut rest = size.chars();
        return rest.next().is_some_and(|c| "OoIl".contains(c))
            && rest.next().is_some_and(|c| matches!(c, '.' | ','))
            && rest.clone().next().is_some()
            && rest.all(|c| c.is_ascii_digit());
    }
    if let Some(digits) = size.strip_prefix("0x").or_else(|| size.strip_prefix("0X")) {
        return digits.starts_with(|c: char| c.is_ascii_hexdigit());
    }
    let suffix = |c: char| "eEdDfFlLuUoOiI".contains(c);
    if size.chars().all(|c| !c.is_alphabetic() || suffix(c)) {
        // Not dates, times, ranges, nor addresses of four groups.
        let body = size.trim_end_matches(|c| !digit(c));
        return !body.contains(['/', ':', '_']) && !body.contains('-') || body.contains(['e', 'E', 'd', 'D']);
    }
    let letters = size.find(char::is_alphabetic).unwrap_or(size.len());
    let number = size[..letters].trim_end();
    number.contains(['.', ',']) && Decimal::ALL.iter().any(|&decimal| grouped(number, decimal).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_thousands_decide_what_a_number_is() {
        let both = |text: &str| Decimal::ALL.map(|decimal| number(text, decimal).map(|(x, _)| x));
        for (text, point, comma) in [
            ("12", Some(12.0), Some(12.0)),
            ("1.5", Some(1.5), None),
            ("1,5", None, Some(1.5)),
            ("1,234", Some(1234.0), Some(1.234)),
            ("1.234", Some(1.234), Some(1234.0)),
            ("0,125", None, Some(0.125)),
            ("1234,567", None, Some(1234.567)),
            ("1,234,567", Some(1_234_567.0), None),
            ("1,234.5", Some(1234.5), None),
            ("1.234,5", None, Some(1234.5)),
            ("1\u{202f}234,5", None, Some(1234.5)),
            ("1 234", Some(1234.0), Some(1234.0)),
            ("12\u{2019}345.5", Some(12345.5), None),
            ("1'234'567", Some(1_234_567.0), Some(1_234_567.0)),
            ("1,23,456", None, None),
            ("1'234,567", None, Some(1234.567)),
            ("1 2", None, None),
            ("1_000", Some(1000.0), Some(1000.0)),
            ("1.5D+02", Some(150.0), None),
            ("2d0", Some(2.0), Some(2.0)),
            ("1,5e-1", None, Some(0.15)),
            ("1.5e", None, None),
            (".5", Some(0.5), None),
            ("5.", Some(5.0), None),
            (".", None, None),
            ("\u{2212}3", Some(-3.0), Some(-3.0)),
            ("-inf", Some(f32::NEG_INFINITY), Some(f32::NEG_INFINITY)),
            ("-1.#INF", Some(f32::NEG_INFINITY), Some(f32::NEG_INFINITY)),
            ("e5", None, None),
            ("--1", None, None),
            ("0x10", None, None),
        ] {
            assert_eq!(both(text), [point, comma], "{text}");
        }
        assert!(number("-nan(ind)", Decimal::Point).unwrap().0.is_nan());
    }

    #[test]
    fn quotes_around_a_number_are_left_out() {
        for text in
            ["'1.5'", "\"1.5\"", "=\"1.5\"", "\u{201c}1.5\u{201d}", "\u{2018}1.5\u{2019}", " ' 1.5 ' "]
        {
            assert_eq!(read(text, Decimal::Point), Cell::Number { x: 1.5, grouped: false }, "{text}");
        }
        assert_eq!(read("'1.5\"", Decimal::Point), Cell::Damaged);
        assert_eq!(read("#todo!", Decimal::Point), Cell::Text);
    }

    #[test]
    fn a_damaged_number_is_no_text() {
        for text in [
            "1.5.2",
            "50%",
            "1,23,456",
            "$5",
            "(5.2)",
            "1.5f",
            "2L",
            "1.5kg",
            "-\u{20ac}3",
            "1..5",
            "<0.5",
            "'5",
            "1O",
        ] {
            assert_eq!(read(text, Decimal::Point), Cell::Damaged, "{text}");
        }
        for text in [
            "x1",
            "1st",
            "2024-01-05",
            "10:30",
            "1/2",
            "r2",
            "a",
            "e5",
            "3rd",
            "5kg",
            "2019-2020",
            "\u{4e2d}",
        ] {
            assert_eq!(read(text, Decimal::Point), Cell::Text, "{text}");
        }
        for text in [
            "",
            " ",
            "NA",
            "null",
            "#N/A",
            "-",
            "\u{feff}",
            "#NV",
            "#WERT!",
            "#\u{a1}DIV/0!",
            "#SPILL!",
            "''",
            "\"NA\"",
        ] {
            assert_eq!(read(text, Decimal::Point), Cell::Missing, "{text}");
        }
    }
}
