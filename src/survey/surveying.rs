//! The survey of one tensor: it names the rows it wants, takes them as bands, and gives a row.
//!
//! ```text
//! loop:  wants() names rows      -> whoever surveys reads them       -> give(rows)
//!        step() for some ms, until it is done with the band
//! until nothing is wanted;  row()
//! ```
//! A tensor of at most `held` values is one band. A larger one comes in bands of rows, as often as schemes and lines need it.
//! [`Surveying::held`] says how many values are best held: those that stay in the cache, where one pass over small bands is enough.

use std::ops::Range;

use super::{
    Cast, Row, Side, Subject, Unmeasured,
    job::{self, Band, Job},
    lines::LineSearch,
    moments::Moments,
    naming::named,
    row::joined,
};
use crate::{
    Scheme, Tensor,
    analysis::PIECE,
    kernels::Level,
    tensor::{NonFinite, TensorError},
};

/// The most values of a band of a tensor that does not come as a whole: 64 MB.
pub const BAND: usize = 1 << 24;
/// Values of a band that stays in the cache, from reading it to the last scheme: 1 MB, as a piece.
const CACHED: usize = PIECE;
/// Values that rows are described by in some milliseconds.
const VALUES_PER_STEP: usize = 1 << 20;

/// The survey of a tensor in the making.
#[derive(Debug)]
pub struct Surveying {
    subject: Subject,
    level: Level,
    rows: usize,
    columns: usize,
    /// Whether the tensor comes as one band.
    whole: bool,
    /// Values of a band.
    limit: usize,
    schemes: Vec<Scheme>,
    jobs: Vec<Result<Box<dyn Job>, Unmeasured>>,
    casts: Option<[f64; 2]>,
    moments: Moments,
    lines: LineSearch,
    non_finite: NonFinite,
    /// Σh of finite values.
    importance: f64,
    /// Passes that have ended.
    passes: usize,
    /// Jobs of this pass, and those of them that are not done with the band.
    taking_part: Vec<usize>,
    active: Vec<usize>,
    /// Rows that a band is a multiple of.
    unit: usize,
    /// The row that the next band begins with.
    next: usize,
    band: Option<Band>,
    /// Rows of the band that are described.
    described: usize,
}

impl Surveying {
    /// Nothing done yet. `held` is the most values that may be held at a time.
    pub fn new(level: Level, subject: Subject, schemes: &[Scheme], held: usize) -> Self {
        let (rows, columns) = subject.size();
        let whole = rows * columns <= held;
        let limit = if whole { held } else { held.min(BAND) };
        let jobs = schemes.iter().map(|&scheme| job::plan(scheme, (rows, columns), limit)).collect();
        let mut surveying = Self {
            lines: LineSearch::new(rows, columns, BAND),
            subject,
            level,
            rows,
            columns,
            whole,
            limit,
            schemes: schemes.to_vec(),
            jobs,
            casts: None,
            moments: Moments::default(),
            non_finite: NonFinite::default(),
            importance: 0.0,
            passes: 0,
            taking_part: Vec::new(),
            active: Vec::new(),
            unit: 1,
            next: 0,
            band: None,
            described: 0,
        };
        surveying.begin_pass();
        surveying
    }

    /// Measures casts to 16-bit floats, too.
    #[must_use]
    pub fn with_casts(self) -> Self {
        Self { casts: Some([0.0; 2]), ..self }
    }

    /// How many values of the tensor to hold at a time, `most` at most, so that as many schemes as can be are measured, in the
    /// least time. `apart`: small bands can be read without reading others.
    pub fn held(subject: &Subject, schemes: &[Scheme], most: usize, apart: bool) -> usize {
        let size = subject.size();
        let planned = |limit| {
            let jobs = schemes.iter().map(move |&scheme| job::plan(scheme, size, limit));
            jobs.filter(|job| !matches!(job, Err(Unmeasured::Stored {})))
        };
        // Rows that all schemes can take at a time, where each of them is done after one pass.
        let unit = planned(CACHED).try_fold(1, |unit, job| {
            let job = job.ok().filter(|job| job.needs_one_pass())?;
            Some(least_common_multiple(unit, job.unit()))
        });
        match unit {
            Some(unit) if apart && unit.saturating_mul(size.1) <= CACHED => CACHED.min(most),
            _ if planned(BAND.min(most)).any(|job| job.is_err()) => most,
            _ => BAND.min(most),
        }
    }

    /// The rows to give next; None while there is work on those given, and when nothing is wanted any more.
    pub fn wants(&self) -> Option<Range<usize>> {
        if self.band.is_some() || self.is_over() {
            return None;
        }
        let each = (self.limit / self.columns / self.unit).max(1) * self.unit;
        let end = if self.whole { self.rows } else { self.next + each };
        // What would be less than a unit comes with the band before.
        Some(self.next..if end + self.unit > self.rows { self.rows } else { end })
    }

    /// Takes the rows that [`Surveying::wants`] named.
    ///
    /// # Errors
    /// When there are not as many of them, or of their values.
    pub fn give(&mut self, band: Tensor) -> Result<(), TensorError> {
        let Some(rows) = self.wants() else { return Ok(()) };
        if (band.rows(), band.columns()) != (rows.len(), self.columns) {
            let (wanted, found) = (rows.len() * self.columns, band.values().len());
            return Err(TensorError::Count { name: (&*self.subject.name).into(), wanted, found });
        }
        let tensor = band.with_importance(self.subject.importance.clone());
        self.band = Some(Band { tensor, first: rows.start, last: rows.end == self.rows });
        self.described = 0;
        Ok(())
    }

    /// Goes on for some milliseconds with the band that was given; whether nothing is left to do with it.
    pub fn step(&mut self) -> bool {
        let Some(band) = self.band.take() else { return true };
        let rows = band.tensor.rows();
        if self.described < rows {
            let end = rows.min(self.described + (VALUES_PER_STEP / self.columns).max(1));
            self.describe(&band, self.described..end);
            self.described = end;
            self.band = Some(band);
            return false;
        }
        if let Some(&next) = self.active.last() {
            let done = self.jobs[next].as_mut().map_or(true, |job| job.step(self.level, &band));
            // A band is given to one job after the other: first to the last of the list.
            if done {
                self.active.pop();
            }
            self.band = Some(band);
            return false;
        }
        self.end_band(&band);
        true
    }

    /// What is found without a scheme.
    fn describe(&mut self, band: &Band, some: Range<usize>) {
        let tensor = &band.tensor;
        if self.passes == 0 {
            self.moments.add(self.level, tensor, some.clone());
            if let Some(casts) = &mut self.casts {
                casts.iter_mut().zip(Cast::ALL).for_each(|(sse, cast)| cast.add(tensor, some.clone(), sse));
            }
        }
        if self.lines.wants_pass() {
            self.lines.add(self.level, tensor, band.first, some);
        }
    }

    fn end_band(&mut self, band: &Band) {
        let tensor = &band.tensor;
        if self.passes == 0 {
            self.non_finite = joined(self.non_finite, tensor.non_finite());
            self.importance += tensor.importance().map_or(0.0, |each| weights(tensor, each));
        }
        self.next = band.first + tensor.rows();
        self.active.clone_from(&self.taking_part);
        if !band.last {
            return;
        }
        if self.whole {
            self.lines.end_whole(tensor);
        } else if self.lines.wants_pass() {
            self.lines.end_pass();
        }
        self.passes += 1;
        self.begin_pass();
    }

    /// The jobs of a pass are the first that wants one, and all whose bands are not too large together with those of the others.
    fn begin_pass(&mut self) {
        (self.next, self.unit) = (0, 1);
        self.taking_part.clear();
        for (nth, job) in self.jobs.iter().enumerate() {
            let Ok(job) = job else { continue };
            let unit = least_common_multiple(self.unit, job.unit());
            if job.wants_pass() && (self.taking_part.is_empty() || unit * self.columns <= self.limit) {
                self.unit = unit;
                self.taking_part.push(nth);
            }
        }
        self.active.clone_from(&self.taking_part);
    }

    /// Whether nothing is wanted any more.
    fn is_over(&self) -> bool {
        self.passes > 0 && self.taking_part.is_empty() && !self.lines.wants_pass()
    }

    /// How much is done, 0 to 1, as far as can be foreseen.
    pub fn progress(&self) -> f64 {
        if self.is_over() {
            return 1.0;
        }
        let done = self.next as f64 / self.rows as f64;
        (self.passes as f64 + done) / (self.passes as f64 + 1.0 + if self.whole { 0.0 } else { 1.0 })
    }

    /// The row, once nothing is wanted any more.
    pub fn row(&self) -> Option<Row> {
        if !self.is_over() || self.band.is_some() {
            return None;
        }
        let side = |(job, &scheme): (&Result<Box<dyn Job>, Unmeasured>, &Scheme)| {
            let measures = match job {
                Ok(job) => Ok(job.measures()?),
                Err(why) => Err(why.clone()),
            };
            Some(Side { scheme, measures })
        };
        let [rows_out, columns_out] = self.lines.counts();
        let Subject { name, shape, dtype, bits_per_value, importance } = self.subject.clone();
        Some(Row {
            named: named(&name),
            name,
            shape,
            dtype,
            bits_per_value,
            values: (self.rows * self.columns) as u64,
            non_finite: self.non_finite.total() as u64,
            signal: self.moments.signal(),
            kurtosis: self.moments.kurtosis(),
            max_per_sigma: self.moments.max_per_sigma(),
            rows_out,
            columns_out,
            importance: importance.map(|_| self.importance),
            sides: self.jobs.iter().zip(&self.schemes).map(side).collect::<Option<_>>()?,
            casts: self.casts,
        })
    }
}

fn least_common_multiple(a: usize, b: usize) -> usize {
    let (mut divisor, mut rest) = (a, b);
    while rest > 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    a / divisor * b
}

/// Σh over the finite values of some rows.
fn weights(band: &Tensor, importance: &[f32]) -> f64 {
    let all: f64 = importance.iter().map(|&h| f64::from(h)).sum();
    if band.non_finite().total() == 0 {
        return all * band.rows() as f64;
    }
    let of_row = |row: &[f32]| -> f64 {
        row.iter().zip(importance).filter(|(x, _)| x.is_finite()).map(|(_, &h)| f64::from(h)).sum()
    };
    band.values().chunks_exact(band.columns()).map(of_row).sum()
}
