//! Recipes are read as what they are written for: JSON by a reader of JSON, and nothing from a name ends a line or a quote.

use super::*;
use crate::survey::{
    Lines, Row, Side,
    budget::{Counted, Criterion, KeepRules, Planning},
    naming::named,
};

const HOSTILE: &str = "model.layers.0.a\"b',\\\n#=.weight";

fn row(name: &str, shape: &[usize], sides: &[&str]) -> Row {
    let tensor = crate::Tensor::new("t", &[4], vec![1.0, 0.5, -0.3, 0.2]).unwrap();
    let side = |text: &&str| {
        let scheme = text.parse().unwrap();
        Side {
            scheme,
            measures: Ok(crate::Report::new(crate::kernels::Level::new(), &tensor, &scheme).measures),
        }
    };
    Row {
        name: name.into(),
        named: named(name),
        shape: shape.to_vec(),
        dtype: "bfloat16".into(),
        bits_per_value: 16.0,
        values: shape.iter().product::<usize>() as u64,
        non_finite: 0,
        signal: 2.0,
        kurtosis: None,
        max_per_sigma: None,
        rows_out: Lines::default(),
        columns_out: Lines::default(),
        importance: None,
        sides: sides.iter().map(side).collect(),
        casts: Some([0.0; 2]),
    }
}

/// A plan in which each tensor has one candidate.
fn plan(format: &str) -> Plan {
    let planning = Planning {
        candidates: vec![format.parse().unwrap()],
        keep: KeepRules::default(),
        criterion: Criterion::default(),
        counted: Counted::default(),
    };
    let sides: Vec<String> = planning.schemes(&[256, 256]).iter().map(ToString::to_string).collect();
    let sides: Vec<&str> = sides.iter().map(String::as_str).collect();
    let rows = [
        row("model.embed_tokens.weight", &[512, 256], &[]),
        row("model.layers.0.self_attn.q_proj.weight", &[256, 256], &sides),
        row("model.layers.0.mlp.down_proj.weight", &[256, 512], &sides),
        row("model.layers.0.input_layernorm.weight", &[256], &[]),
        row(HOSTILE, &[256, 256], &sides),
    ];
    planning.plan(&rows, 8.0)
}

#[test]
fn every_form_says_what_its_numbers_are() {
    for format in ["q4_k", "int4:asym:g128", "fp8_e4m3:row", "levels(-1,0,1)", "keep"] {
        for (word, write) in FORMS {
            let text = write(&plan(format));
            assert!(text.contains("not perplexity"), "{word}: {text}");
            assert!(text.ends_with('\n') && !text.contains("a\"b',\\\n#"), "{word}: {text}");
        }
    }
}

#[test]
fn json_is_json() {
    for format in ["q4_k", "int4:g128", "keep"] {
        let plan = plan(format);
        let read: serde_json::Value = serde_json::from_str(&json(&plan)).unwrap();
        let tensors = read["tensors"].as_array().unwrap();
        assert_eq!(tensors[4]["name"], HOSTILE);
        assert_eq!((&tensors[1]["format"], &tensors[0]["kept"]), (&format.into(), &"embedding".into()));
        assert_eq!(tensors[0]["sqnr_db"], serde_json::Value::Null);
        let read: serde_json::Value = serde_json::from_str(&torchao(&plan)).unwrap();
        assert_eq!(read["_data"]["fqn_to_config"].as_object().unwrap().len(), 4, "vectors are no modules");
    }
}

#[test]
fn types_of_gguf() {
    let text = llama_quantize(&plan("q4_k"));
    for line in [
        "--tensor-type '^blk\\.0\\.attn_q\\.weight$=q4_k' \\",
        "--tensor-type '^blk\\.0\\.ffn_down\\.weight$=q4_k' \\",
        "--tensor-type '^token_embd\\.weight$=bf16' \\",
        "# Left out: model.layers.0.a",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(!text.contains("attn_norm"));
    assert!(llama_quantize(&plan("ggml_iq4_nl")).contains("=iq4_nl'"));
    assert!(llama_quantize(&plan("int4:g128")).contains("q_proj.weight: int4:g128 is no type of GGUF"));
}

#[test]
fn groups_of_llm_compressor() {
    let text = llm_compressor(&plan("int4:asym:g128"));
    let weights = "weights: {num_bits: 4, type: int, symmetric: false, dynamic: false, strategy: group, group_size: 128}";
    for line in
        [weights, "            - \"model.layers.0.self_attn.q_proj\"", "        - \"model.embed_tokens\""]
    {
        assert!(text.contains(line), "{line}\n{text}");
    }
    for (format, line) in [
        ("int8:full:row", "num_bits: 8, type: int, symmetric: true, dynamic: false, strategy: channel}"),
        ("fp8_e4m3:b128x128", "strategy: block, block_structure: [128, 128]}"),
        ("nvfp4", "strategy: tensor_group, group_size: 16"),
        ("mxfp4", "strategy: group, group_size: 32, scale_dtype: torch.uint8"),
        ("q4_k", "config_groups: {}"),
    ] {
        let text = llm_compressor(&plan(format));
        assert!(text.contains(line), "{format}: {line}\n{text}");
    }
}

#[test]
fn configurations_of_torchao() {
    let entry = |format: &str| {
        let read: serde_json::Value = serde_json::from_str(&torchao(&plan(format))).unwrap();
        read["_data"]["fqn_to_config"]["model.layers.0.mlp.down_proj"].clone()
    };
    let int = entry("int4:asym:g128");
    assert_eq!(int["_type"], "IntxWeightOnlyConfig");
    assert_eq!(int["_data"]["weight_dtype"]["_data"], "int4");
    assert_eq!(int["_data"]["granularity"]["_data"]["group_size"], 128);
    assert_eq!(int["_data"]["mapping_type"]["_data"], "ASYMMETRIC");
    assert_eq!(entry("int8:row")["_data"]["granularity"]["_type"], "PerAxis");
    assert_eq!(entry("fp8_e4m3:row")["_data"]["granularity"]["_type"], "PerRow");
    assert_eq!(entry("nvfp4")["_type"], "NVFP4WeightOnlyConfig");
    for format in ["q4_k", "int4", "int4:g64:mse", "mxfp4", "keep"] {
        assert!(entry(format).is_null(), "{format}");
    }
}
