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
        let mut parser = Parser { file, text, mark, at: 0, lines: Lines::new(text), array: Array::default() };
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
    at: usize,
    lines: Lines<'a>,
    /// The array that is being read.
    array: Array,
}

impl<'a> Parser<'a> {
    fn file(&mut self) -> Result<Json, FileError> {
        let (mut arrays, mut skipped) = (Vec::new(), Vec::new());
        if self.peek() == Some(b'{') {
            self.object(|parser, key| {
                if parser.peek() == Some(b'[') {
                    arrays.push(parser.array(Some(key))?);
                } else {
                    skipped.push(key);
                    parser.passed(2)?;
                }
                Ok(())
            })?;
        } else {
            arrays.push(self.array(None)?);
        }
        if self.peek().is_some() {
            return Err(self.no_json());
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
        match self.peek() {
            Some(b'[') => self.list(depth),
            Some(b'"' | b'{') => {
                let at = self.at;
                self.passed(depth + 1)?;
                self.refuse_value(at);
                Ok(())
            }
            _ => {
                let at = self.at;
                match self.word()? {
                    "null" => self.refuse_value(at),
                    "true" => self.number(depth, at, 1.0, false),
                    "false" => self.number(depth, at, 0.0, false),
                    "NaN" => self.number(depth, at, f32::NAN, true),
                    "Infinity" => self.number(depth, at, f32::INFINITY, true),
                    "-Infinity" => self.number(depth, at, f32::NEG_INFINITY, true),
                    word => {
                        let x = number(word).ok_or_else(|| self.no_json_at(at))?;
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
            let limit = DEEPEST;
            return Err(FileError::JsonDepth { file: self.file.into(), byte: self.byte(self.at), limit });
        }
        if self.array.lengths.len() == depth {
            self.array.lengths.push(None);
        }
        if self.array.rank.is_some_and(|rank| rank <= depth) {
            self.refuse_mixed(self.at);
        }
        self.at += 1;
        let mut found = 0;
        if self.peek() == Some(b']') {
            self.at += 1;
        } else {
            loop {
                self.value(depth + 1)?;
                found += 1;
                if self.separator(b']')? {
                    break;
                }
            }
        }
        let wanted = *self.array.lengths[depth].get_or_insert(found);
        if found != wanted {
            let (line, byte) = self.where_is(self.at - 1);
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

    /// Skips a value; its arrays and objects count towards the limit of nesting.
    fn passed(&mut self, depth: usize) -> Result<(), FileError> {
        let limit = DEEPEST;
        if depth > limit {
            return Err(FileError::JsonDepth { file: self.file.into(), byte: self.byte(self.at), limit });
        }
        match self.peek() {
            Some(b'{') => self.object(|parser, _| parser.passed(depth + 1)),
            Some(b'"') => self.string().map(drop),
            Some(b'[') => {
                self.at += 1;
                if self.peek() == Some(b']') {
                    self.at += 1;
                    return Ok(());
                }
                loop {
                    self.passed(depth + 1)?;
                    if self.separator(b']')? {
                        return Ok(());
                    }
                }
            }
            _ => {
                let at = self.at;
                let word = self.word()?;
                let known = matches!(word, "null" | "true" | "false" | "NaN" | "Infinity" | "-Infinity");
                if known || number(word).is_some() { Ok(()) } else { Err(self.no_json_at(at)) }
            }
        }
    }

    /// Calls `member` with each key, at the start of its value.
    fn object(
        &mut self,
        mut member: impl FnMut(&mut Self, String) -> Result<(), FileError>,
    ) -> Result<(), FileError> {
        self.at += 1;
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(());
        }
        loop {
            if self.peek() != Some(b'"') {
                return Err(self.no_json());
            }
            let key = self.string()?;
            if self.peek() != Some(b':') {
                return Err(self.no_json());
            }
            self.at += 1;
            member(self, key)?;
            if self.separator(b'}')? {
                return Ok(());
            }
        }
    }

    /// Whether the list ends after the current element.
    fn separator(&mut self, end: u8) -> Result<bool, FileError> {
        match self.peek() {
            Some(b',') => self.at += 1,
            Some(b) if b == end => {
                self.at += 1;
                return Ok(true);
            }
            _ => return Err(self.no_json()),
        }
        Ok(false)
    }

    fn string(&mut self) -> Result<String, FileError> {
        let bytes = self.text.as_bytes();
        let mut end = self.at + 1;
        while *bytes.get(end).ok_or_else(|| self.no_json_at(bytes.len()))? != b'"' {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        let token = self.text.get(self.at..=end);
        let read = token.and_then(|token| serde_json::from_str(token).ok());
        let string = read.ok_or_else(|| self.no_json())?;
        self.at = end + 1;
        Ok(string)
    }

    /// The bytes of a number or a word; at least one.
    fn word(&mut self) -> Result<&'a str, FileError> {
        let rest = &self.text.as_bytes()[self.at..];
        let part = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
        let length = rest.iter().position(|b| !part(b)).unwrap_or(rest.len());
        if length == 0 {
            return Err(self.no_json());
        }
        self.at += length;
        Ok(&self.text[self.at - length..self.at])
    }

    /// The next byte that is not a space.
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at)?, b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
        Some(bytes[self.at])
    }

    /// Keeps the first error of an array.
    fn refuse(&mut self, error: FileError) {
        self.array.refusal.get_or_insert(error);
    }

    fn refuse_value(&mut self, at: usize) {
        if self.array.refusal.is_none() {
            let (line, byte) = self.where_is(at);
            let found = excerpt(&self.text[at..self.at]);
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

    fn no_json(&mut self) -> FileError {
        self.no_json_at(self.at)
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

/// A number by JSON's grammar, which is narrower than Rust's: no `+1`, `.5`, `1.` or `infinity`.
fn number(word: &str) -> Option<f32> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (mantissa, exponent) = word.split_once(['e', 'E']).map_or((word, None), |(m, e)| (m, Some(e)));
    let mantissa = mantissa.strip_prefix('-').unwrap_or(mantissa);
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(w, f)| (w, Some(f)));
    let whole_ok = digits(whole) && (whole == "0" || !whole.starts_with('0'));
    let exponent_ok = exponent.is_none_or(|e| digits(e.strip_prefix(['+', '-']).unwrap_or(e)));
    (whole_ok && fraction.is_none_or(digits) && exponent_ok).then(|| word.parse().ok())?
}
