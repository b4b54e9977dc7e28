//! The two schemes of a picture.

use serde::Deserialize;

use super::theme::{Accent, Theme};

/// A scheme: A or B. Titles show the letter, so that colour is never the only difference.
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
