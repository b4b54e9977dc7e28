//! `model.safetensors.index.json`: which tensor lies in which file.
//!
//! Format: `{"metadata": {"total_size": bytes}, "weight_map": {tensor: file}}`, as transformers' `save_pretrained` writes it.

use std::collections::BTreeMap;

use crate::file::read::json_reader::{Fault, Reader, is_number};

/// Objects and lists in what an index is not asked for.
const DEEPEST: usize = 64;

/// What an index says.
#[derive(Debug)]
pub(super) struct Index {
    /// Its own name.
    pub(super) file: String,
    /// The files that it names, each once.
    pub(super) shards: Vec<String>,
    /// For each tensor the place of its file in `shards`.
    pub(super) tensors: Vec<(String, usize)>,
    /// The bytes of all tensors together, where it says so.
    pub(super) total: Option<f64>,
}

impl Index {
    /// # Errors
    /// What is wrong with the text.
    pub(super) fn read(file: &str, text: &str) -> Result<Self, String> {
        let mut reader = Reader::new(text);
        let mut index = Self { file: file.into(), shards: Vec::new(), tensors: Vec::new(), total: None };
        let mut known = BTreeMap::new();
        let mut mapped = false;
        let read = members(&mut reader, |reader, key| match key {
            "weight_map" => {
                mapped = true;
                members(reader, |reader, tensor| {
                    let shard = reader.string()?;
                    let place = *known.entry(shard).or_insert_with_key(|shard: &String| {
                        index.shards.push(shard.clone());
                        index.shards.len() - 1
                    });
                    index.tensors.push((tensor.into(), place));
                    Ok(())
                })
            }
            "metadata" if reader.peek() == Some(b'{') => members(reader, |reader, key| {
                if key != "total_size" || reader.peek() == Some(b'"') {
                    return reader.skip(DEEPEST);
                }
                let word = reader.word()?;
                index.total = is_number(word).then(|| word.parse().ok()).flatten();
                Ok(())
            }),
            _ => reader.skip(DEEPEST),
        });
        match read {
            Err(Fault::Syntax(at)) => Err(format!("no JSON of this form at byte {at}")),
            Err(Fault::Depth(at)) => {
                Err(format!("more than {DEEPEST} lists and objects in each other at byte {at}"))
            }
            Ok(()) if !mapped => Err("it has no weight_map".into()),
            Ok(()) => Ok(index),
        }
    }
}

/// Calls `member` with each key of an object, at the start of its value.
fn members(
    reader: &mut Reader<'_>,
    mut member: impl FnMut(&mut Reader<'_>, &str) -> Result<(), Fault>,
) -> Result<(), Fault> {
    reader.begin(b'{')?;
    let mut first = true;
    while let Some(key) = reader.key(first)? {
        first = false;
        member(reader, &key)?;
    }
    Ok(())
}

/// Whether a name is that of a file in the same folder: no path, no address, no name of a drive.
pub(super) fn is_plain(name: &str) -> bool {
    !name.is_empty() && name != "." && name != ".." && !name.contains(['/', '\\', ':', '\0'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_names_each_file_once() {
        let text = r#"{"metadata": {"total_size": 12, "format": {"a": [1]}}, "weight_map": {"a": "x", "b": "y", "c": "x"}}"#;
        let index = Index::read("i", text).unwrap();
        assert_eq!(index.shards, ["x", "y"]);
        assert_eq!(index.tensors, [("a".into(), 0), ("b".into(), 1), ("c".into(), 0)]);
        assert_eq!(index.total, Some(12.0));
    }

    #[test]
    fn what_is_no_index_is_said() {
        for (text, part) in [
            ("", "byte 0"),
            ("[]", "byte 0"),
            ("{}", "no weight_map"),
            (r#"{"weight_map": ["a"]}"#, "byte 15"),
            (r#"{"weight_map": {"a": 1}}"#, "byte 21"),
            (r#"{"weight_map": {"a": "x""#, "byte"),
        ] {
            let error = Index::read("i", text).unwrap_err();
            assert!(error.contains(part), "{text}: {error}");
        }
    }

    #[test]
    fn only_names_in_the_same_folder_are_plain() {
        for name in ["model-00001-of-00002.safetensors", "..a", "a b"] {
            assert!(is_plain(name), "{name}");
        }
        for name in ["", ".", "..", "../a", "a/b", "a\\b", "C:a", "https://a", "a\0"] {
            assert!(!is_plain(name), "{name}");
        }
    }
}
