//! From which shard each tensor is taken, and what is missing.
//!
//! ```text
//! with an index    a tensor is taken from the file that the index names; where that does not have it, from another that has
//!                  files that the index names nowhere lend only such tensors
//! without          all tensors of all files; those of one name are called NAME (FILE)
//! ```
//! A name in an index is that of a file in the same folder. Anything else is never looked for.

use std::collections::{BTreeMap, BTreeSet};

use super::index::{Index, is_plain};
use super::splits;
use super::{Kind, Part};
use crate::file::read::listing::Finding;
use crate::file::read::quantized::Stored;
use crate::file::read::safetensors::Info;
use crate::file::read::sentences::{FileError, Note, excerpt, few, listed};
use crate::file::read::stored;

/// A tensor of a model.
pub(in crate::file::read) trait Placed {
    /// Its name, which may become another.
    fn name(&mut self) -> &mut String;
    /// The part of the model that it lies in.
    fn part(&self) -> usize;
    /// The number of its bytes; 0 where that is not known.
    fn bytes(&self) -> u64;
}

impl Placed for Info {
    fn name(&mut self) -> &mut String {
        &mut self.name
    }

    fn part(&self) -> usize {
        self.part
    }

    fn bytes(&self) -> u64 {
        self.bytes
    }
}

impl Placed for stored::Stored {
    fn name(&mut self) -> &mut String {
        &mut self.name
    }

    fn part(&self) -> usize {
        self.part
    }

    fn bytes(&self) -> u64 {
        0
    }
}

/// The tensors of a model, and what there is to say of it.
#[derive(Debug)]
pub(in crate::file::read) struct Settled<T = Info> {
    pub(in crate::file::read) infos: Vec<T>,
    pub(in crate::file::read) findings: Vec<Finding>,
    /// Tensors that are in no file that is here, by name, each with the file that should have it.
    pub(in crate::file::read) absent: BTreeMap<String, String>,
}

impl<T> Default for Settled<T> {
    fn default() -> Self {
        Self { infos: Vec::new(), findings: Vec::new(), absent: BTreeMap::new() }
    }
}

impl Settled {
    /// The tensors of one file.
    pub(in crate::file::read) fn alone(infos: Vec<Info>, file: &str) -> Self {
        let findings = super::missing_beside(file).map(Finding::Note).into_iter().collect();
        Self { infos, findings, ..Self::default() }
    }

    /// The arrays as recognition sees them.
    pub(in crate::file::read) fn stored(&self) -> Vec<Stored<'_>> {
        let stored = self.infos.iter();
        stored
            .map(|Info { name, dtype, shape, start, .. }| Stored { name, dtype, shape, start: *start })
            .collect()
    }
}

impl<T> Settled<T> {
    /// Says that files are no part of the model.
    pub(super) fn leave_out<'n>(&mut self, names: impl Iterator<Item = &'n str>) {
        let names: Vec<&str> = names.collect();
        if !names.is_empty() {
            let files = listed(names.into_iter());
            self.findings.push(Finding::Note(Note::LeftOut { files }));
        }
    }

    /// # Errors
    /// When there is no tensor: the first fault.
    pub(super) fn or_error(self, file: &str) -> Result<Self, FileError> {
        if !self.infos.is_empty() {
            return Ok(self);
        }
        let fault =
            |finding: &Finding| if let Finding::Fault(fault) = finding { Some(fault.clone()) } else { None };
        let broken = |finding: &Finding| match finding {
            Finding::Note(Note::IndexBroken { index, detail }) => {
                Some(FileError::NoIndex { index: index.clone(), detail: detail.clone() })
            }
            _ => None,
        };
        match self.findings.iter().find_map(|finding| fault(finding).or_else(|| broken(finding))) {
            Some(fault) => Err(fault),
            None if self.absent.is_empty() => Ok(self),
            None => {
                let shards: BTreeSet<&String> = self.absent.values().collect();
                let files = few(shards.len(), shards.into_iter().map(String::as_str));
                Err(FileError::NoShard { file: file.into(), files })
            }
        }
    }
}

/// Where a file is that an index names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// This part, whose header was read.
    Part(usize),
    /// It is here, but its header cannot be read.
    Unread,
    /// It is here, and no file of the kind of the shards.
    Other,
    /// It is not here.
    Missing,
    /// It is no name of a file in the same folder.
    Outside,
}

/// Chooses the tensors of shards of a kind, each given with its place among the parts.
pub(super) fn settle<T: Placed>(
    parts: &[Part],
    kind: Kind,
    heads: Vec<(usize, Result<Vec<T>, FileError>)>,
    index: Option<&Index>,
) -> Settled<T> {
    let mut settled = Settled::default();
    let mut infos = Vec::new();
    let mut read = BTreeSet::new();
    for (part, head) in heads {
        match head {
            Ok(these) => {
                read.insert(part);
                infos.extend(these);
            }
            Err(fault) => settled.findings.push(Finding::Fault(fault)),
        }
    }
    match index {
        Some(index) => by_index(parts, kind, &read, infos, index, &mut settled),
        None => {
            splits::name_by_file(
                infos.iter_mut().map(|info| {
                    let part = info.part();
                    (info.name(), part)
                }),
                parts.iter().map(|part| &*part.name),
                &mut settled.findings,
            );
            let names = parts.iter().map(|part| &*part.name);
            settled.findings.extend(splits::missing_shards(names).map(Finding::Note));
            settled.infos = infos;
        }
    }
    settled
}

fn by_index<T: Placed>(
    parts: &[Part],
    kind: Kind,
    read: &BTreeSet<usize>,
    infos: Vec<T>,
    index: &Index,
    settled: &mut Settled<T>,
) {
    let by_name: BTreeMap<&str, usize> = parts.iter().enumerate().map(|(i, part)| (&*part.name, i)).collect();
    let place = |shard: &String| match by_name.get(&**shard) {
        _ if !is_plain(shard) => Place::Outside,
        None => Place::Missing,
        Some(part) if read.contains(part) => Place::Part(*part),
        Some(&part) if parts[part].kind == kind => Place::Unread,
        Some(_) => Place::Other,
    };
    let places: Vec<Place> = index.shards.iter().map(place).collect();
    // The last of two entries with one name counts, as in Python.
    let wanted: BTreeMap<&str, usize> = index.tensors.iter().map(|(name, shard)| (&**name, *shard)).collect();
    let named: BTreeSet<usize> = places
        .iter()
        .filter_map(|place| if let Place::Part(part) = place { Some(*part) } else { None })
        .collect();

    let mut taken = BTreeSet::new();
    let mut elsewhere = Vec::new();
    for mut info in infos {
        let part = info.part();
        match wanted.get(&**info.name()) {
            Some(&shard) if places[shard] == Place::Part(part) => {
                taken.insert(info.name().clone());
                settled.infos.push(info);
            }
            Some(_) => elsewhere.push(info),
            None if named.contains(&part) => settled.infos.push(info),
            None => {}
        }
    }
    let (mut twice, mut misplaced) = (Vec::new(), Vec::new());
    let mut lent = BTreeSet::new();
    for mut info in elsewhere {
        let part = info.part();
        let place = format!("{} ({})", excerpt(info.name()), excerpt(&parts[part].name));
        if !taken.insert(info.name().clone()) {
            twice.push(place);
            continue;
        }
        lent.insert(part);
        misplaced.push(place);
        settled.infos.push(info);
    }
    // In the order of the files again; the sort keeps the order within each.
    settled.infos.sort_by_key(Placed::part);
    let file = || index.file.clone();
    let texts = |all: &[String]| few(all.len(), all.iter().map(String::as_str));
    if !misplaced.is_empty() {
        let note = Note::ShardWrong { index: file(), tensors: texts(&misplaced) };
        settled.findings.push(Finding::Note(note));
    }
    if !twice.is_empty() {
        let note = Note::TensorTwice { index: file(), tensors: texts(&twice) };
        settled.findings.push(Finding::Note(note));
    }

    let mut absent: [Vec<(&str, usize)>; 5] = Default::default();
    for (name, &shard) in wanted.iter().filter(|(name, _)| !taken.contains(**name)) {
        let kind = match places[shard] {
            Place::Missing => 0,
            Place::Outside => 1,
            Place::Other => 2,
            Place::Part(_) => 3,
            Place::Unread => 4,
        };
        absent[kind].push((name, shard));
    }
    let complete = absent.iter().all(Vec::is_empty);
    for (kind, these) in absent.iter().enumerate() {
        if these.is_empty() {
            continue;
        }
        let shards: BTreeSet<usize> = these.iter().map(|(_, shard)| *shard).collect();
        let files = few(shards.len(), shards.iter().map(|&shard| &*index.shards[shard]));
        let tensors = few(these.len(), these.iter().map(|(name, _)| *name));
        let note = match kind {
            0 => {
                let (named, missing) = (places.len(), shards.len());
                Note::ShardMissing { index: file(), named, missing, files, tensors }
            }
            1 => Note::ShardOutside { index: file(), files, tensors },
            2 => Note::ShardOther { index: file(), files, tensors },
            3 => Note::ShardLacks { index: file(), tensors, files },
            // The fault of the file says it.
            _ => continue,
        };
        settled.findings.push(Finding::Note(note));
    }
    for (name, shard) in absent.into_iter().flatten() {
        settled.absent.insert(name.into(), index.shards[shard].clone());
    }
    let unnamed = read.iter().filter(|part| !named.contains(part) && !lent.contains(part));
    settled.leave_out(unnamed.map(|&part| &*parts[part].name));

    let found: u64 = settled.infos.iter().map(Placed::bytes).sum();
    if let Some(stated) = index.total.filter(|&stated| complete && stated != found as f64) {
        let stated = format!("{stated:.0}");
        settled.findings.push(Finding::Note(Note::IndexTotal { index: file(), stated, found }));
    }
}
