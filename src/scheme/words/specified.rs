//! Block formats: blocks and scales are what a specification or a library says. Those of MX and NVFP4 are element formats under such
//! scales, those of ggml fit their own.

use std::sync::LazyLock;

use super::{Word, table::Entry};
use crate::scheme::{
    BlockScale, Calibration, Codes, Format, Granularity, Rule, Scales, Scheme, StoredKind, Symmetry,
    codebook, ggml,
};

/// A block format.
pub(super) struct Specified {
    pub(super) word: Word,
    elements: Elements,
    /// How many values share a scale; 0 where that is not the format's.
    group: u32,
    /// None where no rule is open.
    kind: Option<Kind>,
}

/// What its codes mean.
#[derive(Clone, Copy)]
enum Elements {
    /// The element format of a word.
    Format(&'static str),
    /// Integers of eight bits.
    Integers,
    /// What the format of ggml says.
    Ggml(ggml::Kind),
    /// What the file of a tensor says.
    Stored,
}

/// What its rules are about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The exponent of an E8M0 scale.
    Mx,
    /// The choice of an E4M3 scale.
    Nv,
}

impl Kind {
    fn of(scales: Scales) -> Option<Self> {
        match scales {
            Scales::E8m0(_) => Some(Self::Mx),
            Scales::E4m3(_) => Some(Self::Nv),
            _ => None,
        }
    }
}

pub(super) static SPECIFIED: LazyLock<Vec<Specified>> = LazyLock::new(|| {
    let ggml = ggml::Kind::ALL.into_iter().map(|kind| Specified {
        word: Word::plain(kind.word()),
        elements: Elements::Ggml(kind),
        group: kind.block() as u32,
        kind: None,
    });
    MX_AND_NV.into_iter().chain(ggml).chain([STORED]).collect()
});

/// The grid that a file stores the tensor on. Its blocks follow from there.
const STORED: Specified =
    Specified { word: Word::plain("stored"), elements: Elements::Stored, group: 0, kind: None };

const MX_AND_NV: [Specified; 7] = [
    Specified::new("mxfp8_e4m3", Elements::Format("fp8_e4m3"), 32, Kind::Mx),
    Specified::new("mxfp8_e5m2", Elements::Format("fp8_e5m2"), 32, Kind::Mx),
    Specified::new("mxfp6_e2m3", Elements::Format("fp6_e2m3"), 32, Kind::Mx),
    Specified::new("mxfp6_e3m2", Elements::Format("fp6_e3m2"), 32, Kind::Mx),
    Specified::new("mxfp4", Elements::Format("fp4_e2m1"), 32, Kind::Mx),
    Specified::new("mxint8", Elements::Integers, 32, Kind::Mx),
    Specified::new("nvfp4", Elements::Format("fp4_e2m1"), 16, Kind::Nv),
];

/// How block formats choose the scales of blocks. The first word of a kind is its default.
pub(super) static RULES: [Entry<Scales>; 8] = [
    Entry::plain("xfloor", Scales::E8m0(Rule::Floor)),
    Entry::plain("xceil", Scales::E8m0(Rule::Ceil)),
    Entry::plain("xeven", Scales::E8m0(Rule::Even)),
    Entry::plain("xrceil", Scales::E8m0(Rule::RoundCeil)),
    Entry::plain("two", Scales::E4m3(BlockScale::TwoLevels)),
    Entry::plain("single", Scales::E4m3(BlockScale::Single)),
    Entry::plain("fs46", Scales::E4m3(BlockScale::FourOverSix)),
    Entry::plain("search", Scales::E4m3(BlockScale::Search)),
];

impl Specified {
    const fn new(word: &'static str, elements: Elements, group: u32, kind: Kind) -> Self {
        Self { word: Word::plain(word), elements, group, kind: Some(kind) }
    }

    /// The block format that a word names.
    pub(super) fn named(word: &Word) -> Option<&'static Self> {
        SPECIFIED.iter().find(|specified| specified.word.name == word.name)
    }

    /// The block format that a scheme is.
    pub(super) fn matching(scheme: &Scheme) -> Option<&'static Self> {
        let codes = match scheme.format {
            Format::Int { symmetry: Symmetry::Symmetric(codes), .. } => codes,
            _ => Codes::Narrow,
        };
        SPECIFIED.iter().find(|specified| specified.scheme(scheme.scales, codes) == *scheme)
    }

    /// Its scheme by the storage of its scales, its default where that is not one of its kind, and by the codes of integers.
    pub(super) fn scheme(&self, scales: Scales, codes: Codes) -> Scheme {
        let scales = if self.has_rule(scales) { scales } else { self.usual().make([0.0; 2]) };
        let integers = Format::Int { bits: 8, symmetry: Symmetry::Symmetric(codes) };
        let (format, scales) = match self.elements {
            // Each word is that of an element format, which a test checks.
            Elements::Format(word) => (codebook(word).map_or(integers, Format::Table), scales),
            Elements::Integers => (integers, scales),
            Elements::Ggml(kind) => (Format::Ggml(kind), Scales::default()),
            Elements::Stored => (Format::Stored(StoredKind::default()), Scales::default()),
        };
        let granularity = match self.group {
            0 => Granularity::Tensor,
            group => Granularity::Group(group),
        };
        let calibration = Calibration::MAX;
        Scheme { format, granularity, calibration, scales, ..Scheme::default() }
    }

    /// The default of its rules.
    pub(super) fn usual(&self) -> &'static Entry<Scales> {
        RULES.iter().find(|rule| self.allows(&rule.word)).unwrap_or(&RULES[0])
    }

    /// Whether a rule is one of its kind.
    pub(super) fn allows(&self, rule: &Word) -> bool {
        RULES.iter().any(|entry| entry.word.name == rule.name && self.has_rule(entry.make([0.0; 2])))
    }

    fn has_rule(&self, scales: Scales) -> bool {
        self.kind.is_some() && Kind::of(scales) == self.kind
    }

    /// Whether its elements are integers, whose codes are a choice.
    pub(super) fn has_codes(&self) -> bool {
        matches!(self.elements, Elements::Integers)
    }
}
