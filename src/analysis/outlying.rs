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

use crate::Tensor;

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
    rows: Vec<Line>,
    columns: Vec<Line>,
    /// Rows added up.
    next: usize,
}

/// What is added up of a line.
#[derive(Debug, Clone, Copy, Default)]
struct Line {
    /// Σx² and the number of finite values.
    squares: f64,
    count: u32,
    most: f32,
    at: u32,
}

impl Line {
    fn add(&mut self, x: f32, at: usize) {
        if !x.is_finite() {
            return;
        }
        self.squares += f64::from(x) * f64::from(x);
        self.count += 1;
        if x.abs() > self.most {
            (self.most, self.at) = (x.abs(), at as u32);
        }
    }

    fn rms(&self) -> f64 {
        (self.squares / f64::from(self.count.max(1))).sqrt()
    }
}

impl OutlyingSearch {
    /// Nothing done yet.
    pub fn new(tensor: &Tensor) -> Self {
        let lines = |n, length| vec![Line::default(); if length < SHORTEST { 0 } else { n }];
        let (rows, columns) = (tensor.rows(), tensor.columns());
        Self { rows: lines(rows, columns), columns: lines(columns, rows), next: 0 }
    }

    /// Goes on with some rows; the rows and the columns that stand out, once all are done. The tensor must be that of the steps
    /// before.
    pub fn step(&mut self, tensor: &Tensor) -> Option<[OutlyingLines; 2]> {
        let (width, values) = (tensor.columns(), tensor.values());
        let end = tensor.rows().min(self.next + (STEP / width).max(1));
        for r in self.next..end {
            let row = &values[r * width..][..width];
            if let Some(line) = self.rows.get_mut(r) {
                row.iter().enumerate().for_each(|(c, &x)| line.add(x, c));
            }
            self.columns.iter_mut().zip(row).for_each(|(line, &x)| line.add(x, r));
        }
        self.next = end;
        (end == tensor.rows()).then(|| {
            [
                standing_out(&self.rows, |row| values[row * width..][..width].to_vec()),
                standing_out(&self.columns, |column| {
                    values[column..].iter().step_by(width).copied().collect()
                }),
            ]
        })
    }

    /// The share that is done.
    pub fn progress(&self, tensor: &Tensor) -> f64 {
        self.next as f64 / tensor.rows() as f64
    }
}

/// The lines that stand out; `values` gathers those of a line.
fn standing_out(lines: &[Line], values: impl Fn(usize) -> Vec<f32>) -> OutlyingLines {
    let mut out = OutlyingLines::default();
    let Some(sizes) = Quartiles::new(lines.iter().map(Line::rms)) else { return out };
    let Some(magnitudes) = Quartiles::new(lines.iter().map(|line| line.most.into())) else { return out };
    let limit = sizes.fence().max(STANDS_OUT * sizes.median);
    let mut found: Vec<_> = lines.iter().enumerate().filter(|(_, line)| line.rms() >= limit).collect();
    found.sort_by(|(_, a), (_, b)| b.rms().total_cmp(&a.rms()));
    for (index, line) in found {
        let by = few(values(index), limit);
        if by == 0 {
            out.throughout += 1;
        } else {
            out.by_few += 1;
        }
        if out.first.len() < TOLD {
            let (rms, most) = (line.rms() / sizes.median, f64::from(line.most) / magnitudes.median);
            out.first.push(Outlying { index, rms, most, at: line.at as usize, by });
        }
    }
    out
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
            if let Some(found) = search.step(tensor) {
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
