//! What may stand around lists of numbers: names, types and calls, but nothing that is a value or changes one.

use super::{CALLS, LONGEST_AROUND, constant};

/// Whether a round bracket begins a list, not a call whose first argument is one.
pub(super) fn is_list_or_call(text: &str, at: usize) -> bool {
    let word = word_before(&text[..at]);
    let list = text[at + 1..].trim_start().starts_with(['[', '{', '(']);
    CALLS.contains(&word) && (word.is_empty() || !list)
}

/// The word at the end of a text, before a bracket.
fn word_before(text: &str) -> &str {
    let text = text.trim_end().trim_end_matches('(');
    text.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

/// Whether a text may stand before a list: names, types, calls, and no number that is a value.
pub(super) fn is_before(text: &str) -> bool {
    let usual = |c: char| c.is_alphanumeric() || c.is_whitespace() || "_.=:<>()[],;'!#/".contains(c);
    text.chars().all(usual) && brackets_are_no_values(text) && !has_numbers(text)
}

/// Whether the brackets that are closed in a text are subscripts, as in `w[2]`, or values of named arguments, as in `shape=(2, 2)`.
fn brackets_are_no_values(text: &str) -> bool {
    let mut open = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '[' | '(' => open.push(at),
            ']' | ')' => {
                let Some(begin) = open.pop() else { continue };
                let (before, inside) = (text[..begin].trim_end(), &text[begin + 1..at]);
                let subscript = before.ends_with(|c: char| c.is_alphanumeric() || c == ']')
                    && inside.trim().bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
                if !(before.ends_with('=') || c == ']' && subscript) {
                    return false;
                }
            }
            _ => {}
        }
    }
    true
}

/// Whether a text may stand behind a list: the rest of a call and its named arguments, nothing that changes the values.
pub(super) fn is_behind(text: &str) -> bool {
    let text = text.trim();
    let usual = |c: char| c.is_alphanumeric() || c.is_whitespace() || "_.=:<>(),;'\"-".contains(c);
    text.len() <= LONGEST_AROUND
        && (text.is_empty() || text.starts_with([')', ',', ';', '>', '}']))
        && text.trim_start_matches('}').chars().all(usual)
        && !words(text).iter().any(|word| word.starts_with('.'))
        && !has_numbers(text)
}

/// Whether a text has numbers outside of brackets that are not the value of a named argument.
fn has_numbers(text: &str) -> bool {
    words(text).iter().any(|word| {
        word.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) && constant(word).is_some()
    })
}

/// The words of a text outside of brackets that are closed.
fn words(text: &str) -> Vec<String> {
    let (mut open, mut plain) = (Vec::new(), String::new());
    for c in text.chars() {
        match c {
            '(' | '[' => open.push(plain.len()),
            ')' | ']' => plain.truncate(open.pop().unwrap_or(plain.len())),
            c => {
                plain.push(c);
                continue;
            }
        }
        plain.push(' ');
    }
    plain.split(|c: char| c.is_whitespace() || ",;<>".contains(c)).map(String::from).collect()
}
