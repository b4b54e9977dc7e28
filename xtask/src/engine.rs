//! The engines that the browser tests run in, and where each finds its program.

use crate::browser;
use crate::project::{Project, output};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What draws the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    /// Driven by Playwright.
    Chromium,
    /// Driven over `WebDriver` `BiDi`, which it speaks itself.
    Firefox,
    /// `WebKitGTK`, driven over `WebDriver`, on an X server without a screen.
    WebKit,
}

impl Engine {
    const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The one that `$QUANTSCOPE_ENGINE` names; without it, Chromium.
    pub(crate) fn chosen() -> Result<Self> {
        let Ok(name) = std::env::var("QUANTSCOPE_ENGINE") else { return Ok(Self::Chromium) };
        let engine = Self::ALL.into_iter().find(|engine| engine.name() == name);
        engine.with_context(|| {
            format!("QUANTSCOPE_ENGINE is `{name}`; there are {}", Self::ALL.map(Self::name).join(", "))
        })
    }

    /// Why there can be no such engine on this system; none where there can.
    pub(crate) fn missing_here(self) -> Option<&'static str> {
        (self == Self::WebKit && !cfg!(target_os = "linux")).then_some("WebKitGTK is for Linux")
    }

    /// The program that the tests start: an installed one, or a new one where it may be installed.
    pub(crate) fn find_or_install(self, project: &Project) -> Result<PathBuf> {
        let Some(wanted) = self.wanted() else { return browser::find_or_install(project) };
        if let Some(path) = std::env::var_os(wanted.setting).map(PathBuf::from) {
            if !path.is_file() {
                bail!("{} names {}, and there is no such file", wanted.setting, path.display());
            }
            return Ok(path);
        }
        if wanted.find().is_none() && browser::may_use_apt() {
            browser::apt(wanted.packages)?;
        }
        wanted.find().with_context(|| {
            format!(
                "{} is missing: `sudo apt-get install {}`, or set {} to the path of {}",
                wanted.what,
                wanted.packages.join(" "),
                wanted.setting,
                wanted.programs[0]
            )
        })
    }

    /// What it is and its version, in a line.
    pub(crate) fn version(self, program: &Path) -> String {
        let told = match self {
            Self::Chromium | Self::Firefox => output(Command::new(program).arg("--version")),
            // The driver has no such option, but where it was installed as a package the system knows.
            Self::WebKit => output(Command::new("dpkg-query").args([
                "--show",
                "--showformat=WebKitGTK ${Version}",
                "webkit2gtk-driver",
            ])),
        };
        told.and_then(|text| text.lines().next().map(str::to_owned)).unwrap_or_else(|| self.name().to_owned())
    }

    fn wanted(self) -> Option<Wanted> {
        match self {
            Self::Chromium => None,
            Self::Firefox => Some(Wanted {
                what: "Firefox",
                setting: "QUANTSCOPE_FIREFOX",
                programs: &["firefox-esr", "firefox"],
                places: &[
                    "/Applications/Firefox.app/Contents/MacOS/firefox",
                    "C:/Program Files/Mozilla Firefox/firefox.exe",
                ],
                beside: &[],
                packages: &["firefox-esr"],
            }),
            Self::WebKit => Some(Wanted {
                what: "WebKitGTK with its driver",
                setting: "QUANTSCOPE_WEBKIT",
                programs: &["WebKitWebDriver"],
                places: &[],
                beside: &["Xvfb"],
                packages: &["webkit2gtk-driver", "xvfb"],
            }),
        }
    }
}

/// What an engine needs of the system.
struct Wanted {
    what: &'static str,
    /// The variable that names another program.
    setting: &'static str,
    /// Any of these on the path.
    programs: &'static [&'static str],
    /// Where one may lie that is not on the path.
    places: &'static [&'static str],
    /// All of these on the path, too.
    beside: &'static [&'static str],
    /// Debian's names.
    packages: &'static [&'static str],
}

impl Wanted {
    fn find(&self) -> Option<PathBuf> {
        if self.beside.iter().any(|name| browser::on_path(&[name]).is_none()) {
            return None;
        }
        browser::on_path(self.programs)
            .or_else(|| self.places.iter().map(PathBuf::from).find(|file| file.is_file()))
    }
}
