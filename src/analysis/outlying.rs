//! Rows and columns that stand out from the others: outlier channels of activations and weights.
//!
//! ```text
//! size of a line = its RMS
//! stands out:      size ≥ 3 · median  and  size ≥ Q3 · (Q3 / Q1)^1.5     over all lines that are not zero
//! by few values:   it does not without a hundredth of its values, which hold most of its Σx²
//! ```
//! The RMS is what a whole channel raises and one value scattered somewhere hardly moves, while the largest magnitude tells
//! whichever lines such values happened to fall on. The second condition is the fence of a box plot (Tukey 1977) on a
//! logarithmic axis: where lines differ from one another anyway, none stands out for being three times as large.

use std::ops::Range;

use crate::{
    Tensor,
    kernels::{Level, abs_max, add_squares, sum_of_squares},
};

/// A row or column that stands out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outlying {
    /// Its number.
    pub index: usize,
    /// Its RMS in units of the median of all.
    pub rms: f64,
    /// Its largest |x| in units of the median of all.
    pub most: f64,
    /// Where in it that value lies.
    pub at: usize,
    /// So many of its values make it stand out, a hundredth of them at most; 0 when it does throughout.
    pub by: usize,
}

/// The lines of one direction.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OutlyingLines {
    /// Those of the largest RMS, the largest first.
    pub first: Vec<Outlying>,
    /// How many stand out throughout, and how many by few of their values.
    pub throughout: usize,
    /// See above.
    pub by_few: usize,
}

/// So many times the median is out.
const STANDS_OUT: f64 = 3.0;
/// Of fewer values than this a line is no line.
const SHORTEST: usize = 8;
/// Number of lines described in each direction.
const TOLD: usize = 64;
/// Values looked at in one step: some milliseconds.
const STEP: usize = 1 << 19;

/// The search for the lines of a tensor that stand out, in the making.
#[derive(Debug)]
pub struct OutlyingSearch {
    rows: Sizes,
    columns: Sizes,
    /// Rows added up.
    next: usize,
}

/// What is added up of the lines of one direction; nothing of lines that are too short.
#[derive(Debug)]
struct Sizes {
    /// Values of a line.
    length: usize,
    /// Σx² of each.
    squares: Vec<f64>,
    /// The largest |x| of each.
    most: Vec<f32>,
    /// How many values of each are not finite; empty where all are.
    missing: Vec<u32>,
}

impl Sizes {
    fn new(count: usize, length: usize) -> Self {
        let count = if length < SHORTEST { 0 } else { count };
        Self { length, squares: vec![0.0; count], most: vec![0.0; count], missing: Vec::new() }
    }

    /// Adds a value to a line, unless it is not finite.
    fn add(&mut self, line: usize, x: f32) {
        if line >= self.squares.len() {
            return;
        }
        if !x.is_finite() {
            self.missing.resize(self.squares.len(), 0);
            self.missing[line] += 1;
            return;
        }
        self.squares[line] += f64::from(x) * f64::from(x);
        self.most[line] = self.most[line].max(x.abs());
    }

    fn rms(&self, line: usize) -> f64 {
        let missing = self.missing.get(line).map_or(0, |&missing| missing as usize);
        (self.squares[line] / (self.length - missing).max(1) as f64).sqrt()
    }

    /// The lines that are large enough, the largest first.
    fn suspects(&self) -> Suspects {
        let sizes: Vec<f64> = (0..self.squares.len()).map(|line| self.rms(line)).collect();
        let Some(size) = Quartiles::new(sizes.iter().copied()) else { return Suspects::default() };
        let Some(magnitude) = Quartiles::new(self.most.iter().map(|&most| most.into())) else {
            return Suspects::default();
        };
        let limit = size.fence().max(STANDS_OUT * size.median);
        let mut lines: Vec<usize> = (0..sizes.len()).filter(|&line| sizes[line] >= limit).collect();
        lines.sort_by(|&a, &b| sizes[b].total_cmp(&sizes[a]));
        let outlying = |&line: &usize| Outlying {
            index: line,
            rms: sizes[line] / size.median,
            most: f64::from(self.most[line]) / magnitude.median,
            at: 0,
            by: 0,
        };
        Suspects { lines: lines.iter().map(outlying).collect(), length: self.length, limit }
    }
}

/// The lines of one direction whose size stands out. Their values tell whether few of them make it so.
#[derive(Debug, Clone, Default)]
pub struct Suspects {
    /// The largest first; `at` and `by` are not known yet.
    lines: Vec<Outlying>,
    length: usize,
    limit: f64,
}

impl Suspects {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.lines.len()
    }

    /// How many values a line has.
    pub fn length(&self) -> usize {
        self.length
    }

    /// The number of the line of suspect `nth`.
    ///
    /// # Panics
    /// When there is no such suspect.
    pub fn line(&self, nth: usize) -> usize {
        self.lines[nth].index
    }

    /// The suspects whose lines have numbers in a range.
    pub fn within(&self, range: Range<usize>) -> Vec<usize> {
        (0..self.count()).filter(|&nth| range.contains(&self.lines[nth].index)).collect()
    }

    /// Adds suspect `nth`, whose values are `values`, to what is found.
    ///
    /// # Panics
    /// When there is no such suspect.
    pub fn look(&self, nth: usize, values: &[f32], out: &mut OutlyingLines) {
        let by = few(values.to_vec(), self.limit);
        if by == 0 {
            out.throughout += 1;
        } else {
            out.by_few += 1;
        }
        if out.first.len() < TOLD {
            out.first.push(Outlying { at: place_of_most(values), by, ..self.lines[nth] });
        }
    }
}

/// Where the largest finite magnitude lies, the first of equal ones.
fn place_of_most(values: &[f32]) -> usize {
    let mut found = (0, 0.0);
    for (at, x) in values.iter().enumerate() {
        if x.is_finite() && x.abs() > found.1 {
            found = (at, x.abs());
        }
    }
    found.0
}

impl OutlyingSearch {
    /// Nothing done yet.
    pub fn new(tensor: &Tensor) -> Self {
        Self::of(tensor.rows(), tensor.columns())
    }

    /// Nothing done yet, of a tensor of so many rows and columns.
    pub fn of(rows: usize, columns: usize) -> Self {
        Self { rows: Sizes::new(rows, columns), columns: Sizes::new(columns, rows), next: 0 }
    }

    /// Goes on with some rows; the rows and the columns that stand out, once all are done. The tensor must be that of the steps
    /// before.
    pub fn step(&mut self, level: Level, tensor: &Tensor) -> Option<[OutlyingLines; 2]> {
        let end = tensor.rows().min(self.next + (STEP / tensor.columns()).max(1));
        self.add(level, tensor, self.next..end);
        (end == tensor.rows()).then(|| self.found(tensor))
    }

    /// Adds some rows of a band, as the rows behind those of the calls before.
    pub fn add(&mut self, level: Level, band: &Tensor, rows: Range<usize>) {
        let width = band.columns();
        let finite = band.non_finite().total() == 0;
        for row in band.values()[rows.start * width..rows.end * width].chunks_exact(width) {
            if finite {
                self.add_finite(level, row);
            } else {
                for (column, &x) in row.iter().enumerate() {
                    self.rows.add(self.next, x);
                    self.columns.add(column, x);
                }
            }
            self.next += 1;
        }
    }

    /// What [`Sizes::add`] adds for each value of a row of finite ones, but for the order of sums along the row.
    fn add_finite(&mut self, level: Level, row: &[f32]) {
        if let Some(squares) = self.rows.squares.get_mut(self.next) {
            *squares = sum_of_squares(level, row);
            self.rows.most[self.next] = abs_max(level, row);
        }
        add_squares(level, row, &mut self.columns.squares, &mut self.columns.most);
    }

    /// The rows and the columns whose size stands out, once all rows are added.
    pub fn suspects(&self) -> [Suspects; 2] {
        [self.rows.suspects(), self.columns.suspects()]
    }

    /// The rows and the columns that stand out, once all rows of `tensor` are added.
    pub fn found(&self, tensor: &Tensor) -> [OutlyingLines; 2] {
        let (width, values) = (tensor.columns(), tensor.values());
        let [rows, columns] = self.suspects();
        let mut found: [OutlyingLines; 2] = Default::default();
        for nth in 0..rows.count() {
            rows.look(nth, &values[rows.line(nth) * width..][..width], &mut found[0]);
        }
        for nth in 0..columns.count() {
            let column: Vec<f32> = values[columns.line(nth)..].iter().step_by(width).copied().collect();
            columns.look(nth, &column, &mut found[1]);
        }
        found
    }

    /// The share that is done.
    pub fn progress(&self, tensor: &Tensor) -> f64 {
        self.next as f64 / tensor.rows() as f64
    }
}

/// Of the sizes that are not 0.
struct Quartiles {
    lower: f64,
    median: f64,
    upper: f64,
}

impl Quartiles {
    fn new(sizes: impl Iterator<Item = f64>) -> Option<Self> {
        let mut sizes: Vec<f64> = sizes.filter(|&size| size > 0.0).collect();
        let last = sizes.len().checked_sub(1)?;
        let mut at = |i: usize| *sizes.select_nth_unstable_by(i, f64::total_cmp).1;
        Some(Self { lower: at(last / 4), median: at(last.div_ceil(2)), upper: at(last * 3 / 4) })
    }

    /// Beyond it lies what a box plot of the logarithms would draw as a point of its own.
    fn fence(&self) -> f64 {
        self.upper * libm::pow(self.upper / self.lower, 1.5)
    }
}

/// How many of a line's largest values, a hundredth at most, hold most of its Σx² and leave an RMS below `limit` when they are
/// left out; 0 when there are none such.
fn few(values: Vec<f32>, limit: f64) -> usize {
    let finite = values.into_iter().filter(|x| x.is_finite());
    let mut squares: Vec<f64> = finite.map(|x| f64::from(x) * f64::from(x)).collect();
    let most = (squares.len() / 100).max(1);
    if most >= squares.len() {
        return squares.len();
    }
    let (largest, _, _) = squares.select_nth_unstable_by(most, |a, b| b.total_cmp(a));
    largest.sort_unstable_by(|a, b| b.total_cmp(a));
    // What is left is added up afresh: after a huge value nothing of it remains in the sum of all.
    let rest: f64 = squares[most..].iter().sum();
    let without = |by: usize| rest + squares[by..most].iter().sum::<f64>();
    let small = |left: f64, by: usize| (left / (squares.len() - by) as f64).sqrt() < limit;
    (1..=most).find(|&by| small(without(by), by) && without(by) < without(0) / 2.0).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{self, DataSpec};

    fn found(data: &str) -> [OutlyingLines; 2] {
        let Ok(DataSpec::Generated(generator)) = data.parse() else { panic!("{data}") };
        search(&data::generate(&generator).unwrap())
    }

    fn search(tensor: &Tensor) -> [OutlyingLines; 2] {
        let mut search = OutlyingSearch::new(tensor);
        loop {
            if let Some(found) = search.step(Level::new(), tensor) {
                return found;
            }
            assert!(search.progress(tensor) < 1.0);
        }
    }

    fn indices(lines: &OutlyingLines) -> Vec<usize> {
        lines.first.iter().map(|line| line.index).collect()
    }

    #[test]
    fn channels_stand_out_and_scattered_outliers_make_no_line_do() {
        for scattered in
            ["normal:seed=7:outliers=0.001x20", "normal:256x64:seed=7:outliers=0.01x20", "relu:seed=7"]
        {
            assert_eq!(found(scattered), [OutlyingLines::default(), OutlyingLines::default()], "{scattered}");
        }
        let [rows, columns] = found("normal:64x128:seed=7:channels=2x20:outliers=0.001x30");
        assert!(rows.first.is_empty(), "{rows:?}");
        // In lines as short as these, one of thirty standard deviations counts; which is told.
        assert_eq!((columns.throughout, columns.by_few), (2, 8));
        for (i, line) in columns.first.iter().enumerate() {
            let channel = line.rms > 14.0 && line.rms < 26.0 && line.by == 0;
            assert_eq!((channel, line.by), (i < 2, usize::from(i >= 2)), "{line:?}");
        }
    }

    #[test]
    fn a_line_that_one_value_raises_is_told_apart_from_one_that_is_large_throughout() {
        let mut values: Vec<f32> = (0..64 * 48).map(|i| ((i * 7919) % 101) as f32 / 50.0 - 1.0).collect();
        for row in values.chunks_exact_mut(48) {
            row[9] *= 10.0;
        }
        values[20 * 48 + 31] = -400.0;
        let [rows, columns] = search(&Tensor::new("t", &[64, 48], values).unwrap());
        assert_eq!((indices(&rows), rows.first[0].by, rows.first[0].at), (vec![20], 1, 31));
        assert_eq!(indices(&columns), [31, 9]);
        let told = columns.first.iter().map(|line| (line.by, line.at));
        assert_eq!(told.clone().next(), Some((1, 20)));
        assert_eq!(told.map(|(by, _)| by).collect::<Vec<_>>(), [1, 0]);
        assert_eq!((columns.throughout, columns.by_few), (1, 1));
        assert!((columns.first[0].most - 400.0).abs() < 8.0, "{columns:?}");
    }

    #[test]
    fn lines_that_differ_anyway_do_not_stand_out() {
        let values: Vec<f32> = (0..40 * 40).map(|i| libm::powf(1.3, (i / 40) as f32)).collect();
        let [rows, columns] = search(&Tensor::new("t", &[40, 40], values).unwrap());
        assert_eq!((rows.first.len(), columns.first.len()), (0, 0));
    }

    #[test]
    fn degenerate_tensors_have_none() {
        for (shape, values) in [
            (vec![1, 12], (0..12).map(|i| if i == 7 { 99.0 } else { 1.0 }).collect()),
            (vec![9, 8], vec![0.0; 72]),
            (vec![9, 8], vec![f32::NAN; 72]),
            (vec![1], vec![5.0]),
        ] {
            let tensor = Tensor::new("t", &shape, values).unwrap();
            assert_eq!(search(&tensor), [OutlyingLines::default(), OutlyingLines::default()], "{shape:?}");
        }
        let mut gaps = vec![1.0f32; 8 * 8];
        (gaps[3], gaps[9], gaps[20]) = (f32::INFINITY, f32::NAN, 1e30);
        let [rows, columns] = search(&Tensor::new("t", &[8, 8], gaps).unwrap());
        assert_eq!((indices(&rows), indices(&columns)), (vec![2], vec![4]));
    }
}
