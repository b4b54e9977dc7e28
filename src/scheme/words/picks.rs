//! One word for each slot, with its numbers: a scheme between its notation and its types.

use super::{
    Arguments, SchemeError, Slot, Word, accepted,
    specified::{RULES, Specified},
    table,
};
use crate::{
    quantizer::Codebook,
    scheme::{Calibration, Codes, Format, Rule, Scales, Scheme, Symmetry, codebook},
};

/// A word that fills a slot, and its numbers.
#[derive(Debug, Clone, Copy)]
pub struct Pick {
    /// The word.
    pub word: &'static Word,
    /// Its numbers.
    pub arguments: Arguments,
    /// The levels that follow it.
    pub own: Option<&'static Codebook>,
}

impl Pick {
    pub(super) fn new(word: &'static Word, arguments: Arguments) -> Self {
        Self { word, arguments, own: None }
    }

    /// Levels of a person's own, which `part` lists behind the word.
    pub(super) fn levels(word: &'static Word, part: &str) -> Result<Self, SchemeError> {
        let own = codebook(part).ok_or_else(|| SchemeError::Levels { part: part.into() })?;
        Ok(Self { own: Some(own), ..Self::new(word, [0.0; 2]) })
    }
}

/// The words of a scheme, one for each slot.
#[derive(Debug, Clone, Copy)]
pub struct Picks([Pick; Slot::ALL.len()]);

impl Default for Picks {
    fn default() -> Self {
        Self(Slot::ALL.map(|slot| {
            // Every slot has a word.
            let word = table::word(slot, 0).unwrap_or(&table::INTEGERS);
            Pick::new(word, word.defaults())
        }))
    }
}

impl Picks {
    /// What fills a slot.
    pub fn of(&self, slot: Slot) -> Pick {
        self.0[slot as usize]
    }

    /// Fills a slot by the name of a word; its numbers are checked.
    ///
    /// # Errors
    /// When the slot has no such word, or the word no such numbers.
    pub fn pick(
        &mut self,
        slot: Slot,
        name: &str,
        arguments: impl FnOnce(&'static Word) -> Arguments,
    ) -> Result<(), SchemeError> {
        let Some(word) = slot.words().find(|word| word.name == name) else {
            return Err(SchemeError::Option { part: name.into(), accepted: accepted([slot]) });
        };
        self.set(slot, Pick::new(word, word.checked(arguments(word))?));
        Ok(())
    }

    /// Takes levels of a person's own as the format, from a list with commas.
    ///
    /// # Errors
    /// When it lists no levels.
    pub fn pick_levels(&mut self, list: &str) -> Result<(), SchemeError> {
        let word = &table::LEVELS;
        self.set(Slot::Format, Pick::levels(word, &format!("{}({list})", word.stem))?);
        Ok(())
    }

    pub(super) fn set(&mut self, slot: Slot, pick: Pick) {
        self.0[slot as usize] = pick;
    }

    /// Whether a word of a slot has a meaning beside the words of the other slots. Symmetry and rounding are those of integers;
    /// symmetric ones have codes to choose from, asymmetric ones kinds of zero-points. A block format leaves its rule open, and
    /// whether integers have their lowest code.
    pub fn allows(&self, slot: Slot, word: &'static Word) -> bool {
        if let Some(specified) = self.specified() {
            return match slot {
                Slot::Format => true,
                Slot::Rule => specified.allows(word),
                Slot::Codes => {
                    specified.has_codes() && read(&table::CODES, Pick::new(word, [0.0; 2])) != Codes::Wide
                }
                _ => false,
            };
        }
        let format = self.format();
        let symmetric = |wanted| matches!(format, Format::Int { symmetry, .. } if matches!(symmetry, Symmetry::Symmetric(_)) == wanted);
        match slot {
            Slot::Symmetry | Slot::Rounding => format.has_steps(),
            Slot::Codes => symmetric(true),
            Slot::Zero => symmetric(false),
            Slot::Calibration => format.allows(Calibration::of_word(word, word.defaults())),
            Slot::Format | Slot::Granularity | Slot::Scales => true,
            Slot::Rule => false,
        }
    }

    /// Brings every word that has no meaning beside the format to the default of its slot.
    pub fn leave_out(&mut self) {
        for slot in Slot::ALL {
            if !self.allows(slot, self.of(slot).word) {
                self.set(slot, self.usual(slot));
            }
        }
    }

    /// The default of a slot beside the format.
    pub fn usual(&self, slot: Slot) -> Pick {
        match self.specified() {
            Some(specified) if slot == Slot::Rule => Pick::new(&specified.usual().word, [0.0; 2]),
            _ => Self::default().of(slot),
        }
    }

    /// The block format, if it is one.
    pub(super) fn specified(&self) -> Option<&'static Specified> {
        Specified::named(self.of(Slot::Format).word)
    }

    /// What codes mean.
    fn format(&self) -> Format {
        let Pick { word, arguments: [bits, _], own } = self.of(Slot::Format);
        if let Some(book) = own.or_else(|| codebook(word.name)) {
            return Format::Table(book);
        }
        let symmetry = if read(&table::SYMMETRIES, self.of(Slot::Symmetry)) {
            Symmetry::Symmetric(read(&table::CODES, self.of(Slot::Codes)))
        } else {
            Symmetry::Asymmetric(read(&table::ZEROS, self.of(Slot::Zero)))
        };
        Format::Int { bits: bits as u32, symmetry }
    }
}

/// What a word of a slot means.
fn read<T: Copy + PartialEq>(entries: &'static [table::Entry<T>], pick: Pick) -> T {
    let entry = entries.iter().find(|entry| entry.word.name == pick.word.name);
    entry.unwrap_or(&entries[0]).make(pick.arguments)
}

/// The word that means a value.
fn write<T: Copy + PartialEq>(entries: &'static [table::Entry<T>], value: T) -> Pick {
    let pick = |entry: &'static table::Entry<T>| {
        entry.numbers(value).map(|arguments| Pick::new(&entry.word, arguments))
    };
    entries.iter().find_map(pick).unwrap_or(Pick::new(&entries[0].word, [0.0; 2]))
}

/// The word that means a format.
fn write_format(format: Format) -> Pick {
    let Format::Table(book) = format else {
        return Pick::new(&table::INTEGERS, [format.bits().into(), 0.0]);
    };
    match table::BOOKS.iter().find(|word| word.name == book.word) {
        Some(word) => Pick::new(word, [0.0; 2]),
        None => Pick { own: Some(book), ..Pick::new(&table::LEVELS, [0.0; 2]) },
    }
}

impl From<&Picks> for Scheme {
    fn from(picks: &Picks) -> Self {
        if let Some(specified) = picks.specified() {
            let full = read(&table::CODES, picks.of(Slot::Codes)) == Codes::Full;
            let codes = if full { Codes::Wide } else { Codes::Narrow };
            return specified.scheme(read(&RULES, picks.of(Slot::Rule)), codes);
        }
        let Pick { word, arguments, .. } = picks.of(Slot::Calibration);
        Self {
            format: picks.format(),
            granularity: read(&table::GRANULARITIES, picks.of(Slot::Granularity)),
            calibration: Calibration::of_word(word, arguments),
            rounding: read(&table::ROUNDINGS, picks.of(Slot::Rounding)),
            scales: read(&table::SCALES, picks.of(Slot::Scales)),
        }
    }
}

impl From<&Scheme> for Picks {
    fn from(scheme: &Scheme) -> Self {
        let symmetry = match scheme.format {
            Format::Int { symmetry, .. } => symmetry,
            Format::Table(_) | Format::Ggml(_) | Format::Stored(_) => Symmetry::default(),
        };
        let (symmetric, codes, zero) = match symmetry {
            Symmetry::Symmetric(codes) => (true, codes, Default::default()),
            Symmetry::Asymmetric(zero) => (false, Default::default(), zero),
        };
        // What a specification fixes is not named, but for the blocks.
        let specified = Specified::matching(scheme);
        let codes = if specified.is_some() && codes == Codes::Wide { Codes::Full } else { codes };
        Self(Slot::ALL.map(|slot| match slot {
            Slot::Format if let Some(specified) = specified => Pick::new(&specified.word, [0.0; 2]),
            Slot::Scales if specified.is_some() => write(&table::SCALES, Default::default()),
            Slot::Rule if specified.is_some() => write(&RULES, scheme.scales),
            Slot::Rule => write(&RULES, Scales::E8m0(Rule::Floor)),
            Slot::Format => write_format(scheme.format),
            Slot::Symmetry => write(&table::SYMMETRIES, symmetric),
            Slot::Codes => write(&table::CODES, codes),
            Slot::Granularity => write(&table::GRANULARITIES, scheme.granularity),
            Slot::Calibration => Pick::new(scheme.calibration.word(), scheme.calibration.arguments()),
            Slot::Rounding => write(&table::ROUNDINGS, scheme.rounding),
            Slot::Scales => write(&table::SCALES, scheme.scales),
            Slot::Zero => write(&table::ZEROS, zero),
        }))
    }
}
