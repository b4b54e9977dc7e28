//! The nearest scheme for rows that a format of ggml cannot hold.
//!
//! ```text
//! a row is whole super-blocks            the scheme itself
//! else it is whole blocks of 32          the format that llama-quantize falls back to (`tensor_type_fallback` of llama.cpp)
//! else                                   an element format with as many bits in groups of 32, whose last one may be shorter
//! ```

use super::{Format, Scheme, format::ggml::Kind};

/// The values of the smallest super-block of ggml.
const SMALLEST: usize = 32;

impl Scheme {
    /// The nearest scheme whose files can hold rows of `columns` values; None where those of this scheme can.
    pub fn instead(&self, columns: usize) -> Option<Self> {
        let Format::Ggml(kind) = self.format else { return None };
        if columns.is_multiple_of(kind.super_block()) {
            return None;
        }
        let next = if columns.is_multiple_of(SMALLEST) { in_small_blocks(kind) } else { in_groups(kind) };
        // Each of these words is one of the notation, which a test checks.
        next.parse().ok()
    }
}

/// A format of blocks of 32.
fn in_small_blocks(kind: Kind) -> &'static str {
    match kind {
        Kind::Q2K | Kind::Q3K | Kind::Iq4Xs => "ggml_iq4_nl",
        Kind::Q4K => "q5_0",
        Kind::Q5K => "q5_1",
        Kind::Q6K => "q8_0",
        Kind::Tq1_0 | Kind::Tq2_0 => "q4_0",
        _ => in_groups(kind),
    }
}

/// A format of groups of any length.
fn in_groups(kind: Kind) -> &'static str {
    match kind {
        Kind::Q2K => "int2:asym:g32:s16:zfloat",
        Kind::Q3K => "int3:g32:s16",
        Kind::Q4_0 => "int4:wide:g32:s16",
        Kind::Q4_1 | Kind::Q4K => "int4:asym:g32:s16:zfloat",
        Kind::Q5_0 => "int5:wide:g32:s16",
        Kind::Q5_1 | Kind::Q5K => "int5:asym:g32:s16:zfloat",
        Kind::Q6K => "int6:wide:g32:s16",
        Kind::Q8_0 => "int8:g32:s16",
        Kind::Iq4Nl | Kind::Iq4Xs => "iq4_nl:g32:s16",
        Kind::Tq1_0 | Kind::Tq2_0 => "levels(-1,0,1):g256:s16",
        Kind::Mxfp4 => "mxfp4",
        Kind::Nvfp4 => "nvfp4",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_a_scheme_for_rows_that_it_cannot_hold() {
        for kind in Kind::ALL {
            let scheme: Scheme = kind.word().parse().unwrap();
            let instead = |columns: usize| scheme.instead(columns);
            assert_eq!(instead(kind.super_block() * 3), None, "{kind:?}");
            let small = instead(33).map(|next| next.to_string());
            assert_eq!(small.as_deref(), Some(in_groups(kind)), "{kind:?}");
            if kind.super_block() > SMALLEST {
                let next = instead(kind.super_block() + SMALLEST).unwrap();
                assert_eq!(
                    next.instead(kind.super_block() + SMALLEST),
                    None,
                    "{kind:?}: {next} holds such rows"
                );
            }
        }
        assert_eq!("int4:g64".parse::<Scheme>().unwrap().instead(5), None);
    }
}
