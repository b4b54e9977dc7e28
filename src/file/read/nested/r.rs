//! What R prints and writes: vectors with the place of the first element of each line, and arrays whose first axis varies fastest.

use super::parser::{Counts, Parser};
use super::{Nested, Node};
use crate::file::read::bytes::row_major;

/// Reads a printed vector: `[1] 1.5 2.5`, and on the next line `[3] 3.5`. `None` if the text is none.
pub(super) fn printed(text: &str) -> Option<Nested> {
    let (mut values, mut counts) = (Vec::new(), Counts::default());
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let (place, numbers) = line.trim().strip_prefix('[')?.split_once(']')?;
        if place.parse() != Ok(values.len() + 1) || numbers.contains(['[', ']', ',', ';']) {
            return None;
        }
        let list = format!("[{numbers}]");
        let mut parser = Parser::new(&list, 0);
        let Node::List(items) = parser.list(0)? else { return None };
        for item in items {
            let Node::Number(x) = item else { return None };
            values.push(x);
        }
        counts.missing += parser.counts.missing;
        counts.booleans += parser.counts.booleans;
        counts.inexact.add(parser.counts.inexact);
    }
    (!values.is_empty()).then(|| Nested { shape: vec![values.len() as u64], values, counts })
}

/// A call around a vector that gives it a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Call {
    /// `structure(c(…), dim = c(2L, 3L))`, as `dput` writes, and `array(c(…), dim = c(2, 3))`.
    Array,
    /// `matrix(c(…), nrow = 2)`.
    Matrix,
}

impl Call {
    /// The call that the text before a list opens.
    pub(super) fn around(before: &str) -> Option<Self> {
        let outer = before.trim_end().strip_suffix('c')?.trim_end();
        [("structure(", Self::Array), ("array(", Self::Array), ("matrix(", Self::Matrix)]
            .into_iter()
            .find_map(|(word, call)| outer.ends_with(word).then_some(call))
    }

    /// Gives a vector the shape that the arguments behind it say. `None` if they are not understood, or do not fit.
    pub(super) fn shape(self, behind: &str, nested: &mut Nested) -> Option<()> {
        let arguments = behind.trim().trim_end_matches(';').strip_suffix(')')?;
        let count = nested.values.len() as u64;
        let (mut dims, mut by_row): (Vec<Option<u64>>, bool) = (Vec::new(), false);
        for (place, argument) in
            apart(arguments.strip_prefix(',').unwrap_or(arguments)).into_iter().enumerate()
        {
            let (name, value) = match argument.split_once('=') {
                Some((name, value)) => {
                    (name.trim().trim_start_matches('.').to_ascii_lowercase(), value.trim())
                }
                None => (["nrow", "ncol", "byrow"].get(place)?.to_string(), argument),
            };
            match (self, &*name) {
                (Self::Array, "dim") => dims = lengths(value)?.into_iter().map(Some).collect(),
                (Self::Matrix, "nrow" | "ncol") => {
                    dims.resize(2, None);
                    dims[usize::from(name == "ncol")] = Some(length(value)?);
                }
                (Self::Matrix, "byrow") => by_row = matches!(value, "TRUE" | "T"),
                (_, "dimnames" | "names" | "class") => {}
                _ => return None,
            }
        }
        if dims.is_empty() {
            // A matrix without lengths is a column.
            let column = self == Self::Matrix;
            nested.shape = if column { vec![count, 1] } else { vec![count] };
            return (nested.shape.iter().product::<u64>() == count).then_some(());
        }
        let known: u64 = dims.iter().flatten().product();
        let shape: Vec<u64> = dims.iter().map(|dim| dim.unwrap_or(count / known.max(1))).collect();
        if shape.iter().product::<u64>() != count {
            return None;
        }
        if !by_row {
            let lengths: Vec<usize> = shape.iter().map(|&length| length as usize).collect();
            nested.values = row_major(&nested.values, &lengths);
        }
        nested.shape = shape;
        Some(())
    }
}

/// The arguments of a call.
fn apart(text: &str) -> Vec<&str> {
    let (mut depth, mut begin, mut found) = (0, 0, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                found.push(text[begin..at].trim());
                begin = at + 1;
            }
            _ => {}
        }
    }
    found.push(text[begin..].trim());
    found.retain(|argument| !argument.is_empty());
    found
}

fn length(text: &str) -> Option<u64> {
    text.trim().trim_end_matches('L').parse().ok()
}

/// `c(2L, 3L)`, or `2:3` as `dput` shortens it.
fn lengths(text: &str) -> Option<Vec<u64>> {
    if let Some((first, last)) = text.split_once(':') {
        let (first, last) = (length(first)?, length(last)?);
        return (first <= last && last - first < 64).then(|| (first..=last).collect());
    }
    let inside = text.strip_prefix("c(").and_then(|rest| rest.strip_suffix(')'));
    inside.map_or_else(|| Some(vec![length(text)?]), |inside| inside.split(',').map(length).collect())
}
