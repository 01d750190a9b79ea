//! The matrix: two dimensions against each other, each cell with its figures; one dimension makes one column.

use super::segment_row;
use crate::plan::group::Group;
use crate::plan::{Results, Totals};
use crate::policy::Target;
use crate::protocol::answer::{Axis, AxisClass, Matrix, MatrixCell, SegmentRow};
use crate::protocol::policy::DimensionKind;
use crate::segment::Classified;

/// The dimensions against each other, where there are one or two.
pub fn matrix(results: &Results) -> Option<Matrix> {
    let (down, across) = match results.segmentation.dimensions.as_slice() {
        [down] => (down, None),
        [down, across] => (down, Some(across)),
        _ => return None,
    };
    let mut grid = Grid::new(down, across);
    results.each().for_each(|(group, holding)| grid.add(results, group, &holding.totals));
    Some(grid.answer(results))
}

/// The items of one tuple.
#[derive(Clone, Default)]
struct Cell<'a> {
    totals: Totals,
    groups: Vec<&'a Group>,
    /// The segment of its tuple; none without items.
    segment: Option<&'a str>,
}

/// Cells by row and column, and both added up.
struct Grid<'a> {
    down: &'a Classified,
    across: Option<&'a Classified>,
    cells: Vec<Vec<Cell<'a>>>,
    rows: Vec<Totals>,
    columns: Vec<Totals>,
}

impl<'a> Grid<'a> {
    fn new(down: &'a Classified, across: Option<&'a Classified>) -> Self {
        let (rows, columns) = (down.classes.len(), across.map_or(1, |across| across.classes.len()));
        Grid {
            down,
            across,
            cells: vec![vec![Cell::default(); columns]; rows],
            rows: vec![Totals::default(); rows],
            columns: vec![Totals::default(); columns],
        }
    }

    fn add(&mut self, results: &'a Results, group: &'a Group, totals: &Totals) {
        let Some(tuple) = results.segmentation.tuples.get(group.tuple as usize) else { return };
        let class = |place: usize| tuple.classes.get(place).map_or(0, |&class| class as usize);
        let (row, column) = (class(0), class(1));
        if let Some(cell) = self.cells.get_mut(row).and_then(|row| row.get_mut(column)) {
            cell.totals.merge(totals);
            cell.groups.push(group);
            cell.segment = Some(tuple.segment.as_str());
        }
        let sums = [self.rows.get_mut(row), self.columns.get_mut(column)];
        sums.into_iter().flatten().for_each(|sum| sum.merge(totals));
    }

    fn answer(&self, results: &Results) -> Matrix {
        let row = |(row, cells): (usize, &Vec<Cell>)| {
            cells.iter().enumerate().map(|(column, cell)| self.cell(results, (row, column), cell)).collect()
        };
        Matrix {
            cells: self.cells.iter().enumerate().map(row).collect(),
            row_totals: self.sums(Some(self.down), &self.rows),
            column_totals: self.sums(self.across, &self.columns),
            rows: axis(self.down),
            columns: self.across.map(axis),
        }
    }

    fn cell(&self, results: &Results, (row, column): (usize, usize), cell: &Cell) -> Option<MatrixCell> {
        let segment = cell.segment?.to_owned();
        let target = results.shared_target(cell.groups.iter().copied()).map(Target::setting);
        let row = segment_row(&self.tuple_name(row, column), target, &cell.totals, self.all_revenue());
        Some(MatrixCell { segment, row })
    }

    fn sums(&self, axis: Option<&Classified>, totals: &[Totals]) -> Vec<SegmentRow> {
        let row = |(place, totals): (usize, &Totals)| {
            segment_row(axis.map_or("", |axis| class_name(axis, place)), None, totals, self.all_revenue())
        };
        totals.iter().enumerate().map(row).collect()
    }

    fn all_revenue(&self) -> f64 {
        self.rows.iter().map(|totals| totals.annual_revenue).sum()
    }

    fn tuple_name(&self, row: usize, column: usize) -> String {
        let first = class_name(self.down, row);
        self.across
            .map_or_else(|| first.to_owned(), |across| format!("{first}-{}", class_name(across, column)))
    }
}

fn class_name(axis: &Classified, place: usize) -> &str {
    axis.classes.get(place).map_or("", |class| class.name.as_str())
}

fn axis(classified: &Classified) -> Axis {
    let class = |class: &crate::segment::Class| AxisClass {
        name: class.name.clone(),
        from: class.from,
        to: class.to,
    };
    let dimension = match classified.kind {
        DimensionKind::Column => "column".to_owned(),
        kind => crate::segment::entry(kind).name.to_owned(),
    };
    Axis {
        dimension,
        title: classified.title.clone(),
        classes: classified.classes.iter().map(class).collect(),
        near_border: classified.near_border as f64,
    }
}
