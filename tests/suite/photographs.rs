//! Photographs: luminance as numpy computes it, the same bits natively and as WebAssembly, and clear sentences.

use quantscope::Tensor;
use quantscope::file::read::{FileError, Loaded, Note, load};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// A file of `tests/photographs` with its name.
macro_rules! photograph {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../photographs/", $name)).as_slice())
    };
}

/// A file's name and its bytes.
type Named = (&'static str, &'static [u8]);

/// PNGs, each with its luminance.
const EXACT: &[(Named, Named)] = &[
    (photograph!("gray_1.png"), photograph!("gray_1.npy")),
    (photograph!("gray_16.png"), photograph!("gray_16.npy")),
    (photograph!("gray_2.png"), photograph!("gray_2.npy")),
    (photograph!("gray_4.png"), photograph!("gray_4.npy")),
    (photograph!("gray_8.png"), photograph!("gray_8.npy")),
    (photograph!("gray_alpha.png"), photograph!("gray_alpha.npy")),
    (photograph!("gray_interlaced.png"), photograph!("gray_interlaced.npy")),
    (photograph!("palette_4.png"), photograph!("palette_4.npy")),
    (photograph!("palette_alpha.png"), photograph!("palette_alpha.npy")),
    (photograph!("rgb.png"), photograph!("rgb.npy")),
    (photograph!("rgb_16_interlaced.png"), photograph!("rgb_16_interlaced.npy")),
    (photograph!("rgba.png"), photograph!("rgba.npy")),
    (photograph!("rgba_16.png"), photograph!("rgba_16.npy")),
];

/// JPEGs, each with the luminance that libjpeg decodes and the checksum of the crate's own.
const NEAR: &[(Named, Named, u64)] = &[
    (photograph!("gray.jpg"), photograph!("gray.npy"), 0x15CB_F0FA_E11F_7EE2),
    (photograph!("gray_turned.jpg"), photograph!("gray_turned.npy"), 0x7E27_0ADD_649C_B032),
    (photograph!("rgb_420.jpg"), photograph!("rgb_420.npy"), 0x011A_1E60_B9C5_B087),
    (photograph!("rgb_444.jpg"), photograph!("rgb_444.npy"), 0x8EE7_83C3_8959_BA8D),
    (photograph!("rgb_progressive.jpg"), photograph!("rgb_progressive.npy"), 0x011A_1E60_B9C5_B087),
];

fn read((name, bytes): (&str, &[u8])) -> Loaded {
    load(name, bytes, None).unwrap_or_else(|e| panic!("{e}"))
}

/// FNV-1a over the bits of the values.
fn checksum(tensor: &Tensor) -> u64 {
    let bytes = tensor.values().iter().flat_map(|x| x.to_bits().to_le_bytes());
    bytes.fold(0xCBF2_9CE4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3))
}

#[test]
fn a_png_has_the_luminance_of_its_pixels_to_the_last_bit() {
    for &(picture, reference) in EXACT {
        let (found, wanted) = (read(picture).tensor, read(reference).tensor);
        assert_eq!((found.shape(), found.is_photograph()), (wanted.shape(), true), "{}", picture.0);
        let pairs = found.values().iter().zip(wanted.values());
        assert!(pairs.clone().all(|(x, y)| x.to_bits() == y.to_bits()), "{}", picture.0);
    }
}

#[test]
fn a_jpeg_is_decoded_as_by_others_and_alike_on_every_machine() {
    for &(picture, reference, sum) in NEAR {
        let (found, wanted) = (read(picture).tensor, read(reference).tensor);
        assert_eq!(found.shape(), wanted.shape(), "{}", picture.0);
        let most = found.values().iter().zip(wanted.values()).map(|(x, y)| (x - y).abs()).fold(0.0, f32::max);
        assert!(most <= 2.0 / 255.0, "{}: {most}", picture.0);
        assert_eq!(checksum(&found), sum, "{}", picture.0);
    }
}

#[test]
fn what_was_done_to_a_picture_is_said() {
    let notes = |name: &str| {
        let find = |(picture, _): &&(Named, Named)| picture.0 == name;
        let picture = EXACT.iter().find(find).map(|&(picture, _)| picture);
        let jpeg = || NEAR.iter().map(|&(picture, ..)| picture).find(|picture| picture.0 == name);
        read(picture.or_else(jpeg).expect("a picture of this name")).notes
    };
    assert_eq!(notes("gray_8.png"), []);
    assert_eq!(notes("rgb.png"), [Note::Luminance { pixels: "13×21".into() }]);
    assert!(matches!(notes("rgba.png")[..], [Note::Luminance { .. }, Note::Transparent { count: 250.. }]));
    assert!(matches!(notes("gray_alpha.png")[..], [Note::Transparent { .. }]));
    assert_eq!(notes("gray_turned.jpg"), [Note::Turned { orientation: 6 }]);
}

#[test]
fn what_cannot_be_read_is_said() {
    let (_, gray) = photograph!("gray_8.png");
    let (_, jpeg) = photograph!("rgb_420.jpg");
    let refused = |name: &str, bytes: &[u8]| load(name, bytes, None).expect_err("refused");
    assert!(matches!(refused("x.jpg", photograph!("cmyk.jpg").1), FileError::PictureInks { .. }));
    assert!(matches!(
        refused("x.png", &gray[..gray.len() / 2]),
        FileError::PictureDamaged { format: "PNG", .. }
    ));
    assert!(matches!(refused("x.jpg", &jpeg[..200]), FileError::PictureDamaged { format: "JPEG", .. }));
    assert!(matches!(refused("x.npy", gray), FileError::PictureName { .. }));
    assert!(matches!(refused("x.csv", jpeg), FileError::PictureName { .. }));
    let mut huge = gray.to_vec();
    huge[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 0, 1, 1]);
    let error = refused("x.png", &huge);
    assert!(matches!(error, FileError::PictureSize { width: 65536, height: 257, .. }), "{error}");
    assert!(matches!(
        refused("x.webp", b"RIFF\x10\0\0\0WEBPVP8 "),
        FileError::LooksLike { format: "WebP", .. }
    ));
    assert!(matches!(
        refused("x.heic", b"\0\0\0\x18ftypheic\0\0\0\0"),
        FileError::LooksLike { format: "HEIC", .. }
    ));
    // A name without an ending, or with another picture's, is the content's to decide.
    assert!(load("scan", gray, None).is_ok() && load("x.png", jpeg, None).is_ok());
}
