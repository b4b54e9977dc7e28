//! The project's tasks: `cargo xtask serve`, `test`, `lint`, `bench`, `dist` … One file a task; [`USAGE`] says what each does.
#![forbid(unsafe_code)]

mod bench;
mod browser;
mod build;
mod dist;
mod fuzz;
mod lint;
mod project;
mod serve;
mod server;
mod set_up;
mod tally;
mod test;

use anyhow::{Result, bail};
use project::Project;
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask <command>

  serve [--port N] [--no-open]   build the page, serve it on this machine, open it in the browser
  test [STAGE]                   run every test, or one stage: native, wasm, js, browser
  lint                           formatting, clippy, rustdoc, types of the JavaScript; warnings are errors
  fuzz [TARGET] [--minutes N]    look for files and notations that break a reader; 10 minutes for each target
  bench [--json]                 speed of the kernels in Node's engine, against memcpy, their oracles and onnxruntime-web
  dist                           dist/site (static files for any host), dist/quantscope.html (one file), dist/npm (a package)

Each command sets up what it needs, or says in one line what to install.";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match run(&args) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[&str]) -> Result<ExitCode> {
    match args {
        ["serve", options @ ..] => {
            let options = serve_options(options)?;
            serve::serve(&Project::find()?, options)?;
        }
        ["test"] => return test::test(&Project::find()?, &test::Stage::ALL),
        ["test", stage] => {
            let stage = test::Stage::named(stage)?;
            return test::test(&Project::find()?, &[stage]);
        }
        ["lint"] => lint::lint(&Project::find()?)?,
        ["fuzz", options @ ..] => fuzz::fuzz(&Project::find()?, &fuzz_options(options)?)?,
        ["bench"] => bench::bench(&Project::find()?, bench::Format::Table)?,
        ["bench", "--json"] => bench::bench(&Project::find()?, bench::Format::Json)?,
        ["dist"] => dist::dist(&Project::find()?)?,
        ["help" | "--help" | "-h"] => println!("{USAGE}"),
        _ => {
            eprintln!("{USAGE}");
            return Ok(ExitCode::from(2));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn serve_options(args: &[&str]) -> Result<serve::Options> {
    let mut options = serve::Options::default();
    let mut args = args.iter();
    while let Some(&arg) = args.next() {
        match arg {
            "--no-open" => options.open = false,
            "--port" => match args.next().map(|n| n.parse()) {
                Some(Ok(port)) => options.port = Some(port),
                _ => bail!("--port takes a number from 0 (any free port) to 65535"),
            },
            _ => bail!("serve does not know `{arg}`; it takes --port N and --no-open"),
        }
    }
    Ok(options)
}

fn fuzz_options<'a>(args: &[&'a str]) -> Result<fuzz::Options<'a>> {
    let mut options = fuzz::Options::default();
    let mut args = args.iter();
    while let Some(&arg) = args.next() {
        match arg {
            "--minutes" => match args.next().map(|n| n.parse()) {
                Some(Ok(minutes @ 1..)) => options.minutes = minutes,
                _ => bail!("--minutes takes a whole number from 1"),
            },
            target if options.target.is_none() && !target.starts_with('-') => options.target = Some(target),
            _ => bail!("fuzz does not know `{arg}`; it takes the name of a target and --minutes N"),
        }
    }
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::{fuzz, fuzz_options, serve_options};

    #[test]
    fn serve_takes_its_options_in_any_order() {
        let options = serve_options(&["--no-open", "--port", "0"]).unwrap();
        assert_eq!((options.port, options.open), (Some(0), false));
        let options = serve_options(&[]).unwrap();
        assert_eq!((options.port, options.open), (None, true));
    }

    #[test]
    fn serve_refuses_what_it_does_not_know() {
        for bad in [&["--port"][..], &["--port", "65536"], &["--prot", "1"]] {
            assert!(serve_options(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn fuzz_takes_a_target_and_minutes() {
        let npy = fuzz::Options { target: Some("npy"), minutes: 3 };
        assert_eq!(fuzz_options(&["npy", "--minutes", "3"]).unwrap(), npy);
        assert_eq!(fuzz_options(&["--minutes", "3", "npy"]).unwrap(), npy);
        assert_eq!(fuzz_options(&[]).unwrap(), fuzz::Options { target: None, minutes: 10 });
        for bad in [&["--minutes"][..], &["--minutes", "0"], &["npy", "npz"], &["--hours"]] {
            assert!(fuzz_options(bad).is_err(), "{bad:?}");
        }
    }
}
