//! What a tensor became, in bands of rows: which rows to read in both files, and the measures.
//!
//! ```text
//! loop:  wants() says which rows come next; the caller reads them from both files; give(original, stored) takes them
//! the first band tells the size of heads, where rows may have another order; then a band has whole heads
//! stored rows in the order of the original;  e = stored − original
//! ```

use std::ops::Range;

use super::{Compared, Comparing, Subject, head_size, interleaved, restored};
use crate::tensor::TensorError;

/// Which of two files has the rows of attn_q and attn_k in the order of llama.cpp's converter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interleaved {
    /// The model.
    Original,
    /// What it became.
    Stored,
}

impl Interleaved {
    /// The word of it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Original => "original",
            Self::Stored => "stored",
        }
    }

    /// The one of that word.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Original, Self::Stored].into_iter().find(|each| each.word() == word)
    }

    /// The size of heads under which `stored` has the rows of `original`, the first `rows` of all `of`; 0 where none has.
    fn head(self, original: &[f32], stored: &[f32], rows: usize, of: usize) -> usize {
        let found = match self {
            Self::Stored => head_size(original, stored, rows, of),
            Self::Original => head_size(stored, original, rows, of),
        };
        found.unwrap_or(0)
    }

    /// The rows of `stored` in the order of the original.
    fn undone(self, stored: &[f32], rows: usize, head: usize) -> Vec<f32> {
        match self {
            Self::Stored => restored(stored, rows, head),
            Self::Original => interleaved(stored, rows, head),
        }
    }
}

/// The comparison of a tensor with what it became, in the making.
#[derive(Debug)]
pub struct Becoming {
    name: String,
    rows: usize,
    columns: usize,
    /// Values of a band.
    limit: usize,
    importance: Option<Vec<f32>>,
    bits_per_value: Option<f64>,
    interleaved: Option<Interleaved>,
    /// Rows of a head whose order is undone, once the first band is known; 0 for none.
    head: Option<usize>,
    next: usize,
    comparing: Comparing,
}

impl Becoming {
    /// Nothing compared yet. The second file stores each value in `bits_per_value`; `held` is the most values of one file that may be held
    /// at a time.
    pub fn new(
        subject: &Subject,
        bits_per_value: Option<f64>,
        interleaved: Option<Interleaved>,
        held: usize,
    ) -> Self {
        let (rows, columns) = subject.size();
        Self {
            name: subject.name.clone(),
            rows,
            columns,
            limit: held,
            importance: subject.importance.clone(),
            bits_per_value,
            interleaved,
            head: None,
            next: 0,
            comparing: Comparing::default(),
        }
    }

    /// The rows to give next, of both files; None when nothing is wanted any more.
    pub fn wants(&self) -> Option<Range<usize>> {
        if self.next == self.rows {
            return None;
        }
        let most = (self.limit / self.columns).max(1);
        let whole = match self.head {
            Some(head) if head > 1 => (most / head).max(1) * head,
            _ => most,
        };
        Some(self.next..self.rows.min(self.next + whole))
    }

    /// Takes the values of the rows that [`Becoming::wants`] named.
    ///
    /// # Errors
    /// When either has not as many values as the rows have.
    pub fn give(&mut self, original: &[f32], stored: &[f32]) -> Result<(), TensorError> {
        let Some(band) = self.wants() else { return Ok(()) };
        let wanted = band.len() * self.columns;
        for found in [original.len(), stored.len()] {
            if found != wanted {
                return Err(TensorError::Count { name: (&*self.name).into(), wanted, found });
            }
        }
        // A vector is one row, but its values may be those of rows.
        let (rows, of) = if self.rows == 1 { (self.columns, self.columns) } else { (band.len(), self.rows) };
        let head = *self.head.get_or_insert_with(|| {
            self.interleaved.map_or(0, |order| order.head(original, stored, rows, of))
        });
        let end = if band.end == self.rows || head < 2 { wanted } else { rows / head * head * self.columns };
        let importance = self.importance.as_deref();
        let (original, stored) = (&original[..end], &stored[..end]);
        match self.interleaved.filter(|_| head > 1) {
            Some(order) => {
                let stored = order.undone(stored, end / (wanted / rows), head);
                self.comparing.add_weighed(original, &stored, self.columns, importance);
            }
            None => self.comparing.add_weighed(original, stored, self.columns, importance),
        }
        self.next += end / self.columns;
        Ok(())
    }

    /// How much is done, 0 to 1.
    pub fn progress(&self) -> f64 {
        self.next as f64 / self.rows as f64
    }

    /// The measures, once nothing is wanted any more.
    pub fn compared(&self) -> Option<Compared> {
        self.wants().is_none().then(|| self.comparing.compared(self.bits_per_value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(shape: &[usize]) -> Subject {
        Subject {
            name: "q".into(),
            shape: shape.to_vec(),
            dtype: "float32".into(),
            bits_per_value: 32.0,
            importance: None,
        }
    }

    fn values(count: usize) -> Vec<f32> {
        (0..count).map(|i| ((i * 7919) % 1009) as f32 / 500.0 - 1.0).collect()
    }

    /// What is found in bands of so many values, and how many bands there were.
    fn compared(
        shape: &[usize],
        [original, stored]: [&[f32]; 2],
        order: Option<Interleaved>,
        held: usize,
    ) -> (Compared, usize) {
        let mut becoming = Becoming::new(&subject(shape), Some(8.5), order, held);
        let columns = subject(shape).size().1;
        let mut bands = 0;
        while let Some(rows) = becoming.wants() {
            assert!(becoming.compared().is_none() && becoming.progress() < 1.0);
            let band = rows.start * columns..rows.end * columns;
            becoming.give(&original[band.clone()], &stored[band]).unwrap();
            bands += 1;
        }
        (becoming.compared().unwrap(), bands)
    }

    #[test]
    fn rows_are_put_in_order_in_either_direction_and_in_bands() {
        for (shape, head) in [(&[96, 5][..], 8), (&[64, 3], 32), (&[48], 16)] {
            let rows = shape[0];
            let original = values(shape.iter().product());
            let rounded: Vec<f32> = original.iter().map(|x| (x * 20.0).round() / 20.0).collect();
            let reordered = interleaved(&rounded, rows, head);
            let plain = compared(shape, [&original, &rounded], None, usize::MAX).0;
            let of_gguf = interleaved(&original, rows, head);
            for held in [usize::MAX, 40 * 5] {
                let (stored, bands) =
                    compared(shape, [&original, &reordered], Some(Interleaved::Stored), held);
                assert_eq!(stored, plain, "{shape:?} {held}");
                assert!(
                    held == usize::MAX && bands == 1
                        || shape.len() == 1
                        || bands > 1
                        || rows * shape[1] <= held
                );
                let from = [&of_gguf[..], &rounded];
                let (back, _) = compared(shape, from, Some(Interleaved::Original), held);
                assert_eq!((back.values, back.max_abs_error), (plain.values, plain.max_abs_error));
                assert!((back.sqnr_db - plain.sqnr_db).abs() < 1e-9, "{} {}", back.sqnr_db, plain.sqnr_db);
            }
            assert!(compared(shape, [&original, &reordered], None, usize::MAX).0.sqnr_db < 3.0);
            let same = compared(shape, [&original, &rounded], Some(Interleaved::Stored), usize::MAX).0;
            assert_eq!(same, plain, "an order that is no other stays");
        }
    }

    #[test]
    fn values_of_another_number_are_refused() {
        let mut becoming = Becoming::new(&subject(&[2, 2]), None, None, 100);
        assert!(becoming.give(&[0.0; 4], &[0.0; 3]).is_err() && becoming.give(&[0.0; 3], &[0.0; 4]).is_err());
        assert_eq!(becoming.wants(), Some(0..2));
    }
}
