//! How a file was read, where the automatic reading was corrected.

use std::collections::BTreeMap;

use super::super::part::part;

part! {
    /// A corrected match of a file's columns, found again by the fingerprint of its header.
    #[derive(Default)]
    ColumnMatch {
        /// The table the file is.
        always table: String,
        /// Role to header; none where the columns are to be matched to the table anew.
        always roles: BTreeMap<String, String>,
        /// How the file is written, where the automatic reading was corrected.
        #[cfg_attr(test, ts(optional))]
        given dialect: Option<DialectChoice>,
    }
}

part! {
    /// The parts of a dialect that a user may fix; an absent one is found automatically.
    #[derive(Default)]
    DialectChoice {
        /// One character, or `tab`.
        #[cfg_attr(test, ts(optional))]
        given delimiter: Option<String>,
        /// A WHATWG label such as `windows-1252`.
        #[cfg_attr(test, ts(optional))]
        given encoding: Option<String>,
        /// Header to `point` or `comma`.
        always decimal: BTreeMap<String, String>,
        /// Header to `year-month-day`, `day-month-year`, `month-day-year`, `excel-1900`, `excel-1904`,
        /// `unix-seconds` or `unix-milliseconds`.
        always date_order: BTreeMap<String, String>,
        /// The line of the header; 0 where the file has none and columns are called `column 1`, `column 2`, ...
        #[cfg_attr(test, ts(optional))]
        given header_line: Option<u32>,
        /// What a line that is no row begins with; an empty text where no line is left out for its beginning.
        #[cfg_attr(test, ts(optional))]
        given comment: Option<String>,
        /// The name of the kind of export that the file is read as; `none` for its columns alone.
        #[cfg_attr(test, ts(optional))]
        given preset: Option<String>,
        /// Headers that are not read.
        given ignored: Vec<String>,
        /// Header of a unit or currency to the only one whose rows are read; `*` for all.
        given only: BTreeMap<String, String>,
        /// Item that adds up all others to `total`, whose rows are left out, or `item`, whose rows count.
        given totals: BTreeMap<String, String>,
    }
}
