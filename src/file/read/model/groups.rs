//! Which files of a folder are one model, by their names and by what an index says.
//!
//! ```text
//! an index                      with the shards that it names, and those numbered as they are, of safetensors or of PyTorch
//! NAME-00001-of-00003.ENDING    with the others of that name and number
//! any other file                alone
//! config.json and its like      with each model of safetensors
//! ```

use std::collections::{BTreeMap, BTreeSet};

use super::index::{Index, is_plain};
use super::splits::numbered;
use super::{INDICES, Kind};

/// Files that are opened as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The name of the model: that of its index, or of its first file.
    pub name: String,
    /// The places of its files in what was given, in the order in which they are read.
    pub files: Vec<usize>,
}

/// Endings of texts that stand beside models and have no tensors.
const BESIDE: [&str; 7] = ["json", "md", "txt", "jinja", "py", "model", "gitattributes"];

/// Groups the files of one folder, each given by its name and, where it is an index, by its text. Texts beside a model, such as those of
/// a tokenizer, are in no group.
pub fn groups(files: &[(&str, Option<&str>)]) -> Vec<Group> {
    let kinds: Vec<Kind> = files.iter().map(|(name, _)| Kind::of(name)).collect();
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.sort_by_key(|&file| files[file].0);
    let of =
        |kind: Kind| -> Vec<usize> { order.iter().copied().filter(|&file| kinds[file] == kind).collect() };
    let (indices, shards, ggufs, torches, configs) =
        (of(Kind::Index), of(Kind::Safetensors), of(Kind::Gguf), of(Kind::Torch), of(Kind::Config));
    let mut taken = BTreeSet::new();
    let mut groups = Vec::new();
    for &index in &indices {
        let named = named(files[index]);
        let families: BTreeSet<_> = named.iter().filter_map(|name| family(name)).collect();
        // Of an index that cannot be read, the name says which shards are its.
        let stem = INDICES.iter().find_map(|part| files[index].0.split_once(part));
        let stem = stem.map(|(stem, _)| stem).filter(|_| named.is_empty());
        let belongs = |name: &str| {
            let family = family(name);
            named.contains(name) || family.is_some_and(|it| families.contains(&it) || Some(it.0) == stem)
        };
        let all = shards.iter().chain(&torches).copied();
        let own: Vec<usize> = all.filter(|&shard| belongs(files[shard].0)).collect();
        taken.extend(own.iter().copied());
        let all = [index].into_iter().chain(own).chain(configs.iter().copied()).collect();
        groups.push(Group { name: files[index].0.into(), files: all });
    }
    let rest = shards.iter().filter(|shard| !taken.contains(shard)).copied();
    for own in families(files, rest) {
        let all = own.iter().chain(&configs).copied().collect();
        groups.push(Group { name: files[own[0]].0.into(), files: all });
    }
    let loose = torches.into_iter().filter(|shard| !taken.contains(shard));
    for own in families(files, ggufs.into_iter().chain(loose)) {
        groups.push(Group { name: files[own[0]].0.into(), files: own });
    }
    let model = !configs.is_empty() || !indices.is_empty();
    let any = !groups.is_empty();
    for &file in &order {
        let beside = match kinds[file] {
            Kind::Config => any,
            Kind::Other => any && model && is_beside(files[file].0),
            _ => continue,
        };
        if !beside {
            groups.push(Group { name: files[file].0.into(), files: vec![file] });
        }
    }
    // In the order in which they were given, whatever the configuration that they share.
    groups.sort_by_key(|group| {
        let own = group.files.iter().filter(|&&file| group.files.len() == 1 || kinds[file] != Kind::Config);
        own.copied().min()
    });
    groups
}

/// The names of files that an index gives.
fn named((name, text): (&str, Option<&str>)) -> BTreeSet<String> {
    let index = text.and_then(|text| Index::read(name, text).ok());
    index.into_iter().flat_map(|index| index.shards).filter(|shard| is_plain(shard)).collect()
}

/// What the names of numbered parts have in common.
fn family(name: &str) -> Option<(&str, u32, &str)> {
    numbered(name).map(|(stem, _, count, ending)| (stem, count, ending))
}

/// Files by their families, each in the order given; one without is alone.
fn families(files: &[(&str, Option<&str>)], these: impl Iterator<Item = usize>) -> Vec<Vec<usize>> {
    let mut places = BTreeMap::new();
    let mut found: Vec<Vec<usize>> = Vec::new();
    for file in these {
        let place = family(files[file].0).map(|family| *places.entry(family).or_insert(found.len()));
        match place.filter(|&place| place < found.len()) {
            Some(place) => found[place].push(file),
            None => found.push(vec![file]),
        }
    }
    found
}

fn is_beside(name: &str) -> bool {
    name.rsplit_once('.').is_none_or(|(_, ending)| BESIDE.contains(&&*ending.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(files: &[(&str, Option<&str>)]) -> Vec<(String, Vec<String>)> {
        let names = |group: Group| group.files.iter().map(|&file| files[file].0.to_string()).collect();
        groups(files).into_iter().map(|group| (group.name.clone(), names(group))).collect()
    }

    #[test]
    fn a_folder_of_several_models_is_taken_apart() {
        let index =
            r#"{"weight_map": {"a": "m-00001-of-00002.safetensors", "b": "../x", "c": "odd.safetensors"}}"#;
        let found = of(&[
            ("README.md", None),
            ("config.json", None),
            ("m-00002-of-00002.safetensors", None),
            ("m-00001-of-00002.safetensors", None),
            ("m.safetensors.index.json", Some(index)),
            ("odd.safetensors", None),
            ("other.safetensors", None),
            ("q-00002-of-00003.gguf", None),
            ("q-00001-of-00003.gguf", None),
            ("q.gguf", None),
            ("table.csv", None),
            ("tokenizer.json", None),
        ]);
        let group = |names: &[&str]| (names[0].to_string(), names.iter().map(ToString::to_string).collect());
        let wanted: Vec<(String, Vec<String>)> = vec![
            group(&[
                "m.safetensors.index.json",
                "m-00001-of-00002.safetensors",
                "m-00002-of-00002.safetensors",
                "odd.safetensors",
                "config.json",
            ]),
            group(&["other.safetensors", "config.json"]),
            group(&["q-00001-of-00003.gguf", "q-00002-of-00003.gguf"]),
            group(&["q.gguf"]),
            group(&["table.csv"]),
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn files_without_a_model_stay_alone() {
        let found = of(&[("b.json", None), ("config.json", None), ("a.npy", None), ("x.txt", None)]);
        let names: Vec<&str> = found.iter().map(|(name, _)| &**name).collect();
        assert_eq!(names, ["b.json", "config.json", "a.npy", "x.txt"]);
        let shard = "m-00001-of-00002.safetensors";
        let broken = of(&[("m.safetensors.index.json", Some("{")), (shard, None), ("a.safetensors", None)]);
        assert_eq!((broken.len(), &*broken[0].1[1]), (2, shard));
    }
}
