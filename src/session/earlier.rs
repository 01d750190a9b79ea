//! Items as they were: from results kept then, or from an earlier window of the history.

use rustc_hash::FxHashMap;

use super::view::field_name;
use crate::data::dataset::Dataset;
use crate::plan::Results;

/// An item as it was.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Then {
    /// Its segment.
    pub segment: String,
    /// Its class in each dimension of now; none where it was not classed by it.
    pub classes: Vec<Option<String>>,
    /// Safety stock, units.
    pub stock: Option<f64>,
    /// Mean demand a period.
    pub mean: Option<f64>,
    /// Its standard deviation.
    pub sd: Option<f64>,
    /// Periods both were taken over.
    pub periods: Option<f64>,
}

/// Items by their key.
pub type Earlier = FxHashMap<Vec<String>, Then>;

/// The items as another policy puts them on the same data: no class of theirs has changed by itself.
pub fn of_policy(then: &Results) -> Earlier {
    let mut items = of_results(then);
    for item in items.values_mut() {
        item.classes.clear();
    }
    items
}

/// The items of an earlier window.
pub fn of_results(then: &Results) -> Earlier {
    let segmentation = &then.segmentation;
    let of = |(number, item): (usize, &crate::stats::Item)| {
        let classes = segmentation.dimensions.iter().map(|one| Some(one.class(number).to_owned())).collect();
        let then = Then {
            segment: segmentation.name(number).to_owned(),
            classes,
            stock: then.stock(number).map(|(safety_stock, _)| safety_stock),
            mean: item.demand.mean.get(),
            sd: item.demand.sd.get(),
            periods: Some(f64::from(item.demand.periods)),
        };
        (item.key.to_vec(), then)
    };
    then.items().iter().enumerate().filter(|(_, item)| item.demand.mean.get().is_some()).map(of).collect()
}

/// The items of `item-results.csv` as it was exported; `now` says which dimensions are asked for. None where the text
/// has no column of an item or of its segment.
pub fn of_export(text: &str, dataset: &Dataset, now: &Results) -> Option<Earlier> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let separator = if text.lines().next()?.contains(';') { ';' } else { ',' };
    let mut rows = records(text, separator).into_iter();
    let header = rows.next()?;
    let place = |name: &str| header.iter().position(|header| header == name);
    let key: Vec<usize> =
        dataset.fields.iter().map(|field| place(field_name(*field))).collect::<Option<_>>()?;
    let segment = place("segment")?;
    let classes: Vec<Option<usize>> =
        now.segmentation.dimensions.iter().map(|dimension| place(&dimension.name)).collect();
    let [stock, mean, sd, periods] = ["safety_stock", "mean", "sd", "periods"].map(place);
    let of = |row: Vec<String>| {
        let cell = |place: usize| row.get(place).map(|text| unguarded(text));
        let number = |place: Option<usize>| {
            let text = cell(place?)?;
            fast_float2::parse(if separator == ';' { text.replace(',', ".") } else { text }).ok()
        };
        let then = Then {
            segment: cell(segment)?,
            classes: classes.iter().map(|place| place.and_then(cell)).collect(),
            stock: number(stock),
            mean: number(mean),
            sd: number(sd),
            periods: number(periods),
        };
        Some((key.iter().map(|&place| cell(place)).collect::<Option<Vec<String>>>()?, then))
    };
    Some(rows.filter_map(of).collect())
}

/// A text without the quote that guards it from a spreadsheet.
fn unguarded(text: &str) -> String {
    let guarded = text
        .strip_prefix('\'')
        .filter(|rest| rest.trim_start_matches(' ').starts_with(['=', '+', '-', '@', '\t', '\r', '\'']));
    guarded.unwrap_or(text).to_owned()
}

/// The records of a text that was written as RFC 4180 says.
fn records(text: &str, separator: char) -> Vec<Vec<String>> {
    let mut records: Vec<Vec<String>> = Vec::new();
    let (mut record, mut cell) = (Vec::new(), String::new());
    let mut quoted = false;
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            '\n' if !quoted => {
                record.push(std::mem::take(&mut cell));
                records.push(std::mem::take(&mut record));
            }
            '\r' if !quoted => {}
            sign if sign == separator && !quoted => record.push(std::mem::take(&mut cell)),
            sign => cell.push(sign),
        }
    }
    record.push(cell);
    records.push(record);
    records.retain(|record| record.len() > 1);
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_keep_quotes_separators_and_line_breaks_in_cells() {
        let found = records("a,b\r\n\"1,\"\"x\"\"\n2\",3\r\n", ',');
        assert_eq!(found, [["a", "b"], ["1,\"x\"\n2", "3"]]);
    }

    #[test]
    fn a_guard_comes_off_once() {
        assert_eq!(["'=1", "''x", "'plain", "-4"].map(unguarded), ["=1", "'x", "'plain", "-4"]);
    }
}
