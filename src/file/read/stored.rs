//! A tensor in a container whose tensors each have values of their own: where these are, or why they cannot be read.

use std::ops::Range;

use super::elements::Coding;
use super::inflate::Packed;
use super::listing::{Entry, Finding};
use super::reading::{Plan, Reading};
use super::sentences::{self, FileError, Note, few, shown};

/// A tensor of a list.
#[derive(Debug)]
pub(super) struct Stored {
    pub(super) name: String,
    /// The name of its type.
    pub(super) dtype: String,
    pub(super) shape: Vec<u64>,
    /// The product of its shape.
    pub(super) count: u64,
    /// The file of the model that it lies in.
    pub(super) part: usize,
    pub(super) values: Result<Values, Box<FileError>>,
}

/// Where values are.
#[derive(Debug)]
pub(super) struct Values {
    pub(super) coding: Coding,
    /// Whether the first axis varies fastest.
    pub(super) fortran: bool,
    /// The offset of the first value, in the file or in the member of an archive.
    pub(super) start: u64,
    /// The member of an archive, if it is compressed.
    pub(super) packed: Option<Packed>,
    /// The number of bytes of values that are numbers of variable length.
    pub(super) varints: Option<u64>,
}

impl Stored {
    pub(super) fn entry(&self) -> Entry {
        Entry {
            name: self.name.clone(),
            shape: self.shape.clone(),
            dtype: self.dtype.clone(),
            count: self.count,
            readable: self.values.is_ok(),
            part: self.part,
            part_of: None,
            stored_bits: None,
        }
    }

    /// Begins to read it, or some of its rows, under the name of its entry.
    ///
    /// # Errors
    /// When it has no values, they cannot be read, or they are too many and cannot be read by rows.
    pub(super) fn reading(
        &self,
        file: &str,
        name: &str,
        first: Option<Note>,
        rows: Option<Range<u64>>,
    ) -> Result<Reading, FileError> {
        let place = place(file, name);
        let Values { coding, fortran, start, packed, varints } =
            self.values.as_ref().map_err(|e| (**e).clone())?;
        if self.count == 0 {
            return Err(FileError::NoValues { place, shape: shown(&self.shape) });
        }
        let plan = Plan {
            name: name.into(),
            place,
            shape: self.shape.clone(),
            coding: *coding,
            fortran: *fortran,
            start: *start,
            packed: packed.clone(),
            notes: first.into_iter().collect(),
        };
        match varints {
            Some(bytes) => Reading::varints(plan, *bytes, rows),
            None => Reading::of_rows(plan, rows),
        }
    }
}

/// Where a tensor is, for an error. One without a name has that of the file.
pub(super) fn place(file: &str, tensor: &str) -> String {
    if file == tensor { file.into() } else { sentences::place(file, tensor) }
}

/// What is wrong with the tensors of a file: the first fault, and which others have one. Types that are not read are no faults.
pub(super) fn findings(file: &str, tensors: &[Stored]) -> Vec<Finding> {
    let fault = |stored: &Stored| match &stored.values {
        Err(error) if !matches!(**error, FileError::Dtype { .. }) => Some((**error).clone()),
        _ => None,
    };
    let mut faulty = tensors.iter().filter(|stored| fault(stored).is_some());
    let Some(first) = faulty.next().and_then(fault) else { return Vec::new() };
    let mut findings = vec![Finding::Fault(first)];
    let more: Vec<&str> = faulty.map(|stored| &*stored.name).collect();
    if !more.is_empty() {
        let tensors = few(more.len(), more.iter());
        findings.push(Finding::Note(Note::TensorsUnread { file: file.into(), tensors }));
    }
    findings
}
