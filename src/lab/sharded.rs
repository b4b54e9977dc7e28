//! A worker of a crew: it holds one shard of a tensor and fits and measures the blocks in it.

use super::{Shard, Task};
use crate::{
    Scheme, Tensor,
    analysis::{Measured, Measurement},
    kernels::Level,
    scheme::{BlockMap, Fit, Fitting, Ranges},
    tensor::TensorError,
};

/// Fits kept, those of both schemes: blocks that are fitted already are measured at once.
const FITS_KEPT: usize = 2;

/// A shard and the work on it.
#[derive(Debug)]
pub struct Sharded {
    level: Level,
    shard: Shard,
    tensor: Tensor,
    fits: Vec<(Scheme, Fit)>,
    work: Option<(Task, Stage)>,
}

#[derive(Debug)]
enum Stage {
    Fitting(Box<Fitting>),
    Fitted(Box<Fit>),
    Measuring(Box<Fit>, Measurement),
}

/// What a step of the work came to.
#[derive(Debug)]
pub enum Done {
    /// Nothing yet: there is more to do.
    Part,
    /// The ranges of all blocks of the shard; measures follow if the task says so.
    Ranges(Scheme, Ranges),
    /// The measures of all blocks of the shard.
    Measured(Scheme, Measured),
    /// There is nothing to do.
    Nothing,
}

impl Sharded {
    /// The shard with its values.
    ///
    /// # Errors
    /// When there are not as many values as the shard has.
    pub fn new(shard: Shard, values: Vec<f32>) -> Result<Self, TensorError> {
        let tensor = Tensor::new("", &[shard.rows, shard.columns], values)?;
        Ok(Self { level: Level::new(), shard, tensor, fits: Vec::new(), work: None })
    }

    /// Begins a task. It takes the place of the last one.
    pub fn begin(&mut self, task: Task) {
        let known = self.fits.iter().find(|(scheme, _)| *scheme == task.scheme);
        let stage = match known {
            Some((_, fit)) => Stage::Fitted(Box::new(fit.clone())),
            None => Stage::Fitting(Box::new(Fitting::new(&self.tensor, task.scheme))),
        };
        self.work = Some((task, stage));
    }

    /// Goes on for some milliseconds.
    pub fn step(&mut self) -> Done {
        let Some((task, stage)) = self.work.take() else { return Done::Nothing };
        match stage {
            Stage::Fitting(mut fitting) => {
                let stage = match fitting.step(self.level, &self.tensor, None) {
                    Some(fit) => {
                        self.fits.insert(0, (task.scheme, fit.clone()));
                        self.fits.truncate(FITS_KEPT);
                        Stage::Fitted(Box::new(fit))
                    }
                    None => Stage::Fitting(fitting),
                };
                self.work = Some((task, stage));
                Done::Part
            }
            Stage::Fitted(fit) => {
                let ranges = fit.found().clone();
                if task.measures {
                    let measurement = Measurement::new(fit.count());
                    let fit = Box::new(fit.of_shard(self.first_block(&task.scheme), task.largest));
                    self.work = Some((task, Stage::Measuring(fit, measurement)));
                }
                Done::Ranges(task.scheme, ranges)
            }
            Stage::Measuring(fit, mut measurement) => {
                measurement.step(self.level, &self.tensor, &fit);
                if measurement.has_ended() {
                    return Done::Measured(task.scheme, measurement.take());
                }
                self.work = Some((task, Stage::Measuring(fit, measurement)));
                Done::Part
            }
        }
    }

    /// The number of its first block in the whole tensor.
    fn first_block(&self, scheme: &Scheme) -> usize {
        let (rows, columns) = self.shard.of;
        // A scheme whose blocks are cut is not dealt.
        self.shard.first_block(&BlockMap::new(rows, columns, scheme.granularity)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::{Lab, question::frame::FrameQuestion};

    /// 1.3 million values with outliers; some are not finite.
    fn tensor(rows: usize, columns: usize) -> Tensor {
        let mut values: Vec<f32> =
            (0..rows * columns).map(|i| ((i * 7919) % 100_003) as f32 / 9e4 - 0.4).collect();
        values.iter_mut().step_by(70_001).for_each(|x| *x *= 30.0);
        (values[77], values[rows * columns - 5]) = (f32::NAN, f32::INFINITY);
        Tensor::new("t", &[rows, columns], values).unwrap()
    }

    /// Asks a lab with a crew of `workers` in all, which answers as messages would; how many tasks it had.
    fn ask(
        lab: &mut Lab,
        workers: usize,
        question: &FrameQuestion,
    ) -> (crate::lab::question::frame::Frame, usize) {
        let shards = lab.shards(workers);
        let values = lab.tensor().values().to_vec();
        let mut crew: Vec<Sharded> = shards[1..]
            .iter()
            .map(|&shard| {
                Sharded::new(shard, values[shard.start..shard.start + shard.count()].to_vec()).unwrap()
            })
            .collect();
        lab.with_crew(shards);
        let mut tasks = 0;
        loop {
            if let Ok(frame) = lab.ask(question) {
                return (frame, tasks);
            }
            if let Some(task) = lab.task() {
                tasks += 1;
                crew.iter_mut().for_each(|sharded| sharded.begin(task));
            }
            // The last shard comes first.
            for (nth, sharded) in crew.iter_mut().enumerate().rev() {
                match sharded.step() {
                    Done::Ranges(scheme, ranges) => lab.put_ranges(nth + 1, &scheme, ranges),
                    Done::Measured(scheme, measured) => lab.put_measured(nth + 1, &scheme, measured),
                    Done::Part | Done::Nothing => {}
                }
            }
        }
    }

    fn question(a: &str, b: &str) -> FrameQuestion {
        FrameQuestion { schemes: [a, b].map(|s| s.parse().unwrap()), blocks: [3, 0], view: None, bins: 64 }
    }

    #[test]
    fn numbers_do_not_depend_on_how_many_work() {
        for (rows, columns) in [(1300, 1000), (1, 1_300_003), (3, 433_400)] {
            let tensor = tensor(rows, columns);
            for (a, b) in [
                ("int4:g64:p99", "int8:row"),
                ("int4:asym:g32:stochastic(7)", "int4:g64:se4m3"),
                ("fp4_e2m1:g16", "int4:col:p99.9"),
            ] {
                let question = question(a, b);
                let alone = Lab::new(tensor.clone()).answer(&question);
                for workers in [2, 3, 8] {
                    let (frame, tasks) = ask(&mut Lab::new(tensor.clone()), workers, &question);
                    assert!(tasks > 0 || a.contains("fp4") && rows == 3, "{a} {b} {workers} {rows}");
                    for (ours, alone) in frame.schemes.iter().zip(&alone.schemes) {
                        assert_eq!(ours.fit, alone.fit, "{a} {b} {workers} {rows}");
                        assert_eq!(ours.report, alone.report, "{a} {b} {workers} {rows}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_scheme_that_is_asked_for_again_is_dealt_again() {
        let mut lab = Lab::new(tensor(1300, 1000));
        let schemes = ["int4:g64", "int5:g64", "int6:g64", "int7:g64", "int4:g64"];
        for scheme in schemes {
            let (frame, tasks) = ask(&mut lab, 2, &question(scheme, "int8"));
            assert_eq!(
                frame.schemes[0].report,
                Lab::new(tensor(1300, 1000)).answer(&question(scheme, "int8")).schemes[0].report
            );
            assert!(tasks > 0, "{scheme}");
        }
    }

    #[test]
    fn a_lab_whose_crew_is_lost_goes_on_alone() {
        let tensor = tensor(1300, 1000);
        let question = question("int4:g64:mse", "int8");
        let mut lab = Lab::new(tensor.clone());
        assert!(lab.ask(&question).is_err() && lab.wants_crew());
        lab.with_crew(lab.shards(4));
        assert!(!lab.wants_crew());
        while !lab.waits() {
            assert!(lab.ask(&question).is_err(), "the crew has found nothing");
            lab.task();
        }
        assert!(lab.ask(&question).is_err() && lab.waits());
        lab.with_crew(Vec::new());
        let frame = lab.answer(&question);
        assert_eq!(frame.schemes[0].report, Lab::new(tensor).answer(&question).schemes[0].report);
    }

    #[test]
    fn a_crew_that_comes_late_or_changes_its_size_changes_no_number() {
        let tensor = tensor(1300, 1000);
        let question = question("int4:g64:mse", "int8");
        let alone = Lab::new(tensor.clone()).answer(&question);
        for steps in (0..80).step_by(7) {
            let mut lab = Lab::new(tensor.clone());
            for step in 0..steps {
                if step == 20 {
                    lab.with_crew(lab.shards(2));
                }
                let _ = lab.ask(&question);
                lab.task();
            }
            let (frame, _) = ask(&mut lab, 5, &question);
            assert_eq!(frame.schemes[0].fit, alone.schemes[0].fit, "{steps} steps");
            assert_eq!(frame.schemes[0].report, alone.schemes[0].report, "{steps} steps");
        }
    }

    #[test]
    fn a_shard_is_cut_between_pieces() {
        let shards = Shard::cut(4096, 4096, 2);
        assert_eq!(
            shards.iter().map(|shard| (shard.start, shard.rows)).collect::<Vec<_>>(),
            [(0, 2048), (1 << 23, 2048)]
        );
        for (rows, columns) in [(1300, 1000), (1, 1_300_003), (3, 433_400), (7, 1 << 20), (1 << 21, 1)] {
            for workers in 1..=8 {
                let shards = Shard::cut(rows, columns, workers);
                assert!((1..=workers).contains(&shards.len()));
                let mut next = 0;
                for shard in &shards {
                    assert_eq!(shard.start, next);
                    assert!(shard.count() > 0, "{rows} {columns} {workers}");
                    next += shard.count();
                }
                assert_eq!(next, rows * columns);
            }
        }
        assert_eq!(Shard::cut(1000, 1000, 8).len(), 1, "few values are not dealt");
    }
}
