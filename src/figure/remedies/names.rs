//! Names beside points, moved up and down until none lies on another.

/// How often names push one another.
const ROUNDS: usize = 400;

/// A name: where it begins and ends, the height of its middle, and the point that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) left: i32,
    pub(super) right: i32,
    pub(super) y: i32,
    pub(super) at: (i32, i32),
}

/// Moves names apart that overlap, each as little as the others, until they are `apart` from middle to middle; within `bounds` as far
/// as there is room.
pub(super) fn arrange(labels: &mut [Label], apart: i32, bounds: (i32, i32)) {
    // The order from top to bottom stays, so that lines to the points do not cross.
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by_key(|&i| (labels[i].at.1, i));
    for _ in 0..ROUNDS {
        let mut moved = false;
        for (n, &upper) in order.iter().enumerate() {
            for &lower in &order[n + 1..] {
                let (a, b) = (labels[upper], labels[lower]);
                let missing = apart - (b.y - a.y);
                if missing > 0 && a.left < b.right && b.left < a.right {
                    labels[upper].y -= (missing + 1) / 2;
                    labels[lower].y += (missing + 1) / 2;
                    moved = true;
                }
            }
        }
        for label in labels.iter_mut() {
            label.y = label.y.clamp(bounds.0, bounds.1.max(bounds.0));
        }
        if !moved {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crowded_names_are_apart_and_in_order() {
        let heights = [100, 101, 100, 102, 180, 40, 39];
        let mut labels: Vec<Label> =
            heights.iter().map(|&y| Label { left: 10, right: 90, y, at: (100, y) }).collect();
        arrange(&mut labels, 16, (0, 400));
        for (i, a) in labels.iter().enumerate() {
            assert!((0..=400).contains(&a.y));
            for b in &labels[i + 1..] {
                assert!((a.y - b.y).abs() >= 16, "{a:?} {b:?}");
                assert!(a.at.1 == b.at.1 || (a.y < b.y) == (a.at.1 < b.at.1), "{a:?} {b:?}");
            }
        }
        assert_eq!(labels[4].y, 180, "a name with room stays");
    }

    #[test]
    fn names_side_by_side_stay_where_they_are() {
        let mut labels = [(0, 40), (50, 90)].map(|(left, right)| Label { left, right, y: 7, at: (0, 7) });
        let before = labels;
        arrange(&mut labels, 16, (0, 100));
        assert_eq!(labels, before);
    }
}
