//! What holds for every portfolio: order does not show, more value is never a worse class, every item is somewhere.

// The lints of `src` excuse test functions, not the verbs that they share.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod bare;

use bare::{Bare, item};
use proptest::prelude::*;
use segmented_safety_stock::protocol::policy::{self, Rule, UnitField};
use segmented_safety_stock::segment::assign::Setting;
use segmented_safety_stock::segment::{Segmentation, Values, assign};

/// An item: its value and its coefficient of variation.
type Figures = (f64, Option<f64>);

/// Few distinct values, so that ties are common.
fn portfolio() -> impl Strategy<Value = Vec<Figures>> {
    let value = prop_oneof![(0..20_i32).prop_map(|steps| f64::from(steps) / 10.0), 0.0..1e9_f64];
    prop::collection::vec((value, prop::option::of(0.0..2.0_f64)), 1..60)
}

fn segments(figures: &[(usize, Figures)], policy: &policy::Segmentation) -> Segmentation {
    let with_cv = |&(number, (_, cv)): &(usize, Figures)| {
        let mut item = item(number);
        item.demand.cv = cv.into();
        item
    };
    let bare = Bare {
        items: figures.iter().map(with_cv).collect(),
        values: Some(Values::Plain(figures.iter().map(|(_, (value, _))| *value).collect())),
        cv: figures.iter().map(|(_, (_, cv))| *cv).collect(),
    };
    assign(&bare, Setting { policy, unit: &[UnitField::Item], today: 0 })
}

fn rules() -> policy::Segmentation {
    let rule =
        |when: &str, segment: &str| Rule { when: when.into(), segment: segment.into(), ..Rule::default() };
    let rules = vec![rule("cv > 1.5", "Wild"), rule("abc = \"A\" and cv < 0.2", "Calm")];
    policy::Segmentation { rules, ..policy::Segmentation::default() }
}

proptest! {
    #[test]
    fn the_order_of_items_does_not_show(figures in portfolio(), turn in 0_usize..60) {
        let numbered: Vec<(usize, Figures)> = figures.into_iter().enumerate().collect();
        let mut turned = numbered.clone();
        turned.reverse();
        let by = turn % turned.len();
        turned.rotate_left(by);
        let (one, other) = (segments(&numbered, &rules()), segments(&turned, &rules()));
        prop_assert_eq!(&one.names, &other.names);
        for (place, (number, _)) in turned.iter().enumerate() {
            prop_assert_eq!(one.name(*number), other.name(place));
            prop_assert_eq!(one.origin_of[*number], other.origin_of[place]);
        }
        prop_assert_eq!(one.dimensions[0].near_border, other.dimensions[0].near_border);
    }

    #[test]
    fn more_value_is_never_a_worse_class(figures in portfolio()) {
        let numbered: Vec<(usize, Figures)> = figures.into_iter().enumerate().collect();
        let found = segments(&numbered, &policy::Segmentation::default());
        for (one, (_, (dear, _))) in numbered.iter().enumerate() {
            for (other, (_, (cheap, _))) in numbered.iter().enumerate() {
                prop_assert!(dear <= cheap || found.dimensions[0].class(one) <= found.dimensions[0].class(other));
            }
        }
    }

    #[test]
    fn every_item_is_in_one_segment_and_none_is_empty(figures in portfolio()) {
        let numbered: Vec<(usize, Figures)> = figures.into_iter().enumerate().collect();
        let found = segments(&numbered, &rules());
        prop_assert_eq!(found.counts().iter().sum::<usize>(), numbered.len());
        prop_assert!(found.counts().iter().all(|&count| count > 0));
        prop_assert!(found.names.is_sorted());
    }
}
