//! Files for JavaScript: it fetches the requested parts, and they become listings and tensors here.

use std::ops::Range;

use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use super::{into_error, into_note, record, records::ListingRecord, set, stored::grid_record};
use crate::data::{DataError, DataSpec};
use crate::file::read::{self, Importance, Loaded, OpenFile, Opening, Step};
use serde::{Deserialize, Serialize};

/// A file. First it is opened from the parts that it requests; then its tensors are listed and read.
#[wasm_bindgen]
#[derive(Debug)]
pub struct File {
    name: String,
    state: State,
}

#[derive(Debug)]
enum State {
    Opening(Opening<'static>),
    Open(OpenFile),
}

#[wasm_bindgen]
impl File {
    /// The file called `name` of `size` bytes. `data` is a notation of it, which may say how a table is read.
    #[wasm_bindgen(constructor)]
    pub fn new(name: &str, size: f64, data: Option<String>) -> Self {
        let spec = data.and_then(|data| data.parse::<DataSpec>().ok());
        let decimal = spec.and_then(|spec| spec.options().decimal);
        let opening = Opening::new(name, size as u64).with_decimal(decimal);
        Self { name: name.into(), state: State::Opening(opening) }
    }

    /// The model called `name`, which consists of files of these names and sizes. Offsets of bytes count from the beginning of the
    /// first file, as if the files stood one behind the other.
    pub fn model(name: &str, names: Vec<String>, sizes: Vec<f64>) -> Self {
        let sizes = sizes.iter().map(|&size| size as u64);
        let parts: Vec<(&str, u64)> = names.iter().map(String::as_str).zip(sizes).collect();
        Self { name: name.into(), state: State::Opening(Opening::model(name, &parts)) }
    }

    /// Continues with the bytes given so far. Returns the range to give next, or nothing if the file is open.
    ///
    /// # Errors
    /// A sentence about what is wrong with the file.
    pub fn step(&mut self) -> Result<JsValue, js_sys::Error> {
        let State::Opening(opening) = &mut self.state else { return Ok(JsValue::UNDEFINED) };
        match opening.step().map_err(|e| into_error(&e))? {
            Step::Wants(range) => Ok(range_record(range)),
            Step::Open(file) => {
                self.state = State::Open(*file);
                Ok(JsValue::UNDEFINED)
            }
        }
    }

    /// Takes the bytes from `start` on.
    pub fn give(&mut self, start: f64, bytes: Vec<u8>) {
        if let State::Opening(opening) = &mut self.state {
            opening.give(start as u64, bytes);
        }
    }

    /// Its tensors: `{name, parts, entries: [{name, shape, dtype, count, readable, part}], first, importance, notes}`.
    ///
    /// # Errors
    /// When the file is not open yet.
    pub fn listing(&self) -> Result<JsValue, js_sys::Error> {
        let listing = self.open()?.listing();
        let out: js_sys::Object = record(&ListingRecord::new(&self.name, listing)).unchecked_into();
        set(&out, "notes", &listing.notes.iter().map(into_note).collect::<js_sys::Array>());
        Ok(out.into())
    }

    /// The tensor of a reading as [`Reading::tensor`] gives it. If this importance matrix weighs it, it also has `importance`: a value for each
    /// column. A note says so, or why not.
    ///
    /// # Errors
    /// Those of [`Reading::tensor`]; when the file is not open yet.
    pub fn weighed(&self, reading: Reading, data: &str) -> Result<JsValue, js_sys::Error> {
        let entries = self.open()?.importance();
        let (spec, Loaded { tensor, mut notes }) = reading.loaded(data)?;
        let (row, note) = Importance::weighing(&self.name, entries, &tensor, spec.options().axis as usize);
        notes.push(note);
        let out = read_record(Loaded { tensor, notes });
        row.into_iter().for_each(|row| set(&out, "importance", &js_sys::Float32Array::from(row)));
        Ok(out.into())
    }

    /// Begins to read a tensor; without a name, the first one that has values.
    ///
    /// # Errors
    /// A sentence when there is no such tensor, or when it cannot be read.
    pub fn read(&self, tensor: Option<String>) -> Result<Reading, js_sys::Error> {
        let reading = self.open()?.read(tensor.as_deref()).map_err(|e| into_error(&e))?;
        Ok(Reading(reading))
    }
}

impl File {
    pub(super) fn open(&self) -> Result<&OpenFile, js_sys::Error> {
        match &self.state {
            State::Open(file) => Ok(file),
            State::Opening(_) => Err(js_sys::Error::new("the file is not open yet")),
        }
    }
}

/// A tensor that is being read.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Reading(pub(super) read::Reading);

#[wasm_bindgen]
impl Reading {
    /// The range of bytes to give next, or nothing when all values are read.
    pub fn wants(&self) -> JsValue {
        self.0.wants().map_or(JsValue::UNDEFINED, range_record)
    }

    /// Takes the requested bytes.
    ///
    /// # Errors
    /// A sentence when they cannot be decompressed.
    pub fn give(&mut self, bytes: &[u8]) -> Result<(), js_sys::Error> {
        self.0.give(bytes).map_err(|e| into_error(&e))
    }

    /// The share of the bytes that is read, 0 to 1.
    pub fn progress(&self) -> f64 {
        self.0.progress()
    }

    /// The tensor that a data notation means, when all is read: `{name, shape, photograph, values, notes}`, and `stored`, the grid that
    /// the file stores it on, if it has one. Another instance can take it.
    ///
    /// # Errors
    /// A sentence when the notation is refused, when the file ended before its values did, or when there is no such axis.
    pub fn tensor(self, data: &str) -> Result<JsValue, js_sys::Error> {
        let (_, loaded) = self.loaded(data)?;
        Ok(read_record(loaded).into())
    }
}

impl Reading {
    fn loaded(self, data: &str) -> Result<(DataSpec, Loaded), js_sys::Error> {
        let spec: DataSpec = data.parse().map_err(|e| into_error(&e))?;
        let loaded = self.0.finish().map_err(|e| into_error(&e))?;
        let loaded = spec.options().apply(loaded).map_err(|e| into_error(&e))?;
        Ok((spec, loaded))
    }
}

/// A tensor on its way to another instance.
fn read_record(Loaded { tensor, notes }: Loaded) -> js_sys::Object {
    let (name, shape) = (tensor.name().to_owned(), tensor.shape().to_vec());
    let out: js_sys::Object =
        record(&ReadRecord { name, shape, photograph: tensor.is_photograph() }).unchecked_into();
    if let Some(grid) = tensor.stored() {
        set(&out, "stored", &grid_record(grid));
    }
    let values = tensor.into_numbers();
    set(&out, "values", &js_sys::Float32Array::from(values.as_slice()));
    set(&out, "notes", &notes.iter().map(into_note).collect::<js_sys::Array>());
    out
}

/// Which files of a folder are one model: `[{name, files}]`, with the places of its files. `texts` has the text of each file that is an
/// index, and nothing for the others.
#[wasm_bindgen]
pub fn group_files(names: Vec<String>, texts: Vec<JsValue>) -> JsValue {
    let texts: Vec<Option<String>> = texts.iter().map(JsValue::as_string).collect();
    let files: Vec<(&str, Option<&str>)> =
        names.iter().zip(&texts).map(|(name, text)| (&**name, text.as_deref())).collect();
    let groups = read::groups(&files).into_iter();
    record(&groups.map(|read::Group { name, files }| GroupRecord { name, files }).collect::<Vec<_>>())
}

#[derive(Debug, Serialize)]
struct GroupRecord {
    name: String,
    files: Vec<usize>,
}

/// Begins to read a file of `size` bytes without a format, as the data notation describes it: `file(NAME):f16:128x512`.
///
/// # Errors
/// A sentence when the notation is malformed or lacks dtype and shape, and when the file has fewer bytes than these need.
#[wasm_bindgen]
pub fn read_raw(data: &str, size: f64) -> Result<Reading, js_sys::Error> {
    let spec: DataSpec = data.parse().map_err(|e| into_error(&e))?;
    match spec {
        DataSpec::File { name, raw: Some(raw), .. } | DataSpec::Url { address: name, raw: Some(raw), .. } => {
            raw.read(&name, size as u64).map(Reading).map_err(|e| into_error(&e))
        }
        _ => Err(into_error(&DataError::Raw { given: data.into() })),
    }
}

/// A tensor that was read, without its values.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ReadRecord {
    pub(super) name: String,
    /// The dimensions, rows first.
    pub(super) shape: Vec<usize>,
    pub(super) photograph: bool,
}

/// Offsets are floats: they are exact up to 2⁵³, while a `BigInt` would need a conversion.
pub(super) fn range_record(range: Range<u64>) -> JsValue {
    record(&(range.start as f64, range.end as f64))
}
