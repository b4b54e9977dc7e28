//! The choice of one point for each tensor that has the least total error within a number of bits.
//!
//! ```text
//! hull of a tensor   of its points (bits, error), the lower convex hull from the cheapest to the one with the least error
//! moves              the edges of all hulls, by the error they save for each bit, the most first
//! curve              all tensors at their cheapest; then one move after the other
//! choice             moves as long as the next one fits the budget; then, while something fits, what saves the most error for each bit
//! another start      a choice that fits and has less error takes the place of that one
//! ```
//! A choice on the curve is exact: no other choice of points has less error with as many bits (Lagrange: it minimizes error + λ · bits for
//! the λ of its last move, Shoham & Gersho 1988). Between two points of the curve, the straight line is a bound that no choice can be
//! below. [`Allocation::bound`] is that line at the budget.

/// A format of a tensor: all bits it is stored in, and its error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Bits of the whole tensor.
    pub bits: f64,
    /// What is summed over tensors.
    pub error: f64,
}

/// A step along the curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Move {
    /// Which tensor changes its format.
    pub tensor: usize,
    /// To which of its points.
    pub point: usize,
    /// The sums over all tensors from then on.
    pub sums: Point,
}

/// What error each number of bits buys.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// The points with the fewest bits, one for each tensor, and their sums.
    pub cheapest: Vec<usize>,
    /// See above.
    pub start: Point,
    /// What comes next, from the move that saves the most error for each bit on.
    pub moves: Vec<Move>,
}

/// A choice of points.
#[derive(Debug, Clone, PartialEq)]
pub struct Allocation {
    /// The chosen point of each tensor.
    pub chosen: Vec<usize>,
    /// The sums over all tensors.
    pub sums: Point,
    /// Bits of the budget that are left; negative where even the cheapest points need more.
    pub left: f64,
    /// No choice within the budget has less error than this.
    pub bound: f64,
    /// What the bound may be wrong by, because the sums along the curve are rounded.
    pub rounding: f64,
    /// Whether no choice has less error: the choice reaches the bound.
    pub exact: bool,
}

impl Allocation {
    /// Whether even the cheapest points need more than the budget.
    pub fn is_over_budget(&self) -> bool {
        self.left < 0.0
    }
}

/// The lower convex hull of some points, from the one with the fewest bits to the one with the least error: their numbers. Points that are not
/// numbers take no part.
fn hull(points: &[Point]) -> Vec<usize> {
    let mut order: Vec<usize> =
        (0..points.len()).filter(|&i| points[i].bits.is_finite() && points[i].error.is_finite()).collect();
    order.sort_by(|&a, &b| {
        points[a].bits.total_cmp(&points[b].bits).then(points[a].error.total_cmp(&points[b].error))
    });
    let mut hull: Vec<usize> = Vec::new();
    for next in order {
        // More bits have to buy less error.
        if hull.last().is_some_and(|&last| points[next].error >= points[last].error) {
            continue;
        }
        while let [.., before, last] = hull[..]
            && slope(points[before], points[last]) <= slope(points[last], points[next])
        {
            hull.pop();
        }
        hull.push(next);
    }
    hull
}

/// The error that is saved for each bit between two points.
fn slope(from: Point, to: Point) -> f64 {
    (from.error - to.error) / (to.bits - from.bits)
}

impl Curve {
    /// The curve of tensors, each with at least one point.
    pub fn of(tensors: &[Vec<Point>]) -> Self {
        let hulls: Vec<Vec<usize>> = tensors.iter().map(|points| hull(points)).collect();
        let cheapest: Vec<usize> =
            hulls.iter().map(|hull| hull.first().copied().unwrap_or_default()).collect();
        let start = sums(tensors, &cheapest);
        let mut edges: Vec<(f64, usize, usize, usize)> = Vec::new();
        for (tensor, hull) in hulls.iter().enumerate() {
            for pair in hull.windows(2) {
                let points = &tensors[tensor];
                edges.push((slope(points[pair[0]], points[pair[1]]), tensor, pair[0], pair[1]));
            }
        }
        // Slopes fall along a hull, and the sort is stable: the edges of a tensor stay in their order.
        edges.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut now = start;
        let moves = edges.into_iter().map(|(_, tensor, from, to)| {
            let (from, point) = (tensors[tensor][from], tensors[tensor][to]);
            now = Point {
                bits: now.bits + (point.bits - from.bits),
                error: now.error + (point.error - from.error),
            };
            Move { tensor, point: to, sums: now }
        });
        Self { cheapest, start, moves: moves.collect() }
    }

    /// The error that no choice within `bits` can be below: the line between the points of the curve around them.
    pub fn bound(&self, bits: f64) -> f64 {
        let mut before = self.start;
        for step in &self.moves {
            if step.sums.bits > bits {
                let share = ((bits - before.bits) / (step.sums.bits - before.bits)).max(0.0);
                return before.error + share * (step.sums.error - before.error);
            }
            before = step.sums;
        }
        before.error
    }
}

impl Curve {
    /// As [`allocate`]; the curve must be that of `tensors`.
    pub(super) fn allocate(&self, tensors: &[Vec<Point>], budget: f64) -> Allocation {
        let mut chosen = self.cheapest.clone();
        for step in &self.moves {
            if step.sums.bits > budget {
                break;
            }
            chosen[step.tensor] = step.point;
        }
        fill(tensors, &mut chosen, budget);
        let sums = sums(tensors, &chosen);
        let (bound, rounding) = (self.bound(budget), ROUNDED * self.start.error);
        let exact = sums.error <= bound + rounding;
        Allocation { exact, left: budget - sums.bits, chosen, sums, bound, rounding }
    }
}

/// The sums over all tensors of their chosen points.
pub(super) fn sums(tensors: &[Vec<Point>], chosen: &[usize]) -> Point {
    let mut all = Point { bits: 0.0, error: 0.0 };
    for (points, &chosen) in tensors.iter().zip(chosen) {
        if let Some(point) = points.get(chosen) {
            all = Point { bits: all.bits + point.bits, error: all.error + point.error };
        }
    }
    all
}

/// Such a part of the largest sum counts as nothing: sums of errors are rounded.
pub(super) const ROUNDED: f64 = 1e-12;

/// The choice with the least total error in at most `budget` bits, or near it; the cheapest one where the budget is too small.
pub fn allocate(tensors: &[Vec<Point>], budget: f64) -> Allocation {
    Curve::of(tensors).allocate(tensors, budget)
}

impl Allocation {
    /// The better of two choices. `other` takes the place of this one if it fits the budget and has less error; what it leaves of the
    /// budget is then spent, too.
    #[must_use]
    pub fn or(self, tensors: &[Vec<Point>], budget: f64, mut other: Vec<usize>) -> Self {
        let before = sums(tensors, &other);
        if before.bits > budget || before.error >= self.sums.error {
            return self;
        }
        fill(tensors, &mut other, budget);
        let sums = sums(tensors, &other);
        let exact = sums.error <= self.bound + self.rounding;
        Self { chosen: other, sums, left: budget - sums.bits, exact, ..self }
    }
}

/// Spends what is left: again and again the change that fits and saves the most error for each bit.
fn fill(tensors: &[Vec<Point>], chosen: &mut [usize], budget: f64) {
    loop {
        let left = budget - sums(tensors, chosen).bits;
        let mut best: Option<(f64, usize, usize)> = None;
        for (tensor, points) in tensors.iter().enumerate() {
            let Some(&now) = points.get(chosen[tensor]) else { continue };
            for (at, &point) in points.iter().enumerate() {
                let fits = point.bits - now.bits <= left && point.error < now.error;
                let gain = if point.bits <= now.bits { f64::INFINITY } else { slope(now, point) };
                if fits && best.is_none_or(|(most, ..)| gain > most) {
                    best = Some((gain, tensor, at));
                }
            }
        }
        let Some((_, tensor, point)) = best else { return };
        chosen[tensor] = point;
    }
}
