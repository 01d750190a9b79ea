//! Promises against simulation: the chance of a promise, and how many of the promises given are kept.
//!
//! The simulation draws demand and lateness itself; it shares no distribution with the engine. `RUNS=200000` runs
//! it in full; every seed is fixed, so a result never changes by itself.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics has failed"
)]

use std::rc::Rc;

use segmented_safety_stock::promise::available::Shipment;
use segmented_safety_stock::promise::booked::Booked;
use segmented_safety_stock::promise::check::Desk;
use segmented_safety_stock::promise::outlook::{Outlook, Source};
use segmented_safety_stock::promise::situation::{Commitment, Situation};
use segmented_safety_stock::stock::model::{ModelKind, Units};

/// A generator of its own: PCG with 64 bits of state.
struct Draw(u64);

impl Draw {
    /// The first numbers of a small seed are small: they are passed over.
    fn new(seed: u64) -> Self {
        let mut draw = Draw(seed);
        (0..8).for_each(|_| _ = draw.bits());
        draw
    }

    fn bits(&mut self) -> u32 {
        let old = self.0;
        self.0 = old.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mixed = (((old >> 18) ^ old) >> 27) as u32;
        mixed.rotate_right((old >> 59) as u32)
    }

    fn share(&mut self) -> f64 {
        (f64::from(self.bits()) + 0.5) / 4_294_967_296.0
    }

    fn below(&mut self, count: u32) -> u32 {
        (self.share() * f64::from(count)) as u32
    }

    fn normal(&mut self) -> f64 {
        (-2.0 * libm::log(self.share())).sqrt() * libm::cos(std::f64::consts::TAU * self.share())
    }

    /// Marsaglia and Tsang (2000).
    fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            return self.gamma(shape + 1.0) * libm::pow(self.share(), 1.0 / shape);
        }
        let d = shape - 1.0 / 3.0;
        loop {
            let x = self.normal();
            let root = 1.0 + x / (9.0 * d).sqrt();
            let v = root * root * root;
            if v > 0.0 && libm::log(self.share()) < 0.5 * x * x + d - d * v + d * libm::log(v) {
                return d * v;
            }
        }
    }

    /// Knuth's product, in pieces that do not underflow.
    fn poisson(&mut self, mut mean: f64) -> f64 {
        let mut count = 0.0;
        while mean > 0.0 {
            let piece = mean.min(30.0);
            let (limit, mut product) = (libm::exp(-piece), self.share());
            while product > limit {
                count += 1.0;
                product *= self.share();
            }
            mean -= piece;
        }
        count
    }

    fn demand(&mut self, kind: ModelKind, mean: f64, variance: f64) -> f64 {
        match kind {
            _ if mean == 0.0 => 0.0,
            ModelKind::Normal => mean + variance.sqrt() * self.normal(),
            ModelKind::Gamma => self.gamma(mean * mean / variance) * variance / mean,
            ModelKind::Poisson | ModelKind::Empirical => self.poisson(mean),
            ModelKind::NegativeBinomial => {
                let over = variance / mean - 1.0;
                let rate = self.gamma(mean / over) * over;
                self.poisson(rate)
            }
        }
    }
}

fn runs(usual: u32) -> u32 {
    std::env::var("RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(usual)
}

fn commitment(due: i32, quantity: f64, outside_forecast: bool) -> Commitment {
    Commitment {
        due,
        quantity,
        tier: None,
        target: 0.95,
        outside_forecast,
        reference: String::new(),
        customer: String::new(),
    }
}

/// A made-up situation: up to four open orders, some overdue, some of one order number; up to five promises.
fn situation(draw: &mut Draw) -> Situation {
    use ModelKind::{Gamma, NegativeBinomial, Normal, Poisson};
    let kind = [Normal, Gamma, Poisson, NegativeBinomial][draw.below(4) as usize];
    let mean = f64::from(1 + draw.below(20));
    let spread = if kind == Normal { 0.05 } else { 3.0 };
    let variance =
        if kind == ModelKind::Poisson { mean } else { mean * mean * (0.01 + spread * draw.share()) };
    let shipments = (0..draw.below(4)).map(|_| {
        let late: Rc<[i32]> = {
            let mut late: Vec<i32> = (0..draw.below(40)).map(|_| draw.below(25) as i32 - 5).collect();
            late.sort_unstable();
            late.into()
        };
        let parts = (0..=draw.below(2)).map(|_| (f64::from(draw.below(200)), draw.below(24) as i32 - 6));
        let parts: Vec<(f64, i32)> = parts.collect();
        Shipment::new(parts, late)
    });
    let shipments: Vec<Shipment> = shipments.collect();
    let mut made = Situation {
        today: 0,
        from: 0,
        on_hand: f64::from(draw.below(250)),
        reserved: 0.0,
        shipments,
        commitments: Vec::new(),
        outlook: Outlook::daily(kind, mean, variance),
        levels: Vec::new(),
        target: 0.95,
        lead_time_days: 14,
        units: Units::of(matches!(kind, Poisson | NegativeBinomial)),
    };
    for _ in 0..draw.below(5) {
        let (due, quantity, outside) = (draw.below(20) as i32, f64::from(draw.below(60)), draw.below(4) == 0);
        made.commit(commitment(due, quantity, outside));
    }
    made
}

/// Whether `quantity` more are there on `day` in one run.
fn kept(draw: &mut Draw, of: &Situation, quantity: f64, day: i32) -> bool {
    let mut there = of.on_hand;
    for shipment in &of.shipments {
        if shipment.late.is_empty() {
            let come = |part: &&(f64, i32)| if part.1 < 0 { day >= 1 } else { part.1 <= day };
            there += shipment.parts.iter().filter(come).map(|part| part.0).sum::<f64>();
            continue;
        }
        let overdue = shipment.parts.iter().map(|part| -part.1).max().unwrap_or(0);
        let possible: Vec<i32> =
            shipment.late.iter().copied().filter(|late| overdue <= 0 || *late > overdue).collect();
        if possible.is_empty() {
            continue;
        }
        let late = possible[draw.below(possible.len() as u32) as usize];
        there += shipment.parts.iter().filter(|part| part.1 + late <= day).map(|part| part.0).sum::<f64>();
    }
    let due = |outside: bool| {
        let due = of.commitments.iter().filter(|of| of.due <= day && of.outside_forecast == outside);
        due.map(|of| of.quantity).sum::<f64>()
    };
    let Source::Daily(rate, family) = &of.outlook.source else { panic!() };
    let days = f64::from(day);
    let asked = draw.demand(family.kind, rate.mean * days, rate.sd * rate.sd * days);
    there - due(true) - quantity >= due(false).max(asked)
}

#[test]
fn the_chance_is_that_of_a_simulation() {
    let runs = runs(4_000);
    let (mut between, mut worst, mut squares) = (0, 0.0_f64, 0.0);
    for number in 0..50 {
        // The situations are the same however many runs there are.
        let (mut draw, mut lot) =
            (Draw::new(20_261_122 + number * 7_919), Draw::new(0x5eed + number * 104_729));
        let of = situation(&mut draw);
        let day = 1 + draw.below(18) as i32;
        let quantity = f64::from(draw.below(60));
        let found = of.at(day, None).chance(quantity);
        let count = (0..runs).filter(|_| kept(&mut lot, &of, quantity, day)).count();
        let share = count as f64 / f64::from(runs);
        let error = (found * (1.0 - found) / f64::from(runs)).sqrt();
        let off = (share - found).abs() / error.max(1e-9);
        if found > 0.01 && found < 0.99 {
            between += 1;
            squares += off * off;
        }
        worst = worst.max(off);
        assert!(off <= 3.0, "{number}: {found} against {share} in {runs} runs, {off:.2} standard errors off");
    }
    assert!(between >= 15, "only {between} of 50 situations are open");
    let mean_square = squares / f64::from(between);
    println!(
        "{runs} runs: the farthest is {worst:.2} off, {between} of 50 open, mean square {mean_square:.2}"
    );
}

/// Promises the most that .95 allows, in many worlds: some of the demand ahead is booked and known, the rest comes.
fn kept_share(kind: ModelKind, booked_share: f64, runs: u32) -> f64 {
    const DAYS: i32 = 10;
    let (mean, variance): (f64, f64) = if kind == ModelKind::Poisson { (40.0, 40.0) } else { (40.0, 400.0) };
    let mut ahead = vec![0.0; 31];
    (ahead[0], ahead[30]) = ((1.0 - booked_share) * 1000.0, booked_share * 1000.0);
    let booked = Some(Rc::new(Booked::new(&ahead).unwrap()));
    let mut draw = Draw::new(7 + (booked_share * 10.0) as u64);
    let mut kept = 0;
    for _ in 0..runs {
        let mut of = Situation {
            today: 0,
            from: 0,
            on_hand: 1_000.0,
            reserved: 0.0,
            shipments: Vec::new(),
            commitments: Vec::new(),
            outlook: Outlook { booked: booked.clone(), ..Outlook::daily(kind, mean, variance) },
            levels: Vec::new(),
            target: 0.95,
            lead_time_days: 14,
            units: Units::Whole,
        };
        let mut all = 0.0;
        for day in 1..=DAYS {
            let known = draw.demand(kind, mean * booked_share, variance * booked_share);
            all += known + draw.demand(kind, mean * (1.0 - booked_share), variance * (1.0 - booked_share));
            of.commit(commitment(day, known, false));
        }
        let most = Desk::new(&of).most(DAYS, None);
        kept += u32::from(all + most <= of.on_hand);
    }
    f64::from(kept) / f64::from(runs)
}

#[test]
fn what_is_promised_is_kept_however_much_is_booked_ahead() {
    let runs = runs(3_000).min(20_000);
    for kind in [ModelKind::Poisson, ModelKind::NegativeBinomial, ModelKind::Gamma] {
        for share in [0.0, 0.3, 0.6, 0.9] {
            let kept = kept_share(kind, share, runs);
            println!("{} booked {share}: {kept:.4} kept in {runs} runs", kind.name());
            assert!((0.93..=0.97).contains(&kept), "{} booked {share}: {kept}", kind.name());
        }
    }
}
