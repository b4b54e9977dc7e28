//! ZIP archives beyond those numpy writes: 64-bit records, comments, checksums of stored members, other programs' archives.
#![cfg(not(target_arch = "wasm32"))]

use quantscope::file::read::{FileError, load, open};

fn npy(descr: &str, data: &[u8]) -> Vec<u8> {
    let header = format!("{{'descr': '{descr}', 'fortran_order': False, 'shape': ({},), }}\n", data.len());
    [b"\x93NUMPY\x01\x00", &(header.len() as u16).to_le_bytes()[..], header.as_bytes(), data].concat()
}

/// What is special about an archive.
#[derive(Clone, Copy, Default)]
struct Archive {
    wide: bool,
    comment: usize,
    crc: u32,
}

impl Archive {
    /// Members stored as they are; `crc` is added to each checksum.
    fn of(self, members: &[(&str, Vec<u8>)]) -> Vec<u8> {
        let (mut file, mut directory) = (Vec::new(), Vec::new());
        let elsewhere = |n: usize| if self.wide { u32::MAX } else { n as u32 }.to_le_bytes();
        for (name, bytes) in members {
            let offset = file.len();
            let crc = crc32fast::hash(bytes).wrapping_add(self.crc).to_le_bytes();
            let extra: Vec<u8> = if self.wide {
                let numbers = [bytes.len(), bytes.len(), offset].map(|n| (n as u64).to_le_bytes());
                [&[1, 0, 24, 0][..], numbers.as_flattened()].concat()
            } else {
                Vec::new()
            };
            let size = elsewhere(bytes.len());
            let length = (name.len() as u16).to_le_bytes();
            let common = [&[45, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &crc, &size, &size, &length].concat();
            file.extend([b"PK\x03\x04", &common[..], &[0, 0], name.as_bytes(), bytes].concat());
            let extra_length = (extra.len() as u16).to_le_bytes();
            let offset = elsewhere(offset);
            directory.extend(
                [
                    b"PK\x01\x02\x2d\x00",
                    &common[..],
                    &extra_length,
                    &[0; 10],
                    &offset,
                    name.as_bytes(),
                    &extra,
                ]
                .concat(),
            );
        }
        let (start, length) = (file.len(), directory.len());
        file.extend(directory);
        if self.wide {
            let end = file.len() as u64;
            let count = (members.len() as u64).to_le_bytes();
            let place = [(length as u64).to_le_bytes(), (start as u64).to_le_bytes()];
            let record = [b"PK\x06\x06", &44u64.to_le_bytes()[..], &[45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]];
            file.extend([&record.concat()[..], &count, &count, place.as_flattened()].concat());
            file.extend([b"PK\x06\x07\0\0\0\0", &end.to_le_bytes()[..], &1u32.to_le_bytes()].concat());
        }
        let count = (members.len() as u16).to_le_bytes();
        let comment = (self.comment as u16).to_le_bytes();
        let end = [&count[..], &count, &elsewhere(length), &elsewhere(start), &comment];
        file.extend([b"PK\x05\x06\0\0\0\0", &end.concat()[..], &vec![b'!'; self.comment]].concat());
        file
    }
}

#[test]
fn members_are_found_by_records_of_either_width_and_behind_a_comment() {
    let members = [("a.npy", npy("|i1", &[1, 2, 255])), ("deep/b.npy", npy("|u1", &[7]))];
    for archive in [
        Archive::default(),
        Archive { comment: 300, ..Archive::default() },
        Archive { wide: true, comment: 9, ..Archive::default() },
    ] {
        let bytes = archive.of(&members);
        let names: Vec<_> = open("z.npz", &bytes).unwrap().entries.into_iter().map(|e| e.name).collect();
        assert_eq!(names, ["a", "deep/b"]);
        assert_eq!(load("z.npz", &bytes, Some("a")).unwrap().tensor.values(), [1.0, 2.0, -1.0]);
        assert_eq!(load("z.npz", &bytes, Some("deep/b")).unwrap().tensor.values(), [7.0]);
    }
}

#[test]
fn the_checksum_of_a_stored_member_counts() {
    let bytes = Archive { crc: 1, ..Archive::default() }.of(&[("a.npy", npy("|i1", &[1, 2, 3]))]);
    assert!(open("z.npz", &bytes).is_ok(), "it can still be listed");
    let error = load("z.npz", &bytes, None).unwrap_err();
    assert_eq!(error, FileError::Checksum { place: "z.npz/a".into() });
}

#[test]
fn pickles_and_archives_of_other_programs_say_what_they_are() {
    let bytes = Archive::default().of(&[("o.npy", npy("|O", b"\x80\x04N.")), ("w.npy", npy("|u1", &[5]))]);
    let error = load("z.npz", &bytes, Some("o")).unwrap_err();
    assert_eq!(error, FileError::Pickle { place: "z.npz/o".into() });
    assert_eq!(load("z.npz", &bytes, None).unwrap().tensor.name(), "w", "what can be read comes first");
    let of = |member: &str| {
        let bytes = Archive::default().of(&[("readme.txt", Vec::new()), (member, vec![1])]);
        open("some.file", &bytes).unwrap_err().to_string()
    };
    assert!(of("archive/data.pkl").contains("archive/data.pkl"), "{}", of("archive/data.pkl"));
    assert!(of("xl/workbook.xml").contains("Excel"), "{}", of("xl/workbook.xml"));
    assert!(of("x").contains("looks like ZIP"), "{}", of("x"));
}

/// The place of the only `pattern` in `bytes`.
fn place(bytes: &[u8], pattern: &[u8]) -> usize {
    bytes.windows(pattern.len()).position(|window| window == pattern).unwrap()
}

#[test]
fn members_that_share_bytes_are_refused() {
    let mut bytes = Archive::default().of(&[("a.npy", npy("|i1", &[1])), ("b.npy", npy("|i1", &[2]))]);
    let entry = place(&bytes, b"PK\x01\x02");
    let second = entry + 46 + "a.npy".len();
    bytes[second + 42..second + 46].fill(0);
    let error = open("z.npz", &bytes).unwrap_err();
    assert_eq!(error, FileError::ZipDirectory { file: "z.npz".into() });
}

#[test]
fn a_place_beyond_what_can_be_counted_is_refused() {
    let mut bytes = Archive { wide: true, ..Archive::default() }.of(&[("a.npy", npy("|i1", &[1]))]);
    let extra = place(&bytes, &[1, 0, 24, 0]);
    bytes[extra + 20..extra + 28].fill(0xff);
    // The directory is said to begin a byte earlier, as if the archive stood behind one.
    let record = place(&bytes, b"PK\x06\x06");
    bytes[record + 48] -= 1;
    let error = open("z.npz", &bytes).unwrap_err();
    assert_eq!(error, FileError::ZipDirectory { file: "z.npz".into() });
}

#[test]
fn a_compressed_member_shorter_than_announced_is_told() {
    let whole = npy("|i1", &[1, 2, 3]);
    let cut = miniz_oxide::deflate::compress_to_vec(&whole[..40], 6);
    let mut bytes = Archive::default().of(&[("a.npy", cut)]);
    for head in [4, place(&bytes, b"PK\x01\x02") + 6] {
        bytes[head + 4] = 8;
        bytes[head + 18..head + 22].copy_from_slice(&(whole.len() as u32).to_le_bytes());
    }
    let error = open("z.npz", &bytes).unwrap_err();
    let wanted = whole.len() as u64;
    assert_eq!(error, FileError::DeflateSize { place: "z.npz/a".into(), wanted, found: 40 });
}

/// NumPy takes a member for an array by its first bytes, whatever its name.
#[test]
fn arrays_under_other_names_are_read() {
    for name in ["a", "A.NPY", "w.bin", "d/a.npy.bak"] {
        let file = Archive::default().of(&[("readme.txt", b"hello".to_vec()), (name, npy("|u1", &[1, 2]))]);
        let names: Vec<String> = open("t.npz", &file).unwrap().entries.into_iter().map(|e| e.name).collect();
        assert_eq!(names, [name]);
        assert_eq!(load("t.npz", &file, Some(name)).unwrap().tensor.values(), [1.0, 2.0]);
    }
    for members in [&[][..], &[("readme.txt", b"hello".to_vec())]] {
        let file = Archive::default().of(members);
        assert_eq!(open("t.npz", &file).unwrap_err(), FileError::NoTensor { file: "t.npz".into() });
    }
    let other = Archive::default().of(&[("a.csv", b"1,2".to_vec())]);
    assert!(matches!(open("t.zip", &other), Err(FileError::LooksLike { format: "ZIP", .. })));
}
