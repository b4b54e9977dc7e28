//! JSON to write: texts, and objects of values that are written already.

use std::collections::BTreeMap;
use std::fmt::Write;

/// A text in quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // Writing to a text does not fail.
            '\0'..='\x1f' => _ = write!(out, "\\u{:04x}", u32::from(c)),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

/// An object in the order of its keys.
pub(super) fn object(members: &BTreeMap<&str, String>) -> String {
    let members: Vec<String> =
        members.iter().map(|(key, value)| format!("{}:{value}", quoted(key))).collect();
    format!("{{{}}}", members.join(","))
}

/// An object of texts.
pub(super) fn texts(texts: &[(&str, String)]) -> String {
    object(&texts.iter().map(|(key, text)| (*key, quoted(text))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// serde_json is the oracle: what is written reads as what was meant.
    #[test]
    fn every_text_comes_back() {
        let hostile: String =
            (0..0x250).filter_map(char::from_u32).chain("中文 \u{2028}😀".chars()).collect();
        assert_eq!(serde_json::from_str::<String>(&quoted(&hostile)).unwrap(), hostile);
        let written = texts(&[("b", hostile.clone()), ("a\"", "x".into())]);
        let read: BTreeMap<String, String> = serde_json::from_str(&written).unwrap();
        assert_eq!(read, BTreeMap::from([("a\"".into(), "x".into()), ("b".into(), hostile)]));
    }
}
