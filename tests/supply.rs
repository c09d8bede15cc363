//! What the program is made of: no crate that talks to a network, no licence that nobody looked at.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Crates that open connections, or carry them.
const NETWORK: [&str; 22] = [
    "async-std",
    "attohttpc",
    "curl",
    "h2",
    "hyper",
    "isahc",
    "minreq",
    "mio-extras",
    "native-tls",
    "openssl",
    "quinn",
    "reqwest",
    "rustls",
    "smol",
    "socket2",
    "ssh2",
    "surf",
    "tokio",
    "trust-dns-resolver",
    "tungstenite",
    "ureq",
    "websocket",
];

/// What may be used, each without a choice and without duties beyond naming it.
const ALLOWED: [&str; 13] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "WTFPL",
    "Zlib",
];

/// Crates with a licence of their own kind, looked at one by one: files of theirs that are changed would have to be
/// published, and none is changed.
const WEAK_COPYLEFT: &str = "MPL-2.0";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn no_crate_talks_to_a_network() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let names: Vec<&str> = lock
        .lines()
        .filter_map(|l| l.strip_prefix("name = \"")?.strip_suffix('"'))
        .collect();
    assert!(names.len() > 50);
    for name in NETWORK {
        assert!(!names.contains(&name), "{name} is in Cargo.lock");
    }
}

#[test]
fn no_line_of_ours_opens_a_connection() {
    fn each(folder: &Path, check: &mut dyn FnMut(&Path)) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                each(&path, check);
            } else if path.extension().is_some_and(|e| e == "rs") {
                check(&path);
            }
        }
    }
    let mut seen = 0;
    each(&root().join("src"), &mut |path| {
        let text = fs::read_to_string(path).unwrap();
        for word in [
            "std::net",
            "TcpStream",
            "UdpSocket",
            "UnixStream::connect",
            "UnixListener",
            "ToSocketAddrs",
            "rustix::net",
        ] {
            assert!(!text.contains(word), "{word} in {}", path.display());
        }
        seen += 1;
    });
    assert!(seen > 50);
}

/// Whether an expression such as `MIT OR (Apache-2.0 AND ISC)` can be fulfilled with what is allowed.
fn fits(expression: &str) -> bool {
    let plain = expression
        .replace(['(', ')'], "")
        .replace(" / ", " OR ")
        .replace('/', " OR ");
    if expression.contains(") AND") || expression.contains(" AND ") {
        return expression
            .split(" AND ")
            .all(|part| fits(part.trim_matches(['(', ')'])));
    }
    plain
        .split(" OR ")
        .any(|l| ALLOWED.contains(&l.trim()) || l.trim() == WEAK_COPYLEFT)
}

/// Name, version and licence of each crate, as `docs/LICENCES.md` lists them.
fn crates() -> Option<BTreeMap<String, String>> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["metadata", "--format-version", "1", "--locked"]);
    let output = command.current_dir(root()).output().ok()?;
    let all: Value = serde_json::from_slice(&output.stdout).ok()?;
    let text = |p: &Value, key: &str| {
        let text = p.get(key).and_then(Value::as_str);
        text.unwrap_or("none").to_owned()
    };
    let packages = all.get("packages")?.as_array()?.iter();
    let row = |p: &Value| {
        (
            format!("{} {}", text(p, "name"), text(p, "version")),
            text(p, "license"),
        )
    };
    Some(
        packages
            .filter(|p| text(p, "name") != "dudao")
            .map(row)
            .collect(),
    )
}

#[test]
fn every_licence_was_looked_at_and_is_listed() {
    let Some(crates) = crates() else {
        eprintln!("skipped: cargo metadata gives no answer here");
        return;
    };
    let misfits: Vec<_> = crates.iter().filter(|(_, l)| !fits(l)).collect();
    assert!(misfits.is_empty(), "{misfits:?}");
    let head = "# Licences\n\nThe crates that the program and its tests are made of, for all platforms, from `cargo metadata`. \
        `DUDAO_WRITE=1 cargo test --test supply`\nwrites this list; the same test holds it.\n\n| crate | licence |\n|---|---|\n";
    let mut rows = String::new();
    for (name, licence) in &crates {
        writeln!(rows, "| {name} | {licence} |").unwrap();
    }
    let (path, list) = (root().join("docs/LICENCES.md"), format!("{head}{rows}"));
    if std::env::var_os("DUDAO_WRITE").is_some() {
        fs::write(&path, &list).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap();
    assert!(
        written == list,
        "docs/LICENCES.md is not up to date: DUDAO_WRITE=1 cargo test --test supply"
    );
}

/// `deny.toml` says to cargo-deny what these tests say without it.
#[test]
fn cargo_deny_is_told_the_same() {
    fn texts(list: &toml::Value) -> Vec<&str> {
        let list = list.as_array().unwrap().iter();
        list.map(|v| v.as_str().unwrap()).collect()
    }
    let text = fs::read_to_string(root().join("deny.toml")).unwrap();
    let said: toml::Table = text.parse().unwrap();
    let said = toml::Value::Table(said);
    assert_eq!(texts(&said["licenses"]["allow"]), ALLOWED);
    assert_eq!(texts(&said["bans"]["deny"]), NETWORK);
    for exception in said["licenses"]["exceptions"].as_array().unwrap() {
        assert_eq!(texts(&exception["allow"]), [WEAK_COPYLEFT]);
    }
    let named = |crates: &BTreeMap<String, String>| -> Vec<String> {
        let weak = crates.iter().filter(|(_, l)| *l == WEAK_COPYLEFT);
        weak.map(|(name, _)| name.split(' ').next().unwrap().to_owned())
            .collect()
    };
    let Some(crates) = crates() else {
        eprintln!("skipped: cargo metadata gives no answer here");
        return;
    };
    let exceptions = said["licenses"]["exceptions"].as_array().unwrap().iter();
    let exceptions: Vec<_> = exceptions.map(|e| e["crate"].as_str().unwrap()).collect();
    assert_eq!(exceptions, named(&crates));
}
