//! The border to JavaScript: the only file that knows it, compiled for wasm32 alone.
//!
//! Narrow on purpose: a session, bytes in, questions and answers as plain objects. Offsets and sizes are f64,
//! because usize has 32 bits here. A panic leaves its message for the worker and traps; the worker is replaced.

use js_sys::{Array, ArrayBuffer, Number, Object, Uint8Array};
use serde::Serialize;
use serde_json::{Map, Value};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

use crate::memory::{self, Lack};
use crate::protocol::answer::{Answer, Failure};
use crate::protocol::request::Request;
use crate::session::{self, part::merged_name};

#[wasm_bindgen]
extern "C" {
    /// The worker's own report of a panic.
    #[wasm_bindgen(js_name = enginePanicked)]
    fn engine_panicked(message: &str);
}

/// Items of the normal model whose stock is made before the page is answered again: about 30 milliseconds.
const ITEMS_IN_ONE_GO: f64 = 50_000.0;

/// The session behind one worker.
#[wasm_bindgen]
pub struct Session {
    session: session::Session,
    /// The part that is merged, then the next one in the same memory, until the file is closed.
    part: Vec<u8>,
    /// Whether whoever does the next job panics.
    #[cfg(feature = "faults")]
    deadly: bool,
}

#[wasm_bindgen]
impl Session {
    /// A session without files. Overrides with a last day are held against this machine's calendar day.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Session {
        std::panic::set_hook(Box::new(|info| engine_panicked(&info.to_string())));
        let mut session = session::Session::new(Some(today()));
        session.answer_within(ITEMS_IN_ONE_GO);
        Session {
            session,
            part: Vec::new(),
            #[cfg(feature = "faults")]
            deadly: false,
        }
    }

    /// A file is about to be fed into a slot.
    pub fn open(&mut self, slot: u32, name: &str, size: f64) {
        self.part = Vec::new();
        self.session.open(slot, name, size);
    }

    /// The next bytes of a file.
    pub fn push(&mut self, slot: u32, bytes: &[u8]) {
        self.session.push(slot, bytes);
    }

    /// Whether there was memory for all that was pushed; where not, nothing is held of the file.
    pub fn has_room(&self, slot: u32) -> bool {
        self.session.has_room(slot)
    }

    /// The plan by which the rest of an open file may be read in [`Part`]s; empty where it is to be pushed on.
    pub fn plan(&mut self, slot: u32) -> Vec<u8> {
        self.session.plan(slot)
    }

    /// Takes a part, in file order: `merged`; `again` where the same range is to be read once more by a new plan;
    /// `alone` where the file is to be opened again and pushed from its first byte; `no_room` where there is no
    /// memory for it and nothing is held of the file.
    pub fn merge(&mut self, slot: u32, pieces: Vec<Uint8Array>) -> String {
        let length = pieces.iter().map(|piece| piece.length() as usize).sum::<usize>();
        let merged = match self.make_room_for(length) {
            Ok(()) => {
                let mut rest = self.part.as_mut_slice();
                for piece in pieces {
                    let (to, behind) = rest.split_at_mut(piece.length() as usize);
                    piece.copy_to(to);
                    rest = behind;
                }
                self.session.merge(slot, self.part.get(..length).unwrap_or_default())
            }
            Err(lack) => self.session.no_room(slot, lack),
        };
        merged_name(merged).to_owned()
    }

    /// Rows of an open file met so far.
    pub fn rows(&self, slot: u32) -> f64 {
        self.session.rows(slot)
    }

    /// The end of a file; the answer is `file_read` or `failure`.
    pub fn close(&mut self, slot: u32) -> JsValue {
        self.part = Vec::new();
        plain(&self.session.close(slot))
    }

    /// The next question may offer so many jobs, for [`work`] in other workers.
    pub fn make_room(&mut self, jobs: u32) {
        self.session.make_room(jobs);
    }

    /// The jobs that the last question offered: each its number and its bytes. Memory of jobs that are done is taken
    /// from `spare`, and used again.
    pub fn jobs(&mut self, spare: &Array) -> Array {
        let job = |job: session::jobs::Job| {
            #[cfg(feature = "faults")]
            let job = if std::mem::take(&mut self.deadly) {
                session::jobs::Job { bytes: DEADLY.to_vec(), ..job }
            } else {
                job
            };
            Array::of2(&job.id.into(), &written(&job.bytes, spare.pop().dyn_ref()))
        };
        self.session.jobs().into_iter().map(job).collect()
    }

    /// What [`work`] made of a job; no bytes where it is lost.
    pub fn done(&mut self, job: u32, bytes: &[u8]) {
        self.session.done(job, bytes);
    }

    /// Answers a request.
    pub fn ask(&mut self, request: &JsValue) -> JsValue {
        #[cfg(feature = "faults")]
        {
            self.deadly |= fault(request);
        }
        match json(request, 0).and_then(|value| Request::read(value).map_err(|misfit| misfit.to_string())) {
            Ok(request) => plain(&self.session.ask(&request)),
            Err(error) => plain(&Answer::Failure(Failure {
                code: "unreadable_request".to_owned(),
                sentence: format!("the question cannot be read: {error}"),
            })),
        }
    }
}

impl Session {
    /// Memory for a part, with some more for those that follow. The binding's own copy would end the engine where
    /// memory does.
    fn make_room_for(&mut self, part: usize) -> Result<(), Lack> {
        if self.part.len() < part {
            self.part = Vec::new();
            self.part = memory::list(part + part / 8)?;
            self.part.resize(self.part.capacity(), 0);
        }
        Ok(())
    }
}

impl Default for Session {
    fn default() -> Self {
        Self::new()
    }
}

/// A range of a file, read by a worker of its own.
#[wasm_bindgen]
pub struct Part {
    part: session::part::Part,
}

#[wasm_bindgen]
impl Part {
    /// The records that begin behind the first line end in the bytes `from..to` of the file; from 0 on all of them.
    #[wasm_bindgen(constructor)]
    pub fn new(plan: &[u8], from: f64, to: f64) -> Part {
        std::panic::set_hook(Box::new(|info| engine_panicked(&info.to_string())));
        Part { part: session::part::Part::new(plan, from as u64, to as u64) }
    }

    /// The offset of the byte to feed first.
    #[wasm_bindgen(getter)]
    pub fn start(&self) -> f64 {
        self.part.start() as f64
    }

    /// The next bytes; whether that is enough. It reads past `to` to the end of its last record.
    pub fn push(&mut self, bytes: &[u8]) -> bool {
        self.part.push(bytes)
    }

    /// Rows met so far.
    #[wasm_bindgen(getter)]
    pub fn rows(&self) -> f64 {
        self.part.rows()
    }

    /// Whether this part alone shows that the file cannot be held: what it then gives says so to [`Session::merge`],
    /// in whatever order.
    #[wasm_bindgen(getter)]
    pub fn refused(&self) -> bool {
        self.part.is_refused()
    }

    /// Ends it, and gives what [`Session::merge`] takes, in pieces. Unless it said that it had enough, the file ends
    /// here.
    #[wasm_bindgen(unchecked_return_type = "Uint8Array<ArrayBuffer>[]")]
    pub fn take(self) -> Array {
        let pieces = Array::new();
        self.part.hand_on(&mut |piece| {
            pieces.push(&Uint8Array::from(piece));
        });
        pieces
    }
}

/// Does a job that a session offered. What it made stands in the job's own memory, where that is large enough.
#[wasm_bindgen]
pub fn work(job: &Uint8Array) -> Uint8Array {
    std::panic::set_hook(Box::new(|info| engine_panicked(&info.to_string())));
    let bytes = job.to_vec();
    #[cfg(feature = "faults")]
    assert!(bytes != DEADLY, "a panic was asked for in a job");
    written(&session::jobs::work(&bytes), Some(&job.buffer()))
}

/// Bytes as JavaScript has them: in this memory, where they fit, else in new memory with some room for the next ones.
fn written(bytes: &[u8], to: Option<&ArrayBuffer>) -> Uint8Array {
    let length = bytes.len() as u32;
    let to = to.filter(|to| to.byte_length() >= length).cloned();
    let to = to.unwrap_or_else(|| ArrayBuffer::new(length + length / 4));
    let to = Uint8Array::new_with_byte_offset_and_length(&to, 0, length);
    to.copy_from(bytes);
    to
}

/// A hash over thousands of results of `math`: the same here as natively, or the build is wrong.
#[wasm_bindgen]
pub fn fingerprint() -> String {
    format!("{:016x}", crate::math::fingerprint::fingerprint())
}

/// A job that panics.
#[cfg(feature = "faults")]
const DEADLY: &[u8] = b"panic";

/// The one request that panics, to test how a panic ends; no shipped build knows it. Whether the next job is to panic.
#[cfg(feature = "faults")]
fn fault(request: &JsValue) -> bool {
    let kind = js_sys::Reflect::get(request, &"kind".into()).ok().and_then(|kind| kind.as_string());
    assert!(kind.as_deref() != Some("panic"), "a panic was asked for by {:?}", "secret");
    kind.as_deref() == Some("panic_in_job")
}

/// An answer as plain objects: no maps, `null` where there is nothing.
fn plain(answer: &Answer) -> JsValue {
    answer
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible().serialize_bytes_as_arrays(false))
        .unwrap_or(JsValue::NULL)
}

/// A question as JSON; a field that is `undefined` counts as absent. By hand and not by serde-wasm-bindgen, whose
/// reader would be compiled in for this one type.
fn json(given: &JsValue, level: usize) -> Result<Value, String> {
    /// Deeper than any question with any policy in it.
    const MOST_LEVELS: usize = 64;
    if level > MOST_LEVELS {
        return Err(format!("it has more than {MOST_LEVELS} levels"));
    }
    if let Some(number) = given.as_f64() {
        return number_of(number);
    }
    if let Some(text) = given.as_string() {
        return Ok(Value::String(text));
    }
    if let Some(flag) = given.as_bool() {
        return Ok(Value::Bool(flag));
    }
    if let Some(list) = given.dyn_ref::<Array>() {
        return list.iter().map(|element| json(&element, level + 1)).collect();
    }
    let Some(object) = given.dyn_ref::<Object>() else { return Ok(Value::Null) };
    let mut fields = Map::new();
    for entry in Object::entries(object).iter() {
        let entry = Array::from(&entry);
        let (name, value) = (entry.get(0), entry.get(1));
        if !value.is_undefined() {
            fields.insert(name.as_string().unwrap_or_default(), json(&value, level + 1)?);
        }
    }
    Ok(fields.into())
}

/// A number as JSON: JavaScript's whole numbers are whole.
fn number_of(number: f64) -> Result<Value, String> {
    if Number::is_safe_integer(&number.into()) {
        return Ok(Value::from(number as i64));
    }
    serde_json::Number::from_f64(number).map(Value::Number).ok_or_else(|| format!("{number} is no number"))
}

/// This machine's calendar day, days since 1970-01-01.
fn today() -> i32 {
    let now = js_sys::Date::new_0();
    crate::data::calendar::day_of(
        now.get_full_year() as i32,
        now.get_month() as i32 + 1,
        now.get_date() as i32,
    )
}
