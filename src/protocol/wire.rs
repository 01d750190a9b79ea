//! Writes `www/src/wire.ts`: the protocol as TypeScript sees it. Runs with the tests; a changed file that is
//! not committed fails the project's check.

use std::any::TypeId;
use std::collections::BTreeMap;

use ts_rs::{Config, TS, TypeVisitor};

use super::{Answer, Request};

const HEAD: &str = "// The protocol between the page and the engine. Generated from src/protocol by `cargo test`: do not edit.\n";

/// Declarations by name, each once.
#[derive(Default)]
struct Declarations {
    seen: Vec<TypeId>,
    by_name: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if self.seen.contains(&TypeId::of::<T>()) {
            return;
        }
        self.seen.push(TypeId::of::<T>());
        T::visit_dependencies(self);
        T::visit_generics(self);
        if T::output_path().is_some() {
            let config = Config::default();
            let docs = T::docs().unwrap_or_default();
            self.by_name.insert(T::ident(&config), format!("{docs}export {}", T::decl(&config)));
        }
    }
}

#[test]
fn the_page_sees_the_protocol_as_it_is() {
    let mut declarations = Declarations::default();
    declarations.visit::<Request>();
    declarations.visit::<Answer>();
    let texts: Vec<_> = declarations.by_name.values().map(String::as_str).collect();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/www/src/wire.ts");
    let written = format!("{HEAD}\n{}\n", texts.join("\n\n"));
    if std::fs::read_to_string(path).is_ok_and(|old| old == written) {
        return;
    }
    std::fs::write(path, written).expect("www/src/wire.ts can be written");
}
