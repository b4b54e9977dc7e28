//! numpy's `.npy`, version 1.0: <https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>.

use super::{Array, Elements};

/// Elements begin at a multiple of this many bytes.
const ALIGNMENT: usize = 64;
/// Magic, version and the length of the header.
const PREFIX: usize = 10;

/// An array as a `.npy` file.
pub fn npy(array: &Array<'_>) -> Vec<u8> {
    let descr = match array.elements {
        Elements::I8(_) => "|i1",
        Elements::U8(_) => "|u1",
        Elements::F32(_) => "<f4",
        Elements::I64(_) => "<i8",
        Elements::Raw(dtype, _) => dtype.names().2,
    };
    let mut out = start(descr, &array.shape, array.elements.bytes());
    array.elements.write(&mut out);
    out
}

/// A text as a `.npy` file: an array without dimensions, of numpy's strings in UTF-32.
pub(super) fn npy_text(text: &str) -> Vec<u8> {
    // An element of no characters could not be told from none.
    let count = text.chars().count().max(1);
    let mut out = start(&format!("<U{count}"), &[], 4 * count);
    let end = out.len() + 4 * count;
    out.extend(text.chars().flat_map(|c| u32::from(c).to_le_bytes()));
    out.resize(end, 0);
    out
}

/// Everything before the elements, with capacity for `bytes` more.
fn start(descr: &str, shape: &[usize], bytes: usize) -> Vec<u8> {
    // As Python prints a tuple.
    let shape = match shape {
        [one] => format!("({one},)"),
        several => {
            let words: Vec<String> = several.iter().map(usize::to_string).collect();
            format!("({})", words.join(", "))
        }
    };
    let mut header = format!("{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}");
    // With the line break, which ends it.
    let length = (PREFIX + header.len() + 1).next_multiple_of(ALIGNMENT) - PREFIX;
    header.extend(std::iter::repeat_n(' ', length - 1 - header.len()));
    header.push('\n');
    let mut out = Vec::with_capacity(PREFIX + length + bytes);
    out.extend_from_slice(b"\x93NUMPY\x01\x00");
    out.extend_from_slice(&(length as u16).to_le_bytes());
    out.extend_from_slice(header.as_bytes());
    out
}
