//! Rules: conditions over columns, classes and figures; the first that holds names an item's segment.
//!
//! A name in a condition is looked for among the columns of the files (canonical names, then headers of items
//! and of demand), then among classes (`abc = "A"`; a dimension that the policy does not use is classed by its
//! own cut-offs), then among figures by the export's names (`cv > 2`). A rule with a name that nothing has holds
//! for no item and is named in a finding: the file with its column may not be loaded yet.

use crate::finding::{Cause, Findings, Place};
use crate::protocol::policy::{self, Dimension, Rule};
use crate::read::condition::{Bound, Condition, Lookup};

use super::register::{KINDS, span};
use super::{Classified, ColumnValues, Portfolio, dimension, entry};

/// What a rule did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RuleCount {
    /// Items that its condition holds for.
    pub holds: usize,
    /// Items whose segment it names, because no rule before it holds for them.
    pub decides: usize,
    /// Items that it would have put in another segment, had no rule before it held.
    pub overruled: usize,
}

/// What the rules say about every item.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Verdicts {
    /// For each item the position of the first rule that holds; empty without rules.
    first: Vec<Option<u32>>,
    /// What each rule did, in the policy's order.
    pub counts: Vec<RuleCount>,
}

impl Verdicts {
    /// The first rule that holds for an item, with its position.
    pub fn first<'p>(&self, rules: &'p [Rule], item: usize) -> Option<(usize, &'p Rule)> {
        let position = (*self.first.get(item)?)? as usize;
        Some((position, rules.get(position)?))
    }
}

/// Asks every rule about every item.
///
/// A rule whose condition cannot be read or names what nothing has holds for no item, with a finding.
pub fn judge(
    policy: &policy::Segmentation,
    portfolio: &dyn Portfolio,
    dimensions: &[Classified],
    findings: &mut Findings,
) -> Verdicts {
    if policy.rules.is_empty() {
        return Verdicts::default();
    }
    let mut cells = Cells { policy, portfolio, dimensions, named: Vec::new(), found: Vec::new() };
    let bound: Vec<Option<Bound>> = policy
        .rules
        .iter()
        .enumerate()
        .map(|(position, rule)| bind(position, rule, &mut cells, findings))
        .collect();
    let mut verdicts = Verdicts { first: Vec::new(), counts: vec![RuleCount::default(); bound.len()] };
    let mut conflicts = 0;
    for item in 0..portfolio.items().len() {
        let row = Row { cells: &cells.found, item };
        let holding = bound.iter().zip(&policy.rules).enumerate();
        let holding = holding.filter(|(_, (bound, _))| bound.as_ref().is_some_and(|bound| bound.holds(&row)));
        let holding: Vec<(usize, &str)> =
            holding.map(|(at, (_, rule))| (at, rule.segment.as_str())).collect();
        conflicts += u64::from(count(&holding, &mut verdicts.counts));
        verdicts.first.push(holding.first().map(|&(position, _)| position as u32));
    }
    if conflicts > 0 {
        findings.state("", Cause::RuleConflict, conflicts, "");
    }
    note_idle(policy, &verdicts.counts, findings);
    verdicts
}

/// Counts the rules that hold for an item, the first to hold first; whether they disagree.
fn count(holding: &[(usize, &str)], counts: &mut [RuleCount]) -> bool {
    let decided = holding.first().copied();
    let mut disagree = false;
    for &(position, segment) in holding {
        let is_first = decided.is_some_and(|(first, _)| first == position);
        let differs = decided.is_some_and(|(_, other)| other != segment);
        if let Some(count) = counts.get_mut(position) {
            count.holds += 1;
            count.decides += usize::from(is_first);
            count.overruled += usize::from(differs);
        }
        disagree |= differs;
    }
    disagree
}

fn bind(position: usize, rule: &Rule, cells: &mut Cells<'_>, findings: &mut Findings) -> Option<Bound> {
    let condition = Condition::parse(&rule.when);
    let bound = condition.and_then(|condition| {
        condition.columns().into_iter().for_each(|name| cells.find(name));
        condition.bind(|name| cells.position(name).ok_or("a column, class or figure"))
    });
    bound
        .map_err(|error| {
            let column = format!("segmentation.rules[{position}].when");
            findings.note("", Cause::UnknownColumn, Place { line: 0, column, found: rule.when.clone() });
            findings.state("", Cause::UnknownColumn, 0, format!("A rule that holds for no item: {error}"));
        })
        .ok()
}

fn note_idle(policy: &policy::Segmentation, counts: &[RuleCount], findings: &mut Findings) {
    for (position, (rule, count)) in policy.rules.iter().zip(counts).enumerate() {
        if count.decides == 0 {
            let column = format!("segmentation.rules[{position}]");
            findings.note("", Cause::UnusedRule, Place { line: 0, column, found: rule.when.clone() });
        }
    }
}

/// What conditions name, each looked up once.
struct Cells<'a> {
    policy: &'a policy::Segmentation,
    portfolio: &'a dyn Portfolio,
    dimensions: &'a [Classified],
    /// Name to position among what was found; none where nothing has the name.
    named: Vec<(String, Option<usize>)>,
    found: Vec<ColumnValues>,
}

impl Cells<'_> {
    fn find(&mut self, name: &str) {
        if self.named.iter().any(|(known, _)| known == name) {
            return;
        }
        let found = self.portfolio.column(name).or_else(|| self.class(name)).or_else(|| self.figure(name));
        let position = found.map(|values| {
            self.found.push(values);
            self.found.len() - 1
        });
        self.named.push((name.to_owned(), position));
    }

    /// Where the values of a name stand among what was found.
    fn position(&self, name: &str) -> Option<usize> {
        self.named.iter().find(|(known, _)| known == name)?.1
    }

    /// The classes of a dimension: the policy's, else any other, by its own cut-offs.
    fn class(&self, name: &str) -> Option<ColumnValues> {
        let of_policy = self.dimensions.iter().find(|dimension| dimension.name.eq_ignore_ascii_case(name));
        of_policy.map(texts).or_else(|| {
            let kind = KINDS.into_iter().find(|&kind| {
                let entry = entry(kind);
                entry.name.eq_ignore_ascii_case(name) && entry.name != "column" && entry.name != "computed"
            })?;
            let setting = Dimension { kind, ..Dimension::default() };
            Some(texts(&dimension(&setting).classify(self.portfolio, &mut Findings::default())))
        })
    }

    fn figure(&self, name: &str) -> Option<ColumnValues> {
        let items = self.portfolio.items().iter();
        let values: Vec<Option<f64>> = match name.to_ascii_lowercase().as_str() {
            "periods" => items.map(|item| Some(f64::from(item.demand.periods))).collect(),
            "mean" => items.map(|item| item.demand.mean.get()).collect(),
            "sd" => items.map(|item| item.demand.sd.get()).collect(),
            "cv" => items.map(|item| item.demand.cv.get()).collect(),
            "adi" => items.map(|item| item.demand.adi.get()).collect(),
            "cv2" => items.map(|item| item.demand.cv2.get()).collect(),
            "lead_time_days" => items.map(|item| Some(item.lead_time.days.value)).collect(),
            "lead_time_sd_days" => items.map(|item| Some(item.lead_time.sd_days.value)).collect(),
            "review_days" => items.map(|item| Some(item.master.review_days.value)).collect(),
            "order_quantity" => items.map(|item| Some(item.master.order_quantity.value)).collect(),
            "annual_revenue" => self.portfolio.annual_revenue(span(&self.policy.dimensions)),
            other => {
                let mut measured = self.dimensions.iter().map(|dimension| &dimension.measured);
                measured.find(|measured| measured.name == other)?.values.clone()
            }
        };
        Some(numbers(&values))
    }
}

/// Classes as the cells of a column.
fn texts(classified: &Classified) -> ColumnValues {
    ColumnValues {
        labels: classified.classes.iter().map(|class| class.name.clone()).collect(),
        numbers: classified.classes.iter().map(|class| fast_float2::parse(&class.name).ok()).collect(),
        of_item: classified.of_item.iter().map(|&class| Some(class)).collect(),
        covered: None,
    }
}

/// Figures as the cells of a column: an unknown one is blank.
fn numbers(values: &[Option<f64>]) -> ColumnValues {
    let known = || values.iter().flatten();
    let mut label = 0;
    let of_item = values.iter().map(|value| {
        let here = value.map(|_| label);
        label += u32::from(value.is_some());
        here
    });
    ColumnValues {
        of_item: of_item.collect(),
        labels: known().map(ToString::to_string).collect(),
        numbers: known().map(|&number| Some(number)).collect(),
        covered: None,
    }
}

/// One item seen by a condition.
struct Row<'a> {
    cells: &'a [ColumnValues],
    item: usize,
}

impl Row<'_> {
    fn cell(&self, column: usize) -> Option<(&ColumnValues, usize)> {
        let values = self.cells.get(column)?;
        Some((values, (*values.of_item.get(self.item)?)? as usize))
    }
}

impl Lookup for Row<'_> {
    fn text(&self, column: usize) -> &str {
        let label = self.cell(column).and_then(|(values, label)| values.labels.get(label));
        label.map_or("", String::as_str)
    }

    fn number(&self, column: usize) -> Option<f64> {
        let (values, label) = self.cell(column)?;
        *values.numbers.get(label)?
    }
}

#[cfg(test)]
mod tests {
    use super::super::stand::{Stand, items};
    use super::super::{Values, assign, assign::Origin, assign::Setting};
    use super::*;
    use crate::protocol::policy::UnitField;

    /// Four items, A A B C by value, with a category and a rising lead time; the last has no coefficient.
    fn stand() -> Stand {
        let mut list = items(4);
        for (item, days) in list.iter_mut().zip([5.0, 10.0, 20.0, 60.0]) {
            item.lead_time.days.value = days;
        }
        list[3].demand.cv = None.into();
        let stand = Stand { revenue: Some(Values::Exact(vec![50, 30, 15, 5])), ..Stand::of(list) };
        stand.with_column("category", &["Promo", "", "Core", "0601"])
    }

    fn rules(rules: &[(&str, &str)]) -> policy::Segmentation {
        let rule = |&(when, segment): &(&str, &str)| Rule {
            when: when.to_owned(),
            segment: segment.to_owned(),
            ..Rule::default()
        };
        let dimensions = vec![Dimension::default()];
        policy::Segmentation { dimensions, rules: rules.iter().map(rule).collect(), ..Default::default() }
    }

    #[track_caller]
    fn check(
        given: &[(&str, &str)],
        segments: [&str; 4],
        causes: &[(Cause, u64)],
    ) -> super::super::Segmentation {
        let policy = rules(given);
        let found = assign(&stand(), Setting { policy: &policy, unit: &[UnitField::Item], today: 0 });
        assert_eq!([0, 1, 2, 3].map(|item| found.name(item)), segments);
        let noted: Vec<_> =
            found.findings.list().iter().map(|finding| (finding.cause, finding.count)).collect();
        assert_eq!(noted, causes);
        found
    }

    #[test]
    fn the_first_rule_that_holds_names_the_segment() {
        let promo = ("category = \"Promo\"", "Seasonal");
        check(&[promo], ["Seasonal", "A", "B", "C"], &[]);
        let slow = ("lead_time_days >= 5 and abc in (\"A\", \"B\")", "Slow");
        let found = check(&[promo, slow], ["Seasonal", "Slow", "Slow", "C"], &[(Cause::RuleConflict, 1)]);
        assert_eq!(found.origin_of, [Origin::Rule(0), Origin::Rule(1), Origin::Rule(1), Origin::Classes]);
        let counts =
            [(1, 1, 0), (3, 2, 1)].map(|(holds, decides, overruled)| RuleCount { holds, decides, overruled });
        assert_eq!(found.rules, counts);
    }

    #[test]
    fn classes_and_figures_have_names() {
        check(&[("lead_time = \"Short\"", "Near")], ["Near", "Near", "B", "C"], &[]);
        check(&[("cv >= 0 and category != \"Core\"", "Known")], ["Known", "A", "B", "C"], &[]);
        check(
            &[("annual_revenue > 150", "Big"), ("not (cv > 0)", "Odd")],
            ["A", "A", "Big", "Big"],
            &[(Cause::UnusedRule, 1), (Cause::RuleConflict, 1)],
        );
        check(&[("category = 601", "Number")], ["A", "A", "B", "Number"], &[]);
    }

    #[test]
    fn a_name_that_nothing_has_is_a_finding() {
        let findings = [(Cause::UnknownColumn, 1), (Cause::UnusedRule, 1)];
        check(&[("colour = \"red\"", "Red")], ["A", "A", "B", "C"], &findings);
    }
}
