//! Recognises the format of a file: by its content first, by its name second.

use super::listing::Format;
use super::pieces::{Pieces, Stop};
use super::sentences::{ACCEPTED, FileError};

/// The first bytes of formats that users may try and that cannot be read.
const FOREIGN: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"%PDF", "PDF"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"FUGG", "GGUF with its bytes in reverse"),
    (b"ggml", "GGML"),
    (b"lmgg", "GGML"),
    (b"fmgg", "GGML"),
    (b"tjgg", "GGML"),
    (b"\x89HDF\r\n\x1a\n", "HDF5"),
    (b"PAR1", "Parquet"),
];

/// How many bytes are examined.
const HEAD: u64 = 4096;

/// # Errors
/// When the file is empty, or when its format is unknown or cannot be read.
pub(super) fn recognise(file: &str, pieces: &Pieces<'_>) -> Result<Format, Stop> {
    let bytes = pieces.head(HEAD)?;
    Ok(told_by(file, bytes, (bytes.len() as u64) < pieces.size())?)
}

/// Decides by the first bytes; `more` if the file is longer.
fn told_by(file: &str, bytes: &[u8], more: bool) -> Result<Format, FileError> {
    let name = || file.to_string();
    if bytes.is_empty() {
        return Err(FileError::Empty { file: name() });
    }
    if bytes.starts_with(b"\x93NUMPY") {
        return Ok(Format::Npy);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Format::Npz);
    }
    if bytes.starts_with(b"GGUF") {
        return Ok(Format::Gguf);
    }
    let extension = file.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    // The two bytes may also be a length: a file named .safetensors is read as one.
    let foreign = FOREIGN
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic) && (magic.len() > 2 || extension != "safetensors"));
    let pickled = bytes.starts_with(b"\x80") && matches!(bytes.get(1), Some(2..=5));
    if pickled && extension != "safetensors" {
        return Err(FileError::Pickle { place: name() });
    }
    if let Some((_, format)) = foreign {
        return Err(FileError::LooksLike { file: name(), format, accepted: ACCEPTED });
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(FileError::Utf16 { file: name() });
    }
    // A length below 4 GB and the header's first bracket.
    if bytes.get(4..9) == Some(b"\0\0\0\0{") {
        return Ok(Format::Safetensors);
    }
    match markup(bytes, more) {
        Some("JSON") => return Ok(Format::Json),
        Some(format) => return Err(FileError::LooksLike { file: name(), format, accepted: ACCEPTED }),
        None => {}
    }
    match extension.as_str() {
        "safetensors" => Ok(Format::Safetensors),
        "npy" => Ok(Format::Npy),
        "npz" => Ok(Format::Npz),
        "gguf" => Ok(Format::Gguf),
        "json" => Ok(Format::Json),
        "csv" | "tsv" | "txt" | "dat" => Ok(Format::Text),
        _ if is_text(bytes, more) => Ok(Format::Text),
        _ => Err(FileError::Unknown { file: name(), accepted: ACCEPTED }),
    }
}

/// Text that is not a table.
fn markup(bytes: &[u8], more: bool) -> Option<&'static str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let begins =
        |word: &str| bytes.get(..word.len()).is_some_and(|b| b.eq_ignore_ascii_case(word.as_bytes()));
    if begins("<!doctype") || begins("<html") {
        return Some("HTML");
    }
    match bytes.first()? {
        b'<' => Some("XML"),
        b'{' | b'[' if is_text(bytes, more) => Some("JSON"),
        _ => None,
    }
}

/// Whether the first kilobytes are text without control characters.
fn is_text(head: &[u8], more: bool) -> bool {
    let valid = match std::str::from_utf8(head) {
        Ok(_) => true,
        // Only the last character may be incomplete, at the end of the head.
        Err(e) => e.error_len().is_none() && more,
    };
    valid && !head.iter().any(|&b| b.is_ascii_control() && !b.is_ascii_whitespace())
}
