//! numpy's `.npz`: a ZIP archive of `.npy` files, here without compression.
//!
//! Format: <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>. Offsets have 32 bits, which is as much as the memory of
//! a wasm instance, and more than any tensor here.

use super::{
    Array,
    npy::{npy, npy_text},
};

/// The version of ZIP that a reader needs: 2.0.
const NEEDED: u16 = 20;
/// 1 January 1980, the earliest date of ZIP. With a fixed date, equal arrays make equal files.
const DATE: u16 = 1 << 5 | 1;

/// Arrays as a `.npz` file, with a text as the array `metadata`.
pub fn npz(arrays: &[Array<'_>], metadata: &str) -> Vec<u8> {
    let mut archive = Archive::default();
    for array in arrays {
        archive.add(array.name, &npy(array));
    }
    archive.add("metadata", &npy_text(metadata));
    archive.finish()
}

#[derive(Default)]
struct Archive {
    out: Vec<u8>,
    directory: Vec<u8>,
    members: u16,
}

impl Archive {
    fn add(&mut self, name: &str, content: &[u8]) {
        let file = format!("{name}.npy");
        let offset = self.out.len() as u32;
        let size = content.len() as u32;
        // The fields that the local header and the directory share: version, flags, method, time, date, checksum, sizes, and lengths of the
        // name and of extra fields.
        let mut shared = Vec::new();
        put16(&mut shared, &[NEEDED, 0, 0, 0, DATE]);
        put32(&mut shared, &[crc32fast::hash(content), size, size]);
        put16(&mut shared, &[file.len() as u16, 0]);

        self.out.extend_from_slice(b"PK\x03\x04");
        self.out.extend_from_slice(&shared);
        self.out.extend_from_slice(file.as_bytes());
        self.out.extend_from_slice(content);

        self.directory.extend_from_slice(b"PK\x01\x02");
        put16(&mut self.directory, &[NEEDED]);
        self.directory.extend_from_slice(&shared);
        // Length of the comment, number of the disk, attributes.
        put16(&mut self.directory, &[0, 0, 0]);
        put32(&mut self.directory, &[0, offset]);
        self.directory.extend_from_slice(file.as_bytes());
        self.members += 1;
    }

    fn finish(mut self) -> Vec<u8> {
        let (offset, size) = (self.out.len() as u32, self.directory.len() as u32);
        self.out.append(&mut self.directory);
        self.out.extend_from_slice(b"PK\x05\x06");
        put16(&mut self.out, &[0, 0, self.members, self.members]);
        put32(&mut self.out, &[size, offset]);
        put16(&mut self.out, &[0]);
        self.out
    }
}

fn put16(out: &mut Vec<u8>, numbers: &[u16]) {
    out.extend(numbers.iter().flat_map(|n| n.to_le_bytes()));
}

fn put32(out: &mut Vec<u8>, numbers: &[u32]) {
    out.extend(numbers.iter().flat_map(|n| n.to_le_bytes()));
}
