//! The style of a table: what separates its cells, and whether a comma is a decimal mark.

/// How the cells of a table are separated and read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    /// The separator; a space stands for runs of spaces.
    pub(super) separator: u8,
    /// Whether a comma inside a number is a decimal mark. Otherwise it is an error, because it could be a thousands separator.
    pub(super) decimal_comma: bool,
}

/// A cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cell {
    /// A number; infinite if it is too large for float32.
    Number {
        x: f32,
        /// Whether a comma was its decimal mark.
        comma: bool,
    },
    Blank,
    /// A number whose commas are ambiguous.
    Thousands,
    Text,
}

/// How many lines are examined to find the style.
const SAMPLE_LINES: usize = 64;
/// The separators, in the order of preference.
const SEPARATORS: [u8; 4] = [b';', b'\t', b',', b'|'];

impl Style {
    /// Finds the style from the first lines of a text.
    pub(super) fn of(text: &str) -> Self {
        let lines = || {
            let lines = text.split(['\n', '\r']).map(str::trim);
            lines.filter(|l| !l.is_empty() && !l.starts_with('#')).take(SAMPLE_LINES)
        };
        let mut found = [false; SEPARATORS.len()];
        for line in lines() {
            let mut quoted = false;
            for b in line.bytes() {
                quoted ^= b == b'"';
                for (found, candidate) in found.iter_mut().zip(SEPARATORS) {
                    *found |= !quoted && b == candidate;
                }
            }
        }
        // In a text separated by tabs or spaces, commas are decimal marks.
        let spaced = |line: &str| line.split([' ', '\t']).any(plainly_decimal);
        if found == [false, false, true, false]
            && lines().all(|l| l.contains([' ', '\t']))
            && lines().all(spaced)
        {
            found[2] = lines().any(|line| line.contains(", "));
        }
        let separator = found.iter().position(|&f| f).map_or(b' ', |i| SEPARATORS[i]);
        let cells =
            || lines().flat_map(|line| line.split(separator as char).map(|c| c.trim().trim_matches('"')));
        let decimal_comma = match separator {
            b';' => true,
            b',' => false,
            _ => {
                cells().any(plainly_decimal)
                    && !cells().any(|cell| cell.contains('.') && read(cell).is_some())
            }
        };
        Self { separator, decimal_comma }
    }

    pub(super) fn read(self, text: &str) -> Cell {
        if text.is_empty() {
            return Cell::Blank;
        }
        if let Some(x) = read(text) {
            return Cell::Number { x, comma: false };
        }
        let commas = text.bytes().filter(|&b| b == b',').count();
        // Without its commas it is a number, or it is text.
        if commas == 0 || read(&text.replace(',', "")).is_none() {
            return Cell::Text;
        }
        let decimal = self.decimal_comma && commas == 1 && !text.contains('.');
        match read(&text.replace(',', ".")).filter(|_| decimal) {
            Some(x) => Cell::Number { x, comma: true },
            None => Cell::Thousands,
        }
    }
}

/// Whether the comma of a number cannot separate thousands: it is the only one, and three digits do not follow it or a zero
/// precedes it.
fn plainly_decimal(cell: &str) -> bool {
    let Some((whole, fraction)) = cell.split_once(',') else { return false };
    let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
    let whole = whole.trim_start_matches(['+', '-', '\u{2212}']);
    let grouped = digits == 3 && whole != "0" && !whole.is_empty();
    !whole.contains('.') && digits > 0 && !grouped && read(&cell.replace(',', ".")).is_some()
}

fn read(text: &str) -> Option<f32> {
    // The minus sign of typeset text.
    match text.strip_prefix('\u{2212}') {
        Some(size) if size.starts_with(|c: char| c.is_ascii_digit() || c == '.') => {
            size.parse().map(|x: f32| -x).ok()
        }
        Some(_) => None,
        None => text.parse().ok(),
    }
}
