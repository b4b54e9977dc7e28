//! Which tensors stay as they are, whatever the budget is.
//!
//! ```text
//! vectors       one axis, or one row                     norms and biases, mostly; too few values to be worth it
//! norms         by their role
//! biases        by their role
//! embeddings    by their role: tokens, token types and positions
//! router        by its role: small, and a wrong expert costs more than a rounded weight
//! convolutions  more than two axes that are no experts: no recipe has a format for them
//! ```

use serde::{Deserialize, Serialize};

use crate::survey::{Row, naming::Role};

/// Why a tensor is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Keep {
    /// It is a vector.
    Vector,
    /// It belongs to a normalization.
    Norm,
    /// It is a bias.
    Bias,
    /// It is a table of embeddings or positions.
    Embedding,
    /// It chooses experts.
    Router,
    /// It is the last projection.
    Head,
    /// It has more than two axes.
    Convolution,
    /// It has no measures under any candidate.
    Unmeasured,
}

impl Keep {
    /// Its word in tables, exports and keys of texts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Vector => "vector",
            Self::Norm => "norm",
            Self::Bias => "bias",
            Self::Embedding => "embedding",
            Self::Router => "router",
            Self::Head => "head",
            Self::Convolution => "convolution",
            Self::Unmeasured => "unmeasured",
        }
    }
}

/// Which rules hold. All but the one for the head do by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeepRules {
    /// See above.
    pub vectors: bool,
    /// See above.
    pub norms: bool,
    /// See above.
    pub biases: bool,
    /// See above.
    pub embeddings: bool,
    /// See above.
    pub routers: bool,
    /// The last projection, to tokens or classes.
    pub heads: bool,
}

impl Default for KeepRules {
    fn default() -> Self {
        Self { vectors: true, norms: true, biases: true, embeddings: true, routers: true, heads: false }
    }
}

impl KeepRules {
    /// Why a tensor is kept, if it is.
    pub fn keeps(&self, row: &Row) -> Option<Keep> {
        let role = row.named.role;
        let is_vector = row.shape.iter().filter(|&&d| d > 1).count() < 2;
        let experts =
            [Role::ExpertGate, Role::ExpertUp, Role::ExpertGateUp, Role::ExpertDown].contains(&role);
        match role {
            Role::Norm if self.norms => Some(Keep::Norm),
            Role::Bias if self.biases => Some(Keep::Bias),
            Role::Embedding | Role::Position if self.embeddings => Some(Keep::Embedding),
            Role::Router if self.routers => Some(Keep::Router),
            Role::Head if self.heads => Some(Keep::Head),
            _ if is_vector && self.vectors => Some(Keep::Vector),
            _ if row.shape.len() > 2 && !experts => Some(Keep::Convolution),
            _ => None,
        }
    }
}
