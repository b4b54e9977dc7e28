//! What there is to convolve when nobody brings anything: an image, and filters.

use crate::Tensor;

/// Rows and columns of the scene.
const SIDE: usize = 32;

/// Filters of three by three by their names, row by row.
pub const FILTERS: [(&str, [f32; 9]); 4] = [
    ("blur", [0.0625, 0.125, 0.0625, 0.125, 0.25, 0.125, 0.0625, 0.125, 0.0625]),
    ("sharpen", [0.0, -1.0, 0.0, -1.0, 5.0, -1.0, 0.0, -1.0, 0.0]),
    ("edge", [-1.0, -1.0, -1.0, -1.0, 8.0, -1.0, -1.0, -1.0, -1.0]),
    ("sobel", [-1.0, 0.0, 1.0, -2.0, 0.0, 2.0, -1.0, 0.0, 1.0]),
];

/// The filter of a name, if there is one.
pub fn filter(name: &str) -> Option<Tensor> {
    let (name, values) = FILTERS.into_iter().find(|(known, _)| *known == name)?;
    Some(square(name, 3, values.to_vec()))
}

/// A sun over a slope and a dark post, normalised as photographs are for networks: from about -2.1 to 2.6, so that 0 lies
/// inside the range and not at its end.
pub fn scene() -> Tensor {
    let place = |i: usize| (2 * i + 1) as f32 / SIDE as f32 - 1.0;
    let value = |i: usize| {
        let (x, y) = (place(i % SIDE), place(i / SIDE));
        let from_sun = (x + 0.3) * (x + 0.3) + (y + 0.3) * (y + 0.3);
        let (sun, post) = (from_sun < 0.16, (0.4..0.65).contains(&x) && y > -0.5);
        match (sun, post) {
            (true, _) => 2.6 - 5.0 * from_sun,
            (_, true) => -2.1,
            _ if y > 0.5 - 0.3 * x => 0.9 - 0.6 * y,
            _ => -0.4 - 0.7 * y,
        }
    };
    square("scene", SIDE, (0..SIDE * SIDE).map(value).collect())
}

fn square(name: &str, side: usize, values: Vec<f32>) -> Tensor {
    Tensor::new(name, &[side, side], values).expect("as many values as a square of that side has")
}
