//! The notation of a scheme: `int4:asym:g64:p99.9`. Parsing is liberal in order, printing is canonical.

use std::{fmt, str::FromStr};

use super::{Form, Pick, Picks, SchemeError, Slot, Word, Written, accepted, near::near};
use crate::{scheme::Scheme, wide::narrowed};

impl FromStr for Scheme {
    type Err = SchemeError;

    fn from_str(text: &str) -> Result<Self, SchemeError> {
        let text = narrowed(text);
        let mut parts = text.trim().split(':').map(str::trim);
        let mut picks = Picks::default();
        picks.set(Slot::Format, format(parts.next().unwrap_or_default())?);
        let mut filled: [Option<&str>; Slot::ALL.len()] = [None; Slot::ALL.len()];
        for part in parts {
            let Some((slot, word)) = option(part) else {
                return Err(SchemeError::Option { part: part.into(), accepted: accepted(OPTIONS) });
            };
            picks.set(slot, Pick::new(word, word.read(part)?));
            if let Some(other) = filled[slot as usize].replace(part) {
                return Err(SchemeError::Twice { part: part.into(), other: other.into() });
            }
        }
        for slot in OPTIONS {
            let Some(part) = filled[slot as usize] else { continue };
            if !picks.allows(slot, picks.of(slot).word) {
                return Err(slot.out_of_place(part, picks.of(Slot::Format).word));
            }
        }
        Ok((&picks).into())
    }
}

/// Every slot behind the format.
const OPTIONS: [Slot; Slot::ALL.len() - 1] = {
    let [_, options @ ..] = Slot::ALL;
    options
};

/// The format that a part names, exactly as it would be printed but for the numbers of a list, and for upper case: tools for GGUF
/// files write Q4_K.
fn format(text: &str) -> Result<Pick, SchemeError> {
    let lower = text.to_ascii_lowercase();
    let part = lower.as_str();
    let refused = || SchemeError::Format { part: text.into(), accepted: accepted([Slot::Format]) };
    let Some(word) = Slot::Format.words().find(|word| word.claims(part)) else {
        let near = near(Slot::Format, part);
        return Err(near.map_or_else(refused, |near| SchemeError::FormatNear { part: text.into(), near }));
    };
    if word.form() == Some(Form::List) {
        return Pick::levels(word, part);
    }
    let arguments = word.read(part)?;
    if Written(word, arguments).to_string() == part { Ok(Pick::new(word, arguments)) } else { Err(refused()) }
}

/// The option that a part can only mean: a word that it equals, or else the longest one that it begins with.
fn option(part: &str) -> Option<(Slot, &'static Word)> {
    let words = || OPTIONS.into_iter().flat_map(|slot| slot.words().map(move |word| (slot, word)));
    words().filter(|(_, word)| word.claims(part)).max_by_key(|(_, word)| word.stem.len())
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let picks = Picks::from(self);
        match picks.of(Slot::Format) {
            Pick { own: Some(own), .. } => f.write_str(&own.word)?,
            Pick { word, arguments, .. } => write!(f, "{}", Written(word, arguments))?,
        }
        for slot in OPTIONS {
            let Pick { word, arguments, .. } = picks.of(slot);
            let said = picks.specified().is_none() || picks.allows(slot, word);
            if said && word.name != picks.usual(slot).word.name {
                write!(f, ":{}", Written(word, arguments))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        quantizer::Rounding,
        scheme::{
            BlockScale, Calibration, Codes, Format, Granularity, Scales, Symmetry, Zero,
            calibration::CALIBRATORS,
        },
    };
    use proptest::prelude::*;

    #[test]
    fn prints_canonically() {
        for (text, canonical) in [
            ("int8", "int8"),
            ("int4:sym:narrow:tensor:max", "int4"),
            ("Q4_K", "q4_k"),
            ("NVFP4:fs46", "nvfp4:fs46"),
            ("INT4:g64", "int4:g64"),
            ("Levels(-1,0,1E0)", "levels(-1,0,1)"),
            (" int4 : p99.90 : g64 : asym ", "int4:asym:g64:p99.9"),
            ("int5\u{ff1a}asym\u{ff1a}\u{ff47}\u{ff16}\u{ff14}", "int5:asym:g64"),
            ("int4:sym:wide:row", "int4:wide:row"),
            ("int2:full:col:p100", "int2:full:col:p100"),
            ("int8:clip(-3.0, 3e0)", "int8:clip(-3,3)"),
            ("int8:asym:clip(-1e-30,1e30)", "int8:asym:clip(-1e-30,1e30)"),
            ("int3:zfloat:sbf16:stochastic( 7 ):sd2.50:asym", "int3:asym:sd2.5:stochastic(7):sbf16:zfloat"),
            ("int4:stochastic(0)", "int4:stochastic"),
            ("int4:stochastic", "int4:stochastic"),
            ("int4:asym:zint:s32:even:max", "int4:asym"),
            ("int4:mse:away:s16", "int4:mse:away:s16"),
            ("int6:spow2:floor:kl:g32", "int6:g32:kl:floor:spow2"),
            ("int6:row:aciq", "int6:row:aciq"),
            ("int6:octav", "int6:octav"),
            ("int4:r0.850:g64", "int4:g64:r0.85"),
            ("fp8_e4m3:row:mse:se4m3", "fp8_e4m3:row:mse:se4m3"),
            ("levels( -1.0, -0,1e0 ) : g8", "levels(-1,0,1):g8"),
            ("levels(-1e-30,1e30)", "levels(-1e-30,1e30)"),
            ("fp8_e4m3:b128x128", "fp8_e4m3:b128x128"),
            ("nf4:snested8:g64", "nf4:g64:snested8"),
            ("int4:asym:b8x16:mse", "int4:asym:b8x16:mse"),
            ("mxfp4:xfloor", "mxfp4"),
            ("mxfp8_e4m3:xrceil", "mxfp8_e4m3:xrceil"),
            ("mxint8:xceil:full", "mxint8:full:xceil"),
            ("mxint8:narrow", "mxint8"),
            ("nvfp4:two", "nvfp4"),
            ("nvfp4:fs46", "nvfp4:fs46"),
            ("fp4_e2m1:g16:se4m3", "nvfp4"),
            ("fp4_e2m1:se4m3:max:g16", "nvfp4"),
            ("fp4_e2m1:g32:se4m3", "fp4_e2m1:g32:se4m3"),
            ("fp4_e2m1:g16:se4m3:p99", "fp4_e2m1:g16:p99:se4m3"),
        ] {
            assert_eq!(text.parse::<Scheme>().unwrap().to_string(), canonical);
        }
    }

    #[test]
    fn names_what_is_wrong_and_what_is_accepted() {
        for (text, part) in [
            ("", "“”"),
            ("int9", "“int9” is not a format; accepted: int2, int3"),
            ("gptq", "“gptq” is not a format; accepted: int2, int3"),
            ("nvfp5", "“nvfp5” is not a format. Did you mean nvfp4?"),
            ("Q4K", "“Q4K” is not a format. Did you mean q4_k?"),
            ("int08", "“int08”"),
            ("fp8_e4m2", "“fp8_e4m2”"),
            ("nf", "“nf”"),
            ("nf4:asym", "“asym” has no meaning for nf4"),
            ("fp8_e5m2:octav", "“octav” has no meaning for fp8_e5m2"),
            ("levels(0,1):kl", "“kl” has no meaning for levels"),
            ("levels", "“levels” is not a list"),
            ("levels()", "“levels()” is not a list"),
            ("levels(0)", "“levels(0)” is not a list"),
            ("levels(1,0)", "“levels(1,0)” is not a list"),
            ("levels(0,0)", "“levels(0,0)” is not a list"),
            ("levels(0,inf)", "“levels(0,inf)” is not a list"),
            ("levels(0,nan)", "“levels(0,nan)” is not a list"),
            ("levels(0,1e39)", "“levels(0,1e39)” is not a list"),
            ("levels(0,,1)", "“levels(0,,1)” is not a list"),
            ("levels(0,1", "“levels(0,1” is not a list"),
            ("int4:foo", "“foo”"),
            ("int4:", "“”"),
            ("int4:g0", "“g0”"),
            ("int4:g-8", "“g-8”"),
            ("int4:g1.5", "“g1.5”"),
            ("int4:b128", "“b128” is not the size of a tile"),
            ("int4:b0x4", "“b0x4” is not the size of a tile"),
            ("int4:b4x", "“b4x” is not the size of a tile"),
            ("int4:bits", "“bits” is not an option"),
            ("int4:b8x8:g8", "“g8” and “b8x8”"),
            ("int4:p0", "“p0”"),
            ("int4:p101", "“p101”"),
            ("int4:pNaN", "“pNaN”"),
            ("int4:clip(3,1)", "“clip(3,1)”"),
            ("int4:clip(1)", "“clip(1)”"),
            ("int4:clip(1,1)", "“clip(1,1)”"),
            ("int4:clip(-inf,1)", "“clip(-inf,1)”"),
            ("int4:row:g8", "“g8” and “row”"),
            ("int4:asym:wide", "“wide”"),
            ("int4:sym:zfloat", "“zfloat”"),
            ("int4:zint", "“zint”"),
            ("int4:mse:kl", "“kl” and “mse”"),
            ("int4:even:floor", "“floor” and “even”"),
            ("int4:s16:s32", "“s32” and “s16”"),
            ("int4:asym:zint:zfloat", "“zfloat” and “zint”"),
            ("int4:sd-1", "“sd-1”"),
            ("int4:sd0", "“sd0”"),
            ("int4:sdinf", "“sdinf”"),
            ("int4:sd", "“sd”"),
            ("int4:sd1e9", "“sd1e9”"),
            ("int4:r0", "“r0” is not a factor"),
            ("int4:r", "“r” is not a factor"),
            ("int4:r-1", "“r-1” is not a factor"),
            ("int4:r1001", "“r1001” is not a factor"),
            ("int4:rows", "“rows” is not an option"),
            ("int4:stochastic(-1)", "“stochastic(-1)”"),
            ("int4:stochastic(1e3)", "“stochastic(1e3)”"),
            ("int4:stochastics", "“stochastics”"),
            ("int4:stochastic(4294967296)", "“stochastic(4294967296)”"),
            ("int4:pinf", "“pinf”"),
            ("int4:gNaN", "“gNaN”"),
            ("int4:s8", "“s8”"),
            ("mxfp4:g32", "“g32” has no meaning for mxfp4"),
            ("mxfp4:max", "“max” has no meaning for mxfp4"),
            ("mxfp4:s32", "“s32” has no meaning for mxfp4"),
            ("mxfp4:single", "“single” has no meaning for mxfp4"),
            ("mxfp4:full", "“full” has no meaning for mxfp4"),
            ("mxint8:wide", "“wide” has no meaning for mxint8"),
            ("mxint8:even", "“even” has no meaning for mxint8"),
            ("nvfp4:xceil", "“xceil” has no meaning for nvfp4"),
            ("nvfp4:fs46:search", "“search” and “fs46” set the same option"),
            ("int8:xceil", "“xceil” has no meaning for int"),
            ("mxfp5", "“mxfp5” is not a format"),
        ] {
            let error = text.parse::<Scheme>().unwrap_err().to_string();
            assert!(error.contains(part), "{text}: {error}");
        }
    }

    fn any_scheme() -> impl Strategy<Value = Scheme> {
        use Symmetry::{Asymmetric, Symmetric};
        let symmetry = prop_oneof![
            Just(Symmetric(Codes::Narrow)),
            Just(Symmetric(Codes::Wide)),
            Just(Symmetric(Codes::Full)),
            Just(Asymmetric(Zero::Integer)),
            Just(Asymmetric(Zero::Real))
        ];
        let granularity = prop_oneof![
            Just(Granularity::Tensor),
            Just(Granularity::Row),
            Just(Granularity::Column),
            (1..=1u32 << 24).prop_map(Granularity::Group),
            (1..=1u32 << 24, 1..=1u32 << 24).prop_map(|(tall, wide)| Granularity::Tile(tall, wide))
        ];
        let finite = proptest::num::f32::NORMAL | proptest::num::f32::SUBNORMAL | proptest::num::f32::ZERO;
        let two = (finite, finite).prop_filter("a range", |(a, b)| a != b);
        let calibration = (prop::sample::select(&CALIBRATORS[..]), 0.0..=1.0, two);
        let calibration = calibration.prop_map(|(calibrator, share, (a, b))| {
            let arguments = match calibrator.word.numbers() {
                [] => [0.0; 2],
                [one] => [one.bounds.0.max(f64::MIN_POSITIVE) * (1.0 - share) + one.bounds.1 * share, 0.0],
                _ => [a.min(b).into(), a.max(b).into()],
            };
            Calibration::new(calibrator, arguments)
        });
        let rounding = prop_oneof![
            Just(Rounding::Even),
            Just(Rounding::Away),
            Just(Rounding::Floor),
            any::<u32>().prop_map(Rounding::Stochastic)
        ];
        let scales = prop_oneof![
            Just(Scales::F32),
            Just(Scales::F16),
            Just(Scales::Bf16),
            Just(Scales::Pow2),
            Just(Scales::E4m3(BlockScale::TwoLevels)),
            Just(Scales::Nested)
        ];
        (2u32..=8, symmetry, granularity, calibration, rounding, scales).prop_map(
            |(bits, symmetry, granularity, calibration, rounding, scales)| Scheme {
                format: Format::Int { bits, symmetry },
                granularity,
                calibration,
                rounding,
                scales,
            },
        )
    }

    #[test]
    fn block_formats_are_what_their_specifications_say() {
        for slot in [Slot::Format, Slot::Rule] {
            for word in slot.words() {
                let text = if slot == Slot::Rule { format!("nvfp4:{}", word.name) } else { word.name.into() };
                let Ok(scheme) = text.parse::<Scheme>() else { continue };
                assert_eq!(scheme.to_string().parse(), Ok(scheme), "{text}");
            }
        }
        let bits = |text: &str| {
            let scheme: Scheme = text.parse().unwrap();
            (scheme.granularity, scheme.bits_per_block(), scheme.scales.bits_per_tensor())
        };
        assert_eq!(bits("mxfp4"), (Granularity::Group(32), 8, 0));
        assert_eq!(bits("mxint8:full"), (Granularity::Group(32), 8, 0));
        assert_eq!(bits("nvfp4"), (Granularity::Group(16), 8, 32));
        assert_eq!(bits("nvfp4:single"), (Granularity::Group(16), 8, 0));
        assert_eq!(bits("nvfp4:search"), (Granularity::Group(16), 8, 32));
        let full: Scheme = "mxint8:full".parse().unwrap();
        let wide = Symmetry::Symmetric(Codes::Wide);
        assert_eq!(full.format, Format::Int { bits: 8, symmetry: wide });
    }

    #[test]
    fn another_format_takes_no_blocks_that_would_make_it_a_block_format() {
        let mut picks = Picks::from(&"nvfp4".parse::<Scheme>().unwrap());
        picks.pick(Slot::Format, "fp4_e2m1", |word| word.defaults()).unwrap();
        picks.leave_out();
        assert_eq!(Scheme::from(&picks).to_string(), "fp4_e2m1:g16");
        picks.pick(Slot::Format, "mxfp4", |word| word.defaults()).unwrap();
        picks.leave_out();
        assert_eq!(Scheme::from(&picks).to_string(), "mxfp4");
    }

    proptest! {
        #[test]
        fn parse_after_print_is_the_identity(scheme in any_scheme()) {
            prop_assert_eq!(scheme.to_string().parse::<Scheme>(), Ok(scheme));
        }

        #[test]
        fn any_text_parses_or_is_refused_with_a_sentence(text in "(int[0-9]|.{0,6})(:[a-z0-9.,()+-]{0,12}){0,4}") {
            if let Err(error) = text.parse::<Scheme>() {
                prop_assert!(!error.to_string().is_empty());
            }
        }
    }
}
