//! Tables of numbers as text: CSV and its relatives.
//!
//! What a text means is decided from the whole of it (`style.rs`): what separates the cells, and what begins a fraction. The first line
//! is a header if it has texts and no number. A column of texts is skipped with a note, and so are row names: a first column of texts, or
//! numbers that count where the header has no name for them. An empty cell and words such as NA are missing values. Any other cell that is not a
//! number is an error with its place, but only when its column is read. The whole table consists of the columns of numbers side by
//! side. A note says whatever was skipped, left out or could be read in another way.

mod builder;
mod number;
mod records;
mod style;
mod tally;

use super::decimal::Inexact;
use super::listing::{Entry, Loaded, MAX_FILE_VALUES};
use super::pieces::{Pieces, Stop};
use super::sentences::{FileError, Note, listed, place, shown};
use super::text::{Lines, decoded};
use crate::tensor::Tensor;
use crate::wide::narrow;
use builder::Builder;
pub use number::Decimal;
use records::Records;
use style::{Doubt, Style};

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
    /// The values row by row, NaN for a missing one, 0 for a cell without a number; empty if there are more than
    /// [`MAX_FILE_VALUES`].
    values: Vec<f32>,
    /// The line of the header.
    header: Option<usize>,
    /// Comments, and rows of empty cells before and behind the others.
    comments: usize,
    skipped: usize,
    decimal: Decimal,
    doubt: Option<Doubt>,
    grouped: Option<Grouped>,
}

/// What is known about a column.
#[derive(Debug, Clone, Default)]
struct Column {
    numbers: bool,
    texts: bool,
    /// Whether a text is meant as a number.
    damaged: bool,
    missing: u32,
    /// Numbers with a decimal comma, and with separators of thousands.
    commas: u32,
    grouped: u32,
    inexact: Inexact,
    /// Cells that stand for numbers that were left out.
    ellipses: usize,
    /// The first cell that is not a number.
    bad: Option<Box<Bad>>,
}

#[derive(Debug, Clone)]
struct Bad {
    line: usize,
    cell: String,
}

/// The first number whose separators of thousands were left out.
#[derive(Debug)]
struct Grouped {
    cell: String,
    value: String,
}

impl Table {
    /// `decimal` is the decimal mark that a person chose.
    ///
    /// # Errors
    /// When the bytes are not text, or not a table with numbers.
    pub(super) fn read(file: &str, pieces: &Pieces<'_>, decimal: Option<Decimal>) -> Result<Self, Stop> {
        let (text, _) = decoded(file, pieces)?;
        let table = Self::of(file, text, decimal);
        let sound = |table: &Self| !table.columns.iter().any(|column| column.damaged);
        if table.as_ref().is_ok_and(sound) {
            return Ok(table?);
        }
        // People who write Chinese type digits and separators of full width; some programs quote lines as a whole.
        let other = |text: Option<String>| Self::of(file, &text?, decimal).ok().filter(sound);
        Ok(other(folded(text)).or_else(|| other(unwrapped(text))).map_or(table, Ok)?)
    }

    fn of(file: &str, text: &str, decimal: Option<Decimal>) -> Result<Self, FileError> {
        let style = Style::of(text, decimal);
        let mut records = Records::new(text, style.start, style.separator);
        let mut builder = Builder::new(file, text, style);
        let mut buffer = Vec::new();
        let mut read = Ok(());
        while let Some(mut record) = records.next(buffer).filter(|_| read.is_ok()) {
            read = builder.record(&mut record);
            buffer = record.cells;
        }
        let table = read.and_then(|()| builder.finish(records.comments));
        let sound = |table: &Self| table.numeric.iter().all(|&column| table.columns[column].bad.is_none());
        match records.open_quote {
            // The quote is why.
            Some(byte) if !table.as_ref().is_ok_and(sound) => {
                Err(FileError::Quote { file: file.into(), line: Lines::new(text).line(byte) })
            }
            _ => table,
        }
    }

    /// Whether the table has a header.
    pub(super) fn has_header(&self) -> bool {
        self.header.is_some()
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
            part: 0,
            part_of: None,
            stored_bits: None,
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
            return Err(bad.refusal(file, column + 1, self.decimal));
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
        let sum = |count: fn(&Column) -> u32| columns.iter().map(|&c| count(&self.columns[c]) as usize).sum();
        let some = |count: usize, note: fn(usize) -> Note| (count > 0).then(|| note(count));
        let skipped: Vec<String> = (usize::from(self.index)..self.columns.len())
            .filter(|column| whole && self.numeric.binary_search(column).is_err())
            .map(|column| self.name(column))
            .collect();
        let grouped: usize = sum(|column| column.grouped);
        let notes = [
            self.header.map(|line| Note::Header { line }),
            some(if self.index && whole { self.rows } else { 0 }, |rows| Note::Index { rows }),
            (!skipped.is_empty())
                .then(|| Note::SkippedColumns { names: listed(skipped.iter().map(String::as_str)) }),
            some(self.skipped, |count| Note::BlankRows { count }),
            some(self.comments, |count| Note::Comments { count }),
            some(sum(|column| column.commas), |count| Note::DecimalComma { count }),
            self.grouped.as_ref().filter(|_| grouped > 0).map(|Grouped { cell, value }| Note::Grouped {
                count: grouped,
                cell: cell.clone(),
                value: value.clone(),
            }),
            self.doubt.clone().map(|Doubt { cell, taken, other }| match self.decimal {
                Decimal::Point => Note::ByPoint { cell, taken, other },
                Decimal::Comma => Note::ByComma { cell, taken, other },
            }),
            some(sum(|column| column.missing), |count| Note::Missing { count }),
        ];
        let mut inexact = Inexact::default();
        columns.iter().for_each(|&column| inexact.add(self.columns[column].inexact));
        notes.into_iter().flatten().chain(inexact.notes()).collect()
    }
}

impl Bad {
    fn refusal(&self, file: &str, column: usize, decimal: Decimal) -> FileError {
        let (file, line, cell) = (file.to_string(), self.line, self.cell.clone());
        let number = |text: &str, decimal| number::number(text, decimal).is_some();
        if number(&cell, decimal.other()) {
            FileError::Marks { file, line, column, cell }
        } else if separates_digits(&cell) && number(&cell.replace([',', '\''], ""), Decimal::Point) {
            FileError::Thousands { file, line, column, cell }
        } else {
            FileError::Cell { file, line, column, cell }
        }
    }
}

/// Whether separators stand between the digits of a cell.
fn separates_digits(cell: &str) -> bool {
    let digit = |byte: &u8| byte.is_ascii_digit();
    cell.as_bytes().windows(3).any(|w| digit(&w[0]) && matches!(w[1], b',' | b'\'') && digit(&w[2]))
}

/// The text without the quotes around each of its lines; `None` if not all lines are quoted as a whole.
fn unwrapped(text: &str) -> Option<String> {
    let line = |line: &str| {
        let inside = line.trim().strip_prefix('"')?.strip_suffix('"')?.replace("\"\"", "\u{1a}");
        (!inside.contains('"')).then(|| inside.replace('\u{1a}', "\""))
    };
    let lines: Option<Vec<String>> = text
        .lines()
        .map(|text| if text.trim().is_empty() { Some(String::new()) } else { line(text) })
        .collect();
    lines.map(|lines| lines.join("\n"))
}

/// The text with the digits, signs and separators of full width as ASCII has them; `None` if it has none.
fn folded(text: &str) -> Option<String> {
    let fold = |c: char| match narrow(c) {
        // What tables are drawn with.
        '│' | '┃' | '║' | '┆' | '┊' => '|',
        ascii if ascii.is_ascii_digit() || " +-.,;|".contains(ascii) => ascii,
        _ => c,
    };
    // A comma of full width is no decimal mark: it separates, as a comma and a space do.
    let folded =
        || text.chars().flat_map(|c| [Some(fold(c)), (c != ',' && fold(c) == ',').then_some(' ')]).flatten();
    text.chars().any(|c| fold(c) != c).then(|| folded().collect())
}
