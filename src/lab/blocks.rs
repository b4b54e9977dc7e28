//! The matrix in few cells: its values, or its blocks' numbers, over a window of rows and columns.

#[cfg(test)]
mod tests;

use std::{ops::Range, rc::Rc};

use super::{Kept, Lab};
use crate::{
    Scheme,
    analysis::{BlockMapping, BlockStats, Heat, OutlyingLines, OutlyingSearch, Worst, parts},
    scheme::{Blocks, Extent},
};

/// Maps of blocks kept, of both schemes and of the state before, unless they hold the numbers of very many blocks.
const KEPT: usize = 4;
const BLOCKS_KEPT: usize = 1 << 22;
/// Panels of cells kept: enough to go back a step, and to look at all maps in turn.
const PANELS_KEPT: usize = 8;
/// Blocks whose numbers are told one by one; of more a person sees only what cells show.
const BLOCKS_TOLD: usize = 1 << 17;

/// What a cell shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// The value of the largest magnitude.
    Values,
    /// The largest scale.
    Scale,
    /// The least SQNR, in dB.
    Sqnr,
    /// The largest magnitude of a block.
    AbsMax,
}

/// Which part of the matrix is wanted, and in how many cells.
#[derive(Debug, Clone, PartialEq)]
pub struct MatrixRequest {
    /// A and B.
    pub schemes: [Scheme; 2],
    /// What cells show.
    pub quantity: Quantity,
    /// Rows and columns, brought into the matrix; all of it when `None`.
    pub window: Option<Extent>,
    /// At most so many cells down and across.
    pub cells: (usize, usize),
}

/// The cells of A and B.
#[derive(Debug, Clone)]
pub struct Matrix {
    /// The rows and columns shown.
    pub window: Extent,
    /// Cells down and across.
    pub cells: (usize, usize),
    /// A's and B's cells, row by row; NaN where there is no number.
    pub panels: [Rc<Vec<f32>>; 2],
    /// Ends of the colours for both: all but the outermost hundredth of the cells lie between.
    pub range: (f32, f32),
    /// The numbers of A's and B's blocks in the window, unless there are too many to tell.
    pub told: [Option<BlocksTold>; 2],
    /// Rows and columns that stand out.
    pub outlying: Rc<[OutlyingLines; 2]>,
}

/// The blocks that lie in a window.
#[derive(Debug, Clone)]
pub struct BlocksTold {
    /// Rows and columns of blocks, where blocks are counted as values are.
    pub place: Extent,
    /// Their numbers, row by row.
    pub stats: BlockStats,
}

/// The maps of a lab.
#[derive(Debug, Default)]
pub(super) struct Maps {
    known: Kept<Scheme, BlockStats>,
    coming: Option<BlockMapping>,
    panels: Kept<PanelKey, Vec<f32>>,
    drawing: Option<(PanelKey, Heat)>,
    outlying: Option<Rc<[OutlyingLines; 2]>>,
    search: Option<OutlyingSearch>,
}

/// What a panel's cells follow from; values are the same for every scheme.
#[derive(Debug, Clone, PartialEq)]
struct PanelKey {
    scheme: Option<Scheme>,
    quantity: Quantity,
    window: Extent,
    cells: (usize, usize),
}

impl Lab {
    /// Does a part, some milliseconds long, of the work [`Lab::matrix`] still needs; the share that is done.
    pub fn prepare_matrix(&mut self, request: &MatrixRequest) -> f64 {
        let keys = self.panel_keys(request);
        let wanted = request.schemes.map(|scheme| self.wants_map(&scheme, &keys[0]).then_some(scheme));
        let map = wanted.iter().flatten().find(|scheme| !self.maps.known.has(scheme));
        if self.maps.outlying.is_none() {
            self.search_step();
        } else if let Some(scheme) = map {
            self.map_step(*scheme);
        } else if let Some(key) = keys.iter().find(|key| !self.maps.panels.has(key)) {
            self.panel_step(key);
        }
        let searched = match (&self.maps.outlying, &self.maps.search) {
            (Some(_), _) => 1.0,
            (None, search) => search.as_ref().map_or(0.0, |search| search.progress(&self.tensor)),
        };
        let mapped = wanted.map(|scheme| scheme.map_or(1.0, |scheme| self.map_progress(&scheme)));
        let drawn = keys.map(|key| self.panel_progress(&key));
        (searched + mapped.iter().sum::<f64>() + drawn.iter().sum::<f64>()) / 5.0
    }

    /// The cells of a request; at once when [`Lab::prepare_matrix`] has returned 1.
    pub fn matrix(&mut self, request: &MatrixRequest) -> Matrix {
        while self.prepare_matrix(request) < 1.0 {}
        let keys = self.panel_keys(request);
        let PanelKey { window, cells, .. } = keys[0].clone();
        let told = request.schemes.map(|scheme| {
            let place = self.blocks_in(&scheme, &window);
            let few = place.rows.len() * place.columns.len() <= BLOCKS_TOLD;
            let stats = few.then(|| self.maps.known.find(&scheme)).flatten()?;
            let across = self.tensor.columns().div_ceil(self.blocks(&scheme).size().1);
            Some(BlocksTold { stats: stats.part(&place.rows, &place.columns, across), place })
        });
        let panels = keys.map(|key| self.maps.panels.find(&key).unwrap_or_default());
        let range = range(&panels, request.quantity);
        let outlying = self.maps.outlying.clone().unwrap_or_default();
        Matrix { window, cells, panels, range, told, outlying }
    }

    fn blocks(&self, scheme: &Scheme) -> Blocks<'_> {
        Blocks::new(&self.tensor, scheme.granularity)
    }

    /// A's and B's panels: the request brought into the matrix.
    fn panel_keys(&self, request: &MatrixRequest) -> [PanelKey; 2] {
        let (rows, columns) = (self.tensor.rows(), self.tensor.columns());
        let window = request.window.clone().unwrap_or(Extent { rows: 0..rows, columns: 0..columns });
        let within = |range: Range<usize>, size: usize| {
            let start = range.start.min(size - 1);
            start..range.end.clamp(start + 1, size)
        };
        let window = Extent { rows: within(window.rows, rows), columns: within(window.columns, columns) };
        let cells =
            (request.cells.0.clamp(1, window.rows.len()), request.cells.1.clamp(1, window.columns.len()));
        let quantity = request.quantity;
        request.schemes.map(|scheme| {
            let scheme = (quantity != Quantity::Values).then_some(scheme);
            PanelKey { scheme, quantity, window: window.clone(), cells }
        })
    }

    /// The rows and columns of blocks that lie in a window.
    fn blocks_in(&self, scheme: &Scheme, window: &Extent) -> Extent {
        let (tall, wide) = self.blocks(scheme).size();
        Extent { rows: holding(&window.rows, tall), columns: holding(&window.columns, wide) }
    }

    /// Whether blocks' numbers are needed: to be drawn, or to be told.
    fn wants_map(&self, scheme: &Scheme, key: &PanelKey) -> bool {
        let place = self.blocks_in(scheme, &key.window);
        key.quantity != Quantity::Values || place.rows.len() * place.columns.len() <= BLOCKS_TOLD
    }

    fn search_step(&mut self) {
        let tensor = &self.tensor;
        let search = self.maps.search.get_or_insert_with(|| OutlyingSearch::new(tensor));
        if let Some(found) = search.step(tensor) {
            self.maps.outlying = Some(Rc::new(found));
            self.maps.search = None;
        }
    }

    fn map_step(&mut self, scheme: Scheme) {
        let stats = if self.is_whole(&scheme) {
            if !self.knows(&scheme) {
                self.prepare(&[scheme; 2]);
                return;
            }
            // The report of all values says what there is to say of their only block.
            let report = self.report(scheme);
            let absmax = self.summary.max.abs().max(self.summary.min.abs());
            let sqnr_db = if absmax == 0.0 { f64::NAN } else { report.measures.sqnr_db };
            let mut stats = BlockStats::with_capacity(&scheme, 1);
            stats.push(&report.first.params, absmax, sqnr_db);
            stats
        } else {
            let mut coming = match self.maps.coming.take() {
                Some(coming) if *coming.scheme() == scheme => coming,
                _ => BlockMapping::new(scheme, &self.tensor),
            };
            if !coming.step(self.level, &self.tensor) {
                self.maps.coming = Some(coming);
                return;
            }
            coming.into_stats()
        };
        let known = &mut self.maps.known;
        known.add(scheme, stats, KEPT);
        while known.iter().len() > 2 && known.iter().map(BlockStats::count).sum::<usize>() > BLOCKS_KEPT {
            known.forget();
        }
    }

    fn panel_step(&mut self, key: &PanelKey) {
        let (numbers, width, blocks) = match &key.scheme {
            None => (None, self.tensor.columns(), (1, 1)),
            Some(scheme) => {
                let (tall, wide) = self.blocks(scheme).size();
                (self.maps.known.find(scheme), self.tensor.columns().div_ceil(wide), (tall, wide))
            }
        };
        let mut heat = match self.maps.drawing.take() {
            Some((known, heat)) if known == *key => heat,
            _ => {
                let cells = |range: &Range<usize>, n: usize, block: usize| {
                    parts(range, n).iter().map(|part| holding(part, block)).collect()
                };
                let worst = match key.quantity {
                    Quantity::Values => Worst::Magnitude,
                    Quantity::Scale | Quantity::AbsMax => Worst::Largest,
                    Quantity::Sqnr => Worst::Least,
                };
                let Extent { rows, columns } = &key.window;
                Heat::new(worst, cells(rows, key.cells.0, blocks.0), cells(columns, key.cells.1, blocks.1))
            }
        };
        let numbers = match (&numbers, key.quantity) {
            (Some(stats), Quantity::Scale) => &stats.scale,
            (Some(stats), Quantity::Sqnr) => &stats.sqnr_db,
            (Some(stats), Quantity::AbsMax) => &stats.absmax,
            _ => self.tensor.values(),
        };
        if heat.step(numbers, width) {
            self.maps.panels.add(key.clone(), heat.into_cells(), PANELS_KEPT);
        } else {
            self.maps.drawing = Some((key.clone(), heat));
        }
    }

    fn map_progress(&self, scheme: &Scheme) -> f64 {
        let coming = self.maps.coming.as_ref().filter(|coming| coming.scheme() == scheme);
        if self.maps.known.has(scheme) { 1.0 } else { coming.map_or(0.0, BlockMapping::progress) }
    }

    fn panel_progress(&self, key: &PanelKey) -> f64 {
        let coming = self.maps.drawing.as_ref().filter(|(drawn, _)| drawn == key);
        if self.maps.panels.has(key) { 1.0 } else { coming.map_or(0.0, |(_, heat)| heat.progress()) }
    }
}

/// The blocks, `size` long each, that hold a range of values.
fn holding(range: &Range<usize>, size: usize) -> Range<usize> {
    range.start / size..range.end.div_ceil(size)
}

/// The first and the last hundredth of the finite cells; for values the last of their magnitudes, on both sides.
fn range(panels: &[Rc<Vec<f32>>; 2], quantity: Quantity) -> (f32, f32) {
    let signed = quantity == Quantity::Values;
    // Both panels show the same values.
    let panels = if signed { &panels[..1] } else { panels };
    let cells = panels.iter().flat_map(|cells| cells.iter().copied()).filter(|x| x.is_finite());
    let mut numbers: Vec<f32> = cells.map(|x| if signed { x.abs() } else { x }).collect();
    let Some(last) = numbers.len().checked_sub(1) else { return (0.0, 0.0) };
    let mut at = |i: usize| *numbers.select_nth_unstable_by(i, f32::total_cmp).1;
    let high = at((last * 99).div_ceil(100));
    (if signed { -high } else { at(last / 100) }, high)
}
