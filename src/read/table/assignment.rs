//! Scores of pairs → the pairing with the greatest sum. Each row gets at most one column, and each
//! column at most one row.
//!
//! Invariant: a pair without a score is never made. The time is the square of the rows times the
//! columns (the Hungarian method with potentials). The rows are the fields, about twenty.

/// More than any sum of scores.
const IMPOSSIBLE: i64 = 1_000_000_000;

/// For each row the column it gets; `scores[row][column]`, all rows of one length.
pub fn best(scores: &[Vec<Option<i32>>]) -> Vec<Option<usize>> {
    let rows = scores.len();
    let real = scores.first().map_or(0, Vec::len);
    // A row that gets none takes a column of its own at no gain. Rows and columns count from 1.
    let columns = real + rows;
    let mut pairing = Pairing {
        scores,
        of_row: vec![0; rows + 1],
        of_column: vec![0; columns + 1],
        taken_by: vec![0; columns + 1],
    };
    for row in 1..=rows {
        pairing.add(row);
    }
    let mut found = vec![None; rows];
    for column in 1..=real {
        if let Some(row) = pairing.taken_by[column].checked_sub(1)
            && scores[row][column - 1].is_some()
        {
            found[row] = Some(column - 1);
        }
    }
    found
}

/// The rows paired so far.
struct Pairing<'a> {
    scores: &'a [Vec<Option<i32>>],
    /// The potentials of rows and columns.
    of_row: Vec<i64>,
    of_column: Vec<i64>,
    /// The row of each column; 0 for none.
    taken_by: Vec<usize>,
}

impl Pairing<'_> {
    fn cost(&self, row: usize, column: usize) -> i64 {
        let score = self.scores.get(row - 1).and_then(|scores| scores.get(column - 1));
        match score {
            Some(Some(score)) => -i64::from(*score),
            Some(None) => IMPOSSIBLE,
            None => 0,
        }
    }

    /// Pairs one more row, and moves those that must make room.
    fn add(&mut self, row: usize) {
        let columns = self.taken_by.len() - 1;
        let mut reached_from = vec![0_usize; columns + 1];
        let mut least = vec![i64::MAX; columns + 1];
        let mut used = vec![false; columns + 1];
        self.taken_by[0] = row;
        let mut at = 0;
        while self.taken_by[at] != 0 {
            used[at] = true;
            let (holder, mut step, mut next) = (self.taken_by[at], i64::MAX, 0);
            for column in (1..=columns).filter(|column| !used[*column]) {
                let potentials = self.of_row[holder] + self.of_column[column];
                let reduced = self.cost(holder, column) - potentials;
                if reduced < least[column] {
                    (least[column], reached_from[column]) = (reduced, at);
                }
                if least[column] < step {
                    (step, next) = (least[column], column);
                }
            }
            for column in 0..=columns {
                if used[column] {
                    self.of_row[self.taken_by[column]] += step;
                    self.of_column[column] -= step;
                } else if least[column] != i64::MAX {
                    least[column] -= step;
                }
            }
            at = next;
        }
        while at != 0 {
            self.taken_by[at] = self.taken_by[reached_from[at]];
            at = reached_from[at];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_counts_and_not_the_first_that_fits() {
        let some = |row: &[i32]| row.iter().map(|score| Some(*score)).collect::<Vec<_>>();
        assert_eq!(best(&[some(&[45, 100]), some(&[15, 0])]), [Some(1), Some(0)]);
        assert_eq!(best(&[some(&[5, 3]), some(&[9, 1])]), [Some(1), Some(0)]);
        assert_eq!(best(&[vec![None, Some(7)], vec![None, Some(9)]]), [None, Some(1)]);
        assert_eq!(best(&[vec![], vec![]]), [None, None]);
        assert_eq!(best(&[]), []);
    }

    #[test]
    fn no_pair_loses_against_all_orders() {
        // Every pairing of three rows with four columns, tried one by one.
        let mut seed = 7_u32;
        for _ in 0..200 {
            let mut next = || {
                seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12_345);
                let score = i32::try_from(seed >> 16).unwrap_or_default() % 100;
                (score > 20).then_some(score)
            };
            let scores: Vec<Vec<Option<i32>>> =
                (0..3).map(|_| (0..4).map(|_| next()).collect()).collect();
            let sum = |pairs: &[Option<usize>]| -> i32 {
                let pairs = pairs.iter().enumerate();
                pairs.filter_map(|(row, column)| scores[row][(*column)?]).sum()
            };
            let mut most = 0;
            let choices = |used: &[Option<usize>]| -> Vec<Option<usize>> {
                let free = (0..4).filter(|column| !used.contains(&Some(*column))).map(Some);
                free.chain([None]).collect()
            };
            for one in choices(&[]) {
                for two in choices(&[one]) {
                    for three in choices(&[one, two]) {
                        most = most.max(sum(&[one, two, three]));
                    }
                }
            }
            assert_eq!(sum(&best(&scores)), most, "{scores:?}");
        }
    }
}
