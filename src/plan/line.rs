//! What runs through known points: a cubic through four of them, a straight line through two.
//!
//! In: places, and values there. Out: a [`Line`]. Several values at the same places share what the places alone decide.
//!
//! # Source
//! Newton's divided differences.

/// Places, at most four.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Nodes {
    /// All but the last.
    places: [f64; 3],
    /// One over the distance of two places: neighbours, then next but one, then the outer two.
    apart: [f64; 6],
}

/// What runs through the points.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Line {
    places: [f64; 3],
    differences: [f64; 4],
}

impl Nodes {
    /// Places that grow: one, two or four.
    pub fn new(places: &[f64]) -> Self {
        let (places, apart) = match *places {
            [a, b, c, d] => ([a, b, c], [b - a, c - b, d - c, c - a, d - b, d - a].map(f64::recip)),
            [a, b] => ([a, b, b], [(b - a).recip(), 0.0, 0.0, 0.0, 0.0, 0.0]),
            _ => ([places.first().copied().unwrap_or(0.0); 3], [0.0; 6]),
        };
        Nodes { places, apart }
    }

    /// The line through values at the places.
    pub fn line(&self, values: &[f64]) -> Line {
        let [ab, bc, cd, ac, bd, ad] = self.apart;
        let differences = match *values {
            [a, b, c, d] => {
                let (one, two, three) = ((b - a) * ab, (c - b) * bc, (d - c) * cd);
                let (second, next) = ((two - one) * ac, (three - two) * bd);
                [a, one, second, (next - second) * ad]
            }
            [a, b] => [a, (b - a) * ab, 0.0, 0.0],
            _ => [values.first().copied().unwrap_or(0.0), 0.0, 0.0, 0.0],
        };
        Line { places: self.places, differences }
    }
}

impl Line {
    /// Its value at a place.
    pub fn at(&self, place: f64) -> f64 {
        let [x, y, z] = self.places;
        let [a, b, c, d] = self.differences;
        a + (place - x) * (b + (place - y) * (c + (place - z) * d))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cubic_is_found_again() {
        let cubic = |x: f64| 3.0 - x * (2.0 - x * (0.5 + 0.25 * x));
        let places = [-1.0, 0.5, 2.0, 5.0];
        let line = Nodes::new(&places).line(&places.map(cubic));
        for place in [-1.0, 0.0, 1.7, 4.0, 6.0] {
            assert!((line.at(place) - cubic(place)).abs() < 1e-12, "{place}");
        }
    }

    #[test]
    fn two_points_are_a_straight_line_and_one_stays() {
        let line = Nodes::new(&[1.0, 3.0]).line(&[10.0, 20.0]);
        assert_eq!([line.at(1.0), line.at(2.0), line.at(3.0)], [10.0, 15.0, 20.0]);
        assert_eq!(Nodes::new(&[1.0]).line(&[10.0]).at(7.0), 10.0);
    }
}
