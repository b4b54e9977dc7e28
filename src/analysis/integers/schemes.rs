//! The schemes of A and B as integer arithmetic can use them: one symmetric, one asymmetric, each with one scale and a
//! zero-point that is a code.

use crate::{
    Scheme,
    scheme::{Codes, Format, Granularity, Scales, Symmetry, Zero},
    sentence::sentences,
};

sentences! {
    /// Why another scheme is computed with than A or B.
    pub enum Substitution {
        /// Both have a zero-point or a minimum.
        NoneSymmetric { used: String } = "integers.instead.symmetric",
            "A and B both have a zero-point or a minimum, so this demo uses “{used}” for symmetric integers.";
        /// Neither has one.
        NoneAsymmetric { used: String } = "integers.instead.asymmetric",
            "Neither A nor B has a zero-point, so this demo uses “{used}” for asymmetric integers.";
        /// Products of codes with different scales cannot be added up.
        Blocks { scheme: String, used: String } = "integers.instead.blocks",
            "“{scheme}” uses many scales; this demo needs one, so it uses “{used}” instead.";
        /// Both at once: another format, under many scales.
        BlocksOfLevels { scheme: String, used: String } = "integers.instead.both",
            "This demo needs an integer format with one scale; in place of “{scheme}” it uses “{used}”.";
        /// It is no integer format.
        NoIntegers { scheme: String, used: String } = "integers.instead.format",
            "This demo needs an integer format; in place of “{scheme}” it uses “{used}”.";
        /// There is no code to subtract or to pad with.
        RealZero { scheme: String, used: String } = "integers.instead.real_zero",
            "“{scheme}” has a real zero-point, so no code can be the padding; this demo uses “{used}” instead.";
    }
}

/// A scheme to compute with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Usable {
    /// With one scale and a zero-point that is a code.
    pub scheme: Scheme,
    /// Of A (0) or of B (1) it is made.
    pub of: usize,
}

/// What A and B come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Schemes {
    /// A symmetric scheme and an asymmetric one.
    pub pair: [Usable; 2],
    /// Where these are not A and B themselves, why.
    pub substitutions: Vec<Substitution>,
}

impl Schemes {
    /// The symmetric one of A and B and the asymmetric one, in either order; of two of a kind, the missing kind is made of A
    /// when it is the symmetric one, else of B.
    pub fn new(given: [Scheme; 2]) -> Self {
        let mut substitutions = Vec::new();
        let pair = [true, false].map(|symmetric| {
            let usual = usize::from(!symmetric);
            let found = [usual, 1 - usual].into_iter().find(|&i| is_symmetric(&given[i]) == symmetric);
            let (usable, why) = usable(given[found.unwrap_or(usual)], symmetric);
            if found.is_none() {
                let used = usable.to_string();
                substitutions.push(match symmetric {
                    true => Substitution::NoneSymmetric { used },
                    false => Substitution::NoneAsymmetric { used },
                });
            } else {
                substitutions.extend(why);
            }
            Usable { scheme: usable, of: found.unwrap_or(usual) }
        });
        Self { pair, substitutions }
    }
}

/// Whether integers made of the scheme are symmetric. A minimum of ggml's blocks does what a zero-point does, and levels of a table have neither.
fn is_symmetric(scheme: &Scheme) -> bool {
    !scheme.format.has_offset()
}

/// How one scale alone is stored. Storage under the scale of a tensor or by a rule of MX formats belongs to blocks.
fn alone(scales: Scales) -> Scales {
    match scales {
        Scales::F32 | Scales::F16 | Scales::Bf16 | Scales::Pow2 => scales,
        Scales::E4m3(_) | Scales::E8m0(_) | Scales::Nested => Scales::F32,
    }
}

/// The scheme as far as it can be used, of the symmetry wanted, and why it is another.
fn usable(given: Scheme, symmetric: bool) -> (Scheme, Vec<Substitution>) {
    let own = match given.format {
        Format::Int { symmetry, .. } => symmetry,
        Format::Table(_) | Format::Ggml(_) | Format::Stored(_) => Symmetry::default(),
    };
    let symmetry = match own {
        Symmetry::Symmetric(codes) if symmetric => Symmetry::Symmetric(codes),
        _ if symmetric => Symmetry::Symmetric(Codes::Narrow),
        _ => Symmetry::Asymmetric(Zero::Integer),
    };
    let format = Format::Int { bits: given.format.bits(), symmetry };
    let blocks = given.granularity != Granularity::Tensor;
    let levels = !matches!(given.format, Format::Int { .. });
    let scales = if blocks || levels { alone(given.scales) } else { given.scales };
    let used = Scheme { format, granularity: Granularity::Tensor, scales, ..given };
    let [scheme, name] = [given, used].map(|scheme| scheme.to_string());
    let (from, to) = (scheme.clone(), name.clone());
    let mut why: Vec<_> = match (blocks, levels) {
        (true, true) => Some(Substitution::BlocksOfLevels { scheme: from, used: to }),
        (true, false) => Some(Substitution::Blocks { scheme: from, used: to }),
        (false, true) => Some(Substitution::NoIntegers { scheme: from, used: to }),
        (false, false) => None,
    }
    .into_iter()
    .collect();
    if own == Symmetry::Asymmetric(Zero::Real) {
        why.push(Substitution::RealZero { scheme, used: name });
    }
    (used, why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_and_b_are_used_as_they_are_where_they_can_be() {
        for (a, b, symmetric, asymmetric, of, why) in [
            ("int8", "int8:asym", "int8", "int8:asym", [0, 1], &[][..]),
            ("int4:asym:p99", "int6:full:mse", "int6:full:mse", "int4:asym:p99", [1, 0], &[]),
            ("int8", "int4", "int8", "int4:asym", [0, 1], &["integers.instead.asymmetric"]),
            ("int8:asym", "int4:asym", "int8", "int4:asym", [0, 1], &["integers.instead.symmetric"]),
            ("int8:row", "int4:asym:g64", "int8", "int4:asym", [0, 1], &["integers.instead.blocks"; 2]),
            ("nf4:g64", "int4:asym", "int4", "int4:asym", [0, 1], &["integers.instead.both"]),
            ("fp4_e2m1", "int4:asym", "int4", "int4:asym", [0, 1], &["integers.instead.format"]),
            ("q4_k", "int8", "int8", "int4:asym", [1, 0], &["integers.instead.both"]),
            ("q8_0", "q4_1", "int8", "int4:asym", [0, 1], &["integers.instead.both"; 2]),
            ("q4_k", "int4:asym", "int4", "int4:asym", [0, 1], &["integers.instead.symmetric"]),
            ("int8", "nvfp4", "int8", "int4:asym", [0, 1], &["integers.instead.asymmetric"]),
            ("nvfp4", "int8:asym", "int4", "int8:asym", [0, 1], &["integers.instead.both"]),
            (
                "mxint8",
                "int4:asym:g64:snested8",
                "int8",
                "int4:asym",
                [0, 1],
                &["integers.instead.blocks"; 2],
            ),
            (
                "nf4:s16",
                "int4:asym:g64:spow2",
                "int4:s16",
                "int4:asym:spow2",
                [0, 1],
                &["integers.instead.format", "integers.instead.blocks"],
            ),
            ("int8:se4m3", "int8:asym", "int8:se4m3", "int8:asym", [0, 1], &[]),
            ("int8", "int4:asym:zfloat", "int8", "int4:asym", [0, 1], &["integers.instead.real_zero"]),
            (
                "int8",
                "int4:asym:col:zfloat",
                "int8",
                "int4:asym",
                [0, 1],
                &["integers.instead.blocks", "integers.instead.real_zero"],
            ),
        ] {
            let schemes = Schemes::new([a, b].map(|text| text.parse().unwrap()));
            let used = schemes.pair.map(|usable| usable.scheme.to_string());
            assert_eq!(used, [symmetric, asymmetric], "{a} {b}");
            assert_eq!(schemes.pair.map(|usable| usable.of), of, "{a} {b}");
            let keys: Vec<_> = schemes.substitutions.iter().map(crate::sentence::Sentence::key).collect();
            assert_eq!(keys, why, "{a} {b}");
        }
    }
}
