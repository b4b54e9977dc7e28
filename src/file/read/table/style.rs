//! The style of a table: what separates its cells, and what begins the fraction of its numbers.
//!
//! Both are decided from the whole text.
//!
//! ```text
//! separator:  for each candidate that occurs: take the text apart; count the cells that are numbers or missing values
//!             a line of another length, and one that is neither a header nor plausible with it, counts against the candidate
//!             the largest share of such cells wins, then the most columns, then the order ; tab , | spaces
//! decimals:   a number that is one under one mark only is evidence for this mark; the mark with more evidence holds
//!             without evidence, 1,234 and 1.234 can be read in two ways: one is taken, and the other is offered
//! ```

use super::number::Decimal;
use super::records::Separator;
use super::tally::Tally;

/// How a text is read as a table.
#[derive(Debug, Clone)]
pub(super) struct Style {
    pub(super) separator: Separator,
    pub(super) decimal: Decimal,
    /// The largest number of cells of a line.
    pub(super) widest: usize,
    /// Where the records begin: behind a line `sep=;`.
    pub(super) start: usize,
    /// A cell that the other decimal mark reads as something else, although nothing in the text is against that mark.
    pub(super) doubt: Option<Doubt>,
}

/// A text that can be read in two ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Doubt {
    pub(super) cell: String,
    /// What it was taken for, and what it would be under the other decimal mark.
    pub(super) taken: String,
    pub(super) other: String,
}

/// The separators, in the order of preference.
const SEPARATORS: [Separator; 5] = [
    Separator::Byte(b';'),
    Separator::Byte(b'\t'),
    Separator::Byte(b','),
    Separator::Byte(b'|'),
    Separator::Spaces,
];

impl Style {
    /// Finds the style of a text; `decimal` is the mark that a person chose.
    pub(super) fn of(text: &str, decimal: Option<Decimal>) -> Self {
        let (named, start) = separator_line(text);
        let tally = |separator| Tally::of(text, start, separator, decimal);
        let best = match named {
            Some(separator) => tally(separator),
            None => {
                let occurs = |separator: &Separator| match separator {
                    Separator::Byte(byte) => text.as_bytes()[start..].contains(byte),
                    _ => text[start..].contains([' ', '\t']),
                };
                let mut tallies: Vec<Tally> = SEPARATORS.into_iter().filter(occurs).map(tally).collect();
                // Of a single column, only the separator that ends its lines.
                tallies.retain(|tally| tally.widest > 1 || tally.separator != Separator::Spaces);
                add_lines(&mut tallies, || tally(Separator::None), decimal);
                let mut tallies = tallies.into_iter();
                let first = tallies.next().unwrap_or_else(|| tally(Separator::None));
                tallies.fold(first, |best, next| if next.better_than(&best) { next } else { best })
            }
        };
        let decimal = decimal.unwrap_or_else(|| best.decimal());
        Self { separator: best.separator, decimal, widest: best.widest, start, doubt: best.doubt(decimal) }
    }
}

/// Adds the reading of each line as one number, if a comma may be a decimal mark there and not a separator.
fn add_lines(tallies: &mut Vec<Tally>, lines: impl Fn() -> Tally, decimal: Option<Decimal>) {
    let comma = tallies.iter().position(|tally| tally.separator == Separator::Byte(b','));
    let Some(comma) = comma else { return tallies.push(lines()) };
    if tallies[comma].untitled {
        return tallies.push(lines());
    }
    // Nobody writes the whole number 5 as 05.
    let led = tallies[comma].zero_led && decimal.is_none();
    if led || decimal == Some(Decimal::Comma) {
        let mut lines = lines();
        lines.pair = tallies[comma].pair.take();
        if lines.is_perfect(Decimal::Comma) {
            tallies[comma] = lines;
        } else {
            tallies[comma].pair = lines.pair;
        }
    }
}

/// The separator that a first line such as `sep=;` names, as Excel writes it, and the place behind that line.
fn separator_line(text: &str) -> (Option<Separator>, usize) {
    let body = text.len() - text.trim_start().len();
    let line = text[body..].split(['\n', '\r']).next().unwrap_or_default();
    let given = line.trim_matches('"');
    let named = given.get(..4).filter(|word| word.eq_ignore_ascii_case("sep=")).map(|_| &given[4..]);
    // Excel may fill the line up with separators.
    let separator = match named {
        Some("\\t") => Some(Separator::Byte(b'\t')),
        Some(" ") => Some(Separator::Spaces),
        Some(named) => named
            .bytes()
            .next()
            .filter(|&first| {
                first.is_ascii()
                    && !first.is_ascii_alphanumeric()
                    && first != b'"'
                    && named.bytes().all(|b| b == first)
            })
            .map(Separator::Byte),
        None => None,
    };
    match separator {
        Some(_) => (separator, body + line.len()),
        None => (None, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_text_decides() {
        use Decimal::{Comma, Point};
        use Separator::{None as Lines, Spaces};
        let by = Separator::Byte;
        for (text, separator, decimal, doubt) in [
            ("1,2,3\n4,5,6", by(b','), Point, None),
            ("1;2\n3;4", by(b';'), Point, None),
            ("1,5;2,5", by(b';'), Comma, None),
            ("2.155;19,47\n546;0,5", by(b';'), Comma, None),
            ("a,b;\n1,5\n2,7", by(b','), Point, None),
            ("id,x\nO&#039;C,2.5\nS,3.5", by(b','), Point, None),
            ("1.5, 2.5\n3.5, 4.5", by(b','), Point, None),
            ("1,5 2,25\n3,5 4,0", Spaces, Comma, None),
            ("1,5\t2,5", by(b'\t'), Comma, None),
            ("name;x\nSmith, J;1.5\nDoe, J;2.5", by(b';'), Point, None),
            ("value\n1,5\n2,75", Lines, Comma, None),
            ("1.5\n2.5", Lines, Point, None),
            ("1.234;2", by(b';'), Point, Some("1.234")),
            ("1,234;2", by(b';'), Comma, Some("1,234")),
            ("1,234\t2", by(b'\t'), Point, Some("1,234")),
            ("1,500;1.000", by(b';'), Comma, Some("1,500")),
            ("1,5\n2,7", by(b','), Point, Some("1,5")),
            ("1,05\n2,70", Lines, Comma, Some("1,05")),
            ("\"1,234.5\",\"2,000\"", by(b','), Point, None),
            ("\"1,234\",\"2,000\"", by(b','), Point, Some("1,234")),
            ("1.5;\n2.5;", by(b';'), Point, None),
            ("a;\n1,5;\n2,5;", by(b';'), Comma, None),
            ("1,\n2,", by(b','), Point, None),
            ("sep=|\n1,5|2", by(b'|'), Comma, None),
            ("\"sep=\\t\"\r\n1\t2", by(b'\t'), Point, None),
        ] {
            let style = Style::of(text, None);
            let found =
                (style.separator, style.decimal, style.doubt.as_ref().map(|doubt| doubt.cell.as_str()));
            assert_eq!(found, (separator, decimal, doubt), "{text:?}");
        }
        assert_eq!(Style::of("1,5\n2,7", Some(Comma)).separator, Lines);
        assert_eq!(Style::of("1,05\n2,70", Some(Point)).separator, by(b','));
        assert_eq!(Style::of("\"1,234\",\"2,000\"", Some(Comma)).separator, by(b','));
    }
}
