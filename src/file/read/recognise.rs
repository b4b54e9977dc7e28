//! Recognises the format of a file: by its content first, by its name second.

use super::listing::Format;
use super::pieces::{Pieces, Section, Stop};
use super::sentences::{ACCEPTED, FileError};

/// The first bytes of formats that users may try and that cannot be read.
const FOREIGN: &[(&[u8], &str)] = &[
    (b"GIF8", "GIF"),
    (b"%PDF-", "PDF"),
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

/// The first bytes of PyTorch's checkpoints before version 1.6: a pickle of a number that no other program writes.
const LEGACY_TORCH: &[u8] = b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.";

/// The first bytes of photographs.
const PHOTOGRAPHS: [(&[u8], Format, &str); 2] =
    [(b"\x89PNG\r\n\x1a\n", Format::Png, "PNG"), (b"\xff\xd8\xff", Format::Jpeg, "JPEG")];

/// Endings of names that say that a file has tensors or a table.
const TENSORS: [&str; 12] =
    ["safetensors", "npy", "npz", "gguf", "pt", "pth", "onnx", "json", "csv", "tsv", "txt", "dat"];

/// How many bytes are examined.
const HEAD: u64 = 4096;

/// What a file is.
#[derive(Debug)]
pub(super) struct Guess {
    /// Its format by its first bytes and its name, or why it is not read.
    pub(super) format: Result<Format, FileError>,
    /// Whether these bytes are text, so that it may be a table whose header begins like another format: `PAR1,PAR2`.
    pub(super) is_text: bool,
}

/// # Errors
/// When bytes are missing.
pub(super) fn recognise(file: &str, pieces: &Pieces<'_>) -> Result<Guess, Stop> {
    let bytes = pieces.head(HEAD)?;
    let more = (bytes.len() as u64) < pieces.size();
    let html = markup(bytes, more) == Some("HTML");
    Ok(Guess {
        format: told_by(file, bytes, more),
        is_text: !bytes.is_empty() && !html && is_text(bytes, more),
    })
}

/// Why a file that should be a checkpoint of PyTorch is none that is read, where its first bytes say it.
///
/// # Errors
/// When bytes are missing; when it is empty, or of another format.
pub(super) fn as_torch(file: &str, section: Section<'_>) -> Result<(), Stop> {
    let bytes = section.head(HEAD)?;
    match told_by(file, bytes, (bytes.len() as u64) < section.size()) {
        Err(
            error @ (FileError::Empty { .. }
            | FileError::TorchLegacy { .. }
            | FileError::Pickle { .. }
            | FileError::LooksLike { .. }),
        ) => Err(error.into()),
        _ => Ok(()),
    }
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
    for (magic, format, word) in PHOTOGRAPHS {
        if bytes.starts_with(magic) {
            // Under the name of a tensor it is most likely something that was saved by mistake.
            return match TENSORS.contains(&&*extension) {
                true => Err(FileError::PictureName { file: name(), format: word, extension }),
                false => Ok(format),
            };
        }
    }
    // The two bytes may also be a length: a file named .safetensors is read as one.
    let foreign = FOREIGN
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic) && (magic.len() > 2 || extension != "safetensors"));
    let pickled = bytes.starts_with(b"\x80") && matches!(bytes.get(1), Some(2..=5));
    if bytes.starts_with(LEGACY_TORCH) {
        return Err(FileError::TorchLegacy { file: name() });
    }
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
    if let Some(format) = picture(bytes) {
        return Err(FileError::LooksLike { file: name(), format, accepted: ACCEPTED });
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
        "onnx" => Ok(Format::Onnx),
        "json" | "jsonl" | "ndjson" => Ok(Format::Json),
        "csv" | "tsv" | "txt" | "dat" => Ok(Format::Text),
        _ if is_text(bytes, more) => Ok(Format::Text),
        _ => Err(FileError::Unknown { file: name(), accepted: ACCEPTED }),
    }
}

/// Pictures that cameras and pages use and that are not read.
fn picture(bytes: &[u8]) -> Option<&'static str> {
    match (bytes.get(..4)?, bytes.get(4..8)?, bytes.get(8..12)?) {
        (b"RIFF", _, b"WEBP") => Some("WebP"),
        (_, b"ftyp", b"avif" | b"avis") => Some("AVIF"),
        (_, b"ftyp", b"heic" | b"heix" | b"mif1" | b"msf1") => Some("HEIC"),
        _ => None,
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
        b'<' if bytes.get(1).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'?' | b'!')) => {
            Some("XML")
        }
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
    valid && !head.iter().any(|&b| b.is_ascii_control() && !b.is_ascii_whitespace() && b != 0x1a)
}
