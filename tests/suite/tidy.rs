//! The invariants of ARCHITECTURE.md that a text can break.
#![cfg(not(target_arch = "wasm32"))]

use std::{
    fs,
    path::{Path, PathBuf},
};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below `directory` with one of the endings, and what is in them.
fn files(directory: &str, endings: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut open = vec![root().join(directory)];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            // What is built or fetched is not ours.
            let name = path.file_name().unwrap().to_string_lossy();
            if name != "pkg" && name != "node_modules" && name != "target" {
                open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            }
        } else if path.extension().is_some_and(|e| endings.iter().any(|x| e == *x)) {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    found.sort();
    assert!(!found.is_empty(), "{directory} has no files");
    found
}

/// Fails if a file of `directory`, or the file itself, contains one of the words outside its comments.
fn forbid(place: &str, words: &[&str], why: &str) {
    for (path, text) in files(place, &["rs", "js"]) {
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap();
            for word in words {
                assert!(!code.contains(word), "{}:{}: {word}: {why}", path.display(), number + 1);
            }
        }
    }
}

/// The modules of the crate, each after those it may name: data flows one way. `file` has two halves, which may name different ones.
const LAYERS: [&str; 17] = [
    "sentence",
    "shortest",
    "wide",
    "quantizer",
    "tensor",
    "ggml",
    "file/read",
    "data",
    "kernels",
    "sorted",
    "scheme",
    "analysis",
    "survey",
    "file/write",
    "lab",
    "figure",
    "web",
];

/// What some may not name although it comes before them.
const APART: [(&str, &[&str]); 5] = [
    ("sorted", &["file", "data"]),
    ("kernels", &["tensor", "file", "data"]),
    ("scheme", &["file", "data"]),
    // Whoever surveys a model reads it.
    ("survey", &["file", "data"]),
    // A figure gets what it draws.
    ("figure", &["quantizer", "tensor", "file", "data", "kernels", "sorted", "scheme", "analysis", "lab"]),
];

/// A file's layer, from its path below src/.
fn layer_of(path: &Path) -> String {
    let inside = path.strip_prefix(root().join("src")).unwrap();
    let parts: Vec<String> =
        inside.with_extension("").iter().map(|part| part.to_string_lossy().into()).collect();
    if parts[0] == "file" && parts[1] != "mod" { parts[..2].join("/") } else { parts[0].clone() }
}

/// The modules and root items of the crate that a file names outside of comments and tests.
fn named(text: &str) -> Vec<&str> {
    let code = text.split("#[cfg(test)]").next().unwrap();
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let begun = code[..at].rfind('\n').map_or(0, |end| end + 1);
        if code[begun..at].contains("//") {
            continue;
        }
        let after = &code[at + "crate::".len()..];
        match after.strip_prefix('{') {
            None => found.push(first_word(after)),
            Some(list) => found.extend(items(list)),
        }
    }
    found
}

fn first_word(text: &str) -> &str {
    let text = text.trim_start();
    &text[..text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())]
}

/// The first word of each item of a list in braces, whose opening brace is read already.
fn items(list: &str) -> Vec<&str> {
    let (mut depth, mut begun, mut found) = (1, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || depth == 1 && c == ',' {
            found.push(first_word(&list[begun..at]));
            begun = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    found.retain(|word| !word.is_empty());
    found
}

#[test]
fn a_layer_names_only_those_below_it() {
    // Root items, and the layers they come from.
    let home = |name: &str| match name {
        "Tensor" => "tensor".to_owned(),
        "Scheme" => "scheme".to_owned(),
        "Quantized" | "Report" => "analysis".to_owned(),
        other => other.to_owned(),
    };
    for (path, text) in files("src", &["rs"]) {
        let layer = layer_of(&path);
        if path.ends_with("src/lib.rs") || path.ends_with("tests.rs") || layer == "file" {
            continue;
        }
        let place = LAYERS.iter().position(|known| *known == layer);
        let place = place.unwrap_or_else(|| panic!("{}: LAYERS says nothing of it", path.display()));
        let apart = APART.iter().find(|(of, _)| *of == layer).map_or(&[][..], |(_, names)| names);
        for name in named(&text).into_iter().map(home) {
            let below =
                LAYERS[..=place].iter().any(|known| *known == name || known.split('/').next() == Some(&name));
            let allowed = below && !apart.contains(&name.as_str());
            assert!(allowed, "{}: crate::{name}: data flows one way", path.display());
        }
    }
}

#[test]
fn only_the_web_layer_knows_the_browser_and_only_figures_draw() {
    for (path, text) in files("src", &["rs"]) {
        let layer = layer_of(&path);
        for word in ["web_sys", "js_sys", "wasm_bindgen"] {
            assert!(
                layer == "web" || !text.contains(word),
                "{}: {word}: this layer runs anywhere",
                path.display()
            );
        }
        let draws = layer == "web" || layer == "figure" || layer == "lib";
        assert!(draws || !text.contains("plotters"), "{}: this layer draws nothing", path.display());
    }
}

#[test]
fn what_a_file_names_is_found_in_lists_too() {
    let text = "use crate::{\n    Tensor,\n    kernels::{Level, abs},\n    scheme,\n};\nfn f() { crate::lab::g(); } // crate::web\n";
    assert_eq!(named(text), ["Tensor", "kernels", "scheme", "lab"]);
}

#[test]
fn the_web_layer_has_no_algorithm() {
    for (path, text) in files("src/web", &["rs"]) {
        let forbidden = ["values()", "crate::kernels"];
        for word in forbidden {
            assert!(!text.contains(word), "{}: {word}: decode, one call, encode", path.display());
        }
    }
}

#[test]
fn nothing_in_src_depends_on_time_chance_or_hash_order() {
    let words = ["Instant::", "SystemTime", "HashMap", "HashSet", "thread_rng", "rand::rng", "getrandom"];
    forbid("src", &words, "results are the same every time");
}

#[test]
fn nothing_is_unsafe() {
    for (path, text) in files("src", &["rs"]) {
        assert!(!text.contains("unsafe {") && !text.contains("unsafe fn"), "{}", path.display());
    }
    assert!(fs::read_to_string(root().join("src/lib.rs")).unwrap().contains("#![forbid(unsafe_code)]"));
}

#[test]
fn one_module_touches_the_address() {
    for (path, text) in files("www", &["js"]) {
        if !path.ends_with("url.js") {
            let code: String = text.lines().map(|line| line.split("//").next().unwrap()).collect();
            // A page that is loaded anew keeps its address.
            let code = code.replace("location.reload()", "");
            for word in ["location.", "history.", "window.location"] {
                assert!(!code.contains(word), "{}: {word}: only url.js may", path.display());
            }
        }
    }
}

#[test]
fn two_modules_know_where_the_modules_lie() {
    for (path, text) in files("www", &["js"]) {
        // site/offline.js is an entry of its own.
        if !["beside.js", "instance.js", "offline.js"].iter().any(|name| path.ends_with(name)) {
            let code: String = text.lines().map(|line| line.split("//").next().unwrap()).collect();
            assert!(!code.contains("import.meta"), "{}: only beside.js and instance.js may", path.display());
        }
    }
}

#[test]
fn no_text_becomes_markup_or_code() {
    let words = ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"];
    forbid("www", &words, "texts are set as text");
    for name in ["index.html", "embed.html"] {
        let page = fs::read_to_string(root().join(name)).unwrap();
        assert!(!page.contains("style=") && !page.contains("onclick") && !page.contains("<style"), "{name}");
    }
}

#[test]
fn every_module_says_what_it_is() {
    for (path, text) in ["src", "cli", "xtask/src"].into_iter().flat_map(|place| files(place, &["rs"])) {
        assert!(text.starts_with("//!"), "{} needs a head", path.display());
    }
    for (path, text) in files("www", &["js"]) {
        let folder = path.parent().unwrap();
        let texts = folder.ends_with("i18n") || folder.ends_with("lessons");
        let catalogue = texts && text.starts_with("export default {");
        assert!(catalogue || text.starts_with("//"), "{} needs a head", path.display());
    }
}

#[test]
fn no_file_is_more_than_one_can_hold_in_mind() {
    for place in ["src", "cli", "www", "xtask", "tests", "fuzz", "benches"] {
        for (path, text) in files(place, &["rs", "js", "mjs", "cjs", "ts"]) {
            let catalogue = path.parent().unwrap().ends_with("i18n");
            assert!(catalogue || text.lines().count() <= 400, "{} is too long", path.display());
        }
    }
}
