//! Places labels beside their marks without overlap.

use super::pen::PixelBox;
use super::sizes::Sizes;

/// Height of a label in units.
const HEIGHT: f64 = 15.0;

/// Places labels one after the other. An earlier label gets a better place.
pub(crate) struct Labels {
    sizes: Sizes,
    bounds: PixelBox,
    taken: Vec<PixelBox>,
}

impl Labels {
    /// Labels inside `bounds`.
    pub(crate) fn new(sizes: Sizes, bounds: PixelBox) -> Self {
        Self { sizes, bounds, taken: Vec::new() }
    }

    /// Keeps labels away from a mark of `radius` about `at`.
    pub(crate) fn avoid(&mut self, at: (i32, i32), radius: i32) {
        self.taken.push(PixelBox::new(at.0 - radius, at.1 - radius, at.0 + radius, at.1 + radius));
    }

    /// Finds a place for a text of `width` at a distance of `gap` from the mark at `at`: right, left, above or below. Returns its
    /// left end and middle, or nothing if there is no room.
    pub(crate) fn place(&mut self, width: i32, at: (i32, i32), gap: i32) -> Option<(i32, i32)> {
        let half = self.sizes.px(HEIGHT) / 2;
        let (x, y) = at;
        let up = gap + half;
        let places = [
            (x + gap, y),
            (x - gap - width, y),
            (x - width / 2, y - up),
            (x - width / 2, y + up),
            (x + gap, y - up),
            (x + gap, y + up),
            (x - gap - width, y - up),
            (x - gap - width, y + up),
        ];
        let found = places.into_iter().find(|&(left, middle)| {
            let area = PixelBox::new(left, middle - half, left + width, middle + half);
            let inside = area.left >= self.bounds.left
                && area.right <= self.bounds.right
                && area.top >= self.bounds.top
                && area.bottom <= self.bounds.bottom;
            inside && !self.taken.iter().any(|other| overlap(area, *other))
        })?;
        self.taken.push(PixelBox::new(found.0, found.1 - half, found.0 + width, found.1 + half));
        Some(found)
    }
}

fn overlap(a: PixelBox, b: PixelBox) -> bool {
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::theme::Theme;

    #[test]
    fn labels_keep_off_one_another_and_inside() {
        let sizes = Sizes::new(400, &Theme::light(1.0));
        let mut labels = Labels::new(sizes, PixelBox::new(0, 0, 400, 100));
        let mut placed = Vec::new();
        for i in 0..30 {
            let at = (200 + i % 5, 50 + i % 3);
            placed.extend(labels.place(60, at, 6));
        }
        assert!(placed.len() >= 4, "{}", placed.len());
        for (i, a) in placed.iter().enumerate() {
            assert!(a.0 >= 0 && a.0 + 60 <= 400 && a.1 >= 7 && a.1 <= 93);
            for b in &placed[i + 1..] {
                assert!((a.0 - b.0).abs() >= 60 || (a.1 - b.1).abs() >= 14, "{a:?} {b:?}");
            }
        }
        let mut narrow = Labels::new(sizes, PixelBox::new(0, 0, 50, 100));
        assert_eq!(narrow.place(60, (25, 50), 6), None);
    }
}
