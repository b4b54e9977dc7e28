//! ggml's `.gguf`, versions 2 and 3, little-endian: metadata, a list of tensors, then their bytes.
//!
//! Format: <https://github.com/ggml-org/ggml/blob/master/docs/gguf.md>. Nothing has a length in advance, so the head is read from
//! its beginning and requested in growing parts. Of the metadata only the alignment is used, and of a split model the number of its
//! parts. The rest, such as vocabularies of megabytes, is skipped. Dimensions are stored with the fastest first and shown with the slowest first.

use super::elements::{Coding, Element};
use super::listing::Entry;
use super::pieces::{Pieces, Stop};
use super::reading::Plan;
use super::sentences::{FileError, excerpt, place, shown};
use crate::ggml::Block;

const MAGIC: &[u8] = b"GGUF";
/// The size of magic, version and the two counts in bytes.
const HEAD: u64 = 24;
/// The largest size of metadata and tensor list in bytes. Large models have about ten million.
const LONGEST_HEAD: u64 = 1 << 28;
const LONGEST_NAME: u64 = 65_535;
const MOST_DIMENSIONS: u32 = 4;
const ACCEPTED: &str = "F64, F32, F16, BF16, I8, I16, I32, I64, Q4_0, Q4_1, Q5_0, Q5_1, Q8_0, Q2_K to Q6_K, Q8_K, IQ4_NL, IQ4_XS, TQ1_0, TQ2_0, MXFP4, NVFP4";

/// Types of metadata without a fixed size.
const STRING: u32 = 8;
const ARRAY: u32 = 9;
const UINT16: u32 = 2;
const UINT32: u32 = 4;

/// The tensors of a file, in the order of its list.
#[derive(Debug)]
pub(super) struct Gguf {
    infos: Vec<Info>,
    /// The offset of the data.
    start: u64,
}

/// An entry of the list of tensors.
#[derive(Debug)]
struct Info {
    name: String,
    /// Its dimensions, the slowest first.
    shape: Vec<u64>,
    count: u64,
    kind: u32,
    /// The offset of its bytes in the data.
    offset: u64,
}

impl Gguf {
    /// Reads the head and checks it against the size of the file.
    pub(super) fn read(file: &str, pieces: &Pieces<'_>) -> Result<Self, Stop> {
        let name = || file.to_string();
        if !pieces.head(MAGIC.len() as u64)?.starts_with(MAGIC) {
            return Err(FileError::GgufMagic { file: name() }.into());
        }
        if pieces.size() < HEAD {
            return Err(FileError::GgufShort { file: name(), bytes: pieces.size() }.into());
        }
        let mut cursor = Cursor { file, pieces, at: MAGIC.len() as u64, announced: (0, 0) };
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
        // As `gguf-split` writes it: the number of this part, from 0, and how many there are.
        let (mut part, mut parts) = (0, 1);
        for _ in 0..entries {
            let key = cursor.bytes(LONGEST_NAME)?;
            match (key, cursor.u32()?) {
                (b"general.alignment", UINT32) => alignment = cursor.u32()?,
                (b"split.no", UINT16) => part = cursor.u16()?,
                (b"split.count", UINT16) => parts = cursor.u16()?,
                (_, kind) => cursor.skip(kind)?,
            }
        }
        if tensors == 0 && parts > 1 {
            let part = u32::from(part) + 1;
            return Err(FileError::GgufPart { file: name(), part, parts: parts.into() }.into());
        }
        if !alignment.is_power_of_two() {
            return Err(FileError::GgufAlignment { file: name(), alignment }.into());
        }
        let mut infos = Vec::new();
        for _ in 0..tensors {
            infos.push(cursor.info()?);
        }
        // At most the size of the file, so it cannot overflow.
        let start = cursor.at.next_multiple_of(alignment.into());
        for info in &infos {
            info.check(file, start, pieces.size())?;
        }
        Ok(Self { infos, start })
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
                readable: coding(info.kind).is_some(),
            })
            .collect()
    }

    /// Plans to read the tensor at `index` of [`Gguf::entries`].
    ///
    /// # Errors
    /// When its type cannot be read.
    pub(super) fn plan(&self, file: &str, index: usize) -> Result<Plan, FileError> {
        let info = &self.infos[index];
        let place = place(file, &info.name);
        let Some(coding) = coding(info.kind) else {
            return Err(FileError::Dtype { place, dtype: dtype(info.kind), accepted: ACCEPTED });
        };
        Ok(Plan {
            name: info.name.clone(),
            place,
            shape: info.shape.clone(),
            coding,
            fortran: false,
            start: self.start + info.offset,
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
            .and_then(|bytes| bytes.checked_add(self.offset)?.checked_add(start))
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
        None => match OTHERS.iter().find(|(number, _)| *number == kind) {
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

/// Reads the head from its beginning to its end.
struct Cursor<'a> {
    file: &'a str,
    pieces: &'a Pieces<'a>,
    at: u64,
    /// The announced numbers of tensors and entries of metadata, for the error of a file that ends too early.
    announced: (u64, u64),
}

impl<'a> Cursor<'a> {
    /// The next `count` bytes.
    fn take(&mut self, count: u64) -> Result<&'a [u8], Stop> {
        let start = self.at;
        self.pass(count)?;
        self.pieces.get(start..self.at).map_err(|stop| match stop {
            Stop::Missing(range) => self.more(range.start, range.end),
            refused => refused,
        })
    }

    /// Requests as many bytes as are in memory, which doubles them.
    fn more(&self, start: u64, end: u64) -> Stop {
        let held = self.pieces.held();
        if held >= LONGEST_HEAD {
            return FileError::GgufHead { file: self.file.into(), limit: LONGEST_HEAD }.into();
        }
        Stop::Missing(start..end.max(start + held).min(self.pieces.size()))
    }

    /// Skips `count` bytes, which need not be in memory.
    fn pass(&mut self, count: u64) -> Result<(), Stop> {
        let end = self.at.checked_add(count).filter(|&end| end <= self.pieces.size());
        let (tensors, entries) = self.announced;
        self.at = end.ok_or_else(|| FileError::GgufEnd { file: self.file.into(), entries, tensors })?;
        Ok(())
    }

    fn u16(&mut self) -> Result<u16, Stop> {
        Ok(self.take(2)?.iter().rev().fold(0, |n, &byte| n << 8 | u16::from(byte)))
    }

    fn u32(&mut self) -> Result<u32, Stop> {
        Ok(self.take(4)?.iter().rev().fold(0, |n, &byte| n << 8 | u32::from(byte)))
    }

    fn u64(&mut self) -> Result<u64, Stop> {
        Ok(self.take(8)?.iter().rev().fold(0, |n, &byte| n << 8 | u64::from(byte)))
    }

    /// A text of at most `limit` bytes.
    fn bytes(&mut self, limit: u64) -> Result<&'a [u8], Stop> {
        let at = self.at;
        let length = self.u64()?;
        if length > limit {
            return Err(FileError::GgufName { file: self.file.into(), byte: at, length, limit }.into());
        }
        self.take(length)
    }

    /// Skips a value of metadata. Arrays may be nested to any depth, so this does not recurse.
    fn skip(&mut self, kind: u32) -> Result<(), Stop> {
        let mut left = vec![(kind, 1u64)];
        while let Some((kind, count)) = left.pop() {
            match kind {
                STRING => {
                    for _ in 0..count {
                        let length = self.u64()?;
                        self.pass(length)?;
                    }
                }
                ARRAY if count > 0 => {
                    left.push((ARRAY, count - 1));
                    left.push((self.u32()?, self.u64()?));
                }
                ARRAY => {}
                _ => {
                    let size = match kind {
                        0 | 1 | 7 => 1,
                        2 | 3 => 2,
                        4..=6 => 4,
                        10..=12 => 8,
                        _ => {
                            let byte = self.at;
                            return Err(FileError::GgufValue { file: self.file.into(), byte, kind }.into());
                        }
                    };
                    // Longer than any file.
                    self.pass(size * count.min(u64::MAX / 8))?;
                }
            }
        }
        Ok(())
    }

    fn info(&mut self) -> Result<Info, Stop> {
        let name = String::from_utf8_lossy(self.bytes(LONGEST_NAME)?).into_owned();
        let file = || self.file.to_string();
        let found = self.u32()?;
        if found > MOST_DIMENSIONS {
            let tensor = excerpt(&name);
            return Err(
                FileError::GgufDimensions { file: file(), tensor, found, limit: MOST_DIMENSIONS }.into()
            );
        }
        let mut shape = (0..found).map(|_| self.u64()).collect::<Result<Vec<u64>, Stop>>()?;
        shape.reverse();
        let overflow = || FileError::Overflow { file: self.file.into(), shape: shown(&shape) };
        let count = shape.iter().try_fold(1u64, |n, &d| n.checked_mul(d)).ok_or_else(overflow)?;
        Ok(Info { name, shape, count, kind: self.u32()?, offset: self.u64()? })
    }
}
