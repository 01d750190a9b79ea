//! The session: data held, questions answered. Settings travel in each question; the session holds data only.
//!
//! In: files, piece by piece, and requests. Out: answers. It never fails: what cannot be answered is an
//! answer too.

mod answers;
mod ask;
mod ask_desk;
mod cards;
pub mod compute;
mod earlier;
mod feeding;
mod held;
pub mod jobs;
mod join;
mod keys;
mod moneys;
pub mod part;
mod policies;
mod room;
mod scenarios;
mod searches;
mod sinks;
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
use crate::error::Error;
use crate::memory::Lack;
use crate::plan::Pace;
use crate::promise::book::Book;
use crate::promise::suggest::Index;
use crate::protocol::answer::{Answer, Failure, FileRead};
use crate::read::part::Merged;
use crate::stats::portfolio::Portfolio;
use answers::failure;
use cards::Cards;
use compute::Stages;
use feeding::{Again, Feeding, Refused};
use jobs::{Desk, Job};
use moneys::Moneys;
use room::Room;
use scenarios::Scenarios;
use searches::Searches;
use slot::{FileSlot, Files};
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
    /// Files that could not be held, and what they were read by.
    refused: Slots<(ReadSettings, Error)>,
    room: Room,
    dataset: Option<Rc<Dataset>>,
    stages: Stages,
    desk: Desk,
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

    /// From now on files whose data would take more bytes than so many are not taken in.
    pub fn hold_at_most(&mut self, bytes: u64) {
        self.room = Room(bytes);
    }

    /// Jobs are offered where as much is to be done as the stock of `from` items of the normal model, and each is as
    /// much as that of `each`.
    pub fn share_out(&mut self, from: f64, each: f64) {
        self.desk.share_out(from, each);
    }

    /// The next question may offer so many jobs, to be done by [`jobs::work`] elsewhere.
    pub fn make_room(&mut self, jobs: u32) {
        self.desk.make_room(jobs);
    }

    /// The jobs that were offered since the last call.
    pub fn jobs(&mut self) -> Vec<Job> {
        self.desk.take_offered()
    }

    /// What came of a job; empty where nobody did it: the session does it itself then.
    pub fn done(&mut self, job: u32, bytes: &[u8]) {
        self.desk.done(job, bytes);
    }

    /// A file is about to be fed into a slot; one that is there gives way when this one has been read.
    pub fn open(&mut self, slot: u32, name: &str, size: f64) {
        let settings = self.reading.get_or_insert_default();
        let mut feeding = Feeding::new(name, size, settings, self.again.remove(slot));
        feeding.room = self.room;
        self.feeding.insert(slot, feeding);
        self.refused.remove(slot);
    }

    /// The next bytes of a file.
    pub fn push(&mut self, slot: u32, bytes: &[u8]) {
        if let Some(feeding) = self.feeding.get_mut(slot) {
            feeding.push(bytes);
        }
    }

    /// Whether there was memory for all that was pushed; where not, nothing is held of the file, and
    /// [`Session::close`] says why.
    pub fn has_room(&self, slot: u32) -> bool {
        self.feeding.get(slot).is_none_or(Feeding::has_room)
    }

    /// The plan by which the rest of an open file may be read in parts; empty where it is to be pushed on. The rows
    /// pushed so far are then forgotten, and the slot takes parts: first to last, the whole file.
    pub fn plan(&mut self, slot: u32) -> Vec<u8> {
        self.feeding.get_mut(slot).map(|feeding| feeding.plan(feeding.again)).unwrap_or_default()
    }

    /// Takes a part that a [`part::Part`] read, in file order.
    ///
    /// After [`Merged::Again`] the same range is read once more, by what [`Session::plan`] then gives; parts behind
    /// it stay good. After [`Merged::Alone`] the file is opened again and pushed from its first byte; after
    /// [`Merged::NoRoom`] nothing is held of it, and [`Session::close`] says why.
    pub fn merge(&mut self, slot: u32, part: &[u8]) -> Merged {
        let Some(feeding) = self.feeding.get_mut(slot) else { return Merged::Alone };
        let merged = feeding.merge(part);
        if merged == Merged::Alone {
            self.again.insert(slot, part::alone(self.feeding.remove(slot)));
        }
        merged
    }

    /// There is no memory for the next part of a file.
    pub fn no_room(&mut self, slot: u32, lack: Lack) -> Merged {
        if let Some(feeding) = self.feeding.get_mut(slot) {
            feeding.refuse(Error::out_of_memory(&feeding.name.clone(), lack));
        }
        Merged::NoRoom
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
        let read_by = feeding.settings.clone();
        match feeding.close() {
            Ok(file) => self.hold(slot, file).unwrap_or_else(|error| self.refuse(slot, read_by, error)),
            Err(Refused::Again(again)) => {
                let decode = again.decode.clone();
                self.again.insert(slot, *again);
                Answer::FileRead(FileRead { slot, again: true, decode, rows: 0.0 })
            }
            Err(Refused::Error(error)) => self.refuse(slot, read_by, error),
        }
    }

    /// A file is not held; so long as nobody asks for it to be read otherwise, why not is all there is to say.
    fn refuse(&mut self, slot: u32, read_by: ReadSettings, error: Error) -> Answer {
        let said = failure(&error);
        self.refused.insert(slot, (read_by, error));
        Answer::Failure(said)
    }

    /// Takes a file in that has been read, where there is room for it.
    fn hold(&mut self, slot: u32, file: FileSlot) -> Result<Answer, Error> {
        self.room.hold(&self.files, slot, &file)?;
        let rows = file.outcome.rows as f64;
        self.files.insert(slot, file);
        self.data_changed();
        Ok(Answer::FileRead(FileRead { slot, again: false, decode: None, rows }))
    }

    /// Nothing that was made from the files holds any longer; it goes before anything new is made.
    fn data_changed(&mut self) {
        self.dataset = None;
        self.stages = Stages::default();
        self.searches = Searches::default();
        self.book = Stage::default();
        self.index = Stage::default();
        self.moneys = Moneys::default();
        self.scenarios = Scenarios::default();
        self.worths = Worths::default();
        self.cards = Cards::default();
    }

    /// The dataset of the files read so far.
    fn dataset(&mut self) -> Rc<Dataset> {
        let unit = self.reading.as_ref().map_or(&[][..], |reading| &reading.stocking_unit);
        let dataset = self.dataset.get_or_insert_with(|| Rc::new(join::join(&self.files, unit)));
        Rc::clone(dataset)
    }
}
