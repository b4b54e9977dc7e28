//! The format `stored`: the grid that a file stores a tensor on. Which one that is follows from the tensor (`scheme/fit/stored.rs`).

/// What is known of a stored grid; the default before a tensor is at hand.
#[derive(Debug, Clone, Copy)]
pub struct StoredKind {
    /// Bits of a code.
    pub bits: u32,
    /// How many levels a block has.
    pub levels: usize,
    /// Whether codes are whole numbers, so that the levels of a block are evenly spaced.
    pub is_even: bool,
    /// Whether blocks have zero-points.
    pub has_zero_point: bool,
    /// Whether blocks have something that is added to all their levels.
    pub has_offset: bool,
}

impl Default for StoredKind {
    fn default() -> Self {
        Self { bits: 8, levels: 256, is_even: true, has_zero_point: false, has_offset: false }
    }
}

/// The notation has one such format, and what is known of it makes no other one.
impl PartialEq for StoredKind {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
