//! Reads a member of an archive, stored or compressed (DEFLATE, RFC 1951), as its bytes arrive, and keeps the wanted ones.

use std::ops::Range;

use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZError, MZFlush, MZStatus};

use super::sentences::FileError;

/// The size of the output buffer in bytes.
const OUT: usize = 1 << 16;

/// A member of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Packed {
    /// Its range in the file.
    pub(super) range: Range<u64>,
    /// Its size after decompression, in bytes.
    pub(super) size: u64,
    /// The CRC-32 of its content.
    pub(super) crc: u32,
    /// Whether it is compressed.
    pub(super) deflated: bool,
}

/// A member that is being read.
pub(super) struct Inflate {
    /// `None` for a stored member.
    state: Option<Box<InflateState>>,
    out: Box<[u8; OUT]>,
    /// The offset of the first value in the content.
    start: u64,
    /// The announced size of the content, and the position reached.
    size: u64,
    position: u64,
    crc: crc32fast::Hasher,
    wanted_crc: u32,
    /// Bytes of the current wanted range that are too few to decode.
    kept: Vec<u8>,
    /// The index of the current wanted range.
    next: usize,
    ended: bool,
}

/// What is wrong with a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    /// The compressed data are malformed at this byte of the content.
    Corrupt(u64),
    /// The content is shorter than announced.
    Size { wanted: u64, found: u64 },
    /// The content is longer than announced. Its size is not measured, because it could be huge.
    More { wanted: u64 },
    /// The checksum does not match.
    Checksum,
}

impl Wrong {
    pub(super) fn sentence(self, place: &str) -> FileError {
        let place = place.to_string();
        match self {
            Self::Corrupt(byte) => FileError::Deflate { place, byte },
            Self::Size { wanted, found } => FileError::DeflateSize { place, wanted, found },
            Self::More { wanted } => FileError::DeflateMore { place, wanted },
            Self::Checksum => FileError::Checksum { place },
        }
    }
}

impl Inflate {
    /// Begins to read a member whose first value lies at `start`.
    pub(super) fn new(start: u64, packed: &Packed) -> Self {
        Self {
            state: packed.deflated.then(|| InflateState::new_boxed(DataFormat::Raw)),
            out: Box::new([0; OUT]),
            start,
            size: packed.size,
            position: 0,
            crc: crc32fast::Hasher::new(),
            wanted_crc: packed.crc,
            kept: Vec::new(),
            next: 0,
            ended: false,
        }
    }

    /// Decompresses `bytes`, the last ones if `last`, and calls `keep` with the content of the `wanted` ranges, which count from
    /// the first value. Each call has a multiple of eight bytes, except at the end of a range.
    pub(super) fn give(
        &mut self,
        mut bytes: &[u8],
        last: bool,
        wanted: &[Range<u64>],
        mut keep: impl FnMut(&[u8]),
    ) -> Result<(), Wrong> {
        while !self.ended {
            let Some(state) = &mut self.state else {
                let (now, later) = bytes.split_at(bytes.len().min(OUT));
                self.out[..now.len()].copy_from_slice(now);
                self.take(now.len(), wanted, &mut keep)?;
                bytes = later;
                if bytes.is_empty() {
                    break;
                }
                continue;
            };
            let result = inflate(state, bytes, &mut self.out[..], MZFlush::None);
            bytes = &bytes[result.bytes_consumed..];
            self.take(result.bytes_written, wanted, &mut keep)?;
            match result.status {
                Ok(MZStatus::StreamEnd) => self.ended = true,
                Ok(_) if result.bytes_written == 0 && bytes.is_empty() => break,
                Ok(_) => {}
                Err(MZError::Buf) if bytes.is_empty() => break,
                Err(_) => return Err(Wrong::Corrupt(self.position)),
            }
        }
        if !last {
            return Ok(());
        }
        if self.position != self.size {
            return Err(Wrong::Size { wanted: self.size, found: self.position });
        }
        if self.crc.clone().finalize() != self.wanted_crc {
            return Err(Wrong::Checksum);
        }
        Ok(())
    }

    /// Keeps the wanted ones of the first `count` bytes in the output buffer.
    fn take(
        &mut self,
        count: usize,
        wanted: &[Range<u64>],
        keep: &mut impl FnMut(&[u8]),
    ) -> Result<(), Wrong> {
        let out = &self.out[..count];
        self.crc.update(out);
        let from = self.position;
        self.position += count as u64;
        if self.position > self.size {
            return Err(Wrong::More { wanted: self.size });
        }
        while let Some(range) = wanted.get(self.next) {
            let (begin, end) = (self.start + range.start, self.start + range.end);
            if begin >= self.position {
                break;
            }
            let a = begin.saturating_sub(from).min(count as u64) as usize;
            let b = (end - from).min(count as u64) as usize;
            self.kept.extend_from_slice(&out[a..b]);
            let ends = end <= self.position;
            let whole = if ends { self.kept.len() } else { self.kept.len() / 8 * 8 };
            keep(&self.kept[..whole]);
            self.kept.drain(..whole);
            if !ends {
                break;
            }
            self.next += 1;
        }
        Ok(())
    }
}

impl std::fmt::Debug for Inflate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inflate")
            .field("position", &self.position)
            .field("size", &self.size)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deflated(bytes: &[u8]) -> (Vec<u8>, Packed) {
        let packed = miniz_oxide::deflate::compress_to_vec(bytes, 6);
        let crc = crc32fast::hash(bytes);
        let about = Packed { range: 0..packed.len() as u64, size: bytes.len() as u64, crc, deflated: true };
        (packed, about)
    }

    fn inflated(packed: &[u8], about: &Packed, step: usize, wanted: &[Range<u64>]) -> Result<Vec<u8>, Wrong> {
        let mut inflate = Inflate::new(100, about);
        let mut kept = Vec::new();
        let mut chunks = packed.chunks(step).peekable();
        while let Some(chunk) = chunks.next() {
            inflate.give(chunk, chunks.peek().is_none(), wanted, |found| kept.extend_from_slice(found))?;
        }
        Ok(kept)
    }

    #[test]
    fn only_what_is_wanted_is_kept_whatever_the_steps() {
        let bytes: Vec<u8> = (0..300_000u64).map(|i| (i * i / 977) as u8).collect();
        let (packed, about) = deflated(&bytes);
        let wanted = [0..16, 64_000..70_008, 200_000..200_004];
        let oracle: Vec<u8> = wanted
            .iter()
            .flat_map(|r| bytes[100 + r.start as usize..100 + r.end as usize].to_vec())
            .collect();
        for step in [1, 7, 4096, packed.len()] {
            assert_eq!(inflated(&packed, &about, step, &wanted).unwrap(), oracle, "{step}");
            let stored = Packed { deflated: false, ..about.clone() };
            assert_eq!(inflated(&bytes, &stored, 97 * step, &wanted).unwrap(), oracle, "stored, {step}");
        }
    }

    #[test]
    fn what_is_wrong_is_told() {
        let (packed, about) = deflated(&[7; 1000]);
        let all = &[0..450, 450..900];
        let claims = |size| Packed { size, ..about.clone() };
        assert_eq!(
            inflated(&packed, &claims(1 << 32), 9, all),
            Err(Wrong::Size { wanted: 1 << 32, found: 1000 })
        );
        for step in [1, 9, packed.len()] {
            assert_eq!(inflated(&packed, &claims(10), step, all), Err(Wrong::More { wanted: 10 }));
        }
        let other = Packed { crc: !about.crc, ..about.clone() };
        assert_eq!(inflated(&packed, &other, 9, all), Err(Wrong::Checksum));
        // There are no blocks of the third type.
        assert!(matches!(inflated(&[0xff; 50], &about, 9, all), Err(Wrong::Corrupt(_))));
        let cut = &packed[..packed.len() / 2];
        assert!(matches!(inflated(cut, &about, 9, all), Err(Wrong::Size { .. })));
    }
}
