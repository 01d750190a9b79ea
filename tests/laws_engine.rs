//! Laws of the whole engine: generated files go in as a person would drop them, exports and answers come out.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics has failed"
)]

use std::fmt::Write;

use proptest::prelude::*;
use proptest::sample::select;
use segmented_safety_stock::protocol::answer::{CompareAnswer, ItemRow, SegmentRow, SummaryAnswer};
use segmented_safety_stock::protocol::request::{CsvForm, Export, ItemList, ItemSort};
use segmented_safety_stock::protocol::{Answer, PolicyFile, Request};
use segmented_safety_stock::session::Session;

/// Files by name, and the policy they are read by.
#[derive(Debug, Clone)]
struct Dropped {
    policy: String,
    files: Vec<(&'static str, String)>,
}

/// A session that has read everything.
struct Read {
    session: Session,
    policy: Box<PolicyFile>,
}

impl Dropped {
    fn read(&self) -> Read {
        self.read_in(1 << 20)
    }

    fn read_in(&self, piece: usize) -> Read {
        let mut session = Session::new(None);
        let request = Request::OpenPolicy { name: "policy.json".to_owned(), text: self.policy.clone() };
        let Answer::Policy(opened) = session.ask(&request) else { panic!("{}", self.policy) };
        let policy = Box::new(opened.policy);
        session.ask(&Request::Reading { policy: policy.clone() });
        for (slot, (name, text)) in (0..).zip(&self.files) {
            feed(&mut session, slot, name, text, piece);
        }
        Read { session, policy }
    }
}

fn feed(session: &mut Session, slot: u32, name: &str, text: &str, piece: usize) {
    loop {
        session.open(slot, name, text.len() as f64);
        text.as_bytes().chunks(piece).for_each(|bytes| session.push(slot, bytes));
        match session.close(slot) {
            Answer::FileRead(read) if read.again => {}
            _ => return,
        }
    }
}

impl Read {
    fn export(&mut self, what: Export) -> String {
        self.export_as(what, CsvForm::Plain)
    }

    fn export_as(&mut self, what: Export, form: CsvForm) -> String {
        match self.session.ask(&Request::Export { policy: self.policy.clone(), what, form }) {
            Answer::File(file) => String::from_utf8(file.bytes).unwrap(),
            other => panic!("{other:?}"),
        }
    }

    fn exports(&mut self) -> [String; 2] {
        [self.export(Export::ItemResults), self.export(Export::SegmentResults)]
    }

    fn items(&mut self) -> Vec<ItemRow> {
        let list = ItemList { sort: ItemSort::Key, count: 1000, ..ItemList::default() };
        match self.session.ask(&Request::Items { policy: self.policy.clone(), list }) {
            Answer::Items(items) => items.rows,
            other => panic!("{other:?}"),
        }
    }

    fn summary(&mut self) -> SummaryAnswer {
        match self.session.ask(&Request::Summary { policy: self.policy.clone() }) {
            Answer::Summary(summary) => *summary,
            other => panic!("{other:?}"),
        }
    }

    fn compare(&mut self) -> CompareAnswer {
        match self.session.ask(&Request::Compare { policy: self.policy.clone() }) {
            Answer::Compare(compare) => *compare,
            other => panic!("{other:?}"),
        }
    }
}

/// A portfolio of six items: rows of demand, of the items table and of receipts.
#[derive(Debug, Clone)]
struct Portfolio {
    demand: Vec<String>,
    items: Vec<String>,
    receipts: Vec<String>,
    policy: String,
}

impl Portfolio {
    fn dropped(&self) -> Dropped {
        let file = |header: &str, rows: &[String]| format!("{header}\n{}", rows.concat());
        let demand = "date,item,quantity,price,channel";
        let items = "item,unit_cost,lead_time_days,lead_time_sd_days,order_quantity,supplier";
        let receipts =
            "order,order_line,item,supplier,ordered,promised,received,quantity_ordered,quantity_received";
        Dropped {
            policy: self.policy.clone(),
            files: vec![
                ("demand.csv", file(demand, &self.demand)),
                ("items.csv", file(items, &self.items)),
                ("receipts.csv", file(receipts, &self.receipts)),
            ],
        }
    }
}

/// A day of 2024, from its first.
fn day(number: u32) -> String {
    let mut rest = number;
    for (month, days) in (1..).zip([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) {
        if rest < days {
            return format!("2024-{month:02}-{:02}", rest + 1);
        }
        rest -= days;
    }
    panic!("no day {number} in 2024")
}

/// Demand in quarters of a unit or in units: some thirty rows an item, some of them returns.
fn demand(quarters: bool) -> impl Strategy<Value = Vec<String>> {
    let quantity = prop_oneof![8 => 1..80_i32, 1 => Just(20), 1 => -40..0_i32, 1 => Just(-8)];
    let row = (0..6_u32, 0..150_u32, quantity, 1..40_u32, select(vec!["Web", "Shop"]));
    let text = move |(item, on, quantity, price, channel): (u32, u32, i32, u32, &str)| {
        let quantity = if quarters { f64::from(quantity) / 4.0 } else { f64::from(quantity) };
        format!("{},I{item},{quantity},{}.5,{channel}\n", day(on), price)
    };
    proptest::collection::vec(row.prop_map(text), 60..200)
}

fn items() -> impl Strategy<Value = Vec<String>> {
    let row = (proptest::option::weighted(0.9, 1..900_u32), 0..60_u32, 0..12_u32, 1..200_u32, 0..3_u32);
    proptest::collection::vec(row, 6).prop_map(|rows| {
        let text = |(item, (cost, lead_time, sd, quantity, supplier)): (
            usize,
            (Option<u32>, u32, u32, u32, u32),
        )| {
            let cost = cost.map_or_else(String::new, |cost| format!("{}", f64::from(cost) / 8.0));
            format!("I{item},{cost},{lead_time},{sd},{quantity},S{supplier}\n")
        };
        rows.into_iter().enumerate().map(text).collect()
    })
}

/// Order lines, some in two parts, some open, some promised.
fn receipts() -> impl Strategy<Value = Vec<String>> {
    let line = (0..6_u32, 0..100_u32, 5..60_u32, -4..9_i32, 1..50_u32, 0..10_u32);
    proptest::collection::vec(line, 0..40).prop_map(|lines| {
        let mut rows = Vec::new();
        for (number, (item, ordered, takes, late, units, kind)) in lines.into_iter().enumerate() {
            let received = ordered + takes;
            let promised = received.saturating_add_signed(late);
            let mut part = |on: Option<u32>, came: u32| {
                let on = on.map_or_else(String::new, day);
                let head = format!("P{number},1,I{item},S{}", item % 3);
                let dates = format!("{},{},{on}", day(ordered), day(promised));
                rows.push(format!("{head},{dates},{},{came}\n", units * 4));
            };
            match kind {
                0 => part(None, 0),
                1..=3 => {
                    part(Some(received), units * 3);
                    part(Some(received + 3), units);
                }
                _ => part(Some(received), units * 4),
            }
        }
        rows
    })
}

/// A policy whose segments are abc and the channel, with some of its settings free.
fn policy() -> impl Strategy<Value = String> {
    let returns = select(vec!["cancel", "exclude", "net"]);
    let window = select(vec!["first-demand", "first-demand-whole", "data-start"]);
    let period = select(vec!["week", "week", "day", "month"]);
    (returns, window, period, 0.5..0.995, 0..4_u32).prop_map(|(returns, window, period, level, weeks)| {
        let mut text = String::new();
        write!(
            text,
            r#"{{"format": "segmented-safety-stock/policy", "version": 1, "review": "continuous",
            "stocking_unit": ["item"], "returns": "{returns}", "window": "{window}", "period": "{period}",
            "defaults": {{"review_days": {}}},
            "segmentation": {{"dimensions": [{{"kind": "abc"}}, {{"kind": "column", "column": "channel"}}]}},
            "segments": {{"A-Web": {{"target": {{"kind": "cycle_service_level", "value": 0.9}}}},
                          "*": {{"target": {{"kind": "cycle_service_level", "value": {level}}}}}}},
            "uniform": {{"kind": "cycle_service_level", "value": 0.95}}}}"#,
            7 * weeks
        )
        .unwrap();
        text
    })
}

fn portfolio(quarters: bool) -> impl Strategy<Value = Portfolio> {
    (demand(quarters), items(), receipts(), policy())
        .prop_map(|(demand, items, receipts, policy)| Portfolio { demand, items, receipts, policy })
}

fn any_portfolio() -> impl Strategy<Value = Portfolio> {
    prop_oneof![portfolio(true), portfolio(false)]
}

/// A portfolio, and the same with every table in another order.
fn shuffled() -> impl Strategy<Value = (Portfolio, Portfolio)> {
    any_portfolio().prop_flat_map(|one| {
        let (demand, items, receipts) = (one.demand.clone(), one.items.clone(), one.receipts.clone());
        let orders = (Just(demand).prop_shuffle(), Just(items).prop_shuffle(), Just(receipts).prop_shuffle());
        (Just(one), orders).prop_map(|(one, (demand, items, receipts))| {
            let other = Portfolio { demand, items, receipts, policy: one.policy.clone() };
            (one, other)
        })
    })
}

/// A name that a spreadsheet might take for a formula, or nearly so.
fn awkward_name() -> impl Strategy<Value = String> {
    let blanks = select(vec!["", " ", "\t", " \t "]);
    let first = select("=+@-'a\"".chars().collect::<Vec<char>>());
    let rest = proptest::collection::vec(select("-+=@'a9 ,\"".chars().collect::<Vec<char>>()), 0..9);
    (blanks, first, rest).prop_map(|(blanks, first, rest)| {
        let rest: String = rest.into_iter().collect();
        format!("{blanks}{first}{rest}z")
    })
}

/// A policy with one target for all, and one model.
fn with_target(policy: &str, level: f64, model: &str) -> String {
    let target = format!(r#"{{"kind": "cycle_service_level", "value": {level}}}"#);
    let start = policy.find(r#""segments""#).unwrap();
    let end = policy.find(r#""uniform""#).unwrap();
    let segments = format!(r#""segments": {{"*": {{"target": {target}, "model": "{model}"}}}}, "#);
    format!("{}{segments}{}", &policy[..start], &policy[end..])
}

/// Two pairs of exports are equal to the last byte; else the first lines that differ.
fn same(one: &[String; 2], other: &[String; 2]) -> Result<(), TestCaseError> {
    for (one, other) in one.iter().zip(other) {
        for (one, other) in one.lines().zip(other.lines()) {
            prop_assert_eq!(one, other);
        }
        prop_assert_eq!(one.len(), other.len());
    }
    Ok(())
}

/// Equal but for the last bits.
fn near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9 * one.abs().max(other.abs()).max(1e-9)
}

/// `less` is not more than `more`, but for the last bits.
fn at_most(less: f64, more: f64) -> bool {
    less <= more + 1e-9 * more.abs().max(1.0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_chunking_exports_the_same(portfolio in any_portfolio(), piece in 1..400_usize) {
        let dropped = portfolio.dropped();
        same(&dropped.read().exports(), &dropped.read_in(piece).exports())?;
    }

    #[test]
    fn row_order_does_not_matter((one, other) in shuffled()) {
        same(&one.dropped().read().exports(), &other.dropped().read().exports())?;
    }

    #[test]
    fn the_order_of_equal_returns_does_not_matter(
        rows in proptest::collection::vec((0..3_u32, select(vec![5, 5, -5, -5, -2]), 1..4_u32), 3..12)
            .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
    ) {
        let text = |rows: &[(u32, i32, u32)]| {
            let row = |(on, quantity, price): &(u32, i32, u32)| format!("{},I,{quantity},{price}\n", day(7 * on));
            format!("date,item,quantity,price\n{}", rows.iter().map(row).collect::<String>())
        };
        let drop = |rows: &[(u32, i32, u32)]| Dropped {
            policy: PLAIN.to_owned(),
            files: vec![("demand.csv", text(rows))],
        };
        same(&drop(&rows.0).read().exports(), &drop(&rows.1).read().exports())?;
    }

    #[test]
    fn file_order_does_not_matter(portfolio in any_portfolio(), cut in 0.2..0.8) {
        let one = portfolio.dropped();
        let (_, text) = one.files[0].clone();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let at = (lines.len() as f64 * cut) as usize;
        let parts = [lines[..at].concat(), lines[0].to_owned() + &lines[at..].concat()];
        let mut other = one.clone();
        other.files[0].1.clone_from(&parts[1]);
        other.files.push(("demand_before.csv", parts[0].clone()));
        other.files.rotate_left(2);
        same(&one.read().exports(), &other.read().exports())?;
    }

    #[test]
    fn a_higher_target_never_asks_less_stock(portfolio in any_portfolio(), low in 0.5..0.99, more in 0.0..0.009) {
        let stocks = [low, low + more].map(|level| {
            let mut dropped = portfolio.dropped();
            dropped.policy = with_target(&dropped.policy, level, "auto");
            dropped.read().items()
        });
        for (less, more) in stocks[0].iter().zip(&stocks[1]) {
            prop_assert!(less.safety_stock <= more.safety_stock, "{:?} {:?}", less, more);
        }
    }

    #[test]
    fn ten_times_the_units_ten_times_the_stock(portfolio in portfolio(true), gamma in any::<bool>()) {
        let mut one = portfolio.dropped();
        one.policy = with_target(&one.policy, 0.93, if gamma { "gamma" } else { "normal" });
        // a hundredth keeps every item in fractions of a unit, ten times as much too
        one.files[0].1 += &(0..6).fold(String::new(), |rows, item| rows + &format!("2024-05-20,I{item},0.01,1.5,Web\n"));
        let mut ten = one.clone();
        ten.files[0].1 = scaled(&one.files[0].1, &[2]);
        ten.files[1].1 = scaled(&one.files[1].1, &[4]);
        for (one, ten) in one.read().items().iter().zip(&ten.read().items()) {
            prop_assert_eq!(&one.status, &ten.status);
            for (one, ten) in [(one.safety_stock, ten.safety_stock), (one.reorder_point, ten.reorder_point)] {
                if let (Some(one), Some(ten)) = (one, ten) {
                    prop_assert!(near(10.0 * one, ten) || ten.abs() < 1e-6, "{} {}", one, ten);
                }
            }
            if let (Some(one), Some(ten)) = (one.fill_rate, ten.fill_rate) {
                prop_assert!((one - ten).abs() < 1e-9, "{} {}", one, ten);
            }
        }
    }

    #[test]
    fn the_target_is_reached_where_no_bound_holds(portfolio in any_portfolio(), level in 0.5..0.999) {
        let mut dropped = portfolio.dropped();
        dropped.policy = with_target(&dropped.policy, level, "auto");
        for item in dropped.read().items() {
            if let Some(reached) = item.cycle_service_level {
                prop_assert!(at_most(level, reached), "{:?}", item);
            }
        }
    }

    #[test]
    fn one_target_for_all_is_a_policy_like_any_other(portfolio in any_portfolio()) {
        let mut dropped = portfolio.dropped();
        let compared = dropped.read().summary().same_target.row.unwrap();
        dropped.policy = with_target(&dropped.policy, 0.95, "auto");
        let total = dropped.read().summary().total;
        prop_assert_eq!(SegmentRow { segment: total.segment.clone(), ..compared }, total);
    }

    #[test]
    fn the_same_capital_is_the_most_that_it_buys(portfolio in any_portfolio()) {
        let mut dropped = portfolio.dropped();
        let mut read = dropped.read();
        let (total, found) = (read.summary().total, read.compare().same_capital);
        let in_money = total.costed >= 0.95 * total.stocked;
        let stock = |row: &SegmentRow| if in_money { row.safety_stock_value.unwrap() } else { row.safety_stock };
        if let (Some(same), Some(level)) = (found.row, found.target) {
            prop_assert!(at_most(stock(&same), stock(&total)), "{:?} {:?}", same, total);
            dropped.policy = with_target(&dropped.policy, (level + 1e-6).min(0.999_999_9), "auto");
            let more = dropped.read().summary().total;
            prop_assert!(level > 0.999_99 || at_most(stock(&total), stock(&more)), "{} {:?} {:?}", level, more, total);
        }
    }

    #[test]
    fn the_same_service_is_the_least_that_gives_it(portfolio in any_portfolio()) {
        let mut dropped = portfolio.dropped();
        let mut read = dropped.read();
        let (total, found) = (read.summary().total, read.compare().same_service);
        if let (Some(same), Some(level)) = (found.row, found.target) {
            prop_assert!(at_most(total.fill_rate.unwrap(), same.fill_rate.unwrap()), "{:?} {:?}", same, total);
            dropped.policy = with_target(&dropped.policy, level - 1e-6, "auto");
            let less = dropped.read().summary().total;
            prop_assert!(at_most(less.fill_rate.unwrap(), total.fill_rate.unwrap()), "{} {:?} {:?}", level, less, total);
        }
    }

    #[test]
    fn segments_add_up_to_the_total(portfolio in any_portfolio()) {
        let summary = portfolio.dropped().read().summary();
        let total = &summary.total;
        let sum = |of: fn(&SegmentRow) -> f64| summary.segments.iter().map(of).sum::<f64>();
        prop_assert!(near(sum(|row| row.items), total.items));
        prop_assert!(near(sum(|row| row.stocked), total.stocked));
        prop_assert!(near(sum(|row| row.annual_demand), total.annual_demand));
        prop_assert!(near(sum(|row| row.annual_revenue.unwrap_or(0.0)), total.annual_revenue.unwrap_or(0.0)));
        prop_assert!(near(sum(|row| row.safety_stock), total.safety_stock));
        prop_assert!(near(sum(|row| row.units_short), total.units_short));
        let money: [fn(&SegmentRow) -> Option<f64>; 4] = [
            |row| row.safety_stock_value,
            |row| row.cycle_stock_value,
            |row| row.average_inventory_value,
            |row| row.holding_cost,
        ];
        for money in money {
            let sum: f64 = summary.segments.iter().filter_map(money).sum();
            prop_assert!(near(sum, money(total).unwrap_or(0.0)));
        }
        let matrix = summary.matrix.unwrap();
        let rows: f64 = matrix.row_totals.iter().map(|row| row.safety_stock).sum();
        let columns: f64 = matrix.column_totals.iter().map(|row| row.safety_stock).sum();
        prop_assert!(near(rows, total.safety_stock) && near(columns, total.safety_stock));
    }

    #[test]
    fn what_is_exported_is_guarded_and_reads_back(name in awkward_name()) {
        let quoted = format!("\"{}\"", name.replace('"', "\"\""));
        let rows = (0..12_u32).fold(String::new(), |rows, week| rows + &format!("{},{quoted},{}\n", day(week * 7), 4 + week % 3));
        let dropped = Dropped { policy: PLAIN.to_owned(), files: vec![("demand.csv", format!("date,item,quantity\n{rows}"))] };
        let exported = dropped.read().export(Export::ItemResults);
        let line = exported.lines().nth(1).unwrap();
        let cell = line.strip_prefix('"').unwrap_or(line);
        let first = name.trim_start().chars().next().unwrap();
        prop_assert_eq!(cell.starts_with('\''), "=+-@'|%＝＋－＠".contains(first), "{}", cell);
        // the exported cell in a demand file gives the same item again
        let key = &line[..line.find(",All,").unwrap()];
        let again = rows.replace(&quoted, key);
        let again = Dropped { policy: PLAIN.to_owned(), files: vec![("demand.csv", format!("date,item,quantity\n{again}"))] };
        prop_assert_eq!(&exported, &again.read().export(Export::ItemResults));
    }

    #[test]
    fn results_dropped_alone_are_the_same_figures_in_every_form(portfolio in any_portfolio()) {
        let dropped = portfolio.dropped();
        let mut read = dropped.read();
        let figures = |read: &mut Read| -> Vec<_> {
            read.items().into_iter().map(|item| (item.key, item.periods, item.mean, item.sd)).collect()
        };
        for form in [CsvForm::Plain, CsvForm::ExcelPoint, CsvForm::ExcelComma] {
            let text = read.export_as(Export::ItemResults, form);
            let files = vec![("item-results.csv", text)];
            let mut again = Dropped { policy: dropped.policy.clone(), files }.read();
            prop_assert_eq!(figures(&mut again), figures(&mut read), "{:?}", form);
        }
    }

    #[test]
    fn results_dropped_again_are_read_or_refused(portfolio in any_portfolio()) {
        let mut dropped = portfolio.dropped();
        let exports = dropped.read().exports();
        for (name, text) in ["item-results.csv", "segment-results.csv"].into_iter().zip(&exports) {
            dropped.files.push((name, text.clone()));
        }
        let mut read = dropped.read();
        let Answer::Files(files) = read.session.ask(&Request::Files { policy: read.policy.clone() }) else { panic!() };
        prop_assert_eq!(files.files.len(), 5);
        prop_assert_eq!(read.items().len(), exports[0].lines().count() - 1);
    }
}

/// A mean of 1,125 in a file of decimal commas is no thousand.
#[test]
fn a_single_item_of_three_decimals_reads_back_in_every_form() {
    let rows = (0..8_u32).fold("date,item,quantity\n".to_owned(), |rows, week| {
        rows + &format!("{},A,{}\n", day(week * 7), 1 + u32::from(week == 7))
    });
    let mut read = Dropped { policy: PLAIN.to_owned(), files: vec![("demand.csv", rows)] }.read();
    assert_eq!(read.items()[0].mean, Some(1.125));
    for form in [CsvForm::Plain, CsvForm::ExcelPoint, CsvForm::ExcelComma] {
        let files = vec![("item-results.csv", read.export_as(Export::ItemResults, form))];
        let again = Dropped { policy: PLAIN.to_owned(), files }.read().items();
        assert_eq!((again[0].mean, again[0].periods), (Some(1.125), 8), "{form:?}");
    }
}

#[test]
fn without_any_safety_stock_there_is_nothing_to_compare() {
    let policy = r#"{"format": "segmented-safety-stock/policy", "version": 1}"#.to_owned();
    let one_week = "date,item,quantity\n2024-01-01,A,5\n2024-01-07,A,1\n".to_owned();
    let compare = Dropped { policy, files: vec![("demand.csv", one_week)] }.read().compare();
    for found in [compare.same_capital, compare.same_service] {
        assert_eq!((found.row, found.remark.as_str()), (None, "No item has a safety stock."));
    }
}

/// Items tables with decimal commas and with points: one rule about cost, one column as dimension.
#[test]
fn rules_and_columns_read_each_items_table_in_its_own_form() {
    let policy = r#"{"format": "segmented-safety-stock/policy", "version": 1, "segmentation": {
        "dimensions": [{"kind": "column", "column": "family"}],
        "rules": [{"when": "unit_cost > 3", "segment": "Dear"}]}}"#;
    let demand = "date,item,quantity\n2024-01-01,A,5\n2024-01-02,B,5\n2024-01-03,C,5\n2024-01-14,D,1\n";
    let commas = "item;unit_cost;family\nA;3,50;Lamps\nB;2,50;Lamps\n";
    let points = "item,unit_cost,family\nC,12.25,Tools\nD,1.5,Tools\n";
    let files = [("demand.csv", demand), ("commas.csv", commas), ("points.csv", points)];
    let files = files.map(|(name, text)| (name, text.to_owned())).to_vec();
    let items = Dropped { policy: policy.to_owned(), files }.read().items();
    let segments: Vec<&str> = items.iter().map(|item| item.segment.as_str()).collect();
    assert_eq!(segments, ["Dear", "Lamps", "Dear", "Tools"]);
}

const PLAIN: &str = r#"{"format": "segmented-safety-stock/policy", "version": 1, "stocking_unit": ["item"],
    "segmentation": {"dimensions": []}}"#;

/// A table with the numbers of some columns ten times as large.
fn scaled(text: &str, columns: &[usize]) -> String {
    let mut lines = text.lines();
    let header = lines.next().unwrap();
    lines.fold(format!("{header}\n"), |rows, line| {
        let cells: Vec<String> = line
            .split(',')
            .enumerate()
            .map(|(column, cell)| match cell.parse::<f64>() {
                Ok(number) if columns.contains(&column) => (number * 10.0).to_string(),
                _ => cell.to_owned(),
            })
            .collect();
        rows + &cells.join(",") + "\n"
    })
}
