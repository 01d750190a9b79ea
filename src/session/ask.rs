//! One match: every question, and who answers it.

use std::rc::Rc;

use super::Session;
use super::answers::{
    advice, compare, dimension, failure, fewest, files, findings, item, items, money, pooling, summary,
};
use super::compute::Stages;
use super::held::Unfinished;
use super::jobs::Going;
use super::join::demand_logs;
use super::room;
use crate::data::calendar::Day;
use crate::data::marks::sold_to;
use crate::data::settings::ReadSettings;
use crate::error::Error;
use crate::export;
use crate::finding::Findings;
use crate::memory::{self, Lack};
use crate::plan::Pace;
use crate::plan::Results;
use crate::policy::{self, Target};
use crate::protocol::answer::{
    Answer, CompareAnswer, FewestAnswer, FileAnswer, PolicyAnswer, SummaryAnswer, WorkingAnswer,
};
use crate::protocol::policy::PolicyFile;
use crate::protocol::request::{CsvForm, Export, Request};
use crate::stock::Terms;

/// Why there is no answer yet.
pub(super) enum Stop {
    Failed(Error),
    NeedsFiles,
    Unfinished(Unfinished),
}

impl From<Unfinished> for Stop {
    fn from(unfinished: Unfinished) -> Self {
        Stop::Unfinished(unfinished)
    }
}

impl From<Lack> for Stop {
    fn from(lack: Lack) -> Self {
        Stop::Failed(lack.into())
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Stop::Failed(error)
    }
}

/// Results and what was odd on the way.
pub(super) struct Computed {
    pub(super) results: Results,
    findings: Findings,
    pub(super) terms: Terms,
    /// What may still be done before an answer is due.
    pub(super) pace: Pace,
}

impl Session {
    /// Answers a question.
    pub fn ask(&mut self, request: &Request) -> Answer {
        match self.answered(request) {
            Ok(answer) => answer,
            Err(Stop::NeedsFiles) => Answer::NeedsFiles,
            Err(Stop::Unfinished(so_far)) => {
                let Unfinished { done, of, share, waits } = so_far;
                Answer::Working(WorkingAnswer { done, of, share, waits })
            }
            Err(Stop::Failed(error)) => Answer::Failure(failure(&error)),
        }
    }

    fn answered(&mut self, request: &Request) -> Result<Answer, Stop> {
        match request {
            Request::NewPolicy => Ok(policy_answer(PolicyFile::default(), &Findings::default())),
            Request::OpenPolicy { text, .. } => {
                let (policy, found) = policy::read(text)?;
                Ok(policy_answer(policy, &found))
            }
            Request::PolicyText { policy } => {
                Ok(file("policy.json", "application/json", policy::text(policy).into_bytes()))
            }
            Request::Reading { policy } => {
                policy::check(policy)?;
                self.read_by(ReadSettings::new(policy));
                Ok(Answer::Done)
            }
            Request::Forget { slot } => {
                self.files.remove(*slot);
                self.refused.remove(*slot);
                self.data_changed();
                Ok(Answer::Done)
            }
            Request::Files { policy } => self.files_answer(policy),
            Request::Summary { policy } => {
                let mut computed = self.computed_beside(policy)?;
                let mut answer = self.summary(&mut computed, policy)?;
                answer.findings = findings(&computed.findings);
                Ok(Answer::Summary(Box::new(answer)))
            }
            Request::Dimension { policy, position } => {
                let results = self.prepared(policy)?.results;
                Ok(Answer::Dimension(Box::new(dimension::dimension(&results, *position)?)))
            }
            Request::Advice { policy } => {
                let Computed { results, mut pace, .. } = self.computed(policy)?;
                let merging = self.worths.merging(&results, advice::floors(&results, policy)?, &mut pace)?;
                Ok(Answer::Advice(Box::new(advice::advice(&results, &merging))))
            }
            Request::Fewest { policy } => Ok(Answer::Fewest(Box::new(self.fewest(policy)?))),
            Request::TakeGroups { policy, groups } => self.take_groups(policy, *groups),
            Request::Preset { policy, preset, columns } => self.preset(policy, *preset, columns),
            Request::SignOff { policy, signature } => Self::sign(policy, signature),
            Request::Agreement { policy, today } => {
                Ok(Answer::Agreement(Box::new(self.agreement(policy, today.as_deref())?)))
            }
            Request::Record { policy, before, change } => Self::record(before, policy, change),
            Request::ComparePolicies { policy, other } => {
                Ok(Answer::ComparePolicies(Box::new(self.compare_policies(policy, other)?)))
            }
            Request::Review { policy, against } => {
                Ok(Answer::Review(Box::new(self.review(policy, against)?)))
            }
            Request::Pooling { policy, across } => {
                let Computed { results, terms, .. } = self.computed(policy)?;
                Ok(Answer::Pooling(Box::new(pooling::pooling(&results, terms, across))))
            }
            Request::Scenarios { policy } => Ok(Answer::Scenarios(Box::new(self.scenarios(policy)?))),
            Request::Money { policy, rate } => {
                let Computed { results, mut pace, .. } = self.computed(policy)?;
                let curve = self.moneys.curve(&results, *rate, &mut pace)?;
                Ok(Answer::Money(Box::new(money::money(&results, &curve))))
            }
            Request::Budget { policy, rate, goal } => {
                let Computed { results, mut pace, .. } = self.computed(policy)?;
                let curve = self.moneys.curve(&results, *rate, &mut pace)?;
                Ok(Answer::Budget(Box::new(money::budget(&results, &curve, goal)?)))
            }
            Request::Compare { policy } => {
                let Computed { results, mut pace, .. } = self.computed(policy)?;
                Ok(Answer::Compare(Box::new(self.compared(&results, &mut pace)?)))
            }
            Request::Items { policy, list } => {
                let results = self.computed(policy)?.results;
                let only = (list.dormant_only == Some(true)).then(|| self.dormant(&results, policy));
                Ok(Answer::Items(items::items(&results, list, only.as_deref())))
            }
            Request::Rows { policy, items } => {
                Ok(Answer::Rows(items::rows(&self.computed_alone(policy, items)?, items)))
            }
            Request::Item { policy, index } => self.item(policy, *index),
            Request::Export { policy, what, form } => self.export(policy, *what, *form),
            Request::LeftOut { slot } => self.left_out(*slot),
            Request::Desk { .. }
            | Request::Suggest { .. }
            | Request::Promise { .. }
            | Request::PromiseList { .. }
            | Request::ReadOrders { .. }
            | Request::Commitments { .. } => self.desk_answer(request),
        }
    }

    /// From now on files are read by these settings.
    fn read_by(&mut self, settings: ReadSettings) {
        if self.reading.as_ref() != Some(&settings) {
            self.again.clear();
            self.reading = Some(settings);
        }
    }

    /// The day that overrides are held against.
    pub(super) fn day(&mut self) -> Day {
        let last_day = self.dataset().histories.days.map_or(0, |days| days.1);
        self.today.unwrap_or(last_day)
    }

    /// Everything under a policy but the stock.
    pub(super) fn prepared(&mut self, policy: &PolicyFile) -> Result<Computed, Stop> {
        let mut findings = policy::check(policy)?;
        let settings = ReadSettings::new(policy);
        if self.files.is_empty() {
            self.read_by(settings);
        } else if let Some((slot, _)) = self.files.iter().find(|(_, file)| !file.read_by.serve(&settings)) {
            return Err(self.not_read_by(slot, &settings));
        } else if !self.reading.as_ref().is_some_and(|reading| reading.serve(&settings)) {
            self.read_by(settings);
        }
        if self.dataset.is_none() {
            memory::ahead(room::to_join(&self.files))?;
        }
        let dataset = self.dataset();
        let today = self.day();
        let mut pace = self.pace;
        let going = &mut Going { pace: &mut pace, desk: &mut self.desk };
        let (results, found) = self.stages.prepared(&dataset, policy, today, going)?;
        findings.extend(found);
        let terms = Terms::new(policy, results.portfolio.frame.period);
        Ok(Computed { results, findings, terms, pace })
    }

    /// The file of a slot is to be read by these settings, unless that has just shown that it cannot be held.
    fn not_read_by(&self, slot: u32, settings: &ReadSettings) -> Stop {
        let refused = self.refused.get(slot).filter(|(by, _)| by.serve(settings));
        refused.map_or(Stop::NeedsFiles, |(_, error)| Stop::Failed(error.clone()))
    }

    pub(super) fn computed(&mut self, policy: &PolicyFile) -> Result<Computed, Stop> {
        let mut computed = self.prepared(policy)?;
        self.stock_up(&mut computed, None)?;
        Ok(computed)
    }

    /// As [`Session::computed`], with the stock under the policy's one target for all made in the same go.
    fn computed_beside(&mut self, policy: &PolicyFile) -> Result<Computed, Stop> {
        let mut computed = self.prepared(policy)?;
        self.stock_up(&mut computed, Some(policy::uniform(policy)?))?;
        Ok(computed)
    }

    fn stock_up(&mut self, computed: &mut Computed, beside: Option<Target>) -> Result<(), Unfinished> {
        let going = &mut Going { pace: &mut computed.pace, desk: &mut self.desk };
        self.stages.held(&mut computed.results, computed.terms, beside, going)
    }

    /// Everything under a policy.
    pub(super) fn computed_results(&mut self, policy: &PolicyFile) -> Result<Results, Stop> {
        Ok(self.computed(policy)?.results)
    }

    /// As [`Session::computed`], with the stock of some items alone, at once.
    fn computed_alone(&mut self, policy: &PolicyFile, items: &[u32]) -> Result<Results, Stop> {
        let Computed { mut results, terms, .. } = self.prepared(policy)?;
        Stages::held_alone(&mut results, items, terms);
        Ok(results)
    }

    fn summary(&mut self, computed: &mut Computed, policy: &PolicyFile) -> Result<SummaryAnswer, Stop> {
        let target = policy::uniform(policy)?;
        let going = &mut Going { pace: &mut computed.pace, desk: &mut self.desk };
        let uniform = self.stages.uniform(&computed.results, computed.terms, target, going)?;
        Ok(summary::summary(&computed.results, policy.review, target, &uniform))
    }

    fn compared(&mut self, results: &Results, pace: &mut Pace) -> Result<CompareAnswer, Stop> {
        Ok(compare::compare(results, self.searches.ended(results, pace)?))
    }

    pub(super) fn fewest(&mut self, policy: &PolicyFile) -> Result<FewestAnswer, Stop> {
        let Computed { results, mut pace, .. } = self.computed(policy)?;
        let today = self.day();
        let worth = self.stages.worth(&results, policy, today, &mut pace)??;
        let today = worth.today(&results);
        let found = self.worths.fewest(&worth, &today, &mut pace)?;
        Ok(fewest::fewest(&results, &worth, &today, found.as_deref()))
    }

    fn item(&mut self, policy: &PolicyFile, index: u32) -> Result<Answer, Stop> {
        let results = self.computed_alone(policy, &[index])?;
        let key = results.items().get(index as usize).map(|item| item.key.text().to_owned());
        let sales = key.map(|key| sold_to(&demand_logs(&self.files), &key)).unwrap_or_default();
        let found = item::item(&results, policy, index as usize, &sales);
        let missing = Error::NoSuchItem { index, items: results.items().len() as u32 };
        Ok(Answer::Item(Box::new(found.ok_or(missing)?)))
    }

    fn files_answer(&mut self, policy: &PolicyFile) -> Result<Answer, Stop> {
        let computed = self.prepared(policy)?;
        let mut across = Findings::clone(&Rc::clone(&computed.results.dataset).findings);
        across.extend(computed.results.portfolio.findings.clone());
        across.extend(self.dormant_stock(&computed.results, policy));
        Ok(Answer::Files(files::files(&self.files, &computed.results, &across, &policy.columns)))
    }

    fn left_out(&self, slot: u32) -> Result<Answer, Stop> {
        let file_of = self.files.get(slot).ok_or(Error::NoSuchFile { slot })?;
        let headers = file_of.outcome.plan.as_ref().map_or(&[][..], |plan| &plan.headers);
        let name = format!(
            "left-out-{}.csv",
            file_of.name.rsplit_once('.').map_or(&*file_of.name, |(stem, _)| stem)
        );
        Ok(file(&name, "text/csv", export::left_out::left_out(headers, &file_of.outcome.left)))
    }

    fn export(&mut self, policy: &PolicyFile, what: Export, form: CsvForm) -> Result<Answer, Stop> {
        let mut computed = match what {
            Export::SegmentResults => self.computed_beside(policy)?,
            Export::ItemResults | Export::Scenarios => self.computed(policy)?,
        };
        memory::ahead(room::of_export(computed.results.items().len()))?;
        Ok(match what {
            Export::ItemResults => {
                file("item-results.csv", "text/csv", export::items::item_results(&computed.results, form))
            }
            Export::Scenarios => file(
                "scenarios.csv",
                "text/csv",
                export::scenarios::scenarios(&self.scenarios(policy)?, form),
            ),
            Export::SegmentResults => {
                let summary = self.summary(&mut computed, policy)?;
                let compare = self.compared(&computed.results, &mut computed.pace)?;
                file(
                    "segment-results.csv",
                    "text/csv",
                    export::segments::segment_results(&summary, &compare, form),
                )
            }
        })
    }
}

pub(super) fn policy_answer(policy: PolicyFile, found: &Findings) -> Answer {
    Answer::Policy(Box::new(PolicyAnswer { policy, findings: findings(found) }))
}

pub(super) fn file(name: &str, media_type: &str, bytes: Vec<u8>) -> Answer {
    Answer::File(FileAnswer { name: name.to_owned(), media_type: media_type.to_owned(), bytes })
}
