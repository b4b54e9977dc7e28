//! The numbers at the ends of the colours.

use std::rc::Rc;

use super::Quantity;

/// The first and the last hundredth of the finite cells of both panels. For values it is the last hundredth of their magnitudes, on
/// both sides; the error begins at 0; a photograph goes from black to white.
pub(super) fn range(
    values: &[f32],
    panels: &[Rc<Vec<f32>>; 2],
    quantity: Quantity,
    photograph: bool,
) -> (f32, f32) {
    let signed = matches!(quantity, Quantity::Values | Quantity::Decoded);
    if signed && photograph {
        return (0.0, 1.0);
    }
    let mut numbers: Vec<f32> = if signed {
        values.iter().filter(|x| x.is_finite()).map(|x| x.abs()).collect()
    } else {
        panels.iter().flat_map(|cells| cells.iter().copied()).filter(|x| x.is_finite()).collect()
    };
    let Some(last) = numbers.len().checked_sub(1) else { return (0.0, 0.0) };
    let mut at = |i: usize| *numbers.select_nth_unstable_by(i, f32::total_cmp).1;
    let high = at((last * 99).div_ceil(100));
    match quantity {
        Quantity::Values | Quantity::Decoded => (-high, high),
        // Where nearly all errors are 0, the largest.
        Quantity::Error => (0.0, if high > 0.0 { high } else { at(last) }),
        _ => (at(last / 100), high),
    }
}
