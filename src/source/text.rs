//! Tables of numbers as text: CSV and its relatives.
//!
//! Cells are separated by `;`, tabs, `,` or runs of spaces, whichever of these is found first in that
//! order. With `;` a comma is a decimal mark; otherwise a comma inside a number is refused, because nothing
//! tells a decimal mark from a thousands separator. Lines that begin with `#` are remarks. Names of columns
//! and rows are skipped and the skipping noted; anything else that is no number is an error with its place.

use csv::{ByteRecord, ReaderBuilder};

use super::pieces::{Pieces, Stop};
use super::sentences::{FileError, Note, excerpt};
use super::{Entry, Loaded, MAX_FILE_VALUES};
use crate::tensor::Tensor;

/// Text is read as a whole: 1 GB at most.
const LARGEST_TEXT: u64 = 1 << 30;
/// Lines that are looked at to find the separator.
const SAMPLE_LINES: usize = 64;

/// A table read to its end.
#[derive(Debug)]
pub(super) struct Table {
    rows: usize,
    columns: usize,
    /// Empty when there are more than [`MAX_FILE_VALUES`].
    values: Vec<f32>,
    notes: Vec<Note>,
}

impl Table {
    /// # Errors
    /// When the bytes are no text, or not a table of numbers.
    pub(super) fn read(file: &str, pieces: &Pieces<'_>) -> Result<Self, Stop> {
        if pieces.size() > LARGEST_TEXT {
            let (bytes, limit) = (pieces.size(), LARGEST_TEXT);
            return Err(FileError::TextSize { file: file.into(), bytes, limit }.into());
        }
        Ok(Self::parse(file, pieces.head(pieces.size())?)?)
    }

    fn parse(file: &str, bytes: &[u8]) -> Result<Self, FileError> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let not_text = |byte| FileError::NotText { file: file.into(), byte };
        let text = std::str::from_utf8(bytes).map_err(|e| not_text(e.valid_up_to()))?;
        if let Some(byte) = text.find('\0') {
            return Err(not_text(byte));
        }
        if let Some(byte) = open_quote(text) {
            return Err(FileError::Quote { file: file.into(), line: line_at(text, byte) });
        }
        let separator = separator(text);
        let mut reader =
            ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(bytes);
        let mut builder = Builder::new(file, text, separator);
        let mut record = ByteRecord::new();
        // Reading from memory does not fail, and records of any length are allowed: the end is the only stop.
        while reader.read_byte_record(&mut record).unwrap_or(false) {
            let byte = record.position().map_or(0, |p| p.byte() as usize);
            // The bytes were checked to be UTF-8, and separators are single bytes of it.
            let cells: Vec<&str> =
                record.iter().map(|cell| std::str::from_utf8(cell).unwrap_or_default().trim()).collect();
            builder.line(byte, cells)?;
        }
        builder.finish()
    }

    /// One column is a vector, anything else a matrix.
    pub(super) fn entry(&self, name: &str) -> Entry {
        let (rows, columns) = (self.rows as u64, self.columns as u64);
        let shape = if columns == 1 { vec![rows] } else { vec![rows, columns] };
        Entry { name: name.into(), shape, dtype: "text".into(), count: rows * columns, readable: true }
    }

    /// The values in row-major order, as the tensor `name`.
    ///
    /// # Errors
    /// When there are too many.
    pub(super) fn loaded(&self, file: &str, name: &str) -> Result<Loaded, FileError> {
        let count = self.rows * self.columns;
        if count > MAX_FILE_VALUES {
            let (count, limit) = (count as u64, MAX_FILE_VALUES as u64);
            return Err(FileError::TooLarge { place: file.into(), count, limit });
        }
        let shape = if self.columns == 1 { vec![self.rows] } else { vec![self.rows, self.columns] };
        let found = self.values.len();
        let tensor = Tensor::new(name, &shape, self.values.clone()).map_err(|_| FileError::Short {
            place: file.into(),
            shape: format!("{shape:?}"),
            found,
        })?;
        Ok(Loaded { tensor, notes: self.notes.clone() })
    }
}

/// Where the last quote was opened, if it is not closed.
fn open_quote(text: &str) -> Option<usize> {
    let mut quotes = text.bytes().enumerate().filter(|&(_, b)| b == b'"').map(|(i, _)| i);
    let mut opened = None;
    while let Some(at) = quotes.next() {
        opened = quotes.next().is_none().then_some(at);
    }
    opened
}

/// The 1-based line of the record that begins at `byte` or after the blank lines there.
fn line_at(text: &str, byte: usize) -> usize {
    let rest = &text[byte..];
    let blank = rest.len() - rest.trim_start().len();
    let before = &text.as_bytes()[..byte + blank];
    let ends = before.iter().enumerate().filter(|&(i, &b)| match b {
        b'\n' => true,
        b'\r' => before.get(i + 1) != Some(&b'\n'),
        _ => false,
    });
    1 + ends.count()
}

fn separator(text: &str) -> u8 {
    let lines = text.split(['\n', '\r']).map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
    let mut found = [false; 3];
    const CANDIDATES: [u8; 3] = [b';', b'\t', b','];
    for line in lines.take(SAMPLE_LINES) {
        let mut quoted = false;
        for b in line.bytes() {
            quoted ^= b == b'"';
            for (found, candidate) in found.iter_mut().zip(CANDIDATES) {
                *found |= !quoted && b == candidate;
            }
        }
    }
    found.iter().position(|&f| f).map_or(b' ', |i| CANDIDATES[i])
}

/// A cell that was read.
enum Cell {
    Number(f32),
    Overflowed(f32),
    Blank,
    Thousands,
    Text,
}

/// The table as far as it was read.
struct Builder<'a> {
    file: &'a str,
    text: &'a str,
    separator: u8,
    header: Option<Header>,
    /// Whether rows begin with a name. Not known before the first row.
    index: Option<bool>,
    /// Where the first row's name stands, and the name, when nothing but its being text made it one.
    name: Option<(usize, String)>,
    rows: usize,
    columns: usize,
    values: Vec<f32>,
    decimal_commas: usize,
    overflowed: usize,
}

struct Header {
    line: usize,
    cells: usize,
    begins_blank: bool,
}

impl<'a> Builder<'a> {
    fn new(file: &'a str, text: &'a str, separator: u8) -> Self {
        Self {
            file,
            text,
            separator,
            header: None,
            index: None,
            name: None,
            rows: 0,
            columns: 0,
            values: Vec::new(),
            decimal_commas: 0,
            overflowed: 0,
        }
    }

    fn line(&mut self, byte: usize, mut cells: Vec<&str>) -> Result<(), FileError> {
        if self.separator == b' ' {
            cells.retain(|c| !c.is_empty());
        } else if cells.len() > 1 && cells.last() == Some(&"") {
            cells.pop();
        }
        if cells.iter().all(|c| c.is_empty()) || cells[0].starts_with('#') {
            return Ok(());
        }
        if self.rows == 0 && self.header.is_none() && self.is_header(&cells) {
            let line = line_at(self.text, byte);
            self.header = Some(Header { line, cells: cells.len(), begins_blank: cells[0].is_empty() });
            return Ok(());
        }
        let skip = usize::from(self.has_index(&cells));
        let wanted = self.wanted(cells.len() - skip);
        if cells.len() - skip != wanted {
            let line = line_at(self.text, byte);
            let (found, wanted) = (cells.len(), wanted + skip);
            return Err(FileError::Ragged { file: self.file.into(), line, found, wanted });
        }
        self.columns = wanted;
        // A row without a name after rows with one: what seemed a name was a cell that is no number.
        if skip == 1 && self.named_by_text() {
            let (at, name) = self.name.get_or_insert_with(|| (byte, excerpt(cells[0]))).clone();
            if matches!(self.cell(cells[0]), Cell::Number(_)) {
                return Err(self.refuse(at, 0, &name, Cell::Text));
            }
        }
        for (column, text) in cells.iter().enumerate().skip(skip) {
            let x = match self.cell(text) {
                Cell::Number(x) => x,
                Cell::Overflowed(x) => {
                    self.overflowed += 1;
                    x
                }
                refused => return Err(self.refuse(byte, column, text, refused)),
            };
            self.decimal_commas += usize::from(self.separator == b';' && text.contains(','));
            if self.values.len() <= MAX_FILE_VALUES {
                self.values.push(x);
            }
        }
        self.rows += 1;
        Ok(())
    }

    /// No cell is a number, or the corner above the names of rows is blank.
    fn is_header(&self, cells: &[&str]) -> bool {
        let corner = cells.len() > 1 && cells[0].is_empty();
        corner || cells.iter().all(|c| matches!(self.cell(c), Cell::Text | Cell::Blank))
    }

    /// Rows have names when the header says so (a blank corner, or one cell less than the rows have), or
    /// when the first row begins with a text and goes on with numbers.
    fn has_index(&mut self, cells: &[&str]) -> bool {
        *self.index.get_or_insert_with(|| {
            let header = self.header.as_ref();
            let announced = header.is_some_and(|h| h.begins_blank || h.cells + 1 == cells.len());
            let named = matches!(read(cells[0], self.separator), Cell::Text)
                && matches!(cells.get(1).map(|c| read(c, self.separator)), Some(Cell::Number(_)));
            cells.len() > 1 && (announced || named)
        })
    }

    /// Names of rows were found by being text, not announced by the header.
    fn named_by_text(&self) -> bool {
        !self.header.as_ref().is_some_and(|h| h.begins_blank || h.cells == self.columns)
    }

    /// How many numbers this line should have.
    fn wanted(&self, found: usize) -> usize {
        match &self.header {
            _ if self.rows > 0 => self.columns,
            Some(h) if h.begins_blank => h.cells - 1,
            Some(h) if self.index == Some(true) && h.cells == found + 1 => found,
            Some(h) => h.cells,
            None => found,
        }
    }

    fn cell(&self, text: &str) -> Cell {
        read(text, self.separator)
    }

    fn refuse(&self, byte: usize, column: usize, cell: &str, what: Cell) -> FileError {
        let (file, line, column) = (self.file.to_string(), line_at(self.text, byte), column + 1);
        match what {
            Cell::Blank => FileError::BlankCell { file, line, column },
            Cell::Thousands => FileError::Thousands { file, line, column, cell: excerpt(cell) },
            _ => FileError::Cell { file, line, column, cell: excerpt(cell) },
        }
    }

    fn finish(self) -> Result<Table, FileError> {
        if self.rows == 0 {
            return Err(FileError::NoNumbers { file: self.file.into() });
        }
        let some = |count: usize, note: fn(usize) -> Note| (count > 0).then(|| note(count));
        let index = if self.index == Some(true) { self.rows } else { 0 };
        let notes = [
            self.header.map(|h| Note::Header { line: h.line }),
            some(index, |rows| Note::Index { rows }),
            some(self.decimal_commas, |count| Note::DecimalComma { count }),
            some(self.overflowed, |count| Note::Overflowed { count }),
        ];
        let notes = notes.into_iter().flatten().collect();
        Ok(Table { rows: self.rows, columns: self.columns, values: self.values, notes })
    }
}

fn read(text: &str, separator: u8) -> Cell {
    if text.is_empty() {
        return Cell::Blank;
    }
    if text.contains(',') && !text.contains(|c: char| c.is_alphabetic() && !matches!(c, 'e' | 'E')) {
        let commas = text.bytes().filter(|&b| b == b',').count();
        if separator != b';' || commas > 1 || text.contains('.') {
            return Cell::Thousands;
        }
        return read(&text.replace(',', "."), separator);
    }
    match text.parse::<f32>() {
        // "inf" is what was meant, "1e400" is not.
        Ok(x) if x.is_infinite() && text.contains(|c: char| c.is_ascii_digit()) => Cell::Overflowed(x),
        Ok(x) => Cell::Number(x),
        Err(_) => Cell::Text,
    }
}
