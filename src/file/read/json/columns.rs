//! Columns that JSON has record by record, or one after the other.

use std::collections::BTreeMap;

use super::Array;
use crate::file::read::decimal::Inexact;
use crate::file::read::listing::MAX_FILE_VALUES;

/// The arrays of records.
#[derive(Default)]
pub(super) struct Columns {
    pub(super) arrays: Vec<Array>,
    /// The array of each key; none for a key whose first value is text or an object.
    indices: BTreeMap<String, Option<usize>>,
    /// The last record, from 1, that had a value for an array.
    seen: Vec<u64>,
    pub(super) skipped: Vec<String>,
    pub(super) rows: u64,
    /// How many values are missing in all, and may be: a small file could claim any number of them.
    misses: u64,
    most: u64,
}

impl Columns {
    /// `most`: how many values may be missing.
    pub(super) fn new(most: u64) -> Self {
        Self { most, ..Self::default() }
    }

    /// Whether more values are missing than may be.
    pub(super) fn is_sparse(&self) -> bool {
        self.misses > self.most
    }

    /// The array for a value of a key; `None` for a key whose first value is text or an object.
    pub(super) fn index(&mut self, key: String, text: bool) -> Option<usize> {
        if let Some(&index) = self.indices.get(&key) {
            if let Some(index) = index {
                self.seen[index] = self.rows + 1;
            }
            return index;
        }
        let index = (!text).then_some(self.arrays.len());
        self.indices.insert(key.clone(), index);
        if text {
            self.skipped.push(key);
            return None;
        }
        self.seen.push(self.rows + 1);
        let mut array = Array { key: Some(key), lengths: vec![None], ..Array::default() };
        // Records before this one did not have the key.
        self.misses += self.rows;
        if self.misses <= self.most {
            (0..self.rows).for_each(|_| array.miss());
        }
        self.arrays.push(array);
        index
    }

    /// Ends a record: the arrays of keys that it does not have miss a value.
    pub(super) fn end_row(&mut self) {
        self.rows += 1;
        for (array, &seen) in self.arrays.iter_mut().zip(&self.seen) {
            if seen != self.rows {
                array.miss();
                self.misses += 1;
            }
        }
    }
}

/// Arrays, and before them all of their values row by row, if they are several columns of one length.
pub(super) fn side_by_side(mut arrays: Vec<Array>) -> Vec<Array> {
    let rows = arrays.first().map_or(0, |array| array.count);
    let column = |array: &Array| {
        array.refusal.is_none()
            && array.lengths.len() == 1
            && array.count == rows
            && array.values.len() as u64 == rows
    };
    let count = rows.saturating_mul(arrays.len() as u64);
    if arrays.len() < 2 || rows == 0 || count > MAX_FILE_VALUES as u64 || !arrays.iter().all(column) {
        return arrays;
    }
    let values =
        (0..rows as usize).flat_map(|row| arrays.iter().map(move |array| array.values[row])).collect();
    let sum = |count: fn(&Array) -> usize| arrays.iter().map(count).sum();
    let mut inexact = Inexact::default();
    arrays.iter().for_each(|array| inexact.add(array.inexact));
    let whole = Array {
        lengths: vec![Some(rows), Some(arrays.len() as u64)],
        rank: Some(2),
        count,
        values,
        inexact,
        booleans: sum(|array| array.booleans),
        missing: sum(|array| array.missing),
        ..Array::default()
    };
    arrays.insert(0, whole);
    arrays
}
