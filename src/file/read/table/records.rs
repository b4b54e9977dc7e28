//! The records of a table: its lines, taken apart into cells, without comments.
//!
//! ```text
//! cell:     "quoted", up to a quote before a separator or the end of the line; a doubled quote is one quote
//!           else all up to the next separator; a quote in it, as in 24" pipe, is a character like others
//! comment:  a line that begins with #, % or //, or what follows numbers, a space and # or %
//! rule:     a line of dashes, as below the header of a table in Markdown; it is passed over
//! ```

use std::borrow::Cow;

use super::number::{self, Decimal, trimmed};

/// What separates cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    /// A character of one byte.
    Byte(u8),
    /// Runs of spaces and tabs.
    Spaces,
    /// A line is a cell.
    None,
}

impl Separator {
    fn is(self, byte: u8) -> bool {
        match self {
            Self::Byte(separator) => byte == separator,
            Self::Spaces => matches!(byte, b' ' | b'\t'),
            Self::None => false,
        }
    }
}

/// A line of cells. A quoted cell may hold line ends.
#[derive(Debug)]
pub(super) struct Record<'a> {
    /// Its place in the text.
    pub(super) byte: usize,
    pub(super) cells: Vec<Cow<'a, str>>,
}

/// Reads a text record by record; blank lines and comments are passed over.
#[derive(Debug)]
pub(super) struct Records<'a> {
    text: &'a str,
    separator: Separator,
    at: usize,
    /// Comments that were passed over, those behind cells included, and drawn lines.
    pub(super) comments: usize,
    /// Whether any line may have a comment behind its cells.
    marked: bool,
    /// The place of the first quote that is never closed; it is a character like others.
    pub(super) open_quote: Option<usize>,
}

impl<'a> Records<'a> {
    /// The records from `start` on.
    pub(super) fn new(text: &'a str, start: usize, separator: Separator) -> Self {
        let marked = text.contains(['#', '%']);
        Self { text, separator, at: start, comments: 0, marked, open_quote: None }
    }

    /// The next record. Its cells go into `cells`, which is emptied first.
    pub(super) fn next(&mut self, mut cells: Vec<Cow<'a, str>>) -> Option<Record<'a>> {
        cells.clear();
        while self.at < self.text.len() {
            let byte = self.at;
            let end = self.line_end(byte);
            let line = &self.text[byte..end];
            // A line of tabs is a row of empty cells where tabs separate.
            let blank =
                line.bytes().all(|b| b == b' ' || b == b'\t' && self.separator != Separator::Byte(b'\t'));
            if blank || trimmed(line).is_empty() && !line.contains('\t') || is_count(line) {
                self.at = self.behind(end);
            } else if is_rule(line) || is_comment(line) {
                self.comments += 1;
                self.at = self.behind(end);
            } else {
                let tail = if self.marked { tail_comment(line) } else { None };
                self.comments += usize::from(tail.is_some());
                self.cells(tail.map_or(end, |tail| byte + tail), tail.is_some(), &mut cells);
                if tail.is_some() {
                    self.at = self.behind(end);
                }
                return Some(Record { byte, cells });
            }
        }
        None
    }

    /// The end of the line at `at`.
    fn line_end(&self, at: usize) -> usize {
        let rest = &self.text.as_bytes()[at..];
        rest.iter().position(|b| matches!(b, b'\n' | b'\r')).map_or(self.text.len(), |length| at + length)
    }

    /// The beginning of the line behind the line end at `end`.
    fn behind(&self, end: usize) -> usize {
        let rest = &self.text.as_bytes()[end..];
        end + if rest.starts_with(b"\r\n") { 2 } else { usize::from(!rest.is_empty()) }
    }

    /// Takes the line apart, which ends at `end` unless a quoted cell goes beyond that, and goes on behind it.
    fn cells(&mut self, mut end: usize, cut: bool, cells: &mut Vec<Cow<'a, str>>) {
        let spaced = self.separator == Separator::Spaces;
        loop {
            if spaced {
                self.at += self.spaces(self.at, end);
                if self.at >= end {
                    break;
                }
            }
            let start = self.at;
            let quote = start + self.margin(start, end);
            match self.quoted(quote) {
                Some((cell, behind)) => {
                    cells.push(cell);
                    self.at = behind + self.margin(behind, self.text.len());
                    if self.at > end && !cut {
                        end = self.line_end(self.at);
                    }
                }
                None => {
                    let bytes = &self.text.as_bytes()[start..end];
                    let length = bytes.iter().position(|&b| self.separator.is(b)).unwrap_or(bytes.len());
                    self.at = start + length;
                    cells.push(Cow::Borrowed(&self.text[start..self.at]));
                }
            }
            if self.at >= end {
                break;
            }
            if !spaced {
                // The separator; behind the last one stands a cell, too.
                self.at += 1;
            }
        }
        self.at = self.behind(end);
    }

    fn spaces(&self, at: usize, end: usize) -> usize {
        self.text.as_bytes()[at..end].iter().take_while(|b| matches!(b, b' ' | b'\t')).count()
    }

    /// The length of what may stand around the quotes of a cell: spaces that do not separate, and marks of byte order.
    fn margin(&self, at: usize, end: usize) -> usize {
        let rest = self.text.get(at..end).unwrap_or_default();
        let margin = |c: char| c == '\u{feff}' || matches!(c, ' ' | '\t') && !self.separator.is(c as u8);
        rest.len() - rest.trim_start_matches(margin).len()
    }

    /// The cell that is quoted at `at`, and the place behind it. Without a quote at its end it is not quoted.
    fn quoted(&mut self, at: usize) -> Option<(Cow<'a, str>, usize)> {
        let bytes = self.text.as_bytes();
        if bytes.get(at) != Some(&b'"') {
            return None;
        }
        let (mut end, mut doubled) = (at + 1, false);
        loop {
            let Some(length) = bytes[end..].iter().position(|&b| b == b'"') else {
                self.open_quote.get_or_insert(at);
                return None;
            };
            end += length;
            if bytes.get(end + 1) != Some(&b'"') {
                break;
            }
            doubled = true;
            end += 2;
        }
        let behind = end + 1 + self.margin(end + 1, self.text.len());
        let closes = bytes.get(behind).is_none_or(|&b| self.separator.is(b) || matches!(b, b'\n' | b'\r'));
        if !closes {
            return None;
        }
        let cell = &self.text[at + 1..end];
        Some((if doubled { Cow::Owned(cell.replace("\"\"", "\"")) } else { Cow::Borrowed(cell) }, end + 1))
    }
}

/// Whether a line begins like a comment.
fn is_comment(line: &str) -> bool {
    let line = trimmed(line);
    line.starts_with('%')
        || line.starts_with("//")
        || line.starts_with('#') && !is_error(line) && !is_cell(line)
}

/// Whether a line begins with a cell that begins like a comment: a color, as in `#FF0000,1`, or a number too wide for its column, as a
/// spreadsheet shows it: `###,1`.
fn is_cell(line: &str) -> bool {
    let Some(end) = line.find([',', ';', '\t', '|']) else { return false };
    let body = line[1..end].trim();
    let color = [6, 8].contains(&body.len()) && body.bytes().all(|b| b.is_ascii_hexdigit());
    color || !body.is_empty() && body.bytes().all(|b| b == b'#')
}

/// Whether a text begins with an error of a spreadsheet, as a cell.
fn is_error(text: &str) -> bool {
    number::is_error(text.split([',', ';', '\t', '|', ' ', '"']).next().unwrap_or_default())
}

/// Whether a line counts the rows above it: `[2 rows x 3 columns]` of pandas, `(2 rows)` of databases.
fn is_count(line: &str) -> bool {
    let inside = |open, close| trimmed(line).strip_prefix(open)?.strip_suffix(close);
    let words =
        inside('[', ']').or_else(|| inside('(', ')')).map(|text| text.split_whitespace().collect::<Vec<_>>());
    let digits = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    match words.as_deref() {
        Some([rows, "rows" | "row"]) => digits(rows),
        Some([rows, "rows" | "row", "x", columns, "columns" | "column"]) => digits(rows) && digits(columns),
        _ => false,
    }
}

/// Whether a line is drawn: the line below the header of a table in Markdown, and frames.
fn is_rule(line: &str) -> bool {
    let dash = |c: char| matches!(c, '-' | '=' | '\u{2500}'..='\u{257f}');
    let mut run = 0;
    let longest = line.chars().map(|c| {
        run = if dash(c) { run + 1 } else { 0 };
        run
    });
    longest.max() >= Some(3) && line.chars().all(|c| dash(c) || matches!(c, '+' | '|' | ':' | ' ' | '\t'))
}

/// Where the comment behind the numbers of a line begins: `1 2 # first`, `1 2# first`, `1 2 % first`.
fn tail_comment(line: &str) -> Option<usize> {
    let begins = |&(at, mark): &(usize, &str)| {
        let (before, behind) = (&line[..at], &line[at..]);
        let spaced = before.ends_with([' ', '\t']);
        match mark {
            "#" => (spaced || before.ends_with(|c: char| c.is_ascii_digit())) && !is_error(behind),
            // Behind a number it may stand for a hundredth.
            _ => spaced && behind[1..].trim_start().starts_with(char::is_alphabetic),
        }
    };
    let at = line.match_indices(['#', '%']).find(begins)?.0;
    // Not within a quoted cell.
    if line[..at].matches('"').count() % 2 == 1 {
        return None;
    }
    let mut cells = line[..at].split([' ', '\t', ',', ';', '|']).filter(|cell| !cell.is_empty()).peekable();
    cells.peek()?;
    let numeric = |cell: &str| {
        let cell = trimmed(cell).trim_matches('"');
        number::is_missing(cell)
            || Decimal::ALL.iter().any(|&decimal| number::number(cell, decimal).is_some())
    };
    cells.all(numeric).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str, separator: Separator) -> Vec<Vec<String>> {
        let mut records = Records::new(text, 0, separator);
        let mut all = Vec::new();
        while let Some(record) = records.next(Vec::new()) {
            all.push(record.cells.into_iter().map(Cow::into_owned).collect());
        }
        all
    }

    #[test]
    fn quotes_are_marks_at_the_edges_of_a_cell_and_characters_inside() {
        for (text, expected) in [
            ("a,b\n1,2", vec![vec!["a", "b"], vec!["1", "2"]]),
            ("\"a, b\",\"c \"\"d\"\"\"\r\n", vec![vec!["a, b", "c \"d\""]]),
            ("1.5,24\" pipe\n", vec![vec!["1.5", "24\" pipe"]]),
            ("\"24\" pipe\",3\n4,5", vec![vec!["\"24\" pipe\"", "3"], vec!["4", "5"]]),
            (" \"x\" ,2,\n", vec![vec!["x", "2", ""]]),
            ("\"two\nlines\",3\r4,5\n", vec![vec!["two\nlines", "3"], vec!["4", "5"]]),
            ("1,2 # first, line\n# none\n%\n3,#N/A", vec![vec!["1", "2 "], vec!["3", "#N/A"]]),
            (",\n\n1,", vec![vec!["", ""], vec!["1", ""]]),
        ] {
            assert_eq!(cells(text, Separator::Byte(b',')), expected, "{text:?}");
        }
        assert_eq!(cells(" 1 \t2 \n", Separator::Spaces), [["1", "2"]]);
        assert_eq!(cells("\"a b\" c\n", Separator::Spaces), [["a b", "c"]]);
        assert_eq!(cells("\t\n1\t2", Separator::Byte(b'\t')), [["", ""], ["1", "2"]]);
        let mut open = Records::new("1,2\n\"3,4\n", 0, Separator::Byte(b','));
        assert!(open.next(Vec::new()).is_some());
        assert_eq!(open.next(Vec::new()).unwrap().cells, ["\"3", "4"]);
        assert_eq!(open.open_quote, Some(4));
    }
}
