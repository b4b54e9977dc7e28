//! Photographs: PNG and JPEG, read as a matrix of luminance.
//!
//! ```text
//! y = (0.2126 R + 0.7152 G + 0.0722 B) / most      ITU-R BT.709 weights of the stored values, which stay as they are encoded
//! over white:  a·y + (1 − a)                       where pixels are transparent
//! ```
//! Sums are in f64, and y in f32: 0 is black, 1 is white. Rows are rows of the picture once it is upright (EXIF orientation). Color
//! profiles and the gamma of a PNG are not applied: what is quantized is what the file has.

mod upright;

use std::io::Cursor;

use jpeg_decoder::PixelFormat;
use png::{BitDepth, ColorType, Transformations};

use super::listing::{Entry, Loaded};
use super::pieces::{Pieces, Stop};
use super::sentences::{FileError, Note, shown};
use crate::tensor::Tensor;

/// The most pixels that are read: 16 megapixels, which decoding holds several times.
const MOST_PIXELS: u64 = 1 << 24;
/// The most bytes of a file, which is decoded as a whole.
const MOST_BYTES: u64 = 1 << 27;
/// DEFLATE makes at most so many bytes of one; a PNG that claims more cannot have them.
const MOST_INFLATED: u64 = 1032;
/// JPEG takes at least a bit for each block of 8 × 8.
const PIXELS_PER_BYTE: u64 = 8 * 64;
/// What the decoders may hold beside pixels.
const DECODER_BYTES: usize = 1 << 28;

/// A photograph that was decoded.
#[derive(Debug)]
pub(super) struct Photograph {
    rows: usize,
    columns: usize,
    /// Luminance, row by row.
    values: Vec<f32>,
    notes: Vec<Note>,
}

/// Pixels as a decoder gives them.
struct Pixels {
    width: u32,
    height: u32,
    samples: Vec<u8>,
    /// Samples of a pixel, of which the last is alpha where there are 2 or 4.
    channels: usize,
    /// Whether samples have 16 bits, the first byte being the larger one.
    wide: bool,
    exif: Option<Vec<u8>>,
}

impl Photograph {
    /// Decodes a PNG; of an animated one the first frame.
    ///
    /// # Errors
    /// When it is too large or damaged.
    pub(super) fn png(file: &str, pieces: &Pieces<'_>) -> Result<Self, Stop> {
        let damaged = || FileError::PictureDamaged { file: file.into(), format: "PNG" };
        // The size stands at the beginning: a picture that is too large is not fetched.
        let head = pieces.head(24)?;
        let number =
            |at: usize| head.get(at..at + 4).and_then(|four| Some(u32::from_be_bytes(four.try_into().ok()?)));
        let (width, height) = (number(16).ok_or_else(damaged)?, number(20).ok_or_else(damaged)?);
        within(file, width, height)?;
        let bytes = whole(file, pieces)?;
        Ok(png(bytes).ok_or_else(damaged).and_then(|pixels| Self::new(file, pixels))?)
    }

    /// Decodes a JPEG.
    ///
    /// # Errors
    /// When it is too large or damaged, or has no luminance.
    pub(super) fn jpeg(file: &str, pieces: &Pieces<'_>) -> Result<Self, Stop> {
        let bytes = whole(file, pieces)?;
        Ok(jpeg(file, bytes).and_then(|pixels| Self::new(file, pixels))?)
    }

    fn new(file: &str, pixels: Pixels) -> Result<Self, FileError> {
        let Pixels { width, height, samples, channels, wide, exif } = pixels;
        within(file, width, height)?;
        let most = if wide { 65535.0 } else { 255.0 };
        let sample = |bytes: &[u8]| bytes.iter().fold(0.0, |number, &byte| 256.0 * number + f64::from(byte));
        let size = if wide { 2 } else { 1 };
        let mut transparent = 0;
        let luminance = |pixel: &[u8]| {
            let at = |i: usize| sample(&pixel[i * size..(i + 1) * size]);
            let y = match channels {
                1 | 2 => at(0) / most,
                _ => (0.2126 * at(0) + 0.7152 * at(1) + 0.0722 * at(2)) / most,
            };
            if channels % 2 == 1 || at(channels - 1) == most {
                return y as f32;
            }
            transparent += 1;
            let alpha = at(channels - 1) / most;
            (alpha * y + (1.0 - alpha)) as f32
        };
        let values: Vec<f32> = samples.chunks_exact(channels * size).map(luminance).collect();
        let orientation = exif.as_deref().and_then(upright::orientation).unwrap_or(1);
        let (width, height) = (width as usize, height as usize);
        let (rows, columns, values) = upright::turned(orientation, height, width, values);
        let colored = channels > 2;
        let notes = [
            colored.then(|| Note::Luminance { pixels: shown(&[rows as u64, columns as u64]) }),
            (transparent > 0).then_some(Note::Transparent { count: transparent }),
            (orientation > 1).then_some(Note::Turned { orientation }),
        ];
        Ok(Self { rows, columns, values, notes: notes.into_iter().flatten().collect() })
    }

    /// The matrix as an entry called `name`.
    pub(super) fn entry(&self, name: &str) -> Entry {
        Entry {
            name: name.into(),
            shape: vec![self.rows as u64, self.columns as u64],
            dtype: "luminance".into(),
            count: self.values.len() as u64,
            readable: true,
            part: 0,
            part_of: None,
            stored_bits: None,
        }
    }

    /// The matrix.
    ///
    /// # Errors
    /// When there are fewer values than pixels, which a decoder does not do.
    pub(super) fn loaded(&self, file: &str) -> Result<Loaded, FileError> {
        let shape = [self.rows, self.columns];
        let tensor = Tensor::new(file, &shape, self.values.clone()).map_err(|_| FileError::Short {
            place: file.into(),
            shape: shown(&shape.map(|n| n as u64)),
            found: self.values.len(),
        })?;
        Ok(Loaded { tensor: tensor.as_photograph(), notes: self.notes.clone() })
    }
}

/// Refuses pictures of too many pixels.
fn within(file: &str, width: u32, height: u32) -> Result<(), FileError> {
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(FileError::PictureSize { file: file.into(), width, height, limit: MOST_PIXELS });
    }
    Ok(())
}

/// All bytes of a file.
fn whole<'a>(file: &str, pieces: &'a Pieces<'_>) -> Result<&'a [u8], Stop> {
    if pieces.size() > MOST_BYTES {
        let (bytes, limit) = (pieces.size(), MOST_BYTES);
        return Err(FileError::PictureBytes { file: file.into(), bytes, limit }.into());
    }
    pieces.head(pieces.size())
}

/// None when it is damaged.
fn png(bytes: &[u8]) -> Option<Pixels> {
    let limits = png::Limits { bytes: DECODER_BYTES };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(Transformations::EXPAND);
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let mut reader = decoder.read_info().ok()?;
    // Samples of fewer than 8 bits are packed.
    let packed = reader.info().raw_row_length().checked_sub(1)? as u64 * u64::from(reader.info().height);
    if packed > MOST_INFLATED * bytes.len() as u64 {
        return None;
    }
    let mut samples = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut samples).ok()?;
    samples.truncate(frame.buffer_size());
    let channels = match frame.color_type {
        ColorType::Grayscale => 1,
        ColorType::GrayscaleAlpha => 2,
        ColorType::Rgb => 3,
        ColorType::Rgba => 4,
        // Palettes are expanded.
        ColorType::Indexed => return None,
    };
    let exif = reader.info().exif_metadata.as_ref().map(|bytes| bytes.to_vec());
    let wide = frame.bit_depth == BitDepth::Sixteen;
    Some(Pixels { width: frame.width, height: frame.height, samples, channels, wide, exif })
}

fn jpeg(file: &str, bytes: &[u8]) -> Result<Pixels, FileError> {
    let refused = |error: jpeg_decoder::Error| match error {
        jpeg_decoder::Error::Unsupported(_) => FileError::PictureKind { file: file.into() },
        _ => FileError::PictureDamaged { file: file.into(), format: "JPEG" },
    };
    let damaged = || FileError::PictureDamaged { file: file.into(), format: "JPEG" };
    let mut decoder = jpeg_decoder::Decoder::new(Cursor::new(bytes));
    decoder.set_max_decoding_buffer_size(DECODER_BYTES);
    decoder.read_info().map_err(refused)?;
    let info = decoder.info().ok_or_else(damaged)?;
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    within(file, width, height)?;
    if u64::from(width) * u64::from(height) > PIXELS_PER_BYTE * bytes.len() as u64 {
        return Err(damaged());
    }
    let channels = match info.pixel_format {
        PixelFormat::L8 => 1,
        PixelFormat::RGB24 => 3,
        PixelFormat::CMYK32 => return Err(FileError::PictureInks { file: file.into() }),
        PixelFormat::L16 => return Err(FileError::PictureKind { file: file.into() }),
    };
    let samples = decoder.decode().map_err(refused)?;
    let exif = decoder.exif_data().map(<[u8]>::to_vec);
    Ok(Pixels { width, height, samples, channels, wide: false, exif })
}
