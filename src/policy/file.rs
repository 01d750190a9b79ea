//! The policy file: text in, a checked policy out, and back to text.
//!
//! Nothing of a file is lost: reading and writing gives the same fields in the canonical order, those that this
//! version does not know included. A file that cannot be used is refused with line, column and what is allowed.

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter};
use serde_json::value::RawValue;
use serde_path_to_error::Segment;

use crate::error::Error;
use crate::finding::Findings;
use crate::protocol::policy::{FORMAT, PolicyFile, VERSION};

use super::check::checked;
use super::place::{Member, Path, ROOT, Step, members, part, path_text, spot};
use super::source::{Source, shown};

/// The largest file that is read, in bytes.
pub const MOST_BYTES: usize = 1 << 20;
/// The deepest nesting of lists and objects that is read.
pub const MOST_LEVELS: usize = 32;

/// Reads a policy file.
///
/// # Errors
/// Not JSON, larger than [`MOST_BYTES`], deeper than [`MOST_LEVELS`], a field twice, another format, a newer
/// version, a value that is not allowed: each with its place in the text.
///
/// ```
/// use segmented_safety_stock::policy::{PolicyFile, read, text};
/// let (policy, findings) = read(&text(&PolicyFile::default()))?;
/// assert_eq!(policy, PolicyFile::default());
/// # Ok::<(), segmented_safety_stock::error::Error>(())
/// ```
pub fn read(text: &str) -> Result<(PolicyFile, Findings), Error> {
    if text.len() > MOST_BYTES {
        return Err(Error::PolicyTooLarge { bytes: text.len(), most: MOST_BYTES });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let whole: &RawValue = serde_json::from_str(text).map_err(|error| not_json(&error))?;
    let source = Source(Some(text));
    walk(whole.get(), &ROOT, 1, source)?;
    match version(whole.get(), source)? {
        VERSION => {}
        older => return Err(source.refused(&ROOT.key("version"), &older, "a whole number from 1")),
    }
    let policy = typed(text)?;
    let findings = checked(&policy, source)?;
    Ok((policy, findings))
}

/// The policy as a file to keep: canonical JSON, two blanks a level, fields in their documented order, names in
/// code point order, whole numbers without a point.
pub fn text(policy: &PolicyFile) -> String {
    let mut out = Vec::new();
    let mut writer = serde_json::Serializer::with_formatter(&mut out, Canonical(PrettyFormatter::new()));
    // Writing into memory fails for no policy: its map keys are texts, and JSON writes no NaN but null.
    let written = policy.serialize(&mut writer).map(|()| out.push(b'\n'));
    written.ok().and_then(|()| String::from_utf8(out).ok()).unwrap_or_default()
}

/// Refuses a field that stands twice and what lies too deep.
fn walk(raw: &str, here: &Path<'_>, level: usize, source: Source<'_>) -> Result<(), Error> {
    let inside = members(raw);
    if !inside.is_empty() && level > MOST_LEVELS {
        return Err(Error::PolicyTooDeep { place: source.place(here), most: MOST_LEVELS });
    }
    let mut names = std::collections::BTreeSet::new();
    for (member, value) in &inside {
        let path = member.path(here);
        if let Member::Key(name) = member
            && !names.insert(name)
        {
            let spot = source.0.map(|text| spot(text, value));
            return Err(Error::PolicyFieldTwice {
                place: crate::error::PolicyPlace { path: path.to_string(), spot },
            });
        }
        walk(value, &path, level + 1, source)?;
    }
    Ok(())
}

/// The version of a policy of our format.
fn version(raw: &str, source: Source<'_>) -> Result<u32, Error> {
    let field = |name| part_of(raw, name);
    let format = field("format").and_then(|raw| serde_json::from_str::<String>(raw).ok());
    if format.as_deref() != Some(FORMAT) {
        let found = field("format").map_or_else(|| shown(raw), |raw| format!("`format` is {}", shown(raw)));
        return Err(Error::PolicyFormat { found });
    }
    let number = field("version").unwrap_or("no version");
    let Ok(found) = number.parse::<u64>() else {
        return Err(source.refused(&ROOT.key("version"), &shown(number), "a whole number from 1"));
    };
    u32::try_from(found)
        .ok()
        .filter(|&found| found <= VERSION)
        .ok_or(Error::PolicyNewer { found, known: VERSION })
}

fn part_of<'t>(raw: &'t str, name: &str) -> Option<&'t str> {
    let inside = members(raw);
    inside.into_iter().find(|(member, _)| member.step() == Step::Key(name)).map(|(_, value)| value)
}

/// The text as the policy's shape, or what stands in the way.
fn typed(text: &str) -> Result<PolicyFile, Error> {
    let mut reader = serde_json::Deserializer::from_str(text);
    serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let steps: Vec<Step<'_>> = error.path().iter().filter_map(step).collect();
        let found = part(text, &steps);
        let place = crate::error::PolicyPlace { path: path_text(&steps), spot: Some(spot(text, found)) };
        Error::PolicyField { place, found: shown(found), allowed: allowed(&without_place(error.inner())) }
    })
}

fn step(segment: &Segment) -> Option<Step<'_>> {
    match segment {
        Segment::Seq { index } => Some(Step::Index(*index)),
        Segment::Map { key } => Some(Step::Key(key)),
        Segment::Enum { .. } | Segment::Unknown => None,
    }
}

fn not_json(error: &serde_json::Error) -> Error {
    let reason = without_place(error);
    let reason = if error.is_eof() { format!("the text ends too early ({reason})") } else { reason };
    Error::PolicyNotJson { reason, line: error.line(), column: error.column().max(1) }
}

/// The reader's message without the place that it appends.
fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.rsplit_once(" at line ").map_or(message.clone(), |(reason, _)| reason.to_owned())
}

/// What a field may hold, from the reader's message about what it does hold.
fn allowed(message: &str) -> String {
    let expected = message.rsplit_once("expected ").map_or(message, |(_, expected)| expected);
    if let Some(field) = message.strip_prefix("missing field ") {
        return format!("an object with the field {field}");
    }
    match expected {
        "f64" => "a number".to_owned(),
        "u32" => "a whole number from 0 to 4294967295".to_owned(),
        "number out of range" => "a number that a computer can hold".to_owned(),
        // The reader's word where a setting's name should stand.
        "a string" | "value" => "a text in quotes".to_owned(),
        "a boolean" => "true or false".to_owned(),
        "a sequence" => "a list in [ ]".to_owned(),
        shape if shape.starts_with("struct ") || shape == "a map" => "an object in { }".to_owned(),
        choices => choices.strip_prefix("one of ").unwrap_or(choices).to_owned(),
    }
}

/// Two blanks a level; whole numbers as people write them.
struct Canonical(PrettyFormatter<'static>);

impl Formatter for Canonical {
    fn write_f64<W: ?Sized + std::io::Write>(&mut self, out: &mut W, value: f64) -> std::io::Result<()> {
        /// From here on neighbouring doubles are more than a whole number apart.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if value.fract() == 0.0 && value.abs() < EXACT {
            write!(out, "{}", value as i64)
        } else {
            self.0.write_f64(out, value)
        }
    }

    fn begin_array<W: ?Sized + std::io::Write>(&mut self, out: &mut W) -> std::io::Result<()> {
        self.0.begin_array(out)
    }

    fn end_array<W: ?Sized + std::io::Write>(&mut self, out: &mut W) -> std::io::Result<()> {
        self.0.end_array(out)
    }

    fn begin_array_value<W: ?Sized + std::io::Write>(
        &mut self,
        out: &mut W,
        first: bool,
    ) -> std::io::Result<()> {
        self.0.begin_array_value(out, first)
    }

    fn end_array_value<W: ?Sized + std::io::Write>(&mut self, out: &mut W) -> std::io::Result<()> {
        self.0.end_array_value(out)
    }

    fn begin_object<W: ?Sized + std::io::Write>(&mut self, out: &mut W) -> std::io::Result<()> {
        self.0.begin_object(out)
    }

    fn end_object<W: ?Sized + std::io::Write>(&mut self, out: &mut W) -> std::io::Result<()> {
        self.0.end_object(out)
    }

    fn begin_object_key<W: ?Sized + std::io::Write>(
        &mut self,
        out: &mut W,
        first: bool,
    ) -> std::io::Result<()> {
        self.0.begin_object_key(out, first)
    }

    fn begin_object_value<W: ?Sized + std::io::Write>(&mut self, out: &mut W) -> std::io::Result<()> {
        self.0.begin_object_value(out)
    }

    fn end_object_value<W: ?Sized + std::io::Write>(&mut self, out: &mut W) -> std::io::Result<()> {
        self.0.end_object_value(out)
    }
}
