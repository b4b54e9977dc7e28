//! PyTorch's checkpoints, `.pt`, `.pth` and `.bin`: a ZIP archive with a pickle `data.pkl` and a member for each storage.
//!
//! ```text
//! NAME/data.pkl    dictionaries, and tensors as views of storages
//! NAME/data/KEY    the bytes of a storage
//! NAME/byteorder   little or big
//! ```
//! Format: <https://docs.pytorch.org/docs/stable/notes/serialization.html>. The pickle is read as data by `pickle.rs`. Its tensors are
//! named by their path through dictionaries, lists and tuples: `state_dict/layer.weight`.

mod globals;
mod objects;
mod pickle;

use std::collections::BTreeMap;

use super::elements::Coding;
use super::inflate::Packed;
use super::listing::{Entry, Finding};
use super::model;
use super::pieces::{Section, Stop};
use super::sentences::{FileError, excerpt, shown};
use super::stored::{Stored, Values, findings, place};
use super::zip::{self, Found, beginning};
use globals::{ACCEPTED, TYPES};
use objects::{Object, Value, View};
use pickle::Pickle;

const PICKLE: &str = "data.pkl";
/// The largest pickle in bytes. A model of a hundred thousand tensors has about ten million.
const LONGEST: u64 = 1 << 26;
/// Beside these, each tensor takes some bytes of the pickle, and so does each byte of all names.
const FREE_TENSORS: usize = 64;
const BYTES_OF_TENSOR: usize = 24;
const FREE_NAMES: usize = 1 << 16;

/// The tensors of a checkpoint, in the order of its pickle.
#[derive(Debug)]
pub(super) struct Torch {
    pub(super) tensors: Vec<Stored>,
    pub(super) findings: Vec<Finding>,
    /// The names of the files that they are in.
    pub(super) parts: Vec<String>,
    /// Tensors that are in no file that is here, by name, each with the file that should have it.
    pub(super) absent: BTreeMap<String, String>,
}

impl Torch {
    /// The member of a directory that makes it a checkpoint.
    pub(super) fn pickle_of(directory: &[Found]) -> Option<&Found> {
        let is_pickle = |found: &&Found| found.name.rsplit('/').next() == Some(PICKLE);
        let has_arrays = directory.iter().any(|found| found.name.ends_with(".npy"));
        directory.iter().find(is_pickle).filter(|_| !has_arrays)
    }

    /// Reads the pickle, and looks up the storages of its tensors.
    ///
    /// # Errors
    /// When bytes are missing, and when the pickle has more than tensors or is malformed.
    pub(super) fn read(
        file: &str,
        section: Section<'_>,
        directory: &[Found],
        pickle: &Found,
    ) -> Result<Self, Stop> {
        let tensors = tensors(file, section, directory, pickle, 0)?;
        let mut findings = findings(file, &tensors);
        findings.extend(model::missing_beside(file).map(Finding::Note));
        Ok(Self { tensors, findings, parts: vec![file.into()], absent: BTreeMap::new() })
    }

    pub(super) fn entries(&self) -> Vec<Entry> {
        self.tensors.iter().map(Stored::entry).collect()
    }

    /// The file that should have a tensor and is not here.
    pub(super) fn absent(&self, tensor: &str) -> Option<&str> {
        self.absent.get(tensor).map(String::as_str)
    }
}

/// The tensors of a checkpoint that is a shard of a model.
///
/// # Errors
/// When bytes are missing, and when it is no checkpoint of this kind.
pub(super) fn shard(file: &str, section: Section<'_>, part: usize) -> Result<Vec<Stored>, Stop> {
    super::recognise::as_torch(file, section)?;
    let directory = zip::directory(file, section)?;
    let pickle = Torch::pickle_of(&directory);
    let pickle = pickle.ok_or_else(|| FileError::NoTensor { file: file.into() })?;
    tensors(file, section, &directory, pickle, part)
}

fn tensors(
    file: &str,
    section: Section<'_>,
    directory: &[Found],
    pickle: &Found,
    part: usize,
) -> Result<Vec<Stored>, Stop> {
    let folder = pickle.name.strip_suffix(PICKLE).unwrap_or_default();
    let within = |found: &Found| found.name.strip_prefix(folder).map(str::to_string);
    let members: BTreeMap<String, &Found> =
        directory.iter().filter_map(|found| Some((within(found)?, found))).collect();
    let big_endian = match members.get("byteorder") {
        Some(found) => content(file, section, found)?.starts_with(b"big"),
        None => false,
    };
    let bytes = content(file, section, pickle)?;
    let read = Pickle::read(&place(file, &pickle.name), &bytes)?;
    let mut tensors = Vec::new();
    for (name, view) in named(file, &read, bytes.len())? {
        let name = if name.is_empty() { file.to_string() } else { name };
        let member = format!("data/{}", read.text(view.storage));
        let found = members.get(&member).copied();
        let at = Place { file, section, big_endian, member: &member, found };
        tensors.push(Stored { part, ..at.stored(name, view)? });
    }
    Ok(tensors)
}

/// All bytes of a small member.
fn content(file: &str, section: Section<'_>, found: &Found) -> Result<Vec<u8>, Stop> {
    let place = place(file, &found.name);
    let method = found.method;
    if found.is_encrypted() {
        return Err(FileError::Encrypted { place }.into());
    }
    if found.packed.max(found.size) > LONGEST {
        let bytes = found.packed.max(found.size);
        return Err(FileError::TorchSize { place, bytes, limit: LONGEST }.into());
    }
    let start = found.start(file, section)?;
    let packed = || section.get(start..start + found.packed);
    match method {
        0 => Ok(packed()?.to_vec()),
        8 => {
            let (content, broken) = beginning(packed()?, found.size);
            let length = content.len() as u64;
            match length == found.size {
                true => Ok(content),
                false if broken => Err(FileError::Deflate { place, byte: length }.into()),
                false => Err(FileError::DeflateSize { place, wanted: found.size, found: length }.into()),
            }
        }
        _ => Err(FileError::ZipMethod { place, method }.into()),
    }
}

/// The tensors of a pickle with their paths. What is in several containers is listed in each; a container that is in several, once.
fn named<'p>(file: &str, pickle: &'p Pickle<'_>, size: usize) -> Result<Vec<(String, &'p View)>, FileError> {
    let crowded = || FileError::TorchCrowded { place: file.into() };
    let mut seen = vec![false; pickle.objects.len()];
    let (mut found, mut letters) = (Vec::new(), 0);
    // A container, the next of its parts, and the length of its own path.
    let mut open: Vec<(usize, usize, usize)> = Vec::new();
    let mut path = String::new();
    let mut next = Some(pickle.root);
    loop {
        if let Some(Value::Object(index)) = next.take() {
            let index = index as usize;
            match &pickle.objects[index] {
                Object::Tensor(view) => {
                    letters += path.len();
                    if found.len() >= FREE_TENSORS + size / BYTES_OF_TENSOR || letters > FREE_NAMES + 8 * size
                    {
                        return Err(crowded());
                    }
                    found.push((path.clone(), &**view));
                }
                Object::Storage(..) => {}
                _ if seen[index] => {}
                _ => {
                    seen[index] = true;
                    open.push((index, 0, path.len()));
                }
            }
        }
        let Some((index, part, length)) = open.last_mut() else { return Ok(found) };
        path.truncate(*length);
        let (key, value) = match &pickle.objects[*index] {
            Object::Dict(entries) => entries.get(*part).map(|&(key, value)| (key, value)),
            Object::List(parts) | Object::Tuple(parts) => {
                parts.get(*part).map(|&value| (Value::Int(*part as i64), value))
            }
            _ => None,
        }
        .map_or((None, None), |(key, value)| (Some(key), Some(value)));
        *part += 1;
        let Some(value) = value else {
            open.pop();
            continue;
        };
        // Only what has parts or is a tensor needs a name.
        if let Value::Object(_) = value {
            if !path.is_empty() {
                path.push('/');
            }
            match key {
                Some(Value::Text(text)) => path.push_str(pickle.text(text)),
                Some(Value::Int(int)) => path.push_str(&int.to_string()),
                _ => path.push('?'),
            }
            if path.len() > FREE_NAMES {
                return Err(crowded());
            }
            next = Some(value);
        }
    }
}

/// Where the storage of a tensor is.
struct Place<'a> {
    file: &'a str,
    section: Section<'a>,
    big_endian: bool,
    /// Its name in the folder of the pickle.
    member: &'a str,
    found: Option<&'a Found>,
}

impl Place<'_> {
    fn stored(&self, name: String, view: &View) -> Result<Stored, Stop> {
        let (dtype, _, element) = TYPES[usize::from(view.kind)];
        let file = || self.file.to_string();
        let overflow = || FileError::Overflow { file: file(), shape: shown(&view.shape) };
        let count = view.shape.iter().try_fold(1u64, |n, &d| n.checked_mul(d)).ok_or_else(overflow)?;
        let values = match self.values(&name, view, count) {
            Ok(values) => Ok(values),
            Err(Stop::Refused(error)) => Err(error.into()),
            Err(missing) => return Err(missing),
        };
        let dtype = element.map_or(dtype, |element| element.name()).into();
        Ok(Stored { name, dtype, shape: view.shape.clone(), count, part: 0, values })
    }

    fn values(&self, name: &str, view: &View, count: u64) -> Result<Values, Stop> {
        let place = || place(self.file, name);
        let (dtype, _, element) = TYPES[usize::from(view.kind)];
        let Some(element) = element else {
            return Err(FileError::Dtype { place: place(), dtype: dtype.into(), accepted: ACCEPTED }.into());
        };
        let coding = Coding::Plain { element, big_endian: self.big_endian };
        if count == 0 {
            return Ok(Values { coding, fortran: false, start: 0, packed: None, varints: None });
        }
        let axes = || view.shape.iter().copied().zip(view.strides.iter().copied());
        let fortran = match (dense(axes().rev()), dense(axes())) {
            (true, _) => false,
            (false, true) => true,
            (false, false) => {
                let (shape, strides) = (shown(&view.shape), shown(&view.strides));
                return Err(FileError::TorchStrides { place: place(), shape, strides }.into());
            }
        };
        let Some(found) = self.found else {
            let member = excerpt(self.member);
            return Err(FileError::TorchStorage { place: place(), member }.into());
        };
        if found.is_encrypted() {
            return Err(FileError::Encrypted { place: place() }.into());
        }
        let (each, deflated) = (element.size() as u64, found.method == 8);
        if !deflated && found.method != 0 {
            return Err(FileError::ZipMethod { place: place(), method: found.method }.into());
        }
        let size = if deflated { found.size } else { found.packed };
        let end = view.offset.checked_add(count).and_then(|end| end.checked_mul(each));
        let end =
            end.ok_or_else(|| FileError::Overflow { file: self.file.into(), shape: shown(&view.shape) })?;
        if end > size {
            return Err(FileError::TorchData { place: place(), wanted: end, found: size }.into());
        }
        let start = self.section.start() + found.start(self.file, self.section)?;
        let before = view.offset * each;
        let values = |start, packed| Values { coding, fortran, start, packed, varints: None };
        Ok(match deflated {
            false => values(start + before, None),
            true => {
                let range = start..start + found.packed;
                values(before, Some(Packed { range, size, crc: found.crc, deflated }))
            }
        })
    }
}

/// Whether values lie one behind the other, if the first of these axes varies fastest.
fn dense(axes: impl Iterator<Item = (u64, u64)>) -> bool {
    let mut step = 1;
    axes.filter(|(length, _)| *length != 1).all(|(length, stride)| {
        let is_next = stride == step;
        // At most the number of values, which was counted.
        step *= length;
        is_next
    })
}
