//! What config.json says of one weight. It decides what shapes leave open, and is checked against them.

use super::{Config, Note};
use crate::file::read::json_value::Value;

/// What is said; nothing of what config.json does not say, or says differently for several groups of weights.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Claims {
    /// The library: `gptq`, `awq`, `compressed-tensors`, …
    pub(super) method: Option<String>,
    pub(super) bits: Option<u64>,
    /// Values of a group; −1 for whole rows.
    pub(super) group: Option<i64>,
    pub(super) symmetric: Option<bool>,
    /// `checkpoint_format` of GPTQ, `version` of AWQ, in small letters.
    pub(super) format: Option<String>,
    pub(super) act_order: Option<bool>,
    /// Rows and columns of a block, none of them 0.
    pub(super) block: Option<[u64; 2]>,
    /// Whether GPTQModel wrote it, which subtracts from whole words.
    pub(super) by_words: bool,
}

impl Claims {
    /// What is said of the weight of a module.
    pub(super) fn of(config: &Config, module: &str) -> Self {
        let find = |path: &[&str]| config.find(path).map(|(_, value)| value);
        let text = |key: &str| find(&[key]).and_then(Value::text).map(str::to_lowercase);
        let claims = Self {
            method: config.method().map(str::to_lowercase).or_else(|| text("method")),
            format: ["checkpoint_format", "format", "version"].into_iter().find_map(text),
            block: find(&["weight_block_size"]).and_then(pair),
            ..Self::default()
        };
        if let Some(groups) = find(&["config_groups"]) {
            return claims.compressed(groups);
        }
        // Other modules have other numbers, by expressions that are not read here.
        if find(&["dynamic"]).is_some_and(|dynamic| !dynamic.members().is_empty()) {
            return claims;
        }
        // MLX lists modules that have other numbers than the rest.
        let of_module = |key: &str| find(&[module, key]).or_else(|| find(&[key]));
        let whole = |key: &str| of_module(key).and_then(Value::whole);
        let flag = |key: &str| of_module(key).and_then(Value::flag);
        let quantizer = find(&["meta", "quantizer"]);
        let mut quantizers =
            quantizer.into_iter().flat_map(|it| it.items().iter().chain([it])).filter_map(Value::text);
        Self {
            bits: whole("bits").or_else(|| whole("w_bit")).and_then(|bits| bits.try_into().ok()),
            group: whole("group_size").or_else(|| whole("q_group_size")),
            symmetric: flag("sym"),
            act_order: flag("desc_act"),
            by_words: quantizers.any(|name| name.starts_with("gptqmodel")),
            ..claims
        }
    }

    /// compressed-tensors has groups of weights, by classes and expressions: what all of them agree on is said of each.
    fn compressed(self, groups: &Value) -> Self {
        let weights = || groups.members().iter().filter_map(|(_, group)| group.get("weights"));
        let first = |key: &str| weights().next().and_then(|weights| weights.get(key));
        let same =
            |key: &str| first(key).filter(|first| weights().all(|weights| weights.get(key) == Some(first)));
        Self {
            bits: same("num_bits").and_then(Value::whole).and_then(|bits| bits.try_into().ok()),
            group: same("group_size").and_then(Value::whole),
            symmetric: same("symmetric").and_then(Value::flag),
            act_order: same("actorder").map(|order| order.text() == Some("group")),
            block: same("block_structure").and_then(pair),
            ..self
        }
    }

    /// The values of a group in rows of so many; nothing where the number makes none.
    pub(super) fn group_of(&self, columns: u64) -> Option<u64> {
        match self.group? {
            -1 => Some(columns),
            group => u64::try_from(group).ok().filter(|&group| group > 0),
        }
    }

    /// Where it says other numbers than the arrays, which are believed.
    pub(super) fn contradictions(&self, bits: u32, columns: u64, group: u64) -> Vec<Note> {
        let bits = u64::from(bits);
        let claimed = self.bits.filter(|&claimed| claimed != bits);
        let claimed_group = self.group_of(columns).filter(|&claimed| claimed != group);
        let notes = [
            claimed.map(|claimed| Note::ClaimedBits { claimed, bits }),
            claimed_group.map(|claimed| Note::ClaimedGroup { claimed, group }),
        ];
        notes.into_iter().flatten().collect()
    }
}

/// Two numbers, none of them 0.
fn pair(value: &Value) -> Option<[u64; 2]> {
    let number = |item: &Value| u64::try_from(item.whole()?).ok().filter(|&number| number > 0);
    let numbers: Vec<u64> = value.items().iter().map(number).collect::<Option<_>>()?;
    numbers.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(json: &str, module: &str) -> Claims {
        let mut config = Config::default();
        config.read("config.json", json).unwrap();
        Claims::of(&config, module)
    }

    #[test]
    fn every_library_says_it_in_its_own_way() {
        let gptq = of(
            r#"{"quantization_config": {"bits": 4, "group_size": -1, "sym": false, "desc_act": true, "quant_method": "gptq",
                "checkpoint_format": "GPTQ_V2", "meta": {"quantizer": ["gptqmodel:7.7.0"]}}}"#,
            "m",
        );
        assert_eq!((gptq.bits, gptq.group_of(96), gptq.symmetric), (Some(4), Some(96), Some(false)));
        assert_eq!(
            (gptq.format.as_deref(), gptq.by_words, gptq.act_order),
            (Some("gptq_v2"), true, Some(true))
        );
        let fp8 = of(r#"{"quantization_config": {"weight_block_size": [128, 64]}}"#, "m");
        assert_eq!(fp8.block, Some([128, 64]));
        assert_eq!(of(r#"{"quantization_config": {"weight_block_size": [128, 0]}}"#, "m").block, None);
        let mlx = r#"{"quantization": {"bits": 4, "group_size": 64, "a.b": {"bits": 6, "group_size": 32}, "c": false}}"#;
        assert_eq!(of(mlx, "a.b").bits, Some(6));
        assert_eq!((of(mlx, "c").bits, of(mlx, "d").group), (Some(4), Some(64)));
        assert_eq!(of("{}", "m"), Claims::default());
    }

    #[test]
    fn what_groups_of_weights_do_not_agree_on_is_not_said() {
        let json = |second: u32| {
            format!(
                r#"{{"quantization_config": {{"quant_method": "compressed-tensors", "config_groups": {{
                    "group_0": {{"weights": {{"num_bits": 4, "symmetric": false, "block_structure": [64, 32]}}}},
                    "group_1": {{"weights": {{"num_bits": {second}, "symmetric": false, "block_structure": [64, 32]}}}}}}}}}}"#
            )
        };
        let claims = of(&json(8), "m");
        assert_eq!((claims.bits, claims.symmetric, claims.block), (None, Some(false), Some([64, 32])));
        assert_eq!(of(&json(4), "m").bits, Some(4));
    }

    #[test]
    fn contradictions_are_notes() {
        let claims = Claims { bits: Some(8), group: Some(48), ..Claims::default() };
        assert_eq!(
            claims.contradictions(4, 64, 32),
            [Note::ClaimedBits { claimed: 8, bits: 4 }, Note::ClaimedGroup { claimed: 48, group: 32 }]
        );
        assert_eq!(Claims { bits: Some(4), group: Some(-1), ..claims }.contradictions(4, 64, 64), []);
    }
}
