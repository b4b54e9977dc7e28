//! Places names in rows above a plot, each joined to its mark by a line. Every name has a place, however crowded the marks are.
//!
//! ```text
//! row 1        p99.9      octav         names in the order of their marks, row by row in turn
//! row 0   p99    |   mse    |   max     a line from above passes through the rows below it
//!           \    |    |    /     |
//! plot       o   o    o   o      o
//! ```

/// A name to be placed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Name {
    /// Its width.
    pub(crate) width: i32,
    /// The pixel of its mark.
    pub(crate) target: i32,
}

/// The place of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// Its left end.
    pub(crate) left: i32,
    /// Its row, counted from the plot up.
    pub(crate) row: usize,
    /// Where its line crosses the rows below, from the highest down.
    pub(crate) passes: Vec<i32>,
}

/// Room for a line between names.
const LINE: f64 = 2.0;

/// The number of rows that the names need between `bounds`, with `gap` between neighbours.
pub(crate) fn rows(names: &[Name], bounds: (i32, i32), gap: i32) -> usize {
    let room = f64::from(bounds.1 - bounds.0);
    let fits = |rows: usize| (0..rows).all(|row| needed(&widths(names, rows, row), gap) <= room);
    (1..=names.len().max(1)).find(|&rows| fits(rows)).unwrap_or(names.len())
}

/// Places names, which are in the order of their targets, in `rows` rows.
pub(crate) fn arrange(names: &[Name], bounds: (i32, i32), gap: i32, rows: usize) -> Vec<Place> {
    let mut places: Vec<Place> = (0..names.len())
        .map(|i| Place { left: names[i].target, row: i % rows.max(1), passes: Vec::new() })
        .collect();
    // The targets of the lines of a row: the marks, then the gaps in the row below.
    let mut wanted: Vec<f64> = names.iter().map(|name| name.target.into()).collect();
    for row in 0..rows {
        let here: Vec<usize> = (0..names.len()).filter(|&i| places[i].row >= row).collect();
        let sought: Vec<f64> = here.iter().map(|&i| wanted[i]).collect();
        let centers = spread(&sought, &widths(names, rows, row), bounds, gap);
        for (&i, &center) in here.iter().zip(&centers) {
            wanted[i] = center;
            if places[i].row > row {
                places[i].passes.insert(0, libm::round(center) as i32);
            } else {
                places[i].left = libm::round(center - f64::from(names[i].width) / 2.0) as i32;
            }
        }
    }
    places
}

/// The widths in a row: of its own names, and of the lines from names above.
fn widths(names: &[Name], rows: usize, row: usize) -> Vec<f64> {
    let above = (0..names.len()).map(|i| (i % rows, names[i])).filter(|&(at, _)| at >= row);
    above.map(|(at, name)| if at == row { name.width.into() } else { LINE }).collect()
}

fn needed(widths: &[f64], gap: i32) -> f64 {
    let gaps = widths.len().saturating_sub(1) as f64;
    widths.iter().sum::<f64>() + gaps * f64::from(gap)
}

/// The centers of things in a row that are nearest to the wanted ones by least squares, given their order, widths and gaps (pool
/// adjacent violators). They stay inside the bounds if there is room.
pub(crate) fn spread(wanted: &[f64], widths: &[f64], bounds: (i32, i32), gap: i32) -> Vec<f64> {
    // Minus the least distances, the centers only have to be in order.
    let mut offsets = vec![0.0];
    for pair in widths.windows(2) {
        offsets.push(offsets[offsets.len() - 1] + (pair[0] + pair[1]) / 2.0 + f64::from(gap));
    }
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (center, offset) in wanted.iter().zip(&offsets) {
        let mut pool = (center - offset, 1);
        while let Some(&(mean, n)) = pools.last().filter(|&&(mean, _)| mean > pool.0) {
            pools.pop();
            pool = ((mean * n as f64 + pool.0 * pool.1 as f64) / (n + pool.1) as f64, n + pool.1);
        }
        pools.push(pool);
    }
    let (Some(first), Some(last)) = (widths.first(), widths.last()) else { return Vec::new() };
    let least = f64::from(bounds.0) + first / 2.0;
    let most = (f64::from(bounds.1) - last / 2.0 - offsets[offsets.len() - 1]).max(least);
    let means = pools.into_iter().flat_map(|(mean, n)| std::iter::repeat_n(mean, n));
    means.zip(&offsets).map(|(mean, offset)| mean.clamp(least, most) + offset).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &[(i32, i32)]) -> Vec<Name> {
        list.iter().map(|&(width, target)| Name { width, target }).collect()
    }

    #[test]
    fn names_stand_over_their_marks_where_there_is_room() {
        let names = names(&[(20, 50), (30, 100), (20, 200)]);
        assert_eq!(rows(&names, (0, 300), 5), 1);
        let lefts: Vec<i32> = arrange(&names, (0, 300), 5, 1).iter().map(|place| place.left).collect();
        assert_eq!(lefts, [40, 85, 190]);
    }

    #[test]
    fn crowded_names_keep_their_order_and_their_gaps_inside_the_bounds() {
        let crowds = [
            names(&[(40, 10); 8]),
            names(&[(40, 290); 8]),
            names(&[(40, 150), (10, 151), (60, 152), (90, 299)]),
        ];
        for names in crowds {
            let count = rows(&names, (0, 300), 6);
            let places = arrange(&names, (0, 300), 6, count);
            for row in 0..count {
                // Names of the row and lines that pass it, from left to right.
                let mut spans = Vec::new();
                for (name, place) in names.iter().zip(&places) {
                    if place.row == row {
                        spans.push((place.left, place.left + name.width));
                    } else if place.row > row {
                        let pass = place.passes[place.row - row - 1];
                        spans.push((pass, pass));
                    }
                }
                assert!(spans[0].0 >= 0 && spans[spans.len() - 1].1 <= 300, "{spans:?}");
                assert!(spans.windows(2).all(|w| w[1].0 - w[0].1 >= 5), "{spans:?}");
            }
        }
    }

    #[test]
    fn nothing_and_too_much_have_an_answer() {
        assert_eq!((rows(&[], (0, 10), 5), arrange(&[], (0, 10), 5, 1)), (1, Vec::new()));
        let wide = names(&[(50, 5), (50, 5)]);
        assert_eq!(rows(&wide, (0, 20), 5), 2);
        assert_eq!(arrange(&wide, (0, 20), 5, 2).len(), 2);
    }
}
