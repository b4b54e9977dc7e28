//! ggml's `.gguf`, versions 2 and 3, little-endian: metadata, a list of tensors, then their bytes.
//!
//! Format: <https://github.com/ggml-org/ggml/blob/master/docs/gguf.md>. Nothing has a length in advance, so the head is read from
//! its beginning and requested in growing parts. Of the metadata only the alignment is used, and of a split model the number of its
//! parts. The rest, such as vocabularies of megabytes, is skipped. Dimensions are stored with the fastest first and shown with the slowest first.

mod cursor;

use super::elements::{Coding, Element};
use super::listing::{Entry, Finding};
use super::pieces::{Section, Stop};
use super::reading::Plan;
use super::sentences::{FileError, Note, excerpt, few, place, shown};
use crate::ggml::Block;
use cursor::{Cursor, LONGEST_NAME};

const MAGIC: &[u8] = b"GGUF";
/// The size of magic, version and the two counts in bytes.
const HEAD: u64 = 24;
const ACCEPTED: &str = "F64, F32, F16, BF16, I8, I16, I32, I64, Q4_0, Q4_1, Q5_0, Q5_1, Q8_0, Q2_K to Q6_K, Q8_K, IQ4_NL, IQ4_XS, TQ1_0, TQ2_0, MXFP4, NVFP4";

/// Types of metadata.
const UINT16: u32 = 2;
const UINT32: u32 = 4;
const INT32: u32 = 5;

/// The tensors of all parts, in the order of their lists.
#[derive(Debug)]
pub(super) struct Gguf {
    /// The names of the parts.
    pub(super) parts: Vec<String>,
    infos: Vec<Info>,
    pub(super) findings: Vec<Finding>,
}

/// What a file says before its data.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) infos: Vec<Info>,
    pub(super) split: Split,
}

/// As `gguf-split` writes it: the number of this part, from 0, how many there are, and the tensors of all of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Split {
    pub(super) number: u16,
    pub(super) count: u16,
    pub(super) tensors: u64,
}

/// An entry of the list of tensors.
#[derive(Debug)]
pub(super) struct Info {
    pub(super) name: String,
    /// Its dimensions, the slowest first.
    shape: Vec<u64>,
    count: u64,
    kind: u32,
    /// The offset of its first byte: in the data, then as the pieces count.
    start: u64,
    /// The part of the model that it lies in.
    pub(super) part: usize,
    /// Why its values cannot be read, although its type can.
    pub(super) fault: Option<Box<FileError>>,
}

impl Head {
    /// Reads the head of the file that a section is, and checks its tensors against the size of the file.
    ///
    /// # Errors
    /// When bytes are missing, and when the head is malformed.
    pub(super) fn read(file: &str, section: Section<'_>, part: usize) -> Result<Self, Stop> {
        let name = || file.to_string();
        if !section.head(MAGIC.len() as u64)?.starts_with(MAGIC) {
            return Err(FileError::GgufMagic { file: name() }.into());
        }
        if section.size() < HEAD {
            return Err(FileError::GgufShort { file: name(), bytes: section.size() }.into());
        }
        let mut cursor = Cursor { file, section, at: MAGIC.len() as u64, announced: (0, 0) };
        match cursor.u32()? {
            2 | 3 => {}
            version if matches!(version.swap_bytes(), 1..=3) => {
                return Err(FileError::GgufBigEndian { file: name() }.into());
            }
            version => return Err(FileError::GgufVersion { file: name(), version }.into()),
        }
        cursor.announced = (cursor.u64()?, cursor.u64()?);
        let (tensors, entries) = cursor.announced;
        let mut alignment = 32;
        let mut split = Split { number: 0, count: 1, tensors: 0 };
        for _ in 0..entries {
            let key = cursor.bytes(LONGEST_NAME)?;
            match (key, cursor.u32()?) {
                (b"general.alignment", UINT32) => alignment = cursor.u32()?,
                (b"split.no", UINT16) => split.number = cursor.u16()?,
                (b"split.count", UINT16) => split.count = cursor.u16()?,
                (b"split.tensors.count", UINT32 | INT32) => split.tensors = cursor.u32()?.into(),
                (_, kind) => cursor.skip(kind)?,
            }
        }
        if !alignment.is_power_of_two() {
            return Err(FileError::GgufAlignment { file: name(), alignment }.into());
        }
        let mut infos = Vec::new();
        for _ in 0..tensors {
            infos.push(cursor.info(part)?);
        }
        // At most the size of the file, so it cannot overflow.
        let start = cursor.at.next_multiple_of(alignment.into());
        for info in &mut infos {
            info.fault = info.check(file, start, section.size()).err().map(Box::new);
            info.start = (section.start() + start).saturating_add(info.start);
        }
        Ok(Self { infos, split })
    }

    /// What is wrong with its tensors: the first fault, and how many there are.
    pub(super) fn findings(&self, file: &str) -> Vec<Finding> {
        let mut faults = self.infos.iter().filter_map(|info| Some((info, info.fault.as_deref()?)));
        let Some((_, first)) = faults.next() else { return Vec::new() };
        let mut findings = vec![Finding::Fault(first.clone())];
        let more: Vec<&str> = faults.map(|(info, _)| &*info.name).collect();
        if !more.is_empty() {
            let tensors = few(more.len(), more.iter());
            findings.push(Finding::Note(Note::TensorsUnread { file: file.into(), tensors }));
        }
        findings
    }
}

impl Gguf {
    /// The tensors of the parts with these names.
    pub(super) fn new(parts: Vec<String>, infos: Vec<Info>, findings: Vec<Finding>) -> Self {
        Self { parts, infos, findings }
    }

    /// Lists the tensors.
    pub(super) fn entries(&self) -> Vec<Entry> {
        self.infos
            .iter()
            .map(|info| Entry {
                name: info.name.clone(),
                shape: info.shape.clone(),
                dtype: dtype(info.kind),
                count: info.count,
                readable: coding(info.kind).is_some() && info.fault.is_none(),
                part: info.part,
                part_of: None,
                stored_bits: None,
            })
            .collect()
    }

    /// Plans to read the tensor at `index` of [`Gguf::entries`].
    ///
    /// # Errors
    /// When its type cannot be read, or its bytes are not in the file.
    pub(super) fn plan(&self, file: &str, index: usize) -> Result<Plan, FileError> {
        let info = &self.infos[index];
        let place = place(file, &info.name);
        let Some(coding) = coding(info.kind) else {
            return Err(FileError::Dtype { place, dtype: dtype(info.kind), accepted: ACCEPTED });
        };
        if let Some(fault) = &info.fault {
            return Err((**fault).clone());
        }
        Ok(Plan {
            name: info.name.clone(),
            place,
            shape: info.shape.clone(),
            coding,
            fortran: false,
            start: info.start,
            packed: None,
            notes: Vec::new(),
        })
    }
}

impl Info {
    /// Checks that all its bytes are in the file, if its type is known.
    fn check(&self, file: &str, start: u64, size: u64) -> Result<(), FileError> {
        let Some(coding) = coding(self.kind) else { return Ok(()) };
        let tensor = || excerpt(&self.name);
        if let Coding::Blocks(block) = coding
            && let columns = self.shape.last().copied().unwrap_or(1)
            && columns % block.values as u64 != 0
        {
            return Err(FileError::GgufRow {
                file: file.into(),
                tensor: tensor(),
                columns,
                dtype: block.name,
                block: block.values,
            });
        }
        let (each, bytes) = coding.unit();
        let end = (self.count / each)
            .checked_mul(bytes)
            .and_then(|bytes| bytes.checked_add(self.start)?.checked_add(start))
            .ok_or_else(|| FileError::Overflow { file: file.into(), shape: shown(&self.shape) })?;
        if end > size && self.count > 0 {
            return Err(FileError::GgufData { file: file.into(), tensor: tensor(), end, size });
        }
        Ok(())
    }
}

/// The coding of ggml's type `kind`, if it can be read.
fn coding(kind: u32) -> Option<Coding> {
    let plain = |element| Coding::Plain { element, big_endian: false };
    Some(match kind {
        0 => plain(Element::F32),
        1 => plain(Element::F16),
        24 => plain(Element::I8),
        25 => plain(Element::I16),
        26 => plain(Element::I32),
        27 => plain(Element::I64),
        28 => plain(Element::F64),
        30 => plain(Element::Bf16),
        _ => Coding::Blocks(Block::of_kind(kind)?),
    })
}

/// The name of ggml's type `kind`.
fn dtype(kind: u32) -> String {
    match coding(kind) {
        Some(Coding::Plain { element, .. }) => element.name().into(),
        Some(Coding::Blocks(block)) => block.name.into(),
        Some(Coding::Bits(bits)) => bits.name().into(),
        _ => match OTHERS.iter().find(|(number, _)| *number == kind) {
            Some((_, name)) => (*name).into(),
            None => format!("ggml type {kind}"),
        },
    }
}

/// Types that are listed but cannot be read.
const OTHERS: &[(u32, &str)] = &[
    (9, "Q8_1"),
    (16, "IQ2_XXS"),
    (17, "IQ2_XS"),
    (18, "IQ3_XXS"),
    (19, "IQ1_S"),
    (21, "IQ3_S"),
    (22, "IQ2_S"),
    (29, "IQ1_M"),
    (31, "Q4_0_4_4"),
    (32, "Q4_0_4_8"),
    (33, "Q4_0_8_8"),
    (41, "Q1_0"),
    (42, "Q2_0"),
];
