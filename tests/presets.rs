//! Exports of well-known systems, small and made up for this project, dropped as they are: what they are taken
//! for, what is decided about them, and what comes out.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics has failed"
)]

use std::collections::BTreeMap;

use segmented_safety_stock::protocol::answer::FileReport;
use segmented_safety_stock::protocol::request::{CsvForm, Export};
use segmented_safety_stock::protocol::{Answer, PolicyFile, Request};
use segmented_safety_stock::read::{KeptTable, Number, Plan, Reader, Role, Row};
use segmented_safety_stock::session::Session;

const ME80FN: &str = "\
Purchasing Document,Item,Material,Plant,Supplier,Document Date,Delivery Date,Stat. Delivery Date,Scheduled Quantity,Quantity Delivered,Posting Date
4500000101,00010,000000000000004711,1000,0000100234,05.01.2024,22.01.2024,19.01.2024,\"1.000,000\",\"1.000,000\",18.01.2024
4500000102,00010,000000000000004711,1000,0000100234,02.02.2024,16.02.2024,16.02.2024,\"1.000,000\",\"1.000,000\",20.02.2024
4500000103,00010,000000000000004712,1000,0000100777,05.02.2024,26.02.2024,26.02.2024,\"250,000\",\"0,000\",
";

const EKBE: &str = "\
EBELN;EBELP;MATNR;WERKS;LIFNR;BEDAT;EINDT;SLFDT;BWART;BUDAT;MENGE;WEMNG;ELIKZ
4500000101;00010;000000000000004711;1000;0000100234;20240105;20240122;20240119;101;20240118;1.000,000;1.000,000;X
4500000102;00010;000000000000004711;1000;0000100234;20240202;20240216;20240216;101;20240220;1.000,000;1.000,000;X
4500000102;00010;000000000000004711;1000;0000100234;20240202;20240216;20240216;122;20240223;1.000,000;50,000-;X
4500000103;00010;000000000000004712;1000;0000100777;20240205;20240226;20240226;;00000000;250,000;0,000;
";

const MARC: &str = "\
MATNR;WERKS;MAKTX;EISBE;MINBE;PLIFZ;WEBAZ;BSTMI;BSTRF;BSTFE;LGRAD;STPRS;PEINH;WAERS
000000000000004711;1000;Hex bolt M8;120,000;300,000;14;2;100,000;50,000;400,000;97,5;12,50;100;EUR
000000000000004712;1000;Washer;0,000;0,000;21;;0,000;0,000;0,000;0,0;3,10;1000;EUR
000000000000004713;1000;Nut;0,000;0,000;0;3;0,000;0,000;0,000;0,0;4,00;1;EUR
";

/// A list as a screen shows it: title, rules, an empty first column, subtotals; quantities without a sign.
const LIST: &str = "\
Material documents 05.03.2024                              1

---------------------------------------------------------------------
|  |MATNR             |WERKS|BWART|BUDAT     |    MENGE|MEINS|SHKZG|
---------------------------------------------------------------------
|  |000000000000004711|1000 |601  |05.01.2024|   12,000|ST   |H    |
|  |000000000000004711|1000 |602  |09.01.2024|    2,000|ST   |S    |
|  |000000000000004711|1000 |101  |10.01.2024|  500,000|ST   |S    |
|* |000000000000004711|     |     |          |  514,000|ST   |     |
|  |000000000000004712|1000 |261  |12.01.2024|1.250,000|ST   |H    |
|* |000000000000004712|     |     |          |1.250,000|ST   |     |
---------------------------------------------------------------------
|**|                  |     |     |          |1.764,000|ST   |     |
---------------------------------------------------------------------
";

const FBA: &str = "\
sku\tfnsku\tasin\tproduct-name\tyour-price\tafn-warehouse-quantity\tafn-fulfillable-quantity\tafn-reserved-quantity\tafn-inbound-shipped-quantity
MUG-B\tX001\tB001\tMug\t12.50\t60\t48\t10\t6
BOWL\tX002\tB002\tBowl\t9.00\t0\t0\t0\t24
";

const SHOPIFY: &str = "\
Handle,Title,Option1 Name,Option1 Value,SKU,Location,Incoming (not editable),Committed (not editable),Available (not editable),On hand (current),On hand (new)
mug,Mug,Color,Blue,MUG-B,Main Street,0,2,17,20,
mug,Mug,Color,Blue,MUG-B,Depot,6,0,not stocked,not stocked,
mug,Mug,Color,Red,MUG-R,Main Street,0,0,0,0,
";

const NETSUITE: &str = "\
Date,Type,Document Number,Name,Item,Location,Quantity,Amount,Status
1/5/2024,Sales Order,SO1001,Blue Harbor Inc,Parts : Valve 20,East,-12,240.00,Billed
1/16/2024,Sales Order,SO1002,Nord Supply,Parts : Valve 20,East,-3,60.00,Pending Fulfillment
1/17/2024,Purchase Order,PO77,Vendor One,Parts : Valve 20,East,50,500.00,Fully Billed
1/18/2024,Item Fulfillment,IF9,Blue Harbor Inc,Parts : Valve 20,East,-12,,Shipped
1/18/2024,Invoice,IN4,Blue Harbor Inc,Parts : Valve 20,East,-12,240.00,Paid In Full
1/19/2024,Return Authorization,RA3,Blue Harbor Inc,Parts : Valve 20,East,2,-40.00,Closed
1/22/2024,Sales Order,SO1003,Nord Supply,- None -,East,1,15.00,Billed
Total,,,,,,14,1015.00,
";

fn policy() -> Box<PolicyFile> {
    let text = r#"{"format": "segmented-safety-stock/policy", "version": 1}"#.to_owned();
    match Session::new(None).ask(&Request::OpenPolicy { name: "policy.json".to_owned(), text }) {
        Answer::Policy(answer) => Box::new(answer.policy),
        other => panic!("{other:?}"),
    }
}

/// A session that has read some files, and what it says about them.
fn read(files: &[&str]) -> (Session, Vec<FileReport>) {
    let mut session = Session::new(None);
    session.ask(&Request::Reading { policy: policy() });
    for (slot, text) in (0..).zip(files) {
        session.open(slot, &format!("export{slot}.txt"), text.len() as f64);
        text.as_bytes().chunks(100).for_each(|piece| session.push(slot, piece));
        let Answer::FileRead(read) = session.close(slot) else { panic!() };
        assert!(!read.again);
    }
    let Answer::Files(answer) = session.ask(&Request::Files { policy: policy() }) else { panic!() };
    (session, answer.files)
}

/// What an export is taken for, its rows and those left out, its roles, and what its preset says.
#[track_caller]
fn check(text: &str, table: &str, rows: (f64, f64), roles: &[(&str, &str)], preset: (&str, &str)) {
    let (_, files) = read(&[text]);
    let file = &files[0];
    assert_eq!(file.table.as_deref(), Some(table));
    assert_eq!((file.rows, file.left_out), rows, "{:?}", file.findings);
    assert!(file.used && file.questions.is_empty());
    let found: BTreeMap<&str, &str> = file
        .columns
        .iter()
        .filter_map(|column| Some((column.role.as_deref()?, column.header.as_str())))
        .collect();
    assert_eq!(found, roles.iter().copied().collect());
    let decision = file.decisions.iter().find(|decision| decision.name == "preset").unwrap();
    assert_eq!((decision.value.as_str(), decision.evidence.as_str()), preset);
}

/// Item, day and quantity of each row of demand.
fn demand(text: &str) -> Vec<(String, f64)> {
    let mut rows = Vec::new();
    let mut sink = |plan: &Plan, row: &Row| {
        let Number::Value(quantity) = row.number(plan.column(Role::Quantity).unwrap()) else { panic!() };
        rows.push((row.text(plan.column(Role::Item).unwrap()).to_owned(), quantity.to_f64()));
    };
    let mut reader = Reader::new("export.txt", &BTreeMap::new());
    reader.push(text.as_bytes(), &mut sink);
    reader.finish(&mut sink);
    rows
}

fn named(rows: &[(&str, f64)]) -> Vec<(String, f64)> {
    rows.iter().map(|(item, quantity)| ((*item).to_owned(), *quantity)).collect()
}

#[test]
fn sap_purchasing_documents_by_their_labels() {
    check(
        ME80FN,
        "receipts",
        (3.0, 0.0),
        &[
            ("order", "Purchasing Document"),
            ("order_line", "Item"),
            ("item", "Material"),
            ("location", "Plant"),
            ("supplier", "Supplier"),
            ("ordered", "Document Date"),
            ("promised", "Stat. Delivery Date"),
            ("received", "Posting Date"),
            ("quantity_ordered", "Scheduled Quantity"),
            ("quantity_received", "Quantity Delivered"),
        ],
        ("SAP purchasing documents (ME80FN)", "all rows"),
    );
}

#[test]
fn sap_purchasing_documents_by_their_technical_names_without_returns_to_the_supplier() {
    check(
        EKBE,
        "receipts",
        (4.0, 1.0),
        &[
            ("order", "EBELN"),
            ("order_line", "EBELP"),
            ("item", "MATNR"),
            ("location", "WERKS"),
            ("supplier", "LIFNR"),
            ("ordered", "BEDAT"),
            ("promised", "SLFDT"),
            ("received", "BUDAT"),
            ("quantity_ordered", "MENGE"),
            ("quantity_received", "WEMNG"),
        ],
        ("SAP purchasing documents with movements (ME80FN)", "\"BWART\" in (\"\", 101, 105)"),
    );
}

/// The planned delivery time grows by the days of goods receipt; a price for 100 is one for a piece; a zero is
/// no entry, so that nothing is ordered in multiples of 0 and nothing arrives on the day it is ordered.
#[test]
fn sap_materials_by_plant() {
    check(
        MARC,
        "items",
        (3.0, 0.0),
        &[
            ("item", "MATNR"),
            ("location", "WERKS"),
            ("description", "MAKTX"),
            ("current_safety_stock", "EISBE"),
            ("current_reorder_point", "MINBE"),
            ("lead_time_days", "PLIFZ"),
            ("order_minimum", "BSTMI"),
            ("order_multiple", "BSTRF"),
            ("order_quantity", "BSTFE"),
            ("service_level", "LGRAD"),
            ("unit_cost", "STPRS"),
            ("currency", "WAERS"),
        ],
        (
            "SAP materials by plant (MARC)",
            "all rows; PLIFZ + WEBAZ days; STPRS is for PEINH units; 0 is no entry in PLIFZ, BSTMI, BSTRF, BSTFE, LGRAD",
        ),
    );
    let sold: String = (1..=9)
        .flat_map(|month| [4711, 4712, 4713].map(|item| (month, item)))
        .fold("MATNR;WERKS;BWART;BUDAT;MENGE;SHKZG\n".to_owned(), |text, (month, item)| {
            format!("{text}{item:018};1000;601;2024{month:02}10;{},5;H\n", 40 + month)
        });
    let (mut session, _) = read(&[&sold, MARC]);
    let request = Request::Export { policy: policy(), what: Export::ItemResults, form: CsvForm::Plain };
    let Answer::File(file) = session.ask(&request) else { panic!() };
    let text = String::from_utf8(file.bytes).unwrap();
    let header: Vec<&str> = text.lines().next().unwrap().split(',').collect();
    let at = |name: &str| header.iter().position(|of| *of == name).unwrap();
    let names = ["item", "location", "lead_time_days", "order_quantity", "unit_cost"].map(at);
    let found: Vec<[String; 5]> = text
        .lines()
        .skip(1)
        .map(|line| names.map(|at| line.split(',').nth(at).unwrap().to_owned()))
        .collect();
    let expected = [
        ["000000000000004711", "1000", "16", "400", "0.125"],
        ["000000000000004712", "1000", "21", &found[1][3], "0.0031"],
        ["000000000000004713", "1000", "14", &found[2][3], "4"],
    ];
    assert_eq!(found, expected);
}

#[test]
fn sap_lists_with_rules_subtotals_and_unsigned_quantities() {
    check(
        LIST,
        "demand",
        (7.0, 4.0),
        &[
            ("item", "MATNR"),
            ("location", "WERKS"),
            ("date", "BUDAT"),
            ("quantity", "MENGE"),
            ("unit", "MEINS"),
        ],
        (
            "SAP material documents (MB51)",
            "\"BWART\" in (601, 251, 261, 602, 252, 262); returns are BWART 602, 252, 262",
        ),
    );
    let expected =
        [("000000000000004711", 12.0), ("000000000000004711", -2.0), ("000000000000004712", 1250.0)];
    assert_eq!(demand(LIST), named(&expected));
}

#[test]
fn sap_quantities_whose_sign_is_debit_or_credit() {
    let text =
        "MATNR;BUDAT;MENGE;SHKZG\n0042;20240105;302,35;H\n0042;20240109;2,35;S\n0042;20240111;7,5-;H\n";
    assert_eq!(demand(text), named(&[("0042", 302.35), ("0042", -2.35), ("0042", 7.5)]));
}

#[test]
fn amazon_stock_is_what_can_be_shipped() {
    check(
        FBA,
        "stock",
        (2.0, 0.0),
        &[("item", "sku"), ("available", "afn-fulfillable-quantity"), ("reserved", "afn-reserved-quantity")],
        ("Amazon FBA stock", "all rows"),
    );
}

#[test]
fn shopify_stock_by_location_where_not_stocked_is_not_zero() {
    check(
        SHOPIFY,
        "stock",
        (3.0, 1.0),
        &[
            ("item", "SKU"),
            ("location", "Location"),
            ("reserved", "Committed (not editable)"),
            ("available", "Available (not editable)"),
            ("on_hand", "On hand (current)"),
        ],
        ("Shopify inventory", "not (\"On hand (current)\" = \"not stocked\")"),
    );
}

/// One sale is not counted three times, as an order, a delivery and an invoice.
#[test]
fn netsuite_sales_orders_that_are_negative() {
    check(
        NETSUITE,
        "demand",
        (8.0, 5.0),
        &[
            ("date", "Date"),
            ("order", "Document Number"),
            ("customer", "Name"),
            ("item", "Item"),
            ("location", "Location"),
            ("quantity", "Quantity"),
            ("revenue", "Amount"),
        ],
        (
            "NetSuite sales orders",
            "\"Type\" in (\"Sales Order\", \"Cash Sale\", \"Return Authorization\") and not (\"Item\" = \"- None -\"); returns are Type Return Authorization",
        ),
    );
    let valve = "Parts : Valve 20";
    assert_eq!(demand(NETSUITE), named(&[(valve, 12.0), (valve, 3.0), (valve, -2.0)]));
    let invoices = NETSUITE.replace("Sales Order", "Quote");
    assert_eq!(demand(&invoices), named(&[(valve, 12.0)]));
}

/// The older form: a row an item, a column a location. What is not stocked there is no stock of zero.
#[test]
fn shopify_stock_with_a_column_a_location() {
    let text = "\
Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,SKU,HS Code,COO,Main Street,Depot
mug,Mug,Color,Blue,,,MUG-B,,,17,not stocked
mug,Mug,Color,Red,,,MUG-R,,,0,4
bowl,Bowl,Title,Default Title,,,BOWL,,,9,12
";
    check(
        text,
        "stock",
        (6.0, 1.0),
        &[("item", "SKU")],
        ("Shopify inventory, one column a location", "all rows; locations are Main Street, Depot"),
    );
    let mut table = None;
    let mut reader = Reader::new("inventory_export.csv", &BTreeMap::new());
    let mut sink =
        |plan: &Plan, row: &Row| table.get_or_insert_with(|| KeptTable::new(plan.clone())).push(row);
    reader.push(text.as_bytes(), &mut sink);
    reader.finish(&mut sink);
    let table = table.unwrap();
    let found: Vec<_> = (0..table.len())
        .map(|row| {
            let units = match table.number(row, Role::OnHand) {
                Number::Value(units) => Some(units.to_f64()),
                _ => None,
            };
            (table.text(row, Role::Item), table.text(row, Role::Location), units)
        })
        .collect();
    let expected = [
        ("MUG-B", "Main Street", Some(17.0)),
        ("MUG-B", "Depot", None),
        ("MUG-R", "Main Street", Some(0.0)),
        ("MUG-R", "Depot", Some(4.0)),
        ("BOWL", "Main Street", Some(9.0)),
        ("BOWL", "Depot", Some(12.0)),
    ];
    assert_eq!(found, expected);
}

/// A list of movements may name the purchase order and both its dates: it is demand all the same.
#[test]
fn sap_movements_beside_purchase_orders_are_demand() {
    let text = "\
Material,Plant,Movement Type,Document Date,Posting Date,Quantity,Purchasing Document
0042,1000,101,05.01.2024,15.01.2024,50,4500000101
0042,1000,601,16.01.2024,16.01.2024,-12,
";
    assert_eq!(demand(text), named(&[("0042", 12.0)]));
}
