//! A lesson as its file has it (www/lessons/README.md).

use std::collections::BTreeMap;

use serde::Deserialize;

/// One text in both languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Text {
    pub(crate) en: String,
    #[serde(rename = "zh-CN")]
    pub(crate) chinese: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lesson {
    pub(crate) id: String,
    pub(crate) title: Text,
    pub(crate) minutes: u32,
    pub(crate) notes: Text,
    pub(crate) steps: Vec<Step>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    pub(crate) text: Text,
    pub(crate) state: State,
    pub(crate) question: Option<Question>,
    pub(crate) claims: Vec<String>,
}

/// Keys of www/state/state.js.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub(crate) struct State(BTreeMap<String, serde_json::Value>);

#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
pub(crate) enum Question {
    Choice {
        ask: Text,
        before: Option<State>,
        options: Vec<Choice>,
        answer: usize,
        reveal: Text,
    },
    Slider {
        ask: Text,
        before: Option<State>,
        answer: String,
        unit: String,
        range: [f64; 2],
        reveal: Text,
    },
    /// B is the student's: the goals fail at the start and hold with the solution.
    Challenge {
        ask: Text,
        goals: Vec<String>,
        solution: String,
        reveal: Text,
    },
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Choice {
    pub(crate) text: Text,
    /// What holds exactly if this is the answer.
    pub(crate) when: Option<String>,
}

impl State {
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).and_then(|value| value.as_str())
    }

    /// A key that is a number.
    pub(crate) fn number(&self, key: &str) -> Option<f64> {
        self.0.get(key)?.as_f64()
    }

    /// A key as it is written.
    pub(crate) fn print(&self, key: &str) -> String {
        self.0.get(key).map(ToString::to_string).unwrap_or_default()
    }

    /// This state with another B.
    pub(crate) fn with_b(&self, scheme: &str) -> Self {
        let mut other = self.clone();
        other.0.insert("b".to_owned(), scheme.into());
        other
    }

    pub(crate) fn text(&self, key: &str) -> &str {
        self.get(key).unwrap_or_else(|| panic!("no {key} in {self:?}"))
    }
}

impl Step {
    /// The state until the guess is made, where it is another than the step's.
    pub(crate) fn before(&self) -> Option<State> {
        let (Question::Choice { before, .. } | Question::Slider { before, .. }) = self.question.as_ref()?
        else {
            return None;
        };
        let mut whole = self.state.clone();
        whole.0.extend(before.clone()?.0);
        Some(whole)
    }

    pub(crate) fn texts(&self) -> Vec<&Text> {
        let mut texts = self.asked();
        texts.extend(self.question.as_ref().map(Question::reveal));
        texts
    }

    /// What a question offers; its numbers are guesses.
    pub(crate) fn options(&self) -> impl Iterator<Item = &Text> {
        let options = match &self.question {
            Some(Question::Choice { options, .. }) => &options[..],
            _ => &[],
        };
        options.iter().map(|option| &option.text)
    }

    /// What is read before the answer.
    pub(crate) fn asked(&self) -> Vec<&Text> {
        let mut texts = vec![&self.text];
        match &self.question {
            Some(Question::Choice { ask, .. } | Question::Challenge { ask, .. }) => texts.push(ask),
            Some(Question::Slider { ask, unit, .. }) => {
                assert!(["dB", "%", "codes", "bits"].contains(&unit.as_str()), "no unit {unit}");
                texts.push(ask);
            }
            None => {}
        }
        texts
    }
}

impl Question {
    fn reveal(&self) -> &Text {
        match self {
            Self::Choice { reveal, .. } | Self::Slider { reveal, .. } | Self::Challenge { reveal, .. } => {
                reveal
            }
        }
    }
}

impl Text {
    /// What stands in braces, in order of spelling.
    pub(crate) fn placeholders(&self) -> Vec<&str> {
        placeholders(&self.en)
    }

    /// Fails unless both languages are there, with the same placeholders of known formats.
    pub(crate) fn check(&self, place: &str) {
        assert!(self.en.chars().any(char::is_alphanumeric), "{place}: {}", self.en);
        assert_eq!(placeholders(&self.en), placeholders(&self.chinese), "{place}");
        for text in [&self.en, &self.chinese] {
            assert_eq!(text.trim(), text, "{place}");
            for expression in placeholders(text) {
                let format = expression.split_once('|').map_or("number", |(_, format)| format);
                let known = ["number", "short", "count", "db", "gain", "percent"];
                assert!(known.contains(&format), "{place}: no format {format}");
            }
        }
    }

    /// Fails if a measure is typed in, not measured.
    pub(crate) fn check_untyped(&self, place: &str) {
        for text in [&self.en, &self.chinese] {
            for unit in [" dB", " %", "%"] {
                for (at, _) in text.match_indices(unit) {
                    let before = text[..at].rsplit([' ', '，', '（', '约']).next().unwrap();
                    let typed = before.ends_with(|c: char| c.is_ascii_digit());
                    // What a bit is worth is theory.
                    assert!(!typed || before == "6.02", "{place}: “{before}{unit}” is typed");
                }
            }
        }
    }
}

fn placeholders(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> =
        text.split('{').skip(1).map(|rest| rest.split_once('}').unwrap().0.trim()).collect();
    found.sort_unstable();
    found
}
