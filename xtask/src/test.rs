//! `cargo xtask test`: every test, stage by stage, and how each stage ended.

use crate::engine::Engine;
use crate::project::Project;
use crate::tally::Tally;
use crate::{build, dist, node_tests, server, set_up, wasm_tests};
use anyhow::{Context, Result, bail};
use node_tests::{Run, Selection};
use std::net::{Ipv4Addr, TcpListener};
use std::process::ExitCode;
use std::time::{Duration, Instant};

pub(crate) const HELP: &str = "\
test [STAGE [NAME…]]
run every test, or those of one stage, or the named ones

  STAGE      tests                              NAME
  native     Rust on this machine               a program of tests/ (conformance), a module or a test
  wasm       Rust compiled to wasm, in Node     a module or a test
  js         the page's modules, in Node        a file of tests/js without .test.js, or a test
  browser    the page, in Chromium              a file of tests/e2e without .test.mjs, or a test
  firefox    the page, in Firefox               the same; without a NAME those of tests/e2e/engines
  webkit     the page, in WebKitGTK             the same; without a NAME those of tests/e2e/engines

Part of the name of a module or of a test is enough.

  QUANTSCOPE_BROWSER=PATH    the Chromium to use
  QUANTSCOPE_FIREFOX=PATH    the Firefox to use
  QUANTSCOPE_WEBKIT=PATH     the WebKitWebDriver to use
  QUANTSCOPE_ENGINE=NAME     browser: all of it in firefox or webkit, as far as their drivers can
  QUANTSCOPE_LOOKS=all       browser: pictures, layouts and lessons in each language and theme, not one each
  QUANTSCOPE_HOSTS=all       browser: mdBook is built, where it is missing, for the test of it
  QUANTSCOPE_WORKERS=N       browser: pages compute as on a machine with N cores
  BLESS=1                    browser: renew the pictures of docs/
  INSTA_UPDATE=always        native: renew the snapshots of pictures
  QUANTSCOPE_GOLDEN, QUANTSCOPE_LAYERS, QUANTSCOPE_MODELS, QUANTSCOPE_BAD_FILES, QUANTSCOPE_SAMPLES
                             other directories of reference data";

/// A group of tests that share a runner, in the order in which they run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Rust, on this machine.
    Native,
    /// Rust compiled to wasm, in Node.
    Wasm,
    /// The page's modules, in Node.
    Js,
    /// The page, in a browser: all of its tests, in Chromium unless another is asked for.
    Browser,
    /// The page, in another engine: the tests that are for every engine.
    Engine(Engine),
}

/// What of a stage is to run.
enum Tests<'a> {
    /// Tests of Rust that have one of these names; all of them if there is none.
    Rust(&'a [&'a str]),
    /// Files for Node's test runner.
    Node(Selection),
}

impl Stage {
    const ALL: [Self; 6] = [
        Self::Native,
        Self::Wasm,
        Self::Js,
        Self::Browser,
        Self::Engine(Engine::Firefox),
        Self::Engine(Engine::WebKit),
    ];

    fn named(name: &str) -> Result<Self> {
        let stage = Self::ALL.into_iter().find(|stage| stage.name() == name);
        stage.with_context(|| {
            format!("there is no test stage `{name}`; there are {}", Self::ALL.map(Self::name).join(", "))
        })
    }

    fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Wasm => "wasm",
            Self::Js => "js",
            Self::Browser => "browser",
            Self::Engine(engine) => engine.name(),
        }
    }

    fn tests<'a>(self, project: &Project, names: &'a [&'a str]) -> Result<Tests<'a>> {
        Ok(match self {
            Self::Native | Self::Wasm => Tests::Rust(names),
            Self::Js => Tests::Node(Selection::of(&project.root.join("tests/js"), names)?),
            Self::Engine(_) if names.is_empty() => {
                Tests::Node(Selection::of(&project.root.join("tests/e2e/engines"), names)?)
            }
            Self::Browser | Self::Engine(_) => {
                Tests::Node(Selection::of(&project.root.join("tests/e2e"), names)?)
            }
        })
    }

    fn set_up(self, project: &Project) -> Result<()> {
        match self {
            Self::Native => Ok(()),
            Self::Wasm => set_up::node().and_then(|()| set_up::wasm_target()),
            Self::Js => set_up::npm(project).and_then(|()| set_up::wasm_target()),
            Self::Browser | Self::Engine(_) => {
                Self::Js.set_up(project)?;
                self.engine()?.find_or_install(project).map(drop)
            }
        }
    }

    fn engine(self) -> Result<Engine> {
        match self {
            Self::Engine(engine) => Ok(engine),
            _ => Engine::chosen(),
        }
    }

    /// Why the stage cannot run on this system; none where it can.
    fn missing_here(self) -> Option<&'static str> {
        match self {
            Self::Engine(engine) => engine.missing_here(),
            _ => None,
        }
    }

    /// `made`: whether what the tests in dist/ use has been made in this run.
    fn run(self, project: &Project, tests: &Tests<'_>, made: &mut bool) -> Result<Tally> {
        match (self, tests) {
            (Self::Native, Tests::Rust(names)) => native(project, names),
            (_, Tests::Rust(names)) => wasm_tests::run(project, names),
            (Self::Browser | Self::Engine(_), Tests::Node(selection)) => {
                in_browser(project, self.engine()?, selection, made)
            }
            (_, Tests::Node(selection)) => {
                build::page(project)?;
                selection.run(project, &Run::default())
            }
        }
    }
}

enum Outcome {
    /// Why not.
    NotRun(&'static str),
    Ran(Tally, Duration),
}

pub(crate) fn run(args: &[&str]) -> Result<ExitCode> {
    let project = Project::find()?;
    match args {
        [] => test(&project, &Stage::ALL, &[]),
        [stage, names @ ..] => test(&project, &[Stage::named(stage)?], names),
    }
}

/// Runs the stages up to the first that fails; the last line printed is the sum.
fn test(project: &Project, stages: &[Stage], names: &[&str]) -> Result<ExitCode> {
    // What is missing is said at once and not after minutes of tests.
    let mut all = Vec::new();
    for &stage in stages {
        all.push((stage, stage.tests(project, names)?));
        if stage.missing_here().is_none() {
            stage.set_up(project)?;
        }
    }
    let mut total = Tally::default();
    let mut summary = String::new();
    let mut made = false;
    for (stage, tests) in &all {
        let outcome = match stage.missing_here() {
            _ if total.failed > 0 => Outcome::NotRun("a stage before it failed"),
            Some(why) => Outcome::NotRun(why),
            None => attempt(*stage, project, tests, &mut made),
        };
        if let Outcome::Ran(tally, _) = outcome {
            total.add(tally);
        }
        summary.push_str(&format!("{:8} {}\n", stage.name(), describe(&outcome)));
    }
    println!("\n{summary}{} passed, {} failed", total.passed, total.failed);
    Ok(if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn attempt(stage: Stage, project: &Project, tests: &Tests<'_>, made: &mut bool) -> Outcome {
    println!("\n== {} ==", stage.name());
    let start = Instant::now();
    let tally = stage.run(project, tests, made).unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        Tally { failed: 1, ..Tally::default() }
    });
    Outcome::Ran(tally, start.elapsed())
}

fn describe(outcome: &Outcome) -> String {
    match outcome {
        Outcome::NotRun(why) => format!("not run: {why}"),
        Outcome::Ran(Tally { passed, failed, skipped }, time) => {
            format!("{passed} passed, {failed} failed, {skipped} skipped ({:.0} s)", time.as_secs_f64())
        }
    }
}

/// The tools are tested in the profile they are used in; the dev profile would compile all they depend on once more.
fn native(project: &Project, names: &[&str]) -> Result<Tally> {
    let cargo = |args: &[&str], filter: &[&str]| {
        Tally::of(project.cargo().arg("test").args(args).arg("--no-fail-fast").arg("--").args(filter))
    };
    let tools = ["--profile", "xtask", "--package", "xtask"];
    let mut tally = Tally::default();
    if names.is_empty() {
        tally.add(cargo(&["--workspace", "--exclude", "xtask"], &[])?);
        tally.add(cargo(&tools, &[])?);
    }
    for name in names {
        let program = project.root.join("tests").join(name).join("main.rs").is_file();
        let mut found = if program {
            cargo(&["--package", "quantscope", "--test", name], &[])?
        } else {
            cargo(&["--package", "quantscope", "--lib", "--tests"], &[name])?
        };
        if found.is_empty() {
            found = cargo(&tools, &[name])?;
        }
        if found.is_empty() {
            bail!("no native test has `{name}` in its name; `cargo test -- --list` shows all");
        }
        tally.add(found);
    }
    Ok(tally)
}

/// Files that time something or count frames run one after the other, the rest two at a time.
fn in_browser(project: &Project, engine: Engine, selection: &Selection, made: &mut bool) -> Result<Tally> {
    if selection.holds("dist") && !*made {
        dist::dist(project)?;
        *made = true;
    } else {
        build::page(project)?;
    }
    let address = server::start(&project.root, TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?)?;
    let browser = engine.find_or_install(project)?;
    println!("{}", engine.version(&browser));
    let environment = vec![
        ("QUANTSCOPE_ENGINE", engine.name().into()),
        ("QUANTSCOPE_BROWSER", browser.into_os_string()),
        ("QUANTSCOPE_URL", format!("http://{address}/").into()),
    ];
    let (alone, together) = selection.split("alone");
    let mut tally = together.run(project, &Run { concurrency: Some(2), environment: environment.clone() })?;
    tally.add(alone.run(project, &Run { concurrency: Some(1), environment })?);
    Ok(tally)
}
