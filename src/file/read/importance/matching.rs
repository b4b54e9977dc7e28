//! Which importance of a file weighs a tensor.
//!
//! ```text
//! candidates = the entry of the tensor's name; where there is none, the entries with a value for each of its columns
//! used       = the only candidate, if it is one matrix of that many columns and no value is negative or not finite
//! ```

use super::Importance;
use crate::{
    file::read::sentences::{Note, excerpt, listed},
    tensor::Tensor,
};

impl Importance {
    /// The importance of each column of a tensor by one of the entries that `file` has, if one is meant, and what there is to say of it.
    /// `axis` is the axis that gave the tensor its rows.
    pub fn weighing<'a>(
        file: &str,
        entries: &'a [Self],
        tensor: &Tensor,
        axis: usize,
    ) -> (Option<&'a [f32]>, Note) {
        match Self::meant(file, entries, tensor, axis) {
            Ok(entry) => {
                let note = Note::Weighed { file: file.into(), entry: excerpt(&entry.name) };
                (Some(&entry.rows), note)
            }
            Err(note) => (None, note),
        }
    }

    /// The importance of each column of a matrix by an entry under one of its names; None of several experts in one tensor.
    pub fn named<'a>(entries: &'a [Self], names: &[String], shape: &[usize]) -> Option<&'a [f32]> {
        let found = entries.iter().find(|entry| names.contains(&entry.name))?;
        let columns: usize = shape.iter().skip(1).product();
        let usable = found.rows.len() == columns && found.rows.iter().all(|h| h.is_finite() && *h >= 0.0);
        (shape.len() > 1 && usable).then_some(&*found.rows)
    }

    fn meant<'a>(file: &str, entries: &'a [Self], tensor: &Tensor, axis: usize) -> Result<&'a Self, Note> {
        let file = || file.to_string();
        let columns = tensor.columns();
        if axis > 0 {
            return Err(Note::WeighedAxis { file: file() });
        }
        let fits = |entry: &&Self| entry.matrices == 1 && entry.rows.len() == columns;
        let entry = match entries.iter().find(|entry| entry.name == tensor.name()) {
            Some(named) => Some(named).filter(fits).ok_or_else(|| Note::WeighedMatrices {
                file: file(),
                entry: excerpt(&named.name),
                found: named.rows.len(),
                columns,
            })?,
            None => match *entries.iter().filter(fits).collect::<Vec<_>>() {
                [only] => only,
                [] => {
                    return Err(Note::WeighedByNone {
                        file: file(),
                        tensor: excerpt(tensor.name()),
                        columns,
                    });
                }
                ref several => {
                    let names = listed(several.iter().map(|entry| entry.name.as_str()));
                    return Err(Note::WeighedBySeveral {
                        file: file(),
                        tensor: excerpt(tensor.name()),
                        columns,
                        names,
                    });
                }
            },
        };
        match entry.rows.iter().all(|weight| weight.is_finite() && *weight >= 0.0) {
            true => Ok(entry),
            false => Err(Note::WeighedWrongly { file: file(), entry: excerpt(&entry.name) }),
        }
    }
}
