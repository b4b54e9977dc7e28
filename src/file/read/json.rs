//! JSON: an array of numbers nested to any rank, or an object of such arrays; and what pandas writes: a list of records, an object of
//! columns, and lines of JSON, each of which has an element. Columns of equal length are also read side by side.
//!
//! This is our own parser: it needs one pass and no tree of values, and an error knows its place.
//! Beside the grammar of RFC 8259 it reads `NaN`, `Infinity` and `-Infinity`, as Python writes them, also between quotes, as writers of
//! strict JSON do. Objects in objects are listed by their path: `layer/weight`.
//!
//! ```text
//! shape:  each level's arrays must have one length; all numbers must lie at one depth
//! an array that breaks this, or has another value than a number, keeps its first error; reading continues, so that the
//! other arrays of an object stay readable. Only malformed JSON ends the reading.
//! ```

mod columns;
mod parser;

use super::decimal::Inexact;
use super::listing::{Entry, Loaded, MAX_FILE_VALUES};
use super::pieces::{Pieces, Stop};
use super::sentences::{FileError, Note, listed, place, shown};
use super::text::decoded;
use crate::tensor::Tensor;
use parser::Parser;

/// The deepest nesting of arrays and objects: as many as numpy has axes.
const DEEPEST: usize = 64;

/// The arrays of a file.
#[derive(Debug)]
pub(super) struct Json {
    /// Of columns side by side, the first array has all of them.
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
    inexact: Inexact,
    booleans: usize,
    missing: usize,
    refusal: Option<Box<FileError>>,
}

impl Json {
    /// # Errors
    /// When the text is not JSON, or has no numbers.
    pub(super) fn read(file: &str, pieces: &Pieces<'_>) -> Result<Self, Stop> {
        let (text, mark) = decoded(file, pieces)?;
        Ok(Parser::new(file, text, mark).file()?)
    }

    /// The array that is shown first: in pandas' orientation `split`, the data, not the index.
    pub(super) fn main(&self) -> Option<usize> {
        let has = |key: &str| self.arrays.iter().any(|array| array.key.as_deref() == Some(key));
        let split = self.skipped.iter().any(|key| key == "columns") || has("columns");
        let data = || self.arrays.iter().position(|array| array.key.as_deref() == Some("data"));
        if split { data() } else { None }
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
                part: 0,
                part_of: None,
                stored_bits: None,
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
            return Err(*refusal.clone());
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
            some(array.missing, |count| Note::Missing { count }),
        ];
        let skipped =
            skipped.then(|| Note::Skipped { names: listed(self.skipped.iter().map(String::as_str)) });
        let notes = notes.into_iter().flatten().chain(array.inexact.notes()).chain(skipped);
        Ok(Loaded { tensor, notes: notes.collect() })
    }
}

impl Json {
    /// The same arrays as members of `key`.
    fn below(self, key: &str) -> Self {
        let below = |name: &str| format!("{key}/{name}");
        let array = |array: Array| {
            let name = array.key.as_deref().map_or_else(|| key.into(), below);
            Array { key: Some(name), ..array }
        };
        Self {
            arrays: self.arrays.into_iter().map(array).collect(),
            skipped: self.skipped.iter().map(|name| below(name)).collect(),
        }
    }
}

impl Array {
    /// Takes a missing value, as the element of a column.
    fn miss(&mut self) {
        self.missing += 1;
        self.count += 1;
        self.rank.get_or_insert(1);
        self.values.push(f32::NAN);
    }

    fn shape(&self) -> Vec<u64> {
        // Only an array with an error has a level without an end.
        self.lengths.iter().map(|length| length.unwrap_or(0)).collect()
    }

    fn place(&self, file: &str) -> String {
        self.key.as_ref().map_or_else(|| file.into(), |key| place(file, key))
    }
}
