//! Which of the two schemes something belongs to.

use serde::Deserialize;

use super::theme::{Accent, Theme};

/// A or B. A title shows the letter, too, so that colour never stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The first scheme: blue.
    A,
    /// The second: vermillion.
    B,
}

impl Role {
    /// The scheme's colours.
    pub fn accent(self, theme: &Theme) -> Accent {
        match self {
            Self::A => theme.a,
            Self::B => theme.b,
        }
    }
}
