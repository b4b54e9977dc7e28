//! The lessons of www/lessons: their form, and every number and claim of theirs measured by the crate.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use quantscope::{
    Report, Scheme, Tensor,
    analysis::{
        Summary,
        integers::{Bias, Products, Size, Stored, filter},
        stream::Course,
    },
    kernels::Level,
    lab::{ConvolutionRequest, Lab, StreamRequest},
    source::{self, DataSpec, generate},
};

#[path = "support/expression.rs"]
mod expression;
#[path = "support/lesson.rs"]
mod lesson;

use expression::{Value, evaluate};
use lesson::{Lesson, Question, State, Step};

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The files of the lessons in their order, and what is in them.
fn lessons() -> Vec<(String, Lesson)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(path("www/lessons")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.starts_with(|c: char| c.is_ascii_digit()) {
            let text = fs::read_to_string(path("www/lessons").join(&name)).unwrap();
            let json = text.strip_prefix("export default ").and_then(|t| t.trim_end().strip_suffix(';'));
            let lesson = serde_json::from_str(json.unwrap_or_else(|| panic!("{name} is not one object")));
            found.push((name.clone(), lesson.unwrap_or_else(|e| panic!("{name}: {e}"))));
        }
    }
    found.sort_by(|(p, _), (q, _)| p.cmp(q));
    found
}

/// Every step, with what to call it.
fn steps(lessons: &[(String, Lesson)]) -> impl Iterator<Item = (String, &Step)> {
    lessons.iter().flat_map(|(name, lesson)| {
        lesson.steps.iter().enumerate().map(move |(i, step)| (format!("{name}, step {}", i + 1), step))
    })
}

fn tensor(data: &str) -> Tensor {
    match data.parse().unwrap() {
        DataSpec::Generated(generator) => generate(&generator).unwrap(),
        DataSpec::Values(values) => values.tensor().unwrap(),
        DataSpec::Sample { name, options } => {
            let file = format!("{name}.safetensors");
            let bytes = fs::read(path("www/samples").join(&file)).unwrap_or_else(|e| panic!("{file}: {e}"));
            source::load(&file, &bytes, None).unwrap().with(options).unwrap().tensor
        }
        DataSpec::File { name, .. } => panic!("nobody else has {name}"),
    }
}

/// A tensor, its summary, and its measures by scheme.
struct Data {
    tensor: Tensor,
    summary: BTreeMap<&'static str, f64>,
    schemes: BTreeMap<String, BTreeMap<String, f64>>,
    streams: BTreeMap<String, BTreeMap<String, f64>>,
}

impl Data {
    fn new(data: &str) -> Self {
        let tensor = tensor(data);
        let Summary { min, max, mean, sd, .. } = Summary::new(Level::new(), &tensor);
        let count = tensor.values().len() as f64;
        let summary =
            [("min", min.into()), ("max", max.into()), ("mean", mean), ("sd", sd), ("count", count)].into();
        Self { tensor, summary, schemes: BTreeMap::new(), streams: BTreeMap::new() }
    }

    fn measures(&mut self, scheme: &str) -> &BTreeMap<String, f64> {
        self.schemes.entry(scheme.to_owned()).or_insert_with(|| {
            let measures = Report::new(Level::new(), &self.tensor, &scheme.parse().unwrap()).measures;
            let json = serde_json::to_value(measures).unwrap();
            let number = |value: &serde_json::Value| value.as_f64().unwrap_or(f64::NAN);
            json.as_object().unwrap().iter().map(|(key, value)| (key.clone(), number(value))).collect()
        })
    }
}

impl Data {
    /// What the Stream view tells of a state, by the names of expressions.
    fn stream(&mut self, state: &State) -> &BTreeMap<String, f64> {
        let key = state.keys().map(|key| format!("{key}={} ", state.print(key))).collect();
        let tensor = &self.tensor;
        self.streams.entry(key).or_insert_with(|| {
            let whole = |key: &str, usual: usize| state.number(key).map_or(usual, |number| number as usize);
            let request = StreamRequest {
                scheme: state.text(state.get("scheme").unwrap_or("a")).parse().unwrap(),
                rows: whole("batch", 1),
                first: whole("first", 8),
                constant: state.number("average").unwrap_or(0.01),
            };
            let frame = Lab::new(tensor.clone()).stream(&request);
            let count = frame.batches.count() as f64;
            let named = ["first", "all", "average", "dynamic"].into_iter().zip(&frame.courses);
            named
                .flat_map(|(name, course)| numbers(name, course))
                .chain([("count".to_owned(), count)])
                .collect()
        })
    }
}

/// What expressions may say of one calibration.
fn numbers(name: &str, course: &Course) -> [(String, f64); 3] {
    [
        (format!("{name}_sqnr_db"), course.total_sqnr_db),
        (format!("{name}_clipped"), course.total_clipped),
        (format!("{name}_batches_clipped"), course.batches_clipped() as f64),
    ]
}

/// All that the lessons speak of, each measured once.
#[derive(Default)]
struct Measured(RefCell<BTreeMap<String, Data>>);

impl Measured {
    /// What a name of an expression is in a state.
    fn value(&self, state: &State, name: &str) -> Option<f64> {
        let (of, key) = name.split_once('.')?;
        let mut all = self.0.borrow_mut();
        let data = all.entry(state.text("data").to_owned()).or_insert_with_key(|text| Data::new(text));
        match of {
            "data" => data.summary.get(key).copied(),
            "stream" => data.stream(state).get(key).copied(),
            "a" | "b" => data.measures(state.text(of)).get(key).copied(),
            "padding" | "bias" => integers(data, state).get(name).copied(),
            "product" => product(key),
            _ => None,
        }
    }

    fn number(&self, place: &str, state: &State, text: &str) -> f64 {
        match evaluate(text, &|name| self.value(state, name)) {
            Ok((Value::Number(number), _)) if number.is_finite() => number,
            other => panic!("{place}: {text} is no number: {other:?}"),
        }
    }

    /// Whether a claim holds, with the values of what it names.
    fn holds(&self, place: &str, state: &State, text: &str) -> (bool, Vec<(String, f64)>) {
        match evaluate(text, &|name| self.value(state, name)) {
            Ok((Value::Holds(holds), met)) if !met.is_empty() => (holds, met),
            other => panic!("{place}: {text} compares nothing measured: {other:?}"),
        }
    }
}

/// What the Integer arithmetic view shows of a state's convolution.
fn integers(data: &Data, state: &State) -> BTreeMap<String, f64> {
    let request = ConvolutionRequest {
        schemes: ["a", "b"].map(|key| state.text(key).parse().unwrap()),
        scene: state.get("image") == Some("scene"),
        filter: filter(state.get("filter").unwrap_or("blur")).unwrap(),
        weights: "int8".parse().unwrap(),
    };
    let done = Lab::new(data.tensor.clone()).convolution(&request).unwrap();
    let mut found = BTreeMap::new();
    for (way, of) in ["symmetric", "asymmetric", "mistaken"].into_iter().zip(&done.ways) {
        for (part, deviation) in [("border", of.border), ("inner", of.inner)] {
            found.insert(format!("padding.{way}_{part}_rmse"), deviation.rmse);
            found.insert(format!("padding.{way}_{part}_max"), deviation.max_abs_error);
        }
    }
    let most = |stored: fn(&Bias) -> Stored| {
        let errors = done.biases.iter().map(|bias| (stored(bias).value - bias.bias).abs());
        errors.fold(0.0, f64::max)
    };
    found.insert("bias.wide_error".to_owned(), most(|bias| bias.wide));
    found.insert("bias.narrow_error".to_owned(), most(|bias| bias.narrow));
    found
}

/// What the view shows first of a product.
fn product(key: &str) -> Option<f64> {
    let asymmetric: Scheme = "int8:asym".parse().unwrap();
    let products = Products::new(Size { m: 128, k: 128, n: 128 }, [asymmetric; 2], 1).unwrap();
    let terms = products.terms(0, 0).unwrap();
    match key {
        "sum" => Some(terms.sum().into()),
        "defined" => Some(terms.defined.into()),
        "za" => Some(terms.zeros.a.into()),
        "zw" => Some(terms.zeros.w.into()),
        _ => None,
    }
}

#[test]
fn the_course_has_its_form() {
    let lessons = lessons();
    assert_eq!(lessons.len(), 12);
    let mut ids = BTreeSet::new();
    for (i, (name, lesson)) in lessons.iter().enumerate() {
        assert_eq!(*name, format!("{:02}-{}.js", i + 1, lesson.id));
        assert!(ids.insert(&lesson.id), "{name}: another lesson has this id");
        assert!((3..=15).contains(&lesson.minutes), "{name}");
        assert!((4..=7).contains(&lesson.steps.len()), "{name}: {} steps", lesson.steps.len());
        assert!(lesson.steps.iter().any(|step| step.question.is_some()), "{name} asks nothing");
        assert!(lesson.notes.placeholders().is_empty(), "{name}: notes belong to no state");
    }
}

#[test]
fn every_state_is_whole_legal_and_canonical() {
    let source = fs::read_to_string(path("www/state/state.js")).unwrap();
    let keys: Vec<&str> =
        source.split("{ name: '").skip(1).map(|rest| rest.split('\'').next().unwrap()).collect();
    let views = source.split("VIEWS = Object.freeze([").nth(1).unwrap().split(']').next().unwrap();
    let view = |name: &str| views.contains(&format!("'{name}'"));
    let lessons = lessons();
    for (place, step) in steps(&lessons) {
        for key in ["data", "a", "b", "view"] {
            assert!(step.state.get(key).is_some(), "{place}: a link to it needs {key}");
        }
        for state in [Some(&step.state), step.before().as_ref()].into_iter().flatten() {
            for key in state.keys() {
                assert!(keys.contains(&key), "{place}: no state has {key}");
            }
            let data: DataSpec = state.text("data").parse().unwrap_or_else(|e| panic!("{place}: {e}"));
            assert_eq!(data.to_string(), state.text("data"), "{place}");
            for scheme in ["a", "b"].map(|key| state.text(key)) {
                let parsed: Scheme = scheme.parse().unwrap_or_else(|e| panic!("{place}: {e}"));
                assert_eq!(parsed.to_string(), scheme, "{place}");
            }
            assert!(view(state.text("view")), "{place}: no view {}", state.text("view"));
        }
    }
}

#[test]
fn every_text_is_in_both_languages_with_the_same_numbers() {
    let lessons = lessons();
    for (name, lesson) in &lessons {
        lesson.title.check(name);
        lesson.notes.check(name);
    }
    for (place, step) in steps(&lessons) {
        step.options().for_each(|option| option.check(&place));
        for text in step.texts() {
            text.check(&place);
            text.check_untyped(&place);
        }
        let words = step.text.en.split_whitespace().count();
        assert!(words <= 75, "{place}: {words} words are too many to read from a wall");
    }
}

#[test]
fn every_number_of_a_text_is_one() {
    let (measured, lessons) = (Measured::default(), lessons());
    let mut count = 0;
    for (place, step) in steps(&lessons) {
        for text in step.texts() {
            for expression in text.placeholders() {
                measured.number(&place, &step.state, expression.split('|').next().unwrap());
                count += 1;
            }
        }
        // Before the guess the picture is another, and what asks must not speak of the answer's.
        if let Some(before) = step.before() {
            for expression in step.asked().iter().flat_map(|text| text.placeholders()) {
                let expression = expression.split('|').next().unwrap();
                let both = [&before, &step.state].map(|state| measured.number(&place, state, expression));
                assert!(both[0] == both[1], "{place}: {expression} changes with the answer");
            }
        }
    }
    println!("{count} numbers of texts measured");
}

#[test]
fn every_claim_holds() {
    let (measured, lessons) = (Measured::default(), lessons());
    let (mut claims, mut questions, mut wrong) = (0, 0, Vec::new());
    for (place, step) in steps(&lessons) {
        let mut say = |claim: &str, expected: bool| {
            let (holds, met) = measured.holds(&place, &step.state, claim);
            claims += 1;
            if holds != expected {
                wrong.push(format!("{place}: {claim} is {holds} with {met:?}"));
            }
        };
        step.claims.iter().for_each(|claim| say(claim, true));
        assert!(!step.claims.is_empty(), "{place} claims nothing");
        match &step.question {
            Some(Question::Choice { options, answer, .. }) => {
                questions += 1;
                assert!((2..=5).contains(&options.len()) && *answer < options.len(), "{place}");
                let told = options.iter().filter(|option| option.when.is_some()).count();
                assert!(told == 0 || told == options.len(), "{place}: every option is held, or none");
                for (i, option) in options.iter().enumerate() {
                    option.when.iter().for_each(|when| say(when, i == *answer));
                }
            }
            Some(Question::Slider { answer, range: [lo, hi], .. }) => {
                questions += 1;
                let answer = measured.number(&place, &step.state, answer);
                let at = (answer - lo) / (hi - lo);
                assert!((0.05..=0.95).contains(&at), "{place}: {answer} in {lo}..{hi}");
            }
            Some(Question::Challenge { goals, solution, .. }) => {
                questions += 1;
                let parsed: Scheme = solution.parse().unwrap();
                assert_eq!(parsed.to_string(), *solution, "{place}");
                let met = |state: &State| goals.iter().all(|goal| measured.holds(&place, state, goal).0);
                assert!(!met(&step.state), "{place}: there is nothing to do");
                assert!(met(&step.state.with_b(solution)), "{place}: {solution} is no solution");
            }
            None => {}
        }
    }
    println!("{claims} claims and {questions} questions of {} steps checked", steps(&lessons).count());
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn expressions_are_read_as_the_page_reads_them() {
    let scope = |name: &str| (name == "a.mse").then_some(0.25);
    let number = |text: &str| evaluate(text, &scope).unwrap().0;
    for (text, value) in [
        ("1 + 2 * 3", 7.0),
        ("7 - 2 - 1", 4.0),
        ("8 / 4 / 2", 1.0),
        ("2 ^ 3 ^ 2", 512.0),
        ("-2 ^ 2", -4.0),
        ("2 ^ -1", 0.5),
        ("6 - -1", 7.0),
        ("1e-3 * 2.5", 0.0025),
        ("log2(8) + log10(100) + sqrt(9) + min(4, 1, 2)", 9.0),
        ("a.mse * 4", 1.0),
    ] {
        assert_eq!(number(text), Value::Number(value), "{text}");
    }
    assert_eq!(number("a.mse < 0.25"), Value::Holds(false));
    assert_eq!(number("a.mse <= 0.25"), Value::Holds(true));
    for text in ["", "1 +", "(1", "1 2", "a.bias", "b", "abs 1", "a.mse = 1", "1 < 2 < 3", "eval(1)", "()"] {
        assert!(evaluate(text, &scope).is_err(), "{text}");
    }
}
