//! Why the notation of a scheme was refused.

use crate::sentence::{Excerpt, sentences};

sentences! {
    /// Why a scheme's notation was refused.
    pub enum SchemeError {
        /// The first part names no format.
        Format { part: Excerpt, accepted: String } = "error.scheme.format",
            "“{part}” is not a format; accepted: {accepted}";
        /// The first part names no format, but is near to one.
        FormatNear { part: Excerpt, near: String } = "error.scheme.format_near",
            "“{part}” is not a format. Did you mean {near}?";
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
        /// The grid of a file is asked for where no file has one, or for all tensors of a model.
        Stored {} = "error.scheme.stored",
            "“stored” is the grid that a file stores one weight on: it is only for such a weight as the data, from a packed checkpoint or a quantized type of GGUF";
        /// An option that the format does not have.
        NotOfFormat { part: Excerpt, format: Excerpt } = "error.scheme.not_of_format",
            "“{part}” has no meaning for {format}; leave it out";
        /// No list of levels of one's own.
        Levels { part: Excerpt } = "error.scheme.levels",
            "“{part}” is not a list of levels; accepted: levels(L1,L2,…) with 2 to 256 finite numbers, each above the one before, for example levels(-1,0,1)";
        /// A group size out of range.
        Group { part: Excerpt } = "error.scheme.group",
            "“{part}” is not a group size; accepted: g1 to g16777216";
        /// No size of a tile.
        Tile { part: Excerpt } = "error.scheme.tile",
            "“{part}” is not the size of a tile; accepted: bRxC with R rows and C columns, each from 1 to 16777216, for example b128x128";
        /// A percentile out of range.
        Percentile { part: Excerpt } = "error.scheme.percentile",
            "“{part}” is not a percentile; accepted: p50 to p100, for example p99.9";
        /// Clip limits that are no range.
        Clip { part: Excerpt } = "error.scheme.clip",
            "“{part}” is not a range; accepted: clip(LO,HI) with finite LO < HI, for example clip(-3,3)";
        /// Not a positive number of standard deviations.
        Deviations { part: Excerpt } = "error.scheme.deviations",
            "“{part}” is not a number of standard deviations; accepted: sdK with K above 0 and at most 1000, for example sd3";
        /// Not a positive factor of the range.
        Ratio { part: Excerpt } = "error.scheme.ratio",
            "“{part}” is not a factor of the range; accepted: rF with F above 0 and at most 1000, for example r0.85";
        /// Not a seed.
        Seed { part: Excerpt } = "error.scheme.seed",
            "“{part}” is not a seed; accepted: stochastic(S) with a whole number S from 0 to 4294967295";
    }
}
