//! The floors of the house: who may know whom, in both languages. The table here is the rule.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Rust rooms by floor. A room imports floors below its own; `siblings` names who may meet on one floor.
const RUST: &[(u32, &[&str])] = &[
    (0, &["order", "memory", "figure"]),
    (1, &["pack"]),
    (2, &["math", "finding", "error", "protocol"]),
    (3, &["read"]),
    (4, &["data"]),
    (5, &["stats"]),
    (6, &["segment"]),
    (7, &["policy"]),
    (8, &["stock"]),
    (9, &["plan"]),
    (10, &["trial", "promise", "watch"]),
    (11, &["export"]),
    (12, &["session"]),
    (13, &["wasm"]),
];

/// TypeScript rooms by floor.
const TYPESCRIPT: &[(u32, &[&str])] = &[
    (0, &["wire", "style"]),
    (1, &["text"]),
    (2, &["engine"]),
    (3, &["offline"]),
    (4, &["state"]),
    (5, &["parts", "charts"]),
    (6, &["views"]),
    (7, &["main"]),
];

/// Rooms that know no domain: what they may import, whatever floor that is on.
const DOMAINLESS: &[(&str, &[&str])] = &[("parts", &["text"]), ("charts", &["text"])];

fn floor(table: &[(u32, &[&str])], room: &str) -> Option<u32> {
    table.iter().find(|(_, rooms)| rooms.contains(&room)).map(|(floor, _)| *floor)
}

fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            found.extend(files(&entry, endings));
        } else if endings.iter().any(|ending| entry.extension().is_some_and(|own| own == *ending)) {
            found.push(entry);
        }
    }
    found.sort();
    found
}

/// The room of a file: the first part of its path under `root`, without an ending.
fn room(root: &Path, file: &Path) -> String {
    let first = file.strip_prefix(root).unwrap().components().next().unwrap();
    let name = first.as_os_str().to_string_lossy().into_owned();
    name.split('.').next().unwrap().to_owned()
}

/// Code without its tests and comments: tests may reach across rooms for their data.
fn shipped(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or(text);
    let code = code.split("#[cfg(test)]\npub(crate) mod tests").next().unwrap_or(code);
    let code = code.split("#[cfg(test)]\npub(super) mod tests").next().unwrap_or(code);
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn rust_rooms_import_only_floors_below() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut broken = Vec::new();
    for file in files(&root, &["rs"]) {
        let own = room(&root, &file);
        if own == "lib" {
            continue;
        }
        let floor_of_own = floor(RUST, &own).unwrap_or_else(|| panic!("{own} stands on no floor"));
        let code = shipped(&fs::read_to_string(&file).unwrap());
        for part in code.split("crate::").skip(1) {
            let other: String =
                part.chars().take_while(|sign| sign.is_alphanumeric() || *sign == '_').collect();
            let Some(floor_of_other) = floor(RUST, &other) else { continue };
            if other != own && floor_of_other >= floor_of_own {
                broken.push(format!("{} imports {other}", file.strip_prefix(&root).unwrap().display()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn the_protocol_imports_nothing_of_ours() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/protocol");
    for file in files(&root, &["rs"]) {
        let code = shipped(&fs::read_to_string(&file).unwrap());
        let foreign = code.split("crate::").skip(1).find(|path| !path.starts_with("protocol::"));
        assert!(foreign.is_none(), "{} imports a room", file.display());
    }
}

#[test]
fn only_the_border_knows_javascript() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in files(&root, &["rs"]) {
        let code = shipped(&fs::read_to_string(&file).unwrap());
        let knows = ["wasm_bindgen", "js_sys"].iter().any(|name| code.contains(name));
        assert_eq!(knows, room(&root, &file) == "wasm", "{}", file.display());
    }
}

#[test]
fn only_math_knows_statrs_and_only_read_knows_records() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (library, home) in [("statrs::", "math"), ("csv_core::", "read")] {
        for file in files(&root, &["rs"]) {
            let code = shipped(&fs::read_to_string(&file).unwrap());
            assert!(
                !code.contains(library) || room(&root, &file) == home,
                "{} uses {library}",
                file.display()
            );
        }
    }
}

#[test]
fn typescript_rooms_import_only_floors_below() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/src");
    let domainless: BTreeMap<_, _> = DOMAINLESS.iter().copied().collect();
    let mut broken = Vec::new();
    for file in files(&root, &["ts", "tsx"]) {
        let own = room(&root, &file);
        let floor_of_own = floor(TYPESCRIPT, &own).unwrap_or_else(|| panic!("{own} stands on no floor"));
        for other in imports(&root, &file).into_iter().filter(|other| *other != own) {
            let below = floor(TYPESCRIPT, &other).is_some_and(|floor| floor < floor_of_own);
            let allowed = domainless.get(own.as_str()).is_none_or(|rooms| rooms.contains(&other.as_str()));
            if !below || !allowed {
                broken.push(format!("{} imports {other}", file.strip_prefix(&root).unwrap().display()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

/// The rooms that a file imports by relative paths.
fn imports(root: &Path, file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap();
    let quoted = text.split(['"', '\'']).skip(1).step_by(2);
    let mut rooms = Vec::new();
    for path in quoted.filter(|path| path.starts_with("./") || path.starts_with("../")) {
        let mut folder = file.parent().unwrap().to_path_buf();
        for part in path.split('/') {
            match part {
                "." => {}
                ".." => folder = folder.parent().unwrap().to_path_buf(),
                name => folder.push(name),
            }
        }
        if folder.starts_with(root) && folder != root {
            rooms.push(room(root, &folder));
        }
    }
    rooms
}

#[test]
fn only_what_was_agreed_stands_at_the_top() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let agreed = ["Cargo.toml", "Cargo.lock", "LICENSE", "README.md", "src", "www", "tests", "target"];
    for entry in fs::read_dir(top).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(name.starts_with('.') || agreed.contains(&name.as_str()), "{name} stands at the top");
    }
}
