//! Which tensor of a second file is what a tensor of the model became, and what has no partner.
//!
//! ```text
//! by name (pairing), then by shape: rows and columns must be the same
//! attn_q and attn_k where one file has the names of GGUF: their rows may have another order there
//! ```

use super::{
    Interleaved, Subject,
    pairing::{are_gguf, pairs},
};
use crate::sentence::{Excerpt, sentences};

sentences! {
    /// Why a tensor is not compared with its partner.
    pub enum Unlike {
        /// The shapes differ.
        Shape { partner: Excerpt, theirs: String, ours: String } = "note.became.shape",
            "Not compared: in the second file it is {partner}, of shape {theirs}, and here its shape is {ours}";
    }
}

/// A tensor's name and shape.
#[derive(Debug, Clone, Copy)]
pub struct Weight<'a> {
    /// Its name in its file.
    pub name: &'a str,
    /// Its dimensions.
    pub shape: &'a [usize],
}

/// What a tensor became.
#[derive(Debug, Clone, PartialEq)]
pub struct Partner {
    /// Its place in the second file.
    pub place: usize,
    /// The file that may have its rows in the order of GGUF; None where both have the same order.
    pub interleaved: Option<Interleaved>,
    /// Why the two cannot be compared.
    pub unlike: Option<Unlike>,
}

/// The partners of a model's tensors.
#[derive(Debug, Clone, PartialEq)]
pub struct Partners {
    /// In the order of the model; None for a tensor without.
    pub of: Vec<Option<Partner>>,
    /// The places in the second file of tensors that are nobody's partner.
    pub left: Vec<usize>,
}

impl Partners {
    /// Finds the partners of `ours` among `theirs`. Both are all weights of their models.
    pub fn new(ours: &[Weight<'_>], theirs: &[Weight<'_>]) -> Self {
        let names = |weights: &[Weight<'_>]| -> Vec<String> {
            weights.iter().map(|weight| weight.name.to_string()).collect()
        };
        let (our_names, their_names) = (names(ours), names(theirs));
        let (our_names, their_names) = (borrowed(&our_names), borrowed(&their_names));
        let interleaved = match (are_gguf(&our_names), are_gguf(&their_names)) {
            (false, true) => Some(Interleaved::Stored),
            (true, false) => Some(Interleaved::Original),
            _ => None,
        };
        let mut taken = vec![false; theirs.len()];
        let of = pairs(&our_names, &their_names).into_iter().zip(ours).map(|(place, weight)| {
            let place = place?;
            taken[place] = true;
            let partner = &theirs[place];
            let gguf = if interleaved == Some(Interleaved::Stored) { partner.name } else { weight.name };
            Some(Partner {
                place,
                interleaved: interleaved.filter(|_| is_rotated(gguf)),
                unlike: (Subject::size_of(weight.shape) != Subject::size_of(partner.shape)).then(|| {
                    let [theirs, ours] = [partner, weight].map(|weight| text(weight.shape));
                    Unlike::Shape { partner: partner.name.into(), theirs, ours }
                }),
            })
        });
        let of = of.collect();
        let left = (0..theirs.len()).filter(|&place| !taken[place]).collect();
        Self { of, left }
    }
}

fn borrowed(names: &[String]) -> Vec<&str> {
    names.iter().map(String::as_str).collect()
}

/// Whether a tensor of GGUF's name makes queries or keys, which positions rotate.
fn is_rotated(gguf: &str) -> bool {
    let module = gguf.rsplit_once('.').map_or(gguf, |(module, _)| module);
    [".attn_q", ".attn_k"].iter().any(|tail| module.ends_with(tail))
}

fn text(shape: &[usize]) -> String {
    shape.iter().map(usize::to_string).collect::<Vec<_>>().join("×")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights<'a>(of: &'a [(&'a str, &'a [usize])]) -> Vec<Weight<'a>> {
        of.iter().map(|&(name, shape)| Weight { name, shape }).collect()
    }

    #[test]
    fn partners_have_one_shape_and_rows_of_queries_may_lie_otherwise() {
        let model = [
            ("model.layers.0.self_attn.q_proj.weight", &[4, 2][..]),
            ("model.layers.0.self_attn.v_proj.weight", &[2, 2]),
            ("model.layers.0.mlp.down_proj.weight", &[2, 6]),
            ("model.layers.0.input_layernorm.weight", &[2]),
            ("lm_head.weight", &[8, 2]),
        ];
        let gguf = [
            ("blk.0.attn_norm.weight", &[1, 2][..]),
            ("rope_freqs.weight", &[4]),
            ("blk.0.attn_q.weight", &[4, 2]),
            ("blk.0.attn_v.weight", &[2, 2]),
            ("blk.0.ffn_down.weight", &[6, 2]),
        ];
        let found = Partners::new(&weights(&model), &weights(&gguf));
        let places: Vec<_> = found.of.iter().map(|of| of.as_ref().map(|partner| partner.place)).collect();
        assert_eq!((places, found.left), (vec![Some(2), Some(3), Some(4), Some(0), None], vec![1]));
        let orders = |found: &[Option<Partner>]| -> Vec<_> {
            found.iter().flatten().map(|partner| partner.interleaved).collect()
        };
        assert_eq!(orders(&found.of), [Some(Interleaved::Stored), None, None, None]);
        let unlike: Vec<_> = found.of.iter().flatten().filter_map(|partner| partner.unlike.clone()).collect();
        let said = unlike[0].to_string();
        assert!(unlike.len() == 1 && said.contains("blk.0.ffn_down.weight, of shape 6×2"), "{said}");

        let back = Partners::new(&weights(&gguf), &weights(&model));
        assert_eq!(orders(&back.of), [None, Some(Interleaved::Original), None, None]);
        assert_eq!(back.left, [4]);
        assert_eq!(orders(&Partners::new(&weights(&gguf), &weights(&gguf)).of), [None; 5]);
    }
}
