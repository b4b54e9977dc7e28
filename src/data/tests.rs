//! Tests of the data notation.

use proptest::prelude::*;

use super::*;
use crate::file::read::{Decimal, Element, Raw};

fn parse(text: &str) -> DataSpec {
    text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
}

#[test]
fn prints_canonically() {
    for (given, canonical) in [
        ("normal", "normal"),
        ("  normal:256x256:seed=1:mean=0:sd=1 ", "normal"),
        ("normal:mean=-0", "normal"),
        ("student:df=3:seed=007", "student:seed=7"),
        ("student:outliers=1e-3x2e1:df=4.50:64x32", "student:64x32:df=4.5:outliers=0.001x20"),
        ("laplace:n=256", "laplace:n=256"),
        ("llm:1x5", "llm:1x5"),
        ("relu:point=-0:seed=2", "relu:seed=2:point=0"),
        ("file(a/b):point=12.50:axis=1", "file(a/b):axis=1:point=12.5"),
        ("sample(a):point=-3e2", "sample(a):point=-300"),
        (
            "uniform:channels=2x20:outliers=0.5x3xneg:sd=1e-12",
            "uniform:sd=1e-12:outliers=0.5x3xneg:channels=2x20",
        ),
        ("relu:mean=1e300", "relu:mean=1e300"),
        ("lognormal:sd=0.50", "lognormal:sd=0.5"),
        ("bimodal:seed=2:mean=0", "bimodal:seed=2"),
        ("gelu:4x4", "gelu:4x4"),
        ("silu:mean=-1.0", "silu:mean=-1"),
        ("softmax:sd=4:32x64", "softmax:32x64:sd=4"),
        ("sample(minilm_l0_query_weight)", "sample(minilm_l0_query_weight)"),
        ("file(my model:v2 (1).npy)", "file(my model:v2 (1).npy)"),
        ("file(a.safetensors/x/y:z)=))", "file(a.safetensors/x/y:z)=))"),
        ("file(a.npz/w):axis=0", "file(a.npz/w)"),
        ("file(a.npz/w):axis=03", "file(a.npz/w):axis=3"),
        ("sample(conv):axis=1", "sample(conv):axis=1"),
        ("file(a.csv/x):axis=1:decimal=comma", "file(a.csv/x):decimal=comma:axis=1"),
        ("file( a.csv/w ):decimal=point", "file( a.csv/w ):decimal=point"),
        ("file(a.bin):2x3x4:axis=1:bf16", "file(a.bin):bf16:2x3x4:axis=1"),
        ("file(a.bin):n=7:f8_e4m3fnuz", "file(a.bin):f8_e4m3fnuz:n=7"),
        ("file(a).f16:4x4)", "file(a).f16:4x4)"),
        ("values( 1, +2 ,3.50, -0, NaN,-Infinity,1e-40)", "values(1,2,3.5,-0,nan,-inf,1e-40)"),
        ("values\u{ff08}1\u{ff0c}\u{ff12}\u{3001}3\u{ff09}", "values(1,2,3)"),
        ("normal\u{ff1a}n\u{ff1d}16", "normal:n=16"),
        ("file\u{ff08}\u{6743}\u{ff0c}1\u{ff09}\u{ff1a}axis\u{ff1d}1", "file(\u{6743}\u{ff0c}1):axis=1"),
        ("file(a\u{ff09}.npy)", "file(a\u{ff09}.npy)"),
        ("url(https://a.example/w.safetensors)", "url(https://a.example/w.safetensors)"),
        (
            "url( https://a.example/x(1).npz?v=2|a|b) ):axis=01",
            "url(https://a.example/x(1).npz?v=2|a|b) ):axis=1",
        ),
        ("url(http://127.0.0.1:80/m/*|w):point=2:axis=1", "url(http://127.0.0.1:80/m/*|w):axis=1:point=2"),
        ("url(https://a.example/a.bin):n=7:f16", "url(https://a.example/a.bin):f16:n=7"),
        ("url(a-b/c.d_1)", "url(a-b/c.d_1)"),
        ("url(a/b/*|w)", "url(a/b|w)"),
        (
            "url\u{ff08}https://a.example/\u{ff0c}|\u{ff0c}\u{ff09}\u{ff1a}axis\u{ff1d}1",
            "url(https://a.example/\u{ff0c}|\u{ff0c}):axis=1",
        ),
        ("values(1,2,3,4):2x2", "values(1,2,3,4):2x2"),
        ("values(1,2):n=2", "values(1,2)"),
    ] {
        assert_eq!(parse(given).to_string(), canonical, "{given}");
    }
}

#[test]
fn names_the_offending_part_and_what_is_accepted() {
    for (given, key, words) in [
        ("", "error.data.kind", &["“”", "normal, laplace"][..]),
        ("gauss:4x4", "error.data.kind", &["“gauss”", "lognormal, bimodal", "values(1,2,3.5)"]),
        ("normal:df=4", "error.data.option", &["“df=4”", "normal", "seed=S"]),
        ("normal:", "error.data.option", &["“”"]),
        ("student:banana", "error.data.option", &["“banana”", "df=D"]),
        ("normal:seed=1:seed=2", "error.data.duplicate", &["“seed=2”", "seed"]),
        ("normal:4x4:n=3", "error.data.duplicate", &["“n=3”"]),
        ("normal:0x4", "error.data.shape", &["“0x4”"]),
        ("normal:-1x4", "error.data.shape", &["“-1x4”"]),
        ("normal:n=2.5", "error.data.shape", &["“n=2.5”"]),
        ("normal:4096x4097", "error.data.size", &["4096x4097", "16777216"]),
        ("normal:99999999999x1", "error.data.size", &["99999999999x1"]),
        ("normal:seed=4294967296", "error.data.seed", &["seed=4294967296"]),
        ("normal:seed=-1", "error.data.seed", &["seed=-1"]),
        ("normal:seed", "error.data.seed", &["seed="]),
        ("normal:mean=inf", "error.data.mean", &["mean=inf"]),
        ("normal:sd=0", "error.data.sd", &["sd=0"]),
        ("student:df=nan", "error.data.df", &["df=nan"]),
        ("normal:outliers=0x20", "error.data.outliers", &["outliers=0x20"]),
        ("normal:outliers=1.5x20", "error.data.outliers", &["1.5x20"]),
        ("normal:outliers=0.1x20xup", "error.data.outliers", &["xpos or xneg"]),
        ("normal:outliers=0.1x20xposx", "error.data.outliers", &["xpos or xneg"]),
        ("normal:channels=0x20", "error.data.channels", &["channels=0x20"]),
        ("normal:drift=0", "error.data.drift", &["drift=0", "last row"]),
        ("normal:drift=inf", "error.data.drift", &["drift=inf"]),
        ("normal:point=x", "error.data.point", &["point=x"]),
        ("sample(a):point=1e39", "error.data.point", &["point=1e39"]),
        ("normal:4x4:channels=5x20", "error.data.channel_count", &["5 columns", "only 4"]),
        ("sample(../secret)", "error.data.sample", &["../secret"]),
        ("sample(a):4x4", "error.data.option", &["“4x4”", "axis=K"]),
        ("sample(a)x", "error.data.sample", &["sample(a)x"]),
        ("sample(a):axis=-1", "error.data.axis", &["axis=-1", "0 to 63"]),
        ("file(a):axis=64", "error.data.axis", &["axis=64"]),
        ("file(a):axis=1:axis=1", "error.data.duplicate", &["axis=1"]),
        ("file(a):f32:f16:2x2", "error.data.duplicate", &["f16"]),
        ("file(a):f16", "error.data.raw", &["“:f16”", "f16:128x512"]),
        ("file(a):4x4", "error.data.raw", &["a dtype and a shape"]),
        ("file(a/w):f16:4x4", "error.data.raw", &["no named tensors"]),
        ("file(a):f12:4x4", "error.data.option", &["“f12”", "bf16", "n=N"]),
        ("file(a):f16:0x4", "error.data.option", &["“0x4”"]),
        ("file(a):f16:4", "error.data.option", &["“4”"]),
        ("file(a):f16:4294967296x4294967296", "error.data.option", &["“4294967296x4294967296”"]),
        ("file(a):decimal=semicolon", "error.data.decimal", &["decimal=semicolon", "decimal=comma"]),
        ("file(a):f16:4x4:decimal=comma", "error.data.raw", &["decimal=comma"]),
        ("sample(a):decimal=comma", "error.data.option", &["axis=K"]),
        ("file()", "error.data.file", &["file(NAME/TENSOR)"]),
        ("file(a.npy", "error.data.file", &["“file(a.npy”"]),
        ("url()", "error.data.url", &["url(OWNER/NAME)"]),
        ("url(https://a.example/x", "error.data.url", &["“url(https://a.example/x”"]),
        ("url(https://)", "error.data.url", &["https://HOST/PATH"]),
        ("url(https:///x)", "error.data.url", &["https:///x"]),
        ("url(https://a.example/a b)", "error.data.url", &["a b"]),
        ("url(file:///etc/passwd)", "error.data.url", &["file:///etc/passwd"]),
        ("url(javascript:alert(1))", "error.data.url", &["javascript"]),
        ("url(a/b/c)", "error.data.url", &["a/b/c"]),
        ("url(../b)", "error.data.url", &["../b"]),
        ("url(a)", "error.data.url", &["“url(a)”"]),
        ("url(a/b):axis=x", "error.data.axis", &["axis=x"]),
        ("url(a/b|w):f16:4x4", "error.data.raw", &["no named tensors"]),
        ("values(1,2", "error.data.values", &["values(1,2"]),
        ("values()", "error.data.value", &["position 1"]),
        ("values(1,two)", "error.data.value", &["“two”", "position 2"]),
        ("values(1e39)", "error.data.value", &["“1e39”", "float32"]),
        ("values(1,2):3x3", "error.data.values_shape", &["3x3", "9", "2"]),
        ("values(1,2):seed=3", "error.data.shape", &["“seed=3”"]),
        ("values(1,2)x", "error.data.values", &["“x”"]),
    ] {
        use crate::sentence::Sentence;
        let error = given.parse::<DataSpec>().unwrap_err();
        assert_eq!(error.key(), key, "{given}: {error}");
        for word in words {
            assert!(error.to_string().contains(word), "{given}: {error} lacks {word}");
        }
    }
}

#[test]
fn a_record_is_checked_like_a_string() {
    let record = serde_json::json!({
        "kind": "student", "shape": {"columns": 64}, "seed": 7, "df": 5.0,
        "outliers": {"fraction": 0.01, "magnitude": 20.0, "side": "pos"},
    });
    let mut generator: Generator = serde_json::from_value(record).unwrap();
    assert_eq!(generator.to_string(), "student:n=64:seed=7:df=5:outliers=0.01x20xpos");
    let back: Generator = serde_json::from_str(&serde_json::to_string(&generator).unwrap()).unwrap();
    assert_eq!(back, generator);
    generator.sd = f64::NAN;
    assert_eq!(generator.validate(), Err(DataError::Sd { given: "NaN".into() }));
}

#[test]
fn a_list_becomes_a_tensor() {
    let DataSpec::Values(literal) = parse("values(1,2,3,4,5,6):2x3") else { panic!("values are values") };
    let tensor = literal.tensor().unwrap();
    assert_eq!((tensor.rows(), tensor.columns()), (2, 3));
    assert_eq!(tensor.name(), "values(1,2,3,4,5,6):2x3");
}

fn positive() -> impl Strategy<Value = f64> {
    prop_oneof![
        1e-9..1e9,
        any::<f64>().prop_map(f64::abs).prop_filter("positive", |x| x.is_finite() && *x > 0.0)
    ]
}

fn generators() -> impl Strategy<Value = Generator> {
    let shape = prop_oneof![
        (1u32..4096, 1u32..4096).prop_map(|(r, c)| Shape::matrix(r, c)),
        (1u32..=1 << 24).prop_map(Shape::vector),
    ];
    let side = prop_oneof![Just(Side::Both), Just(Side::Pos), Just(Side::Neg)];
    let outliers = (1e-9..=1.0, positive(), side);
    let outliers = outliers.prop_map(|(fraction, magnitude, side)| Outliers { fraction, magnitude, side });
    let drift = prop_oneof![Just(1.0), positive()];
    let numbers = (any::<u32>(), -1e12..1e12, positive(), positive(), drift);
    let some = (proptest::option::of(outliers), points());
    (0..Kind::ALL.len(), shape, numbers, some, any::<u32>(), positive()).prop_map(
        |(kind, shape, (seed, mean, sd, df, drift), (outliers, point), count, magnitude)| {
            let kind = Kind::ALL[kind];
            let channels =
                (count % 2 == 0).then_some(Channels { count: 1 + count % shape.columns, magnitude });
            let df = if kind == Kind::Student { df } else { 3.0 };
            Generator { kind, shape, seed, mean, sd, df, outliers, channels, drift, point }
        },
    )
}

/// A value placed by hand, or none.
fn points() -> impl Strategy<Value = Option<f32>> {
    let value = any::<f32>().prop_filter("finite", |x| x.is_finite()).prop_map(|x| x + 0.0);
    proptest::option::of(value)
}

fn options() -> impl Strategy<Value = Options> {
    (0..64u32, points()).prop_map(|(axis, point)| Options { axis, point, decimal: None })
}

fn specs() -> impl Strategy<Value = DataSpec> {
    let literal =
        proptest::collection::vec(any::<u32>().prop_map(f32::from_bits), 1..20).prop_map(|values| {
            let values: Vec<f32> =
                values.into_iter().map(|x| if x.is_nan() { f32::NAN } else { x }).collect();
            let n = values.len() as u32;
            let shape = if n.is_multiple_of(2) { Shape::matrix(2, n / 2) } else { Shape::vector(n) };
            DataSpec::Values(Literal { values, shape })
        });
    prop_oneof![
        generators().prop_map(DataSpec::Generated),
        ("[a-zA-Z0-9_-]{1,20}", options()).prop_map(|(name, options)| DataSpec::Sample { name, options }),
        ("[^/]{1,20}", proptest::option::of(".*"), options(), 0..3usize).prop_map(
            |(name, tensor, options, mark)| {
                let decimal = [None, Some(Decimal::Point), Some(Decimal::Comma)][mark];
                DataSpec::File { name, tensor, raw: None, options: Options { decimal, ..options } }
            }
        ),
        ("[^/]{1,20}", 0..Element::ALL.len(), proptest::collection::vec(1..9999u64, 1..4), options())
            .prop_map(|(name, element, shape, options)| {
                let raw = Some(Raw { element: Element::ALL[element], shape });
                DataSpec::File { name, tensor: None, raw, options }
            }),
        ("https?://[a-z.]{1,9}(/[!-{}~]{0,9}){0,2}", proptest::option::of(".*"), options())
            .prop_map(|(address, tensor, options)| DataSpec::Url { address, tensor, raw: None, options }),
        literal,
    ]
}

proptest! {
    #[test]
    fn parsing_what_was_printed_is_the_identity(spec in specs()) {
        let text = spec.to_string();
        let back: DataSpec = text.parse().map_err(|e| TestCaseError::fail(format!("{text}: {e}")))?;
        prop_assert_eq!(&back, &spec);
        prop_assert_eq!(back.to_string(), text);
    }

    #[test]
    fn any_text_gives_an_answer(text in "(normal|student|values\\(|file\\(|sample\\()?[:=x0-9a-z.,()/+-]{0,30}(\\)(:(f16|bf16|axis=[0-9]|point=-?[0-9.e]{1,4}|n=9|2x3)){1,3})?") {
        if let Ok(spec) = text.parse::<DataSpec>() {
            prop_assert_eq!(spec.to_string().parse::<DataSpec>(), Ok(spec));
        }
    }
}
