//! Where a checked policy comes from: a text, whose lines and columns are known, or a value of the page.

use crate::error::{Error, PolicyPlace};
use crate::finding::{Cause, Findings, PLACES, Place};

use super::place::{Path, part, spot};

/// Characters of a value that a complaint shows.
const SHOWN: usize = 60;

/// A policy's text, or none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'t>(pub Option<&'t str>);

impl Source<'_> {
    /// The place of a field.
    pub fn place(self, path: &Path<'_>) -> PolicyPlace {
        let spot = self.0.map(|text| spot(text, part(text, &path.steps())));
        PolicyPlace { path: path.to_string(), spot }
    }

    /// Refuses a field: what was found, what is allowed.
    pub fn refused(self, path: &Path<'_>, found: &impl ToString, allowed: impl Into<String>) -> Error {
        Error::PolicyField { place: self.place(path), found: found.to_string(), allowed: allowed.into() }
    }

    /// Refuses a text field; the text stands in quotes.
    pub fn refused_text(self, path: &Path<'_>, found: &str, allowed: impl Into<String>) -> Error {
        self.refused(path, &shown(&format!("{found:?}")), allowed)
    }
}

/// Fields that one finding names. Lines are looked up for as many as the finding keeps, so that a file full of
/// such fields is read in linear time.
pub(super) struct Naming<'v, 't> {
    source: Source<'t>,
    findings: &'v mut Findings,
    cause: Cause,
    named: usize,
}

impl<'v, 't> Naming<'v, 't> {
    /// Nothing named yet.
    pub fn new(source: Source<'t>, findings: &'v mut Findings, cause: Cause) -> Self {
        Naming { source, findings, cause, named: 0 }
    }

    /// Names a field and what was found in it.
    pub fn field(&mut self, path: &Path<'_>, found: &str) {
        let spot = if self.named < PLACES { self.source.place(path).spot } else { None };
        self.named += 1;
        let line = spot.map_or(0, |(line, _)| line as u64);
        self.findings.note("", self.cause, Place { line, column: path.to_string(), found: shown(found) });
    }
}

/// A value in one line, cut where it is long.
pub(super) fn shown(raw: &str) -> String {
    let line = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SHOWN { line } else { line.chars().take(SHOWN - 1).chain(['…']).collect() }
}
