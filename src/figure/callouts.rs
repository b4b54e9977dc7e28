//! Names marks of a crowded plot: a name stands beside its mark, or some way off with a line to it. No name can be taken for that of
//! another mark.

use super::pen::PixelBox;

type Point = (i32, i32);

/// A name to be placed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    /// Its width and its height.
    pub(crate) size: (i32, i32),
    /// The middle of its mark.
    pub(crate) at: Point,
    /// How far its end stands from the middle of the mark.
    pub(crate) gap: i32,
    /// How far off it may stand.
    pub(crate) reach: i32,
    /// Whether it stands near other marks rather than nowhere.
    pub(crate) always: bool,
}

/// What a place of a name spares.
#[derive(Debug, Clone, Copy)]
struct Care {
    /// The name covers no line of the plot.
    curve: bool,
    /// Its line passes over no other mark.
    marks: bool,
    /// No other mark stands at an end of the name, as if the name were its own.
    ends: bool,
}

/// The places tried, the best first. Where a crowd leaves no other place, a line may pass over other marks: it still ends in its own.
const CARES: [Care; 4] = [
    Care { curve: true, marks: true, ends: true },
    Care { curve: false, marks: true, ends: true },
    Care { curve: false, marks: false, ends: true },
    Care { curve: false, marks: false, ends: false },
];
/// So many times its height a name goes to spare the lines of the plot.
const DETOUR: i32 = 2;
/// So many times as far as the name from its own mark, another mark is not at the end of the name.
const BESIDE: i32 = 3;

/// The place of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Callout {
    /// Its left end and its middle.
    pub(crate) text: Point,
    /// The line from the mark to the name, where it stands off.
    pub(crate) line: Option<[Point; 2]>,
}

/// A place, and what the name covers there.
#[derive(Debug)]
struct Found {
    callout: Callout,
    area: PixelBox,
}

/// Places names one after the other. An earlier name gets a better place.
#[derive(Debug)]
pub(crate) struct Callouts {
    bounds: PixelBox,
    /// The middle of each mark, and its radius.
    marks: Vec<(Point, i32)>,
    /// Lines of the plot, which names spare if they can.
    curve: Vec<[Point; 2]>,
    names: Vec<PixelBox>,
    lines: Vec<[Point; 2]>,
}

impl Callouts {
    /// Names inside `bounds`, of these marks and beside them; `curve` has the corners of a line they should not lie on.
    pub(crate) fn new(bounds: PixelBox, marks: Vec<(Point, i32)>, curve: &[Point]) -> Self {
        let curve = curve.windows(2).map(|ends| [ends[0], ends[1]]).collect();
        Self { bounds, marks, curve, names: Vec::new(), lines: Vec::new() }
    }

    /// Names also spare this line of the plot, if they can.
    pub(crate) fn spare(&mut self, line: [Point; 2]) {
        self.curve.push(line);
    }

    /// Takes an area for another text; false if it is not free, or on a line of the plot.
    pub(crate) fn take(&mut self, area: PixelBox) -> bool {
        let marked = self.marks.iter().any(|&(mark, radius)| overlap(square(mark, radius), area));
        let spared = !self.curve.iter().any(|&curve| meets(curve, area));
        let free = spared && !marked && self.is_free(area, (area.left, area.top));
        if free {
            self.names.push(area);
        }
        free
    }

    /// The nearest place that is free and cannot be mistaken; nothing if there is none within reach. A name stands to the left of its
    /// mark and above, where a rising front leaves room, or to the right and below.
    pub(crate) fn place(&mut self, wanted: Wanted) -> Option<Callout> {
        let mut cares = CARES.into_iter().filter(|care| care.ends || wanted.always);
        let found = cares.find_map(|care| self.find(wanted, care))?;
        self.names.push(found.area);
        self.lines.extend(found.callout.line);
        Some(found.callout)
    }

    fn find(&self, wanted: Wanted, care: Care) -> Option<Found> {
        let (width, height) = wanted.size;
        let (x, y) = wanted.at;
        let step = (height / 5).max(1);
        let reach = if care.curve { wanted.reach.min(DETOUR * height) } else { wanted.reach };
        for off in (0..=reach / step).map(|i| i * step) {
            // A name that stands higher or lower also stands a little aside, so that its line is not upright.
            let aside = wanted.gap + off / 2;
            let (left, right) = (x - aside - width, x + aside);
            for text in [(left, y - off), (right, y + off), (right, y - off), (left, y + off)] {
                let area = PixelBox::new(text.0, text.1 - height / 2, text.0 + width, text.1 + height / 2);
                let end = (if text.0 < x { area.right } else { area.left }, text.1);
                let line = (off > step).then_some([wanted.at, end]);
                let lined = line.is_none_or(|line| self.may_run(line, wanted.at, care));
                let spared = !care.curve || !self.curve.iter().any(|&curve| meets(curve, area));
                let clear = match line {
                    None => self.is_clear(area, &wanted),
                    Some(_) => !care.ends || self.stands_apart(area, &wanted),
                };
                if lined && spared && clear && self.is_free(area, wanted.at) {
                    return Some(Found { callout: Callout { text, line }, area });
                }
            }
        }
        None
    }

    /// Whether a name covers nothing.
    fn is_free(&self, area: PixelBox, at: Point) -> bool {
        let PixelBox { left, top, right, bottom } = self.bounds;
        let inside = area.left >= left && area.right <= right && area.top >= top && area.bottom <= bottom;
        inside
            && !self.names.iter().any(|name| overlap(*name, area))
            && !self.marks.iter().any(|&(mark, radius)| mark != at && overlap(square(mark, radius), area))
            && !self.lines.iter().any(|&other| meets(other, area))
    }

    /// Whether a line crosses no name, no other line and, unless it may, no other mark.
    fn may_run(&self, line: [Point; 2], at: Point, care: Care) -> bool {
        !self.names.iter().any(|name| meets(line, *name))
            && !self.lines.iter().any(|&other| cross(other, line))
            && (!care.marks
                || !self.marks.iter().any(|&(mark, radius)| mark != at && meets(line, square(mark, radius))))
    }

    /// Whether a name without a line is clearly nearer to its own mark than to any other.
    fn is_clear(&self, area: PixelBox, wanted: &Wanted) -> bool {
        let own = distance(area, wanted.at);
        let near = 2.0 * own + 2.0;
        !self.marks.iter().any(|&(mark, _)| mark != wanted.at && distance(area, mark) < near)
    }

    /// Whether no other mark is where the mark of a name without a line would be: beside an end of it.
    fn stands_apart(&self, area: PixelBox, wanted: &Wanted) -> bool {
        let (around, beside) = (wanted.gap, BESIDE * wanted.gap);
        let near = |(x, y): Point| {
            let across = (area.left - x).max(x - area.right);
            let down = (area.top - y).max(y - area.bottom);
            across < around && down < around / 2 || across < beside && down <= 0
        };
        !self.marks.iter().any(|&(mark, _)| mark != wanted.at && near(mark))
    }
}

fn square((x, y): Point, radius: i32) -> PixelBox {
    PixelBox::new(x - radius, y - radius, x + radius, y + radius)
}

fn overlap(a: PixelBox, b: PixelBox) -> bool {
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

/// From a point to the nearest point of a box.
fn distance(area: PixelBox, (x, y): Point) -> f64 {
    let across = f64::from((area.left - x).max(x - area.right).max(0));
    let down = f64::from((area.top - y).max(y - area.bottom).max(0));
    libm::hypot(across, down)
}

/// Whether a line passes through a box.
fn meets(line: [Point; 2], area: PixelBox) -> bool {
    let PixelBox { left, top, right, bottom } = area;
    let inside = |(x, y): Point| x > left && x < right && y > top && y < bottom;
    let diagonals = [[(left, top), (right, bottom)], [(left, bottom), (right, top)]];
    line.into_iter().any(inside) || diagonals.into_iter().any(|diagonal| cross(diagonal, line))
}

/// Whether two lines cross.
fn cross(p: [Point; 2], q: [Point; 2]) -> bool {
    let side = |[a, b]: [Point; 2], c: Point| {
        let (across, down) = (i64::from(b.0 - a.0), i64::from(b.1 - a.1));
        (across * i64::from(c.1 - a.1) - down * i64::from(c.0 - a.0)).signum()
    };
    side(p, q[0]) * side(p, q[1]) < 0 && side(q, p[0]) * side(q, p[1]) < 0
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: (i32, i32) = (90, 15);

    fn wanted(at: Point) -> Wanted {
        Wanted { size: SIZE, at, gap: 8, reach: 60, always: true }
    }

    fn area(callout: &Callout) -> PixelBox {
        let (left, middle) = callout.text;
        PixelBox::new(left, middle - SIZE.1 / 2, left + SIZE.0, middle + SIZE.1 / 2)
    }

    #[test]
    fn a_lonely_mark_has_its_name_beside_it() {
        let mut callouts = Callouts::new(PixelBox::new(0, 0, 400, 200), vec![((200, 100), 3)], &[]);
        let found = callouts.place(wanted((200, 100)));
        assert_eq!(found, Some(Callout { text: (102, 100), line: None }));
    }

    #[test]
    fn of_two_marks_close_together_each_name_is_nearest_to_its_own_or_has_a_line() {
        for second in [(203, 104), (200, 94), (210, 100), (192, 108), (230, 100)] {
            let marks = [(200, 100), second];
            let all = marks.map(|mark| (mark, 3)).to_vec();
            let mut callouts = Callouts::new(PixelBox::new(0, 0, 400, 200), all, &[]);
            let found = marks.map(|mark| callouts.place(wanted(mark)).unwrap());
            assert!(!overlap(area(&found[0]), area(&found[1])), "{second:?}");
            for (i, callout) in found.iter().enumerate() {
                let [own, other] = [marks[i], marks[1 - i]].map(|mark| distance(area(callout), mark));
                assert!(callout.line.is_some() || own < other, "{second:?}: {callout:?}");
                assert!(callout.line.is_none_or(|line| line[0] == marks[i]), "{second:?}");
            }
        }
    }

    #[test]
    fn in_a_crowd_nothing_is_covered_or_crossed() {
        let marks: Vec<Point> = (0..40).map(|i| (60 + 17 * i, 380 - 9 * i - 3 * (i % 3))).collect();
        let all = marks.iter().map(|&mark| (mark, 3)).collect();
        let mut callouts = Callouts::new(PixelBox::new(0, 0, 800, 400), all, &[]);
        let found: Vec<Callout> = marks.iter().filter_map(|&mark| callouts.place(wanted(mark))).collect();
        assert!(found.len() >= 12, "{}", found.len());
        for (i, callout) in found.iter().enumerate() {
            let name = area(callout);
            assert!(name.left >= 0 && name.right <= 800 && name.top >= 0 && name.bottom <= 400);
            assert!(!marks.iter().any(|&mark| overlap(square(mark, 3), name)), "{callout:?}");
            for other in &found[i + 1..] {
                assert!(!overlap(name, area(other)), "{callout:?} {other:?}");
                assert!(!callout.line.is_some_and(|line| meets(line, area(other))), "{callout:?} {other:?}");
                assert!(!other.line.is_some_and(|line| meets(line, name)), "{callout:?} {other:?}");
            }
        }
    }

    #[test]
    fn a_mark_among_others_has_its_name_too() {
        let crowd: Vec<(Point, i32)> = (0..9).map(|i| ((196 + 4 * (i % 3), 96 + 4 * (i / 3)), 3)).collect();
        let mut callouts = Callouts::new(PixelBox::new(0, 0, 400, 200), crowd, &[]);
        let found = callouts.place(wanted((200, 100))).unwrap();
        assert!(found.line.is_some_and(|line| line[0] == (200, 100)), "{found:?}");
    }

    #[test]
    fn no_other_mark_stands_at_an_end_of_a_name_that_may_be_left_out() {
        for (across, down) in [(12, 0), (20, 3), (-14, -4), (9, 9), (0, 14), (-18, 1)] {
            let own = (200, 100);
            let marks = [own, (200 + across, 100 + down), (200 - across, 100 - down)];
            let all = marks.map(|mark| (mark, 3)).to_vec();
            let mut callouts = Callouts::new(PixelBox::new(0, 0, 400, 200), all, &[]);
            let Some(found) = callouts.place(Wanted { always: false, ..wanted(own) }) else { continue };
            let name = area(&found);
            let beside = |&&(x, y): &&Point| {
                (name.left - x).max(x - name.right) < 3 * 8 && y > name.top && y < name.bottom
            };
            assert_eq!(marks[1..].iter().find(beside), None, "{found:?}");
        }
    }

    #[test]
    fn a_name_spares_a_line_of_the_plot() {
        let curve = [(0, 100), (200, 100), (400, 100)];
        let mut callouts = Callouts::new(PixelBox::new(0, 0, 400, 200), vec![((200, 100), 3)], &curve);
        let found = callouts.place(wanted((200, 100))).unwrap();
        assert!(!meets([(0, 100), (400, 100)], area(&found)), "{found:?}");
    }

    #[test]
    fn an_area_is_taken_once_and_never_over_a_mark_or_a_line() {
        let mut callouts = Callouts::new(PixelBox::new(0, 0, 400, 200), vec![((200, 100), 3)], &[]);
        callouts.spare([(300, 0), (300, 200)]);
        let area = |left: i32, top: i32| PixelBox::new(left, top, left + 90, top + 15);
        assert!(!callouts.take(area(150, 95)), "over a mark");
        assert!(!callouts.take(area(250, 20)), "over a line");
        assert!(!callouts.take(area(350, 20)), "outside");
        assert!(callouts.take(area(105, 93)), "where the name would stand");
        assert!(!callouts.take(area(60, 90)), "over another text");
        assert_ne!(callouts.place(wanted((200, 100))).unwrap().text, (102, 100));
    }

    #[test]
    fn without_room_there_is_no_name() {
        let mut callouts = Callouts::new(PixelBox::new(0, 0, 95, 40), vec![((47, 20), 3)], &[]);
        assert_eq!(callouts.place(wanted((47, 20))), None);
    }
}
