//! Why there are no numbers, as the page saves it.

use std::{collections::BTreeMap, fmt};

use quantscope::{file::read::FileError, sentence::Sentence, survey::Unlike};
use serde::Serialize;

use crate::Failure;

/// A sentence: its key among the texts of the page, which is empty where the page has none, and its text in English.
#[derive(Debug, Serialize)]
pub(crate) struct Problem {
    key: &'static str,
    words: BTreeMap<&'static str, String>,
    text: String,
}

impl Problem {
    pub(crate) fn of(why: &dyn Sentence) -> Self {
        Self { key: why.key(), words: why.words().into_iter().collect(), text: why.to_string() }
    }

    pub(crate) fn of_failure(why: &Failure) -> Self {
        let known: Option<&dyn Sentence> = match why.downcast_ref::<FileError>() {
            Some(error) => Some(error),
            None => why.downcast_ref::<Unlike>().map(|unlike| unlike as &dyn Sentence),
        };
        let unknown = || Self { key: "", words: BTreeMap::new(), text: why.to_string() };
        known.map_or_else(unknown, Self::of)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
