//! A text of JSON as a tree of values, for files whose members are looked up by name.

use super::json_reader::{Fault, Reader, is_number};

/// Objects and lists in each other.
const DEEPEST: usize = 64;

/// A value of JSON. The members of an object keep their order; of two with one name the last counts, as in Python.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// `null`, and Python's `NaN` and infinities, which JSON has no words for.
    Null,
    Flag(bool),
    Number(f64),
    Text(String),
    List(Vec<Value>),
    Object(Vec<(String, Value)>),
}

impl Value {
    /// Reads a text that is one value.
    ///
    /// # Errors
    /// Where it is no JSON, or nested too deeply.
    pub(super) fn read(text: &str) -> Result<Self, Fault> {
        let mut reader = Reader::new(text);
        let value = Self::next(&mut reader, DEEPEST)?;
        match reader.peek() {
            None => Ok(value),
            Some(_) => Err(Fault::Syntax(reader.at())),
        }
    }

    fn next(reader: &mut Reader<'_>, deepest: usize) -> Result<Self, Fault> {
        let first = reader.peek();
        let at = reader.at();
        let deeper = || deepest.checked_sub(1).ok_or(Fault::Depth(at));
        match first {
            Some(b'"') => reader.string().map(Self::Text),
            Some(b'{') => {
                let deepest = deeper()?;
                reader.begin(b'{')?;
                let mut members = Vec::new();
                while let Some(key) = reader.key(members.is_empty())? {
                    members.push((key, Self::next(reader, deepest)?));
                }
                Ok(Self::Object(members))
            }
            Some(b'[') => {
                let deepest = deeper()?;
                reader.begin(b'[')?;
                let mut items = Vec::new();
                while reader.item(items.is_empty())? {
                    items.push(Self::next(reader, deepest)?);
                }
                Ok(Self::List(items))
            }
            _ => match reader.word()? {
                "true" => Ok(Self::Flag(true)),
                "false" => Ok(Self::Flag(false)),
                "null" | "NaN" | "Infinity" | "-Infinity" => Ok(Self::Null),
                word if is_number(word) => word.parse().map(Self::Number).map_err(|_| Fault::Syntax(at)),
                _ => Err(Fault::Syntax(at)),
            },
        }
    }

    /// The member of an object.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        self.members().iter().rev().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The member of a member of … an object.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |value, name| value.get(name))
    }

    /// The members of an object; none of anything else.
    pub(super) fn members(&self) -> &[(String, Self)] {
        if let Self::Object(members) = self { members } else { &[] }
    }

    /// The items of a list; none of anything else.
    pub(super) fn items(&self) -> &[Self] {
        if let Self::List(items) = self { items } else { &[] }
    }

    pub(super) fn is_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }

    pub(super) fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    pub(super) fn flag(&self) -> Option<bool> {
        if let Self::Flag(flag) = self { Some(*flag) } else { None }
    }

    pub(super) fn number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// A whole number that is exact in a float.
    pub(super) fn whole(&self) -> Option<i64> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        self.number().filter(|n| n.fract() == 0.0 && n.abs() <= EXACT).map(|n| n as i64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: &Value) -> serde_json::Value {
        match value {
            Value::Null => serde_json::Value::Null,
            Value::Flag(flag) => (*flag).into(),
            Value::Number(number) => (*number).into(),
            Value::Text(text) => text.as_str().into(),
            Value::List(items) => items.iter().map(of).collect(),
            Value::Object(members) => members.iter().map(|(key, value)| (key.clone(), of(value))).collect(),
        }
    }

    /// serde_json is the oracle.
    #[test]
    fn trees_are_those_of_serde_json() {
        for text in [
            "{}",
            "[]",
            r#"{"a": [1.5, -2e3, true, false, null, "x\n"], "b": {"c": {}}}"#,
            r#"{"a": 1.0, "a": 2.5}"#,
            "[1.5,]",
            "[1.5 2.5]",
            "{\"a\"}",
            "1.5 2.5",
            "nul",
            "[01]",
            "",
        ] {
            let theirs = serde_json::from_str::<serde_json::Value>(text).ok();
            assert_eq!(
                Value::read(text).ok().map(|value| of(&value)),
                theirs.map(|it| floats(&it)),
                "{text}"
            );
        }
    }

    /// Numbers as floats, which all are here.
    fn floats(value: &serde_json::Value) -> serde_json::Value {
        match value {
            serde_json::Value::Number(number) => number.as_f64().into(),
            serde_json::Value::Array(items) => items.iter().map(floats).collect(),
            serde_json::Value::Object(members) => {
                members.iter().map(|(key, value)| (key.clone(), floats(value))).collect()
            }
            other => other.clone(),
        }
    }

    #[test]
    fn members_are_found_and_depth_has_a_limit() {
        let value = Value::read(r#"{"a": {"b": [4, "x", true]}, "a": {"b": [8, 0.5, true]}}"#).unwrap();
        let items = value.at(&["a", "b"]).unwrap().items();
        assert_eq!(items[0].whole(), Some(8), "the last of two members counts");
        assert_eq!(items[1].whole(), None);
        assert_eq!(items[1].number(), Some(0.5));
        assert_eq!((items[2].flag(), items[1].flag()), (Some(true), None));
        assert!(value.at(&["a", "c"]).is_none() && value.at(&["a", "b", "c"]).is_none());
        assert!(Value::read(&"[".repeat(64)).is_err_and(|fault| matches!(fault, Fault::Syntax(64))));
        assert!(Value::read(&"[".repeat(65)).is_err_and(|fault| matches!(fault, Fault::Depth(64))));
    }
}
