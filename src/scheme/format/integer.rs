//! Integer formats: which codes a scheme has, and what its range is divided by.
//!
//! Which codes a symmetric format has, and what divides max|x|, differs between libraries on purpose;
//! each convention has a name (FIELD: PyTorch observers, TensorRT, ggml differ here).

/// The codes of a symmetric format of `b` bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Codes {
    /// `±(2^(b-1) - 1)`, `s = amax / (2^(b-1) - 1)`: the lowest code is not used.
    #[default]
    Narrow,
    /// `-2^(b-1) … 2^(b-1) - 1` with the scale of narrow.
    Wide,
    /// The codes of wide, `s = amax / ((q_max - q_min) / 2)`.
    Full,
}

/// What the zero-point of an asymmetric format may be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Zero {
    /// A code; the range is widened to contain 0.0, so that 0.0 is a level.
    #[default]
    Integer,
    /// Any number; the range is left as it is, and 0.0 need not be a level.
    Real,
}

/// Where the grid lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Symmetry {
    /// Around 0.0: the zero-point is 0.
    Symmetric(Codes),
    /// Anywhere: codes `0 … 2^b - 1` and a zero-point.
    Asymmetric(Zero),
}

impl Default for Symmetry {
    fn default() -> Self {
        Self::Symmetric(Codes::Narrow)
    }
}

impl Symmetry {
    /// Smallest and largest code of a format of `bits` bits.
    pub(in crate::scheme) fn codes(self, bits: u32) -> (i32, i32) {
        let half = 1i32 << (bits - 1);
        match self {
            Self::Symmetric(Codes::Narrow) => (1 - half, half - 1),
            Self::Symmetric(Codes::Wide | Codes::Full) => (-half, half - 1),
            Self::Asymmetric(_) => (0, 2 * half - 1),
        }
    }

    /// What max|x| or the width of the range is divided by to give the scale.
    pub(in crate::scheme) fn divisor(self, bits: u32) -> f32 {
        let (q_min, q_max) = self.codes(bits);
        match self {
            Self::Symmetric(Codes::Narrow | Codes::Wide) => q_max as f32,
            Self::Symmetric(Codes::Full) => (q_max - q_min) as f32 / 2.0,
            Self::Asymmetric(_) => (q_max - q_min) as f32,
        }
    }
}
