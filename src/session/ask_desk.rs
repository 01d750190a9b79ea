//! The questions of the commit desk.

use std::rc::Rc;

use super::Session;
use super::answers::desk::{desk, orders, suggestions};
use super::answers::dormant;
use super::answers::promise::Room;
use super::ask::{Computed, Stop, file};
use super::slot::{Content, FileSlot, Files};
use super::stage::Same;
use crate::data::dataset::Dataset;
use crate::export;
use crate::finding::Findings;
use crate::plan::Results;
use crate::promise::book::{Book, OpenRows};
use crate::promise::suggest::Index;
use crate::protocol::answer::Answer;
use crate::protocol::desk::DeskSettings;
use crate::protocol::policy::PolicyFile;
use crate::protocol::request::Request;

impl Session {
    /// Answers a question of the desk; others have none here.
    pub(super) fn desk_answer(&mut self, request: &Request) -> Result<Answer, Stop> {
        let plain = DeskSettings::default();
        Ok(match request {
            Request::Desk { policy, desk: settings } => {
                let Computed { results, mut pace, .. } = self.computed(policy)?;
                let book = self.book(&results);
                let offers = self.cards.offers(&results, policy, &book, &mut pace)?;
                self.at(&results, policy, settings, |room| Answer::Desk(Box::new(desk(room, &offers))))
            }
            Request::Suggest { policy, what, text, count } => {
                let index = self.index(policy)?;
                let found = |room: &Room<'_>| suggestions(room, &index, *what, text, *count as usize);
                self.at_desk(policy, &plain, |room| Answer::Suggestions(found(room)))?
            }
            Request::Promise { policy, desk, order } => {
                self.at_desk(policy, desk, |room| Answer::Promise(Box::new(room.promise(order))))?
            }
            Request::PromiseList { policy, desk, lines } => {
                self.at_desk(policy, desk, |room| Answer::PromiseList(room.list(lines)))?
            }
            Request::ReadOrders { policy, text } => Answer::OrderLines(orders(text, policy)),
            Request::Commitments { policy, desk, lines, form } => self.at_desk(policy, desk, |room| {
                let rows = room.list(lines).rows;
                let bytes = export::commitments::commitments(room.results, &rows, *form);
                file("commitments.csv", "text/csv", bytes)
            })?,
            _ => Answer::Done,
        })
    }

    /// Promises need no item's stock but those of the items asked about: nobody waits for all of them.
    fn at_desk(
        &mut self,
        policy: &PolicyFile,
        desk: &DeskSettings,
        answer: impl FnOnce(&Room<'_>) -> Answer,
    ) -> Result<Answer, Stop> {
        let results = self.prepared(policy)?.results;
        Ok(self.at(&results, policy, desk, answer))
    }

    fn at(
        &mut self,
        results: &Results,
        policy: &PolicyFile,
        desk: &DeskSettings,
        answer: impl FnOnce(&Room<'_>) -> Answer,
    ) -> Answer {
        let book = self.book(results);
        let last = results.dataset.histories.days.map_or(0, |days| days.1);
        let today = self.today.unwrap_or(last);
        answer(&Room::new(results, &book, policy, desk, today))
    }

    fn index(&mut self, policy: &PolicyFile) -> Result<Rc<Index>, Stop> {
        let results = self.prepared(policy)?.results;
        Ok(self.index.get(Same::as_(&results.portfolio), |_| Index::new(&results)))
    }

    /// For each item whether it has stock on hand and has long been without demand.
    pub(super) fn dormant(&mut self, results: &Results, policy: &PolicyFile) -> Vec<bool> {
        dormant::dormant(results, &self.book(results), policy)
    }

    /// What lies in stock of items that have long been without demand; nothing where no file says what is held.
    pub(super) fn dormant_stock(&mut self, results: &Results, policy: &PolicyFile) -> Findings {
        if rows(&self.files).stock.is_none() {
            return Findings::default();
        }
        dormant::dormant_stock(results, &self.book(results), policy)
    }

    fn book(&mut self, results: &Results) -> Rc<Book> {
        let files = &self.files;
        let dataset: &Rc<Dataset> = &results.dataset;
        self.book.get(Same::as_(dataset), |_| Book::new(dataset, &rows(files)))
    }
}

/// The rows of the open tables, in slot order.
fn rows(files: &Files) -> OpenRows<'_> {
    let mut open = OpenRows::default();
    for file in files.values().flat_map(FileSlot::tables) {
        match &file.content {
            Content::Stock(rows) => open.stock.get_or_insert_default().extend(rows),
            Content::Supply(rows) => open.supply.get_or_insert_default().extend(rows),
            Content::Commitments(rows) => open.commitments.get_or_insert_default().extend(rows),
            _ => {}
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::*;
    use crate::protocol::answer::{Missing, PromiseAnswer, PromiseLineKind, PromiseNote, VerdictView};
    use crate::protocol::desk::OrderLine;
    use crate::protocol::policy::Tier;

    /// 2026-01-05, a Monday.
    const MONDAY: i32 = 20_458;

    fn tiers() -> Vec<Tier> {
        let tier = |name: &str, target| Tier { tier: name.to_owned(), target, ..Tier::default() };
        vec![tier("Key", 0.98), tier("Web", 0.9)]
    }

    fn session(policy: &PolicyFile, files: &[(&str, &str)]) -> Session {
        let mut session = Session::new(None);
        session.ask(&Request::Reading { policy: Box::new(policy.clone()) });
        for (slot, (name, text)) in (0..).zip(files) {
            session.open(slot, name, text.len() as f64);
            session.push(slot, text.as_bytes());
            session.close(slot);
        }
        session
    }

    fn asked(
        session: &mut Session,
        policy: &PolicyFile,
        quantity: f64,
        due: i32,
        tier: &str,
    ) -> PromiseAnswer {
        let order =
            OrderLine { item: "a".to_owned(), tier: tier.to_owned(), quantity, due, ..OrderLine::default() };
        let desk = DeskSettings { today: Some(MONDAY), ..DeskSettings::default() };
        let policy = Box::new(policy.clone());
        let Answer::Promise(answer) = session.ask(&Request::Promise { policy, desk, order }) else {
            panic!("no promise")
        };
        *answer
    }

    /// Forty weeks of ten units on Mondays and Thursdays, half of them for tier Web, three days before they are due.
    fn demand(columns: &str) -> String {
        let mut text = format!("date,item,quantity,{columns}\n");
        for week in 0..40 {
            for (weekday, tier) in [(0, "Key"), (3, "Web")] {
                let day = MONDAY - 7 * (40 - week) + weekday;
                let (date, due) = (crate::math::civil::iso(day), crate::math::civil::iso(day + 3));
                let cells = if columns == "tier" { tier.to_owned() } else { due };
                writeln!(text, "{date},A,{},{cells}", 8 + (week * 7 + weekday) % 5).unwrap();
            }
        }
        text
    }

    #[test]
    fn without_stock_it_says_what_is_missing() {
        let policy = PolicyFile::default();
        let mut bare = session(&policy, &[("demand.csv", &demand("due"))]);
        let found = asked(&mut bare, &policy, 5.0, MONDAY, "");
        assert_eq!((found.verdict, found.missing), (VerdictView::Unknown, vec![Missing::StockTable]));
        let stock = [("demand.csv", demand("due")), ("stock.csv", "item,on_hand\nB,7\n".to_owned())];
        let mut other = session(&policy, &stock.each_ref().map(|(name, text)| (*name, text.as_str())));
        assert_eq!(asked(&mut other, &policy, 5.0, MONDAY, "").missing, [Missing::Stock]);
    }

    #[test]
    fn what_is_booked_ahead_is_measured_and_comes_on_top() {
        let policy = PolicyFile::default();
        let commitments = "item,quantity,due\nA,9,2026-01-06\n";
        let files = [
            ("demand.csv", demand("due")),
            ("stock.csv", "item,on_hand\nA,40\n".to_owned()),
            ("commitments.csv", commitments.to_owned()),
        ];
        let mut session = session(&policy, &files.each_ref().map(|(name, text)| (*name, text.as_str())));
        let found = asked(&mut session, &policy, 31.0, MONDAY + 3, "");
        assert!(found.notes.contains(&PromiseNote::BookedAhead), "{:?}", found.notes);
        // All demand of the next three days is known: 40 - 9 are free for certain.
        assert_eq!((found.verdict, found.chance, found.most), (VerdictView::Yes, Some(1.0), Some(31.0)));
        let later = asked(&mut session, &policy, 31.0, MONDAY + 9, "");
        assert!(later.lines.iter().any(|line| line.what == PromiseLineKind::OpenDemand && line.count == 6.0));
        assert!(later.chance < Some(0.5), "{:?}", later.chance);
    }

    #[test]
    fn an_item_of_the_empirical_model_is_answered_from_its_own_record() {
        let mut policy = PolicyFile::default();
        // A week is 4 or, once in five, 60: no family has that shape.
        let mut rows = "date,item,quantity\n".to_owned();
        for week in 0..50 {
            let day = crate::math::civil::iso(MONDAY - 7 * (50 - week));
            writeln!(rows, "{day},A,{}", if week % 5 == 2 { 60 } else { 4 }).unwrap();
        }
        let files = [("demand.csv", rows.as_str()), ("stock.csv", "item,on_hand\nA,40\n")];
        let mut session = session(&policy, &files);
        let by_family = asked(&mut session, &policy, 10.0, MONDAY + 7, "").chance.unwrap();
        for segment in policy.segments.values_mut() {
            segment.model = Some(crate::protocol::policy::Model::Empirical);
        }
        let found = asked(&mut session, &policy, 10.0, MONDAY + 7, "");
        assert_eq!(found.model, Some(crate::protocol::policy::Model::Empirical));
        let chance = found.chance.unwrap();
        // 30 are left: enough but for the one week in five; 4,000 draws leave a standard error of .006.
        assert!((chance - 0.8).abs() < 0.02 && (by_family - chance).abs() > 0.02, "{by_family} {chance}");
        assert_eq!(asked(&mut session, &policy, 10.0, MONDAY + 7, ""), found);
    }

    #[test]
    fn tiers_of_demand_protect_the_better_one() {
        let policy = PolicyFile { tiers: tiers(), ..PolicyFile::default() };
        let files = [
            ("demand.csv", demand("tier")),
            ("stock.csv", "item,on_hand\nA,60\n".to_owned()),
            ("open_orders.csv", "item,quantity,due,order\nA,80,2026-01-20,P1\n".to_owned()),
        ];
        let mut session = session(&policy, &files.each_ref().map(|(name, text)| (*name, text.as_str())));
        let [key, web] = ["key", "Web"].map(|tier| asked(&mut session, &policy, 38.0, MONDAY + 2, tier));
        let kept = |found: &PromiseAnswer| {
            found.lines.iter().find(|line| line.what == PromiseLineKind::Kept).and_then(|line| line.units)
        };
        assert_eq!((kept(&key), key.order.tier.as_str(), key.target), (None, "Key", 0.98));
        assert!(kept(&web).is_some_and(|units| units < -15.0), "{:?}", kept(&web));
        assert!(web.chance < key.chance, "{:?} {:?}", web.chance, key.chance);
        assert!(!web.notes.contains(&PromiseNote::EstimatedShares), "{:?}", web.notes);
    }

    #[test]
    fn available_stock_does_not_subtract_what_is_reserved_twice() {
        let policy = PolicyFile::default();
        let commitments = "item,quantity,due\nA,30,2026-01-06\n";
        let with = |stock: &str| {
            let files = [
                ("demand.csv", demand("tier")),
                ("stock.csv", stock.to_owned()),
                ("commitments.csv", commitments.to_owned()),
            ];
            let files = files.each_ref().map(|(name, text)| (*name, text.as_str()));
            let mut session = session(&policy, &files);
            asked(&mut session, &policy, 5.0, MONDAY + 1, "")
        };
        let (on_hand, available) = (with("item,on_hand\nA,40\n"), with("item,available\nA,10\n"));
        assert_eq!((on_hand.chance, on_hand.most), (available.chance, available.most));
        assert!(available.notes.contains(&PromiseNote::AvailableRead));
    }

    #[test]
    fn a_list_is_read_with_and_without_a_header() {
        let policy = Box::new(PolicyFile::default());
        let texts = [
            "item\tquantity\tdue\nA\t12\t2026-01-20\n",
            "A\t12\t2026-01-20\nB\t3\t2026-01-21",
            "A;12;20.01.2026;Key",
            "12,A,2026-01-20",
            "artikel,menge,termin\nA,12,2026-01-20\n",
            "what,how many,date\nA,12,2026-01-20\n",
        ];
        for text in texts {
            let request = Request::ReadOrders { policy: policy.clone(), text: text.to_owned() };
            let Answer::OrderLines(found) = Session::new(None).ask(&request) else { panic!("no lines") };
            let first = found.lines.first().map(|line| (line.item.as_str(), line.quantity, line.due));
            assert_eq!(first, Some(("A", 12.0, MONDAY + 15)), "{text}");
        }
    }
}
