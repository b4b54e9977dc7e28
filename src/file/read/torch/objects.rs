//! What a pickle of tensors makes: values, and objects with parts.

use super::globals::Global;

/// A value. It is small, because a byte of the pickle can make one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    /// Anything that is neither looked at nor part of a name.
    Other,
    Int(i64),
    Text(Text),
    Global(Global),
    /// Its index in the list of objects of the pickle.
    Object(u32),
}

/// A text, as its place in the pickle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) start: u32,
    pub(super) length: u32,
}

/// What has parts.
#[derive(Debug)]
pub(super) enum Object {
    Dict(Vec<(Value, Value)>),
    List(Vec<Value>),
    Tuple(Vec<Value>),
    /// Its type, or none for one of bytes, and the name of its member.
    Storage(Option<u8>, Text),
    Tensor(Box<View>),
}

/// A tensor as a view of a storage. Offset and strides count values.
#[derive(Debug)]
pub(super) struct View {
    /// The index of its type in the list of types.
    pub(super) kind: u8,
    pub(super) storage: Text,
    pub(super) offset: u64,
    pub(super) shape: Vec<u64>,
    pub(super) strides: Vec<u64>,
}

/// The characters of a text of the pickle `bytes`.
pub(super) fn text_of(bytes: &[u8], Text { start, length }: Text) -> &str {
    let bytes = &bytes[start as usize..(start + length) as usize];
    // Checked when it was read.
    std::str::from_utf8(bytes).unwrap_or_default()
}

/// A number in two's complement, the least significant byte first; none beyond 64 bits.
pub(super) fn integer(bytes: &[u8]) -> Option<i64> {
    let negative = bytes.last().is_some_and(|byte| byte & 0x80 != 0);
    let mut all = [if negative { 0xff } else { 0 }; 8];
    all.get_mut(..bytes.len())?.copy_from_slice(bytes);
    Some(i64::from_le_bytes(all))
}
