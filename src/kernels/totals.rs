//! What measuring adds up to, whichever way it was done.

/// Sums and counts over the values measured. With `e = x̂ - x`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Totals {
    /// Number of values.
    pub count: u64,
    /// Σe² over values inside the range.
    pub rounding_sse: f64,
    /// Σe² over clipped values.
    pub clipping_sse: f64,
    /// Σe.
    pub error: f64,
    /// Σ|e|.
    pub absolute_error: f64,
    /// Largest |e|.
    pub max_error: f64,
    /// Σx².
    pub signal: f64,
    /// Σx̂².
    pub decoded: f64,
    /// Σx·x̂.
    pub product: f64,
    /// Number of values outside the range.
    pub clipped: u64,
    /// Number of values that are not zero but decode to zero.
    pub zeroed: u64,
    /// How often each level is used, by rank; entries beyond the last level are 0 or left out.
    pub usage: Vec<u64>,
}

impl Totals {
    /// Σe².
    pub fn sse(&self) -> f64 {
        self.rounding_sse + self.clipping_sse
    }

    /// Adds the totals of the next piece.
    pub fn add(&mut self, piece: &Self) {
        self.count += piece.count;
        self.rounding_sse += piece.rounding_sse;
        self.clipping_sse += piece.clipping_sse;
        self.error += piece.error;
        self.absolute_error += piece.absolute_error;
        self.max_error = self.max_error.max(piece.max_error);
        self.signal += piece.signal;
        self.decoded += piece.decoded;
        self.product += piece.product;
        self.clipped += piece.clipped;
        self.zeroed += piece.zeroed;
        if self.usage.len() < piece.usage.len() {
            self.usage.resize(piece.usage.len(), 0);
        }
        self.usage.iter_mut().zip(&piece.usage).for_each(|(sum, count)| *sum += count);
    }

    /// Writes them as numbers, to cross between workers. Counts are exact: they are far below 2⁵³.
    pub fn write(&self, numbers: &mut Vec<f64>) {
        let counts = |count: u64| count as f64;
        numbers.extend([
            counts(self.count),
            self.rounding_sse,
            self.clipping_sse,
            self.error,
            self.absolute_error,
        ]);
        numbers.extend([self.max_error, self.signal, self.decoded, self.product]);
        numbers.extend([counts(self.clipped), counts(self.zeroed), self.usage.len() as f64]);
        numbers.extend(self.usage.iter().copied().map(counts));
    }

    /// Reads what [`Totals::write`] wrote; None where numbers are missing.
    pub fn read(numbers: &mut impl Iterator<Item = f64>) -> Option<Self> {
        let mut next = || numbers.next();
        let mut totals = Self {
            count: next()? as u64,
            rounding_sse: next()?,
            clipping_sse: next()?,
            error: next()?,
            absolute_error: next()?,
            max_error: next()?,
            signal: next()?,
            decoded: next()?,
            product: next()?,
            clipped: next()? as u64,
            zeroed: next()? as u64,
            usage: Vec::new(),
        };
        let levels = next()? as usize;
        totals.usage.extend(numbers.take(levels).map(|count| count as u64));
        (totals.usage.len() == levels).then_some(totals)
    }
}
