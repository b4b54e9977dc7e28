//! Parts that are numbered: the tensors of a split GGUF, and shards of safetensors without an index.
//!
//! `gguf-split` writes into each part its number from 0, the number of parts and the number of tensors of all parts. Both kinds
//! are called `NAME-00001-of-00003.ENDING`.

use std::collections::{BTreeMap, BTreeSet};

use crate::file::read::gguf::{Gguf, Head, Split};
use crate::file::read::listing::Finding;
use crate::file::read::sentences::{FileError, Note, excerpt, few};

/// The parts of a name such as `model-00001-of-00003.gguf`: what stands before, the number from 1, how many there are, the ending.
pub(super) fn numbered(file: &str) -> Option<(&str, u32, u32, &str)> {
    let (stem, ending) = file.rsplit_once('.')?;
    let (rest, count) = stem.rsplit_once("-of-")?;
    let (name, number) = rest.rsplit_once('-')?;
    let digits = |text: &str| {
        let five = text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit());
        five.then(|| text.parse().ok()).flatten()
    };
    let (number, count) = (digits(number)?, digits(count)?);
    (1..=count).contains(&number).then_some((name, number, count, ending))
}

fn name_of(name: &str, number: u32, count: u32, ending: &str) -> String {
    format!("{name}-{number:05}-of-{count:05}.{ending}")
}

/// The note on shards that are missing by the names of those that are here.
pub(super) fn missing_shards<'n>(names: impl Iterator<Item = &'n str>) -> Option<Note> {
    let mut families: BTreeMap<(&str, u32, &str), BTreeSet<u32>> = BTreeMap::new();
    for file in names {
        if let Some((name, number, count, ending)) = numbered(file)
            && ["safetensors", "bin"].iter().any(|known| ending.eq_ignore_ascii_case(known))
        {
            families.entry((name, count, ending)).or_default().insert(number);
        }
    }
    families.into_iter().find_map(|((name, count, ending), here)| {
        let missing = count as usize - here.len();
        let absent = (1..=count).filter(|number| !here.contains(number));
        let names = absent.map(|number| name_of(name, number, count, ending));
        (missing > 0).then(|| Note::PartMissing { count, missing, files: few(missing, names) })
    })
}

/// Gives tensors of one name that lie in different files the names of their files.
pub(super) fn name_by_file<'n, 'f>(
    tensors: impl Iterator<Item = (&'n mut String, usize)>,
    files: impl Iterator<Item = &'f str>,
    findings: &mut Vec<Finding>,
) {
    let mut tensors: Vec<(&mut String, usize)> = tensors.collect();
    if tensors.iter().all(|(_, part)| *part == tensors[0].1) {
        return;
    }
    let mut places: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (name, part) in &tensors {
        places.entry((*name).clone()).or_default().insert(*part);
    }
    places.retain(|_, parts| parts.len() > 1);
    if places.is_empty() {
        return;
    }
    let files: Vec<&str> = files.collect();
    for (name, part) in &mut tensors {
        if places.contains_key(*name) {
            **name = format!("{name} ({})", files[*part]);
        }
    }
    let tensors = few(places.len(), places.keys().map(String::as_str));
    findings.push(Finding::Note(Note::TensorInSeveral { tensors }));
}

/// The parts of a GGUF as one, each given with its place among the files.
///
/// # Errors
/// When none of them has a tensor that can be read.
pub(super) fn joined(
    file: &str,
    files: Vec<String>,
    heads: Vec<(usize, Result<Head, FileError>)>,
) -> Result<Gguf, FileError> {
    let mut findings = Vec::new();
    let mut infos = Vec::new();
    let mut splits = Vec::new();
    for (part, head) in heads {
        match head {
            Ok(head) => {
                findings.extend(head.findings(&excerpt(&files[part])));
                splits.push((part, head.split, head.infos.len() as u64));
                infos.extend(head.infos);
            }
            Err(fault) => findings.push(Finding::Fault(fault)),
        }
    }
    let missing = missing_parts(&files, &splits);
    let fine = infos.iter().any(|info| info.fault.is_none());
    if !fine && let Some(fault) = findings.iter().find_map(Finding::fault) {
        return Err(fault.clone());
    }
    if let ([], [(part, Split { number, count, .. }, _), ..]) = (&infos[..], &splits[..])
        && *count > 1
    {
        let part = (excerpt(&files[*part]), u32::from(*number) + 1);
        return Err(FileError::GgufPart { file: part.0, part: part.1, parts: (*count).into() });
    }
    if infos.is_empty() {
        return Err(FileError::NoTensor { file: file.into() });
    }
    findings.extend(missing.map(Finding::Note));
    let names = files.iter().map(String::as_str);
    name_by_file(infos.iter_mut().map(|info| (&mut info.name, info.part)), names, &mut findings);
    Ok(Gguf::new(files, infos, findings))
}

/// The note on parts that are missing, by what those say that are here.
fn missing_parts(files: &[String], splits: &[(usize, Split, u64)]) -> Option<Note> {
    let (first, split, _) = splits.iter().max_by_key(|(_, split, _)| split.count)?;
    let here: BTreeSet<u16> = splits.iter().map(|(_, split, _)| split.number).collect();
    let missing = (0..split.count).filter(|number| !here.contains(number)).count();
    if missing == 0 {
        return None;
    }
    let absent = (0..split.count).filter(|number| !here.contains(number)).map(|number| u32::from(number) + 1);
    let count = u32::from(split.count);
    let pattern = numbered(&files[*first]).filter(|(_, _, of, _)| *of == count);
    let name = |number| match pattern {
        Some((name, _, count, ending)) => name_of(name, number, count, ending),
        // A part may have been given another name.
        None => format!("{number} / {count}"),
    };
    let found: u64 = splits.iter().map(|(_, _, tensors)| tensors).sum();
    let tensors = split.tensors.saturating_sub(found);
    let files = few(missing, absent.map(name));
    Some(match tensors {
        0 => Note::PartMissing { count, missing, files },
        _ => Note::PartMissingOf { count, missing, files, tensors },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_parts_have_their_number() {
        assert_eq!(numbered("a-b-00002-of-00010.gguf"), Some(("a-b", 2, 10, "gguf")));
        for name in ["a.gguf", "a-2-of-10.gguf", "a-00000-of-00002.gguf", "a-00003-of-00002.gguf", "-of-"] {
            assert_eq!(numbered(name), None, "{name}");
        }
        let note = missing_shards(["m-00002-of-00003.safetensors", "other"].into_iter());
        let files = "m-00001-of-00003.safetensors, m-00003-of-00003.safetensors".into();
        assert_eq!(note, Some(Note::PartMissing { count: 3, missing: 2, files }));
        assert_eq!(missing_shards(["m-00001-of-00001.safetensors"].into_iter()), None);
    }
}
