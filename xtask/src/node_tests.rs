//! Which files Node's test runner gets, and how they are found by name.

use crate::project::Project;
use crate::tally::Tally;
use anyhow::{Result, bail};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Tests are named so; other files beside them are their helpers.
const ENDINGS: [&str; 2] = [".test.js", ".test.mjs"];

/// How long the tests of a file may take. The slowest file takes some minutes; one that hangs must end before the whole run does.
const FILE_LIMIT: Duration = Duration::from_secs(15 * 60);

/// Files whose tests all run, and names of tests with the files that may have them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Selection {
    files: Vec<PathBuf>,
    named: Vec<(String, Vec<PathBuf>)>,
}

/// How files are run.
#[derive(Debug, Default)]
pub(crate) struct Run {
    /// How many files at a time; without it as many as Node takes.
    pub(crate) concurrency: Option<u32>,
    pub(crate) environment: Vec<(&'static str, OsString)>,
}

impl Selection {
    /// The tests of a directory that have these names; all of them if there is no name.
    pub(crate) fn of(directory: &Path, names: &[&str]) -> Result<Self> {
        let all: Vec<PathBuf> = files(directory)?.into_iter().filter(|file| stem(file).is_some()).collect();
        if names.is_empty() {
            return Ok(Self { files: all, ..Self::default() });
        }
        let mut selection = Self::default();
        for &name in names {
            let of_that_name = all.iter().filter(|file| stem(file).as_deref() == Some(name));
            let before = selection.files.len();
            selection.files.extend(of_that_name.cloned());
            if selection.files.len() > before {
                continue;
            }
            // A test's name stands in its file, so that the others need not be started.
            let has = |file: &&PathBuf| fs::read_to_string(file).is_ok_and(|text| text.contains(name));
            let found: Vec<PathBuf> = all.iter().filter(has).cloned().collect();
            if found.is_empty() {
                let known: Vec<String> = all.iter().filter_map(|file| stem(file)).collect();
                bail!("no file and no test is called `{name}`; the files are {}", known.join(", "));
            }
            selection.named.push((name.to_owned(), found));
        }
        Ok(selection)
    }

    /// Whether a file lies in a folder of this name.
    pub(crate) fn holds(&self, folder: &str) -> bool {
        let named = self.named.iter().flat_map(|(_, files)| files);
        self.files.iter().chain(named).any(|file| lies_in(file, folder))
    }

    /// What lies in a folder of this name, and what does not.
    pub(crate) fn split(&self, folder: &str) -> (Self, Self) {
        let part = |inside: bool| {
            let of = |files: &[PathBuf]| -> Vec<PathBuf> {
                files.iter().filter(|file| lies_in(file, folder) == inside).cloned().collect()
            };
            let named = self.named.iter().map(|(name, files)| (name.clone(), of(files)));
            Self { files: of(&self.files), named: named.filter(|(_, files)| !files.is_empty()).collect() }
        };
        (part(true), part(false))
    }

    pub(crate) fn run(&self, project: &Project, how: &Run) -> Result<Tally> {
        let mut tally = Tally::default();
        if !self.files.is_empty() {
            tally.add(node(project, how, &self.files, None)?);
        }
        for (name, files) in &self.named {
            let found = node(project, how, files, Some(name))?;
            if found.passed + found.failed == 0 {
                bail!("no test is called `{name}`");
            }
            tally.add(found);
        }
        Ok(tally)
    }
}

fn node(project: &Project, how: &Run, files: &[PathBuf], name: Option<&str>) -> Result<Tally> {
    let mut node = project.node("--test");
    node.arg("--test-reporter=spec");
    node.arg(format!("--test-timeout={}", FILE_LIMIT.as_millis()));
    if let Some(concurrency) = how.concurrency {
        node.arg(format!("--test-concurrency={concurrency}"));
    }
    if let Some(name) = name {
        node.arg(format!("--test-name-pattern={}", literal(name)));
    }
    for (key, value) in &how.environment {
        node.env(key, value);
    }
    Tally::of(node.args(files))
}

/// A regular expression for exactly this text.
fn literal(text: &str) -> String {
    let mut pattern = String::new();
    for c in text.chars() {
        if c.is_ascii_punctuation() && c != '-' && c != '_' {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}

/// A file's name without its ending, if it holds tests.
fn stem(file: &Path) -> Option<String> {
    let name = file.file_name()?.to_str()?;
    ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)).map(str::to_owned)
}

/// Whether a file lies in a folder of this name, at any depth below `tests`.
fn lies_in(file: &Path, folder: &str) -> bool {
    let folders = file.ancestors().skip(1).take_while(|parent| !parent.ends_with("tests"));
    folders.into_iter().any(|parent| parent.ends_with(folder))
}

/// All files below a directory, in a fixed order; none when there is no such directory.
pub(crate) fn files(directory: &Path) -> Result<Vec<PathBuf>> {
    if !directory.is_dir() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::{Selection, lies_in, literal, stem};
    use crate::project::Project;
    use std::path::Path;

    #[test]
    fn a_name_is_a_file_or_stands_in_one() {
        let directory = Project::find().unwrap().root.join("tests/js");
        let all = Selection::of(&directory, &[]).unwrap();
        assert!(all.files.len() > 10 && all.named.is_empty());
        let one = Selection::of(&directory, &["lessons", "arithmetic binds as usual"]).unwrap();
        let stems: Vec<_> = one.files.iter().map(|file| stem(file).unwrap()).collect();
        assert_eq!(stems, ["lessons"]);
        assert_eq!(one.named.len(), 1);
        assert!(one.named[0].1.iter().all(|file| stem(file).unwrap() == "expression"));
        let missing = Selection::of(&directory, &["no such test anywhere"]).unwrap_err().to_string();
        assert!(missing.contains("no such test anywhere") && missing.contains("lessons"), "{missing}");
    }

    #[test]
    fn a_folder_counts_below_the_tests_only() {
        let file = Path::new("/home/dist/project/tests/e2e/engines/dist/a.test.mjs");
        assert!(lies_in(file, "dist") && lies_in(file, "engines") && !lies_in(file, "alone"));
        assert!(!lies_in(Path::new("/home/dist/project/tests/e2e/a.test.mjs"), "dist"));
    }

    #[test]
    fn a_pattern_is_the_text_itself() {
        assert_eq!(literal("-2 ^ 2 (a|b)"), "-2 \\^ 2 \\(a\\|b\\)");
        assert_eq!(stem(Path::new("a/b.test.mjs")).as_deref(), Some("b"));
        assert_eq!(stem(Path::new("a/b.mjs")), None);
    }
}
