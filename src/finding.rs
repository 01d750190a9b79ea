//! What was odd in the data, where, and what was done about it. Reading goes on.
//!
//! A stage returns its value and [`Findings`]. Findings are grouped by cause; counts are exact, and the first
//! hundred places of each are kept. Every word a cause shows stands in its one line of the register.

pub use crate::figure::grouped;
use crate::order;
use crate::pack::{Pack, Unpack};

/// Places kept of one cause in one file.
pub const PLACES: usize = 100;

/// What became of the rows concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Rows were left out, or a file cannot be used.
    Lost,
    /// Rows were changed or assumed, or someone should decide.
    Warning,
    /// Worth knowing; nothing was changed.
    Note,
}

/// Declares the causes: variant, code, severity, and three texts: what it is, what was done, what to do.
macro_rules! causes {
    ($($variant:ident $code:literal $severity:ident $title:literal $done:literal $advice:literal;)+) => {
        /// Why something in the data is odd.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Cause { $(#[doc = $title] $variant),+ }

        impl Cause {
            /// Every cause, in order.
            pub const ALL: &[Cause] = &[$(Cause::$variant),+];
            /// A stable name, for programs.
            pub fn code(self) -> &'static str { match self { $(Cause::$variant => $code),+ } }
            /// What became of the rows.
            pub fn severity(self) -> Severity { match self { $(Cause::$variant => Severity::$severity),+ } }
            /// What it is, a heading.
            pub fn title(self) -> &'static str { match self { $(Cause::$variant => $title),+ } }
            /// What was done, a sentence.
            pub fn done(self) -> &'static str { match self { $(Cause::$variant => $done),+ } }
            /// What the user may do, a sentence; empty where nothing.
            pub fn advice(self) -> &'static str { match self { $(Cause::$variant => $advice),+ } }
        }
    };
}

causes! {
    EmptyFile "empty_file" Lost "The file is empty" "Nothing was read." "Export it again and drop it.";
    NotATable "not_a_table" Lost "This is not a table" "Nothing was read." "Drop a CSV or TSV file, saved as text.";
    HeaderOnly "header_only" Lost "A header without rows" "Nothing was read." "Check the export's filter and dates.";
    UnknownTable "unknown_table" Lost "No column says what this file is" "The file is not used." "Choose what it is and match its columns.";
    MissingColumn "missing_column" Lost "A needed column is missing" "The file is not used." "Match the column, or export it with the file.";
    OrderDateElsewhere "order_date_elsewhere" Lost "The lines name their orders, but not the day of the order" "No lead time can be taken from them; the file is not used." "Look the order's day up by its number in the file of orders (XLOOKUP in a spreadsheet) or export both together; drop the lines with that column.";
    OrdersWithoutLines "orders_without_lines" Lost "Orders with their days, but without their lines" "No item is named; the file is not used." "Look these days up in the file of order lines by the order's number (XLOOKUP in a spreadsheet), and drop that file instead.";
    DuplicateHeader "duplicate_header" Warning "Two columns have the same name" "The first one is used." "Match the column you mean.";
    EmptyHeader "empty_header" Note "A column has no name" "It is not used." "";
    RaggedRow "ragged_row" Lost "A row has another number of cells than the header" "Left out." "Look for an unquoted separator or a broken line.";
    UnreadableText "unreadable_text" Warning "Bytes that are no text in this encoding" "Shown as the replacement character." "Choose the file's encoding.";
    OpenQuote "open_quote" Lost "A quote is opened and never closed" "The row is left out." "Close the quote in that row.";
    TextAfterQuote "text_after_quote" Warning "Text stands behind a closing quote" "Kept, without the quotes." "Double the quotes inside the cell.";
    ControlCharacter "control_character" Lost "A character that no text holds" "The row is left out." "Export the file again.";
    SkippedLine "skipped_line" Note "A line that is no row of the table" "Not read." "";
    WrongSeparatorLine "wrong_separator_line" Warning "The sep= line names another separator than the rows have" "The rows' separator is used." "Choose the separator if that is wrong.";
    SecondTable "second_table" Lost "Another header starts here" "The rest of the file is not read." "Export the tables as files of their own.";
    CommentLine "comment_line" Note "A comment" "Not read." "";
    OtherUnit "other_unit" Note "A row in another unit or currency than the chosen one" "Left out." "";
    ContradictingDates "contradicting_dates" Lost "Dates of one column prove different orders of day and month" "None of them is read." "Correct the file, or choose the order.";
    TwoDigitYear "two_digit_year" Note "Years of two digits" "Read as 1950 to 2049." "";
    ManyDigits "many_digits" Note "A number with more digits than a calculation keeps" "Read exactly; results are rounded." "Check whether it is a code.";
    GarbledText "garbled_text" Warning "Text that was decoded wrongly before it was exported" "Kept as written." "Export it again as UTF-8.";
    LineBreakInKey "line_break_in_key" Warning "A line break inside a key" "Kept; shown as one line." "Check the cell.";
    LongCell "long_cell" Note "A cell of more than 64 KiB" "Kept; shown shortened." "Check for a missing quote.";
    PeriodGap "period_gap" Warning "A period between others has no column" "Unknown, not zero." "Export all periods.";
    UndatedPeriods "undated_periods" Note "Periods without a year" "Taken as months (or weeks) from January 2001 on, oldest first." "Name the periods with their year to see real dates.";
    TotalColumn "total_column" Note "A column that adds up others" "Not read." "";
    DamagedCode "damaged_code" Warning "A code that a spreadsheet turned into a date" "Kept as written." "Export the column as text.";
    TotalRow "total_row" Note "A row that adds up others" "Left out." "";
    SumItem "sum_item" Warning "An item that is the sum of all others" "Counted until you choose." "Say on the file's card whether it is a total.";
    RepeatedHeader "repeated_header" Note "The header again" "Left out." "";
    BlankPeriod "blank_period" Note "A blank cell in a period's column" "Read as zero." "Set blank_periods to unknown if blank means unknown.";
    LongLine "long_line" Lost "A line is longer than 2 MiB" "Left out." "Check that the file is a table.";
    UnreadableDate "unreadable_date" Lost "A date cannot be read" "The row is left out." "Correct the cell, or choose the order of day and month.";
    BlankDate "blank_date" Lost "The date is blank" "The row is left out." "Fill in the date.";
    AmbiguousDate "ambiguous_date" Warning "Day and month cannot be told apart" "Read as shown until you choose." "Choose the order of day and month.";
    UnreadableNumber "unreadable_number" Lost "A number cannot be read" "The cell counts as unknown; a row that needs it is left out." "Correct the cell, or choose the decimal mark.";
    AmbiguousNumber "ambiguous_number" Warning "The mark in the numbers may be decimal or thousands" "Read as shown until you choose." "Choose the decimal mark.";
    BlankQuantity "blank_quantity" Lost "The quantity is blank" "Left out: blank is unknown, not zero." "Fill in the quantity.";
    BlankKey "blank_key" Lost "The key of the stocking unit is blank" "The row is left out." "Fill it in, or take it out of the stocking unit.";
    NumberTooLarge "number_too_large" Lost "A number is too large to be a quantity or price" "The row is left out." "Correct the cell.";
    ScientificCode "scientific_code" Warning "A code looks like a number that a spreadsheet shortened" "Kept as written." "Export the column as text.";
    Filtered "filtered" Note "Rows that the filter leaves out" "Not counted." "";
    Returns "returns" Note "Negative quantities" "Treated as the policy says." "Choose net if returned goods are sold again, exclude if not.";
    ManyReturns "many_returns" Warning "Units returned exceed 5 % of units sold" "Treated as the policy says." "Choose net if returned goods are sold again, exclude if not.";
    ReturnWithoutSale "return_without_sale" Note "Returns without an earlier sale that holds as much" "Left out: those goods had been needed." "";
    SimilarKeys "similar_keys" Warning "Keys that differ only by case, leading zeros, blanks or Unicode form" "Kept apart." "Make them equal in the export if they are the same item.";
    DuplicateItem "duplicate_item" Warning "Two rows have the same key" "The last row is used." "Remove one.";
    NoDemand "no_demand" Note "Items whose rows are all zero" "They hold no stock." "";
    DwarfingQuantity "dwarfing_quantity" Warning "A quantity a thousand times the item's others" "Kept." "Check whether it is a typing error.";
    BlankFigure "blank_figure" Note "A cost or lead time is blank" "Unknown; the default is used." "Fill it in.";
    LongPlannedTime "long_planned_time" Warning "A lead time of more than two years" "Kept." "Check its unit.";
    NegativeStock "negative_stock" Warning "Stock below zero" "Kept." "Check the count.";
    PastDue "past_due" Warning "Due before the last day of demand" "Kept." "Check whether it is still open.";
    UnmatchedItem "unmatched_item" Note "Items with demand but without a row in the item master" "The defaults are used." "Add them to the item master.";
    UnsoldItem "unsold_item" Note "Items in the item master without demand" "They hold no stock." "";
    BadValue "bad_value" Warning "A value lies outside its range" "Treated as unknown." "Correct the cell.";
    ServiceLevelColumn "service_level_column" Note "The item master sets targets of single items" "They hold instead of the segment's." "";
    NegativeLeadTime "negative_lead_time" Warning "Received before it was ordered" "Left out." "Check the two date columns.";
    LongLeadTime "long_lead_time" Warning "A lead time beyond ten times the median" "Kept." "Check whether it is real.";
    OpenLine "open_line" Note "Lines not yet received in full" "No lead time is taken from them." "";
    LeadTimeSpreads "lead_time_spreads" Warning "Lateness and order-to-receipt time vary very differently" "The policy's choice is used." "Orders are placed with different wished dates: keep promised unless dates are re-dated.";
    RedatedPromises "redated_promises" Warning "Promised dates equal received dates suspiciously often" "Used as they are." "Ask whether promises are re-dated on receipt.";
    AssumedLeadTime "assumed_lead_time" Warning "Lead time is assumed" "The policy's default is used." "Type it, or add items or receipts.";
    AssumedOrderQuantity "assumed_order_quantity" Note "Order quantity is assumed" "One week's demand, at least a mean row, at least 1." "Add order_quantity to the item master.";
    MissingCost "missing_cost" Warning "Unit cost is missing" "Their safety stock is in units only; money totals say how many items they cover." "Add unit_cost to the item master.";
    EdgePeriods "edge_periods" Note "The first or last period is not filled" "Left out." "Keep them in the policy if the data are whole.";
    WeeklyGrain "weekly_grain" Note "The data are already in weeks" "Never split finer; edge weeks are whole." "";
    MonthlyGrain "monthly_grain" Note "The data are already in months" "Never split finer; edge months are whole." "";
    ClassTooFull "class_too_full" Warning "One class holds more than 80 % of the items" "Used as it is." "Move the cut-offs.";
    ClassByUnits "class_by_units" Note "ABC has no revenue to rank by" "" "Add a price or revenue column, or unit costs.";
    UnknownField "unknown_field" Warning "Fields this version does not know" "Kept and written back." "Check the spelling.";
    UnusedSegment "unused_segment" Note "Segments of the policy without items" "Kept." "";
    UnusedOverride "unused_override" Note "Single overrides that match no item" "Kept." "Check the item's key, or remove them.";
    ExpiredOverride "expired_override" Note "Single overrides whose last day has passed" "Kept; they no longer hold." "Renew or remove them.";
    UnusedRule "unused_rule" Note "Rules that decide no item" "Kept." "Check the spelling of their columns and values, and the rules above them.";
    RuleConflict "rule_conflict" Note "Items that several rules put in different segments" "The first rule holds." "Put the rule you mean first.";
    UnknownColumn "unknown_column" Warning "A column that no loaded file has" "Items fall in class Unknown." "Check the name, or drop the file that has it.";
    DormantStock "dormant_stock" Warning "Stock of items without demand for long" "Kept; these items are sized like any other." "Sell it off, or take the items out of the range.";
    BlankMoney "blank_money" Warning "The price or revenue is blank" "The row counts its units; its revenue is unknown." "Fill it in, or give unit_price in the item master.";
    UnreadableMoney "unreadable_money" Warning "A price or revenue cannot be read" "The row counts its units; its revenue is unknown." "Correct the cell, or choose the decimal mark.";
    MoneyTooLarge "money_too_large" Warning "A price or revenue is too large to be one" "The row counts its units; its revenue is unknown." "Correct the cell.";
    ZeroCost "zero_cost" Warning "The cost is zero" "Used as it is: its stock ties up no money." "Correct the cell, or leave it blank if it is unknown.";
    UnmatchedRow "unmatched_row" Note "Rows about items without demand" "Kept; they join no history." "Make the keys equal in both exports if they are the same items.";
    NotInTable "not_in_table" Note "Items with demand that the file does not name" "Nothing is known of them there." "Export them too.";
    NoDemandInWindow "no_demand_in_window" Note "Items without demand in the window" "They hold no stock." "";
    TooShort "too_short" Warning "Items with fewer than two periods of history" "Sized by the median coefficient of variation of their segment." "Wait, or type a target in units for them.";
    Promotion "promotion" Note "Periods sold on promotion" "Left out of mean and deviation; each item lists its own." "";
    EmptyShelf "empty_shelf" Warning "Periods in which the shelf was empty" "Taken as unknown demand: at least what was sold was asked for." "Look at the items: each shows its figures with and without.";
    Outlier "outlier" Note "Periods far above the item's others" "They count as they are." "Set outliers to cap where they will not come again.";
    CappedOutlier "capped_outlier" Warning "Periods far above the item's others" "Capped, as the policy says; each item shows its figures with and without." "";
    NoForecastError "no_forecast_error" Warning "Items without a forecast that could be judged" "Sized by the standard deviation of demand." "Wait, or size by demand.";
    FilterUnusable "filter_unusable" Lost "The row filter cannot be used" "The file is not used." "Correct the filter.";
    MixedUnits "mixed_units" Lost "Demand files differ in the fields of the stocking unit" "The first file's fields hold; this file is not used." "Drop files with the same fields, or take the field out of the stocking unit.";
    SameSales "same_sales" Warning "Two files seem to hold the same sales" "Both are counted." "Remove one of them if they tell of the same sales.";
    Question "question" Warning "One question is open" "Results of what is settled are shown." "Answer it on the file's card.";
}

/// Where something stands: the line in its file (the header is a line), the column's name, and what stood there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line in the file, from 1; 0 where the whole file is meant.
    pub line: u64,
    /// The column's header; empty where the whole row is meant.
    pub column: String,
    /// What was found, shortened to 80 characters.
    pub found: String,
}

/// One cause in one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Why it is odd.
    pub cause: Cause,
    /// The file's name; empty where the finding is about the whole data set or the policy.
    pub file: String,
    /// How many rows, cells or items.
    pub count: u64,
    /// The first places, in file order.
    pub places: Vec<Place>,
    /// Facts that the cause's texts cannot hold; a sentence or empty.
    pub detail: String,
}

/// Findings as they come, grouped by file and cause.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Findings {
    /// By file, then by cause.
    groups: Vec<Finding>,
}

impl Findings {
    /// Counts one more place of a cause.
    pub fn note(&mut self, file: &str, cause: Cause, place: Place) {
        let finding = self.group(file, cause);
        finding.count += 1;
        if finding.places.len() < PLACES {
            finding.places.push(Place { found: shortened(&place.found), ..place });
        }
    }

    /// As [`Findings::note`], where the place is worth making only while places are kept.
    pub fn note_with(&mut self, file: &str, cause: Cause, place: impl FnOnce() -> Place) {
        let finding = self.group(file, cause);
        finding.count += 1;
        if finding.places.len() < PLACES {
            let place = place();
            finding.places.push(Place { found: shortened(&place.found), ..place });
        }
    }

    /// Counts `count` more without places, and says the facts; the last detail stands.
    pub fn state(&mut self, file: &str, cause: Cause, count: u64, detail: impl Into<String>) {
        let finding = self.group(file, cause);
        finding.count += count;
        finding.detail = detail.into();
    }

    /// Takes over what another stage found.
    pub fn extend(&mut self, other: Findings) {
        for found in other.groups {
            let finding = self.group(&found.file, found.cause);
            finding.count += found.count;
            let free = PLACES.saturating_sub(finding.places.len());
            finding.places.extend(found.places.into_iter().take(free));
            if !found.detail.is_empty() {
                finding.detail = found.detail;
            }
        }
    }

    /// Writes them, for another worker.
    pub fn pack(&self, to: &mut Pack) {
        to.number(self.groups.len() as u64);
        for group in &self.groups {
            to.number(group.cause as u64);
            to.text(&group.file);
            to.number(group.count);
            to.text(&group.detail);
            to.number(group.places.len() as u64);
            for place in &group.places {
                to.number(place.line);
                to.text(&place.column);
                to.text(&place.found);
            }
        }
    }

    /// Reads what [`Findings::pack`] wrote; lines count from `before` more.
    pub fn unpack(from: &mut Unpack<'_>, before: u64) -> Findings {
        let mut groups = Vec::new();
        for _ in 0..from.count() {
            let Some(&cause) = Cause::ALL.get(from.number() as usize) else { break };
            let (file, count, detail) = (from.text().to_owned(), from.number(), from.text().to_owned());
            let place = |from: &mut Unpack<'_>| Place {
                line: from.number().wrapping_add(before),
                column: from.text().to_owned(),
                found: from.text().to_owned(),
            };
            let places = (0..from.count()).map(|_| place(from)).collect();
            groups.push(Finding { cause, file, count, places, detail });
        }
        Findings { groups }
    }

    /// Keeps only the places, and counts them, that a test accepts.
    pub fn retain(&mut self, cause: Cause, keep: impl Fn(&Place) -> bool) {
        for group in self.groups.iter_mut().filter(|group| group.cause == cause) {
            let before = group.places.len();
            group.places.retain(&keep);
            group.count -= (before - group.places.len()) as u64;
        }
        self.groups.retain(|group| group.count > 0 || !group.detail.is_empty());
    }

    /// The places of a cause.
    pub fn places(&self, cause: Cause) -> impl Iterator<Item = &Place> {
        self.groups.iter().filter(move |group| group.cause == cause).flat_map(|group| &group.places)
    }

    /// All findings: by file, the worst first, then by cause.
    pub fn list(&self) -> Vec<&Finding> {
        let mut all: Vec<_> = self.groups.iter().collect();
        order::sort_by(&mut all, |one, other| {
            let key = |finding: &Finding| (finding.cause.severity(), finding.cause);
            one.file.cmp(&other.file).then_with(|| key(one).cmp(&key(other)))
        });
        all
    }

    /// Whether nothing was odd.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    fn group(&mut self, file: &str, cause: Cause) -> &mut Finding {
        let place = self.groups.partition_point(|known| (known.file.as_str(), known.cause) < (file, cause));
        if self.groups.get(place).is_none_or(|found| found.cause != cause || found.file != file) {
            let (places, detail) = (Vec::new(), String::new());
            self.groups.insert(place, Finding { cause, file: file.to_owned(), count: 0, places, detail });
        }
        #[expect(clippy::indexing_slicing, reason = "it was there or has just been put there")]
        &mut self.groups[place]
    }
}

fn shortened(found: &str) -> String {
    if found.chars().count() <= 80 {
        found.to_owned()
    } else {
        found.chars().take(79).chain(['…']).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(line: u64) -> Place {
        Place { line, column: "date".to_owned(), found: "soon".to_owned() }
    }

    #[test]
    fn counts_are_exact_beyond_the_places_kept() {
        let mut findings = Findings::default();
        (0..250).for_each(|line| findings.note("a.csv", Cause::UnreadableDate, place(line)));
        let list = findings.list();
        assert_eq!((list.len(), list[0].count, list[0].places.len()), (1, 250, PLACES));
    }

    #[test]
    fn numbers_in_sentences_are_grouped() {
        let said = [0.0, 999.0, 1000.0, 484_531.0, -1_234_567.5].map(grouped);
        assert_eq!(said, ["0", "999", "1,000", "484,531", "-1,234,567.5"]);
    }

    #[test]
    fn the_worst_stands_first_within_a_file() {
        let mut findings = Findings::default();
        findings.state("a.csv", Cause::Filtered, 3, "");
        findings.note("a.csv", Cause::BlankQuantity, place(7));
        let causes: Vec<_> = findings.list().iter().map(|finding| finding.cause).collect();
        assert_eq!(causes, [Cause::BlankQuantity, Cause::Filtered]);
    }
}
