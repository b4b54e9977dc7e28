//! A small web server for this machine: the page and nothing else, with the headers a careful host would send.

use anyhow::{Result, anyhow};
use std::fs::File;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use tiny_http::{Header, Method, Request, Response, Server};

/// What the page may do. It needs no more, so whoever embeds it can be as strict.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'";

/// Serves `root` to whoever connects, in threads of its own, until the process ends.
pub(crate) fn start(root: &Path, listener: TcpListener) -> Result<SocketAddr> {
    let address = listener.local_addr()?;
    let server = Server::from_listener(listener, None).map_err(|error| anyhow!("cannot serve: {error}"))?;
    let (server, root) = (Arc::new(server), Arc::<Path>::from(root.canonicalize()?));
    // One slow reader must not make the others wait.
    for _ in 0..4 {
        let (server, root) = (Arc::clone(&server), Arc::clone(&root));
        thread::spawn(move || server.incoming_requests().for_each(|request| answer(&root, request)));
    }
    Ok(address)
}

fn answer(root: &Path, request: Request) {
    let file = find(root, request.url()).and_then(|path| Some((File::open(&path).ok()?, media_type(&path))));
    // A browser that went away in the middle of an answer is no error.
    let _gone = match (request.method(), file) {
        (Method::Get | Method::Head, Some((file, kind))) => {
            let response = Response::from_file(file).with_chunked_threshold(usize::MAX);
            request.respond(with_headers(response, kind))
        }
        (Method::Get | Method::Head, None) => request.respond(plain(404, "There is no such file here.\n")),
        _ => request.respond(plain(405, "This server only answers GET and HEAD.\n")),
    };
}

fn plain(status: u16, text: &str) -> Response<std::io::Cursor<Vec<u8>>> {
    with_headers(Response::from_string(text).with_status_code(status), "text/plain; charset=utf-8")
}

fn with_headers<R: std::io::Read>(response: Response<R>, media_type: &str) -> Response<R> {
    let headers = [
        ("Content-Type", media_type),
        ("Content-Security-Policy", POLICY),
        ("Cache-Control", "no-cache"),
        ("X-Content-Type-Options", "nosniff"),
        // As static hosts do: the element can then be embedded from another origin.
        ("Access-Control-Allow-Origin", "*"),
    ];
    let headers = headers.into_iter().filter_map(|(name, value)| Header::from_bytes(name, value).ok());
    headers.fold(response, Response::with_header)
}

/// The file behind a URL: index.html or something below www, by a plain name, and really there.
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
    let public = file == root.join("index.html") || file.starts_with(root.join("www"));
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
    use std::fs;
    use std::io::{Read, Write};
    use std::net::TcpStream;

    /// A directory with public and private files, removed at the end of its test.
    struct Site(PathBuf);

    impl Site {
        fn new(name: &str) -> Self {
            let root = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
            for (path, text) in [
                ("index.html", "<!doctype html>"),
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
        for url in ["/", "/?x=1", "/index.html", "/www/pkg/engine.wasm", "/www/pkg/engine.wasm?v=2"] {
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
}
