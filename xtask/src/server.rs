//! A small web server for this machine: the page and nothing else, with the headers a careful host would send.
//!
//! One thread and one request a connection, over the standard library. The small servers there are keep
//! connections in a pool of threads, and a browser that opens many at once and holds them leaves others unanswered.

use anyhow::Result;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// What the page may do, as it says itself: docs/hosting.md has the reasons. Pages that tests embed it in are held to it, too.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'";
/// A request's head is a few hundred bytes; whoever sends more, or sends nothing, is not a browser of the page.
const LONGEST_HEAD: u64 = 64 * 1024;
const PATIENCE: Duration = Duration::from_secs(10);

/// Serves `root` to whoever connects, in threads of its own, until the process ends.
pub(crate) fn start(root: &Path, listener: TcpListener) -> Result<SocketAddr> {
    let address = listener.local_addr()?;
    let root = Arc::<Path>::from(root.canonicalize()?);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let root = Arc::clone(&root);
            // A browser that went away in the middle of an answer is no error.
            thread::spawn(move || answer(&root, stream).ok());
        }
    });
    Ok(address)
}

fn answer(root: &Path, mut stream: TcpStream) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut head = BufReader::new((&stream).take(LONGEST_HEAD)).lines();
    let Some(request) = head.next().transpose()? else { return Ok(()) };
    // The headers say nothing that would change the answer; they are read so that closing does not cut it off.
    while head.next().transpose()?.is_some_and(|line| !line.is_empty()) {}

    let mut words = request.split(' ');
    let (method, url) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let file = find(root, url).and_then(|path| Some((fs::read(&path).ok()?, media_type(&path))));
    let text = "text/plain; charset=utf-8";
    let (status, (body, kind)) = match (method, file) {
        ("GET" | "HEAD", Some(file)) => ("200 OK", file),
        ("GET" | "HEAD", None) => ("404 Not Found", (b"There is no such file here.\n".to_vec(), text)),
        _ => ("405 Method Not Allowed", (b"This server only answers GET and HEAD.\n".to_vec(), text)),
    };
    // Access-Control-Allow-Origin as static hosts send it: the element can be embedded from another origin.
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nContent-Security-Policy: {POLICY}\r\n\
         Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\nAccess-Control-Allow-Origin: *\r\n\
         Connection: close\r\n\r\n",
        body.len()
    )?;
    if method != "HEAD" {
        stream.write_all(&body)?;
    }
    stream.flush()
}

/// The file behind a URL: index.html, embed.html or something below www, by a plain name, and really there.
fn find(root: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = if path.is_empty() { "index.html" } else { path };
    let plain = |name: &str| {
        let known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        !name.is_empty() && !name.starts_with('.') && name.chars().all(known)
    };
    if !path.split('/').all(plain) {
        return None;
    }
    // Where a link leads decides, not where it lies.
    let file = root.join(path).canonicalize().ok()?;
    let page = file == root.join("index.html") || file == root.join("embed.html");
    let public = page || file.starts_with(root.join("www"));
    (public && file.is_file()).then_some(file)
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "md" | "txt" => "text/plain; charset=utf-8",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A directory with public and private files, removed at the end of its test.
    struct Site(PathBuf);

    impl Site {
        fn new(name: &str) -> Self {
            let root = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
            for (path, text) in [
                ("index.html", "<!doctype html>"),
                ("embed.html", "<!doctype html>"),
                ("www/pkg/engine.wasm", "\0asm"),
                ("www/pkg/.stamp", "private"),
                ("Cargo.toml", "private"),
                (".git/config", "private"),
                ("target/www/secret.js", "private"),
                ("www-private/a.js", "private"),
            ] {
                let file = root.join(path);
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(file, text).unwrap();
            }
            Self(root.canonicalize().unwrap())
        }
    }

    impl Drop for Site {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).unwrap();
        }
    }

    #[test]
    fn only_the_page_is_public() {
        let site = Site::new("public");
        for url in
            ["/", "/?x=1", "/index.html", "/embed.html", "/www/pkg/engine.wasm", "/www/pkg/engine.wasm?v=2"]
        {
            assert!(find(&site.0, url).is_some(), "{url}");
        }
        for url in [
            "",
            "*",
            "index.html",
            "/Cargo.toml",
            "/.git/config",
            "/target/www/secret.js",
            "/www-private/a.js",
            "/www",
            "/www/",
            "/www/missing.js",
            "/www/pkg/.stamp",
            "/www/../Cargo.toml",
            "/www/%2e%2e/Cargo.toml",
            "/www/..%2fCargo.toml",
            "/www\\..\\Cargo.toml",
            "//etc/passwd",
            "/www//pkg/engine.wasm",
            "/C:/x",
        ] {
            assert_eq!(find(&site.0, url), None, "{url}");
        }
    }

    #[test]
    fn the_page_asks_for_the_same_policy() {
        let page = include_str!("../../index.html");
        assert!(page.contains(&format!(r#"http-equiv="Content-Security-Policy" content="{POLICY}""#)));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_does_not_lead_out() {
        let site = Site::new("link");
        std::os::unix::fs::symlink(site.0.join("Cargo.toml"), site.0.join("www/link.txt")).unwrap();
        assert_eq!(find(&site.0, "/www/link.txt"), None);
    }

    #[test]
    fn answers_carry_type_length_and_policy() {
        let site = Site::new("answers");
        let address = start(&site.0, TcpListener::bind("127.0.0.1:0").unwrap()).unwrap();
        let ask = |line: &str| {
            let mut stream = TcpStream::connect(address).unwrap();
            write!(stream, "{line} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer
        };
        let wasm = ask("GET /www/pkg/engine.wasm");
        assert!(wasm.starts_with("HTTP/1.1 200"), "{wasm}");
        for header in [
            "Content-Type: application/wasm",
            "Content-Length: 4",
            "Cache-Control: no-cache",
            "Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval';",
        ] {
            assert!(wasm.contains(header), "{header} in {wasm}");
        }
        assert!(wasm.ends_with("\r\n\r\n\0asm"), "{wasm}");
        assert!(ask("HEAD /").ends_with("\r\n\r\n"));
        assert!(ask("GET /../Cargo.toml").starts_with("HTTP/1.1 404"));
        assert!(ask("POST /").starts_with("HTTP/1.1 405"));
    }

    #[test]
    fn connections_that_are_held_open_keep_nobody_waiting() {
        let site = Site::new("held");
        let address = start(&site.0, TcpListener::bind("127.0.0.1:0").unwrap()).unwrap();
        let held: Vec<TcpStream> = (0..60).map(|_| TcpStream::connect(address).unwrap()).collect();
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        write!(stream, "GET / HTTP/1.1\r\nHost: {address}\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        drop(held);
    }
}
