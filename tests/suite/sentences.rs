//! The crate's sentences and the i18n catalogues say the same thing.
#![cfg(not(target_arch = "wasm32"))]

use std::{collections::BTreeMap, fs};

use quantscope::{
    analysis::integers::{IntegerError, Substitution},
    data::DataError,
    file::read::{FileError, Note},
    scheme::SchemeError,
    sentence::{Sentence, Template},
    survey::{Unlike, Unmeasured},
    tensor::TensorError,
};

fn templates() -> impl Iterator<Item = &'static Template> {
    [
        TensorError::TEMPLATES,
        SchemeError::TEMPLATES,
        DataError::TEMPLATES,
        FileError::TEMPLATES,
        IntegerError::TEMPLATES,
        Substitution::TEMPLATES,
        Note::TEMPLATES,
        Unmeasured::TEMPLATES,
        Unlike::TEMPLATES,
    ]
    .into_iter()
    .flatten()
}

/// The texts of a language that say what the crate says, from files of `export default` and a JSON object.
fn catalogue(lang: &str) -> BTreeMap<String, String> {
    let part = |name: &str| -> BTreeMap<String, String> {
        let path = format!("{}/www/i18n/{name}{lang}.js", env!("CARGO_MANIFEST_DIR"));
        let text = fs::read_to_string(path).unwrap();
        let json = text.trim().strip_prefix("export default").unwrap().strip_suffix(';').unwrap();
        serde_json::from_str(json).unwrap()
    };
    ["", "views-", "model-"].into_iter().flat_map(part).collect()
}

/// The names between braces, sorted.
fn placeholders(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> =
        text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[test]
fn english_is_what_the_crate_says() {
    let english = catalogue("en");
    for Template { key, english: ours } in templates() {
        assert_eq!(english.get(*key).map(String::as_str), Some(*ours), "{key}");
    }
}

#[test]
fn chinese_has_every_sentence_and_its_words() {
    let chinese = catalogue("zh-CN");
    for Template { key, english } in templates() {
        let text = chinese.get(*key).unwrap_or_else(|| panic!("zh-CN has no {key}"));
        assert_eq!(placeholders(text), placeholders(english), "{key}: {text}");
        assert!(text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{key} is not Chinese: {text}");
    }
}

#[test]
fn a_sentence_is_its_template_with_its_words() {
    let error = "int4:p0".parse::<quantscope::Scheme>().unwrap_err();
    let template = catalogue("en").remove(error.key()).unwrap();
    let said =
        error.words().iter().fold(template, |text, (name, word)| text.replace(&format!("{{{name}}}"), word));
    assert_eq!(said, error.to_string());
}

#[test]
fn what_a_person_gave_is_quoted_with_its_beginning_only() {
    let long = format!("x\0{}", "y".repeat(10_000));
    let quoted = format!("x\u{fffd}{}…", "y".repeat(58));
    let scheme = format!("int4:{long}").parse::<quantscope::Scheme>().unwrap_err();
    let data = long.parse::<quantscope::data::DataSpec>().unwrap_err();
    let tensor = quantscope::Tensor::new(&long, &[2], vec![1.0]).unwrap_err();
    for said in [scheme.to_string(), data.to_string(), tensor.to_string()] {
        assert!(said.contains(&quoted) && said.len() < 600, "{said}");
    }
}
