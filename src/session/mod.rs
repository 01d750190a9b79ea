//! The session: data held, questions answered. Settings travel in each question; the session holds data only.
//!
//! In: files, piece by piece, and requests. Out: answers. It never fails: what cannot be answered is an
//! answer too.

mod ahead;
mod answers;
mod ask;
mod ask_desk;
mod cards;
pub mod compute;
mod earlier;
mod held;
mod join;
mod keys;
mod moneys;
pub mod part;
mod policies;
mod scenarios;
mod searches;
mod slot;
mod slots;
mod stage;
mod sums;
mod suppliers;
mod twice;
mod view;
mod worths;

use std::rc::Rc;

use crate::data::calendar::Day;
use crate::data::dataset::Dataset;
use crate::data::settings::ReadSettings;
use crate::plan::Pace;
use crate::promise::book::Book;
use crate::promise::suggest::Index;
use crate::protocol::answer::{Answer, Failure, FileRead};
use crate::read::part::Merged;
use crate::stats::portfolio::Portfolio;
use cards::Cards;
use compute::Stages;
use moneys::Moneys;
use scenarios::Scenarios;
use searches::Searches;
use slot::{Again, Feeding, Files};
use slots::Slots;
use stage::{Same, Stage};
use worths::Worths;

/// Files, and what was computed from them.
#[derive(Default)]
pub struct Session {
    today: Option<Day>,
    pace: Pace,
    reading: Option<ReadSettings>,
    feeding: Slots<Feeding>,
    again: Slots<Again>,
    files: Files,
    dataset: Option<Rc<Dataset>>,
    stages: Stages,
    searches: Searches,
    book: Stage<Same<Dataset>, Book>,
    index: Stage<Same<Portfolio>, Index>,
    moneys: Moneys,
    scenarios: Scenarios,
    worths: Worths,
    cards: Cards,
}

impl Session {
    /// A session without files; `today` is the day that overrides are held against, else the data's last one.
    pub fn new(today: Option<Day>) -> Self {
        Session { today, ..Session::default() }
    }

    /// From now on a question that takes longer than the stock of so many items of the normal model is answered by
    /// how far it came; asked again, it goes on from there.
    pub fn answer_within(&mut self, items: f64) {
        self.pace = Pace::of(items);
    }

    /// A file is about to be fed into a slot; one that is there gives way when this one has been read.
    pub fn open(&mut self, slot: u32, name: &str, size: f64) {
        let settings = self.reading.get_or_insert_default();
        let feeding = Feeding::new(name, size, settings, self.again.remove(slot));
        self.feeding.insert(slot, feeding);
    }

    /// The next bytes of a file.
    pub fn push(&mut self, slot: u32, bytes: &[u8]) {
        if let Some(feeding) = self.feeding.get_mut(slot) {
            feeding.push(bytes);
        }
    }

    /// The plan by which the rest of an open file may be read in parts; empty where it is to be pushed on. The rows
    /// pushed so far are then forgotten, and the slot takes parts: first to last, the whole file.
    pub fn plan(&mut self, slot: u32) -> Vec<u8> {
        self.feeding.get_mut(slot).map(|feeding| feeding.plan(feeding.again)).unwrap_or_default()
    }

    /// Takes a part that a [`part::Part`] read, in file order.
    ///
    /// After [`Merged::Again`] the same range is read once more, by what [`Session::plan`] then gives; parts behind
    /// it stay good. After [`Merged::Alone`] the file is opened again and pushed from its first byte.
    pub fn merge(&mut self, slot: u32, part: &[u8]) -> Merged {
        let Some(feeding) = self.feeding.get_mut(slot) else { return Merged::Alone };
        let merged = feeding.merge(part);
        if merged == Merged::Alone {
            self.again.insert(slot, part::alone(self.feeding.remove(slot)));
        }
        merged
    }

    /// Rows of an open file met so far.
    pub fn rows(&self, slot: u32) -> f64 {
        self.feeding.get(slot).map_or(0.0, Feeding::rows)
    }

    /// The end of a file.
    pub fn close(&mut self, slot: u32) -> Answer {
        let Some(feeding) = self.feeding.remove(slot) else {
            let sentence = format!("No file is open in slot {slot}.");
            return Answer::Failure(Failure { code: "slot_not_open".to_owned(), sentence });
        };
        match feeding.close() {
            Ok(file) => {
                let rows = file.outcome.rows as f64;
                self.files.insert(slot, file);
                self.dataset = None;
                Answer::FileRead(FileRead { slot, again: false, decode: None, rows })
            }
            Err(again) => {
                let decode = again.decode.clone();
                self.again.insert(slot, *again);
                Answer::FileRead(FileRead { slot, again: true, decode, rows: 0.0 })
            }
        }
    }

    /// The dataset of the files read so far.
    fn dataset(&mut self) -> Rc<Dataset> {
        let unit = self.reading.as_ref().map_or(&[][..], |reading| &reading.stocking_unit);
        let dataset = self.dataset.get_or_insert_with(|| Rc::new(join::join(&self.files, unit)));
        Rc::clone(dataset)
    }
}
