//! What the page and files say of a kind.

use super::Kind;
use crate::quantizer::Nearest;

impl Kind {
    /// Whether blocks have a scale of their own, in units of that of the super-block.
    pub fn has_scales(self) -> bool {
        self.super_block() > self.block() && self != Self::Nvfp4
    }

    /// What each stored code stands for, before the scale.
    pub fn values(self) -> Vec<f32> {
        let numbers = self.numbers(Nearest::Even);
        (0..1u32 << self.bits()).map(|code| numbers.of_code(code as u8)).collect()
    }
}
