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

#[test]
fn only_the_web_layer_knows_the_browser() {
    for place in ["src/data", "src/file", "src/scheme", "src/kernels", "src/analysis", "src/figure"] {
        forbid(place, &["web_sys", "js_sys", "wasm_bindgen"], "this layer runs anywhere");
    }
    for place in ["src/data", "src/file", "src/scheme", "src/kernels", "src/analysis"] {
        forbid(place, &["plotters", "crate::figure"], "this layer draws nothing");
    }
    forbid("src/figure", &["crate::kernels", "crate::lab"], "a figure runs no kernel");
    forbid("src/kernels", &["crate::scheme", "crate::data", "crate::file"], "data flows one way");
    for place in ["src/data", "src/file/read"] {
        forbid(place, &["crate::scheme", "crate::kernels", "crate::analysis"], "data flows one way");
    }
    forbid("src/file/read", &["crate::data"], "data flows one way");
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
    for (path, text) in files("src", &["rs"]).into_iter().chain(files("xtask/src", &["rs"])) {
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
    for place in ["src", "www", "xtask/src", "tests", "fuzz", "benches", "examples"] {
        for (path, text) in files(place, &["rs", "js", "mjs"]) {
            let catalogue = path.parent().unwrap().ends_with("i18n");
            assert!(catalogue || text.lines().count() <= 400, "{} is too long", path.display());
        }
    }
}
