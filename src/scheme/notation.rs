//! The notation of a scheme: `int4:asym:g64:p99.9`. Parsing is liberal in order, printing is canonical.

use std::{fmt, str::FromStr};

use super::{Calibration, Codes, Granularity, Scheme, Symmetry};
use crate::{sentence::sentences, shortest::Shortest};

/// Everything that may stand behind the format, as a refused option is answered.
const OPTIONS: &str = "sym, asym, narrow, wide, full, tensor, row, col, gN, max, pP, clip(LO,HI)";
/// Largest group: more than any row may hold.
const LARGEST_GROUP: u32 = 1 << 24;

sentences! {
    /// Why a scheme's notation was refused.
    pub enum SchemeError {
        /// The first part names no format.
        Format { part: String } = "error.scheme.format",
            "“{part}” is not a format; accepted: int2, int3, int4, int5, int6, int7, int8";
        /// A part is no option.
        Option { part: String, accepted: String } = "error.scheme.option",
            "“{part}” is not an option; accepted: {accepted}";
        /// Two options that exclude each other.
        Twice { part: String, other: String } = "error.scheme.twice",
            "“{part}” and “{other}” choose the same thing twice; one is enough";
        /// Codes are chosen for an asymmetric scheme.
        CodesOfAsym { part: String } = "error.scheme.codes_of_asym",
            "“{part}” chooses the codes of a symmetric scheme; asym always has 0 … 2^b − 1";
        /// A group size out of range.
        Group { part: String } = "error.scheme.group",
            "“{part}” is not a group size; accepted: g1 to g16777216";
        /// A percentile out of range.
        Percentile { part: String } = "error.scheme.percentile",
            "“{part}” is not a percentile; accepted: p50 to p100, for example p99.9";
        /// Clip limits that are no range.
        Clip { part: String } = "error.scheme.clip",
            "“{part}” is not a range; accepted: clip(LO,HI) with finite LO < HI, for example clip(-3,3)";
    }
}

/// The slots an option can fill; each may be filled once.
#[derive(Default)]
struct Slots<'a> {
    symmetry: Option<(&'a str, bool)>,
    codes: Option<(&'a str, Codes)>,
    granularity: Option<(&'a str, Granularity)>,
    calibration: Option<(&'a str, Calibration)>,
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
                _ if part.starts_with("clip") => fill(&mut slots.calibration, part, clip(part)?)?,
                _ if numbered(part, 'g') => fill(&mut slots.granularity, part, group(part)?)?,
                _ if numbered(part, 'p') => fill(&mut slots.calibration, part, percentile(part)?)?,
                _ => return Err(SchemeError::Option { part: part.into(), accepted: OPTIONS.into() }),
            }
        }
        let symmetric = slots.symmetry.is_none_or(|(_, symmetric)| symmetric);
        let symmetry = match slots.codes {
            Some((part, _)) if !symmetric => return Err(SchemeError::CodesOfAsym { part: part.into() }),
            codes if symmetric => Symmetry::Symmetric(codes.map(|(_, c)| c).unwrap_or_default()),
            _ => Symmetry::Asymmetric,
        };
        Ok(Self {
            bits,
            symmetry,
            granularity: slots.granularity.map(|(_, g)| g).unwrap_or_default(),
            calibration: slots.calibration.map(|(_, c)| c).unwrap_or_default(),
        })
    }
}

/// Whether `part` is `letter` and something that means to be a number.
fn numbered(part: &str, letter: char) -> bool {
    part.strip_prefix(letter)
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)))
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
        write!(f, "int{}", self.bits)?;
        f.write_str(match self.symmetry {
            Symmetry::Symmetric(Codes::Narrow) => "",
            Symmetry::Symmetric(Codes::Wide) => ":wide",
            Symmetry::Symmetric(Codes::Full) => ":full",
            Symmetry::Asymmetric => ":asym",
        })?;
        match self.granularity {
            Granularity::Tensor => {}
            Granularity::Row => f.write_str(":row")?,
            Granularity::Column => f.write_str(":col")?,
            Granularity::Group(n) => write!(f, ":g{n}")?,
        }
        match self.calibration {
            Calibration::Max => Ok(()),
            Calibration::Percentile(p) => write!(f, ":p{p}"),
            Calibration::Clip { lo, hi } => write!(f, ":clip({},{})", Shortest(lo), Shortest(hi)),
        }
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
            ("int4:clip(-inf,1)", "“clip(-inf,1)”"),
            ("int4:row:g8", "“g8” and “row”"),
            ("int4:asym:wide", "“wide”"),
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
            Just(Asymmetric)
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
            (finite, finite)
                .prop_filter("a range", |(a, b)| a != b)
                .prop_map(|(a, b)| Calibration::Clip { lo: a.min(b), hi: a.max(b) })
        ];
        (2u32..=8, symmetry, granularity, calibration).prop_map(
            |(bits, symmetry, granularity, calibration)| Scheme { bits, symmetry, granularity, calibration },
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
