//! What may stand around lists of numbers: names, types and calls, but nothing that is a value or changes one.

use super::parser::{Parser, constant, is_scalar};
use super::{CALLS, LONGEST_AROUND};

/// Whether a round bracket begins a list, not a call whose first argument is one.
pub(super) fn is_list_or_call(text: &str, at: usize) -> bool {
    let word = word_before(&text[..at]);
    let list = text[at + 1..].trim_start().starts_with(['[', '{', '(']);
    (CALLS.contains(&word) || is_scalar(word)) && (word.is_empty() || !list)
}

/// The word at the end of a text, before a bracket.
fn word_before(text: &str) -> &str {
    let text = text.trim_end().trim_end_matches('(');
    text.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

/// Whether a text may stand before a list: names, types, calls, and no number that is a value.
pub(super) fn is_before(text: &str) -> bool {
    let usual = |c: char| c.is_alphanumeric() || c.is_whitespace() || "_.=:<>()[],;'!#/&".contains(c);
    // The arrow of R assigns.
    let text = plain(&code(text).replace("<-", "="));
    text.chars().all(usual) && brackets_are_no_values(&text) && !has_numbers(&text)
}

/// A source without its comments and without lines for the preprocessor.
fn code(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(begin) = rest.find("/*") {
        out.push_str(&rest[..begin]);
        rest = rest[begin..].find("*/").map_or("", |end| &rest[begin + end + 2..]);
    }
    out.push_str(rest);
    let lines = out.lines().filter(|line| !line.trim_start().starts_with('#'));
    lines.map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// Whether a declaration has a signed type of one or two bytes, in which a number such as 0xff is negative.
pub(super) fn is_signed(before: &str) -> bool {
    let mut words = before.split(|c: char| !c.is_alphanumeric() && c != '_').collect::<Vec<_>>();
    let unsigned = words.contains(&"unsigned");
    words.retain(|word| ["char", "short", "int8_t", "int16_t", "i8", "i16"].contains(word));
    !words.is_empty() && !unsigned
}

/// A text without what stands between single quotes, as the name in `<tf.Variable 'w:0'`, and without the arguments of types, as in
/// `array<float, 2>`.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['\'', '<']) {
        let (before, inside) = (&rest[..at], &rest[at + 1..]);
        let (quoted, typed) = (rest[at..].starts_with('\''), before.ends_with(|c: char| c.is_alphanumeric()));
        let end = if quoted { inside.find('\'') } else { inside.rfind('>').filter(|_| typed) };
        out.push_str(before);
        out.push(' ');
        rest = end.map_or(inside, |end| &inside[end + 1..]);
    }
    out + rest
}

/// The text before a list without the length that consoles print before it, as in `Float32Array(2) [1, 2]`, and that length.
pub(super) fn length_before(text: &str) -> (&str, Option<u64>) {
    let length = || {
        let inside = text.trim_end().strip_suffix(')')?;
        let begin = inside.rfind('(')?;
        let before = &text[..begin];
        let known = before.trim().is_empty() || before.ends_with("Array");
        Some((before, inside[begin + 1..].parse().ok().filter(|_| known)?))
    };
    length().map_or((text, None), |(before, length)| (before, Some(length)))
}

/// Whether the rest of NumPy's print of a masked array stands behind its data: the values that are missing are marked there.
pub(super) fn ends_masked(before: &str, behind: &str) -> bool {
    let mask = behind.strip_prefix(',').and_then(|rest| rest.trim_start().strip_prefix("mask="));
    let Some(mask) = mask.filter(|_| before.trim_end().ends_with("masked_array(data=")) else { return false };
    let mut parser = Parser::new(mask, 0);
    let rest = if parser.list(0).is_some() {
        &mask[parser.at..]
    } else {
        mask.trim_start_matches(char::is_alphabetic)
    };
    is_behind(&rest.replace('+', ""))
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
                let named = before.strip_suffix('=').is_some_and(|name| {
                    ["shape", "size", "dim", "dims"].iter().any(|known| name.trim_end().ends_with(known))
                });
                // The length of a type of Rust: `[f32; 2]`.
                let length =
                    inside.contains(';') && inside.starts_with(|c: char| c.is_alphabetic() || c == '[');
                let typed = length && before.ends_with([':', '[', '&', '=']);
                let subscript = before.ends_with(|c: char| c.is_alphanumeric() || c == ']')
                    && inside.trim().bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
                if !(named || c == ']' && (subscript || typed)) {
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
    let text = code(text);
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
