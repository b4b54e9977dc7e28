//! Finds a Chromium for the browser tests, or installs one.

use crate::project::{Project, output, run};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The headless shell first: it draws the same pages and has no windows of its own to draw, which is a quarter of the work.
const NAMES: [&str; 7] = [
    "chromium-headless-shell",
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];

const PLACES: [&str; 4] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
];

/// The browser's path: `$QUANTSCOPE_BROWSER`, an installed one, one that Playwright has downloaded, or a new one.
pub(crate) fn find_or_install(project: &Project) -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("QUANTSCOPE_BROWSER").map(PathBuf::from) {
        if !path.is_file() {
            bail!("QUANTSCOPE_BROWSER names {}, and there is no such file", path.display());
        }
        return Ok(path);
    }
    if let Some(path) = find(project) {
        return Ok(path);
    }
    install(project).context(
        "no browser found: install Chromium or Chrome, or set QUANTSCOPE_BROWSER to the path of one",
    )?;
    find(project).context("no browser found although one was installed: set QUANTSCOPE_BROWSER to its path")
}

fn find(project: &Project) -> Option<PathBuf> {
    let place = || PLACES.map(PathBuf::from).into_iter().find(|file| file.is_file());
    on_path(&NAMES).or_else(place).or_else(|| playwright_s(project))
}

/// The first program of one of these names on the path.
pub(crate) fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let suffix = std::env::consts::EXE_SUFFIX;
    std::env::split_paths(&path)
        .flat_map(|directory| names.iter().map(move |name| directory.join(format!("{name}{suffix}"))))
        .find(|file| file.is_file())
}

/// Where Playwright keeps its own Chromium, if it has downloaded it.
fn playwright_s(project: &Project) -> Option<PathBuf> {
    let ask = "import { chromium } from 'playwright-core'; console.log(chromium.executablePath())";
    let path = output(project.node("--input-type=module").args(["--eval", ask]))?;
    Some(PathBuf::from(path)).filter(|file| file.is_file())
}

/// Debian's package where we may install it, since it brings the libraries and fonts a bare system lacks;
/// otherwise Playwright's download.
fn install(project: &Project) -> Result<()> {
    if may_use_apt() {
        // Older releases have no package of the shell alone.
        return apt(&["chromium-headless-shell"]).or_else(|_| apt(&["chromium"]));
    }
    let mut playwright = project.node("node_modules/playwright-core/cli.js");
    playwright.args(["install", "chromium"]);
    if is_root() {
        playwright.arg("--with-deps");
    }
    run(&mut playwright)
}

/// Whether Debian's packages may be installed unasked.
pub(crate) fn may_use_apt() -> bool {
    is_root() && is_debian()
}

/// Installs packages of Debian, and letters for both languages of the page.
pub(crate) fn apt(packages: &[&str]) -> Result<()> {
    let apt =
        |args: &[&str]| run(Command::new("apt-get").env("DEBIAN_FRONTEND", "noninteractive").args(args));
    apt(&["update"])?;
    let install = ["install", "-y", "--no-install-recommends", "fonts-noto-cjk"];
    apt(&[&install[..], packages].concat())
}

fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_some_and(|id| id == "0")
}

/// Not so for Ubuntu, whose `chromium` package is an empty shell around a snap.
fn is_debian() -> bool {
    let release = std::fs::read_to_string(Path::new("/etc/os-release")).unwrap_or_default();
    release.lines().any(|line| line == "ID=debian")
}
