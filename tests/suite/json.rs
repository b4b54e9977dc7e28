//! Arrays of numbers as JSON.
#![cfg(not(target_arch = "wasm32"))]

use quantscope::file::read::{FileError, Format, Note, load, open};

fn read(text: &str) -> (Vec<usize>, Vec<f32>, Vec<Note>) {
    let loaded = load("a.json", text.as_bytes(), None).unwrap_or_else(|e| panic!("{text}: {e}"));
    (loaded.tensor.shape().to_vec(), loaded.tensor.values().to_vec(), loaded.notes)
}

#[test]
fn arrays_of_any_rank_are_read() {
    for (text, shape, values) in [
        ("[1, 2.5, -3e-2]", vec![3], vec![1.0, 2.5, -0.03]),
        ("\u{feff}[[1,2],[3,4],[5,6]]\n", vec![3, 2], vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0]),
        (" [[[1],[2]],[[3],[4]]] ", vec![2, 2, 1], vec![1.0, 2.0, 3.0, 4.0]),
        ("42", vec![], vec![42.0]),
        ("[Infinity, -Infinity, 0, -0.0]", vec![4], vec![f32::INFINITY, f32::NEG_INFINITY, 0.0, -0.0]),
    ] {
        assert_eq!(read(text), (shape, values, vec![]), "{text}");
    }
    assert!(read("[NaN]").1[0].is_nan());
    assert_eq!(read("[1e99]").2, [Note::Overflowed { count: 1 }]);
    assert_eq!(read("[true, false]").1, [1.0, 0.0]);
    assert_eq!(read("[true, false]").2, [Note::Booleans { count: 2 }]);
}

const OBJECT: &str = r#"{"w": [[1, 2], [3, 4]], "name": "layer [0]", "bias": [0.5, null],
    "more": {"deep": [[], {"x": -1.5e3}]}, "\u0062/\ud83d\ude42": [7]}"#;

#[test]
fn an_object_is_a_list_of_its_arrays() {
    let listing = open("o.json", OBJECT.as_bytes()).unwrap();
    assert_eq!(listing.format, Format::Json);
    let listed: Vec<_> =
        listing.entries.iter().map(|e| (e.name.as_str(), &e.shape[..], e.readable)).collect();
    assert_eq!(listed, [("w", &[2, 2][..], true), ("bias", &[2], true), ("b/\u{1F642}", &[1], true)]);
    let load = |entry| load("o.json", OBJECT.as_bytes(), entry);
    let skipped = Note::Skipped { names: "name, more".into() };
    let first = load(None).unwrap();
    assert_eq!(first.tensor.values(), [1.0, 2.0, 3.0, 4.0]);
    assert_eq!(first.notes, [Note::First { tensor: "w".into(), count: 3 }, skipped.clone()]);
    let last = load(Some("b/\u{1F642}")).unwrap();
    assert_eq!((last.tensor.name(), last.tensor.values()), ("b/\u{1F642}", &[7.0][..]));
    assert_eq!(last.notes, [skipped]);
    let bias = load(Some("bias")).unwrap();
    assert!(bias.tensor.values()[0] == 0.5 && bias.tensor.values()[1].is_nan());
    assert_eq!(bias.notes[0], Note::Missing { count: 1 });
}

#[test]
fn what_is_no_array_of_numbers_says_where() {
    for (text, words) in [
        ("[1, \"2\"]", &["line 1, byte 4", "“\"2\"”", "NaN"][..]),
        ("[1, {\"x\": 1}]", &["byte 4", "x"]),
        ("[{\"x\": 1}, 2]", &["byte 11", "“2]”"]),
        ("{\"x\": 1} {\"x\": 2}", &["byte 9"]),
        ("[[1, 2],\n [3]]", &["line 2, at byte 12", "1 elements", "2"]),
        ("[1, [2]]", &["byte 4", "numbers and arrays are mixed"]),
        ("[[1], 2]", &["byte 6", "numbers and arrays are mixed"]),
        ("[[], 2]", &["byte 5", "numbers and arrays are mixed"]),
        ("[1, 2", &["ends on line 1", "cut off"]),
        ("{\"a\": [1]", &["ends on line 1"]),
        ("[\"abc", &["ends"]),
        ("[1 2]", &["byte 3", "“2]”"]),
        ("[1,]", &["byte 3", "“]”"]),
        ("[01]", &["byte 1", "“01]”"]),
        ("[+1]", &["byte 1"]),
        ("[1.]", &["byte 1"]),
        ("[1] x", &["byte 4", "“x”"]),
        ("{\"a\" 1}", &["byte 5"]),
        ("{a: 1}", &["byte 1"]),
        ("[nul]", &["“nul]”"]),
        ("[\"\\q\"]", &["byte 1"]),
        ("[]", &["shape 0", "no values"]),
        ("[[], []]", &["2×0"]),
        ("{}", &["no tensor"]),
        ("{\"a\": 1}", &["no tensor"]),
    ] {
        let error = load("a.json", text.as_bytes(), None).unwrap_err().to_string();
        for word in words.iter().chain(&["a.json"]) {
            assert!(error.contains(word), "{text:?}: {error} lacks {word}");
        }
    }
}

#[test]
fn what_pandas_writes_is_read() {
    let nan = |x: f32| if x.is_nan() { "nan".into() } else { x.to_string() };
    for (text, shape, values, listed) in [
        ("[1, 2]\n[3, 4]\n", vec![2, 2], "1 2 3 4", vec!["a.json"]),
        ("1\n2\r\n3", vec![3], "1 2 3", vec!["a.json"]),
        (
            "[{\"x\": 1, \"y\": 2}, {\"x\": 3, \"y\": null}]",
            vec![2, 2],
            "1 2 3 nan",
            vec!["a.json", "x", "y"],
        ),
        ("{\"x\": 1, \"s\": \"t\"}\n{\"x\": 3}\n", vec![2], "1 3", vec!["x"]),
        ("{\"y\": 1}\n{\"x\": 3, \"y\": 2}\n", vec![2, 2], "1 nan 2 3", vec!["a.json", "y", "x"]),
        ("{\"x\": [1, 2]}\n{\"x\": [3, 4]}\n", vec![2, 2], "1 2 3 4", vec!["x"]),
        (
            "{\"x\": {\"0\": 1, \"1\": 3}, \"y\": {\"0\": 2, \"1\": 4}}",
            vec![2, 2],
            "1 2 3 4",
            vec!["a.json", "x", "y"],
        ),
        (
            "{\"columns\": [\"a\"], \"index\": [0], \"data\": [[1.5]]}",
            vec![1, 1],
            "1.5",
            vec!["columns", "index", "data"],
        ),
        (
            "{\"schema\": {}, \"data\": [{\"x\": 1, \"y\": 2}]}",
            vec![1, 2],
            "1 2",
            vec!["data", "data/x", "data/y"],
        ),
        (
            "{\"index\": [0], \"columns\": [7], \"data\": [[2]]}",
            vec![1, 1],
            "2",
            vec!["index", "columns", "data"],
        ),
    ] {
        let (found_shape, found, _) = read(text);
        let found: Vec<String> = found.into_iter().map(nan).collect();
        assert_eq!((found_shape, found.join(" ")), (shape, values.into()), "{text}");
        let entries = open("a.json", text.as_bytes()).unwrap().entries;
        assert_eq!(entries.iter().map(|e| &*e.name).collect::<Vec<_>>(), listed, "{text}");
    }
}

#[test]
fn keys_that_are_given_twice_are_both_within_reach() {
    let text = r#"{"w": [1], "w ": [2], "w": [3]}"#;
    let of = |key| load("a.json", text.as_bytes(), Some(key)).unwrap().tensor.values()[0];
    assert_eq!([of("w"), of("w "), of("w (1)")], [3.0, 2.0, 1.0], "the last one counts, as in Python");
}

#[test]
fn depth_is_limited() {
    let nested = |depth: usize| [&"[".repeat(depth), "1", &"]".repeat(depth)].concat();
    assert_eq!(read(&nested(64)).0, [1; 64]);
    for text in [nested(65), "[".repeat(1_000_000), format!("{{\"a\":{}", "{\"a\":".repeat(100_000))] {
        let error = load("deep.json", text.as_bytes(), None).unwrap_err();
        assert!(matches!(error, FileError::JsonDepth { limit: 64, .. }), "{error}");
    }
}

#[test]
fn objects_in_objects_are_listed_by_their_path() {
    let text = r#"{"layer": {"0": {"w": [[1, 2]], "name": "a"}, "b": [3]}, "meta": {"tags": ["x"]}}"#;
    let names: Vec<String> =
        open("a.json", text.as_bytes()).unwrap().entries.into_iter().map(|entry| entry.name).collect();
    assert_eq!(names, ["layer/0/w", "layer/b"]);
    let loaded = load("a.json", text.as_bytes(), Some("layer/0/w")).unwrap();
    assert_eq!((loaded.tensor.shape(), loaded.tensor.values()), (&[1, 2][..], &[1.0, 2.0][..]));
    assert_eq!(loaded.notes, [Note::Skipped { names: "layer/0/name, meta".into() }]);
    let deep = format!("{}[1]{}", r#"{"a":"#.repeat(1000), "}".repeat(1000));
    assert!(load("a.json", deep.as_bytes(), None).is_err());
}

#[test]
fn words_of_strict_json_for_what_is_not_finite_are_values() {
    let values = read(r#"[1, "NaN", "Infinity", "-Infinity"]"#).1;
    assert!(values[1].is_nan() && values[2..] == [f32::INFINITY, f32::NEG_INFINITY], "{values:?}");
    let error = load("a.json", br#"[1, "2"]"#, None).unwrap_err().to_string();
    assert!(error.contains("\"2\""), "{error}");
}

#[test]
fn numbers_that_float32_lacks_are_counted() {
    assert_eq!(read("[16777217, 16777216, 0.1]").2, [Note::WholeRounded { count: 1 }]);
    assert_eq!(read("[1e-400, 0e5]").2, [Note::Underflowed { count: 1 }]);
    assert_eq!(
        read(r#"[{"x": 16777217, "y": 1e-400}]"#).2,
        [Note::WholeRounded { count: 1 }, Note::Underflowed { count: 1 }]
    );
}
