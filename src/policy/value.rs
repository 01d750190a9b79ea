//! Single values of a policy: what each may be, and the words that refuse it.

use crate::error::Error;
use crate::protocol::policy::Target as Setting;
use crate::read::condition::Condition;
use crate::segment::Cuts;
use crate::segment::single::iso_day;

use super::place::Path;
use super::source::Source;
use super::target::{MOST, Target};

/// The largest holding rate, a share of the unit cost a year.
const MOST_A_YEAR: f64 = 10.0;

impl Source<'_> {
    /// Days, units or money: at least 0.
    pub fn amount(self, here: &Path<'_>, value: f64) -> Result<(), Error> {
        if (0.0..=MOST).contains(&value) {
            return Ok(());
        }
        Err(self.refused(here, &value, "a number from 0 to 1000000000000"))
    }

    /// A share of the unit cost a year. Ten times the cost is no rate that anyone pays: 20 means 20 %.
    pub fn yearly_share(self, here: &Path<'_>, value: f64) -> Result<(), Error> {
        if (0.0..=MOST_A_YEAR).contains(&value) {
            return Ok(());
        }
        let offer = if value > MOST_A_YEAR { format!(": write {}", value / 100.0) } else { String::new() };
        Err(self.refused(here, &value, format!("a share of the unit cost, such as 0.2{offer}")))
    }

    /// An amount, or none.
    pub fn perhaps(self, here: &Path<'_>, value: Option<f64>) -> Result<(), Error> {
        value.map_or(Ok(()), |value| self.amount(here, value))
    }

    /// A name that shows.
    pub fn name(self, here: &Path<'_>, name: &str) -> Result<(), Error> {
        if !name.trim().is_empty() {
            return Ok(());
        }
        Err(self.refused_text(here, name, "a text that is not empty"))
    }

    /// A filter or the condition of a rule.
    pub fn condition(self, here: &Path<'_>, text: &str) -> Result<(), Error> {
        let refused = |error: Error| self.refused_text(here, text, format!("a condition; {error}"));
        Condition::parse(text).map(|_| ()).map_err(refused)
    }

    /// A calendar day, or none.
    pub fn day(self, here: &Path<'_>, day: Option<&str>) -> Result<(), Error> {
        match day {
            Some(text) if iso_day(text).is_none() => {
                Err(self.refused_text(here, text, "a day as 2026-01-31"))
            }
            _ => Ok(()),
        }
    }

    /// A target whose level lies in its range.
    pub fn target(self, here: &Path<'_>, target: &Setting) -> Result<(), Error> {
        Target::checked(target, || self.place(&here.key("value"))).map(|_| ())
    }

    /// Cut-offs, ascending; two unless they are levels: shares in (0, 1) or amounts of at least 0.
    pub fn cuts(self, here: &Path<'_>, cuts: &[f64], kind: Cuts) -> Result<(), Error> {
        if kind != Cuts::Levels && cuts.len() != 2 {
            return Err(self.refused(here, &format!("{} cut-offs", cuts.len()), "two, ascending"));
        }
        for (position, &cut) in cuts.iter().enumerate() {
            let path = here.at(position);
            match kind {
                Cuts::Amounts(_) => self.amount(&path, cut)?,
                _ if cut > 0.0 && cut < 1.0 => {}
                _ => return Err(self.refused(&path, &cut, share_offer(cut))),
            }
        }
        for (position, pair) in cuts.windows(2).enumerate() {
            if let [first, second] = pair
                && !(first < second)
            {
                let found = format!("{second} after {first}");
                let allowed =
                    if kind == Cuts::Levels { "levels, ascending" } else { "two cut-offs, ascending" };
                return Err(self.refused(&here.at(position + 1), &found, allowed));
            }
        }
        Ok(())
    }
}

fn share_offer(cut: f64) -> String {
    let offer = if (1.0..100.0).contains(&cut) { format!(": write {}", cut / 100.0) } else { String::new() };
    format!("a share between 0 and 1{offer}")
}
