//! Orders promised from the samples' files, as a page asks for them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that panics has failed")]

use std::fmt::Write;
use std::fs;
use std::path::Path;

use segmented_safety_stock::protocol::answer::{Missing, PromiseAnswer, VerdictView};
use segmented_safety_stock::protocol::desk::{DeskSettings, OrderLine};
use segmented_safety_stock::protocol::{Answer, PolicyFile, Request};
use segmented_safety_stock::session::Session;

/// 2026-10-31, the day that the samples' stock was counted.
const COUNTED: i32 = 20_757;

/// A session with some files open.
struct Desk {
    session: Session,
    policy: Box<PolicyFile>,
}

impl Desk {
    fn new(policy: Box<PolicyFile>, files: &[(String, String)]) -> Self {
        let mut session = Session::new(None);
        session.ask(&Request::Reading { policy: policy.clone() });
        for (slot, (name, text)) in (0..).zip(files) {
            session.open(slot, name, text.len() as f64);
            session.push(slot, text.as_bytes());
            session.close(slot);
        }
        Desk { session, policy }
    }

    /// A sample under its own policy.
    fn sample(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/samples").join(name);
        let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
        let tables = ["demand", "items", "receipts", "stock", "open_orders", "commitments"];
        let names = tables.map(|table| format!("{table}.csv")).into_iter();
        let files: Vec<(String, String)> = names
            .filter(|name| folder.join(name).is_file())
            .map(|name| (name.clone(), read(&name)))
            .collect();
        let open = Request::OpenPolicy { name: "policy.json".to_owned(), text: read("policy.json") };
        let Answer::Policy(opened) = Session::new(None).ask(&open) else { panic!("no policy") };
        Desk::new(Box::new(opened.policy), &files)
    }

    fn asked(&mut self, order: OrderLine) -> PromiseAnswer {
        let desk = DeskSettings { today: Some(COUNTED), ..DeskSettings::default() };
        match self.session.ask(&Request::Promise { policy: self.policy.clone(), desk, order }) {
            Answer::Promise(answer) => *answer,
            other => panic!("{other:?}"),
        }
    }
}

fn order(item: &str, quantity: f64, due: i32) -> OrderLine {
    OrderLine { item: item.to_owned(), quantity, due, ..OrderLine::default() }
}

/// Demand until the day takes what would be enough today: nobody is offered parts and a later day.
#[test]
fn what_can_be_handed_over_sooner_is_not_split() {
    let mut desk = Desk::sample("distributor");
    let key = OrderLine { tier: "Key".to_owned(), ..order("BB1", 500.0, COUNTED + 7) };
    let found = desk.asked(key.clone());
    assert!(
        found.verdict != VerdictView::Yes && found.most > Some(0.0) && found.most < Some(500.0),
        "{found:?}"
    );
    assert_eq!((found.earliest, found.split), (Some(COUNTED), None));
    let sooner = desk.asked(OrderLine { due: COUNTED, ..key });
    assert_eq!((sooner.verdict, sooner.earliest), (VerdictView::Yes, Some(COUNTED)));
}

/// A shared item is a stocking unit of each client, with stock of its own.
#[test]
fn stock_of_an_item_that_clients_share_is_told_apart() {
    let mut desk = Desk::sample("third_party_logistics");
    let stock = fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("www/samples/third_party_logistics/stock.csv"),
    )
    .unwrap();
    let shared: Vec<&str> = stock.lines().filter(|row| row.contains(",BX1,")).collect();
    assert_eq!(shared.len(), 3);
    for row in shared {
        let [client, _, units, _] = *row.split(',').collect::<Vec<_>>() else { panic!("{row}") };
        let found = desk.asked(OrderLine { customer: client.to_owned(), ..order("BX1", 1.0, COUNTED) });
        assert_eq!(found.missing, [], "{client}");
        assert_eq!(found.lines.first().unwrap().units, Some(units.parse().unwrap()), "{client}");
    }
}

/// Open orders and promises are the client's too where a client is part of the stocking unit.
#[test]
fn open_orders_and_promises_of_an_item_that_clients_share_are_told_apart() {
    let mut policy = Box::new(PolicyFile::default());
    policy.stocking_unit = vec![
        segmented_safety_stock::protocol::policy::UnitField::Item,
        segmented_safety_stock::protocol::policy::UnitField::Customer,
    ];
    let mut demand = "date,client,item,quantity\n".to_owned();
    for week in 0..30 {
        let day = segmented_safety_stock::data::calendar::iso(COUNTED - 7 * week);
        writeln!(demand, "{day},Acme,A,5\n{day},Zeta,A,5").unwrap();
    }
    let files = [
        ("demand.csv", demand.as_str()),
        ("stock.csv", "client,item,on_hand\nAcme,A,100\nZeta,A,100\n"),
        ("purchase.csv", "client,item,quantity,due,supplier,order\nAcme,A,70,2026-11-03,Oak,P1\n"),
        ("commitments.csv", "client,item,quantity,due\nZeta,A,30,2026-11-02\n"),
    ];
    let mut desk = Desk::new(policy, &files.map(|(name, text)| (name.to_owned(), text.to_owned())));
    let mut events = |client: &str| {
        let found = desk.asked(OrderLine { customer: client.to_owned(), ..order("A", 1.0, COUNTED + 7) });
        found.events.iter().map(|event| event.units).collect::<Vec<_>>()
    };
    assert_eq!((events("Acme"), events("Zeta")), (vec![70.0], vec![-30.0]));
}

/// The answer counts what can be ordered today: the drawing and the effect on others count it too, and say so.
#[test]
fn what_is_ordered_today_is_counted_wherever_an_answer_rests_on_it() {
    for (sample, item, customer, days) in [
        ("distributor", "BB3", "", 33),
        ("third_party_logistics", "MG1", "Medical supplies", 33),
        ("third_party_logistics", "MG1", "Medical supplies", 1_000),
    ] {
        let mut desk = Desk::sample(sample);
        let asked = OrderLine { customer: customer.to_owned(), ..order(item, 9_999.0, COUNTED + days) };
        let found = desk.asked(asked);
        assert_eq!(found.verdict, VerdictView::Yes, "{item}");
        let bought = found.bought.unwrap();
        assert!(bought.units >= 9_000.0 && bought.day <= COUNTED + days, "{bought:?}");
        for of in found.tiers {
            assert!(of.after > 0.9 && of.before >= of.after - 1e-9, "{item} {days}: {of:?}");
        }
        let due = found.projected.iter().find(|at| at.day >= COUNTED + days).unwrap();
        assert!(due.middle >= 0.0, "{item} {days}: {due:?}");
    }
    let small = Desk::sample("distributor").asked(order("BB3", 1.0, COUNTED + 1));
    assert_eq!((small.verdict, small.bought), (VerdictView::Yes, None));
}

/// An answer that cannot be given says which of its parts is at fault.
#[test]
fn what_cannot_be_answered_says_why() {
    let mut desk = Desk::sample("distributor");
    let mut missing = |order| desk.asked(order).missing;
    assert_eq!(missing(order("BB1", 1.5, COUNTED)), [Missing::Whole]);
    assert_eq!(missing(order("BB1", 1.0, COUNTED - 1)), [Missing::Day]);
    assert_eq!(missing(order("BB0", 1.0, COUNTED)), [Missing::Item]);
    assert_eq!(missing(order("BB1", 1.0, COUNTED)), []);
    let mut shared = Desk::sample("third_party_logistics");
    assert_eq!(shared.asked(order("BX1", 1.0, COUNTED)).missing, [Missing::Several]);
    let nobody = OrderLine { customer: "Nobody".to_owned(), ..order("BX1", 1.0, COUNTED) };
    assert_eq!(shared.asked(nobody).missing, [Missing::Item]);
}

/// A column that nobody named holds tiers where the policy knows them, and customers else; with or without a header
/// a line is answered as in the form.
#[test]
fn a_list_is_answered_as_the_form_answers() {
    let mut desk = Desk::sample("distributor");
    let lists = ["BB1\t5\t2026-11-13\tAcme", "item,quantity,due,customer\nBB1,5,2026-11-13,Acme"];
    for text in lists {
        let request = Request::ReadOrders { policy: desk.policy.clone(), text: text.to_owned() };
        let Answer::OrderLines(found) = desk.session.ask(&request) else { panic!("no lines") };
        let [line] = found.lines.as_slice() else { panic!("{found:?}") };
        assert_eq!((line.customer.as_str(), line.tier.as_str()), ("Acme", ""));
        let asked = desk.asked(line.clone());
        assert_eq!((asked.verdict, asked.missing.as_slice()), (VerdictView::Yes, &[][..]));
    }
    let tiers =
        Request::ReadOrders { policy: desk.policy.clone(), text: "BB1\t5\t2026-11-13\tKey".to_owned() };
    let Answer::OrderLines(found) = desk.session.ask(&tiers) else { panic!("no lines") };
    assert!(found.lines.iter().all(|line| line.tier == "Key" && line.customer.is_empty()), "{found:?}");
}
