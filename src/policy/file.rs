//! The policy file: text in, a checked policy out, and back to text.
//!
//! Nothing of a file is lost: reading and writing gives the same fields in the canonical order, those that this
//! version does not know included. A file that cannot be used is refused with line, column and what is allowed.

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::error::{Error, PolicyPlace};
use crate::finding::Findings;
use crate::protocol::part::{Misfit, Part};
use crate::protocol::path::{Member, Step, path_text};
use crate::protocol::policy::{FORMAT, PolicyFile, VERSION};

use super::check::checked;
use super::place::{Path, ROOT, members, part, spot};
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
    let value = value(whole.get(), &ROOT, 1, source)?;
    match version(whole.get(), &value, source)? {
        VERSION => {}
        older => return Err(source.refused(&ROOT.key("version"), &older, "a whole number from 1")),
    }
    let mut policy = PolicyFile::default();
    policy.read(value).map_err(|misfit| refused(text, &misfit))?;
    let findings = checked(&policy, source)?;
    Ok((policy, findings))
}

/// The policy as a file to keep: canonical JSON, two blanks a level, fields in their documented order, names in
/// code point order, whole numbers without a point.
pub fn text(policy: &PolicyFile) -> String {
    // Writing into memory fails for no policy: its names are texts, and its numbers finite.
    let written = serde_json::to_string_pretty(policy).map(|text| text + "\n");
    written.unwrap_or_default()
}

/// The value of a valid JSON text. Refuses a field that stands twice, what lies too deep, and what stands for no
/// value at all: a number beyond every double, half a character.
fn value(raw: &str, here: &Path<'_>, level: usize, source: Source<'_>) -> Result<Value, Error> {
    let inside = members(raw).map_err(|_| source.refused(here, &shown(raw), CHARACTERS))?;
    if !inside.is_empty() && level > MOST_LEVELS {
        return Err(Error::PolicyTooDeep { place: source.place(here), most: MOST_LEVELS });
    }
    if raw.starts_with('[') {
        let values = inside.iter().map(|(member, raw)| value(raw, &here.member(member), level + 1, source));
        return values.collect();
    }
    if !raw.starts_with('{') {
        return single(raw).map_err(|allowed| source.refused(here, &shown(raw), allowed));
    }
    let mut fields = Map::new();
    for (member, raw) in inside {
        let path = here.member(&member);
        let field = value(raw, &path, level + 1, source)?;
        let spot = source.0.map(|text| spot(text, raw));
        let place = PolicyPlace { path: path.to_string(), spot };
        if let Member::Key(name) = member
            && fields.insert(name, field).is_some()
        {
            return Err(Error::PolicyFieldTwice { place });
        }
    }
    Ok(fields.into())
}

/// A text, a number, true, false or null; or what stands there instead.
fn single(raw: &str) -> Result<Value, &'static str> {
    match raw {
        "null" => Ok(Value::Null),
        "true" | "false" => Ok((raw == "true").into()),
        text if text.starts_with('"') => {
            serde_json::from_str(text).map(Value::String).map_err(|_| CHARACTERS)
        }
        number => number.parse::<i64>().map(Value::from).or_else(|_| {
            let double = fast_float2::parse(number).ok().and_then(serde_json::Number::from_f64);
            double.map(Value::Number).ok_or("a number that a computer can hold")
        }),
    }
}

/// What a text and a name are made of.
const CHARACTERS: &str = "a text of whole characters";

/// The version of a policy of our format.
fn version(raw: &str, policy: &Value, source: Source<'_>) -> Result<u32, Error> {
    let written = |name| part(raw, &[Step::Key(name)]);
    match policy.get("format") {
        Some(Value::String(format)) if format == FORMAT => {}
        Some(_) => {
            return Err(Error::PolicyFormat { found: format!("`format` is {}", shown(written("format"))) });
        }
        None => return Err(Error::PolicyFormat { found: shown(raw) }),
    }
    let version = policy.get("version");
    let Some(found) = version.and_then(Value::as_u64) else {
        let found = version.map_or("no version".to_owned(), |_| shown(written("version")));
        return Err(source.refused(&ROOT.key("version"), &found, "a whole number from 1"));
    };
    u32::try_from(found)
        .ok()
        .filter(|&found| found <= VERSION)
        .ok_or(Error::PolicyNewer { found, known: VERSION })
}

/// A value of the text that is none of those allowed.
fn refused(text: &str, misfit: &Misfit) -> Error {
    let steps = misfit.steps();
    let found = part(text, &steps);
    let place = PolicyPlace { path: path_text(&steps), spot: Some(spot(text, found)) };
    Error::PolicyField { place, found: shown(found), allowed: misfit.allowed.clone() }
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
