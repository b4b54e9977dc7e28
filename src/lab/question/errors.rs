//! Where the errors of both schemes come from, and how they are distributed.

use std::rc::Rc;

use super::{
    Pending, Question,
    frame::{BINS, whole_view},
};
use crate::{
    Scheme,
    analysis::{Profiling, View},
    kernels::Profile,
    lab::{Bench, Lab, Shelf, Work},
};

/// Profiles kept: of both schemes, and of the state before.
const KEPT: usize = 4;

/// Where do the errors of two schemes come from, and how are they distributed?
#[derive(Debug, Clone, PartialEq)]
pub struct ErrorsQuestion {
    /// A and B.
    pub schemes: [Scheme; 2],
    /// The part of the value axis to show; the whole data when `None`.
    pub view: Option<(f64, f64)>,
    /// Bins of values over the view, and bins of errors.
    pub bins: (usize, usize),
}

/// The errors of A and B.
#[derive(Debug, Clone)]
pub struct Errors {
    /// Errors are counted from `-reach` to `reach`: the largest rounding error of a block, up to the next of 1, 2, 5, 10, …
    pub reach: f64,
    /// A's and B's.
    pub profiles: [Rc<Profile>; 2],
}

/// What a profile follows from.
type Key = (Scheme, View, (usize, usize), f64);

/// The profiles of a lab.
#[derive(Debug)]
struct Profiles(Shelf<Key, Profiling>);

impl Default for Profiles {
    fn default() -> Self {
        Self(Shelf::new(KEPT))
    }
}

impl Work for Profiling {
    type Output = Profile;

    fn step(&mut self, on: &Bench) -> Option<Profile> {
        Self::step(self, on.level, &on.tensor, on.sorted())
    }

    fn progress(&self, _: &Bench) -> f64 {
        Self::progress(self)
    }
}

impl Question for ErrorsQuestion {
    type Answer = Errors;

    /// For a scheme with one scale for the whole tensor, sorting is part of the work.
    fn ask(&self, lab: &mut Lab) -> Result<Errors, Pending> {
        let reports = lab.reported(&self.schemes).map_err(|pending| pending.between(0.0, 0.4))?;
        let fits = lab.fitted(&self.schemes).map_err(|pending| pending.between(0.4, 0.5))?;
        if lab.bench.sorted().is_none() && self.schemes.iter().any(|scheme| lab.bench.is_whole(scheme)) {
            return Err(Pending::of(lab.bench.sort()).between(0.5, 0.7));
        }
        let whole = whole_view(&lab.bench, [&fits[0], &fits[1]]);
        let view = self.view.map_or(whole, |(lo, hi)| whole.within(lo, hi));
        let within = |bins: usize| bins.clamp(*BINS.start(), *BINS.end());
        let bins = (within(self.bins.0), within(self.bins.1));
        let [a, b] = reports.map(|report| report.largest_rounding_error);
        let reach = round_up(a.max(b));
        let keys = self.schemes.map(|scheme| (scheme, view, bins, reach));
        let Lab { bench, kept, .. } = lab;
        let Profiles(shelf) = kept.of();
        if let Some((key, fit)) = keys.iter().zip(fits).find(|(key, _)| !shelf.has(key)) {
            shelf.advance(key, bench, || Profiling::new(fit, view, bins.0, reach, bins.1));
        }
        let share = keys.iter().map(|key| shelf.progress(key, bench)).sum::<f64>() / 2.0;
        match keys.map(|key| shelf.find(&key)) {
            [Some(a), Some(b)] => Ok(Errors { reach, profiles: [a, b] }),
            _ => Err(Pending::of(share).between(0.7, 1.0)),
        }
    }
}

/// The next of 1, 2, 5, 10, … times a power of ten: it stays the same while a slider moves a little.
fn round_up(x: f64) -> f64 {
    // Where every block has one level only, nothing is rounded.
    if x == 0.0 {
        return 1.0;
    }
    let decade = libm::pow(10.0, libm::floor(libm::log10(x)));
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * decade);
    // A scale is positive and finite, but its power of ten need not be.
    steps.into_iter().find(|&step| step >= x).unwrap_or(x)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Tensor, lab::question::measures::MeasuresQuestion};

    fn lab() -> Lab {
        let values = (0..40 * 50).map(|i| ((i * 7919) % 1009) as f32 / 100.0 - 4.0).chain([55.0; 50]);
        Lab::new(Tensor::new("t", &[41, 50], values.collect()).unwrap())
    }

    #[test]
    fn blocks_of_one_level_have_a_profile() {
        for values in [vec![0.0; 512], vec![f32::from_bits(1); 512], vec![f32::NAN; 512]] {
            let mut lab = Lab::new(Tensor::new("t", &[2, 256], values).unwrap());
            for scheme in ["q4_0", "q4_1", "q8_0", "q4_k", "iq4_xs", "tq1_0", "ggml_mxfp4", "int4", "nf4:g64"]
            {
                let schemes = [scheme, "int4"].map(|scheme| scheme.parse::<Scheme>().unwrap());
                let frame = lab.answer(&ErrorsQuestion { schemes, view: None, bins: (40, 21) });
                assert!(frame.reach > 0.0 && frame.reach.is_finite(), "{scheme}");
            }
        }
    }

    #[test]
    fn the_errors_add_up_to_the_reports() {
        let mut lab = lab();
        for pair in [
            ["int4", "int4:asym:g16:p90"],
            ["int3:row:stochastic(5)", "int5:p95"],
            ["int8:floor", "int2:col:mse"],
        ] {
            let schemes = pair.map(|scheme| scheme.parse::<Scheme>().unwrap());
            let question = ErrorsQuestion { schemes, view: Some((-2.0, 3.0)), bins: (40, 21) };
            let frame = lab.answer(&question);
            for (scheme, profile) in schemes.into_iter().zip(&frame.profiles) {
                let measures = lab.answer(&MeasuresQuestion(scheme));
                for (ours, theirs) in [
                    (profile.rounding.iter().sum::<f64>(), measures.rounding_sse),
                    (profile.clipping.iter().sum(), measures.clipping_sse),
                ] {
                    assert!((ours - theirs).abs() <= 1e-6 * theirs, "{scheme}: {ours} {theirs}");
                }
                assert_eq!(profile.errors.iter().sum::<u64>(), 41 * 50);
                assert_eq!((profile.rounding.len(), profile.errors.len()), (42, 23));
                let outside = profile.errors[0] + profile.errors[22];
                let clipped = (measures.clipped * 41.0 * 50.0).round() as u64;
                assert!(outside <= clipped, "{scheme}: only clipping goes beyond, {outside} {clipped}");
            }
        }
    }

    #[test]
    fn work_goes_in_steps_and_is_kept() {
        let mut lab = lab();
        let schemes = ["int4:g8", "int4"].map(|scheme| scheme.parse().unwrap());
        let question = ErrorsQuestion { schemes, view: None, bins: (10, 10) };
        let mut shares = Vec::new();
        let first = loop {
            match lab.ask(&question) {
                Ok(answer) => break answer,
                Err(pending) => shares.push(pending),
            }
        };
        assert!(shares.len() > 2 && shares.is_sorted(), "{shares:?}");
        let again = lab.answer(&ErrorsQuestion { schemes: [schemes[1], schemes[0]], ..question });
        assert!(Rc::ptr_eq(&first.profiles[0], &again.profiles[1]));
    }

    #[test]
    fn a_reach_is_a_round_number() {
        for (x, wanted) in [(0.3, 0.5), (0.5, 0.5), (1.01, 2.0), (6.0, 10.0), (7e-12, 1e-11), (1e-45, 1e-45)]
        {
            let found = round_up(x);
            assert!((found / wanted - 1.0).abs() < 1e-9, "{x}: {found}");
        }
    }
}
