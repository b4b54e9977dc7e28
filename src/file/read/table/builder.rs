//! A table that is being read: header, names of rows, columns and values.

use super::number::{self, Cell, bare, trimmed};
use super::records::{Record, Separator};
use super::style::Style;
use super::tally::{Names, drop_end, is_header};
use super::{Bad, Column, Grouped, LISTED, Table};
use crate::file::read::listing::MAX_FILE_VALUES;
use crate::file::read::sentences::{FileError, excerpt};
use crate::file::read::text::Lines;
use crate::shortest::Shortest;

pub(super) struct Builder<'a> {
    file: &'a str,
    text: &'a str,
    lines: Lines<'a>,
    style: Style,
    header: Option<Header>,
    /// The columns; known after the first row.
    columns: Vec<Column>,
    /// The place of the first row, and its cells if the first of them is empty.
    begin: usize,
    cornered: Vec<String>,
    /// Whether the header has no cell for the first cell of a row.
    gap: bool,
    first: Names,
    rows: usize,
    values: Vec<f32>,
    /// Rows of empty cells that were not followed by another row yet, and the first of another length.
    blank: usize,
    blank_ragged: Option<(usize, usize)>,
    /// Rows of empty cells before all others.
    skipped: usize,
    grouped: Option<Grouped>,
}

struct Header {
    line: usize,
    names: Vec<String>,
    cells: usize,
    begins_blank: bool,
}

impl<'a> Builder<'a> {
    pub(super) fn new(file: &'a str, text: &'a str, style: Style) -> Self {
        Self {
            file,
            text,
            lines: Lines::new(text),
            style,
            header: None,
            columns: Vec::new(),
            begin: 0,
            cornered: Vec::new(),
            gap: false,
            first: Names::default(),
            rows: 0,
            values: Vec::new(),
            blank: 0,
            blank_ragged: None,
            skipped: 0,
            grouped: None,
        }
    }

    pub(super) fn record(&mut self, record: &mut Record<'_>) -> Result<(), FileError> {
        let byte = record.byte;
        drop_end(&mut record.cells, self.style.widest);
        let cells: &[_] = &record.cells;
        if cells.iter().all(|cell| trimmed(cell).is_empty()) {
            self.blank_row(byte, cells.len());
            return Ok(());
        }
        if self.columns.is_empty() {
            if self.header.is_none() && is_header(cells.iter().map(|cell| &**cell)) {
                let spaced = self.style.separator == Separator::Spaces;
                let name = |cell: &str| {
                    if spaced { trimmed(cell) } else { cell.trim_matches(number::invisible) }.to_string()
                };
                let names = cells.iter().take(LISTED).map(|cell| name(cell)).collect();
                let line = self.lines.line(byte);
                let begins_blank = trimmed(&cells[0]).is_empty();
                self.header = Some(Header { line, names, cells: cells.len(), begins_blank });
                return Ok(());
            }
            self.begin(byte, cells.len())?;
            if trimmed(&cells[0]).is_empty() {
                self.cornered = cells
                    .iter()
                    .take(LISTED)
                    .map(|cell| cell.trim_matches(number::invisible).into())
                    .collect();
            }
        }
        if cells.len() != self.columns.len() {
            return Err(self.ragged(byte, cells.len(), self.columns.len()));
        }
        if cells.iter().all(|cell| is_ellipsis(cell)) {
            return Err(self.abbreviated(byte));
        }
        self.flush_blank_rows()?;
        self.first.take(number::read(&cells[0], self.style.decimal));
        for (column, text) in cells.iter().enumerate() {
            self.cell(byte, column, text);
        }
        self.end_row();
        Ok(())
    }

    fn cell(&mut self, byte: usize, index: usize, text: &str) {
        let column = &mut self.columns[index];
        let what = number::read(text, self.style.decimal);
        let x = match what {
            Cell::Number { x, grouped } => {
                column.numbers = true;
                column.commas += u32::from(self.style.decimal == super::Decimal::Comma && text.contains(','));
                column.inexact.take(bare(text), x);
                if grouped {
                    column.grouped += 1;
                    self.grouped.get_or_insert_with(|| Grouped {
                        cell: excerpt(trimmed(text)),
                        value: Shortest(x).to_string(),
                    });
                }
                x
            }
            Cell::Missing => {
                column.missing += 1;
                f32::NAN
            }
            Cell::Damaged | Cell::Text => {
                column.texts = true;
                column.ellipses += usize::from(is_ellipsis(text));
                column.damaged |= what == Cell::Damaged;
                column.bad.get_or_insert_with(|| {
                    let line = self.lines.line(byte);
                    Box::new(Bad { line, cell: excerpt(trimmed(text)) })
                });
                0.0
            }
        };
        // Beyond the limit, values are only counted.
        if (self.rows + 1).saturating_mul(self.columns.len()) <= MAX_FILE_VALUES {
            self.values.push(x);
        }
    }

    fn end_row(&mut self) {
        self.rows += 1;
        if self.rows.saturating_mul(self.columns.len()) > MAX_FILE_VALUES {
            self.values = Vec::new();
        }
    }

    /// A row of empty cells: missing values between other rows, nothing before and behind them.
    fn blank_row(&mut self, byte: usize, cells: usize) {
        if self.columns.is_empty() {
            self.skipped += 1;
            return;
        }
        self.blank += 1;
        if cells != self.columns.len() {
            self.blank_ragged.get_or_insert((byte, cells));
        }
    }

    fn flush_blank_rows(&mut self) -> Result<(), FileError> {
        if let Some((byte, cells)) = self.blank_ragged {
            return Err(self.ragged(byte, cells, self.columns.len()));
        }
        for _ in 0..std::mem::take(&mut self.blank) {
            self.first.take(Cell::Missing);
            for column in 0..self.columns.len() {
                self.cell(0, column, "");
            }
            self.end_row();
        }
        Ok(())
    }

    /// Takes the length of the first row. Without a cell in the header, its first cell is the name of the row.
    fn begin(&mut self, byte: usize, found: usize) -> Result<(), FileError> {
        if let Some(header) = &mut self.header {
            if header.cells + 1 == found {
                header.names.insert(0, String::new());
                self.gap = true;
            } else if header.cells != found {
                let wanted = header.cells;
                return Err(self.ragged(byte, found, wanted));
            }
        }
        self.begin = byte;
        self.columns = vec![Column::default(); found];
        Ok(())
    }

    fn abbreviated(&self, byte: usize) -> FileError {
        FileError::Abbreviated { file: self.file.into(), line: Lines::new(self.text).line(byte) }
    }

    fn ragged(&self, byte: usize, found: usize, wanted: usize) -> FileError {
        let line = Lines::new(self.text).line(byte);
        FileError::Ragged { file: self.file.into(), line, found, wanted }
    }

    /// Whether the first column has the names of the rows: texts, or numbers that count below an empty corner of the header.
    fn is_index(&self) -> bool {
        let Some(first) = self.columns.first().filter(|_| self.columns.len() > 1) else { return false };
        if !first.numbers {
            return first.texts && !first.damaged;
        }
        let announced = self.header.as_ref().is_some_and(|header| header.begins_blank);
        !first.texts && (self.gap || announced && self.first.are_numbered())
    }

    pub(super) fn finish(mut self, comments: usize) -> Result<Table, FileError> {
        let comma = self.style.separator == Separator::Byte(b',');
        if let Some(header) = self.header.as_ref().filter(|_| self.gap)
            && !self.first.plausible(comma && header.cells == 1)
        {
            let wanted = header.cells;
            return Err(self.ragged(self.begin, self.columns.len(), wanted));
        }
        if self.columns.iter().any(|column| column.ellipses > 0 && column.ellipses == self.rows) {
            return Err(self.abbreviated(self.begin));
        }
        let numbered = self.take_numbered_header();
        let index = numbered || self.is_index();
        let Self { columns, rows, header, values, file, .. } = self;
        let wanted = |&column: &usize| columns[column].numbers || columns[column].damaged;
        let numeric: Vec<usize> = (usize::from(index)..columns.len()).filter(wanted).collect();
        if numeric.is_empty() || rows == 0 {
            return Err(FileError::NoNumbers { file: file.into() });
        }
        let (header, names) = header.map_or((None, Vec::new()), |h| (Some(h.line), h.names));
        let (skipped, doubt, grouped) = (self.skipped + self.blank, self.style.doubt, self.grouped);
        let decimal = self.style.decimal;
        Ok(Table {
            rows,
            columns,
            numeric,
            names,
            index,
            values,
            header,
            comments,
            skipped,
            decimal,
            doubt,
            grouped,
        })
    }

    /// Takes a first row of nothing and numbers for a header if the first column has names of rows below it, and a row of nothing, 0, 1,
    /// 2, … also if the first column counts: pandas writes arrays so.
    fn take_numbered_header(&mut self) -> bool {
        let width = self.columns.len();
        let rows = self.rows.saturating_sub(1);
        let below_corner = self.header.is_none()
            && width > 1
            && rows > 0
            && !self.cornered.is_empty()
            && !self.values.is_empty()
            && self.columns[0].missing == 1
            && self.values[1..width].iter().all(|x| x.is_finite());
        let texts = |column: &Column| column.texts && !column.numbers && !column.damaged;
        let numbered = below_corner
            && (texts(&self.columns[0])
                || counts(self.values[1..width].iter().copied())
                    && counts(self.values[width..].iter().step_by(width).copied()));
        if numbered {
            let names = std::mem::take(&mut self.cornered);
            let line = Lines::new(self.text).line(self.begin);
            self.header = Some(Header { line, names, cells: width, begins_blank: true });
            self.values.drain(..width);
            self.columns[0].missing = 0;
            self.rows = rows;
        }
        numbered
    }
}

/// Whether a cell stands for numbers that a program left out of a print.
fn is_ellipsis(cell: &str) -> bool {
    matches!(trimmed(cell), "..." | ".." | "\u{2026}" | "\u{22ee}")
}

/// Whether numbers are 0, 1, 2, …
fn counts(numbers: impl Iterator<Item = f32>) -> bool {
    numbers.enumerate().all(|(i, x)| x == i as f32)
}
