//! Decimal marks and date orders, decided by column from what the cells prove.
//!
//! In: the proofs met in each column. Out: the form each column is read in, why, and a question where nothing
//! in the file settles it. A column that proves nothing follows the file's other columns.

use super::cell::date::{OrderEvidence, Separator};
use super::cell::number::MarkEvidence;
use super::cell::{DateCell, DateForm, DateOrder, DecimalMark, Number, date, number};
use super::plan::ColumnForm;
use super::question::{About, Choice, Question};
use crate::math::civil::iso;
use crate::order;
use crate::pack::{Pack, Unpack};
use crate::protocol::policy::DialectChoice;

/// A cell that proves something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Its line.
    pub line: u64,
    /// As it stands.
    pub cell: String,
}

/// What the cells of a column say about its decimal mark.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NumberProofs {
    point: Option<Proof>,
    comma: Option<Proof>,
    either: Option<(DecimalMark, Proof)>,
}

impl NumberProofs {
    /// Whether a mark is proved already.
    pub fn proves(&self, mark: DecimalMark) -> bool {
        self.proof(mark).is_some()
    }

    /// Whether a cell was met that may be thousands or a fraction.
    pub fn is_open(&self) -> bool {
        self.either.is_some()
    }

    /// Takes one more cell.
    pub fn take(&mut self, cell: &str, line: u64) {
        let proof = || Proof { line, cell: cell.to_owned() };
        match number::evidence(cell) {
            MarkEvidence::None => {}
            MarkEvidence::Only(DecimalMark::Point) => {
                self.point.get_or_insert_with(proof);
            }
            MarkEvidence::Only(DecimalMark::Comma) => {
                self.comma.get_or_insert_with(proof);
            }
            MarkEvidence::Either(mark) => {
                self.either.get_or_insert_with(|| (mark, proof()));
            }
        }
    }

    fn proof(&self, mark: DecimalMark) -> Option<&Proof> {
        match mark {
            DecimalMark::Point => self.point.as_ref(),
            DecimalMark::Comma => self.comma.as_ref(),
        }
    }

    /// The mark that the first proof is for.
    fn proved(&self) -> Option<(DecimalMark, &Proof)> {
        let proofs = [DecimalMark::Point, DecimalMark::Comma].into_iter();
        proofs.filter_map(|mark| Some((mark, self.proof(mark)?))).min_by_key(|(_, proof)| proof.line)
    }
}

/// What the cells of a column say about its dates, by separator: point, slash, dash.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DateProofs {
    only: [[Option<Proof>; 3]; 3],
    either: [Option<Proof>; 3],
    serial: Option<(DateOrder, Proof)>,
}

const ORDERS: [DateOrder; 3] = [DateOrder::DayMonthYear, DateOrder::MonthDayYear, DateOrder::YearMonthDay];
const SEPARATORS: [Separator; 3] = [Separator::Point, Separator::Slash, Separator::Dash];

impl DateProofs {
    /// Takes one more cell's evidence.
    pub fn take(&mut self, says: OrderEvidence, cell: &str, line: u64) {
        let proof = || Proof { line, cell: cell.to_owned() };
        match says {
            OrderEvidence::None => {}
            OrderEvidence::Only(separator, order) => {
                let slot = self.only.get_mut(separator as usize);
                let place = ORDERS.iter().position(|of| *of == order).unwrap_or_default();
                if let Some(slot) = slot.and_then(|orders| orders.get_mut(place)) {
                    slot.get_or_insert_with(proof);
                }
            }
            OrderEvidence::Either(separator) => {
                if let Some(slot) = self.either.get_mut(separator as usize) {
                    slot.get_or_insert_with(proof);
                }
            }
            OrderEvidence::Serial(order) => {
                self.serial.get_or_insert_with(|| (order, proof()));
            }
        }
    }

    /// Whether evidence of this kind was met before.
    pub fn knows(&self, says: OrderEvidence) -> bool {
        match says {
            OrderEvidence::None => true,
            OrderEvidence::Only(separator, order) => {
                let place = ORDERS.iter().position(|of| *of == order).unwrap_or_default();
                let orders = self.only.get(separator as usize);
                orders.and_then(|orders| orders.get(place)).is_some_and(Option::is_some)
            }
            OrderEvidence::Either(separator) => {
                self.either.get(separator as usize).is_some_and(Option::is_some)
            }
            OrderEvidence::Serial(_) => self.serial.is_some(),
        }
    }

    /// The orders proved with a separator, each with its first proof.
    fn proved(&self, separator: Separator) -> Vec<(DateOrder, &Proof)> {
        let orders = self.only.get(separator as usize).into_iter().flatten();
        orders.zip(ORDERS).filter_map(|(proof, order)| Some((order, proof.as_ref()?))).collect()
    }

    /// The one order that the column proves, whatever the separator.
    fn single(&self) -> Option<(DateOrder, &Proof)> {
        let mut all: Vec<_> = SEPARATORS.iter().flat_map(|separator| self.proved(*separator)).collect();
        order::sort_by(&mut all, |(_, one), (_, other)| one.line.cmp(&other.line));
        let (order, proof) = *all.first()?;
        all.iter().all(|(other, _)| *other == order).then_some((order, proof))
    }
}

/// What the cells of a column prove.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Proofs {
    /// About numbers.
    pub numbers: NumberProofs,
    /// About dates.
    pub dates: DateProofs,
}

impl Proof {
    fn pack(of: Option<&Proof>, to: &mut Pack) {
        to.number(of.map_or(0, |proof| proof.line));
        to.text(of.map_or("", |proof| &proof.cell));
    }

    fn unpack(from: &mut Unpack<'_>, before: u64) -> Option<Proof> {
        let (line, cell) = (from.number(), from.text().to_owned());
        (line > 0).then(|| Proof { line: line.wrapping_add(before), cell })
    }
}

impl Proofs {
    /// Writes them, for another worker.
    pub fn pack(&self, to: &mut Pack) {
        let numbers = &self.numbers;
        let (either, mark) =
            (numbers.either.as_ref(), |of: &(DecimalMark, Proof)| of.0 == DecimalMark::Comma);
        to.flag(either.is_some_and(mark));
        let proofs = [numbers.point.as_ref(), numbers.comma.as_ref(), either.map(|(_, proof)| proof)];
        for proof in proofs {
            Proof::pack(proof, to);
        }
        let orders = self.dates.only.iter().flatten().chain(&self.dates.either);
        orders.for_each(|proof| Proof::pack(proof.as_ref(), to));
        let (serial, order) = (self.dates.serial.as_ref(), |of: &(DateOrder, Proof)| of.0 as u64);
        to.number(serial.map_or(0, order));
        Proof::pack(serial.map(|(_, proof)| proof), to);
    }

    /// Reads what [`Proofs::pack`] wrote; lines count from `before` more.
    pub fn unpack(from: &mut Unpack<'_>, before: u64) -> Proofs {
        let mut proofs = Proofs::default();
        let mark = if from.flag() { DecimalMark::Comma } else { DecimalMark::Point };
        let numbers = &mut proofs.numbers;
        (numbers.point, numbers.comma) = (Proof::unpack(from, before), Proof::unpack(from, before));
        numbers.either = Proof::unpack(from, before).map(|proof| (mark, proof));
        let dates = &mut proofs.dates;
        let orders = dates.only.iter_mut().flatten().chain(&mut dates.either);
        orders.for_each(|proof| *proof = Proof::unpack(from, before));
        let order = DateOrder::ALL.get(from.number() as usize).copied().unwrap_or(DateOrder::Excel1900);
        dates.serial = Proof::unpack(from, before).map(|proof| (order, proof));
        proofs
    }

    /// Takes over what the rows behind prove: of each kind the first proof stands.
    pub fn merge(&mut self, behind: Proofs) {
        let (own, other) = (&mut self.numbers, behind.numbers);
        own.point = own.point.take().or(other.point);
        own.comma = own.comma.take().or(other.comma);
        own.either = own.either.take().or(other.either);
        let (own, other) = (&mut self.dates, behind.dates);
        let later = other.only.into_iter().flatten().chain(other.either);
        let slots = own.only.iter_mut().flatten().chain(&mut own.either);
        slots.zip(later).for_each(|(slot, later)| *slot = slot.take().or(later));
        own.serial = own.serial.take().or(other.serial);
    }
}

/// A column's form and what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    /// How its cells are read.
    pub form: ColumnForm,
    /// About its numbers, in words; empty where nothing needed deciding.
    pub numbers: String,
    /// About its dates, in words; empty where nothing needed deciding.
    pub dates: String,
    /// What the user alone can settle: about numbers, about dates.
    pub questions: [Option<Question>; 2],
    /// Two cells that prove different orders: no cell of that kind is read until one is chosen.
    pub contradiction: Option<[Proof; 2]>,
}

/// The form of every column. `choice` holds what the user fixed, `headers` the columns' names.
pub fn decide(proofs: &[Proofs], headers: &[String], choice: &DialectChoice) -> Vec<Decided> {
    let house = House::of(proofs, headers);
    let columns = proofs.iter().zip(headers);
    columns
        .map(|(proofs, header)| {
            let (mark, numbers, number_question) = decide_mark(&proofs.numbers, header, choice, &house);
            let days = decide_dates(&proofs.dates, header, choice, &house);
            Decided {
                form: ColumnForm { mark, dates: days.form, ..ColumnForm::default() },
                numbers,
                dates: days.words,
                questions: [number_question, days.question],
                contradiction: days.contradiction,
            }
        })
        .collect()
}

/// What the columns that prove something agree on: the mark and the order, with the column that proves it.
struct House<'a> {
    mark: Option<(DecimalMark, &'a str)>,
    order: Option<(DateOrder, &'a str)>,
}

impl<'a> House<'a> {
    fn of(proofs: &'a [Proofs], headers: &'a [String]) -> House<'a> {
        let columns = || proofs.iter().zip(headers);
        let marks: Vec<_> =
            columns().filter_map(|(of, header)| Some((of.numbers.proved()?.0, header.as_str()))).collect();
        let orders: Vec<_> =
            columns().filter_map(|(of, header)| Some((of.dates.single()?.0, header.as_str()))).collect();
        House { mark: agreed(&marks), order: agreed(&orders) }
    }
}

fn agreed<'a, T: PartialEq + Copy>(found: &[(T, &'a str)]) -> Option<(T, &'a str)> {
    let first = *found.first()?;
    found.iter().all(|(value, _)| *value == first.0).then_some(first)
}

fn decide_mark(
    proofs: &NumberProofs,
    header: &str,
    choice: &DialectChoice,
    house: &House,
) -> (DecimalMark, String, Option<Question>) {
    if let Some(mark) = choice.decimal.get(header).and_then(|name| DecimalMark::named(name)) {
        return (mark, "as chosen".to_owned(), None);
    }
    if let Some((mark, proof)) = proofs.proved() {
        return (mark, format!("line {}: {}", proof.line, proof.cell), None);
    }
    match (&proofs.either, house.mark) {
        (None, found) => (found.map_or(DecimalMark::Point, |(mark, _)| mark), String::new(), None),
        (Some(_), Some((mark, column))) => (mark, format!("as in column {column}"), None),
        (Some((_, proof)), None) => {
            let question = mark_question(header, proof, DecimalMark::Point);
            (DecimalMark::Point, "no cell settles it".to_owned(), Some(question))
        }
    }
}

fn mark_question(header: &str, proof: &Proof, current: DecimalMark) -> Question {
    let choice = |mark: DecimalMark| Choice {
        value: mark.name().to_owned(),
        cell: proof.cell.clone(),
        meaning: match number::read(&proof.cell, mark) {
            Number::Value(value) => value.to_f64().to_string(),
            _ => String::new(),
        },
        current: mark == current,
    };
    let choices = vec![choice(DecimalMark::Point), choice(DecimalMark::Comma)];
    Question { about: About::Decimal, header: header.to_owned(), line: proof.line, choices }
}

/// How a column's dates are read, and what is to be said about it.
struct Days {
    form: DateForm,
    words: String,
    question: Option<Question>,
    contradiction: Option<[Proof; 2]>,
}

fn decide_dates(proofs: &DateProofs, header: &str, choice: &DialectChoice, house: &House) -> Days {
    let usual = DateForm::of(DateOrder::DayMonthYear);
    let mut days = Days { form: usual, words: String::new(), question: None, contradiction: None };
    if let Some(order) = choice.date_order.get(header).and_then(|name| DateOrder::named(name)) {
        return Days { form: DateForm::of(order), words: "as chosen".to_owned(), ..days };
    }
    for separator in SEPARATORS {
        let order = days.decide(proofs, separator, header, house);
        if let Some(slot) = days.form.orders.get_mut(separator as usize) {
            *slot = order;
        }
    }
    if let Some((order, proof)) = &proofs.serial {
        days.form.serial = Some(*order);
        days.words = format!("line {}: {} counts from a fixed day", proof.line, proof.cell);
        days.question = Some(order_question(header, proof, *order));
    }
    days
}

impl Days {
    /// The order of dates with one separator: proved by their own cells, by the column's other cells, by the
    /// file's other columns, by custom (points: day first), else asked.
    fn decide(
        &mut self,
        proofs: &DateProofs,
        separator: Separator,
        header: &str,
        house: &House,
    ) -> Option<DateOrder> {
        let usual = Some(DateOrder::DayMonthYear);
        let proved = proofs.proved(separator);
        if let [(order, proof)] = proved.as_slice() {
            self.words = format!("line {}: {}", proof.line, proof.cell);
            return Some(*order);
        }
        if let [(_, one), (_, other), ..] = proved.as_slice() {
            let mut pair = [(*one).clone(), (*other).clone()];
            order::sort_by(&mut pair, |one, other| one.line.cmp(&other.line));
            self.words = format!(
                "lines {} and {} contradict each other",
                one.line.min(other.line),
                one.line.max(other.line)
            );
            self.contradiction = Some(pair);
            return None;
        }
        let either = proofs.either.get(separator as usize).and_then(Option::as_ref);
        match (either, proofs.single(), house.order) {
            (_, Some((order, _)), _) => Some(order),
            (None, None, found) => found.map(|(order, _)| order).or(usual),
            (Some(_), None, Some((order, column))) => {
                self.words = format!("as in column {column}");
                Some(order)
            }
            (Some(_), None, None) if separator == Separator::Point => {
                "points: day first".clone_into(&mut self.words);
                usual
            }
            (Some(proof), None, None) => {
                "no day above 12 settles it".clone_into(&mut self.words);
                self.question = Some(order_question(header, proof, DateOrder::DayMonthYear));
                usual
            }
        }
    }
}

/// Every order that reads a cell as a day of its own.
fn order_question(header: &str, proof: &Proof, current: DateOrder) -> Question {
    let counts = DateForm::of(current).serial.is_some();
    // Under another order a cell may mean the same day: the name of the one it is read by comes first.
    let orders = std::iter::once(&current)
        .chain(DateOrder::ALL)
        .filter(|order| DateForm::of(**order).serial.is_some() == counts);
    let mut choices: Vec<Choice> = Vec::new();
    for &order in orders {
        let DateCell::Day(day) = date::read(&proof.cell, DateForm::of(order)).cell else { continue };
        let meaning = iso(day);
        if choices.iter().all(|choice| choice.meaning != meaning) {
            let (value, cell) = (order.name().to_owned(), proof.cell.clone());
            choices.push(Choice { value, cell, meaning, current: order == current });
        }
    }
    if choices.iter().all(|choice| !choice.current)
        && let Some(first) = choices.first_mut()
    {
        first.current = true;
    }
    Question { about: About::DateOrder, header: header.to_owned(), line: proof.line, choices }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(cells: &[&str]) -> Proofs {
        let mut proofs = Proofs::default();
        (2..).zip(cells).for_each(|(line, cell)| proofs.numbers.take(cell, line));
        proofs
    }

    fn dates(cells: &[&str]) -> Proofs {
        let mut proofs = Proofs::default();
        let form = DateForm::of(DateOrder::DayMonthYear);
        (2..).zip(cells).for_each(|(line, cell)| proofs.dates.take(date::read(cell, form).says, cell, line));
        proofs
    }

    fn decided(proofs: &[Proofs]) -> Vec<Decided> {
        let headers: Vec<String> = (0..proofs.len()).map(|column| format!("c{column}")).collect();
        decide(proofs, &headers, &DialectChoice::default())
    }

    #[test]
    fn a_late_cell_settles_the_mark() {
        let found = decided(&[numbers(&["1.234", "2.500", "3,5"])]);
        assert_eq!((found[0].form.mark, found[0].numbers.as_str()), (DecimalMark::Comma, "line 4: 3,5"));
    }

    #[test]
    fn nothing_settles_it_so_it_is_asked() {
        let found = decided(&[numbers(&["1.234"]), dates(&["01/02/2024"])]);
        let question = found[0].questions[0].clone().unwrap();
        let meanings: Vec<_> = question.choices.iter().map(|choice| choice.meaning.as_str()).collect();
        assert_eq!(meanings, ["1.234", "1234"]);
        let question = found[1].questions[1].clone().unwrap();
        let meanings: Vec<_> = question.choices.iter().map(|choice| choice.meaning.as_str()).collect();
        assert_eq!(meanings, ["2024-02-01", "2024-01-02"]);
        let values: Vec<_> = question.choices.iter().map(|choice| choice.value.as_str()).collect();
        assert_eq!(values, ["day-month-year", "month-day-year"]);
    }

    #[test]
    fn other_columns_settle_it() {
        let found = decided(&[
            numbers(&["1.234"]),
            numbers(&["2,5"]),
            dates(&["01/02/2024"]),
            dates(&["01/13/2024"]),
        ]);
        assert_eq!((found[0].form.mark, found[0].numbers.as_str()), (DecimalMark::Comma, "as in column c1"));
        assert_eq!(found[2].form.dates, DateForm::of(DateOrder::MonthDayYear));
        assert!(found.iter().all(|column| column.questions.iter().all(Option::is_none)));
    }

    #[test]
    fn orders_that_contradict_each_other_read_nothing() {
        let found = decided(&[dates(&["25/01/2024", "01/25/2024"])]);
        assert_eq!(found[0].form.dates.orders[Separator::Slash as usize], None);
        assert!(found[0].contradiction.is_some());
    }

    #[test]
    fn one_separator_settles_the_other() {
        let found = decided(&[dates(&["01-02-2014", "1/13/2014"])]);
        assert_eq!(found[0].form.dates, DateForm::of(DateOrder::MonthDayYear));
    }
}
