//! Text files: decoding, and counting lines for errors.

use super::pieces::{Pieces, Stop};
use super::sentences::FileError;

/// The largest text in bytes: 1 GB. Text is read as a whole.
const LARGEST_TEXT: u64 = 1 << 30;

/// The text of a file without byte order marks before it and end marks behind it, and the length of the former in bytes.
///
/// # Errors
/// When it is too long, or not UTF-8.
pub(super) fn decoded<'a>(file: &str, pieces: &'a Pieces<'_>) -> Result<(&'a str, usize), Stop> {
    if pieces.size() > LARGEST_TEXT {
        let (bytes, limit) = (pieces.size(), LARGEST_TEXT);
        return Err(FileError::TextSize { file: file.into(), bytes, limit }.into());
    }
    let whole = pieces.head(pieces.size())?;
    let mut bytes = whole;
    while let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        bytes = rest;
    }
    let mark = whole.len() - bytes.len();
    // Programs of DOS end a text by the character 26, and loggers that reserve space leave zeros behind it.
    while let Some((b'\x1a' | 0, rest)) = bytes.trim_ascii_end().split_last() {
        bytes = rest;
    }
    let not_text = |byte| FileError::NotText { file: file.into(), byte: mark + byte };
    let text = std::str::from_utf8(bytes).map_err(|e| not_text(e.valid_up_to()))?;
    match text.find('\0') {
        Some(byte) => Err(not_text(byte).into()),
        None => Ok((text, mark)),
    }
}

/// Finds the lines of ascending positions in one pass over the text.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), at: 0, line: 1 }
    }

    /// The line of `byte`, from 1.
    pub(super) fn line(&mut self, byte: usize) -> usize {
        let byte = byte.min(self.bytes.len());
        for i in self.at..byte {
            self.line += usize::from(match self.bytes[i] {
                b'\n' => true,
                b'\r' => self.bytes.get(i + 1) != Some(&b'\n'),
                _ => false,
            });
        }
        self.at = self.at.max(byte);
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_three_ways() {
        let mut lines = Lines::new("a\r\nb\rc\n\nd");
        assert_eq!([0, 1, 3, 5, 8, 99].map(|byte| lines.line(byte)), [1, 1, 2, 3, 5, 5]);
    }
}
