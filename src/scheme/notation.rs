//! The notation of a scheme: `int4:asym:g64:p99.9`. Parsing is liberal in order, printing is canonical.

use std::{fmt, str::FromStr};

use super::{Calibration, Codes, Format, Granularity, Scales, Scheme, Symmetry, Zero};
use crate::{
    quantizer::Rounding,
    sentence::{Excerpt, sentences},
    shortest::Shortest,
};

/// Everything that may stand behind the format, as a refused option is answered.
const OPTIONS: &str = "sym, asym, narrow, wide, full, tensor, row, col, gN, max, pP, mse, kl, aciq, octav, sdK, \
                       clip(LO,HI), even, away, floor, stochastic, s32, s16, sbf16, spow2, se4m3, zint, zfloat";
/// Largest group: more than any row may hold.
const LARGEST_GROUP: u32 = 1 << 24;
/// Most standard deviations: no distribution reaches further with a share one could see.
const MOST_DEVIATIONS: f64 = 1000.0;

sentences! {
    /// Why a scheme's notation was refused.
    pub enum SchemeError {
        /// The first part names no format.
        Format { part: Excerpt } = "error.scheme.format",
            "“{part}” is not a format; accepted: int2, int3, int4, int5, int6, int7, int8";
        /// A part is no option.
        Option { part: Excerpt, accepted: String } = "error.scheme.option",
            "“{part}” is not an option; accepted: {accepted}";
        /// Two options that exclude each other.
        Twice { part: Excerpt, other: Excerpt } = "error.scheme.twice",
            "“{part}” and “{other}” set the same option; keep one of them";
        /// Codes are chosen for an asymmetric scheme.
        CodesOfAsym { part: Excerpt } = "error.scheme.codes_of_asym",
            "“{part}” sets the codes of a symmetric scheme; an asymmetric one always has 0 … 2^b − 1";
        /// A kind of zero-point is chosen for a symmetric scheme.
        ZeroOfSym { part: Excerpt } = "error.scheme.zero_of_sym",
            "“{part}” sets the zero-point of an asymmetric scheme, but a symmetric one always has 0; add asym to use it";
        /// A group size out of range.
        Group { part: Excerpt } = "error.scheme.group",
            "“{part}” is not a group size; accepted: g1 to g16777216";
        /// A percentile out of range.
        Percentile { part: Excerpt } = "error.scheme.percentile",
            "“{part}” is not a percentile; accepted: p50 to p100, for example p99.9";
        /// Clip limits that are no range.
        Clip { part: Excerpt } = "error.scheme.clip",
            "“{part}” is not a range; accepted: clip(LO,HI) with finite LO < HI, for example clip(-3,3)";
        /// Not a positive number of standard deviations.
        Deviations { part: Excerpt } = "error.scheme.deviations",
            "“{part}” is not a number of standard deviations; accepted: sdK with K above 0 and at most 1000, for example sd3";
        /// Not a seed.
        Seed { part: Excerpt } = "error.scheme.seed",
            "“{part}” is not a seed; accepted: stochastic(S) with a whole number S from 0 to 4294967295";
    }
}

/// The slots an option can fill; each may be filled once.
#[derive(Default)]
struct Slots<'a> {
    symmetry: Option<(&'a str, bool)>,
    codes: Option<(&'a str, Codes)>,
    granularity: Option<(&'a str, Granularity)>,
    calibration: Option<(&'a str, Calibration)>,
    rounding: Option<(&'a str, Rounding)>,
    scales: Option<(&'a str, Scales)>,
    zero: Option<(&'a str, Zero)>,
}

/// What a slot holds, or its default.
fn held<T: Default>(slot: Option<(&str, T)>) -> T {
    slot.map(|(_, value)| value).unwrap_or_default()
}

fn fill<'a, T>(slot: &mut Option<(&'a str, T)>, part: &'a str, value: T) -> Result<(), SchemeError> {
    match slot.replace((part, value)) {
        Some((other, _)) => Err(SchemeError::Twice { part: part.into(), other: other.into() }),
        None => Ok(()),
    }
}

impl FromStr for Scheme {
    type Err = SchemeError;

    fn from_str(text: &str) -> Result<Self, SchemeError> {
        let mut parts = text.trim().split(':').map(str::trim);
        let format = parts.next().unwrap_or_default();
        let bits = match format.strip_prefix("int").map(str::parse) {
            Some(Ok(bits @ 2..=8)) if format.len() == 4 => bits,
            _ => return Err(SchemeError::Format { part: format.into() }),
        };
        let mut slots = Slots::default();
        for part in parts {
            match part {
                "sym" => fill(&mut slots.symmetry, part, true)?,
                "asym" => fill(&mut slots.symmetry, part, false)?,
                "narrow" => fill(&mut slots.codes, part, Codes::Narrow)?,
                "wide" => fill(&mut slots.codes, part, Codes::Wide)?,
                "full" => fill(&mut slots.codes, part, Codes::Full)?,
                "tensor" => fill(&mut slots.granularity, part, Granularity::Tensor)?,
                "row" => fill(&mut slots.granularity, part, Granularity::Row)?,
                "col" => fill(&mut slots.granularity, part, Granularity::Column)?,
                "max" => fill(&mut slots.calibration, part, Calibration::Max)?,
                "mse" => fill(&mut slots.calibration, part, Calibration::Mse)?,
                "kl" => fill(&mut slots.calibration, part, Calibration::Kl)?,
                "aciq" => fill(&mut slots.calibration, part, Calibration::Aciq)?,
                "octav" => fill(&mut slots.calibration, part, Calibration::Octav)?,
                "even" => fill(&mut slots.rounding, part, Rounding::Even)?,
                "away" => fill(&mut slots.rounding, part, Rounding::Away)?,
                "floor" => fill(&mut slots.rounding, part, Rounding::Floor)?,
                "s32" => fill(&mut slots.scales, part, Scales::F32)?,
                "s16" => fill(&mut slots.scales, part, Scales::F16)?,
                "sbf16" => fill(&mut slots.scales, part, Scales::Bf16)?,
                "spow2" => fill(&mut slots.scales, part, Scales::Pow2)?,
                "se4m3" => fill(&mut slots.scales, part, Scales::E4m3)?,
                "zint" => fill(&mut slots.zero, part, Zero::Integer)?,
                "zfloat" => fill(&mut slots.zero, part, Zero::Real)?,
                _ if part.starts_with("clip") => fill(&mut slots.calibration, part, clip(part)?)?,
                _ if part.starts_with("stochastic") => fill(&mut slots.rounding, part, stochastic(part)?)?,
                _ if part.starts_with("sd") => fill(&mut slots.calibration, part, deviations(part)?)?,
                _ if part.starts_with('g') => fill(&mut slots.granularity, part, group(part)?)?,
                _ if part.starts_with('p') => fill(&mut slots.calibration, part, percentile(part)?)?,
                _ => return Err(SchemeError::Option { part: part.into(), accepted: OPTIONS.into() }),
            }
        }
        let symmetric = slots.symmetry.is_none_or(|(_, symmetric)| symmetric);
        let symmetry = match (symmetric, slots.codes, slots.zero) {
            (true, _, Some((part, _))) => return Err(SchemeError::ZeroOfSym { part: part.into() }),
            (false, Some((part, _)), _) => return Err(SchemeError::CodesOfAsym { part: part.into() }),
            (true, codes, None) => Symmetry::Symmetric(held(codes)),
            (false, None, zero) => Symmetry::Asymmetric(held(zero)),
        };
        Ok(Self {
            format: Format::Int { bits, symmetry },
            granularity: held(slots.granularity),
            calibration: held(slots.calibration),
            rounding: held(slots.rounding),
            scales: held(slots.scales),
        })
    }
}

fn group(part: &str) -> Result<Granularity, SchemeError> {
    match part[1..].parse() {
        Ok(n @ 1..=LARGEST_GROUP) => Ok(Granularity::Group(n)),
        _ => Err(SchemeError::Group { part: part.into() }),
    }
}

fn percentile(part: &str) -> Result<Calibration, SchemeError> {
    match part[1..].parse::<f64>() {
        Ok(p) if (50.0..=100.0).contains(&p) => Ok(Calibration::Percentile(p)),
        _ => Err(SchemeError::Percentile { part: part.into() }),
    }
}

fn deviations(part: &str) -> Result<Calibration, SchemeError> {
    match part[2..].parse::<f64>() {
        Ok(k) if k > 0.0 && k <= MOST_DEVIATIONS => Ok(Calibration::Deviations(k)),
        _ => Err(SchemeError::Deviations { part: part.into() }),
    }
}

fn stochastic(part: &str) -> Result<Rounding, SchemeError> {
    let rest = &part["stochastic".len()..];
    let seed = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    match seed.map(|seed| seed.trim().parse()) {
        None if rest.is_empty() => Ok(Rounding::Stochastic(0)),
        Some(Ok(seed)) => Ok(Rounding::Stochastic(seed)),
        _ => Err(SchemeError::Seed { part: part.into() }),
    }
}

fn clip(part: &str) -> Result<Calibration, SchemeError> {
    let limits =
        part.strip_prefix("clip(").and_then(|rest| rest.strip_suffix(')')).and_then(|l| l.split_once(','));
    let number = |text: &str| text.trim().parse::<f32>().ok().filter(|v| v.is_finite());
    match limits.map(|(lo, hi)| (number(lo), number(hi))) {
        Some((Some(lo), Some(hi))) if lo < hi => Ok(Calibration::Clip { lo, hi }),
        _ => Err(SchemeError::Clip { part: part.into() }),
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.format {
            Format::Int { bits, symmetry } => {
                write!(f, "int{bits}")?;
                f.write_str(match symmetry {
                    Symmetry::Symmetric(Codes::Narrow) => "",
                    Symmetry::Symmetric(Codes::Wide) => ":wide",
                    Symmetry::Symmetric(Codes::Full) => ":full",
                    Symmetry::Asymmetric(_) => ":asym",
                })?;
            }
            Format::Table(book) => f.write_str(book.word)?,
        }
        match self.granularity {
            Granularity::Tensor => {}
            Granularity::Row => f.write_str(":row")?,
            Granularity::Column => f.write_str(":col")?,
            Granularity::Group(n) => write!(f, ":g{n}")?,
        }
        match self.calibration {
            Calibration::Max => {}
            Calibration::Percentile(p) => write!(f, ":p{p}")?,
            Calibration::Mse => f.write_str(":mse")?,
            Calibration::Kl => f.write_str(":kl")?,
            Calibration::Aciq => f.write_str(":aciq")?,
            Calibration::Octav => f.write_str(":octav")?,
            Calibration::Deviations(k) => write!(f, ":sd{}", Shortest(k))?,
            Calibration::Clip { lo, hi } => write!(f, ":clip({},{})", Shortest(lo), Shortest(hi))?,
        }
        match self.rounding {
            Rounding::Even => {}
            Rounding::Away => f.write_str(":away")?,
            Rounding::Floor => f.write_str(":floor")?,
            Rounding::Stochastic(0) => f.write_str(":stochastic")?,
            Rounding::Stochastic(seed) => write!(f, ":stochastic({seed})")?,
        }
        f.write_str(match self.scales {
            Scales::F32 => "",
            Scales::F16 => ":s16",
            Scales::Bf16 => ":sbf16",
            Scales::Pow2 => ":spow2",
            Scales::E4m3 => ":se4m3",
        })?;
        let real = Symmetry::Asymmetric(Zero::Real);
        f.write_str(if matches!(self.format, Format::Int { symmetry, .. } if symmetry == real) {
            ":zfloat"
        } else {
            ""
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn prints_canonically() {
        for (text, canonical) in [
            ("int8", "int8"),
            ("int4:sym:narrow:tensor:max", "int4"),
            (" int4 : p99.90 : g64 : asym ", "int4:asym:g64:p99.9"),
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
        ] {
            assert_eq!(text.parse::<Scheme>().unwrap().to_string(), canonical);
        }
    }

    #[test]
    fn names_what_is_wrong_and_what_is_accepted() {
        for (text, part) in [
            ("", "“”"),
            ("int9", "“int9”"),
            ("int08", "“int08”"),
            ("fp8_e4m3", "“fp8_e4m3”"),
            ("int4:foo", "“foo”"),
            ("int4:", "“”"),
            ("int4:g0", "“g0”"),
            ("int4:g-8", "“g-8”"),
            ("int4:g1.5", "“g1.5”"),
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
            ("int4:stochastic(-1)", "“stochastic(-1)”"),
            ("int4:stochastic(1e3)", "“stochastic(1e3)”"),
            ("int4:stochastics", "“stochastics”"),
            ("int4:stochastic(4294967296)", "“stochastic(4294967296)”"),
            ("int4:pinf", "“pinf”"),
            ("int4:gNaN", "“gNaN”"),
            ("int4:s8", "“s8”"),
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
            (1..=LARGEST_GROUP).prop_map(Granularity::Group)
        ];
        let finite = proptest::num::f32::NORMAL | proptest::num::f32::SUBNORMAL | proptest::num::f32::ZERO;
        let calibration = prop_oneof![
            Just(Calibration::Max),
            (50.0..=100.0).prop_map(Calibration::Percentile),
            Just(Calibration::Mse),
            Just(Calibration::Kl),
            Just(Calibration::Aciq),
            Just(Calibration::Octav),
            (f64::MIN_POSITIVE..=MOST_DEVIATIONS).prop_map(Calibration::Deviations),
            (finite, finite)
                .prop_filter("a range", |(a, b)| a != b)
                .prop_map(|(a, b)| Calibration::Clip { lo: a.min(b), hi: a.max(b) })
        ];
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
            Just(Scales::E4m3)
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
