//! Fits and reports of schemes: made once, alone or with a crew, and kept.

use std::rc::Rc;

use super::{Bench, Crew, Pending, Shelf, Work, all};
use crate::{
    Report, Scheme,
    analysis::Reporting,
    scheme::{Fit, Fitting},
};

/// Blocks of kept fits, eight bytes each.
const BLOCKS_KEPT: usize = 1 << 22;

/// The last fits and reports.
#[derive(Debug)]
pub(super) struct Shelves {
    fits: Shelf<Scheme, Fitting>,
    reports: Shelf<Scheme, Reporting>,
}

impl Work for Fitting {
    type Output = Fit;

    fn step(&mut self, on: &Bench) -> Option<Fit> {
        Self::step(self, on.level, &on.tensor, on.sorted())
    }

    fn progress(&self, _: &Bench) -> f64 {
        Self::progress(self)
    }
}

impl Work for Reporting {
    type Output = Report;

    fn step(&mut self, on: &Bench) -> Option<Report> {
        Self::step(self, on.level, &on.tensor, on.sorted())
    }

    fn progress(&self, _: &Bench) -> f64 {
        Self::progress(self)
    }
}

impl Shelves {
    /// Empty shelves for so many fits and reports.
    pub(super) fn new(fits: usize, reports: usize) -> Self {
        Self { fits: Shelf::new(fits).within(BLOCKS_KEPT, Fit::count), reports: Shelf::new(reports) }
    }

    /// The report of a scheme, if it is there.
    pub(super) fn report(&mut self, scheme: &Scheme) -> Option<Rc<Report>> {
        self.reports.find(scheme)
    }

    /// The fits of schemes, if all are there.
    pub(super) fn known_fits<const N: usize>(&mut self, schemes: &[Scheme; N]) -> Option<[Rc<Fit>; N]> {
        let mut found = schemes.iter().map(|scheme| self.fits.find(scheme));
        all(std::array::from_fn(|_| found.next().flatten()))
    }

    /// The fits of schemes, or some milliseconds of the work on them. Schemes with one scale for the whole tensor are fitted from
    /// the sorted view, which is made first.
    pub(super) fn fitted<const N: usize>(
        &mut self,
        bench: &mut Bench,
        crew: &mut Crew,
        schemes: &[Scheme; N],
    ) -> Result<[Rc<Fit>; N], Pending> {
        self.fitted_for(bench, crew, schemes, false)
    }

    /// The same; `measures`: the crew goes on with the measures.
    fn fitted_for<const N: usize>(
        &mut self,
        bench: &mut Bench,
        crew: &mut Crew,
        schemes: &[Scheme; N],
        measures: bool,
    ) -> Result<[Rc<Fit>; N], Pending> {
        let fits = &mut self.fits;
        let missing = schemes.iter().find(|scheme| !fits.has(scheme));
        if let Some(&scheme) = missing {
            if bench.sorted().is_none() && bench.wants_order(&scheme) {
                bench.sort();
            } else {
                let fitting = fits.coming(&scheme, || Fitting::new(&bench.tensor, scheme));
                let shared = !scheme.scales.is_chosen_last();
                if shared
                    && !fitting.has_rest()
                    && fitting.leave(crew.own(&scheme, &bench.map(&scheme), &bench.tensor))
                {
                    crew.fit(&scheme, measures);
                    crew.ranges(&scheme).into_iter().for_each(|rest| fitting.join(rest));
                }
                // A crew that has a task can begin before the lab does.
                if !crew.has_errand() {
                    fits.go_on(bench);
                    crew.waits = fits.at_work().is_some_and(Fitting::waits);
                }
            }
        }
        let sorts = schemes.iter().filter(|scheme| !fits.has(scheme) && bench.wants_order(scheme)).count();
        let sorting = if sorts > 0 { bench.sort_progress() } else { 1.0 };
        let share = schemes.iter().map(|scheme| fits.progress(scheme, bench)).sum::<f64>() / N as f64;
        let mut found = schemes.iter().map_while(|scheme| fits.find(scheme));
        let fits: [Option<Rc<Fit>>; N] = std::array::from_fn(|_| found.next());
        all(fits).ok_or(Pending::of((share + sorting) / 2.0))
    }

    /// The reports of schemes, or some milliseconds of the work on them, their fits included.
    pub(super) fn reported<const N: usize>(
        &mut self,
        bench: &mut Bench,
        crew: &mut Crew,
        schemes: &[Scheme; N],
    ) -> Result<[Rc<Report>; N], Pending> {
        if let Some(&scheme) = schemes.iter().find(|scheme| !self.reports.has(scheme)) {
            match self.fitted_for(bench, crew, &[scheme], true) {
                Ok([fit]) => self.report_on(bench, crew, &scheme, fit),
                Err(_) if crew.waits => self.report_ahead(bench, crew, &scheme),
                Err(_) => {}
            }
        }
        let Self { fits, reports } = self;
        let share = schemes.iter().map(|scheme| match reports.has(scheme) {
            true => 1.0,
            false => (fits.progress(scheme, bench) + reports.progress(scheme, bench)) / 2.0,
        });
        let pending = Pending::of(share.sum::<f64>() / N as f64);
        let mut found = schemes.iter().map_while(|scheme| reports.find(scheme));
        let reports: [Option<Rc<Report>>; N] = std::array::from_fn(|_| found.next());
        all(reports).ok_or(pending)
    }

    /// Some milliseconds of the work on the report of a scheme.
    fn report_on(&mut self, bench: &Bench, crew: &mut Crew, scheme: &Scheme, fit: Rc<Fit>) {
        let reporting = self.reports.coming(scheme, || Reporting::new(Rc::clone(&fit)));
        let shared = !scheme.scales.is_chosen_last();
        if shared && !reporting.has_rest() && reporting.leave(crew.own(scheme, fit.map(), &bench.tensor)) {
            crew.measure(&fit);
            crew.measured(scheme).into_iter().for_each(|rest| reporting.join(rest));
        }
        reporting.complete(fit);
        self.reports.go_on(bench);
        crew.waits = self.reports.at_work().is_some_and(Reporting::waits);
    }

    /// The same on the lab's own blocks, while the crew still fits its own.
    fn report_ahead(&mut self, bench: &Bench, crew: &mut Crew, scheme: &Scheme) {
        let own = match self.reports.is_at_work(scheme) {
            true => None,
            false => self.fits.at_work().and_then(Fitting::own_fit),
        };
        if let Some(own) = own {
            self.reports.coming(scheme, || Reporting::ahead(Rc::new(own)));
        }
        if self.reports.is_at_work(scheme) {
            self.reports.go_on(bench);
            crew.waits = self.reports.at_work().is_some_and(Reporting::waits);
        }
    }
}
