//! Reads a JSON text from front to back, without a tree of values.

use super::columns::{Columns, side_by_side};
use super::{Array, DEEPEST, Json};
use crate::file::read::json_reader::{Fault, Reader, is_number};
use crate::file::read::listing::MAX_FILE_VALUES;
use crate::file::read::sentences::{FileError, excerpt};
use crate::file::read::text::Lines;

pub(super) struct Parser<'a> {
    file: &'a str,
    text: &'a str,
    /// The offset of the text in the file.
    mark: usize,
    reader: Reader<'a>,
    lines: Lines<'a>,
    /// The array that is being read.
    array: Array,
}

impl<'a> Parser<'a> {
    /// `mark`: the offset of the text in the file.
    pub(super) fn new(file: &'a str, text: &'a str, mark: usize) -> Self {
        Self { file, text, mark, reader: Reader::new(text), lines: Lines::new(text), array: Array::default() }
    }

    pub(super) fn file(&mut self) -> Result<Json, FileError> {
        let begin = self.reader.peek();
        let json = match begin {
            Some(b'{') => self.object(0)?,
            Some(b'[') if self.begins_records() => self.records(Some(b'['))?,
            _ => Json { arrays: vec![self.array(None)?], skipped: Vec::new() },
        };
        let json = if self.is_next_line() {
            self.reader.rewind(0);
            self.lines = Lines::new(self.text);
            if begin == Some(b'{') { self.records(None)? } else { self.lines()? }
        } else {
            json
        };
        if self.reader.peek().is_some() {
            return Err(self.no_json_at(self.reader.at()));
        }
        if json.arrays.is_empty() {
            return Err(FileError::NoTensor { file: self.file.into() });
        }
        Ok(json)
    }

    /// Whether another value begins on a line behind the one that was read.
    fn is_next_line(&mut self) -> bool {
        let end = self.reader.at();
        let begins =
            matches!(self.reader.peek(), Some(b'[' | b'{' | b'-' | b'0'..=b'9' | b'N' | b'I' | b'n'));
        begins && self.text[end..self.reader.at()].contains(['\n', '\r'])
    }

    /// An object of arrays. An object of numbers is an array, too: a column of pandas, whose keys name the rows.
    fn object(&mut self, depth: usize) -> Result<Json, FileError> {
        let (mut arrays, mut skipped) = (Vec::new(), Vec::new());
        let mut columns = 0;
        if depth == DEEPEST {
            return Err(self.refused(Fault::Depth(self.reader.at())));
        }
        self.reader.begin(b'{').map_err(|fault| self.refused(fault))?;
        let mut first = true;
        while let Some(key) = self.reader.key(first).map_err(|fault| self.refused(fault))? {
            first = false;
            match self.reader.peek() {
                Some(b'[') if self.begins_records() => {
                    // The orientation `table` of pandas.
                    let records = self.records(Some(b'['))?.below(&key);
                    arrays.extend(records.arrays);
                    skipped.extend(records.skipped);
                }
                Some(b'[') => arrays.push(self.array(Some(key))?),
                Some(b'{') => match self.column(&key)? {
                    Some(array) => {
                        columns += 1;
                        arrays.push(array);
                    }
                    None => {
                        let inner = self.object(depth + 1)?;
                        if inner.arrays.iter().all(|array| array.refusal.is_some()) {
                            skipped.push(key);
                        } else {
                            let inner = inner.below(&key);
                            arrays.extend(inner.arrays);
                            skipped.extend(inner.skipped);
                        }
                    }
                },
                _ => {
                    skipped.push(key);
                    self.skip(1)?;
                }
            }
        }
        let beside = columns == arrays.len();
        Ok(Json { arrays: if beside { side_by_side(arrays) } else { arrays }, skipped })
    }

    /// An object whose members are numbers, as an array; `None`, and nothing is read, if it is another object.
    fn column(&mut self, key: &str) -> Result<Option<Array>, FileError> {
        let begin = self.reader.at();
        self.array = Array { key: Some(key.into()), lengths: vec![None], ..Array::default() };
        self.reader.begin(b'{').map_err(|fault| self.refused(fault))?;
        let mut found = 0;
        while self.reader.key(found == 0).map_err(|fault| self.refused(fault))?.is_some() {
            if matches!(self.reader.peek(), Some(b'[' | b'{' | b'"')) {
                self.reader.rewind(begin);
                return Ok(None);
            }
            self.value(1)?;
            found += 1;
        }
        if found == 0 {
            self.reader.rewind(begin);
            return Ok(None);
        }
        self.array.lengths[0] = Some(found);
        Ok(Some(std::mem::take(&mut self.array)))
    }

    /// Lines of values, as the elements of one array.
    fn lines(&mut self) -> Result<Json, FileError> {
        self.array = Array { lengths: vec![None], ..Array::default() };
        let mut found = 0;
        while found == 0 || self.is_next_line() {
            self.value(1)?;
            found += 1;
        }
        self.array.lengths[0] = Some(found);
        Ok(Json { arrays: vec![std::mem::take(&mut self.array)], skipped: Vec::new() })
    }

    /// Whether a list begins here whose first element is an object.
    fn begins_records(&mut self) -> bool {
        let begin = self.reader.at();
        let object = self.reader.begin(b'[').is_ok() && self.reader.peek() == Some(b'{');
        self.reader.rewind(begin);
        object
    }

    /// Objects with the same keys, in a list or on lines: an array for each key.
    fn records(&mut self, list: Option<u8>) -> Result<Json, FileError> {
        let mut columns = Columns::new(self.text.len() as u64);
        if let Some(bracket) = list {
            self.reader.begin(bracket).map_err(|fault| self.refused(fault))?;
        }
        loop {
            let more = match list {
                Some(_) => self.reader.item(columns.rows == 0).map_err(|fault| self.refused(fault))?,
                None if columns.rows == 0 => true,
                None => self.is_next_line(),
            };
            if !more {
                break;
            }
            self.record(&mut columns)?;
            columns.end_row();
            if columns.is_sparse() {
                let (line, byte) = self.where_is(self.reader.at());
                let (place, wanted) = (self.file.into(), columns.arrays.len() as u64);
                return Err(FileError::JsonRagged { place, line, byte, found: 0, wanted });
            }
        }
        let rows = columns.rows;
        let Columns { mut arrays, skipped, .. } = columns;
        for array in &mut arrays {
            array.lengths[0] = Some(rows);
        }
        Ok(Json { arrays: side_by_side(arrays), skipped })
    }

    fn record(&mut self, columns: &mut Columns) -> Result<(), FileError> {
        self.reader.begin(b'{').map_err(|fault| self.refused(fault))?;
        let mut first = true;
        while let Some(key) = self.reader.key(first).map_err(|fault| self.refused(fault))? {
            first = false;
            let text = matches!(self.reader.peek(), Some(b'"' | b'{'));
            let Some(index) = columns.index(key, text) else {
                self.skip(2)?;
                continue;
            };
            self.array = std::mem::take(&mut columns.arrays[index]);
            self.value(1)?;
            columns.arrays[index] = std::mem::take(&mut self.array);
        }
        Ok(())
    }

    /// Reads the array, or single number, that begins here.
    fn array(&mut self, key: Option<String>) -> Result<Array, FileError> {
        self.array = Array { key, ..Array::default() };
        self.value(0)?;
        Ok(std::mem::take(&mut self.array))
    }

    /// Reads a value at a depth of the current array.
    fn value(&mut self, depth: usize) -> Result<(), FileError> {
        match self.reader.peek() {
            Some(b'[') => self.list(depth),
            Some(b'"' | b'{') => {
                let at = self.reader.at();
                self.skip(depth)?;
                let word = self.text[at..self.reader.at()].trim_matches('"');
                if let Some(x) = not_finite(word) {
                    self.number(depth, at, x, true);
                    return Ok(());
                }
                self.refuse_value(at);
                Ok(())
            }
            _ => {
                let at = self.reader.at();
                match self.reader.word().map_err(|fault| self.refused(fault))? {
                    // As pandas writes a NaN.
                    "null" => {
                        self.array.missing += 1;
                        self.number(depth, at, f32::NAN, true);
                    }
                    "true" => self.number(depth, at, 1.0, false),
                    "false" => self.number(depth, at, 0.0, false),
                    word if let Some(x) = not_finite(word) => self.number(depth, at, x, true),
                    word => {
                        let number = is_number(word).then(|| word.parse::<f32>().ok()).flatten();
                        let x = number.ok_or_else(|| self.no_json_at(at))?;
                        self.array.inexact.take(word, x);
                        self.number(depth, at, x, true);
                    }
                }
                Ok(())
            }
        }
    }

    fn list(&mut self, depth: usize) -> Result<(), FileError> {
        if depth >= DEEPEST {
            return Err(self.refused(Fault::Depth(self.reader.at())));
        }
        if self.array.lengths.len() == depth {
            self.array.lengths.push(None);
        }
        if self.array.rank.is_some_and(|rank| rank <= depth) {
            self.refuse_mixed(self.reader.at());
        }
        self.reader.begin(b'[').map_err(|fault| self.refused(fault))?;
        let mut found = 0;
        while self.reader.item(found == 0).map_err(|fault| self.refused(fault))? {
            self.value(depth + 1)?;
            found += 1;
        }
        let wanted = *self.array.lengths[depth].get_or_insert(found);
        if found != wanted {
            let (line, byte) = self.where_is(self.reader.at() - 1);
            let place = self.array.place(self.file);
            self.refuse(FileError::JsonRagged { place, line, byte, found, wanted });
        }
        Ok(())
    }

    fn number(&mut self, depth: usize, at: usize, x: f32, number: bool) {
        if *self.array.rank.get_or_insert(depth) != depth || self.array.lengths.len() > depth {
            self.refuse_mixed(at);
        }
        let array = &mut self.array;
        array.booleans += usize::from(!number);
        array.count += 1;
        if array.count > MAX_FILE_VALUES as u64 || array.refusal.is_some() {
            array.values = Vec::new();
        } else {
            array.values.push(x);
        }
    }

    /// Skips a value; its lists and objects count towards the limit of nesting.
    fn skip(&mut self, depth: usize) -> Result<(), FileError> {
        self.reader.skip(DEEPEST - depth).map_err(|fault| self.refused(fault))
    }

    /// Keeps the first error of an array.
    fn refuse(&mut self, error: FileError) {
        self.array.refusal.get_or_insert_with(|| Box::new(error));
    }

    fn refuse_value(&mut self, at: usize) {
        if self.array.refusal.is_none() {
            let (line, byte) = self.where_is(at);
            let found = excerpt(&self.text[at..self.reader.at()]);
            let place = self.array.place(self.file);
            self.refuse(FileError::JsonValue { place, line, byte, found });
        }
    }

    fn refuse_mixed(&mut self, at: usize) {
        if self.array.refusal.is_none() {
            let (line, byte) = self.where_is(at);
            let place = self.array.place(self.file);
            self.refuse(FileError::JsonMixed { place, line, byte });
        }
    }

    /// The error that says why the text cannot be read on.
    fn refused(&mut self, fault: Fault) -> FileError {
        match fault {
            Fault::Syntax(at) => self.no_json_at(at),
            Fault::Depth(at) => {
                FileError::JsonDepth { file: self.file.into(), byte: self.byte(at), limit: DEEPEST }
            }
        }
    }

    fn no_json_at(&mut self, at: usize) -> FileError {
        let (line, byte) = self.where_is(at);
        match self.text.get(at..).unwrap_or_default() {
            "" => FileError::JsonEnd { file: self.file.into(), line },
            rest => FileError::JsonSyntax { file: self.file.into(), line, byte, found: excerpt(rest) },
        }
    }

    /// The line and byte in the file.
    fn where_is(&mut self, at: usize) -> (usize, usize) {
        (self.lines.line(at), self.byte(at))
    }

    fn byte(&self, at: usize) -> usize {
        self.mark + at
    }
}

/// The words for what is not finite.
fn not_finite(word: &str) -> Option<f32> {
    match word {
        "NaN" => Some(f32::NAN),
        "Infinity" => Some(f32::INFINITY),
        "-Infinity" => Some(f32::NEG_INFINITY),
        _ => None,
    }
}
