//! Lead time and its spread: from an item's own order lines, its supplier's, the item master, or the default.
//!
//! In: complete order lines. Out: mean and deviation in days, each with its origin. Three own lines or more speak
//! for the item; fewer give way to all lines of its supplier.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::item::{DeviationOf, LeadTime, Origin, Sourced};
use crate::data::receipts::Line;
use crate::math::moments::{self, Moments};
use crate::protocol::policy::{LeadTimeFrom, LeadTimeSd, PolicyFile};

/// Own lines from which on an item speaks for itself.
const OWN_LINES: usize = 3;
/// The share of lines with a promised day from which on lateness is measured.
const PROMISED: f64 = 0.8;

/// Mean and both spreads of a set of lines, days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// Lines.
    pub lines: u64,
    /// Mean lead time.
    pub mean: f64,
    /// Deviation from order to receipt.
    pub ordered_sd: Option<f64>,
    /// Deviation of lateness, where enough lines have a promised day.
    pub promised_sd: Option<f64>,
    /// Lines on time, of those with a promised day.
    pub on_time: Option<f64>,
    /// Lines received exactly on the promised day, of those with one.
    pub on_the_day: Option<f64>,
}

impl Spread {
    /// Figures of lines, in whichever order; none without lines.
    pub fn new<'a>(lines: impl Iterator<Item = &'a Line> + Clone) -> Option<Self> {
        let all = days(lines.clone().map(|line| line.lead_time))?;
        let late = lines.filter_map(|line| line.late);
        let lateness = days(late.clone());
        let promised = lateness.map_or(0, |moments| moments.count);
        let enough = promised as f64 >= PROMISED * all.count as f64;
        let share = |held: usize| (promised > 0).then(|| held as f64 / promised as f64);
        Some(Spread {
            lines: all.count,
            mean: all.mean,
            ordered_sd: all.sd(),
            promised_sd: lateness.as_ref().and_then(Moments::sd).filter(|_| enough),
            on_time: share(late.clone().filter(|late| *late <= 0).count()),
            on_the_day: share(late.filter(|late| *late == 0).count()),
        })
    }

    /// The deviation the policy asks for with what it is of, and the other one.
    fn sd(&self, choice: LeadTimeSd) -> (Option<(f64, DeviationOf)>, Option<f64>) {
        match (choice, self.promised_sd) {
            (LeadTimeSd::Promised, Some(late)) => (Some((late, DeviationOf::Lateness)), self.ordered_sd),
            _ => (self.ordered_sd.map(|sd| (sd, DeviationOf::LeadTime)), self.promised_sd),
        }
    }
}

/// Mean and spread of whole days, in whole numbers: the order of lines does not show.
fn days(days: impl Iterator<Item = i32> + Clone) -> Option<Moments> {
    let count = days.clone().count() as u64;
    moments::of_steps(days.map(i64::from), count, 0)
}

/// What the item master says about one item's supply.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MasterLeadTime<'a> {
    /// Its supplier.
    pub supplier: Option<&'a str>,
    /// Lead time, days.
    pub days: Option<Sourced>,
    /// Its deviation, days.
    pub sd_days: Option<Sourced>,
}

/// All complete lines, by item and by supplier.
#[derive(Debug)]
pub struct Supply<'a> {
    file: Rc<str>,
    lines: &'a [Line],
    of_item: FxHashMap<&'a str, Vec<usize>>,
    pooled: FxHashMap<&'a str, Spread>,
    located: bool,
}

impl<'a> Supply<'a> {
    /// Lines of the named file or files.
    pub fn new(file: &str, lines: &'a [Line]) -> Self {
        let mut of_item: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        let mut of_supplier: FxHashMap<&str, Vec<&Line>> = FxHashMap::default();
        for (number, line) in lines.iter().enumerate() {
            of_item.entry(&line.item).or_default().push(number);
            if let Some(supplier) = &line.supplier {
                of_supplier.entry(supplier).or_default().push(line);
            }
        }
        let pooled = of_supplier
            .into_iter()
            .filter_map(|(supplier, lines)| Some((supplier, Spread::new(lines.into_iter())?)))
            .collect();
        Supply {
            file: file.into(),
            lines,
            of_item,
            pooled,
            located: lines.iter().any(|line| line.location.is_some()),
        }
    }

    /// Figures of every supplier's lines.
    pub fn suppliers(&self) -> impl Iterator<Item = (&str, &Spread)> {
        self.pooled.iter().map(|(supplier, spread)| (*supplier, spread))
    }

    /// Whether there are no lines.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Lead time of an item at a location, by the policy's preferences.
    pub fn lead_time(
        &self,
        item: &str,
        location: Option<&str>,
        master: &MasterLeadTime<'_>,
        policy: &PolicyFile,
    ) -> LeadTime {
        let measured = self.measured(item, location, master.supplier);
        let (sd, other_sd_days) =
            measured.as_ref().map_or((None, None), |(spread, _)| spread.sd(policy.lead_time_sd));
        let from_lines = |value: Option<f64>| {
            let (_, origin) = measured.as_ref()?;
            Some(Sourced { value: value?, origin: origin.clone() })
        };
        let prefer = |lines: Option<Sourced>, master: &Option<Sourced>, default: f64| {
            let (first, second) = match policy.lead_time_from {
                LeadTimeFrom::Receipts => (lines, master.clone()),
                LeadTimeFrom::Items => (master.clone(), lines),
            };
            first.or(second).unwrap_or(Sourced { value: default, origin: Origin::Default })
        };
        let mean = from_lines(measured.as_ref().map(|(spread, _)| spread.mean));
        let lines_sd = from_lines(sd.map(|(sd, _)| sd));
        let sd_days = prefer(lines_sd.clone(), &master.sd_days, policy.defaults.lead_time_sd_days);
        LeadTime {
            days: prefer(mean, &master.days, policy.defaults.lead_time_days),
            sd_of: sd.map(|(_, of)| of).filter(|_| lines_sd.as_ref() == Some(&sd_days)),
            sd_days,
            other_sd_days,
        }
    }

    fn measured(
        &self,
        item: &str,
        location: Option<&str>,
        supplier: Option<&str>,
    ) -> Option<(Spread, Origin)> {
        if self.lines.is_empty() {
            return None;
        }
        let own = self.own_lines(item, location);
        if own.len() >= OWN_LINES {
            let spread = Spread::new(own.iter().copied())?;
            return Some((spread, Origin::Rows { file: Rc::clone(&self.file), rows: spread.lines as u32 }));
        }
        let supplier = supplier.or_else(|| main_supplier(&own))?;
        let spread = *self.pooled.get(supplier)?;
        Some((spread, Origin::Supplier { supplier: supplier.into(), lines: spread.lines as u32 }))
    }

    /// The days of the lines that a measured lead time rests on. Where its deviation is of lateness, each line is as
    /// long as their mean and as much longer as it was later than the lines on average.
    pub fn record(&self, item: &str, location: Option<&str>, measured: &LeadTime) -> Vec<f64> {
        let lines: Vec<&Line> = match &measured.days.origin {
            Origin::Rows { .. } => self.own_lines(item, location),
            Origin::Supplier { supplier, .. } => {
                self.lines.iter().filter(|line| line.supplier.as_deref() == Some(supplier)).collect()
            }
            _ => Vec::new(),
        };
        if measured.sd_of == Some(DeviationOf::Lateness) {
            let late: Vec<f64> = lines.iter().filter_map(|line| line.late).map(f64::from).collect();
            let mean = late.iter().sum::<f64>() / late.len() as f64;
            return late.into_iter().map(|late| (measured.days.value + late - mean).max(0.0)).collect();
        }
        lines.into_iter().map(|line| f64::from(line.lead_time)).collect()
    }

    fn own_lines(&self, item: &str, location: Option<&str>) -> Vec<&Line> {
        let here = |line: &&Line| !self.located || location.is_none() || line.location.as_deref() == location;
        let numbers = self.of_item.get(item).map(Vec::as_slice).unwrap_or_default();
        numbers.iter().filter_map(|&number| self.lines.get(number)).filter(here).collect()
    }
}

/// The supplier of most lines; ties by name.
fn main_supplier<'a>(lines: &[&'a Line]) -> Option<&'a str> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for supplier in lines.iter().filter_map(|line| line.supplier.as_deref()) {
        *counts.entry(supplier).or_default() += 1;
    }
    counts.into_iter().max_by(|one, other| one.1.cmp(&other.1).then(other.0.cmp(one.0))).map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(item: &str, supplier: &str, lead_time: i32, late: Option<i32>) -> Line {
        Line { item: item.to_owned(), location: None, supplier: Some(supplier.to_owned()), lead_time, late }
    }

    fn lead_time(lines: &[Line], master: &MasterLeadTime<'_>, choice: LeadTimeSd) -> LeadTime {
        let policy = PolicyFile { lead_time_sd: choice, ..PolicyFile::default() };
        Supply::new("receipts.csv", lines).lead_time("A", None, master, &policy)
    }

    #[test]
    fn three_own_lines_speak_for_the_item() {
        let lines = [line("A", "S", 10, Some(0)), line("A", "S", 14, Some(1)), line("A", "S", 18, Some(2))];
        let found = lead_time(&lines, &MasterLeadTime::default(), LeadTimeSd::Promised);
        assert_eq!((found.days.value, found.sd_days.value, found.other_sd_days), (14.0, 1.0, Some(4.0)));
        let found = lead_time(&lines, &MasterLeadTime::default(), LeadTimeSd::Ordered);
        assert_eq!((found.sd_days.value, found.other_sd_days), (4.0, Some(1.0)));
        assert_eq!(found.sd_of, Some(DeviationOf::LeadTime));
    }

    #[test]
    fn fewer_lines_give_way_to_the_supplier() {
        let lines = [line("A", "S", 10, None), line("B", "S", 20, None), line("B", "S", 30, None)];
        let found = lead_time(&lines, &MasterLeadTime::default(), LeadTimeSd::Promised);
        assert_eq!((found.days.value, found.sd_days.value), (20.0, 10.0));
        assert_eq!(found.days.origin, Origin::Supplier { supplier: "S".into(), lines: 3 });
    }

    #[test]
    fn a_single_pooled_line_has_no_spread() {
        let master = MasterLeadTime {
            sd_days: Some(Sourced { value: 2.5, origin: Origin::Assumed }),
            ..MasterLeadTime::default()
        };
        let found = lead_time(&[line("A", "S", 10, None)], &master, LeadTimeSd::Promised);
        assert_eq!((found.days.value, found.sd_days.value, found.sd_of), (10.0, 2.5, None));
    }

    #[test]
    fn without_lines_or_master_the_default_holds() {
        let found = lead_time(&[], &MasterLeadTime::default(), LeadTimeSd::Promised);
        assert_eq!((found.days.value, found.days.origin), (14.0, Origin::Default));
    }

    #[test]
    fn lateness_needs_a_promised_day_on_four_lines_of_five() {
        let mut lines: Vec<Line> = (0..5).map(|late| line("A", "S", 10 + late, Some(late))).collect();
        lines.truncate(4);
        lines.push(line("A", "S", 30, None));
        assert!(Spread::new(lines.iter()).unwrap().promised_sd.is_some());
        lines.push(line("A", "S", 30, None));
        assert!(Spread::new(lines.iter()).unwrap().promised_sd.is_none());
    }

    #[test]
    fn lines_of_another_location_are_not_the_items_own() {
        let at = |location: &str, lead_time: i32| Line {
            location: Some(location.to_owned()),
            ..line("A", "S", lead_time, None)
        };
        let lines = [at("North", 10), at("North", 12), at("North", 14), at("South", 30)];
        let supply = Supply::new("receipts.csv", &lines);
        let days = |location: &str| {
            supply
                .lead_time("A", Some(location), &MasterLeadTime::default(), &PolicyFile::default())
                .days
                .value
        };
        assert_eq!((days("North"), days("South")), (12.0, 16.5));
    }

    #[test]
    fn of_suppliers_with_as_many_lines_the_first_by_name_is_the_items() {
        let lines = [line("A", "T", 40, None), line("A", "S", 10, None), line("B", "S", 20, None)];
        let found = lead_time(&lines, &MasterLeadTime::default(), LeadTimeSd::Promised);
        assert_eq!(found.days.value, 15.0);
        let named = MasterLeadTime { supplier: Some("T"), ..MasterLeadTime::default() };
        assert_eq!(lead_time(&lines, &named, LeadTimeSd::Promised).days.value, 40.0);
    }
}
