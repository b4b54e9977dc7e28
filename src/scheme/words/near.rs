//! The word that a mistyped one was meant to be.
//!
//! ```text
//! mistakes(a, b)   letters to insert, leave out or replace, or to swap with the next, to come from a to b
//! near(text)       the word with the fewest mistakes, if it has at most one in three letters
//! ```
//! The page does the same with the keys of a link (`www/state/nearest.js`).

use super::Slot;

/// A word of so many letters may have one mistake; a longer one as many more.
const LETTERS_PER_MISTAKE: usize = 3;
/// A longer text is no word that someone mistyped.
const LONGEST: usize = 60;

/// The word of a slot that `text`, in lower case, was probably meant to be.
pub(super) fn near(slot: Slot, text: &str) -> Option<String> {
    let typed: Vec<char> = text.chars().take(LONGEST + 1).collect();
    if typed.len() > LONGEST {
        return None;
    }
    let words = slot.words().map(|word| word.accepted());
    let words = words.flat_map(|list| list.split(", ").map(String::from).collect::<Vec<_>>());
    let counted = words.map(|word| (mistakes(&typed, &word.chars().collect::<Vec<_>>()), word));
    let (least, word) = counted.min_by_key(|(mistakes, _)| *mistakes)?;
    (least <= typed.len().min(word.len()) / LETTERS_PER_MISTAKE).then_some(word)
}

fn mistakes(from: &[char], to: &[char]) -> usize {
    // By the lengths of the beginnings of both that are compared.
    let mut between = vec![(0..=to.len()).collect::<Vec<_>>()];
    for i in 1..=from.len() {
        let mut row = vec![i];
        for j in 1..=to.len() {
            let replaced = between[i - 1][j - 1] + usize::from(from[i - 1] != to[j - 1]);
            let fewest = replaced.min(between[i - 1][j] + 1).min(row[j - 1] + 1);
            let swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
            row.push(if swapped { fewest.min(between[i - 2][j - 2] + 1) } else { fewest });
        }
        between.push(row);
    }
    between[from.len()][to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_word_is_near_and_another_is_not() {
        for (text, word) in [
            ("nvfp5", Some("nvfp4")),
            ("q4k", Some("q4_k")),
            ("fp8_e4m2", Some("fp8_e4m3")),
            ("nf", None),
            ("gptq", None),
            ("", None),
        ] {
            assert_eq!(near(Slot::Format, text).as_deref(), word, "{text}");
        }
        assert_eq!(near(Slot::Format, &"nf4".repeat(99)), None);
    }
}
