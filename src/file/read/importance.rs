//! Importance matrices of llama.cpp: how much the input channels of each weight matter, `E[x²]` over the tokens of a calibration text.
//!
//! ```text
//! GGUF      for each weight  NAME.in_sum2  columns × matrices   Σ x² over the tokens seen
//!                            NAME.counts   1 × matrices         how many these are
//!           importance = in_sum2 / counts, in f32
//! .dat      older; little-endian, without a magic number
//!           i32 entries; for each  i32 length, name, i32 calls, i32 n, n × f32;  then, where it is not cut off, i32 chunks, i32 length, data set
//!           importance = value / calls, in f32; the value itself for 0 calls
//! ```
//! A weight of several experts has a matrix for each. One that received no token tells nothing about its inputs: all of its importance is 1.
//!
//! Layout: `tools/imatrix` and `common/imatrix-loader` of <https://github.com/ggml-org/llama.cpp>.

mod matching;

use super::listing::Entry;
use super::model;
use super::pieces::{Pieces, Stop};
use super::reading::Reading;
use super::sentences::{FileError, excerpt};

const SUMS: &str = ".in_sum2";
const COUNTS: &str = ".counts";
/// The longest name and the most entries that a file without a magic number is believed to have.
const LONGEST_NAME: usize = 512;
const MOST_ENTRIES: usize = 1 << 20;
/// The largest file that is read as importance, in bytes.
pub(super) const LARGEST: u64 = 1 << 29;
/// How many bytes it takes to recognize the older layout.
pub(super) const HEAD: u64 = 12 + LONGEST_NAME as u64 + 4;

/// The importance of the input channels of one weight.
#[derive(Debug, Clone, PartialEq)]
pub struct Importance {
    /// The name of the weight.
    pub name: String,
    /// Mean squares of the inputs: one for each column, matrix by matrix.
    pub rows: Vec<f32>,
    /// The number of matrices: that of the experts, or 1. The older layout does not say it: there it is 1, and `rows` has all of them.
    pub matrices: usize,
}

impl Importance {
    /// Reads the importance matrices of a file, from its bytes, in the order of the file.
    ///
    /// # Errors
    /// When it is malformed, or is a GGUF file without importance.
    pub fn read(file: &str, bytes: &[u8]) -> Result<Vec<Self>, FileError> {
        if bytes.starts_with(b"GGUF") { of_gguf(file, bytes) } else { of_dat(file, bytes) }
    }

    /// Whether tensors of these names are sums of an importance matrix.
    pub(super) fn is_in(entries: &[Entry]) -> bool {
        entries.iter().any(|entry| entry.name.ends_with(SUMS))
    }

    /// Whether a file that begins like this can have the older layout.
    pub(super) fn may_begin(head: &[u8]) -> bool {
        let mut rest = head;
        let entries = number(&mut rest).is_some_and(|n| (1..=MOST_ENTRIES).contains(&n));
        let length = number(&mut rest).filter(|n| (1..=LONGEST_NAME).contains(n));
        let name = length.and_then(|length| std::str::from_utf8(rest.split_off(..length)?).ok());
        let named = name.is_some_and(|name| !name.contains(char::is_control));
        entries && named && number(&mut rest).is_some() && number(&mut rest).is_some_and(|n| n > 0)
    }

    /// How it is listed: rows of one matrix each.
    pub(super) fn entry(&self) -> Entry {
        let (count, matrices) = (self.rows.len() as u64, self.matrices as u64);
        Entry {
            name: self.name.clone(),
            shape: vec![matrices, count / matrices],
            dtype: "importance".into(),
            count,
            readable: false,
            part: 0,
            part_of: None,
            stored_bits: None,
        }
    }

    /// The importance of each matrix of a tensor, in order, if it is this one's: a row of one value for each of the tensor's columns, which its
    /// last dimension counts. The dimensions before the last two count its matrices.
    pub fn of(&self, name: &str, shape: &[usize]) -> Option<std::slice::ChunksExact<'_, f32>> {
        let (&columns, before) = shape.split_last()?;
        let matrices: usize = before.iter().rev().skip(1).product();
        (self.name == name && columns > 0 && self.rows.len() == columns * matrices)
            .then(|| self.rows.chunks_exact(columns))
    }
}

/// # Errors
/// When the head is malformed, when nothing in it is importance, and when sums have no counts that match.
fn of_gguf(file: &str, bytes: &[u8]) -> Result<Vec<Importance>, FileError> {
    let gguf = model::gguf(file, &Pieces::whole(bytes)).map_err(|stop| match stop {
        Stop::Refused(error) => error,
        Stop::Missing(_) => FileError::Unreachable { file: file.into() },
    })?;
    let entries = gguf.entries();
    let values = |index: usize| -> Result<Vec<f32>, FileError> {
        let mut reading = Reading::new(gguf.plan(file, index)?)?;
        while let Some(range) = reading.wants() {
            reading.give(bytes.get(range.start as usize..range.end as usize).unwrap_or_default())?;
        }
        Ok(reading.finish()?.tensor.values().to_vec())
    };
    let mut found = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let Some(name) = entry.name.strip_suffix(SUMS) else { continue };
        let unmatched = || FileError::ImportanceCounts { file: file.into(), tensor: excerpt(name) };
        let beside = |other: &str| other.strip_suffix(COUNTS) == Some(name);
        let counts = entries.iter().position(|other| beside(&other.name)).ok_or_else(unmatched)?;
        // Trailing dimensions of 1 are not written; the fastest comes last here.
        let matrices = entry.shape.iter().rev().skip(1).product::<u64>();
        if entry.count == 0 || entries[counts].count != matrices {
            return Err(unmatched());
        }
        let (mut rows, counts) = (values(index)?, values(counts)?);
        if counts.len() as u64 != matrices || rows.len() as u64 != entry.count {
            return Err(unmatched());
        }
        let columns = rows.len() / counts.len();
        for (row, &count) in rows.chunks_exact_mut(columns).zip(&counts) {
            row.iter_mut().for_each(|sum| *sum = if count == 0.0 { 1.0 } else { *sum / count });
        }
        found.push(Importance { name: name.into(), rows, matrices: counts.len() });
    }
    if found.is_empty() {
        return Err(FileError::NoImportance { file: file.into() });
    }
    Ok(found)
}

/// # Errors
/// When it ends before its entries do, or announces what cannot be.
fn of_dat(file: &str, bytes: &[u8]) -> Result<Vec<Importance>, FileError> {
    let mut rest = bytes;
    let damaged =
        |rest: &[u8]| FileError::ImportanceEnd { file: file.into(), byte: bytes.len() - rest.len() };
    let entries = number(&mut rest).filter(|&n| n > 0).ok_or_else(|| damaged(bytes))?;
    let mut found = Vec::new();
    for _ in 0..entries {
        let at = rest;
        found.push(entry(&mut rest).ok_or_else(|| damaged(at))?);
    }
    Ok(found)
}

/// The entry that `rest` begins with.
fn entry(rest: &mut &[u8]) -> Option<Importance> {
    let length = number(rest)?;
    let name = std::str::from_utf8(rest.split_off(..length)?).ok()?.to_string();
    let (calls, columns) = (number(rest)?, number(rest).filter(|&n| n > 0)?);
    let values = rest.split_off(..columns.checked_mul(4)?)?;
    let calls = if calls == 0 { 1.0 } else { calls as f32 };
    let rows = values.as_chunks().0.iter().map(|&value| f32::from_le_bytes(value) / calls).collect();
    Some(Importance { name, rows, matrices: 1 })
}

/// An i32 that is not negative.
fn number(rest: &mut &[u8]) -> Option<usize> {
    let (number, behind) = rest.split_first_chunk()?;
    *rest = behind;
    i32::from_le_bytes(*number).try_into().ok()
}
