//! Tables of numbers as text: CSV and its relatives.
//!
//! Cells are separated by `;`, tabs, `,`, `|` or runs of spaces, whichever of these is found first in that order. Lines that begin
//! with `#` are comments. The first line is a header if none of its cells is a number. A column without any number is skipped with
//! a note, and so is a column of row names that the header announces. Any other cell that is not a number is an error with its
//! place, but only when its column is read. The whole table consists of the columns of numbers side by side.

use csv::{ByteRecord, ReaderBuilder};

use super::cells::{Cell, Style};
use super::listing::{Entry, Loaded, MAX_FILE_VALUES};
use super::pieces::{Pieces, Stop};
use super::sentences::{FileError, Note, excerpt, listed, place, shown};
use super::text::{Lines, decoded};
use crate::tensor::Tensor;

/// The largest number of columns that are listed one by one; of a wider table, only the whole is listed.
const LISTED: usize = 4096;

/// A table that was read.
#[derive(Debug)]
pub(super) struct Table {
    rows: usize,
    /// All columns, including the skipped ones.
    columns: Vec<Column>,
    /// The indices of the columns that are not skipped.
    numeric: Vec<usize>,
    /// The names of the columns; empty without a header.
    names: Vec<String>,
    /// Whether the first column has names of rows.
    index: bool,
    /// The values row by row, 0 for a cell without a number; empty if there are more than [`MAX_FILE_VALUES`].
    values: Vec<f32>,
    /// The line of the header.
    header: Option<usize>,
}

/// What is known about a column.
#[derive(Debug, Clone, Default)]
struct Column {
    numbers: bool,
    decimal_commas: usize,
    overflowed: usize,
    /// The first cell that is not a number.
    bad: Option<Box<Bad>>,
}

#[derive(Debug, Clone)]
struct Bad {
    line: usize,
    cell: String,
    what: Cell,
}

impl Table {
    /// # Errors
    /// When the bytes are not text, or not a table with numbers.
    pub(super) fn read(file: &str, pieces: &Pieces<'_>) -> Result<Self, Stop> {
        let (text, _) = decoded(file, pieces)?;
        if let Some(byte) = open_quote(text) {
            let line = Lines::new(text).line(byte);
            return Err(FileError::Quote { file: file.into(), line }.into());
        }
        let style = Style::of(text);
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(style.separator)
            .from_reader(text.as_bytes());
        let mut builder = Builder::new(file, text, style);
        let mut record = ByteRecord::new();
        // Reading from memory cannot fail, and records may have any length, so this is the end of the text.
        while reader.read_byte_record(&mut record).unwrap_or(false) {
            let byte = record.position().map_or(0, |p| p.byte() as usize);
            // The text is UTF-8, and separators are single bytes.
            let cells: Vec<&str> =
                record.iter().map(|cell| std::str::from_utf8(cell).unwrap_or_default().trim()).collect();
            builder.line(byte, cells)?;
        }
        Ok(builder.finish()?)
    }

    /// Lists the table as `name`, then each of its columns if there are several.
    pub(super) fn entries(&self, name: &str) -> Vec<Entry> {
        let rows = self.rows as u64;
        let entry = |name: String, shape: Vec<u64>, columns: &[usize]| Entry {
            name,
            count: shape.iter().product(),
            shape,
            dtype: "text".into(),
            readable: columns.iter().all(|&column| self.columns[column].bad.is_none()),
        };
        let whole = entry(name.into(), self.shape(self.numeric.len()), &self.numeric);
        let apart = self.columns.len() > 1 && self.columns.len() <= LISTED;
        let columns = self.numeric.iter().filter(|_| apart);
        let columns = columns.map(|&column| entry(self.name(column), vec![rows], &[column]));
        std::iter::once(whole).chain(columns).collect()
    }

    /// One column is a vector, several are a matrix.
    fn shape(&self, columns: usize) -> Vec<u64> {
        let (rows, columns) = (self.rows as u64, columns as u64);
        if columns == 1 { vec![rows] } else { vec![rows, columns] }
    }

    /// The name of a column in the header, or its number from 1 if it has no unique name.
    fn name(&self, column: usize) -> String {
        let name = self.names.get(column).filter(|name| !name.is_empty());
        let first = |name: &&String| self.names.iter().position(|other| other == *name) == Some(column);
        name.filter(first).cloned().unwrap_or_else(|| (column + 1).to_string())
    }

    /// Returns the entry at `index` of [`Table::entries`] as the tensor `name`.
    ///
    /// # Errors
    /// When one of its cells is not a number, or when there are too many values.
    pub(super) fn loaded(&self, file: &str, index: usize, name: &str) -> Result<Loaded, FileError> {
        let columns = match index.checked_sub(1) {
            None => &self.numeric[..],
            Some(column) => &self.numeric[column..=column],
        };
        let bad = columns.iter().filter_map(|&column| Some((column, self.columns[column].bad.as_ref()?)));
        if let Some((column, bad)) = bad.min_by_key(|(column, bad)| (bad.line, *column)) {
            return Err(bad.refusal(file, column + 1));
        }
        let place = if index == 0 { file.into() } else { place(file, name) };
        let count = self.rows as u64 * columns.len() as u64;
        if self.values.is_empty() {
            return Err(FileError::TooLarge { place, count, limit: MAX_FILE_VALUES as u64 });
        }
        let values: Vec<f32> = if columns.len() == self.columns.len() {
            self.values.clone()
        } else {
            let rows = self.values.chunks_exact(self.columns.len());
            rows.flat_map(|row| columns.iter().map(|&column| row[column])).collect()
        };
        let shape: Vec<usize> = self.shape(columns.len()).iter().map(|&d| d as usize).collect();
        let found = values.len();
        let tensor = Tensor::new(name, &shape, values).map_err(|_| FileError::Short {
            place,
            shape: shown(&self.shape(columns.len())),
            found,
        })?;
        Ok(Loaded { tensor, notes: self.notes(columns, index == 0) })
    }

    fn notes(&self, columns: &[usize], whole: bool) -> Vec<Note> {
        let sum = |count: fn(&Column) -> usize| columns.iter().map(|&c| count(&self.columns[c])).sum();
        let some = |count: usize, note: fn(usize) -> Note| (count > 0).then(|| note(count));
        let skipped: Vec<String> = (usize::from(self.index)..self.columns.len())
            .filter(|column| whole && self.numeric.binary_search(column).is_err())
            .map(|column| self.name(column))
            .collect();
        let notes = [
            self.header.map(|line| Note::Header { line }),
            some(if self.index && whole { self.rows } else { 0 }, |rows| Note::Index { rows }),
            (!skipped.is_empty())
                .then(|| Note::SkippedColumns { names: listed(skipped.iter().map(String::as_str)) }),
            some(sum(|column| column.decimal_commas), |count| Note::DecimalComma { count }),
            some(sum(|column| column.overflowed), |count| Note::Overflowed { count }),
        ];
        notes.into_iter().flatten().collect()
    }
}

impl Bad {
    fn refusal(&self, file: &str, column: usize) -> FileError {
        let (file, line, cell) = (file.to_string(), self.line, self.cell.clone());
        match self.what {
            Cell::Blank => FileError::BlankCell { file, line, column },
            Cell::Thousands => FileError::Thousands { file, line, column, cell },
            _ => FileError::Cell { file, line, column, cell },
        }
    }
}

/// The position of the last quote, if it is not closed.
fn open_quote(text: &str) -> Option<usize> {
    let mut quotes = text.bytes().enumerate().filter(|&(_, b)| b == b'"').map(|(i, _)| i);
    let mut opened = None;
    while let Some(at) = quotes.next() {
        opened = quotes.next().is_none().then_some(at);
    }
    opened
}

/// A table that is being read.
struct Builder<'a> {
    file: &'a str,
    text: &'a str,
    lines: Lines<'a>,
    style: Style,
    header: Option<Header>,
    /// The columns; known after the first row.
    columns: Vec<Column>,
    /// Whether the header announces names of rows.
    index: bool,
    rows: usize,
    values: Vec<f32>,
}

struct Header {
    line: usize,
    names: Vec<String>,
    cells: usize,
    begins_blank: bool,
}

impl<'a> Builder<'a> {
    fn new(file: &'a str, text: &'a str, style: Style) -> Self {
        Self {
            file,
            text,
            lines: Lines::new(text),
            style,
            header: None,
            columns: Vec::new(),
            index: false,
            rows: 0,
            values: Vec::new(),
        }
    }

    fn line(&mut self, byte: usize, mut cells: Vec<&str>) -> Result<(), FileError> {
        if self.style.separator == b' ' {
            cells.retain(|c| !c.is_empty());
        }
        if cells.iter().all(|c| c.is_empty()) || cells[0].starts_with('#') {
            return Ok(());
        }
        // A separator at the end of a line begins no cell, unless earlier lines have that cell.
        let width =
            if self.rows > 0 { Some(self.columns.len()) } else { self.header.as_ref().map(|h| h.cells) };
        if cells.len() > 1 && cells.last() == Some(&"") && width != Some(cells.len()) {
            cells.pop();
        }
        if self.rows == 0 {
            if self.header.is_none() && self.is_header(&cells) {
                self.header = Some(self.header_of(byte, &cells));
                return Ok(());
            }
            self.begin(byte, cells.len())?;
        }
        if cells.len() != self.columns.len() {
            return Err(self.ragged(byte, cells.len(), self.columns.len()));
        }
        // Beyond the limit, values are only counted.
        if (self.rows + 1).saturating_mul(cells.len()) > MAX_FILE_VALUES {
            self.values = Vec::new();
        }
        let kept = (self.rows + 1).saturating_mul(cells.len()) <= MAX_FILE_VALUES;
        for (i, text) in cells.iter().enumerate() {
            let column = &mut self.columns[i];
            let what = self.style.read(text);
            let x = match what {
                Cell::Number { x, comma } => {
                    column.numbers = true;
                    column.decimal_commas += usize::from(comma);
                    column.overflowed +=
                        usize::from(x.is_infinite() && text.contains(|c: char| c.is_ascii_digit()));
                    x
                }
                Cell::Blank | Cell::Thousands | Cell::Text => {
                    // A number in another style is meant as a number.
                    column.numbers |= matches!(what, Cell::Thousands);
                    column.bad.get_or_insert_with(|| {
                        Box::new(Bad {
                            line: line_of(&mut self.lines, self.text, byte),
                            cell: excerpt(text),
                            what,
                        })
                    });
                    0.0
                }
            };
            if kept {
                self.values.push(x);
            }
        }
        self.rows += 1;
        Ok(())
    }

    /// Whether no cell is a number, or the corner above the names of rows is blank.
    fn is_header(&self, cells: &[&str]) -> bool {
        let corner = cells.len() > 1 && cells[0].is_empty();
        corner || cells.iter().all(|c| matches!(self.style.read(c), Cell::Text | Cell::Blank))
    }

    fn header_of(&mut self, byte: usize, cells: &[&str]) -> Header {
        let names = cells.iter().take(LISTED).map(|&cell| cell.into()).collect();
        let line = line_of(&mut self.lines, self.text, byte);
        Header { line, names, cells: cells.len(), begins_blank: cells[0].is_empty() }
    }

    /// Takes the first row, which has `found` cells. Rows have names if the header has a blank corner or one cell less.
    fn begin(&mut self, byte: usize, found: usize) -> Result<(), FileError> {
        if let Some(header) = &mut self.header {
            if header.cells + 1 == found {
                header.names.insert(0, String::new());
                self.index = true;
            } else if header.cells != found {
                let wanted = header.cells;
                return Err(self.ragged(byte, found, wanted));
            } else {
                self.index = header.begins_blank && found > 1;
            }
        }
        self.columns = vec![Column::default(); found];
        Ok(())
    }

    fn ragged(&mut self, byte: usize, found: usize, wanted: usize) -> FileError {
        let line = line_of(&mut self.lines, self.text, byte);
        FileError::Ragged { file: self.file.into(), line, found, wanted }
    }

    fn finish(self) -> Result<Table, FileError> {
        let Self { columns, rows, header, values, file, .. } = self;
        // A first column without numbers holds the names of the rows, announced or not.
        let index = self.index || (columns.len() > 1 && !columns[0].numbers);
        let numeric: Vec<usize> =
            (usize::from(index)..columns.len()).filter(|&column| columns[column].numbers).collect();
        if numeric.is_empty() {
            return Err(FileError::NoNumbers { file: file.into() });
        }
        let (header, names) = header.map_or((None, Vec::new()), |h| (Some(h.line), h.names));
        Ok(Table { rows, columns, numeric, names, index, values, header })
    }
}

/// The line of the record that begins at `byte` or after the blank lines there.
fn line_of(lines: &mut Lines<'_>, text: &str, byte: usize) -> usize {
    let rest = &text[byte..];
    lines.line(byte + rest.len() - rest.trim_start().len())
}
