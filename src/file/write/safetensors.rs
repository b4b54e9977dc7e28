//! safetensors: <https://github.com/huggingface/safetensors#format>. A JSON header behind its length, then the elements.

use std::collections::BTreeMap;

use super::json::{object, quoted, texts};
use super::{Array, Elements};

/// Elements begin at a multiple of this many bytes.
const ALIGNMENT: usize = 8;

/// Arrays as a `.safetensors` file, with texts by name as its metadata.
pub fn safetensors(arrays: &[Array<'_>], metadata: &[(&str, String)]) -> Vec<u8> {
    // Larger elements come first. So all are aligned without gaps, which the format forbids.
    let mut order: Vec<&Array<'_>> = arrays.iter().collect();
    order.sort_by_key(|array| std::cmp::Reverse(array.elements.size()));

    let mut header = BTreeMap::from([("__metadata__", texts(metadata))]);
    let mut end = 0;
    for array in &order {
        let start = end;
        end += array.elements.bytes();
        let dtype = match array.elements {
            Elements::I8(_) => "I8",
            Elements::U8(_) => "U8",
            Elements::F32(_) => "F32",
            Elements::I64(_) => "I64",
            Elements::Raw(dtype, _) => dtype.names().0,
        };
        let fields = [
            ("dtype", quoted(dtype)),
            ("shape", format!("[{}]", join(&array.shape))),
            ("data_offsets", format!("[{}]", join(&[start, end]))),
        ];
        header.insert(array.name, object(&fields.into()));
    }
    let mut header = object(&header);
    header.extend(std::iter::repeat_n(' ', header.len().next_multiple_of(ALIGNMENT) - header.len()));

    let mut out = Vec::with_capacity(8 + header.len() + end);
    out.extend_from_slice(&(header.len() as u64).to_le_bytes());
    out.extend_from_slice(header.as_bytes());
    for array in order {
        array.elements.write(&mut out);
    }
    out
}

fn join(numbers: &[usize]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}
