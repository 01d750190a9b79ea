//! Every case of `golden.json`, within the tolerance that the case itself names.

use segmented_safety_stock::math::gamma::Shape;
use segmented_safety_stock::math::moments::{Moments, combined_sd, moments, of_steps};
use segmented_safety_stock::math::negbin::NegativeBinomial;
use segmented_safety_stock::math::{normal, poisson};
use segmented_safety_stock::stats::demand::{gaps_and_amounts, pattern};
use segmented_safety_stock::stock::cost::economic_order;
use segmented_safety_stock::stock::model::{Demand, DemandModel, ModelKind, Units};
use segmented_safety_stock::stock::service;
use serde_json::Value;

/// One case: what went in, what must come out, and how close.
struct Case(Value);

impl Case {
    fn input(&self, name: &str) -> f64 {
        self.0["inputs"][name].as_f64().unwrap_or_else(|| panic!("{} has no input {name}", self.id()))
    }

    fn id(&self) -> &str {
        self.0["id"].as_str().unwrap()
    }

    /// `null` is no value; whole numbers stand as numbers, all others as text of 40 digits.
    fn expected(&self, name: &str) -> Option<f64> {
        match &self.0["expected"][name] {
            Value::Null => None,
            Value::String(text) => Some(text.parse().unwrap()),
            number => Some(number.as_f64().unwrap()),
        }
    }

    #[track_caller]
    fn check(&self, name: &str, found: f64) {
        let expected = self.expected(name).unwrap_or_else(|| panic!("{} expects no {name}", self.id()));
        let tolerance = self.0["tol"].as_f64().unwrap();
        let error = (found - expected).abs();
        assert!(
            error <= tolerance * expected.abs(),
            "{} {name}: expected {expected:e}, found {found:e}, off by {:e} where {tolerance:e} is allowed",
            self.id(),
            error / expected.abs()
        );
    }
}

/// Runs `check` over every case of a family, and sees that there are as many as there should be.
#[track_caller]
fn family(name: &str, count: usize, check: impl Fn(&Case)) {
    let file: Value = serde_json::from_str(include_str!("golden.json")).unwrap();
    let cases = file["cases"].as_array().unwrap().iter().filter(|case| case["family"] == name);
    let ran = cases.map(|case| check(&Case(case.clone()))).count();
    assert_eq!(ran, count, "cases of {name}");
}

#[test]
fn normal_quantile() {
    family("z_for_csl", 27, |case| case.check("z", normal::quantile(case.input("csl")).unwrap()));
}

#[test]
fn normal_losses() {
    family("normal_loss", 32, |case| {
        let z = case.input("z");
        let losses = normal::losses(z);
        case.check("G", losses.first);
        case.check("sf", losses.upper);
        case.check("sf", normal::upper_tail(z));
        case.check("pdf", normal::density(z));
    });
}

#[test]
fn normal_loss_inverse() {
    family("normal_loss_inverse", 24, |case| case.check("z", normal::loss_inverse(case.input("G")).unwrap()));
}

#[test]
fn fill_rate_of_two_terms() {
    family("fill_rate_for_k", 47, |case| {
        let (sd, quantity) = (case.input("sigma_L"), case.input("Q"));
        let demand = Demand::new(ModelKind::Normal, 0.0, sd * sd).unwrap();
        let level = case.input("k") * sd;
        case.check("fill_exact", service::fill_rate(&demand, level, quantity).unwrap());
        case.check("ess", demand.shortage(level));
    });
}

#[test]
fn level_for_a_fill_rate() {
    family("k_for_fill_rate", 42, |case| {
        let sd = case.input("sigma_L");
        let demand = Demand::new(ModelKind::Normal, 0.0, sd * sd).unwrap();
        let level =
            service::level_for_fill_rate(&demand, case.input("fill"), case.input("Q"), Units::Fractional)
                .unwrap();
        case.check("k_exact", level / sd);
    });
}

#[test]
fn gamma_level_and_shortage() {
    family("gamma_ltd", 49, |case| {
        let sd = case.input("sd");
        let demand = Demand::new(ModelKind::Gamma, case.input("mean"), sd * sd).unwrap();
        let level = demand.quantile(case.input("csl"));
        case.check("s", level);
        case.check("expected_shortage", demand.shortage(level));
    });
    family("gamma_shortage", 24, |case| {
        let sd = case.input("sd");
        let demand = Demand::new(ModelKind::Gamma, case.input("mean"), sd * sd).unwrap();
        case.check("expected_shortage", demand.shortage(case.input("s")));
        case.check("csl", demand.cdf(case.input("s")));
    });
}

#[test]
fn gamma_of_scale_one() {
    family("gamma_ppf_unit", 79, |case| {
        let x = Shape::new(case.input("shape")).unwrap().quantile(case.input("p")).unwrap();
        case.check("x", x);
    });
    family("gamma_pq", 8, |case| {
        let tails = Shape::new(case.input("a")).unwrap().tails(case.input("x"));
        case.check("P", tails.below);
        case.check("Q", tails.above);
    });
}

#[test]
fn poisson_level_and_shortage() {
    family("poisson_ltd", 61, |case| {
        let mean = case.input("lambda");
        let level = poisson::quantile(mean, case.input("csl")).unwrap();
        assert_eq!(Some(level), case.expected("s"), "{}", case.id());
        case.check("cdf_s", poisson::tails(mean, level).below);
        case.check("cdf_s_minus_1", poisson::tails(mean, level - 1.0).below);
        case.check("expected_shortage", poisson::tails(mean, level).shortage);
    });
}

#[test]
fn negative_binomial_level_and_shortage() {
    family("negbin_ltd", 57, |case| {
        let demand = NegativeBinomial::from_moments(case.input("mean"), case.input("var")).unwrap();
        let level = demand.quantile(case.input("csl")).unwrap();
        assert_eq!(Some(level), case.expected("s"), "{}", case.id());
        case.check("cdf_s", demand.tails(level).below);
        case.check("cdf_s_minus_1", demand.tails(level - 1.0).below);
        case.check("expected_shortage", demand.tails(level).shortage);
    });
    family("negbin_cdf", 6, |case| {
        let p = case.input("p");
        let tails = NegativeBinomial::new(case.input("r"), p, 1.0 - p).unwrap().tails(case.input("k"));
        case.check("cdf", tails.below);
        case.check("sf", tails.above);
    });
}

#[test]
fn deviation_over_a_lead_time() {
    family("combined_sd", 8, |case| {
        let sd = combined_sd(case.input("L"), case.input("sd_d"), case.input("d"), case.input("sd_L"));
        case.check("sigma_L", sd);
    });
    family("periodic_review", 7, |case| {
        let (periods, mean) = (case.input("R") + case.input("L"), case.input("d"));
        let sd = combined_sd(periods, case.input("sd_d"), mean, case.input("sd_L"));
        let safety_stock = normal::quantile(case.input("csl")).unwrap() * sd;
        case.check("sigma_RL", sd);
        case.check("safety_stock", safety_stock);
        case.check("order_up_to", mean * periods + safety_stock);
    });
}

#[test]
fn newsvendor() {
    family("newsvendor", 1, |case| {
        let (under, over) = (case.input("cu"), case.input("co"));
        let (mean, sd) = (case.input("mean"), case.input("sd"));
        let demand = Demand::new(ModelKind::Normal, mean, sd * sd).unwrap();
        let ratio = under / (under + over);
        let level = service::cycle_service(&demand, ratio, Units::Fractional).unwrap();
        let short = demand.shortage(level);
        case.check("critical_ratio", ratio);
        case.check("q", level);
        case.check("expected_cost", under * short + over * (level - mean + short));
    });
}

#[track_caller]
fn check_moments(case: &Case, found: Moments) {
    assert_eq!(Some(found.count as f64), case.expected("n"), "{}", case.id());
    case.check("mean", found.mean);
    match case.expected("sd") {
        Some(_) => case.check("sd", found.sd().unwrap()),
        None => assert_eq!(found.sd(), None, "{}", case.id()),
    }
}

#[test]
fn mean_and_deviation() {
    family("moments", 7, |case| {
        let texts = case.0["inputs"]["series_decimal"].as_array().unwrap();
        let values: Vec<f64> = texts.iter().map(|text| text.as_str().unwrap().parse().unwrap()).collect();
        check_moments(case, moments(&values).unwrap());
    });
}

/// The certified figures are those of the decimals; as doubles `NumAcc3` and `NumAcc4` are other numbers, whose
/// deviation differs in the tenth digit.
#[test]
fn certified_mean_and_deviation() {
    family("nist_strd", 8, |case| {
        let file = case.0["inputs"]["file"].as_str().unwrap();
        let text = std::fs::read_to_string(format!("tests/oracle/{file}")).unwrap();
        let values: Vec<f64> = text.lines().skip(1).map(|line| line.trim().parse().unwrap()).collect();
        let steps = values.iter().map(|value| (value * 1e5).round() as i64);
        check_moments(case, of_steps(steps, values.len() as u64, 5).unwrap());
        let (as_doubles, sd) = (moments(&values).unwrap(), case.expected("sd").unwrap());
        let rounding = 1e-14 + 1e-16 * as_doubles.mean.abs() / sd;
        assert!((as_doubles.sd().unwrap() / sd - 1.0).abs() < 3.0 * rounding, "{file} as doubles");
    });
}

#[test]
fn gaps_between_demands_and_their_spread() {
    family("adi_cv2", 7, |case| {
        let texts = case.0["inputs"]["series_decimal"].as_array().unwrap();
        let values: Vec<f64> = texts.iter().map(|text| text.as_str().unwrap().parse().unwrap()).collect();
        let (adi, cv2) = gaps_and_amounts(&values);
        for (name, found) in [("adi", adi), ("cv2", cv2)] {
            match case.expected(name) {
                Some(_) => case.check(name, found.unwrap()),
                None => assert_eq!(found, None, "{}", case.id()),
            }
        }
        let class = adi.zip(cv2).map(|(adi, cv2)| pattern(adi, cv2).name());
        assert_eq!(class, case.0["expected"]["class"].as_str(), "{}", case.id());
    });
}

#[test]
fn order_quantity_that_costs_least() {
    family("eoq_cost", 4, |case| {
        let (demand, order) = (case.input("annual_demand"), case.input("order_cost"));
        let found = economic_order(demand, order, case.input("holding_cost_unit_year"));
        case.check("eoq", found.quantity);
        case.check("total_cost", found.cost);
    });
}
