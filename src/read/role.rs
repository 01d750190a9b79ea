//! The tables a user drops in and the columns each may have: the canonical names.
//!
//! A real export calls its columns otherwise; `header` finds out which one plays which role.

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Codes and names, kept as written.
    Text,
    /// Days.
    Date,
    /// Quantities, money, days, shares.
    Number,
}

/// Declares the roles: variant, canonical name, kind of cell.
macro_rules! roles {
    ($($variant:ident $name:literal $kind:ident;)+) => {
        /// The part a column plays in its table.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role { $(#[doc = concat!("`", $name, "`")] $variant),+ }

        impl Role {
            /// Every role.
            pub const ALL: &[Role] = &[$(Role::$variant),+];
            /// The canonical name of its column.
            pub fn name(self) -> &'static str { match self { $(Role::$variant => $name),+ } }
            /// What its cells hold.
            pub fn kind(self) -> Kind { match self { $(Role::$variant => Kind::$kind),+ } }
        }
    };
}

roles! {
    Date "date" Date; Item "item" Text; Quantity "quantity" Number;
    Location "location" Text; Channel "channel" Text; Customer "customer" Text;
    Price "price" Number; Revenue "revenue" Number; Order "order" Text; Due "due" Date;
    Forecast "forecast" Number; Promotion "promotion" Text;
    Description "description" Text; Category "category" Text; Supplier "supplier" Text;
    UnitCost "unit_cost" Number; UnitPrice "unit_price" Number;
    LeadTimeDays "lead_time_days" Number; LeadTimeSdDays "lead_time_sd_days" Number;
    ReviewDays "review_days" Number; OrderQuantity "order_quantity" Number;
    OrderMinimum "order_minimum" Number; OrderMultiple "order_multiple" Number;
    Criticality "criticality" Text; HoldingRate "holding_rate" Number; StockoutCost "stockout_cost" Number;
    ServiceLevel "service_level" Number; MinUnits "min_units" Number; ShelfLifeDays "shelf_life_days" Number;
    CustomerWaitDays "customer_wait_days" Number; CurrentSafetyStock "current_safety_stock" Number;
    CurrentReorderPoint "current_reorder_point" Number; PickLines "pick_lines" Number;
    UnitsPerPallet "units_per_pallet" Number;
    OrderedOn "ordered" Date; ReceivedOn "received" Date; Promised "promised" Date;
    OrderLine "order_line" Text; QuantityOrdered "quantity_ordered" Number;
    QuantityReceived "quantity_received" Number;
    OnHand "on_hand" Number; Available "available" Number; Reserved "reserved" Number; AsOf "as_of" Date;
    Tier "tier" Text; Reference "reference" Text; OutsideForecast "outside_forecast" Text;
    UnitsOrdered "ordered" Number; UnitsShipped "shipped" Number;
    Parent "parent" Text; Component "component" Text;
    Periods "periods" Number; Mean "mean" Number; Sd "sd" Number; Adi "adi" Number; Cv2 "cv2" Number;
    Lines "lines" Number; First "first" Date; Last "last" Date;
    Unit "unit" Text; Currency "currency" Text;
}

/// Declares the tables: variant, canonical name, what it holds; what it cannot do without, one of each pair of
/// brackets; what else it may have.
macro_rules! tables {
    ($($table:ident $name:literal $what:literal needs $([$($needed:ident)+])+ may [$($may:ident)*];)+) => {
        /// A table that a file can be.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Table { $(#[doc = $what] $table),+ }

        impl Table {
            /// Every table.
            pub const ALL: &[Table] = &[$(Table::$table),+];
            /// The canonical name.
            pub fn name(self) -> &'static str { match self { $(Table::$table => $name),+ } }
            /// Every role its columns may play, the needed ones first.
            pub fn roles(self) -> &'static [Role] {
                match self { $(Table::$table => &[$($(Role::$needed,)+)+ $(Role::$may),*]),+ }
            }
            /// What it cannot do without: one of each group.
            pub fn needed(self) -> &'static [&'static [Role]] {
                match self { $(Table::$table => &[$(&[$(Role::$needed),+]),+]),+ }
            }
        }
    };
}

tables! {
    Demand "demand" "What was asked for, line by line."
        needs [Date] [Item] [Quantity]
        may [Location Channel Customer Price Revenue Order Due Forecast Promotion Unit Currency];
    Items "items" "The item master."
        needs [Item]
        may [Location Channel Customer Description Category Supplier UnitCost UnitPrice LeadTimeDays LeadTimeSdDays
            ReviewDays OrderQuantity OrderMinimum OrderMultiple Criticality HoldingRate StockoutCost ServiceLevel
            MinUnits ShelfLifeDays CustomerWaitDays CurrentSafetyStock CurrentReorderPoint PickLines UnitsPerPallet
            Currency];
    Receipts "receipts" "Order lines received."
        needs [Item] [OrderedOn] [ReceivedOn]
        may [Supplier Location Promised Order OrderLine QuantityOrdered QuantityReceived];
    Stock "stock" "What is on hand."
        needs [Item] [OnHand Available]
        may [Reserved Location Channel Customer AsOf];
    Supply "supply" "Open purchase orders."
        needs [Item] [Quantity] [Due]
        may [Location Channel Customer Supplier Order];
    Commitments "commitments" "What has been promised to customers."
        needs [Item] [Quantity] [Due]
        may [Location Channel Customer Tier Reference OrderedOn OutsideForecast];
    Service "service" "What was ordered and what was shipped, day by day."
        needs [Date] [Item] [UnitsOrdered] [UnitsShipped]
        may [Location Channel Customer OnHand];
    Parts "parts" "What a parent is made of."
        needs [Parent] [Component] [Quantity]
        may [Location];
    ItemStatistics "item_statistics" "Demand statistics computed elsewhere."
        needs [Item] [Periods] [Mean] [Sd]
        may [Location Channel Customer Adi Cv2 Revenue Lines First Last];
}

impl Table {
    /// The table of a canonical name.
    pub fn named(name: &str) -> Option<Table> {
        Table::ALL.iter().copied().find(|table| table.name() == name)
    }

    /// The role that a canonical name means in this table.
    pub fn role(self, name: &str) -> Option<Role> {
        self.roles().iter().copied().find(|role| role.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_needs_only_roles_it_has() {
        for table in Table::ALL {
            for role in table.needed().iter().flat_map(|group| group.iter()) {
                assert!(table.roles().contains(role), "{} needs {}", table.name(), role.name());
            }
        }
    }

    #[test]
    fn a_name_means_one_role_within_a_table() {
        for table in Table::ALL {
            for role in table.roles() {
                assert_eq!(table.role(role.name()), Some(*role), "{}", table.name());
            }
            assert_eq!(Table::named(table.name()), Some(*table));
        }
    }
}
