//! safetensors: <https://github.com/huggingface/safetensors#format>. A JSON header behind its length, then the elements.

use serde_json::{Map, Value, json};

use super::{Array, Elements};

/// Elements begin at a multiple of this many bytes.
const ALIGNMENT: usize = 8;

/// Arrays as a `.safetensors` file, with texts by name as its metadata.
pub fn safetensors(arrays: &[Array<'_>], metadata: &[(&str, String)]) -> Vec<u8> {
    // Larger elements come first. So all are aligned without gaps, which the format forbids.
    let mut order: Vec<&Array<'_>> = arrays.iter().collect();
    order.sort_by_key(|array| std::cmp::Reverse(array.elements.size()));

    let texts: Map<String, Value> =
        metadata.iter().map(|(name, text)| ((*name).into(), text.as_str().into())).collect();
    let mut header = Map::from_iter([("__metadata__".to_owned(), Value::Object(texts))]);
    let mut end = 0;
    for array in &order {
        let start = end;
        end += array.elements.bytes();
        let dtype = match array.elements {
            Elements::I8(_) => "I8",
            Elements::U8(_) => "U8",
            Elements::F32(_) => "F32",
        };
        let entry = json!({ "dtype": dtype, "shape": array.shape, "data_offsets": [start, end] });
        header.insert(array.name.to_owned(), entry);
    }
    let mut header = Value::Object(header).to_string();
    header.extend(std::iter::repeat_n(' ', header.len().next_multiple_of(ALIGNMENT) - header.len()));

    let mut out = Vec::with_capacity(8 + header.len() + end);
    out.extend_from_slice(&(header.len() as u64).to_le_bytes());
    out.extend_from_slice(header.as_bytes());
    for array in order {
        array.elements.write(&mut out);
    }
    out
}
