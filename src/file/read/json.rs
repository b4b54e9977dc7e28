//! JSON: an array of numbers nested to any rank, or an object of such arrays.
//!
//! This is our own parser: it needs one pass and no tree of values, and an error knows its place.
//! Beside the grammar of RFC 8259 it reads `NaN`, `Infinity` and `-Infinity`, as Python writes them.
//!
//! ```text
//! shape:  each level's arrays must have one length; all numbers must lie at one depth
//! an array that breaks this, or has another value than a number, keeps its first error; reading continues, so that the
//! other arrays of an object stay readable. Only malformed JSON ends the reading.
//! ```

use super::json_reader::{Fault, Reader, is_number};
use super::listing::{Entry, Loaded, MAX_FILE_VALUES};
use super::pieces::{Pieces, Stop};
use super::sentences::{FileError, Note, excerpt, listed, place, shown};
use super::text::{Lines, decoded};
use crate::tensor::Tensor;

/// The deepest nesting of arrays and objects: as many as numpy has axes.
const DEEPEST: usize = 64;

/// The arrays of a file.
#[derive(Debug)]
pub(super) struct Json {
    arrays: Vec<Array>,
    /// Keys of an object whose values are not arrays.
    skipped: Vec<String>,
}

/// An array that was read.
#[derive(Debug, Default)]
struct Array {
    /// Its key; `None` when it is the whole file.
    key: Option<String>,
    /// The length of each level that has ended.
    lengths: Vec<Option<u64>>,
    /// The depth of the numbers.
    rank: Option<usize>,
    count: u64,
    /// The values; empty if there are more than [`MAX_FILE_VALUES`].
    values: Vec<f32>,
    overflowed: usize,
    booleans: usize,
    refusal: Option<FileError>,
}

impl Json {
    /// # Errors
    /// When the text is not JSON, or has no numbers.
    pub(super) fn read(file: &str, pieces: &Pieces<'_>) -> Result<Self, Stop> {
        let (text, mark) = decoded(file, pieces)?;
        let reader = Reader::new(text);
        let mut parser =
            Parser { file, text, mark, reader, lines: Lines::new(text), array: Array::default() };
        Ok(parser.file()?)
    }

    /// Lists the arrays; a single array is called `name`.
    pub(super) fn entries(&self, name: &str) -> Vec<Entry> {
        self.arrays
            .iter()
            .map(|array| Entry {
                name: array.key.clone().unwrap_or_else(|| name.into()),
                shape: array.shape(),
                dtype: "json".into(),
                count: array.count,
                readable: array.refusal.is_none(),
            })
            .collect()
    }

    /// Returns the array at `index` of [`Json::entries`].
    ///
    /// # Errors
    /// When it has other values than numbers, no rectangular shape, or too many values.
    pub(super) fn loaded(&self, file: &str, index: usize) -> Result<Loaded, FileError> {
        let array = &self.arrays[index];
        if let Some(refusal) = &array.refusal {
            return Err(refusal.clone());
        }
        let place = array.place(file);
        if array.count == 0 {
            return Err(FileError::NoValues { place, shape: shown(&array.shape()) });
        }
        if array.count > MAX_FILE_VALUES as u64 {
            let (count, limit) = (array.count, MAX_FILE_VALUES as u64);
            return Err(FileError::TooLarge { place, count, limit });
        }
        let shape: Vec<usize> = array.shape().iter().map(|&d| d as usize).collect();
        let name = array.key.as_deref().unwrap_or(file);
        let found = array.values.len();
        let tensor = Tensor::new(name, &shape, array.values.clone()).map_err(|_| FileError::Short {
            place,
            shape: shown(&array.shape()),
            found,
        })?;
        let some = |count: usize, note: fn(usize) -> Note| (count > 0).then(|| note(count));
        let skipped = !self.skipped.is_empty();
        let notes = [
            some(array.booleans, |count| Note::Booleans { count }),
            some(array.overflowed, |count| Note::Overflowed { count }),
            skipped.then(|| Note::Skipped { names: listed(self.skipped.iter().map(String::as_str)) }),
        ];
        Ok(Loaded { tensor, notes: notes.into_iter().flatten().collect() })
    }
}

impl Array {
    fn shape(&self) -> Vec<u64> {
        // Only an array with an error has a level without an end.
        self.lengths.iter().map(|length| length.unwrap_or(0)).collect()
    }

    fn place(&self, file: &str) -> String {
        self.key.as_ref().map_or_else(|| file.into(), |key| place(file, key))
    }
}

struct Parser<'a> {
    file: &'a str,
    text: &'a str,
    /// The offset of the text in the file.
    mark: usize,
    reader: Reader<'a>,
    lines: Lines<'a>,
    /// The array that is being read.
    array: Array,
}

impl Parser<'_> {
    fn file(&mut self) -> Result<Json, FileError> {
        let (mut arrays, mut skipped) = (Vec::new(), Vec::new());
        if self.reader.peek() == Some(b'{') {
            self.reader.begin(b'{').map_err(|fault| self.refused(fault))?;
            let mut first = true;
            while let Some(key) = self.reader.key(first).map_err(|fault| self.refused(fault))? {
                first = false;
                if self.reader.peek() == Some(b'[') {
                    arrays.push(self.array(Some(key))?);
                } else {
                    skipped.push(key);
                    self.skip(1)?;
                }
            }
        } else {
            arrays.push(self.array(None)?);
        }
        if self.reader.peek().is_some() {
            return Err(self.no_json_at(self.reader.at()));
        }
        if arrays.is_empty() {
            return Err(FileError::NoTensor { file: self.file.into() });
        }
        Ok(Json { arrays, skipped })
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
                self.refuse_value(at);
                Ok(())
            }
            _ => {
                let at = self.reader.at();
                match self.reader.word().map_err(|fault| self.refused(fault))? {
                    "null" => self.refuse_value(at),
                    "true" => self.number(depth, at, 1.0, false),
                    "false" => self.number(depth, at, 0.0, false),
                    "NaN" => self.number(depth, at, f32::NAN, true),
                    "Infinity" => self.number(depth, at, f32::INFINITY, true),
                    "-Infinity" => self.number(depth, at, f32::NEG_INFINITY, true),
                    word => {
                        let number = is_number(word).then(|| word.parse::<f32>().ok()).flatten();
                        let x = number.ok_or_else(|| self.no_json_at(at))?;
                        self.array.overflowed += usize::from(x.is_infinite());
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
        self.array.refusal.get_or_insert(error);
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
