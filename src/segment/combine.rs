//! Classes of several dimensions become combinations: those that items have, each named by its classes.

use std::collections::HashMap;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::Classified;
use super::assign::{ALL, AT_ONCE, Tuple};
use crate::protocol::policy;

/// Combinations that are few enough for a place each.
const FEW: usize = 1 << 16;

/// The combinations that occur and each item's, dimension by dimension: a pair of numbers becomes a number.
pub fn tuples(
    dimensions: &[Classified],
    items: usize,
    policy: &policy::Segmentation,
) -> (Vec<Tuple>, Vec<u32>) {
    let mut combinations: Vec<Vec<u32>> = vec![Vec::new()];
    let mut of_item: Vec<u32> = vec![0; items];
    for dimension in dimensions {
        let mut longer = Longer::new(combinations.len(), dimension.classes.len());
        for (combinations, classes) in of_item.chunks_mut(AT_ONCE).zip(dimension.of_item.chunks(AT_ONCE)) {
            longer.number(combinations, classes);
        }
        combinations = longer.combinations(&combinations);
    }
    let merges = merged(policy);
    (combinations.into_iter().map(|classes| tuple(classes, dimensions, &merges)).collect(), of_item)
}

/// Combinations made longer by a class, numbered as they come up.
struct Longer {
    /// Those that came up: the shorter one and the class.
    pairs: Vec<(u32, u32)>,
    /// How many classes there are.
    classes: usize,
    /// Where few pairs are possible, one more than the number of each; 0 of those that have not come up.
    few: Vec<u32>,
    /// The same where many are.
    many: HashMap<(u32, u32), u32, FxBuildHasher>,
}

impl Longer {
    fn new(combinations: usize, classes: usize) -> Self {
        let possible = combinations.saturating_mul(classes);
        let few = vec![0; if possible <= FEW { possible } else { 0 }];
        Longer { pairs: Vec::new(), classes, few, many: HashMap::default() }
    }

    /// Puts the longer ones in the place of the shorter.
    #[inline(never)] // called often, it is compiled for speed in a browser; a loop entered once is not
    fn number(&mut self, combinations: &mut [u32], classes: &[u32]) {
        for (combination, &class) in combinations.iter_mut().zip(classes) {
            let pair = (*combination, class);
            let next = self.pairs.len() as u32 + 1;
            let place = *combination as usize * self.classes + class as usize;
            let number = match self.few.get_mut(place) {
                Some(number) => number,
                None => self.many.entry(pair).or_insert(0),
            };
            if *number == 0 {
                *number = next;
                self.pairs.push(pair);
            }
            *combination = *number - 1;
        }
    }

    /// Their classes, from those of the shorter ones.
    fn combinations(self, shorter: &[Vec<u32>]) -> Vec<Vec<u32>> {
        let classes = |(combination, class): (u32, u32)| {
            let mut classes = shorter.get(combination as usize).cloned().unwrap_or_default();
            classes.push(class);
            classes
        };
        self.pairs.into_iter().map(classes).collect()
    }
}

fn tuple(classes: Vec<u32>, dimensions: &[Classified], merges: &FxHashMap<&str, &str>) -> Tuple {
    let class = |(dimension, &class): (&Classified, &u32)| {
        dimension.classes.get(class as usize).map_or_else(String::new, |class| class.name.clone())
    };
    let joined = dimensions.iter().zip(&classes).map(class).collect::<Vec<_>>().join("-");
    let name = if dimensions.is_empty() { ALL.to_owned() } else { joined };
    let merge = merges.get(name.as_str());
    Tuple {
        classes,
        segment: merge.map_or_else(|| name.clone(), ToString::to_string),
        merged: merge.is_some(),
        name,
    }
}

/// Tuple to the merge that names it; the check of the policy refuses two that name the same.
fn merged(policy: &policy::Segmentation) -> FxHashMap<&str, &str> {
    let each = policy.merges.iter().flat_map(|(name, tuples)| tuples.iter().map(move |tuple| (tuple, name)));
    each.map(|(tuple, name)| (tuple.as_str(), name.as_str())).collect()
}
