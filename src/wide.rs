//! Full-width forms of ASCII, which people who write Chinese type without noticing: `int5：asym`, `values（1，2）`.

use std::borrow::Cow;

/// The ASCII character of a full-width one; other characters stay. An ideographic comma is a comma.
pub(crate) fn narrow(c: char) -> char {
    match c {
        // They stand in the order of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '\u{3001}' => ',',
        c => c,
    }
}

/// A text with ASCII characters in the place of full-width ones.
pub(crate) fn narrowed(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| narrow(c) == c) { text.into() } else { text.chars().map(narrow).collect() }
}
