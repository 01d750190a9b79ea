//! Going up a ladder step by step, as a price falls or a level grows: nothing is looked for twice.

use super::super::line::Line;
use super::{Column, Ladder, Left, NEAR, Rate};

/// Upwards along a ladder: what runs between two rungs is made once while the walk stays there.
#[derive(Debug)]
pub struct Walk<'l> {
    ladder: &'l Ladder,
    /// The rung that the lines start from.
    rung: usize,
    lines: [Line; 3],
    /// Rungs passed on the way up, by what the walk is led by.
    past: usize,
}

impl<'l> Walk<'l> {
    /// At the least stock.
    pub fn new(ladder: &'l Ladder) -> Self {
        Walk { ladder, rung: usize::MAX, lines: [Line::default(); 3], past: 0 }
    }

    /// What a stock leaves.
    pub fn left(&mut self, stock: f64) -> Left {
        let ladder = self.ladder;
        let within = stock.clamp(ladder.least(), ladder.most());
        let rung = ladder.below(within);
        if rung != self.rung {
            let about = ladder.about(rung);
            let nodes = ladder.nodes(&about);
            let line = |of| nodes.line(ladder.column(of).get(about.clone()).unwrap_or_default());
            (self.rung, self.lines) = (rung, [Column::Unserved, Column::Uncovered, Column::Owed].map(line));
        }
        let [unserved, uncovered, backorders] = self.lines.map(|line| libm::exp(line.at(within)));
        Left { unserved: unserved.min(1.0), uncovered: uncovered.min(1.0), backorders }
    }

    /// As [`Ladder::covering`], of factors that grow.
    pub fn covering(&mut self, factor: f64) -> f64 {
        let factors = self.ladder.column(Column::Factor);
        while factors.get(self.past).is_some_and(|own| *own < factor - NEAR) {
            self.past += 1;
        }
        self.ladder.covering_at(self.past, factor)
    }

    /// As [`Ladder::worth`], of thresholds that fall.
    pub fn worth(&mut self, log_gain: f64, rate: Rate) -> f64 {
        let gains = self.ladder.column(rate.columns().1);
        while gains.get(self.past).is_some_and(|gain| *gain > log_gain) {
            self.past += 1;
        }
        self.ladder.worth_at(self.past, log_gain, gains)
    }
}
