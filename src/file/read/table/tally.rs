//! What speaks for a separator, and for a decimal mark, counted over a whole text.

use std::borrow::Cow;

use super::number::{self, Cell, Decimal, bare, trimmed};
use super::records::{Record, Records, Separator};
use super::style::Doubt;
use crate::file::read::sentences::excerpt;
use crate::shortest::Shortest;

/// The counts of a text that is taken apart at one separator.
#[derive(Debug)]
pub(super) struct Tally {
    pub(super) separator: Separator,
    /// The largest number of cells of a line, but for an empty one at its end.
    pub(super) widest: usize,
    /// Cells, and those of them that are numbers or missing under a decimal point and under a decimal comma.
    cells: u64,
    good: [u64; 2],
    /// Numbers that are one under this mark only.
    evidence: [u64; 2],
    /// The first number with a comma, and the first with a point, that are different numbers under the two marks.
    either: [Option<String>; 2],
    /// The first line, if each has two whole numbers and a comma between them.
    pub(super) pair: Option<String>,
    /// Whether the second of them begins with 0 somewhere, as in `1,05`.
    pub(super) zero_led: bool,
    /// Whether the header has a cell less than the lines, although the first column has no names.
    pub(super) untitled: bool,
}

/// The largest number of cells of a line; a separator at the end of a line begins no cell.
fn widest(text: &str, start: usize, separator: Separator) -> usize {
    let (mut records, mut widest, mut buffer) = (Records::new(text, start, separator), 0, Vec::new());
    while let Some(Record { cells, .. }) = records.next(buffer) {
        let filled = cells.iter().rposition(|cell| !trimmed(cell).is_empty());
        if filled.is_some() {
            let ends_blank = filled < cells.len().checked_sub(1);
            widest = widest.max(cells.len() - usize::from(ends_blank));
        }
        buffer = cells;
    }
    widest
}

/// Leaves out the empty cell that a separator at the end of a line makes, where no line has such a cell.
pub(super) fn drop_end(cells: &mut Vec<Cow<'_, str>>, widest: usize) {
    if cells.len() == widest + 1 && cells.last().is_some_and(|cell| trimmed(cell).is_empty()) {
        cells.pop();
    }
}

/// Which cells a line must have.
#[derive(Debug, Default)]
struct Form {
    header: Option<usize>,
    width: Option<usize>,
    first: Names,
}

/// Whether a first column may be the names of the rows: all text, or numbers that count from 0 or 1.
#[derive(Debug, Default)]
pub(super) struct Names {
    rows: u32,
    texts: bool,
    counts: bool,
    begin: f32,
}

impl Names {
    /// Takes the first cell of the next row, which is the number `x` or none.
    pub(super) fn take(&mut self, cell: Cell) {
        let x = if let Cell::Number { x, .. } = cell { Some(x) } else { None };
        if self.rows == 0 {
            (self.texts, self.counts) = (true, matches!(x, Some(0.0 | 1.0)));
            self.begin = x.unwrap_or(0.0);
        }
        self.texts &= matches!(cell, Cell::Text | Cell::Missing);
        self.counts &= x == Some(self.begin + self.rows as f32);
        self.rows += 1;
    }

    /// Whether they are names where a header has no cell for them; `alone`: where a comma may be a decimal mark. A single number is a value.
    pub(super) fn plausible(&self, alone: bool) -> bool {
        self.texts || self.counts && self.rows > 1 && !alone
    }

    /// Whether they are names below an empty corner of the header.
    pub(super) fn are_numbered(&self) -> bool {
        self.counts
    }
}

impl Form {
    /// Whether the header fits the lines.
    fn fits(&self, comma: bool) -> bool {
        match (self.header, self.width) {
            (Some(header), Some(width)) => {
                header == width || header + 1 == width && self.first.plausible(comma && header == 1)
            }
            _ => true,
        }
    }
}

/// Whether a first line has names: texts, and no cell that is a number or meant as one.
pub(super) fn is_header<'c>(cells: impl Iterator<Item = &'c str>) -> bool {
    let mut texts = 0;
    for cell in cells {
        for decimal in Decimal::ALL {
            match number::read(cell, decimal) {
                Cell::Number { .. } | Cell::Damaged => return false,
                Cell::Text => texts += 1,
                Cell::Missing => {}
            }
        }
    }
    texts > 0
}

impl Tally {
    /// `decimal` is the mark that a person chose.
    pub(super) fn of(text: &str, start: usize, separator: Separator, decimal: Option<Decimal>) -> Self {
        let comma = separator == Separator::Byte(b',');
        let mut tally = Self {
            separator,
            widest: widest(text, start, separator),
            cells: 0,
            good: [0; 2],
            evidence: [0; 2],
            either: [None, None],
            pair: None,
            zero_led: false,
            untitled: false,
        };
        let (mut records, mut form, mut pairs) =
            (Records::new(text, start, separator), Form::default(), comma);
        let mut buffer = Vec::new();
        while let Some(mut record) = records.next(buffer) {
            let cells = &mut record.cells;
            drop_end(cells, tally.widest);
            if !cells.iter().all(|cell| trimmed(cell).is_empty()) {
                if form.width.is_none()
                    && form.header.is_none()
                    && is_header(cells.iter().map(|cell| &**cell))
                {
                    form.header = Some(cells.len());
                    pairs = false;
                } else {
                    let whole = |cell: &str| !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit());
                    pairs &= cells.len() == 2
                        && whole(trimmed(&cells[0]).trim_start_matches(['+', '-', '\u{2212}']))
                        && whole(&cells[1]);
                    if pairs {
                        tally.zero_led |= cells[1].len() > 1 && cells[1].starts_with('0');
                        tally.pair.get_or_insert_with(|| cells.join(","));
                    }
                    tally.row(cells.iter().map(|cell| &**cell), cells.len(), &mut form);
                }
            }
            buffer = record.cells;
        }
        if !pairs {
            (tally.pair, tally.zero_led) = (None, false);
        }
        if !form.fits(comma) {
            tally.untitled = form.header == Some(1) && form.width == Some(2);
            tally.good = [0; 2];
        }
        if let Some(decimal) = decimal {
            tally.good[decimal.other() as usize] = 0;
        }
        tally
    }

    fn row<'c>(&mut self, cells: impl Iterator<Item = &'c str>, count: usize, form: &mut Form) {
        self.cells += count as u64;
        if *form.width.get_or_insert(count) != count {
            return;
        }
        for (column, cell) in cells.enumerate() {
            let cell = bare(cell);
            if column == 0 {
                form.first.take(number::read(cell, Decimal::Point));
            }
            let missing = number::is_missing(cell);
            let under = |decimal| number::number(cell, decimal).map(|(x, _)| x);
            let marked = cell.contains(['.', ',']);
            let point = under(Decimal::Point);
            let comma = if marked { under(Decimal::Comma) } else { point };
            self.good[0] += u64::from(missing || point.is_some());
            self.good[1] += u64::from(missing || comma.is_some());
            if marked && !missing {
                match (point, comma) {
                    (Some(_), None) => self.evidence[0] += 1,
                    (None, Some(_)) => self.evidence[1] += 1,
                    (Some(a), Some(b)) if a != b => {
                        let kind = usize::from(!cell.contains(','));
                        self.either[kind].get_or_insert_with(|| cell.into());
                    }
                    _ => {}
                }
            }
        }
    }

    /// Whether more of the text is numbers, or as much of it in more columns.
    pub(super) fn better_than(&self, other: &Self) -> bool {
        let share = |tally: &Self| tally.good[0].max(tally.good[1]) as f64 / tally.cells.max(1) as f64;
        let (own, theirs) = (share(self), share(other));
        own > theirs || own == theirs && self.widest > other.widest
    }

    /// Whether every cell is a number under this mark, or missing.
    pub(super) fn is_perfect(&self, decimal: Decimal) -> bool {
        self.cells > 0 && self.good[decimal as usize] == self.cells
    }

    /// The decimal mark of the text.
    pub(super) fn decimal(&self) -> Decimal {
        let [point, comma] = self.evidence;
        let [with_comma, _] = &self.either;
        // Without evidence, a comma beside semicolons is a decimal mark, as spreadsheets write it.
        let semicolons = self.separator == Separator::Byte(b';');
        if comma > point || comma + point == 0 && with_comma.is_some() && semicolons {
            Decimal::Comma
        } else {
            Decimal::Point
        }
    }

    /// What else the text could mean, when it is read under this mark.
    pub(super) fn doubt(&self, decimal: Decimal) -> Option<Doubt> {
        if let Some(pair) = &self.pair {
            let one = Shortest(number::number(pair, Decimal::Comma)?.0).to_string();
            let two = excerpt(&pair.replace(',', ", "));
            let (taken, other) = if self.separator == Separator::None { (one, two) } else { (two, one) };
            return Some(Doubt { cell: excerpt(pair), taken, other });
        }
        let [with_comma, with_point] = &self.either;
        let points = with_point.as_ref().filter(|_| self.separator != Separator::Byte(b','));
        let cell = with_comma.as_ref().or(points).filter(|_| self.evidence == [0; 2])?;
        let under = |decimal| number::number(cell, decimal).map(|(x, _)| Shortest(x).to_string());
        Some(Doubt { cell: excerpt(cell), taken: under(decimal)?, other: under(decimal.other())? })
    }
}
