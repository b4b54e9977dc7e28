//! numpy's `.npz`: a ZIP archive of `.npy` files, stored or deflated.
//!
//! Format: <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>. Sizes and places come from the directory at the file's
//! end, not from the local headers, which a streaming writer leaves blank. Of each member only the npy header is read, and
//! decompressed if necessary.

use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZFlush};

use super::inflate::Packed;
use super::listing::Entry;
use super::npy::Npy;
use super::pieces::{Pieces, Stop};
use super::reading::Plan;
use super::sentences::{ACCEPTED, FileError, excerpt, place};

/// The end record without its comment, and the longest comment.
const END: u64 = 22;
const LONGEST_COMMENT: u64 = 65_535;
/// The fixed parts of an entry of the directory, of a local header, and of the locator of the 64-bit end record.
const ENTRY: usize = 46;
const LOCAL: u64 = 30;
const LOCATOR: usize = 20;
/// The fixed part of the 64-bit end record.
const WIDE_END: u64 = 56;
/// The first guess of the compressed size of a member's header.
const FIRST: u64 = 4096;
/// So many members are examined where no name ends in `.npy`.
const MOST_UNNAMED: usize = 64;
/// The bytes that give the length of an npy header.
const PREFIX: u64 = 12;
/// The value of a field whose number did not fit.
const ELSEWHERE: u64 = u32::MAX as u64;

/// The arrays of an archive, in the order of its directory.
#[derive(Debug)]
pub(super) struct Npz {
    members: Vec<Member>,
}

#[derive(Debug)]
struct Member {
    /// Its name without `.npy`.
    name: String,
    /// Its bytes in the file.
    start: u64,
    packed: u64,
    size: u64,
    deflated: bool,
    crc: u32,
    /// Its header, or the error of reading it.
    npy: Result<Npy, FileError>,
}

impl Npz {
    pub(super) fn read(file: &str, pieces: &Pieces<'_>) -> Result<Self, Stop> {
        let directory = directory(file, pieces)?;
        let mut members = Vec::new();
        // NumPy takes an array by its first bytes. Names are looked at first, because other archives may have very many members.
        let named = directory.iter().any(|found| found.name.ends_with(".npy"));
        let foreign_program = directory.iter().find_map(|found| foreign(&found.name));
        for found in directory.iter().take(if named { usize::MAX } else { MOST_UNNAMED }) {
            let Some(name) = found.name.strip_suffix(".npy").or((!named).then_some(&*found.name)) else {
                continue;
            };
            if !named && foreign_program.is_some() {
                break;
            }
            let start = found.offset;
            let local = pieces.get(within(file, pieces, start, LOCAL)?)?;
            let names = u64::from(u16_at(local, 26)) + u64::from(u16_at(local, 28));
            if !local.starts_with(b"PK\x03\x04") {
                return Err(FileError::ZipDirectory { file: file.into() }.into());
            }
            let mut member = Member {
                name: name.into(),
                start: start + LOCAL + names,
                packed: found.packed,
                size: found.size,
                deflated: found.method == 8,
                crc: found.crc,
                npy: Err(FileError::Encrypted { place: place(file, name) }),
            };
            within(file, pieces, member.start, member.packed)?;
            if found.flags & 1 == 0 {
                member.npy = match member.header(file, pieces, found.method) {
                    Ok(npy) => Ok(npy),
                    Err(Stop::Refused(error)) => Err(error),
                    Err(missing) => return Err(missing),
                };
            }
            if named || member.npy.is_ok() {
                members.push(member);
            }
        }
        if members.is_empty() {
            let file = file.to_string();
            return Err(match foreign_program {
                Some("PyTorch") => FileError::Pickle { place: file }.into(),
                None if file.to_ascii_lowercase().ends_with(".npz") => FileError::NoTensor { file }.into(),
                format => {
                    FileError::LooksLike { file, format: format.unwrap_or("ZIP"), accepted: ACCEPTED }.into()
                }
            });
        }
        // No member can be read: the error of the first one is the error of the file.
        let readable = members.iter().any(|member: &Member| member.npy.is_ok());
        if !readable && let Err(error) = members.swap_remove(0).npy {
            return Err(error.into());
        }
        Ok(Self { members })
    }

    /// The array that is shown first: of a sparse matrix of SciPy its values, not their places.
    pub(super) fn main(&self) -> Option<usize> {
        let place = |name: &str| self.members.iter().position(|member| member.name == name);
        place("shape").and(place("format"))?;
        let places = ["indices", "offsets", "row"].into_iter().any(|name| place(name).is_some());
        place("data").filter(|_| places)
    }

    /// Lists the members; one that cannot be read has only a name.
    pub(super) fn entries(&self) -> Vec<Entry> {
        let unreadable = |name: &str| Entry {
            name: name.into(),
            shape: Vec::new(),
            dtype: "?".into(),
            count: 0,
            readable: false,
            part: 0,
            part_of: None,
        };
        let entry = |member: &Member| match &member.npy {
            Ok(npy) => npy.entry(&member.name),
            Err(_) => unreadable(&member.name),
        };
        self.members.iter().map(entry).collect()
    }

    /// Plans to read the member at `index` of [`Npz::entries`].
    ///
    /// # Errors
    /// When it has no header, or its type cannot be read.
    pub(super) fn plan(&self, file: &str, index: usize) -> Result<Plan, FileError> {
        let member = &self.members[index];
        let npy = member.npy.as_ref().map_err(FileError::clone)?;
        let mut plan = npy.plan(&member.name, &place(file, &member.name))?;
        plan.packed = Some(Packed {
            range: member.start..member.start + member.packed,
            size: member.size,
            crc: member.crc,
            deflated: member.deflated,
        });
        Ok(plan)
    }
}

/// The program that writes archives with such a member.
fn foreign(name: &str) -> Option<&'static str> {
    let end = name.rsplit('/').next().unwrap_or(name);
    match name {
        _ if end == "data.pkl" => Some("PyTorch"),
        "xl/workbook.xml" => Some("Excel (xlsx)"),
        "word/document.xml" => Some("Word (docx)"),
        "content.xml" => Some("OpenDocument"),
        "model.weights.h5" => Some("Keras"),
        _ => None,
    }
}

impl Member {
    /// Reads the npy header from the first bytes of the member.
    fn header(&self, file: &str, pieces: &Pieces<'_>, method: u16) -> Result<Npy, Stop> {
        let place = place(file, &self.name);
        match method {
            0 => {
                let size = self.packed;
                let head = |count: u64| pieces.get(self.start..self.start + count.min(size));
                let end = Npy::header_end(&place, head(PREFIX)?, size)?;
                Ok(Npy::parse(&place, head(end)?, size)?)
            }
            8 => {
                let head = self.inflated(pieces, PREFIX, &place)?;
                let end = Npy::header_end(&place, &head, self.size)?;
                Ok(Npy::parse(&place, &self.inflated(pieces, end, &place)?, self.size)?)
            }
            _ => Err(FileError::ZipMethod { place, method }.into()),
        }
    }

    /// The first `count` bytes of its content, or all of a shorter one.
    fn inflated(&self, pieces: &Pieces<'_>, count: u64, place: &str) -> Result<Vec<u8>, Stop> {
        let mut given = FIRST;
        loop {
            given = given.min(self.packed);
            let packed = pieces.get(self.start..self.start + given)?;
            let (out, broken) = beginning(packed, count);
            let (place, found) = (place.to_string(), out.len() as u64);
            if found >= count.min(self.size) {
                return Ok(out);
            }
            if broken {
                return Err(FileError::Deflate { place, byte: found }.into());
            }
            if given == self.packed {
                return Err(FileError::DeflateSize { place, wanted: self.size, found }.into());
            }
            given *= 2;
        }
    }
}

/// Decompresses at most `count` bytes from the beginning of a stream; also whether the stream is malformed.
fn beginning(mut packed: &[u8], count: u64) -> (Vec<u8>, bool) {
    let mut state = InflateState::new_boxed(DataFormat::Raw);
    let (mut out, mut chunk) = (Vec::new(), [0; 256]);
    while (out.len() as u64) < count {
        let room = chunk.len().min(count as usize - out.len());
        let result = inflate(&mut state, packed, &mut chunk[..room], MZFlush::None);
        packed = &packed[result.bytes_consumed..];
        out.extend_from_slice(&chunk[..result.bytes_written]);
        match result.status {
            Ok(miniz_oxide::MZStatus::StreamEnd) => return (out, false),
            Ok(_) if result.bytes_written > 0 => {}
            Ok(_) | Err(miniz_oxide::MZError::Buf) => return (out, false),
            Err(_) => return (out, true),
        }
    }
    (out, false)
}

/// An entry of the directory.
struct Found {
    name: String,
    flags: u16,
    method: u16,
    crc: u32,
    packed: u64,
    size: u64,
    /// The offset of its local header in the file.
    offset: u64,
}

/// The entries of the directory, of which no two share bytes.
fn directory(file: &str, pieces: &Pieces<'_>) -> Result<Vec<Found>, Stop> {
    let cut = || Stop::from(FileError::ZipDirectory { file: file.into() });
    let size = pieces.size();
    let from = size.saturating_sub(END + LONGEST_COMMENT);
    let tail = pieces.get(from..size)?;
    let ends = |&at: &usize| {
        let record = &tail[at..];
        record.starts_with(b"PK\x05\x06")
            && record.len() >= END as usize
            && at + END as usize + usize::from(u16_at(record, 20)) <= tail.len()
    };
    let at = (0..tail.len().saturating_sub(END as usize - 1)).rev().find(ends).ok_or_else(cut)?;
    let (record, mut end) = (&tail[at..], from + at as u64);
    let (mut length, mut offset) = (u64::from(u32_at(record, 12)), u64::from(u32_at(record, 16)));
    // A 64-bit end record stands there when a number did not fit, the count of members too, or when a writer always makes one.
    let needed = length == ELSEWHERE || offset == ELSEWHERE;
    let locator =
        at.checked_sub(LOCATOR).map(|at| &tail[at..]).filter(|locator| locator.starts_with(b"PK\x06\x07"));
    match locator {
        Some(locator) => {
            let (mut wide, mut record) = (u64_at(locator, 8), None);
            if let Ok(range) = within(file, pieces, wide, WIDE_END) {
                record = Some(pieces.get(range)?).filter(|record| record.starts_with(b"PK\x06\x06"));
            }
            // The archive may follow other bytes: the record ends where the locator begins.
            if record.is_none() {
                wide = (from + at as u64).checked_sub(LOCATOR as u64 + WIDE_END).ok_or_else(cut)?;
                record = Some(pieces.get(wide..wide + WIDE_END)?)
                    .filter(|record| record.starts_with(b"PK\x06\x06"));
            }
            match record {
                Some(record) => (length, offset, end) = (u64_at(record, 40), u64_at(record, 48), wide),
                None if needed => return Err(cut()),
                None => {}
            }
        }
        None if needed => return Err(cut()),
        None => {}
    }
    let start = end.checked_sub(length).ok_or_else(cut)?;
    let shift = start.checked_sub(offset).ok_or_else(cut)?;
    let mut rest = pieces.get(start..end)?;
    let mut members = Vec::new();
    while !rest.is_empty() {
        if rest.len() < ENTRY || !rest.starts_with(b"PK\x01\x02") {
            return Err(cut());
        }
        let lengths = [28, 30, 32].map(|at| usize::from(u16_at(rest, at)));
        let whole = ENTRY + lengths.iter().sum::<usize>();
        if rest.len() < whole {
            return Err(cut());
        }
        let mut found = entry(rest, lengths);
        // The archive may follow other bytes.
        found.offset = found.offset.checked_add(shift).ok_or_else(cut)?;
        members.push(found);
        rest = &rest[whole..];
    }
    if overlap(&members) { Err(cut()) } else { Ok(members) }
}

/// Whether members share bytes. Otherwise a small file could claim any amount of data by naming the same bytes many times.
fn overlap(members: &[Found]) -> bool {
    let mut ranges: Vec<(u64, u64)> = members
        .iter()
        .map(|member| (member.offset, member.offset.saturating_add(LOCAL).saturating_add(member.packed)))
        .collect();
    ranges.sort_unstable();
    ranges.windows(2).any(|pair| pair[0].1 > pair[1].0)
}

/// Reads an entry of the directory; `lengths` are those of its name, extra fields and comment.
fn entry(bytes: &[u8], [name, extra, _]: [usize; 3]) -> Found {
    let wide = |at: usize| u64::from(u32_at(bytes, at));
    let (mut size, mut packed, mut offset) = (wide(24), wide(20), wide(42));
    // Numbers that do not fit 32 bits are in an extra field, in this order.
    let mut fields = &bytes[ENTRY + name..ENTRY + name + extra];
    while fields.len() >= 4 {
        let (id, length) = (u16_at(fields, 0), usize::from(u16_at(fields, 2)));
        let mut field = &fields[4..(4 + length).min(fields.len())];
        for number in [&mut size, &mut packed, &mut offset] {
            if id == 1 && *number == ELSEWHERE && field.len() >= 8 {
                *number = u64_at(field, 0);
                field = &field[8..];
            }
        }
        fields = &fields[(4 + length).min(fields.len())..];
    }
    let name = String::from_utf8_lossy(&bytes[ENTRY..ENTRY + name]).into_owned();
    Found {
        name,
        flags: u16_at(bytes, 8),
        method: u16_at(bytes, 10),
        crc: u32_at(bytes, 16),
        packed,
        size,
        offset,
    }
}

/// A range that ends within the file.
fn within(
    file: &str,
    pieces: &Pieces<'_>,
    start: u64,
    length: u64,
) -> Result<std::ops::Range<u64>, FileError> {
    let end = start.checked_add(length).filter(|&end| end <= pieces.size());
    end.map(|end| start..end).ok_or_else(|| FileError::Unreachable { file: excerpt(file) })
}

/// Fields of the directory; 0 beyond the end, which callers exclude.
fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes[at..].first_chunk().map_or(0, |b| u16::from_le_bytes(*b))
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes[at..].first_chunk().map_or(0, |b| u32::from_le_bytes(*b))
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    bytes[at..].first_chunk().map_or(0, |b| u64::from_le_bytes(*b))
}
