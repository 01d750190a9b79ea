//! What has been given away, and what came back.

use std::collections::BTreeMap;

use super::Made;

/// Results that nobody asked for any more are forgotten when so many jobs are on the desk.
const MOST: usize = 256;

/// From so much work on, in items of the normal model, jobs are offered: about 40 milliseconds. Less would hardly pay
/// the start of a worker.
const WORTH_SHARING: f64 = 150_000.0;
/// What a job costs about, in items of the normal model: some 12 milliseconds.
const COST_OF_JOB: f64 = 50_000.0;

/// A job on its way.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Its number; none is given twice.
    pub id: u32,
    /// What [`super::work`] takes.
    pub bytes: Vec<u8>,
}

/// Jobs offered, under way and done.
#[derive(Debug)]
pub struct Desk {
    room: u32,
    /// From so much work on jobs are offered, in items of the normal model.
    from: f64,
    /// What each costs about.
    each: f64,
    /// Whether there is so much to do that giving it away pays.
    pays: bool,
    last: u32,
    offered: Vec<Job>,
    /// By number; `None` while it is under way.
    jobs: BTreeMap<u32, Option<Vec<Option<Made>>>>,
}

/// What became of a part of a job.
#[derive(Debug)]
pub enum Became {
    /// It is under way.
    Awaited,
    /// It is done.
    Done(Made),
    /// Nobody does it.
    Lost,
}

impl Default for Desk {
    fn default() -> Self {
        Desk {
            room: 0,
            from: WORTH_SHARING,
            each: COST_OF_JOB,
            pays: false,
            last: 0,
            offered: Vec::new(),
            jobs: BTreeMap::new(),
        }
    }
}

impl Desk {
    /// So many jobs may be offered until the next call.
    pub fn make_room(&mut self, jobs: u32) {
        self.room = jobs;
    }

    /// Jobs are offered where `from` is to be done, and each costs about `each`, both in items of the normal model.
    pub fn share_out(&mut self, from: f64, each: f64) {
        (self.from, self.each) = (from, each);
    }

    /// What a job costs about, in items of the normal model.
    pub fn each(&self) -> f64 {
        self.each
    }

    /// So much is to be done, in items of the normal model. While jobs are under way the rest of a large computation
    /// is offered, too, however little it is.
    pub fn weigh(&mut self, items: f64) {
        self.pays = items > self.from || self.jobs.values().any(Option::is_none);
    }

    /// Whether a job may be offered.
    pub fn has_room(&self) -> bool {
        self.room > 0 && self.pays
    }

    /// The number of the job that is offered next.
    pub fn next(&self) -> u32 {
        self.last.wrapping_add(1)
    }

    /// Offers the next job.
    pub fn offer(&mut self, bytes: Vec<u8>) {
        self.last = self.next();
        self.room = self.room.saturating_sub(1);
        self.jobs.insert(self.last, None);
        self.offered.push(Job { id: self.last, bytes });
        while self.jobs.len() > MOST {
            self.jobs.pop_first();
        }
    }

    /// The jobs offered since the last call.
    pub fn take_offered(&mut self) -> Vec<Job> {
        std::mem::take(&mut self.offered)
    }

    /// Takes what became of a job; empty bytes where nobody did it.
    pub fn done(&mut self, id: u32, bytes: &[u8]) {
        if self.jobs.remove(&id).is_none() {
            return;
        }
        if let Some(results) = super::results(bytes) {
            self.jobs.insert(id, Some(results.into_iter().map(Some).collect()));
        }
    }

    /// What became of a part of a job; done parts are handed out once.
    pub fn became(&mut self, id: u32, part: usize) -> Became {
        let Some(job) = self.jobs.get_mut(&id) else { return Became::Lost };
        let Some(parts) = job else { return Became::Awaited };
        let Some(made) = parts.get_mut(part).and_then(Option::take) else { return Became::Lost };
        if parts.iter().all(Option::is_none) {
            self.jobs.remove(&id);
        }
        Became::Done(made)
    }

    /// What comes back of a job is not wanted any more.
    pub fn forget(&mut self, id: u32) {
        self.jobs.remove(&id);
    }
}
