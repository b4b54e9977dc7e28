//! `cargo xtask serve`: builds the page, serves it, and opens it.

use crate::project::Project;
use crate::{build, server};
use anyhow::{Context, Result, bail};
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Command, ExitCode, Stdio};

pub(crate) const HELP: &str = "\
serve [--port N] [--no-open]
build the page, serve it on this machine and open it in the browser

  --port N     the port; without it the first free one from 8040; 0 takes any free port
  --no-open    print the address only";

const FIRST_PORT: u16 = 8040;
const LAST_PORT: u16 = 8139;

/// What the command line may say.
struct Options {
    /// Without one: the first free port from 8040.
    port: Option<u16>,
    open: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { port: None, open: true }
    }
}

impl Options {
    fn parse(args: &[&str]) -> Result<Self> {
        let mut options = Self::default();
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
}

pub(crate) fn run(args: &[&str]) -> Result<ExitCode> {
    let options = Options::parse(args)?;
    let project = Project::find()?;
    // First the port: a taken one should not cost a build.
    let listener = listen(options.port)?;
    build::page(&project)?;
    let address = format!("http://{}/", server::start(&project.root, listener)?);
    println!("{address}");
    if options.open && has_display() {
        open(&address);
    }
    loop {
        std::thread::park();
    }
}

fn listen(port: Option<u16>) -> Result<TcpListener> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    if let Some(port) = port {
        return bind(port)
            .with_context(|| format!("port {port} cannot be used; `--port 0` takes any free one"));
    }
    for port in FIRST_PORT..=LAST_PORT {
        match bind(port) {
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            listener => return listener.context("this machine does not let us listen on 127.0.0.1"),
        }
    }
    bind(0).context("no port is free")
}

fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(windows, target_os = "macos")) || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// A courtesy: where it fails, the printed address serves as well.
fn open(address: &str) {
    let mut command = if cfg!(windows) {
        let mut cmd = Command::new("cmd");
        cmd.args(["/C", "start", ""]);
        cmd
    } else {
        Command::new(if cfg!(target_os = "macos") { "open" } else { "xdg-open" })
    };
    let started =
        command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if started.is_err() {
        eprintln!("note: no browser could be opened; the address is printed above");
    }
}

#[cfg(test)]
mod tests {
    use super::{Options, listen};

    #[test]
    fn options_come_in_any_order() {
        let options = Options::parse(&["--no-open", "--port", "0"]).unwrap();
        assert_eq!((options.port, options.open), (Some(0), false));
        let options = Options::parse(&[]).unwrap();
        assert_eq!((options.port, options.open), (None, true));
        for bad in [&["--port"][..], &["--port", "65536"], &["--prot", "1"]] {
            assert!(Options::parse(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_taken_port_is_refused_or_passed_over() {
        let taken = listen(Some(0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        assert!(listen(Some(port)).is_err());
        let (first, second) = (listen(None).unwrap(), listen(None).unwrap());
        assert_ne!(first.local_addr().unwrap(), second.local_addr().unwrap());
    }
}
