//! The kinds of export that are known by their headers. To add one: an entry here, an export of that kind in
//! `tests/presets.rs`.

use super::role::{Role, Table};

/// How a kind of export is recognised and read. Headers are compact; a group holds the spellings of one.
pub(super) struct Entry {
    pub(super) name: &'static str,
    pub(super) needs: &'static [&'static [&'static str]],
    /// A place in `needs`, and values of which its column shows one; a kind known by its headers alone has none.
    pub(super) shows: Option<(usize, &'static [&'static str])>,
    pub(super) table: Table,
    pub(super) roles: &'static [(Role, &'static [&'static str])],
    /// `{0}`, `{1}`, ... stand for the headers that `needs` found.
    pub(super) filter: &'static str,
    pub(super) sign: EntrySign,
    pub(super) repeated: &'static [&'static str],
    /// Figures that another column, of one of these names, is part of.
    pub(super) parts: &'static [(Role, EntryPart, &'static [&'static str])],
    /// The place in `needs` of the column behind which each column is a location of stock.
    pub(super) locations_behind: Option<usize>,
    /// Columns whose zero says that nothing was entered.
    pub(super) not_entered: &'static [&'static str],
}

pub(super) enum EntrySign {
    AsWritten,
    Opposite,
    /// The place in `needs`, and the values that are returns.
    By(usize, &'static [&'static str]),
}

#[derive(Clone, Copy)]
pub(super) enum EntryPart {
    Plus,
    Per,
}

/// What an entry does not say.
const PLAIN: Entry = Entry {
    name: "",
    needs: &[],
    shows: None,
    table: Table::Demand,
    roles: &[],
    filter: "",
    sign: EntrySign::AsWritten,
    repeated: &[],
    parts: &[],
    locations_behind: None,
    not_entered: &[],
};

const PURCHASE: [&[&str]; 4] = [
    &["ebeln", "purchasingdocument", "einkaufsbeleg"],
    &["bedat", "documentdate", "belegdatum"],
    &["budat", "postingdate", "buchungsdatum"],
    PROMISED,
];

const PROMISED: &[&str] = &[
    "slfdt",
    "statdeliverydate",
    "statlieferdatum",
    "statlieferdat",
    "eindt",
    "deliverydate",
    "lieferdatum",
];

const PURCHASE_ROLES: &[(Role, &[&str])] = &[
    (Role::Order, &["ebeln", "purchasingdocument", "einkaufsbeleg"]),
    (Role::Item, &["matnr", "material", "materialnummer"]),
    (Role::OrderLine, &["ebelp", "item", "position"]),
    (Role::OrderedOn, &["bedat", "documentdate", "belegdatum"]),
    (Role::ReceivedOn, &["budat", "postingdate", "buchungsdatum"]),
    (Role::Promised, PROMISED),
    (
        Role::QuantityOrdered,
        &["menge", "scheduledquantity", "orderquantity", "eingeteiltemenge", "bestellmenge"],
    ),
    (Role::QuantityReceived, &["wemng", "quantitydelivered", "gelieferte", "geliefertemenge", "wemenge"]),
];

const NETSUITE: &[&[&str]] = &[&["type"], &["item"], &["documentnumber"], &["date"], &["quantity"]];

/// Every kind known; the first that fits a file holds.
pub(super) const PRESETS: &[Entry] = &[
    // What this tool wrote: its statistics are read; what it worked out from them is not taken for a master's.
    Entry {
        name: "Item results of this tool",
        needs: &[&["item"], &["segment"], &["periods"], &["mean"], &["sd"], &["safetystockunits"]],
        table: Table::ItemStatistics,
        ..PLAIN
    },
    Entry {
        name: "SAP purchasing documents with movements (ME80FN)",
        needs: &[
            PURCHASE[0],
            PURCHASE[1],
            PURCHASE[2],
            PURCHASE[3],
            &["bwart", "movementtype", "bewegungsart"],
        ],
        table: Table::Receipts,
        roles: PURCHASE_ROLES,
        filter: "{4} in (\"\", 101, 105)",
        ..PLAIN
    },
    Entry {
        name: "SAP purchasing documents (ME80FN)",
        needs: &PURCHASE,
        table: Table::Receipts,
        roles: PURCHASE_ROLES,
        ..PLAIN
    },
    Entry {
        name: "SAP materials by plant (MARC)",
        needs: &[
            &["matnr", "material", "materialnummer"],
            &["werks", "plant", "werk"],
            &["plifz", "planneddelivtime", "planneddeliverytime", "planlieferzeit"],
        ],
        table: Table::Items,
        roles: &[
            (Role::Item, &["matnr", "material", "materialnummer"]),
            (Role::Location, &["werks", "plant", "werk"]),
            (Role::LeadTimeDays, &["plifz", "planneddelivtime", "planneddeliverytime", "planlieferzeit"]),
            (Role::OrderQuantity, &["bstfe", "fixedlotsize", "festelosgröße"]),
            (Role::OrderMinimum, &["bstmi", "minimumlotsize", "mindestlosgröße"]),
            (Role::OrderMultiple, &["bstrf", "roundingvalue", "rundungswert"]),
            (Role::ServiceLevel, &["lgrad", "servicelevel", "lieferbereitschaftsgrad"]),
        ],
        parts: &[
            (
                Role::LeadTimeDays,
                EntryPart::Plus,
                &["webaz", "grprocessingtime", "grprocessing", "webearbeitungszeit"],
            ),
            (Role::UnitCost, EntryPart::Per, &["peinh", "priceunit", "preiseinheit"]),
            (Role::UnitPrice, EntryPart::Per, &["peinh", "priceunit", "preiseinheit"]),
        ],
        not_entered: &[
            "plifz",
            "planneddelivtime",
            "planneddeliverytime",
            "planlieferzeit",
            "bstfe",
            "fixedlotsize",
            "festelosgröße",
            "bstmi",
            "minimumlotsize",
            "mindestlosgröße",
            "bstrf",
            "roundingvalue",
            "rundungswert",
            "lgrad",
            "servicelevel",
            "lieferbereitschaftsgrad",
        ],
        ..PLAIN
    },
    Entry {
        name: "SAP material documents (MB51)",
        needs: &[
            &["movementtype", "bewegungsart", "bwart"],
            &["postingdate", "buchungsdatum", "budat"],
            &["qtyinunitofentry", "qtyinunofentry", "quantity", "mengeinerfassme", "menge", "erfmg"],
        ],
        roles: &[
            (Role::Date, &["postingdate", "buchungsdatum", "budat"]),
            (Role::Location, &["plant", "werk", "werks"]),
        ],
        filter: "{0} in (601, 251, 261, 602, 252, 262)",
        sign: EntrySign::By(0, &["602", "252", "262"]),
        ..PLAIN
    },
    Entry {
        name: "Amazon orders",
        needs: &[&["amazonorderid"], &["orderstatus"], &["purchasedate"]],
        roles: &[(Role::Revenue, &["itemprice"])],
        filter: "not ({1} = \"Cancelled\")",
        ..PLAIN
    },
    Entry {
        name: "Amazon inventory ledger",
        needs: &[&["customershipments"], &["startingwarehousebalance"]],
        roles: &[(Role::Quantity, &["customershipments"])],
        sign: EntrySign::Opposite,
        ..PLAIN
    },
    Entry {
        name: "Shopify orders",
        needs: &[&["lineitemquantity"], &["cancelledat"], &["createdat"]],
        roles: &[(Role::Order, &["name"]), (Role::Date, &["createdat"]), (Role::Channel, &["source"])],
        filter: "{1} = \"\"",
        repeated: &[
            "cancelledat",
            "createdat",
            "source",
            "financialstatus",
            "fulfillmentstatus",
            "paidat",
            "tags",
        ],
        ..PLAIN
    },
    Entry {
        name: "Odoo stock moves",
        needs: &[&["from", "locationfrom"], &["to", "locationto"], &["product"]],
        filter: "{1} = \"Partners/Customers\" or {0} = \"Partners/Customers\"",
        sign: EntrySign::By(0, &["Partners/Customers"]),
        ..PLAIN
    },
    Entry {
        name: "Business Central item ledger",
        needs: &[&["entrytype"], &["itemno"], &["remainingquantity", "entryno"]],
        filter: "{0} in (\"Sale\", \"Consumption\")",
        sign: EntrySign::Opposite,
        ..PLAIN
    },
    Entry {
        name: "NetSuite items",
        needs: &[&["name"], &["preferredstocklevel", "safetystocklevel"], &["reorderpoint"]],
        table: Table::Items,
        roles: &[(Role::Item, &["name"])],
        ..PLAIN
    },
    Entry {
        name: "SAP material documents without movement types",
        needs: &[&["shkzg"], &["budat", "postingdate", "buchungsdatum"], &["menge", "erfmg", "quantity"]],
        roles: &[(Role::Date, &["budat", "postingdate", "buchungsdatum"])],
        sign: EntrySign::By(0, &["S"]),
        ..PLAIN
    },
    Entry {
        name: "Amazon FBA stock",
        needs: &[&["afnfulfillablequantity"], &["sku", "sellersku"]],
        table: Table::Stock,
        roles: &[
            (Role::Item, &["sku", "sellersku"]),
            (Role::Available, &["afnfulfillablequantity"]),
            (Role::Reserved, &["afnreservedquantity"]),
        ],
        ..PLAIN
    },
    Entry {
        name: "Shopify inventory",
        needs: &[&["handle"], &["sku"], &["location"], &["onhandcurrent", "onhand"]],
        table: Table::Stock,
        roles: &[
            (Role::Item, &["sku"]),
            (Role::Location, &["location"]),
            (Role::OnHand, &["onhandcurrent", "onhand"]),
            (Role::Available, &["availablenoteditable", "available"]),
            (Role::Reserved, &["committednoteditable", "committed"]),
        ],
        filter: "not ({3} = \"not stocked\")",
        ..PLAIN
    },
    Entry {
        name: "Shopify inventory, one column a location",
        needs: &[&["handle"], &["option1name"], &["sku"], &["coo"]],
        table: Table::Stock,
        roles: &[(Role::Item, &["sku"])],
        locations_behind: Some(3),
        ..PLAIN
    },
    Entry {
        name: "NetSuite sales orders",
        needs: NETSUITE,
        shows: Some((0, &["Sales Order"])),
        roles: &[(Role::Customer, &["name"])],
        filter: "{0} in (\"Sales Order\", \"Cash Sale\", \"Return Authorization\") and not ({1} = \"- None -\")",
        sign: EntrySign::By(0, &["Return Authorization"]),
        ..PLAIN
    },
    Entry {
        name: "NetSuite invoices",
        needs: NETSUITE,
        shows: Some((0, &["Invoice", "Cash Sale"])),
        roles: &[(Role::Customer, &["name"])],
        filter: "{0} in (\"Invoice\", \"Cash Sale\", \"Credit Memo\", \"Cash Refund\") and not ({1} = \"- None -\")",
        sign: EntrySign::By(0, &["Credit Memo", "Cash Refund"]),
        ..PLAIN
    },
];
