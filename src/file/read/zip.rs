//! ZIP archives, stored or deflated: where their members are, and their first bytes.
//!
//! Format: <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>. Sizes and places come from the directory at the file's
//! end, not from the local headers, which a streaming writer leaves blank.

use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZFlush};

use super::pieces::{Section, Stop};
use super::sentences::{FileError, excerpt};

/// The end record without its comment, and the longest comment.
const END: u64 = 22;
const LONGEST_COMMENT: u64 = 65_535;
/// The fixed parts of an entry of the directory, of a local header, and of the locator of the 64-bit end record.
const ENTRY: usize = 46;
const LOCAL: u64 = 30;
const LOCATOR: usize = 20;
/// The fixed part of the 64-bit end record.
const WIDE_END: u64 = 56;
/// The value of a field whose number did not fit.
const ELSEWHERE: u64 = u32::MAX as u64;

/// An entry of the directory.
pub(super) struct Found {
    pub(super) name: String,
    flags: u16,
    /// 0 if it is stored, 8 if it is deflated.
    pub(super) method: u16,
    pub(super) crc: u32,
    /// Its size in the file, and that of its content, in bytes.
    pub(super) packed: u64,
    pub(super) size: u64,
    /// The offset of its local header in the file.
    offset: u64,
}

impl Found {
    /// Whether it needs a password.
    pub(super) fn is_encrypted(&self) -> bool {
        self.flags & 1 != 0
    }

    /// The offset of its first byte. All its bytes are within the file.
    ///
    /// # Errors
    /// When its local header is missing, is none, or the member ends beyond the file.
    pub(super) fn start(&self, file: &str, section: Section<'_>) -> Result<u64, Stop> {
        let local = section.get(within(file, section, self.offset, LOCAL)?)?;
        let names = u64::from(u16_at(local, 26)) + u64::from(u16_at(local, 28));
        if !local.starts_with(b"PK\x03\x04") {
            return Err(FileError::ZipDirectory { file: file.into() }.into());
        }
        let start = self.offset + LOCAL + names;
        within(file, section, start, self.packed)?;
        Ok(start)
    }
}

/// The entries of the directory, of which no two share bytes.
pub(super) fn directory(file: &str, section: Section<'_>) -> Result<Vec<Found>, Stop> {
    let cut = || Stop::from(FileError::ZipDirectory { file: file.into() });
    let size = section.size();
    let from = size.saturating_sub(END + LONGEST_COMMENT);
    let tail = section.get(from..size)?;
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
            if let Ok(range) = within(file, section, wide, WIDE_END) {
                record = Some(section.get(range)?).filter(|record| record.starts_with(b"PK\x06\x06"));
            }
            // The archive may follow other bytes: the record ends where the locator begins.
            if record.is_none() {
                wide = (from + at as u64).checked_sub(LOCATOR as u64 + WIDE_END).ok_or_else(cut)?;
                record = Some(section.get(wide..wide + WIDE_END)?)
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
    let mut rest = section.get(start..end)?;
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
    section: Section<'_>,
    start: u64,
    length: u64,
) -> Result<std::ops::Range<u64>, FileError> {
    let end = start.checked_add(length).filter(|&end| end <= section.size());
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

/// Decompresses at most `count` bytes from the beginning of a stream; also whether the stream is malformed.
pub(super) fn beginning(mut packed: &[u8], count: u64) -> (Vec<u8>, bool) {
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
